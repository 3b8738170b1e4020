"""The small language in which Block Kit's rules are written: a check takes a value and where it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that Slack would refuse, and the JSON pointer to it."""

    message: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Problems = Iterator[Problem]
Check = Callable[[object, str], Problems]


def string(least: int = 1, most: int | None = None) -> Check:
    def check(value: object, at: str) -> Problems:
        if not isinstance(value, str):
            yield Problem("must provide a string", at)
        elif len(value) < least:
            yield Problem(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            yield Problem(f"must be less than {most + 1} characters", at)

    return check


def pattern(matches: Callable[[str], object], meaning: str) -> Check:
    """A string for which `matches` is true and doesn't raise ValueError."""

    def check(value: object, at: str) -> Problems:
        try:
            good = isinstance(value, str) and bool(matches(value))
        except ValueError:
            good = False
        if not good:
            yield Problem(f"must be {meaning}", at)

    return check


def boolean(value: object, at: str) -> Problems:
    if not isinstance(value, bool):
        yield Problem("must provide a boolean", at)


def number(least: float | None = None, most: float | None = None, *, whole: bool = False) -> Check:
    def check(value: object, at: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            yield Problem("must provide an integer" if whole else "must provide a number", at)
        elif least is not None and value < least:
            yield Problem(f"must be greater than or equal to {least:g}", at)
        elif most is not None and value > most:
            yield Problem(f"must be less than or equal to {most:g}", at)
        elif value != value or value in (float("inf"), float("-inf")):
            yield Problem("must be a finite number", at)

    return check


def one_of(*allowed: object) -> Check:
    def check(value: object, at: str) -> Problems:
        if value not in allowed:
            yield Problem(f"must be one of: {', '.join(map(str, allowed))}", at)

    return check


def array(item: Check, least: int = 0, most: int | None = None) -> Check:
    def check(value: object, at: str) -> Problems:
        if not isinstance(value, list):
            yield Problem("must provide an array", at)
            return
        if len(value) < least:
            yield Problem(f"no fewer than {least} items allowed", at)
        if most is not None and len(value) > most:
            yield Problem(f"no more than {most} items allowed", at)
        for n, each in enumerate(value):
            yield from item(each, f"{at}/{n}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these properties and no others."""
    known = {**required, **(optional or {})}

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                yield Problem(f"missing required field: {name}", at)
        for name, each in value.items():
            if name not in known:
                yield Problem(f"invalid additional property: {name}", at)
            elif each is not None:
                yield from known[name](each, f"{at}/{name}")

    return check


def by_type(checks: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these it has to be."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem("must provide an object", at)
        elif not isinstance(value.get("type"), str):
            yield Problem("missing required field: type", at)
        elif value["type"] not in checks:
            yield Problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from checks[value["type"]](value, at)

    return check


def both(first: Check, then: Callable[[dict[str, Any], str], Problems]) -> Check:
    """A rule between properties, asked only of what has the right shape."""

    def check(value: object, at: str) -> Problems:
        problems = list(first(value, at))
        yield from problems
        if not problems and isinstance(value, dict):
            yield from then(value, at)

    return check


def exactly_one(*names: str) -> Callable[[dict[str, Any], str], Problems]:
    def check(value: dict[str, Any], at: str) -> Problems:
        if sum(value.get(name) is not None for name in names) != 1:
            yield Problem(f"must define exactly one of {' or '.join(names)}", at)

    return check


def at_least_one(*names: str) -> Callable[[dict[str, Any], str], Problems]:
    def check(value: dict[str, Any], at: str) -> Problems:
        if not any(value.get(name) for name in names):
            yield Problem(f"must define either {' or '.join(names)}", at)

    return check
