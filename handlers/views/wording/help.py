"""/mentor help: a line for each word."""

TITLE = "What you can ask me"
FOOT = "Only you see this. My Home tab has buttons for most of it."
HELP = "this list"
JOIN = "join, or change your answers"
PAUSE = "be left alone for a while: `2w`, `3d`, `1m`, `until Friday`"
RESUME = "be back before the pause is over"
LEAVE = "leave the program"
SETUP = "start a program (workspace admins)"
SETTINGS = "change a program's settings (owners)"
INVITE = "invite the people a program is for (owners)"
PROGRAM = "which program you mean, where there are several"
UNKNOWN_WORD = "I don't know “{said}”. Did you mean `/mentor {nearest}`?"
UNKNOWN_WORD_HELP = "I don't know “{said}”. `/mentor help` lists what you can ask me."

STATUS = "where things stand for you"

DIGEST = "the program in numbers, for you first"

PRIVACY = "what is kept about you, and who sees it"

MATCH = "have pairs suggested, look at them, and publish (owners)"
