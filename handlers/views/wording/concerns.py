"""Asking for help, and what became of it."""

from handlers.views.language import _

TITLE = {"help": _("Ask for help"), "talk": _("Talk to the owner")}
ASK = {
    "help": _(
        "*What would help, or what should {owners} know?* You can leave this empty: then they will ask you."
    ),
    "talk": _("*What would you like to talk about?* You can leave this empty: then {owners} will ask you."),
}
LABEL = _("In your own words")
SUBMIT = _("Send")
WHO = _(
    "Only {owners} will see this, with your name. Your partner isn't told, and nothing changes in "
    "your channel."
)
SENT = _("*{owners} has it now.* Nobody else sees it. The answer comes from a person, not from me.")
TEXT = _("{name} would like to hear from you.")
CARD = {
    "help": _("*{name} asks for help* with the mentorship with {partners} ({program})."),
    "talk": _("*{name} would like to talk to you* about the mentorship with {partners} ({program})."),
}
OWNERS = _(
    "Only the owners of {program} see this. {partners} is not told that {name} wrote; "
    "{name} is told when you have looked after it."
)
SETTLE = _("I've looked after it")
SETTLE_WITH = _("Looked after, with a line")
SETTLE_TITLE = _("Looked after")
SETTLE_LABEL = _("A line for them, if you like")
SETTLE_SUBMIT = _("Tell them")
SETTLE_WHO = _("They read it from me, with your name. Nobody else does.")
MESSAGE = _("Message {name}")
OPEN = _("*Still open since {day}.*")
OPEN_FOOT = _(
    "Only the owners of {program} see this. I remind you once; {name} is told when you have looked after it."
)
SETTLED = _("{name} has looked after it, {day}.")

DONE_TEXT = _("What you asked for has been looked after.")
DONE = {
    "help": _("*{by} has looked after your request for help.* You asked on {day}, about you and {partners}."),
    "talk": _("*{by} has looked after your wish to talk.* You asked on {day}, about you and {partners}."),
}
DONE_ANSWER = _("{by} writes:")
DONE_FOOT = _("Only you get this. If it isn't done for you, write again.")
AGAIN = _("Write again")
