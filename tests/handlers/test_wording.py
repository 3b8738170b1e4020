"""What the sentences say of the rules is what the rules do."""

import re
from datetime import date

import pytest

from handlers.views import wording
from handlers.views.enrollment import EACH
from handlers.views.language import Sentence
from program import sending
from program.base import spans
from program.base.refusals import No
from program.joining import answers, invitations
from program.joining.pool import PAIR_MINUTES
from program.pair import as_seen, corrections, endings, mentorship, pairs, partings, plans, silence
from program.pair.survey_results import COMMENTS_FROM, SCORES_FROM
from program.running import settings


@pytest.mark.parametrize(
    ("sentence", "said", "kept", "number"),
    [
        (wording.invitations.WAITS, "three months", invitations.NOT_NOW_HOLDS.days, 90),
        (wording.refusals.SENTENCES[No.NOBODY_TO_INVITE], "three months", invitations.NOT_NOW_HOLDS.days, 90),
        (wording.refusals.SENTENCES[No.DECLINE_LATE], "three days", mentorship.MAY_DECLINE.days, 3),
        (wording.checkins.ALREADY["met"], "a week", corrections.CORRECTABLE.days, 7),
        (wording.silence.STAY_SAID["pause"], "four weeks", silence.PAUSE.days, 28),
        (wording.silence.STAY_SILENT, "within a week", silence.OWNER_HEARS_AFTER.days, 7),
        (wording.privacy.WHO, "first 30 days", as_seen.MET_WITHIN.days, 30),
        (wording.closing.PAIR_MET, "first 30 days", as_seen.MET_WITHIN.days, 30),
        (wording.privacy.NEVER, "scores are shown from three people", SCORES_FROM, 3),
        (wording.privacy.NEVER, "notes from five", COMMENTS_FROM, 5),
        (wording.surveys.WHO, "once three people have answered", SCORES_FROM, 3),
        (wording.surveys.WHO, "notes once five have", COMMENTS_FROM, 5),
        (wording.closing.END_OWN_SURE, "Within three days", partings.LATEST_START.days, 3),
        (wording.closing.END_OWN_NOTED, "a week", endings.ARCHIVED_AFTER.days, 7),
        (wording.absence.LEAVE_CHANNEL, "a week", endings.ARCHIVED_AFTER.days, 7),
        (wording.calibration.ELSE_SURE, "two weeks", partings.LONGEST.days, 14),
        (wording.home.FAREWELL, "a month after", pairs.OPEN_AFTER_END.days, 30),
        (wording.plans.INTRO, "three outcomes", plans.MOST, 3),
        (wording.setup.PURPOSE_HINT, "300 characters", settings.PURPOSE_LIMIT, 300),
        (wording.help.FOOT, "two things a week", sending.PROMPTS_A_WEEK, 2),
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


def test_the_time_that_somebody_gives_changes_no_match_as_the_form_says() -> None:
    """The least that can be chosen is what a mentorship takes, so every choice is enough for each place."""
    assert min(wording.enrollment.TIMES) >= PAIR_MINUTES
    assert min(EACH) >= PAIR_MINUTES
    assert "nobody is matched by it" in str(wording.enrollment.MINUTES_HINT)
    assert "doesn't depend on the time" in str(wording.enrollment.ROOM_HINT)


def test_the_charter_says_nothing_of_versions_since_a_new_one_is_asked_of_new_pairs_alone() -> None:
    said = [value for name, value in vars(wording.mentorship).items() if name.startswith("CHARTER")]
    assert "version" not in str([str(one) for one in said]).lower()


def test_help_offers_pauses_that_are_understood() -> None:
    offered = re.findall(r"`([^`]+)`", str(wording.help.PAUSE))
    assert offered
    assert all(spans.ends(said, date(2026, 3, 2)) for said in offered)
