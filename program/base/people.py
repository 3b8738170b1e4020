"""People of the workspace, as Slack describes them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.notices import Notice, tell
from storage.models import Erased, Person
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
    """Keep what Slack says of somebody, unless they were gone before anybody here knew them, or are forgotten."""
    person = ask.person(session, workspace_id=workspace_id, person_id=profile.id)
    if person is None and (profile.deactivated or is_forgotten(session, workspace_id, profile.id)):
        return
    person = person or Person(workspace_id=workspace_id, id=profile.id)
    person.name = profile.name
    person.email = profile.email
    person.time_zone = profile.time_zone
    person.admin = profile.admin
    person.guest = profile.guest
    person.bot = profile.bot
    person.deactivated = profile.deactivated
    person.gone_at = (person.gone_at or now) if profile.deactivated else None
    person.seen_at = now
    session.add(person)


def meet(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> Person:
    """The person with this id. Somebody new is looked up in Slack, by a letter."""
    person = ask.person(session, workspace_id=workspace_id, person_id=person_id)
    if person is None:
        person = Person(workspace_id=workspace_id, id=person_id)
        session.add(person)
        forgotten = session.get(Erased, (workspace_id, mark(workspace_id, person_id)))
        if forgotten is not None:
            session.delete(forgotten)
        session.flush()
    if person.seen_at is None:
        tell(session, Notice.LOOKUP, workspace_id, to=person_id, about=now.date().isoformat(), now=now)
    return person


def mark(workspace_id: str, person_id: str) -> str:
    """What is kept of somebody who asked to be forgotten: enough to know them by when Slack names them again."""
    return hashlib.sha256(f"{workspace_id}:{person_id}".encode()).hexdigest()


def is_forgotten(session: Session, workspace_id: str, person_id: str) -> bool:
    """Whether somebody has asked to be forgotten, and has not used Alongside since."""
    return session.get(Erased, (workspace_id, mark(workspace_id, person_id))) is not None


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
        workspace_id,
        to=workspace_id,
        about=f"{since}:{cursor}",
        now=now,
        since=since,
        cursor=cursor,
    )
