"""Why not: a sentence for each refusal, and a way on."""

from handlers.views.language import Sentence, _
from program.base.refusals import No

# one sentence for three reasons: it gives away nobody's list of people they'd rather not be matched with
PAIR_APART = _(
    "{mentor} and {mentee} can't be paired: they share a reporting line, were a pair before, or one of them "
    "would rather not. I don't say which. Please choose somebody else."
)
SENTENCES: dict[No, Sentence] = {
    No.ONLY_OWNER: _(
        "{program} is run by you alone. Name somebody else in `/mentor settings` first; then I can forget "
        "you."
    ),
    No.NO_PROGRAM: _(
        "There is no mentoring program here yet. Whoever runs mentoring can start one with `/mentor setup`."
    ),
    No.PROGRAM_ENDED: _("{program} is over: nobody joins any more, and no round is made."),
    No.NOT_MET: _("I'm still learning who is here. Please try again in a minute."),
    No.OUTSIDER: _(
        "I can only help people of the workspace that I was added to, and you are here from another one. "
        "Whoever works with you here can tell you more about mentoring."
    ),
    No.NOT_COLLEAGUE: _(
        "Somebody you chose is from another company or workspace. Please choose people of this one."
    ),
    No.NOT_SOMEBODY: _("{name} can't run a program: that account is a guest's, an app's, or deactivated."),
    No.GUEST: _(
        "{program} takes no guests of this workspace. Its owner can change that in `/mentor settings`."
    ),
    No.NOT_READ_YET: _("I'm still reading who belongs to {program}. Please try again in a minute."),
    No.NAME_TAKEN: _("There is a program called {name} already. Give this one another name."),
    No.NAME_TAKEN_SINCE: _(
        "Another program is called {name} by now. This one can be opened again when that one has "
        "another name."
    ),
    No.IN_THE_PAST: _("That day has passed. Choose today or later."),
    No.WHICH_PLACE: _("Choose which one."),
    No.GROUP_GONE: _("That user group was removed from Slack. Choose another one."),
    No.NO_WORKING_DAYS: _("Choose at least one working day."),
    No.EMPTY: _("A few words here, please."),
    No.TOO_LONG: _("{limit} characters at most; this has {length}."),
    No.TOO_MANY_SKILLS: _("{limit} skills at most; these are {length}. Keep those that matter most now."),
    No.SKILL_TOO_LONG: _("{limit} characters a skill at most; one has {length}. Put commas between skills."),
    No.NOT_A_SPAN: _("I can't tell how long “{said}” is. Try 2w, 3d, 1m or {example}."),
    No.NEARLY_A_SPAN: _(
        "I can't tell how long “{said}” is. Did you mean “{nearest}”? You can also say 2w, 3d, 1m or {example}."
    ),
    No.TWO_DAYS: _("“{said}” can be {one} or {other}. Say which: “until {one}” or “until {other}”."),
    No.PAUSE_OVER: _("That is over already. Try 2w, 3d, 1m or {example}."),
    No.PAUSE_TOO_LONG: _("A year at most. For longer, leaving and coming back keeps your answers."),
    No.NOBODY_TO_INVITE: _(
        "Everybody whom {program} is for has joined, or has been asked. “Not now” can be asked "
        "again after three months."
    ),
    No.NOT_ADMIN: _("A workspace admin, or somebody they have named, can do this."),
    No.NOT_OWNER: _("Only the program's owners can do this: {owners}."),
    No.NOBODY_RUNS: _(
        "Only the program's owners can do this, and nobody runs {program} right now. A workspace admin can take it "
        "over on my Home tab."
    ),
    No.NOT_ENROLLED: _("You are not in {program}. `/mentor join` takes about three minutes."),
    No.IN_NONE: _("You take part in none of these: {programs}. `/mentor join` takes about three minutes."),
    No.NOT_IN_AUDIENCE: _(
        "{program} is for a certain group of people, and you are not in it. {owners} can tell you more."
    ),
    No.NOT_IN_ORPHANED: _(
        "{program} is for a certain group of people, and you are not in it. Nobody runs it right now; a workspace "
        "admin can take it over on my Home tab."
    ),
    No.NOT_MEMBER: _("Only the people of this mentorship can do this."),
    No.GONE: _("That is no longer there. Type `/mentor` to see where things stand."),
    No.ENDED: _("This mentorship has ended, so there is nothing to answer any more."),
    No.ASKED_ANEW: _(
        "I have asked again since. The newest question is the one to answer; this one needs nothing."
    ),
    No.TOO_LATE: _("It's too late to change this now. If it matters, tell the program's owner."),
    No.ANSWERED: _(
        "Your answer is in already, thank you. It can't be changed, so that nobody can work out whose it is."
    ),
    No.NOBODY_TO_TELL: _(
        "Nobody else runs this program right now, so I sent nothing. "
        "A workspace admin or your people team can help."
    ),
    No.NOBODY_WAITS: _(
        "Nobody in {program} is waiting for a mentor right now. I'll be here when somebody is."
    ),
    No.ROUND_ASKED: _(
        "I'm still working on that round. The preview comes to you by direct message in a moment."
    ),
    No.ROUND_SETTLED: _("That round is settled: {who} was quicker. Nothing was done twice."),
    No.ROUND_UNDECIDED: _(
        "Pairs still to decide on: {count}. Approve or turn down each of them, or approve all, and then publish."
    ),
    No.ROUND_EARLY: _(
        "People were told that nobody is matched before {starts}. Publish from that day on, or set an earlier "
        "first day in `/mentor settings`: their Home then says so."
    ),
    No.PAIR_UNKNOWN: _("{who} is not somebody I can match."),
    No.PAIR_LEFT: _("{who} is not in the program. Turn that pair down, or choose somebody else."),
    No.PAIR_OUTSIDE: _("{who} is not in the program. Choose somebody else, or let them join first."),
    No.PAIR_PAUSED: _("{who} is paused right now."),
    No.PAIR_DEACTIVATED: _(
        "{who}'s account is switched off right now. Turn that pair down, or wait until it is back."
    ),
    No.PAIR_GUEST: _("{who} is a guest in this workspace, and the program takes no guests."),
    No.PAIR_NOT_MENTOR: _("{who} has not joined as a mentor."),
    No.PAIR_NOT_MENTEE: _("{who} has not joined as a mentee."),
    No.PAIR_HAS_MENTOR: _("{who} has a mentor already."),
    No.PAIR_FULL: _("{who} has no place left. Turning down another of their pairs frees one."),
    No.PAIR_SELF: _("Nobody can be their own mentor. Choose two different people."),
    No.PAIR_LINE: PAIR_APART,
    No.PAIR_CLOSED: PAIR_APART,
    No.PAIR_NEVER: PAIR_APART,
    No.PAIR_MISSING: _("Choose somebody."),
    No.BACK_LATE: _(
        "That pair can't be brought back any more: more than {days} days have gone by, or its last day has come. "
        "Whoever is back can join again with `/mentor join`, and is in the next round then."
    ),
    No.BACK_LEFT: _("{who} is not in the program any more. After `/mentor join` this button works again."),
    No.BACK_OFF: _("{who}'s account is switched off right now. Please try again when it is back."),
    No.BACK_FULL: _("{who} has no place left by now. If one becomes free, this button works again."),
    No.BACK_APART: _("These two can't be a pair again. I don't say why."),
    No.DECLINE_LATE: _(
        "The first three days are over, so this button no longer works. If it isn't working out, `/mentor status` "
        "has both ways on: “We need help” and “End it”."
    ),
    No.PLAN_EMPTY: _("Write at least one outcome."),
    No.PLAN_TEXT: _("This date has no outcome. Write one, or clear the date."),
    No.PLAN_DATE: _("Give this outcome a date."),
    No.PLAN_PAST: _("That day has passed. Today is {today}."),
    No.PLAN_LATE: _("Your mentorship runs until {last}. Choose a day up to then."),
    No.DIGEST_POSTED: _("This digest is posted already. `/mentor digest` makes a new one."),
    No.CHANNEL_LOST: _("Your channel is gone. My message about it can open another."),
    No.CHANNEL_FINE: _("Your channel is there already, or on its way."),
}
