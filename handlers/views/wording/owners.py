"""Who runs a program: made an owner, left, or taken over."""

CO_OWNER = "*You now run {program}.*  {by} has made you one of its owners."
CO_OWNER_NOBODY = "*You now run {program}.*"
CO_OWNER_NEXT = (
    "You can invite people, decide on matches and see the numbers. `/mentor help` lists it all, "
    "and my Home tab shows what needs a decision."
)
HANDOVER = "*{gone} has left the company, and no longer runs {program}.*  You go on running it."
HANDOVER_NEXT = "`/mentor settings` adds somebody to run it with you."
ORPHANED = "*{gone} has left the company, and nobody runs {program} any more.*"
ORPHANED_NEXT = "Its mentorships go on. Somebody should look after requests for help and new matches."
ORPHANED_TAKE = "I'll run it"
ORPHANED_TAKEN = "{by} runs it now."
TAKEN_OVER = (
    "*You run {program} now.*\n`/mentor help` lists what you can do; my Home tab shows what needs a decision."
)
