"""How the workspace and its app are connected: sockets or signed HTTP, and people who act over either."""

from sandbox.actor import Actor
from sandbox.delivery import Courier
from sandbox.signed import HttpTransport
from sandbox.sockets import Sockets
from sandbox.workspace import Workspace


class Wire:
    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.url = ""
        self.sockets = Sockets(ws)
        self._http = HttpTransport(ws)
        self.courier = Courier(ws, self.sockets, self._http)
        self.sockets.on_connect = self.courier.connected

    def act(self, person_id: str) -> Actor:
        """What this person can do."""
        return Actor(self.ws, self.courier, self.url, person_id)

    async def connected(self, n: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the app holds `n` sockets."""
        await self.ws.watchers.until(lambda: len(self.sockets.connections) >= n, timeout)

    async def drop_sockets(self, how: str = "closed") -> int:
        """End every connection: "closed" with a goodbye, cut "abruptly", or left hanging "silently"."""
        return await self.sockets.drop(how)

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        await self.sockets.refresh(reason)

    async def hang_up(self) -> None:
        """Nothing goes out any more, and nobody is connected."""
        await self.courier.stop()
        await self.sockets.drop()
        await self._http.close()
