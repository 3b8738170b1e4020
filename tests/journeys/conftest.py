from collections.abc import AsyncIterator

import pytest

from tests.heard import heard, leaks, written
from tests.journeys.discreet import strays
from tests.journeys.town import Town


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    with heard() as log:
        built = await Town.build(database)
        yield built
        secrets = await built.ask(written)
        await built.close()
    workspace = built.workspace
    secrets |= {workspace.bot_token, workspace.app_token, workspace.signing_secret}
    assert not list(strays(workspace))
    assert not leaks(log.getvalue(), secrets)


@pytest.fixture
async def open_town(town: Town) -> Town:
    """A town with one open program, which Olga runs."""
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.submit()
    await olga.close_view()
    await town.settle()
    return town
