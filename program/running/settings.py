"""A program's settings: what a form may set, and what it may not."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlmodel import Session

from matching.text.names import normal
from program.base.access import check_colleagues
from program.base.refusals import No, Refusal
from program.joining.audiences import Audience, is_gone
from storage.models import Program
from storage.queries import programs

NAME_LIMIT = 60
PURPOSE_LIMIT = 300


OWNERS = "co_owners"
"""Not a column of the program: who runs it besides is in a table of its own."""
NOTHING = frozenset({"audience_id", "digest_channel"})
"""The form's "" is no value at all in the table."""
AS_BEFORE = frozenset({"starts_on", "locale"})
"""What the form left out stays as it is."""


@dataclass(frozen=True, kw_only=True)
class SettingsDraft:
    """A program's settings, as its form shows them, and what a new program begins with.

    Each is a column of the program with the same name.
    """

    name: str = ""
    purpose: str = ""
    audience: Audience = "everybody"
    audience_id: str = ""
    guests: bool = False
    starts_on: date | None
    length_days: int = 90
    cadence_days: int = 14
    digest_channel: str = ""
    digest_hour: int = 9
    co_owners: tuple[str, ...] = ()
    time_zone: str
    locale: str = ""
    """Of shared channels; "" where the form did not ask."""
    working_days: str = "01234"


COLUMNS = tuple(field.name for field in fields(SettingsDraft) if field.name != OWNERS)


def draft_of(session: Session, program: Program, person_id: str) -> SettingsDraft:
    """A program's settings as this owner's form shows them."""
    set_so: dict[str, Any] = {name: getattr(program, name) for name in COLUMNS}
    others = tuple(owner for owner in programs.owners(session, program_id=program.id) if owner != person_id)
    return SettingsDraft(**{**set_so, **{name: set_so[name] or "" for name in NOTHING}, OWNERS: others})


def differences(one: SettingsDraft, other: SettingsDraft) -> tuple[str, ...]:
    """The names of what is set otherwise; in whatever order people are named."""
    return tuple(
        field.name
        for field in fields(SettingsDraft)
        if _unordered(getattr(one, field.name)) != _unordered(getattr(other, field.name))
    )


def _unordered(value: object) -> object:
    return frozenset(value) if isinstance(value, tuple) else value


def check(session: Session, workspace_id: str, draft: SettingsDraft, *, but: int | None) -> None:
    if not draft.name:
        raise Refusal(No.EMPTY, field="setup_name")
    for field, text, limit in (
        ("setup_name", draft.name, NAME_LIMIT),
        ("setup_purpose", draft.purpose, PURPOSE_LIMIT),
    ):
        if len(text) > limit:
            raise Refusal(No.TOO_LONG, field=field, limit=limit, length=len(text))
    if namesake := open_namesake(session, workspace_id, draft.name, but=but):
        raise Refusal(No.NAME_TAKEN, field="setup_name", name=namesake.name)
    if draft.starts_on is None:
        raise Refusal(No.EMPTY, field="setup_starts")
    if draft.audience != "everybody" and not draft.audience_id:
        raise Refusal(No.WHICH_PLACE, field=f"setup_{draft.audience}")
    if draft.audience == "usergroup" and is_gone(session, workspace_id, draft.audience_id):
        raise Refusal(No.GROUP_GONE, field="setup_usergroup")
    if not draft.working_days:
        raise Refusal(No.NO_WORKING_DAYS, field="setup_days")
    check_colleagues(session, workspace_id, *draft.co_owners, field="setup_owners")
    for person_id in draft.co_owners:
        person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
        if person is not None and (person.bot or person.guest or person.deactivated):
            raise Refusal(No.NOT_SOMEBODY, field="setup_owners", name=person.name)


def open_namesake(session: Session, workspace_id: str, name: str, *, but: int | None) -> Program | None:
    """The open program that is called so already, besides this one."""
    others = (one for one in programs.open_programs(session, workspace_id=workspace_id) if one.id != but)
    return next((one for one in others if normal(one.name) == normal(name)), None)


def version_of(session: Session, program: Program) -> str:
    """The settings in a few letters: another owner's change makes others of them."""
    settings = (sorted(program.model_dump().items()), list(programs.owners(session, program_id=program.id)))
    return hashlib.sha256(repr(settings).encode()).hexdigest()[:16]


def apply(program: Program, draft: SettingsDraft) -> None:
    """Set the program so. The digest comes on the first working day of the week."""
    for name in COLUMNS:
        value = getattr(draft, name)
        if name in NOTHING:
            value = value or None
        if value or name not in AS_BEFORE:
            setattr(program, name, value)
    program.digest_weekday = int(min(draft.working_days))
