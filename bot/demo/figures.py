"""The demo's last words: the program in figures, from its database and from the workspace's own log."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.plural import quantity
from program.running.figures import Share, figures
from sandbox.workspace import Workspace
from storage import outbox
from storage.models import Mentorship, Touchpoint
from storage.queries import figures as figure_queries
from storage.queries import programs


def count(session: Session, *, now: datetime) -> dict[str, str]:
    """The program's figures, each with what it is of."""
    program = programs.all_open(session)[0]
    found = figures(session, program=program, now=now)
    pairs = figure_queries.mentorships(session, program_id=program.id)
    letters = outbox.backlog(session, now=now)
    return {
        "joined": f"{quantity(found.joined, 'person', 'people')}: {found.mentees} to learn, {found.mentors} to teach",
        "pairs": f"{len(pairs)}: {_endings(pairs)}",
        "met within 30 days": _of(found.met, "pairs"),
        "check-ins": _answers(figure_queries.touchpoints(session, program_id=program.id, kind="check_in")),
        "surveys": quantity(found.pulse.answers, "answer"),
        "letters": ", ".join(f"{letters[state]} {state}" for state in LETTERS if letters.get(state)),
    }


LETTERS = ("done", "dropped", "rejected", "unknown", "sending", "ready")


def calls(workspace: Workspace) -> dict[str, str]:
    """What was asked of Slack, and how it was taken."""
    refused = Counter(f"{call.method}: {call.error}" for call in workspace.calls if not call.ok)
    return {
        "calls to Slack": str(len(workspace.calls)),
        "refused": ", ".join(f"{n} × {what}" for what, n in sorted(refused.items())) or "none",
    }


def _endings(pairs: Sequence[Mentorship]) -> str:
    reasons = Counter(pair.ended_why or "going on" for pair in pairs)
    return ", ".join(f"{n} {why}" for why, n in reasons.most_common())


def _answers(asked: Sequence[Touchpoint]) -> str:
    reached = [moment for moment in asked if moment.asked_at is not None]
    met = sum(moment.answer == "met" for moment in reached)
    answered = sum(moment.answer is not None for moment in reached)
    return f"{len(reached)} asked, {answered} answered, {quantity(met, 'time')} “we met”"


def _of(share: Share, what: str) -> str:
    return f"{share.number} of {share.of} {what}"
