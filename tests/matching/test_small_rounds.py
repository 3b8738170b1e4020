"""One round of a small program: the rules hold, and everybody hears why."""

import pickle
from typing import Any

import pytest

from matching import Person, Round, Rules, propose

KATE = Person(id="kate", goals=("Run Kubernetes in production",), skills=("Kubernetes",))
OMAR = Person(
    id="omar", goals=("Kubernetes clusters in production",), skills=("Kubernetes", "Helm"), capacity=2
)
LENA = Person(id="lena", goals=("Negotiation with suppliers",), skills=("Negotiation",))
RAVI = Person(id="ravi", goals=("Get better at negotiation",))


def pairs(round_: Round) -> set[tuple[str, str]]:
    return {(p.mentee, p.mentor) for p in round_.pairs}


def test_people_meet_by_their_own_words() -> None:
    done = propose([KATE, RAVI], [OMAR, LENA], Rules())
    assert pairs(done) == {("kate", "omar"), ("ravi", "lena")}
    words = {w.word: w for w in done.pairs[0].receipt.words}
    assert words["kubernetes"].mentor_text in OMAR.goals + OMAR.skills
    assert words["kubernetes"].mentee_text in KATE.goals + KATE.skills


def test_a_round_survives_pickling() -> None:
    done = propose([KATE, RAVI], [OMAR, LENA], Rules())
    assert pickle.loads(pickle.dumps(done)) == done


def test_nobody_is_matched_with_themselves() -> None:
    done = propose([KATE], [KATE], Rules())
    assert done.pairs == ()
    assert done.waiting[0].reason == "no_mentors"


def test_without_mentors_people_wait_for_mentors() -> None:
    assert propose([KATE], [], Rules()).waiting[0].reason == "no_mentors"
    assert propose([], [OMAR], Rules()).spare[0].places == 2


IT, HR, SENIOR = {"department": "IT"}, {"department": "HR"}, {"mentor_more_senior": True}
NEW = frozenset({"new"})


@pytest.mark.parametrize(
    ("mentee", "mentor", "rules", "reason", "lever"),
    [
        ({"languages": ("en",)}, {"languages": ("de",)}, {}, "language", ("language", "de")),
        ({"work": ((0, 480),)}, {"work": ((360, 840),)}, {"min_overlap": 180}, "overlap", ("overlap", 120)),
        ({"level": 3}, {"level": 3}, SENIOR, "seniority", ("seniority", None)),
        ({"level": 3}, {"level": 4}, SENIOR | {"mode": "reverse"}, "seniority", ("seniority", None)),
        (IT, IT, {"departments": "different"}, "department", ("department", None)),
        (IT, HR, {"departments": "same"}, "department", ("department", None)),
        ({"manager": "b"}, {}, {}, "reporting_line", None),
        ({}, {"manager": "a"}, {}, "reporting_line", None),
        ({"avoid": frozenset({"b"})}, {}, {}, "avoid", None),
        ({}, {"avoid": frozenset({"a"})}, {}, "avoid", None),
        ({"minutes": 10}, {}, {}, "minutes", ("minutes", 30)),
        ({}, {"minutes": 10}, {}, "no_mentors", None),
        ({}, {"capacity": 0}, {}, "no_mentors", None),
        ({}, {"groups": NEW}, {"audience": NEW}, "audience", ("audience", None)),
        (
            {"goals": ("welding",)},
            {"goals": ("opera",)},
            {"common_ground": True},
            "nothing_in_common",
            ("common_ground", None),
        ),
    ],
)
def test_a_rule_that_forbids_the_only_pair_is_named_with_a_lever(
    mentee: dict[str, Any],
    mentor: dict[str, Any],
    rules: dict[str, Any],
    reason: str,
    lever: tuple[str, Any] | None,
) -> None:
    done = propose([Person(id="a", **mentee)], [Person(id="b", **mentor)], Rules(**rules))
    assert done.pairs == ()
    (waits,) = done.waiting
    assert waits.reason == reason
    assert [(x.kind, x.value) for x in waits.levers] == ([lever] if lever else [])


def test_a_closed_or_vetoed_pair_is_not_proposed_in_either_direction() -> None:
    for pair in (("kate", "omar"), ("omar", "kate")):
        assert propose([KATE], [OMAR], closed=[pair]).waiting[0].reason == "closed"
        assert propose([KATE], [OMAR], vetoed=[pair]).waiting[0].reason == "vetoed"


def test_the_reporting_line_reaches_through_people_outside_the_round_and_survives_a_loop() -> None:
    managers = {"kate": "x", "x": "omar", "omar": "kate"}
    assert propose([KATE], [OMAR], Rules(), managers=managers).waiting[0].reason == "reporting_line"
    assert propose([KATE], [OMAR], Rules(reporting_line=False), managers=managers).pairs


def test_a_full_mentor_leaves_the_rest_waiting_for_capacity() -> None:
    crowd = [Person(id=f"m{n}", goals=("Kubernetes",)) for n in range(5)]
    done = propose(crowd, [OMAR], Rules())
    assert len(done.pairs) == 2
    assert {w.reason for w in done.waiting} == {"capacity"}
    assert done.spare == ()


def test_a_rare_mentor_goes_to_whom_no_other_would_do() -> None:
    choosy = Person(id="choosy", goals=("Kubernetes",), languages=("pl",))
    free = Person(id="free", goals=("Kubernetes",), languages=("en", "pl"))
    rare = Person(id="rare", goals=("Kubernetes",), languages=("pl",))
    other = Person(id="other", goals=("Gardening",), languages=("en",))
    assert pairs(propose([free, choosy], [rare, other])) == {("choosy", "rare"), ("free", "other")}


def test_somebody_whose_best_match_was_full_is_told_so() -> None:
    one = Person(id="one", goals=("Kubernetes", "Helm"), waited=0)
    two = Person(id="two", goals=("Kubernetes",))
    only = Person(id="only", goals=("Kubernetes",), skills=("Kubernetes",))
    done = propose([one, two], [only, LENA])
    traded = {p.mentee: p.receipt.traded for p in done.pairs}
    assert sorted(traded.values(), key=str) == [None, "only"]


def test_a_pinned_pair_passes_the_softer_rules_only() -> None:
    a, b = Person(id="a", languages=("en",)), Person(id="b", languages=("de",))
    assert propose([a], [b], pinned=[("a", "b")]).pairs[0].receipt.pinned
    refused = propose([a], [b], pinned=[("a", "b")], closed=[("a", "b")])
    assert refused.pairs == ()
    assert refused.refused_pins[0].reason == "closed"


def test_the_order_of_the_lists_changes_nothing() -> None:
    crowd = [Person(id=f"m{n}") for n in range(6)]
    helpers = [Person(id=f"h{n}") for n in range(4)]
    assert propose(crowd, helpers) == propose(crowd[::-1], helpers[::-1])


def test_an_id_twice_in_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        propose([KATE, KATE], [OMAR])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mode": "foo"}, r"mode is one of mentoring, reverse, .* \(not foo\)"),
        ({"departments": "same_ish"}, r"departments is one of any, .* \(not same_ish\)"),
    ],
)
def test_a_rule_of_a_word_that_there_is_not_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Rules(**given)


def test_people_without_a_word_can_be_matched_too() -> None:
    done = propose([Person(id="a")], [Person(id="b")])
    assert done.pairs[0].receipt.words == ()
    assert 0 <= done.pairs[0].score <= 1


def test_hours_that_cross_midnight_overlap_whichever_way_they_are_written() -> None:
    sydney, la = ((1320, 1800),), ((1320, 360),)
    done = propose([Person(id="a", work=sydney)], [Person(id="b", work=la)])
    assert done.pairs[0].receipt.overlap_minutes == 480
