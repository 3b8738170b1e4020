"""The digest: a program in numbers, weekly in its channel, and whenever an owner asks.

A channel reads counts alone (program/running/public_figures); names and reasons are in the owner's preview.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.base import inbox
from program.base.access import program_of
from program.base.audit import note
from program.base.calendar import Local, own_morning
from program.base.notices import Notice, redraw, tell
from program.base.refusals import No, Refusal
from program.running import weekly
from program.running.decisions import decisions
from program.running.figures import Figures, figures
from program.running.public_figures import Counts, counts
from storage.models import Letter, Program, Touchpoint
from storage.queries import figures as figure_queries
from storage.queries import programs

UNREACHABLE = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "channel_is_limited_access"}
)
"""What Slack answers where the bot can't post until somebody lets it in, or another channel is chosen."""
LATE = timedelta(hours=1)
"""After more than that, the hour that its owners chose is over: it comes at the next good one."""


@dataclass(frozen=True)
class Digest:
    """What a channel reads. `chart`: with Slack's own chart block."""

    channel_id: str
    counts: Counts
    chart: bool = True


@dataclass(frozen=True)
class Preview:
    """What an owner reads first. `stamp` tells this preview from any other: it is posted once."""

    figures: Figures
    counts: Counts
    stamp: int


@dataclass(frozen=True)
class Unreachable:
    """To an owner: the digest could not be posted, and Slack's word for why; `posted` once it was."""

    to: str
    program: str
    channel_id: str
    letter_id: int
    tried_at: datetime
    posted: bool
    error: str


def preview(session: Session, *, workspace_id: str, program_id: int | None, now: datetime) -> Preview:
    """The digest as it would be posted now, and what only an owner reads."""
    program = program_of(session, workspace_id, program_id)
    numbers = figures(session, program=program, now=now)
    return Preview(numbers, counts(numbers, decisions(session, program=program)), int(now.timestamp()))


def post(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    channel_id: str,
    stamp: str,
    now: datetime,
) -> Digest:
    """An owner posts what they previewed, as it is now. A preview is posted once, however often it is pressed."""
    program = program_of(session, workspace_id, program_id)
    try:
        once = f"digest:{program.id}:{person_id}:{stamp}"
        inbox.first_time(session, workspace_id=workspace_id, event_id=once, now=now)
    except inbox.Seen:
        raise Refusal(No.DIGEST_POSTED) from None
    note(session, program, who=person_id, what="digest_posted", now=now, subject=f"channel:{channel_id}")
    return _digest(session, program, channel_id, now)


def post_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The week's digest is due."""
    program = session.get(Program, touchpoint.program_id)
    if program is None or program.state != "open" or program.digest_channel is None:
        touchpoint.state = "lapsed"
        return
    late = now - touchpoint.due_at > LATE
    touchpoint.state = "answered"
    touchpoint.asked_at = now
    weekly.keep_planned(session, program=program, now=now)
    due = own_morning(Local(program.time_zone, program.working_days), now) if late else now
    _send(session, program, program.digest_channel, occasion=touchpoint.key, chart=True, now=now, due=due)


def facts(session: Session, letter: Letter) -> Digest | None:
    """The digest as a letter shows it."""
    program = session.get(Program, letter.program_id)
    if program is None:
        return None
    return _digest(session, program, letter.recipient, letter.due_at, chart=letter.params["chart"])


def posted(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """It is there: whoever was told that it could not be posted sees so."""
    redraw(session, Notice.DIGEST_LOST, letter.workspace_id, now=now, letter=letter.id)


def refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """A workspace that knows no charts gets the same in words. Where the bot may not post, the owners hear how.

    They hear it once, and one digest is kept to be tried again when they have let the bot in.
    """
    program = session.get(Program, letter.program_id)
    if program is None:
        return True
    if error == "invalid_blocks" and letter.params["chart"]:
        _send(session, program, letter.recipient, occasion=letter.params["occasion"], chart=False, now=now)
        return True
    if error not in UNREACHABLE:
        return False
    if any(earlier.recipient == letter.recipient for earlier in _stuck(session, letter)):
        return True
    for owner in programs.owners(session, program_id=program.id):
        tell(
            session, Notice.DIGEST_LOST, program, to=owner, about=letter.recipient, now=now, letter=letter.id
        )
    redraw(session, Notice.DIGEST_LOST, program.workspace_id, now=now, letter=letter.id)
    return False


def unreachable(session: Session, letter: Letter) -> Unreachable | None:
    """The facts of the note to an owner."""
    program = session.get(Program, letter.program_id)
    lost = session.get(Letter, letter.params["letter"])
    if program is None or lost is None or lost.id is None:
        return None
    tried_at = lost.done_at or lost.due_at
    return Unreachable(
        letter.recipient,
        program.name,
        lost.recipient,
        lost.id,
        tried_at,
        lost.state == "done",
        lost.last_error,
    )


def _stuck(session: Session, letter: Letter) -> list[Letter]:
    """Earlier digests that wait for their channel to open: one is enough to be tried again."""
    dead = figure_queries.dead_letters(session, program_id=letter.program_id)
    return [earlier for earlier in dead if earlier.kind == letter.kind and earlier.id != letter.id]


def _digest(
    session: Session, program: Program, channel_id: str, now: datetime, *, chart: bool = True
) -> Digest:
    numbers = figures(session, program=program, now=now)
    return Digest(channel_id, counts(numbers, decisions(session, program=program)), chart)


def _send(
    session: Session,
    program: Program,
    channel_id: str,
    *,
    occasion: str,
    chart: bool,
    now: datetime,
    due: datetime | None = None,
) -> None:
    tell(
        session,
        Notice.DIGEST,
        program,
        to=channel_id,
        about=f"{occasion}:{'chart' if chart else 'words'}",
        now=now,
        due=due,
        occasion=occasion,
        chart=chart,
    )
