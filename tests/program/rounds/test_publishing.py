"""Publishing: everything is decided, every rule is checked again, and everybody is told, in portions."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

import matching
from program import lifecycle
from program.base.notices import Notice
from program.base.refusals import No, Refusal
from program.rounds import candidates, matchmaking, publishing, review
from storage.models import Audit, Enrollment, Letter, Mentorship, Proposal, Round, Waiting
from storage.queries import mentorships, programs
from storage.unit import Store
from tests.program.rounds.test_eligibility import RULES, joined
from tests.program.rows import MONDAY, WORKSPACE, a_program, propose, taken_of


def proposed(session: Session, *pairs: tuple[str, str], waiting: tuple[str, ...] = ()) -> Round:
    """A round in which these (mentor, mentee) pairs are proposed; people join as needed."""
    program = programs.open_programs(session, workspace_id=WORKSPACE)[0]
    places = Counter(mentor for mentor, _ in pairs)
    for mentor, count in places.items():
        joined(session, program, mentor, places=count)
    for mentee in [*(mentee for _, mentee in pairs), *waiting]:
        joined(session, program, mentee, mentee=True)
    asked = matchmaking.ask_for_round(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
    )
    taken = taken_of(session)
    receipt = matching.Receipt(
        (matching.SharedWord("kubernetes", 1.0, "Kubernetes", "Kubernetes"),), {}, None
    )
    outcome = matching.Round(
        tuple(matching.Proposal(mentee, mentor, 0.5, receipt) for mentor, mentee in pairs),
        tuple(matching.Waiting(one, "capacity", {}) for one in waiting),
        (),
        matching.Certificate(len(pairs), len(pairs), 1.0, 1.0, 1.0),
    )
    assert propose(session, taken, outcome)
    found = session.get(Round, asked.round_id)
    assert found is not None
    return found


def approve(session: Session, found: Round) -> None:
    review.approve_all(session, workspace_id=WORKSPACE, round_id=found.id, person_id="UOLGA", now=MONDAY)


def publish(session: Session, found: Round, who: str = "UOLGA") -> publishing.Published:
    return publishing.publish(session, workspace_id=WORKSPACE, round_id=found.id, person_id=who, now=MONDAY)


def told(session: Session, notice: Notice) -> list[str]:
    letters = session.exec(select(Letter).where(Letter.kind == notice.value)).all()
    return sorted(letter.recipient for letter in letters)


def test_a_round_with_an_undecided_pair_is_not_published(store: Store) -> None:
    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, ("UGRACE", "UADA"))
        with pytest.raises(Refusal) as refused:
            publish(session, found)
        assert refused.value.why == No.ROUND_UNDECIDED
        assert session.exec(select(Mentorship)).all() == []

    store.transact(look)


@pytest.mark.parametrize("who", ["UADA", "UGRACE"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_begins_to_hold_after_the_approval_stops_the_pair(
    store: Store, rule: str, who: str
) -> None:
    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, ("UGRACE", "UADA"))
        approve(session, found)
        break_it, why = RULES[rule]
        break_it(session, who)
        session.flush()
        with pytest.raises(Refusal) as refused:
            publish(session, found)
        assert refused.value.why == why
        assert session.exec(select(Mentorship)).all() == []

    store.transact(look)


def test_a_mentor_whose_places_shrink_after_the_approval_is_not_overfilled(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        found = proposed(session, ("UGRACE", "UADA"), ("UGRACE", "UKOFI"))
        approve(session, found)
        grace = programs.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert grace is not None
        grace.capacity = 1
        session.flush()
        with pytest.raises(Refusal) as refused:
            publish(session, found)
        assert refused.value.why == No.PAIR_FULL

    store.transact(look)


def test_whoever_publishes_second_is_told_who_was_first(store: Store) -> None:
    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, ("UGRACE", "UADA"))
        approve(session, found)
        assert publish(session, found).pairs == 1
        with pytest.raises(Refusal) as refused:
            publish(session, found, "UKOFI")
        assert refused.value.why == No.ROUND_SETTLED
        assert refused.value.facts == {"who": "Olga Brandt"}

    store.transact(look)


def test_waiting_counts_up_and_a_match_sets_it_back(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        found = proposed(session, ("UGRACE", "UADA"), waiting=("UMEI",))
        ada = programs.enrollment(session, program_id=program.id, person_id="UADA")
        mei = programs.enrollment(session, program_id=program.id, person_id="UMEI")
        assert ada is not None
        assert mei is not None
        ada.waited = 2
        approve(session, found)
        assert publish(session, found).waiting == 1
        assert (ada.waited, mei.waited) == (0, 1)

    store.transact(look)


def test_everybody_of_a_large_round_is_told_once_in_portions(store: Store) -> None:
    pairs = [(f"UMENTOR{number}", f"UMENTEE{number}") for number in range(70)]

    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, *pairs, waiting=("UMEI",))
        approve(session, found)
        publish(session, found)

    store.transact(look)
    portions = 0
    while store.transact(lifecycle.advance, now=MONDAY):
        portions += 1
    assert portions == 2

    def count(session: Session) -> None:
        assert told(session, Notice.MATCHED) == sorted(one for pair in pairs for one in pair)
        assert told(session, Notice.UNMATCHED) == ["UMEI"]
        assert len(told(session, Notice.CHANNEL_CREATE)) == 70
        names = session.exec(select(Mentorship.channel_name)).all()
        assert len(set(names)) == 70

    store.read(count)


def test_every_assignment_is_in_the_audit_with_its_reason(store: Store) -> None:
    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, ("UGRACE", "UADA"))
        approve(session, found)
        publish(session, found)
        audits = [(audit.who, audit.what) for audit in session.exec(select(Audit)).all()]
        assert ("UOLGA", "pair_approved") in audits
        assert ("UOLGA", "round_published") in audits
        assert ("UOLGA", "paired") in audits

    store.transact(look)


def test_each_pair_has_its_own_people_name_reason_and_record(store: Store) -> None:
    pairs = [("UGRACE", "UADA"), ("UGRACE", "UKOFI"), ("UMEI", "UIVO")]

    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, *pairs)
        for number, one in enumerate(session.exec(select(Proposal).order_by(col(Proposal.id))).all()):
            one.receipt = {"number": number}
        approve(session, found)
        publish(session, found)
        begun = session.exec(select(Mentorship).order_by(col(Mentorship.id))).all()
        assert [pair.receipt for pair in begun] == [{"number": 0}, {"number": 1}, {"number": 2}]
        assert [pair.channel_name.rpartition("-")[0] for pair in begun] == [
            "mentor-grace-ada",
            "mentor-grace-kofi",
            "mentor-mei-ivo",
        ]
        for pair, (mentor, mentee) in zip(begun, pairs, strict=True):
            there = mentorships.members(session, mentorship_id=pair.id)
            assert [(one.person_id, one.role) for one in there] == [(mentor, "mentor"), (mentee, "mentee")]
        records = session.exec(select(Audit.what, Audit.subject).order_by(col(Audit.id))).all()
        assert [about for what, about in records if what == "paired"] == [f"mentorship:{p.id}" for p in begun]
        proposals = session.exec(select(Proposal).order_by(col(Proposal.id))).all()
        decided = [about for what, about in records if what == "pair_approved"]
        assert decided == [f"proposal:{one.id}" for one in proposals]
        assert {(one.state, one.decided_by) for one in proposals} == {("published", "UOLGA")}

    store.transact(look)


def test_whoever_is_turned_down_waits_longer_and_whoever_has_left_does_not(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        found = proposed(session, ("UGRACE", "UADA"), ("UGRACE", "UKOFI"), waiting=("UMEI", "UIVO"))
        facts = {"workspace_id": WORKSPACE, "person_id": "UOLGA", "now": MONDAY}
        approve(session, found)
        kofis = session.exec(select(Proposal).where(Proposal.mentee_id == "UKOFI")).one()
        review.decide(session, proposal_id=kofis.id, approve=False, **facts)  # type: ignore[arg-type]
        ivo = programs.enrollment(session, program_id=program.id, person_id="UIVO")
        assert ivo is not None
        ivo.state = "left"
        assert publish(session, found).waiting == 3
        reasons = session.exec(select(Waiting.person_id, Waiting.reason).order_by(Waiting.person_id)).all()
        assert reasons == [("UIVO", "capacity"), ("UKOFI", "turned_down"), ("UMEI", "capacity")]
        waited = session.exec(select(Enrollment.person_id, Enrollment.waited)).all()
        assert {person_id for person_id, count in waited if count == 1} == {"UKOFI", "UMEI"}

    store.transact(look)


def test_an_unmatched_person_who_is_paired_by_hand_and_turned_down_waits_once(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UKOFI", places=1)
        found = proposed(session, ("UGRACE", "UADA"), waiting=("UMEI",))
        facts = {"workspace_id": WORKSPACE, "person_id": "UOLGA", "now": MONDAY}
        review.pair_by_hand(session, round_id=found.id, mentee_id="UMEI", mentor_id="UKOFI", **facts)  # type: ignore[arg-type]
        by_hand = session.exec(select(Proposal).where(Proposal.mentee_id == "UMEI")).one()
        assert (by_hand.state, by_hand.by_hand, by_hand.decided_by) == ("approved", True, "UOLGA")
        review.decide(session, proposal_id=by_hand.id, approve=False, **facts)  # type: ignore[arg-type]
        approve(session, found)
        assert publish(session, found).waiting == 1
        mei = programs.enrollment(session, program_id=program.id, person_id="UMEI")
        assert mei is not None
        assert mei.waited == 1

    store.transact(look)


def test_the_preview_shows_the_pairs_and_then_whoever_waits_page_by_page(store: Store) -> None:
    pairs = [(f"UMENTOR{number:02}", f"UMENTEE{number:02}") for number in range(review.PAGE - 2)]
    waiting = tuple(f"UWAITS{number}" for number in range(5))

    def look(session: Session) -> list[review.Preview]:
        a_program(session)
        found = proposed(session, *pairs, waiting=waiting)
        facts = {"workspace_id": WORKSPACE, "round_id": found.id, "now": MONDAY}
        return [review.preview(session, page=page, **facts) for page in (0, 1, 2)]  # type: ignore[arg-type]

    first, second, beyond = store.transact(look)
    assert [(one.mentor, one.mentee) for one in first.pairs] == [
        (mentor[1:].title(), mentee[1:].title()) for mentor, mentee in pairs
    ]
    assert [one.name for one in first.unmatched] == ["Waits0", "Waits1"]
    assert not second.pairs
    assert [one.name for one in second.unmatched] == ["Waits2", "Waits3", "Waits4"]
    assert (first.pages, first.proposed, first.waiting) == (2, len(pairs), 5)
    assert beyond == second


def test_the_same_people_have_the_same_fingerprint_and_a_change_has_another(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UGRACE", places=1)
        ada = joined(session, program, "UADA", mentee=True)
        found = Round(workspace_id=WORKSPACE, program_id=program.id or 0, asked_by="UOLGA", asked_at=MONDAY)
        session.add(found)
        session.flush()
        first = candidates.freeze(session, found, now=MONDAY).version
        assert candidates.freeze(session, found, now=MONDAY).version == first
        ada.goals = "Public speaking"
        session.flush()
        assert candidates.freeze(session, found, now=MONDAY).version != first

    store.transact(look)


def test_asking_twice_is_one_round(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UADA", mentee=True)
        facts = {"workspace_id": WORKSPACE, "program_id": program.id, "person_id": "UOLGA", "now": MONDAY}
        assert matchmaking.ask_for_round(session, **facts) == matchmaking.ask_for_round(session, **facts)  # type: ignore[arg-type]

    store.transact(look)


def test_a_round_of_another_workspace_is_not_there(store: Store) -> None:
    def look(session: Session) -> None:
        a_program(session)
        found = proposed(session, ("UGRACE", "UADA"))
        with pytest.raises(Refusal) as refused:
            publishing.publish(session, workspace_id="T2", round_id=found.id, person_id="UOLGA", now=MONDAY)
        assert refused.value.why == No.GONE

    store.transact(look)


def test_nothing_is_published_before_the_day_that_people_were_told(store: Store) -> None:
    """Not by the round, nor by a pair's replacement; from that local day on it goes."""

    def early(session: Session) -> None:
        program = a_program(session, starts_on=(MONDAY + timedelta(days=14)).date())
        program.time_zone = "Asia/Tokyo"
        found = proposed(session, ("UADA", "UGRACE"))
        approve(session, found)
        shown = review.preview(session, workspace_id=WORKSPACE, round_id=found.id, now=MONDAY)
        assert shown.not_before == program.starts_on
        with pytest.raises(Refusal) as refused:
            publish(session, found)
        assert (refused.value.why, refused.value.facts) == (No.ROUND_EARLY, {"starts": program.starts_on})
        eve = datetime(2026, 3, 15, 15, tzinfo=UTC)  # the 16th has begun in Tokyo
        assert review.preview(session, workspace_id=WORKSPACE, round_id=found.id, now=eve).not_before is None
        done = publishing.publish(
            session, workspace_id=WORKSPACE, round_id=found.id, person_id="UOLGA", now=eve
        )
        assert done.pairs == 1

    store.transact(early)
