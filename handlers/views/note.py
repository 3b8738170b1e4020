"""A short note to one person, as a small modal."""

from handlers.views.kit import Message, View
from handlers.views.wording import everywhere as say


def note(message: Message) -> View:
    """A modal that only says something."""
    return View(title=say.NOTE_TITLE, blocks=message.args()["blocks"], close=say.NOTE_CLOSE)
