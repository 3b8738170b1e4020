"""What people mean by "2w", "3 days" or "until 4 May". Pure: told the day, answers with a day."""

import re
from calendar import day_name, month_name, monthrange
from datetime import date, timedelta

UNITS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}
MONTHS = tuple(month.lower() for month in month_name)[1:]
WEEKDAYS = tuple(day.lower() for day in day_name)
SHORTEST_NAME = 3
JUST_PASSED = timedelta(days=90)
"""A day without a year that has passed so lately is meant as that day: nobody means nearly a year."""
AHEAD = timedelta(days=28)

SPAN = re.compile(r"(?:for )?(\d{1,4}|a|an|one) ?([a-z]+)")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}))?")
MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")


def end_of(said: str, today: date) -> date | None:
    """The day on which what was said ends, or None if it can't be understood."""
    words = " ".join(said.lower().replace(",", " ").rstrip(".!").split())
    if span := SPAN.fullmatch(words):
        number = int(span[1]) if span[1].isdecimal() else 1
        return _after(number, span[2], today)
    return _day(words.removeprefix("until ").removeprefix("till "), today)


def example(today: date) -> str:
    """A day to come, as somebody could say it."""
    day = today + AHEAD
    return f"until {day.day} {day:%B}"


def _after(number: int, unit: str, today: date) -> date | None:
    try:
        if unit in UNITS:
            return today + timedelta(days=number * UNITS[unit])
        if unit in ("m", "month", "months"):
            return _months_later(today, number)
    except (OverflowError, ValueError):
        return None
    return None


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(words: str, today: date) -> date | None:
    if words == "tomorrow":
        return today + timedelta(days=1)
    if iso := ISO.fullmatch(words):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if weekday := _named(words.removeprefix("next "), WEEKDAYS):
        return today + timedelta(days=(weekday - 1 - today.weekday()) % 7 or 7)
    if found := DAY_FIRST.fullmatch(words):
        return _coming(found[1], found[2], found[3], today)
    if found := MONTH_FIRST.fullmatch(words):
        return _coming(found[2], found[1], found[3], today)
    return None


def _coming(day: str, month: str, year: str | None, today: date) -> date | None:
    """That day in that year, or the next time that it comes, unless it has just passed."""
    number = _named(month, MONTHS)
    if number is None:
        return None
    found = _date(int(year) if year else today.year, number, int(day))
    if found is not None and found < today - JUST_PASSED and year is None:
        return _date(today.year + 1, number, int(day))
    return found


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Which of the names this is, from 1; three letters are enough."""
    if len(word) < SHORTEST_NAME:
        return None
    return next((number for number, name in enumerate(names, 1) if name.startswith(word)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
