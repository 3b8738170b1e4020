"""What stands in Slack's place where a network wants a log-in first, or a proxy has something against it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

PAGES = {
    "text/html": "<html>Please log in</html>",
    "text/plain": "Please log in",
    "application/json": "<html>Please log in</html>",
}


@asynccontextmanager
async def portal(
    status: int, kind: str = "text/html", *, said: Mapping[str, Any] | None = None
) -> AsyncIterator[str]:
    """The address of a server that answers everything with one page, or with what is `said`."""

    async def show(_request: web.Request) -> web.Response:
        text = json.dumps(said) if said is not None else PAGES[kind]
        return web.Response(status=status, text=text, content_type=kind)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()
