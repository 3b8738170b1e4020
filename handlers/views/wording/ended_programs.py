"""The end of a program."""

from handlers.views.language import _, plural

END = _("End this program")
TITLE = _("End this program?")
SURE = _(
    "Nobody joins any more, and no round is made. Whoever waits for a match hears so, once. Mentorships go on to their "
    "last day, and you look after them as before. You can open it again."
)
YES = _("End it")
NO = _("Not now")
DONE = _("*{program} is over.*")
TOLD = _(
    "Whoever waits for a match hears it from me, once, in their working hours; open invitations say so too."
)
PAIRS_NONE = _("No mentorship is under way.")
PAIRS = plural(
    "One mentorship goes on to its last day, as if nothing had changed; requests for help still reach you.",
    "{count} mentorships go on to their last day, as if nothing had changed; requests for help still reach "
    "you.",
)
FOOT = _(
    "A round that was not published is set aside, and no more digests come. My Home tab can open it again."
)
ROW = _("*{program} is over.*")
RUNNING = _(
    "*{program} is over.* Nobody joins, and no round is made. You look after it here until its last mentorship has "
    "ended."
)
AGAIN = _("Open it again")
OPENED = _("*{program} is open again.*")
OPENED_NEXT = _(
    "People can join, and `/mentor match` suggests pairs. Whoever was told that it is over, and waits, hears one line "
    "from me in their working hours, and is in the next round automatically."
)
NEWS_AGAIN = _(
    "*{program} is open again.* You take part as before, with your answers, and are in the next round automatically; "
    "`/mentor leave` takes you out."
)
NEWS = _("*{program} is over.*")
NEWS_MENTEE = _(
    "You were waiting for a mentor there, and no further round is made. That is nothing that you did; thank you for "
    "having been ready to learn."
)
NEWS_MENTOR = _(
    "Your offer stood, and no further round is made, so nobody new comes to you. Thank you: it helped to know that you "
    "were there."
)
NEWS_NEXT = _(
    "There is nothing for you to do. Your answers are kept in case it opens again; `/mentor privacy` shows them and "
    "erases them."
)
NEWS_WHO = _("{owners} ran it, and can tell you more.")
