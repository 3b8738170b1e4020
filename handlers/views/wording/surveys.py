"""The survey: half way, and at the end."""

TEXT = "How is your mentorship with {partners}?"
HALF_WAY = "*Half way with {partners}: how is it?* Two questions and room for a note; a minute is enough."
LAST = (
    "*Looking back on your time with {partners}: how was it?* Two questions and room for a note; a "
    "minute is enough."
)
ANSWER = "Answer"
WHO = (
    "Only you see this. The program's owner sees scores once three people have answered and notes once five have, "
    "several at a time and never who."
)
THANKS = "*Thank you, your answer is in.* It can't be changed, so that nobody can work out whose it is."
TITLE = "How is it?"
SUBMIT = "Send"
USEFUL = "How useful are your talks to you?"
EASE = "How easy is it to talk openly with {partners}?"
SCALES = {
    "useful": {"5": "5: very", "4": "4", "3": "3: somewhat", "2": "2", "1": "1: not at all"},
    "ease": {"5": "5: very easy", "4": "4", "3": "3: so-so", "2": "2", "1": "1: hard"},
}
NOTE = "Anything to add? Leave out names if nobody should recognize you."
