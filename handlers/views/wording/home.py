"""The Home tab, as anybody sees it."""

TITLE = "Mentoring"
EMPTY = (
    "*There is no mentoring program here yet.* Whoever wants to run one, and is an admin of this workspace, starts it "
    "with `/mentor setup`."
)
EMPTY_ADMIN = (
    "*There is no mentoring program here yet.* You can start one: it takes about ten minutes, and nobody hears of it "
    "before you invite them."
)
SETUP = "Start a program"
OWNERLESS = "*Nobody runs {program} any more.* Its mentorships go on; requests for help and new matches wait."
OVER = "*{program} is over, and your mentorship is not.* It goes on to its last day, with all that belongs to it."
CLOSED = "*There is no program here that is open to you right now.* When there is one, you'll find it here."
PROGRAM = "*{program}*, run by {owners}"
PROGRAM_ALONE = "*{program}*"
ABOUT_NEXT = (
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. Nobody is matched before "
    "{starts}. You can pause or leave at any time."
)
ABOUT_NEXT_STARTED = (
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. You are in the next round "
    "of matching, and hear either way. You can pause or leave at any time."
)
JOIN = "Join"
MORE_OPEN = "Also open to you: {programs}. `/mentor join` asks which."
MORE_MINE = "You are also in {programs}. `/mentor status` tells you about all of them."
MENTEE = "You are here to learn."
MENTOR = "You are here to teach."
BOTH = "You are here to learn and to teach."
PAUSED = "*You are paused until {until}.* Until then I ask nothing of you, and match you with nobody."
WITH_MENTOR = "*{partners} mentors you.*"
WITH_MENTEE = "*You mentor {partners}.*"
CHANNEL = "Your channel is {channel}, until {ends}."
OPENING = "Your channel is being opened right now; you will be invited to it in a few minutes."
NEXT = "*Next:* "
NEXT_AGREE = "say yes to the charter, which is pinned in your channel. "
NEXT_PLAN = "agree with each other on what you want to reach, and by when. "
NEXT_STEP = "{step}, {at}."
NEXT_THEN = "Then {step}, {at}."
NEXT_NOTHING = "meet when it suits you both. There is nothing that I need."
STEPS = {
    "check_in": "I ask whether you two have met",
    "stay": "I ask how you want to go on",
    "survey": "a short survey, by direct message",
    "calibration": "I ask you alone how it is going",
    "closing": "your time together is complete",
}
WAITING = "*Waiting for you*"

WAITS = {
    "check_in": "• Have you two met? Asked {at}.",
    "stay": "• How do you want to go on? Asked {at}.",
    "survey": "• A short survey, sent {at}.",
    "calibration": "• How is it going? Asked {at}.",
    "closing": "• How was it? Asked {at}.",
}
FAREWELL = "*Your time with {partners} is over. How was it?* A short survey, open for a month after the end."
WAITING_WHERE = "The card with the buttons is in your channel, or in your messages with me."
GOALS = "*Your plan*"
GOAL = "• {goal}, by {due}"
GOAL_DONE = "✓ {goal}"
HELP = "We need help"
PLAN_CHANGE = "Change our plan"
MORE_PAIRS = "And {count} more: `/mentor status` lists them."
WAIT_START = (
    "*You are in.* Matching starts on {starts}; until then there is nothing for you to do. You'll hear from me either "
    "way."
)
WAIT_ROUND = (
    "*You are in, and waiting for the next round of matching.* {owner} starts it; you'll hear from me "
    "either way."
)
WAIT_SOUGHT = (
    "*I'm looking for another mentor for you.* {owner} decides on whom I find; you'll hear from me "
    "either way."
)
WAIT_WHY = (
    "*No mentor for you yet.* {reason} You are in the next round automatically, and having waited counts in your "
    "favor. {owner} starts it; you'll hear from me either way."
)
AN_OWNER = "The program's owner"
PLACES_ALL = "You can take {count} mentees. When there is somebody for you, I'll introduce you."
PLACES_ALL_ONE = "You can take one mentee. When there is somebody for you, I'll introduce you."
PLACES = "You can take {count} more mentees. When there is somebody for you, I'll introduce you."
PLACES_ONE = "You can take one more mentee. When there is somebody for you, I'll introduce you."
PLACES_FULL = "All your places are taken."
EDIT = "Edit my answers"
PAUSE = "Pause"
RESUME = "I'm back"
LEAVE = "Leave"
PRIVACY = "What is kept about me"
