"""What the page lives on: one person's view of the workspace, and every change of it, over a WebSocket."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from aiohttp import web

from sandbox.bodies import Body
from sandbox.errors import ClientRefused
from sandbox.jsontype import JSON
from sandbox.person_view import PersonView, person
from sandbox.watch import Watch, close_with
from sandbox.workspace import Workspace

PAGE = 100
STORY_SECONDS = 0.4


class Live:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._read: dict[str, dict[str, str]] = {}

    # requests

    async def seen(self, body: Body) -> JSON:
        """Messages of a channel (or of one thread of it) as a person sees them, and who is in it."""
        eyes, channel = self._eyes(body.person(self._ws)), self._ws.channel(body.text("channel"))
        if not eyes.sees(channel):
            raise ClientRefused("that channel is private")
        if thread := body.text("thread", ""):
            return eyes.thread(channel, thread)
        page = eyes.messages(channel, body.text("before", ""), body.whole("limit", PAGE))
        return page | {"members": list(channel.members)}

    async def read(self, body: Body) -> JSON:
        """They have read a channel up to here."""
        who, channel = body.person(self._ws), self._ws.channel(body.text("channel"))
        self._read.setdefault(who, {})[channel.id] = body.text("ts")
        self._ws.watchers.tell("read", user=who, channel=channel.id)
        return {}

    async def go_to(self, moment: datetime) -> None:
        """Move the clock: through everything that falls due on the way, where a story knows how."""
        if self._ws.story is None:
            self._ws.clock.set(moment)
        elif moment > self._ws.clock.now():
            await self._ws.story.go_to(moment)

    async def story(self, body: Body) -> JSON:
        """Play or pause what a demonstration tells, or go to the next due moment."""
        story = self._ws.story
        do = body.text("do")
        if do == "next":
            due = await self._next_due()
            if due is not None and due > self._ws.clock.now():
                await self.go_to(due)
            return {"due": due.isoformat() if due else None}
        if story is None:
            raise ClientRefused("no story is being told here")
        (story.play if do == "play" else story.pause)()
        return {"story": self._story()}

    async def socket(self, request: web.Request) -> web.StreamResponse:
        who = self._somebody(request.query.get("person", ""))
        if who is None:
            return web.json_response({"ok": False, "error": "nobody works here yet"}, status=400)
        socket = web.WebSocketResponse(heartbeat=20, compress=False)
        await socket.prepare(request)
        with self._ws.watch() as notices:
            async with _both(self._follow_story(socket), close_with(socket, notices)):
                with suppress(ConnectionError):  # they left while it was told
                    await self._tell(socket, who, notices, log="log" in request.query)
        await socket.close()
        return socket

    # how

    def _somebody(self, wanted: str) -> str | None:
        """By id or name; else an admin, else anybody."""
        here = [p for p in self._ws.people.values() if not (p.is_bot or p.deleted or p.id == "USLACKBOT")]
        fits = [*(p for p in here if wanted in (p.id, p.name)), *(p for p in here if p.admin), *here]
        return fits[0].id if fits else None

    def _eyes(self, who: str) -> PersonView:
        return PersonView(self._ws, who, self._read.get(who, {}))

    async def _tell(self, socket: web.WebSocketResponse, who: str, notices: Watch, *, log: bool) -> None:
        await socket.send_json({**self._time(), **self._eyes(who).everything(), "kind": "hello"})
        minute = ""
        async for notice in notices:
            if notice["kind"] in ("call", "envelope") and not log:
                continue
            if notice["kind"] == "clock":
                if self._ws.clock.running and notice["now"][:16] == minute:
                    continue  # the page counts the seconds by itself
                minute = notice["now"][:16]
            for change in self._seen_as(who, notice):
                await socket.send_json(change)

    def _seen_as(self, who: str, notice: JSON) -> list[JSON]:
        """What this notice means to one person."""
        tell: Callable[[str, JSON], list[JSON]] | None = {
            "message": self._message,
            "channel": self._channel,
            "person": self._person,
            "view": self._screen,
            "home": self._screen,
            "toast": self._own,
            "read": self._read_elsewhere,
            "clock": lambda *_: [self._time()],
            "app": lambda who, _: [{"kind": "app", "app": self._eyes(who).app()}],
            "call": lambda _, notice: [notice],
            "envelope": lambda _, notice: [notice],
            "sockets": lambda _, notice: [notice],
        }.get(str(notice["kind"]))
        return tell(who, notice) if tell else []

    def _message(self, who: str, notice: JSON) -> list[JSON]:
        channel = self._ws.channels.get(notice["channel"])
        eyes = self._eyes(who)
        if (
            channel is None
            or not eyes.sees(channel)
            or notice["message"].get("ephemeral", who) not in (None, who)
        ):
            return []
        change: JSON = {"kind": "message", "channel": eyes.channel(channel), "ts": notice["ts"]}
        message = channel.messages.get(notice["ts"])
        if notice.get("deleted"):
            return [change | {"deleted": True}]
        change["message"] = eyes.one(channel, message) if message else notice["message"]
        root = channel.messages.get(message.thread_ts or "") if message else None
        if root and root is not message:
            return [change, change | {"ts": root.ts, "message": eyes.one(channel, root)}]
        return [change]

    def _channel(self, who: str, notice: JSON) -> list[JSON]:
        channel = self._ws.channels.get(notice["channel"])
        eyes = self._eyes(who)
        if channel is None or not eyes.sees(channel):
            return [{"kind": "channel_gone", "id": notice["channel"]}]
        return [{"kind": "channel", "channel": eyes.channel(channel)}]

    def _person(self, _: str, notice: JSON) -> list[JSON]:
        return [{"kind": "person", "person": person(self._ws.people[notice["user"]])}]

    def _screen(self, who: str, notice: JSON) -> list[JSON]:
        if notice["user"] != who:
            return []
        eyes = self._eyes(who)
        return [{"kind": "screen", "views": eyes.views(), "home": eyes.home()}]

    def _own(self, who: str, notice: JSON) -> list[JSON]:
        return [notice] if notice["user"] == who else []

    def _read_elsewhere(self, who: str, notice: JSON) -> list[JSON]:
        return self._channel(who, notice) if notice["user"] == who else []

    def _time(self) -> JSON:
        clock = self._ws.clock
        return {
            "kind": "clock",
            "now": clock.now().isoformat(),
            "running": clock.running,
            "story": self._story(),
        }

    def _story(self) -> JSON | None:
        story = self._ws.story
        return {"playing": story.playing, "progress": story.progress} if story else None

    async def _next_due(self) -> datetime | None:
        """The app's next moment if a story knows it, or the workspace's own: what is scheduled."""
        scheduled = [datetime.fromtimestamp(s.post_at, UTC) for s in self._ws.posts.scheduled.values()]
        due = await self._ws.story.next_due() if self._ws.story else None
        return min([*scheduled, *([due] if due else [])], default=None)

    async def _follow_story(self, socket: web.WebSocketResponse) -> None:
        """A story says nothing of itself: look now and then."""
        told: JSON | None = None
        while True:
            await asyncio.sleep(STORY_SECONDS)
            if (now := self._story()) != told and not socket.closed:
                told = now
                await socket.send_json(self._time())


@asynccontextmanager
async def _both(*beside: "Coroutine[None, None, None]") -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(each) for each in beside]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
