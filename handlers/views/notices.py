"""From a notice to what Slack is asked to do. The facts come from lifecycle.LETTERS; here they get a shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.views import (
    announcements,
    calibration,
    checkins,
    closing,
    concerns,
    departures,
    digest,
    directory,
    ended_programs,
    home,
    invitations,
    mentorship,
    plans,
    returns,
    setup,
    silence,
    surveys,
)
from handlers.views.kit import Call
from program.base.notices import Notice


@dataclass(frozen=True)
class Renderer:
    """draw    the facts as one call to Slack
    read    what the stage wants to know of Slack's reply, for lifecycle.LETTERS
    method  of which method that call is; where it may be one of two, the scarcer one. The pace counts by it
    """

    draw: Callable[[Any], Call]
    read: Callable[[Mapping[str, Any]], Any] | None = None
    method: str = "chat.postMessage"


RENDERERS: dict[Notice, Renderer] = {
    Notice.LOOKUP: Renderer(directory.lookup, directory.read_reply, method="users.info"),
    Notice.HOME: Renderer(home.publish, method="views.publish"),
    Notice.PEOPLE_PAGE: Renderer(directory.list_page, directory.read_page, method="users.list"),
    Notice.USERGROUPS: Renderer(
        directory.list_usergroups, directory.read_usergroups, method="usergroups.list"
    ),
    Notice.PLACE_PAGE: Renderer(directory.list_place, directory.read_place, method="usergroups.users.list"),
    Notice.OUTSIDER: Renderer(directory.outsider),
    Notice.AUDIENCE_HIDDEN: Renderer(directory.audience_hidden),
    Notice.AUDIENCE_GONE: Renderer(setup.audience_gone),
    Notice.ACCOUNT_OFF: Renderer(departures.off),
    Notice.ACCOUNT_ON: Renderer(departures.back),
    Notice.DEPARTURE: Renderer(departures.departure),
    Notice.RETURNED: Renderer(returns.returned),
    Notice.REVIVED: Renderer(returns.revived),
    Notice.CO_OWNER: Renderer(setup.co_owner),
    Notice.HANDOVER: Renderer(setup.handover),
    Notice.INVITATION: Renderer(invitations.card),
    Notice.ROUND: Renderer(announcements.round_card),
    Notice.REPLACEMENT: Renderer(announcements.replacement),
    Notice.MATCHED: Renderer(announcements.matched),
    Notice.UNMATCHED: Renderer(announcements.unmatched),
    Notice.CHANNEL_CREATE: Renderer(
        mentorship.create, mentorship.read_created, method="conversations.create"
    ),
    Notice.CHANNEL_FIND: Renderer(mentorship.search, mentorship.read_listing, method="conversations.list"),
    Notice.CHANNEL_INVITE: Renderer(mentorship.invite, method="conversations.invite"),
    Notice.CHANNEL_TOPIC: Renderer(mentorship.topic, method="conversations.setTopic"),
    Notice.CHANNEL_RENAME: Renderer(
        mentorship.rename, mentorship.read_renamed, method="conversations.rename"
    ),
    Notice.INTRO: Renderer(mentorship.intro),
    Notice.CHARTER: Renderer(mentorship.charter),
    Notice.CHARTER_PIN: Renderer(mentorship.pin, method="pins.add"),
    Notice.AGENDA: Renderer(mentorship.agenda),
    Notice.PLAN: Renderer(plans.card),
    Notice.PLAN_PIN: Renderer(mentorship.pin, method="pins.add"),
    Notice.CHANNEL_STUCK: Renderer(mentorship.stuck),
    Notice.CHANNEL_LOST: Renderer(mentorship.lost),
    Notice.CHANNEL_LEFT: Renderer(mentorship.left),
    Notice.INVITE_AGAIN: Renderer(mentorship.invite, method="conversations.invite"),
    Notice.ENDED: Renderer(closing.ended),
    Notice.THANKS: Renderer(closing.thanks),
    Notice.ARCHIVE_CHANNEL: Renderer(closing.archive, method="conversations.archive"),
    Notice.CHECK_IN: Renderer(checkins.card),
    Notice.STAY: Renderer(silence.card),
    Notice.QUIET: Renderer(silence.quiet),
    Notice.CONCERN: Renderer(concerns.card),
    Notice.CONCERN_OPEN: Renderer(concerns.card),
    Notice.CONCERN_SETTLED: Renderer(concerns.settled),
    Notice.SURVEY: Renderer(surveys.card),
    Notice.LAST_SURVEY: Renderer(surveys.card),
    Notice.CALIBRATION: Renderer(calibration.card),
    Notice.RHYTHM: Renderer(calibration.proposal),
    Notice.SUMMARY: Renderer(closing.summary),
    Notice.MENTOR_NEXT: Renderer(closing.mentor_next),
    Notice.OVER: Renderer(ended_programs.news),
    Notice.DIGEST: Renderer(digest.letter),
    Notice.DIGEST_LOST: Renderer(digest.unreachable),
}
