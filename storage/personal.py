"""The registry of personal columns: what of every table is about somebody, and how it is erased.

Every column of every table stands either in PERSONAL or in PLAIN (a test holds them against the models), so that a
new column can't be forgotten when somebody asks for everything about them to go.
"""

import re
import zlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table, cast, delete, or_, select, update
from sqlalchemy import String as Text
from sqlmodel import Session, SQLModel, col

from storage.models import (
    Concern,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Person,
    Proposal,
    Reply,
    Round,
    RoundInput,
    Touchpoint,
)


class Kind(StrEnum):
    """How a personal column is treated when its person is erased.

    OWN    the id of the person whose row it is: the row goes
    ID     a person's id in a row that stays: the pseudonym takes its place
    HOLDS  a text or JSON that may hold ids: the pseudonym takes their place in it
    WORDS  what somebody wrote or is called: goes with its row, or is emptied (_empty)
    """

    OWN = "own"
    ID = "id"
    HOLDS = "holds"
    WORDS = "words"


CHANNEL_NAME = ":mentor-"
"""In the key of a letter: the name of the pair's channel follows, which is made of theirs."""
OWN, ID, HOLDS, WORDS = Kind.OWN, Kind.ID, Kind.HOLDS, Kind.WORDS

PERSONAL: Mapping[str, Mapping[str, Kind]] = {
    "person": {
        "id": OWN,
        "name": WORDS,
        "name_key": WORDS,
        "handle": WORDS,
        "email": WORDS,
        "time_zone": WORDS,
        "locale": WORDS,
        "manager_id": ID,
        "department": WORDS,
        "location": WORDS,
        "level": WORDS,
        "current_program_id": WORDS,
    },
    "installation": {"admins": HOLDS},
    "placemember": {"person_id": OWN},
    "program": {"created_by": ID},
    "owner": {"person_id": OWN},
    "invitation": {"person_id": OWN},
    "enrollment": {
        "person_id": OWN,
        "goals": WORDS,
        "skills_wanted": WORDS,
        "learns_by": WORDS,
        "teaches": WORDS,
        "skills_offered": WORDS,
        "guides_by": WORDS,
        "drivers": WORDS,
        "languages": WORDS,
    },
    "avoidance": {"person_id": OWN, "avoided_id": OWN},
    "round": {"for_person_id": ID, "asked_by": ID, "published_by": ID, "certificate": HOLDS},
    "roundinput": {"inputs": WORDS},
    "proposal": {"mentor_id": ID, "mentee_id": ID, "decided_by": ID, "receipt": WORDS, "line": WORDS},
    "waiting": {"person_id": OWN, "facts": HOLDS},
    "mentorship": {"channel_name": WORDS, "receipt": WORDS, "line": WORDS, "line_by": ID},
    "member": {"person_id": ID},
    "outcome": {"text": WORDS},
    "touchpoint": {"person_id": ID, "answered_by": ID, "key": HOLDS},
    "reply": {"person_id": ID, "answer": WORDS, "note": WORDS},
    "concern": {"person_id": OWN, "settled_by": ID, "text": WORDS, "answer": WORDS},
    "letter": {"recipient": OWN, "params": HOLDS, "dedupe_key": HOLDS, "lane": HOLDS},
    "seenevent": {"event_id": HOLDS},
    "audit": {"who": ID, "subject": HOLDS, "why": HOLDS},
}

PLAIN: Mapping[str, str] = {
    "person": "workspace_id admin guest bot deactivated gone_at seen_at",
    "erased": "workspace_id mark at",
    "outsider": "workspace_id mark at",
    "installation": "workspace_id bot_user_id removed_at",
    "place": "workspace_id id kind name read_at trouble",
    "placemember": "workspace_id place_id walk",
    "program": "id workspace_id name purpose audience audience_id guests starts_on length_days cadence_days "
    "digest_channel digest_weekday digest_hour time_zone locale working_days min_overlap_minutes state created_at",
    "owner": "workspace_id program_id since",
    "invitation": "workspace_id program_id state sent_at answered_at",
    "enrollment": "id workspace_id program_id state paused_until mentee mentor minutes mentor_minutes capacity waited "
    "joined_at left_at finished_at",
    "avoidance": "workspace_id program_id",
    "round": "id workspace_id program_id state asked_at proposed_at published_at people_version seed",
    "roundinput": "round_id workspace_id program_id",
    "proposal": "id workspace_id program_id round_id score by_hand state",
    "waiting": "id workspace_id program_id round_id reason",
    "mentorship": "id workspace_id program_id round_id state channel_id channel_lost lost_channel_id trouble "
    "matched_at opened_at ends_on ended_at ended_why cadence_days silent",
    "member": "workspace_id program_id mentorship_id role agreed_at agreed_version in_channel left_at",
    "outcome": "id workspace_id program_id mentorship_id position due_on done_at",
    "touchpoint": "id workspace_id program_id mentorship_id kind due_at state asked_at answer answered_at failures",
    "reply": "id workspace_id program_id touchpoint_id at",
    "concern": "id workspace_id program_id mentorship_id kind state at settled_at",
    "letter": "id workspace_id program_id mentorship_id kind edits priority created_at planned_at due_at state "
    "lease_until called_at attempts last_error channel ts done_at",
    "rest": "workspace_id sort until bulk_until",
    "seenevent": "workspace_id at",
    "audit": "id workspace_id program_id at what",
}


def erase(
    session: Session, *, workspace_id: str, person_id: str, pseudonym: str, name: str, anonymous: str
) -> None:
    """Take somebody out of every table. What stays of shared history is under the pseudonym, called `name`.

    `anonymous`: the kind of touchpoint whose answers stay as mere numbers.
    """
    session.flush()
    _empty(session, workspace_id, person_id, anonymous)
    for table, column in _columns(OWN):
        session.execute(delete(table).where(table.c.workspace_id == workspace_id, column == person_id))
    for table, column in _columns(ID):
        session.execute(
            update(table)
            .where(table.c.workspace_id == workspace_id, column == person_id)
            .values({column.name: pseudonym})
        )
    for table, column in _columns(HOLDS):
        _replace(session, table, column, workspace_id, person_id, pseudonym)
    session.expire_all()
    session.add(Person(workspace_id=workspace_id, id=pseudonym, name=name, deactivated=True))
    session.flush()


def _columns(kind: Kind) -> list[tuple[Table, Column[Any]]]:
    tables = SQLModel.metadata.tables
    return [
        (tables[table], tables[table].c[name])
        for table, columns in PERSONAL.items()
        for name, kept_as in columns.items()
        if kept_as is kind
    ]


def _empty(session: Session, workspace_id: str, person_id: str, anonymous: str) -> None:
    """Words in rows that stay: of pairs, of proposals, of surveys."""
    shared = select(col(Member.mentorship_id)).where(
        col(Member.workspace_id) == workspace_id, col(Member.person_id) == person_id
    )
    for pair in session.scalars(select(Mentorship).where(col(Mentorship.id).in_(shared))):
        pair.receipt, pair.line = {}, ""
        pair.channel_name = f"mentoring-{pair.id}"
    named = col(Letter.mentorship_id).in_(shared), col(Letter.dedupe_key).contains(CHANNEL_NAME)
    for letter in session.scalars(select(Letter).where(*named)):
        letter.dedupe_key = f"erased:{letter.id}"
    session.execute(delete(Outcome).where(col(Outcome.mentorship_id).in_(shared)))
    about = or_(col(Proposal.mentor_id) == person_id, col(Proposal.mentee_id) == person_id)
    here = col(Proposal.workspace_id) == workspace_id
    for kept in session.scalars(select(RoundInput).where(col(RoundInput.workspace_id) == workspace_id)):
        if person_id.encode() in zlib.decompress(kept.inputs):
            session.delete(kept)
    session.execute(delete(Proposal).where(here, about, col(Proposal.state) != "published"))
    session.execute(update(Proposal).where(here, about).values(receipt={}, line=""))
    own = (col(Reply.workspace_id) == workspace_id, col(Reply.person_id) == person_id)
    counted = select(col(Touchpoint.id)).where(col(Touchpoint.kind) == anonymous)
    session.execute(delete(Reply).where(*own, col(Reply.touchpoint_id).not_in(counted)))
    for reply in session.scalars(select(Reply).where(*own)):
        reply.note = ""
        reply.answer = {name: value for name, value in reply.answer.items() if isinstance(value, int)}
    lines = col(Mentorship.workspace_id) == workspace_id, col(Mentorship.line_by) == person_id
    session.execute(update(Mentorship).where(*lines).values(line=""))
    session.execute(update(Proposal).where(here, col(Proposal.decided_by) == person_id).values(line=""))
    settled = col(Concern.workspace_id) == workspace_id, col(Concern.settled_by) == person_id
    session.execute(update(Concern).where(*settled).values(answer=""))
    session.execute(
        update(Touchpoint)
        .where(
            col(Touchpoint.workspace_id) == workspace_id,
            col(Touchpoint.person_id) == person_id,
            col(Touchpoint.state) == "planned",
        )
        .values(state="lapsed")
    )
    session.execute(
        update(Round)
        .where(
            col(Round.workspace_id) == workspace_id,
            col(Round.for_person_id) == person_id,
            col(Round.state).in_(("asked", "proposed")),
        )
        .values(state="discarded")
    )
    session.flush()


def _replace(
    session: Session, table: Table, column: Column[Any], workspace_id: str, person_id: str, pseudonym: str
) -> None:
    """The pseudonym in the place of the id, wherever it stands in a text or in JSON."""
    keys: list[Column[Any]] = list(table.primary_key.columns)
    wanted: list[Any] = [*keys, column]
    found = session.execute(
        select(*wanted).where(
            table.c.workspace_id == workspace_id, cast(column, Text).contains(person_id, autoescape=True)
        )
    ).all()
    whole = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person_id)}(?![A-Za-z0-9])")
    for *key, value in found:
        session.execute(
            update(table)
            .where(*(one == is_ for one, is_ in zip(keys, key, strict=True)))
            .values({column.name: _without(value, whole, pseudonym)})
        )


def _without(value: Any, whole: re.Pattern[str], pseudonym: str) -> Any:
    if isinstance(value, str):
        return whole.sub(pseudonym, value)
    if isinstance(value, list):
        return [_without(one, whole, pseudonym) for one in value]
    if isinstance(value, dict):
        return {whole.sub(pseudonym, key): _without(one, whole, pseudonym) for key, one in value.items()}
    return value
