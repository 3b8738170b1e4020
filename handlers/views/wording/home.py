"""The Home tab, as anybody sees it."""

from handlers.views.language import _, in_context, plural

TITLE = _("Mentoring")
EMPTY = _(
    "*There is no mentoring program here yet.* Whoever wants to run one, and is an admin of this workspace, starts it "
    "with `/mentor setup`."
)
EMPTY_ADMIN = _(
    "*There is no mentoring program here yet.* You can start one: it takes about ten minutes, and nobody hears of it "
    "before you invite them."
)
SETUP = _("Start a program")
OWNERLESS = _(
    "*Nobody runs {program} any more.* Its mentorships go on; requests for help and new matches wait."
)
OVER = _(
    "*{program} is over, and your mentorship is not.* It goes on to its last day, with all that belongs to it."
)
CLOSED = _(
    "*There is no program here that is open to you right now.* When there is one, you'll find it here."
)
PROGRAM = _("*{program}*, run by {owners}")
PROGRAM_ALONE = "*{program}*"
ABOUT_NEXT = _(
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. Nobody is matched before "
    "{starts}. You can pause or leave at any time."
)
ABOUT_NEXT_STARTED = _(
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. You are in the next round "
    "of matching, and hear either way. You can pause or leave at any time."
)
JOIN = in_context("button", "Join")
MORE_OPEN = _("Also open to you: {programs}. `/mentor join` asks which.")
MORE_MINE = _("You are also in {programs}. `/mentor status` tells you about all of them.")
MENTEE = _("You are here to learn.")
MENTOR = _("You are here to teach.")
BOTH = _("You are here to learn and to teach.")
PAUSED = _("*You are paused until {until}.* Until then I ask nothing of you, and match you with nobody.")
WITH_MENTOR = _("*{partners} mentors you.*")
WITH_MENTEE = _("*You mentor {partners}.*")
CHANNEL = _("Your channel is {channel}, until {ends}.")
NEXT = _("*Next:* ")
AWAY = plural(
    "*{names}'s account is switched off right now.* Your mentorship rests: I ask nothing of you until it is back, and "
    "you hear from me if it ends.",
    "*The accounts of {names} are switched off right now.* Your mentorship rests: I ask nothing of you until they are "
    "back, and you hear from me if it ends.",
)
NEXT_AGREE = _("say yes to the charter, which is pinned in your channel. ")
NEXT_PLAN = _("agree with each other on what you want to reach, and by when. ")
NEXT_STEP = "{step}, {at}."
NEXT_THEN = _("Then {step}, {at}.")
NEXT_NOTHING = _("meet when it suits you both. There is nothing that I need.")
STEPS = {
    "check_in": _("I ask whether you two have met"),
    "stay": _("I ask how you want to go on"),
    "survey": _("a short survey, by direct message"),
    "calibration": _("I ask you alone how it is going"),
    "closing": _("your time together is complete"),
}
WAITING = _("*Waiting for you*")

WAITS = {
    "check_in": _("• Have you two met? Asked {at}."),
    "stay": _("• How do you want to go on? Asked {at}."),
    "survey": _("• A short survey, sent {at}."),
    "calibration": _("• How is it going? Asked {at}."),
    "closing": _("• How was it? Asked {at}."),
}
FAREWELL = _(
    "*Your time with {partners} is over. How was it?* A short survey, open for a month after the end."
)
WAITING_WHERE = _("The card with the buttons is in your channel, or in your messages with me.")
GOALS = _("*Your plan*")
GOAL = _("• {goal}, by {due}")
GOAL_DONE = "✓ {goal}"
HELP = _("We need help")
PLAN_CHANGE = _("Change our plan")
MORE_PAIRS = _("And {count} more: `/mentor status` lists them.")
WAIT_START = _(
    "*You are in.* Matching starts on {starts}; until then there is nothing for you to do. You'll hear from me either "
    "way."
)
WAIT_ROUND = _(
    "*You are in, and waiting for the next round of matching.* {owner} starts it; you'll hear from me "
    "either way."
)
WAIT_SOUGHT = _(
    "*I'm looking for another mentor for you.* {owner} decides on whom I find; you'll hear from me "
    "either way."
)
WAIT_WHY = _(
    "*No mentor for you yet.* {reason} You are in the next round automatically, and having waited counts in your "
    "favor. {owner} starts it; you'll hear from me either way."
)
WAIT_OUTSIDE = _(
    "*No mentor for you right now.* {reason} Your answers are kept, and {owner} can tell you more."
)
AN_OWNER = _("The program's owner")
NEXT_OWNER = _("Whoever takes the program over")
PLACES_ALL = plural(
    "You can take one mentee. When there is somebody for you, I'll introduce you.",
    "You can take {count} mentees. When there is somebody for you, I'll introduce you.",
)
PLACES = plural(
    "You can take one more mentee. When there is somebody for you, I'll introduce you.",
    "You can take {count} more mentees. When there is somebody for you, I'll introduce you.",
)
PLACES_FULL = _("All your places are taken.")
EDIT = _("Edit my answers")
PAUSE = in_context("button", "Pause")
RESUME = _("I'm back")
LEAVE = in_context("button", "Leave")
PRIVACY = _("What is kept about me")
