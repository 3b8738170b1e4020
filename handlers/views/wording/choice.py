"""Which program is meant."""

from handlers.views.language import _

ASK = _("*There are several programs here. Which one do you mean?*")
NAME = "*{name}*"
LINE = "*{name}*\n{purpose}"
ONLY = _("There is one program here: *{name}*. `/mentor` means that one.")
FOOT = _("I'll remember it. `/mentor program` asks again.")
REMEMBERED = _("From now on, `/mentor` means *{name}*. `/mentor program` changes that.")
