"""Every rule at its edges: no loop leaves its arrays, compiled and plain loops agree, and every round ends."""

import os
import subprocess
import sys
from pathlib import Path
from string import ascii_lowercase

import pytest

from matching import Competency, Person, Rules, Weights, propose
from matching.loops import engine

PROGRAMS = os.environ.get("ALONGSIDE_PROGRAMS", "80")
SEED = os.environ.get("ALONGSIDE_SEED", "1")


def test_no_compiled_loop_leaves_its_arrays_and_all_answer_as_python_does() -> None:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alongside/checked-loops"
    done = subprocess.run(
        [sys.executable, "-m", "tests.matching.edges", PROGRAMS, SEED],
        env=os.environ | {"NUMBA_BOUNDSCHECK": "1", "NUMBA_OPT": "0", "NUMBA_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    numbers = done.stdout.split("\n")
    assert done.returncode == 0, f"program {numbers[-2:]}: {done.stderr[-2000:]}"
    assert "all the same" in numbers


@pytest.mark.parametrize("weight", [0.0, 0.001])
def test_a_competency_that_counts_for_nothing_changes_no_memory(weight: float) -> None:
    names = ("Kubernetes", "k8s in production", "container orchestration")
    listed = Competency(names[0], names[1:], weight)
    mentees = [Person(id=f"e{n}", goals=names) for n in range(6)]
    mentors = [Person(id=f"r{n}", goals=(names[n % 3],)) for n in range(4)]
    assert propose(mentees, mentors, Rules(competencies=(listed,))).certificate.matched == 4


def test_a_text_full_of_look_alikes_is_as_alike_as_can_be_in_either_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    word = "kubernetesorchestration"
    variants = " ".join(word + one + other for one in ascii_lowercase for other in ascii_lowercase)
    people = [Person(id="a", goals=(variants,))], [Person(id="b", goals=(word,))]
    plain = propose(*people)
    assert plain.pairs[0].receipt.terms["topics"] == 1
    monkeypatch.setattr(engine, "BIG", -1)
    assert repr(propose(*people)) == repr(plain)


def test_places_beyond_all_mentees_take_no_memory() -> None:
    done = propose([Person(id="a")], [Person(id="b", capacity=10**12)], Rules(pair_minutes=0))
    assert done.spare[0].places == 10**12 - 1


def test_a_group_with_people_pinned_is_filled_besides_them() -> None:
    mentees = [Person(id=f"e{n}") for n in range(9)]
    mentors = [Person(id="small", capacity=3), Person(id="big", capacity=5)]
    done = propose(mentees, mentors, Rules(mode="group"), pinned=[("e0", "small"), ("e1", "small")])
    assert sorted(pair.mentor for pair in done.pairs) == ["big"] * 5 + ["small"] * 3


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), -1.0])
def test_a_weight_that_is_no_number_to_weigh_by_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weights are"):
        Rules(weights=Weights(hours=weight))
