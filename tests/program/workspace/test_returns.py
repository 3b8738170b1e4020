"""Whoever is back after their part has ended can have their pairs back: what may be, what may not, and what follows."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from program import lifecycle
from program.base.people import Profile
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment
from program.joining import absence
from program.pair import partings
from program.running import ended_programs
from program.workspace import accounts, departures, erasure, returns
from storage.models import Avoidance, Enrollment, Letter, Mentorship, Person, Program, Round, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program

ENDED = MONDAY + accounts.GRACE
BACK = ENDED + timedelta(days=2)
PRESSED = BACK + timedelta(hours=1)
OWNER = "UOLGA"


def begin(session: Session) -> None:
    """Ada Park mentors Grace Osei, with all that is planned for an open pair."""
    program = a_program(session)
    pair = a_pair(session, program)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)


def account(store: Store, who: str, now: datetime, *, on: bool) -> None:
    name = store.read(lambda session: session.get_one(Person, (WORKSPACE, who))).name
    profile = Profile(id=who, name=name, deactivated=not on)
    store.transact(departures.noticed, workspace_id=WORKSPACE, profile=profile, now=now)


def reach(store: Store, now: datetime) -> None:
    def all_due(session: Session) -> None:
        while lifecycle.advance(session, now=now):
            pass

    store.transact(all_due)


def gone(store: Store, *who: str) -> None:
    """Their accounts are off, and still are when the time of grace is over."""
    for one in who:
        for now in (MONDAY, ENDED):
            account(store, one, now, on=False)
    reach(store, ENDED)


def gone_and_back(store: Store, *who: str) -> None:
    gone(store, *who)
    for one in who:
        account(store, one, BACK, on=True)


def moments(store: Store, kind: Moment = Moment.RETURN) -> list[Touchpoint]:
    return store.read(
        lambda session: list(
            session.exec(
                select(Touchpoint).where(Touchpoint.kind == kind.value).order_by(col(Touchpoint.id))
            ).all()
        )
    )


def press(store: Store, now: datetime = PRESSED) -> None:
    [moment] = moments(store)
    store.transact(
        returns.bring_back, workspace_id=WORKSPACE, touchpoint_id=moment.id or 0, person_id=OWNER, now=now
    )


def shown(store: Store) -> returns.Returned | None:
    """What the owner's card would show now."""
    [letter] = written(store, "returned")
    return store.read(lambda session: returns.returned(session, letter))


def written(store: Store, kind: str) -> list[Letter]:
    return store.read(lambda session: list(session.exec(select(Letter).where(Letter.kind == kind)).all()))


def pair_of(store: Store) -> Mentorship:
    return store.read(lambda session: session.get_one(Mentorship, 1))


def part_of(store: Store, who: str) -> Enrollment:
    found = store.read(lambda session: programs.enrollment(session, program_id=1, person_id=who))
    assert found is not None
    return found


def test_an_owner_brings_a_pair_back(store: Store) -> None:
    store.transact(begin)
    before = {kind: len([one for one in moments(store, kind) if one.state == "planned"]) for kind in Moment}
    gone_and_back(store, "UADA")
    assert (pair_of(store).state, part_of(store, "UADA").state) == ("ended", "left")
    card = shown(store)
    assert card is not None
    assert [one.names for one in card.pairs] == [("Ada Park", "Grace Osei")]
    press(store)
    pair, part = pair_of(store), part_of(store, "UADA")
    assert (pair.state, pair.ended_at, pair.ended_why) == ("open", None, None)
    assert (part.state, part.left_at) == ("active", None)
    for kind in (Moment.CHECK_IN, Moment.SURVEY, Moment.CALIBRATION, Moment.CLOSING):
        planned = [one for one in moments(store, kind) if one.state == "planned"]
        assert len(planned) == before[kind] == 1, kind
        assert all(one.due_at > PRESSED for one in planned)
    assert [one.state for one in moments(store, Moment.ARCHIVE)] == ["lapsed"]
    assert {one.recipient for one in written(store, "revived")} == {"UADA", "UGRACE"}


def test_what_was_sought_for_the_mentee_is_not_sought_any_more(store: Store) -> None:
    store.transact(begin)
    gone_and_back(store, "UADA")
    press(store)
    assert [one.state for one in store.read(lambda session: session.exec(select(Round)).all())] == [
        "discarded"
    ]


def test_of_two_presses_one_counts(store: Store) -> None:
    store.transact(begin)
    gone_and_back(store, "UADA")
    press(store)
    press(store, PRESSED + timedelta(seconds=1))
    assert len(written(store, "revived")) == 2
    card = shown(store)
    assert card is None or card.pairs == ()


def test_what_was_missed_is_asked_once_they_have_settled_in(store: Store) -> None:
    store.transact(begin)
    gone(store, "UADA")
    late = ENDED + accounts.UNDONE_WITHIN - timedelta(days=1)
    account(store, "UADA", late, on=True)
    press(store, late)
    [month] = moments(store, Moment.CALIBRATION)
    assert month.state == "planned"
    assert month.due_at > late + timedelta(days=1)


def test_after_a_second_end_the_channel_is_archived_after_all(store: Store) -> None:
    store.transact(begin)
    gone_and_back(store, "UADA")
    press(store)
    for now in (PRESSED, PRESSED + accounts.GRACE):
        account(store, "UADA", now, on=False)
    reach(store, PRESSED + accounts.GRACE)
    assert pair_of(store).state == "ended"
    assert [one.state for one in moments(store, Moment.ARCHIVE)] == ["lapsed", "planned"]
    assert len([one for one in written(store, "ended") if one.recipient == "UGRACE"]) == 2
    reach(store, PRESSED + accounts.GRACE * 2)
    assert len(written(store, "archive_channel")) == 1


def leave(session: Session) -> None:
    absence.leave(session, workspace_id=WORKSPACE, program_id=1, person_id="UGRACE", now=BACK)


def end_program(session: Session) -> None:
    ended_programs.end(session, workspace_id=WORKSPACE, program_id=1, person_id=OWNER, now=BACK)


def fill(session: Session) -> None:
    program = session.get_one(Program, 1)
    a_pair(session, program, mentee="UKOFI", names=("Ada Park", "Kofi Lund"), channel="C2")


def match_anew(session: Session) -> None:
    program = session.get_one(Program, 1)
    a_pair(session, program, mentor="UMEI", names=("Mei Tanaka", "Grace Osei"), channel="C2")


def avoid(session: Session) -> None:
    session.add(Avoidance(workspace_id=WORKSPACE, program_id=1, person_id="UGRACE", avoided_id="UADA"))


def report(session: Session) -> None:
    session.get_one(Person, (WORKSPACE, "UGRACE")).manager_id = "UADA"


def forget(session: Session) -> None:
    erasure.erase(session, workspace_id=WORKSPACE, person_id="UGRACE", now=BACK)


def switch_off(session: Session) -> None:
    profile = Profile(id="UGRACE", name="Grace Osei", deactivated=True)
    departures.noticed(session, workspace_id=WORKSPACE, profile=profile, now=BACK)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (leave, No.BACK_LEFT),
        (end_program, No.PROGRAM_ENDED),
        (fill, No.BACK_FULL),
        (match_anew, No.PAIR_HAS_MENTOR),
        (avoid, No.BACK_APART),
        (report, No.BACK_APART),
        (forget, No.GONE),
        (switch_off, No.BACK_OFF),
    ],
)
def test_what_stands_in_the_way(store: Store, meanwhile: Callable[[Session], None], why: No) -> None:
    """It is not offered; whoever presses what was offered before hears why, and nothing has changed."""
    store.transact(begin)
    gone_and_back(store, "UADA")
    store.transact(meanwhile)
    assert shown(store) is None
    with pytest.raises(Refusal) as refused:
        press(store)
    assert refused.value.why == why
    assert (pair_of(store).state, part_of(store, "UADA").state) == ("ended", "left")
    assert written(store, "revived") == []


def test_who_wished_to_part_is_not_brought_back(store: Store) -> None:
    def wish(session: Session) -> None:
        begin(session)
        partings.replace_soon(session, session.get_one(Mentorship, 1), now=ENDED - timedelta(hours=1))

    store.transact(wish)
    gone_and_back(store, "UADA")
    assert shown(store) is None
    with pytest.raises(Refusal) as refused:
        press(store)
    assert refused.value.why == No.BACK_APART


def test_both_were_off(store: Store) -> None:
    """It is offered when the second one is back, and both take part again."""
    store.transact(begin)
    gone(store, "UADA", "UGRACE")
    account(store, "UADA", BACK, on=True)
    assert shown(store) is None
    account(store, "UGRACE", BACK + timedelta(minutes=5), on=True)
    assert shown(store) is not None
    press(store)
    assert {part_of(store, one).state for one in ("UADA", "UGRACE")} == {"active"}


def test_it_is_offered_for_thirty_days(store: Store) -> None:
    store.transact(begin)
    gone_and_back(store, "UADA")
    over = ENDED + accounts.UNDONE_WITHIN
    with pytest.raises(Refusal) as refused:
        press(store, over)
    assert refused.value.why == No.BACK_LATE
    reach(store, over)
    assert [one.state for one in moments(store)] == ["lapsed"]
    assert shown(store) is None


def test_who_is_back_later_than_that_is_told_of_to_nobody(store: Store) -> None:
    store.transact(begin)
    gone(store, "UADA")
    account(store, "UADA", ENDED + accounts.UNDONE_WITHIN + timedelta(hours=1), on=True)
    assert moments(store) == []


def test_a_pair_that_ended_for_another_reason_stays_ended(store: Store) -> None:
    def left(session: Session) -> None:
        begin(session)
        absence.leave(session, workspace_id=WORKSPACE, program_id=1, person_id="UADA", now=MONDAY)

    store.transact(left)
    gone_and_back(store, "UADA")
    assert moments(store) == []


def test_many_are_brought_back_in_one_press(store: Store) -> None:
    """Those that can be, one after the other; what could not is left as it is."""
    mentors = [f"UM{number}" for number in range(7)]

    def many(session: Session) -> None:
        program = a_program(session)
        for number, mentor in enumerate(mentors):
            names = (f"Mentor {number}", f"Mentee {number}")
            a_pair(session, program, mentor=mentor, mentee=f"UE{number}", names=names, channel=f"C{number}")

    store.transact(many)
    gone_and_back(store, *mentors)
    store.transact(
        lambda session: absence.leave(
            session, workspace_id=WORKSPACE, program_id=1, person_id="UE3", now=BACK
        )
    )
    card = shown(store)
    assert card is not None
    assert len(card.pairs) == 6
    store.transact(
        returns.bring_all_back,
        workspace_id=WORKSPACE,
        touchpoint_id=card.pairs[0].touchpoint_id,
        person_id=OWNER,
        now=PRESSED,
    )
    [letter] = written(store, "returned")
    letter.edits = letter.id
    between = store.read(lambda session: returns.returned(session, letter))
    assert between is not None
    assert (between.pairs, between.under_way) == ((), 6)
    reach(store, PRESSED)
    after = store.read(lambda session: returns.returned(session, letter))
    assert after is not None
    assert (after.under_way, len(after.brought)) == (0, 6)
    assert len(written(store, "revived")) == 12


def test_a_pair_whose_channel_was_still_to_open_goes_on_there(store: Store) -> None:
    def opening(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="opening")
        pair.opened_at, pair.trouble = None, "channel_invite:user_not_found"

    store.transact(opening)
    gone_and_back(store, "UADA")
    press(store)
    pair = pair_of(store)
    assert (pair.state, pair.trouble, pair.channel_id) == ("opening", "", "C1")
    assert [one.params["person"] for one in written(store, "channel_invite")]


def test_an_admin_reads_it_where_nobody_else_runs_the_program_and_cannot_decide(store: Store) -> None:
    def admin(session: Session) -> None:
        begin(session)
        a_person(session, "UINES", "Ines Roth").admin = True

    store.transact(admin)
    account(store, OWNER, MONDAY, on=False)
    gone_and_back(store, "UADA")
    card = shown(store)
    assert card is not None
    assert (card.to, card.may_decide) == ("UINES", False)
