"""What the pace towards Slack asks and notes: the calls that letters have made, and who rests after them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, exists
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from storage.models import Letter, Rest

Moment = datetime | ColumnElement[datetime]
EDIT = "edit"
LONGEST = timedelta(hours=1)
"""The longest rest."""
AHEAD = timedelta(minutes=1)
"""So far another replica's clock may be ahead of ours. What is later was written by a clock that was set back since."""
sort_in_sql = case((col(Letter.edits).is_not(None), EDIT), else_=col(Letter.kind))
rests_until = case((col(Letter.priority) == 0, col(Rest.until)), else_=col(Rest.bulk_until))
of_its_sort = and_(col(Rest.workspace_id) == col(Letter.workspace_id), col(Rest.sort) == sort_in_sql)


def resting(now: Moment, longest: Moment) -> ColumnElement[bool]:
    """Whether a letter's sort rests. Not, if it would for longer than any rest: a clock that was ahead has said so."""
    return exists().where(of_its_sort, rests_until > now, rests_until <= longest)


def made_since(
    session: Session, *, workspace_id: str, sorts: Collection[str], moment: datetime, now: datetime, most: int
) -> list[datetime]:
    """When letters of these sorts were last called for, after `moment`: the latest `most`, in order."""
    found = session.exec(
        select(Letter.called_at)
        .where(
            Letter.workspace_id == workspace_id,
            col(Letter.called_at) > moment,
            col(Letter.called_at) <= now + AHEAD,
            sort_in_sql.in_(sorts),
        )
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
    now: datetime,
) -> Sequence[tuple[str, str, datetime | None]]:
    """When letters of these sorts were last called for, after `moment`, to these recipients or in these lanes."""
    return session.exec(
        select(Letter.recipient, Letter.lane, Letter.called_at)
        .where(
            Letter.workspace_id == workspace_id,
            col(Letter.called_at) > moment,
            col(Letter.called_at) <= now + AHEAD,
            sort_in_sql.in_(sorts),
            col(Letter.recipient).in_(recipients) | col(Letter.lane).in_(lanes),
        )
        .order_by(col(Letter.called_at))
    ).all()


def wake(session: Session, *, workspace_id: str, words: Collection[str]) -> None:
    """Let the sorts of letters go on of which some are to be tried again after one of these words."""
    sorts = select(sort_in_sql).where(
        Letter.workspace_id == workspace_id, Letter.state == "ready", col(Letter.last_error).in_(words)
    )
    session.exec(delete(Rest).where(col(Rest.workspace_id) == workspace_id, col(Rest.sort).in_(sorts)))


def rest(
    session: Session,
    *,
    workspace_id: str,
    sorts: Collection[str],
    until: datetime,
    bulk_until: datetime,
    now: datetime,
) -> None:
    """Have letters of these sorts wait, for LONGEST at most. A longer rest stays as it is."""
    end = now + LONGEST
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    written = insert(Rest)
    asked = written.excluded
    longer = written.on_conflict_do_update(
        index_elements=["workspace_id", "sort"],
        set_={
            "until": case((col(Rest.until).between(asked.until, end), col(Rest.until)), else_=asked.until),
            "bulk_until": case(
                (col(Rest.bulk_until).between(asked.bulk_until, end), col(Rest.bulk_until)),
                else_=asked.bulk_until,
            ),
        },
    )
    session.execute(
        longer,
        [
            {
                "workspace_id": workspace_id,
                "sort": sort,
                "until": min(until, end),
                "bulk_until": min(bulk_until, end),
            }
            for sort in sorted(sorts)
        ],
    )
