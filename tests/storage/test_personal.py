"""The registry of personal columns knows every column."""

import pytest
from sqlmodel import SQLModel

from storage import personal


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_every_column_is_classed_as_personal_or_plain(table: str) -> None:
    known = set(SQLModel.metadata.tables[table].c.keys())
    about_people = set(personal.PERSONAL.get(table, {}))
    plain = set(personal.PLAIN.get(table, "").split())
    assert about_people | plain == known
    assert not about_people & plain


def test_no_table_in_the_registry_is_gone() -> None:
    assert {*personal.PERSONAL, *personal.PLAIN} <= set(SQLModel.metadata.tables)


def test_every_table_that_is_about_people_names_its_workspace() -> None:
    for table in personal.PERSONAL:
        assert "workspace_id" in SQLModel.metadata.tables[table].c
