"""Stay, pause or stop: after a silence."""

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
