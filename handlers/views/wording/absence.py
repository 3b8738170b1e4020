"""Pausing, coming back, leaving."""

from handlers.views.language import _, in_context

FINISHED = _(
    "Your time as a mentee is complete, and I look for nobody for you. Would you like another mentor?"
)
LOOK_AGAIN = _("Look for another mentor")

PAUSE_TITLE = in_context("title", "Pause")
PAUSE_SUBMIT = in_context("button", "Pause")
PAUSE_LABEL = _("For how long?")
PAUSE_SPANS = {"1w": _("1 week"), "2w": _("2 weeks"), "1m": _("1 month")}
PAUSE_UNTIL = _("Or until a day of your choice")
PAUSE_HINT = _("I'll ask nothing of you till then, and match you with nobody. Your partner is told nothing.")
PAUSED = _(
    "*You're paused in {program} until {until}.*\n"
    "I'll ask nothing of you till then. `/mentor resume` ends it sooner."
)
RESUMED = _("*Welcome back to {program}.*\nFrom today on I ask and match you as before.")
RESUMED_OVER = _(
    "*Welcome back to {program}.*\nFrom today on I ask as before. The program is over, so I match nobody."
)
NOT_PAUSED = _("You weren't paused in {program}, so nothing has changed.")
LOOKS_AGAIN = _(
    "*I look for another mentor for you in {program}.*\nYou are in the next round of matching, with the answers that "
    "you gave; “Edit my answers” on my Home tab changes them. You hear from me either way."
)
LEAVE_TITLE = in_context("title", "Leave")
LEAVE_SUBMIT = in_context("button", "Leave")
LEAVE_CANCEL = in_context("not leaving a program", "Stay")
LEAVE_ASK = _(
    "*Leave {program}?*\nYou won't be asked or matched any more. Your answers are kept in case you come back."
)
LEAVE_PARTNERS = _("Your mentorship with {partners} ends too, with a kind note that doesn't say why.")
LEAVE_MENTEES = _("I look for somebody new for {mentees} at once.")
LEAVE_PAUSE = _("Just busy? `/mentor pause 2w` keeps everything as it is.")
LEAVE_DONE = _(
    "*You've left {program}.*\n"
    "Thank you for having been part of it. `/mentor join` brings you back with your answers."
)
LEAVE_DONE_OVER = _("*You've left {program}.*\nThank you for having been part of it.")
LEAVE_CHANNEL = _("The channel stays open for a week; then it is archived, and can still be read.")
