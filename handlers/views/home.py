"""The Home tab: where a person stands, and what they run."""

from slack_sdk.models.blocks import Block, InteractiveElement

from handlers.views import ended_programs, running, wording
from handlers.views.absence import LEAVE, PAUSE, RESUME, finished
from handlers.views.closing import end_own
from handlers.views.concerns import HELP
from handlers.views.enrollment import JOIN
from handlers.views.kit import Call, actions, as_dicts, button, context, divider, header, section
from handlers.views.language import Text
from handlers.views.mentorship import PLAN, without
from handlers.views.privacy import OPEN as PRIVACY
from handlers.views.reasons import waits_myself
from handlers.views.setup import BEGIN, TAKE_OVER
from handlers.views.surveys import ANSWER as SURVEY
from handlers.views.text import Channel, SlackDate, clip, escape, names, plain, write
from handlers.views.wording import home as say
from program.running.person_status import Farewell, Pair, Standing
from program.running.status import Name, Status
from program.running.waits import AUDIENCE, NO_ROUND_YET

PROGRAMS_WHOLE = 2
PAIRS_WHOLE = 6
"""Of all programs together."""
OPEN_WHOLE = 2
RESTING = 2
"""Programs to take over and to open again, together; of either one at least."""
FAREWELLS = 2
GOAL_TEXT = 150


def publish(shown: Status) -> Call:
    """Draw somebody's Home tab."""
    return Call(
        "views.publish",
        {"user_id": shown.person_id, "view": {"type": "home", "blocks": as_dicts(page(shown))}},
    )


def page(shown: Status) -> list[Block]:
    """The whole tab: at most 100 blocks, whatever there is."""
    whole = shown.mine[:PROGRAMS_WHOLE]
    parts = [_mine(found, PAIRS_WHOLE // len(whole)) for found in whole]
    if len(shown.mine) > PROGRAMS_WHOLE:
        more = names([found.program for found in shown.mine[PROGRAMS_WHOLE:]])
        parts.append([context(write(say.MORE_MINE, programs=clip(more, 1000)))])
    parts += [_offer(found) for found in shown.open[:OPEN_WHOLE]]
    if len(shown.open) > OPEN_WHOLE:
        more = names([found.program for found in shown.open[OPEN_WHOLE:]])
        parts.append([context(write(say.MORE_OPEN, programs=clip(more, 1000)))])
    alone = [_ownerless(program) for program in shown.ownerless[: RESTING - bool(shown.over)]]
    ended = [ended_programs.row(program) for program in shown.over[: RESTING - len(alone)]]
    if alone:
        parts.append([*alone, *ended])  # a divider between them would be a block too many
    if shown.running is not None:
        parts.append(running.page(shown.running, shown.others))
    if ended and not alone:
        parts.append(ended)
    if not parts:
        parts.append([section(_nothing(shown))])
    blocks: list[Block] = [header(say.TITLE)]
    for number, part in enumerate(parts):
        blocks += [divider(), *part] if number else part
    row = [button(say.PRIVACY, PRIVACY)]
    if shown.admin and shown.any_program:
        row.append(button(say.SETUP, BEGIN))
    elif shown.admin:
        row.insert(0, button(say.SETUP, BEGIN, style="primary"))
    return [*blocks, actions(*row)]


def _nothing(shown: Status) -> Text:
    if shown.any_program:
        return say.CLOSED
    return say.EMPTY_ADMIN if shown.admin else say.EMPTY


def _ownerless(program: Name) -> Block:
    """A program that an admin may take over."""
    take = button(wording.owners.ORPHANED_TAKE, TAKE_OVER, program.id, style="primary")
    return section(write(say.OWNERLESS, program=program.name), accessory=take)


def _offer(found: Standing) -> list[Block]:
    """A program that this person may join: what mentoring is, and the button."""
    following = say.ABOUT_NEXT_STARTED if found.started else say.ABOUT_NEXT
    return [
        section(_title(found)),
        section(wording.enrollment.PRIMER),
        actions(button(say.JOIN, JOIN, found.program_id, style="primary")),
        context(write(following, starts=found.starts_on)),
    ]


def named(found: Standing) -> str:
    """The program's name, and who runs it."""
    said = say.PROGRAM if found.owners else say.PROGRAM_ALONE
    return write(said, program=found.program, owners=names(found.owners))


def _title(found: Standing) -> str:
    """The same, and what it is for."""
    return "\n".join([named(found), escape(found.purpose)]) if found.purpose else named(found)


def _mine(found: Standing, most: int) -> list[Block]:
    going_on = [write(say.OVER, program=found.program)] if found.over and found.pairs else []
    blocks: list[Block] = [section(_title(found)), context("\n".join([role(found), *going_on]))]
    if found.paused_until is not None:
        blocks.append(section(paused(found)))
    for pair in found.pairs[:most]:
        blocks += _pair(pair)
    if len(found.pairs) > most:
        blocks.append(context(write(say.MORE_PAIRS, count=len(found.pairs) - most)))
    blocks += [_farewell(over) for over in found.farewells[:FAREWELLS]]
    if found.expects:
        blocks.append(section(waits(found)))
    if found.finished:
        blocks.append(finished(found.program_id))
    return [*blocks, _own_buttons(found)]


def farewell(over: Farewell) -> str:
    return write(say.FAREWELL, partners=names(over.partners))


def _farewell(over: Farewell) -> Block:
    answer = button(wording.surveys.ANSWER, SURVEY, over.touchpoint_id, style="primary")
    return section(farewell(over), accessory=answer)


def role(found: Standing) -> str:
    """What somebody is here for, and for a mentor how many places are left."""
    one = say.MENTOR if found.mentor else say.MENTEE
    said = say.BOTH if found.mentee and found.mentor else one
    if not found.mentor or found.paused_until is not None or found.over:
        return str(said)
    return f"{said} {_places(found.places - found.taken, found.taken)}"


def _places(left: int, taken: int) -> str:
    if left < 1:
        return write(say.PLACES_FULL)
    return write(say.PLACES if taken else say.PLACES_ALL, count=left)


def paused(found: Standing) -> str:
    assert found.paused_until is not None
    return write(say.PAUSED, until=SlackDate(found.paused_until, with_time=False))


def waits(found: Standing) -> str:
    """Why somebody waits for a mentor, and until when."""
    owner = found.owners[0] if len(found.owners) == 1 else say.AN_OWNER if found.owners else say.NEXT_OWNER
    if found.sought:
        return write(say.WAIT_SOUGHT, owner=owner)
    if not found.started:
        return write(say.WAIT_START, starts=found.starts_on)
    if found.reason in ("", NO_ROUND_YET):
        return write(say.WAIT_ROUND, owner=owner)
    if found.reason == AUDIENCE:
        return write(say.WAIT_OUTSIDE, reason=waits_myself(found.reason), owner=owner)
    return write(say.WAIT_WHY, reason=waits_myself(found.reason), owner=owner)


def _own_buttons(found: Standing) -> Block:
    away = (
        button(say.RESUME, RESUME, found.program_id, style="primary")
        if found.paused_until is not None
        else button(say.PAUSE, PAUSE, found.program_id)
    )
    edit = [] if found.over else [button(say.EDIT, JOIN, found.program_id)]
    return actions(away, *edit, button(say.LEAVE, LEAVE, found.program_id))


def _pair(pair: Pair) -> list[Block]:
    blocks: list[Block] = [section(with_whom(pair)), section(following(pair))]
    if pair.waiting:
        blocks[-1:] = [section("\n".join([waiting(pair), following(pair)]))]
    if pair.goals:
        blocks.append(section("\n".join([write(say.GOALS), *_goals(pair)])))
    buttons: list[InteractiveElement] = []
    if pair.owners:
        buttons.append(button(say.HELP, HELP, pair.mentorship_id))
    if not pair.opening:
        label = say.PLAN_CHANGE if pair.goals else plain(wording.mentorship.PLAN_MAKE, days=pair.days)
        buttons.append(button(label, PLAN, pair.mentorship_id))
    return [*blocks, actions(*buttons, end_own(pair.mentorship_id))]


def with_whom(pair: Pair) -> str:
    """Who it is with, and where they talk."""
    said = say.WITH_MENTEE if pair.mentor else say.WITH_MENTOR
    first = write(said, partners=names(pair.partners))
    if pair.without:
        return f"{first}\n{without(pair.without, pair.owners)}"
    there = write(say.CHANNEL, channel=Channel(pair.channel_id or ""), ends=pair.ends_on)
    return f"{first}\n{there}"


def waiting(pair: Pair) -> str:
    """What this person has been asked and has not answered."""
    asked = (write(say.WAITS[step.kind], at=SlackDate(step.at, with_time=False)) for step in pair.waiting)
    return "\n".join([write(say.WAITING), *asked, write(say.WAITING_WHERE)])


def following(pair: Pair) -> str:
    """The next step, and when something comes by itself."""
    if pair.away:
        return write(say.AWAY, count=len(pair.away), names=names(pair.away))
    first: Text = ""
    if not pair.opening:
        first = "" if pair.agreed or pair.without else say.NEXT_AGREE
        first = first or ("" if pair.goals else say.NEXT_PLAN)
    if pair.next is None:
        return f"{say.NEXT}{first or say.NEXT_NOTHING}"
    said = say.NEXT_THEN if first else say.NEXT_STEP
    at = SlackDate(pair.next.at, with_time=False)
    step = write(said, step=say.STEPS[pair.next.kind], at=at)
    return f"{say.NEXT}{first}{step}"


def _goals(pair: Pair) -> list[str]:
    return [
        write(
            say.GOAL_DONE if goal.done else say.GOAL,
            goal=clip(goal.text, GOAL_TEXT),
            due=goal.due_on,
        )
        for goal in pair.goals
    ]
