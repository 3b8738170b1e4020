"""The survey: half way, and at the end."""

from collections.abc import Mapping

from handlers.views.language import Text, _

TEXT = _("How is your mentorship with {partners}?")
HALF_WAY = _("*Half way with {partners}: how is it?* Two questions and room for a note; a minute is enough.")
LAST = _(
    "*Looking back on your time with {partners}: how was it?* Two questions and room for a note; a "
    "minute is enough."
)
ANSWER = _("Answer")
WHO = _(
    "Only you see this. The program's owner sees scores once three people have answered and notes once five have, "
    "several at a time and never who."
)
THANKS = _("*Thank you, your answer is in.* It can't be changed, so that nobody can work out whose it is.")
TITLE = _("How is it?")
SUBMIT = _("Send")
USEFUL = _("How useful are your talks to you?")
EASE = _("How easy is it to talk openly with {partners}?")
SCALES: Mapping[str, Mapping[str, Text]] = {
    "useful": {"5": _("5: very"), "4": "4", "3": _("3: somewhat"), "2": "2", "1": _("1: not at all")},
    "ease": {"5": _("5: very easy"), "4": "4", "3": _("3: so-so"), "2": "2", "1": _("1: hard")},
}
NOTE = _("Anything to add? Leave out names if nobody should recognize you.")
