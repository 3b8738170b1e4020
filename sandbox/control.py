"""/_control/: time, trouble and people's hands, for programs in other processes. JSON in, JSON out."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.actions import ACTIONS
from sandbox.bodies import BadRequest, Body
from sandbox.control_reads import ControlReads
from sandbox.errors import ClientRefused, SlackError
from sandbox.jsontype import JSON
from sandbox.live import Live
from sandbox.snapshot import channel_json, person_json
from sandbox.sockets import HOW
from sandbox.trouble import Kind
from sandbox.wire import Wire

Answer = Callable[[Body], Awaitable[JSON]]


class Control:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._ws = wire.ws
        self._look = ControlReads(wire)
        self._live = Live(wire.ws)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        look = self._look
        reading: dict[str, Answer] = {
            "state": look.state,
            "app": look.app,
            "history": look.history,
            "calls": look.calls,
            "envelopes": look.envelopes,
            "clock": look.clock,
            "trouble": look.troubles,
            "seen": self._live.seen,
        }
        doing: dict[str, Answer] = {
            "clock": self._move,
            "trouble": self._trouble,
            "drop": self._drop,
            "refresh": self._refresh,
            "twice": self._twice,
            "overtaken": self._overtaken,
            "limits": self._limits,
            "deliver": self._deliver,
            "settled": self._settled,
            "people": self._add_person,
            "change": self._change_person,
            "deactivate": self._deactivate,
            "channels": self._add_channel,
            "uninstall": self._uninstall,
            "org_wide": self._install_org_wide,
            "act": self._act,
            "read": self._live.read,
            "story": self._live.story,
        }
        for name, answer in reading.items():
            router.add_get(f"/_control/{name}", _json(answer))
        for name, answer in doing.items():
            router.add_post(f"/_control/{name}", _json(answer))
        router.add_delete("/_control/trouble", _json(self._no_trouble))
        router.add_get("/_control/watch", look.watch)
        router.add_get("/_control/live", self._live.socket)

    async def _move(self, body: Body) -> JSON:
        clock = self._ws.clock
        try:
            if "advance" in body.raw:
                await self._live.go_to(clock.now() + timedelta(seconds=body.number("advance")))
            if "set" in body.raw:
                await self._live.go_to(datetime.fromisoformat(body.text("set")))
        except ValueError as error:
            raise BadRequest(str(error)) from None
        if "running" in body.raw:
            (clock.resume if body.flag("running") else clock.pause)()
        return await self._look.clock(body)

    async def _trouble(self, body: Body) -> JSON:
        kind: Kind = body.text("kind")  # type: ignore[assignment]  # add() checks it
        try:
            mishap = self._ws.trouble.add(
                body.text("method"),
                kind,
                error=body.text("error", "internal_error"),
                status=int(body.number("status", 503)),
                seconds=body.number("seconds", 0),
                times=int(body.number("times", 1)),
                channel=body.text("channel", "") or None,
                real=body.flag("real"),
                users=body.listed("users"),
                force=body.flag("force"),
            )
        except ValueError as error:
            raise BadRequest(str(error)) from None
        return {"added": asdict(mishap)}

    async def _no_trouble(self, _: Body) -> JSON:
        self._ws.trouble.clear()
        return {}

    async def _drop(self, body: Body) -> JSON:
        how = body.text("how", "closed")
        if how not in HOW:
            raise BadRequest(f"how has to be one of {', '.join(HOW)}")
        return {"dropped": await self._wire.drop_sockets(how)}

    async def _refresh(self, body: Body) -> JSON:
        await self._wire.refresh_sockets(body.text("reason", "refresh_requested"))
        return {}

    async def _twice(self, body: Body) -> JSON:
        self._ws.deliver_twice(int(body.number("n", 1)), after=body.flag("after"))
        return {"twice": self._ws.twice}

    async def _overtaken(self, body: Body) -> JSON:
        self._ws.deliver_overtaken(int(body.number("n", 1)))
        return {"overtaken": self._ws.overtaken}

    async def _limits(self, body: Body) -> JSON:
        if body.flag("unlimited"):
            self._ws.unlimited()
        else:
            self._ws.rate_limits = {name: int(n) for name, n in body.mapping("per_minute").items()}
        return {"enabled": self._ws.limits.enabled, "per_minute": self._ws.rate_limits}

    async def _deliver(self, body: Body) -> JSON:
        self._ws.deliver_to(body.text("url", "") or None)
        return {}

    async def _settled(self, body: Body) -> JSON:
        try:
            await self._ws.settled(timeout=body.number("timeout", 5))
        except TimeoutError:
            raise BadRequest("still busy") from None
        return {}

    async def _add_person(self, body: Body) -> JSON:
        person = self._ws.add_person(
            body.text("name"),
            email=body.text("email", "") or None,
            tz=body.text("tz", "UTC"),
            title=body.text("title", ""),
            admin=body.flag("admin"),
            guest=body.flag("guest"),
            profile_fields=body.mapping("profile_fields"),
            team=body.text("team", "") or None,
            stranger=body.flag("stranger"),
            teams=body.listed("teams"),
            single_channel=body.flag("single_channel"),
            invited=body.flag("invited"),
            workflow_bot=body.flag("workflow_bot"),
        )
        return {"person": person_json(person, self._ws)}

    async def _change_person(self, body: Body) -> JSON:
        try:
            person = self._ws.change_person(body.person(self._ws), **body.mapping("changes"))
        except ValueError as error:
            raise BadRequest(str(error)) from None
        return {"person": person_json(person, self._ws)}

    async def _deactivate(self, body: Body) -> JSON:
        self._ws.deactivate(body.person(self._ws))
        return {}

    async def _add_channel(self, body: Body) -> JSON:
        members = body.listed("members")
        channel = self._ws.add_channel(body.text("name"), private=body.flag("private"), members=members)
        return {"channel": channel_json(channel, self._ws)}

    async def _install_org_wide(self, body: Body) -> JSON:
        self._ws.install_org_wide(teams=body.listed("teams") if "teams" in body.raw else None)
        return {"enterprise": self._ws.enterprise.to_slack(), "teams": sorted(self._ws.org_teams)}

    async def _uninstall(self, _: Body) -> JSON:
        self._ws.uninstall_app()
        return {}

    async def _act(self, body: Body) -> JSON:
        what = body.text("do")
        act = ACTIONS.get(what)
        if act is None:
            raise BadRequest(f"nobody can {what!r}: {', '.join(sorted(ACTIONS))}")
        return await act(self._wire.act(body.person(self._ws)), body)


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page of some other site, open in the same browser, gets nothing of the controls."""
    origin = request.headers.get("Origin")
    if request.path.startswith("/_control/") and origin and urlsplit(origin).netloc != request.host:
        return web.json_response({"ok": False, "error": "not from another site"}, status=403)
    return await handler(request)


def _json(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, **await answer(await Body.of(request))})
        except BadRequest as error:
            return web.json_response({"ok": False, "error": str(error)}, status=400)
        except ClientRefused as error:
            return web.json_response({"ok": False, "error": error.message, "field": error.field}, status=400)
        except SlackError as error:
            return web.json_response(error.body(), status=400)
        except LookupError as error:
            return web.json_response({"ok": False, "error": str(error.args[0])}, status=400)

    return handle
