"""What the answers to all surveys of a program say, in whole batches: never what one person said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

from sqlmodel import Session

from program.base.touchpoints import Moment
from storage.models import Reply
from storage.queries import replies

SCORES_FROM = 3
COMMENTS_FROM = 5


@dataclass(frozen=True)
class SurveyResults:
    """What an owner may read: the means of whole batches of answers, and comments in no order.

    `answers` counts the answers in it; None for a scale while too few people have answered.
    """

    answers: int
    useful: float | None
    ease: float | None
    comments: tuple[str, ...]


def survey_results(session: Session, *, program_id: int) -> SurveyResults:
    """What the answers to all surveys of a program say.

    Answers are shown in whole batches: scores of at least three people at a time, comments of at least five. So
    two readings differ by a whole batch or by nothing, and subtracting them says nothing about one person.
    """
    answers = replies.of_kind(session, program_id=program_id, kind=Moment.SURVEY.value)
    scored = _whole_batches(answers, SCORES_FROM)
    read = _whole_batches(answers, COMMENTS_FROM)
    comments = [reply.note for reply in read if reply.note]
    Random(f"{program_id}:{len(read)}").shuffle(comments)
    return SurveyResults(
        answers=len(scored),
        useful=_mean(scored, lambda reply: reply.answer["useful"]),
        ease=_mean(scored, lambda reply: reply.answer["ease"]),
        comments=tuple(comments),
    )


def _whole_batches(answers: Sequence[Reply], people: int) -> Sequence[Reply]:
    """The answers up to the last batch that is whole: each batch holds this many different people."""
    whole, batch = 0, set[str]()
    for count, reply in enumerate(answers, start=1):
        batch.add(reply.person_id)
        if len(batch) == people:
            whole, batch = count, set()
    return answers[:whole]


def _mean(answers: Sequence[Reply], score: Callable[[Reply], int]) -> float | None:
    return round(mean(map(score, answers)), 1) if answers else None
