"""What people mean by a span."""

from datetime import date

import pytest

from program.base.spans import end_of, example

TODAY = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("2w", date(2026, 3, 16)),
        ("2 weeks", date(2026, 3, 16)),
        ("for 3 days", date(2026, 3, 5)),
        ("3D", date(2026, 3, 5)),
        ("a month", date(2026, 4, 2)),
        ("1m", date(2026, 4, 2)),
        ("until 4 May", date(2026, 5, 4)),
        ("until May 4th", date(2026, 5, 4)),
        ("till 4 may 2026.", date(2026, 5, 4)),
        ("until 2026-05-04", date(2026, 5, 4)),
        ("until Friday", date(2026, 3, 6)),
        ("until monday", date(2026, 3, 9)),
        ("tomorrow", date(2026, 3, 3)),
    ],
)
def test_a_span_ends_on_a_day(said: str, end: date) -> None:
    assert end_of(said, TODAY) == end


def test_a_day_that_passed_long_ago_means_next_year() -> None:
    assert end_of("until 4 January", date(2026, 12, 20)) == date(2027, 1, 4)


def test_a_day_that_has_just_passed_does_not_mean_nearly_a_year() -> None:
    assert end_of("until 1 March", TODAY) == date(2026, 3, 1)


def test_a_month_from_the_thirty_first_ends_on_the_last_day_of_the_next() -> None:
    assert end_of("1m", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("today", [TODAY, date(2026, 6, 12), date(2026, 12, 20)])
def test_the_example_is_understood_and_to_come(today: date) -> None:
    end = end_of(example(today), today)
    assert end is not None
    assert end > today


@pytest.mark.parametrize(
    "said", ["", "a while", "2 fortnights", "until 31 February", "until xx", "-3d", "12345m", "<!channel>"]
)
def test_nonsense_is_no_span(said: str) -> None:
    assert end_of(said, TODAY) is None
