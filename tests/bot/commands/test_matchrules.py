"""The rules file of `alongside match`: each value that can't be taken is named, with those that can."""

from pathlib import Path

import pytest

from bot.commands.matchfile import match_file
from bot.commands.matchpeople import MOST_ERRORS, FileError
from bot.commands.matchrules import read_rules
from matching import TERMS, Rules, Weights
from matching.values import weights_of

PEOPLE = "id,role,goals\nada,mentee,Play chess\n7,mentee,Play go\nben,mentor,Play chess and go\n"


def refused(tmp_path: Path, text: str) -> list[str]:
    """What is said of these rules, about three people."""
    rules, people = tmp_path / "rules.yml", tmp_path / "people.csv"
    rules.write_text(text)
    people.write_text(PEOPLE)
    with pytest.raises(FileError) as error:
        match_file(people, rules, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    return error.value.lines


WEIGHTS = f"weights is a number from 0 to 1000 for any of {', '.join(TERMS)}"
TWO_IDS = "is a list of pairs of two ids, such as [[ada, ben], [kim, lee]]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mode: foo", "mode is one of mentoring, reverse, peer, group, topic (not foo)"),
        ("mode:", "mode is one of mentoring, reverse, peer, group, topic (not null)"),
        ("departments: same_ish", "departments is one of any, different, same (not same_ish)"),
        ("same_language: perhaps", "same_language is true or false (not perhaps)"),
        ("common_ground: 1", "common_ground is true or false (not 1)"),
        ("seed: x", "seed is a whole number (not x)"),
        ("min_overlap: two hours", "min_overlap is minutes a day, from 0 to 1440 (not two hours)"),
        ("min_overlap: true", "min_overlap is minutes a day, from 0 to 1440 (not true)"),
        ("pair_minutes: -1", "pair_minutes is minutes a month, from 0 to 10000 (not -1)"),
        ("stretch: 7", "stretch is a number from 0 to 1 (not 7)"),
        ("fairness: .nan", "fairness is a number from 0 to 1 (not .nan)"),
        ("mentors_each: 0", "mentors_each is a whole number from 1 to 20 (not 0)"),
        (
            "group_size: [4, 2]",
            "group_size is the fewest and the most, from 1, such as [3, 8] (not [4, 2])",
        ),
        ("group_size: [3]", "group_size is the fewest and the most, from 1, such as [3, 8] (not [3])"),
        ("audience: 3", "audience is a list of groups, such as [design, sales] (not 3)"),
        ("ignore: acme", "ignore is a list of words, such as [acme, team] (not acme)"),
        (
            "competencies: [chess]",
            "competencies is a mapping of names to aliases, such as {Chess: [openings]} (not [chess])",
        ),
        ("weights: {topic: 3}", f"{WEIGHTS} (not topic)"),
        ("weights: {gap: x}", f"{WEIGHTS} (not {{gap: x}})"),
        ("weights: {gap: -1}", f"{WEIGHTS} (not {{gap: -1}})"),
        ("weights: [1]", f"{WEIGHTS} (not [1])"),
        ("closed: [[ada]]", f"closed {TWO_IDS} (not [ada])"),
        ("closed: [[ada, ada]]", f"closed {TWO_IDS} (not [ada, ada])"),
        ("vetoed: 5", f"vetoed {TWO_IDS} (not 5)"),
        ("vetoed: [5]", f"vetoed {TWO_IDS} (not 5)"),
        ("pinned: [[ada, ben, 7]]", f"pinned {TWO_IDS}: the mentee, then the mentor (not [ada, ben, 7])"),
        ("closed: [[ada, zed]]", "closed: nobody has the id zed"),
        ("pinned: [[adda, ben]]", "pinned: nobody has the id adda (did you mean ada?)"),
        ("vetoed: [[8, 7]]", "vetoed: nobody has the id 8"),
        ("pinned: [[ada, 7]]", "pinned: 7 is no mentor: a pair is the mentee, then the mentor"),
    ],
)
def test_a_value_that_cannot_be_taken_is_named_with_those_that_can(
    tmp_path: Path, text: str, said: str
) -> None:
    assert refused(tmp_path, text) == [f"rules.yml: {said}"]


def test_every_mistake_is_named_and_after_an_unknown_rule_the_known_ones(tmp_path: Path) -> None:
    unknown, known, *others = refused(tmp_path, "modee: peer\nseed: x\nstretch: far\n")
    assert unknown == "rules.yml: modee: there is no such rule (did you mean mode?)"
    assert {"mode", "weights", "closed"} < set(known.removeprefix("The rules that there are: ").split(", "))
    assert [line.split()[1] for line in others] == ["stretch", "seed"]


def test_of_a_great_many_mistakes_the_first_are_named(tmp_path: Path) -> None:
    pairs = ", ".join(f"[ada, nobody{n}]" for n in range(MOST_ERRORS + 5))
    lines = refused(tmp_path, f"closed: [{pairs}]")
    assert (len(lines), lines[-1]) == (MOST_ERRORS + 1, "and 5 more")


def test_what_is_not_in_the_file_stays_as_it_is(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text(
        "weights: {gap: 2}\nstretch: 1\ngroup_size: [2, 4]\naudience: [1, b]\nclosed:\npinned: [[7, ben]]\n"
    )
    given, pairs = read_rules(rules)
    usual, _ = read_rules(None)
    assert weights_of(given.weights) == {**weights_of(Weights()), "gap": 2}
    assert (given.stretch, given.group_size, given.audience) == (1.0, (2, 4), frozenset({"1", "b"}))
    assert (given.mode, given.pair_minutes, given.competencies) == (
        usual.mode,
        Rules().pair_minutes,
        usual.competencies,
    )
    assert pairs == {"closed": (), "pinned": (("7", "ben"),), "vetoed": ()}


def test_among_peers_a_pinned_pair_has_no_sides(tmp_path: Path) -> None:
    rules, people = tmp_path / "rules.yml", tmp_path / "people.csv"
    rules.write_text("mode: peer\npinned: [[ben, ada]]\n")
    people.write_text(PEOPLE)
    assert match_file(people, rules, tmp_path / "out").refused_pins == ()
