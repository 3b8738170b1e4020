"""What is kept about a person, and erasing it."""

from handlers.views.language import _

TITLE = _("Kept about you")
WHO = _(
    "*Your partner* sees your name, what you want to learn or can teach, the words, ways to learn, drivers and working "
    "hours that you share, your department and place where they say "
    "something about you two, and what you both do in your channel.\n"
    "*The program's owners* see that you take part, whom you are matched with and why, with words from your answers; "
    "of your pair whether you met in your first 30 days, how many outcomes your plan has and how many are done, and "
    "how long check-ins have gone unanswered; and what you send them yourself. No other answer, and no word of your "
    "plan.\n"
    "*Workspace admins* see, where nobody runs the program, whether your account was switched off.\n"
    "*Nobody else* sees anything of you. Digests are numbers only."
)
NEVER = _(
    "Survey scores are shown from three people, notes from five, and never with a name. What you answer after a month "
    "is told neither to your partner nor to the owners as yours, save for a wish to talk that you send them. Whom "
    "you'd rather not be matched with is seen by you alone."
)
CANNOT_READ = _("I can't read your channel or your messages: I have not asked Slack for that right.")
CAN_READ = _(
    "Whoever installed me here has given me the right to read messages where I am. I use it for one thing: to find my "
    "own message again when Slack's answer to it was lost."
)
MINE = _("What I have")
PERSON = _("*You*\n{known}")
WORK = _("From the people file: {facts}")
PART = _("*{program}*, since {since}")
PART_LEFT = _("*{program}*, since {since}. You have left; your answers are kept in case you come back.")
FACT = "{label}: {value}"
FACTS = {
    "goals": _("To learn"),
    "skills_wanted": _("Skills to grow"),
    "learns_by": _("Learns best by"),
    "teaches": _("To teach"),
    "skills_offered": _("Skills to share"),
    "guides_by": _("Guides by"),
    "drivers": _("Driven by"),
    "languages": _("Languages"),
    "minutes": _("Minutes a month to learn"),
    "mentor_minutes": _("Minutes a month for mentees"),
    "places": _("Places for mentees"),
    "avoids": _("Rather not with"),
}
LABELS = {
    "manager": _("manager"),
    "department": _("department"),
    "location": _("location"),
    "level": _("level"),
}
PAIR = _("*With {partners}*, since {since}")
PAIR_ENDED = _("*With {partners}*, from {since} to {until}")
COUNTS = _(
    "Answers that you gave to me alone: {answers}. Check-ins that you answered: {taps}. Requests to the owners: "
    "{requests}. Messages that I sent you: {letters}. Things you did that I "
    "noted, such as joining: {deeds}."
)
JSON = _("Send me my data")
FOOT = _("Your data opens here, as JSON that you can copy. Erasing can't be undone.")
ERASE = _("Erase me")
ERASE_TITLE = _("Erase everything?")
ERASE_SURE = _(
    "You leave every program and your mentorships end; partners read the usual kind words. All that I keep about you "
    "goes for good. Survey scores stay as numbers of nobody, shared history without your name."
)
ERASE_YES = _("Erase me")
ERASE_NO = _("Keep it")
ERASED = _("*You are forgotten.* Nothing here leads to you any more.")
ERASED_PAIRS = _("*You are forgotten.* Your partners hear that it has ended, without your name.")
ERASED_NEXT = _(
    "What was posted in Slack stays there until Slack or you delete it. I won't learn about you again from Slack's "
    "list of people, unless you use me again: `/mentor join` begins anew."
)

JSON_TITLE = _("Your data")
JSON_HEAD = _("Everything I keep about you, as JSON. Select it and copy it wherever you like.")
KEYS = {
    "parts": "programs",
    "together": "mentorships",
    "taps": "check_ins_answered",
    "requests": "requests_to_owners",
    "letters": "messages_to_you",
    "deeds": "changes_by_you",
    "means": "program_meant_by_the_command",
    "places": "groups_and_channels",
    "runs": "programs_run",
    "waits": "rounds_without_a_match",
}
JSON_CUT = _(
    "The rest does not fit into a window. Whoever runs the server can give you all of it: `alongside people export`."
)
