"""What people say when they join: kept, checked, and shown to them again."""

from dataclasses import dataclass, field
from typing import Literal

from sqlmodel import Session

from matching.text.names import normal
from program.base.refusals import No, Refusal
from storage.models import Enrollment
from storage.queries import programs

Role = Literal["mentee", "mentor", "both"]
TEXT_LIMIT = 500
SKILLS_LIMIT = 8
SKILL_LIMIT = 40
MOST_PLACES = 5


@dataclass(frozen=True, kw_only=True)
class Learning:
    """What a mentee says."""

    goals: str = ""
    skills: tuple[str, ...] = ()
    learns_by: tuple[str, ...] = ()
    minutes: int = 120


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """What a mentor says: `places` for mentees, and `minutes` a month for each of them."""

    teaches: str = ""
    skills: tuple[str, ...] = ()
    guides_by: tuple[str, ...] = ()
    places: int = 1
    minutes: int = 60


@dataclass(frozen=True, kw_only=True)
class Common:
    """What both say. `avoid` is seen by nobody but its writer."""

    drivers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Everything somebody has said, as the form shows it."""

    role: Role = "mentee"
    learning: Learning = field(default_factory=Learning)
    teaching: Teaching = field(default_factory=Teaching)
    common: Common = field(default_factory=Common)


def apply_learning(enrollment: Enrollment, said: Learning) -> None:
    _check_text(said.goals, "enrollment_goals")
    enrollment.goals = said.goals
    enrollment.skills_wanted = _skills(said.skills, "enrollment_skills_wanted")
    enrollment.learns_by = list(said.learns_by)
    enrollment.minutes = said.minutes


def apply_teaching(enrollment: Enrollment, said: Teaching) -> None:
    _check_text(said.teaches, "enrollment_teaches")
    enrollment.teaches = said.teaches
    enrollment.skills_offered = _skills(said.skills, "enrollment_skills_offered")
    enrollment.guides_by = list(said.guides_by)
    enrollment.capacity = min(max(said.places, 1), MOST_PLACES)
    enrollment.mentor_minutes = enrollment.capacity * said.minutes


def _check_text(text: str, field: str) -> None:
    if not text:
        raise Refusal(No.EMPTY, field=field)
    if len(text) > TEXT_LIMIT:
        raise Refusal(No.TOO_LONG, field=field, limit=TEXT_LIMIT, length=len(text))


def _skills(said: tuple[str, ...], field: str) -> list[str]:
    skills = list({normal(skill): skill for skill in reversed(said)}.values())[::-1]
    if len(skills) > SKILLS_LIMIT:
        raise Refusal(No.TOO_MANY_SKILLS, field=field, limit=SKILLS_LIMIT, length=len(skills))
    longest = max(skills, key=len, default="")
    if len(longest) > SKILL_LIMIT:
        raise Refusal(No.SKILL_TOO_LONG, field=field, limit=SKILL_LIMIT, length=len(longest))
    return skills


def answers_of(session: Session, enrollment: Enrollment) -> Answers:
    """What somebody has said, back in the shape of the form."""
    role: Role = "both" if enrollment.mentee and enrollment.mentor else "mentee"
    if enrollment.mentor and not enrollment.mentee:
        role = "mentor"
    return Answers(
        role=role,
        learning=Learning(
            goals=enrollment.goals,
            skills=tuple(enrollment.skills_wanted),
            learns_by=tuple(enrollment.learns_by),
            minutes=enrollment.minutes,
        ),
        teaching=teaching_of(enrollment),
        common=Common(
            drivers=tuple(enrollment.drivers),
            languages=tuple(enrollment.languages),
            avoid=tuple(
                programs.avoided_by(session, program_id=enrollment.program_id, person_id=enrollment.person_id)
            ),
        ),
    )


def teaching_of(enrollment: Enrollment) -> Teaching:
    """The mentor's side alone."""
    places = max(enrollment.capacity, 1)
    return Teaching(
        teaches=enrollment.teaches,
        skills=tuple(enrollment.skills_offered),
        guides_by=tuple(enrollment.guides_by),
        places=places,
        minutes=(enrollment.mentor_minutes or 60) // places,
    )
