"""Cards and forms of check-ins, concerns, surveys, calibration and the end: within Slack's limits, and inert."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from handlers.views import absence, calibration, checkins, closing, concerns, silence, surveys
from handlers.views.kit import Call, Message, View
from program.joining import absence as absences
from program.pair import calibration as calibrations
from program.pair import checkins as check_ins
from program.pair import closing as closings
from program.pair import concerns as worries
from program.pair import endings, rhythm
from program.pair import silence as silences
from program.pair import surveys as questions
from program.pair.as_seen import PairAsSeen
from sandbox.blockkit import check_blocks, check_view

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG = "Wilhelmina-Charlotte <!channel> & Montgomery the Third of Somewhere " * 3
NAMES = ("Grace Osei", LONG)


def a_check_in(**facts: object) -> check_ins.CheckIn:
    known: dict[str, object] = {
        "touchpoint_id": 7,
        "mentorship_id": 3,
        "to": "C1",
        "here": True,
        "ids": ("UADA", "UGRACE"),
        "partners": NAMES,
        "since": AT,
        "answer": "",
        "by": "",
        "next_at": AT,
        "owners": NAMES,
        "ended": False,
        "stands": False,
    }
    return check_ins.CheckIn(**{**known, **facts})  # type: ignore[arg-type]


def cards() -> Iterator[tuple[str, Call]]:
    for ended in (False, True):
        for answer in ("", "met", "planned", "not_yet"):
            for here in (True, False):
                shown = a_check_in(
                    answer=answer, by=LONG, here=here, ended=ended, next_at=None if ended else AT
                )
                yield f"check-in {answer} {here} {ended}", checkins.card(shown)
        for answer in ("", "stay", "pause", "stop"):
            for owned in (True, False):
                stay = silences.StayCard(7, "UADA", NAMES, answer, ended, owned)
                yield f"stay {answer} {ended} {owned}", silence.card(stay)
        for answer in ("", "keep", "adjust", "someone_else"):
            for over in (False, True):
                asked = calibrations.CalibrationCard(7, "UADA", NAMES, answer, ended, over)
                yield f"calibration {answer} {ended} {over}", calibration.card(asked)
        for what in calibrations.RHYTHMS:
            for outcome in ("", "yes", "no"):
                proposal = rhythm.RhythmCard(7, "C1", True, ("UADA",), NAMES, what, 14, 28, 1, outcome, ended)
                yield f"rhythm {what} {outcome} {ended}", calibration.proposal(proposal)
        for last in (False, True):
            for answered in (False, True):
                survey = questions.SurveyCard(7, "UADA", NAMES, LONG, last, answered, ended)
                yield f"survey {last} {answered} {ended}", surveys.card(survey)
    yield "quiet", silence.quiet(silences.Quiet("UOLGA", NAMES, LONG, 3))
    for kind in worries.KINDS:
        for settled in (None, AT):
            for again in (False, True):
                worry = worries.ConcernCard(
                    5, "UOLGA", LONG, NAMES, LONG, kind, "<!channel> &" * 125, AT, "Olga", settled, again
                )
                yield f"concern {kind} {settled} {again}", concerns.card(worry)
        done = worries.Settled("UADA", 3, kind, NAMES, "Olga", AT)
        yield f"concern {kind} is settled", concerns.settled(done)
    for departed in (False, True):
        for over in (False, True):
            ended_card = endings.Ended("UADA", NAMES, LONG, departed, AT, over)
            yield f"ended {departed} {over}", closing.ended(ended_card)
    for here, kept in ((True, False), (True, True), (False, False)):
        thanks = endings.Thanks(9, "C1", ("UADA",), NAMES, here, LONG, None if kept else AT, 1, kept)
        yield f"thanks {here} {kept}", closing.thanks(thanks)
    pair = PairAsSeen(1, NAMES, AT, AT, met=True, outcomes=3, outcomes_done=2)
    yield "summary", closing.summary(closings.Summary("UOLGA", LONG, 1, (pair,) * 200))
    yield "offer", closing.mentor_next(closings.Offer("UGRACE", LONG, 1))


def forms() -> Iterator[tuple[str, View]]:
    yield "correction", checkins.form(check_ins.Stands(7, "met", LONG, True))
    for kind in worries.KINDS:
        yield f"concern {kind}", concerns.form(worries.Audience(3, NAMES), kind)
    yield "survey", surveys.form(questions.SurveyCard(7, "UADA", NAMES, LONG, False, False, False))
    options = (*calibrations.RHYTHMS, "owner")
    yield "changes", calibration.form(calibrations.Changes(7, 3, NAMES, 14, options))


@pytest.mark.parametrize(
    ("name", "call"), list(cards()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_card_keeps_slacks_limits_and_what_people_wrote_pings_nobody(name: str, call: Call) -> None:
    assert check_blocks(call.args["blocks"], "message") == [], name
    assert call.args["text"]
    assert "<!channel>" not in call.args["text"]
    for block in call.args["blocks"]:
        pieces = [block.get("text"), *block.get("elements", [])]
        assert not any(
            "<!channel>" in str(piece) for piece in pieces if piece and piece.get("type") == "mrkdwn"
        )


@pytest.mark.parametrize(
    ("name", "view"), list(forms()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_form_keeps_slacks_limits(name: str, view: View) -> None:
    assert check_view(view.args()) == [], name


def test_a_card_to_one_person_mentions_nobody() -> None:
    assert "<@" not in str(checkins.card(a_check_in(here=False)).args["blocks"])


def test_a_card_in_the_channel_mentions_both() -> None:
    assert "<@UADA> and <@UGRACE>" in str(checkins.card(a_check_in()).args["blocks"])


def test_without_an_owner_to_tell_help_is_not_offered() -> None:
    assert "concerns_" in str(checkins.card(a_check_in()).args["blocks"])
    assert "concerns_" not in str(checkins.card(a_check_in(owners=())).args["blocks"])


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (7, "every week"),
        (14, "every two weeks"),
        (56, "every eight weeks"),
        (70, "every 10 weeks"),
        (10, "every 10 days"),
    ],
)
def test_a_rhythm_is_said_in_words(days: int, words: str) -> None:
    assert calibration.every(days) == words


@pytest.mark.parametrize(("asked", "promise"), [("someone_else", "is looked for"), ("keep", "keep going")])
def test_after_the_end_day_30_promises_nothing_any_more(asked: str, promise: str) -> None:
    living, ended = (
        str(calibration.card(calibrations.CalibrationCard(7, "UADA", NAMES, asked, gone, False)).args)
        for gone in (False, True)
    )
    assert promise in living
    assert promise not in ended
    assert "has ended" in ended


@pytest.mark.parametrize(("answer", "promise"), [("pause", "For four weeks"), ("stop", "within a few days")])
def test_after_the_end_neither_does_stay_pause_or_stop(answer: str, promise: str) -> None:
    living, ended = (
        str(silence.card(silences.StayCard(7, "UADA", NAMES, answer, gone, True)).args)
        for gone in (False, True)
    )
    assert promise in living
    assert promise not in ended
    assert "has ended" in ended


def test_an_owner_hears_of_a_silence_where_there_is_one() -> None:
    owned, alone = (
        str(silence.card(silences.StayCard(7, "UADA", NAMES, "", False, owned)).args)
        for owned in (True, False)
    )
    assert "tell the program" in owned
    assert "owner" not in alone
    assert "I go quiet." in alone


@pytest.mark.parametrize("view", [closing.owner_ended, closing.ending_noted])
def test_a_channel_is_archived_where_there_is_one(view: Callable[[closings.Parted], Message]) -> None:
    there, nowhere = (str(view(closings.Parted(NAMES, channel)).args()) for channel in (True, False))
    assert "archived" in there
    assert "archived" not in nowhere


def test_whoever_leaves_reads_of_a_channel_where_there_is_one() -> None:
    def says(channel: bool) -> str:
        asked = absence.leave_form(absences.Stakes(1, "Growing", NAMES, (), channel))
        return f"{asked.args()} {absence.left(absences.Left('Growing', channel, False)).args()}"

    assert says(True).count("archived") == 2
    assert "archived" not in says(False)


def test_whoever_is_back_in_a_program_that_is_over_is_promised_no_match() -> None:
    open_still, over = (
        str(absence.resumed(absences.Resumed("Growing", True, over)).text) for over in (False, True)
    )
    assert "match you as before" in open_still
    assert "match nobody" in over
