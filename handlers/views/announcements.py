"""What a round came to: to the owners, to each of a pair, and to whoever waits."""

from slack_sdk.models.blocks import Block

from handlers.views import enrollment, reasons, slack_codes, wording
from handlers.views.kit import Call, Message, actions, button, confirm, context, post, section
from handlers.views.language import Text
from handlers.views.matchmaking import REVIEW, pairs, waiting_people
from handlers.views.mentorship import without
from handlers.views.text import Channel, SlackDate, names, write
from handlers.views.wording import announcements as say
from program.pair.declining import Next
from program.rounds.announcements import Matched, ReplacementCard, RoundCard, Unmatched
from program.running.waits import AUDIENCE

TRY_AGAIN = "match_try_again"
APPROVE = "match_approve_replacement"
REJECT = "match_reject_replacement"
DECLINE = "match_decline"
STUCK_SHOWN = 5


def round_card(card: RoundCard) -> Call:
    """To an owner: look at the pairs; then, see the channels open."""
    facts = {
        "program": card.program,
        "pairs": pairs(card.pairs),
        "by": card.by,
        "waiting": waiting_people(card.waiting),
    }
    blocks: list[Block]
    match card.state:
        case "proposed":
            said = say.ROUND_PROPOSED if card.pairs else say.ROUND_NONE
            blocks = [
                section(write(said, **facts)),
                actions(button(say.ROUND_REVIEW, REVIEW, card.round_id, style="primary")),
            ]
        case "published":
            blocks = [section(write(say.ROUND_PUBLISHED, **facts)), *_progress(card)]
        case "failed":
            blocks = [section(write(say.ROUND_FAILED, **facts))]
        case _:
            blocks = [section(write(say.ROUND_DISCARDED, **facts))]
    return post(card.to, Message(write(_text(card), **facts), blocks))


def replacement(card: ReplacementCard) -> Call:
    """To an owner: one pair to approve, or why there is none."""
    facts = {"program": card.program, "mentee": card.mentee, "mentor": card.mentor, "by": card.by}
    text = write(say.REPLACEMENT_TEXT, **facts)
    if card.state == "proposed":
        return post(card.to, Message(text, _to_approve(card, facts)))
    foot: list[Block] = []
    match card.state:
        case "published":
            said = say.REPLACEMENT_APPROVED
            foot = _stuck(card.stuck, card.round_id)
        case "discarded" if card.mentor and card.by:
            said = say.REPLACEMENT_REJECTED
        case "discarded" if card.reason:
            said = say.REPLACEMENT_NONE
            none = say.REPLACEMENT_NONE_FOOT_ENDED if card.ended else say.REPLACEMENT_NONE_FOOT
            foot = [context(write(none, **facts))]
        case "discarded":
            said = say.REPLACEMENT_OVER
        case _:
            said = say.REPLACEMENT_COMPUTING
    first = section(write(said, why=reasons.waiting(card.reason), **facts))
    return post(card.to, Message(text, [first, *foot]))


def matched(card: Matched) -> Call:
    """To one of a pair."""
    partners = names(card.partners)
    facts = {"partners": partners, "program": card.program}
    blocks: list[Block] = [section(write(say.MATCHED_MENTOR if card.mentor else say.MATCHED_MENTEE, **facts))]
    if card.live:
        why = [f"{say.MATCHED_WHY} {reasons.together(card.why)}"]
        if card.overlap:
            why.append(write(say.MATCHED_HOURS, hours=reasons.duration(card.overlap)))
        blocks += [
            section(" ".join(why)),
            section(_where(card)),
            *(_decline(card) if card.declinable else ()),
        ]
    else:
        blocks.append(context(say.MATCHED_ENDED))
    return post(card.to, Message(write(say.MATCHED_TEXT, **facts), blocks))


def _decline(card: Matched) -> list[Block]:
    sure = confirm(say.DECLINE_TITLE, say.DECLINE_CONFIRM, say.DECLINE_YES, say.DECLINE_NO)
    return [
        actions(button(say.DECLINE, DECLINE, card.mentorship_id, confirm=sure)),
        context(write(say.MATCHED_FOOT, day=SlackDate(card.decline_until))),
    ]


def _where(card: Matched) -> str:
    if card.without not in ("", "opening"):
        return without(card.without, card.owners)
    if card.without or card.channel_id is None:
        return write(say.MATCHED_NEXT)
    return write(say.MATCHED_OPEN, channel=Channel(card.channel_id))


def unmatched(card: Unmatched) -> Call:
    """To somebody whom the round gave nobody: why, what could help, and when again."""
    text = write(say.UNMATCHED_TEXT_SEARCH if card.search else say.UNMATCHED_TEXT, program=card.program)
    if card.mentor:
        offer = section(write(say.UNMATCHED_MENTOR, program=card.program))
        return post(card.to, Message(text, [offer, context(say.UNMATCHED_NEXT_MENTOR)]))
    why = reasons.waits_myself(card.reason)
    said = say.UNMATCHED_SEARCH if card.search else say.UNMATCHED_MENTEE
    blocks: list[Block] = [section(write(said, program=card.program, why=why))]
    if card.reason == AUDIENCE:
        return post(card.to, Message(text, blocks))
    lever = reasons.own_lever(card.levers)
    if lever:
        blocks.append(section(write(say.UNMATCHED_LEVER, lever=lever)))
    blocks += [
        actions(button(say.UNMATCHED_CHANGE, enrollment.JOIN, card.program_id)),
        context(say.UNMATCHED_NEXT_MENTEE),
    ]
    return post(card.to, Message(text, blocks))


def declined(following: Next) -> Message:
    return Message(say.DECLINED[following])


def _to_approve(card: ReplacementCard, facts: dict[str, str]) -> list[Block]:
    lines = [write(say.REPLACEMENT_PROPOSED, **facts)]
    if card.words:
        lines.append(write(wording.matchmaking.WORDS, words=reasons.shared_words(card.words)))
    else:
        lines.append(write(wording.matchmaking.NO_WORDS))
    lines.append(
        write(wording.matchmaking.OVERLAP, hours=reasons.duration(card.overlap))
        if card.overlap
        else write(wording.matchmaking.NO_OVERLAP)
    )
    return [
        section("\n".join(lines)),
        actions(
            button(say.REPLACEMENT_APPROVE, APPROVE, card.round_id, style="primary"),
            button(say.REPLACEMENT_REJECT, REJECT, card.round_id),
        ),
        context(say.REPLACEMENT_FOOT),
    ]


def _text(card: RoundCard) -> Text:
    """What a notification of the round says."""
    if card.stuck:
        return say.ROUND_TEXT_STUCK
    if card.state == "proposed" and not card.pairs:
        return say.ROUND_TEXT_NONE
    return say.ROUND_TEXTS[card.state]


def _progress(card: RoundCard) -> list[Block]:
    if not card.pairs:
        return []
    done = write(say.ROUND_OPENED, opened=card.opened, pairs=card.pairs)
    if card.opened == card.pairs:
        done = write(say.ROUND_OPENED_ALL, count=card.pairs)
    return [
        context(done),
        *_stuck(card.stuck, card.round_id),
    ]


def _stuck(stuck: tuple[tuple[tuple[str, ...], str], ...], round_id: int) -> list[Block]:
    """Channels that could not be opened, and the one thing to press."""
    if not stuck:
        return []
    lines = [
        write(say.ROUND_STUCK, names=names(who), why=slack_codes.stuck(trouble))
        for who, trouble in stuck[:STUCK_SHOWN]
    ]
    if len(stuck) > STUCK_SHOWN:
        lines.append(write(say.ROUND_STUCK_MORE, count=len(stuck) - STUCK_SHOWN))
    return [
        section("\n".join(lines)),
        actions(button(say.ROUND_TRY_AGAIN, TRY_AGAIN, round_id, style="primary")),
    ]
