"""The page itself: plain files, no build step."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
# nothing from elsewhere runs here; pictures are where the app says they are
POLICY = (
    "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def add_page(router: web.UrlDispatcher) -> None:
    router.add_get("/", _file("index.html"))
    router.add_get("/gallery", _file("gallery.html"))
    router.add_get("/page/icons.svg", _file("icons.svg"))
    router.add_get("/page/gallery.json", _file("gallery.json"))
    router.add_get("/page/{folder:css|js}/{name:[a-z-]+\\.(?:css|js)}", _part)


def _file(name: str) -> Callable[[web.Request], Awaitable[web.FileResponse]]:
    async def serve(_: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / name, headers=HEADERS)

    return serve


async def _part(request: web.Request) -> web.StreamResponse:
    path = PAGE / request.match_info["folder"] / request.match_info["name"]
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=HEADERS)
