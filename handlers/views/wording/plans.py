"""The plan of a pair."""

TITLE = "Our plan"
SUBMIT = "Save the plan"
INTRO = (
    "Up to three outcomes, until {last}. Both of you see the plan in your channel, and either can change it."
)
MEANWHILE = "*The plan was saved by one of you while you had this open.* It says now:"
MEANWHILE_AIM = "• {text}, by {day}"
MEANWHILE_NEXT = (
    "What you wrote is kept below. Saving puts it in the place of the plan above; "
    "closing leaves that plan as it is."
)
AIM = {1: "First outcome", 2: "Second outcome", 3: "Third outcome"}
AIM_HINT = "What will be true then that isn't now?"
BY = "By when"
CARD_TEXT = "Our plan"
CARD_HEAD = "Our plan"
OPEN = "*{text}*\nby {day}"
DONE = ":white_check_mark: ~{text}~\nby {day}"
MARK = {"done": "Done", "open": "Not done after all", "later": "A week later"}
CHANGE = "Change the plan"
FOOT = "{done} of {count} done. Your time together runs until {last}."
