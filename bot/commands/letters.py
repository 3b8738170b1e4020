"""`alongside letters` and `alongside letter`: where letters are and why, in words or as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.commands.reading import CannotAsk, ask
from bot.plural import quantity
from handlers.views import slack_codes
from program.base.notices import Notice
from program.base.unsent import Unsent
from program.running import tracing
from program.running.tracing import Code, Line, Reason, Story, Trace, Traces
from storage.models import LetterState

STATES: dict[LetterState, str] = {
    "ready": "it waits to be sent",
    "sending": "it is on its way to Slack",
    "unknown": "it may have arrived: Slack's answer was lost",
    "done": "Slack did what it asks for",
    "rejected": "Slack refused it for good; its owners see it on Home, unless it is of no program",
    "dropped": "it isn't sent, or not again",
}

WHY: dict[Code, str] = {
    "planned": "It was written for {until}, which is still to come.",
    "held": "The last check put it off until {until}: {word}.",
    "retry": "Slack did not do it the last time ({word}); it is tried again at {until}.",
    "spaced": "Somebody spoke in the same place within a second; its turn is at {until}.",
    "resting": "Slack's rate limit: letters of its kind rest until {until}, or sooner.",
    "behind": "Letter {behind} goes first, in the same lane{until}.",
    "next": "It is due, and nothing holds it: a bot that runs takes it within moments.",
    "underway": "A sender has it, and must be done by {until}.",
    "forsaken": "Its sender stopped in the act: when a bot runs, its outcome becomes unknown.",
    "quiet": "Nobody knows yet whether Slack did it ({word}); that is settled after {until}.",
    "done": "Slack did it{word}.",
    "refused": "Slack said {word}: it would say so again. An owner can have it tried again on Home.",
    "dropped": "The last check before it went let it be: {word}.",
    "let_be": "Nobody knows whether it arrived ({word}), and its kind is not sent twice.",
    "taken_off": "Slack said {word}, and an owner took it off the list.",
    "taken_care_of": "Slack said {word}: what follows from that was done, or nobody waits for it.",
}

WORDS: dict[Unsent, str] = {
    Unsent.REMOVED: "the app was removed from the workspace; sooner, when it is back",
    Unsent.ACCOUNT_OFF: "an account is switched off, sooner, when it is on again",
    Unsent.STALE: "too late to be worth sending",
    Unsent.DEACTIVATED: "its reader's account is deactivated",
    Unsent.ENDED: "the pair has ended",
    Unsent.LEFT: "its reader has left the program",
    Unsent.PAUSED: "its reader, or one of the pair, has a pause",
    Unsent.FULL: "two prompts this week already",
    Unsent.OUTSIDE_HOURS: "outside their working hours",
    Unsent.NOTHING_TO_SAY: "there is nothing to say any more",
    Unsent.CARD_UNDERWAY: "the card that it changes is on its way",
    Unsent.CARD_UNDRAWN: "the card that it changes has yet to be drawn, and shows it then",
    Unsent.CARD_LOST: "the card that it changes never arrived",
    Unsent.NOT_BEGUN: "it was claimed and handed back",
    Unsent.SPACED: "somebody has just spoken in the same place",
}


def find(url: str, *, kind: str | None, state: str | None, **narrowed: Any) -> Traces:
    """The letters that were asked for. Raises CannotAsk where there is no such thing."""
    _one_of("kind", kind, [notice.value for notice in Notice])
    _one_of("state", state, get_args(LetterState))
    try:
        return ask(url, tracing.traces, kind=kind, state=state, **narrowed)
    except tracing.Nobody as nobody:
        raise CannotAsk(f"{nobody}: `alongside letters` alone shows the newest.") from None


def tell(url: str, letter_id: int, *, now: datetime) -> Story:
    """All that is known of one letter. Raises CannotAsk where there is none."""
    try:
        return ask(url, tracing.story, letter_id=letter_id, now=now)
    except tracing.Nobody as nobody:
        raise CannotAsk(f"{nobody}: `alongside letters` shows the newest.") from None


def _one_of(what: str, said: str | None, those: list[str] | tuple[str, ...]) -> None:
    if said is not None and said not in those:
        raise CannotAsk(f"There is no {what} “{said}”: say one of {', '.join(those)}.")


def listed(found: Traces) -> RenderableType:
    """In words: a line for each letter, and why it is there below it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for trace in found.letters:
        about = [trace.kind, _whose(trace), f"planned {moment(trace.planned_at)}"]
        said = " ".join(why(reason) for reason in trace.reasons)
        table.add_row(Text(str(trace.letter)), Text(f"{trace.state}: {', '.join(about)}\n{said}"))
    return Group(table, Text(rest(len(found.letters), found.more, "letter")))


def told(story: Story) -> RenderableType:
    """In words: what is known of a letter, and each line of the audit about it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, said in _facts(story):
        table.add_row(Text(name), Text(said))
    head = Text(f"Letter {story.trace.letter}: {story.trace.kind}, {_whose(story.trace)}")
    return Group(
        head,
        table,
        Text("\nThe audit about it:" if story.audit else "\nThe audit says nothing of it."),
        lined(story.audit, subject=False),
    )


def lined(lines: tuple[Line, ...], *, subject: bool = True) -> RenderableType:
    """Lines of the audit, in words."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in lines:
        about = f" {line.subject}" if subject and line.subject else ""
        because = f" ({line.why})" if line.why else ""
        table.add_row(Text(moment(line.at)), Text(f"{line.who}: {line.what}{about}{because}"))
    return table


def rest(shown: int, more: int, what: str) -> str:
    """How many there are that aren't shown."""
    if more:
        return f"{quantity(more, f'more {what}')}: --limit {shown + more} shows all."
    return f"{quantity(shown, what)}." if shown else f"No {what}."


def as_json(found: Traces) -> dict[str, Any]:
    """The same for a program."""
    return {"letters": [_trace(trace) for trace in found.letters], "more": found.more}


def story_as_json(story: Story) -> dict[str, Any]:
    """The same for a program."""
    whole = asdict(story)
    del whole["trace"]
    return {**_trace(story.trace), **whole}


def _trace(trace: Trace) -> dict[str, Any]:
    reasons = [{**asdict(reason), "text": why(reason)} for reason in trace.reasons]
    return {**asdict(trace), "in_words": STATES[trace.state], "reasons": reasons}


def why(reason: Reason) -> str:
    """A reason, as a sentence."""
    until = moment(reason.until) if reason.until is not None else ""
    word = WORDS[Unsent(reason.word)] if reason.word in list(Unsent) else reason.word
    word = word or "without a word"
    if reason.code == "done":
        word = f" before ({word})" if reason.word else ""
    if reason.code == "behind":
        until = f", until {until} at the longest" if until else ""
    said = WHY[reason.code].format(until=until, word=word, behind=reason.behind)
    return f"{said} That is: {slack_codes.why(reason.word)}" if slack_codes.has_words(reason.word) else said


def _facts(story: Story) -> Iterator[tuple[str, str]]:
    trace = story.trace
    yield "State", f"{trace.state}: {STATES[trace.state]}"
    yield "Why", " ".join(why(reason) for reason in trace.reasons)
    yield "Planned", moment(trace.planned_at)
    if trace.done_at is None:
        yield "Due", moment(trace.due_at)
    else:
        yield "Settled", moment(trace.done_at)
    called = f", the last at {moment(story.called_at)}" if story.called_at is not None else ""
    yield "Attempts", f"{story.attempts}{called}"
    if story.last_word:
        yield "Last word", story.last_word
    again = "it is sent again" if story.unknown == "resend" else "it isn't sent again"
    yield "If unknown", again
    yield "Workspace", trace.workspace
    if trace.edits is not None:
        yield "Edits", f"the card that letter {trace.edits} posted"
    if story.edited_by:
        yield "Edited by", f"letter {', '.join(map(str, story.edited_by))}"
    if story.about:
        yield "About", ", ".join(f"{name} {number}" for name, number in story.about.items())
    if story.channel:
        yield "In Slack", f"{story.channel} {story.ts or ''}".rstrip()


def _whose(trace: Trace) -> str:
    whose = [f"to {trace.to}"]
    if trace.pair is not None:
        whose.append(f"pair {trace.pair}")
    if trace.program is not None:
        whose.append(f"program {trace.program}")
    return ", ".join(whose)


def moment(at: datetime) -> str:
    return f"{at:%a %Y-%m-%d %H:%M:%S} UTC"
