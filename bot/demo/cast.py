"""Who plays which part in the demo's story."""

from bot.demo.employees import Employee

OWNER = "Olga Brandt"
CO_OWNER = "Jules Moreau"
PINGS_EVERYBODY = "Wren Hadley"
WRITES_TOO_MUCH = "Emil Sand"
TYPES_NONSENSE = "Tarik Ondersen"
DECLINES = "Vikram Shah"
IGNORES_EVERYTHING = frozenset({"Jonas Pike", "Owen Clarke"})
ASKS_FOR_HELP = "Theo Novak"
TRIES_SOMEONE_ELSE = "Lena Fischbach"
ADJUSTS = "Felix Braun"
ADJUSTMENT = "less"
PAUSES = "Ruth Amoah"
LEAVES_THE_COMPANY = "Anika Weiss"
MENTORS_NEXT = "Ada Park"
KEEP_THEIR_CHANNEL = frozenset({"Ada Park", "Grace Osei"})

NOTES = {
    "Ada Park": "The design document was the turning point. I would not have written it alone.",
    "Kofi Lund": "An hour every two weeks is right for me.",
    "Sofia Lindqvist": "I sat in on two customer interviews. More of that, please.",
    "Nora Quinn": "Meeting across an ocean is hard before lunch.",
    "Priya Raman": "The agenda for the first meeting helped more than I expected.",
    "Tomas Reyes": "A list of good first questions for later months would help.",
}


def outcomes(person: Employee) -> tuple[str, str, str]:
    """The three outcomes of a plan, from what the person wants to learn."""
    first, second = (*person.skills, "what comes next")[:2]
    return (
        f"Explain the basics of {first} to a colleague",
        f"Use {first} in one piece of real work",
        f"Decide on a next step in {second}",
    )
