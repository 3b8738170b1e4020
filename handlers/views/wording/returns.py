"""Pairs that had ended because an account was off, and go on."""

from handlers.views.language import _, plural

TEXT = _("Pairs in {program} that can go on")
RETURNED = _(
    "*Accounts that were switched off have come back, after mentorships in {program} had ended because of that.*"
)
PAIR = _("*{names}*: until {until} you can have them go on as a pair.")
PAIRS = plural(
    "*{count} pair: {pairs}.* Until {until} you can have them go on.",
    "*{count} pairs: {pairs}.* Until {until} you can have them go on.",
)
BRING_BACK = _("Bring the pair back")
BRING_ALL_BACK = _("Bring them all back")
FOOT = _(
    "That works as long as the mentor has a place, and the mentee no other mentor. Their plan and its last day stay as "
    "they were, and both hear it from me."
)
ADMIN = _(
    "You read this as an admin, since nobody else runs {program} right now. Whoever takes it over can decide."
)
UNDER_WAY = plural("{count} pair is being brought back.", "{count} pairs are being brought back.")
BROUGHT = _("Brought back: {pairs}. They hear it from me.")
NONE = _("There is nothing left to decide on here.")
REVIVED_TEXT = _("Your mentorship with {partners} goes on")
REVIVED = _(
    "*Your mentorship with {partners} goes on, in {program}.* It had ended because an account was switched off, and it "
    "came back. Your plan is as it was, and its last day is {last}."
)
REVIVED_CHANNEL = _("Your channel: {channel}")
REVIVED_OPENING = _("Your channel opens in a few minutes.")
