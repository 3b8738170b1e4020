"""People of the workspace, as Slack describes them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from matching.text.names import normal
from program.base.notices import Notice, tell
from storage.models import Erased, Outsider, Person
from storage.queries import programs


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What Slack says of a person."""

    id: str
    name: str
    handle: str = ""
    email: str = ""
    time_zone: str = "UTC"
    locale: str = ""
    admin: bool = False
    guest: bool = False
    bot: bool = False
    deactivated: bool = False
    stranger: bool = False
    invited: bool = False
    team: str = ""
    teams: tuple[str, ...] | None = None


def is_ours(profile: Profile, workspace_id: str) -> bool:
    """Whether an account is one of this workspace's own: the one place that decides it.

    Not: somebody of another company in a shared channel, somebody of a sister workspace, and whoever has yet to accept
    an invitation. In an organization, `teams` are all the workspaces of a person, and `team` may be any of them.
    """
    if profile.stranger or profile.invited:
        return False
    if profile.teams is not None:
        return workspace_id in profile.teams
    return profile.team in ("", workspace_id)


def learn(session: Session, *, workspace_id: str, profile: Profile, now: datetime) -> None:
    """Keep what Slack says of somebody, unless they were gone before anybody here knew them, or are forgotten.

    Of whoever is not one of us nothing is kept but that, as a digest. Who was, and is no more, is as good as gone.
    """
    person = programs.person(session, workspace_id=workspace_id, person_id=profile.id)
    ours = is_ours(profile, workspace_id)
    if not ours or person is None or person.deactivated:
        _keep_apart(session, workspace_id, profile, now, ours=ours)
    here = ours and not profile.deactivated
    if person is None and (not here or is_forgotten(session, workspace_id, profile.id)):
        return
    person = person or Person(workspace_id=workspace_id, id=profile.id)
    person.name, person.name_key = profile.name, normal(profile.name)
    person.handle = profile.handle
    person.email = profile.email
    person.time_zone = profile.time_zone
    person.locale = profile.locale or person.locale
    person.admin = profile.admin
    person.guest = profile.guest
    person.bot = profile.bot
    person.deactivated = not here
    person.gone_at = (person.gone_at or now) if not here else None
    person.seen_at = now
    session.add(person)


def meet(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> Person:
    """The person with this id. Somebody new is looked up in Slack, by a letter."""
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
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


def is_outsider(session: Session, workspace_id: str, person_id: str) -> bool:
    """Whether Slack has said that somebody is not one of us."""
    return session.get(Outsider, (workspace_id, mark(workspace_id, person_id))) is not None


def _keep_apart(session: Session, workspace_id: str, profile: Profile, now: datetime, *, ours: bool) -> None:
    key = (workspace_id, mark(workspace_id, profile.id))
    known = session.get(Outsider, key)
    if ours and known is not None:
        session.delete(known)
    elif not ours and known is None and not profile.deactivated:
        session.add(Outsider(workspace_id=workspace_id, mark=key[1], at=now))


def locale_of(session: Session, *, workspace_id: str, person_id: str) -> str:
    """The locale that somebody has chosen in Slack ("de-DE"); "" if it is not known."""
    person = session.get(Person, (workspace_id, person_id))
    return person.locale if person else ""


def mark(workspace_id: str, person_id: str) -> str:
    """What is kept of somebody who asked to be forgotten: enough to know them by when Slack names them again."""
    return hashlib.sha256(f"{workspace_id}:{person_id}".encode()).hexdigest()


def is_named(person_id: str) -> bool:
    """Whether an id is Slack's, and no pseudonym."""
    return person_id.isalnum()


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
