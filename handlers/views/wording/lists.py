"""Lists that are shown whole."""

TITLES = {
    "requests": "Asked of you",
    "quiet": "Quiet for a while",
    "undelivered": "Could not be delivered",
    "waiting": "Waiting for a mentor",
    "pairs": "Pairs",
    "comments": "What people wrote",
}
EMPTY = "There is nothing here any more."
PAGE = "{first} to {last} of {of}"
EARLIER = "Earlier"
LATER = "Later"
PERSON = "{name}: {reason}"
