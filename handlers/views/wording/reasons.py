"""Why these two, why nobody, and what would help."""

from handlers.views.language import _

TOGETHER = {
    "words": _("both of you say {words}."),
    "by_hand": _("whoever runs the program chose you for each other."),
    "alone": _(
        "I found no words that you share. I suggested you to each other all the same, and whoever runs the "
        "program said yes."
    ),
}
COMMON = {
    "styles": _("one of you likes to learn, and the other to guide, by {shared}"),
    "drivers": _("what drives both of you is {shared}"),
    "place": _("you are both in {shared}"),
}
LINE = _("{by} writes: “{line}”")
COMMON_ALL = "{shared}."
STYLES = {
    "talk": _("talking things through"),
    "practice": _("doing it together"),
    "feedback": _("honest feedback"),
    "stories": _("stories of how it really went"),
    "questions": _("good questions"),
    "material": _("reading, then discussing"),
}

WAITING_SELF = {
    "no_mentors": _("Nobody who teaches has a free place right now."),
    "capacity": _("Everybody who could help you has their places taken."),
    "language": _("Nobody who could help speaks one of your languages yet."),
    "audience": _("Right now, the program isn't for people with an account like yours."),
    "nobody_fits": _("Nobody who fits has a free place right now."),
    "place_free": _("Somebody who could be your mentor has a free place."),
    "no_round_yet": _("No round of matching was published yet."),
    "sought": _("I'm looking for another mentor for you."),
}
WAITING_REASONS = {
    "no_mentors": _("no mentor has a free place"),
    "capacity": _("the mentors who fit are full"),
    "language": _("no language in common"),
    "audience": _("outside the program's audience"),
    "nobody_fits": _("nobody fits yet"),
    "place_free": _("somebody who could fit has a free place"),
    "sought": _("somebody new is being looked for"),
    "no_round_yet": _("no round of matching yet"),
}

DURATION = {"hours": _("{hours} h"), "both": _("{hours} h {minutes} min"), "minutes": _("{minutes} min")}
LEVERS = {
    "language": _("with {value} as a language, {count} would fit"),
    "capacity": _("with one more place, {count} would fit"),
}

OWN_LEVERS = {
    "language": _("{value} as one of your languages (mentors who could then fit: {count})"),
}
