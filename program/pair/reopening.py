"""A pair has a channel again: the one that was archived, or another one."""

from datetime import datetime

from sqlmodel import Session

from program.base.notices import Notice, redraw, redraw_home
from program.pair import pairs
from program.pair.mentorship import STEPS, invite_again, open_channel, rename, tell_step
from storage.models import Mentorship
from storage.queries import letters, mentorships


def take_back(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """The channel that was archived is theirs again, with all who were in it."""
    mentorship.channel_id = mentorship.lost_channel_id
    mentorship.channel_lost = None
    mentorship.lost_channel_id = None
    session.add(mentorship)
    session.flush()
    resume(session, mentorship, now)
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        if member.in_channel:  # by what Slack said last: an account may have been off since
            invite_again(session, mentorship, member.person_id, now)
    redraw_cards(session, mentorship, now)


def resume(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """A step of opening that came while nobody needed the channel was dropped: it is told anew."""
    if mentorship.state != "opening":
        return
    last = letters.newest(session, mentorship_id=mentorship.id, kinds=STEPS)
    if last is not None and last.state == "dropped":
        about = f"{mentorship.channel_id}:{now.isoformat()}"
        tell_step(session, mentorship, Notice(last.kind), about, now)


def open_another(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Another channel, in the place of the one that is gone."""
    mentorship.channel_lost = None
    mentorship.lost_channel_id = None
    mentorship.trouble = ""
    rename(session, mentorship)
    open_channel(session, mentorship, now)
    redraw_cards(session, mentorship, now)


def redraw_cards(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """What names the pair's channel shows which one it is now."""
    for card in (Notice.CHANNEL_LOST, Notice.MATCHED):
        redraw(session, card, mentorship, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)
