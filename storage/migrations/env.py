"""Alembic's entry: one connection, handed over by storage.migrate."""

from alembic import context
from sqlmodel import SQLModel

from storage import models  # noqa: F401  (names every table)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
