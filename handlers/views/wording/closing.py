"""The end of a mentorship."""

from handlers.views.language import _, plural

ENDED_TEXT = _("Your mentorship with {partners} has ended.")
ENDED = _(
    "*Your mentorship with {partners} has come to its end.* Thank you for the time you gave it, in {program}."
)
ENDED_EARLY = _("*Your match with {partners} in {program} has ended.* No reason is given to anybody.")
ENDED_UNNAMED_TEXT = _("Your mentorship in {program} has ended.")
ENDED_UNNAMED = _("*Your mentorship in {where} has come to its end.*")
ENDED_DEPARTED = _(
    "*{partners}'s account was switched off, so your mentorship has ended.* It is nothing that you did. "
    "Thank you for the time you gave it, in {program}."
)
ENDED_AGAIN = _("*Your mentorship with {partners} in {program} had ended, and goes on since.*")
ENDED_NEXT = _(
    "There is nothing for you to do. Whoever stays in the program can be matched again, with somebody else."
)
ENDED_NEXT_OVER = _("There is nothing for you to do. {program} is over too, so there is no new match.")
ENDED_CHANNEL = _("Your channel stays as it is until {day}; then it is archived, and can still be read.")
THANKS_TEXT = _("Your time in {program} is complete. Thank you, both.")
THANKS = _("*{people}, your time in {program} is complete. Thank you, both.*")
THANKS_CHANNEL = _("This channel stays open until {day}; then it is archived, and can still be read.")
THANKS_KEPT = _("You are keeping this channel. It is yours now, and I am quiet in it.")
KEEP_CHANNEL = _("Keep the channel")
KEEP_BOTH = _("It stays if everybody here wants it to.")
KEEP_ONE = _("One of you wants to keep it. It stays if everybody here wants it to.")
NEXT_MENTOR_TEXT = _("Would you mentor somebody yourself?")
NEXT_MENTOR = _(
    "*You have been a mentee in {program}. Would you mentor somebody yourself?* You know by now what helps; one mentee "
    "and an hour or two a month are enough."
)
NEXT_MENTOR_BUTTON = _("Mentor someone yourself")
NEXT_MENTOR_FOOT = _(
    "The form opens with what I know already. Leave this be if it isn't for you: I don't ask again."
)
PAIRS = plural("one pair", "{count} pairs")
SUMMARY_TEXT = _("Pairs of {program} have finished.")
SUMMARY = _("*{program}: {count} finished.* They have been thanked, and each was asked for a last survey.")
SUMMARY_LINE = "• {people}: {progress}"
PAIR_MET = _("met within their first 30 days")
PAIR_NOT_MET = _("no word of a meeting in their first 30 days")
PAIR_OUTCOMES = _("{met}; {done} of {planned} outcomes done")
SUMMARY_MORE = _("and {count} more")
SUMMARY_FOOT = _("Survey scores are on your Home tab, once three people have answered.")
END_PAIR = _("End this pair")
END_OWN = _("End it")
END_OWN_TITLE = _("End this mentorship?")
END_OWN_SURE = _(
    "Within three days you both get the same short message, at the same moment. "
    "It doesn't say who wished for it."
)
END_OWN_YES = _("End it")
END_OWN_NOTED = _(
    "*It is noted.* Within three days you and {partners} get the same short message, and your channel is archived a "
    "week later. You stay in the program; `/mentor leave` ends that too."
)
END_OWN_NOTED_ALONE = _(
    "*It is noted.* Within three days you and {partners} get the same short message. You stay in the program; "
    "`/mentor leave` ends that too."
)
END_PAIR_TITLE = _("End this pair?")
END_PAIR_SURE = _(
    "Both get the same short message as every pair that ends. It says neither why nor who ended it."
)
END_PAIR_YES = _("End it")
END_PAIR_NO = _("Not now")
END_PAIR_DONE = _("{people} are both told, with the same words. Their channel is archived in a week.")
END_PAIR_DONE_ALONE = _("{people} are both told, with the same words.")
