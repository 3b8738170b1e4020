"""The digest of a program, in numbers."""

TITLE = "{program} in numbers"
JOINED = "Joined: *{count}* (to learn: {mentees}, to teach: {mentors})."
JOINED_FEW = "Joined: shown, with all that follows from it, once {small} people have."
READY = "Ready for a match, so neither paused, gone nor finished: *{number} of {of}*."
MATCHED = "In a pair right now: *{number} of {of}*."
MET = "Met within 30 days of their start: *{number} of {of} pairs*."
MET_TIME = "Met within 30 days of their start: *{number} of {of} pairs* (still in time: {in_time})."
SPAN = "{least}–{most}"
MET_FEW = "Met within 30 days of their start: shown once {small} pairs have started."
PULSE = "Pulse: *{scores}*, from {answers} answers."
PULSE_NONE = "Pulse: shown once three people have answered."
WAITING = "Waiting for a mentor: *{count}* (among them {reasons})."
WAITING_FEW = "Waiting for a mentor: *{count}*."
REASON = "{reason}: {count}"
DECISIONS = "Open for the owners, of rounds, channels and messages: *{count}*."
FOOT = (
    "As of {at}. Numbers only, in steps of three (“0–2” is none, one or two): nobody can be read from them."
)
CHART = "People, as of {day}"
CHART_SERIES = "people, at least"
CHART_LABEL = "{label}: {count}"
CHART_LABELS = ("Joined", "Ready", "Matched", "Waiting")
VIEW = "Digest"
PREVIEW_HOME = (
    "Only you see this. Type `/mentor digest` in a channel to post the numbers there, without a name."
)
PREVIEW = (
    "Only you see this preview. [Post here] puts the numbers, without a name, into this channel. They go in steps of "
    "three (“9–11”), so that two digests subtract to nobody; your Home tab has the exact ones."
)
NAMES = "*For your eyes only*"
WHO = "• {reason}: {names}"
POST = "Post here"
LOST_TEXT = "I could not post the digest of {program}."
LOST = (
    "*I could not post this week's digest of {program} in {channel}.* I am not let into that channel. Whoever is in it "
    "can type `/invite @Alongside` there; or choose another channel with `/mentor settings`."
)
ARCHIVED = (
    "*I could not post this week's digest of {program} in {channel}.* That channel is archived. Bring it back, or "
    "choose another one with `/mentor settings`."
)
LOST_NEXT = "I say this once; `/mentor digest` shows you the numbers at any time. Last tried {at}."
LOST_POST = "Post it now"
THERE = "*This week's digest of {program} is in {channel} now.*"
