"""`alongside people export`: the whole of what somebody is handed in Slack, however long."""

import json
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.commands.export_people import export
from bot.commands.reading import CannotAsk
from handlers.views import privacy
from program.workspace.privacy import everything
from storage.migrate import upgrade
from storage.models import Enrollment
from storage.unit import opened
from tests.program.lives import GRACE, WORDS, a_life
from tests.program.rows import WORKSPACE, a_person


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with Grace in it, who has written more than a window of Slack holds; and one of her id elsewhere."""
    url = f"sqlite:///{tmp_path / 'a.db'}"
    upgrade(url)

    def fill(session: Session) -> None:
        a_life(session)
        session.exec(select(Enrollment).where(Enrollment.person_id == GRACE)).one().goals = f"{WORDS} " * 8000

    with opened(url) as store:
        store.transact(fill)
    return url


def test_all_of_it_is_there_though_no_window_holds_it(url: str) -> None:
    told = json.loads(export(url, GRACE, None))
    with opened(url) as store:
        kept = store.read(everything, workspace_id=WORKSPACE, person_id=GRACE)
    assert told["programs"][0]["goals"] == kept.parts[0].goals
    assert "alongside people export" in str(privacy.as_json(kept).args())


def test_whoever_is_in_two_workspaces_is_asked_for_by_one(url: str) -> None:
    with opened(url) as store:
        store.transact(lambda session: a_person(session, GRACE, "Grace Osei", workspace="T2") and None)
    with pytest.raises(CannotAsk, match="T1, T2"):
        export(url, GRACE, None)
    assert json.loads(export(url, GRACE, "T2"))["programs"] == []
    with pytest.raises(CannotAsk, match="nobody"):
        export(url, "UNOBODY", None)
