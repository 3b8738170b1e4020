"""Every sentence that Alongside says, by topic. Written by docs/voice.md: brief, kind, plain, one thing asked.

Templates take named values; kit.write escapes them for mrkdwn, kit.plain fills them in for plain text.
"""

from program.refusals import No

# --- Everywhere ---------------------------------------------------------------------------------------------------

NOTE_TITLE = "Alongside"
NOTE_CLOSE = "OK"
BROKEN = "Something went wrong on my side, and nothing was changed. Please try again in a minute."
BROKEN_FORM = (
    "Something went wrong on my side. What you wrote is still here: please send it again in a minute."
)

REFUSALS: dict[No, str] = {
    No.NO_PROGRAM: "There is no mentoring program here yet. Whoever runs mentoring can start one with `/mentor setup`.",
    No.NOT_ADMIN: "A workspace admin, or somebody they have named, can do this.",
    No.NOT_OWNER: "Only the program's owners can do this.",
    No.NOT_ENROLLED: "You are not in this program. `/mentor join` takes a minute.",
    No.NOT_IN_AUDIENCE: "{program} is for a certain group of people, and you are not in it. {owner} can tell you more.",
    No.NOT_MEMBER: "Only the people of this mentorship can do this.",
    No.GONE: "That is no longer there. Type `/mentor` to see where things stand.",
    No.ENDED: "This mentorship has ended, so there is nothing to answer any more.",
}

# --- Home (handlers/home) -----------------------------------------------------------------------------------------

HOME_TITLE = "Mentoring"
HOME_PROGRAM = "*{name}*"
HOME_EMPTY = "There is no mentoring program here yet."

# --- Help and words (handlers/command) ----------------------------------------------------------------------------

HELP_TITLE = "What you can ask me"
HELP_FOOT = "Only you see this. My Home tab shows the same, with buttons."
HELP_HELP = "this list"
HELP_PROGRAM = "which program you mean, where there are several"
UNKNOWN_WORD = "I don't know “{said}”. Did you mean `/mentor {nearest}`?"

# --- Which program (handlers/command) -----------------------------------------------------------------------------

CHOICE_ASK = "*There are several programs here. Which one do you mean?*"
CHOICE_NAME = "*{name}*"
CHOICE_LINE = "*{name}*\n{purpose}"
CHOICE_BUTTON = "This one"
CHOICE_FOOT = "I'll remember it. `/mentor program` asks again."
CHOICE_REMEMBERED = "From now on, `/mentor` means *{name}*. `/mentor program` changes that."

# --- Joining (handlers/enrollment) --------------------------------------------------------------------------------

# --- Closing (handlers/closing) -----------------------------------------------------------------------------------

ENDED_TEXT = "Your mentorship with {partners} has ended."
ENDED = (
    "*Your mentorship with {partners} has come to its end.* Thank you for the time you gave it, in {program}."
)
ENDED_DEPARTED = (
    "*{partners} is no longer in this workspace, so your mentorship has ended.* It is nothing that you did. "
    "Thank you for the time you gave it, in {program}."
)
ENDED_NEXT = (
    "There is nothing for you to do. Whoever stays in the program can be matched again, with somebody else."
)
ENDED_CHANNEL = "Your channel stays as it is until {day}; then it is archived, and can still be read."
THANKS_TEXT = "Your time in {program} is complete. Thank you, both."
THANKS = "*{people}, your time in {program} is complete. Thank you, both.*"
THANKS_CHANNEL = "This channel stays open until {day}; then it is archived, and can still be read."
THANKS_KEPT = "You are keeping this channel. It is yours now, and I am quiet in it."
KEEP_CHANNEL = "Keep the channel"
KEEP_BOTH = "It stays if everybody here wants it to."
KEEP_ONE = "One of you wants to keep it. It stays if everybody here wants it to."
