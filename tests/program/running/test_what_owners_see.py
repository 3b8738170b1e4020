"""What an owner's views hold of a pair is what docs/trust.md lists, and nothing else."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.views import closing as closing_views
from handlers.views import digest as digest_views
from handlers.views import home as home_views
from handlers.views import lists, wording
from program.base.notices import CHANNEL, Notice, tell
from program.base.touchpoints import Moment, plan
from program.pair import closing, pairs
from program.pair.as_seen import PairAsSeen
from program.pair.endings import Ending, end
from program.running import digest, home
from program.running.status import status
from storage.models import Letter, Mentorship, Outcome, Program, Reply, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

ROOT = Path(__file__).parents[3]
NOW = MONDAY + timedelta(days=92)
PRIVATE = "zxquince"
"""Stands in everything that a pair writes for itself alone."""
TOLD = {
    "mentorship_id": None,
    "names": "who is or was paired with whom",
    "since": "from when to when",
    "until": "from when to when",
    "opening": None,
    "met": "that they had met within 30 days of their start",
    "outcomes": "how many outcomes their plan has",
    "outcomes_done": "how many of them are done",
    "unanswered": "how many check-ins in a row they have let go by",
    "heard": "when they last answered one",
    "away": "whose account is switched off",
}
"""The words of docs/trust.md for each thing that an owner sees of a pair; None for what says nothing about it."""


def test_the_page_of_trust_tells_each_thing_that_an_owner_sees_of_a_pair_and_no_more() -> None:
    assert {field.name for field in fields(PairAsSeen)} == set(TOLD)
    page = " ".join((ROOT / "docs/trust.md").read_text().split())
    seen = page.partition("## What a program's owner can see")[2].partition("\n## ")[0]
    assert [words for words in TOLD.values() if words and words not in seen] == []


def test_whoever_joins_reads_the_same_as_in_the_page_of_privacy() -> None:
    for said in (wording.enrollment.WHO, wording.privacy.WHO):
        for word in ("met", "outcomes", "done", "no word of your plan"):
            assert word in str(said)
    assert "owners see whether you have met" in str(wording.checkins.WHO)
    assert "owners see how many outcomes are done" in str(wording.plans.INTRO)


def seed(session: Session) -> Program:
    """A pair that is over and one that has gone quiet, and all that they said."""
    program = a_program(session)
    over = a_pair(session, program)
    quiet = a_pair(
        session, program, mentor="UKOFI", mentee="UMEI", names=("Kofi Lund", "Mei Tanaka"), channel="C2"
    )
    for pair in (over, quiet):
        live(session, program, pair)
    end(session, mentorship=over, why=Ending.COMPLETED, now=NOW - timedelta(days=1))
    quiet.silent = 3
    tell(session, Notice.RHYTHM, quiet, to=CHANNEL, about=1, now=NOW)
    tell(session, Notice.SUMMARY, program, to="UOLGA", about=1, now=NOW, day=f"{NOW - timedelta(1):%Y-%m-%d}")
    session.flush()
    for letter in every(session, Letter, kind="rhythm"):
        letter.state, letter.last_error = "rejected", "channel_not_found"
    session.flush()
    return program


def live(session: Session, program: Program, pair: Mentorship) -> None:
    own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
    mentee = pairs.ids(session, pair)[1]

    def moment(kind: Moment, day: int) -> Touchpoint:
        at = MONDAY + timedelta(days=day)
        found = plan(session, kind, program=program, mentorship_id=pair.id, occasion=str(day), due=at)
        found.state, found.asked_at = "answered", at
        return found

    for day, answer in ((7, "not_yet"), (14, "met"), (21, "met")):
        asked = moment(Moment.CHECK_IN, day)
        asked.answer, asked.answered_by, asked.answered_at = answer, mentee, asked.asked_at
    for kind, said, note in (
        (Moment.CALIBRATION, {"choice": "keep", "why": PRIVATE}, ""),
        (Moment.STAY, {"choice": "stay"}, ""),
        (Moment.SURVEY, {"useful": 4, "ease": 4}, PRIVATE),
    ):
        asked = moment(kind, 30)
        session.add(
            Reply(touchpoint_id=asked.id or 0, person_id=mentee, answer=said, note=note, at=MONDAY, **own)
        )
    moment(Moment.PARTING, 40).answered_at = MONDAY + timedelta(days=40)
    for position, done in enumerate((MONDAY, None)):
        session.add(
            Outcome(
                mentorship_id=pair.id or 0,
                position=position,
                text=PRIVATE,
                due_on=date(2026, 5, 1),
                done_at=done,
                **own,
            )
        )


def every(session: Session, table: type[Any], **where: object) -> list[Any]:
    return list(session.exec(select(table).filter_by(**where).order_by(table.id)).all())


def reads(session: Session, program: Program) -> str:
    """Everything of this program that its owner can open, as Slack would show it."""
    session.flush()
    facts: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id, "now": NOW}
    [letter] = every(session, Letter, kind="summary")
    summary = closing.summary(session, letter)
    assert summary is not None
    return str(
        [
            home_views.publish(status(session, workspace_id=WORKSPACE, person_id="UOLGA", now=NOW)).args,
            *(
                lists.view(home.listing(session, person_id="UOLGA", said=f"{kind}:0", **facts)).args()
                for kind in sorted(home.KINDS)
            ),
            digest_views.preview(digest.preview(session, **facts), here=True).args(),
            closing_views.summary(summary).args,
        ]
    )


def answers(session: Session, *said: str) -> None:
    for number, asked in enumerate(every(session, Touchpoint, kind="check_in")):
        asked.answer = said[number % 3]


def replied(session: Session, kind: str, **said: Any) -> None:
    asked = {one.id for one in every(session, Touchpoint, kind=kind)}
    for reply in every(session, Reply):
        if reply.touchpoint_id in asked:
            reply.answer = said


def put(session: Session, table: type[Any], where: dict[str, object], **values: object) -> None:
    for row in every(session, table, **where):
        for name, value in values.items():
            setattr(row, name, value)


Change = Callable[[Session], None]
KEPT: dict[str, Change] = {
    "which check-in said what": lambda session: answers(session, "met", "planned", "not_yet"),
    "day 30": lambda session: replied(session, "calibration", choice="someone_else"),
    "after a silence": lambda session: replied(session, "stay", choice="stop"),
    "a survey's scores": lambda session: replied(session, "survey", useful=1, ease=1),
    "a survey's note": lambda session: put(session, Reply, {}, note="something else"),
    "a plan's words": lambda session: put(session, Outcome, {}, text="else", due_on=date(2026, 6, 1)),
    "a wish to part": lambda session: put(session, Touchpoint, {"kind": "parting"}, answered_at=NOW),
    "a wish for another rhythm": lambda session: put(session, Letter, {"kind": "rhythm"}, kind="stay"),
}
SHOWN: dict[str, Change] = {
    "met": lambda session: answers(session, "not_yet", "planned", "not_yet"),
    "outcomes": lambda session: session.delete(every(session, Outcome)[1]),
    "outcomes_done": lambda session: put(session, Outcome, {"position": 1}, done_at=NOW),
    "unanswered": lambda session: put(session, Mentorship, {"state": "open"}, silent=4),
    "heard": lambda session: put(session, Touchpoint, {"kind": "check_in"}, answered_at=MONDAY),
    "since": lambda session: put(session, Mentorship, {}, opened_at=MONDAY - timedelta(days=2)),
    "until": lambda session: put(
        session, Mentorship, {"state": "ended"}, ended_at=NOW - timedelta(days=1, hours=1)
    ),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_is_not_an_owners_changes_nothing_that_they_read(store: Store, what: str) -> None:
    def act(session: Session) -> None:
        program = seed(session)
        before = reads(session, program)
        assert PRIVATE not in before
        KEPT[what](session)
        assert reads(session, program) == before

    store.transact(act)


@pytest.mark.parametrize("what", SHOWN)
def test_what_the_page_of_trust_lists_is_there_to_be_read(store: Store, what: str) -> None:
    def act(session: Session) -> None:
        program = seed(session)
        before = reads(session, program)
        SHOWN[what](session)
        assert reads(session, program) != before

    store.transact(act)
