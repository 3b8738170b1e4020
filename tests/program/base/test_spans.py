"""What people mean by a span."""

from datetime import date

import pytest

from program.base.spans import ends, example, nearest

TODAY = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("2w", date(2026, 3, 16)),
        ("2 weeks", date(2026, 3, 16)),
        ("for two weeks", date(2026, 3, 16)),
        ("for the next two weeks", date(2026, 3, 16)),
        ("2 wks", date(2026, 3, 16)),
        ("\u00a02\u00a0w", date(2026, 3, 16)),
        ("\uff12\u3000weeks", date(2026, 3, 16)),
        ("2\u200bw", date(2026, 3, 16)),
        ("“2w”", date(2026, 3, 16)),
        ("a couple of weeks", date(2026, 3, 16)),
        ("a fortnight", date(2026, 3, 16)),
        ("2 weeks from now", date(2026, 3, 16)),
        ("1 week and 2 days", date(2026, 3, 11)),
        ("for 3 days", date(2026, 3, 5)),
        ("two days", date(2026, 3, 4)),
        ("3D", date(2026, 3, 5)),
        ("0 days", TODAY),
        ("a month", date(2026, 4, 2)),
        ("for a month please", date(2026, 4, 2)),
        ("for the next month", date(2026, 4, 2)),
        ("1m", date(2026, 4, 2)),
        ("half a year", date(2026, 9, 2)),
        ("9999 years", date.max),
        ("until 4 May", date(2026, 5, 4)),
        ("until May 4th", date(2026, 5, 4)),
        ("till 4 may 2026.", date(2026, 5, 4)),
        ("until Monday, 4 May", date(2026, 5, 4)),
        ("until the 4th of May", date(2026, 5, 4)),
        ("until the 4th", date(2026, 3, 4)),
        ("until the 1st", date(2026, 4, 1)),
        ("until 2026-05-04", date(2026, 5, 4)),
        ("2026\u201105\u201104", date(2026, 5, 4)),
        ("2026/05/04", date(2026, 5, 4)),
        ("24.12.2026", date(2026, 12, 24)),
        ("till 24.12.", date(2026, 12, 24)),
        ("24. 12. 26", date(2026, 12, 24)),
        ("4.5.", date(2026, 5, 4)),
        ("until 24 December", date(2026, 12, 24)),
        ("Dec. 24, 2026", date(2026, 12, 24)),
        ("24/12", date(2026, 12, 24)),
        ("12/24/2026", date(2026, 12, 24)),
        ("04/04", date(2026, 4, 4)),
        ("1/4", date(2026, 4, 1)),
        ("until Friday", date(2026, 3, 6)),
        ("until monday", date(2026, 3, 9)),
        ("next monday", date(2026, 3, 9)),
        ("until next week", date(2026, 3, 9)),
        ("until the end of the month", date(2026, 4, 1)),
        ("until the end of May", date(2026, 6, 1)),
        ("until June", date(2026, 6, 1)),
        ("until February", date(2027, 2, 1)),
        ("tomorrow", date(2026, 3, 3)),
    ],
)
def test_a_span_ends_on_a_day(said: str, end: date) -> None:
    assert ends(said, TODAY) == (end,)


@pytest.mark.parametrize(
    ("said", "two"),
    [
        ("03/04", (date(2026, 3, 4), date(2026, 4, 3))),
        ("until 5-6-2026", (date(2026, 5, 6), date(2026, 6, 5))),
        ("next friday", (date(2026, 3, 6), date(2026, 3, 13))),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed(said: str, two: tuple[date, date]) -> None:
    assert ends(said, TODAY) == two


def test_a_day_that_passed_long_ago_means_next_year() -> None:
    assert ends("until 4 January", date(2026, 12, 20)) == (date(2027, 1, 4),)


def test_a_day_that_has_just_passed_does_not_mean_nearly_a_year() -> None:
    assert ends("until 1 March", TODAY) == (date(2026, 3, 1),)


def test_a_month_from_the_thirty_first_ends_on_the_last_day_of_the_next() -> None:
    assert ends("1m", date(2026, 1, 31)) == (date(2026, 2, 28),)


@pytest.mark.parametrize("today", [TODAY, date(2026, 6, 12), date(2026, 12, 20)])
def test_the_example_is_understood_and_to_come(today: date) -> None:
    (end,) = ends(example(today), today)
    assert end > today


NONSENSE = [
    "",
    "a while",
    "until xx",
    "-3d",
    "12345m",
    "<!channel>",
    "next month",
    "Sunday 4 May",
    "1.5w",
    "some day",
]


@pytest.mark.parametrize("said", [*NONSENSE, "until 31 February", "2 wekes"])
def test_nonsense_is_no_span(said: str) -> None:
    assert ends(said, TODAY) == ()


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("2 wekes", "2 weeks"),
        ("for twoo weeks", "for two weeks"),
        ("until fridya", "until friday"),
        ("until 31 Februry", "until 28 february"),
        ("2", "2 weeks"),
        *((nonsense, "") for nonsense in NONSENSE),
    ],
)
def test_a_slip_of_the_pen_has_something_near_it(said: str, near: str) -> None:
    assert nearest(said, TODAY) == near
