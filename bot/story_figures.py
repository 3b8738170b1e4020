"""The demo's last words: the program in figures, from its database and from the workspace's own log."""

from collections import Counter
from datetime import datetime

from sqlmodel import Session

from program.figures import Share, figures
from sandbox.workspace import Workspace
from storage.queries import programs


def count(session: Session, *, now: datetime) -> dict[str, str]:
    """The program's figures, each with what it is of."""
    program = programs.all_open(session)[0]
    found = figures(session, program=program, now=now)
    return {
        "joined": f"{found.joined} people: {found.mentees} mentees, {found.mentors} mentors",
        "met within 30 days": _of(found.met, "pairs"),
    }


def calls(workspace: Workspace) -> dict[str, str]:
    """What was asked of Slack, and how it was taken."""
    refused = Counter(f"{call.method}: {call.error}" for call in workspace.calls if not call.ok)
    return {
        "calls to Slack": str(len(workspace.calls)),
        "refused": ", ".join(f"{n} × {what}" for what, n in sorted(refused.items())) or "none",
    }


def _of(share: Share, what: str) -> str:
    return f"{share.number} of {share.of} {what}"
