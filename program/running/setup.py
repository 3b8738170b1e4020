"""Starting a program, and changing its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from program.base.access import not_owner, program_of
from program.base.audit import note
from program.base.calendar import Local, next_night
from program.base.notices import redraw_home
from program.base.people import meet
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from program.joining import audiences
from program.running import owners, weekly
from program.running.settings import SettingsDraft, apply, check, differences, draft_of, version_of
from storage.models import Owner, Program
from storage.queries import places, programs

AHEAD = timedelta(days=10)
"""How far ahead a new program starts, unless its owner says otherwise: time to join."""


@dataclass(frozen=True)
class Sheet:
    """The settings form: what is in it, and the user groups to choose from.

    `program_id` is None for a new program. `version` names the settings that the form started from. `gone`: the
    user group that the program is for was removed from Slack. `differs`: where another owner has saved something else
    since this owner opened the form, whose words these are.
    """

    program_id: int | None
    draft: SettingsDraft
    usergroups: Mapping[str, str]
    version: str = ""
    gone: bool = False
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """A program was opened (`new`) or changed. `over`: it has ended, and no more rounds or digests follow."""

    program_id: int
    name: str
    new: bool
    starts_on: date
    length_days: int
    digest_channel: str
    next_digest: datetime
    over: bool


def new_sheet(
    session: Session, *, workspace_id: str, person_id: str, admins: frozenset[str], now: datetime
) -> Sheet:
    """The form for a new program, with a default for everything."""
    check_admin(session, workspace_id=workspace_id, person_id=person_id, admins=admins)
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
    zone = person.time_zone if person else "UTC"
    draft = SettingsDraft(
        name="Mentoring" if not programs.open_programs(session, workspace_id=workspace_id) else "",
        starts_on=_monday_after(now.astimezone(Local(zone).zone).date() + AHEAD),
        time_zone=zone,
        locale=person.locale if person else "",
    )
    return Sheet(None, draft, usergroups(session, workspace_id=workspace_id))


def sheet(session: Session, *, workspace_id: str, program_id: int | None, person_id: str) -> Sheet:
    """The form for a program that is there."""
    program = program_of(session, workspace_id, program_id)
    draft = draft_of(session, program, person_id)
    groups = usergroups(session, workspace_id=workspace_id)
    gone = draft.audience == "usergroup" and draft.audience_id not in groups
    return Sheet(program.id, draft, groups, version_of(session, program), gone)


def usergroups(session: Session, *, workspace_id: str) -> dict[str, str]:
    """The workspace's user groups, id to name; without those that were removed."""
    found = places.usergroups(session, workspace_id=workspace_id)
    return {place.id: place.name for place in found if place.trouble != audiences.GONE}


def take_over(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    admins: frozenset[str],
    now: datetime,
) -> owners.TakenOver:
    """An admin runs a program that nobody runs any more, or runs it with whoever was quicker."""
    check_admin(session, workspace_id=workspace_id, person_id=person_id, admins=admins)
    program = program_of(session, workspace_id, program_id)
    return owners.take_over(session, program=program, person_id=person_id, now=now)


def check_admin(session: Session, *, workspace_id: str, person_id: str, admins: frozenset[str]) -> None:
    """Refuses whoever is neither a workspace admin nor named as one in the settings."""
    if person_id in admins:
        return
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
    if person is None or person.seen_at is None:
        raise Refusal(No.NOT_MET)
    if not person.admin or person.deactivated:
        raise Refusal(No.NOT_ADMIN)


def open_program(
    session: Session,
    *,
    workspace_id: str,
    person_id: str,
    admins: frozenset[str],
    draft: SettingsDraft,
    now: datetime,
) -> Saved:
    """A new program, and whoever opened it is its first owner."""
    check_admin(session, workspace_id=workspace_id, person_id=person_id, admins=admins)
    check(session, workspace_id, draft, but=None)
    if draft.starts_on is not None and draft.starts_on < now.astimezone(Local(draft.time_zone).zone).date():
        raise Refusal(No.IN_THE_PAST, field="setup_starts")
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    program = Program(
        workspace_id=workspace_id,
        name="",
        starts_on=now.date(),
        created_by=person_id,
        created_at=now,
        locale=person.locale,
    )
    apply(program, draft)
    session.add(program)
    session.flush()
    assert program.id is not None
    person.current_program_id = program.id
    session.add(Owner(workspace_id=workspace_id, program_id=program.id, person_id=person_id, since=now))
    note(session, program, who=person_id, what="program_opened", now=now)
    return _saved(session, program, person_id, draft, new=True, now=now)


def change_program(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    draft: SettingsDraft,
    version: str,
    now: datetime,
) -> Saved | Sheet:
    """An owner changes the settings that they saw. Owners can't strike themselves out here.

    When another owner was quicker nothing is written: the form comes back with what this one chose.
    """
    program = program_of(session, workspace_id, program_id)
    if not programs.is_owner(session, program_id=program.id, person_id=person_id):
        raise not_owner(session, program)
    draft = replace(draft, locale=draft.locale or program.locale)
    before = sheet(session, workspace_id=workspace_id, program_id=program_id, person_id=person_id)
    changed = differences(before.draft, draft)
    if version != before.version and changed:
        return replace(before, draft=draft, differs=changed)
    check(session, workspace_id, draft, but=program.id)
    apply(program, draft)
    note(session, program, who=person_id, what="program_changed", why=" ".join(changed), now=now)
    return _saved(session, program, person_id, draft, new=False, now=now)


def _saved(
    session: Session, program: Program, by: str, draft: SettingsDraft, *, new: bool, now: datetime
) -> Saved:
    """What follows from new settings: owners are told, the audience is read, the nights and the digest planned."""
    assert program.id is not None
    owners.set_all(session, program=program, by=by, others=draft.co_owners, now=now)
    audiences.read_place(session, program=program, now=now)
    plan(
        session,
        Moment.NIGHT,
        program=program,
        occasion="every",
        due=next_night(Local(program.time_zone), now),
    )
    weekly.keep_planned(session, program=program, now=now)
    redraw_home(session, by, workspace_id=program.workspace_id, now=now)
    return Saved(
        program.id,
        program.name,
        new,
        program.starts_on,
        program.length_days,
        program.digest_channel or "",
        weekly.next_digest(program, now),
        program.state != "open",
    )


def _monday_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
