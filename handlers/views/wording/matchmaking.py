"""A round of matching: its preview, and pairing by hand."""

WORKING = (
    "*I'm working on a round for {program}.* The preview comes to you by direct message in a moment. "
    "Nobody else hears anything until you publish."
)

TITLE = "Review the pairs"
HEAD = "*{program}*  ·  approved {approved}  ·  turned down {rejected}  ·  still to decide {proposed}"
THEN = "Publish is here once every pair is approved or turned down. Until then nobody hears anything."
NEWCOMERS = (
    "Joined since I worked this out: {count}. “Match again” counts them in; "
    "otherwise they are in the next round."
)
FOOT = "Only the program's owners see this. The words are people's own."
PAIR = "*{mentee}* with *{mentor}* as mentor  ·  {score}"
SCORE = "{percent} of 100"
BY_HAND = "paired by hand"
STATES = {
    "proposed": "To decide",
    "approved": ":white_check_mark: Approved",
    "rejected": "Turned down",
    "published": "Published",
}
BAR = "Can't be published like this: {why}"
WORDS = "Both say {words}."
QUOTES = "{mentee} wrote “{theirs}”; {mentor} wrote “{ours}”."
NO_WORDS = "No words in common."
GOALS = "{name} would like to learn: “{text}”"
TEACHES = "{name} can teach: “{text}”"
APART = (
    "*Pairs to decide with no words in common: {count}.* They come first, with what each of the two wrote. “Approve "
    "all” leaves them open, for your look and a button of their own."
)
APART_TITLE = "Approve all others?"
APART_CONFIRM = (
    "Pairs with no words in common: {count}. They stay open, so that you can read what each of the two wrote. "
    "All others are approved, unless something is in their way."
)
APART_YES = "Approve the others"
REST_TITLE = "Approve these too?"
REST_CONFIRM = (
    "Pairs with no words in common: {count}. Nothing that the two wrote speaks for them, so they are your choice. "
    "Turn down first what doesn't fit. All others are approved, unless something is in their way."
)
REST_YES = "Approve them"
OVERLAP = "Shared working time: {hours} a day."
NO_OVERLAP = "Their working hours don't meet."
APPROVE = "Approve"
REJECT = "Turn down"
UNMATCHED = "*Without a mentor in this round*"
UNMATCHED_BEFORE = (
    "These reasons are from before your own decisions, which may have freed a place or taken one. "
    "“Match again” looks anew, and “Pair by hand” takes a place at once."
)
UNMATCHED_ONE = "*{name}*  ·  {reason}"
LEVER = "  ·  {lever}"
EMPTY = "There is nobody in this round."
APPROVE_ALL = "Approve all"
APPROVE_APART = "Approve those with no shared words"
BY_HAND_BUTTON = "Pair by hand"
AGAIN = "Match again"
AGAIN_TITLE = "Match again?"
AGAIN_CONFIRM = "This round is set aside, and I suggest pairs anew. Pairs you turned down stay turned down."
PUBLISH = "Publish"
PUBLISH_TITLE = "Publish this round?"
PUBLISH_CONFIRM = (
    "Pairs: {approved}. Waiting: {waiting}. Everybody hears their outcome, "
    "and I open a private channel for each pair."
)
EARLIER = "Earlier"
LATER = "Later"
PAGE = "Page {page} of {pages}"
NOT_YET = "Not yet"
PUBLISHED = (
    "*{program}: published, with {pairs}.* Everybody hears their outcome now. "
    "Your card in our direct messages shows the channels as they open."
)

BY_HAND_TITLE = "Pair by hand"
BY_HAND_MENTEE = "Who wants to learn"
BY_HAND_MENTOR = "Who could be their mentor"
BY_HAND_HINT = "Takes the place of whatever I suggested for this person. The program's rules still hold."
BY_HAND_SUBMIT = "Approve this pair"
BY_HAND_BACK = "Back to the pairs"
