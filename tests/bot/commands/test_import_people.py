"""`alongside people import`: a file is read as a whole or not at all, and what is said when it is done."""

from pathlib import Path

import pytest

from bot.cli import summary
from bot.commands import import_people
from bot.service import CannotStart
from program.base.people import Profile, learn
from storage.unit import Store
from tests.bot.conftest import Place


@pytest.mark.parametrize(
    ("lines", "people", "dry_run", "said"),
    [
        (1, 1, False, "1 line read, 1 person changed."),
        (2, 0, False, "2 lines read, 0 people changed."),
        (40, 1, True, "40 lines read, 1 person would change."),
    ],
)
def test_counts_agree_with_their_nouns(lines: int, people: int, dry_run: bool, said: str) -> None:
    assert summary(lines, people, dry_run=dry_run) == said


async def test_a_people_file_is_read_as_a_whole_or_not_at_all(place: Place, tmp_path: Path) -> None:
    store = Store(place.right["database_url"])
    for name in ("Ada", "Grace"):
        store.transact(
            learn,
            workspace_id=place.workspace.team_id,
            profile=Profile(id=f"U{name.upper()}", name=name, email=f"{name.lower()}@example.com"),
            now=place.workspace.clock.now(),
        )
    store.close()
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("email,manager\ngrace@example.com,UADA\n")
    bad.write_text("slack_id,manager\nUGRACE,UNOBODY\n")
    dry = await import_people.import_file(place.settings(), good, dry_run=True)
    assert (dry.rows, dry.changed, dry.applied) == (1, 1, False)
    assert (await import_people.import_file(place.settings(), bad, dry_run=False)).problems
    done = await import_people.import_file(place.settings(), good, dry_run=False)
    assert (done.changed, done.applied) == (1, True)
    with pytest.raises(CannotStart, match=r"absent\.csv can't be read: No such file or directory"):
        await import_people.import_file(place.settings(), tmp_path / "absent.csv", dry_run=False)
