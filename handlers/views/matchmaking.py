"""A round as its owners see it: the card, the preview with its pages, and pairing by hand."""

from slack_sdk.models.blocks import Block, ConfirmObject, Option, OverflowMenuElement, PlainTextObject

from handlers.views import reasons, wording
from handlers.views.fields import State, person_input, person_of, text_input, text_of
from handlers.views.kit import Message, View, actions, button, choosing, confirm, context, divider, section
from handlers.views.language import Text
from handlers.views.note import note
from handlers.views.text import bare, clip, plain, write
from handlers.views.wording import matchmaking as say
from program.base.receipts import Word
from program.rounds.matchmaking import Asked
from program.rounds.publishing import Published
from program.rounds.review import LONGEST_LINE, Pair, Preview, Unmatched

REVIEW = "match_review"
DECIDE = "match_decide"
APPROVE_ALL = "match_approve_all"
APPROVE_APART = "match_approve_apart"
BY_HAND = "match_by_hand"
BACK = "match_back"
AGAIN = "match_again"
PUBLISH = "match_publish"
EARLIER = "match_earlier"
LATER = "match_later"
PREVIEW = "match_preview"
HAND_FORM = "match_hand_form"
MENTEE = "match_mentee"
MENTOR = "match_mentor"
LINE = "match_line"
LINE_FORM = "match_line_form"


def working(asked: Asked) -> Message:
    return Message(write(say.WORKING, program=asked.program))


def computing(asked: Asked) -> View:
    """In the preview's place, while another round is computed."""
    return note(working(asked))


def preview(shown: Preview) -> View:
    """One page of the round."""
    counts = {"approved": shown.approved, "rejected": shown.rejected, "proposed": shown.proposed}
    blocks: list[Block] = [section(write(say.HEAD, program=shown.program, **counts))]
    blocks += _buttons(shown)
    if shown.proposed:
        blocks.append(context(say.THEN))
    if shown.not_before is not None:
        blocks.append(context(write(say.NOT_BEFORE, starts=shown.not_before)))
    if shown.apart:
        said = say.APART if shown.proposed > shown.apart else say.APART_ALONE
        blocks.append(section(write(said, count=shown.apart)))
    if shown.newcomers:
        blocks.append(context(write(say.NEWCOMERS, count=shown.newcomers)))
    blocks.append(divider())
    for pair in shown.pairs:
        blocks += _pair(pair)
    if shown.unmatched:
        blocks.append(section(say.UNMATCHED))
        if shown.changed:
            blocks.append(context(say.UNMATCHED_BEFORE))
        blocks += [section(_unmatched(one)) for one in shown.unmatched]
    if not shown.pairs and not shown.unmatched:
        blocks.append(section(say.EMPTY))
    blocks += _pages(shown)
    blocks.append(context(say.FOOT))
    return View(
        title=say.TITLE,
        blocks=blocks,
        callback_id=PREVIEW,
        metadata={"id": shown.round_id, "page": shown.page},
    )


def published(done: Published) -> View:
    """In the preview's place, once it is out."""
    said = write(say.PUBLISHED, program=done.program, pairs=pairs(done.pairs))
    return View(title=say.TITLE, blocks=[section(said)], close=wording.everywhere.NOTE_CLOSE)


def by_hand(round_id: int, page: int) -> View:
    """Two people, chosen by the owner."""
    return View(
        title=say.BY_HAND_TITLE,
        blocks=[
            person_input(MENTEE, say.BY_HAND_MENTEE),
            person_input(MENTOR, say.BY_HAND_MENTOR, hint=say.BY_HAND_HINT),
            _line(),
            actions(button(say.BY_HAND_BACK, BACK, choosing(round_id, page))),
        ],
        callback_id=HAND_FORM,
        submit=say.BY_HAND_SUBMIT,
        metadata={"id": round_id, "page": page},
    )


def read_by_hand(state: State) -> dict[str, str]:
    return {
        "mentee_id": person_of(state, MENTEE),
        "mentor_id": person_of(state, MENTOR),
        "line": read_line(state),
    }


def line_form(proposal_id: int, page: int) -> View:
    """Approve a pair with a line that both will read."""
    return View(
        title=say.LINE_TITLE,
        blocks=[_line()],
        callback_id=LINE_FORM,
        submit=say.BY_HAND_SUBMIT,
        metadata={"id": proposal_id, "page": page},
    )


def _line() -> Block:
    return text_input(LINE, say.LINE, most=LONGEST_LINE, optional=True, hint=say.LINE_HINT)


def read_line(state: State) -> str:
    return text_of(state, LINE)


def pairs(count: int) -> str:
    return plain(wording.announcements.ROUND_PAIRS, count=count)


def waiting_people(count: int) -> str:
    if not count:
        return write(wording.announcements.ROUND_WAITING_NONE)
    return plain(wording.announcements.ROUND_WAITING, count=count)


def _buttons(shown: Preview) -> list[Block]:
    here = choosing(shown.round_id, shown.page)
    row = [button(say.BY_HAND_BUTTON, BY_HAND, here)]
    if shown.proposed > shown.apart:
        sure = _sure_of_the_others(shown.apart) if shown.apart else None
        row.insert(0, button(say.APPROVE_ALL, APPROVE_ALL, here, style="primary", confirm=sure))
    elif shown.proposed:
        sure = _sure_of_the_rest(shown.apart)
        row.insert(0, button(say.APPROVE_APART, APPROVE_APART, here, confirm=sure))
    elif shown.not_before is None:
        row.insert(0, button(say.PUBLISH, PUBLISH, here, style="primary", confirm=_sure(shown)))
    if shown.replacement:
        return [actions(*row)]
    anew = confirm(say.AGAIN_TITLE, say.AGAIN_CONFIRM, say.AGAIN, say.NOT_YET)
    row.append(button(say.AGAIN, AGAIN, here, confirm=anew))
    return [actions(*row)]


def _pair(pair: Pair) -> list[Block]:
    score = say.BY_HAND if pair.by_hand else _percent(pair.score)
    lines = [write(say.PAIR, mentee=pair.mentee, mentor=pair.mentor, score=score)]
    if pair.words:
        lines.append(write(say.WORDS, words=reasons.shared_words(pair.words)))
        lines += [_quotes(pair, one) for one in pair.words if one.mentee.casefold() != one.mentor.casefold()][
            :1
        ]
    elif not pair.by_hand:
        lines.append(write(say.NO_WORDS))
        if pair.goals:
            lines.append(write(say.GOALS, name=pair.mentee, text=_one_line(pair.goals)))
        if pair.teaches:
            lines.append(write(say.TEACHES, name=pair.mentor, text=_one_line(pair.teaches)))
    lines.append(
        write(say.OVERLAP, hours=reasons.duration(pair.overlap)) if pair.overlap else write(say.NO_OVERLAP)
    )
    menu = OverflowMenuElement(
        action_id=DECIDE,
        options=[
            _option(say.APPROVE, choosing(pair.proposal_id, "approve")),
            *([_option(say.APPROVE_LINE, choosing(pair.proposal_id, "line"))] if not pair.words else []),
            _option(say.REJECT, choosing(pair.proposal_id, "reject")),
        ],
    )
    blocks: list[Block] = [section("\n".join(lines), accessory=menu, block_id=f"pair_{pair.proposal_id}")]
    state: list[Text] = [say.STATES[pair.state]]
    if pair.bar is not None and pair.state != "rejected":
        why = plain(
            wording.refusals.SENTENCES[pair.bar], who=pair.barred, mentor=pair.mentor, mentee=pair.mentee
        )
        state.append(write(say.BAR, why=why))
    return [*blocks, context(*state)]


def _quotes(pair: Pair, shared: Word) -> str:
    return write(
        say.QUOTES,
        mentee=pair.mentee,
        theirs=clip(shared.mentee, 120),
        mentor=pair.mentor,
        ours=clip(shared.mentor, 120),
    )


def _one_line(text: str) -> str:
    return clip(" ".join(text.split()), 300)


def _unmatched(one: Unmatched) -> str:
    line = write(say.UNMATCHED_ONE, name=one.name, reason=reasons.waiting(one.reason))
    return line + "".join(write(say.LEVER, lever=lever) for lever in reasons.levers(one.levers))


def _pages(shown: Preview) -> list[Block]:
    if shown.pages == 1:
        return []
    row = []
    if shown.page:
        row.append(button(say.EARLIER, EARLIER, choosing(shown.round_id, shown.page - 1)))
    if shown.page + 1 < shown.pages:
        row.append(button(say.LATER, LATER, choosing(shown.round_id, shown.page + 1)))
    place = context(write(say.PAGE, page=shown.page + 1, pages=shown.pages))
    return [actions(*row), place]


def _percent(score: float) -> str:
    return plain(say.SCORE, percent=round(score * 100))


def _option(text: Text, value: str) -> Option:
    return Option(text=PlainTextObject(text=bare(text, 75)), value=value)


def _sure_of_the_others(apart: int) -> ConfirmObject:
    text = plain(say.APART_CONFIRM, count=apart)
    return confirm(say.APART_TITLE, text, say.APART_YES, say.NOT_YET)


def _sure_of_the_rest(apart: int) -> ConfirmObject:
    text = plain(say.REST_CONFIRM, count=apart)
    return confirm(say.REST_TITLE, text, say.REST_YES, say.NOT_YET)


def _sure(shown: Preview) -> ConfirmObject:
    waiting = shown.waiting + shown.rejected
    text = plain(say.PUBLISH_CONFIRM, approved=shown.approved, waiting=waiting)
    return confirm(say.PUBLISH_TITLE, text, say.PUBLISH, say.NOT_YET)
