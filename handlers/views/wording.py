"""Every sentence that Alongside says, by topic. Written by docs/voice.md: brief, kind, plain, one thing asked.

Templates take named values; text.write escapes them for mrkdwn, text.plain fills them in for plain text.
"""

from program.base.refusals import No

# --- Everywhere ---------------------------------------------------------------------------------------------------

NOTE_TITLE = "Alongside"
NOTE_CLOSE = "OK"
POST_TOO_OLD = (
    "Slack would not post this any more: it is more than half an hour old, or the channel is closed to me. The same "
    "command again makes a new one."
)
BROKEN = "Something went wrong on my side, and nothing was changed. Please try again in a minute."
BROKEN_FORM = (
    "Something went wrong on my side. What you wrote is still here: please send it again in a minute."
)

# one sentence for three reasons: it gives away nobody's list of people they'd rather not be matched with
PAIR_APART = (
    "{mentor} and {mentee} can't be paired: they share a reporting line, were a pair before, or one of them "
    "would rather not. I don't say which. Please choose somebody else."
)
REFUSALS: dict[No, str] = {
    No.ONLY_OWNER: "{program} is run by you alone. Name somebody else in `/mentor settings` first; then I can forget "
    "you.",
    No.NO_PROGRAM: "There is no mentoring program here yet. Whoever runs mentoring can start one with `/mentor setup`.",
    No.PROGRAM_ENDED: "{program} is over: nobody joins any more, and no round is made.",
    No.NOT_MET: "I'm still learning who is here. Please try again in a minute.",
    No.NOT_SOMEBODY: "{name} can't run a program: that account is a guest's, an app's, or deactivated.",
    No.GUEST: "{program} takes no guests of this workspace. Its owner can change that in `/mentor settings`.",
    No.NOT_READ_YET: "I'm still reading who belongs to {program}. Please try again in a minute.",
    No.NAME_TAKEN: "There is a program called {name} already. Give this one another name.",
    No.NAME_TAKEN_SINCE: "Another program is called {name} by now. This one can be opened again when that one has "
    "another name.",
    No.IN_THE_PAST: "That day has passed. Choose today or later.",
    No.WHICH_PLACE: "Choose which one.",
    No.GROUP_GONE: "That user group was removed from Slack. Choose another one.",
    No.NO_WORKING_DAYS: "Choose at least one working day.",
    No.EMPTY: "A few words here, please.",
    No.TOO_LONG: "{limit} characters at most; this has {length}.",
    No.TOO_MANY_SKILLS: "{limit} skills at most; these are {length}. Keep those that matter most now.",
    No.SKILL_TOO_LONG: "{limit} characters a skill at most; one has {length}. Put commas between skills.",
    No.NOT_A_SPAN: "I can't tell how long “{said}” is. Try 2w, 3d, 1m or {example}.",
    No.PAUSE_OVER: "That is over already. Try 2w, 3d, 1m or {example}.",
    No.PAUSE_TOO_LONG: "A year at most. For longer, leaving and coming back keeps your answers.",
    No.NOBODY_TO_INVITE: "Everybody whom {program} is for has joined, or has been asked. “Not now” can be asked "
    "again after three months.",
    No.NOT_ADMIN: "A workspace admin, or somebody they have named, can do this.",
    No.NOT_OWNER: "Only the program's owners can do this: {owners}.",
    No.NOBODY_RUNS: (
        "Only the program's owners can do this, and nobody runs {program} right now. A workspace admin can take it "
        "over on my Home tab."
    ),
    No.NOT_ENROLLED: "You are not in {program}. `/mentor join` takes about three minutes.",
    No.NOT_IN_AUDIENCE: "{program} is for a certain group of people, and you are not in it. {owner} can tell you more.",
    No.NOT_MEMBER: "Only the people of this mentorship can do this.",
    No.GONE: "That is no longer there. Type `/mentor` to see where things stand.",
    No.ENDED: "This mentorship has ended, so there is nothing to answer any more.",
    No.TOO_LATE: "It's too late to change this now. If it matters, tell the program's owner.",
    No.ANSWERED: "Your answer is in already, thank you. It can't be changed, so that nobody can work out whose it is.",
    No.NOBODY_TO_TELL: (
        "Nobody else runs this program right now, so I sent nothing. "
        "A workspace admin or your people team can help."
    ),
    No.NOBODY_WAITS: "Nobody in {program} is waiting for a mentor right now. I'll be here when somebody is.",
    No.ROUND_ASKED: "I'm still working on that round. The preview comes to you by direct message in a moment.",
    No.ROUND_SETTLED: "That round is settled: {who} was quicker. Nothing was done twice.",
    No.ROUND_UNDECIDED: (
        "Pairs still to decide on: {count}. Approve or turn down each of them, or approve all, and then publish."
    ),
    No.PAIR_UNKNOWN: "{who} is not somebody I can match.",
    No.PAIR_LEFT: "{who} is not in the program. Turn that pair down, or choose somebody else.",
    No.PAIR_OUTSIDE: "{who} is not in the program. Choose somebody else, or let them join first.",
    No.PAIR_PAUSED: "{who} is paused right now.",
    No.PAIR_DEACTIVATED: "{who}'s account is deactivated.",
    No.PAIR_GUEST: "{who} is a guest in this workspace, and the program takes no guests.",
    No.PAIR_NOT_MENTOR: "{who} has not joined as a mentor.",
    No.PAIR_NOT_MENTEE: "{who} has not joined as a mentee.",
    No.PAIR_HAS_MENTOR: "{who} has a mentor already.",
    No.PAIR_FULL: "{who} has no place left. Turning down another of their pairs frees one.",
    No.PAIR_SELF: "Nobody can be their own mentor. Choose two different people.",
    No.PAIR_LINE: PAIR_APART,
    No.PAIR_CLOSED: PAIR_APART,
    No.PAIR_NEVER: PAIR_APART,
    No.PAIR_MISSING: "Choose somebody.",
    No.DECLINE_LATE: (
        "The first three days are over, so this button no longer works. If it isn't working out, `/mentor status` "
        "has both ways on: [We need help] and [End it]."
    ),
    No.PLAN_EMPTY: "Write at least one outcome.",
    No.PLAN_TEXT: "This date has no outcome. Write one, or clear the date.",
    No.PLAN_DATE: "Give this outcome a date.",
    No.PLAN_PAST: "That day has passed. Today is {today}.",
    No.PLAN_LATE: "Your mentorship runs until {last}. Choose a day up to then.",
    No.DIGEST_POSTED: "This digest is posted already. `/mentor digest` makes a new one.",
    No.CHANNEL_FINE: "Your channel is there already, or on its way.",
}

# --- Home (handlers/home) -----------------------------------------------------------------------------------------

HOME_TITLE = "Mentoring"
HOME_EMPTY = (
    "*There is no mentoring program here yet.* Whoever wants to run one, and is an admin of this workspace, starts it "
    "with `/mentor setup`."
)
HOME_EMPTY_ADMIN = (
    "*There is no mentoring program here yet.* You can start one: it takes about ten minutes, and nobody hears of it "
    "before you invite them."
)
HOME_SETUP = "Start a program"
HOME_OWNERLESS = (
    "*Nobody runs {program} any more.* Its mentorships go on; requests for help and new matches wait."
)
HOME_OVER = "*{program} is over, and your mentorship is not.* It goes on to its last day, with all that belongs to it."
HOME_CLOSED = (
    "*There is no program here that is open to you right now.* When there is one, you'll find it here."
)
HOME_PROGRAM = "*{program}*, run by {owners}"
HOME_PROGRAM_ALONE = "*{program}*"
HOME_ABOUT_NEXT = (
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. Nobody is matched before "
    "{starts}. You can pause or leave at any time."
)
HOME_ABOUT_NEXT_STARTED = (
    "Joining takes about three minutes, as somebody who learns, who teaches, or both. You are in the next round "
    "of matching, and hear either way. You can pause or leave at any time."
)
HOME_JOIN = "Join"
HOME_MORE_OPEN = "Also open to you: {programs}. `/mentor join` asks which."
HOME_MORE_MINE = "You are also in {programs}. `/mentor status` tells you about all of them."
HOME_MENTEE = "You are here to learn."
HOME_MENTOR = "You are here to teach."
HOME_BOTH = "You are here to learn and to teach."
HOME_PAUSED = "*You are paused until {until}.* Until then I ask nothing of you, and match you with nobody."
HOME_WITH_MENTOR = "*{partners} mentors you.*"
HOME_WITH_MENTEE = "*You mentor {partners}.*"
HOME_CHANNEL = "Your channel is {channel}, until {ends}."
HOME_OPENING = "Your channel is being opened right now; you will be invited to it in a few minutes."
HOME_NEXT = "*Next:* "
HOME_NEXT_AGREE = "say yes to the charter, which is pinned in your channel. "
HOME_NEXT_PLAN = "agree with each other on what you want to reach, and by when. "
HOME_NEXT_STEP = "{step}, {at}."
HOME_NEXT_THEN = "Then {step}, {at}."
HOME_NEXT_NOTHING = "meet when it suits you both. There is nothing that I need."
HOME_STEPS = {
    "check_in": "I ask whether you two have met",
    "stay": "I ask how you want to go on",
    "survey": "a short survey, by direct message",
    "calibration": "I ask you alone how it is going",
    "closing": "your time together is complete",
}
HOME_WAITING = "*Waiting for you*"
HOME_FINISHED = (
    "Your time as a mentee is complete, and I look for nobody for you. Would you like another mentor?"
)
LOOK_AGAIN = "Look for another mentor"
HOME_WAITS = {
    "check_in": "• Have you two met? Asked {at}.",
    "stay": "• How do you want to go on? Asked {at}.",
    "survey": "• A short survey, sent {at}.",
    "calibration": "• How is it going? Asked {at}.",
    "closing": "• How was it? Asked {at}.",
}
HOME_FAREWELL = (
    "*Your time with {partners} is over. How was it?* A short survey, open for a month after the end."
)
HOME_WAITING_WHERE = "The card with the buttons is in your channel, or in your messages with me."
HOME_GOALS = "*Your plan*"
HOME_GOAL = "• {goal}, by {due}"
HOME_GOAL_DONE = "✓ {goal}"
HOME_HELP = "We need help"
HOME_PLAN_CHANGE = "Change our plan"
HOME_MORE_PAIRS = "And {count} more: `/mentor status` lists them."
HOME_WAIT_START = (
    "*You are in.* Matching starts on {starts}; until then there is nothing for you to do. You'll hear from me either "
    "way."
)
HOME_WAIT_ROUND = (
    "*You are in, and waiting for the next round of matching.* {owner} starts it; you'll hear from me "
    "either way."
)
HOME_WAIT_SOUGHT = (
    "*I'm looking for another mentor for you.* {owner} decides on whom I find; you'll hear from me "
    "either way."
)
HOME_WAIT_WHY = (
    "*No mentor for you yet.* {reason} You are in the next round automatically, and having waited counts in your "
    "favor. {owner} starts it; you'll hear from me either way."
)
HOME_AN_OWNER = "The program's owner"
HOME_PLACES_ALL = "You can take {count} mentees. When there is somebody for you, I'll introduce you."
HOME_PLACES_ALL_ONE = "You can take one mentee. When there is somebody for you, I'll introduce you."
HOME_PLACES = "You can take {count} more mentees. When there is somebody for you, I'll introduce you."
HOME_PLACES_ONE = "You can take one more mentee. When there is somebody for you, I'll introduce you."
HOME_PLACES_FULL = "All your places are taken."
HOME_EDIT = "Edit my answers"
HOME_PAUSE = "Pause"
HOME_RESUME = "I'm back"
HOME_LEAVE = "Leave"
HOME_PRIVACY = "What is kept about me"

WAITING_SELF = {
    "no_mentors": "Nobody who teaches has a free place right now.",
    "capacity": "Everybody who could help you has their places taken.",
    "minutes": "The time you can give doesn't yet fit anybody's.",
    "language": "Nobody who could help speaks one of your languages yet.",
    "overlap": "Those who could help are too far away in working hours.",
    "seniority": "Nobody with more experience than you has joined yet.",
    "department": "Nobody from the departments that fit has joined yet.",
    "nobody_fits": "Nobody who fits has a free place right now.",
}
WAITING_SELF_OTHER = "Nobody who fits has a free place right now."
WAITING_REASONS = {
    "no_mentors": "no mentor has a free place",
    "capacity": "the mentors who fit are full",
    "minutes": "the time they can give is too short",
    "language": "no language in common",
    "overlap": "working hours too far apart",
    "seniority": "nobody more senior",
    "department": "no mentor from a department that fits",
    "audience": "outside the program's audience",
    "nobody_fits": "nobody fits yet",
    "joined_since": "new, or free again, since the last round",
    "no_round_yet": "no round of matching yet",
}
WAITING_OTHER = "other reasons"

HOME_OWNER = "You run {program}"
HOME_AS_OF = "As of {at}. Only the program's owners see this."
HOME_JOINED = "*{count} joined*\n{mentees} to learn, {mentors} to teach"
HOME_READY = "*{number} of {of} ready*\nneither paused nor gone"
HOME_READY_FINISHED = "*{number} of {of} ready*\nneither paused nor gone; finished: {finished}"
HOME_MATCHED = "*{number} of {of} matched*\nin a pair right now"
HOME_MET = "*{number} of {of} {pairs} met*\nwithin 30 days of their start"
HOME_MET_TIME = "*{number} of {of} {pairs} met*\nwithin 30 days; still in time: {in_time}"
HOME_MET_ONE = "pair"
HOME_MET_SEVERAL = "pairs"
HOME_MET_NONE = "*No pairs yet*\nso nobody to meet"
HOME_PULSE = "*{scores}*\nfrom {answers} answers"
HOME_PULSE_NONE = "*No pulse yet*\nscores are shown once three people have answered"
HOME_SCORE = "{scale} {mean} of 5"
HOME_SCALES = {"useful": "useful", "ease": "easy"}
HOME_OPENING_OF = (
    "Channels are being opened by themselves, at the pace that Slack allows: {done} of {of} are there."
)
HOME_DECISIONS = "*Waiting for you: {count}*"
HOME_DECISIONS_NONE = "*Nothing waits for you.*"
HOME_REQUESTS = "*Somebody asks for you*"
HOME_REQUEST = {
    "help": "*{name}* asks for help with {partners} ({at}).",
    "talk": "*{name}* would like to talk with you about {partners} ({at}).",
}
HOME_SETTLED = "Settled"
HOME_REVIEW = "*A round is ready: {pairs}.* {waiting} Nobody hears of it until you publish."
HOME_REVIEW_NONE = "*The last round found no pair.* {waiting} The reasons are in the preview."
HOME_REVIEW_ONE = "*{mentor} could be {name}'s new mentor.* Neither hears of it until you say yes."
HOME_REVIEW_BUTTON = "Review the pairs"
HOME_COMPUTING = "A round of matching is being worked out. I'll write to you when it is ready."
HOME_COMPUTING_ONE = "Somebody new for {name} is being looked for. I'll write to you when the search is over."
HOME_STUCK = "*I couldn't open the channel of {names}.* {why}"
HOME_STUCK_SEVERAL = "*I couldn't open {count} channels, the first of them that of {names}.* {why}"
HOME_QUIET = "*Quiet for a while*"
HOME_QUIET_PAIR = "*{names}*: {asked} check-ins without an answer; last heard of {since}."
HOME_UNDELIVERED = "*Could not be delivered*"
HOME_UNDELIVERED_FOOT = "What nobody needs any more can be let be there."
HOME_LETTER = "*{what}*, for {to} ({at})."
HOME_LETTER_SEVERAL = "*{what}, {count} times*, for {to} (the last one {at})."
HOME_LETTER_MORE = "and {count} more"
HOME_LETTER_MOST = "One press takes {most} of them."
HOME_LETTER_CHANNEL = "the program's channel"
HOME_LETTER_GONE = "somebody who is not here any more"
HOME_LETTERS = {
    "invitation": "An invitation",
    "matched": "The news of a match",
    "unmatched": "The news that there is no match yet",
    "channel_create": "Opening a channel",
    "channel_invite": "An invitation to a channel",
    "channel_topic": "A channel's topic",
    "intro": "The introduction",
    "charter": "The charter",
    "agenda": "The first agenda",
    "plan": "The plan",
    "check_in": "A check-in",
    "survey": "A survey",
    "calibration": "The question after a month",
    "concern": "A help request",
    "concern_open": "A reminder of a help request",
    "concern_settled": "The news that a request is settled",
    "last_survey": "The last survey",
    "stay": "The question how to go on",
    "rhythm": "A proposal for another rhythm",
    "summary": "The summary of a mentorship",
    "replacement": "The news of a possible new mentor",
    "round": "The news of a round",
    "departure": "The news that somebody has left",
    "thanks": "The thank-you",
    "ended": "The news of an ending",
    "archive_channel": "Archiving a channel",
    "digest": "The weekly digest",
    "over": "The news that the program is over",
    "audience_hidden": "The news that I can't see whom the program is for",
    "audience_gone": "The news that a channel or group of the program is gone",
    "co_owner": "The news that somebody runs the program now",
    "handover": "The news that the program has changed hands",
    "charter_pin": "The pin on a charter",
    "plan_pin": "The pin on a plan",
    "channel_lost": "The news that a channel is lost",
    "channel_left": "The news that somebody has left a channel",
    "invite_again": "Another invitation to a channel",
    "quiet": "The news that a pair has gone quiet",
    "mentor_next": "The question whether to mentor next",
    "digest_lost": "The news that a digest could not be posted",
}
HOME_LETTER_OTHER = "A message"
REFUSED_GONE = "Slack does not know that account any more."
REFUSED_PLACE = "This workspace does not let me write there. A workspace admin can allow it."
REFUSED_ACCESS = "This workspace does not let me in. A workspace admin can allow it."
REFUSED_RIGHT = "The app lacks a permission: `alongside doctor` says which."
REFUSED_GUEST = "One of them is a guest who may not be there."
REFUSED_SHAPE = "Slack would not take it as I drew it. Please tell whoever looks after me: {error}."
REFUSED_WHY = {
    "channel_not_found": "Slack shows me no such account or channel: it is gone, or nobody has let me in.",
    "not_in_channel": "I am not in that channel. Whoever is can type `/invite @Alongside` there.",
    "is_archived": "That channel is archived.",
    "user_not_found": REFUSED_GONE,
    "users_not_found": REFUSED_GONE,
    "user_disabled": REFUSED_GONE,
    "account_inactive_user": REFUSED_GONE,
    "restricted_action": REFUSED_PLACE,
    "restricted_action_read_only_channel": REFUSED_PLACE,
    "restricted_action_thread_only_channel": REFUSED_PLACE,
    "restricted_action_non_threadable_channel": REFUSED_PLACE,
    "channel_is_limited_access": REFUSED_PLACE,
    "access_denied": REFUSED_ACCESS,
    "team_access_not_granted": REFUSED_ACCESS,
    "ekm_access_denied": REFUSED_ACCESS,
    "missing_scope": REFUSED_RIGHT,
    "no_permission": REFUSED_RIGHT,
    "not_allowed_token_type": REFUSED_RIGHT,
    "user_is_restricted": REFUSED_GUEST,
    "user_is_ultra_restricted": REFUSED_GUEST,
    "cant_invite": "Slack does not let me invite one of them.",
    "cannot_dm_bot": "It was for a bot, and I can't write to those.",
    "messages_tab_disabled": "The app's Messages tab is switched off. Whoever looks after me can switch it on.",
    "invalid_blocks": REFUSED_SHAPE,
    "invalid_arguments": REFUSED_SHAPE,
    "msg_too_long": REFUSED_SHAPE,
    "msg_blocks_too_long": REFUSED_SHAPE,
    "no_text": REFUSED_SHAPE,
    "unknown_method": "This workspace's Slack can't do that.",
    "message_limit_exceeded": "This workspace has sent as many messages as Slack allows it.",
    "service_unavailable": "Slack was out of order for hours.",
    "request_timeout": "Slack was out of order for hours.",
    "team_added_to_org": "Slack was moving this workspace for hours.",
}
REFUSED_LOST = frozenset(
    {
        "internal_error",
        "fatal_error",
        "TimeoutError",
        "ServerTimeoutError",
        "ServerDisconnectedError",
        "ClientOSError",
        "ClientPayloadError",
        "the sender stopped in the act",
    }
)
REFUSED_UNKNOWN = "Slack's answer was lost, again and again: it may have arrived all the same."
REFUSED_PAGE = "Something answers me in Slack's place ({error}). Whoever looks after me can find out what."
REFUSED_OTHER = "Slack would not do it. Whoever looks after me may know the reason ({error})."
HOME_AGAIN = "Try again"
HOME_LET_BE = "Let it be"
HOME_WAITING_TITLE = "*Waiting for a mentor: {count}*"
HOME_WAITING_REASON = "• {reason}: {count}"
HOME_WHO = "Who they are"
HOME_PAIRS = "*Pairs: {count}*"
HOME_PAIRS_PAST = "*Pairs: {count} now, {past} before*"
HOME_PAIRS_BUTTON = "Show the pairs"
HOME_PAIR = "*{names}*\nsince {since}"
HOME_PAIR_PAST = "*{names}*\nfrom {since} to {until}"
HOME_PAIR_OPENING = "*{names}*\ntheir channel is being opened"
HOME_COMMENTS = "*What people wrote: {count}*\nin no order, and never who"
HOME_COMMENTS_BUTTON = "Read them"
HOME_MORE = "and {count} more"
HOME_SHOW_ALL = "Show all"
HOME_WORDS = {"match": "Match", "digest": "Digest", "invite": "Invite people", "settings": "Settings"}
HOME_WORDS_OVER = {"settings": "Settings"}
HOME_OTHERS = "You also run:"
HOME_OTHER = "{program}"
HOME_OTHER_BUTTON = "Show this one"
HOME_OTHERS_MORE = "And {programs}: `/mentor program` changes which one I show."

LIST_TITLES = {
    "requests": "Asked of you",
    "quiet": "Quiet for a while",
    "undelivered": "Could not be delivered",
    "waiting": "Waiting for a mentor",
    "pairs": "Pairs",
    "comments": "What people wrote",
}
LIST_EMPTY = "There is nothing here any more."
LIST_PAGE = "{first} to {last} of {of}"
LIST_EARLIER = "Earlier"
LIST_LATER = "Later"
LIST_PERSON = "{name}: {reason}"

# --- Help and words (handlers/command) ----------------------------------------------------------------------------

HELP_TITLE = "What you can ask me"
HELP_FOOT = "Only you see this. My Home tab has buttons for most of it."
HELP_HELP = "this list"
HELP_JOIN = "join, or change your answers"
HELP_PAUSE = "be left alone for a while: `2w`, `3d`, `1m`, `until Friday`"
HELP_RESUME = "be back before the pause is over"
HELP_LEAVE = "leave the program"
HELP_SETUP = "start a program (workspace admins)"
HELP_SETTINGS = "change a program's settings (owners)"
HELP_INVITE = "invite the people a program is for (owners)"
HELP_PROGRAM = "which program you mean, where there are several"
UNKNOWN_WORD = "I don't know “{said}”. Did you mean `/mentor {nearest}`?"
UNKNOWN_WORD_HELP = "I don't know “{said}”. `/mentor help` lists what you can ask me."

# --- Status (handlers/status) ---------------------------------------------------------------------------------------

STATUS_TITLE = "Where things stand"
STATUS_FOOT = "Only you see this. My Home tab shows the same, with buttons."
STATUS_OWNER = "*You run {program}.* {decisions}"
STATUS_OWNER_OVER = "*{program} is over; you look after what goes on in it.* {decisions}"
STATUS_DECISIONS = "{count} things wait for you: my Home tab has the buttons."
STATUS_DECISIONS_ONE = "One thing waits for you: my Home tab has the button."
STATUS_DECISIONS_NONE = "Nothing waits for you."
STATUS_OTHERS = "You also run {programs}. `/mentor program` changes which one I tell you about."
STATUS_JOIN = "*{program}* is open to you. `/mentor join` takes about three minutes."
STATUS_END = (
    "If it isn't working out, [We need help] reaches {owners} alone. [End it] is yours too, at any time and without a "
    "reason: you both read the same words."
)
STATUS_END_NOBODY = (
    "If it isn't working out, [End it] is yours, at any time and without a reason: you both read the same words. "
    "Nobody else runs this program right now; a workspace admin or your people team can help."
)
HELP_STATUS = "where things stand for you"

# --- Digest (handlers/digest) ---------------------------------------------------------------------------------------

DIGEST_TITLE = "{program} in numbers"
DIGEST_JOINED = "Joined: *{count}* (to learn: {mentees}, to teach: {mentors})."
DIGEST_JOINED_FEW = "Joined: shown, with all that follows from it, once {small} people have."
DIGEST_READY = "Ready for a match, so neither paused, gone nor finished: *{number} of {of}*."
DIGEST_MATCHED = "In a pair right now: *{number} of {of}*."
DIGEST_MET = "Met within 30 days of their start: *{number} of {of} pairs*."
DIGEST_MET_TIME = "Met within 30 days of their start: *{number} of {of} pairs* (still in time: {in_time})."
DIGEST_SPAN = "{least}–{most}"
DIGEST_MET_FEW = "Met within 30 days of their start: shown once {small} pairs have started."
DIGEST_PULSE = "Pulse: *{scores}*, from {answers} answers."
DIGEST_PULSE_NONE = "Pulse: shown once three people have answered."
DIGEST_WAITING = "Waiting for a mentor: *{count}* (among them {reasons})."
DIGEST_WAITING_FEW = "Waiting for a mentor: *{count}*."
DIGEST_REASON = "{reason}: {count}"
DIGEST_DECISIONS = "Open for the owners, of rounds, channels and messages: *{count}*."
DIGEST_FOOT = (
    "As of {at}. Numbers only, in steps of three (“0–2” is none, one or two): nobody can be read from them."
)
DIGEST_CHART = "People, as of {day}"
DIGEST_CHART_SERIES = "people, at least"
DIGEST_CHART_LABEL = "{label}: {count}"
DIGEST_CHART_LABELS = ("Joined", "Ready", "Matched", "Waiting")
DIGEST_VIEW = "Digest"
DIGEST_PREVIEW_HOME = (
    "Only you see this. Type `/mentor digest` in a channel to post the numbers there, without a name."
)
DIGEST_PREVIEW = (
    "Only you see this preview. [Post here] puts the numbers, without a name, into this channel. They go in steps of "
    "three (“9–11”), so that two digests subtract to nobody; your Home tab has the exact ones."
)
DIGEST_NAMES = "*For your eyes only*"
DIGEST_WHO = "• {reason}: {names}"
DIGEST_POST = "Post here"
DIGEST_LOST_TEXT = "I could not post the digest of {program}."
DIGEST_LOST = (
    "*I could not post this week's digest of {program} in {channel}.* I am not let into that channel. Whoever is in it "
    "can type `/invite @Alongside` there; or choose another channel with `/mentor settings`."
)
DIGEST_ARCHIVED = (
    "*I could not post this week's digest of {program} in {channel}.* That channel is archived. Bring it back, or "
    "choose another one with `/mentor settings`."
)
DIGEST_LOST_NEXT = "I say this once; `/mentor digest` shows you the numbers at any time. Last tried {at}."
DIGEST_LOST_POST = "Post it now"
DIGEST_THERE = "*This week's digest of {program} is in {channel} now.*"
HELP_DIGEST = "the program in numbers, for you first"

# --- Privacy (handlers/privacy) -------------------------------------------------------------------------------------

PRIVACY_TITLE = "What is kept about you"
PRIVACY_WHO = (
    "*Your partner* sees your name, what you want to learn or can teach, the words and the working hours that you "
    "share, a department or place that you don't, and what you both do in your channel.\n"
    "*The program's owners* see that you take part, whom you are matched with and why, with words from your answers, "
    "whether check-ins are answered, and what you send them yourself.\n"
    "*Nobody else* sees anything of you. Digests are numbers only."
)
PRIVACY_NEVER = (
    "Survey scores are shown from three answers, notes from five, and never with a name. What you answer after a month "
    "is neither told to your partner nor to the owners as yours. Whom you'd rather not be matched with is seen by you "
    "alone. I can't read your channel or your messages: I have not asked Slack for that right."
)
PRIVACY_MINE = "What I have"
PRIVACY_PERSON = "*You*\n{known}"
PRIVACY_WORK = "From the people file: {facts}"
PRIVACY_PART = "*{program}*, since {since}"
PRIVACY_PART_LEFT = "*{program}*, since {since}. You have left; your answers are kept in case you come back."
PRIVACY_FACT = "{label}: {value}"
PRIVACY_FACTS = {
    "goals": "To learn",
    "skills_wanted": "Skills to grow",
    "learns_by": "Learns best by",
    "teaches": "To teach",
    "skills_offered": "Skills to share",
    "guides_by": "Guides by",
    "drivers": "Driven by",
    "languages": "Languages",
    "minutes": "Minutes a month to learn",
    "mentor_minutes": "Minutes a month for mentees",
    "places": "Places for mentees",
    "avoids": "Rather not with",
}
PRIVACY_LABELS = {
    "manager": "manager",
    "department": "department",
    "location": "location",
    "level": "level",
}
PRIVACY_PAIR = "*With {partners}*, since {since}"
PRIVACY_PAIR_ENDED = "*With {partners}*, from {since} to {until}"
PRIVACY_COUNTS = (
    "Answers that you gave to me alone: {answers}. Check-ins that you answered: {taps}. Requests to the owners: "
    "{requests}. Messages that I sent you: {letters}. Lines in the record of changes that name you as the one who "
    "acted: {deeds}."
)
PRIVACY_JSON = "Send me my data"
PRIVACY_FOOT = "Your data opens here, as JSON that you can copy. Erasing can't be undone."
PRIVACY_ERASE = "Erase me"
PRIVACY_ERASE_TITLE = "Erase everything?"
PRIVACY_ERASE_SURE = (
    "You leave every program, and your mentorships end; your partners read the same kind words as ever. All that I "
    "keep about you goes, for good. Survey scores stay as numbers of nobody, and shared history without your name."
)
PRIVACY_ERASE_YES = "Erase me"
PRIVACY_ERASE_NO = "Keep it"
PRIVACY_ERASED = "*You are forgotten.* Nothing here leads to you any more."
PRIVACY_ERASED_PAIRS = "*You are forgotten.* Your partners hear that it has ended, without your name."
PRIVACY_ERASED_NEXT = (
    "What was posted in Slack stays there until Slack or you delete it. I won't learn about you again from Slack's "
    "list of people, unless you use me again: `/mentor join` begins anew."
)
FORMER = "somebody who has left"
PRIVACY_JSON_TITLE = "Your data"
PRIVACY_JSON_HEAD = "Everything I keep about you, as JSON. Select it and copy it wherever you like."
PRIVACY_KEYS = {
    "parts": "programs",
    "together": "mentorships",
    "taps": "check_ins_answered",
    "requests": "requests_to_owners",
    "letters": "messages_to_you",
    "deeds": "changes_by_you",
    "means": "program_meant_by_the_command",
    "places": "groups_and_channels",
    "runs": "programs_run",
    "waits": "rounds_without_a_match",
}
PRIVACY_JSON_CUT = "The rest does not fit into a window. Whoever runs this app can give you all of it."
HELP_PRIVACY = "what is kept about you, and who sees it"

# --- Which program (handlers/command) -----------------------------------------------------------------------------

CHOICE_ASK = "*There are several programs here. Which one do you mean?*"
CHOICE_NAME = "*{name}*"
CHOICE_LINE = "*{name}*\n{purpose}"
CHOICE_ONLY = "There is one program here: *{name}*. `/mentor` means that one."
CHOICE_FOOT = "I'll remember it. `/mentor program` asks again."
CHOICE_REMEMBERED = "From now on, `/mentor` means *{name}*. `/mentor program` changes that."

# --- Joining (handlers/enrollment) --------------------------------------------------------------------------------

PRIMER = (
    "Mentoring is somebody's time and experience, for a few months, on what you want to learn. "
    "It isn't your manager's review, nor training: nobody grades you."
)
JOIN_TITLE_NEW = "Join mentoring"
JOIN_TITLE_EDIT = "Your answers"
JOIN_TITLE_SECOND = "What you can teach"
JOIN_SUBMIT = "Join"
JOIN_SAVE = "Save"
JOIN_NEXT = "Next"
JOIN_LATER = "Not now"
JOIN_CANCEL = "Cancel"
JOIN_INTRO = "*{program}*  {primer}"
JOIN_INTRO_EDIT = "*{program}*  What you change counts from the next round of matching on."
JOIN_SECOND_INTRO = "*Step 2 of 2.*  You are in as a mentee already. This adds your side as a mentor."
JOIN_ROLES = {"mentee": "I'd like a mentor", "mentor": "I'd like to be a mentor", "both": "Both (two steps)"}
JOIN_ROLE = "What would you like?"
JOIN_GOALS = "What would you like to learn or change?"
JOIN_GOALS_HINT = "In your own words, up to 500 characters. Your mentor and the program's owners may read it."
JOIN_GOALS_SAMPLE = "For example: running my first project with three teams, and saying no without a fight."
JOIN_SKILLS_WANTED = "Skills to grow"
JOIN_SKILLS_HINT = (
    "Up to eight, with commas between them. Your match and the program's owners may read those you share."
)
JOIN_SKILLS_SAMPLE = "facilitation, SQL, public speaking"
JOIN_LEARNS_BY = "How do you learn best?"
JOIN_DRIVERS = "What drives you?"
JOIN_MINUTES = "Time you can give each month"
JOIN_LANGUAGES = "Languages you can talk in"
JOIN_LANGUAGES_HINT = "Leave it empty if any will do."
JOIN_AVOID = "People you'd rather not be matched with"
JOIN_AVOID_HINT = "Only you see this. Nobody is told, not even the program's owner."
JOIN_TEACHES = "What can you help somebody with?"
JOIN_TEACHES_HINT = (
    "In your own words, up to 500 characters. Your mentees and the program's owners may read it."
)
JOIN_TEACHES_SAMPLE = (
    "For example: growing from engineer to tech lead, and designing systems that can be changed."
)
JOIN_SKILLS_OFFERED = "Skills to share"
JOIN_GUIDES_BY = "How do you like to guide?"
JOIN_ROOM = "How many mentees, and how much time?"
JOIN_ROOM_ONE = "1 mentee, {time} a month"
JOIN_ROOM_MORE = "{places} mentees, {time} a month each"
JOIN_LEARN_STYLES = {
    "talk": "Talking things through",
    "practice": "Doing it together",
    "feedback": "Honest feedback on my work",
    "stories": "Stories of how it really went",
    "questions": "Being asked good questions",
    "material": "Reading, then discussing",
}
JOIN_GUIDE_STYLES = {
    "talk": "Talking things through",
    "practice": "Doing it together",
    "feedback": "Honest feedback on their work",
    "stories": "Stories of how it really went",
    "questions": "Asking good questions",
    "material": "Giving things to read",
}
JOIN_DRIVES = {
    "mastery": "Getting really good at something",
    "impact": "Making a difference",
    "people": "Helping people grow",
    "freedom": "Deciding for myself",
    "change": "New things to try",
    "calm": "A life beside work",
}
JOIN_TIMES = {30: "half an hour", 60: "1 hour", 120: "2 hours", 180: "3 hours", 240: "4 hours"}
JOIN_SPOKEN = {
    "en": "English",
    "ar": "Arabic",
    "bn": "Bengali",
    "zh": "Chinese",
    "cs": "Czech",
    "da": "Danish",
    "nl": "Dutch",
    "fi": "Finnish",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "es": "Spanish",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
JOIN_AS = {"mentee": "a mentee", "mentor": "a mentor", "both": "a mentee and a mentor"}
JOIN_DONE = "*You're in {program} as {role}.*"
JOIN_SAVED = "*Saved.* You're in {program} as {role}."
JOIN_NEXT_STARTS = (
    "Matching starts around {starts}. You hear from me either way: who it is and why, or what would help."
)
JOIN_NEXT_ROUND = (
    "Next, the owner runs a round of matching. You hear from me either way: who it is and why, "
    "or what would help."
)
JOIN_NEXT_FINISHED = (
    "I still look for nobody for you, as your time as a mentee is complete. [Look for another mentor] on my Home tab "
    "changes that."
)
JOIN_NEXT_MATCHED = "Your mentorship goes on as it is. What you changed counts from the next round on."
JOIN_FOOT = "`/mentor join` changes your answers any time, `/mentor leave` takes you out."
OUTSIDE = {
    "guest": "*{program}* takes no guests of this workspace. {owners} can tell you more.",
    "out": (
        "*{program}* is for a certain group of people, and I don't find you in it. If you have just been added, "
        "try again in a minute: I am reading it anew. {owners} can tell you more."
    ),
    "unread": "I'm still reading whom *{program}* is for. Please try again in a minute.",
}
OUTSIDE_OWNERS = "Its owner"

# --- Pausing and leaving (handlers/absence) -----------------------------------------------------------------------

PAUSE_TITLE = "Pause"
PAUSE_SUBMIT = "Pause"
PAUSE_LABEL = "For how long?"
PAUSE_SPANS = {"1w": "1 week", "2w": "2 weeks", "1m": "1 month"}
PAUSE_UNTIL = "Or until a day of your choice"
PAUSE_HINT = "I'll ask nothing of you till then, and match you with nobody. Your partner is told nothing."
PAUSED = (
    "*You're paused in {program} until {until}.*\n"
    "I'll ask nothing of you till then. `/mentor resume` ends it sooner."
)
RESUMED = "*Welcome back to {program}.*\nFrom today on I ask and match you as before."
NOT_PAUSED = "You weren't paused in {program}, so nothing has changed."
LOOKS_AGAIN = (
    "*I look for another mentor for you in {program}.*\nYou are in the next round of matching, with the answers that "
    "you gave; [Edit my answers] on my Home tab changes them. You hear from me either way."
)
LEAVE_TITLE = "Leave"
LEAVE_SUBMIT = "Leave"
LEAVE_CANCEL = "Stay"
LEAVE_ASK = (
    "*Leave {program}?*\nYou won't be asked or matched any more. Your answers are kept in case you come back."
)
LEAVE_PARTNERS = "Your mentorship with {partners} ends too, with a kind note that doesn't say why."
LEAVE_MENTEES = "I look for somebody new for {mentees} at once."
LEAVE_PAUSE = "Just busy? `/mentor pause 2w` keeps everything as it is."
LEAVE_DONE = (
    "*You've left {program}.*\n"
    "Thank you for having been part of it. `/mentor join` brings you back with your answers."
)
LEAVE_DONE_OVER = "*You've left {program}.*\nThank you for having been part of it."
LEAVE_CHANNEL = "The channel stays open for a week; then it is archived, and can still be read."

# --- Invitations (handlers/invitations) ---------------------------------------------------------------------------

INVITE_TITLE = "Invite people"
INVITE_SUBMIT = "Send invitations"
INVITE_SUBMIT_ONE = "Send invitation"
INVITE_COUNT = "*{inviting} of the {audience} people whom {program} is for would be invited.*"
INVITE_REST = (
    "Joined already: {joined}. Whoever was asked before isn't asked again, save for a “Not now” of long ago."
)
INVITE_NONE = "*Nobody is left to invite to {program}.*"
INVITE_READING = "I'm still reading who belongs to it, so this number may grow. Look again in a minute."
INVITE_HOW = "Each gets one direct message from me in their working hours, with this:"
INVITE_SENT_ONE = (
    "*One invitation to {program} is on its way.*\nIt goes out in that person's working hours. "
    "`/mentor invite` later asks whoever is new."
)
INVITE_SENT = (
    "*{inviting} invitations to {program} are on their way.*\nEach goes out in that person's working hours, "
    "so the last ones leave by the next working day. `/mentor invite` later asks whoever is new."
)
INVITE_CARD = "*{by} invites you to {program}.*"
INVITE_CARD_NOBODY = "*You're invited to {program}.*"
INVITE_ASK = "Joining takes about three minutes, and you can leave at any time."
INVITE_MENTEE = "Join as mentee"
INVITE_MENTOR = "Join as mentor"
INVITE_NOT_NOW = "Not now"
INVITE_NEVER = "Never ask"
INVITE_JOINED = "You've joined. `/mentor join` changes your answers."
INVITE_OVER = "{program} is over, so there is nothing to join any more. Nothing is needed from you."
INVITE_WAITS = (
    "Not now, then. You can join any time with `/mentor join`; I won't remind you for three months at least."
)
INVITE_SILENT = "I won't invite you again, to any program. `/mentor join` stays open if you change your mind."

# --- Setting up (handlers/setup) ----------------------------------------------------------------------------------

SETUP_TITLE_NEW = "New program"
SETUP_TITLE_EDIT = "Program settings"
SETUP_SUBMIT_NEW = "Start program"
SETUP_SUBMIT_EDIT = "Save"
SETUP_CANCEL = "Cancel"
SETUP_OVERTAKEN = (
    "*Another owner saved these settings while you had this open.* Here is what you chose. It differs from what is "
    "saved now in: {differs}. [Save] puts yours in its place; [Cancel] keeps theirs."
)
SETUP_INTRO = (
    "Everything has a sensible default and can be changed later. Nobody hears of it before you invite them."
)
SETUP_NAME = "Name"
SETUP_PURPOSE = "What is it for?"
SETUP_PURPOSE_HINT = "People read it when they are invited. Up to 300 characters."
SETUP_PURPOSE_SAMPLE = "For example: so that nobody who is new to leading has to find out alone."
SETUP_AUDIENCE = "Who may join?"
SETUP_AUDIENCES = {
    "everybody": "Everybody in the workspace",
    "usergroup": "A user group",
    "channel": "The people in a channel",
}
SETUP_USERGROUP = "Which user group?"
SETUP_GROUP_GONE = (
    "The user group that this program was for was removed from Slack. Choose who may join from now on."
)
SETUP_CHANNEL = "Which channel?"
SETUP_CHANNEL_HINT = "A private one has to have me in it, so that I can see who is there."
SETUP_GUESTS = "Guests"
SETUP_GUESTS_YES = "Guests of this workspace may join too"
SETUP_STARTS = "Matching starts on"
SETUP_LENGTH = "A mentorship lasts"
SETUP_LENGTHS = {60: "60 days", 90: "90 days", 120: "120 days", 180: "180 days"}
SETUP_CADENCE = "I ask a pair whether they met"
SETUP_CADENCES = {7: "every week", 14: "every two weeks", 21: "every three weeks", 28: "every four weeks"}
SETUP_DIGEST_CHANNEL = "Weekly digest in"
SETUP_DIGEST_HINT = (
    "Counts only, never names. Into a private channel, invite me first. Leave it empty for no digest."
)
SETUP_DIGEST_HOUR = "Hour of the digest"
SETUP_HOUR = "{hour}:00"
SETUP_OWNERS = "Others who run it with you"
SETUP_OWNERS_HINT = "They see what you see, and can do what you can."
SETUP_ZONE = "Time zone of the program"
SETUP_DAYS = "Working days"
SETUP_WEEKDAYS = {
    "0": "Monday",
    "1": "Tuesday",
    "2": "Wednesday",
    "3": "Thursday",
    "4": "Friday",
    "5": "Saturday",
    "6": "Sunday",
}
SETUP_OPENED = "*{name} is open.*"
SETUP_CHANGED = "*{name} is changed.*  It counts from now on; what is planned already stays."
SETUP_NEXT_INVITE = (
    "*Now:* `/mentor invite` shows whom it would reach before anything is sent. People can join at once."
)
SETUP_NEXT_MATCH = (
    "*From {starts}:* `/mentor match` suggests pairs, and you decide. A mentorship lasts {days} days."
)
SETUP_NEXT_DIGEST = "*{first_digest}:* the first weekly digest in {channel}."
SETUP_NEXT_NO_DIGEST = "*Any time:* `/mentor digest` shows the numbers, to you alone."
SETUP_OVER = "{program} is over: this holds for the mentorships that go on."
SETUP_FOOT = "`/mentor settings` changes all of this."
CO_OWNER = "*You now run {program}.*  {by} has made you one of its owners."
CO_OWNER_NOBODY = "*You now run {program}.*"
CO_OWNER_NEXT = (
    "You can invite people, decide on matches and see the numbers. `/mentor help` lists it all, "
    "and my Home tab shows what needs a decision."
)
HANDOVER = "*{gone} has left the company, and no longer runs {program}.*  You go on running it."
HANDOVER_NEXT = "`/mentor settings` adds somebody to run it with you."
ORPHANED = "*{gone} has left the company, and nobody runs {program} any more.*"
ORPHANED_NEXT = "Its mentorships go on. Somebody should look after requests for help and new matches."
ORPHANED_TAKE = "I'll run it"
ORPHANED_TAKEN = "{by} runs it now."
TAKEN_OVER = (
    "*You run {program} now.*\n`/mentor help` lists what you can do; my Home tab shows what needs a decision."
)
DEPARTED = "*{name} has left the company, and so has left {program}.*"
DEPARTED_PARTNERS = (
    "{partners} heard from me, kindly. A mentee among them gets somebody new looked for; you decide on it."
)
DEPARTED_PARTNERS_OVER = "{partners} heard from me, kindly. The program is over, so nobody new is looked for."
DEPARTED_NONE = "Nobody was in a mentorship with them."
AUDIENCE_HIDDEN_CHANNEL = (
    "*I can't see who is in {place}, so nobody from there can join {program} yet.*\n"
    "Type `/invite @Alongside` in that channel. I look again tonight, and whenever somebody wants to join."
)
AUDIENCE_GONE = "*The user group {group} was removed from Slack, and {program} is for its people.*"
AUDIENCE_GONE_NEXT = (
    "Whoever has joined stays in. Nobody new can join or is invited until you choose who may."
)
AUDIENCE_GONE_CHOOSE = "Choose who may join"
AUDIENCE_HIDDEN_GROUP = (
    "*I can't see who is in the user group that {program} is for, so nobody can join yet.*\n"
    "If it was removed, `/mentor settings` chooses another. I look again tonight."
)

# --- The end of a program (handlers/ended_programs) ----------------------------------------------------------------

OVER_END = "End this program"
OVER_TITLE = "End this program?"
OVER_SURE = (
    "Nobody joins any more, and no round is made. Whoever waits for a match hears so, once. Mentorships go on to their "
    "last day, and you look after them as before. You can open it again."
)
OVER_YES = "End it"
OVER_NO = "Not now"
OVER_DONE = "*{program} is over.*"
OVER_TOLD = (
    "Whoever waits for a match hears it from me, once, in their working hours; open invitations say so too."
)
OVER_PAIRS = {
    0: "No mentorship is under way.",
    1: "One mentorship goes on to its last day, as if nothing had changed; requests for help still reach you.",
}
OVER_PAIRS_MORE = (
    "{count} mentorships go on to their last day, as if nothing had changed; requests for help still reach "
    "you."
)
OVER_FOOT = (
    "A round that was not published is set aside, and no more digests come. My Home tab can open it again."
)
OVER_ROW = "*{program} is over.*"
OVER_RUNNING = (
    "*{program} is over.* Nobody joins, and no round is made. You look after it here until its last mentorship has "
    "ended."
)
OVER_AGAIN = "Open it again"
OVER_OPENED = "*{program} is open again.*"
OVER_OPENED_NEXT = (
    "People can join, and `/mentor match` suggests pairs. Whoever was told that it is over is in the next "
    "round automatically; I don't write to them again."
)
OVER_NEWS = "*{program} is over.*"
OVER_NEWS_MENTEE = (
    "You were waiting for a mentor there, and no further round is made. That is nothing that you did; thank you for "
    "having been ready to learn."
)
OVER_NEWS_MENTOR = (
    "Your offer stood, and no further round is made, so nobody new comes to you. Thank you: it helped to know that you "
    "were there."
)
OVER_NEWS_NEXT = (
    "There is nothing for you to do. Your answers are kept in case it opens again; `/mentor privacy` shows them and "
    "erases them."
)
OVER_NEWS_WHO = "{owners} ran it, and can tell you more."

# --- Matching (handlers/matchmaking) ------------------------------------------------------------------------------

HELP_MATCH = "have pairs suggested, look at them, and publish (owners)"
MATCH_WORKING = (
    "*I'm working on a round for {program}.* The preview comes to you by direct message in a moment. "
    "Nobody else hears anything until you publish."
)
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

PREVIEW_TITLE = "Review the pairs"
PREVIEW_HEAD = "*{program}*  ·  approved {approved}  ·  turned down {rejected}  ·  still to decide {proposed}"
PREVIEW_THEN = "Publish is here once every pair is approved or turned down. Until then nobody hears anything."
PREVIEW_NEWCOMERS = (
    "Joined since I worked this out: {count}. “Match again” counts them in; "
    "otherwise they are in the next round."
)
PREVIEW_FOOT = "Only the program's owners see this. The words are people's own."
PREVIEW_PAIR = "*{mentee}* with *{mentor}* as mentor  ·  {score}"
PREVIEW_SCORE = "{percent} of 100"
PREVIEW_BY_HAND = "paired by hand"
PREVIEW_STATES = {
    "proposed": "To decide",
    "approved": ":white_check_mark: Approved",
    "rejected": "Turned down",
    "published": "Published",
}
PREVIEW_BAR = "Can't be published like this: {why}"
PREVIEW_WORDS = "Both say {words}."
PREVIEW_QUOTES = "{mentee} wrote “{theirs}”; {mentor} wrote “{ours}”."
PREVIEW_NO_WORDS = "No words in common."
PREVIEW_GOALS = "{name} would like to learn: “{text}”"
PREVIEW_TEACHES = "{name} can teach: “{text}”"
PREVIEW_APART = (
    "*Pairs to decide with no words in common: {count}.* They come first, with what each of the two wrote. “Approve "
    "all” leaves them open, for your look and a button of their own."
)
PREVIEW_APART_TITLE = "Approve all others?"
PREVIEW_APART_CONFIRM = (
    "Pairs with no words in common: {count}. They stay open, so that you can read what each of the two wrote. "
    "All others are approved, unless something is in their way."
)
PREVIEW_APART_YES = "Approve the others"
PREVIEW_REST_TITLE = "Approve these too?"
PREVIEW_REST_CONFIRM = (
    "Pairs with no words in common: {count}. Nothing that the two wrote speaks for them, so they are your choice. "
    "Turn down first what doesn't fit. All others are approved, unless something is in their way."
)
PREVIEW_REST_YES = "Approve them"
PREVIEW_OVERLAP = "Shared working time: {hours} a day."
PREVIEW_NO_OVERLAP = "Their working hours don't meet."
PREVIEW_APPROVE = "Approve"
PREVIEW_REJECT = "Turn down"
PREVIEW_UNMATCHED = "*Without a mentor in this round*"
PREVIEW_UNMATCHED_BEFORE = (
    "These reasons are from before your own decisions, which may have freed a place or taken one. "
    "“Match again” looks anew, and “Pair by hand” takes a place at once."
)
PREVIEW_UNMATCHED_ONE = "*{name}*  ·  {reason}"
PREVIEW_LEVER = "  ·  {lever}"
PREVIEW_EMPTY = "There is nobody in this round."
PREVIEW_APPROVE_ALL = "Approve all"
PREVIEW_APPROVE_APART = "Approve those with no shared words"
PREVIEW_BY_HAND_BUTTON = "Pair by hand"
PREVIEW_AGAIN = "Match again"
PREVIEW_AGAIN_TITLE = "Match again?"
PREVIEW_AGAIN_CONFIRM = (
    "This round is set aside, and I suggest pairs anew. Pairs you turned down stay turned down."
)
PREVIEW_PUBLISH = "Publish"
PREVIEW_PUBLISH_TITLE = "Publish this round?"
PREVIEW_PUBLISH_CONFIRM = (
    "Pairs: {approved}. Waiting: {waiting}. Everybody hears their outcome, "
    "and I open a private channel for each pair."
)
PREVIEW_EARLIER = "Earlier"
PREVIEW_LATER = "Later"
PREVIEW_PAGE = "Page {page} of {pages}"
NOT_YET = "Not yet"
MATCH_PUBLISHED = (
    "*{program}: published, with {pairs}.* Everybody hears their outcome now. "
    "Your card in our direct messages shows the channels as they open."
)
DURATION = {"hours": "{hours} h", "both": "{hours} h {minutes} min", "minutes": "{minutes} min"}
LEVERS = {
    "overlap": "with {value} minutes of shared time a day, {count} would fit",
    "language": "with {value} as a language, {count} would fit",
    "capacity": "with one more place, {count} would fit",
    "minutes": "with {value} minutes a month, {count} would fit",
    "seniority": "without the rule on experience, {count} would fit",
    "department": "without the rule on departments, {count} would fit",
    "common_ground": "without words in common, {count} would fit",
}
BY_HAND_TITLE = "Pair by hand"
BY_HAND_MENTEE = "Who wants to learn"
BY_HAND_MENTOR = "Who could be their mentor"
BY_HAND_HINT = "Takes the place of whatever I suggested for this person. The program's rules still hold."
BY_HAND_SUBMIT = "Approve this pair"
BY_HAND_BACK = "Back to the pairs"

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
UNMATCHED_LEVERS = {
    "language": "{value} as one of your languages (mentors who could then fit: {count})",
    "minutes": "{value} minutes a month (mentors who could then fit: {count})",
}
UNMATCHED_NEXT_MENTEE = "You are in the next round automatically, and having waited counts in your favor."
UNMATCHED_NEXT_MENTOR = "You are in the next round automatically."
UNMATCHED_CHANGE = "Widen my answers"

# --- Opening a channel (handlers/mentorship) ----------------------------------------------------------------------

TOPIC = "{names} · {program}"
INTRO_TEXT = "Welcome, both: here is why you two"
INTRO = "*Welcome, {people}.* This channel is yours, for {program}. {mentors} is here as mentor, {mentees} to learn."
INTRO_WHY = "*Why you two:* both of you say {words}."
INTRO_WHY_HAND = "*Why you two:* whoever runs the program chose you for each other."
INTRO_GOALS = "*What {mentees} would like to learn*"
INTRO_TEACHES = "*What {mentors} can teach*"
INTRO_HOURS = "You share {hours} of a working day: {spans}, in your own time."
INTRO_SPAN = "{start} to {end}"
INTRO_NO_HOURS = (
    "Your working days hardly meet: agree on an hour that is kind to both, or write to each other."
)
INTRO_APART = "And where you differ: {differences}."
INTRO_DEPARTMENTS = "{mentors} works in {one}, {mentees} in {other}"
INTRO_LOCATIONS = "{mentors} is in {one}, {mentees} in {other}"
CHARTER_TEXT = "Your charter: please read it and agree"
CHARTER_HEAD = "Your charter"
CHARTER = {
    1: (
        "*Be good to each other.* Come prepared, be on time, and say early when you can't. Respect, always: no "
        "harassment, no favors asked, no selling.\n"
        "*What is said here stays here.* I don't read this channel, and nobody else is in it. The one exception: "
        "somebody is in danger, or the law asks.\n"
        "*The mentee steers, the mentor guides.* Neither manages or judges the other, and none of this goes into a "
        "review of anybody's work.\n"
        "*Either of you may end it,* at any time and without a reason: `/mentor status` has the way. The other "
        "reads neutral words."
    )
}
CHARTER_TURN_TO = "*If something is wrong,* turn to {owners}, or to your company's people team."
CHARTER_TURN_TO_NOBODY = "*If something is wrong,* turn to your company's people team."
CHARTER_AGREE = "I agree"
CHARTER_AGREED = "Agreed by {names}."
CHARTER_ALL = ":handshake: Agreed by {names}."
CHARTER_FOOT = "Charter, version {version}. One tap from each of you."
AGENDA_TEXT = "A first agenda, and a plan for your time together"
AGENDA_HEAD = "Your first conversation"
AGENDA = (
    "1. Who are you, and what has brought you here? (10 minutes)\n"
    "2. What would make this worth your time, for each of you? (15 minutes)\n"
    "3. How do you like to hear hard things? (5 minutes)\n"
    "4. When do you meet, and who invites? (5 minutes)\n"
    "5. Three outcomes to aim for. (15 minutes)"
)
AGENDA_WHEN = "A good moment for both of you: {moment}."
AGENDA_FOOT = (
    "When you know what you aim for, put it into your plan. Either of you can, and can change it later."
)
PLAN_MAKE = "Make our {days}-day plan"

# --- The plan (handlers/plans) ------------------------------------------------------------------------------------

PLAN_TITLE = "Our plan"
PLAN_SUBMIT = "Save the plan"
PLAN_INTRO = (
    "Up to three outcomes, until {last}. Both of you see the plan in your channel, and either can change it."
)
PLAN_MEANWHILE = "*The plan was saved by one of you while you had this open.* It says now:"
PLAN_MEANWHILE_AIM = "• {text}, by {day}"
PLAN_MEANWHILE_NEXT = (
    "What you wrote is kept below. Saving puts it in the place of the plan above; "
    "closing leaves that plan as it is."
)
PLAN_AIM = {1: "First outcome", 2: "Second outcome", 3: "Third outcome"}
PLAN_AIM_HINT = "What will be true then that isn't now?"
PLAN_BY = "By when"
PLAN_CARD_TEXT = "Our plan"
PLAN_CARD_HEAD = "Our plan"
PLAN_OPEN = "*{text}*\nby {day}"
PLAN_DONE = ":white_check_mark: ~{text}~\nby {day}"
PLAN_MARK = {"done": "Done", "open": "Not done after all", "later": "A week later"}
PLAN_CHANGE = "Change the plan"
PLAN_FOOT = "{done} of {count} done. Your time together runs until {last}."

# --- Channels (handlers/channels) ---------------------------------------------------------------------------------

LOST_TEXT = "Your channel with {partners}"
LOST = {
    "archived": "*Your channel with {partners} was archived.* You are still a pair: nothing else has changed.",
    "left": "*I was taken out of your channel with {partners}.* You are still a pair: nothing else has changed.",
    "deleted": "*Your channel with {partners} was deleted.* You are still a pair: nothing else has changed.",
}
LOST_NEXT = "Until you have a channel again, I write to each of you here."
LOST_REOPEN = "Open a new channel"
LOST_OPENING = "*A new channel for you and {partners} is on its way.*"
LOST_BACK = "*You and {partners} have a channel again:* {channel}"
LOST_ENDED = "This mentorship has ended since."
LEFT_TEXT = "You have left your channel with {partners}"
LEFT = "*You have left your channel with {partners}.* If that was not on purpose, I can invite you again."
LEFT_FOOT = "If you would rather stop, `/mentor status` has the way. {partners} was not told anything by me."
LEFT_COME_BACK = "Invite me again"
LEFT_IS_BACK = "*You are back in your channel with {partners}:* {channel}"

# --- Closing (handlers/closing) -----------------------------------------------------------------------------------

ENDED_TEXT = "Your mentorship with {partners} has ended."
ENDED = (
    "*Your mentorship with {partners} has come to its end.* Thank you for the time you gave it, in {program}."
)
ENDED_DEPARTED = (
    "*{partners} is no longer in this workspace, so your mentorship has ended.* It is nothing that you did. "
    "Thank you for the time you gave it, in {program}."
)
ENDED_NEXT = (
    "There is nothing for you to do. Whoever stays in the program can be matched again, with somebody else."
)
ENDED_NEXT_OVER = "There is nothing for you to do. {program} is over too, so there is no new match."
ENDED_CHANNEL = "Your channel stays as it is until {day}; then it is archived, and can still be read."
THANKS_TEXT = "Your time in {program} is complete. Thank you, both."
THANKS = "*{people}, your time in {program} is complete. Thank you, both.*"
THANKS_CHANNEL = "This channel stays open until {day}; then it is archived, and can still be read."
THANKS_KEPT = "You are keeping this channel. It is yours now, and I am quiet in it."
KEEP_CHANNEL = "Keep the channel"
KEEP_BOTH = "It stays if everybody here wants it to."
KEEP_ONE = "One of you wants to keep it. It stays if everybody here wants it to."
NEXT_MENTOR_TEXT = "Would you mentor somebody yourself?"
NEXT_MENTOR = (
    "*You have been a mentee in {program}. Would you mentor somebody yourself?* You know by now what helps; one mentee "
    "and an hour or two a month are enough."
)
NEXT_MENTOR_BUTTON = "Mentor someone yourself"
NEXT_MENTOR_FOOT = "The form opens with what I know already. Leave this be if it isn't for you: I ask once."
ONE_PAIR = "one pair"
PAIRS = "{count} pairs"
SUMMARY_TEXT = "Pairs of {program} have finished."
SUMMARY = "*{program}: {count} finished.* They have been thanked, and each was asked for a last survey."
SUMMARY_LINE = "• {people}: met at {met} of {asked} check-ins; {done} of {planned} outcomes done"
SUMMARY_LINE_PLAIN = "• {people}: met at {met} of {asked} check-ins"
SUMMARY_MORE = "and {count} more"
SUMMARY_FOOT = "Survey scores are on your Home tab, once three people have answered."
END_PAIR = "End this pair"
END_OWN = "End it"
END_OWN_TITLE = "End this mentorship?"
END_OWN_SURE = (
    "Within three days you both get the same short message, at the same moment. "
    "It doesn't say who wished for it."
)
END_OWN_YES = "End it"
END_OWN_NOTED = (
    "*It is noted.* Within three days you and {partners} get the same short message, and your channel is archived a "
    "week later. You stay in the program; `/mentor leave` ends that too."
)
END_PAIR_TITLE = "End this pair?"
END_PAIR_SURE = (
    "Both get the same short message as every pair that ends. It says neither why nor who ended it."
)
END_PAIR_YES = "End it"
END_PAIR_NO = "Not now"
END_PAIR_DONE = "{people} have both been told, with the same words. Their channel is archived in a week."

# --- Check-ins (handlers/checkins) --------------------------------------------------------------------------------

CHANGE = "Change"
SAVE = "Save"
CHECKIN_TEXT = "Have you met?"
CHECKIN_HERE = "*{people}, have you met since {day}?*"
CHECKIN_ALONE = "*Have you and {partners} met since {day}?*"
CHECKIN_MET = "We met"
CHECKIN_PLANNED = "It's planned"
CHECKIN_NOT_YET = "Not yet"
CHECKIN_HELP = "We need help"
CHECKIN_WHO = "One tap from either of you is enough, and you both see it."
CHECKIN_NEXT = "Next time I ask is {day}."
CHECKIN_LAST = "This is the last time I ask."
CHECKIN_HELP_WHO = (
    "“We need help” reaches {owners} alone: nobody here sees that you used it, or what you wrote."
)
CHECKIN_ENDED = "This mentorship has ended, so there is nothing to answer any more."
CHECKIN_SAID = {
    "met": "*You met*, says {name}.",
    "planned": "*It's planned*, says {name}.",
    "not_yet": "*Not yet*, says {name}. That happens; twenty minutes on the phone count too.",
}
CHECKIN_ALREADY = {
    "met": "{name} has said that you met. “Change” on the card puts it right, for a week.",
    "planned": "{name} has said that it's planned. “Change” on the card puts it right, for a week.",
    "not_yet": "{name} has said that you haven't met yet. “Change” on the card puts it right, for a week.",
}
CHECKIN_FORM = "Put it right"
CHECKIN_LABEL = "How is it really?"
CHECKIN_ANSWERS = {"met": "We met", "planned": "It's planned", "not_yet": "Not yet"}
CHECKIN_BOTH = "You both see it."

# --- Help and concerns (handlers/concerns) ------------------------------------------------------------------------

CONCERN_TITLE = {"help": "Ask for help", "talk": "Talk to the owner"}
CONCERN_ASK = {
    "help": "*What would help, or what should {owners} know?* You can leave this empty: then they will ask you.",
    "talk": "*What would you like to talk about?* You can leave this empty: then {owners} will ask you.",
}
CONCERN_LABEL = "In your own words"
CONCERN_SUBMIT = "Send"
CONCERN_WHO = (
    "Only {owners} will see this, with your name. Your partner isn't told, and nothing changes in "
    "your channel."
)
CONCERN_SENT = "*{owners} has it now.* Nobody else sees it. The answer comes from a person, not from me."
CONCERN_TEXT = "{name} would like to hear from you."
CONCERN_CARD = {
    "help": "*{name} asks for help* with the mentorship with {partners} ({program}).",
    "talk": "*{name} would like to talk to you* about the mentorship with {partners} ({program}).",
}
CONCERN_OWNERS = (
    "Only the owners of {program} see this. {partners} is not told that {name} wrote; "
    "{name} is told when you mark it as settled."
)
CONCERN_SETTLE = "Mark as settled"
CONCERN_OPEN = "*Still open since {day}.*"
CONCERN_OPEN_FOOT = (
    "Only the owners of {program} see this. I remind you once; {name} is told when you settle it."
)
CONCERN_SETTLED = "Settled by {name}, {day}."

CONCERN_DONE_TEXT = "What you asked for has been looked after."
CONCERN_DONE = {
    "help": "*{by} has marked your request for help as settled.* You asked on {day}, about you and {partners}.",
    "talk": "*{by} has marked your wish to talk as settled.* You asked on {day}, about you and {partners}.",
}
CONCERN_DONE_FOOT = (
    "Only you get this. If it isn't settled for you, write again: it is read by the same people."
)
CONCERN_AGAIN = "Write again"

# --- Silence (handlers/silence) -----------------------------------------------------------------------------------

STAY_TEXT = "You and {partners} have been quiet: stay, pause or stop?"
STAY_ASK = "*You and {partners} have been quiet for a while. Stay, pause or stop?* All three are fine."
STAY_WHO = "Only you see your answer; {partners} gets the same question."
STAY_SILENT = (
    "If neither of you answers within a week, I go quiet and tell the program's owner so, in one line."
)
STAY = "Stay"
PAUSE_PAIR = "Pause for four weeks"
STOP = "Stop"
STOP_TITLE = "Stop here?"
STOP_SURE = "You both get the same short message within a few days. It doesn't say who wished for it."
STOP_YES = "Stop"
STOP_NO = "Not now"
STAY_SAID = {
    "stay": "*You stay.* Good. I'll ask again, at your usual rhythm.",
    "pause": "*You pause.* For four weeks I don't ask whether you have met.",
    "stop": "*You stop.* You'll both get the same short message within a few days; it doesn't say who wished for it.",
}
QUIET = (
    "{people} ({program}) haven't answered for a while, so I have stopped asking. "
    "It may help if a person asks how they are."
)

# --- Survey (handlers/surveys) ------------------------------------------------------------------------------------

SURVEY_TEXT = "How is your mentorship with {partners}?"
SURVEY_HALF_WAY = (
    "*Half way with {partners}: how is it?* Two questions and room for a note; a minute is enough."
)
SURVEY_LAST = (
    "*Looking back on your time with {partners}: how was it?* Two questions and room for a note; a "
    "minute is enough."
)
SURVEY_ANSWER = "Answer"
SURVEY_WHO = (
    "Only you see this. The program's owner sees scores once three people have answered and notes once five have, "
    "several at a time and never who."
)
SURVEY_THANKS = (
    "*Thank you, your answer is in.* It can't be changed, so that nobody can work out whose it is."
)
SURVEY_TITLE = "How is it?"
SURVEY_SUBMIT = "Send"
SURVEY_USEFUL = "How useful are your talks to you?"
SURVEY_EASE = "How easy is it to talk openly with {partners}?"
SURVEY_SCALES = {
    "useful": {"5": "5: very", "4": "4", "3": "3: somewhat", "2": "2", "1": "1: not at all"},
    "ease": {"5": "5: very easy", "4": "4", "3": "3: so-so", "2": "2", "1": "1: hard"},
}
SURVEY_NOTE = "Anything to add? Leave out names if nobody should recognize you."

# --- A month in (handlers/calibration) ----------------------------------------------------------------------------

CALIBRATION_TEXT = "One month in: how is it with {partners}?"
CALIBRATION_ASK = "*One month in: how is it with {partners}?*"
CALIBRATION_WHO = (
    "Only you see this; {partners} gets the same question, and neither of you hears the other's answer."
)
CALIBRATION_CHANGE = "Only you see this. You can change it for as long as the two of you are a pair."
KEEP_GOING = "Keep going"
ADJUST = "Change something"
SOMEONE_ELSE = "Try someone else"
ELSE_TITLE = "Try someone else?"
ELSE_SURE = (
    "Somebody else is looked for first. This pair ends when there is somebody, in two weeks at the latest; "
    "you both get the same short message, which says neither why nor who wished for it."
)
ELSE_YES = "Try someone else"
ELSE_NO = "Not now"
SOMEONE_ELSE_OVER = "I'd rather stop"
ELSE_OVER = (
    "Stop here?",
    "The program is over, so nobody else can be looked for. This pair ends within two weeks; you both get the same "
    "short message, which says neither why nor who wished for it.",
    "Stop",
    "Not now",
)
CALIBRATION_SAID_OVER = (
    "*You would rather stop.* The program is over, so nobody else can be looked for. Until then all goes on; within "
    "two weeks, you both get the same short message."
)
CALIBRATION_SAID = {
    "keep": "*You keep going.* Good; nothing changes.",
    "adjust": (
        "*You would change something.* If it is your rhythm, I'll propose it to you both within a few days; "
        "nobody hears who wished for it."
    ),
    "someone_else": (
        "*You would try someone else.* Somebody is looked for first, and until then all goes on. "
        "In two weeks at the latest, you both get the same short message."
    ),
}
ADJUST_TITLE = "Change something"
ADJUST_SUBMIT = "Send"
ADJUST_LABEL = "What would be better?"
ADJUSTMENTS = {
    "less": "Meet less often than {often}",
    "more": "Meet more often than {often}",
    "shorter": "Shorter meetings",
    "hour": "Another hour of the day",
    "owner": "Talk to the program's owner",
}
ADJUST_WHO = (
    "Only you see this. A change of rhythm is proposed to you both within a few days, without saying who wished for "
    "it. {partners} may still guess."
)
ADJUST_NOTED = "*Noted.* Within a few days I'll propose it to you both, without saying who wished for it."
RHYTHM_TEXT = "A thought about your rhythm"
RHYTHM_HERE = "*{people}, a thought about your rhythm.*"
RHYTHM_ALONE = "*A thought about your rhythm with {people}.*"
RHYTHM_ASK = {
    "less": "Would it suit you better to meet {then}, instead of {now}?",
    "more": "Would it suit you better to meet {then}, instead of {now}?",
    "shorter": "Would it suit you better to meet for a shorter time, say half an hour?",
    "hour": "Would it suit you better to meet at another hour of the day?",
}
RHYTHM_YES = "Yes, let's"
RHYTHM_NO = "Keep it as it is"
RHYTHM_WHO = "It changes if everybody here says yes. I say neither who wished for it nor who tapped what."
RHYTHM_ONE = "One of you has said yes. It changes if everybody here does; I don't say who tapped what."
RHYTHM_OUTCOME = {
    "yes": "*Agreed.* Find what suits you, in your channel; I ask accordingly.",
    "no": "*It stays as it is.*",
}
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
EVERY_WEEK = "every week"
EVERY_WEEKS = "every {weeks} weeks"
EVERY_DAYS = "every {days} days"
