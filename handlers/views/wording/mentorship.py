"""A pair's channel: its introduction, charter and agenda; and when it is lost."""

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
