"""What ends a start: a token that Slack refuses, a Slack that can't be reached, an address that can't be had."""

import errno
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from bot import service
from bot.commands import doctor, import_people
from bot.errors import ToMend
from bot.service import CannotStart
from bot.wire.identity import ORG_WIDE
from tests.bot.conftest import Place
from tests.bot.portal import PAGES, portal

NOT_OURS = "192.0.2.1"
"""An address for examples, which no machine has."""
UNASSIGNED = os.strerror(errno.EADDRNOTAVAIL)


@pytest.mark.parametrize(
    ("instead", "complaint"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth"),
        ({"slack_app_token": "xapp-wrong"}, "Slack refuses SLACK_APP_TOKEN: invalid_auth"),
        (
            {"slack_api_url": "http://127.0.0.1:1/api/"},
            "Slack can't be reached at http://127.0.0.1:1/api/: ClientConnectorError "
            "(check the network, HTTPS_PROXY and SLACK_API_URL)",
        ),
    ],
)
async def test_a_token_that_slack_refuses_ends_the_start(
    place: Place, instead: dict[str, str], complaint: str
) -> None:
    with pytest.raises(CannotStart) as raised:
        await service.serve(place.settings(**instead), http=False)
    assert str(raised.value) == complaint


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("status", [200, 403, 407])
async def test_a_page_in_slacks_place_is_no_refusal_of_a_token(place: Place, status: int, kind: str) -> None:
    async with portal(status, kind) as url:
        with pytest.raises(CannotStart, match=f"Slack can't be reached at {url}: http_{status} "):
            await service.serve(place.settings(slack_api_url=url), http=False)
        findings = await doctor.examine(place.settings(slack_api_url=url))
    assert [f.said for f in findings if f.ok is False] == [f"Slack can't be reached (http_{status})"]


async def test_a_slack_that_is_gone_by_the_second_question_is_no_refusal_either(place: Place) -> None:
    """The app token is asked about after the bot token."""
    place.workspace.trouble.add("apps.connections.open", "dropped", times=2)
    with pytest.raises(CannotStart, match=r"Slack can't be reached at .*: ServerDisconnectedError "):
        await service.serve(place.settings(), http=False)
    findings = await doctor.examine(place.settings())
    (said,) = [(finding.what, finding.said) for finding in findings if finding.ok is False]
    assert said == ("app token", "Slack can't be reached (ServerDisconnectedError)")


async def test_a_taken_port_ends_the_start(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart) as raised:
            await service.serve(place.settings(port=port), http=True)
    assert str(raised.value) == f"0.0.0.0:{port} can't be used: Address already in use (HTTP_HOST, PORT)"


@pytest.mark.parametrize(
    ("instead", "complaint"),
    [
        ({"http_host": NOT_OURS}, f"{NOT_OURS}:0 can't be used: {UNASSIGNED} (HTTP_HOST, PORT)"),
        (
            {"metrics_host": NOT_OURS, "metrics_port": 9},
            f"{NOT_OURS}:9 can't be used: {UNASSIGNED} (METRICS_HOST, METRICS_PORT)",
        ),
    ],
)
async def test_an_address_of_another_machine_ends_the_start(
    place: Place, instead: dict[str, str], complaint: str
) -> None:
    with pytest.raises(CannotStart) as raised:
        await service.serve(place.settings(port=0, **instead), http=True)
    assert str(raised.value) == complaint


@pytest.mark.parametrize("said", [{"is_enterprise_install": True, "team_id": "T1"}, {"enterprise_id": "E1"}])
async def test_an_installation_for_a_whole_organization_is_refused_in_one_sentence(
    place: Place, tmp_path: Path, said: dict[str, Any]
) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text("slack_id,manager\n")
    async with portal(200, "application/json", said={"ok": True, **said}) as url:
        settings = place.settings(slack_api_url=url)
        for work in (
            service.serve(settings, http=False),
            import_people.import_file(settings, people_file, dry_run=False),
        ):
            with pytest.raises(ToMend) as raised:
                await work
            assert (str(raised.value), raised.value.code) == (ORG_WIDE, 2)
        (line,) = [f.line() for f in await doctor.examine(settings) if f.ok is False]
    assert line == f"mend     token: {ORG_WIDE}"
