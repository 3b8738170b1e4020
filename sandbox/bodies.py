"""The body of a control request, read strictly: what's wrong with it is said."""

import json
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from sandbox.jsontype import JSON
from sandbox.workspace import Workspace


class BadRequest(Exception):
    """The request can't be understood."""


@dataclass
class Body:
    raw: JSON

    @classmethod
    async def of(cls, request: web.Request) -> Self:
        raw: JSON = dict(request.query)
        text = await request.text()
        if text:
            try:
                body = json.loads(text)
            except ValueError as error:
                raise BadRequest(f"not JSON: {error}") from None
            if not isinstance(body, dict):
                raise BadRequest("the body has to be a JSON object")
            raw |= body
        return cls(raw)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._get(name, default)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadRequest(f"{name} has to be text")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        value = self._get(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise BadRequest(f"{name} has to be a number")
        return value

    def whole(self, name: str, default: int) -> int:
        """A whole number, which a query has as text."""
        value = self.raw.get(name, default)
        if isinstance(value, str) and value.isdigit():
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadRequest(f"{name} has to be a whole number")
        return value

    def flag(self, name: str) -> bool:
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            raise BadRequest(f"{name} has to be true or false")
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        value = self.raw.get(name, {})
        if not isinstance(value, dict):
            raise BadRequest(f"{name} has to be an object")
        return value

    def listed(self, name: str) -> list[str]:
        value = self.raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadRequest(f"{name} has to be a list of texts")
        return value

    def person(self, ws: Workspace) -> str:
        person_id = self.text("person")
        if person_id not in ws.people:
            raise BadRequest(f"nobody here is {person_id!r}")
        return person_id

    def _get(self, name: str, default: object) -> object:
        if name not in self.raw and default is None:
            raise BadRequest(f"{name} is missing")
        return self.raw.get(name, default)
