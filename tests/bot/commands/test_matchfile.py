"""A round from a file: the same engine, with errors by line and column."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import matching
from bot import cli
from bot.commands.matchfile import REASONS, Summary, _table, match_file
from bot.commands.matchpeople import FileError
from matching.scoring import gates

PEOPLE = """id,role,goals,skills,languages,work,level,capacity,teaches,shares
kate,mentee,Run k8s in production;Say no kindly,Kubernetes,en,09:00-17:00,2,,,
ravi,mentee,Verhandeln lernen,,de,,2,,,
omar,mentor,Ten years of Kubernetes,,en;de,10:00-18:00,4,3,,
lena,both,Leading a team,,en,,3,1,Negotiation,=Negotiation
"""


def written(tmp_path: Path, text: str = PEOPLE) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_people_from_a_file_are_matched_with_scores_and_reasons(tmp_path: Path) -> None:
    parts: list[float] = []
    summary = match_file(written(tmp_path), None, tmp_path / "out", progress=parts.append)
    pairs = {row["mentee"]: row for row in rows(tmp_path / "out" / "pairs.csv")}
    assert pairs["kate"]["mentor"] == "omar"
    assert "Kubernetes" in pairs["kate"]["words"]
    assert float(pairs["kate"]["score"]) > float(pairs["kate"]["topics"]) / 2
    assert summary.certificate.matched == summary.certificate.matchable == len(pairs)
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["mentees"] == 3
    assert (parts[0], parts[-1]) == (0, 1)
    assert parts == sorted(parts)
    assert "can be matched are matched" in " ".join(summary.lines())


def test_who_waits_is_written_with_the_reason_and_what_would_change_it(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text("min_overlap: 300\nvetoed: [[ravi, omar]]\nweights: {topics: 2}\n")
    people = written(
        tmp_path, PEOPLE.replace("09:00-17:00", "13:00-21:00").replace("lena,both", "lena,mentee")
    )
    summary = match_file(people, rules, tmp_path / "out")
    waiting = {row["mentee"]: row for row in rows(tmp_path / "out" / "waiting.csv")}
    assert waiting["ravi"]["reason"] == "vetoed"
    assert summary.waiting["vetoed"] == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(tmp_path: Path, start: str) -> None:
    _table(
        tmp_path / "table.csv",
        ("id", "words"),
        [[f"{start}cmd()", 1.5], ["plain", f"{start}1+1"], [None, ""]],
    )
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{start}cmd()" in cells
    assert f"'{start}1+1" in cells
    assert not [cell for cell in cells if cell.startswith(start)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_round_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    """Ids and words as people wrote them, matched and waiting."""
    lines = [
        "id,role,goals",
        f"{start}cmd(),mentee,{start}chess {start}chess",
        f"{start}boss(),mentor,{start}chess",
        f"{start}left(),mentee,{start}chess",
    ]
    match_file(written(tmp_path, "\n".join(lines)), None, tmp_path / "out")
    assert rows(tmp_path / "out" / "pairs.csv")[0]["mentor"] == f"'{start}boss()"
    assert len(rows(tmp_path / "out" / "waiting.csv")) == 1
    for name in ("pairs", "waiting"):
        for row in rows(tmp_path / "out" / f"{name}.csv"):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,goals\na,x\n", "people.csv:1, column role"),
        ("id,role,gaols\na,mentee,x\n", "people.csv:1, column gaols"),
        ("id,role,level\na,mentee,high\n", "people.csv:2, column level"),
        ("id,role\na,mentee\na,mentor\n", "people.csv:3, column id: a is in line 2"),
        ("id,role\na,boss\n", "people.csv:2, column role"),
        ("id,role,work\na,mentee,nine to five\n", "people.csv:2, column work"),
        ("id,role,levels\na,mentee,Python 9\n", "people.csv:2, column levels"),
        ("id,role\na,mentee,extra\n", "people.csv:2: more cells than columns: quote a cell that has a comma"),
        (
            "id;role\na;mentee;extra\n",
            "people.csv:2: more cells than columns: quote a cell that has a semicolon",
        ),
        ("id,role,ID\na,mentee,b\n", "people.csv:1, column id: it is there twice"),
        ("id,role\n", "people.csv: nobody is in it: "),
        ('id,role,goals\na,mentee,"two\nlines"\n,mentee,\n', "people.csv:4, column id"),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_column(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(FileError) as refused:
        match_file(written(tmp_path, text), None, tmp_path / "out")
    assert any(line.startswith(where) for line in refused.value.lines)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("min_overlap: [", "rules.yml:1, column"),
        ("min_overlaps: 3", "rules.yml: min_overlaps"),
        ("weights: {topic: 3}", "rules.yml:"),
        ("stretch: 7", "rules.yml: stretch"),
        ("competencies: {Chess: {weight: heavy}}", "rules.yml: competency 'Chess'"),
        ("- a", "rules.yml: rules are names"),
    ],
)
def test_rules_that_cannot_be_read_are_named(tmp_path: Path, text: str, where: str) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text(text)
    with pytest.raises(FileError) as refused:
        match_file(written(tmp_path), rules, tmp_path / "out")
    assert refused.value.lines[0].startswith(where)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_first_line_says_what_parts_the_cells_and_may_be_capitalized(
    tmp_path: Path, separator: str
) -> None:
    lines = [["ID", "Role", " Goals"], ["ada", "Mentee", '"Chess; bridge, go"'], ["ben", "MENTOR", "chess"]]
    people = written(tmp_path, "\r\n".join(separator.join(cells) for cells in lines))
    assert match_file(people, None, tmp_path / "out").certificate.matched == 1


@pytest.mark.parametrize(
    ("people", "rules", "said"),
    [
        ("absent.csv", None, "absent.csv: there is no such file: name the CSV file with the people"),
        (".", None, ": this is a folder: name the CSV file with the people"),
        ("people.csv", "absent.yml", "absent.yml: there is no such file: give --rules a YAML file"),
        ("people.csv", ".", ": this is a folder: give --rules a YAML file"),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_line_that_says_what_to_do(
    tmp_path: Path, people: str, rules: str | None, said: str
) -> None:
    written(tmp_path)
    with pytest.raises(FileError) as refused:
        match_file(tmp_path / people, tmp_path / rules if rules else None, tmp_path / "out")
    (line,) = refused.value.lines
    assert line.endswith(said)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("people.csv", "people.csv: this is a file: "),
        ("people.csv/out", "out: can't be written (Not a directory): "),
        ("taken", "pairs.csv: can't be written (Is a directory): "),
    ],
)
def test_a_folder_that_cannot_be_written_into_is_one_line_that_says_what_to_do(
    tmp_path: Path, out: str, said: str
) -> None:
    (tmp_path / "taken" / "pairs.csv").mkdir(parents=True)
    with pytest.raises(FileError) as refused:
        match_file(written(tmp_path), None, tmp_path / out)
    (line,) = refused.value.lines
    assert line.endswith(f"{said}name another folder with --out")


def test_the_summary_counts_one_as_one_and_says_in_words_why_somebody_waits(tmp_path: Path) -> None:
    people = written(tmp_path, "id,role,goals\nada,mentee,chess\nkim,mentee,chess\nben,mentor,chess\n")
    lines = match_file(people, None, tmp_path / "out").lines()
    assert lines[0] == "2 mentees, 1 mentor."
    assert lines[3] == "Waiting: 1 (the mentors who fit are full)."
    alone = match_file(written(tmp_path, "id,role\nada,mentee\n"), None, tmp_path / "out").lines()
    assert alone[:3] == [
        "1 mentee, 0 mentors.",
        "Nobody can be matched.",
        "Waiting: 1 (no mentor has a free place).",
    ]


def test_a_pinned_pair_that_a_rule_forbids_is_told(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text("pinned: [[kate, omar]]\nclosed: [[omar, kate]]\n")
    lines = match_file(written(tmp_path), rules, tmp_path / "out").lines()
    assert "Not pinned: kate and omar (closed by the rules)." in lines


def test_every_reason_of_the_engine_has_its_words() -> None:
    told = re.search(r"reason: (.*?)\.", matching.Waiting.__doc__ or "", re.DOTALL)
    assert told is not None
    reasons = set(re.findall(r"\w+_\w+|[a-z]+", re.sub(r"or \(modes[^)]*\)", "", told[1])))
    assert reasons | set(gates.GATES) - {"self"} <= REASONS.keys()


def test_a_terminal_shows_how_far_it_is_and_a_file_of_errors_stays_empty(tmp_path: Path) -> None:
    """On a terminal of its own, as a person has it."""
    asked = [sys.executable, "-m", "bot", "match", str(written(tmp_path)), "--out", str(tmp_path / "out")]
    ours, theirs = pty.openpty()
    shown = subprocess.run(asked, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)
    os.close(theirs)
    assert b"Matching" in os.read(ours, 65_536)
    os.close(ours)
    quiet = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert quiet.stderr == ""
    assert quiet.stdout == shown.stdout


def matched(tmp_path: Path, text: str, rules: str = "") -> tuple[Summary, set[tuple[str, str]]]:
    path = tmp_path / "rules.yml"
    path.write_text(rules)
    summary = match_file(written(tmp_path, text), path, tmp_path / "out")
    return summary, {(row["mentee"], row["mentor"]) for row in rows(tmp_path / "out" / "pairs.csv")}


@pytest.mark.parametrize("column", ["avoid", "manager"])
@pytest.mark.parametrize("named", ["BEN@example.com", " ben@example.com\u200b", "ｂｅｎ@example.com"])
def test_an_id_is_found_however_it_is_written(tmp_path: Path, column: str, named: str) -> None:
    text = f"id,role,goals,{column}\nada@example.com,mentee,Go,{named}\nBen@example.com,mentor,Go,\n"
    assert matched(tmp_path, text)[1] == set()


def test_pairs_in_the_rules_are_found_however_they_are_written(tmp_path: Path) -> None:
    people = "id,role\nAda,mentee\nBen,mentor\n"
    assert matched(tmp_path, people, "vetoed: [[ADA, ben ]]")[1] == set()
    assert matched(tmp_path, people, "pinned: [[ada, BEN]]")[1] == {("Ada", "Ben")}


def test_whom_to_avoid_must_be_somebody(tmp_path: Path) -> None:
    with pytest.raises(
        FileError, match=r"people.csv:2, column avoid: nobody has the id bem \(did you mean ben"
    ):
        matched(tmp_path, "id,role,avoid\nada,mentee,bem\nben,mentor,\n")


def test_a_manager_who_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    summary, pairs = matched(tmp_path, "id,role,manager\nada,mentee,bem\nben,mentor,\n")
    assert pairs == {("ada", "ben")}
    assert "A manager who isn't in the file, line 2: bem (did you mean ben?)." in summary.lines()


def test_one_person_under_two_spellings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"Ada@x\.com is in line 2 already"):
        matched(tmp_path, "id,role\nada@x.com,mentee\nAda@x.com,mentor\n")


@pytest.mark.parametrize("other", ["engineering", " ENGINEERING\u200b", "Ｅngineering"])
def test_a_department_is_the_same_however_it_is_written(tmp_path: Path, other: str) -> None:
    people = f"id,role,department\nada,mentee,Engineering\nben,mentor,{other}\n"
    assert matched(tmp_path, people, "departments: different")[1] == set()
    assert matched(tmp_path, people, "departments: same")[1] == {("ada", "ben")}


def test_an_audience_is_found_however_its_group_is_written(tmp_path: Path) -> None:
    people = "id,role,groups\nada,mentee,Design\nben,mentor,DESIGN\n"
    assert matched(tmp_path, people, "audience: [design]")[1] == {("ada", "ben")}


def test_people_of_a_file_are_matched_into_a_folder(tmp_path: Path) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text(
        "id,name,role,goals,teaches,capacity\n"
        "a,Ada Park,mentor,,How to design databases,1\n"
        "g,Grace Osei,mentee,Learn to design databases,,\n"
    )
    outcome = CliRunner().invoke(cli.app, ["match", str(people_file), "--out", str(tmp_path / "out")])
    assert outcome.exit_code == 0, outcome.output
    assert "1 of 1 who can be matched are matched." in outcome.output
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_file_that_cannot_be_matched_is_named_line_by_line(tmp_path: Path) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text("id,name,role\n,Ada Park,gardener\n")
    outcome = CliRunner().invoke(cli.app, ["match", str(people_file), "--out", str(tmp_path / "out")])
    assert outcome.exit_code == 2
    assert [line.partition(":")[2][0] for line in outcome.stderr.splitlines()] == ["2", "2"]
    assert not (tmp_path / "out").exists()
