"""Stay, pause or stop: after a silence."""

from handlers.views.language import _, in_context

STAY_TEXT = _("You and {partners} have been quiet: stay, pause or stop?")
STAY_ASK = _("*You and {partners} have been quiet for a while. Stay, pause or stop?* All three are fine.")
STAY_WHO = _("Only you see your answer; {partners} gets the same question.")
STAY_SILENT = _(
    "If neither of you answers within a week, I go quiet and tell the program's owner so, in one line."
)
STAY_SILENT_ALONE = _("If neither of you answers within a week, I go quiet.")
STAY = in_context("remaining a pair", "Stay")
PAUSE_PAIR = _("Pause for four weeks")
STOP = _("Stop")
STOP_TITLE = _("Stop here?")
STOP_SURE = _("You both get the same short message within a few days. It doesn't say who wished for it.")
STOP_YES = _("Stop")
STOP_NO = _("Not now")
STAY_SAID = {
    "stay": _("*You stay.* Good; thank you for saying so."),
    "pause": _("*You pause.* For four weeks I don't ask whether you have met."),
    "stop": _(
        "*You stop.* You'll both get the same short message within a few days; it doesn't say who wished for it."
    ),
}
QUIET = _(
    "{people} ({program}) haven't answered for a while, so I have stopped asking. "
    "It may help if a person asks how they are."
)
