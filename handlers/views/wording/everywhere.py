"""What every topic says: notes, and what went wrong."""

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

FORMER = "somebody who has left"
