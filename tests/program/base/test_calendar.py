"""Working days, local hours, holidays and clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from program.base.calendar import (
    Local,
    country,
    is_good_hour,
    is_holiday,
    overlap_minutes,
    own_morning,
    shared_hour,
    shared_hours,
)

LONDON, BERLIN, TOKYO = Local("Europe/London"), Local("Europe/Berlin"), Local("Asia/Tokyo")
NEW_YORK, CALIFORNIA, SYDNEY = (
    Local("America/New_York"),
    Local("America/Los_Angeles"),
    Local("Australia/Sydney"),
)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_working_hours_follow_the_clock_of_the_place_in_summer_and_winter() -> None:
    assert LONDON.hours(date(2026, 3, 27)) == (utc(3, 27, 9), utc(3, 27, 17))
    assert LONDON.hours(date(2026, 3, 30)) == (utc(3, 30, 8), utc(3, 30, 16))
    assert LONDON.hours(date(2026, 10, 23)) == (utc(10, 23, 8), utc(10, 23, 16))
    assert LONDON.hours(date(2026, 10, 26)) == (utc(10, 26, 9), utc(10, 26, 17))


def test_saturday_and_sunday_have_no_hours_unless_the_program_works_then() -> None:
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)
    assert LONDON.hours(saturday) is None
    assert LONDON.hours(sunday) is None
    assert Local("Asia/Dubai", "06123").hours(sunday) is not None
    assert Local("Asia/Dubai", "06123").hours(date(2026, 3, 6)) is None


def test_a_public_holiday_of_ones_own_country_has_no_hours() -> None:
    unity_day = date(2025, 10, 3)
    assert BERLIN.hours(unity_day) is None
    assert LONDON.hours(unity_day) is not None
    assert is_holiday("JP", date(2026, 2, 11))


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/London", "GB"),
        ("Asia/Calcutta", "IN"),
        ("US/Pacific", "US"),
        ("UTC", None),
        ("Mars/One", None),
    ],
)
def test_a_zone_tells_its_country_also_by_its_old_name(zone: str, code: str | None) -> None:
    assert country(zone) == code


def test_a_zone_that_nobody_knows_is_taken_for_utc() -> None:
    assert Local("Mars/One").hours(date(2026, 3, 2)) == (utc(3, 2, 9), utc(3, 2, 17))


def test_a_country_without_a_known_calendar_has_no_holidays() -> None:
    assert not is_holiday("XX", date(2026, 1, 1))
    assert not is_holiday(None, date(2026, 1, 1))


def test_a_good_hour_is_within_the_working_day_and_its_end_is_not() -> None:
    assert not is_good_hour(LONDON, utc(3, 2, 8, 59))
    assert is_good_hour(LONDON, utc(3, 2, 9))
    assert is_good_hour(LONDON, utc(3, 2, 16, 59))
    assert not is_good_hour(LONDON, utc(3, 2, 17))


def test_alone_one_is_spoken_to_now_or_on_the_next_working_morning() -> None:
    assert own_morning(LONDON, utc(3, 2, 11)) == utc(3, 2, 11)
    assert own_morning(LONDON, utc(3, 2, 6)) == utc(3, 2, 10)
    assert own_morning(LONDON, utc(3, 6, 18)) == utc(3, 9, 10)
    good_friday_evening = utc(4, 2, 18)
    assert own_morning(BERLIN, good_friday_evening) == utc(4, 7, 8)  # after Easter Monday, in summer time


def test_a_shared_hour_is_in_the_working_day_of_both() -> None:
    assert shared_hour([LONDON, BERLIN], utc(3, 2, 0)) == utc(3, 2, 10)
    assert shared_hour([LONDON, NEW_YORK], utc(3, 2, 0)) == utc(3, 2, 15)
    assert shared_hour([LONDON, BERLIN], utc(3, 2, 12)) == utc(3, 2, 12)
    assert shared_hour([LONDON, BERLIN], utc(3, 6, 16, 30)) == utc(3, 9, 10)


def test_between_two_clock_changes_the_shared_hour_moves() -> None:
    """From 8 to 29 March, New York has changed its clocks and London has not."""
    assert overlap_minutes([LONDON, NEW_YORK], date(2026, 3, 4)) == 180
    assert overlap_minutes([LONDON, NEW_YORK], date(2026, 3, 11)) == 240
    assert overlap_minutes([LONDON, NEW_YORK], date(2026, 4, 1)) == 180
    assert shared_hour([LONDON, NEW_YORK], utc(3, 11, 0)) == utc(3, 11, 14)


def test_a_shared_hour_avoids_the_holiday_of_either() -> None:
    assert shared_hour([LONDON, BERLIN], utc(5, 1, 0)) == utc(5, 5, 9)  # 1 May in Berlin, 4 May in London


def test_days_that_never_meet_have_no_shared_hour() -> None:
    assert shared_hour([LONDON, TOKYO], utc(3, 2, 0)) is None
    assert overlap_minutes([LONDON, TOKYO], date(2026, 3, 4)) == 0


def test_across_the_date_line_one_works_on_tuesday_while_the_other_works_on_monday() -> None:
    assert shared_hour([CALIFORNIA, SYDNEY], utc(3, 2, 12)) == utc(3, 2, 23)
    assert shared_hours([CALIFORNIA, SYDNEY], date(2026, 3, 3))[0] == (utc(3, 2, 22), utc(3, 3, 1))
    assert overlap_minutes([CALIFORNIA, SYDNEY], date(2026, 3, 4)) == 180


def test_less_than_half_an_hour_together_does_not_count() -> None:
    """In winter, Kolkata's day ends at 11:30 UTC; Sao Paulo's begins at 12:00."""
    assert shared_hour([Local("Asia/Kolkata"), Local("America/Sao_Paulo")], utc(3, 2, 0)) is None


def test_a_shared_hour_lies_within_everybodys_hours_on_every_day_of_a_year() -> None:
    people = [LONDON, NEW_YORK, BERLIN]
    moment = utc(1, 1, 0)
    for _ in range(365):
        found = shared_hour(people, moment)
        assert found is not None
        assert found >= moment
        assert all(is_good_hour(person, found) for person in people)
        moment += timedelta(days=1)


def test_nobody_at_all_has_no_shared_hour() -> None:
    assert shared_hour([], utc(3, 2, 0)) is None
