"""Setting up a program, and changing its settings."""

from handlers.views.language import _, in_context

TITLE_NEW = _("New program")
TITLE_EDIT = _("Program settings")
SUBMIT_NEW = _("Start program")
SUBMIT_EDIT = _("Save")
CANCEL = _("Cancel")
OVERTAKEN = _(
    "*Another owner saved these settings while you had this open.* Here is what you chose. It differs from what is "
    "saved now in: {differs}. “Save” puts yours in its place; “Cancel” keeps theirs."
)
INTRO = _(
    "Everything has a sensible default and can be changed later. Nobody hears of it before you invite them."
)
NAME = _("Name")
PURPOSE = _("What is it for?")
PURPOSE_HINT = _("People read it when they are invited. Up to 300 characters.")
PURPOSE_SAMPLE = _("For example: so that nobody who is new to leading has to find out alone.")
AUDIENCE = _("Who may join?")
AUDIENCES = {
    "everybody": _("Everybody in the workspace"),
    "usergroup": _("A user group"),
    "channel": _("The people in a channel"),
}
USERGROUP = _("Which user group?")
GROUP_GONE = _(
    "The user group that this program was for was removed from Slack. Choose who may join from now on."
)
CHANNEL = _("Which channel?")
CHANNEL_HINT = _("A private one has to have me in it, so that I can see who is there.")
GUESTS = _("Guests")
GUESTS_YES = _("Guests of this workspace may join too")
STARTS = _("Matching starts on")
LENGTH = _("A mentorship lasts")
LENGTHS = {60: _("60 days"), 90: _("90 days"), 120: _("120 days"), 180: _("180 days")}
CADENCE = _("I ask a pair whether they met")
CADENCES = {
    7: _("every week"),
    14: _("every two weeks"),
    21: _("every three weeks"),
    28: _("every four weeks"),
}
DIGEST_CHANNEL = _("Weekly digest in")
DIGEST_HINT = _(
    "Counts only, never names. Into a private channel, invite me first. Leave it empty for no digest."
)
DIGEST_HOUR = _("Hour of the digest")
HOUR = in_context("time of day", "{hour}:00")
OWNERS = _("Others who run it with you")
OWNERS_HINT = _("They see what you see, and can do what you can.")
ZONE = _("Time zone of the program")
LANGUAGE = _("Language of shared channels")
DAYS = _("Working days")
OPENED = _("*{name} is open.*")
CHANGED = _("*{name} is changed.*  It counts from now on; what is planned already stays.")
NEXT_INVITE = _(
    "*Now:* `/mentor invite` shows whom it would reach before anything is sent. People can join at once."
)
NEXT_MATCH = _(
    "*From {starts}:* `/mentor match` suggests pairs, and you decide. A mentorship lasts {days} days."
)
NEXT_DIGEST = _("*{next_digest}:* the next weekly digest, in {channel}.")
NEXT_NO_DIGEST = _("*Any time:* `/mentor digest` shows the numbers, to you alone.")
OVER = _("{program} is over: this holds for the mentorships that go on.")
FOOT = _("`/mentor settings` changes all of this.")

AUDIENCE_GONE = _("*The user group {group} was removed from Slack, and {program} is for its people.*")
AUDIENCE_GONE_NEXT = _(
    "Whoever has joined stays in. Nobody new can join or is invited until you choose who may."
)
AUDIENCE_GONE_CHOOSE = _("Choose who may join")
