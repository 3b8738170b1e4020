"""response_url: the app's answer to somebody who clicked or typed, five times within half an hour."""

from dataclasses import dataclass
from typing import Any

from sandbox.blocks import settle_message
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.posts import Posts
from sandbox.state import State

USES = 5
SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    person: str
    channel: str
    born: float  # on the workspace's clock
    message: str | None = None  # the ts of the message that was clicked
    uses: int = 0


class ResponseUrls:
    def __init__(self, ws: State, posts: Posts) -> None:
        self._ws = ws
        self._posts = posts
        self.all: dict[str, ResponseUrl] = {}

    def make(self, base_url: str, person: str, channel: str, message: str | None = None) -> str:
        """A fresh address for answers."""
        ws = self._ws
        key = f"{ws.team_id}/{ws.ids.digits('response')}/{ws.ids.mixed('response', 24)}"
        self.all[key] = ResponseUrl(person, channel, ws.clock.timestamp(), message)
        return f"{base_url}/response/{key}"

    def use(self, key: str, body: JSON) -> None:
        """Apply an answer, or raise why not."""
        answer = self.all.get(key)
        if answer is None or answer.channel not in self._ws.channels:
            raise SlackError("invalid_url")
        if self._ws.clock.timestamp() - answer.born > SECONDS:
            raise SlackError("expired_url")
        if answer.uses >= USES:
            raise SlackError("used_url")
        self.answer(answer, body)
        answer.uses += 1

    def answer(self, answer: ResponseUrl, body: JSON) -> Message | None:
        """Say it: to the person alone unless it says otherwise; None if it only changed or deleted something."""
        ws = self._ws
        channel = ws.channels[answer.channel]
        original = self._original(answer)
        if body.get("delete_original"):
            if original:
                self._posts.delete(original)
            return None
        content: dict[str, Any] = {"text": str(body.get("text") or "")}
        if body.get("blocks"):
            content["blocks"] = settle_message(body["blocks"], ws.ids)
        if body.get("attachments"):
            content["attachments"] = body["attachments"]
        if len(content) == 1 and not content["text"]:
            raise SlackError("no_text")
        if body.get("replace_original") and original:
            self._posts.change(original, ws.bot_user_id, **({"blocks": []} | content))
            return None
        if body.get("thread_ts"):
            content["thread_ts"] = str(body["thread_ts"])
        if body.get("response_type") == "in_channel":
            return self._posts.by_app(channel, **content)
        return self._posts.whisper(channel, answer.person, **content)

    def _original(self, answer: ResponseUrl) -> Message | None:
        channel = self._ws.channels[answer.channel]
        if answer.message is None:
            return None
        if answer.message in channel.messages:
            return channel.messages[answer.message]
        return next((m for m in channel.ephemerals if m.ts == answer.message), None)
