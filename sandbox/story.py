"""What a demonstration that drives the workspace's clock may hand to the page: `ws.story = …`."""

from datetime import datetime
from typing import Protocol


class Story(Protocol):
    """The page shows play, pause and progress for as long as the workspace has one."""

    @property
    def playing(self) -> bool: ...

    @property
    def progress(self) -> float:
        """From 0 to 1."""
        ...

    def play(self) -> None: ...

    def pause(self) -> None: ...

    async def next_due(self) -> datetime | None:
        """When the app has something to do next, if it knows."""
        ...

    async def go_to(self, moment: datetime) -> None:
        """Move the clock there, through everything that falls due on the way."""
        ...
