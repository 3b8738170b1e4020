"""Every limit of Block Kit: what stands at the limit is accepted, one over is refused, and at its place."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.blockkit import Problem, check_blocks, check_view, refusal, text_length, view_too_large

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("Hello"), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Press"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def options(n: int) -> list[Json]:
    return [{"text": plain(f"Option {i}"), "value": str(i)} for i in range(n)]


def one(**more: Any) -> Json:
    return {"text": plain("Yes"), "value": "yes", **more}


def select(kind: str = "static_select", **more: Any) -> Json:
    base = {"options": options(2)} if "static" in kind else {}
    return {"type": kind, **base, **more}


def chart(kind: str = "bar", *, title: str = "Met", series: int = 1, labels: int = 2, **more: Any) -> Json:
    names = [f"W{i}" for i in range(labels)]
    data = [{"label": name, "value": 3} for name in names]
    plotted = {
        "type": kind,
        "series": [{"name": f"s{i}", "data": data} for i in range(series)],
        "axis_config": {"categories": names},
    }
    return {"type": "data_visualization", "title": title, "chart": {**plotted, **more}}


def plot(series: list[Json]) -> Json:
    axis = {"categories": ["a"]}
    return {
        "type": "data_visualization",
        "title": "Met",
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }


def pie(n: int, label: str = "a", value: float = 1) -> Json:
    segments = [{"label": label, "value": value}] * n
    return {"type": "data_visualization", "title": "Pie", "chart": {"type": "pie", "segments": segments}}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Join"), "submit": plain("Send"), "blocks": list(blocks), **more}


def x(n: int) -> str:
    return "x" * n


def confirm(**more: Any) -> Json:
    return actions(button(confirm={"text": plain("Sure?"), **more}))


def rows(n: int, columns: int = 1) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * n}


TEXT_INPUT = {"type": "plain_text_input"}

LIMITS: list[tuple[str, int, Callable[[int], Json]]] = [
    ("/text/text", 3000, lambda n: section(text=mrkdwn(x(n)))),
    ("/fields", 10, lambda n: section(fields=[plain("f")] * n)),
    ("/fields/0/text", 2000, lambda n: section(fields=[mrkdwn(x(n))])),
    ("/text/text", 150, lambda n: {"type": "header", "text": plain(x(n))}),
    ("/elements", 10, lambda n: {"type": "context", "elements": [mrkdwn("c")] * n}),
    ("/elements", 25, lambda n: actions(*[button()] * n)),
    ("/elements/0/text/text", 75, lambda n: actions(button(text=plain(x(n))))),
    ("/elements/0/value", 2000, lambda n: actions(button(value=x(n)))),
    ("/elements/0/url", 3000, lambda n: actions(button(url=x(n)))),
    ("/elements/0/accessibility_label", 75, lambda n: actions(button(accessibility_label=x(n)))),
    ("/elements/0/action_id", 255, lambda n: actions(button(action_id=x(n)))),
    ("/block_id", 255, lambda n: section(block_id=x(n))),
    ("/accessory/options", 100, lambda n: section(accessory=select(options=options(n)))),
    ("/accessory/options", 5, lambda n: section(accessory={"type": "overflow", "options": options(n)})),
    ("/accessory/options", 10, lambda n: section(accessory={"type": "checkboxes", "options": options(n)})),
    ("/accessory/options", 10, lambda n: section(accessory={"type": "radio_buttons", "options": options(n)})),
    (
        "/accessory/options/0/text/text",
        75,
        lambda n: section(accessory=select(options=[one(text=plain(x(n)))])),
    ),
    ("/accessory/options/0/value", 150, lambda n: section(accessory=select(options=[one(value=x(n))]))),
    (
        "/accessory/options/0/description/text",
        75,
        lambda n: section(accessory=select(options=[one(description=plain(x(n)))])),
    ),
    (
        "/accessory/option_groups",
        100,
        lambda n: section(
            accessory={
                "type": "static_select",
                "option_groups": [{"label": plain("G"), "options": [one()]}] * n,
            }
        ),
    ),
    (
        "/accessory/option_groups/0/label/text",
        75,
        lambda n: section(
            accessory={"type": "static_select", "option_groups": [{"label": plain(x(n)), "options": [one()]}]}
        ),
    ),
    *(
        (
            "/elements/0/placeholder/text",
            150,
            lambda n, kind=kind: actions(select(kind, placeholder=plain(x(n)))),
        )
        for kind in (
            "static_select",
            "external_select",
            "users_select",
            "channels_select",
            "conversations_select",
            "multi_static_select",
            "multi_external_select",
            "multi_users_select",
            "multi_channels_select",
            "multi_conversations_select",
            "datepicker",
            "timepicker",
        )
    ),
    *(
        (
            "/element/placeholder/text",
            150,
            lambda n, kind=kind: field({"type": kind, "placeholder": plain(x(n))}),
        )
        for kind in ("plain_text_input", "email_text_input", "url_text_input", "rich_text_input")
    ),
    ("/element/max_length", 3000, lambda n: field({**TEXT_INPUT, "max_length": n})),
    ("/label/text", 2000, lambda n: field(TEXT_INPUT, label=plain(x(n)))),
    ("/hint/text", 2000, lambda n: field(TEXT_INPUT, hint=plain(x(n)))),
    ("/elements/0/confirm/title/text", 100, lambda n: confirm(title=plain(x(n)))),
    ("/elements/0/confirm/text/text", 300, lambda n: confirm(text=mrkdwn(x(n)))),
    ("/elements/0/confirm/confirm/text", 30, lambda n: confirm(confirm=plain(x(n)))),
    ("/elements/0/confirm/deny/text", 30, lambda n: confirm(deny=plain(x(n)))),
    ("/alt_text", 2000, lambda n: {"type": "image", "image_url": "https://a.example/b", "alt_text": x(n)}),
    (
        "/title/text",
        2000,
        lambda n: {"type": "image", "image_url": "u", "alt_text": "a", "title": plain(x(n))},
    ),
    ("/rows", 100, lambda n: rows(n)),
    ("/rows/0", 20, lambda n: rows(1, n)),
    ("/column_settings", 20, lambda n: {**rows(1), "column_settings": [{"align": "right"}] * n}),
    ("/text", 12_000, lambda n: {"type": "markdown", "text": x(n)}),
    (
        "/elements",
        5,
        lambda n: {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Delete")}] * n,
        },
    ),
    ("/title", 50, lambda n: chart(title=x(n))),
    ("/chart/series", 6, lambda n: chart(series=n)),
    ("/chart/axis_config/categories", 20, lambda n: chart(labels=n)),
    ("/chart/segments", 6, pie),
    ("/chart/segments/0/label", 20, lambda n: pie(1, x(n))),
    (
        "/chart/axis_config/x_label",
        50,
        lambda n: chart(axis_config={"categories": ["W0", "W1"], "x_label": x(n)}),
    ),
    (
        "/chart/axis_config/y_label",
        50,
        lambda n: chart(axis_config={"categories": ["W0", "W1"], "y_label": x(n)}),
    ),
    (
        "/chart/series/0/name",
        20,
        lambda n: plot([{"name": x(n), "data": [{"label": "a", "value": -1}]}]),
    ),
]


@pytest.mark.parametrize(
    ("place", "most", "build"),
    LIMITS,
    ids=[f"{n}{place}-{most}" for n, (place, most, _) in enumerate(LIMITS)],
)
def test_a_block_at_its_limit_is_accepted_and_one_over_is_refused(
    place: str, most: int, build: Callable[[int], Json]
) -> None:
    assert check_blocks([build(most)], "message") == []
    problems = check_blocks([build(most + 1)], "message")
    assert f"/blocks/0{place}" in [problem.pointer for problem in problems]


EMPTY: list[tuple[str, Json]] = [
    ("/text/text", section(text=mrkdwn(""))),
    ("/text/text", {"type": "header", "text": plain("")}),
    ("/fields/0/text", section(fields=[mrkdwn("")])),
    ("/fields", section(fields=[])),
    ("/elements/0/text/text", actions(button(text=plain("")))),
    ("/elements", actions()),
    ("/elements", {"type": "context", "elements": []}),
    ("/elements/0/text", {"type": "context", "elements": [mrkdwn("")]}),
    ("/label/text", field(TEXT_INPUT, label=plain(""))),
    ("/hint/text", field(TEXT_INPUT, hint=plain(""))),
    ("/element/placeholder/text", field({**TEXT_INPUT, "placeholder": plain("")})),
    ("/accessory/options", section(accessory=select(options=[]))),
    ("/accessory/options/0/value", section(accessory=select(options=[one(value="")]))),
    ("/rows", {"type": "table", "rows": []}),
    ("/text", {"type": "markdown", "text": ""}),
    ("/title", chart(title="")),
    ("/chart/segments", pie(0)),
    ("/chart/series", chart(series=0)),
    ("/alt_text", {"type": "image", "image_url": "https://a.example/b", "alt_text": ""}),
    ("/elements/0/confirm/text/text", confirm(text=plain(""))),
]


@pytest.mark.parametrize(("place", "block"), EMPTY)
def test_emptiness_is_refused(place: str, block: Json) -> None:
    assert f"/blocks/0{place}" in [problem.pointer for problem in check_blocks([block], "message")]


GOOD: list[Json] = [
    section(),
    {"type": "section", "fields": [plain("a"), mrkdwn("b")]},
    {"type": "divider"},
    field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"}),
    field({"type": "datetimepicker", "initial_date_time": 1_772_000_000}),
    field(select("multi_static_select", initial_options=options(1), max_selected_items=1)),
    field(
        {"type": "checkboxes", "options": [one(text=mrkdwn("*Yes*"))]}, optional=True, dispatch_action=True
    ),
    actions(
        {"type": "datepicker", "initial_date": "2026-03-02"}, {"type": "timepicker", "initial_time": "09:30"}
    ),
    section(accessory=select("conversations_select", filter={"include": ["private"]})),
    section(accessory={"type": "image", "image_url": "https://a.example/b.png", "alt_text": "b"}),
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Hi ", "style": {"bold": True}},
                    {"type": "user", "user_id": "U1"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "wave"}]}],
            },
            {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://a.example"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    },
    {"type": "file", "external_id": "abc", "source": "remote"},
    {
        "type": "video",
        "title": plain("A talk"),
        "video_url": "https://a.example/v",
        "thumbnail_url": "https://a.example/t",
        "alt_text": "A talk",
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            }
        ],
    },
    chart("line"),
    chart("area", series=2),
    pie(3),
    {"type": "alert", "text": mrkdwn("Careful"), "level": "warning"},
    {"type": "card", "title": mrkdwn("A card"), "actions": [button()]},
]


@pytest.mark.parametrize("block", GOOD)
def test_what_slack_accepts_is_accepted(block: Json) -> None:
    assert check_blocks([block], "message") == []


BAD: list[tuple[str, str, Json]] = [
    ("/type", "unsupported type: sektion", {"type": "sektion"}),
    ("", "missing required field: type", {"text": plain("x")}),
    ("", "missing required field: text", {"type": "header"}),
    ("/text/type", "unsupported type: mrkdwn", {"type": "header", "text": mrkdwn("no")}),
    ("/text/text", "must provide a string", section(text={"type": "mrkdwn", "text": 3})),
    ("/text", "must provide an object", section(text="words")),
    ("", "invalid additional property: text", {"type": "divider", "text": "x"}),
    ("", "must define either text or fields", {"type": "section"}),
    ("/elements/0/type", "unsupported type: plain_text_input", actions(TEXT_INPUT)),
    ("/element/type", "unsupported type: button", field(button())),
    ("/accessory/type", "unsupported type: plain_text_input", section(accessory=TEXT_INPUT)),
    ("/elements/0/type", "unsupported type: button", {"type": "context", "elements": [button()]}),
    ("/elements/0/style", "must be one of: primary, danger", actions(button(style="default"))),
    (
        "/accessory",
        "must define exactly one of options or option_groups",
        section(accessory={"type": "static_select"}),
    ),
    (
        "/accessory",
        "must define exactly one of options or option_groups",
        section(accessory=select(option_groups=[{"label": plain("G"), "options": [one()]}])),
    ),
    (
        "/accessory/initial_option",
        "initial_option must match one of the options",
        section(accessory=select(initial_option=one())),
    ),
    (
        "/accessory/initial_options/0",
        "initial_options must match the options",
        section(accessory={"type": "checkboxes", "options": options(2), "initial_options": [one()]}),
    ),
    (
        "/element/initial_date",
        "must be a date like 2026-03-02",
        field({"type": "datepicker", "initial_date": "2 March"}),
    ),
    (
        "/element/initial_time",
        "must be a time like 09:30",
        field({"type": "timepicker", "initial_time": "24:00"}),
    ),
    (
        "/element/min_length",
        "min_length must not be above max_length",
        field({**TEXT_INPUT, "min_length": 9, "max_length": 2}),
    ),
    ("/chart/segments/0/value", "must be greater than 0", pie(1, value=0)),
    ("/chart/type", "unsupported type: radar", chart("radar")),
    (
        "/chart/series/1/name",
        "series names must be unique",
        plot([{"name": "s", "data": [{"label": "a", "value": 1}]}] * 2),
    ),
    (
        "/chart/series/0/data",
        "data must have one point for each category",
        chart(axis_config={"categories": ["W0", "W1", "W2"]}),
    ),
    (
        "/elements/1/action_id",
        "`action_id` 'a' already exists",
        actions(button(action_id="a"), button(action_id="a")),
    ),
    ("", "must define exactly one of image_url or slack_file", {"type": "image", "alt_text": "a"}),
]


@pytest.mark.parametrize(("place", "message", "block"), BAD)
def test_what_slack_refuses_is_refused_in_its_words(place: str, message: str, block: Json) -> None:
    assert Problem(message, f"/blocks/0{place}") in check_blocks([block], "message")


def test_a_message_has_50_blocks_and_a_view_100() -> None:
    assert check_blocks([section()] * 50, "message") == []
    assert check_blocks([section()] * 51, "message") == [Problem("no more than 50 items allowed", "/blocks")]
    assert check_view(modal(*[section()] * 100)) == []
    assert Problem("no more than 100 items allowed", "/view/blocks") in check_view(modal(*[section()] * 101))
    home = {"type": "home", "blocks": [section()] * 100}
    assert check_view(home) == []
    home["blocks"] = [section()] * 101
    assert Problem("no more than 100 items allowed", "/view/blocks") in check_view(home)


def test_a_block_id_is_unique_in_its_message_and_an_action_id_only_in_its_block() -> None:
    twice = [section(block_id="a"), section(block_id="a")]
    assert [problem.pointer for problem in check_blocks(twice, "message")] == ["/blocks/1/block_id"]
    assert check_blocks([section(block_id="a"), section(block_id="b")], "message") == []
    assert check_blocks([actions(button(action_id="a")), actions(button(action_id="a"))], "message") == []


@pytest.mark.parametrize("surface", ["home", "modal"])
@pytest.mark.parametrize(
    "block",
    [chart(), rows(1), {"type": "markdown", "text": "x"}, GOOD[11], GOOD[13]],
    ids=lambda block: block["type"],
)
def test_some_blocks_stand_only_in_messages(block: Json, surface: Any) -> None:
    assert check_blocks([block], "message") == []
    assert Problem(f"unsupported type: {block['type']}", "/blocks/0/type") in check_blocks([block], surface)


@pytest.mark.parametrize("surface", ["message", "home", "modal"])
def test_an_input_stands_on_every_surface(surface: Any) -> None:
    assert check_blocks([field(TEXT_INPUT)], surface) == []


def test_files_are_asked_for_only_in_modals() -> None:
    asked = field({"type": "file_input"})
    assert check_blocks([asked], "modal") == []
    assert [problem.pointer for problem in check_blocks([asked], "message")] == ["/blocks/0/element"]


def test_a_message_has_two_charts_and_one_table() -> None:
    assert check_blocks([chart(), pie(1)], "message") == []
    too_many = check_blocks([chart(), chart(), pie(1)], "message")
    assert too_many == [Problem("no more than 2 data_visualization blocks allowed", "/blocks")]
    assert check_blocks([rows(1), rows(1)], "message") == [
        Problem("no more than 1 table blocks allowed", "/blocks")
    ]


def test_a_table_holds_10_000_characters() -> None:
    def table(n: int) -> Json:
        return {"type": "table", "rows": [[{"type": "raw_text", "text": x(n)}]]}

    assert check_blocks([table(10_000)], "message") == []
    assert [problem.pointer for problem in check_blocks([table(10_001)], "message")] == ["/blocks"]


def test_only_one_element_asks_for_the_cursor() -> None:
    def asks(name: str) -> Json:
        return field({**TEXT_INPUT, "focus_on_load": True}, block_id=name)

    assert check_view(modal(asks("a"))) == []
    places = [problem.pointer for problem in check_view(modal(asks("a"), asks("b")))]
    assert places == ["/view/blocks/1/element/focus_on_load"]


@pytest.mark.parametrize("name", ["title", "submit", "close"])
def test_a_modals_own_words_have_24_characters(name: str) -> None:
    assert check_view(modal(**{name: plain(x(24))})) == []
    assert [each.pointer for each in check_view(modal(**{name: plain(x(25))}))] == [f"/view/{name}/text"]
    assert [each.pointer for each in check_view(modal(**{name: plain("")}))] == [f"/view/{name}/text"]


@pytest.mark.parametrize(
    ("name", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)]
)
def test_what_a_view_carries_is_limited(name: str, most: int) -> None:
    assert check_view(modal(**{name: x(most)})) == []
    assert [each.pointer for each in check_view(modal(**{name: x(most + 1)}))] == [f"/view/{name}"]


def test_a_modal_needs_a_title_and_submit_when_it_asks_something() -> None:
    asking = modal(field(TEXT_INPUT))
    assert check_view(asking) == []
    del asking["submit"]
    assert check_view(asking) == [Problem("missing required field: submit", "/view")]
    assert check_view({"type": "modal", "blocks": []}) == [Problem("missing required field: title", "/view")]
    telling = modal(section())
    del telling["submit"]
    assert check_view(telling) == []


def test_a_home_tab_has_no_title_and_needs_no_submit() -> None:
    assert check_view({"type": "home", "blocks": [field(TEXT_INPUT)]}) == []
    titled = {"type": "home", "blocks": [], "title": plain("Home")}
    assert check_view(titled) == [Problem("invalid additional property: title", "/view")]


def test_what_isnt_a_view_or_a_list_is_refused() -> None:
    assert check_view([]) == [Problem("must provide an object", "/view")]
    assert check_view({"type": "sheet", "blocks": []}) == [Problem("unsupported type: sheet", "/view/type")]
    assert check_blocks({}, "message") == [Problem("must provide an array", "/blocks")]
    assert check_blocks(["x"], "message") == [Problem("must provide an object", "/blocks/0")]
    assert [each.pointer for each in check_view({"type": "home"})] == ["/view"]


def test_the_text_of_all_blocks_is_counted() -> None:
    blocks = [
        section(text=mrkdwn(x(7))),
        actions(button(text=plain(x(5)))),
        {"type": "markdown", "text": x(3)},
    ]
    assert text_length(blocks) == 15


def test_a_view_is_too_large_over_250_kilobytes() -> None:
    empty = len('{"type": "home", "blocks": [], "callback_id": ""}')
    assert not view_too_large({"type": "home", "blocks": [], "callback_id": x(250_000 - empty)})
    assert view_too_large({"type": "home", "blocks": [], "callback_id": x(250_001 - empty)})


def test_the_refusal_reads_as_slacks_own() -> None:
    problems = check_blocks([section(text=mrkdwn(x(3001)))], "message")
    said = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert refusal("invalid_blocks", problems) == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [said],
        "response_metadata": {"messages": [f"[ERROR] {said}"]},
    }
