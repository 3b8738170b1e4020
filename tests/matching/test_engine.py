"""One source, two ways to run it, the same bits; nothing heavy before it's needed; the peers' traps."""

import subprocess
import sys
from dataclasses import replace

import pytest

from matching import Rules, Weights, compare, open_exchange, propose, rank
from matching.loops import engine
from matching.results import Proposal
from tests.matching.crowd import population

RULES = Rules(mentor_more_senior=True, min_overlap=120)


def test_compiled_and_plain_loops_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    mentees, mentors = population(60, 30, seats="scarce")
    plain = propose(mentees, mentors, RULES)
    assert "numba" not in sys.modules or len(mentees) * len(mentors) < engine.BIG
    assert repr(propose(mentees, mentors, RULES, workers=2)) == repr(plain)
    monkeypatch.setattr(engine, "BIG", 0)
    assert repr(propose(mentees, mentors, RULES)) == repr(plain)
    assert repr(propose(mentees, mentors, RULES, workers=2)) == repr(plain)


def test_importing_matching_loads_nothing_heavy() -> None:
    code = (
        "import sys, matching; print([m for m in ('numpy', 'scipy', 'sklearn', 'numba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_hundreds_who_all_want_the_same_few_neither_recurse_nor_strand_anybody() -> None:
    mentees, mentors = population(600, 300, seats="tight")
    alike = [replace(p, goals=("Kubernetes",), skills=(), languages=(), level=1) for p in mentees]
    done = propose(alike, [replace(p, languages=(), level=5) for p in mentors], Rules())
    assert done.certificate.matched == done.certificate.matchable == 600
    assert done.certificate.ratio >= 0.995


@pytest.mark.parametrize("seats", ["tight", "slack", "scarce"])
def test_a_bigger_round_is_covered_and_proven(seats: str) -> None:
    done = propose(*population(700, 350, seats=seats), RULES)
    proof = done.certificate
    assert proof.matched == proof.matchable
    assert proof.upper_bound >= proof.score
    assert proof.ratio >= 0.995


def test_fairness_lifts_the_worst_and_says_what_it_costs() -> None:
    people = population(300, 150, seats="tight")
    plain, fair = propose(*people, Rules()), propose(*people, Rules(fairness=1.0))
    assert fair.certificate.matched == plain.certificate.matched
    assert min(p.score for p in fair.pairs) >= min(p.score for p in plain.pairs)
    total = sum(p.score for p in fair.pairs)
    assert total <= plain.certificate.upper_bound
    assert fair.certificate.fairness_price == pytest.approx(
        1 - total / plain.certificate.upper_bound, abs=1e-3
    )


def test_who_has_waited_comes_first_when_places_are_scarce() -> None:
    mentees, mentors = population(60, 20, seats="scarce", seed=4)
    mentees = [replace(p, waited=3 * (n % 2), languages=(), level=1) for n, p in enumerate(mentees)]
    mentors = [replace(p, languages=(), capacity=1, level=5) for p in mentors]
    done = propose(mentees, mentors, Rules(weights=Weights(waited=4)))
    waited = {p.id for p in mentees if p.waited}
    assert sum(pair.mentee in waited for pair in done.pairs) > 0.8 * len(done.pairs)


def test_rounds_are_compared_side_by_side() -> None:
    people = population(80, 40, seats="tight")
    today, strict = compare(*people, {"today": Rules(), "strict": RULES})
    assert (today.name, today.gaining, today.losing) == ("today", 0, 0)
    assert strict.matched <= strict.matchable <= today.matched
    assert strict.losing == len(strict.lose) > 0
    assert sum(load * mentors for load, mentors in today.loads) == today.matched
    assert today.worst <= today.median


def test_a_what_if_changes_nothing_and_comes_near_a_whole_round() -> None:
    people, weights = population(120, 60, seats="slack"), Weights(topics=3, drivers=3)
    exchange = open_exchange(*people, RULES)
    before = exchange.round()
    guess = exchange.what_if(weights)
    assert exchange.round() == before
    whole = propose(*people, replace(RULES, weights=weights)).certificate
    assert guess.matched == whole.matched
    assert guess.score == pytest.approx(whole.score, rel=0.002)


def test_newcomers_are_placed_where_there_is_room_until_there_is_none() -> None:
    mentees, mentors = population(40, 20, seats="slack")
    mentors = [replace(p, languages=(), level=9) for p in mentors]
    exchange = open_exchange(mentees, mentors, Rules())
    room = sum(one.places for one in exchange.round().spare)
    newcomers = [replace(p, id=f"new{p.id}", languages=()) for p in population(30, 1, seed=3)[0]]
    placed = [exchange.place(one) for one in newcomers]
    assert sum(isinstance(one, Proposal) for one in placed) == room
    assert {one.reason for one in placed if not isinstance(one, Proposal)} == {"capacity"}


def test_a_newcomer_scores_as_in_a_round_of_their_own() -> None:
    mentees, mentors = population(30, 15, seats="slack")
    exchange = open_exchange(mentees[1:], mentors, RULES)
    placed = exchange.place(mentees[0])
    assert isinstance(placed, Proposal)
    alone = {p.mentor: p for p in rank(mentees[0], mentors, RULES, most=15)}[placed.mentor]
    plain = {name: value for name, value in placed.receipt.terms.items() if name != "topics"}
    assert plain == {name: value for name, value in alone.receipt.terms.items() if name != "topics"}


def test_an_owners_pin_and_swap_are_kept() -> None:
    exchange = open_exchange(*population(40, 20, seats="tight"), Rules())
    one, other = exchange.round().pairs[:2]
    exchange.swap(one.mentee, other.mentee)
    mentor_of = {p.mentee: p.mentor for p in exchange.round().pairs}
    assert (mentor_of[one.mentee], mentor_of[other.mentee]) == (other.mentor, one.mentor)
    assert exchange.round().certificate.matched == 40
    with pytest.raises(ValueError, match="pinned already"):
        exchange.pin(one.mentee, one.mentor)


def test_ranking_gives_the_next_candidates_best_first() -> None:
    mentees, mentors = population(1, 30, seed=8)
    found = rank(replace(mentees[0], languages=()), mentors, most=4)
    assert len(found) == 4
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    again = rank(
        replace(mentees[0], languages=()), mentors, most=3, closed=[(mentees[0].id, found[0].mentor)]
    )
    assert [p.mentor for p in again] == [p.mentor for p in found[1:]]
