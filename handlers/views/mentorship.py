"""A pair's channel: made, filled with an introduction, the charter and an agenda; and when it is lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views import reasons
from handlers.views.kit import Call, Message, actions, button, context, header, post, section
from handlers.views.text import (
    Channel,
    Mentions,
    SlackDate,
    SlackTime,
    clauses,
    cut,
    names,
    plain,
    quote,
    write,
)
from handlers.views.wording import mentorship as say
from program.pair.channels import Left, Lost
from program.pair.mentorship import Invitation, Pin, Someone
from program.pair.opening import Listed, Listing, Renaming, Stuck, Topic
from program.pair.waiting import Without
from program.pair.welcome import Agenda, Charter, Intro

AGREE = "mentorship_agree"
REOPEN = "mentorship_reopen"
COME_BACK = "mentorship_come_back"
PLAN = "plan_open"
TOPIC_LIMIT = 250
PAGE = 200


def create(name: str) -> Call:
    return Call("conversations.create", {"name": name, "is_private": True})


def read_created(reply: Mapping[str, Any]) -> str:
    """The id of the new channel."""
    return str(reply["channel"]["id"])


def search(cursor: str) -> Call:
    """A page of the private channels that the bot is in."""
    where = {"types": "private_channel", "limit": PAGE}
    return Call("conversations.list", {**where, "cursor": cursor} if cursor else where)


def read_listing(reply: Mapping[str, Any]) -> Listing:
    listed = [
        Listed(one["id"], one.get("name", ""), one.get("creator", ""), bool(one.get("is_archived")))
        for one in reply.get("channels") or ()
    ]
    return Listing(tuple(listed), (reply.get("response_metadata") or {}).get("next_cursor") or "")


def invite(invitation: Invitation) -> Call:
    return Call(
        "conversations.invite", {"channel": invitation.channel_id, "users": ",".join(invitation.people)}
    )


def topic(said: Topic) -> Call:
    line = cut(write(say.TOPIC, names=names(said.names), program=said.program), TOPIC_LIMIT)
    return Call("conversations.setTopic", {"channel": said.channel_id, "topic": line})


def rename(new: Renaming) -> Call:
    return Call("conversations.rename", {"channel": new.channel_id, "name": new.name})


def read_renamed(reply: Mapping[str, Any]) -> str:
    """The channel's name now."""
    return str(reply["channel"]["name"])


def pin(message: Pin) -> Call:
    return Call("pins.add", {"channel": message.channel_id, "timestamp": message.ts})


def intro(card: Intro) -> Call:
    """To the pair: who is who, and why you two, in their own words."""
    mentors, mentees = _names(card.mentors), _names(card.mentees)
    people = Mentions([one.id for one in (*card.mentors, *card.mentees)])
    blocks: list[Block] = [
        section(write(say.INTRO, people=people, program=card.program, mentors=mentors, mentees=mentees)),
        section(f"{say.INTRO_WHY} {reasons.together(card.why)}"),
    ]
    if card.goals:
        blocks.append(section(f"{write(say.INTRO_GOALS, mentees=mentees)}\n{quote(card.goals)}"))
    if card.teaches:
        blocks.append(section(f"{write(say.INTRO_TEACHES, mentors=mentors)}\n{quote(card.teaches)}"))
    blocks.append(context(_hours(card)))
    apart = _apart(card, mentors, mentees)
    if apart:
        blocks.append(context(write(say.INTRO_APART, differences=apart)))
    return post(card.channel_id, Message(say.INTRO_TEXT, blocks))


def charter(card: Charter) -> Call:
    """To the pair: the charter, and who has agreed to it."""
    blocks: list[Block] = [
        header(say.CHARTER_HEAD),
        section(say.CHARTER[card.version]),
        section(
            write(say.CHARTER_TURN_TO, owners=names(card.owners))
            if card.owners
            else say.CHARTER_TURN_TO_NOBODY
        ),
    ]
    everybody = len(card.agreed) == len(card.people)
    if card.agreed:
        said = say.CHARTER_ALL if everybody else say.CHARTER_AGREED
        blocks.append(section(write(said, names=_names(card.agreed))))
    if not everybody and card.live:
        blocks.append(actions(button(say.CHARTER_AGREE, AGREE, card.mentorship_id, style="primary")))
        blocks.append(context(say.CHARTER_FOOT))
    return post(card.channel_id, Message(say.CHARTER_TEXT, blocks))


def agenda(card: Agenda) -> Call:
    """To the pair: what to talk about first."""
    blocks: list[Block] = [header(say.AGENDA_HEAD), section(say.AGENDA)]
    if card.meet is not None:
        blocks.append(context(write(say.AGENDA_WHEN, moment=SlackDate(card.meet))))
    if card.live and not card.planned:
        label = plain(say.PLAN_MAKE, days=card.days)
        blocks.append(actions(button(label, PLAN, card.mentorship_id, style="primary")))
        blocks.append(context(say.AGENDA_FOOT))
    return post(card.channel_id, Message(say.AGENDA_TEXT, blocks))


def lost(card: Lost) -> Call:
    """To one of the pair: the channel is gone, and what now."""
    facts = {"partners": names(card.partners)}
    text = write(say.LOST_TEXT, **facts)
    if not card.live:
        blocks: list[Block] = [context(say.LOST_ENDED)]
    elif card.how:
        blocks = [
            section(write(say.LOST[card.how], **facts)),
            actions(button(say.LOST_REOPEN, REOPEN, card.mentorship_id, style="primary")),
            context(say.LOST_NEXT),
        ]
    elif card.channel_id is None:
        blocks = [section(write(say.LOST_OPENING, **facts))]
    else:
        blocks = [section(write(say.LOST_BACK, channel=Channel(card.channel_id), **facts))]
    return post(card.to, Message(text, blocks))


def stuck(card: Stuck) -> Call:
    """To one of the pair: their channel couldn't be opened, who knows, and what happens next."""
    said = write(say.STUCK, partners=names(card.partners))
    known = without("refused", card.owners)
    return post(card.to, Message(said, [section(said), section(known)]))


def without(why: Without, owners: Sequence[str]) -> str:
    """Why there is no channel, who knows, and what happens next."""
    if why == "refused" and owners:
        return write(say.STUCK_KNOWN, owners=names(owners))
    return write(say.WITHOUT[why])


def left(card: Left) -> Call:
    """To somebody who has left their channel."""
    facts = {"partners": names(card.partners)}
    text = write(say.LEFT_TEXT, **facts)
    if card.back and card.channel_id is not None:
        said = write(say.LEFT_IS_BACK, channel=Channel(card.channel_id), **facts)
        return post(card.to, Message(text, [section(said)]))
    if not card.live:
        return post(card.to, Message(text, [context(say.LOST_ENDED)]))
    blocks: list[Block] = [
        section(write(say.LEFT, **facts)),
        actions(button(say.LEFT_COME_BACK, COME_BACK, card.mentorship_id, style="primary")),
        context(write(say.LEFT_FOOT, **facts)),
    ]
    return post(card.to, Message(text, blocks))


def _hours(card: Intro) -> str:
    if not card.shared:
        return write(say.INTRO_NO_HOURS)
    spans = names([_span(start, end) for start, end in card.shared])
    return str(say.INTRO_HOURS).format(hours=reasons.duration(card.overlap), spans=spans)


def _span(start: datetime, end: datetime) -> str:
    return write(say.INTRO_SPAN, start=SlackTime(start), end=SlackTime(end))


def _apart(card: Intro, mentors: str, mentees: str) -> str:
    pairs = (
        (say.INTRO_DEPARTMENTS, card.apart.department),
        (say.INTRO_LOCATIONS, card.apart.location),
    )
    said = [
        plain(sentence, mentors=mentors, mentees=mentees, one=both[0], other=both[1])
        for sentence, both in pairs
        if both is not None
    ]
    return clauses(said)


def _names(people: tuple[Someone, ...]) -> str:
    return names([one.name for one in people])
