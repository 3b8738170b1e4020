"""The Web API: one module per family, each with a table of its methods."""

from sandbox.api import (
    apps,
    bookmarks,
    chat,
    conversations,
    files,
    pins,
    reactions,
    rooms,
    scheduled,
    users,
    views,
)
from sandbox.api.call import Call, Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **users.METHODS,
    **conversations.METHODS,
    **rooms.METHODS,
    **chat.METHODS,
    **scheduled.METHODS,
    **views.METHODS,
    **reactions.METHODS,
    **pins.METHODS,
    **bookmarks.METHODS,
    **files.METHODS,
}

__all__ = ["METHODS", "Call", "Method"]
