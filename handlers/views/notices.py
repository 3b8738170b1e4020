"""From a notice to what Slack is asked to do. The facts come from lifecycle.FACTS; here they get a shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.views import closing, home, people
from handlers.views.kit import Call
from program.notices import Notice


@dataclass(frozen=True)
class Renderer:
    """draw   the facts as one call to Slack
    read   what the stage wants to know of Slack's reply, for lifecycle.ARRIVED
    """

    draw: Callable[[Any], Call]
    read: Callable[[Mapping[str, Any]], Any] | None = None


RENDERERS: dict[Notice, Renderer] = {
    Notice.LOOKUP: Renderer(people.lookup, people.read_reply),
    Notice.HOME: Renderer(home.publish),
    Notice.ENDED: Renderer(closing.ended),
    Notice.THANKS: Renderer(closing.thanks),
    Notice.ARCHIVE_CHANNEL: Renderer(closing.archive),
}
