"""What every topic says: notes, and what went wrong."""

from handlers.views.language import _, in_context

NOTE_TITLE = _("Alongside")
NOTE_CLOSE = _("OK")
POST_TOO_OLD = _(
    "Slack would not post this any more: it is more than half an hour old, or the channel is closed to me. The same "
    "command again makes a new one."
)
BROKEN = _("Something went wrong on my side, and nothing was changed. Please try again in a minute.")
BROKEN_FORM = _(
    "Something went wrong on my side. What you wrote is still here: please send it again in a minute."
)

FORMER = _("somebody who is no longer here")
CLOSE = _("Close")

# two things in a row, then these and a third: "pauses, leaves, ends"; and of what has commas itself
SERIES = in_context("list", "{first}, {next}")
CLAUSES = in_context("list", "{first}; {next}")

# Slack puts the reader's own date and time in the place of these words in braces
SLACK_DATE = "{date_long_pretty}"
SLACK_DATE_TIME = in_context("date by Slack", "{date_long_pretty} at {time}")
# by the letters of CLDR: "Tuesday 3 March"
DAY = in_context("date pattern", "EEEE d MMMM")
DAY_AND_YEAR = in_context("date pattern", "EEEE d MMMM yyyy")
TIME = in_context("date pattern", "HH:mm 'UTC'")
