"""One person's own answer to a question. Never shown to the partner."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.models import Reply, Touchpoint
from storage.queries import replies


def keep(
    session: Session, *, touchpoint: Touchpoint, person_id: str, now: datetime, note: str = "", **answer: Any
) -> Reply:
    """Keep what somebody answered, in the place of what they answered before."""
    assert touchpoint.id is not None
    reply = replies.of(session, touchpoint_id=touchpoint.id, person_id=person_id) or Reply(
        workspace_id=touchpoint.workspace_id,
        program_id=touchpoint.program_id,
        touchpoint_id=touchpoint.id,
        person_id=person_id,
        at=now,
    )
    reply.answer = answer
    reply.note = note
    reply.at = now
    session.add(reply)
    session.flush()
    return reply


def answer_of(reply: Reply) -> str:
    """The choice in an answer that is one."""
    return str(reply.answer.get("choice", ""))
