"""The doors between the rooms: who may import whom, who may open which library, and who reads the clock."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "program", "matching", "storage", "sandbox")

DOORS: dict[str, frozenset[str]] = {
    "bot": frozenset({"handlers", "program", "storage", "matching", "sandbox"}),
    "handlers": frozenset({"program"}),
    "program": frozenset({"matching", "storage"}),
    "matching": frozenset(),
    "storage": frozenset(),
    "sandbox": frozenset(),
}
"""Which of our rooms each room may import."""

SANDBOX_DOOR = "bot/demo/"
"""The only folder of bot that may open the sandbox."""

LIBRARIES: dict[str, frozenset[str]] = {
    "slack_bolt": frozenset({"bot", "handlers"}),
    "slack_sdk": frozenset({"bot", "handlers"}),
    "sqlmodel": frozenset({"storage"}),
    "sqlalchemy": frozenset({"storage"}),
    "alembic": frozenset({"storage"}),
    "numpy": frozenset({"matching"}),
    "scipy": frozenset({"matching"}),
    "sklearn": frozenset({"matching"}),
    "numba": frozenset({"matching"}),
    "apscheduler": frozenset({"bot"}),
    "prometheus_client": frozenset({"bot"}),
    "aiohttp": frozenset({"bot", "sandbox"}),
    "typer": frozenset({"bot"}),
    "rich": frozenset({"bot"}),
    "pydantic_settings": frozenset({"bot"}),
}
"""Which rooms may import a library."""

NAMES_SESSION = frozenset({"program", "bot"})
"""These may name sqlmodel's Session, and nothing else of it."""

CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
}


def files(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(module, names) for each import in a file, also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, tuple(alias.name for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", files(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_opens_only_the_doors_of_its_room(path: Path) -> None:
    room = room_of(path)
    for module, names in imports(path):
        top = module.split(".")[0]
        where = f"{path.relative_to(ROOT)} imports {module}"
        if top in ROOMS and top != room:
            assert top in DOORS[room], where
            if top == "sandbox":
                assert str(path.relative_to(ROOT)).startswith(SANDBOX_DOOR), where
        if top == "sqlmodel" and room in NAMES_SESSION:
            assert names == ("Session",), where
        elif top in LIBRARIES:
            assert room in LIBRARIES[top], where


@pytest.mark.parametrize(
    "path",
    [path for path in files("bot", "handlers", "program", "matching", "storage") if path.name != "clock.py"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_nothing_but_the_clock_reads_the_time(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            assert (name, node.func.attr) not in CLOCK_CALLS, f"{path.name}:{node.lineno}"


def test_a_stage_does_not_call_another_stage() -> None:
    stages = set(stage_modules())
    for name in stages:
        taken = opened(name) & stages - {name}
        assert not taken, f"program/{name}.py calls {taken}"


def test_shared_ground_calls_no_stage_either() -> None:
    stages = set(stage_modules())
    for name in GROUND:
        assert not opened(name) & stages, f"program/{name}.py calls {opened(name) & stages}"


def opened(name: str) -> set[str]:
    """The modules of program/ that one of them imports."""
    return {
        imported
        for module, names in imports(ROOT / "program" / f"{name}.py")
        for imported in (names if module == "program" else (module.removeprefix("program."),))
    }


def stage_modules() -> list[str]:
    """The modules of program/ that are neither shared ground nor above."""
    return [path.stem for path in files("program") if path.stem not in GROUND | ABOVE]


GROUND = frozenset(
    {
        "access",
        "answers",
        "audiences",
        "audit",
        "calendar",
        "candidates",
        "choice",
        "corrections",
        "counts",
        "decisions",
        "desk",
        "drafts",
        "endings",
        "figures",
        "inbox",
        "inputs",
        "kept",
        "mentorship",
        "notices",
        "pairing",
        "pairs",
        "partings",
        "past",
        "owners",
        "participation",
        "people",
        "receipts",
        "refusals",
        "reminders",
        "replacements",
        "replies",
        "settings",
        "spans",
        "standing",
        "status",
        "survey_results",
        "touchpoints",
        "undelivered",
        "weekly",
        "zones",
    }
)
"""What every stage may stand on."""

ABOVE = frozenset({"__init__", "lifecycle", "retention", "sending"})
"""These know stages."""

PAGE = (ROOT / "docs/house.md").read_text()


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_of_the_house_tells_which_rooms_each_one_opens(room: str) -> None:
    told = re.search(rf"^\| `{room}/` \|.*\|([^|]*)\|$", PAGE, re.MULTILINE)
    assert told is not None
    others = frozenset(ROOMS) - {room}
    said = others if "everything" in told[1] else frozenset(re.findall(r"`(\w+)`", told[1]))
    assert said == DOORS[room]


def test_the_page_of_the_house_names_the_shared_ground_and_what_stands_above() -> None:
    ground = re.search(r"\*\*Shared ground\*\* in `program/` \(([^)]*)\)", PAGE)
    assert ground is not None
    assert sorted(re.findall(r"\w+", ground[1])) == sorted(GROUND)
    above = re.search(r"Above the\s+stages stand ([^.]*)\.", PAGE)
    assert above is not None
    assert set(re.findall(r"\w+", above[1])) - {"and"} == ABOVE - {"__init__"}
