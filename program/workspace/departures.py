"""People leave the company. Their mentorships end kindly, nobody is left alone, and owners hear one line."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base import people
from program.base.audit import SLACK, note
from program.base.notices import Notice, tell
from program.base.people import Page, Profile
from program.joining import participation
from program.pair.endings import Ending
from program.running import owners
from storage.models import Letter, Owner, Person, Program
from storage.queries import programs


@dataclass(frozen=True)
class Departure:
    """One line to an owner: somebody has left the company, and how many of their partners need somebody new.

    `over`: the program has ended, so that nobody new is looked for.
    """

    to: str
    program: str
    name: str
    partners: tuple[str, ...]
    over: bool = False


def noticed(
    session: Session,
    *,
    workspace_id: str,
    profile: Profile,
    now: datetime,
) -> None:
    """Slack has said how somebody is now. Whoever was there and is deactivated has left."""
    before = programs.person(session, workspace_id=workspace_id, person_id=profile.id)
    _take_in(session, workspace_id, before, profile, now)


def looked_up(session: Session, letter: Letter, profile: Profile, now: datetime) -> None:
    """Slack has answered who somebody is."""
    noticed(session, workspace_id=letter.workspace_id, profile=profile, now=now)


def page_read(session: Session, letter: Letter, page: Page, now: datetime) -> None:
    """A page of the workspace's people has come; the next one is asked for."""
    ids = [profile.id for profile in page.profiles]
    known = programs.people(session, workspace_id=letter.workspace_id, ids=ids)
    for profile in page.profiles:
        _take_in(session, letter.workspace_id, known.get(profile.id), profile, now)
    if page.cursor:
        people.walk(
            session,
            workspace_id=letter.workspace_id,
            now=now,
            cursor=page.cursor,
            since=letter.params["since"],
        )


def departure(session: Session, letter: Letter) -> Departure | None:
    """The facts of the line to an owner."""
    program = session.get(Program, letter.program_id)
    ids = [letter.params["gone"], *letter.params["partners"]]
    known = programs.people(session, workspace_id=letter.workspace_id, ids=ids)
    if program is None or ids[0] not in known:
        return None
    return Departure(
        letter.recipient,
        program.name,
        known[ids[0]].name,
        tuple(known[person_id].name for person_id in ids[1:] if person_id in known),
        program.state != "open",
    )


def _take_in(
    session: Session,
    workspace_id: str,
    before: Person | None,
    profile: Profile,
    now: datetime,
) -> None:
    if before is not None and not people.is_ours(profile, workspace_id) and _turn_away(session, before, now):
        before = None
    was_here = before is not None and not before.deactivated
    people.learn(session, workspace_id=workspace_id, profile=profile, now=now)
    after = programs.person(session, workspace_id=workspace_id, person_id=profile.id)
    if was_here and after is not None and after.deactivated:
        _left_the_company(session, workspace_id, profile.id, now)


def _turn_away(session: Session, person: Person, now: datetime) -> bool:
    """Forget somebody who turns out never to have been one of us. Whoever had clicked already hears so, kindly.

    False for somebody who takes part, or runs a program, as one of us: they may be back tomorrow.
    """
    here = {"workspace_id": person.workspace_id, "person_id": person.id}
    met = person.seen_at is None
    enrollments = programs.enrollments_of(session, **here)
    if not met and (enrollments or programs.owned_by(session, **here)):
        return False
    for enrollment in enrollments:
        program = session.get_one(Program, enrollment.program_id)
        participation.leave(session, program=program, enrollment=enrollment, why=Ending.LEFT, now=now)
    for program in programs.owned_by(session, **here):
        session.delete(session.get_one(Owner, (program.id, person.id)))
    if met:
        about = now.date().isoformat()
        tell(session, Notice.OUTSIDER, person.workspace_id, to=person.id, about=about, now=now)
    session.delete(person)
    session.flush()
    return True


def outsider(_session: Session, letter: Letter) -> str:
    """Who is told that they are not one of us."""
    return letter.recipient


def _left_the_company(session: Session, workspace_id: str, person_id: str, now: datetime) -> None:
    person = session.get_one(Person, (workspace_id, person_id))
    note(session, person, who=SLACK, what="person_departed", now=now)
    owners.departed(session, workspace_id=workspace_id, person_id=person_id, now=now)
    for enrollment in programs.enrollments_of(session, workspace_id=workspace_id, person_id=person_id):
        program = session.get(Program, enrollment.program_id)
        if program is None:
            continue
        partners = participation.leave(
            session, program=program, enrollment=enrollment, why=Ending.DEPARTED, now=now
        )
        for owner in programs.owners(session, program_id=program.id):
            tell(
                session,
                Notice.DEPARTURE,
                program,
                to=owner,
                about=f"{person_id}:{now.isoformat()}",
                now=now,
                gone=person_id,
                partners=list(partners),
            )
