"""The command line at nine on Monday, on this test's own database."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from bot import cli, clock
from tests.program.rows import MONDAY


@pytest.fixture
def ask(database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`alongside …` at nine on Monday."""
    monkeypatch.setattr(clock.SystemClock, "now", lambda _clock: MONDAY)
    env = {"DATABASE_URL": database, "COLUMNS": "80"}
    return lambda *words: CliRunner().invoke(cli.app, list(words), env=env)
