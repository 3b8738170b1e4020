"""How long what is kept, and the forgetting of the rest, once a day. docs/running.md says the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from program.base import inbox
from program.base.notices import Notice
from program.base.refusals import Refusal
from program.base.touchpoints import Moment
from program.pair.as_seen import MET
from program.workspace import erasure
from storage.queries import retention

KEPT: Mapping[str, timedelta] = {
    "events": inbox.KEPT,
    "errands": timedelta(days=14),
    "letters": timedelta(days=365),
    "invitations": timedelta(days=365),
    "requests": timedelta(days=365),
    "proposals": timedelta(days=180),
    "plans": timedelta(days=365),
    "moments": timedelta(days=365),
    "answers": timedelta(days=730),
    "profiles": timedelta(days=365),
}
PEOPLE_AT_ONCE = 5
"""Each is taken out of every table."""


def forget_old(session: Session, *, now: datetime) -> int:
    """Forget what is older than KEPT says, a portion of it. Returns how much went; events are not counted."""
    inbox.forget_old(session, now=now)
    errands = {notice.value for notice in Notice if notice.policy.errand}
    return (
        retention.forget_errands(session, kinds=errands, before=now - KEPT["errands"])
        + retention.forget_letters(session, but=errands, before=now - KEPT["letters"])
        + retention.forget_invitations(session, before=now - KEPT["invitations"])
        + retention.forget_concerns(session, before=now - KEPT["requests"])
        + retention.forget_proposals(session, before=now - KEPT["proposals"])
        + retention.forget_pairs(session, survey=Moment.SURVEY.value, before=now - KEPT["plans"])
        + retention.forget_moments(session, counted=MET, before=now - KEPT["moments"])
        + retention.forget_answers(session, before=now - KEPT["answers"])
        + _forget_people(session, now)
    )


def _forget_people(session: Session, now: datetime) -> int:
    """Whose account has been gone for long is forgotten as if they had asked for it; the only owner stays."""
    forgotten = 0
    for workspace_id, person_id in retention.gone(session, before=now - KEPT["profiles"]):
        if forgotten == PEOPLE_AT_ONCE:
            break
        try:
            erasure.erase(session, workspace_id=workspace_id, person_id=person_id, now=now)
        except Refusal:
            continue
        forgotten += 1
    return forgotten
