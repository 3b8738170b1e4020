"""Who is here: departures, and audiences that can't be seen."""

from handlers.views.language import _

DEPARTED = _("*{name} has left the company, and so has left {program}.*")
DEPARTED_PARTNERS = _(
    "{partners} heard from me, kindly. A mentee among them gets somebody new looked for; you decide on it."
)
DEPARTED_PARTNERS_OVER = _(
    "{partners} heard from me, kindly. The program is over, so nobody new is looked for."
)
DEPARTED_NONE = _("Nobody was in a mentorship with them.")
AUDIENCE_HIDDEN_CHANNEL = _(
    "*I can't see who is in {place}, so nobody from there can join {program} yet.*\n"
    "Type `/invite @Alongside` in that channel. I look again tonight, and whenever somebody wants to join."
)

AUDIENCE_HIDDEN_GROUP = _(
    "*I can't see who is in the user group that {program} is for, so nobody can join yet.*\n"
    "If it was removed, `/mentor settings` chooses another. I look again tonight."
)
