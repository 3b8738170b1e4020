"""Who may be paired with whom: the rules that are never broken, for a round, for a pair by hand and at publishing."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session

from program.base.calendar import Local, overlap_minutes
from program.base.namesakes import all_called
from program.base.refusals import No
from storage.models import Program
from storage.queries import mentorships, programs, rounds
from storage.queries.programs import Enrolled, Known

PAIR_MINUTES = 30
"""Minutes a month that a mentorship takes of a mentor."""


@dataclass(frozen=True)
class Bar:
    """Why two people can't be paired, and because of which of them."""

    why: No
    side: Literal["mentor", "mentee"]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Everybody of a program as matching sees them, read once."""

    program: Program
    enrollments: Mapping[str, Enrolled]
    people: Mapping[str, Known]
    managers: Mapping[str, str]
    avoided: frozenset[tuple[str, str]]
    closed: frozenset[tuple[str, str]]
    taken: Mapping[str, int]
    matched: frozenset[str]
    names: Mapping[str, str]

    @classmethod
    def read(
        cls, session: Session, program: Program, *, replacing: str | None = None, also: Collection[str] = ()
    ) -> "Pool":
        """`replacing`: this mentee's mentor is being replaced, so that having one is no bar. `also`: others to know."""
        people = programs.known(session, workspace_id=program.workspace_id, program_id=program.id, also=also)
        return cls(
            program=program,
            enrollments=programs.enrolled(session, program_id=program.id),
            people=people,
            names=all_called(
                session, program=program, names={one: person.name or one for one, person in people.items()}
            ),
            managers=rounds.reporting_lines(session, workspace_id=program.workspace_id),
            avoided=frozenset(rounds.avoidances(session, program_id=program.id)),
            closed=frozenset(mentorships.pairs_ever(session, program_id=program.id)),
            taken=mentorships.seats_taken(session, program_id=program.id),
            matched=frozenset(rounds.mentees_with_mentor(session, program_id=program.id) - {replacing}),
        )

    def absent(self, person_id: str) -> No | None:
        """Why this person can't be matched with anybody now."""
        enrollment, person = self.enrollments.get(person_id), self.people.get(person_id)
        if enrollment is None:
            return No.PAIR_LEFT
        if person is None or person.bot:
            return No.PAIR_UNKNOWN
        if person.deactivated:
            return No.PAIR_DEACTIVATED
        if person.guest and not self.program.guests:
            return No.PAIR_GUEST
        return No.PAIR_PAUSED if enrollment.state == "paused" else None

    def seeks(self, person_id: str) -> No | None:
        """Why this person gets no mentor now, whoever it would be."""
        absent = self.absent(person_id)
        if absent is not None:
            return absent
        if not self.enrollments[person_id].mentee:
            return No.PAIR_NOT_MENTEE
        return No.PAIR_HAS_MENTOR if person_id in self.matched else None

    def gives(self, person_id: str, held: Mapping[str, int] | None = None) -> No | None:
        """Why this person takes no mentee now, when `held` of their places are promised besides."""
        absent = self.absent(person_id)
        if absent is not None:
            return absent
        if not self.enrollments[person_id].mentor:
            return No.PAIR_NOT_MENTOR
        return No.PAIR_FULL if self.free(person_id) <= (held or {}).get(person_id, 0) else None

    def free(self, mentor_id: str) -> int:
        """How many more mentees a mentor can take."""
        return max(0, self.enrollments[mentor_id].capacity - self.taken.get(mentor_id, 0))

    def minutes(self, mentor_id: str) -> int:
        """How many minutes a month a mentor has for further mentees."""
        said = self.enrollments[mentor_id]
        given = said.mentor_minutes or said.capacity * PAIR_MINUTES
        return max(0, given - self.taken.get(mentor_id, 0) * PAIR_MINUTES)

    def forbids(self, mentor_id: str, mentee_id: str) -> No | None:
        """Why these two can never be paired, however free they are."""
        if mentor_id == mentee_id:
            return No.PAIR_SELF
        pair, turned = (mentor_id, mentee_id), (mentee_id, mentor_id)
        if pair in self.avoided or turned in self.avoided:
            return No.PAIR_NEVER
        if pair in self.closed or turned in self.closed:
            return No.PAIR_CLOSED
        if mentor_id in self._above(mentee_id) or mentee_id in self._above(mentor_id):
            return No.PAIR_LINE
        return None

    def bar(self, mentor_id: str, mentee_id: str, held: Mapping[str, int] | None = None) -> Bar | None:
        """The first thing in the way of this pair, if anything is."""
        if why := self.seeks(mentee_id):
            return Bar(why, "mentee")
        if why := self.forbids(mentor_id, mentee_id) or self.gives(mentor_id, held):
            return Bar(why, "mentor")
        return None

    def mentees(self) -> list[str]:
        """Who waits for a mentor now, in the order in which they joined. Whoever has finished does not."""
        return [
            person_id
            for person_id, enrollment in self.enrollments.items()
            if enrollment.finished_at is None and self.seeks(person_id) is None
        ]

    def mentors(self) -> list[str]:
        """Who has a place now."""
        return [person_id for person_id in self.enrollments if self.gives(person_id) is None]

    def newcomers(self, since: datetime) -> int:
        """How many who could be matched have joined since then."""
        there = {*self.mentees(), *self.mentors()}
        return sum(self.enrollments[person_id].joined_at > since for person_id in there)

    def without_mentee(self) -> list[str]:
        """Mentors with places of whom nobody has been given any."""
        return [person_id for person_id in self.mentors() if not self.taken.get(person_id)]

    def name(self, person_id: str) -> str:
        return self.names.get(person_id, person_id)

    def overlap(self, mentor_id: str, mentee_id: str, day: date) -> int:
        """How many minutes of that day both are at work."""
        there = [self.people[one] for one in (mentor_id, mentee_id) if one in self.people]
        return overlap_minutes([Local(person.time_zone) for person in there], day)

    def _above(self, person_id: str) -> set[str]:
        """Everybody above somebody; a loop in the reporting lines ends where it began."""
        line: set[str] = set()
        at = self.managers.get(person_id)
        while at is not None and at not in line:
            line.add(at)
            at = self.managers.get(at)
        return line


def places(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many places these (mentor, mentee) pairs take of each mentor."""
    return Counter(mentor for mentor, _ in pairs)
