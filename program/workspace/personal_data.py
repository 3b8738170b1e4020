"""What is kept about one person, as they are shown it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Work:
    """What the people file says."""

    manager: str
    department: str
    location: str
    level: str


@dataclass(frozen=True)
class Part:
    """What somebody said when they joined a program."""

    program: str
    state: str
    joined_at: datetime
    goals: str
    skills_wanted: tuple[str, ...]
    learns_by: tuple[str, ...]
    teaches: str
    skills_offered: tuple[str, ...]
    guides_by: tuple[str, ...]
    drivers: tuple[str, ...]
    languages: tuple[str, ...]
    minutes: int
    """A month, to learn in; 0 for whoever only teaches."""
    mentor_minutes: int
    """A month, for all mentees together."""
    places: int
    avoids: tuple[str, ...]


@dataclass(frozen=True)
class Goal:
    text: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True)
class Together:
    """One mentorship, with its plan."""

    partners: tuple[str, ...]
    role: str
    since: datetime
    until: datetime | None
    agreed_at: datetime | None
    plan: tuple[Goal, ...]
    channel: str = ""
    own_words: tuple[str, ...] = ()
    """What of this person's words said why these two."""
    line: str = ""
    """What an owner said of it."""


@dataclass(frozen=True)
class Said:
    """An answer that was given to the bot alone."""

    kind: str
    at: datetime
    answer: dict[str, object]
    note: str


@dataclass(frozen=True)
class Tapped:
    """A check-in that this person answered for the pair."""

    at: datetime
    answer: str


@dataclass(frozen=True)
class Asked:
    """A request to the owners."""

    kind: str
    at: datetime
    text: str
    state: str
    answer: str = ""


@dataclass(frozen=True)
class Sent:
    """A message from the bot."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Deed:
    """A line in the record of changes."""

    what: str
    subject: str
    at: datetime


@dataclass(frozen=True)
class Invited:
    program: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Run:
    """A program that this person runs, or set up."""

    program: str
    since: datetime | None


@dataclass(frozen=True)
class Waited:
    """A round that had nobody for this person, and why, as they may know it."""

    program: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Planned:
    """Something that the bot has in mind for this person alone."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class PersonalData:
    """All of it."""

    id: str
    name: str
    email: str
    time_zone: str
    locale: str
    work: Work
    parts: tuple[Part, ...]
    together: tuple[Together, ...]
    answers: tuple[Said, ...]
    taps: tuple[Tapped, ...]
    requests: tuple[Asked, ...]
    invitations: tuple[Invited, ...]
    letters: tuple[Sent, ...]
    deeds: tuple[Deed, ...]
    handle: str = ""
    admin: bool = False
    means: str = ""
    """The program that /mentor means."""
    places: tuple[str, ...] = ()
    """User groups and channels that a program is for, and that this person is in."""
    runs: tuple[Run, ...] = ()
    waits: tuple[Waited, ...] = ()
    planned: tuple[Planned, ...] = ()
