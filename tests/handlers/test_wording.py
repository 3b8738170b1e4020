"""What the sentences say of the rules is what the rules do."""

import pytest

from handlers.views import wording
from handlers.views.language import Sentence
from program.base.refusals import No
from program.joining import answers, invitations
from program.pair import corrections, mentorship, silence


@pytest.mark.parametrize(
    ("sentence", "said", "kept", "number"),
    [
        (wording.invitations.WAITS, "three months", invitations.NOT_NOW_HOLDS.days, 90),
        (wording.refusals.SENTENCES[No.NOBODY_TO_INVITE], "three months", invitations.NOT_NOW_HOLDS.days, 90),
        (wording.refusals.SENTENCES[No.DECLINE_LATE], "three days", mentorship.MAY_DECLINE.days, 3),
        (wording.checkins.ALREADY["met"], "a week", corrections.CORRECTABLE.days, 7),
        (wording.silence.STAY_SAID["pause"], "four weeks", silence.PAUSE.days, 28),
        (wording.silence.STAY_SILENT, "within a week", silence.OWNER_HEARS_AFTER.days, 7),
        (wording.enrollment.GOALS_HINT, "500 characters", answers.TEXT_LIMIT, 500),
        (wording.enrollment.TEACHES_HINT, "500 characters", answers.TEXT_LIMIT, 500),
        (wording.enrollment.SKILLS_HINT, "eight", answers.SKILLS_LIMIT, 8),
    ],
)
def test_a_number_in_a_sentence_is_the_number_of_the_rule(
    sentence: Sentence, said: str, kept: int, number: int
) -> None:
    assert said in str(sentence)
    assert kept == number


def test_no_sentence_promises_more_than_is_kept() -> None:
    """A survey still comes in a pair's pause, "not now" is asked again, and departments differ by chance."""
    assert "nothing" not in str(wording.silence.STAY_SAID["pause"])
    assert "twice" not in str(wording.refusals.SENTENCES[No.NOBODY_TO_INVITE])
    assert "meant" not in str(wording.mentorship.INTRO_APART)


def test_who_may_read_what_is_shared_is_said_where_it_is_written() -> None:
    for hint in (
        wording.enrollment.GOALS_HINT,
        wording.enrollment.TEACHES_HINT,
        wording.enrollment.SKILLS_HINT,
    ):
        assert "owners may read" in str(hint)
