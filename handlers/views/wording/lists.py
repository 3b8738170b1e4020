"""Lists that are shown whole."""

from handlers.views.language import _, in_context

TITLES = {
    "requests": _("Asked of you"),
    "quiet": _("Quiet for a while"),
    "undelivered": _("Not delivered"),
    "waiting": _("No mentor yet"),
    "pairs": _("Pairs"),
    "comments": _("What people wrote"),
}
EMPTY = _("There is nothing here any more.")
PAGE = _("{first} to {last} of {of}")
EARLIER = in_context("page of a list", "Earlier")
LATER = in_context("page of a list", "Later")
PERSON = "{name}: {reason}"
