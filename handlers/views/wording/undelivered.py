"""What could not be delivered, and why."""

from handlers.views.language import _, plural

LETTER = plural(
    "*{what}*, for {to} ({at}).",
    "*{what}, {count} times*, for {to} (the last one {at}).",
)
LETTER_MORE = _("and {count} more")
LETTER_MOST = _("One press takes {most} of them.")
LETTER_CHANNEL = _("the program's channel")
LETTER_GONE = _("somebody who is not here any more")
QUESTION = _("A question to a pair")
"""Which of them would tell what one of them answered."""
LETTERS = {
    "invitation": _("An invitation"),
    "matched": _("The news of a match"),
    "unmatched": _("The news that there is no match yet"),
    "channel_create": _("Opening a channel"),
    "channel_invite": _("An invitation to a channel"),
    "channel_topic": _("A channel's topic"),
    "intro": _("The introduction"),
    "charter": _("The charter"),
    "agenda": _("The first agenda"),
    "plan": _("The plan"),
    "check_in": _("A check-in"),
    "survey": _("A survey"),
    "calibration": _("The question after a month"),
    "concern": _("A help request"),
    "concern_open": _("A reminder of a help request"),
    "concern_settled": _("The news that a request is settled"),
    "last_survey": _("The last survey"),
    "stay": QUESTION,
    "rhythm": QUESTION,
    "summary": _("The summary of a mentorship"),
    "replacement": _("The news of a possible new mentor"),
    "round": _("The news of a round"),
    "outsider": _("A note to somebody of another workspace"),
    "account_off": _("The news that an account is switched off"),
    "account_on": _("The news that an account is back"),
    "departure": _("The news that somebody has left"),
    "returned": _("The news that pairs can be brought back"),
    "revived": _("The news that a mentorship goes on"),
    "thanks": _("The thank-you"),
    "ended": _("The news of an ending"),
    "archive_channel": _("Archiving a channel"),
    "digest": _("The weekly digest"),
    "over": _("The news that the program is over"),
    "audience_hidden": _("The news that I can't see whom the program is for"),
    "audience_gone": _("The news that a channel or group of the program is gone"),
    "co_owner": _("The news that somebody runs the program now"),
    "handover": _("The news that the program has changed hands"),
    "charter_pin": _("The pin on a charter"),
    "plan_pin": _("The pin on a plan"),
    "channel_lost": _("The news that a channel is lost"),
    "channel_stuck": _("The news that a channel could not be opened"),
    "channel_left": _("A note about a channel"),
    "invite_again": _("Another invitation to a channel"),
    "quiet": _("The news that a pair has gone quiet"),
    "mentor_next": _("The question whether to mentor next"),
    "digest_lost": _("The news that a digest could not be posted"),
}
LETTER_OTHER = _("A message")
AGAIN = _("Try again")
LET_BE = _("Let it be")
