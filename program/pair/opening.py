"""Opening a pair's channel: one step, one letter, one call to Slack. Each step can be repeated.

Create -> invite -> topic -> introduction -> charter -> pin it -> agenda. The next step is written when Slack has
done the one before, so a crash anywhere goes on where it stopped. A name that is taken is looked for among the
bot's own channels: if it is ours, the reply to creating it was lost, and it is adopted.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import CHANNEL, Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.pair import pairs
from program.pair.mentorship import (
    STEPS,
    Invitation,
    as_called,
    everybody,
    invite_next,
    mark_present,
    name_with,
    open_channel,
    rename,
    repeat_step,
    suffix_of,
    tell_step,
)
from storage.models import Installation, Letter, Mentorship, Round
from storage.queries import mentorships, programs

NEXT = dict(pairwise(STEPS))
LEFT_OUT = frozenset({Notice.CHANNEL_TOPIC, Notice.CHARTER_PIN})
"""Steps without which a channel is still a channel: where Slack refuses one, the next follows."""


@dataclass(frozen=True)
class Stuck:
    """To one of a pair: their channel couldn't be opened, and who knows."""

    to: str
    partners: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Renaming:
    channel_id: str
    name: str


@dataclass(frozen=True)
class Listed:
    """A private channel that the bot is in."""

    id: str
    name: str
    creator: str
    archived: bool


@dataclass(frozen=True)
class Listing:
    """One page of them; an empty `cursor` is the last one."""

    channels: tuple[Listed, ...]
    cursor: str


@dataclass(frozen=True)
class Topic:
    channel_id: str
    program: str
    names: tuple[str, ...]


def name_to_create(session: Session, letter: Letter) -> str | None:
    """The name of the channel to make; None once there is one, or nobody needs it."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.state not in mentorships.LIVE or mentorship.channel_id is not None:
        return None
    return mentorship.channel_name


def page_to_search(session: Session, letter: Letter) -> str | None:
    """The cursor of the page to look for a lost channel on."""
    return letter.params["cursor"] if name_to_create(session, letter) is not None else None


def invitation(session: Session, letter: Letter) -> Invitation | None:
    """Whom to invite: one of the pair. An older letter names nobody: it invites them all."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None or mentorship.state not in mentorships.LIVE:
        return None
    alone = letter.params.get("person")
    return Invitation(mentorship.channel_id, (alone,) if alone else tuple(pairs.ids(session, mentorship)))


def topic(session: Session, letter: Letter) -> Topic | None:
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None:
        return None
    names = tuple(one.name for one in as_called(session, mentorship))
    return Topic(mentorship.channel_id, pairs.program_of(session, mentorship).name, names)


def name_to_give(session: Session, letter: Letter) -> Renaming | None:
    """The name of a channel whose people have other names by now; None where it has that name, or is lost."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None:
        return None
    name = name_with([one.name for one in everybody(session, mentorship)], suffix_of(mentorship))
    return Renaming(mentorship.channel_id, name) if name != mentorship.channel_name else None


def renamed(session: Session, letter: Letter, name: str, _now: datetime) -> None:
    """The channel has its new name."""
    mentorship = _of(session, letter)
    mentorship.channel_name = name
    session.add(mentorship)


def rename_refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """It keeps the former one: nobody can do anything about that."""
    note(session, _of(session, letter), who=ALONGSIDE, what="rename_refused", now=now, why=error)
    return True


def created(session: Session, letter: Letter, channel_id: str, now: datetime) -> None:
    """The channel is there: keep its id, and go on."""
    mentorship = _of(session, letter)
    if mentorship.channel_id is None:
        mentorship.channel_id = channel_id
        session.add(mentorship)
        for member in mentorships.members(session, mentorship_id=mentorship.id):
            member.in_channel = False
            session.add(member)
        session.flush()
        invite_next(session, mentorship, now)
        if name_to_give(session, letter) is not None:
            tell(session, Notice.CHANNEL_RENAME, mentorship, to=CHANNEL, about=channel_id, now=now)


def invited(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """One of them is in the channel: the next one, or the next step."""
    mentorship = _of(session, letter)
    person_id = letter.params.get("person")
    mark_present(session, mentorship, person_id, True)
    if mentorship.channel_id is not None and mentorship.state in mentorships.LIVE:
        invite_next(session, mentorship, now, after=person_id)


def create_refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """The name is taken, perhaps by ourselves in a life before this one: look. Anything else needs an owner."""
    if error != "name_taken":
        return step_refused(session, letter, error, now)
    _search(session, _of(session, letter), "", now)
    return True


def searched(session: Session, letter: Letter, page: Listing, now: datetime) -> None:
    """One page of our channels: adopt the one with that very name; on the last page, take another name."""
    mentorship = _of(session, letter)
    if mentorship.channel_id is not None:
        return
    installation = session.get(Installation, mentorship.workspace_id)
    us = installation.bot_user_id if installation else None
    for channel in page.channels:
        if (channel.name, channel.creator) == (mentorship.channel_name, us) and not channel.archived:
            created(session, letter, channel.id, now)
            return
    if page.cursor:
        _search(session, mentorship, page.cursor, now)
    else:
        rename(session, mentorship)
        open_channel(session, mentorship, now)


def step_done(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """A step is done: the next one, or the end of the opening."""
    mentorship = _of(session, letter)
    if letter.params.get("alone"):
        return
    following = NEXT.get(Notice(letter.kind))
    if mentorship.channel_id is None or mentorship.state not in mentorships.LIVE:
        return
    if following is not None:
        tell_step(session, mentorship, following, mentorship.channel_id, now)


def step_refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """Slack won't do a step: go on without it where that is possible, else show the owner."""
    notice = Notice(letter.kind)
    if notice in LEFT_OUT:
        note(session, _of(session, letter), who=ALONGSIDE, what="opening_step_left_out", now=now, why=error)
        step_done(session, letter, None, now)
        return True
    mentorship = _of(session, letter)
    if mentorship.state not in mentorships.LIVE:
        return True
    mentorship.trouble = f"{notice}:{error}"
    session.add(mentorship)
    note(session, mentorship, who=ALONGSIDE, what="opening_stuck", now=now, why=error)
    redraw(session, Notice.MATCHED, mentorship, priority=2, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)
    _show_progress(session, mentorship, now)
    _tell_owners(session, mentorship, now)
    return True


def finish(session: Session, letter: Letter, now: datetime) -> Mentorship | None:
    """The last step is done. The mentorship that has opened with it; None if it was open before."""
    mentorship = _of(session, letter)
    if mentorship.state != "opening":
        return None
    mentorship.state = "open"
    mentorship.opened_at = now
    session.add(mentorship)
    note(session, mentorship, who=ALONGSIDE, what="mentorship_opened", now=now)
    _show_progress(session, mentorship, now)
    redraw(session, Notice.MATCHED, mentorship, priority=2, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)
    return mentorship


def stuck_card(session: Session, letter: Letter) -> Stuck | None:
    """Nothing to say any more once the channel is open."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.state != "opening":
        return None
    return Stuck(
        letter.recipient,
        pairs.partners(session, mentorship, letter.recipient),
        pairs.owner_names(session, mentorship),
    )


def try_again(session: Session, *, workspace_id: str, round_id: int | None, now: datetime) -> int:
    """Repeat the step at which the channels of a round got stuck. Returns how many."""
    found = _round(session, round_id)
    if found is None or found.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    stuck = [
        one for one in mentorships.stuck(session, program_id=found.program_id) if one.round_id == found.id
    ]
    for mentorship in stuck:
        repeat_step(session, mentorship, now)
    for mentorship in stuck[:1]:
        _show_progress(session, mentorship, now, priority=0)
        _redraw_owners(session, mentorship, now)
    return len(stuck)


def _search(session: Session, mentorship: Mentorship, cursor: str, now: datetime) -> None:
    tell(
        session,
        Notice.CHANNEL_FIND,
        mentorship,
        to=CHANNEL,
        about=f"{suffix_of(mentorship)}:{cursor}",
        now=now,
        cursor=cursor,
    )


def _show_progress(
    session: Session, mentorship: Mentorship, now: datetime, *, priority: Literal[0, 2] = 2
) -> None:
    """On the round's card. Channel after channel has it drawn again: that is bulk, and overtakes no click."""
    for notice in (Notice.ROUND, Notice.REPLACEMENT):
        redraw(
            session, notice, mentorship.workspace_id, priority=priority, now=now, round=mentorship.round_id
        )


def _tell_owners(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Once a round: an old card that changes is seen by nobody, so each owner gets it anew."""
    _redraw_owners(session, mentorship, now)
    found = _round(session, mentorship.round_id)
    if found is None:
        return
    for owner in programs.owners(session, program_id=mentorship.program_id):
        tell(
            session,
            Notice.ROUND if found.for_person_id is None else Notice.REPLACEMENT,
            found,
            to=owner,
            about=f"{found.id}:stuck",
            now=now,
            round=found.id,
        )


def _round(session: Session, round_id: int | None) -> Round | None:
    """Where a pair comes from: not every one has a round, and an old button may name none."""
    return session.get(Round, round_id) if round_id is not None else None


def _redraw_owners(session: Session, mentorship: Mentorship, now: datetime) -> None:
    redraw_home(
        session,
        *programs.owners(session, program_id=mentorship.program_id),
        workspace_id=mentorship.workspace_id,
        now=now,
    )


def _of(session: Session, letter: Letter) -> Mentorship:
    mentorship = session.get(Mentorship, letter.mentorship_id)
    assert mentorship is not None
    return mentorship
