"""Inviting people to a program."""

from handlers.views.language import _, plural

TITLE = _("Invite people")
SUBMIT = plural("Send invitation", "Send invitations")
COUNT = _("*{inviting} of the {audience} people whom {program} is for would be invited.*")
REST = _("Not invited: {others}.")
OTHERS = {
    "joined": _("joined already: {count}"),
    "runs_it": _("run it: {count}"),
    "left": _("have left it: {count}"),
    "asked": _("asked before: {count} (a “Not now” holds for three months)"),
}
NONE = _("*Nobody is left to invite to {program}.*")
READING = _("I'm still reading who belongs to it, so this number may grow. Look again in a minute.")
HOW = _("Each gets one direct message from me in their working hours, with this:")
SENT = plural(
    "*One invitation to {program} is on its way.*\nIt goes out in that person's working hours, when their "
    "week has room for it. `/mentor invite` later asks whoever is new.",
    "*{count} invitations to {program} are on their way.*\nEach goes out in that person's working hours, "
    "when their week has room for it, so most leave by the next working day. "
    "`/mentor invite` later asks whoever is new.",
)
CARD = _("*{by} invites you to {program}.*")
CARD_NOBODY = _("*You're invited to {program}.*")
ASK = _("Joining takes about three minutes, and you can leave at any time.")
MENTEE = _("Join as mentee")
MENTOR = _("Join as mentor")
NOT_NOW = _("Not now")
NEVER = _("Never ask")
JOINED = _("You've joined. `/mentor join` changes your answers.")
OVER = _("{program} is over, so there is nothing to join any more. Nothing is needed from you.")
WAITS = _(
    "Not now, then. You can join any time with `/mentor join`; I won't remind you for three months at least."
)
SILENT = _("I won't invite you again, to any program. `/mentor join` stays open if you change your mind.")
