"""The digest: a channel reads numbers, an owner also reads names."""

from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.kit import (
    Call,
    Message,
    Pieces,
    View,
    actions,
    button,
    context,
    divider,
    header,
    post,
    section,
)
from handlers.views.running import TRY_AGAIN, scores, why
from handlers.views.text import Channel, Moment, clip, escape, names, plain, write
from program.digest import Digest, Preview, Unreachable
from program.figures import Figures, Reason

POST = "digest_post"
SMALL = 3
"""Fewer people than this who wait for the same reason are counted among the other reasons."""
NAMES = 600


def letter(shown: Digest) -> Call:
    """The weekly digest."""
    return post(shown.channel_id, message(shown))


def message(shown: Digest) -> Message:
    """What a channel reads."""
    title = plain(wording.DIGEST_TITLE, program=shown.figures.program)
    said = lines(shown.figures, shown.decisions)
    blocks: Pieces = [
        header(title),
        section("\n".join(said)),
        *([chart(shown.figures)] if shown.chart and shown.figures.joined else []),
        context(write(wording.DIGEST_FOOT, at=Moment(shown.figures.at))),
    ]
    return Message("\n".join([escape(title), *said]).replace("*", ""), blocks)


def chart(numbers: Figures) -> dict[str, Any]:
    """The people of the program as Slack's own bar chart."""
    waiting = sum(len(reason.names) for reason in numbers.waiting)
    values = (numbers.joined, numbers.ready.number, numbers.matched.number, waiting)
    labels = list(wording.DIGEST_CHART_LABELS)
    return {
        "type": "data_visualization",
        "title": plain(wording.DIGEST_CHART, day=numbers.at.date()),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": wording.DIGEST_CHART_SERIES,
                    "data": [
                        {"label": label, "value": value} for label, value in zip(labels, values, strict=True)
                    ],
                }
            ],
            "axis_config": {"categories": labels},
        },
    }


def lines(numbers: Figures, decisions: int) -> list[str]:
    """The figures in words, each with what it is of."""
    return [
        write(wording.DIGEST_JOINED, count=numbers.joined, mentees=numbers.mentees, mentors=numbers.mentors),
        write(wording.DIGEST_READY, number=numbers.ready.number, of=numbers.ready.of),
        write(wording.DIGEST_MATCHED, number=numbers.matched.number, of=numbers.matched.of),
        _met(numbers),
        _pulse(numbers),
        _waiting(numbers),
        write(wording.DIGEST_DECISIONS, count=decisions),
    ]


def preview(shown: Preview, *, here: bool) -> Message:
    """What an owner reads first; `here`: with the button that posts it into this channel."""
    numbers = shown.figures
    title = plain(wording.DIGEST_TITLE, program=numbers.program)
    blocks: list[Block] = [
        header(title),
        section("\n".join(lines(numbers, shown.decisions.count))),
    ]
    if numbers.waiting:
        blocks += [divider(), section("\n".join([wording.DIGEST_NAMES, *map(_who, numbers.waiting)]))]
    if here:
        blocks.append(
            actions(button(wording.DIGEST_POST, POST, f"{numbers.program_id}:{shown.stamp}", style="primary"))
        )
    blocks.append(context(wording.DIGEST_PREVIEW if here else wording.DIGEST_PREVIEW_HOME))
    return Message(escape(title), blocks)


def preview_view(shown: Preview) -> View:
    """The same as a modal, from Home: there is no channel to post it into."""
    return View(title=wording.DIGEST_VIEW, blocks=preview(shown, here=False).blocks)


def unreachable(shown: Unreachable) -> Call:
    """To an owner, once: how the bot is let into the channel."""
    facts = {"program": shown.program, "channel": Channel(shown.channel_id)}
    text = write(wording.DIGEST_LOST_TEXT, program=shown.program)
    if shown.posted:
        return post(shown.to, Message(text, [section(write(wording.DIGEST_THERE, **facts))]))
    blocks: list[Block] = [
        section(
            write(wording.DIGEST_ARCHIVED if shown.error == "is_archived" else wording.DIGEST_LOST, **facts)
        ),
        actions(button(wording.DIGEST_LOST_POST, TRY_AGAIN, shown.letter_id)),
        context(write(wording.DIGEST_LOST_NEXT, at=Moment(shown.tried_at))),
    ]
    return post(shown.to, Message(text, blocks))


def _met(numbers: Figures) -> str:
    if not numbers.met.of:
        return wording.DIGEST_MET_NONE
    said = wording.DIGEST_MET_TIME if numbers.in_time else wording.DIGEST_MET
    return write(said, number=numbers.met.number, of=numbers.met.of, in_time=numbers.in_time)


def _pulse(numbers: Figures) -> str:
    if not numbers.pulse.answers:
        return wording.DIGEST_PULSE_NONE
    return write(wording.DIGEST_PULSE, scores=scores(numbers), answers=numbers.pulse.answers)


def _waiting(numbers: Figures) -> str:
    if not numbers.waiting:
        return wording.DIGEST_WAITING_NONE
    total = sum(len(reason.names) for reason in numbers.waiting)
    large = [reason for reason in numbers.waiting if len(reason.names) >= SMALL]
    parts = [
        write(wording.DIGEST_REASON, count=len(reason.names), reason=why(reason.code)) for reason in large
    ]
    rest = total - sum(len(reason.names) for reason in large)
    if not parts:
        return write(wording.DIGEST_WAITING_FEW, count=total)
    if rest:
        parts.append(write(wording.DIGEST_REASON, count=rest, reason=wording.WAITING_OTHER))
    return write(wording.DIGEST_WAITING, count=total, reasons=", ".join(parts))


def _who(reason: Reason) -> str:
    return write(wording.DIGEST_WHO, reason=why(reason.code), names=clip(names(reason.names), NAMES))
