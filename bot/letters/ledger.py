"""What delivery writes down about a letter: each function is one transaction of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from bot.letters.pace import POST, Pace, heard
from bot.letters.verdicts import Verdict, wait
from handlers.views.kit import Call
from handlers.views.language import installed, speaking
from handlers.views.notices import RENDERERS
from program import lifecycle, sending
from program.base.audit import ALONGSIDE, note
from program.base.notices import Notice
from program.base.unsent import Unsent
from program.pair import channels
from program.sending import Apart, Later, Never
from storage import outbox
from storage.models import Letter, Person, Program

QUIET = timedelta(seconds=60)
"""Longer than Slack may take to act on a call whose reply was lost."""
MOST_ATTEMPTS = 12
"""Over seven hours, by verdicts.BACKOFF: longer than Slack is down."""
BATCH = 12
"""In the air at once: if the process dies, nobody knows of so many letters at most whether they arrived."""
CARD_UNDERWAY = timedelta(seconds=5)


Prepared = Call | Later | Never | Apart
"""A call that Slack gets now, or why it does not."""


def claim(session: Session, *, pace: Pace, now: datetime) -> Sequence[Letter]:
    """Letters to send now, at most one of each lane."""
    return outbox.claim(session, now=now, limit=BATCH, admit=partial(pace.admit, session, now))


def settle(session: Session, *, now: datetime) -> int:
    """Unknown outcomes whose quiet period is over: sent again or let be, as their kind says, and audited.

    What is sent again is so ever more rarely, and in the end is as if Slack had refused it.
    """
    outbox.abandon(session, now=now, quiet=QUIET)
    letters = outbox.unsettled(session, now=now, limit=BATCH)
    for letter in letters:
        session.add(letter)
        again = letter.edits is not None or Notice(letter.kind).policy.unknown == "resend"
        if again and letter.attempts >= MOST_ATTEMPTS:
            _refused(session, letter, letter.last_error, now)
            continue
        what = "resent" if again else "let_be"
        note(session, letter, who=ALONGSIDE, what=f"unknown_outcome_{what}", why=letter.last_error, now=now)
        if again:
            _again(letter, max(now, (letter.called_at or now) + wait(letter.attempts, None)))
        else:
            letter.state = "dropped"
            letter.lease_until = None
    return len(letters)


def doubtful(session: Session, *, now: datetime) -> list[tuple[Letter, Call]]:
    """Messages whose quiet period is over, which may be there or not, as they would be drawn."""
    drawn = [
        (letter, prepare(session, letter=letter, now=now))
        for letter in outbox.unsettled(session, now=now, limit=BATCH, lock=False)
        if letter.edits is None and RENDERERS[Notice(letter.kind)].method == POST
    ]
    return [(letter, call) for letter, call in drawn if isinstance(call, Call)]


def reconcile(session: Session, *, letter: Letter, found: Mapping[str, Any] | None, now: datetime) -> None:
    """A message of unknown outcome was found, or was not where it would be: it is done, or sent again."""
    doubted = _locked(session, letter.id)
    if doubted is None or (doubted.state, doubted.attempts) != ("unknown", letter.attempts):
        return
    what = "unknown_outcome_found" if found is not None else "unknown_outcome_not_there"
    note(session, doubted, who=ALONGSIDE, what=what, why=doubted.last_error, now=now)
    verdict = Verdict("done") if found is not None else Verdict("passing", doubted.last_error)
    record(session, letter_id=doubted.id or 0, verdict=verdict, reply=found or {}, follow=True, now=now)


def prepare_all(session: Session, *, letters: Sequence[Letter], now: datetime) -> list[Prepared]:
    """`prepare` for each of them: what is true of several is asked once."""
    return [prepare(session, letter=letter, now=now) for letter in letters]


def prepare(session: Session, *, letter: Letter, now: datetime) -> Prepared:
    """The last look at a letter before it goes: the call that it is by now, or why it does not go."""
    checked = sending.check(session, letter=letter, now=now)
    if not isinstance(checked, sending.Go):
        return checked
    facts = lifecycle.facts(session, letter=letter)
    if facts is None:
        return Never(Unsent.NOTHING_TO_SAY)
    with speaking(_locale(session, letter), now.date()):
        call = RENDERERS[Notice(letter.kind)].draw(facts)
    return call if letter.edits is None else _edit(session, letter, call, now)


def _locale(session: Session, letter: Letter) -> str:
    """Of who reads it: a person's own; in a channel that several share, the program's."""
    if len(installed()) == 1:
        return ""
    reader = session.get(Person, (letter.workspace_id, letter.recipient))
    if reader is not None:
        return reader.locale
    program = session.get(Program, letter.program_id) if letter.program_id else None
    return program.locale if program else ""


def _edit(session: Session, letter: Letter, call: Call, now: datetime) -> Call | Later | Never:
    """The same card, drawn over the one that was sent."""
    card = session.get(Letter, letter.edits)
    if card is not None and card.state in ("sending", "unknown"):
        return Later(now + CARD_UNDERWAY, Unsent.CARD_UNDERWAY)
    if card is not None and card.state == "ready":
        return Never(Unsent.CARD_UNDRAWN)
    if card is None or card.ts is None:
        return Never(Unsent.CARD_LOST)
    kept = {key: value for key, value in call.args.items() if key in ("text", "blocks")}
    return Call("chat.update", {"channel": card.channel, "ts": card.ts, **kept})


def record(
    session: Session,
    *,
    letter_id: int,
    verdict: Verdict,
    reply: Mapping[str, Any],
    follow: bool,
    now: datetime,
) -> None:
    """What became of a letter, and what follows from it.

    Without `follow` the stage is not told: that is for a stage that broke on being told. A sender that took longer
    than its lease is heard as long as nobody has settled the letter: it knows what others can only guess.
    """
    letter = _locked(session, letter_id)
    if letter is None or letter.state not in ("sending", "unknown"):
        return
    session.add(letter)
    letter.last_error = verdict.error
    letter.lease_until = None
    letter.called_at = now
    if verdict.retry_after is not None:
        until = now + timedelta(seconds=verdict.retry_after)
        heard(session, letter=letter, everything=verdict.result == "barred", until=until, now=now)
    match verdict.result:
        case "done":
            _done(session, letter, reply, follow, now)
        case "unknown":
            letter.state = "unknown"
            letter.due_at = now + QUIET
        case "passing" if letter.attempts < MOST_ATTEMPTS:
            _again(letter, now + wait(letter.attempts, verdict.retry_after))
        case "withheld":
            letter.attempts -= 1
            _again(letter, now + wait(letter.attempts, verdict.retry_after))
            letter.lease_until = None  # what is of another method, and may go, goes before it
        case "limited" | "barred":
            letter.attempts -= 1
            _again(letter, now + wait(letter.attempts, verdict.retry_after))
        case _:
            _refused(session, letter, verdict.error, now, follow=follow)


def _done(session: Session, letter: Letter, reply: Mapping[str, Any], follow: bool, now: datetime) -> None:
    letter.state = "done"
    letter.done_at = now
    letter.channel = reply.get("channel") if isinstance(reply.get("channel"), str) else None
    letter.ts = reply.get("ts")
    if follow:
        reads = RENDERERS[Notice(letter.kind)].read
        lifecycle.arrived(session, letter=letter, reply=reads(reply) if reads else reply, now=now)
    else:
        note(session, letter, who=ALONGSIDE, what="follow_up_failed", why=letter.last_error, now=now)


def stick(session: Session, *, letter_id: int, error: str, now: datetime) -> None:
    """What follows a letter that was done is lost: if it was a step of an opening, its owner sees where that stands."""
    letter = _locked(session, letter_id)
    if letter is not None and letter.state == "done" and letter.edits is None:
        lifecycle.stick(session, letter=letter, error=error, now=now)


def _again(letter: Letter, due: datetime) -> None:
    """It keeps its lane until its next try."""
    letter.state = "ready"
    letter.due_at = letter.lease_until = due


def _refused(session: Session, letter: Letter, error: str, now: datetime, *, follow: bool = True) -> None:
    """It never arrives. Unless its stage takes care of that, or nobody waits for it, its owners see it on Home."""
    letter.state = "rejected"
    letter.done_at = now
    letter.lease_until = None
    told = follow and lifecycle.refused(session, letter=letter, error=error, now=now)
    if not told:
        note(session, letter, who=ALONGSIDE, what="letter_rejected", why=error, now=now)
    if letter.state == "rejected" and (told or letter.edits is not None or Notice(letter.kind).policy.errand):
        letter.state = "dropped"


def hold(session: Session, *, letter_id: int, until: datetime, why: str, now: datetime) -> None:
    """The last check put a letter off. The audit says so once for each reason; who redraws a card waits unheard."""
    letter = _locked(session, letter_id)
    if letter is not None and letter.edits is None and letter.last_error != why:
        note(session, letter, who=ALONGSIDE, what="letter_held", why=why, now=now)
    hand_back(session, letter_id=letter_id, until=until, why=why)


def hand_back(session: Session, *, letter_id: int, until: datetime, why: str) -> None:
    """A letter that was claimed and not tried: ready again, from `until` on."""
    letter = _locked(session, letter_id)
    if letter is not None and letter.state == "sending":
        letter.state = "ready"
        letter.due_at = until
        letter.lease_until = letter.called_at = None
        letter.attempts -= 1
        letter.last_error = why
        session.add(letter)


def split(session: Session, *, letter_id: int, now: datetime) -> None:
    """A letter to a pair without a channel: one to each of them takes its place."""
    letter = _locked(session, letter_id)
    if letter is not None and letter.state == "sending":
        channels.send_apart(session, letter, now)
        drop(session, letter_id=letter_id, why="sent to each alone", now=now)


def drop(session: Session, *, letter_id: int, why: str, now: datetime) -> None:
    """A letter that has nothing to say any more, and why."""
    letter = _locked(session, letter_id)
    if letter is not None and letter.state == "sending":
        letter.state = "dropped"
        letter.lease_until = letter.called_at = None
        letter.done_at = now
        letter.last_error = why
        session.add(letter)
        note(session, letter, who=ALONGSIDE, what="letter_dropped", why=why, now=now)


def _locked(session: Session, letter_id: int | None) -> Letter | None:
    """A letter, locked until the transaction ends: of its sender and whoever settles it, one is the first."""
    return session.get(Letter, letter_id, with_for_update=True, populate_existing=True)
