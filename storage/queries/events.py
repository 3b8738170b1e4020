"""Questions about events, and what becomes of old ones."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.models import SeenEvent


def forget_before(session: Session, *, moment: datetime) -> None:
    session.exec(delete(SeenEvent).where(col(SeenEvent.at) < moment))
