"""What comes to a town and passes: strangers, a directory out of step, half an invitation, a file from elsewhere."""

import random
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from sandbox.elements import walk
from sandbox.people import Person as Account
from storage import migrate
from storage.errors import CannotOpen, Damaged, Newer
from storage.models import Enrollment, Letter, Member, Mentorship
from storage.queries import programs
from tests.crash.acts import nothing_left_to_do
from tests.crash.town import Act, MortalTown
from tests.storage.damage import damage, outdate

STRANGERS: dict[str, dict[str, Any]] = {
    "Sam Elsewhere": {"team": "T0OTHERCO", "stranger": True},
    "Sara Shared": {"team": "T0OTHERCO"},
    "Sten Sister": {"teams": ("T0SISTER",)},
    "Siri Summoned": {"invited": True},
    "Standup": {"workflow_bot": True},
}
"""Accounts that Slack tells of, and that are nobody of ours."""
REFUSALS = ("user_is_restricted", "cant_invite", "external_channel_migrating", "user_not_found")
"""What may be true of one of two who are invited, and isn't any more when an owner has it tried again."""
PAIR = ("ada", "grace", "kofi", "mei", "ravi")
TRY_AGAIN = "match_try_again"
SEND_AGAIN = "home_try_again"


async def strangers_come(town: MortalTown) -> None:
    """One of each sort, new or changed; those who can type ask to take part."""
    for name, facts in STRANGERS.items():
        known = next((one for one in town.workspace.people.values() if one.name == name), None)
        if known is None:
            known = town.workspace.add_person(name, email=f"{name.split()[0]}@elsewhere.example", **facts)
        else:
            town.workspace.change_person(known.id, title=f"Guest {len(town.workspace.calls)}")
        if not (known.invited or known.workflow_bot):
            await town.workspace.settled()
            await town.server.act(known.id).command("/mentor", "join")
    await town.workspace.settled()


def strangers() -> Act:
    return Act("strangers", strangers_come, nothing_left_to_do)


def is_foreign(account: Account, team_id: str) -> bool:
    """Whether an account is nobody's of this workspace, as the workspace itself has it."""
    elsewhere = account.team not in (None, team_id) or (bool(account.teams) and team_id not in account.teams)
    return elsewhere or account.invited or account.workflow_bot


async def no_stranger_is_one_of_us(town: MortalTown) -> None:
    """No stranger is counted or takes part; none is written to, but to say so, or is in a channel of a pair."""
    here = town.workspace.team_id
    foreign = {one.id for one in town.workspace.people.values() if is_foreign(one, here)}

    def look(session: Session) -> list[str]:
        counted = programs.humans(session, workspace_id=here, guests=True)
        there = (
            select(Enrollment.person_id),
            select(Member.person_id),
            select(Letter.recipient).where(col(Letter.kind).not_in(("outsider", "lookup", "home"))),
        )
        return [*counted, *(one for question in there for one in session.exec(question))]

    assert not (taken := foreign & {*await town.ask(look)}), taken
    for channel in town.workspace.channels.values():
        assert not channel.name.startswith("mentor-") or not foreign & {*channel.members}, channel.name


def switch(town: MortalTown, who: Sequence[str], *, on: bool) -> None:
    """Accounts are switched off, or on again, all in one breath."""
    for first in who:
        if town.workspace.people[town.ids[first]].deleted == on:
            (town.workspace.reactivate if on else town.workspace.deactivate)(town.ids[first])


def off(town: MortalTown) -> list[str]:
    return [first for first, person_id in town.ids.items() if town.workspace.people[person_id].deleted]


def out_of_step(who: Sequence[str], hours: float) -> Act:
    """A directory switches all of them off, and on again so many hours later."""
    name = f"switch off {len(who)} for {hours} h"

    async def do(town: MortalTown) -> None:
        if name not in town.ends:
            town.ends[name] = town.clock.now() + timedelta(hours=hours)
            switch(town, who, on=False)
            await town.workspace.settled()
        await town.later(seconds=max(0.0, (town.ends[name] - town.clock.now()).total_seconds()))
        switch(town, who, on=True)
        await town.workspace.settled()
        del town.ends[name]

    return Act(name, do, everybody_is_here)


async def everybody_is_here(town: MortalTown) -> bool:
    return not off(town)


def invite_in_part(town: MortalTown, dice: random.Random) -> None:
    """Of the next who are invited, one can't be."""
    error = dice.choice(REFUSALS)
    town.workspace.trouble.add(
        "conversations.invite", "partial", error=error, users=[town.ids[dice.choice(PAIR)]]
    )


async def unstick(town: MortalTown) -> None:
    """What Slack has refused, whoever runs the program has tried again: it is there to be pressed, and then it goes."""
    olga = town.person("olga")
    while await town.ask(_stuck):
        town.workspace.trouble.clear()
        cards = [
            message
            for message in olga.messages()
            if any(one.get("action_id") == TRY_AGAIN for _, one in walk(message.blocks))
        ]
        await olga.click(TRY_AGAIN, message=cards[-1])
        await town.catch_up()
    while await town.ask(_rejected):
        town.workspace.trouble.clear()
        await olga.open_home()
        await town.settle()
        await olga.click(SEND_AGAIN, in_home=True)
        await town.catch_up()


def _stuck(session: Session) -> bool:
    return any(one.trouble for one in session.exec(select(Mentorship)))


def _rejected(session: Session) -> bool:
    """Invitations alone: nothing else is refused for good in these towns."""
    refused = select(Letter.kind).where(Letter.state == "rejected")
    return "invite_again" in session.exec(refused).all()


def is_refused(town: MortalTown, how: str) -> None:
    """What the process finds in the place of its database is damaged, or newer: it says so; then that is put back."""
    there = town.folder / "alongside.db"
    kept = town.folder / "kept"
    kept.mkdir()
    for part in _parts(there):
        shutil.copy(part, kept)
    spoil, refusal = SPOILED[how]
    spoil(there)
    with pytest.raises(refusal, match=how):
        migrate.upgrade(f"sqlite:///{there}")
    for part in _parts(there):
        part.unlink()
    shutil.copytree(kept, there.parent, dirs_exist_ok=True)
    shutil.rmtree(kept)
    migrate.upgrade(f"sqlite:///{there}")


def _parts(database: Path) -> list[Path]:
    """The file, and what SQLite keeps beside it."""
    return [*database.parent.glob(f"{database.name}*")]


SPOILED: dict[str, tuple[Callable[[Path], None], type[CannotOpen]]] = {
    "damaged": (damage, Damaged),
    "newer": (lambda path: outdate(f"sqlite:///{path}"), Newer),
}
