"""A call's way through the Web API: token, trouble, rate, scope, handler, log."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from sandbox.api import METHODS, Call, Method
from sandbox.api.call import missing_scope
from sandbox.clock import monotonic
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.log import LoggedCall
from sandbox.trouble import Mishap
from sandbox.workspace import Workspace


@dataclass
class Answer:
    """What goes back; without a body the connection just closes."""

    body: JSON | None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Gateway:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._late: list[tuple[float, Call, Method]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        ws.clock.listen(self._apply_due)

    async def serve(self, name: str, token: str | None, args: JSON, base_url: str) -> Answer:
        started = monotonic()
        call = Call(self._ws, name, args, base_url)
        method = METHODS.get(name)
        if method is None:
            return self._logged(call, SlackError("unknown_method"), started)
        try:
            self._authenticate(token, method)
        except SlackError as error:
            return self._logged(call, error, started)
        place, place_of = self._place(args), self._ws.rooms.place
        mishap = self._ws.trouble.take(name, lambda channel: place_of(channel) == place)
        if mishap:
            return await self._go_wrong(mishap, call, method, started)
        return self._apply(call, method, started)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _authenticate(self, token: str | None, method: Method) -> None:
        ws = self._ws
        if not token:
            raise SlackError("not_authed")
        if token not in (ws.bot_token, ws.app_token):
            raise SlackError("invalid_auth")
        if not ws.installed:
            raise SlackError("account_inactive")
        if (token == ws.app_token) != method.app_token:
            raise SlackError("not_allowed_token_type")

    def _apply(self, call: Call, method: Method, started: float, trouble: str | None = None) -> Answer:
        ws = self._ws
        wait = ws.limits.refuse(call.method, method.tier, self._place(call.args))
        if wait is not None:
            return self._logged(call, SlackError("ratelimited"), started, status=429, retry_after=wait)
        try:
            self._check_scopes(call, method)
            body = method.run(call)
        except SlackError as error:
            return self._logged(call, error, started, method, trouble=trouble)
        ws.record_scopes(call.used)
        return self._logged(call, {"ok": True, **body}, started, method, trouble=trouble)

    def _place(self, args: JSON) -> str | None:
        """Where a call goes, if anywhere."""
        wanted = args.get("channel") or args.get("channel_id") or args.get("user_id")
        return self._ws.rooms.place(wanted) if isinstance(wanted, str) else None

    def _check_scopes(self, call: Call, method: Method) -> None:
        if method.app_token or not method.scopes:
            return
        if len(method.scopes) == 1:
            call.need(*method.scopes)
        elif not set(method.scopes) & set(self._ws.scopes):
            raise missing_scope(self._ws, method.scopes)

    async def _go_wrong(self, mishap: Mishap, call: Call, method: Method, started: float) -> Answer:
        match mishap.kind:
            case "error":
                return self._logged(call, SlackError(mishap.error), started, trouble="error")
            case "partial":
                call.refused = dict.fromkeys(mishap.users, mishap.error)
                return self._apply(call, method, started, "partial")
            case "status":
                wait = max(1, round(mishap.seconds)) if mishap.status == 429 else None
                error = SlackError("ratelimited" if wait else f"http_{mishap.status}")
                return self._logged(
                    call, error, started, status=mishap.status, retry_after=wait, trouble="status"
                )
            case "delay":
                await asyncio.sleep(mishap.seconds)
                return self._apply(call, method, started, "delay")
            case "reply_lost":
                self._apply(call, method, started, "reply_lost")
            case "dropped":
                self._logged(call, SlackError("dropped"), started, status=0, trouble="dropped")
            case "late":
                self._postpone(mishap, call, method)
        return Answer(None)

    def _postpone(self, mishap: Mishap, call: Call, method: Method) -> None:
        """The client has given up, and yet it will happen."""
        if mishap.real:
            task = asyncio.ensure_future(self._apply_after(mishap.seconds, call, method))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            due = (self._ws.clock.now() + timedelta(seconds=mishap.seconds)).timestamp()
            self._late.append((due, call, method))

    async def _apply_after(self, seconds: float, call: Call, method: Method) -> None:
        await asyncio.sleep(seconds)
        self._apply(call, method, monotonic(), "late")

    def _apply_due(self) -> None:
        now = self._ws.clock.timestamp()
        due = [item for item in self._late if item[0] <= now]
        self._late = [item for item in self._late if item[0] > now]
        for _, call, method in sorted(due, key=lambda item: item[0]):
            self._apply(call, method, monotonic(), "late")

    def _logged(
        self,
        call: Call,
        result: JSON | SlackError,
        started: float,
        method: Method | None = None,
        *,
        status: int = 200,
        retry_after: int | None = None,
        trouble: str | None = None,
    ) -> Answer:
        ws = self._ws
        error = result.error if isinstance(result, SlackError) else None
        body = result.body() if isinstance(result, SlackError) else result
        entry = LoggedCall(
            method=call.method,
            args=call.args,
            ok=error is None,
            error=error,
            scopes=sorted(call.used),
            ts=ws.clock.timestamp(),
            duration=monotonic() - started,
            status=status,
            retry_after=retry_after,
            trouble=trouble,
            answer=body,
        )
        ws.calls.append(entry)
        ws.watchers.tell("call", n=len(ws.calls), call=entry.to_json() if ws.watchers.all else {})
        headers = {"x-oauth-scopes": ",".join(ws.scopes)}
        if method and method.scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
        if retry_after is not None:
            headers["Retry-After"] = str(retry_after)
        return Answer(body, status, headers)
