"""Why two people were put together: what is so of them when it is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from matching.text.names import normal
from program.base.receipts import Word, words
from program.pair.mentorship import Someone
from storage.models import Enrollment, Mentorship, Person
from storage.queries import programs as ask


@dataclass(frozen=True)
class Why:
    """The words that both say; else what they have in common besides. `by_hand`: an owner chose them.

    `styles`: how one likes to learn and the other to guide. `drivers`: what drives both. `place`: where both are.
    `line`: what an owner says of it.
    """

    words: tuple[Word, ...] = ()
    by_hand: bool = False
    styles: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()
    place: str = ""
    line: str = ""
    line_by: str = ""


def why(session: Session, *, mentorship: Mentorship, there: Sequence[Someone]) -> Why:
    """Why these are a pair. Only a pair made by hand has no receipt."""
    shared = words(mentorship.receipt)
    author = ask.person(session, workspace_id=mentorship.workspace_id, person_id=mentorship.line_by or "")
    line, by = mentorship.line, author.name if author else ""
    if shared or not mentorship.receipt:
        return Why(shared, by_hand=not mentorship.receipt, line=line, line_by=by)
    mentees = [one.id for one in there if one.role == "mentee"]
    mentors = [one.id for one in there if one.role == "mentor"]
    answers = {one: _answers(session, mentorship, one) for one in (*mentees, *mentors)}
    people = ask.people(session, workspace_id=mentorship.workspace_id, ids=[*mentees, *mentors])
    return Why(
        styles=_shared(
            [answers[one].learns_by for one in mentees], [answers[one].guides_by for one in mentors]
        ),
        drivers=_shared([one.drivers for one in answers.values()]),
        place=_place(list(people.values())),
        line=line,
        line_by=by,
    )


def _answers(session: Session, mentorship: Mentorship, person_id: str) -> Enrollment:
    found = ask.enrollment(session, program_id=mentorship.program_id, person_id=person_id)
    assert found is not None  # whoever is in a pair has joined, and an erased one is in none
    return found


def _shared(*sides: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The codes that everybody has, in the order of the first."""
    said = [one for side in sides for one in side]
    return tuple(code for code in said[0] if all(code in one for one in said)) if said else ()


def _place(people: Sequence[Person]) -> str:
    places = {normal(one.location or "") for one in people}
    return (people[0].location or "").strip() if len(places) == 1 and "" not in places else ""
