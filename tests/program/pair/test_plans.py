"""A pair's plan: two who write it at once."""

from datetime import date

import pytest
from sqlmodel import Session, select

from program.base.refusals import No, Refusal
from program.pair import plans
from program.pair.plans import Aim, PlanDraft
from storage.models import Mentorship, Outcome
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

APRIL = date(2026, 4, 1)
NONE = Aim("", None)


def save(session: Session, pair: Mentorship, who: str, version: str, *aims: Aim) -> PlanDraft | None:
    return plans.save(
        session,
        workspace_id=WORKSPACE,
        mentorship_id=pair.id,
        person_id=who,
        aims=aims,
        version=version,
        now=MONDAY,
    )


def written(session: Session) -> list[str]:
    return [one.text for one in session.exec(select(Outcome).order_by("position")).all()]


def test_whoever_saves_second_gets_both_plans_and_writes_nothing(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        seen = plans.draft(session, workspace_id=WORKSPACE, mentorship_id=pair.id).version
        mine, theirs = Aim("Lead two incidents", APRIL), Aim("Lead one incident", APRIL)
        assert save(session, pair, "UADA", seen, theirs, NONE, NONE) is None
        both = save(session, pair, "UGRACE", seen, mine, NONE, NONE)
        assert both is not None
        assert (both.aims, both.meanwhile) == ((mine, NONE, NONE), (theirs,))
        assert written(session) == ["Lead one incident"]
        assert save(session, pair, "UGRACE", both.version, mine, theirs, NONE) is None
        assert written(session) == ["Lead two incidents", "Lead one incident"]

    store.transact(story)


def test_the_same_words_from_both_are_no_conflict(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        seen = plans.draft(session, workspace_id=WORKSPACE, mentorship_id=pair.id).version
        for who in ("UADA", "UGRACE"):
            assert save(session, pair, who, seen, Aim("Lead one incident", APRIL), NONE, NONE) is None
        assert written(session) == ["Lead one incident"]

    store.transact(story)


def test_a_choice_after_a_conflict_is_checked_like_any_other(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        seen = plans.draft(session, workspace_id=WORKSPACE, mentorship_id=pair.id).version
        save(session, pair, "UADA", seen, Aim("Lead one incident", APRIL))
        both = save(session, pair, "UGRACE", seen, Aim("Talk", date(2026, 1, 1)))
        assert both is not None
        with pytest.raises(Refusal) as refused:
            save(session, pair, "UGRACE", both.version, *both.aims)
        assert refused.value.why is No.PLAN_PAST

    store.transact(story)
