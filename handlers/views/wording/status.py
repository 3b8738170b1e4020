"""/mentor status: where things stand."""

from handlers.views.language import _, plural

TITLE = _("Where things stand")
FOOT = _("Only you see this. My Home tab shows the same, with buttons.")
OWNER = _("*You run {program}.* {decisions}")
OWNER_OVER = _("*{program} is over; you look after what goes on in it.* {decisions}")
DECISIONS = plural(
    "One thing waits for you: my Home tab has the button.",
    "{count} things wait for you: my Home tab has the buttons.",
)
DECISIONS_NONE = _("Nothing waits for you.")
OTHERS = _("You also run {programs}. `/mentor program` changes which one I tell you about.")
JOIN = _("*{program}* is open to you. `/mentor join` takes about three minutes.")
END = _(
    "If it isn't working out, “We need help” reaches {owners} alone. “End it” is yours too, at any time and without a "
    "reason: you both read the same words."
)
END_NOBODY = _(
    "If it isn't working out, “End it” is yours, at any time and without a reason: you both read the same words. "
    "Nobody else runs this program right now; a workspace admin or your people team can help."
)
