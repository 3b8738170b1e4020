"""The app comes to a workspace, and may be removed from it.

Once removed, nothing is sent and no planned moment comes; when it is back, what is stale by then is skipped by kind.
"""

from datetime import datetime

from sqlmodel import Session

from program.base import people
from program.base.unsent import Unsent
from program.joining import audiences
from storage.models import Audit, Installation
from storage.queries import letters


def started(
    session: Session,
    *,
    workspace_id: str,
    now: datetime,
    bot_user_id: str | None = None,
    admins: frozenset[str] | None = None,
) -> None:
    """The app runs here (again), as this bot user: learn who is here. What was held while it was away may go."""
    installation = session.get(Installation, workspace_id) or Installation(workspace_id=workspace_id)
    if installation.removed_at is not None:
        letters.release(session, workspace_id=workspace_id, held=Unsent.REMOVED, now=now)
    installation.removed_at = None
    installation.bot_user_id = bot_user_id or installation.bot_user_id
    installation.admins = sorted(admins) if admins is not None else installation.admins
    session.add(installation)
    people.walk(session, workspace_id=workspace_id, now=now)
    audiences.read_usergroups(session, workspace_id=workspace_id, now=now)


def removed(session: Session, *, workspace_id: str, why: str, now: datetime) -> None:
    """Somebody has removed the app. Hearing it twice is hearing it once."""
    installation = session.get(Installation, workspace_id) or Installation(workspace_id=workspace_id)
    if installation.removed_at is not None:
        return
    installation.removed_at = now
    session.add(installation)
    session.add(
        Audit(
            workspace_id=workspace_id, at=now, who="slack", what="app_removed", subject=workspace_id, why=why
        )
    )


def is_removed(session: Session, *, workspace_id: str) -> bool:
    installation = session.get(Installation, workspace_id)
    return installation is not None and installation.removed_at is not None
