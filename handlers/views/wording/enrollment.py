"""Joining a program, and changing the answers."""

from handlers.views.language import _, in_context, plural

PRIMER = _(
    "Mentoring is somebody's time and experience, for a few months, on what you want to learn. "
    "It isn't your manager's review, nor training: nobody grades you."
)
TITLE_NEW = _("Join mentoring")
TITLE_EDIT = _("Your answers")
TITLE_SECOND = _("What you teach")
SUBMIT = in_context("button", "Join")
SAVE = _("Save")
NEXT = in_context("button: the next step", "Next")
LATER = _("Not now")
CANCEL = _("Cancel")
INTRO = "*{program}*  {primer}"
INTRO_EDIT = _("*{program}*  What you change counts from the next round of matching on.")
SECOND_INTRO = _("*Step 2 of 2.*  You are in as a mentee already. This adds your side as a mentor.")
ROLES = {
    "mentee": _("I'd like a mentor"),
    "mentor": _("I'd like to be a mentor"),
    "both": _("Both (two steps)"),
}
ROLE = _("What would you like?")
GOALS = _("What would you like to learn or change?")
GOALS_HINT = _("In your own words, up to 500 characters. Your mentor and the program's owners may read it.")
GOALS_SAMPLE = _("For example: running my first project with three teams, and saying no without a fight.")
SKILLS_WANTED = _("Skills to grow")
SKILLS_HINT = _(
    "Up to eight, with commas between them. Your match and the program's owners may read those you share."
)
SKILLS_SAMPLE = _("facilitation, SQL, public speaking")
LEARNS_BY = _("How do you learn best?")
DRIVERS = _("What drives you?")
MINUTES = _("Time you can give each month")
MINUTES_HINT = _(
    "For you to think about before you join. Any of these is enough, and nobody is matched by it."
)
LANGUAGES = _("Languages you can talk in")
LANGUAGES_HINT = _("Leave it empty if any will do.")
WHO = _(
    "The program's owners see that you take part, with whom and why, whether the two of you have met, and how many "
    "outcomes of your plan are done. Not what you answer later, and no word of your plan. `/mentor privacy` tells all."
)
AVOID = _("People you'd rather not be matched with")
AVOID_HINT = _("Only you see this. Nobody is told, not even the program's owner.")
TEACHES = _("What can you help somebody with?")
TEACHES_HINT = _(
    "In your own words, up to 500 characters. Your mentees and the program's owners may read it."
)
TEACHES_SAMPLE = _(
    "For example: growing from engineer to tech lead, and designing systems that can be changed."
)
SKILLS_OFFERED = _("Skills to share")
GUIDES_BY = _("How do you like to guide?")
ROOM = _("How many mentees, and how much time?")
ROOM_HINT = _("You are given as many mentees as you say at most. Whom you get doesn't depend on the time.")
ROOMS = plural("1 mentee, {time} a month", "{count} mentees, {time} a month each")
LEARN_STYLES = {
    "talk": _("Talking things through"),
    "practice": _("Doing it together"),
    "feedback": _("Honest feedback on my work"),
    "stories": _("Stories of how it really went"),
    "questions": _("Being asked good questions"),
    "material": _("Reading, then discussing"),
}
GUIDE_STYLES = {
    "talk": _("Talking things through"),
    "practice": _("Doing it together"),
    "feedback": _("Honest feedback on their work"),
    "stories": _("Stories of how it really went"),
    "questions": _("Asking good questions"),
    "material": _("Giving things to read"),
}
DRIVES = {
    "mastery": _("Getting really good at something"),
    "impact": _("Making a difference"),
    "people": _("Helping people grow"),
    "freedom": _("Deciding for myself"),
    "change": _("New things to try"),
    "calm": _("A life beside work"),
}
TIMES = {30: _("half an hour"), 60: _("1 hour"), 120: _("2 hours"), 180: _("3 hours"), 240: _("4 hours")}
AS = {"mentee": _("a mentee"), "mentor": _("a mentor"), "both": _("a mentee and a mentor")}
DONE = _("*You're in {program} as {role}.*")
SAVED = _("*Saved.* You're in {program} as {role}.")
NEXT_STARTS = _(
    "Matching starts around {starts}. You hear from me either way: who it is and why, or what would help."
)
NEXT_ROUND = _(
    "Next, the owner runs a round of matching. You hear from me either way: who it is and why, "
    "or what would help."
)
NEXT_FINISHED = _(
    "I still look for nobody for you, as your time as a mentee is complete. “Look for another mentor” on my Home tab "
    "changes that."
)
NEXT_MATCHED = _("Your mentorship goes on as it is. What you changed counts from the next round on.")
FOOT = _("`/mentor join` changes your answers any time, `/mentor leave` takes you out.")
OUTSIDE = {
    "guest": _("*{program}* takes no guests of this workspace. {owners} can tell you more."),
    "out": _(
        "*{program}* is for a certain group of people, and I don't find you in it. If you have just been added, "
        "try again in a minute: I am reading it anew. {owners} can tell you more."
    ),
    "unread": _("I'm still reading whom *{program}* is for. Please try again in a minute."),
}
OUTSIDE_ORPHANED = _("A workspace admin")
