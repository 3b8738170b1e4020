"""Workspaces full of drawn rows: in every table, whatever its columns, from pools that all workspaces share.

People, places, names and kinds are the same everywhere; which rows there are is drawn for each workspace anew.
"""

import zlib
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Literal, get_args, get_origin

from sqlalchemy import Column, Integer, Table, UniqueConstraint, insert
from sqlmodel import Session, SQLModel

from storage import models
from storage.personal import PERSONAL, Kind

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = ("UADA", "UGRACE", "UKOFI", "UMEI")
KINDS = ("check_in", "survey")
PLACES = ("S1", "S2")
ROWS = 20
"""So many are drawn for each table; those that a unique key would refuse are left out."""
CHANNELS = tuple(f"C{number}" for number in range(ROWS))
HELD = "the app was removed"
WORDS = ("one", "other")
POOLS: dict[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "sort": (*KINDS, "edit"),
    "place_id": PLACES,
    "channel": CHANNELS[:2],
    "last_error": ("", HELD),
    "id": PLACES,
    "receipt": ({}, {"words": []}, {"words": [{"word": "one", "mentee": "one", "mentor": "one"}]}),
    "inputs": tuple(zlib.compress(f'["{person}"]'.encode()) for person in PEOPLE),
}
"""What stands in a column of this name."""
BY_TYPE: dict[type, tuple[Any, ...]] = {
    bool: (True, False, False),
    int: (0, 1, 2),
    float: (0.0, 0.5, 1.0),
    str: WORDS,
    list: ([], ["UADA"], ["UGRACE", "UKOFI"]),
    dict: ({}, {"touchpoint": 1}, {"touchpoint": 2}),
    date: (MONDAY.date(), MONDAY.date() + timedelta(1)),
    datetime: tuple(MONDAY + timedelta(hours=hours) for hours in range(-4, 5)),
}
MODELS = {str(model.__tablename__): model for model in vars(models).values() if hasattr(model, "__table__")}
PARENTS = 5
"""Rows are about the first few of another table, so that they meet."""
Rows = dict[str, list[dict[str, Any]]]


def fill(session: Session, workspace_id: str, *, draw: Random, first_id: int) -> Rows:
    """Rows in every table; those with a number are numbered from `first_id` on."""
    drawn: Rows = {}
    for table in SQLModel.metadata.sorted_tables:
        drawn[table.name] = []
        taken: set[object] = set()
        for number in range(ROWS):
            row: dict[str, Any] = {}
            for column in table.columns:
                row[column.name] = _value(draw, column, workspace_id, first_id, number, drawn)
            for card in drawn["letter"] if row.get("edits") else ():
                if card["id"] == row["edits"]:
                    row["recipient"] = card["recipient"]
            keys = {(names, *(row[name] for name in names)) for names in _unique(table)}
            if not keys & taken:
                taken |= keys
                drawn[table.name].append(row)
        session.connection().execute(insert(table), drawn[table.name])
    return drawn


def _unique(table: Table) -> list[tuple[str, ...]]:
    keys = [table.primary_key, *(one for one in table.constraints if isinstance(one, UniqueConstraint))]
    return [tuple(column.name for column in key.columns) for key in keys]


def _value(
    draw: Random, column: Column[Any], workspace_id: str, first_id: int, number: int, drawn: Rows
) -> Any:
    name = column.name
    if name == "workspace_id":
        return workspace_id
    if name == "id" and isinstance(column.type, Integer):
        return first_id + number
    if column.nullable and draw.random() < (0.7 if name == "edits" else 0.35):
        return None
    if column.foreign_keys:
        parents = drawn[next(iter(column.foreign_keys)).column.table.name]
        return draw.choice(parents[:PARENTS])["id"] if parents else None
    return _free(draw, column, number, f"{workspace_id}:{number}")


def _free(draw: Random, column: Column[Any], number: int, key: str) -> Any:
    """Something that stands for itself."""
    name, table = column.name, column.table.name
    if name in ("channel_id", "lost_channel_id"):
        return CHANNELS[number]
    if name in ("key", "dedupe_key", "channel_name", "event_id"):
        return f"{key}:{PEOPLE[number % len(PEOPLE)]}"
    if PERSONAL.get(table, {}).get(name) in (Kind.OWN, Kind.ID):
        return draw.choice((*PEOPLE, "channel") if name == "recipient" else PEOPLE)
    expected: Any = MODELS[table].model_fields[name].annotation
    if type(None) in get_args(expected):
        expected = get_args(expected)[0]
    if get_origin(expected) is Literal:
        return draw.choice(get_args(expected))
    return draw.choice(POOLS.get(name) or BY_TYPE[get_origin(expected) or expected])
