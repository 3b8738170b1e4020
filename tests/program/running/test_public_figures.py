"""What a channel reads of a program: no number, no remainder and no difference is of fewer than three."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from handlers.views import digest as views
from program.base.touchpoints import Moment, plan
from program.pair.survey_results import SurveyResults, survey_results
from program.running.decisions import Decisions, decisions
from program.running.digest import Digest, preview
from program.running.figures import Figures, Reason, Share
from program.running.public_figures import SMALL, Counts, counts
from program.running.status import run_by
from storage.models import Concern, Enrollment, Reply
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program

NOTHING_OPEN = Decisions((), (), (), (), ())
AS_IS = re.compile(r"^(Pulse|Open for the owners)")
"""Whole batches of answers, and things that are about nobody."""
SPAN = re.compile(r"(\d+)–(\d+)")
"""A count as it is told: the least and the most that it may stand for."""


@st.composite
def a_state(draw: st.DrawFn) -> Figures:
    """A program of up to twenty people, each in one place."""
    mentees, mentors = draw(st.integers(0, 14)), draw(st.integers(0, 6))
    joined = mentees + mentors
    started = draw(st.integers(0, 8))
    met = draw(st.integers(0, started))
    codes = draw(
        st.lists(st.sampled_from(["language", "capacity", "times", "no_round_yet"]), max_size=mentees)
    )
    return Figures(
        at=MONDAY,
        program_id=1,
        program="Growing together",
        joined=joined,
        mentees=mentees,
        mentors=mentors,
        ready=Share(draw(st.integers(0, joined)), joined),
        matched=Share(draw(st.integers(0, joined)), joined),
        met=Share(met, started),
        in_time=draw(st.integers(0, started - met)),
        pulse=SurveyResults(0, None, None, ()),
        waiting=tuple(
            Reason(code, tuple("a name" for one in codes if one == code)) for code in sorted(set(codes))
        ),
    )


def read_in_channel(state: Figures) -> dict[str, list[int]]:
    """The least of every count that a channel reads, by the line in which it stands; the chart's too."""
    shown = counts(state, NOTHING_OPEN)
    chart = views.chart(shown)["chart"]
    found = {"chart": [each["value"] for each in chart["series"][0]["data"]]}
    for line in [*views.lines(shown), *chart["axis_config"]["categories"]]:
        if AS_IS.match(line):
            continue
        words = line.replace("within 30 days", "").replace(f"once {SMALL}", "")
        assert not re.search(r"\d", SPAN.sub("", words)), f"told to one: {line}"
        spans = spans_of(words)
        assert all(most - least == SMALL - 1 for least, most in spans), line
        found[line] = [least for least, _ in spans]
    return found


def spans_of(line: str) -> list[tuple[int, int]]:
    return [(int(least), int(most)) for least, most in SPAN.findall(line)]


def the_line(state: Figures, start: str) -> list[tuple[int, int]]:
    """What a line of the digest tells."""
    [line] = [line for line in views.lines(counts(state, NOTHING_OPEN)) if line.startswith(start)]
    return spans_of(line)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(a_state(), a_state())
def test_numbers_remainders_and_differences_are_three_or_more(before: Figures, after: Figures) -> None:
    first, second = read_in_channel(before), read_in_channel(after)
    known = {number for line in (*first.values(), *second.values()) for number in line} | {0}
    for one, other in combinations(sorted(known), 2):
        assert other - one >= SMALL, (first, second)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(a_state())
def test_reasons_add_up_to_no_more_than_all_who_wait(state: Figures) -> None:
    shown = counts(state, NOTHING_OPEN)
    assert sum(count for _, count in shown.reasons) <= shown.waiting <= state.joined


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(a_state())
def test_one_more_who_joins_is_shown_ready_only_among_three(state: Figures) -> None:
    """A newcomer who is ready and one who is not read the same, or the same as three who are."""
    size = state.joined + 1
    joined = [
        counts(
            replace(state, joined=size, ready=Share(min(size, state.ready.number + more), size)), NOTHING_OPEN
        )
        for more in range(4)
    ]
    assert joined[1] in (joined[0], joined[3]) or size < state.ready.number + 3


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(a_state().filter(lambda state: state.joined >= SMALL))
def test_what_is_told_is_true_of_the_exact_numbers(state: Figures) -> None:
    """Both parts of a share, and each reason among all who wait."""
    waiting = [len(reason.names) for reason in state.waiting]
    told = {
        "Joined": (state.joined, state.mentees, state.mentors),
        "Ready": (state.ready.number, state.ready.of),
        "In a pair": (state.matched.number, state.matched.of),
        "Waiting": (sum(waiting), *sorted((one for one in waiting if one >= SMALL), reverse=True)),
    }
    if state.met.of >= SMALL:
        told["Met"] = (state.met.number, state.met.of)
    for start, exact in told.items():
        for (least, most), number in zip(the_line(state, start), exact, strict=False):
            assert least <= number <= most, start


def test_a_share_says_what_it_may_be() -> None:
    state = Figures(
        at=MONDAY,
        program_id=1,
        program="Growing together",
        joined=26,
        mentees=20,
        mentors=6,
        ready=Share(21, 26),
        matched=Share(2, 26),
        met=Share(3, 5),
        in_time=1,
        pulse=SurveyResults(0, None, None, ()),
        waiting=(Reason("language", ("a name",) * 5), Reason("no_mentors", ("a name",) * 4)),
    )
    said = " ".join(views.lines(counts(state, NOTHING_OPEN)))
    assert "*21–23 of 24–26*" in said
    assert "*0–2 of 24–26*" in said
    assert "*3–5 of 3–5 pairs*" in said
    assert "*9–11* (among them no language in common: 3–5, no mentor has a free place: 3–5)" in said


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(a_state())
def test_the_chart_says_what_the_words_say(state: Figures) -> None:
    chart = views.chart(counts(state, NOTHING_OPEN))["chart"]
    least, most = chart["series"]
    labels = chart["axis_config"]["categories"]
    assert all([each["label"] for each in series["data"]] == labels for series in (least, most))
    assert all(len(label) <= 20 for label in labels)
    assert (least["name"], most["name"]) == ("at least", "at most")
    for series, end in ((least, 0), (most, 1)):
        assert [each["value"] for each in series["data"]] == [spans_of(label)[0][end] for label in labels]
    if state.joined >= SMALL:
        starts = ("Joined", "Ready", "In a pair", "Waiting")
        assert [spans_of(label)[0] for label in labels] == [the_line(state, start)[0] for start in starts]


def test_nobody_and_a_few_read_the_same() -> None:
    def lines(people: int) -> list[str]:
        nobody = Figures(
            at=MONDAY,
            program_id=1,
            program="Growing together",
            joined=people,
            mentees=people,
            mentors=0,
            ready=Share(people, people),
            matched=Share(0, people),
            met=Share(people, people),
            in_time=0,
            pulse=SurveyResults(0, None, None, ()),
            waiting=(Reason("language", ("Grace Osei",) * people),) if people else (),
        )
        return views.lines(counts(nobody, NOTHING_OPEN))

    assert lines(0) == lines(1) == lines(2) != lines(3)


def a_crowd(session: Session) -> Any:
    """A program with a pair and seven who wait."""
    program = a_program(session)
    pair = a_pair(session, program)
    for number in range(7):
        a_person(session, f"U{number}", f"Person {number}")
        session.add(
            Enrollment(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                person_id=f"U{number}",
                mentee=True,
                joined_at=MONDAY,
            )
        )
    session.flush()
    return program, pair


def in_channel(session: Session, program: Any) -> str:
    shown = preview(session, workspace_id=WORKSPACE, program_id=program.id, now=MONDAY + timedelta(days=1))
    return str(views.message(Digest("C1", shown.counts)).args())


def test_a_request_for_help_changes_nothing_that_a_channel_reads(store: Store) -> None:
    """Else a partner who reads two digests would know that there was one."""

    def check(session: Session) -> None:
        program, pair = a_crowd(session)
        before = in_channel(session, program)
        pair.silent = 3
        session.add(
            Concern(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                mentorship_id=pair.id or 0,
                person_id="UGRACE",
                kind="help",
                text="It is hard",
                at=MONDAY,
            )
        )
        session.flush()
        assert decisions(session, program=program).count == 2
        assert in_channel(session, program) == before

    store.transact(check)


def test_a_pause_of_one_reads_like_a_pause_of_three(store: Store) -> None:
    def check(session: Session) -> None:
        program, _ = a_crowd(session)
        read = [in_channel(session, program)]
        for number in range(3):
            joined = session.exec(select(Enrollment).where(Enrollment.person_id == f"U{number}")).one()
            joined.state = "paused"
            session.flush()
            read.append(in_channel(session, program))
        assert "9–11 of 9–11" in read[0]
        assert all("6–8 of 9–11" in text for text in read[1:])

    store.transact(check)


def test_digest_home_and_status_tell_the_same_batches_of_answers(store: Store) -> None:
    """One answer after another: what an owner reads on Home and a channel in its digest changes by whole batches."""

    def check(session: Session) -> None:
        program, pair = a_crowd(session)
        asked = plan(
            session, Moment.SURVEY, program=program, mentorship_id=pair.id, occasion="half", due=MONDAY
        )
        shown: list[Counts] = []
        for number in range(7):
            session.add(
                Reply(
                    workspace_id=WORKSPACE,
                    program_id=program.id or 0,
                    touchpoint_id=asked.id or 0,
                    person_id=f"U{number}",
                    answer={"useful": 1 + number % 5, "ease": 3},
                    at=MONDAY + timedelta(minutes=number),
                )
            )
            session.flush()
            seen = preview(session, workspace_id=WORKSPACE, program_id=program.id, now=MONDAY)
            home = run_by(session, program=program, person_id="UOLGA", now=MONDAY)
            assert home.figures.pulse == seen.figures.pulse == survey_results(session, program_id=program.id)
            assert (seen.counts.answers, seen.counts.useful) == (
                home.figures.pulse.answers,
                home.figures.pulse.useful,
            )
            shown.append(seen.counts)
        assert [each.answers for each in shown] == [0, 0, 3, 3, 3, 6, 6]

    store.transact(check)
