"""Somebody has another name: the former one goes from their channels and from what was drawn."""

from datetime import datetime

from sqlmodel import Session

from program.base.notices import CHANNEL, Notice, redraw, redraw_home, tell
from program.pair import pairs
from program.pair.endings import WITH_BUTTONS
from program.pair.mentorship import everybody, name_with, suffix_of
from storage.models import Person
from storage.queries import mentorships

CARDS = (*WITH_BUTTONS, Notice.INTRO, Notice.REVIVED)
"""What names the people of a pair, and can be drawn again at any time."""


def changed(session: Session, person: Person, before: str, now: datetime) -> None:
    """Have the channels of somebody's pairs named anew, unless the pair has named it, and their cards drawn again."""
    live = mentorships.live_of(session, workspace_id=person.workspace_id, person_id=person.id)
    for mentorship in live:
        there = everybody(session, mentorship)
        former = [before if one.id == person.id else one.name for one in there]
        ours = mentorship.channel_name == name_with(former, suffix_of(mentorship))
        about = f"{person.id}:{now.isoformat()}"
        if mentorship.channel_id is not None and ours:
            tell(session, Notice.CHANNEL_RENAME, mentorship, to=CHANNEL, about=about, now=now)
        if mentorship.channel_id is not None:
            tell(session, Notice.CHANNEL_TOPIC, mentorship, to=CHANNEL, about=about, now=now, alone=True)
        for card in CARDS:
            redraw(session, card, mentorship, priority=2, now=now)
        for card in (Notice.ROUND, Notice.REPLACEMENT):
            redraw(session, card, mentorship.workspace_id, priority=2, now=now, round=mentorship.round_id)
        redraw_home(session, *pairs.ids(session, mentorship), workspace_id=person.workspace_id, now=now)
