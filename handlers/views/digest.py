"""The digest: a channel reads numbers, an owner also reads names."""

from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views.kit import (
    Call,
    Message,
    Pieces,
    View,
    actions,
    button,
    choosing,
    context,
    divider,
    header,
    post,
    section,
)
from handlers.views.language import Text
from handlers.views.running import scores, why
from handlers.views.slack_codes import why as why_not
from handlers.views.text import Channel, SlackDate, clip, escape, names, plain, series, write
from handlers.views.undelivered import TRY_AGAIN
from handlers.views.wording import digest as say
from program.running.digest import Digest, Preview, Unreachable
from program.running.figures import Reason, Share
from program.running.public_figures import SMALL, Counts

POST = "digest_post"
NAMES = 600


def letter(shown: Digest) -> Call:
    """The weekly digest."""
    return post(shown.channel_id, message(shown))


def message(shown: Digest) -> Message:
    """What a channel reads."""
    title = plain(say.TITLE, program=shown.counts.program)
    said = lines(shown.counts)
    blocks: Pieces = [
        header(title),
        section("\n".join(said)),
        *([chart(shown.counts)] if shown.chart and shown.counts.joined else []),
        context(write(say.FOOT, at=SlackDate(shown.counts.at))),
    ]
    return Message("\n".join([escape(title), *said]).replace("*", ""), blocks)


def chart(numbers: Counts) -> dict[str, Any]:
    """The people of the program as Slack's own bar chart: the least and the most of what each label says."""
    values = (numbers.joined, numbers.ready.number, numbers.matched.number, numbers.waiting)
    spans = {say.CHART_LEAST: values, say.CHART_MOST: tuple(value + SMALL - 1 for value in values)}
    labels = [
        plain(say.CHART_LABEL, label=label, count=_span(value))
        for label, value in zip(say.CHART_LABELS, values, strict=True)
    ]
    return {
        "type": "data_visualization",
        "title": plain(say.CHART, day=numbers.at.date()),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": plain(name),
                    "data": [
                        {"label": label, "value": value} for label, value in zip(labels, ends, strict=True)
                    ],
                }
                for name, ends in spans.items()
            ],
            "axis_config": {"categories": labels},
        },
    }


def lines(numbers: Counts) -> list[str]:
    """The counts in words, each with what it is of; of too few people, what needs a decision and nothing else."""
    decisions = write(say.DECISIONS, count=numbers.decisions)
    if not numbers.joined:
        return [write(say.JOINED_FEW, small=SMALL), decisions]
    return [
        _joined(numbers),
        _of(say.READY, numbers.ready),
        _of(say.MATCHED, numbers.matched),
        _met(numbers),
        _pulse(numbers),
        _waiting(numbers),
        decisions,
    ]


def preview(shown: Preview, *, here: bool) -> Message:
    """What an owner reads first; `here`: with the button that posts it into this channel."""
    numbers = shown.figures
    title = plain(say.TITLE, program=numbers.program)
    blocks: list[Block] = [
        header(title),
        section("\n".join(lines(shown.counts))),
    ]
    if numbers.waiting:
        blocks += [divider(), section("\n".join([write(say.NAMES), *map(_who, numbers.waiting)]))]
    if here:
        blocks.append(
            actions(button(say.POST, POST, choosing(numbers.program_id, shown.stamp), style="primary"))
        )
    blocks.append(context(say.PREVIEW if here else say.PREVIEW_HOME))
    return Message(escape(title), blocks)


def preview_view(shown: Preview) -> View:
    """The same as a modal, from Home: there is no channel to post it into."""
    return View(title=say.VIEW, blocks=preview(shown, here=False).blocks)


LOST = {"is_archived": say.ARCHIVED, "channel_not_found": say.LOST, "not_in_channel": say.LOST}


def unreachable(shown: Unreachable) -> Call:
    """To an owner, once: how the bot is let into the channel."""
    facts = {"program": shown.program, "channel": Channel(shown.channel_id)}
    text = write(say.LOST_TEXT, program=shown.program)
    if shown.posted:
        return post(shown.to, Message(text, [section(write(say.THERE, **facts))]))
    blocks: list[Block] = [
        section(write(LOST.get(shown.error, say.LOST_WHY), why=why_not(shown.error), **facts)),
        actions(button(say.LOST_POST, TRY_AGAIN, shown.letter_id)),
        context(write(say.LOST_NEXT, at=SlackDate(shown.tried_at))),
    ]
    return post(shown.to, Message(text, blocks))


def _span(least: int) -> str:
    """What a count in whole threes may stand for: none is not told from a few, nor one of three from the next."""
    return plain(say.SPAN, least=least, most=least + SMALL - 1)


def _joined(numbers: Counts) -> str:
    return write(
        say.JOINED,
        count=_span(numbers.joined),
        mentees=_span(numbers.mentees),
        mentors=_span(numbers.mentors),
    )


def _of(sentence: Text, share: Share, **more: object) -> str:
    return write(sentence, number=_span(share.number), of=_span(share.of), **more)


def _met(numbers: Counts) -> str:
    if not numbers.met.of:
        return write(say.MET_FEW, small=SMALL)
    said = say.MET_TIME if numbers.in_time else say.MET
    return _of(said, numbers.met, in_time=_span(numbers.in_time))


def _pulse(numbers: Counts) -> str:
    if not numbers.answers:
        return write(say.PULSE_NONE)
    said = scores(useful=numbers.useful, ease=numbers.ease)
    return write(say.PULSE, scores=said, answers=numbers.answers)


def _waiting(numbers: Counts) -> str:
    count = _span(numbers.waiting)
    if not numbers.reasons:
        return write(say.WAITING_FEW, count=count)
    parts = [write(say.REASON, count=_span(least), reason=why(code)) for code, least in numbers.reasons]
    return write(say.WAITING, count=count, reasons=series(parts))


def _who(reason: Reason) -> str:
    return write(say.WHO, reason=why(reason.code), names=clip(names(reason.names), NAMES))
