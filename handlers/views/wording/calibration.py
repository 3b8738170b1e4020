"""Day 30: how is it, what to change, another rhythm, someone else."""

from handlers.views.language import _

TEXT = _("One month in: how is it with {partners}?")
ASK = _("*One month in: how is it with {partners}?*")
WHO = _("Only you see this; {partners} gets the same question, and neither of you hears the other's answer.")
CHANGE = _("Only you see this. You can change it for as long as the two of you are a pair.")
KEEP_GOING = _("Keep going")
ADJUST = _("Change something")
SOMEONE_ELSE = _("Try someone else")
ELSE_TITLE = _("Try someone else?")
ELSE_SURE = _(
    "Somebody else is looked for first. This pair ends when there is somebody, in two weeks at the latest; "
    "you both get the same short message, which says neither why nor who wished for it."
)
ELSE_YES = _("Try someone else")
ELSE_NO = _("Not now")
SOMEONE_ELSE_OVER = _("I'd rather stop")
ELSE_OVER = (
    _("Stop here?"),
    _(
        "The program is over, so nobody else can be looked for. This pair ends within two weeks; you both get the same "
        "short message, which says neither why nor who wished for it."
    ),
    _("Stop"),
    _("Not now"),
)
SAID_OVER = _(
    "*You would rather stop.* The program is over, so nobody else can be looked for. Until then all goes on; within "
    "two weeks, you both get the same short message."
)
SAID = {
    "keep": _("*You keep going.* Good; nothing changes."),
    "adjust": _(
        "*You would change something.* If it is your rhythm, I'll propose it to you both within a few days; "
        "nobody hears who wished for it."
    ),
    "someone_else": _(
        "*You would try someone else.* Somebody is looked for first, and until then all goes on. "
        "In two weeks at the latest, you both get the same short message."
    ),
}
ADJUST_TITLE = _("Change something")
ADJUST_SUBMIT = _("Send")
ADJUST_LABEL = _("What would be better?")
ADJUSTMENTS = {
    "less": _("Meet less often than {often}"),
    "more": _("Meet more often than {often}"),
    "shorter": _("Shorter meetings"),
    "hour": _("Another hour of the day"),
    "owner": _("Talk to the program's owner"),
}
ADJUST_WHO = _(
    "Only you see this. A change of rhythm is proposed to you both within a few days, without saying who wished for "
    "it. {partners} may still guess."
)
ADJUST_NOTED = _("*Noted.* Within a few days I'll propose it to you both, without saying who wished for it.")
RHYTHM_TEXT = _("A thought about your rhythm")
RHYTHM_HERE = _("*{people}, a thought about your rhythm.*")
RHYTHM_ALONE = _("*A thought about your rhythm with {people}.*")
RHYTHM_ASK = {
    "less": _("Would it suit you better to meet {then}, instead of {now}?"),
    "more": _("Would it suit you better to meet {then}, instead of {now}?"),
    "shorter": _("Would it suit you better to meet for a shorter time, say half an hour?"),
    "hour": _("Would it suit you better to meet at another hour of the day?"),
}
RHYTHM_YES = _("Yes, let's")
RHYTHM_NO = _("Keep it as it is")
RHYTHM_WHO = _("It changes if everybody here says yes. I say neither who wished for it nor who tapped what.")
RHYTHM_ONE = _("One of you has said yes. It changes if everybody here does; I don't say who tapped what.")
RHYTHM_OUTCOME = {
    "yes": _("*Agreed.* Find what suits you, in your channel; I ask accordingly."),
    "no": _("*It stays as it is.*"),
}
NUMBERS = {2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six"), 7: _("seven"), 8: _("eight")}
EVERY_WEEK = _("every week")
EVERY_WEEKS = _("every {weeks} weeks")
EVERY_DAYS = _("every {days} days")
