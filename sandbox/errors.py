"""What goes wrong: Slack saying no to the app, and Slack's own client saying no to a person."""

from typing import Any

from sandbox.jsontype import JSON


class SlackError(Exception):
    """A refusal of the Web API: its error name and whatever else its body carries."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def body(self) -> JSON:
        return {"ok": False, "error": self.error, **self.extra}


class ClientRefused(Exception):
    """Slack's client wouldn't let a person do that; `field` is the block it complains about, if any."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.message = message
        self.field = field


def invalid_arguments(*messages: str) -> SlackError:
    listed = [f"[ERROR] {message}" for message in messages]
    return SlackError("invalid_arguments", response_metadata={"messages": listed})
