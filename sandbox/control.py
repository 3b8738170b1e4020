"""/_control/: time, trouble and people's hands, for programs in other processes. JSON in, JSON out."""

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from sandbox.server import Server


class Control:
    def __init__(self, server: "Server") -> None:
        self._server = server

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_get("/_control/state", self._state)

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(self._server.ws.state())
