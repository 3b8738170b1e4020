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
from storage.models import Concern, Letter, Mentorship, Program, Round, Touchpoint
from storage.queries import letters

CHANNEL = "channel"
"""The recipient of a letter to a mentorship's own channel."""
HOME_RESTS = timedelta(seconds=5)
"""A Home tab that follows what happens elsewhere is drawn once in so long. Slack takes 100 in a workspace's minute, and
whoever opens theirs would wait in that line."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How a kind of letter is treated on its way.

    unknown   what to do when nobody can know whether it arrived: send it again, or let it be
    priority  0 an answer to somebody who waits, 1 personal, 2 bulk
    prompt    asks something unasked, so it obeys a pause, is not sent to somebody who left or a pair that ended, and
              counts among the two that a person gets in a week
    afterward with `prompt`: asks about no pair that must go on
    hours     "good": only in the recipients' working hours; "any": at once
    lapses    no longer worth sending when this late, save for a prompt that waits its turn; None: always worth it
    always    goes even to somebody who left, or in an ended mentorship
    errand    asks or draws something and tells nobody anything: soon forgotten, and missed by nobody if it fails
    aside     waits for no other letter to the same person, and none waits for it: nobody reads it in their order
    """

    unknown: Literal["resend", "skip"] = "resend"
    priority: Literal[0, 1, 2] = 1
    prompt: bool = False
    afterward: bool = False
    hours: Literal["any", "good"] = "any"
    lapses: timedelta | None = None
    always: bool = False
    errand: bool = False
    aside: bool = False


class Notice(StrEnum):
    """Every kind of letter, with how it is treated. What it says and what follows is in program/lifecycle.py."""

    _value_: str
    policy: Policy

    def __new__(cls, value: str, policy: Policy = Policy()) -> "Notice":
        notice = str.__new__(cls, value)
        notice._value_ = value
        notice.policy = policy
        return notice

    LOOKUP = "lookup", Policy(priority=0, always=True, errand=True)
    PEOPLE_PAGE = "people_page", Policy(priority=2, always=True, lapses=timedelta(days=1), errand=True)
    USERGROUPS = "usergroups", Policy(priority=2, always=True, lapses=timedelta(days=1), errand=True)
    PLACE_PAGE = "place_page", Policy(always=True, lapses=timedelta(days=1), errand=True)
    OUTSIDER = "outsider"
    AUDIENCE_HIDDEN = "audience_hidden"
    AUDIENCE_GONE = "audience_gone", Policy(hours="good")
    CO_OWNER = "co_owner"
    HANDOVER = "handover"
    ACCOUNT_OFF = "account_off", Policy(hours="good")
    ACCOUNT_ON = "account_on", Policy(hours="good")
    DEPARTURE = "departure", Policy(hours="good")
    RETURNED = "returned", Policy(hours="good")
    REVIVED = "revived"
    INVITATION = (
        "invitation",
        Policy(
            priority=2, unknown="skip", prompt=True, afterward=True, hours="good", lapses=timedelta(days=7)
        ),
    )
    HOME = "home", Policy(priority=0, always=True, aside=True, lapses=timedelta(days=1), errand=True)
    ROUND = "round"
    REPLACEMENT = "replacement"
    MATCHED = "matched"
    UNMATCHED = "unmatched", Policy(priority=2)
    CHANNEL_CREATE = "channel_create", Policy(always=True)
    CHANNEL_FIND = "channel_find", Policy(always=True, errand=True)
    CHANNEL_INVITE = "channel_invite", Policy(always=True)
    CHANNEL_TOPIC = "channel_topic", Policy(always=True)
    CHANNEL_RENAME = "channel_rename", Policy(priority=2, always=True, errand=True)
    INTRO = "intro", Policy(always=True)
    CHARTER = "charter", Policy(always=True)
    CHARTER_PIN = "charter_pin", Policy(always=True)
    AGENDA = "agenda", Policy(always=True)
    PLAN = "plan", Policy(priority=0)
    PLAN_PIN = "plan_pin", Policy(always=True)
    CHANNEL_STUCK = "channel_stuck", Policy(hours="good", lapses=timedelta(days=7))
    CHANNEL_LOST = "channel_lost"
    CHANNEL_LEFT = "channel_left"
    INVITE_AGAIN = "invite_again", Policy(priority=0, always=True)
    ENDED = "ended"
    THANKS = "thanks", Policy(hours="good")
    ARCHIVE_CHANNEL = "archive_channel", Policy(priority=2, always=True)
    CHECK_IN = "check_in", Policy(unknown="skip", prompt=True, hours="good", lapses=timedelta(days=3))
    STAY = "stay", Policy(prompt=True, hours="good", lapses=timedelta(days=7))
    QUIET = "quiet", Policy(priority=2, unknown="skip", hours="good", lapses=timedelta(days=14))
    CONCERN = "concern"
    CONCERN_OPEN = "concern_open", Policy(unknown="skip", hours="good", lapses=timedelta(days=14))
    CONCERN_SETTLED = "concern_settled", Policy(hours="good", lapses=timedelta(days=14))
    SURVEY = "survey", Policy(prompt=True, hours="good", lapses=timedelta(days=10))
    LAST_SURVEY = "last_survey", Policy(prompt=True, afterward=True, hours="good", lapses=timedelta(days=28))
    CALIBRATION = "calibration", Policy(prompt=True, hours="good", lapses=timedelta(days=45))
    RHYTHM = "rhythm", Policy(prompt=True, hours="good", lapses=timedelta(days=10))
    SUMMARY = "summary", Policy(priority=2, hours="good")
    MENTOR_NEXT = (
        "mentor_next",
        Policy(
            priority=2, unknown="skip", prompt=True, afterward=True, hours="good", lapses=timedelta(days=14)
        ),
    )
    OVER = "over", Policy(priority=2, hours="good")
    DIGEST = "digest", Policy(priority=2, unknown="skip", lapses=timedelta(days=3))
    DIGEST_LOST = "digest_lost"


Of = Program | Round | Mentorship | Concern | Letter | Touchpoint | str
"""What a letter belongs to: a stored row, or a workspace by its id."""


def tell(
    session: Session,
    notice: Notice,
    of: Of,
    *,
    to: str,
    about: str | int,
    now: datetime,
    due: datetime | None = None,
    **params: Any,
) -> bool:
    """Write a letter. The same notice to the same recipient `about` the same thing is written once.

    `params` are ids and plain JSON values that the renderer's question needs; never anybody's text.
    Returns False if that letter was written before.
    """
    workspace_id, program_id, mentorship_id = _place(of)
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
            lane=f"{workspace_id}:{to}:{notice}" if notice.policy.aside else "",
            priority=notice.policy.priority,
            created_at=now,
            planned_at=due or now,
            due_at=due or now,
        ),
    )


def _place(of: Of) -> tuple[str, int | None, int | None]:
    """Of which workspace, program and mentorship it is."""
    match of:
        case str():
            return of, None, None
        case Program():
            return of.workspace_id, of.id, None
        case Mentorship():
            return of.workspace_id, of.program_id, of.id
        case Letter() | Touchpoint():
            return of.workspace_id, of.program_id, of.mentorship_id
        case Round() | Concern():
            return of.workspace_id, of.program_id, None


def put(session: Session, notice: Notice, touchpoint: Touchpoint, *, to: str, now: datetime) -> None:
    """Write the letter that puts a moment's question to somebody, or to the pair's channel."""
    tell(session, notice, touchpoint, to=to, about=touchpoint.key, now=now, touchpoint=touchpoint.id)


def redraw(
    session: Session,
    notice: Notice,
    of: Mentorship | Touchpoint | Letter | str,
    *,
    now: datetime,
    to: str | None = None,
    priority: Literal[0, 1, 2] = 0,
    **params: Any,
) -> None:
    """Have every delivered card of this kind whose params include `params` edited to show what is true then.

    Those `of` a row's mentorship, or of a workspace by its id.

    One that is still on its way needs nothing: it is rendered when it is delivered. Edits that have not
    gone yet are not doubled, but go sooner if need be. Those that follow a click go first; where many change at once,
    say 2.
    """
    workspace_id, _, mentorship_id = _place(of)
    for card in letters.cards(
        session,
        kind=notice.value,
        workspace_id=workspace_id,
        mentorship_id=mentorship_id,
        to=to,
        params=params,
    ):
        while (waiting := letters.edit_on_its_way(session, letter_id=card.id)) is None:
            last = letters.last_edit(session, letter_id=card.id)
            if outbox.enqueue(session, _edit(card, last, priority, now)):
                break
        else:
            waiting.priority = min(waiting.priority, priority)
            session.add(waiting)


def _edit(card: Letter, last: int | None, priority: int, now: datetime) -> Letter:
    return Letter(
        workspace_id=card.workspace_id,
        program_id=card.program_id,
        mentorship_id=card.mentorship_id,
        kind=card.kind,
        recipient=card.recipient,
        params=card.params,
        dedupe_key=f"edit:{card.id}:{last or 0}",
        edits=card.id,
        priority=priority,
        created_at=now,
        planned_at=now,
        due_at=now,
    )


def draw_home(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> None:
    """Have somebody's Home tab drawn now, as it is when that letter goes. One that is on its way is enough."""
    _draw_home(session, workspace_id, person_id, now, rest=timedelta())


def redraw_home(session: Session, *people: str, workspace_id: str, now: datetime) -> None:
    """Something about these people has changed: their Home tab is drawn again, and those of their programs' owners.

    Only for people who have ever opened it: Slack says when somebody opens it, and then it is drawn as it is.
    One that was drawn less than HOME_RESTS ago is drawn when that is over, with all that changes until then.
    """
    for reader in letters.reached(
        session, kind=Notice.HOME.value, workspace_id=workspace_id, people=sorted({*people})
    ):
        _draw_home(session, workspace_id, reader, now, rest=HOME_RESTS)


def home_rests(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> bool:
    """Whether somebody's Home tab rests before it is drawn again."""
    kind = Notice.HOME.value
    waiting = letters.waiting(session, kind=kind, workspace_id=workspace_id, to=person_id, lock=False)
    return waiting is not None and waiting.planned_at > now


def hurry_home(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> None:
    """If somebody's Home tab rests before it is drawn again, it doesn't any more: they look at it."""
    kind = Notice.HOME.value
    waiting = letters.waiting(session, kind=kind, workspace_id=workspace_id, to=person_id)
    if waiting is not None:
        _by(session, waiting, now)


def _draw_home(
    session: Session, workspace_id: str, person_id: str, now: datetime, *, rest: timedelta
) -> None:
    """Have it drawn so long after the last time, by the letter that is on its way already or by a new one."""
    kind = Notice.HOME.value
    while (waiting := letters.waiting(session, kind=kind, workspace_id=workspace_id, to=person_id)) is None:
        last = letters.last(session, kind=kind, workspace_id=workspace_id, to=person_id)
        left = rest - (now - (last.done_at or now)) if last else timedelta()
        due = now + min(max(left, timedelta()), rest)  # a clock may have been set back since
        about = last.id if last else 0
        if tell(session, Notice.HOME, workspace_id, to=person_id, about=about, now=now, due=due):
            return
    _by(session, waiting, now + rest)


def _by(session: Session, waiting: Letter, moment: datetime) -> None:
    """It rests no longer than that. What Slack has put off, or a removed app holds up, goes when it may."""
    if waiting.planned_at > moment:
        waiting.planned_at = waiting.due_at = moment
        session.add(waiting)
