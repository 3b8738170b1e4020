"""Why these two, why nobody, and what would help."""

WAITING_SELF = {
    "no_mentors": "Nobody who teaches has a free place right now.",
    "capacity": "Everybody who could help you has their places taken.",
    "minutes": "The time you can give doesn't yet fit anybody's.",
    "language": "Nobody who could help speaks one of your languages yet.",
    "overlap": "Those who could help are too far away in working hours.",
    "seniority": "Nobody with more experience than you has joined yet.",
    "department": "Nobody from the departments that fit has joined yet.",
    "nobody_fits": "Nobody who fits has a free place right now.",
}
WAITING_SELF_OTHER = "Nobody who fits has a free place right now."
WAITING_REASONS = {
    "no_mentors": "no mentor has a free place",
    "capacity": "the mentors who fit are full",
    "minutes": "the time they can give is too short",
    "language": "no language in common",
    "overlap": "working hours too far apart",
    "seniority": "nobody more senior",
    "department": "no mentor from a department that fits",
    "audience": "outside the program's audience",
    "nobody_fits": "nobody fits yet",
    "joined_since": "new, or free again, since the last round",
    "no_round_yet": "no round of matching yet",
}
WAITING_OTHER = "other reasons"

DURATION = {"hours": "{hours} h", "both": "{hours} h {minutes} min", "minutes": "{minutes} min"}
LEVERS = {
    "overlap": "with {value} minutes of shared time a day, {count} would fit",
    "language": "with {value} as a language, {count} would fit",
    "capacity": "with one more place, {count} would fit",
    "minutes": "with {value} minutes a month, {count} would fit",
    "seniority": "without the rule on experience, {count} would fit",
    "department": "without the rule on departments, {count} would fit",
    "common_ground": "without words in common, {count} would fit",
}

OWN_LEVERS = {
    "language": "{value} as one of your languages (mentors who could then fit: {count})",
    "minutes": "{value} minutes a month (mentors who could then fit: {count})",
}
