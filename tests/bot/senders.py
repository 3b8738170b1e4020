"""Senders without a Slack: they claim, and hear at once what came of it, on a clock in the test's hand."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlmodel import Session

from bot.letters import ledger
from bot.letters.pace import MINUTE, Pace
from bot.letters.verdicts import Verdict
from program import lifecycle
from program.base.notices import Notice, tell
from storage import outbox
from storage.models import Letter
from storage.unit import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CREATE, BULK, CLICKED = Notice.CHANNEL_CREATE, Notice.THANKS, Notice.PLAN
"""A call of a tier of twenty; a message in bulk; a message to somebody who has just clicked."""
DONE = Verdict("done")


def write(store: Store, kind: Notice, count: int = 1, *, to: str = "U{}", workspace: str = "T1") -> None:
    """Letters, each to somebody of their own unless told otherwise, and about something of its own."""

    def write_down(session: Session) -> None:
        for number in range(count):
            place = to.format(number)
            tell(session, kind, workspace, to=place, about=number, now=NOON)

    store.transact(write_down)


def pour(store: Store, count: int) -> None:
    """As many messages in bulk, written down all at once."""
    rows = [
        {
            "workspace_id": "T1",
            "kind": BULK.value,
            "recipient": f"U{number}",
            "dedupe_key": str(number),
            "lane": str(number),
            "created_at": NOON,
            "planned_at": NOON,
            "due_at": NOON,
        }
        for number in range(count)
    ]
    store.transact(lambda session: session.execute(insert(Letter), rows))


def hear(store: Store, letters: Sequence[Letter], verdict: Verdict, now: datetime) -> None:
    """Slack's answer to these letters comes at `now`."""

    def record(session: Session) -> None:
        for letter in letters:
            assert letter.id is not None
            follow = lifecycle.LETTERS[Notice(letter.kind)].arrived is None
            ledger.record(session, letter_id=letter.id, verdict=verdict, reply={}, follow=follow, now=now)

    store.transact(record)


def claim(store: Store, now: datetime = NOON, *, pace: Pace | None = None) -> Sequence[Letter]:
    return store.transact(ledger.claim, pace=pace or Pace(), now=now)


def claim_all(store: Store) -> Sequence[Letter]:
    """All that may go now, in the air together."""
    return [letter for some in iter(lambda: claim(store), []) for letter in some]


def send(store: Store, now: datetime, *, pace: Pace | None = None, verdict: Verdict = DONE) -> list[str]:
    """Let a sender claim once at `now`, and hear at once what came of it. Returns to whom it wrote."""
    letters = claim(store, now, pace=pace)
    hear(store, letters, verdict, now)
    return [letter.recipient for letter in letters]


def send_all(*stores: Store, pace: Pace | None = None) -> list[datetime]:
    """Let these senders take turns until nothing is left. Returns when each letter went."""
    gone: list[datetime] = []
    now = NOON
    while True:
        while sent := [place for store in stores for place in send(store, now, pace=pace)]:
            gone += [now] * len(sent)
        due = stores[0].read(outbox.next_due)
        if due is None:
            return gone
        assert due > now, "what is due can go"
        now = due


def send_now(store: Store, now: datetime = NOON) -> int:
    """How many letters may go at `now`."""
    count = 0
    while sent := send(store, now):
        count += len(sent)
    return count


def most_in_a_minute(moments: Sequence[datetime]) -> int:
    return max(sum(start <= moment < start + MINUTE for moment in moments) for start in set(moments))
