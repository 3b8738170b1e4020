"""Every card, modal and tab, drawn from hostile facts: Slack takes it, and no words of people are markup in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlers.counter import Errors, Request, Say
from handlers.mishaps import explain
from handlers.views import kit, wording
from handlers.views.notices import RENDERERS
from program.base.notices import Notice
from program.base.refusals import No, Refusal
from sandbox.blockkit import TEXT_LIMIT, check_blocks, check_view, text_length, view_too_large
from tests.handlers.hostile import CHANNELS, PEOPLE, arguments, builders, text

OURS = re.compile(
    rf"<@(?:{'|'.join(PEOPLE)})>|<#(?:{'|'.join(CHANNELS)})>"
    r"|<!date\^\d{10}\^[^<>|^]+\|[\w :]+>"
)
"""The only markup that the product puts in."""
ENTITY = re.compile(r"&(?:amp|lt|gt);")
SHAPED = re.compile(r"[`*~]EVIL|(?<!\w)_+EVIL")
QUOTED = re.compile(r"^>", re.MULTILINE)
BUILDERS = builders()
TEXT_MOST, TOPIC_MOST = 4_000, 250


def texts(value: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every text in here, as (kind, text, object)."""
    if isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value["type"], value["text"], value
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def check_marked(said: str) -> None:
    """Markup text: the only markup in it is ours, whole, and nobody's words have a shape."""
    rest = OURS.sub("", said)
    assert "<" not in rest, said
    assert ">" not in QUOTED.sub("", rest), said
    assert "&" not in ENTITY.sub("", rest), said
    assert not SHAPED.search(rest), said


def check_clean(said: str) -> None:
    """Any text: it can be sent, and turns or controls nothing."""
    said.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), said


def check_blocks_of(blocks: Any) -> None:
    for kind, said, shown in texts(blocks):
        check_clean(said)
        if kind == "mrkdwn":
            check_marked(said)
            assert shown.get("verbatim") is True, "Slack would make links of addresses and names in it"


def check_message(args: dict[str, Any]) -> None:
    assert check_blocks(args["blocks"], "message") == []
    assert text_length(args["blocks"]) <= TEXT_LIMIT
    assert 0 < len(args["text"]) <= TEXT_MOST
    check_clean(args["text"])
    check_marked(args["text"])
    check_blocks_of(args["blocks"])


def check_screen(view: dict[str, Any]) -> None:
    assert check_view(view) == []
    assert not view_too_large(view)
    assert "EVIL" not in view.get("private_metadata", "")
    check_blocks_of(view)


def check_call(call: kit.Call) -> None:
    match call.method:
        case "chat.postMessage":
            assert call.args["channel"] in (*PEOPLE, *CHANNELS)
            assert call.args["unfurl_links"] is False
            check_message(dict(call.args))
        case "views.publish":
            check_screen(call.args["view"])
        case "conversations.setTopic":
            assert len(call.args["topic"]) <= TOPIC_MOST
            check_clean(call.args["topic"])
            check_marked(call.args["topic"])
        case _:
            assert "EVIL" not in str(call.args)


def check(drawn: Any) -> None:
    match drawn:
        case kit.Call():
            check_call(drawn)
        case kit.Message():
            check_message(drawn.args())
        case _:
            check_screen(drawn.args())


@pytest.mark.parametrize("name", BUILDERS)
@settings(
    max_examples=12,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_people_wrote_it_is_drawn_and_stays_text(name: str, data: st.DataObject) -> None:
    check(BUILDERS[name](**data.draw(arguments(name, BUILDERS[name]))))


@pytest.mark.parametrize("notice", Notice)
def test_the_renderer_of_every_notice_is_among_them(notice: Notice) -> None:
    assert RENDERERS[notice].draw in BUILDERS.values()


@pytest.mark.parametrize("why", No)
@settings(max_examples=4, phases=[Phase.generate], deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_whatever_a_refusal_names_stays_text(why: No, data: st.DataObject) -> None:
    """As a sentence, and at a field of a form."""
    named = [field for _, field, _, _ in Formatter().parse(wording.refusals.SENTENCES[why].english) if field]
    refusal = Refusal(why, field="goals", **{field: data.draw(text) for field in named})
    asked = Request(kind="command", name="/mentor", workspace_id="T1", person_id="U1ADA")
    said = explain(refusal, asked)
    assert isinstance(said, Say)
    check(said.message)
    at_field = explain(refusal, replace(asked, kind="submission"))
    assert isinstance(at_field, Errors)
    check_clean(at_field.fields["goals"])
