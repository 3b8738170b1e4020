"""What Slack says of people is taken in: who comes, changes, goes and is back, and who never was one of us."""

from datetime import datetime

from sqlmodel import Session

from program.base import people
from program.base.notices import Notice, tell
from program.base.people import Page, Profile
from program.joining import participation
from program.pair import names
from program.pair.endings import Ending
from program.workspace import accounts
from storage.models import Letter, Owner, Person, Program
from storage.queries import programs


def noticed(
    session: Session,
    *,
    workspace_id: str,
    profile: Profile,
    now: datetime,
) -> None:
    """Slack has said how somebody is now."""
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
    former = before.name if before is not None else ""
    people.learn(session, workspace_id=workspace_id, profile=profile, now=now)
    person = programs.person(session, workspace_id=workspace_id, person_id=profile.id)
    if person is not None and former and former != person.name:
        names.changed(session, person, former, now)
    if before is None or person is None or was_here != person.deactivated:
        return
    if person.deactivated:
        accounts.switched_off(session, person, now)
    else:
        accounts.switched_on(session, person, now)


def not_found(session: Session, letter: Letter, _error: str, now: datetime) -> bool:
    """Slack knows nobody of that id here: who was switched off still is, and who only clicked is not one of us."""
    person = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.recipient)
    if person is not None and person.deactivated:
        person.seen_at = now
    elif person is not None and person.seen_at is None:
        _turn_away(session, person, now)
    return True


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
