"""What must be true of a town once everything has been caught up on, however often its bot has died."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from program.notices import POLICIES, Notice
from storage.models import Audit, Letter, Member, Mentorship, Round, Touchpoint
from tests.crash.town import MortalTown

ERRANDS = frozenset(
    {"home", "people_page", "usergroups", "place_page", "lookup", "channel_find", "channel_create"}
)
"""What a start, or a look at what is true, asks of Slack as often as there are reasons to; and making a channel,
which ends either in making it or in finding it made."""
POST = "chat.postMessage"
LIVE = ("opening", "open")


@dataclass(frozen=True)
class Findings:
    """What came of the letters, to be the same with a death as without; and how many came twice, as they may."""

    letters: Counter[tuple[str, str, str]]
    answers: Counter[tuple[str, str, str]]
    repeated: int


async def examine(town: MortalTown) -> Findings:
    """Raises AssertionError when something is lost, doubled or stuck."""
    letters = await town.ask(lambda session: list(session.exec(select(Letter)).all()))
    audits = await town.ask(lambda session: list(session.exec(select(Audit)).all()))
    now = town.clock.now()
    stuck = [
        f"{letter.kind} is {letter.state}" for letter in letters if _waits(letter) and letter.due_at <= now
    ]
    assert not stuck, stuck
    refused = [f"{letter.kind}: {letter.last_error}" for letter in letters if letter.state == "rejected"]
    assert not refused, refused
    await town.ask(lambda session: _nothing_stands_still(session, now))
    await _channels(town)
    return Findings(
        Counter((one.kind, one.recipient, _fate(one, audits)) for one in letters if _counts(one)),
        await town.ask(_answers),
        _repeated(town, letters, audits),
    )


def _waits(letter: Letter) -> bool:
    return letter.state in ("ready", "sending", "unknown")


def _counts(letter: Letter) -> bool:
    return letter.edits is None and letter.kind not in ERRANDS


def _fate(letter: Letter, audits: Sequence[Audit]) -> str:
    """A letter that nobody may know the outcome of, and that isn't sent again, counts as sent."""
    let_be = any(
        audit.what == "unknown_outcome_let_be" and audit.subject == f"letter:{letter.id}:{letter.kind}"
        for audit in audits
    )
    return "done" if let_be else letter.state


def _repeated(town: MortalTown, letters: Sequence[Letter], audits: Sequence[Audit]) -> int:
    """Messages that no letter knows of: each was sent by a life that died before it could write that down."""
    posted = {
        (call.answer["channel"], call.answer["ts"])
        for call in town.workspace.calls
        if call.method == POST and call.ok
    }
    posts = [call for call in town.workspace.calls if call.method == POST and call.ok]
    assert len(posts) == len(posted)
    known = {(letter.channel, letter.ts) for letter in letters if letter.ts is not None}
    unknown = [audit for audit in audits if audit.what.startswith("unknown_outcome_")]
    for audit in unknown:
        _, number, kind = audit.subject.split(":")
        edits = next(letter.edits for letter in letters if letter.id == int(number))
        resends = edits is not None or POLICIES[Notice(kind)].unknown == "resend"
        assert resends == (audit.what == "unknown_outcome_resent"), audit.subject
    unaccounted = posted - known
    assert len(unaccounted) <= len(unknown), unaccounted
    return len(unaccounted)


def _nothing_stands_still(session: Session, now: Any) -> None:
    for moment in session.exec(select(Touchpoint).where(Touchpoint.state == "planned")).all():
        assert moment.due_at > now, moment.key
    for found in session.exec(select(Round)).all():
        assert found.state != "asked", "a round was never computed"
    for pair in session.exec(select(Mentorship)).all():
        assert pair.state != "opening", f"mentorship {pair.id} never opened"
        assert not pair.trouble, pair.trouble


def _answers(session: Session) -> Counter[tuple[str, str, str]]:
    """The state of every moment, so that a repeated click is seen to count once."""
    return Counter(
        (moment.kind, moment.state, moment.answer or "") for moment in session.exec(select(Touchpoint)).all()
    )


async def _channels(town: MortalTown) -> None:
    """One channel for each mentorship with exactly its people, and no channel without a mentorship."""
    pairs = await town.ask(lambda session: list(session.exec(select(Mentorship)).all()))
    members = await town.ask(lambda session: list(session.exec(select(Member)).all()))
    ours = {
        channel.id: channel
        for channel in town.workspace.channels.values()
        if channel.name.startswith("mentor-") and not channel.is_archived
    }
    kept = {pair.channel_id for pair in pairs if pair.state in (*LIVE, "ended")}
    assert set(ours) <= kept, "an orphan channel"
    for pair in pairs:
        if pair.state in LIVE:
            people = {member.person_id for member in members if member.mentorship_id == pair.id}
            assert set(ours[str(pair.channel_id)].members) == {*people, town.workspace.bot_user_id}
