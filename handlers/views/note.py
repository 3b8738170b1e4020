"""A short note to one person, as a small modal."""

from handlers.views import wording
from handlers.views.kit import Message, View


def note(message: Message) -> View:
    """A modal that only says something."""
    return View(title=wording.NOTE_TITLE, blocks=message.args()["blocks"], close=wording.NOTE_CLOSE)
