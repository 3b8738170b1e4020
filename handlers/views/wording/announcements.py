"""What a round came to, told to the owners, to a pair, and to whoever waits."""

ROUND_TEXTS = {
    "proposed": "{program}: {pairs} to look at",
    "published": "{program}: {pairs} published",
    "failed": "{program}: a round that I couldn't work out",
    "discarded": "{program}: a round was set aside",
}
ROUND_TEXT_NONE = "{program}: no pair this time"
ROUND_TEXT_STUCK = "{program}: channels that I couldn't open"
ROUND_PROPOSED = "*{program}: I suggest {pairs}.* {waiting} Nobody hears anything until you publish."
ROUND_NONE = "*{program}: I found no pair this time.* {waiting} The reasons are in the preview."
ROUND_PAIRS = {1: "one pair", 0: "{count} pairs"}
ROUND_WAITING = {
    1: "One person would wait for the next round.",
    0: "{count} people would wait for the next round.",
}
ROUND_WAITING_NONE = "Nobody would have to wait."
ROUND_REVIEW = "Review the pairs"
ROUND_PUBLISHED = "*{program}: {by} has published {pairs}.* Everybody hears their outcome from me."
ROUND_OPENED = "{opened} of {pairs} channels open."
ROUND_OPENED_ONE = "Their channel is open."
ROUND_OPENED_ALL = "All {pairs} channels are open."
ROUND_FAILED = (
    "*{program}: I couldn't work this round out, and it is on my side.* `/mentor match` tries again; "
    "whoever runs the app finds the reason in its log."
)
ROUND_DISCARDED = "*{program}: this round was set aside.* Nothing of it was published."
ROUND_STUCK = "*I couldn't open the channel of {names}.* {why}"
ROUND_STUCK_MORE = "And {count} more."
ROUND_TRY_AGAIN = "Try again"
STUCK_WHY = {
    "missing_scope": "The app lacks a permission: `alongside doctor` says which.",
    "restricted_action": "This workspace does not let apps make private channels. A workspace admin can allow it.",
    "user_is_restricted": "One of them may not be in private channels with the app.",
    "user_not_found": "Slack does not know one of them any more.",
    "cant_invite": "Slack does not let me invite one of them.",
}

REPLACEMENT_TEXT = "{program}: somebody new for {mentee}"
REPLACEMENT_PROPOSED = "*{program}: a mentor for {mentee}.* I suggest {mentor}."
REPLACEMENT_FOOT = "Neither has heard of it. When you approve, both do, and I open their channel."
REPLACEMENT_APPROVE = "Approve"
REPLACEMENT_REJECT = "Not this pair"
REPLACEMENT_APPROVED = "*{program}: {by} has matched {mentee} with {mentor}.* Both hear it from me."
REPLACEMENT_REJECTED = (
    "*{program}: {mentor} for {mentee} was turned down by {by}.* I am looking for the next candidate."
)
REPLACEMENT_NONE = "*{program}: nobody for {mentee} right now.* The reason: {why}."
REPLACEMENT_NONE_FOOT = "{mentee} is in the next round automatically."
REPLACEMENT_NONE_FOOT_ENDED = (
    "I looked because a match of theirs had ended early. {mentee} is in the next round automatically."
)
REPLACEMENT_OVER = "*{program}: a mentor for {mentee} is not needed any more.*"
REPLACEMENT_COMPUTING = "*{program}: I am looking for a mentor for {mentee}.*"

MATCHED_TEXT = "You have a match in {program}: {partners}"
MATCHED_MENTEE = "*{partners} is your mentor in {program}.*"
MATCHED_MENTOR = "*You are mentor to {partners} in {program}.*"
MATCHED_WHY = "Why you two: both of you say {words}."
MATCHED_WHY_HAND = "Why you two: whoever runs the program chose you for each other."
MATCHED_HOURS = "Your working days share {hours}."
MATCHED_NEXT = (
    "I'm opening a private channel for the two of you. You'll find your charter and a first agenda there."
)
MATCHED_OPEN = "Your channel is {channel}. Your charter and a first agenda are there."
MATCHED_FOOT = "If it isn't a fit, say so by {day}. Nobody is told why, or by whom."
MATCHED_ENDED = "This match has ended."
DECLINE = "This isn't a fit"
DECLINE_TITLE = "Not a fit?"
DECLINE_CONFIRM = (
    "The match ends for both of you, with the same neutral words. That is all right, and it is final."
)
DECLINE_YES = "End this match"
DECLINE_NO = "Keep it"
DECLINED = {
    "sought": "*Thank you for saying so early.* The match has ended, and I'm looking for somebody else for you.",
    "free": "*Thank you for saying so early.* The match has ended, and your place is free again.",
    "over": "*Thank you for saying so early.* The match has ended. The program is over too, so there is no new one.",
}

UNMATCHED_TEXT = "This round of {program}, and what could help"
UNMATCHED_TEXT_SEARCH = "Another mentor in {program}, and what could help"
UNMATCHED_SEARCH = "*I looked for another mentor for you in {program}, and found nobody yet.* {why}"
UNMATCHED_MENTEE = "*No mentor for you in this round of {program} yet.* {why}"
UNMATCHED_MENTOR = (
    "*No mentee for you in this round of {program}.* Your offer stands, and it helps to know you are there."
)
UNMATCHED_LEVER = "What could help: {lever}."

UNMATCHED_NEXT_MENTEE = "You are in the next round automatically, and having waited counts in your favor."
UNMATCHED_NEXT_MENTOR = "You are in the next round automatically."
UNMATCHED_CHANGE = "Widen my answers"
