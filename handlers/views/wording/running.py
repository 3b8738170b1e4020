"""The Home tab, as the owner of a program sees it."""

from handlers.views.language import _, in_context, plural

OWNER = _("You run {program}")
AS_OF = _("As of {at}. Only the program's owners see this.")
JOINED = _("*{count} joined*\n{mentees} to learn, {mentors} to teach")
READY = _("*{number} of {of} ready*\nneither paused nor gone")
READY_FINISHED = _("*{number} of {of} ready*\nneither paused nor gone; finished: {finished}")
MATCHED = _("*{number} of {of} matched*\nin a pair right now")
MET = plural(
    "*{number} of {count} pair met*\nwithin 30 days of their start",
    "*{number} of {count} pairs met*\nwithin 30 days of their start",
)
MET_TIME = plural(
    "*{number} of {count} pair met*\nwithin 30 days; still in time: {in_time}",
    "*{number} of {count} pairs met*\nwithin 30 days; still in time: {in_time}",
)
MET_NONE = _("*No pairs yet*\nso nobody to meet")
PULSE = _("*{scores}*\nfrom {answers} answers")
PULSE_NONE = _("*No pulse yet*\nscores are shown once three people have answered")
SCORE = _("{scale} {mean} of 5")
SCALES = {"useful": _("useful"), "ease": _("easy")}
OPENING_OF = _(
    "Channels are being opened by themselves, at the pace that Slack allows: {done} of {of} are there."
)
DECISIONS = _("*Waiting for you: {count}*")
DECISIONS_NONE = _("*Nothing waits for you.*")
REQUESTS = _("*Somebody asks for you*")
REQUEST = {
    "help": _("*{name}* asks for help with {partners} ({at})."),
    "talk": _("*{name}* would like to talk with you about {partners} ({at})."),
}
SETTLED = _("Settled")
REVIEW = _("*A round is ready: {pairs}.* {waiting} Nobody hears of it until you publish.")
REVIEW_NONE = _("*The last round found no pair.* {waiting} The reasons are in the preview.")
REVIEW_ONE = _("*{mentor} could be {name}'s new mentor.* Neither hears of it until you say yes.")
REVIEW_BUTTON = _("Review the pairs")
COMPUTING = _("A round of matching is being worked out. I'll write to you when it is ready.")
COMPUTING_ONE = _("Somebody new for {name} is being looked for. I'll write to you when the search is over.")
STUCK = plural(
    "*I couldn't open the channel of {names}.* {why}",
    "*I couldn't open {count} channels, the first of them that of {names}.* {why}",
)
QUIET = _("*Quiet for a while*")
QUIET_PAIR = _("*{names}*: {asked} check-ins without an answer, and none answered since {since}.")
UNDELIVERED = _("*Could not be delivered*")
UNDELIVERED_FOOT = _("What nobody needs any more can be let be there.")

WAITING_TITLE = _("*Waiting for a mentor: {count}*")
WAITING_REASON = "• {reason}: {count}"
WHO = _("Who they are")
FREE_ONE = plural(
    "*{mentors} has a free place.* One who waits could fit.",
    "*{mentors} has a free place.* {count} who wait could fit.",
)
FREE = plural(
    "*Mentors with a free place: {places}, {mentors} among them.* One who waits could fit.",
    "*Mentors with a free place: {places}, {mentors} among them.* {count} who wait could fit.",
)
PAIRS = _("*Pairs: {count}*")
PAIRS_PAST = _("*Pairs: {count} now, {past} before*")
PAIRS_BUTTON = _("Show the pairs")
PAIR = _("*{names}*\nsince {since}; {progress}")
PAIR_PAST = _("*{names}*\nfrom {since} to {until}; {progress}")
PAIR_RESTS = _("*{names}*\nsince {since}; {progress}\nrests, as the account of {away} is switched off")
PAIR_OPENING = _("*{names}*\ntheir channel is being opened")
COMMENTS = _("*What people wrote: {count}*\nin no order, and never who")
COMMENTS_BUTTON = _("Read them")
MORE = _("and {count} more")
SHOW_ALL = _("Show all")
WORDS = {
    "match": in_context("button: find pairs", "Match"),
    "digest": _("Digest"),
    "invite": _("Invite people"),
    "settings": _("Settings"),
}
WORDS_OVER = {"settings": _("Settings")}
OTHERS = _("You also run:")
OTHER = "{program}"
OTHER_BUTTON = _("Show this one")
OTHERS_MORE = _("And {programs}: `/mentor program` changes which one I show.")
