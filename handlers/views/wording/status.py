"""/mentor status: where things stand."""

TITLE = "Where things stand"
FOOT = "Only you see this. My Home tab shows the same, with buttons."
OWNER = "*You run {program}.* {decisions}"
OWNER_OVER = "*{program} is over; you look after what goes on in it.* {decisions}"
DECISIONS = "{count} things wait for you: my Home tab has the buttons."
DECISIONS_ONE = "One thing waits for you: my Home tab has the button."
DECISIONS_NONE = "Nothing waits for you."
OTHERS = "You also run {programs}. `/mentor program` changes which one I tell you about."
JOIN = "*{program}* is open to you. `/mentor join` takes about three minutes."
END = (
    "If it isn't working out, [We need help] reaches {owners} alone. [End it] is yours too, at any time and without a "
    "reason: you both read the same words."
)
END_NOBODY = (
    "If it isn't working out, [End it] is yours, at any time and without a reason: you both read the same words. "
    "Nobody else runs this program right now; a workspace admin or your people team can help."
)
