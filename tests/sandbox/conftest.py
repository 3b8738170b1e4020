"""A workspace with three people, its server, and a client with the app's token."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from sandbox import Actor, Clock, Person, Server, Workspace
from sandbox.error_codes import known
from tests.sandbox.parrot import Parrot

MANIFEST = Path(__file__).parent / "manifest.yml"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Refused = Callable[[Awaitable[AsyncSlackResponse]], Awaitable[str]]


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def ws(clock: Clock) -> Workspace:
    return Workspace.from_manifest(MANIFEST, clock=clock, seed=7)


@pytest.fixture
def ada(ws: Workspace) -> Person:
    return ws.add_person(
        "Ada Park", email="ada@example.com", tz="Europe/London", title="Engineer", admin=True
    )


@pytest.fixture
def omar(ws: Workspace, ada: Person) -> Person:
    return ws.add_person("Omar Haddad", email="omar@example.com", profile_fields={"Manager": ada.id})


@pytest.fixture
async def server(ws: Workspace, ada: Person, omar: Person) -> AsyncIterator[Server]:  # noqa: ARG001
    """Started once the people are there, so that nobody's joining is news."""
    async with await Server.start(ws) as running:
        yield running


@pytest.fixture(autouse=True)
def answers_only_what_slack_answers(ws: Workspace) -> Iterator[None]:
    """Each error that the workspace answers by itself stands in the table of codes by method."""
    yield
    own = {(call.method, call.error) for call in ws.calls if call.error and call.trouble is None}
    assert {(method, error) for method, error in own if not known(method, error)} == set()


@pytest.fixture
def client(ws: Workspace, server: Server) -> AsyncWebClient:
    return AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/", retry_handlers=[])


@pytest.fixture
def refused() -> Refused:
    """The error name that a call is refused with."""

    async def error_of(call: Awaitable[AsyncSlackResponse]) -> str:
        with pytest.raises(SlackApiError) as caught:
            await call
        return str(caught.value.response["error"])

    return error_of


@pytest.fixture
async def parrot(server: Server) -> AsyncIterator[Parrot]:
    """A Bolt app that isn't connected yet."""
    app = Parrot(server)
    yield app
    await app.close()


@pytest.fixture
async def me(server: Server, parrot: Parrot, ada: Person) -> Actor:
    """Ada's hands, once the app is connected."""
    await parrot.connect()
    return server.act(ada.id)
