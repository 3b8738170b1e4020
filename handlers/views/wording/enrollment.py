"""Joining a program, and changing the answers."""

PRIMER = (
    "Mentoring is somebody's time and experience, for a few months, on what you want to learn. "
    "It isn't your manager's review, nor training: nobody grades you."
)
TITLE_NEW = "Join mentoring"
TITLE_EDIT = "Your answers"
TITLE_SECOND = "What you can teach"
SUBMIT = "Join"
SAVE = "Save"
NEXT = "Next"
LATER = "Not now"
CANCEL = "Cancel"
INTRO = "*{program}*  {primer}"
INTRO_EDIT = "*{program}*  What you change counts from the next round of matching on."
SECOND_INTRO = "*Step 2 of 2.*  You are in as a mentee already. This adds your side as a mentor."
ROLES = {"mentee": "I'd like a mentor", "mentor": "I'd like to be a mentor", "both": "Both (two steps)"}
ROLE = "What would you like?"
GOALS = "What would you like to learn or change?"
GOALS_HINT = "In your own words, up to 500 characters. Your mentor and the program's owners may read it."
GOALS_SAMPLE = "For example: running my first project with three teams, and saying no without a fight."
SKILLS_WANTED = "Skills to grow"
SKILLS_HINT = (
    "Up to eight, with commas between them. Your match and the program's owners may read those you share."
)
SKILLS_SAMPLE = "facilitation, SQL, public speaking"
LEARNS_BY = "How do you learn best?"
DRIVERS = "What drives you?"
MINUTES = "Time you can give each month"
LANGUAGES = "Languages you can talk in"
LANGUAGES_HINT = "Leave it empty if any will do."
AVOID = "People you'd rather not be matched with"
AVOID_HINT = "Only you see this. Nobody is told, not even the program's owner."
TEACHES = "What can you help somebody with?"
TEACHES_HINT = "In your own words, up to 500 characters. Your mentees and the program's owners may read it."
TEACHES_SAMPLE = "For example: growing from engineer to tech lead, and designing systems that can be changed."
SKILLS_OFFERED = "Skills to share"
GUIDES_BY = "How do you like to guide?"
ROOM = "How many mentees, and how much time?"
ROOM_ONE = "1 mentee, {time} a month"
ROOM_MORE = "{places} mentees, {time} a month each"
LEARN_STYLES = {
    "talk": "Talking things through",
    "practice": "Doing it together",
    "feedback": "Honest feedback on my work",
    "stories": "Stories of how it really went",
    "questions": "Being asked good questions",
    "material": "Reading, then discussing",
}
GUIDE_STYLES = {
    "talk": "Talking things through",
    "practice": "Doing it together",
    "feedback": "Honest feedback on their work",
    "stories": "Stories of how it really went",
    "questions": "Asking good questions",
    "material": "Giving things to read",
}
DRIVES = {
    "mastery": "Getting really good at something",
    "impact": "Making a difference",
    "people": "Helping people grow",
    "freedom": "Deciding for myself",
    "change": "New things to try",
    "calm": "A life beside work",
}
TIMES = {30: "half an hour", 60: "1 hour", 120: "2 hours", 180: "3 hours", 240: "4 hours"}
SPOKEN = {
    "en": "English",
    "ar": "Arabic",
    "bn": "Bengali",
    "zh": "Chinese",
    "cs": "Czech",
    "da": "Danish",
    "nl": "Dutch",
    "fi": "Finnish",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "es": "Spanish",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
AS = {"mentee": "a mentee", "mentor": "a mentor", "both": "a mentee and a mentor"}
DONE = "*You're in {program} as {role}.*"
SAVED = "*Saved.* You're in {program} as {role}."
NEXT_STARTS = (
    "Matching starts around {starts}. You hear from me either way: who it is and why, or what would help."
)
NEXT_ROUND = (
    "Next, the owner runs a round of matching. You hear from me either way: who it is and why, "
    "or what would help."
)
NEXT_FINISHED = (
    "I still look for nobody for you, as your time as a mentee is complete. [Look for another mentor] on my Home tab "
    "changes that."
)
NEXT_MATCHED = "Your mentorship goes on as it is. What you changed counts from the next round on."
FOOT = "`/mentor join` changes your answers any time, `/mentor leave` takes you out."
OUTSIDE = {
    "guest": "*{program}* takes no guests of this workspace. {owners} can tell you more.",
    "out": (
        "*{program}* is for a certain group of people, and I don't find you in it. If you have just been added, "
        "try again in a minute: I am reading it anew. {owners} can tell you more."
    ),
    "unread": "I'm still reading whom *{program}* is for. Please try again in a minute.",
}
OUTSIDE_OWNERS = "Its owner"
