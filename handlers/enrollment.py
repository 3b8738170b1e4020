"""Joining, pausing, coming back, leaving."""

from handlers.counter import Route

ROUTES: tuple[Route, ...] = ()
