"""The digest of a program, in numbers."""

from handlers.views.language import _, in_context

TITLE = _("{program} in numbers")
JOINED = _("Joined: *{count}* (to learn: {mentees}, to teach: {mentors}).")
JOINED_FEW = _("Joined: shown, with all that follows from it, once {small} people have.")
READY = _("Ready for a match, so neither paused, gone nor finished: *{number} of {of}*.")
MATCHED = _("In a pair right now: *{number} of {of}*.")
MET = _("Met within 30 days of their start: *{number} of {of} pairs*.")
MET_TIME = _("Met within 30 days of their start: *{number} of {of} pairs* (still in time: {in_time}).")
SPAN = "{least}–{most}"
MET_FEW = _("Met within 30 days of their start: shown once {small} pairs have started.")
PULSE = _("Pulse: *{scores}*, from {answers} answers.")
PULSE_NONE = _("Pulse: shown once three people have answered.")
WAITING = _("Waiting for a mentor: *{count}* (among them {reasons}).")
WAITING_FEW = _("Waiting for a mentor: *{count}*.")
REASON = "{reason}: {count}"
DECISIONS = _("Open for the owners, of rounds, channels and messages: *{count}*.")
FOOT = _(
    "As of {at}. Numbers only, in steps of three (“0–2” is none, one or two): nobody can be read from them."
)
CHART = _("People, as of {day}")
CHART_LEAST = _("at least")
CHART_MOST = _("at most")
CHART_LABEL = "{label}: {count}"
CHART_LABELS = (
    in_context("people: a bar of the chart", "Joined"),
    in_context("people: a bar of the chart", "Ready"),
    in_context("people: a bar of the chart", "Matched"),
    in_context("people: a bar of the chart", "Waiting"),
)
VIEW = _("Digest")
PREVIEW_HOME = _(
    "Only you see this. Type `/mentor digest` in a channel to post the numbers there, without a name."
)
PREVIEW = _(
    "Only you see this preview. “Post here” puts the numbers, without a name, into this channel. They go in steps of "
    "three (“9–11”), so that two digests subtract to nobody; your Home tab has the exact ones."
)
NAMES = _("*For your eyes only*")
WHO = "• {reason}: {names}"
POST = _("Post here")
LOST_TEXT = _("I could not post the digest of {program}.")
LOST = _(
    "*I could not post this week's digest of {program} in {channel}.* I am not let into that channel. Whoever is in it "
    "can type `/invite @Alongside` there; or choose another channel with `/mentor settings`."
)
ARCHIVED = _(
    "*I could not post this week's digest of {program} in {channel}.* That channel is archived. Bring it back, or "
    "choose another one with `/mentor settings`."
)
LOST_WHY = _(
    "*I could not post this week's digest of {program} in {channel}.* {why} You can choose another channel with "
    "`/mentor settings`."
)
LOST_NEXT = _("I say this once; `/mentor digest` shows you the numbers at any time. Last tried {at}.")
LOST_POST = _("Post it now")
THERE = _("*This week's digest of {program} is in {channel} now.*")
