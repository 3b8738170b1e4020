"""A pair's channel: its introduction, charter and agenda; and when it is lost."""

from handlers.views.language import _

TOPIC = "{names} · {program}"
INTRO_TEXT = _("Welcome, both: here is why you two")
INTRO = _(
    "*Welcome, {people}.* This channel is yours, for {program}. {mentors} is here as mentor, {mentees} to learn."
)
INTRO_WHY = _("*Why you two:*")
INTRO_GOALS = _("*What {mentees} would like to learn*")
INTRO_TEACHES = _("*What {mentors} can teach*")
INTRO_HOURS = _("You share {hours} of a working day: {spans}, in your own time.")
INTRO_SPAN = _("{start} to {end}")
INTRO_NO_HOURS = _(
    "Your working days hardly meet: agree on an hour that is kind to both, or write to each other."
)
INTRO_APART = _("And where you differ: {differences}.")
INTRO_DEPARTMENTS = _("{mentors} works in {one}, {mentees} in {other}")
INTRO_LOCATIONS = _("{mentors} is in {one}, {mentees} in {other}")
CHARTER_TEXT = _("Your charter: please read it and agree")
CHARTER_HEAD = _("Your charter")
CHARTER = {
    1: _(
        "*Be good to each other.* Come prepared, be on time, and say early when you can't. Respect, always: no "
        "harassment, no favors asked, no selling.\n"
        "*What is said here stays here.* I keep nothing of what you write in this channel, and nobody else is in it. "
        "The one exception: somebody is in danger, or the law asks.\n"
        "*The mentee steers, the mentor guides.* Neither manages or judges the other, and none of this goes into a "
        "review of anybody's work.\n"
        "*Either of you may end it,* at any time and without a reason: `/mentor status` has the way. The other "
        "reads neutral words."
    )
}
CHARTER_TURN_TO = _("*If something is wrong,* turn to {owners}, or to your company's people team.")
CHARTER_TURN_TO_NOBODY = _("*If something is wrong,* turn to your company's people team.")
CHARTER_AGREE = _("I agree")
CHARTER_AGREED = _("Agreed by {names}.")
CHARTER_ALL = _(":handshake: Agreed by {names}.")
CHARTER_FOOT = _("One tap from each of you is enough.")
AGENDA_TEXT = _("A first agenda, and a plan for your time together")
AGENDA_HEAD = _("Your first conversation")
AGENDA = _(
    "1. Who are you, and what has brought you here? (10 minutes)\n"
    "2. What would make this worth your time, for each of you? (15 minutes)\n"
    "3. How do you like to hear hard things? (5 minutes)\n"
    "4. When do you meet, and who invites? (5 minutes)\n"
    "5. Three outcomes to aim for. (15 minutes)"
)
AGENDA_WHEN = _("A good moment for both of you: {moment}.")
AGENDA_FOOT = _(
    "When you know what you aim for, put it into your plan. Either of you can, and can change it later."
)
PLAN_MAKE = _("Make our {days}-day plan")

LOST_TEXT = _("Your channel with {partners}")
LOST = {
    "archived": _(
        "*Your channel with {partners} was archived.* You are still a pair: nothing else has changed."
    ),
    "left": _(
        "*I was taken out of your channel with {partners}.* You are still a pair: nothing else has changed."
    ),
    "deleted": _(
        "*Your channel with {partners} was deleted.* You are still a pair: nothing else has changed."
    ),
}
LOST_NEXT = _("Until you have a channel again, I write to each of you here.")
LOST_REOPEN = _("Open a new channel")
LOST_OPENING = _("*A new channel for you and {partners} is on its way.*")
LOST_BACK = _("*You and {partners} have a channel again:* {channel}")
LOST_ENDED = _("This mentorship has ended since.")
LEFT_TEXT = _("You have left your channel with {partners}")
LEFT = _("*You have left your channel with {partners}.* If that was not on purpose, I can invite you again.")
LEFT_FOOT = _(
    "If you would rather stop, `/mentor status` has the way. {partners} was not told anything by me."
)
LEFT_COME_BACK = _("Invite me again")
LEFT_IS_BACK = _("*You are back in your channel with {partners}:* {channel}")
STUCK = _("*Your channel with {partners} couldn't be opened yet.*")
STUCK_KNOWN = _(
    "Slack refuses to open your channel. {owners} was told and can have it tried again; I try it each night by "
    "myself. Until then, write to each other by direct message."
)
WITHOUT = {
    "opening": _("Your channel is being opened right now; you will be invited to it in a few minutes."),
    "late": _(
        "Your channel isn't open yet. I go on trying by myself, and you are invited as soon as it is there. Until "
        "then, write to each other by direct message."
    ),
    "refused": _(
        "Slack refuses to open your channel. I try it each night by myself, and you are invited as soon as it is "
        "there. Until then, write to each other by direct message."
    ),
    "lost": _(
        "Your channel is gone. My message about it can open another; until then I write to each of you alone."
    ),
}
