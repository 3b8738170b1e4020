"""Inviting people: what the owner sees before anything is sent, and the card that each gets."""

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.kit import Call, Message, View, actions, button, context, divider, post, section
from handlers.views.text import quote, write
from program.joining.invitations import Invite, Preview, Sent

FORM = "invitation_form"
MENTEE = "invitation_mentee"
MENTOR = "invitation_mentor"
NOT_NOW = "invitation_not_now"
NEVER = "invitation_never"

ANSWERED = {
    "joined": wording.INVITE_JOINED,
    "not_now": wording.INVITE_WAITS,
    "never": wording.INVITE_SILENT,
}


def preview(shown: Preview) -> View:
    """How many people it would reach, and what they would read."""
    head = write(
        wording.INVITE_COUNT, inviting=shown.inviting, audience=shown.audience, program=shown.program
    )
    if not shown.inviting:
        head = wording.INVITE_READING if shown.reading else write(wording.INVITE_NONE, program=shown.program)
    blocks: list[Block] = [
        section(head),
        context(write(wording.INVITE_REST, joined=shown.joined)),
    ]
    if shown.reading and shown.inviting:
        blocks.append(context(wording.INVITE_READING))
    if shown.inviting:
        blocks += [section(wording.INVITE_HOW), divider(), section(_said(shown.program, shown.purpose))]
    submit = wording.INVITE_SUBMIT_ONE if shown.inviting == 1 else wording.INVITE_SUBMIT
    return View(
        title=wording.INVITE_TITLE,
        blocks=blocks,
        callback_id=FORM,
        submit=submit if shown.inviting else None,
        metadata={"id": shown.program_id},
    )


def sent(shown: Sent) -> Message:
    said = wording.INVITE_SENT_ONE if shown.inviting == 1 else wording.INVITE_SENT
    return Message(write(said, inviting=shown.inviting, program=shown.program))


def card(shown: Invite) -> Call:
    """The invitation, and what was said to it."""
    head = write(
        wording.INVITE_CARD if shown.by else wording.INVITE_CARD_NOBODY, by=shown.by, program=shown.program
    )
    blocks: list[Block] = [section(head), section(_said("", shown.purpose))]
    if shown.over and shown.state in ("sent", "not_now"):
        blocks.append(context(write(wording.INVITE_OVER, program=shown.program)))
    elif shown.state in ANSWERED:
        blocks.append(context(ANSWERED[shown.state]))
    else:
        blocks.append(context(wording.INVITE_ASK))
        blocks.append(
            actions(
                button(wording.INVITE_MENTEE, MENTEE, shown.program_id, style="primary"),
                button(wording.INVITE_MENTOR, MENTOR, shown.program_id),
                button(wording.INVITE_NOT_NOW, NOT_NOW, shown.program_id),
                button(wording.INVITE_NEVER, NEVER, shown.program_id),
            )
        )
    return post(shown.to, Message(head, blocks))


def _said(program: str, purpose: str) -> str:
    lines = [f"*{write('{name}', name=program)}*"] if program else []
    if purpose:
        lines.append(quote(purpose))
    return "\n".join([*lines, wording.PRIMER])
