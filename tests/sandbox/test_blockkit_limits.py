"""Every limit of Block Kit: what stands at the limit is accepted, one over is refused, and at its place."""

from collections.abc import Callable

import pytest

from sandbox.blockkit import Problem, check_blocks, check_view, view_too_large
from tests.sandbox.pieces import (
    TEXT_INPUT,
    Json,
    actions,
    button,
    chart,
    confirm,
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


def test_a_message_has_50_blocks_and_a_view_100() -> None:
    assert check_blocks([section()] * 50, "message") == []
    assert check_blocks([section()] * 51, "message") == [Problem("no more than 50 items allowed", "/blocks")]
    assert check_view(modal(*[section()] * 100)) == []
    assert Problem("no more than 100 items allowed", "/view/blocks") in check_view(modal(*[section()] * 101))
    home = {"type": "home", "blocks": [section()] * 100}
    assert check_view(home) == []
    home["blocks"] = [section()] * 101
    assert Problem("no more than 100 items allowed", "/view/blocks") in check_view(home)


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


def test_a_view_is_too_large_over_250_kilobytes() -> None:
    empty = len('{"type": "home", "blocks": [], "callback_id": ""}')
    assert not view_too_large({"type": "home", "blocks": [], "callback_id": x(250_000 - empty)})
    assert view_too_large({"type": "home", "blocks": [], "callback_id": x(250_001 - empty)})
