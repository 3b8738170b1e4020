"""Two prompts a person and week, whatever they are in; and whoever pauses is asked nothing."""

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from program import lifecycle, sending
from program.base.notices import CHANNEL, Notice, tell
from program.base.refusals import Refusal
from program.base.unsent import Unsent
from program.pair import checkins, pairs
from program.pair.pairs import OPEN_AFTER_END
from storage.models import Letter, Mentorship
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen

NOON = MONDAY + timedelta(hours=3)
WEEK = timedelta(days=7)
ASKED_OF_PEOPLE = {
    Notice.INVITATION,
    Notice.CHECK_IN,
    Notice.STAY,
    Notice.SURVEY,
    Notice.LAST_SURVEY,
    Notice.CALIBRATION,
    Notice.RHYTHM,
    Notice.MENTOR_NEXT,
}
"""What is asked of those who take part, unasked. All else tells, or answers, or is for owners."""


def test_what_asks_something_unasked_is_a_prompt_and_nothing_else_is() -> None:
    assert {notice for notice in Notice if notice.policy.prompt} == ASKED_OF_PEOPLE


@pytest.mark.parametrize("notice", sorted(ASKED_OF_PEOPLE))
@pytest.mark.parametrize("state", ["open", "ended"])
def test_whoever_pauses_is_asked_nothing_until_they_are_back(
    store: Store, notice: Notice, state: str
) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="ended" if state == "ended" else "open")
        paused = programs.enrollment(session, program_id=pair.program_id, person_id="UGRACE")
        assert paused is not None
        back = NOON + timedelta(days=5)
        paused.state, paused.paused_until = "paused", back
        session.flush()
        for to in ("UGRACE", CHANNEL):
            tell(session, notice, pair, to=to, about=1, now=NOON)
        session.flush()
        for letter in session.exec(select(Letter)).all():
            expected = (
                sending.Never(Unsent.ENDED)
                if state == "ended" and not notice.policy.afterward
                else sending.Later(back, Unsent.PAUSED)
            )
            assert sending.check(session, letter=letter, now=NOON) == expected

    store.transact(story)


def lives(session: Session, mentees: int, cadence: int) -> tuple[list[Letter], list[Mentorship]]:
    """All that a program sends to a mentor of several mentees and to them, from the first day to after the last."""
    program = a_program(session, cadence_days=cadence)
    made = [
        a_pair(
            session,
            program,
            mentee=f"UM{number}",
            names=("Ada Park", f"Mentee {number}"),
            channel=f"C{number}",
        )
        for number in range(mentees)
    ]
    for pair in made:
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    now, sent = MONDAY, happen(session, MONDAY)
    until = MONDAY + timedelta(days=90) + OPEN_AFTER_END
    while now < until:
        now = max(lifecycle.next_due(session) or until, now + timedelta(seconds=1))
        came = happen(session, now)
        for letter in came:
            if letter.kind == Notice.CHECK_IN:
                said = {"touchpoint_id": letter.params["touchpoint"], "person_id": "UADA", "answer": "met"}
                with suppress(Refusal):
                    checkins.record(session, workspace_id=WORKSPACE, now=now, **said)
        sent += came
    return [letter for letter in sent if letter.edits is None], made


@pytest.mark.parametrize(("mentees", "cadence"), [(1, 7), (3, 14), (3, 7), (4, 14)])
def test_a_mentor_of_several_is_asked_twice_a_week_and_nothing_that_matters_is_lost(
    store: Store, mentees: int, cadence: int
) -> None:
    def story(session: Session) -> None:
        sent, made = lives(session, mentees, cadence)
        prompts = [letter for letter in sent if Notice(letter.kind).policy.prompt]
        inside = {pair.id: pairs.ids(session, pair) for pair in made}
        heard: dict[str, list[datetime]] = defaultdict(list)
        for letter in prompts:
            for person in inside[letter.mentorship_id] if letter.recipient == CHANNEL else [letter.recipient]:
                heard[person].append(letter.done_at or NOON)
        for moments in heard.values():
            for at in moments:
                assert sum(at <= other < at + WEEK for other in moments) <= 2
        asked = Counter((letter.kind, letter.recipient) for letter in prompts)
        for kind in (Notice.CALIBRATION, Notice.SURVEY, Notice.LAST_SURVEY):
            assert asked[kind, "UADA"] == mentees
            assert all(asked[kind, f"UM{number}"] == 1 for number in range(mentees))
        check_ins = Counter(letter.mentorship_id for letter in prompts if letter.kind == Notice.CHECK_IN)
        assert min(check_ins[pair.id] for pair in made) >= 2

    store.transact(story)
