"""mrkdwn, dates and emoji, read as Slack reads them."""

from typing import Any

import pytest
from playwright.async_api import Browser

from sandbox import Server
from tests.page.conftest import windows

DRAW = """async ([texts]) => {
  const { mrkdwn } = await import("/page/js/mrkdwn.js");
  const now = new Date("2026-03-02T09:00:00Z");
  const named = (list) => (id) => list.find((each) => each.id === id);
  const ctx = {
    me: "U1", zone: "America/New_York", now: () => now, group: named([{ id: "S1", handle: "mentors" }]),
    person: named([{ id: "U1", name: "Ada" }, { id: "U2", name: "Omar" }]),
    channel: named([{ id: "C1", name: "beds" }]),
  };
  return texts.map((text) => {
    const box = document.createElement("div");
    box.append(...[mrkdwn(text, ctx)].flat(Infinity).filter((each) => each !== null && each !== false));
    for (const node of box.querySelectorAll("*")) {
      for (const { name } of [...node.attributes]) if (!["href"].includes(name)) node.removeAttribute(name);
    }
    return box.innerHTML;
  });
}"""

READ = {
    "*bold* _italic_ ~gone~ `code`": "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>",
    "*bold _and italic_*": "<strong>bold <em>and italic</em></strong>",
    "2*3*4 snake_case_name a~b~c": "2*3*4 snake_case_name a~b~c",
    "* not bold * _ nor this _": "* not bold * _ nor this _",
    "`*stars*`": "<code>*stars*</code>",
    "(*bold*), *so*.": "(<strong>bold</strong>), <strong>so</strong>.",
    "*two\nlines*": "*two<br>lines*",
    "a &lt;b&gt; &amp; c": "a &lt;b&gt; &amp; c",
    "<@U2> in <#C1>": "<span>@Omar</span> in <button>#beds</button>",
    "<@U9|somebody> <#C9|elsewhere>": "<span>@somebody</span> <span>#elsewhere</span>",
    "<#C9>": "<span>#private-channel</span>",
    "<!here> <!subteam^S1> <!unknown|said>": "<span>@here</span> <span>@mentors</span> said",
    "<https://a.example/x?a=1&amp;b=2|the *plan*>": '<a href="https://a.example/x?a=1&amp;b=2">the *plan*</a>',
    "see https://a.example/x.": 'see <a href="https://a.example/x">https://a.example/x</a>.',
    "<javascript:alert(1)|press>": "<a>press</a>",
    "<mailto:a@b.example|write>": '<a href="mailto:a@b.example">write</a>',
    "> quoted\nnot": "<blockquote>quoted</blockquote>not",
    "&gt;&gt;&gt;all\nof it": "<blockquote>all<br>of it</blockquote>",
    "```\nx &lt; 1\n```after": "<pre><code>x &lt; 1</code></pre>after",
    ":seedling: :nothing: :wave::skin-tone-3:": "<span>🌱</span> :nothing: <span>👋🏼</span>",
    "at 10:30:45 :x:": "at 10:30:45 <span>❌</span>",
    "<!date^1772442000^{date_num} {time_secs}|x>": "<time>2026-03-02 4:00:00 AM</time>",
    "Due <!date^1772442000^{date_pretty}|x>": "Due <time>today</time>",
    "<!date^1772528400^{date_long_pretty} at {time}|x>": "<time>Tomorrow at 4:00 AM</time>",
    "on <!date^1773219600^{date}|x>": "on <time>March 11th</time>",
    "on <!date^1773219600^{date_short}|x>": "on <time>Mar 11</time>",
    "on <!date^1773219600^{date_long}|x>": "on <time>Wednesday, March 11th</time>",
    "on <!date^1804672800^{date}|x>": "on <time>March 10th, 2027</time>",
    "<!date^1772442000^{time}^https://a.example|x>": '<a href="https://a.example/"><time>4:00 AM</time></a>',
    "<!date^soon^{date}|later>": "later",
    "<script>alert(1)</script>": None,
    "": "",
}  # fmt: skip


async def test_every_kind_of_text(browser: Browser, server: Server) -> None:
    async with windows(browser, server) as open_as:
        page = await open_as("Ada Park", "home")
        drawn: list[str] = await page.evaluate(DRAW, [list(READ)])
        assert "<script" not in "".join(drawn)
    told = {text: html.replace('example"', 'example/"') for text, html in zip(READ, drawn, strict=True)}
    wanted = {text: html for text, html in READ.items() if html is not None}
    assert {text: html for text, html in told.items() if text in wanted} == {
        text: html.replace('example"', 'example/"') for text, html in wanted.items()
    }


EMOJI = """async () => {
  const { emojiFor } = await import("/page/js/emoji.js");
  const source = await (await fetch("/page/js/emoji.js")).text();
  const words = /`([^`]*)`/.exec(source)[1].trim().split(/\\s+/);
  return words.filter((_, n) => n % 2 === 0).map((name) => [name, emojiFor(name)]);
}"""


async def test_every_emoji_has_a_name_and_a_sign(browser: Browser, server: Server) -> None:
    async with windows(browser, server) as open_as:
        page = await open_as("Ada Park", "home")
        known: list[list[Any]] = await page.evaluate(EMOJI)
    assert len(known) > 300
    wrong = [(name, sign) for name, sign in known if not name.isascii() or not sign or sign.isascii()]
    assert wrong == []


TICKS = """async ([low, high]) => {
  const { ticks } = await import("/page/js/charts.js");
  return ticks(low, high);
}"""


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (0, 14, [0, 5, 10, 15]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (0, 0, [0, 1]),
        (-3, 5, [-4, -2, 0, 2, 4, 6]),
        (0, 4.6, [0, 2, 4, 6]),
    ],
)
async def test_the_steps_of_an_axis_are_round(
    browser: Browser, server: Server, low: float, high: float, wanted: list[float]
) -> None:
    async with windows(browser, server) as open_as:
        page = await open_as("Ada Park", "home")
        assert await page.evaluate(TICKS, [low, high]) == wanted
