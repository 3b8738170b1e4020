"""Ids are written once: cards that were sent long ago carry them, so each has one place and one name."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from handlers import ROUTES

ROOT = Path(__file__).parent.parent.parent
TREES = {path: ast.parse(path.read_text()) for path in sorted((ROOT / "handlers").rglob("*.py"))}
VIEWS = [tree for path, tree in TREES.items() if path.parent.name == "views"]

PLACES: Mapping[str, int] = {
    "button": 1,
    "Route": 1,
    **dict.fromkeys(("text_input", "date_input", "channel_input", "person_input", "people_input"), 0),
    **dict.fromkeys(("one_of", "many_of", "radio", "checkboxes"), 0),
    **dict.fromkeys(("text_of", "date_of", "channel_of", "person_of", "people_of"), 1),
    **dict.fromkeys(("choice_of", "choices_of"), 1),
}
"""Where each of these takes an id."""
NAMED = ("action_id", "block_id", "callback_id")
IDS = re.compile(r"[a-z]+(_[a-z]+)*(_\{[a-z]+\})?")
SLACKS_OWN = {route.name for route in ROUTES if route.kind in ("event", "command")}


def constants() -> Iterator[str]:
    """Every string that a view gives a name of its own."""
    for tree in VIEWS:
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def taken_as_ids(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given as an id to a field, a button, a view or a route."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = PLACES.get(called)
        if place is not None and place < len(node.args):
            yield node.args[place]
        yield from (word.value for word in node.keywords if word.arg in NAMED)


@pytest.mark.parametrize("path", TREES, ids=lambda path: str(path.relative_to(ROOT / "handlers")))
def test_an_id_is_used_by_its_name(path: Path) -> None:
    typed = [
        f"{ast.unparse(taken)}, line {taken.lineno}"
        for taken in taken_as_ids(TREES[path])
        if isinstance(taken, ast.Constant) and taken.value not in (SLACKS_OWN | {None})
    ]
    assert typed == []


def test_the_test_above_knows_every_field() -> None:
    """Else a new kind of field could have its id typed."""
    fields = TREES[ROOT / "handlers/views/fields.py"]
    known = {
        node.name: [arg.arg for arg in node.args.args]
        for node in fields.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert {name: args.index("block_id") for name, args in known.items() if "block_id" in args} == {
        name: place for name, place in PLACES.items() if name in known
    }


def test_no_id_is_written_twice() -> None:
    ids = {said for said in constants() if "_" in said and IDS.fullmatch(said)}
    written = Counter(
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in ids
    )
    assert len(ids) > 50
    assert [one for one, times in written.items() if times > 1] == []


def test_every_field_at_which_a_rule_refuses_is_in_a_form() -> None:
    """The rules name it by its id, and open no door to the views."""
    fields = "|".join(re.sub(r"\{\w+\}", r"\\d", said) for said in constants() if IDS.fullmatch(said))
    named = {
        str(word.value.value)
        for path in (ROOT / "program").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "field" and isinstance(word.value, ast.Constant)
    }
    assert {"setup_name", "plan_text_1"} <= named
    assert [one for one in sorted(named) if not re.fullmatch(fields, one)] == []
