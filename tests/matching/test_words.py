"""What counts as the same words: spelling, inflection, languages, names, boilerplate, and other names of a thing."""

from pathlib import Path

import pytest
import yaml

import matching
from matching import Competency, Person, Rules, rank
from matching.text import competencies
from matching.text.competencies import Finder, read
from matching.text.tokens import telling, words_of

SHIPPED = read(
    yaml.safe_load((Path(matching.__file__).parent / "text/competencies.yml").read_text(encoding="utf-8"))
)
OTHERS = (
    "Gardening",
    "Chess openings",
    "Ceramics",
    "Bookkeeping",
    "Sailing",
    "Opera",
    "Beekeeping",
    "Karate",
)


def topics(goal: str | tuple[str, ...], offer: str, rules: Rules | None = None) -> float:
    """Similarity of words between a mentee's goals and one mentor among eight others."""
    goals = (goal,) if isinstance(goal, str) else goal
    mentors = [Person(id=f"x{n}", goals=(text,)) for n, text in enumerate(OTHERS)]
    found = rank(Person(id="e", goals=goals), [*mentors, Person(id="r", goals=(offer,))], rules, most=9)
    return next(pair.receipt.terms["topics"] for pair in found if pair.mentor == "r")


@pytest.mark.parametrize(
    ("goal", "offer"),
    [
        ("Kubernetes", "kubernetes!"),
        ("negociation with suppliers", "negotiation with suppliers"),
        ("programming in Haskell", "Haskell programmer"),
        ("gestión de equipos", "gestion de equipos"),
        ("résumé writing", "resume writing"),
        ("Projektmanagement", "Projekt-Management im Anlagenbau"),
        ("Softwareentwicklung", "Software-Entwicklung"),
        ("programowania w Pythonie", "programowanie w Pythonie"),
        ("zarządzanie zespołem", "zarządzania zespołami"),
        ("データ分析を学びたい", "データ分析"),
        ("تعلم القيادة", "القيادة والتخطيط"),
        ("C++", "C++ and templates"),
        ("leadership und Führung", "Führung"),
        (("Deutsch lernen", "public speaking"), "public speaking"),
    ],
)
def test_the_same_thing_written_otherwise_is_found(goal: str | tuple[str, ...], offer: str) -> None:
    assert topics(goal, offer) > 0.2


@pytest.mark.parametrize(
    ("goal", "offer"),
    [
        ("I want to get better at chess", "I would like to help people learn sailing"),
        ("My name is Anna Kowalska", "My name is Anna Kowalska"),
        ("", "Chess"),
        ("the", "the"),
        ("!!!", "???"),
        ("Java", "Lava lamps"),
    ],
)
def test_what_says_nothing_likens_nobody(goal: str, offer: str) -> None:
    assert topics(goal, offer) == 0 or goal == offer == "the"


def test_one_word_is_enough() -> None:
    assert topics("Kubernetes", "Kubernetes") == 1.0


def test_a_persons_name_does_not_count_as_a_word() -> None:
    mentors = [
        Person(id="r", goals=("Ask Zbigniew",), name="Zbigniew Nowak"),
        Person(id="s", goals=("Tensor calculus",)),
    ]
    mentee = Person(id="e", goals=("Zbigniew says tensor calculus",))
    assert rank(mentee, mentors)[0].mentor == "s"
    assert rank(mentee, mentors)[1].receipt.terms["topics"] == 0


def test_words_that_the_owner_calls_empty_do_not_count() -> None:
    assert topics("Acme", "Acme", Rules(ignore=("Acme",))) == 0


@pytest.mark.parametrize(
    ("goal", "offer"),
    [
        ("get better at k8s", "Ten years of Kubernetes"),
        ("stage fright", "giving talks"),
        ("front end work", "HTML and CSS"),
        ("Projektmanagment lernen", "project management"),
        ("プロジェクト管理", "project management"),
    ],
)
def test_a_competency_is_found_by_any_of_its_names(goal: str, offer: str) -> None:
    rules = Rules(competencies=SHIPPED)
    assert topics(goal, offer, rules) > 0.3 > topics(goal, offer)


def test_shared_words_are_told_in_both_peoples_own_words() -> None:
    rules = Rules(competencies=SHIPPED)
    pair = rank(
        Person(id="e", goals=("get better at k8s",)), [Person(id="r", skills=("Kubernetes",))], rules
    )[0]
    word = pair.receipt.words[0]
    assert (word.word, word.mentee_text, word.mentor_text) == (
        "Kubernetes",
        "get better at k8s",
        "Kubernetes",
    )


def test_the_best_three_items_count_and_more_never_harm() -> None:
    goals = ("Chess", "Sailing", "Karate")
    one = topics(goals, "Chess")
    mentors = [Person(id="r", goals=("Chess", "Sailing", "Knitting")), Person(id="z", goals=("Bridge",))]
    two = rank(Person(id="e", goals=goals), mentors)[0].receipt.terms["topics"]
    assert one == pytest.approx(1 / 3, abs=0.01)
    assert two == pytest.approx(2 / 3, abs=0.01)


def test_an_owners_competencies_add_override_and_remove() -> None:
    found = {
        c.name: c
        for c in read(
            {"Chess": ["xiangqi"], "Go": ["baduk"]}, {"chess": {"weight": 2}, "Go": {"remove": True}}
        )
    }
    assert found == {"chess": Competency("chess", (), 2.0)}


@pytest.mark.parametrize(
    "data",
    [
        ["Chess"],
        {"Chess": {"names": []}},
        {"Chess": {"weight": "much"}},
        {"Chess": {"weight": 3}},
        {"Chess": "x"},
        {" ": []},
    ],
)
def test_competencies_that_cannot_be_read_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match="ompetenc"):
        competencies.read(data)


def test_of_names_within_each_other_the_longest_counts() -> None:
    finder = Finder([(0, ["management"]), (1, ["project", "management"])])
    assert finder.find(words_of("Project Management")) == (1,)
    assert finder.find(words_of("management of projects")) == (0,)


def test_the_list_shipped_is_long_enough_and_names_nothing_twice() -> None:
    names = [name.casefold() for c in SHIPPED for name in (c.name, *c.aliases)]
    assert len(SHIPPED) >= 150
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_text_of_nothing_but_small_words_says_nothing() -> None:
    assert telling([words_of("I want to be better")]) == [[]]


def test_a_competency_called_like_the_word_is_one_shared_word() -> None:
    mentee, mentor = (
        Person(id="ada", goals=("learn Python",)),
        Person(id="ben", skills=("Python programming",)),
    )
    python = Competency("Python", aliases=("python",))
    (pair,) = matching.propose([mentee], [mentor], Rules(competencies=(python,))).pairs
    assert [word.word.casefold() for word in pair.receipt.words].count("python") == 1
    plain = matching.propose([mentee], [mentor], Rules()).pairs[0].receipt
    assert pair.receipt.terms["topics"] >= plain.terms["topics"]
