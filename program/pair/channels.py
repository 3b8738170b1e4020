"""A pair's channel is archived, deleted or renamed by hand, or somebody leaves it: nothing breaks, the pair hears."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.audit import SLACK, note
from program.base.notices import Notice, redraw, tell
from program.base.refusals import No, Refusal
from program.pair import pairs, reopening
from program.pair.mentorship import Invitation, invite_again, mark_present
from storage.models import ChannelLost as ChannelLost
from storage.models import Letter, Member, Mentorship
from storage.queries import mentorships

ERRORS: dict[str, ChannelLost] = {
    "is_archived": "archived",
    "not_in_channel": "left",
    "channel_not_found": "left",
}
"""What Slack answers to a message into a lost channel."""


@dataclass(frozen=True)
class Lost:
    """To one of the pair: the channel is gone, and what now."""

    to: str
    mentorship_id: int
    partners: tuple[str, ...]
    how: str
    channel_id: str | None
    live: bool


@dataclass(frozen=True)
class Left:
    """To somebody who has left the pair's channel."""

    to: str
    mentorship_id: int
    partners: tuple[str, ...]
    channel_id: str | None
    back: bool
    live: bool


def lost(session: Session, *, workspace_id: str, channel_id: str, how: ChannelLost, now: datetime) -> None:
    """A channel can't be used any more. If it was a living pair's, they hear it and can have another."""
    mentorship = mentorships.by_channel(session, workspace_id=workspace_id, channel_id=channel_id)
    if mentorship is None or mentorship.state not in mentorships.LIVE:
        return
    mentorship.channel_lost = how
    mentorship.lost_channel_id = channel_id
    mentorship.channel_id = None
    session.add(mentorship)
    note(session, mentorship, who=SLACK, what=f"channel_{how}", now=now)
    for person_id in pairs.ids(session, mentorship):
        tell(
            session,
            Notice.CHANNEL_LOST,
            mentorship,
            to=person_id,
            about=f"{channel_id}:{now.isoformat()}",
            now=now,
            how=how,
        )
    reopening.redraw_cards(session, mentorship, now)


def refused(session: Session, letter: Letter, error: str, now: datetime) -> bool:
    """Slack would not take a letter into a pair's channel because it is lost: each of them gets it alone.

    A card in a channel that they had before stays as it is.
    """
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if error not in ERRORS or mentorship is None or mentorship.state not in mentorships.LIVE:
        return False
    card = session.get(Letter, letter.edits) if letter.edits is not None else None
    if card is not None and card.channel != mentorship.channel_id:
        return True
    if mentorship.channel_id is not None:
        lost(
            session,
            workspace_id=letter.workspace_id,
            channel_id=mentorship.channel_id,
            how=ERRORS[error],
            now=now,
        )
    if letter.edits is None and not Notice(letter.kind).policy.always:
        send_apart(session, letter, now)
    return True


def send_apart(session: Session, letter: Letter, now: datetime) -> None:
    """The pair has no channel to read a letter in: each of them gets it alone."""
    for member in mentorships.members(session, mentorship_id=letter.mentorship_id):
        tell(
            session,
            Notice(letter.kind),
            letter,
            to=member.person_id,
            about=letter.dedupe_key,
            now=now,
            **letter.params,
        )


def reopened(session: Session, letter: Letter, now: datetime) -> None:
    """Another channel is open, with everything in it: the cards about the lost one say so."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is not None:
        reopening.redraw_cards(session, mentorship, now)


def found(session: Session, *, workspace_id: str, channel_id: str, now: datetime) -> None:
    """A channel was taken out of the archive: if the pair has no other by now, it is theirs again."""
    mentorship = mentorships.by_lost_channel(session, workspace_id=workspace_id, channel_id=channel_id)
    if mentorship is None or mentorship.channel_lost != "archived":
        return
    reopening.take_back(session, mentorship, now)
    note(session, mentorship, who=SLACK, what="channel_found", now=now)


def renamed(session: Session, *, workspace_id: str, channel_id: str, name: str) -> None:
    """Somebody gave the channel another name: theirs to choose."""
    mentorship = mentorships.by_channel(session, workspace_id=workspace_id, channel_id=channel_id)
    if mentorship is not None:
        mentorship.channel_name = name
        session.add(mentorship)


def reopen(
    session: Session, *, workspace_id: str, mentorship_id: int | None, person_id: str, now: datetime
) -> None:
    """Open another channel in the place of the lost one. Asking twice is asking once."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if mentorship.channel_lost is None:
        raise Refusal(No.CHANNEL_FINE)
    reopening.open_another(session, mentorship, now)
    note(session, mentorship, who=person_id, what="channel_reopened", now=now)


def somebody_left(
    session: Session, *, workspace_id: str, channel_id: str, person_id: str, now: datetime
) -> None:
    """One of the pair has left their channel: they are asked whether they meant it."""
    mentorship = mentorships.by_channel(session, workspace_id=workspace_id, channel_id=channel_id)
    if mentorship is None or mentorship.state not in mentorships.LIVE:
        return
    if person_id not in pairs.ids(session, mentorship):
        return
    mark_present(session, mentorship, person_id, False)
    tell(
        session,
        Notice.CHANNEL_LEFT,
        mentorship,
        to=person_id,
        about=f"{channel_id}:{now.isoformat()}",
        now=now,
    )


def somebody_joined(
    session: Session, *, workspace_id: str, channel_id: str, person_id: str, now: datetime
) -> None:
    """One of the pair is in their channel (again): the card that asked whether they meant to leave says so."""
    mentorship = mentorships.by_channel(session, workspace_id=workspace_id, channel_id=channel_id)
    if mentorship is not None and person_id in pairs.ids(session, mentorship):
        mark_present(session, mentorship, person_id, True)
        redraw(session, Notice.CHANNEL_LEFT, mentorship, to=person_id, now=now)


def come_back(
    session: Session, *, workspace_id: str, mentorship_id: int | None, person_id: str, now: datetime
) -> None:
    """Invite somebody into their channel again."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if mentorship.channel_lost is not None:
        raise Refusal(No.CHANNEL_LOST)
    if mentorship.channel_id is None:
        raise Refusal(No.CHANNEL_FINE)
    invite_again(session, mentorship, person_id, now)


def invited_again(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """They are back in: their card says so."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is not None:
        mark_present(session, mentorship, letter.params["person"], True)
    redraw(session, Notice.CHANNEL_LEFT, letter, to=letter.params["person"], now=now)


def lost_card(session: Session, letter: Letter) -> Lost | None:
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.id is None:
        return None
    if letter.edits is None and mentorship.channel_lost is None:
        return None
    return Lost(
        letter.recipient,
        mentorship.id,
        pairs.partners(session, mentorship, letter.recipient),
        "" if mentorship.channel_lost is None else letter.params["how"],
        mentorship.channel_id,
        mentorship.state in mentorships.LIVE,
    )


def left_card(session: Session, letter: Letter) -> Left | None:
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.id is None:
        return None
    member = session.get(Member, (mentorship.id, letter.recipient))
    return Left(
        letter.recipient,
        mentorship.id,
        pairs.partners(session, mentorship, letter.recipient),
        mentorship.channel_id,
        member is not None and member.in_channel,
        mentorship.state in mentorships.LIVE,
    )


def invitation_again(session: Session, letter: Letter) -> Invitation | None:
    """Whom to invite again, and where."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None or mentorship.state not in mentorships.LIVE:
        return None
    return Invitation(mentorship.channel_id, (letter.params["person"],))
