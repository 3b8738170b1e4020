"""What the pace towards Slack asks and notes: the calls that letters have made, and who rests after them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.models import Letter, Rest

EDIT = "edit"
sort_in_sql = case((col(Letter.edits).is_not(None), EDIT), else_=col(Letter.kind))
rests_until = case((col(Letter.priority) == 0, col(Rest.until)), else_=col(Rest.bulk_until))
of_its_sort = and_(col(Rest.workspace_id) == col(Letter.workspace_id), col(Rest.sort) == sort_in_sql)


def sort_of(letter: Letter) -> str:
    """What a letter is to the pace: its kind, or "edit"."""
    return letter.kind if letter.edits is None else EDIT


def resting(now: datetime) -> ColumnElement[bool]:
    """Whether a letter's sort rests."""
    return exists().where(of_its_sort, rests_until > now)


def made_since(
    session: Session, *, workspace_id: str, sorts: Collection[str], moment: datetime, most: int
) -> list[datetime]:
    """When letters of these sorts were last called for, after `moment`: the latest `most`, in order."""
    found = session.exec(
        select(Letter.called_at)
        .where(Letter.workspace_id == workspace_id, col(Letter.called_at) > moment, sort_in_sql.in_(sorts))
        .order_by(col(Letter.called_at).desc())
        .limit(most)
    )
    return [called for called in reversed(found.all()) if called is not None]


def made_to(
    session: Session,
    *,
    workspace_id: str,
    sorts: Collection[str],
    recipients: Collection[str],
    lanes: Collection[str],
    moment: datetime,
) -> Sequence[tuple[str, str, datetime | None]]:
    """When letters of these sorts were last called for, after `moment`, to these recipients or in these lanes."""
    return session.exec(
        select(Letter.recipient, Letter.lane, Letter.called_at)
        .where(
            Letter.workspace_id == workspace_id,
            col(Letter.called_at) > moment,
            sort_in_sql.in_(sorts),
            col(Letter.recipient).in_(recipients) | col(Letter.lane).in_(lanes),
        )
        .order_by(col(Letter.called_at))
    ).all()


def rest(
    session: Session, *, workspace_id: str, sorts: Collection[str], until: datetime, bulk_until: datetime
) -> None:
    """Have letters of these sorts wait. A longer rest stays as it is."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    written = insert(Rest)
    asked = written.excluded
    longer = written.on_conflict_do_update(
        index_elements=["workspace_id", "sort"],
        set_={
            "until": case((asked.until > col(Rest.until), asked.until), else_=col(Rest.until)),
            "bulk_until": case(
                (asked.bulk_until > col(Rest.bulk_until), asked.bulk_until), else_=col(Rest.bulk_until)
            ),
        },
    )
    session.execute(
        longer,
        [
            {"workspace_id": workspace_id, "sort": sort, "until": until, "bulk_until": bulk_until}
            for sort in sorted(sorts)
        ],
    )
