"""Why a letter is where it is, and what the record of changes says about it: for whoever runs the bot.

Ids, codes and moments only. What people wrote is in none of these rows, and nobody's name is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sqlmodel import Session

from program.base.notices import CHANNEL, Notice
from program.base.unsent import Unsent
from storage.models import Audit, Letter, LetterState, Mentorship, Program, Round
from storage.queries import tracing

Code = Literal[
    "planned",
    "held",
    "retry",
    "spaced",
    "resting",
    "behind",
    "next",
    "underway",
    "forsaken",
    "quiet",
    "done",
    "refused",
    "dropped",
    "let_be",
    "taken_off",
    "taken_care_of",
]
"""planned        its time has not come
held           the last check before it went has put it off
retry          Slack has not done it, and may the next time
spaced         somebody spoke in that place within a second
resting        the pace towards Slack has letters of its kind wait
behind         another letter of its lane goes first
next           nothing holds it
underway       a sender has it
forsaken       its sender stopped in the act
quiet          nobody knows whether it arrived, and it is too early to settle that
done           Slack did it
refused        Slack never will
dropped        the last check before it went found that it need not
let_be         nobody knows whether it arrived, and its kind is not sent twice
taken_off      an owner took it off the list of what Slack refused
taken_care_of  Slack refused it, and what follows from that was done
"""

AFTER_ALL: Mapping[str, Code] = {
    "letter_dropped": "dropped",
    "letter_let_be": "taken_off",
    "unknown_outcome_let_be": "let_be",
}
"""What the audit says of a letter that was dropped."""


@dataclass(frozen=True)
class Reason:
    """One reason. `word` is Slack's word or the last check's, `until` when it is over, `behind` another letter."""

    code: Code
    word: str = ""
    until: datetime | None = None
    behind: int | None = None


@dataclass(frozen=True)
class Trace:
    """A letter, without what it says. `to` is a Slack id, or "channel" for the pair's own."""

    letter: int
    kind: str
    state: LetterState
    to: str
    workspace: str
    program: int | None
    pair: int | None
    edits: int | None
    planned_at: datetime
    due_at: datetime
    done_at: datetime | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Line:
    """A line of the record of changes."""

    at: datetime
    who: str
    what: str
    subject: str
    why: str
    program: int | None


@dataclass(frozen=True)
class Story:
    """All that is known of a letter. `about`: the numbers of what it is about; `edited_by`: the edits of this card."""

    trace: Trace
    unknown: str
    attempts: int
    called_at: datetime | None
    last_word: str
    about: Mapping[str, int]
    channel: str | None
    ts: str | None
    edited_by: tuple[int, ...]
    audit: tuple[Line, ...]


class Traces(NamedTuple):
    """The newest letters, and how many more there are."""

    letters: tuple[Trace, ...]
    more: int


class Lines(NamedTuple):
    """The newest lines, and how many more there are."""

    lines: tuple[Line, ...]
    more: int


class Nobody(LookupError):
    """There is no such letter, pair, person, program or round: the message names it."""


def traces(
    session: Session,
    *,
    to: str | None = None,
    pair: int | None = None,
    kind: str | None = None,
    state: str | None = None,
    limit: int,
    now: datetime,
) -> Traces:
    """The newest letters of which all of that is true. Raises Nobody."""
    if to is not None and not tracing.knows(session, recipient=to):
        raise Nobody(f"nobody and nothing here has the Slack id {to}")
    if pair is not None and session.get(Mentorship, pair) is None:
        raise Nobody(f"there is no pair {pair}")
    found, total = tracing.letters(
        session, to=to, channel=CHANNEL, mentorship_id=pair, kind=kind, state=state, limit=limit
    )
    return Traces(tuple(_trace(session, letter, now) for letter in found), total - len(found))


def story(session: Session, *, letter_id: int, now: datetime) -> Story:
    """All that is known of one letter. Raises Nobody."""
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise Nobody(f"there is no letter {letter_id}, or it is forgotten by now")
    return Story(
        trace=_trace(session, letter, now),
        unknown="resend" if letter.edits is not None else Notice(letter.kind).policy.unknown,
        attempts=letter.attempts,
        called_at=letter.called_at,
        last_word=letter.last_error,
        about={name: value for name, value in letter.params.items() if type(value) is int},
        channel=letter.channel,
        ts=letter.ts,
        edited_by=tuple(edit.id or 0 for edit in tracing.edits_of(session, letter_id=letter_id)),
        audit=_about(session, letter_id),
    )


def lines(
    session: Session,
    *,
    program: int | None = None,
    who: str | None = None,
    about: tuple[str, str] | None = None,
    since: datetime | None = None,
    limit: int,
) -> Lines:
    """The newest lines of the record of changes of which all of that is true. Raises Nobody."""
    if program is not None and session.get(Program, program) is None:
        raise Nobody(f"there is no program {program}")
    narrowed = None
    match about:
        case "letter", number:
            narrowed = tracing.about_letter(int(number))
        case "pair", number:
            if session.get(Mentorship, int(number)) is None:
                raise Nobody(f"there is no pair {number}")
            narrowed = tracing.about_pair(int(number))
        case "round", number:
            if session.get(Round, int(number)) is None:
                raise Nobody(f"there is no round {number}")
            narrowed = tracing.about_round(int(number))
        case "person", person_id:
            narrowed = tracing.about_person(person_id)
    found, total = tracing.audit(
        session, program_id=program, who=who, about=narrowed, since=since, limit=limit
    )
    return Lines(tuple(map(_line, found)), total - len(found))


def _trace(session: Session, letter: Letter, now: datetime) -> Trace:
    assert letter.id is not None
    return Trace(
        letter=letter.id,
        kind=letter.kind,
        state=letter.state,
        to=letter.recipient,
        workspace=letter.workspace_id,
        program=letter.program_id,
        pair=letter.mentorship_id,
        edits=letter.edits,
        planned_at=letter.planned_at,
        due_at=letter.due_at,
        done_at=letter.done_at,
        reasons=tuple(_reasons(session, letter, now)),
    )


def _reasons(session: Session, letter: Letter, now: datetime) -> Sequence[Reason]:
    """All that apply; the first is its own."""
    word = letter.last_error
    match letter.state:
        case "ready":
            return _waits(session, letter, now)
        case "sending":
            lost = letter.lease_until is not None and letter.lease_until <= now
            return [Reason("forsaken" if lost else "underway", until=letter.lease_until)]
        case "unknown":
            return [Reason("quiet", word, until=letter.due_at)]
        case "done":
            return [Reason("done", word)]
        case "rejected":
            return [Reason("refused", word)]
        case _:
            said = [line.what for line in _about(session, letter.id or 0) if line.what in AFTER_ALL]
            return [Reason(AFTER_ALL[said[-1]] if said else "taken_care_of", word)]


def _waits(session: Session, letter: Letter, now: datetime) -> Sequence[Reason]:
    found = []
    if letter.due_at > now:
        found.append(_put_off(letter))
    rest = tracing.rest_of(session, letter=letter, now=now)
    if rest is not None and rest > letter.due_at:
        found.append(Reason("resting", until=rest))
    if letter.due_at <= now:
        ahead = tracing.ahead_of(session, letter=letter, now=now)
        if ahead is not None:
            found.append(Reason("behind", behind=ahead.id, until=_over(ahead, now)))
    return found or [Reason("next")]


def _put_off(letter: Letter) -> Reason:
    """Why it is due only later. A letter that keeps its lane meanwhile has been tried; the last check keeps none."""
    if letter.lease_until is not None:
        spaced = letter.last_error == Unsent.SPACED
        return Reason("spaced" if spaced else "retry", "" if spaced else letter.last_error, letter.due_at)
    held = bool(letter.last_error)
    return Reason("held" if held else "planned", letter.last_error, letter.due_at)


def _over(ahead: Letter, now: datetime) -> datetime | None:
    """When another letter lets go of the lane, as far as can be told."""
    moments = (ahead.due_at if ahead.state == "unknown" else None, ahead.lease_until)
    return next((moment for moment in moments if moment is not None and moment > now), None)


def _about(session: Session, letter_id: int) -> tuple[Line, ...]:
    found, _ = tracing.audit(session, about=tracing.about_letter(letter_id))
    return tuple(map(_line, reversed(found)))


def _line(found: Audit) -> Line:
    return Line(found.at, found.who, found.what, found.subject, found.why, found.program_id)
