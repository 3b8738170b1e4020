"""A session for reading: within it, what was asked once isn't asked again.

It lasts as long as one question of the house, which asks many small ones; most of them more than once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=SQLModel)


class Reading(Session):
    """Holds on to every row that it has seen, and to the answers of `remembered` questions."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows: list[object] = []
        self.answers: dict[tuple[object, str], Any] = {}


@event.listens_for(Reading, "loaded_as_persistent")
def _hold(session: Reading, row: object) -> None:
    """SQLAlchemy itself forgets a row as soon as nobody looks at it, and asks for it again."""
    session.rows.append(row)


class PatientReading(Reading):
    """Calls `stand_back` before each question: others may go first then, since nothing is locked."""

    def __init__(self, *args: Any, stand_back: Callable[[], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.stand_back = stand_back


@event.listens_for(PatientReading, "do_orm_execute")
def _stand_back(asked: ORMExecuteState) -> None:
    cast(PatientReading, asked.session).stand_back()


def held(session: Session, table: type[R], key: tuple[object, ...]) -> R | None:
    """The row with this primary key, if the session has it at hand: nothing is asked."""
    return cast(R | None, session.identity_map.get(identity_key(table, key)))


def remembered(question: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Ask this once in a `Reading`. Where things may change, it's asked every time."""

    @wraps(question)
    def ask(session: Session, *args: P.args, **facts: P.kwargs) -> T:
        if not isinstance(session, Reading):
            return question(session, *args, **facts)
        key = question, repr((args, facts))
        if key not in session.answers:
            session.answers[key] = question(session, *args, **facts)
        found: T = session.answers[key]
        return found

    return cast(Callable[Concatenate[Session, P], T], ask)
