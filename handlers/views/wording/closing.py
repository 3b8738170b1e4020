"""The end of a mentorship."""

ENDED_TEXT = "Your mentorship with {partners} has ended."
ENDED = (
    "*Your mentorship with {partners} has come to its end.* Thank you for the time you gave it, in {program}."
)
ENDED_DEPARTED = (
    "*{partners} is no longer in this workspace, so your mentorship has ended.* It is nothing that you did. "
    "Thank you for the time you gave it, in {program}."
)
ENDED_NEXT = (
    "There is nothing for you to do. Whoever stays in the program can be matched again, with somebody else."
)
ENDED_NEXT_OVER = "There is nothing for you to do. {program} is over too, so there is no new match."
ENDED_CHANNEL = "Your channel stays as it is until {day}; then it is archived, and can still be read."
THANKS_TEXT = "Your time in {program} is complete. Thank you, both."
THANKS = "*{people}, your time in {program} is complete. Thank you, both.*"
THANKS_CHANNEL = "This channel stays open until {day}; then it is archived, and can still be read."
THANKS_KEPT = "You are keeping this channel. It is yours now, and I am quiet in it."
KEEP_CHANNEL = "Keep the channel"
KEEP_BOTH = "It stays if everybody here wants it to."
KEEP_ONE = "One of you wants to keep it. It stays if everybody here wants it to."
NEXT_MENTOR_TEXT = "Would you mentor somebody yourself?"
NEXT_MENTOR = (
    "*You have been a mentee in {program}. Would you mentor somebody yourself?* You know by now what helps; one mentee "
    "and an hour or two a month are enough."
)
NEXT_MENTOR_BUTTON = "Mentor someone yourself"
NEXT_MENTOR_FOOT = "The form opens with what I know already. Leave this be if it isn't for you: I ask once."
ONE_PAIR = "one pair"
PAIRS = "{count} pairs"
SUMMARY_TEXT = "Pairs of {program} have finished."
SUMMARY = "*{program}: {count} finished.* They have been thanked, and each was asked for a last survey."
SUMMARY_LINE = "• {people}: met at {met} of {asked} check-ins; {done} of {planned} outcomes done"
SUMMARY_LINE_PLAIN = "• {people}: met at {met} of {asked} check-ins"
SUMMARY_MORE = "and {count} more"
SUMMARY_FOOT = "Survey scores are on your Home tab, once three people have answered."
END_PAIR = "End this pair"
END_OWN = "End it"
END_OWN_TITLE = "End this mentorship?"
END_OWN_SURE = (
    "Within three days you both get the same short message, at the same moment. "
    "It doesn't say who wished for it."
)
END_OWN_YES = "End it"
END_OWN_NOTED = (
    "*It is noted.* Within three days you and {partners} get the same short message, and your channel is archived a "
    "week later. You stay in the program; `/mentor leave` ends that too."
)
END_PAIR_TITLE = "End this pair?"
END_PAIR_SURE = (
    "Both get the same short message as every pair that ends. It says neither why nor who ended it."
)
END_PAIR_YES = "End it"
END_PAIR_NO = "Not now"
END_PAIR_DONE = "{people} have both been told, with the same words. Their channel is archived in a week."
