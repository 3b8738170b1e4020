"""The check-in: have you two met?"""

CHANGE = "Change"
SAVE = "Save"
TEXT = "Have you met?"
HERE = "*{people}, have you met since {day}?*"
ALONE = "*Have you and {partners} met since {day}?*"
MET = "We met"
PLANNED = "It's planned"
NOT_YET = "Not yet"
HELP = "We need help"
WHO = "One tap from either of you is enough, and you both see it."
NEXT = "Next time I ask is {day}."
LAST = "This is the last time I ask."
HELP_WHO = "“We need help” reaches {owners} alone: nobody here sees that you used it, or what you wrote."
ENDED = "This mentorship has ended, so there is nothing to answer any more."
SAID = {
    "met": "*You met*, says {name}.",
    "planned": "*It's planned*, says {name}.",
    "not_yet": "*Not yet*, says {name}. That happens; twenty minutes on the phone count too.",
}
ALREADY = {
    "met": "{name} has said that you met. “Change” on the card puts it right, for a week.",
    "planned": "{name} has said that it's planned. “Change” on the card puts it right, for a week.",
    "not_yet": "{name} has said that you haven't met yet. “Change” on the card puts it right, for a week.",
}
FORM = "Put it right"
LABEL = "How is it really?"
ANSWERS = {"met": "We met", "planned": "It's planned", "not_yet": "Not yet"}
BOTH = "You both see it."
