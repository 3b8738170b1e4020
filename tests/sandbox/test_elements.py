"""What a person can put into each element, and how it shows in the state."""

from typing import Any

import pytest

from sandbox import ClientRefused, elements

RED = {"text": {"type": "plain_text", "text": "Red"}, "value": "r"}
BLUE = {"text": {"type": "plain_text", "text": "Blue"}, "value": "b"}


def element(kind: str, **rest: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": "it", **rest}


@pytest.mark.parametrize(
    ("kind", "rest", "value", "key", "held"),
    [
        ("plain_text_input", {}, "hi", "value", "hi"),
        ("number_input", {}, 4, "value", "4"),
        ("email_text_input", {}, "a@example.com", "value", "a@example.com"),
        ("url_text_input", {}, "https://example.com", "value", "https://example.com"),
        ("static_select", {"options": [RED, BLUE]}, "b", "selected_option", BLUE),
        ("static_select", {"options": [RED, BLUE]}, "Blue", "selected_option", BLUE),
        ("static_select", {"option_groups": [{"options": [RED]}]}, "r", "selected_option", RED),
        ("radio_buttons", {"options": [RED, BLUE]}, "r", "selected_option", RED),
        ("multi_static_select", {"options": [RED, BLUE]}, ["r", "b"], "selected_options", [RED, BLUE]),
        ("multi_static_select", {"options": [RED, BLUE]}, "r", "selected_options", [RED]),
        ("checkboxes", {"options": [RED, BLUE]}, [], "selected_options", []),
        ("users_select", {}, "U1", "selected_user", "U1"),
        ("multi_users_select", {}, ["U1"], "selected_users", ["U1"]),
        ("conversations_select", {}, "C1", "selected_conversation", "C1"),
        ("multi_channels_select", {}, ["C1"], "selected_channels", ["C1"]),
        ("datepicker", {}, "2026-03-02", "selected_date", "2026-03-02"),
        ("timepicker", {}, "09:30", "selected_time", "09:30"),
        ("datetimepicker", {}, 1772442000, "selected_date_time", 1772442000),
        ("plain_text_input", {}, "", "value", None),
        ("static_select", {"options": [RED]}, None, "selected_option", None),
    ],
)
def test_a_value_becomes_the_state_of_its_element(
    kind: str, rest: dict[str, Any], value: object, key: str, held: object
) -> None:
    assert elements.fill(element(kind, **rest), value) == {"type": kind, key: held}


def test_rich_text_may_be_given_as_words() -> None:
    state = elements.fill(element("rich_text_input"), "hi")
    assert state["rich_text_value"]["elements"][0]["elements"] == [{"type": "text", "text": "hi"}]


@pytest.mark.parametrize(
    ("kind", "rest", "value"),
    [
        ("static_select", {"options": [RED]}, "green"),
        ("checkboxes", {"options": [RED]}, ["r", "green"]),
        ("datepicker", {}, "2 March"),
        ("timepicker", {}, "half past nine"),
        ("button", {}, "x"),
    ],
)
def test_what_is_not_offered_cannot_be_put_in(kind: str, rest: dict[str, Any], value: object) -> None:
    with pytest.raises(ClientRefused):
        elements.fill(element(kind, **rest), value)


@pytest.mark.parametrize(
    ("kind", "rest", "value", "complaint"),
    [
        ("plain_text_input", {}, None, "is required"),
        ("plain_text_input", {"min_length": 3}, "ab", "takes at least 3 characters, and has 2"),
        ("plain_text_input", {"max_length": 3}, "abcd", "takes at most 3 characters, and has 4"),
        ("plain_text_input", {}, "x" * 3001, "takes at most 3000 characters, and has 3001"),
        ("number_input", {}, "four", "must be a number"),
        ("number_input", {}, "4.5", "must be a whole number"),
        ("number_input", {"is_decimal_allowed": True, "max_value": "4"}, "4.5", "must be 4 or less"),
        ("number_input", {"min_value": "5"}, "4", "must be 5 or more"),
        ("email_text_input", {}, "ada", "must be an email address"),
        ("url_text_input", {}, "example", "must be a link"),
        ("checkboxes", {"options": [RED]}, [], "is required"),
        ("multi_users_select", {"max_selected_items": 1}, ["U1", "U2"], "takes at most 1"),
        ("plain_text_input", {"max_length": 3}, "abc", None),
        ("number_input", {"is_decimal_allowed": True}, "4.5", None),
    ],
)
def test_the_client_complains_before_it_sends(
    kind: str, rest: dict[str, Any], value: object, complaint: str | None
) -> None:
    single = element(kind, **rest)
    block = {"type": "input", "block_id": "b", "element": single}
    assert elements.complaint(block, elements.fill(single, value)) == complaint


def test_an_optional_input_may_stay_empty() -> None:
    single = element("plain_text_input", min_length=3)
    block = {"type": "input", "block_id": "b", "element": single, "optional": True}
    assert elements.complaint(block, elements.initial(single)) is None


def test_initial_values_are_the_first_state_and_typed_ones_survive_an_update() -> None:
    block = {"type": "input", "block_id": "b", "element": element("plain_text_input", initial_value="first")}
    before = elements.state_of([block])
    assert before == {"b": {"it": {"type": "plain_text_input", "value": "first"}}}
    before["b"]["it"]["value"] = "typed"
    assert elements.state_of([block], before)["b"]["it"]["value"] == "typed"
    other = {**block, "block_id": "c"}
    assert elements.state_of([other], before)["c"]["it"]["value"] == "first"
