"""What a round came to, told to the owners, to a pair, and to whoever waits."""

from handlers.views.language import _, plural

ROUND_TEXTS = {
    "proposed": _("{program}: {pairs} to look at"),
    "published": _("{program}: {pairs} published"),
    "failed": _("{program}: a round that I couldn't work out"),
    "discarded": _("{program}: a round was set aside"),
}
ROUND_TEXT_NONE = _("{program}: no pair this time")
ROUND_TEXT_STUCK = _("{program}: channels that I couldn't open")
ROUND_PROPOSED = _("*{program}: I suggest {pairs}.* {waiting} Nobody hears anything until you publish.")
ROUND_NONE = _("*{program}: I found no pair this time.* {waiting} The reasons are in the preview.")
ROUND_PAIRS = plural("one pair", "{count} pairs")
ROUND_WAITING = plural(
    "One person would wait for the next round.", "{count} people would wait for the next round."
)
ROUND_WAITING_NONE = _("Nobody would have to wait.")
ROUND_REVIEW = _("Review the pairs")
ROUND_PUBLISHED = _("*{program}: {by} has published {pairs}.* Everybody hears their outcome from me.")
ROUND_OPENED = _("{opened} of {pairs} channels open.")
ROUND_OPENED_ALL = plural("Their channel is open.", "All {count} channels are open.")
ROUND_FAILED = _(
    "*{program}: I couldn't work this round out, and it is on my side.* `/mentor match` tries again; "
    "whoever runs the app finds the reason in its log."
)
ROUND_DISCARDED = _("*{program}: this round was set aside.* Nothing of it was published.")
ROUND_STUCK = _("*I couldn't open the channel of {names}.* {why}")
ROUND_STUCK_MORE = _("And {count} more.")
ROUND_TRY_AGAIN = _("Try again")

REPLACEMENT_TEXT = _("{program}: somebody new for {mentee}")
REPLACEMENT_PROPOSED = _("*{program}: a mentor for {mentee}.* I suggest {mentor}.")
REPLACEMENT_FOOT = _("Neither has heard of it. When you approve, both do, and I open their channel.")
REPLACEMENT_APPROVE = _("Approve")
REPLACEMENT_REJECT = _("Not this pair")
REPLACEMENT_APPROVED = _("*{program}: {by} has matched {mentee} with {mentor}.* Both hear it from me.")
REPLACEMENT_REJECTED = _(
    "*{program}: {mentor} for {mentee} was turned down by {by}.* What I find next has a card of its own."
)
REPLACEMENT_NONE = _("*{program}: nobody for {mentee} right now.* The reason: {why}.")
REPLACEMENT_NONE_FOOT = _("{mentee} is in the next round automatically.")
REPLACEMENT_NONE_FOOT_ENDED = _(
    "I looked because a match of theirs had ended early. {mentee} is in the next round automatically."
)
REPLACEMENT_OVER = _("*{program}: a mentor for {mentee} is not needed any more.*")
REPLACEMENT_COMPUTING = _("*{program}: I am looking for a mentor for {mentee}.*")

MATCHED_TEXT = _("You have a match in {program}: {partners}")
MATCHED_MENTEE = _("*{partners} is your mentor in {program}.*")
MATCHED_MENTOR = _("*You are mentor to {partners} in {program}.*")
MATCHED_WHY = _("Why you two:")
MATCHED_HOURS = _("Your working days share {hours}.")
MATCHED_NEXT = _(
    "I'm opening a private channel for the two of you. You'll find your charter and a first agenda there."
)
MATCHED_OPEN = _("Your channel is {channel}. Your charter and a first agenda are there.")
MATCHED_FOOT = _("If it isn't a fit, say so by {day}. Nobody is told why, or by whom.")
MATCHED_ENDED = _("This match has ended.")
DECLINE = _("This isn't a fit")
DECLINE_TITLE = _("Not a fit?")
DECLINE_CONFIRM = _(
    "The match ends for both of you, with the same neutral words. That is all right, and it is final."
)
DECLINE_YES = _("End this match")
DECLINE_NO = _("Keep it")
DECLINED = {
    "sought": _(
        "*Thank you for saying so early.* The match has ended, and I'm looking for somebody else for you."
    ),
    "unsought": _(
        "*Thank you for saying so early.* The match has ended. While you are paused, or ask for no mentor, I look for "
        "nobody else."
    ),
    "free": _("*Thank you for saying so early.* The match has ended, and your place is free again."),
    "over": _(
        "*Thank you for saying so early.* The match has ended. The program is over too, so there is no new one."
    ),
}

UNMATCHED_TEXT = _("This round of {program}, and what could help")
UNMATCHED_TEXT_SEARCH = _("Another mentor in {program}, and what could help")
UNMATCHED_SEARCH = _("*I looked for another mentor for you in {program}, and found nobody yet.* {why}")
UNMATCHED_MENTEE = _("*No mentor for you in this round of {program} yet.* {why}")
UNMATCHED_MENTOR = _(
    "*No mentee for you in this round of {program}.* Your offer stands, and it helps to know you are there."
)
UNMATCHED_LEVER = _("What could help: {lever}.")

UNMATCHED_NEXT_MENTEE = _("You are in the next round automatically, and having waited counts in your favor.")
UNMATCHED_NEXT_MENTOR = _("You are in the next round automatically.")
UNMATCHED_CHANGE = _("Widen my answers")
