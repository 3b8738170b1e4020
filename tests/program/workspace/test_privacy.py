"""What is kept about a person, for that person alone."""

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, SQLModel, select

from handlers.views.privacy import as_json
from handlers.views.wording.privacy import KEYS
from program.base.touchpoints import Moment, plan
from program.joining import absence
from program.workspace.personal_data import PersonalData, Sent
from program.workspace.privacy import everything
from storage import personal
from storage.models import Avoidance, Concern, Enrollment, Letter, Person, Reply
from storage.unit import Store
from tests.program.lives import ADA, GRACE, KOFI, LONGER, a_life
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program


def somebody_with_a_past(session: Session) -> None:
    """Grace has goals, avoids Kofi, has answered a survey and asked for help; so has Ada."""
    program = a_program(session)
    pair = a_pair(session, program)
    a_person(session, "UKOFI", "Kofi Lund")
    survey = plan(session, Moment.SURVEY, program=program, mentorship_id=pair.id, occasion="half", due=MONDAY)
    facts: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
    session.add(Avoidance(person_id="UGRACE", avoided_id="UKOFI", **facts))
    for person_id in ("UGRACE", "UADA"):
        found = session.exec(select(Enrollment).where(Enrollment.person_id == person_id)).one()
        found.goals = f"Goals of {person_id}"
        session.add(
            Reply(
                touchpoint_id=survey.id or 0,
                person_id=person_id,
                answer={"useful": 5, "ease": 4},
                note=f"Note of {person_id}",
                at=MONDAY,
                **facts,
            )
        )
        session.add(
            Concern(
                mentorship_id=pair.id or 0,
                person_id=person_id,
                kind="help",
                text=f"Words of {person_id}",
                at=MONDAY,
                **facts,
            )
        )
    session.flush()


def kept_about(store: Store, person_id: str) -> PersonalData:
    def ask(session: Session) -> PersonalData:
        somebody_with_a_past(session)
        return everything(session, workspace_id=WORKSPACE, person_id=person_id)

    return store.transact(ask)


def test_all_that_somebody_said_is_there(store: Store) -> None:
    found = kept_about(store, "UGRACE")
    assert found.parts[0].goals == "Goals of UGRACE"
    assert found.parts[0].avoids == ("Kofi Lund",)
    assert [said.note for said in found.answers] == ["Note of UGRACE"]
    assert [asked.text for asked in found.requests] == ["Words of UGRACE"]
    assert found.together[0].partners == ("Ada Park",)


def test_nothing_that_the_partner_said_is_there(store: Store) -> None:
    assert "UADA" not in str(asdict(kept_about(store, "UGRACE")))


def test_nobody_is_told_that_they_are_avoided(store: Store) -> None:
    assert "grace" not in str(asdict(kept_about(store, "UKOFI"))).lower()


def test_somebody_unknown_has_nothing_kept(store: Store) -> None:
    found = kept_about(store, "UNOBODY")
    assert (found.name, found.parts, found.together, found.letters) == ("", (), (), ())


NOT_TOLD = {
    "avoidance.avoided_id": "who would rather not be matched with me is theirs to know",
    "proposal.mentor_id": "an undecided pair is about two people; a decided one is a mentorship",
    "proposal.mentee_id": "the same",
    "proposal.receipt": "the same; the mentorship has it",
    "proposal.line": "the same; the mentorship has it",
    "mentorship.line_by": "a line in the record of changes says who approved",
    "proposal.decided_by": "a line in the record of changes says it",
    "round.asked_by": "the same",
    "round.published_by": "the same",
    "round.for_person_id": "that a new mentor is looked for would tell what a partner wished",
    "round.certificate": "places that were left, by id",
    "roundinput.inputs": "what people had said when a round was computed, of everybody in it: one's own words are told",
    "waiting.facts": "numbers of mentors by rule",
    "concern.settled_by": "a line in the record of changes says it",
    "letter.params": "ids",
    "letter.dedupe_key": "ids",
    "letter.lane": "ids",
    "touchpoint.key": "ids",
    "seenevent.event_id": "an id, for two days",
    "audit.why": "a code",
}
"""Personal columns that are not shown to their person, and why. docs/trust.md says so too."""
TOLD = {
    "person.id": "id",
    "person.name": "name",
    "person.name_key": "name",
    "person.handle": "handle",
    "person.email": "email",
    "person.time_zone": "time_zone",
    "person.locale": "locale",
    "person.manager_id": "work.manager",
    "person.department": "work.department",
    "person.location": "work.location",
    "person.level": "work.level",
    "person.current_program_id": "means",
    "installation.admins": "admin",
    "placemember.person_id": "places",
    "program.created_by": "runs",
    "owner.person_id": "runs",
    "invitation.person_id": "invitations",
    "enrollment.person_id": "parts",
    "enrollment.goals": "parts.goals",
    "enrollment.skills_wanted": "parts.skills_wanted",
    "enrollment.learns_by": "parts.learns_by",
    "enrollment.teaches": "parts.teaches",
    "enrollment.skills_offered": "parts.skills_offered",
    "enrollment.guides_by": "parts.guides_by",
    "enrollment.drivers": "parts.drivers",
    "enrollment.languages": "parts.languages",
    "avoidance.person_id": "parts.avoids",
    "waiting.person_id": "waits",
    "mentorship.channel_name": "together.channel",
    "mentorship.receipt": "together.own_words",
    "mentorship.line": "together.line",
    "member.person_id": "together",
    "outcome.text": "together.plan",
    "touchpoint.person_id": "planned",
    "touchpoint.answered_by": "taps",
    "reply.person_id": "answers",
    "reply.answer": "answers.answer",
    "reply.note": "answers.note",
    "concern.person_id": "requests",
    "concern.text": "requests.text",
    "concern.answer": "requests.answer",
    "letter.recipient": "letters",
    "audit.who": "deeds",
    "audit.subject": "deeds.subject",
}
"""Where in the export each other personal column is."""


def test_every_personal_column_is_told_or_there_is_a_reason_not_to() -> None:
    known = {f"{table}.{name}" for table, columns in personal.PERSONAL.items() for name in columns}
    assert {*TOLD, *NOT_TOLD} == known
    assert not TOLD.keys() & NOT_TOLD.keys()


def found_at(kept: Any, path: str) -> list[Any]:
    """What stands there in the export, through every list on the way."""
    here = [kept]
    for name in path.split("."):
        below = [one[name] for one in here]
        here = [each for one in below for each in (one if isinstance(one, tuple | list) else [one])]
    return [one for one in here if one not in ("", None, False, {}, ())]


def told(session: Session, person_id: str, workspace: str = WORKSPACE) -> dict[str, Any]:
    return asdict(everything(session, workspace_id=workspace, person_id=person_id))


def test_of_somebody_who_is_in_every_table_nothing_is_left_out(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        grace = session.get_one(Person, (WORKSPACE, GRACE))
        grace.manager_id, grace.level, grace.current_program_id = KOFI, 4, 1
        for letter in session.exec(select(Letter).where(Letter.recipient == GRACE)).all():
            letter.state, letter.done_at, letter.ts = "done", MONDAY, "1.1"
        session.flush()
        shown = told(session, GRACE)
        for column, path in TOLD.items():
            assert found_at(shown, path), column

    store.transact(check)


SECRET = "`SECRET` <!channel> \u202e\U0001f98a"


def spoil(session: Session, person_id: str, workspace: str, name: str) -> None:
    """Hostile words in every text of somebody's rows."""
    for table, columns in personal.PERSONAL.items():
        rows = SQLModel.metadata.tables[table]
        key = next((column for column in ("person_id", "id") if columns.get(column) == "own"), None)
        for column, kind in columns.items():
            if kind == "words" and key is not None and str(rows.c[column].type) == "VARCHAR":
                session.execute(
                    update(rows)
                    .where(rows.c.workspace_id == workspace, rows.c[key] == person_id)
                    .values({column: f"{SECRET} {name}"})
                )
    session.expire_all()


def test_hostile_words_come_as_they_are_and_nobody_elses_do(store: Store) -> None:
    """Not the partner's, not those of whoever avoids them, not those of the same id in another workspace."""

    def check(session: Session) -> None:
        a_life(session)
        a_person(session, GRACE, "Grace Elsewhere", workspace="T2")
        there = a_program(session, workspace="T2", owner="UTHERE", name="Elsewhere")
        session.add(
            Enrollment(workspace_id="T2", program_id=there.id or 0, person_id=GRACE, joined_at=MONDAY)
        )
        session.flush()
        for person_id, workspace, name in (
            (GRACE, WORKSPACE, "own"),
            (ADA, WORKSPACE, "partner"),
            (KOFI, WORKSPACE, "other"),
            (LONGER, WORKSPACE, "longer"),
            (GRACE, "T2", "elsewhere"),
        ):
            spoil(session, person_id, workspace, name)
        shown = told(session, GRACE)
        assert shown["parts"][0]["goals"] == f"{SECRET} own"
        names = {f"{SECRET} {name}" for name in ("partner", "other")}
        partners = {name for pair in shown["together"] for name in pair["partners"]}
        avoided = {name for part in shown["parts"] for name in part["avoids"]}
        assert partners | avoided == names, "the names of those whom she knows, and nothing else"
        text = json.dumps(shown, default=str)
        assert text.count("partner") == 2, "the field's name, and the partner's name in it"
        for word in ("I ran billing", "longer", "elsewhere", "Elsewhere", LONGER):
            assert word not in text
        other = told(session, GRACE, "T2")
        assert (other["name"], len(other["parts"])) == (f"{SECRET} elsewhere", 1)
        assert other["parts"][0]["goals"] == f"{SECRET} elsewhere"
        assert other["together"] == other["answers"] == other["deeds"] == ()

    store.transact(check)


def test_all_of_it_can_be_copied_out_of_the_modal(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        spoil(session, GRACE, WORKSPACE, "own")
        kept = everything(session, workspace_id=WORKSPACE, person_id=GRACE)
        view = as_json(kept).args()
        text = "".join(block["text"]["text"] for block in view["blocks"][1:])
        told = {KEYS.get(name, name): value for name, value in asdict(kept).items()}
        assert json.loads(text) == json.loads(json.dumps(told, default=str))

    store.transact(check)


def test_what_is_copied_piece_by_piece_is_json_still(store: Store) -> None:
    kept = replace(
        kept_about(store, "UGRACE"),
        letters=tuple(Sent(f"check_in_{number}", MONDAY) for number in range(200)),
    )
    pieces = [block["text"]["text"] for block in as_json(kept).args()["blocks"][1:]]
    assert len(pieces) > 3
    assert len(json.loads("\n".join(pieces))["messages_to_you"]) == 200


def test_a_pause_that_ended_early_is_not_planned_any_more_and_the_next_one_is(store: Store) -> None:
    who: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": 1, "person_id": "UGRACE", "now": MONDAY}

    def check(session: Session) -> None:
        a_pair(session, a_program(session))
        two_weeks = MONDAY + timedelta(14)
        for until in (two_weeks, MONDAY + timedelta(7), two_weeks):
            absence.pause(session, until=until, **who)
            shown = everything(session, workspace_id=WORKSPACE, person_id="UGRACE")
            assert [(one.kind, one.at) for one in shown.planned] == [("resume", until)]
        absence.resume(session, **who)
        assert not everything(session, workspace_id=WORKSPACE, person_id="UGRACE").planned

    store.transact(check)
