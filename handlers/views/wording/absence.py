"""Pausing, coming back, leaving."""

FINISHED = "Your time as a mentee is complete, and I look for nobody for you. Would you like another mentor?"
LOOK_AGAIN = "Look for another mentor"

PAUSE_TITLE = "Pause"
PAUSE_SUBMIT = "Pause"
PAUSE_LABEL = "For how long?"
PAUSE_SPANS = {"1w": "1 week", "2w": "2 weeks", "1m": "1 month"}
PAUSE_UNTIL = "Or until a day of your choice"
PAUSE_HINT = "I'll ask nothing of you till then, and match you with nobody. Your partner is told nothing."
PAUSED = (
    "*You're paused in {program} until {until}.*\n"
    "I'll ask nothing of you till then. `/mentor resume` ends it sooner."
)
RESUMED = "*Welcome back to {program}.*\nFrom today on I ask and match you as before."
NOT_PAUSED = "You weren't paused in {program}, so nothing has changed."
LOOKS_AGAIN = (
    "*I look for another mentor for you in {program}.*\nYou are in the next round of matching, with the answers that "
    "you gave; [Edit my answers] on my Home tab changes them. You hear from me either way."
)
LEAVE_TITLE = "Leave"
LEAVE_SUBMIT = "Leave"
LEAVE_CANCEL = "Stay"
LEAVE_ASK = (
    "*Leave {program}?*\nYou won't be asked or matched any more. Your answers are kept in case you come back."
)
LEAVE_PARTNERS = "Your mentorship with {partners} ends too, with a kind note that doesn't say why."
LEAVE_MENTEES = "I look for somebody new for {mentees} at once."
LEAVE_PAUSE = "Just busy? `/mentor pause 2w` keeps everything as it is."
LEAVE_DONE = (
    "*You've left {program}.*\n"
    "Thank you for having been part of it. `/mentor join` brings you back with your answers."
)
LEAVE_DONE_OVER = "*You've left {program}.*\nThank you for having been part of it."
LEAVE_CHANNEL = "The channel stays open for a week; then it is archived, and can still be read."
