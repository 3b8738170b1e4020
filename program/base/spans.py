"""What people mean by "2w", "for two weeks", "24.12." or "until 4 May". Pure: told the day, answers with days."""

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches

from matching.text.names import clean, normal

DAYS = {"d": 1, "day": 1, "w": 7, "wk": 7, "week": 7, "fortnight": 14}
MONTHS_LONG = {"m": 1, "mo": 1, "mth": 1, "month": 1, "y": 12, "yr": 12, "year": 12}
UNITS = (*DAYS, *MONTHS_LONG)
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"a": "1", "an": "1", **{word: str(number) for number, word in enumerate(COUNTS, 1)}}
MONTHS = tuple(month.lower() for month in month_name)[1:]
WEEKDAYS = tuple(day.lower() for day in day_name)
SHORTEST_NAME = 3
JUST_PASSED = timedelta(days=90)
"""A day without a year that has passed so lately is meant as that day: nobody means nearly a year."""
AHEAD = timedelta(days=28)
LONGEST_WORDS = 100

QUOTES = dict.fromkeys(map(ord, "\"'`´“”‘’„«»"))
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
LEAD = re.compile(r"(until|untill|till|til|to|for|in) ")
LAST = re.compile(r" (please|pls|from now|from today|time)$")
LENGTH = re.compile(rf"(\d{{1,4}}) ?({'|'.join(sorted(UNITS, key=len, reverse=True))})s?(?![a-z])(?: and)? ?")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2}))?")
STROKES = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?([a-z]+)\.?(?: (\d{4}))?")
MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
OF_A_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
WHOLE_MONTH = re.compile(r"(end of )?([a-z]+)(?: (\d{4}))?")
WHOLE_SPAN = re.compile(r"(end of )?(?:the |this |(next ))?(week|month|year)")


def ends(said: str, today: date) -> tuple[date, ...]:
    """The day on which what was said ends: none if it can't be understood, two if it can be read in two ways."""
    lead, words = _words(said)
    length = _length(words.removeprefix("next ") if lead == "for" else words, today)
    if length is not None:
        return (length,)
    found = sorted(
        {day for day in _days(words, today, until=lead.startswith(("un", "t"))) if day is not None}
    )
    return tuple(day for day in found if day > today) or tuple(found)


def days(said: str) -> int:
    """How many days a length of days and weeks has, 0 if it is none."""
    parts = _parts(_words(said.removesuffix(" ago"))[1])
    return sum(number * DAYS[unit] for number, unit in parts) if all(unit in DAYS for _, unit in parts) else 0


def nearest(said: str, today: date) -> str:
    """The nearest that would be understood: the same with its slips of the pen mended; "" if there is none."""
    lead, words = _words(said)
    if words.isdecimal() and len(words) < SHORTEST_NAME:
        return f"{int(words)} weeks" if int(words) > 1 else ""
    known = ("tomorrow", *(f"{unit}s" for unit in UNITS), *UNITS, *COUNTS, *MONTHS, *WEEKDAYS)
    mended = re.sub(
        r"[a-z]{3,}", lambda word: next(iter(get_close_matches(word[0], known, 1, 0.7)), word[0]), words
    )
    for last in (31, 30, 29, 28):
        candidate = re.sub(r"\b(29|3[01])\b", lambda day: str(min(int(day[0]), last)), mended)  # noqa: B023
        if len(ends(candidate, today)) == 1:
            return f"{lead} {candidate}".strip()
    return ""


def example(today: date) -> str:
    """A day to come, as somebody could say it."""
    day = today + AHEAD
    return f"until {day.day} {day:%B}"


def _words(said: str) -> tuple[str, str]:
    """What was said in one form, and the word before it that says whether it is a length or a day."""
    words = normal(clean(said)).translate(QUOTES | DASHES)[:LONGEST_WORDS]
    words = " ".join(re.sub(r"[.!?]+$", "", words.replace(",", " ")).split())
    words = re.sub(r"\b(a )?couple( of)? ", "2 ", words).replace("half a year", "6 months")
    lead = found[1] if (found := LEAD.match(words)) else ""
    words = LAST.sub("", LEAD.sub("", words, count=1))
    words = re.sub(r"^(the|another|next (?=\d|[a-z]+ [a-z]*s$)) ?", "", words)
    return lead, " ".join(NUMBERS.get(word, word) for word in words.split(" "))


def _length(words: str, today: date) -> date | None:
    """The day so long from now: "2w", "2 weeks and 3 days"; `week` alone is one of them."""
    parts, day = _parts(words), today
    try:
        for number, unit in parts:
            if unit in DAYS:
                day += timedelta(days=number * DAYS[unit])
            else:
                day = _months_later(day, number * MONTHS_LONG[unit])
    except (OverflowError, ValueError):
        return date.max
    return day if parts else None


def _parts(words: str) -> list[tuple[int, str]]:
    words = f"1 {words}" if words in UNITS and len(words) > 1 else words
    return [] if LENGTH.sub("", words) else [(int(number), unit) for number, unit in LENGTH.findall(words)]


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(words: str, today: date, *, until: bool) -> Iterator[date | None]:
    """Every day that may be meant. `until`: that word came before, so that a month is its first day."""
    if words in ("today", "tomorrow", "day after tomorrow"):
        yield today + timedelta(days=("today", "tomorrow", "day after tomorrow").index(words))
    elif found := YEAR_FIRST.fullmatch(words):
        yield _date(int(found[1]), int(found[3]), int(found[4]))
    elif found := DOTS.fullmatch(words):
        yield _coming(int(found[1]), int(found[2]), found[3], today)
    elif found := STROKES.fullmatch(words):
        yield _coming(int(found[1]), int(found[3]), found[4], today)
        yield _coming(int(found[3]), int(found[1]), found[4], today)
    elif weekday := _named(words.removeprefix("next ").removeprefix("this "), WEEKDAYS):
        yield from _weekdays(weekday, today, following=words.startswith("next "))
    elif (found := DAY_FIRST.fullmatch(words)) and (month := _named(found[2], MONTHS)):
        yield _coming(int(found[1]), month, found[3], today)
    elif (found := MONTH_FIRST.fullmatch(words)) and (month := _named(found[1], MONTHS)):
        yield _coming(int(found[2]), month, found[3], today)
    elif found := OF_A_MONTH.fullmatch(words):
        yield _next_in_a_month(int(found[1]), today)
    elif until and (found := WHOLE_MONTH.fullmatch(words)) and (month := _named(found[2], MONTHS)):
        yield _month(month, found[3], today, over=bool(found[1]))
    elif until and (found := WHOLE_SPAN.fullmatch(words)) and (found[1] or found[2]):
        yield _over(found[3], today, bool(found[1]) + bool(found[2]))
    elif _named(words.partition(" ")[0], WEEKDAYS):
        weekday = _named(words.partition(" ")[0], WEEKDAYS)
        for day in _days(words.partition(" ")[2], today, until=False):
            yield day if day is not None and day.isoweekday() == weekday else None


def _weekdays(weekday: int, today: date, *, following: bool) -> Iterator[date]:
    """The next such day. "Next Friday" is also the one of next week, where these are two."""
    coming = today + timedelta(days=(weekday - today.isoweekday()) % 7 or 7)
    yield coming
    if following and weekday > today.isoweekday():
        yield coming + timedelta(days=7)


def _next_in_a_month(day: int, today: date) -> date | None:
    for months in range(3):
        first = _months_later(today.replace(day=1), months)
        found = _date(first.year, first.month, day)
        if found is not None and found > today:
            return found
    return None


def _month(month: int, year: str | None, today: date, *, over: bool) -> date | None:
    """Its first day, or the first one after it."""
    first = _date(int(year or today.year), month, 1)
    if first is not None and year is None and _months_later(first, over) <= today:
        first = _months_later(first, 12)
    return _months_later(first, over) if first is not None else None


def _over(span: str, today: date, times: int) -> date:
    """The first day after this week, month or year, or after the next."""
    if span == "week":
        return today + timedelta(days=8 - today.isoweekday() + 7 * (times - 1))
    first = today.replace(day=1) if span == "month" else today.replace(month=1, day=1)
    return _months_later(first, times * MONTHS_LONG[span])


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    """That day in that year, or the next time that it comes, unless it has just passed."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(today.year, month, day)
    if found is not None and found < today - JUST_PASSED:
        return _date(today.year + 1, month, day)
    return found


def _named(word: str, names: tuple[str, ...]) -> int:
    """Which of the names this is, from 1, else 0; three letters are enough."""
    if len(word) < SHORTEST_NAME:
        return 0
    return next((number for number, name in enumerate(names, 1) if name.startswith(word)), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
