"""views.*, without an app: triggers, hashes, stacks, limits."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Workspace
from sandbox.clock import monotonic
from tests.sandbox.conftest import Refused


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def question(block_id: str = "goal", **element: Any) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "value", **element}
    return {"type": "input", "block_id": block_id, "label": text("Your goal"), "element": field}


def modal(*blocks: dict[str, Any], **rest: Any) -> dict[str, Any]:
    asked = list(blocks) or [question()]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Form"),
        "submit": text("Send"),
        "blocks": asked,
    } | rest


@pytest.fixture
def trigger(ws: Workspace, ada: Person) -> str:
    return ws.screens.trigger(ada.id)


async def test_a_modal_opens_with_its_state_empty(
    client: AsyncWebClient, ws: Workspace, trigger: str, ada: Person
) -> None:
    view = (await client.views_open(trigger_id=trigger, view=modal(private_metadata="m")))["view"]
    assert view["state"]["values"] == {"goal": {"value": {"type": "plain_text_input", "value": None}}}
    assert (view["callback_id"], view["private_metadata"]) == ("form", "m")
    assert (view["root_view_id"], view["previous_view_id"]) == (view["id"], None)
    assert [v.id for v in ws.screens.screen(ada.id).modals] == [view["id"]]


async def test_a_trigger_works_once(client: AsyncWebClient, trigger: str, refused: Refused) -> None:
    await client.views_open(trigger_id=trigger, view=modal())
    assert await refused(client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"


async def test_a_trigger_works_for_three_real_seconds(
    client: AsyncWebClient, trigger: str, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = monotonic()
    monkeypatch.setattr("sandbox.screens.monotonic", lambda: now + 3.1)
    assert await refused(client.views_open(trigger_id=trigger, view=modal())) == "expired_trigger_id"


async def test_a_made_up_trigger_is_invalid(client: AsyncWebClient, refused: Refused) -> None:
    assert await refused(client.views_open(trigger_id="1.2.x", view=modal())) == "invalid_trigger_id"


async def test_a_bad_view_does_not_use_its_trigger_up(
    client: AsyncWebClient, trigger: str, refused: Refused
) -> None:
    assert await refused(client.views_open(trigger_id=trigger, view={"type": "modal"})) == "invalid_arguments"
    assert (await client.views_open(trigger_id=trigger, view=modal()))["ok"]


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (modal(title=text("t" * 25)), "invalid_arguments"),
        (modal(submit=text("s" * 25)), "invalid_arguments"),
        (modal(close=text("c" * 25)), "invalid_arguments"),
        (modal(callback_id="c" * 256), "invalid_arguments"),
        (modal(external_id="e" * 256), "invalid_arguments"),
        (modal(question("a"), question("a")), "invalid_arguments"),
        (modal(*[{"type": "divider"}] * 101), "invalid_arguments"),
        ({k: v for k, v in modal().items() if k != "submit"}, "invalid_arguments"),
        ({"type": "home", "blocks": []}, "invalid_arguments"),
        (modal(private_metadata="m" * 3001), "view_too_large"),
        (
            modal(*({"type": "section", "text": text("x" * 3000)} for _ in range(90))),
            "view_too_large",
        ),
    ],
)
async def test_a_view_has_limits(
    client: AsyncWebClient, trigger: str, refused: Refused, view: dict[str, Any], error: str
) -> None:
    assert await refused(client.views_open(trigger_id=trigger, view=view)) == error


async def test_the_refusal_says_where(client: AsyncWebClient, trigger: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=trigger, view=modal(title=text("t" * 25)))
    [message] = caught.value.response["response_metadata"]["messages"]
    assert message.endswith("[json-pointer:/view/title/text]")


async def test_the_longest_metadata_and_a_hundred_blocks_pass(client: AsyncWebClient, trigger: str) -> None:
    blocks = [{"type": "divider"}] * 99
    view = modal(question(), *blocks, private_metadata="m" * 3000)
    assert (await client.views_open(trigger_id=trigger, view=view))["ok"]


async def test_three_modals_make_a_full_stack(
    client: AsyncWebClient, ws: Workspace, ada: Person, refused: Refused
) -> None:
    root = (await client.views_open(trigger_id=ws.screens.trigger(ada.id), view=modal()))["view"]
    second = (await client.views_push(trigger_id=ws.screens.trigger(ada.id), view=modal()))["view"]
    third = (await client.views_push(trigger_id=ws.screens.trigger(ada.id), view=modal()))["view"]
    assert (second["previous_view_id"], second["root_view_id"]) == (root["id"], root["id"])
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], root["id"])
    fourth = client.views_push(trigger_id=ws.screens.trigger(ada.id), view=modal())
    assert await refused(fourth) == "push_limit_reached"


async def test_nothing_can_be_pushed_on_nothing(
    client: AsyncWebClient, trigger: str, refused: Refused
) -> None:
    assert await refused(client.views_push(trigger_id=trigger, view=modal())) == "not_found"


async def test_an_update_needs_the_current_hash(
    client: AsyncWebClient, trigger: str, refused: Refused
) -> None:
    view = (await client.views_open(trigger_id=trigger, view=modal()))["view"]
    fresh = (await client.views_update(view_id=view["id"], hash=view["hash"], view=modal()))["view"]
    assert fresh["id"] == view["id"]
    assert fresh["hash"] != view["hash"]
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await refused(stale) == "hash_conflict"
    assert (await client.views_update(view_id=view["id"], view=modal()))["ok"]


async def test_a_view_is_found_by_its_external_id_which_is_its_own(
    client: AsyncWebClient, ws: Workspace, trigger: str, omar: Person, refused: Refused
) -> None:
    await client.views_open(trigger_id=trigger, view=modal(external_id="form-1"))
    assert (await client.views_update(external_id="form-1", view=modal(external_id="form-1")))["ok"]
    twin = client.views_open(trigger_id=ws.screens.trigger(omar.id), view=modal(external_id="form-1"))
    assert await refused(twin) == "duplicate_external_id"
    assert await refused(client.views_update(external_id="form-2", view=modal())) == "not_found"
    assert await refused(client.views_update(view_id="V404", view=modal())) == "not_found"


async def test_home_is_published_for_one_person_with_a_hash(
    client: AsyncWebClient, ws: Workspace, ada: Person, refused: Refused
) -> None:
    home: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id=ada.id, view=home))["view"]
    second = (await client.views_publish(user_id=ada.id, view=home, hash=first["hash"]))["view"]
    assert second["id"] == first["id"]
    stale = client.views_publish(user_id=ada.id, view=home, hash=first["hash"])
    assert await refused(stale) == "hash_conflict"
    assert await refused(client.views_publish(user_id="U404", view=home)) == "user_not_found"
    assert await refused(client.views_publish(user_id=ada.id, view=modal())) == "invalid_arguments"
    ws.deactivate(ada.id)
    assert await refused(client.views_publish(user_id=ada.id, view=home)) == "user_not_found"
