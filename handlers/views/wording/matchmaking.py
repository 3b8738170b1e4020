"""A round of matching: its preview, and pairing by hand."""

from handlers.views.language import _, in_context

WORKING = _(
    "*I'm working on a round for {program}.* The preview comes to you by direct message in a moment. "
    "Nobody else hears anything until you publish."
)

TITLE = _("Review the pairs")
HEAD = _("*{program}*  ·  approved {approved}  ·  turned down {rejected}  ·  still to decide {proposed}")
THEN = _("Publish is here once every pair is approved or turned down. Until then nobody hears anything.")
NOT_BEFORE = _(
    "People were told that nobody is matched before {starts}: this can be published from that day on. "
    "`/mentor settings` takes an earlier first day."
)
NEWCOMERS = _(
    "Joined since I worked this out: {count}. “Match again” counts them in; "
    "otherwise they are in the next round."
)
FOOT = _("Only the program's owners see this. The words are people's own.")
PAIR = _("*{mentee}* with *{mentor}* as mentor  ·  {score}")
SCORE = _("{percent} of 100")
BY_HAND = _("paired by hand")
STATES = {
    "proposed": _("To decide"),
    "approved": _(":white_check_mark: Approved"),
    "rejected": _("Turned down"),
    "published": _("Published"),
}
BAR = _("Can't be published like this: {why}")
WORDS = _("Both say {words}.")
QUOTES = _("{mentee} wrote “{theirs}”; {mentor} wrote “{ours}”.")
NO_WORDS = _("No words in common.")
GOALS = _("{name} would like to learn: “{text}”")
TEACHES = _("{name} can teach: “{text}”")
APART = _(
    "*Pairs to decide with no words in common: {count}.* They come first, with what each of the two wrote. “Approve "
    "all” leaves them open, for your look and a button of their own."
)
APART_ALONE = _(
    "*Pairs to decide with no words in common: {count}.* What each of the two wrote stands at them."
)
APART_TITLE = _("Approve all others?")
APART_CONFIRM = _(
    "Pairs with no words in common: {count}. They stay open, so that you can read what each of the two wrote. "
    "All others are approved, unless something is in their way."
)
APART_YES = _("Approve the others")
REST_TITLE = _("Approve these too?")
REST_CONFIRM = _(
    "Pairs with no words in common: {count}. Nothing that the two wrote speaks for them, so they are your choice. "
    "Turn down first what doesn't fit. All others are approved, unless something is in their way."
)
REST_YES = _("Approve them")
OVERLAP = _("Shared working time: {hours} a day.")
NO_OVERLAP = _("Their working hours don't meet.")
APPROVE = _("Approve")
APPROVE_LINE = _("Approve, and say why")
LINE_TITLE = _("Why these two?")
LINE = _("Why these two, in your words")
LINE_HINT = _("Both read it, with your name. Leave it empty if there is nothing to add.")
REJECT = _("Turn down")
UNMATCHED = _("*Without a mentor in this round*")
UNMATCHED_BEFORE = _(
    "These reasons are from before your own decisions, which may have freed a place or taken one. "
    "“Match again” looks anew, and “Pair by hand” takes a place at once."
)
UNMATCHED_ONE = "*{name}*  ·  {reason}"
LEVER = "  ·  {lever}"
EMPTY = _("There is nobody in this round.")
APPROVE_ALL = _("Approve all")
APPROVE_APART = _("Approve those with no shared words")
BY_HAND_BUTTON = _("Pair by hand")
AGAIN = _("Match again")
AGAIN_TITLE = _("Match again?")
AGAIN_CONFIRM = _(
    "This round is set aside, and I suggest pairs anew. Pairs you turned down stay turned down."
)
PUBLISH = _("Publish")
PUBLISH_TITLE = _("Publish this round?")
PUBLISH_CONFIRM = _(
    "Pairs: {approved}. Waiting: {waiting}. Everybody hears their outcome, "
    "and I open a private channel for each pair."
)
EARLIER = in_context("page of a list", "Earlier")
LATER = in_context("page of a list", "Later")
PAGE = _("Page {page} of {pages}")
NOT_YET = _("Not yet")
PUBLISHED = _(
    "*{program}: published, with {pairs}.* Everybody hears their outcome now. "
    "Your card in our direct messages shows the channels as they open."
)

BY_HAND_TITLE = _("Pair by hand")
BY_HAND_MENTEE = _("Who wants to learn")
BY_HAND_MENTOR = _("Who could be their mentor")
BY_HAND_HINT = _("Takes the place of whatever I suggested for this person. The program's rules still hold.")
BY_HAND_SUBMIT = _("Approve this pair")
BY_HAND_BACK = _("Back to the pairs")
