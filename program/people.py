"""People of the workspace, as Slack describes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.notices import Notice, tell
from storage.models import Person
from storage.queries import programs as ask


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What Slack says of a person."""

    id: str
    name: str
    email: str = ""
    time_zone: str = "UTC"
    admin: bool = False
    guest: bool = False
    bot: bool = False
    deactivated: bool = False


def learn(session: Session, *, workspace_id: str, profile: Profile, now: datetime) -> None:
    """Keep what Slack says of somebody."""
    person = ask.person(session, workspace_id=workspace_id, person_id=profile.id)
    person = person or Person(workspace_id=workspace_id, id=profile.id)
    person.name = profile.name
    person.email = profile.email
    person.time_zone = profile.time_zone
    person.admin = profile.admin
    person.guest = profile.guest
    person.bot = profile.bot
    person.deactivated = profile.deactivated
    person.seen_at = now
    session.add(person)


def meet(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> Person:
    """The person with this id. Somebody new is looked up in Slack, by a letter."""
    person = ask.person(session, workspace_id=workspace_id, person_id=person_id)
    if person is None:
        person = Person(workspace_id=workspace_id, id=person_id)
        session.add(person)
        session.flush()
    if person.seen_at is None:
        tell(
            session,
            Notice.LOOKUP,
            workspace_id=workspace_id,
            to=person_id,
            about=now.date().isoformat(),
            now=now,
        )
    return person


@dataclass(frozen=True)
class Page:
    """One page of the workspace's people; an empty `cursor` is the last one."""

    profiles: Sequence[Profile]
    cursor: str


def walk(session: Session, *, workspace_id: str, now: datetime, cursor: str = "", since: str = "") -> None:
    """Have everybody in the workspace read, page by page, at most once an hour."""
    since = since or f"{now:%Y-%m-%dT%H}"
    tell(
        session,
        Notice.PEOPLE_PAGE,
        workspace_id=workspace_id,
        to=workspace_id,
        about=f"{since}:{cursor}",
        now=now,
        since=since,
        cursor=cursor,
    )
