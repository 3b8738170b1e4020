"""Asking for help, and what became of it."""

TITLE = {"help": "Ask for help", "talk": "Talk to the owner"}
ASK = {
    "help": "*What would help, or what should {owners} know?* You can leave this empty: then they will ask you.",
    "talk": "*What would you like to talk about?* You can leave this empty: then {owners} will ask you.",
}
LABEL = "In your own words"
SUBMIT = "Send"
WHO = (
    "Only {owners} will see this, with your name. Your partner isn't told, and nothing changes in "
    "your channel."
)
SENT = "*{owners} has it now.* Nobody else sees it. The answer comes from a person, not from me."
TEXT = "{name} would like to hear from you."
CARD = {
    "help": "*{name} asks for help* with the mentorship with {partners} ({program}).",
    "talk": "*{name} would like to talk to you* about the mentorship with {partners} ({program}).",
}
OWNERS = (
    "Only the owners of {program} see this. {partners} is not told that {name} wrote; "
    "{name} is told when you mark it as settled."
)
SETTLE = "Mark as settled"
OPEN = "*Still open since {day}.*"
OPEN_FOOT = "Only the owners of {program} see this. I remind you once; {name} is told when you settle it."
SETTLED = "Settled by {name}, {day}."

DONE_TEXT = "What you asked for has been looked after."
DONE = {
    "help": "*{by} has marked your request for help as settled.* You asked on {day}, about you and {partners}.",
    "talk": "*{by} has marked your wish to talk as settled.* You asked on {day}, about you and {partners}.",
}
DONE_FOOT = "Only you get this. If it isn't settled for you, write again: it is read by the same people."
AGAIN = "Write again"
