"""Why not: a sentence for each refusal, and a way on."""

from program.base.refusals import No

# one sentence for three reasons: it gives away nobody's list of people they'd rather not be matched with
PAIR_APART = (
    "{mentor} and {mentee} can't be paired: they share a reporting line, were a pair before, or one of them "
    "would rather not. I don't say which. Please choose somebody else."
)
SENTENCES: dict[No, str] = {
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
