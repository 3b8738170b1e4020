"""Accounts that are switched off, and what becomes of it."""

from handlers.views.language import _, plural

OFF_TEXT = _("Accounts in {program} that are switched off")
OFF = _(
    "*{name}'s account is switched off since {since}.* Their part in {program} rests. If it isn't back by {ends}, "
    "it ends kindly."
)
OFF_MANY = plural(
    "*{count} account in {program} is switched off since {since}: {names}.*",
    "*{count} accounts in {program} are switched off since {since}: {names}.*",
)
OFF_MANY_NEXT = _(
    "That looks like one change in your directory. Their mentorships rest. For those that aren't back by {ends}, "
    "they end kindly."
)
OFF_FOOT = _(
    "Until then nobody of these pairs is asked anything, and nothing is lost when an account is back."
)
OFF_ADMIN = _("You read this as an admin, since nobody else runs {program} right now.")
END_NOW = _("End it now")
END_TITLE = _("End it now?")
END_SURE = _("Their mentorships in this program end, and their partners hear it kindly.")
END_YES = _("End it")
END_NO = _("Go back")
WAIT = _("Keep waiting")
WAS_BACK = _("Back again: {names}. Nothing was lost.")
HAS_ENDED = _("Ended by now: {names}.")
BACK = plural(
    "*{names}'s account is back in {program}.* Everything goes on as before; nothing was lost.",
    "*{count} accounts are back in {program}: {names}.* Everything goes on as before; nothing was lost.",
)
DEPARTED = _("*{name}'s account is switched off, so their part in {program} has ended.*")
DEPARTED_PARTNERS = _(
    "{partners} heard from me, kindly. A mentee among them gets somebody new looked for; you decide on it."
)
DEPARTED_PARTNERS_OVER = _(
    "{partners} heard from me, kindly. The program is over, so nobody new is looked for."
)
DEPARTED_NONE = _("Nobody was in a mentorship with them.")
ERASED = _("*Somebody is no longer in {program}: they asked me to forget them.* I name nobody.")
ERASED_PAIRS = _(
    "Whoever was in a mentorship with them heard that it has ended. A mentee among them gets somebody new looked for; "
    "you decide on it."
)
ERASED_OVER = _("Whoever was in a mentorship with them heard that it has ended.")
ERASED_NONE = _("Nobody was in a mentorship with them.")
