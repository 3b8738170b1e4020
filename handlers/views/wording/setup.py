"""Setting up a program, and changing its settings."""

TITLE_NEW = "New program"
TITLE_EDIT = "Program settings"
SUBMIT_NEW = "Start program"
SUBMIT_EDIT = "Save"
CANCEL = "Cancel"
OVERTAKEN = (
    "*Another owner saved these settings while you had this open.* Here is what you chose. It differs from what is "
    "saved now in: {differs}. [Save] puts yours in its place; [Cancel] keeps theirs."
)
INTRO = (
    "Everything has a sensible default and can be changed later. Nobody hears of it before you invite them."
)
NAME = "Name"
PURPOSE = "What is it for?"
PURPOSE_HINT = "People read it when they are invited. Up to 300 characters."
PURPOSE_SAMPLE = "For example: so that nobody who is new to leading has to find out alone."
AUDIENCE = "Who may join?"
AUDIENCES = {
    "everybody": "Everybody in the workspace",
    "usergroup": "A user group",
    "channel": "The people in a channel",
}
USERGROUP = "Which user group?"
GROUP_GONE = (
    "The user group that this program was for was removed from Slack. Choose who may join from now on."
)
CHANNEL = "Which channel?"
CHANNEL_HINT = "A private one has to have me in it, so that I can see who is there."
GUESTS = "Guests"
GUESTS_YES = "Guests of this workspace may join too"
STARTS = "Matching starts on"
LENGTH = "A mentorship lasts"
LENGTHS = {60: "60 days", 90: "90 days", 120: "120 days", 180: "180 days"}
CADENCE = "I ask a pair whether they met"
CADENCES = {7: "every week", 14: "every two weeks", 21: "every three weeks", 28: "every four weeks"}
DIGEST_CHANNEL = "Weekly digest in"
DIGEST_HINT = (
    "Counts only, never names. Into a private channel, invite me first. Leave it empty for no digest."
)
DIGEST_HOUR = "Hour of the digest"
HOUR = "{hour}:00"
OWNERS = "Others who run it with you"
OWNERS_HINT = "They see what you see, and can do what you can."
ZONE = "Time zone of the program"
DAYS = "Working days"
WEEKDAYS = {
    "0": "Monday",
    "1": "Tuesday",
    "2": "Wednesday",
    "3": "Thursday",
    "4": "Friday",
    "5": "Saturday",
    "6": "Sunday",
}
OPENED = "*{name} is open.*"
CHANGED = "*{name} is changed.*  It counts from now on; what is planned already stays."
NEXT_INVITE = (
    "*Now:* `/mentor invite` shows whom it would reach before anything is sent. People can join at once."
)
NEXT_MATCH = (
    "*From {starts}:* `/mentor match` suggests pairs, and you decide. A mentorship lasts {days} days."
)
NEXT_DIGEST = "*{first_digest}:* the first weekly digest in {channel}."
NEXT_NO_DIGEST = "*Any time:* `/mentor digest` shows the numbers, to you alone."
OVER = "{program} is over: this holds for the mentorships that go on."
FOOT = "`/mentor settings` changes all of this."

AUDIENCE_GONE = "*The user group {group} was removed from Slack, and {program} is for its people.*"
AUDIENCE_GONE_NEXT = (
    "Whoever has joined stays in. Nobody new can join or is invited until you choose who may."
)
AUDIENCE_GONE_CHOOSE = "Choose who may join"
