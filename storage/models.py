"""All tables, in the order in which a person meets them.

Every row names its workspace, and its program where it belongs to one. Moments are aware UTC datetimes;
kinds and states are strings with a CHECK. A person is named by their Slack id.
"""

from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Audience = Literal["everybody", "usergroup", "channel"]
PlaceKind = Literal["usergroup", "channel"]
ProgramState = Literal["open", "ended"]
EnrollmentState = Literal["active", "paused", "left"]
InvitationState = Literal["sent", "joined", "not_now", "never"]
RoundState = Literal["asked", "proposed", "published", "discarded"]
ProposalState = Literal["proposed", "approved", "rejected", "published"]
MentorshipState = Literal["opening", "open", "ended", "archived"]
ChannelLost = Literal["archived", "left", "deleted"]
"""Archived by hand, the bot taken out of it, or deleted."""
MemberRole = Literal["mentor", "mentee"]
TouchpointState = Literal["planned", "asked", "answered", "lapsed"]
ConcernState = Literal["open", "settled"]
LetterState = Literal["ready", "sending", "done", "rejected", "unknown", "dropped"]


AN_EDIT = text("edits IS NOT NULL")
NO_EDIT = text("edits IS NULL")


def one_of(column: str, kinds: Any) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(kind) for kind in get_args(kinds))})", name=column)


class Person(SQLModel, table=True):
    """Somebody in the workspace, as Slack and the imported people file describe them."""

    __table_args__ = (
        Index("ix_person_admin", "workspace_id", "admin", "id"),
        Index("ix_person_name_key", "workspace_id", "name_key"),
    )

    workspace_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    name_key: str = ""
    handle: str = ""
    email: str = ""
    time_zone: str = "UTC"
    locale: str = ""
    admin: bool = False
    guest: bool = False
    bot: bool = False
    deactivated: bool = False
    gone_at: datetime | None = None
    manager_id: str | None = None
    department: str | None = None
    location: str | None = None
    level: int | None = None
    current_program_id: int | None = None
    seen_at: datetime | None = None


class Erased(SQLModel, table=True):
    """Somebody who asked to be forgotten: not learned from Slack again, unless they come back. Only a digest."""

    workspace_id: str = Field(primary_key=True)
    mark: str = Field(primary_key=True)
    at: datetime


class Outsider(SQLModel, table=True):
    """Somebody of another company or workspace, as Slack has said: kept only so that they are known when they click."""

    workspace_id: str = Field(primary_key=True)
    mark: str = Field(primary_key=True)
    at: datetime


class Installation(SQLModel, table=True):
    """The app in a workspace, and who is an admin by its settings. Nothing is sent once it was removed."""

    workspace_id: str = Field(primary_key=True)
    bot_user_id: str | None = None
    admins: list[str] = Field(default_factory=list, sa_type=JSON)
    removed_at: datetime | None = None


class Place(SQLModel, table=True):
    """A user group or a channel, whose people a program may be for. `read_at`: when all of them were last read."""

    __table_args__ = (one_of("kind", PlaceKind),)

    workspace_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    kind: PlaceKind = Field(sa_type=String)
    name: str = ""
    read_at: datetime | None = None
    trouble: str = ""


class PlaceMember(SQLModel, table=True):
    """Somebody in a place, as it was last read."""

    workspace_id: str = Field(primary_key=True)
    place_id: str = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    walk: str


class Program(SQLModel, table=True):
    """A mentoring program and its rules."""

    __table_args__ = (one_of("state", ProgramState), one_of("audience", Audience))

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str = Field(index=True)
    name: str
    purpose: str = ""
    audience: Audience = Field(default="everybody", sa_type=String)
    audience_id: str | None = None
    guests: bool = False
    starts_on: date
    length_days: int = 90
    cadence_days: int = 14
    digest_channel: str | None = None
    digest_weekday: int = 0
    digest_hour: int = 9
    time_zone: str = "UTC"
    locale: str = ""
    working_days: str = "01234"
    min_overlap_minutes: int = 0
    state: ProgramState = Field(default="open", sa_type=String)
    created_by: str
    created_at: datetime


class Owner(SQLModel, table=True):
    """A person who runs a program; several may."""

    workspace_id: str
    program_id: int = Field(primary_key=True, foreign_key="program.id")
    person_id: str = Field(primary_key=True)
    since: datetime


class Invitation(SQLModel, table=True):
    """Somebody was invited; "never" is kept for good."""

    __table_args__ = (one_of("state", InvitationState),)

    workspace_id: str
    program_id: int = Field(primary_key=True, foreign_key="program.id")
    person_id: str = Field(primary_key=True)
    state: InvitationState = Field(default="sent", sa_type=String)
    sent_at: datetime
    answered_at: datetime | None = None


class Enrollment(SQLModel, table=True):
    """A person in a program: what they want to learn, what they can teach, and how much of it."""

    __table_args__ = (UniqueConstraint("program_id", "person_id"), one_of("state", EnrollmentState))

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(index=True, foreign_key="program.id")
    person_id: str = Field(index=True)
    state: EnrollmentState = Field(default="active", sa_type=String)
    paused_until: datetime | None = None
    mentee: bool = False
    mentor: bool = False
    goals: str = ""
    skills_wanted: list[str] = Field(default_factory=list, sa_type=JSON)
    learns_by: list[str] = Field(default_factory=list, sa_type=JSON)
    teaches: str = ""
    skills_offered: list[str] = Field(default_factory=list, sa_type=JSON)
    guides_by: list[str] = Field(default_factory=list, sa_type=JSON)
    drivers: list[str] = Field(default_factory=list, sa_type=JSON)
    languages: list[str] = Field(default_factory=list, sa_type=JSON)
    minutes: int = 120
    mentor_minutes: int = 0
    capacity: int = 0
    waited: int = 0
    joined_at: datetime
    finished_at: datetime | None = None
    left_at: datetime | None = None


class Avoidance(SQLModel, table=True):
    """Who would rather not be matched with whom. Nobody but its writer is ever shown it."""

    workspace_id: str
    program_id: int = Field(primary_key=True, foreign_key="program.id")
    person_id: str = Field(primary_key=True)
    avoided_id: str = Field(primary_key=True)


class Round(SQLModel, table=True):
    """One run of matching: asked for, proposed, published. With `for_person_id`, it looks for one replacement."""

    __table_args__ = (one_of("state", RoundState),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(index=True, foreign_key="program.id")
    state: RoundState = Field(default="asked", sa_type=String)
    for_person_id: str | None = None
    asked_by: str
    asked_at: datetime
    proposed_at: datetime | None = None
    published_at: datetime | None = None
    published_by: str | None = None
    people_version: str = ""
    seed: int = 0
    certificate: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class RoundInput(SQLModel, table=True):
    """What a round was computed from, as compressed JSON, so that it can be computed again."""

    round_id: int = Field(primary_key=True, foreign_key="round.id")
    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    inputs: bytes


class Proposal(SQLModel, table=True):
    """A pair that a round suggests, with its receipt: why these two."""

    __table_args__ = (UniqueConstraint("round_id", "mentee_id"), one_of("state", ProposalState))

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    round_id: int = Field(index=True, foreign_key="round.id")
    mentor_id: str
    mentee_id: str
    score: float = 0.0
    receipt: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    line: str = ""
    by_hand: bool = False
    state: ProposalState = Field(default="proposed", sa_type=String)
    decided_by: str | None = None


class Waiting(SQLModel, table=True):
    """Somebody whom a round could not match, why, and what would change it."""

    __table_args__ = (
        UniqueConstraint("round_id", "person_id"),
        Index("ix_waiting_person", "program_id", "person_id", "round_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    round_id: int = Field(foreign_key="round.id")
    person_id: str
    reason: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Mentorship(SQLModel, table=True):
    """A mentor, a mentee and their channel. The channel's name is stored before the channel is made.

    When a channel can't be used any more, `channel_lost` says how that came, and its id moves to `lost_channel_id`.
    `trouble` is the step at which the channel couldn't be opened, and Slack's word for why.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "channel_name"),
        one_of("state", MentorshipState),
        one_of("channel_lost", ChannelLost),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(index=True, foreign_key="program.id")
    round_id: int | None = Field(default=None, index=True, foreign_key="round.id")
    state: MentorshipState = Field(default="opening", sa_type=String)
    channel_name: str
    channel_id: str | None = Field(default=None, index=True)
    channel_lost: ChannelLost | None = Field(default=None, sa_type=String)
    lost_channel_id: str | None = Field(default=None, index=True)
    trouble: str = ""
    receipt: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    line: str = ""
    line_by: str | None = None
    matched_at: datetime
    opened_at: datetime | None = None
    ends_on: date
    ended_at: datetime | None = None
    ended_why: str | None = None
    cadence_days: int | None = None
    silent: int = 0


class Member(SQLModel, table=True):
    """A person in a mentorship. `in_channel`: whether they are in its channel, as far as Slack has said."""

    __table_args__ = (one_of("role", MemberRole),)

    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    mentorship_id: int = Field(primary_key=True, foreign_key="mentorship.id")
    person_id: str = Field(primary_key=True, index=True)
    role: MemberRole = Field(sa_type=String)
    agreed_at: datetime | None = None
    agreed_version: int | None = None
    in_channel: bool = False
    left_at: datetime | None = None


class Outcome(SQLModel, table=True):
    """One of the three outcomes of a mentorship's plan."""

    __table_args__ = (UniqueConstraint("mentorship_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    mentorship_id: int = Field(index=True, foreign_key="mentorship.id")
    position: int
    text: str
    due_on: date
    done_at: datetime | None = None


class Touchpoint(SQLModel, table=True):
    """A planned moment: of a mentorship, of a person, or of a whole program (its weekly digest).

    `key` is `kind`, whom it is for and the occasion in one string: the same moment is planned once.
    """

    __table_args__ = (
        UniqueConstraint("program_id", "key"),
        Index("ix_touchpoint_due", "state", "due_at"),
        Index("ix_touchpoint_mentorship", "mentorship_id", "state", "due_at"),
        one_of("state", TouchpointState),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(foreign_key="program.id")
    mentorship_id: int | None = Field(default=None, foreign_key="mentorship.id")
    person_id: str | None = None
    kind: str
    key: str
    due_at: datetime
    state: TouchpointState = Field(default="planned", sa_type=String)
    asked_at: datetime | None = None
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    failures: int = 0


class Reply(SQLModel, table=True):
    """One person's own answer to a survey or a calibration. Never shown to the partner."""

    __table_args__ = (UniqueConstraint("touchpoint_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(index=True, foreign_key="program.id")
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    person_id: str
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str = ""
    at: datetime


class Concern(SQLModel, table=True):
    """Somebody asked the owners for help, or told them something."""

    __table_args__ = (one_of("state", ConcernState),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int = Field(index=True, foreign_key="program.id")
    mentorship_id: int = Field(foreign_key="mentorship.id")
    person_id: str
    kind: str
    text: str = ""
    state: ConcernState = Field(default="open", sa_type=String)
    at: datetime
    settled_by: str | None = None
    answer: str = ""
    settled_at: datetime | None = None


class Letter(SQLModel, table=True):
    """The outbox: one call to Slack as intent. It is rendered when it is delivered.

    `called_at` is when its last call was made: the pace towards Slack counts these. While it's in the air, when it
    was claimed.
    """

    __table_args__ = (
        Index("ix_letter_line", "state", "priority", "planned_at", "id", "due_at"),
        Index(
            "ix_letter_kind",
            *("workspace_id", "kind", "recipient"),
            sqlite_where=NO_EDIT,
            postgresql_where=NO_EDIT,
        ),
        Index("ix_letter_called", "workspace_id", "called_at"),
        Index("ix_letter_edits", "edits", sqlite_where=AN_EDIT, postgresql_where=AN_EDIT),
        one_of("state", LetterState),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    program_id: int | None = Field(default=None, foreign_key="program.id")
    mentorship_id: int | None = Field(default=None, index=True, foreign_key="mentorship.id")
    kind: str
    recipient: str
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    dedupe_key: str = Field(unique=True)
    lane: str = ""
    edits: int | None = Field(default=None, foreign_key="letter.id")
    priority: int = 1
    created_at: datetime
    planned_at: datetime
    due_at: datetime
    state: LetterState = Field(default="ready", sa_type=String)
    lease_until: datetime | None = None
    called_at: datetime | None = None
    attempts: int = 0
    last_error: str = ""
    channel: str | None = None
    ts: str | None = None
    done_at: datetime | None = None


class Rest(SQLModel, table=True):
    """Until when letters of a sort (a kind, or "edit") wait in a workspace: all of them, and those in bulk.

    Slack has said so, or their method's minute is used up. Every replica obeys it.
    """

    workspace_id: str = Field(primary_key=True)
    sort: str = Field(primary_key=True)
    until: datetime
    bulk_until: datetime


class SeenEvent(SQLModel, table=True):
    """An event that was already acted on: Slack may send it again."""

    workspace_id: str = Field(primary_key=True)
    event_id: str = Field(primary_key=True)
    at: datetime


class Audit(SQLModel, table=True):
    """Who did what, when, to which object, and why. Append-only, and without anybody's free text."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str = Field(index=True)
    program_id: int | None = Field(default=None, foreign_key="program.id")
    at: datetime
    who: str
    what: str
    subject: str = ""
    why: str = ""
