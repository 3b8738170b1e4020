"""No reason is false: whatever happens, all that is said of whoever waits, and of each pair, is what the tables say.

What it should be is worked out here again, row by row, and by a round of matching for each who waits.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from handlers.views import announcements as cards
from handlers.views import home, reasons, running, wording
from program.base.notices import Notice, tell
from program.joining import absence, enrollment
from program.joining.answers import Common, Learning, Teaching
from program.joining.pool import Pool
from program.pair import declining, endings
from program.pair.endings import Ending
from program.pair.mentorship import Chosen, begin
from program.rounds import announcements, candidates
from program.running.figures import figures
from program.running.person_status import standing
from program.running.status import run_by
from program.workspace import erasure
from storage.models import (
    Avoidance,
    Enrollment,
    Letter,
    Member,
    Mentorship,
    Person,
    Program,
    Round,
)
from tests.program.rows import MONDAY, WORKSPACE, a_person, a_program
from tests.stores import QuickStore

TOWN = tuple(f"U{number}" for number in range(7))
LATER = MONDAY + timedelta(hours=1)
WHO = st.sampled_from(TOWN)
ACTS = st.tuples(
    st.sampled_from(
        ("decline", "leave", "erase", "pause", "resume", "join", "pair", "pair", "end", "search")
    ),
    WHO,
    WHO,
    st.integers(0, 9),
)
RECEIPTS: tuple[dict[str, Any], ...] = (
    {},
    {"words": [], "terms": {"style": 0.5}},
    {"words": [{"word": "sql", "mentee": "SQL", "mentor": "My sql"}], "terms": {}},
)


class Undone(Exception):
    """The example is over; nothing of it stays."""


@pytest.fixture(scope="module")
def tables(migrated: Any) -> Iterator[QuickStore]:
    """One database for all examples: each is taken back."""
    opened = QuickStore(f"sqlite:///{migrated}")
    yield opened
    opened.close()


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(
    acts=[("pair", "U0", "U2", 0), ("join", "U9", "U9", 5), ("pause", "U5", "U5", 0)], avoided=[("U1", "U5")]
)
@example(acts=[("pair", "U0", "U5", 0), ("pair", "U3", "U5", 0)], avoided=[("U1", "U2"), ("U4", "U2")])
@given(acts=st.lists(ACTS, min_size=4, max_size=12), avoided=st.lists(st.tuples(WHO, WHO), max_size=2))
def test_whatever_happens_what_is_said_is_so(
    tables: QuickStore, acts: list[tuple[str, str, str, int]], avoided: list[tuple[str, str]]
) -> None:
    def live(session: Session) -> None:
        program = a_program(session)
        assert program.id is not None
        for number, one in enumerate(TOWN):
            a_person(session, one, f"Person {number}").location = ("Lisbon", "Oslo", None)[number % 3]
            _join(session, program, one, number)
        for who, whom in avoided:
            if who != whom and session.get(Avoidance, (program.id, who, whom)) is None:
                session.add(
                    Avoidance(workspace_id=WORKSPACE, program_id=program.id, person_id=who, avoided_id=whom)
                )
                session.flush()
        session.add(
            Round(
                workspace_id=WORKSPACE,
                program_id=program.id,
                state="published",
                asked_by="UOLGA",
                asked_at=MONDAY,
                published_at=MONDAY,
            )
        )
        session.flush()
        for act in acts:
            _act(session, program, *act)
            session.flush()
            session.expire_all()
            _compare(session, program)
        _ask_matching(session, program)
        raise Undone

    with pytest.raises(Undone):
        tables.transact(live)


def _join(session: Session, program: Program, who: str, said: int) -> None:
    if session.get(Person, (WORKSPACE, who)) is None:
        a_person(session, who, who)
    common = Common(drivers=("impact",), languages=((), ("en",), ("EN", "de"), ("de",))[said % 4])
    learning = Learning(goals="SQL", learns_by=("feedback",))
    teaching = Teaching(teaches="sql", guides_by=("feedback", "talk"), places=1 + said % 2, minutes=60)
    enrollment.join(
        session,
        workspace_id=WORKSPACE,
        program_id=program.id,
        person_id=who,
        role=("mentee", "mentee", "mentor")[said % 3],
        learning=learning,
        teaching=teaching,
        common=common,
        now=MONDAY,
    )


def _act(session: Session, program: Program, what: str, who: str, whom: str, said: int) -> None:
    here = session.exec(
        select(Enrollment).where(Enrollment.person_id == who, Enrollment.state != "left")
    ).first()
    where: dict[str, Any] = {"workspace_id": WORKSPACE, "person_id": who, "now": LATER}
    pair = next(iter(_live(session, who)), None)
    match what:
        case "pair" if Pool.read(session, program).bar(whom, who) is None:
            begun = begin(
                session,
                program=program,
                round_id=None,
                pairs=[Chosen(whom, who, RECEIPTS[said % 3])],
                who="UOLGA",
                now=MONDAY + timedelta(seconds=len(session.exec(select(Mentorship)).all())),
            )
            for one in begun:
                made = session.get_one(Mentorship, one)
                for person_id in (who, whom):
                    tell(session, Notice.MATCHED, made, to=person_id, about="matched", now=LATER)
        case "decline" if pair is not None:
            declining.decline(session, mentorship_id=pair.id, **where)
        case "end" if pair is not None:
            endings.end(session, mentorship=pair, why=Ending.OWNER, now=LATER)
        case "leave" if here is not None:
            absence.leave(session, program_id=program.id, **where)
        case "erase" if session.get(Person, (WORKSPACE, who)) is not None:
            erasure.erase(session, **where)
        case "pause" if here is not None:
            absence.pause(session, program_id=program.id, until=LATER + timedelta(days=9), **where)
        case "resume" if here is not None:
            absence.resume(session, program_id=program.id, **where)
        case "join" if here is None:
            _join(session, program, who, said)
        case "search":
            for found in session.exec(select(Round).where(col(Round.for_person_id).is_not(None))).all():
                found.state = "discarded"
        case _:
            pass


# --- what it should be, from the rows alone -------------------------------------------------------------------------


def _live(session: Session, who: str, role: str | None = None) -> list[Mentorship]:
    found = session.exec(
        select(Mentorship)
        .join(Member, col(Member.mentorship_id) == col(Mentorship.id))
        .where(Member.person_id == who, col(Mentorship.state).in_(("opening", "open")))
        .order_by(col(Mentorship.id))
    ).all()
    return [one for one in found if role is None or _role(session, one, who) == role]


def _role(session: Session, pair: Mentorship, who: str) -> str:
    return session.get_one(Member, (pair.id, who)).role


def _active(session: Session) -> dict[str, Enrollment]:
    rows = session.exec(select(Enrollment).where(Enrollment.state == "active")).all()
    return {one.person_id: one for one in rows}


def _who_wait(session: Session) -> list[str]:
    return [who for who, one in _active(session).items() if one.mentee and not _live(session, who, "mentee")]


def _together(session: Session, one: str, other: str) -> bool:
    """Whether these two were ever in a pair, or one would rather not."""
    mine, theirs = (
        {row.mentorship_id for row in session.exec(select(Member).where(Member.person_id == who)).all()}
        for who in (one, other)
    )
    avoided = session.exec(
        select(Avoidance).where(
            col(Avoidance.person_id).in_((one, other)), col(Avoidance.avoided_id).in_((one, other))
        )
    ).all()
    return bool(mine & theirs) or bool(avoided)


def _expected(session: Session, who: str) -> str:
    me, here = _active(session)[who], _active(session)
    if session.exec(select(Round).where(Round.for_person_id == who, Round.state == "asked")).first():
        return "sought"
    mentors = [one for one, said in here.items() if said.mentor and one != who]
    free = [one for one in mentors if here[one].capacity > len(_live(session, one, "mentor"))]
    if not free:
        return "no_mentors"

    def apart(one: str) -> str:
        if _together(session, who, one):
            return "nobody_fits"
        mine, theirs = ({code.lower() for code in said.languages} for said in (me, here[one]))
        return "language" if mine and theirs and not mine & theirs else ""

    if any(apart(one) == "" for one in free):
        return "place_free"
    kept = {apart(one) for one in mentors}
    return "capacity" if "" in kept else kept.pop() if len(kept) == 1 else "nobody_fits"


def _compare(session: Session, program: Program) -> None:
    expected = {who: _expected(session, who) for who in _who_wait(session)}
    for who in _active(session):
        stands = standing(session, program=program, person_id=who, now=LATER)
        assert stands.reason == expected.get(who, ""), who
        if who in expected and expected[who] not in ("sought", "no_round_yet"):
            assert str(wording.reasons.WAITING_SELF[expected[who]]) in home.waits(stands)
    shown = run_by(session, program=program, person_id="UOLGA", now=LATER)
    numbers = figures(session, program=program, now=LATER)
    names = {one: session.get_one(Person, (WORKSPACE, one)).name for one in expected}
    assert sorted((name, found.code) for found in numbers.waiting for name in found.names) == sorted(
        (names[who], code) for who, code in expected.items()
    )
    page = "\n".join(str(block.to_dict()) for block in running.page(shown, ()))
    for code in wording.reasons.WAITING_REASONS:
        count = list(expected.values()).count(code)
        assert (f"• {reasons.waiting(code)}: " in page) == bool(count), (code, page)
    could = list(expected.values()).count("place_free")
    assert numbers.could == could
    assert ("has a free place.*" in page or "Mentors with a free place" in page) == bool(could)
    _compare_pairs(session)


def _compare_pairs(session: Session) -> None:
    for letter in session.exec(select(Letter).where(Letter.kind == Notice.MATCHED.value)).all():
        pair = session.get_one(Mentorship, letter.mentorship_id)
        card = announcements.matched(session, letter)
        assert (card is None) == (pair.state not in ("opening", "open"))
        if card is None:
            continue
        text = str(cards.matched(card).args["blocks"])
        assert ("chose you for each other" in text) == (pair.receipt == {})
        assert ("both of you say “SQL”" in text) == bool(pair.receipt.get("words"))
        both = [
            session.get_one(Person, (WORKSPACE, one.person_id)).location for one in _members(session, pair)
        ]
        common = pair.receipt != {} and not pair.receipt["words"]
        assert ("you are both in" in text) == (common and both[0] is not None and both[0] == both[1])
        assert ("by honest feedback" in text) == common


def _members(session: Session, pair: Mentorship) -> list[Member]:
    return list(session.exec(select(Member).where(Member.mentorship_id == pair.id)).all())


def _ask_matching(session: Session, program: Program) -> None:
    """A round for one alone finds them somebody exactly where they read that somebody has a place."""
    for who in _who_wait(session):
        expected = _expected(session, who)
        if expected == "sought":
            continue
        asked = Round(
            workspace_id=WORKSPACE,
            program_id=program.id or 0,
            for_person_id=who,
            asked_by="UOLGA",
            asked_at=LATER,
        )
        session.add(asked)
        session.flush()
        found = candidates.freeze(session, asked, now=LATER).inputs.compute()
        assert (len(found.pairs) == 1) == (expected == "place_free"), (who, expected)
        session.delete(asked)
        session.flush()
