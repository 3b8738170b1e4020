"""The plan of a pair."""

from handlers.views.language import _, in_context

TITLE = _("Our plan")
SUBMIT = _("Save the plan")
INTRO = _(
    "Up to three outcomes, until {last}. Both of you see the plan in your channel, and either can change it. The "
    "program's owners see how many outcomes are done, not what they are."
)
MEANWHILE = _("*The plan was saved by one of you while you had this open.* It says now:")
MEANWHILE_AIM = _("• {text}, by {day}")
MEANWHILE_NEXT = _(
    "What you wrote is kept below. Saving puts it in the place of the plan above; "
    "closing leaves that plan as it is."
)
AIM = {1: _("First outcome"), 2: _("Second outcome"), 3: _("Third outcome")}
AIM_HINT = _("What will be true then that isn't now?")
BY = _("By when")
CARD_TEXT = _("Our plan")
CARD_HEAD = _("Our plan")
OPEN = _("*{text}*\nby {day}")
DONE = _(":white_check_mark: ~{text}~\nby {day}")
MARK = {
    "done": in_context("an outcome is reached", "Done"),
    "open": _("Not done after all"),
    "later": _("A week later"),
}
CHANGE = _("Change the plan")
FOOT = _("{done} of {count} done. Your time together runs until {last}.")
FOOT_ENDED = _("{done} of {count} done.")
