from collections.abc import AsyncIterator

import pytest

from tests.journeys.discreet import strays
from tests.journeys.town import Town


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    built = await Town.build(database)
    yield built
    await built.close()
    assert not list(strays(built.workspace))
