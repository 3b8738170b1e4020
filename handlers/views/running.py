"""A program as its owner sees it on Home: the numbers, what needs a decision, and the same actions as the commands."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.views import ended_programs, reasons, slack_codes, undelivered, wording
from handlers.views.announcements import APPROVE, REJECT
from handlers.views.announcements import TRY_AGAIN as OPEN_AGAIN
from handlers.views.choice import PICK
from handlers.views.closing import end_pair, pair_names, progress
from handlers.views.kit import actions, button, choosing, context, fields, header, section
from handlers.views.language import Text
from handlers.views.matchmaking import REVIEW, pairs, waiting_people
from handlers.views.text import SlackDate, clip, names, plain, quote, series, write
from handlers.views.wording import running as say
from program.pair.as_seen import PairAsSeen
from program.running.decisions import Decisions, Request, Review, Stuck
from program.running.figures import Figures, Reason
from program.running.status import Name, Running

LIST = "home_list"
SETTLE = "home_settle"
WORD = "home_word_{word}"
FILL = "home_fill_places"
ROWS = 3
OTHERS = 3
REASONS = 6
NAMES = 300
NAMED = 3


def page(shown: Running, others: Sequence[Name]) -> list[Block]:
    """At most 45 blocks: long lists are cut, and shown whole by a button."""
    numbers, open_now = shown.figures, shown.decisions
    return [
        header(plain(say.OWNER, program=numbers.program)),
        *([ended_programs.running(numbers.program_id, numbers.program)] if shown.over else []),
        fields(*figures(numbers)),
        *_under_way(open_now),
        section(_count(open_now)),
        *_decisions(numbers.program_id, open_now),
        *_people(shown),
        _words(shown),
        context(write(say.AS_OF, at=SlackDate(numbers.at))),
        *_others(others),
    ]


def lines(numbers: Figures) -> list[str]:
    """The same numbers, a line each."""
    return [f"• {figure}".replace("*\n", "*, ") for figure in figures(numbers)]


def figures(numbers: Figures) -> list[str]:
    """The five numbers, each with what it is of."""
    return [
        write(say.JOINED, count=numbers.joined, mentees=numbers.mentees, mentors=numbers.mentors),
        ready(numbers),
        write(say.MATCHED, number=numbers.matched.number, of=numbers.matched.of),
        met(numbers),
        pulse(numbers),
    ]


def ready(numbers: Figures) -> str:
    said = say.READY_FINISHED if numbers.finished else say.READY
    return write(said, number=numbers.ready.number, of=numbers.ready.of, finished=numbers.finished)


def met(numbers: Figures) -> str:
    if not numbers.met.of:
        return write(say.MET_NONE)
    said = say.MET_TIME if numbers.in_time else say.MET
    return write(said, number=numbers.met.number, count=numbers.met.of, in_time=numbers.in_time)


def pulse(numbers: Figures) -> str:
    if not numbers.pulse.answers:
        return write(say.PULSE_NONE)
    said = scores(useful=numbers.pulse.useful, ease=numbers.pulse.ease)
    return write(say.PULSE, scores=said, answers=numbers.pulse.answers)


def scores(**means: float | None) -> str:
    """The mean of each scale, in words."""
    return series(
        write(say.SCORE, scale=say.SCALES[scale], mean=mean)
        for scale, mean in means.items()
        if mean is not None
    )


def _count(open_now: Decisions) -> str:
    if not open_now.count:
        return write(say.DECISIONS_NONE)
    return write(say.DECISIONS, count=open_now.count)


def _under_way(open_now: Decisions) -> list[Block]:
    """What goes on by itself: channels being opened, rounds being worked out."""
    lines = []
    if open_now.opening:
        lines.append(write(say.OPENING_OF, done=open_now.opened, of=len(open_now.pairs)))
    computing = [review for review in open_now.reviews if review.computing]
    for review in computing[:ROWS]:
        said = say.COMPUTING_ONE if review.name else say.COMPUTING
        lines.append(write(said, name=review.name))
    return [context("\n".join(lines))] if lines else []


def _decisions(program_id: int, open_now: Decisions) -> list[Block]:
    reviews = [review for review in open_now.reviews if not review.computing]
    return [
        *(block for review in reviews[: ROWS + 1] for block in review_row(review)),
        *(stuck_row(one) for one in open_now.stuck[:ROWS]),
        *_group(say.REQUESTS, program_id, "requests", [request_row(one) for one in open_now.requests]),
        *_group(say.QUIET, program_id, "quiet", [quiet_row(one) for one in open_now.quiet]),
        *_group(
            say.UNDELIVERED,
            program_id,
            "undelivered",
            [undelivered.row(one) for one in open_now.undelivered],
            say.UNDELIVERED_FOOT,
        ),
    ]


def _group(title: Text, program_id: int, kind: str, rows: Sequence[Block], foot: Text = "") -> list[Block]:
    """A titled list, cut after a few rows. `foot`: what there is to do in the whole list alone."""
    if not rows:
        return []
    rest = len(rows) - ROWS
    shown: list[Block] = [context(title), *rows[:ROWS]]
    more = [write(say.MORE, count=rest)] if rest > 0 else []
    if more or foot:
        show = button(say.SHOW_ALL, LIST, choosing(program_id, kind, 0))
        shown.append(section("\n".join([*more, str(foot)]).rstrip(), accessory=show))
    return shown


def review_row(review: Review) -> list[Block]:
    """A round that waits for a look, or one person's new mentor for a yes."""
    if review.name:
        return [
            section(write(say.REVIEW_ONE, name=review.name, mentor=review.mentors)),
            actions(
                button(wording.announcements.REPLACEMENT_APPROVE, APPROVE, review.round_id, style="primary"),
                button(wording.announcements.REPLACEMENT_REJECT, REJECT, review.round_id),
            ),
        ]
    look = button(say.REVIEW_BUTTON, REVIEW, review.round_id, style="primary")
    said = say.REVIEW_NONE if not review.pairs else say.REVIEW
    text = write(said, pairs=pairs(review.pairs), waiting=waiting_people(review.waiting))
    return [section(text, accessory=look)]


def stuck_row(stuck: Stuck) -> Block:
    """Channels that Slack would not open."""
    first = names(stuck.pairs[0])
    text = write(say.STUCK, names=first, count=len(stuck.pairs), why=slack_codes.stuck(stuck.trouble))
    return section(text, accessory=button(wording.announcements.ROUND_TRY_AGAIN, OPEN_AGAIN, stuck.round_id))


def request_row(request: Request) -> Block:
    """Somebody asks for the owner."""
    first = write(
        say.REQUEST[request.kind],
        name=request.name,
        partners=names(request.partners),
        at=SlackDate(request.at, with_time=False),
    )
    said = f"{first}\n{quote(request.text)}" if request.text else first
    return section(said, accessory=button(say.SETTLED, SETTLE, request.concern_id))


def quiet_row(pair: PairAsSeen) -> Block:
    """A pair that has gone quiet."""
    said = write(
        say.QUIET_PAIR,
        names=pair_names(pair),
        asked=pair.unanswered,
        since=SlackDate(pair.heard or pair.since, with_time=False),
    )
    return section(said, accessory=end_pair(pair.mentorship_id))


def pair_row(pair: PairAsSeen) -> Block:
    """A pair that goes on, or is over."""
    since = SlackDate(pair.since, with_time=False)
    facts = {"names": pair_names(pair), "since": since, "progress": progress(pair)}
    if pair.until is not None:
        return section(write(say.PAIR_PAST, until=SlackDate(pair.until, with_time=False), **facts))
    said = say.PAIR_OPENING if pair.opening else say.PAIR
    if pair.away:
        said, facts["away"] = say.PAIR_RESTS, names(pair.away)
    return section(write(said, **facts), accessory=end_pair(pair.mentorship_id))


def _people(shown: Running) -> list[Block]:
    """Who waits, which pairs there are, and what people wrote: each opens as a list."""
    numbers, open_now = shown.figures, shown.decisions
    blocks: list[Block] = []
    if numbers.waiting and not shown.over:
        who = button(say.WHO, LIST, choosing(numbers.program_id, "waiting", 0))
        blocks.append(section(waiting(numbers.waiting), accessory=who))
        if numbers.free:
            blocks.append(_free(numbers))
    if open_now.pairs or shown.past:
        show = button(say.PAIRS_BUTTON, LIST, choosing(numbers.program_id, "pairs", 0))
        said = say.PAIRS_PAST if shown.past else say.PAIRS
        text = write(said, count=len(open_now.pairs), past=shown.past)
        blocks.append(section(text, accessory=show))
    if numbers.pulse.comments:
        read = button(say.COMMENTS_BUTTON, LIST, choosing(numbers.program_id, "comments", 0))
        count = len(numbers.pulse.comments)
        blocks.append(section(write(say.COMMENTS, count=count), accessory=read))
    return blocks


def _free(numbers: Figures) -> Block:
    """Free places that some of those who wait could have, and the button that begins a round."""
    said = say.FREE_ONE if len(numbers.free) == 1 else say.FREE
    text = write(
        said, count=numbers.could, mentors=clip(names(numbers.free[:NAMED]), NAMES), places=len(numbers.free)
    )
    match = button(say.WORDS["match"], FILL, choosing(numbers.program_id, "match"))
    return section(text, accessory=match)


def waiting(found: Sequence[Reason]) -> str:
    """How many wait, and why."""
    lines = [
        write(say.WAITING_REASON, count=len(reason.names), reason=why(reason.code))
        for reason in found[:REASONS]
    ]
    total = sum(len(reason.names) for reason in found)
    return "\n".join([write(say.WAITING_TITLE, count=total), *lines])


def why(code: str) -> str:
    """Why somebody waits, in a few words."""
    return reasons.waiting(code)


def _words(shown: Running) -> Block:
    """The same actions as the commands, and the end; of a program that is over, those that are left."""
    program_id = shown.figures.program_id
    words = say.WORDS_OVER if shown.over else say.WORDS
    buttons = [
        button(label, WORD.format(word=word), choosing(program_id, word)) for word, label in words.items()
    ]
    return actions(*buttons, *([] if shown.over else [ended_programs.end(program_id)]))


def _others(others: Sequence[Name]) -> list[Block]:
    """Other programs that this person runs."""
    if not others:
        return []
    rows = [
        section(
            write(say.OTHER, program=clip(other.name, NAMES)),
            accessory=button(say.OTHER_BUTTON, PICK, choosing(other.id, "program")),
        )
        for other in others[:OTHERS]
    ]
    rest = [other.name for other in others[OTHERS:]]
    more = [context(write(say.OTHERS_MORE, programs=clip(names(rest), 1000)))] if rest else []
    return [context(say.OTHERS), *rows, *more]
