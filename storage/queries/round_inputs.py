"""Questions about what rounds were computed from."""

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.models import Round, RoundInput, Waiting


def keep(session: Session, *, found: Round, inputs: bytes) -> None:
    """What this round is computed from now, in the place of what it was computed from before."""
    assert found.id is not None
    session.exec(delete(RoundInput).where(col(RoundInput.round_id) == found.id))
    session.add(
        RoundInput(
            round_id=found.id,
            workspace_id=found.workspace_id,
            program_id=found.program_id,
            inputs=inputs,
        )
    )


def of(session: Session, *, round_id: int) -> bytes | None:
    found = session.get(RoundInput, round_id)
    return found.inputs if found is not None else None


def reasons(session: Session, *, round_id: int) -> dict[str, str]:
    """Why the round could not match somebody, by person."""
    found = select(Waiting.person_id, Waiting.reason).where(Waiting.round_id == round_id)
    return dict(session.exec(found).all())


def newest_proposed(session: Session) -> Round | None:
    """The round that was last worked out, of all programs."""
    return session.exec(
        select(Round).where(col(Round.proposed_at).is_not(None)).order_by(col(Round.id).desc()).limit(1)
    ).first()
