"""Living within Slack's rate limits: which letters may go now, and until when the others wait.

Slack counts the calls of each method in a workspace over a sliding minute, and the messages to each channel by the
second. Here the letters are counted, in the transaction that claims them, one replica at a time: so all replicas
share one pace, and hear each other's Retry-After. A call counts as made when its answer has come; what follows it a
minute later can't reach Slack within a minute.

Whoever finds no room waits in the outbox, untouched, and those who go first are chosen anew when there is room.
Bulk leaves room in each tier of fifty and more for somebody's click, and is still done within a twentieth of what
the tier allows; the tiers of twenty are for bulk alone.
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil

from sqlmodel import Session

from bot.letters.tiers import TIERS
from handlers.views.notices import RENDERERS
from program.base.notices import CHANNEL, Notice
from program.base.unsent import Unsent
from storage.models import Letter
from storage.queries import calls

MINUTE = timedelta(minutes=1)
PER_CHANNEL = timedelta(seconds=1)
UNDERWAY = timedelta(seconds=1)
"""Some of those who are let go turn out to have nothing to say: how full the minute is shows a little later."""
BULK_SHARE = 0.97
UPDATE, POST = "chat.update", "chat.postMessage"


class Pace:
    """What Slack allows: calls a minute by method. A method without a tier goes whenever asked."""

    def __init__(self, tiers: Mapping[str, int] = TIERS) -> None:
        self._tiers = tiers

    def admit(self, session: Session, now: datetime, letters: Sequence[Letter]) -> list[Letter]:
        """Those that may go now, at most one of each lane. The other lanes' sorts rest now, or are put off."""
        heads = {letter.lane: letter for letter in reversed(letters)}
        due = [letter for letter in letters if heads[letter.lane] is letter]
        admitted: list[Letter] = []
        for (workspace_id, method), line in groupby(sorted(due, key=_line), key=_line):
            asking = list(line)
            if method == POST:
                asking = _spaced(session, workspace_id, asking, now)
            tier = self._tiers.get(method)
            admitted += asking if tier is None else _within(session, workspace_id, method, tier, asking, now)
        return admitted


def _within(
    session: Session, workspace_id: str, method: str, tier: int, asking: Iterable[Letter], now: datetime
) -> list[Letter]:
    """As many as the minute has room for. When it's full, the method rests."""
    bulk = ceil(tier * BULK_SHARE)
    made = calls.made_since(
        session, workspace_id=workspace_id, sorts=sorts(method), moment=now - MINUTE, now=now, most=tier
    )
    admitted = []
    for letter in asking:
        if len(made) < (tier if letter.priority == 0 else bulk):
            insort(made, now)
            admitted.append(letter)
    if len(made) >= bulk:
        latest = now + (UNDERWAY if admitted else MINUTE)
        calls.rest(
            session,
            workspace_id=workspace_id,
            sorts=sorts(method),
            until=min(latest, _opening(made, tier, now)),
            bulk_until=min(latest, _opening(made, bulk, now)),
            now=now,
        )
    return admitted


def _opening(made: Sequence[datetime], most: int, now: datetime) -> datetime:
    """When fewer than `most` of these calls are of the last minute."""
    return made[-most] + MINUTE if len(made) >= most else now


def _spaced(session: Session, workspace_id: str, posts: Sequence[Letter], now: datetime) -> list[Letter]:
    """Those to places where nobody has spoken within a second. Each of the others gets a second of its own."""
    spoken = calls.made_to(
        session,
        workspace_id=workspace_id,
        sorts=sorts(POST),
        recipients={letter.recipient for letter in posts} - {CHANNEL},
        lanes={letter.lane for letter in posts},
        moment=now - PER_CHANNEL,
        now=now,
    )
    last = {_place(recipient, lane): called for recipient, lane, called in spoken if called is not None}
    asking = []
    for letter in posts:
        place = _place(letter.recipient, letter.lane)
        last[place] = max(now, last[place] + PER_CHANNEL) if place in last else now
        if last[place] > now:
            letter.due_at = letter.lease_until = last[place]
            letter.last_error = Unsent.SPACED
        else:
            asking.append(letter)
    return asking


def sorts(method: str) -> list[str]:
    """The sorts of letters that are calls of this method."""
    kinds = [notice.value for notice, renderer in RENDERERS.items() if renderer.method == method]
    return [*kinds, calls.EDIT] if method == UPDATE else kinds


def method_of(letter: Letter) -> str:
    """The method that a letter is a call of."""
    return UPDATE if letter.edits is not None else RENDERERS[Notice(letter.kind)].method


def heard(session: Session, *, letter: Letter, everything: bool, until: datetime, now: datetime) -> None:
    """Slack wants no more calls of the letter's method until then, or none at all."""
    everywhere = [*map(str, Notice), calls.EDIT]
    calls.rest(
        session,
        workspace_id=letter.workspace_id,
        sorts=everywhere if everything else sorts(method_of(letter)),
        until=until,
        bulk_until=until,
        now=now,
    )


def _line(letter: Letter) -> tuple[str, str]:
    return letter.workspace_id, method_of(letter)


def _place(recipient: str, lane: str) -> str:
    """Where a message goes, as far as can be told before it's drawn."""
    return lane if recipient == CHANNEL else recipient
