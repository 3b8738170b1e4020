"""Everything that can be answered or chosen has its label and its sentence: a missing one would break its card."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args

import pytest

from handlers.views import invitations as cards
from handlers.views import setup as setup_form
from handlers.views import wording
from matching.scoring import gates
from program.base import receipts
from program.joining import answers, audiences
from program.pair import calibration, channels, checkins, concerns, declining, plans, rhythm, silence
from program.rounds import candidates
from program.running import home, person_status, settings, waits
from storage.models import InvitationState, Program, ProposalState, RoundState

SAID: Mapping[str, tuple[Any, Any]] = {
    "a check-in's labels": (checkins.Answer, wording.checkins.ANSWERS),
    "a check-in's sentences": (checkins.Answer, wording.checkins.SAID),
    "a check-in that was answered": (checkins.Answer, wording.checkins.ALREADY),
    "stay, pause or stop": (silence.Choice, wording.silence.STAY_SAID),
    "the question after a month": (calibration.Choice, wording.calibration.SAID),
    "what may change": (calibration.Change, wording.calibration.ADJUSTMENTS),
    "a change of rhythm": (calibration.Rhythm, wording.calibration.RHYTHM_ASK),
    "what became of it": (rhythm.Outcome, wording.calibration.RHYTHM_OUTCOME),
    "a concern's title": (concerns.Kind, wording.concerns.TITLE),
    "a concern's question": (concerns.Kind, wording.concerns.ASK),
    "a concern's card": (concerns.Kind, wording.concerns.CARD),
    "a settled concern": (concerns.Kind, wording.concerns.DONE),
    "a concern on Home": (concerns.Kind, wording.running.REQUEST),
    "a plan's menu": (plans.Mark, wording.plans.MARK),
    "a lost channel": (channels.ChannelLost, wording.mentorship.LOST),
    "what follows a decline": (declining.Next, wording.announcements.DECLINED),
    "roles": (answers.Role, wording.enrollment.ROLES),
    "roles in a sentence": (answers.Role, wording.enrollment.AS),
    "audiences": (audiences.Audience, wording.setup.AUDIENCES),
    "lists on Home": (home.Kind, wording.lists.TITLES),
    "a proposal's state": (ProposalState, wording.matchmaking.STATES),
}
"""Codes, and their words: the same ones."""
OF_SOME: Mapping[str, tuple[Iterable[str], Any]] = {
    "who may not join": ({*get_args(audiences.Admission)} - {"in"}, wording.enrollment.OUTSIDE),
    "an answered invitation": ({*get_args(InvitationState)} - {"sent"}, cards.ANSWERED),
    "a setting, where two owners collide": ((*settings.COLUMNS, settings.OWNERS), setup_form.LABELS),
    "a round's news": ({*get_args(RoundState), "failed"} - {"asked"}, wording.announcements.ROUND_TEXTS),
    "scales": (("useful", "ease"), wording.surveys.SCALES),
    "scales on Home": (("useful", "ease"), wording.running.SCALES),
    "next steps": (person_status.SHOWN, wording.home.STEPS),
    "what waits for somebody": (person_status.SHOWN, wording.home.WAITS),
}


@pytest.mark.parametrize("of", SAID)
def test_every_answer_and_choice_has_its_words(of: str) -> None:
    codes, words = SAID[of]
    assert set(words) == set(get_args(codes))
    assert all(words.values())


@pytest.mark.parametrize("of", OF_SOME)
def test_so_has_what_is_shown_of_a_larger_set(of: str) -> None:
    codes, words = OF_SOME[of]
    assert set(words) == set(codes)
    assert all(words.values())


def test_the_form_sets_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that it forgot would fall back to its default each time that an owner saves."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(setup_form, "SettingsDraft", given.update)
    setup_form.read({})
    assert set(given) == {setting.name for setting in fields(settings.SettingsDraft)}


def test_every_score_has_its_label() -> None:
    for scale in wording.surveys.SCALES.values():
        assert set(scale) == set("12345")


RULES = candidates.rules(Program.model_fields["min_overlap_minutes"].default, seed=1)
NEVER = {"minutes"} if min(wording.enrollment.TIMES) >= RULES.pair_minutes else set()
"""Everybody who joins gives as much time as a mentorship takes."""


def test_the_reasons_to_wait_that_can_occur_are_those_that_have_words() -> None:
    """Who avoids whom is nobody's to read: those are told as one."""
    found = {receipts.openly(reason) for reason in gates.reasons(RULES) - NEVER}
    assert set(wording.reasons.WAITING_SELF) == set(waits.REASONS)
    assert set(wording.reasons.WAITING_REASONS) == {*found, *waits.REASONS}
    assert not receipts.PRIVATE_REASONS & {*found, *waits.REASONS}


def test_the_changes_that_can_help_are_those_that_have_words() -> None:
    assert set(wording.reasons.LEVERS) == gates.levers(RULES) - NEVER
    assert set(wording.reasons.OWN_LEVERS) == gates.levers(RULES) - NEVER - {"capacity"}
