"""How long what is kept, and the nightly forgetting of the rest. docs/running.md says the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from program import inbox
from program.notices import Notice
from storage.queries import retention

ERRANDS = frozenset(
    {
        Notice.LOOKUP,
        Notice.HOME,
        Notice.PEOPLE_PAGE,
        Notice.USERGROUPS,
        Notice.PLACE_PAGE,
        Notice.CHANNEL_FIND,
    }
)
"""Calls that asked or drew something, and told nobody anything."""

KEPT: Mapping[str, timedelta] = {
    "events": inbox.KEPT,
    "errands": timedelta(days=14),
    "letters": timedelta(days=365),
    "invitations": timedelta(days=365),
    "requests": timedelta(days=365),
}


def forget_old(session: Session, *, now: datetime) -> int:
    """Forget what is older than KEPT says. Returns how many rows went; events are not counted."""
    inbox.forget_old(session, now=now)
    errands = {notice.value for notice in ERRANDS}
    return (
        retention.forget_errands(session, kinds=errands, before=now - KEPT["errands"])
        + retention.forget_letters(session, but=errands, before=now - KEPT["letters"])
        + retention.forget_invitations(session, before=now - KEPT["invitations"])
        + retention.forget_concerns(session, before=now - KEPT["requests"])
    )
