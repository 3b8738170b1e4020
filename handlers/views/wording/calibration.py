"""Day 30: how is it, what to change, another rhythm, someone else."""

TEXT = "One month in: how is it with {partners}?"
ASK = "*One month in: how is it with {partners}?*"
WHO = "Only you see this; {partners} gets the same question, and neither of you hears the other's answer."
CHANGE = "Only you see this. You can change it for as long as the two of you are a pair."
KEEP_GOING = "Keep going"
ADJUST = "Change something"
SOMEONE_ELSE = "Try someone else"
ELSE_TITLE = "Try someone else?"
ELSE_SURE = (
    "Somebody else is looked for first. This pair ends when there is somebody, in two weeks at the latest; "
    "you both get the same short message, which says neither why nor who wished for it."
)
ELSE_YES = "Try someone else"
ELSE_NO = "Not now"
SOMEONE_ELSE_OVER = "I'd rather stop"
ELSE_OVER = (
    "Stop here?",
    "The program is over, so nobody else can be looked for. This pair ends within two weeks; you both get the same "
    "short message, which says neither why nor who wished for it.",
    "Stop",
    "Not now",
)
SAID_OVER = (
    "*You would rather stop.* The program is over, so nobody else can be looked for. Until then all goes on; within "
    "two weeks, you both get the same short message."
)
SAID = {
    "keep": "*You keep going.* Good; nothing changes.",
    "adjust": (
        "*You would change something.* If it is your rhythm, I'll propose it to you both within a few days; "
        "nobody hears who wished for it."
    ),
    "someone_else": (
        "*You would try someone else.* Somebody is looked for first, and until then all goes on. "
        "In two weeks at the latest, you both get the same short message."
    ),
}
ADJUST_TITLE = "Change something"
ADJUST_SUBMIT = "Send"
ADJUST_LABEL = "What would be better?"
ADJUSTMENTS = {
    "less": "Meet less often than {often}",
    "more": "Meet more often than {often}",
    "shorter": "Shorter meetings",
    "hour": "Another hour of the day",
    "owner": "Talk to the program's owner",
}
ADJUST_WHO = (
    "Only you see this. A change of rhythm is proposed to you both within a few days, without saying who wished for "
    "it. {partners} may still guess."
)
ADJUST_NOTED = "*Noted.* Within a few days I'll propose it to you both, without saying who wished for it."
RHYTHM_TEXT = "A thought about your rhythm"
RHYTHM_HERE = "*{people}, a thought about your rhythm.*"
RHYTHM_ALONE = "*A thought about your rhythm with {people}.*"
RHYTHM_ASK = {
    "less": "Would it suit you better to meet {then}, instead of {now}?",
    "more": "Would it suit you better to meet {then}, instead of {now}?",
    "shorter": "Would it suit you better to meet for a shorter time, say half an hour?",
    "hour": "Would it suit you better to meet at another hour of the day?",
}
RHYTHM_YES = "Yes, let's"
RHYTHM_NO = "Keep it as it is"
RHYTHM_WHO = "It changes if everybody here says yes. I say neither who wished for it nor who tapped what."
RHYTHM_ONE = "One of you has said yes. It changes if everybody here does; I don't say who tapped what."
RHYTHM_OUTCOME = {
    "yes": "*Agreed.* Find what suits you, in your channel; I ask accordingly.",
    "no": "*It stays as it is.*",
}
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
EVERY_WEEK = "every week"
EVERY_WEEKS = "every {weeks} weeks"
EVERY_DAYS = "every {days} days"
