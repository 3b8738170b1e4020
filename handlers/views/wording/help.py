"""/mentor help: a line for each word."""

from handlers.views.language import _

TITLE = _("What you can ask me")
FOOT = _(
    "Only you see this. My Home tab has buttons for most of it. Unasked, I ask you two things a week at most, in your "
    "working hours."
)
HELP = _("this list")
JOIN = _("join, or change your answers")
PAUSE = _("be left alone for a while: `2w`, `3d`, `1m`, `until Friday`")
RESUME = _("be back before the pause is over")
LEAVE = _("leave the program")
SETUP = _("start a program (workspace admins)")
SETTINGS = _("change a program's settings (owners)")
INVITE = _("invite the people a program is for (owners)")
PROGRAM = _("which program you mean, where there are several")
UNKNOWN_WORD = _("I don't know “{said}”. Did you mean `/mentor {nearest}`?")
UNKNOWN_WORD_HELP = _("I don't know “{said}”. `/mentor help` lists what you can ask me.")

STATUS = _("where things stand for you")

DIGEST = _("the program in numbers, for you first")

PRIVACY = _("what is kept about you, and who sees it")

MATCH = _("have pairs suggested, look at them, and publish (owners)")
