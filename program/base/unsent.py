"""Why a letter is not sent, or not yet, though Slack has said nothing against it."""

from enum import StrEnum


class Unsent(StrEnum):
    """Each is kept in the letter's row, and has its explanation in bot/commands/letters.py."""

    REMOVED = "app removed"
    ACCOUNT_OFF = "account switched off"
    STALE = "stale"
    DEACTIVATED = "deactivated"
    ENDED = "ended"
    LEFT = "left"
    PAUSED = "paused"
    FULL = "two prompts this week already"
    OUTSIDE_HOURS = "outside their hours"
    NOTHING_TO_SAY = "nothing to say any more"
    CARD_UNDERWAY = "its card is underway"
    CARD_UNDRAWN = "its card has yet to be drawn"
    CARD_LOST = "its card never arrived"
    NOT_BEGUN = "not begun"
    SPACED = "paced"
