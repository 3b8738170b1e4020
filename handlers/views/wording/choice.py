"""Which program is meant."""

ASK = "*There are several programs here. Which one do you mean?*"
NAME = "*{name}*"
LINE = "*{name}*\n{purpose}"
ONLY = "There is one program here: *{name}*. `/mentor` means that one."
FOOT = "I'll remember it. `/mentor program` asks again."
REMEMBERED = "From now on, `/mentor` means *{name}*. `/mentor program` changes that."
