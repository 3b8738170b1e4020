"""Who is here: audiences that can't be seen."""

from handlers.views.language import _

AUDIENCE_HIDDEN_CHANNEL = _(
    "*I can't see who is in {place}, so nobody from there can join {program} yet.*\n"
    "Type `/invite @Alongside` in that channel. I look again tonight, and whenever somebody wants to join."
)

AUDIENCE_HIDDEN_GROUP = _(
    "*I can't see who is in the user group that {program} is for, so nobody can join yet.*\n"
    "If it was removed, `/mentor settings` chooses another. I look again tonight."
)
