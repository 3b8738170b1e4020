"""The end of a program."""

END = "End this program"
TITLE = "End this program?"
SURE = (
    "Nobody joins any more, and no round is made. Whoever waits for a match hears so, once. Mentorships go on to their "
    "last day, and you look after them as before. You can open it again."
)
YES = "End it"
NO = "Not now"
DONE = "*{program} is over.*"
TOLD = (
    "Whoever waits for a match hears it from me, once, in their working hours; open invitations say so too."
)
PAIRS = {
    0: "No mentorship is under way.",
    1: "One mentorship goes on to its last day, as if nothing had changed; requests for help still reach you.",
}
PAIRS_MORE = (
    "{count} mentorships go on to their last day, as if nothing had changed; requests for help still reach "
    "you."
)
FOOT = "A round that was not published is set aside, and no more digests come. My Home tab can open it again."
ROW = "*{program} is over.*"
RUNNING = (
    "*{program} is over.* Nobody joins, and no round is made. You look after it here until its last mentorship has "
    "ended."
)
AGAIN = "Open it again"
OPENED = "*{program} is open again.*"
OPENED_NEXT = (
    "People can join, and `/mentor match` suggests pairs. Whoever was told that it is over is in the next "
    "round automatically; I don't write to them again."
)
NEWS = "*{program} is over.*"
NEWS_MENTEE = (
    "You were waiting for a mentor there, and no further round is made. That is nothing that you did; thank you for "
    "having been ready to learn."
)
NEWS_MENTOR = (
    "Your offer stood, and no further round is made, so nobody new comes to you. Thank you: it helped to know that you "
    "were there."
)
NEWS_NEXT = (
    "There is nothing for you to do. Your answers are kept in case it opens again; `/mentor privacy` shows them and "
    "erases them."
)
NEWS_WHO = "{owners} ran it, and can tell you more."
