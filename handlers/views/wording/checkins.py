"""The check-in: have you two met?"""

from handlers.views.language import _, in_context

CHANGE = in_context("button: an answer", "Change")
SAVE = _("Save")
TEXT = _("Have you met?")
HERE = _("*{people}, have you met since {day}?*")
ALONE = _("*Have you and {partners} met since {day}?*")
MET = _("We met")
PLANNED = _("It's planned")
NOT_YET = _("Not yet")
HELP = _("We need help")
WHO = _(
    "One tap from either of you is enough, and you both see it. The program's owners see whether you have met."
)
NEXT = _("I ask again {day}, or when your week has room for it.")
LAST = _("This is the last time I ask.")
HELP_WHO = _("“We need help” reaches {owners} alone: nobody here sees that you used it, or what you wrote.")
SUPERSEDED = _("I have asked again since, so there is nothing to answer here any more.")
ENDED = _("This mentorship has ended, so there is nothing to answer any more.")
SAID = {
    "met": _("*You met*, says {name}."),
    "planned": _("*It's planned*, says {name}."),
    "not_yet": _("*Not yet*, says {name}. That happens; twenty minutes on the phone count too."),
}
ALREADY = {
    "met": _("{name} has said that you met. “Change” on the card puts it right, for a week."),
    "planned": _("{name} has said that it's planned. “Change” on the card puts it right, for a week."),
    "not_yet": _("{name} has said that you haven't met yet. “Change” on the card puts it right, for a week."),
}
FORM = _("Put it right")
LABEL = _("How is it really?")
ANSWERS = {"met": _("We met"), "planned": _("It's planned"), "not_yet": _("Not yet")}
BOTH = _("You both see it.")
