"""The plan: its form, and its card in the pair's channel."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, Option, OverflowMenuElement, PlainTextObject

from handlers.views.fields import State, date_input, date_of, text_input, text_of
from handlers.views.kit import Call, Message, View, actions, button, choosing, context, header, post, section
from handlers.views.text import bare, write
from handlers.views.wording import plans as say
from program.pair.plans import MOST, TEXT_LIMIT, Aim, Goal, PlanCard, PlanDraft

FORM = "plan_form"
MARK = "plan_mark"
CHANGE = "plan_change"
TEXT = "plan_text_{number}"
DATE = "plan_date_{number}"


def form(draft: PlanDraft) -> View:
    """Up to three outcomes with dates; above them the plan as it stands, if somebody has changed it meanwhile."""
    blocks: list[Block] = [section(write(say.INTRO, last=draft.last))]
    if draft.meanwhile:
        blocks = [section("\n".join([write(say.MEANWHILE), *map(_aim, draft.meanwhile)]))]
        blocks.append(context(say.MEANWHILE_NEXT))
    for number in range(1, MOST + 1):
        aim = draft.aims[number - 1] if number <= len(draft.aims) else Aim("", None)
        blocks.append(
            text_input(
                TEXT.format(number=number),
                say.AIM[number],
                initial=aim.text,
                lines=True,
                most=TEXT_LIMIT,
                optional=number > 1,
                hint=say.AIM_HINT if number == 1 else "",
            )
        )
        blocks.append(date_input(DATE.format(number=number), say.BY, initial=aim.due_on, optional=number > 1))
    return View(
        title=say.TITLE,
        blocks=blocks,
        callback_id=FORM,
        submit=say.SUBMIT,
        metadata={"id": draft.mentorship_id, "version": draft.version},
    )


def _aim(aim: Aim) -> str:
    return write(say.MEANWHILE_AIM, text=" ".join(aim.text.split()), day=aim.due_on)


def read_form(state: State) -> Sequence[Aim]:
    return [
        Aim(text_of(state, TEXT.format(number=number)), date_of(state, DATE.format(number=number)))
        for number in range(1, MOST + 1)
    ]


def card(plan: PlanCard) -> Call:
    """To the pair: the plan as it stands. Each outcome has its own menu."""
    blocks: list[Block] = [header(say.CARD_HEAD)]
    blocks += [_goal(goal, plan.live) for goal in plan.goals]
    if plan.live:
        blocks.append(actions(button(say.CHANGE, CHANGE, plan.mentorship_id)))
    done = sum(goal.done for goal in plan.goals)
    foot = say.FOOT if plan.live else say.FOOT_ENDED
    blocks.append(context(write(foot, done=done, count=len(plan.goals), last=plan.ends_on)))
    return post(plan.to, Message(say.CARD_TEXT, blocks))


def _goal(goal: Goal, live: bool) -> Block:
    text = " ".join(goal.text.split())
    said = write(say.DONE if goal.done else say.OPEN, text=text, day=goal.due_on)
    marks = ("open",) if goal.done else ("done", "later")
    menu = OverflowMenuElement(
        action_id=MARK,
        options=[
            Option(text=PlainTextObject(text=bare(say.MARK[mark], 75)), value=choosing(goal.id, mark))
            for mark in marks
        ],
    )
    return section(said, accessory=menu if live else None, block_id=f"outcome_{goal.id}")
