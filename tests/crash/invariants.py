"""What must be true of a town once everything has been caught up on, however often its bot has died."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, select

from program.base.notices import Notice
from program.base.people import mark
from program.base.touchpoints import Moment
from program.base.unsent import Unsent
from program.pair.endings import Ending
from storage.models import Audit, Erased, Letter, Member, Mentorship, Round, Touchpoint
from tests.crash.passing import no_stranger_is_one_of_us
from tests.crash.town import MortalTown

ERRANDS = {notice for notice in Notice if notice.policy.errand} | {Notice.CHANNEL_CREATE}
"""What a start, or a look at what is true, asks of Slack as often as there are reasons to; and making a channel,
which ends either in making it or in finding it made."""
PASSING = {Notice.ACCOUNT_OFF, Notice.ACCOUNT_ON, Notice.INVITE_AGAIN}
"""What is said of accounts that went and are back: with each of them, and not without."""
POST = "chat.postMessage"
LIVE = ("opening", "open")
TABLES = SQLModel.metadata.sorted_tables


@dataclass(frozen=True)
class Findings:
    """What came of the letters, to be the same with a death as without.

    How many came twice, and how many of which kind may not have come, is told apart: their kind allows it.
    """

    letters: Counter[tuple[str, str, str]]
    answers: Counter[tuple[str, str, str]]
    repeated: int
    let_be: Counter[str]


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
    assert not await town.ask(_ended_by_a_passing_event)
    await _channels(town)
    await no_stranger_is_one_of_us(town)
    await _forgotten(town)
    return Findings(
        Counter((one.kind, _whom(one), _fate(one, audits)) for one in letters if _counts(one)),
        await town.ask(_answers),
        await _repeated(town, letters, audits),
        Counter(audit.subject.split(":")[2] for audit in audits if audit.what == "unknown_outcome_let_be"),
    )


def _ended_by_a_passing_event(session: Session) -> list[Mentorship]:
    """Nobody's account is off for a week in these towns, so no pair has ended because of one."""
    departed = select(Mentorship).where(Mentorship.ended_why == Ending.DEPARTED.value)
    return list(session.exec(departed).all())


def _waits(letter: Letter) -> bool:
    return letter.state in ("ready", "sending", "unknown")


def _counts(letter: Letter) -> bool:
    return (
        letter.edits is None and not _of_a_stuck_channel(letter) and letter.kind not in {*ERRANDS, *PASSING}
    )


def _of_a_stuck_channel(letter: Letter) -> bool:
    """A step that Slack refused once, and what owners hear of it."""
    refused = letter.kind == Notice.CHANNEL_INVITE and letter.state == "dropped"
    return refused or letter.dedupe_key.endswith(":stuck")


def _whom(letter: Letter) -> str:
    """Pseudonyms are numbered by the audit, which tells of deaths too."""
    return letter.recipient.partition("-")[0]


def _fate(letter: Letter, audits: Sequence[Audit]) -> str:
    """A letter that nobody may know the outcome of, and that isn't sent again, counts as sent.

    So does one that waits for its reader's working hours: in a story in which more time passes they are later.
    """
    if letter.state == "ready" and letter.last_error == Unsent.OUTSIDE_HOURS:
        return "done"
    let_be = any(
        audit.what == "unknown_outcome_let_be" and audit.subject == f"letter:{letter.id}:{letter.kind}"
        for audit in audits
    )
    return "done" if let_be else letter.state


async def _repeated(town: MortalTown, letters: Sequence[Letter], audits: Sequence[Audit]) -> int:
    """Messages that no letter knows of: each was sent by a life that died before it could write that down.

    Nor does a letter know of one to somebody who has been forgotten: it was forgotten with them.
    """
    forgotten = {town.server.act(one).dm.id for one in await erased(town)}
    posts = [call.answer for call in town.workspace.calls if call.method == POST and call.ok]
    posted = Counter((post["channel"], post["ts"]) for post in posts if post["channel"] not in forgotten)
    assert set(posted.values()) <= {1}
    sent = Counter((one.channel, one.ts) for one in letters if one.ts is not None and one.edits is None)
    assert sent <= posted, "a message that nobody can see, or one for two letters"
    unknown = [audit for audit in audits if audit.what.startswith("unknown_outcome_")]
    by_id = {letter.id: letter for letter in letters}
    for audit in unknown:
        _, number, kind = audit.subject.split(":")
        letter = by_id.get(int(number))
        resends = Notice(kind).policy.unknown == "resend" or (letter is not None and letter.edits is not None)
        assert letter is None or resends == (audit.what == "unknown_outcome_resent"), audit.subject
    where = Counter(channel for channel, _ in (posted - sent).elements())
    twice = [by_id.get(int(audit.subject.split(":")[1])) for audit in unknown]
    again = Counter(one.channel for one in twice if one is not None and one.edits is None and one.ts)
    elsewhere = sum(one is None or (one.edits is None and one.ts is None) for one in twice)
    assert (where - again).total() <= elsewhere, where - again
    return where.total()


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
    lasting = select(Touchpoint).where(Touchpoint.kind != Moment.DEPARTURE.value)
    return Counter((moment.kind, moment.state, moment.answer or "") for moment in session.exec(lasting).all())


async def _channels(town: MortalTown) -> None:
    """One channel for each mentorship with all its people who are here, and no channel without a mentorship."""
    pairs = await town.ask(lambda session: list(session.exec(select(Mentorship)).all()))
    members = await town.ask(lambda session: list(session.exec(select(Member)).all()))
    ours = {
        channel.id: channel
        for channel in town.workspace.channels.values()
        if channel.name.startswith("mentor-") and not channel.is_archived
    }
    kept = {pair.channel_id or pair.lost_channel_id for pair in pairs if pair.state in (*LIVE, "ended")}
    assert set(ours) <= kept, "an orphan channel"
    for pair in pairs:
        if pair.state in LIVE and pair.channel_lost is not None:
            assert pair.lost_channel_id not in ours, "a channel that is there is taken for lost"
        elif pair.state in LIVE:
            people = {member.person_id for member in members if member.mentorship_id == pair.id}
            here = {one for one in people if not town.workspace.people[one].deleted}
            assert set(ours[str(pair.channel_id)].members) == {*here, town.workspace.bot_user_id}


async def _forgotten(town: MortalTown) -> None:
    """Nowhere is the id of anybody who asked to be forgotten."""
    kept = await town.ask(
        lambda session: str([session.connection().execute(table.select()).all() for table in TABLES])
    )
    assert not [one for one in await erased(town) if one in kept]


async def erased(town: MortalTown) -> list[str]:
    """The ids of those who asked to be forgotten."""
    marks = await town.ask(lambda session: set(session.exec(select(Erased.mark)).all()))
    return [one for one in town.ids.values() if mark(town.workspace.team_id, one) in marks]
