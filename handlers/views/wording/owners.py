"""Who runs a program: made an owner, left, or taken over."""

from handlers.views.language import _

CO_OWNER = _("*You now run {program}.*  {by} has made you one of its owners.")
CO_OWNER_NOBODY = _("*You now run {program}.*")
CO_OWNER_NEXT = _(
    "You can invite people, decide on matches and see the numbers. `/mentor help` lists it all, "
    "and my Home tab shows what needs a decision."
)
HANDOVER = _("*{gone}'s account is switched off, so they no longer run {program}.*  You go on running it.")
HANDOVER_NEXT = _("`/mentor settings` adds somebody to run it with you.")
ORPHANED = _("*{gone}'s account is switched off, and nobody runs {program} any more.*")
ORPHANED_NEXT = _("Its mentorships go on. Somebody should look after requests for help and new matches.")
ORPHANED_TAKE = _("I'll run it")
ORPHANED_TAKEN = _("{by} runs it now.")
TAKEN_OVER = _(
    "*You run {program} now.*\n`/mentor help` lists what you can do; my Home tab shows what needs a decision."
)
