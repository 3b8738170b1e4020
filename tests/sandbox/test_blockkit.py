"""Which blocks Slack takes and where, and in which words it refuses the others."""

from typing import Any

import pytest

from sandbox.blockkit import Problem, check_blocks, check_view, refusal, text_length
from tests.sandbox.pieces import (
    TEXT_INPUT,
    Json,
    actions,
    button,
    chart,
    field,
    modal,
    mrkdwn,
    one,
    options,
    pie,
    plain,
    plot,
    rows,
    section,
    select,
    x,
)

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


def test_only_one_element_asks_for_the_cursor() -> None:
    def asks(name: str) -> Json:
        return field({**TEXT_INPUT, "focus_on_load": True}, block_id=name)

    assert check_view(modal(asks("a"))) == []
    places = [problem.pointer for problem in check_view(modal(asks("a"), asks("b")))]
    assert places == ["/view/blocks/1/element/focus_on_load"]


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


def test_the_refusal_reads_as_slacks_own() -> None:
    problems = check_blocks([section(text=mrkdwn(x(3001)))], "message")
    said = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert refusal("invalid_blocks", problems) == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [said],
        "response_metadata": {"messages": [f"[ERROR] {said}"]},
    }
