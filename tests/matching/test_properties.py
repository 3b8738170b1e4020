"""What must hold for any crowd under any rules, against plain rules and a dense solver."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching import TERMS, Person, Rules, open_exchange, propose, rank
from matching.scoring.gates import levers, places, reasons
from tests.matching import edges
from tests.matching.crowd import broken_rule, exact, pairs_of_ids, people, rules

CROWD = {"mentees": people("e", 6), "mentors": people("r", 6)}
FREE = Rules(same_language=False, reporting_line=False, stretch=1)
SETTINGS = settings(max_examples=30, deadline=None)


def test_every_term_tells_people_apart() -> None:
    """One that nobody computes would count 0 for everybody, and thin out all scores."""
    chance = random.Random(1)
    mentees, mentors = ([edges.person(chance, f"{side}{n}", []) for n in range(40)] for side in "er")
    found = [pair.receipt.terms for mentee in mentees for pair in rank(mentee, mentors, FREE, most=40)]
    assert {name: len({terms[name] for terms in found}) > 1 for name in TERMS} == dict.fromkeys(TERMS, True)


def ids(round_: Any) -> set[tuple[str, str]]:
    return {(pair.mentee, pair.mentor) for pair in round_.pairs}


@SETTINGS
@given(**CROWD, rule=rules(), closed=pairs_of_ids(), vetoed=pairs_of_ids())
def test_no_rule_is_ever_broken_and_everybody_is_accounted_for(
    mentees: list[Person],
    mentors: list[Person],
    rule: Rules,
    closed: list[tuple[str, str]],
    vetoed: list[tuple[str, str]],
) -> None:
    done = propose(mentees, mentors, rule, closed=closed, vetoed=vetoed)
    seekers, givers = {p.id: p for p in mentees}, {p.id: p for p in mentors}
    for pair in done.pairs:
        why = broken_rule(
            seekers[pair.mentee],
            givers[pair.mentor],
            rule,
            [*mentees, *mentors],
            closed=closed,
            vetoed=vetoed,
        )
        assert why is None
        assert not rule.common_ground or pair.receipt.terms["topics"] > 0
    used = Counter(pair.mentor for pair in done.pairs)
    spare = {one.mentor: one.places for one in done.spare}
    for key, mentor in givers.items():
        assert used[key] + spare.get(key, 0) == places(mentor, rule)
    matched = [pair.mentee for pair in done.pairs]
    assert sorted(matched + [one.mentee for one in done.waiting]) == sorted(seekers)


@SETTINGS
@given(**CROWD, rule=rules(), closed=pairs_of_ids())
def test_as_many_are_matched_as_can_be_and_the_total_is_nearly_the_best(
    mentees: list[Person], mentors: list[Person], rule: Rules, closed: list[tuple[str, str]]
) -> None:
    done = propose(mentees, mentors, rule, closed=closed)
    matched, best = exact(mentees, mentors, rule, closed=closed)
    proof = done.certificate
    assert proof.matched == proof.matchable == matched
    assert best / 1e6 <= proof.upper_bound + 1e-3
    assert proof.score <= best / 1e6 + 1e-3
    assert proof.score >= 0.999 * best / 1e6 - 1e-3


@SETTINGS
@given(**CROWD, rule=rules(), data=st.data())
def test_the_order_in_which_people_come_changes_nothing(
    mentees: list[Person], mentors: list[Person], rule: Rules, data: st.DataObject
) -> None:
    again = propose(data.draw(st.permutations(mentees)), data.draw(st.permutations(mentors)), rule)
    assert repr(again) == repr(propose(mentees, mentors, rule))


@SETTINGS
@given(**CROWD, rule=rules(common_ground=st.just(False)))
def test_one_more_mentor_never_lowers_coverage(
    mentees: list[Person], mentors: list[Person], rule: Rules
) -> None:
    before = propose(mentees, mentors, rule).certificate.matched
    more = [*mentors, Person(id="one more", goals=("Kubernetes",), level=2)]
    assert propose(mentees, more, rule).certificate.matched >= before


@SETTINGS
@given(**CROWD, rule=rules())
def test_the_score_is_the_terms_by_their_weights(
    mentees: list[Person], mentors: list[Person], rule: Rules
) -> None:
    for pair in propose(mentees, mentors, rule).pairs:
        terms = pair.receipt.terms
        weights = {name: getattr(rule.weights, name) for name in terms}
        assert all(0 <= value <= 1 for value in terms.values())
        worth = sum(weights[name] * terms[name] for name in terms) / sum(weights.values())
        assert abs(worth - pair.score) < 5e-4


@SETTINGS
@given(**CROWD, rule=rules())
def test_whoever_waits_hears_a_reason_that_is_true(
    mentees: list[Person], mentors: list[Person], rule: Rules
) -> None:
    done = propose(mentees, mentors, rule)
    seekers = {p.id: p for p in mentees}
    for waits in done.waiting:
        assert waits.reason in reasons(rule)
        assert {one.kind for one in waits.levers} <= levers(rule)
        whys = [broken_rule(seekers[waits.mentee], p, rule, [*mentees, *mentors]) for p in mentors]
        if waits.reason == "capacity":
            assert waits.numbers["candidates"] == whys.count(None) > 0
        elif waits.reason == "nothing_in_common":
            assert None in whys
        else:
            assert None not in whys


@SETTINGS
@given(mentees=people("e", 8), rule=rules(mode=st.just("peer")))
def test_peers_come_in_pairs_and_as_many_as_can_be(mentees: list[Person], rule: Rules) -> None:
    done = propose(mentees, mentees, rule)
    seen = [key for pair in done.pairs for key in (pair.mentee, pair.mentor)]
    assert len(seen) == len(set(seen)) == done.certificate.matched
    by_id = {p.id: p for p in mentees}
    able = [replace(p, capacity=1) for p in mentees if places(replace(p, capacity=1), rule) > 0]
    free = [p for p in able if p.id not in seen]
    for one in free:
        for other in free:
            both = [broken_rule(a, b, rule, mentees) for a, b in ((one, other), (other, one))]
            assert one.id == other.id or any(both) or rule.common_ground
    for pair in done.pairs:
        a, b = (replace(by_id[key], capacity=1) for key in (pair.mentee, pair.mentor))
        assert broken_rule(a, b, rule, mentees) is None


@SETTINGS
@given(
    mentees=people("e", 8),
    mentors=people("r", 5),
    rule=rules(mode=st.just("group"), group_size=st.just((2, 3))),
)
def test_groups_are_never_too_small_nor_too_big(
    mentees: list[Person], mentors: list[Person], rule: Rules
) -> None:
    sizes = Counter(pair.mentor for pair in propose(mentees, mentors, rule).pairs)
    assert all(2 <= size <= 3 for size in sizes.values())


@SETTINGS
@given(**CROWD, rule=rules(mode=st.just("topic")))
def test_a_mentee_has_one_core_mentor_and_others_besides(
    mentees: list[Person], mentors: list[Person], rule: Rules
) -> None:
    done = propose(mentees, mentors, rule)
    assert len(ids(done)) == len(done.pairs)
    core = Counter(pair.mentee for pair in done.pairs if pair.role == "core")
    assert all(count == 1 for count in core.values())
    assert {pair.mentee for pair in done.pairs} == core.keys() or rule.common_ground
    used = Counter(pair.mentor for pair in done.pairs)
    assert all(used[p.id] <= places(p, rule) for p in mentors)


@settings(max_examples=20, deadline=None)
@given(**CROWD, rule=rules(), seed=st.integers(0, 99))
def test_an_open_round_keeps_the_rules_while_it_is_changed(
    mentees: list[Person], mentors: list[Person], rule: Rules, seed: int
) -> None:
    exchange = open_exchange(mentees, mentors, rule)
    before = exchange.round()
    assert ids(before) == ids(propose(mentees, mentors, rule))
    chance = random.Random(seed)
    vetoed = set()
    if before.pairs:
        gone = chance.choice(before.pairs)
        exchange.veto(gone.mentee, gone.mentor)
        vetoed = {(gone.mentee, gone.mentor)}
    after = exchange.round()
    fresh = propose(mentees, mentors, rule, vetoed=vetoed)
    assert not vetoed & ids(after)
    assert after.certificate.matched == fresh.certificate.matched
    newcomer = Person(id="newcomer", goals=("k8s",), languages=("en",), level=1)
    placed = exchange.place(newcomer)
    spare = {one.mentor for one in after.spare}
    assert placed.mentee == "newcomer"
    assert getattr(placed, "mentor", None) in spare | {None}
