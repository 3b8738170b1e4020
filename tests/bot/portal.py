"""What stands in Slack's place where a network wants a log-in first, or a proxy has something against it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

PAGES = {
    "text/html": "<html>Please log in</html>",
    "text/plain": "Please log in",
    "application/json": "<html>Please log in</html>",
}


@asynccontextmanager
async def portal(status: int, kind: str = "text/html") -> AsyncIterator[str]:
    """The address of a server that answers everything with one page."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(status=status, text=PAGES[kind], content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()
