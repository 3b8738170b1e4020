"""The house: doors between rooms, the order of folders in them, no circles, one clock, one table per notice, its page.

That each id is written once stands in tests/handlers/test_ids.py; that each answer and choice has its label and its
sentence, in tests/handlers/test_choices.py.
"""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from handlers.views.notices import RENDERERS
from program.base.notices import Notice, Policy
from program.lifecycle import LETTERS, PLANNERS

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
    "babel": frozenset({"handlers"}),
    "prometheus_client": frozenset({"bot"}),
    "aiohttp": frozenset({"bot", "sandbox"}),
    "typer": frozenset({"bot"}),
    "rich": frozenset({"bot"}),
    "pydantic_settings": frozenset({"bot"}),
}
"""Which rooms may import a library."""

NAMES_SESSION = frozenset({"program", "bot"})
"""These may name sqlmodel's Session, and nothing else of it."""

CLOCK = ROOT / "bot/clock.py"
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
    [path for path in files("bot", "handlers", "program", "matching", "storage") if path != CLOCK],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_nothing_but_the_clock_reads_the_time(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            assert (name, node.func.attr) not in CLOCK_CALLS, f"{path.name}:{node.lineno}"


ORDER: dict[str, tuple[str, ...]] = {
    "program": ("base", "pair", "joining", "running", "rounds", "workspace", ""),
    "matching": ("loops", "text", "scoring", "market", ""),
}
"""The folders of a room: each may lean on those before it, none on one behind it. "": the files on top."""

VALUES = frozenset({"matching.values", "matching.results"})
"""What every folder of its room may name, though it stands on top: what the room is given, and what it gives."""


def modules() -> dict[str, Path]:
    """Every module of ours, by its name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in files(*ROOMS)
    }


MODULES = modules()


def opened(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in it."""
    found = set()
    for module, names in imports(path):
        parts = {f"{module}.{name}" for name in names} & MODULES.keys()
        found |= parts or ({module} & MODULES.keys())
        if len(parts) < len(names) and module in MODULES:
            found.add(module)
    return found


GRAPH = {name: opened(path) - {name} for name, path in MODULES.items()}


def folder_of(name: str) -> str:
    """The folder inside its room where a module stands; "" at the top."""
    inside = MODULES[name].relative_to(ROOT).parts[1:-1]
    return inside[0] if inside else ""


@pytest.mark.parametrize("room", ORDER)
def test_the_order_names_every_folder_of_its_room(room: str) -> None:
    assert set(ORDER[room]) == {folder_of(name) for name in MODULES if name.split(".")[0] == room}


@pytest.mark.parametrize("room", ORDER)
def test_a_folder_leans_only_on_those_before_it(room: str) -> None:
    order = ORDER[room]
    for name, imported in GRAPH.items():
        for other in imported - VALUES:
            if name.split(".")[0] == other.split(".")[0] == room:
                assert order.index(folder_of(other)) <= order.index(folder_of(name)), (
                    f"{name} imports {other}"
                )


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_has_a_circle(room: str) -> None:
    """Imports inside functions and for types count too: whoever reads one of a circle has to read them all."""
    inside = {
        name: {other for other in imported if other.split(".")[0] == room}
        for name, imported in GRAPH.items()
        if name.split(".")[0] == room
    }
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


SHARED_ACTS: dict[str, str] = {
    "program.joining.audiences": "whom a program is for is asked, and read anew, wherever that matters",
    "program.pair.endings": "whatever the reason, a pair ends in one way",
    "program.pair.partings": "whoever wishes it, a pair is parted in one way",
    "program.running.owners": "owners come and go by their own hand, at set-up, and when an account goes",
}
"""Acts that several stages have in common, and why."""


def transacted() -> set[str]:
    """The modules of program/ whose verbs a listener has the desk transact."""
    found = set()
    for path in files("handlers"):
        tree = ast.parse(path.read_text())
        names = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            if f"{node.module}.{alias.name}" in MODULES
            else node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("program")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                verb = node.args[0].value if isinstance(node.args[0], ast.Attribute) else node.args[0]
                if node.func.attr == "transact" and isinstance(verb, ast.Name) and verb.id in names:
                    found.add(names[verb.id])
    return found


def stages() -> set[str]:
    """Where people and time act: what listeners have transacted, and what lifecycle knows."""
    acts = transacted() | {name for name in GRAPH["program.lifecycle"] if name.startswith("program.")}
    return {name for name in acts if folder_of(name) != "base"}


def test_a_stage_calls_no_other_stage() -> None:
    """What several need stands below them; what several do is named in SHARED_ACTS."""
    found = stages()
    assert SHARED_ACTS.keys() <= found
    calls = {name: GRAPH[name] & found - SHARED_ACTS.keys() for name in found}
    assert {name: called for name, called in calls.items() if called} == {}


FORGETTING = "program.workspace.retention"
"""The beat that forgets what is old: it has whoever is long gone forgotten as if they had asked."""


def test_nothing_below_a_stage_calls_one() -> None:
    found = stages()
    below = (
        {name for name in MODULES if name.startswith("program.") and folder_of(name)} - found - {FORGETTING}
    )
    calls = {name: GRAPH[name] & found - SHARED_ACTS.keys() for name in below}
    assert {name: called for name, called in calls.items() if called} == {}


def test_whatever_is_planned_when_a_pair_opens_is_planned() -> None:
    planners = {
        name
        for name, path in MODULES.items()
        if re.search(r"^def plan_first\b", path.read_text(), re.MULTILINE)
    }
    assert {planner.__module__ for planner in PLANNERS} == planners


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_stands_in_one_table_of_its_room(notice: Notice) -> None:
    """Its policy beside its name, its facts and what follows in lifecycle, its call to Slack in the views."""
    assert isinstance(notice.policy, Policy)
    assert notice in LETTERS
    assert notice in RENDERERS


LONG = frozenset({"storage/models.py"})
"""May be longer: all tables in one place."""


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_no_file_is_too_long_to_read(room: str) -> None:
    kinds = ("*.py", "*.js", "*.css")
    paths = [path for kind in kinds for path in (ROOT / room).rglob(kind) if "versions" not in path.parts]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    assert {name: lines for name, lines in long.items() if lines > 400 and name not in LONG} == {}


PAGE = (ROOT / "docs/house.md").read_text()


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_of_the_house_tells_which_rooms_each_one_opens(room: str) -> None:
    told = re.search(rf"^\| `{room}/` \|.*\|([^|]*)\|$", PAGE, re.MULTILINE)
    assert told is not None
    others = frozenset(ROOMS) - {room}
    said = others if "everything" in told[1] else frozenset(re.findall(r"`(\w+)`", told[1]))
    assert said == DOORS[room]


def test_every_path_on_the_page_of_the_house_is_there() -> None:
    paths = re.findall(rf"`((?:{'|'.join((*ROOMS, 'tests'))})/[\w/.<>]*)`", PAGE)
    assert len(paths) > 50
    gone = [path for path in paths if not list(ROOT.glob(path.replace("<topic>", "checkins")))]
    assert gone == []


def test_the_page_of_the_house_tells_the_order_of_folders() -> None:
    table = PAGE.partition("### Inside them")[2].partition("\n\nA stage")[0]
    told = re.findall(r"^\| (?:`(\w+)/`|on top) \|", table, re.MULTILINE)
    assert tuple(told) == ORDER["program"]
    lists = PAGE.partition("\n\nA stage")[2].partition("## Three journeys")[0]
    for room in ("matching", "bot"):
        folders = {folder_of(name) for name in MODULES if name.split(".")[0] == room} - {""}
        said = lists.partition(f"`{room}/`:")[2].partition("\n\n")[0]
        assert set(re.findall(r"`(\w+)/`", said)) == folders


def test_the_page_of_the_house_tells_the_doors_of_libraries() -> None:
    said = " ".join(
        PAGE.partition("Libraries have doors too:")[2].partition("Only\n`bot/clock.py`")[0].split()
    )
    for library in (
        "slack_bolt",
        "slack_sdk",
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "numpy",
        "scipy",
        "numba",
        "babel",
    ):
        part = next(part for part in said.split(";") if library in part)
        assert (
            set(re.findall(r"`(\w+)`", part.partition("only in")[2].partition("(")[0])) == LIBRARIES[library]
        )
