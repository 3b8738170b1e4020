"""Two workspaces with everything in them, and what somebody of one asks about the other."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from handlers.counter import Request, Route
from program.base import access
from storage.models import (
    Audit,
    Concern,
    Enrollment,
    Invitation,
    Letter,
    Mentorship,
    Outcome,
    Owner,
    Place,
    PlaceMember,
    Program,
    Proposal,
    Reply,
    Round,
    Touchpoint,
    Waiting,
)
from tests.program.rows import MONDAY, a_pair, a_person, a_program

OURS, THEIRS = "T1", "T2"
BOTH = "UBOTH"
"""Somebody with the same id in two workspaces, as in an enterprise grid: an owner and one of a pair in both."""
SECRET = "Said in"
"""With the workspace's id after it: what is written there, by whom and about whom."""

WIDE = {access.anybody, access.colleague}
"""The rules that ask for no object: everybody, and everybody but people of elsewhere."""
OBJECTS: Mapping[str, Any] = {
    "owner": Program,
    "enrolled": Program,
    "owner_of_round": Round,
    "owner_of_proposal": Proposal,
    "owner_of_letter": Letter,
    "owner_of_concern": Concern,
    "owner_of_mentorship": Mentorship,
    "owner_of_touchpoint": Touchpoint,
    "member": Mentorship,
    "member_of_touchpoint": Touchpoint,
    "member_of_outcome": Outcome,
}
"""What the subject of each rule is an id of: a new rule has to be named here."""


def two_workspaces(session: Session) -> None:
    """In both there is a program with everything in it."""
    for workspace in (OURS, THEIRS):
        said = f"{SECRET} {workspace}"
        both = a_person(session, BOTH, said, workspace=workspace)
        both.admin, both.email, both.department, both.location = True, f"{said} (email)", said, said
        a_person(session, "UOLGA", said, workspace=workspace)
        program = a_program(session, workspace=workspace, owner="UOLGA", name=said)
        program.purpose = said
        pair = a_pair(session, program, mentor=BOTH, names=(said, said), channel=f"C{workspace}")
        pair.channel_name, pair.receipt = said, {"why": said}
        facts: dict[str, Any] = {"workspace_id": workspace, "program_id": program.id}
        session.add(Owner(person_id=BOTH, since=MONDAY, **facts))
        drawn = Round(asked_by=BOTH, asked_at=MONDAY, state="published", people_version=said, **facts)
        shown = Round(asked_by=BOTH, asked_at=MONDAY, state="proposed", **facts)
        session.add_all([drawn, shown])
        session.flush()
        shared = {**facts, "mentorship_id": pair.id}
        moments = [
            Touchpoint(
                kind=kind, key=f"{kind}:{pair.id}::1", due_at=MONDAY, state="asked", answer=said, **shared
            )
            for kind in ("check_in", "survey", "calibration", "stay", "rhythm", "archive")
        ]
        session.add_all(moments)
        session.flush()
        for moment in moments:
            own: dict[str, Any] = {
                "touchpoint_id": moment.id or 0,
                "answer": {"said": said},
                "note": said,
                "at": MONDAY,
            }
            session.add(Reply(person_id=BOTH, **own, **facts))
        session.add_all(
            [
                Proposal(
                    round_id=shown.id or 0, mentor_id=BOTH, mentee_id="UGRACE", receipt={"why": said}, **facts
                ),
                Waiting(round_id=drawn.id or 0, person_id=BOTH, reason=said, facts={"why": said}, **facts),
                Outcome(position=0, text=said, due_on=pair.ends_on, **shared),
                Concern(person_id="UGRACE", kind="help", text=said, at=MONDAY, **shared),
                Concern(person_id=BOTH, kind="talk", text=said, at=MONDAY, **shared),
                Invitation(person_id=BOTH, sent_at=MONDAY, **facts),
                Place(workspace_id=workspace, id=f"S{workspace}", kind="usergroup", name=said),
                PlaceMember(workspace_id=workspace, place_id=f"S{workspace}", person_id=BOTH, walk="1"),
                Audit(at=MONDAY, who=BOTH, what="program_changed", subject=said, why=said, **facts),
                *(
                    Letter(
                        kind="survey",
                        recipient=BOTH,
                        dedupe_key=f"{workspace}:{state}",
                        created_at=MONDAY,
                        planned_at=MONDAY,
                        due_at=MONDAY,
                        state=state,
                        params={"why": said},
                        last_error=said,
                        **shared,
                    )
                    for state in ("rejected", "done")
                ),
            ]
        )
        session.flush()
        for found in session.exec(select(Enrollment).where(Enrollment.workspace_id == workspace)):
            found.goals = found.teaches = said
            found.skills_offered = found.skills_wanted = [said]
            found.capacity = 3


class Filled(dict[str, Any]):
    """A form in which every field is filled with something."""

    def get(self, key: str, _default: Any = None) -> Any:
        option = {"value": {"enrollment_role": "mentee", "setup_audience": "everybody"}.get(key, "60")}
        return {
            key: {
                "value": "Knows enough words",
                "selected_option": option,
                "selected_options": [],
                "selected_user": BOTH,
                "selected_users": [],
                "selected_date": "2026-04-01",
                "selected_conversation": "C1",
            }
        }


def event_of(route: Route, channel: str) -> Mapping[str, Any]:
    """What Slack tells us, about somebody here and that channel."""
    whole_user = {"id": BOTH, "name": "ada", "profile": {"real_name": "Ada Park"}}
    return {
        "type": route.name,
        "user": whole_user if route.name in ("team_join", "user_change") else BOTH,
        "channel": {"id": channel, "name": "x"} if route.name == "group_rename" else channel,
        "tab": "home",
        "tokens": {"bot": ["B1"]},
    }


def request_from_ours(route: Route, subject: int, word: str = "") -> Request:
    return Request(
        kind=route.kind,
        name=route.name,
        workspace_id=OURS,
        person_id=BOTH,
        subject=subject,
        value=f"{subject}:{word}",
        text=word,
        channel_id=f"C{THEIRS}",
        in_view=True,
        metadata={"id": subject, "version": "", "touchpoint": subject, "kind": "help", "program": subject},
        state=Filled(),
        event=event_of(route, f"C{THEIRS}"),
    )
