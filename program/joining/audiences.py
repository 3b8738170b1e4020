"""Whom a program is for, and who that is: user groups and channels are read from Slack, by letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from program.base.notices import Notice, tell
from program.base.people import is_forgotten, is_outsider
from storage.models import Audience as Audience
from storage.models import Letter, Person, Place, Program
from storage.queries import places, programs

Admission = Literal["in", "out", "guest", "unread"]
GONE = "gone"
"""The trouble with a user group that was removed from Slack: nobody is in it."""


@dataclass(frozen=True)
class Group:
    """A user group of the workspace."""

    id: str
    name: str


@dataclass(frozen=True)
class Walk:
    """One page of a place's members to be asked for."""

    place_id: str
    kind: str
    cursor: str


@dataclass(frozen=True)
class Page:
    """One page of a place's members; an empty `cursor` is the last one."""

    ids: Sequence[str]
    cursor: str


def admission(session: Session, *, program: Program, person: Person) -> Admission:
    """Whether somebody may take part; "unread": Slack has yet to say who belongs to the program's audience."""
    if person.bot or person.deactivated:
        return "out"
    if person.guest and not program.guests:
        return "guest"
    if program.audience == "everybody":
        return "in"
    assert program.audience_id is not None
    here = {"workspace_id": program.workspace_id, "place_id": program.audience_id}
    if places.is_member(session, **here, person_id=person.id):
        return "in"
    place = places.place(session, **here)
    return "unread" if place is None or place.read_at is None else "out"


def everybody(session: Session, *, program: Program) -> set[str]:
    """The ids of everybody who may take part, as far as is known."""
    here = programs.humans(session, workspace_id=program.workspace_id, guests=program.guests)
    if program.audience_id is None:
        return here
    return here & places.members(session, workspace_id=program.workspace_id, place_id=program.audience_id)


def is_read(session: Session, *, program: Program) -> bool:
    """Whether it is known who belongs to the program's audience."""
    if program.audience == "everybody" or program.audience_id is None:
        return True
    place = places.place(session, workspace_id=program.workspace_id, place_id=program.audience_id)
    return place is not None and place.read_at is not None


def is_gone(session: Session, workspace_id: str, place_id: str) -> bool:
    """Whether a user group was removed from Slack."""
    place = places.place(session, workspace_id=workspace_id, place_id=place_id)
    return place is not None and place.trouble == GONE


def read_place(session: Session, *, program: Program, now: datetime) -> None:
    """Have the program's user group or channel read, at most once a minute."""
    if program.audience == "everybody" or program.audience_id is None:
        return
    place = places.place(session, workspace_id=program.workspace_id, place_id=program.audience_id)
    if place is None:
        place = Place(workspace_id=program.workspace_id, id=program.audience_id, kind=program.audience)
        session.add(place)
        session.flush()
    if place.trouble != GONE:
        _ask_page(session, place, walk=f"{now:%Y-%m-%dT%H:%M}", cursor="", now=now)


def read_usergroups(session: Session, *, workspace_id: str, now: datetime) -> None:
    """Have the names of the workspace's user groups read, at most once an hour."""
    tell(session, Notice.USERGROUPS, workspace_id, to=workspace_id, about=f"{now:%Y-%m-%dT%H}", now=now)


def usergroups_read(session: Session, letter: Letter, groups: Sequence[Group], now: datetime) -> None:
    """Slack has said which user groups there are, and so which there are no more."""
    there = {group.id for group in groups}
    for known in places.usergroups(session, workspace_id=letter.workspace_id):
        if known.id not in there and known.trouble != GONE:
            _lose(session, known, now)
    for group in groups:
        place = places.place(session, workspace_id=letter.workspace_id, place_id=group.id)
        place = place or Place(workspace_id=letter.workspace_id, id=group.id, kind="usergroup")
        place.name = group.name
        if place.trouble == GONE:
            place.trouble = ""
            place.read_at = None
        session.add(place)


def page_to_read(_session: Session, letter: Letter) -> Walk:
    return Walk(letter.params["place"], letter.params["kind"], letter.params["cursor"])


def page_read(session: Session, letter: Letter, page: Page, now: datetime) -> None:
    """A page of members has come; on the last one, whoever was not seen is not there any more."""
    place = places.place(session, workspace_id=letter.workspace_id, place_id=letter.params["place"])
    if place is None or place.trouble == GONE:
        return
    walk = letter.params["walk"]
    here = {"workspace_id": place.workspace_id, "place_id": place.id}
    ids = [
        one
        for one in page.ids
        if not is_forgotten(session, place.workspace_id, one)
        and not is_outsider(session, place.workspace_id, one)
    ]
    places.add_members(session, **here, ids=ids, walk=walk)
    if page.cursor:
        _ask_page(session, place, walk=walk, cursor=page.cursor, now=now)
        return
    places.forget_others(session, **here, walk=walk)
    place.read_at = now
    place.trouble = ""


def page_refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """Slack won't say who is there: the owners of the programs that are for these people hear it once a day."""
    place = places.place(session, workspace_id=letter.workspace_id, place_id=letter.params["place"])
    if place is None or place.trouble == GONE:
        return True
    if place.kind == "usergroup" and error == "no_such_subteam":
        _lose(session, place, now)
    else:
        place.trouble = error
        _tell_owners(session, Notice.AUDIENCE_HIDDEN, place, now)
    return True


def _lose(session: Session, place: Place, now: datetime) -> None:
    """A user group was removed from Slack: nobody new belongs to it, and its programs' owners hear so once."""
    places.forget_others(session, workspace_id=place.workspace_id, place_id=place.id, walk="")
    place.trouble = GONE
    place.read_at = now
    session.add(place)
    _tell_owners(session, Notice.AUDIENCE_GONE, place, now)


def _tell_owners(session: Session, notice: Notice, place: Place, now: datetime) -> None:
    for program in programs.open_programs(session, workspace_id=place.workspace_id):
        if program.audience_id != place.id:
            continue
        for owner in programs.owners(session, program_id=program.id):
            tell(
                session, notice, program, to=owner, about=f"{place.id}:{now.date()}", now=now, place=place.id
            )


@dataclass(frozen=True)
class Hidden:
    """To an owner: Slack won't say who is in the place that the program is for."""

    to: str
    program: str
    kind: str
    place_id: str


def hidden(session: Session, letter: Letter) -> Hidden | None:
    program = session.get(Program, letter.program_id)
    if program is None or program.audience_id is None:
        return None
    place = places.place(session, workspace_id=letter.workspace_id, place_id=program.audience_id)
    if place is None or not place.trouble:
        return None
    return Hidden(letter.recipient, program.name, place.kind, place.id)


@dataclass(frozen=True)
class Gone:
    """To an owner: the user group that the program is for was removed from Slack."""

    to: str
    program_id: int
    program: str
    group: str


def gone(session: Session, letter: Letter) -> Gone | None:
    """Nothing to say once the program is for somebody else, or the group is back."""
    program = session.get(Program, letter.program_id)
    if program is None or program.id is None or program.audience_id != letter.params["place"]:
        return None
    place = places.place(session, workspace_id=letter.workspace_id, place_id=letter.params["place"])
    if place is None or place.trouble != GONE:
        return None
    return Gone(letter.recipient, program.id, program.name, place.name)


def _ask_page(session: Session, place: Place, *, walk: str, cursor: str, now: datetime) -> None:
    tell(
        session,
        Notice.PLACE_PAGE,
        place.workspace_id,
        to=place.id,
        about=f"{walk}:{cursor}",
        now=now,
        place=place.id,
        kind=place.kind,
        walk=walk,
        cursor=cursor,
    )
