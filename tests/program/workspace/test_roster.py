"""The people file."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from program.workspace import roster
from program.workspace.roster import Report
from storage.models import Audit, Person
from storage.unit import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = "T1"


@pytest.fixture(autouse=True)
def _people(store: Store) -> None:
    def settle(session: Session) -> None:
        for number, name in enumerate(("Ada", "Grace", "Kofi"), 1):
            session.add(Person(workspace_id=HERE, id=f"U{number}", name=name, email=f"{name}@example.com"))
        session.add(Person(workspace_id="T2", id="U9", name="Mei", email="mei@example.com"))

    store.transact(settle)


def take(store: Store, text: str, *, dry_run: bool = False) -> Report:
    return store.transact(roster.import_people, workspace_id=HERE, text=text, dry_run=dry_run, now=NOW)


def person(store: Store, who: str) -> Person:
    return store.read(lambda session: session.get_one(Person, (HERE, who)))


def test_a_file_says_who_reports_to_whom_and_where_they_work(store: Store) -> None:
    report = take(
        store,
        "email,manager,department,location,level\nADA@example.com,U2,Sales,Berlin,3\ngrace@example.com,,,,\n",
    )
    assert report.applied
    assert (report.rows, report.changed) == (2, 1)
    ada = person(store, "U1")
    assert (ada.manager_id, ada.department, ada.location, ada.level) == ("U2", "Sales", "Berlin", 3)


def test_a_column_that_is_not_there_leaves_what_is_known(store: Store) -> None:
    take(store, "slack_id,level,department\nU1,3,Sales\n")
    take(store, "slack_id,department\nU1,\n")
    assert (person(store, "U1").level, person(store, "U1").department) == (3, None)


def test_a_dry_run_counts_and_changes_nothing(store: Store) -> None:
    report = take(store, "slack_id,level\nU1,3\n", dry_run=True)
    assert (report.changed, report.applied) == (1, False)
    assert person(store, "U1").level is None


def test_one_bad_line_and_nothing_is_taken_in(store: Store) -> None:
    report = take(store, "slack_id,level\nU1,3\nU7,4\nU2,high\nU3,4,5\n,1\nU1,2\n")
    assert [problem.line for problem in report.problems] == [3, 4, 5, 6, 7]
    assert "nobody here is U7" in report.problems[0].text
    assert "not “high”" in report.problems[1].text
    assert "2 cells are expected; this has 3" in report.problems[2].text
    assert "line 2 already" in report.problems[4].text
    assert person(store, "U1").level is None
    assert store.read(lambda session: session.get(Audit, 1)) is None


def test_somebody_of_another_workspace_is_nobody_here(store: Store) -> None:
    assert "mei@example.com" in take(store, "email\nmei@example.com\n").problems[0].text


def test_managers_may_not_form_a_circle(store: Store) -> None:
    take(store, "slack_id,manager\nU2,grace@example.com\n")
    assert "Grace → Grace" in take(store, "slack_id,manager\nU2,U2\n").problems[0].text
    assert take(store, "slack_id,manager\nU1,U2\nU2,U3\n").applied
    report = take(store, "slack_id,manager\nU3,U1\n")
    assert len(report.problems) == 1
    assert "Kofi → Ada → Grace → Kofi" in report.problems[0].text


def test_an_unknown_manager_is_named_with_the_line(store: Store) -> None:
    report = take(store, "slack_id,manager\nU1,boss@example.com\n")
    assert (report.problems[0].line, "boss@example.com" in report.problems[0].text) == (2, True)


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("slack_id,boss", "no column “boss”"),
        ("department,level", "who each line is about"),
        ("email,email", "there twice"),
        ("", "who each line is about"),
    ],
)
def test_a_header_that_says_too_little_is_refused(store: Store, header: str, complaint: str) -> None:
    report = take(store, f"{header}\nU1,x\n")
    assert report.problems[0].line == 1
    assert complaint in report.problems[0].text


def test_a_file_from_a_spreadsheet_is_read_too(store: Store) -> None:
    report = take(store, '\ufeffSlack ID;Department\r\nU1;"Sales; North"\r\n\r\n')
    assert report.applied
    assert person(store, "U1").department == "Sales; North"


def test_a_file_that_is_no_csv_says_where_it_broke(store: Store) -> None:
    report = take(store, 'slack_id,department\nU1,"Sales\n')
    assert "not CSV" in report.problems[0].text


def test_before_the_bot_knows_anybody_there_is_one_complaint(store: Store) -> None:
    report = store.transact(
        roster.import_people, workspace_id="T3", text="slack_id\nU1\nU2\n", dry_run=False, now=NOW
    )
    assert [problem.line for problem in report.problems] == [1]
    assert "start the bot once" in report.problems[0].text


def test_a_line_whose_id_and_e_mail_are_two_people_is_refused(store: Store) -> None:
    report = take(store, "slack_id,email,department\nU1,grace@example.com,Ops\nU2,Grace@Example.com,Legal\n")
    assert [problem.line for problem in report.problems] == [2]
    assert "U1 and grace@example.com are two people: Ada and Grace" in report.problems[0].text


@pytest.mark.parametrize("who", ["u1", "\u200bada@example.com", "ADA@example.com\u00a0"])
def test_somebody_is_found_however_they_are_written(store: Store, who: str) -> None:
    column = "email" if "@" in who else "slack_id"
    assert take(store, f"{column}\tdepartment\t\n{who}\tOps\t\n\t\t\n").applied
    assert person(store, "U1").department == "Ops"


def test_a_column_that_looks_like_one_is_asked_after(store: Store) -> None:
    assert "did you mean email?" in take(store, "slack_id,E-Mail\nU1,x\n").problems[0].text
