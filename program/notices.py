"""The only way to speak to somebody who did not just click.

A notice is the name of a message or of an errand in Slack. `tell` writes one as a letter, in the transaction of
the change that it is about; `redraw` has a card that was sent drawn again from what is true then.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from sqlmodel import Session

from storage import outbox
from storage.models import Letter
from storage.queries import letters

CHANNEL = "channel"
"""The recipient of a letter to a mentorship's own channel."""


class Notice(StrEnum):
    """Every kind of letter. Each has a policy below and a renderer in handlers/views/notices.py."""

    LOOKUP = "lookup"
    HOME = "home"
    ENDED = "ended"
    THANKS = "thanks"
    ARCHIVE_CHANNEL = "archive_channel"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How a kind of letter is treated on its way.

    unknown   what to do when nobody can know whether it arrived: send it again, or let it be
    priority  0 an answer to somebody who waits, 1 personal, 2 bulk
    prompt    asks something of a pair unasked, so it counts in the week's budget and obeys a pause
    hours     "good": only in the recipients' working hours; "any": at once
    lapses    no longer worth sending when this late; None: always worth it
    always    goes even to somebody who left, or in an ended mentorship
    """

    unknown: Literal["resend", "skip"] = "resend"
    priority: Literal[0, 1, 2] = 1
    prompt: bool = False
    hours: Literal["any", "good"] = "any"
    lapses: timedelta | None = None
    always: bool = False


POLICIES: dict[Notice, Policy] = {
    Notice.LOOKUP: Policy(priority=0, always=True),
    Notice.HOME: Policy(priority=0, always=True, lapses=timedelta(days=1)),
    Notice.ENDED: Policy(),
    Notice.THANKS: Policy(),
    Notice.ARCHIVE_CHANNEL: Policy(priority=2, always=True),
}


def tell(
    session: Session,
    notice: Notice,
    *,
    workspace_id: str,
    to: str,
    about: str | int,
    now: datetime,
    due: datetime | None = None,
    program_id: int | None = None,
    mentorship_id: int | None = None,
    **params: Any,
) -> bool:
    """Write a letter. The same notice to the same recipient `about` the same thing is written once.

    `params` are ids and plain JSON values that the renderer's question needs; never anybody's text.
    Returns False if that letter was written before.
    """
    return outbox.enqueue(
        session,
        Letter(
            workspace_id=workspace_id,
            program_id=program_id,
            mentorship_id=mentorship_id,
            kind=notice.value,
            recipient=to,
            params=params,
            dedupe_key=f"{notice}:{workspace_id}:{mentorship_id or program_id or ''}:{to}:{about}",
            priority=POLICIES[notice].priority,
            created_at=now,
            planned_at=due or now,
            due_at=due or now,
        ),
    )


def redraw(
    session: Session,
    notice: Notice,
    *,
    now: datetime,
    workspace_id: str,
    mentorship_id: int | None = None,
    to: str | None = None,
    **params: Any,
) -> None:
    """Have every delivered card of this kind whose params include `params` edited to show what is true then.

    One that is still on its way needs nothing: it is rendered when it is delivered. Edits that have not
    gone yet are not doubled.
    """
    for card in letters.cards(
        session,
        kind=notice.value,
        workspace_id=workspace_id,
        mentorship_id=mentorship_id,
        to=to,
        params=params,
    ):
        if letters.edit_on_its_way(session, letter_id=card.id):
            continue
        outbox.enqueue(
            session,
            Letter(
                workspace_id=card.workspace_id,
                program_id=card.program_id,
                mentorship_id=card.mentorship_id,
                kind=card.kind,
                recipient=card.recipient,
                params=card.params,
                dedupe_key=f"edit:{card.id}:{letters.count_edits(session, letter_id=card.id)}",
                edits=card.id,
                priority=0,
                created_at=now,
                planned_at=now,
                due_at=now,
            ),
        )


def redraw_home(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> None:
    """Have somebody's Home tab drawn again."""
    if letters.waiting(session, kind=Notice.HOME.value, workspace_id=workspace_id, to=person_id):
        return
    count = letters.count(session, kind=Notice.HOME.value, workspace_id=workspace_id, to=person_id)
    tell(session, Notice.HOME, workspace_id=workspace_id, to=person_id, about=count, now=now)
