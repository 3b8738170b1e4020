"""Places for mentees come free and go: whoever waits for a mentor reads on Home what is so now."""

from datetime import datetime

from sqlmodel import Session

from program.base.notices import redraw_home
from storage.models import Program
from storage.queries import figures, rounds


def changed(session: Session, *, program: Program, now: datetime) -> None:
    """Somebody has come, gone, paused or come back, or a pair has begun or ended. Before the first round, all wait for
    that."""
    session.flush()
    if program.state != "open" or figures.last_published(session, program_id=program.id) is None:
        return
    waiting = rounds.who_wait(session, program=program)
    redraw_home(session, *waiting, workspace_id=program.workspace_id, now=now)
