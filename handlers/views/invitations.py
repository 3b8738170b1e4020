"""Inviting people: what the owner sees before anything is sent, and the card that each gets."""

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.kit import Call, Message, View, actions, button, context, divider, post, section
from handlers.views.language import Text
from handlers.views.text import clauses, plain, quote, write
from handlers.views.wording import invitations as say
from program.joining.invitations import Invite, Preview, Sent

FORM = "invitation_form"
MENTEE = "invitation_mentee"
MENTOR = "invitation_mentor"
NOT_NOW = "invitation_not_now"
NEVER = "invitation_never"

ANSWERED = {
    "joined": say.JOINED,
    "not_now": say.WAITS,
    "never": say.SILENT,
}


def preview(shown: Preview) -> View:
    """How many people it would reach, and what they would read."""
    head: Text = write(say.COUNT, inviting=shown.inviting, audience=shown.audience, program=shown.program)
    if not shown.inviting:
        head = say.READING if shown.reading else write(say.NONE, program=shown.program)
    blocks: list[Block] = [
        section(head),
        *_others(shown),
    ]
    if shown.reading and shown.inviting:
        blocks.append(context(say.READING))
    if shown.inviting:
        blocks += [section(say.HOW), divider(), section(_said(shown.program, shown.purpose))]
    return View(
        title=say.TITLE,
        blocks=blocks,
        callback_id=FORM,
        submit=plain(say.SUBMIT, count=shown.inviting) if shown.inviting else None,
        metadata={"id": shown.program_id},
    )


def _others(shown: Preview) -> list[Block]:
    """Why the others aren't invited: with those who are, these are all."""
    said = [plain(text, count=shown.others[why]) for why, text in say.OTHERS.items() if shown.others.get(why)]
    return [context(write(say.REST, others=clauses(said)))] if said else []


def sent(shown: Sent) -> Message:
    return Message(write(say.SENT, count=shown.inviting, program=shown.program))


def card(shown: Invite) -> Call:
    """The invitation, and what was said to it."""
    head = write(say.CARD if shown.by else say.CARD_NOBODY, by=shown.by, program=shown.program)
    blocks: list[Block] = [section(head), section(_said("", shown.purpose))]
    if shown.over and shown.state in ("sent", "not_now"):
        blocks.append(context(write(say.OVER, program=shown.program)))
    elif shown.state in ANSWERED:
        blocks.append(context(ANSWERED[shown.state]))
    else:
        blocks.append(context(say.ASK))
        blocks.append(
            actions(
                button(say.MENTEE, MENTEE, shown.program_id, style="primary"),
                button(say.MENTOR, MENTOR, shown.program_id),
                button(say.NOT_NOW, NOT_NOW, shown.program_id),
                button(say.NEVER, NEVER, shown.program_id),
            )
        )
    return post(shown.to, Message(head, blocks))


def _said(program: str, purpose: str) -> str:
    lines = [f"*{write('{name}', name=program)}*"] if program else []
    if purpose:
        lines.append(quote(purpose))
    return "\n".join([*lines, write(wording.enrollment.PRIMER)])
