"""A bare page: what is said where."""

from html import escape

from aiohttp import web

from sandbox.workspace import Workspace

WORKSPACE = web.AppKey("workspace", Workspace)


async def serve_page(request: web.Request) -> web.Response:
    ws = request.app[WORKSPACE]
    parts = [f"<!doctype html><meta charset=utf-8><title>{escape(ws.name)}</title><h1>{escape(ws.name)}</h1>"]
    for channel in ws.channels.values():
        who = [ws.people[m].name for m in channel.members]
        parts.append(f"<h2>{escape(channel.name or 'DM: ' + ', '.join(who))}</h2><ul>")
        for message in channel.messages.values():
            parts.append(f"<li><b>{escape(ws.people[message.user].name)}</b> {escape(message.text)}</li>")
        parts.append("</ul>")
    return web.Response(text="".join(parts), content_type="text/html")
