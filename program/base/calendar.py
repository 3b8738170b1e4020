"""Working days, local hours and holidays. Pure: every function is told the moment and the zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_STARTS = time(9)
DAY_ENDS = time(17)
MORNING = time(10)
"""When in the working day the bot prefers to speak."""
SETTLING_IN = timedelta(hours=1)
NIGHT = time(3)
HORIZON_DAYS = 30
SHORTEST_SHARED = timedelta(minutes=30)


@dataclass(frozen=True)
class Local:
    """Somebody's calendar: their zone, and the program's working days ("01234" = Monday to Friday)."""

    time_zone: str
    working_days: str = "01234"
    holidays: bool = True

    @property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def works_on(self, day: date) -> bool:
        if str(day.weekday()) not in self.working_days:
            return False
        return not (self.holidays and is_holiday(country(self.time_zone), day))

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """The working hours of that local day as UTC moments; None on a day off."""
        if not self.works_on(day):
            return None
        return at(day, DAY_STARTS, self.zone), at(day, DAY_ENDS, self.zone)


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The UTC moment of a wall-clock time. In the hour that a clock change skips, the moment after it."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


@cache
def _zones() -> dict[str, str]:
    """Zone name to ISO country code, from the time zone database's own tables; old names too ("US/Pacific")."""
    tables = resources.files("tzdata.zoneinfo")
    listed = tables.joinpath("zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in listed if line and not line.startswith("#")]
    codes = {row[2]: row[0] for row in rows}
    rules = tables.joinpath("tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = [line.split() for line in rules if line.startswith("L ")]
    return {old: codes[name] for _, name, old in links if name in codes} | codes


def country(time_zone: str) -> str | None:
    """The ISO code of the country that a zone such as "Europe/London" lies in, or None."""
    return _zones().get(time_zone)


@cache
def _calendar(code: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(code, years=year))
    except NotImplementedError:  # it knows none of this country, where every weekday is then a good day
        return frozenset()


def prepare(day: date) -> None:
    """Load the holidays: half a second's work that should wait for nobody's transaction."""
    is_holiday("GB", day)


def is_holiday(code: str | None, day: date) -> bool:
    """Whether `day` is a public holiday in the whole of that country."""
    return code is not None and day in _calendar(code, day.year)


def is_good_hour(person: Local, moment: datetime) -> bool:
    """Whether `moment` lies in this person's working hours."""
    hours = person.hours(moment.astimezone(person.zone).date())
    return hours is not None and hours[0] <= moment < hours[1]


def own_morning(person: Local, after: datetime) -> datetime:
    """The next moment, not before `after`, that is a good one to speak to this person alone."""
    if is_good_hour(person, after):
        return after
    day = after.astimezone(person.zone).date()
    for step in range(HORIZON_DAYS):
        if person.works_on(day + timedelta(step)):
            morning = at(day + timedelta(step), MORNING, person.zone)
            if morning >= after:
                return morning
    return after


def shared_hours(people: Sequence[Local], day: date) -> list[tuple[datetime, datetime]]:
    """When all of them are at work, from spans that touch that day: 9:00 in Sydney is yesterday in California.

    Spans shorter than half an hour don't count.
    """
    days = [day + timedelta(step) for step in (-1, 0, 1)]
    shared: list[tuple[datetime, datetime]] | None = None
    for person in people:
        own = [hours for hours in map(person.hours, days) if hours]
        shared = own if shared is None else [_meet(a, b) for a in shared for b in own]
    return sorted(span for span in shared or [] if span[1] - span[0] >= SHORTEST_SHARED)


def shared_hour(people: Sequence[Local], after: datetime) -> datetime | None:
    """The next good moment for all of them, not before `after`: none when their days do not meet.

    Where it can be, that is an hour into the working day of whoever starts last.
    """
    first = after.astimezone(UTC).date()
    for step in range(HORIZON_DAYS):
        for starts, ends in shared_hours(people, first + timedelta(step)):
            moment = max(after, min(starts + SETTLING_IN, ends - SHORTEST_SHARED))
            if moment < ends:
                return moment
    return None


def overlap_minutes(people: Sequence[Local], day: date) -> int:
    """How many minutes of an ordinary working day they share (holidays and days off left aside)."""
    everyday = [Local(person.time_zone, "0123456", holidays=False) for person in people]
    spans = shared_hours(everyday, day)
    return max((int((ends - starts).total_seconds() // 60) for starts, ends in spans), default=0)


def _meet(a: tuple[datetime, datetime], b: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    return max(a[0], b[0]), min(a[1], b[1])


def next_night(person: Local, now: datetime) -> datetime:
    """The coming night: when to do what nobody waits for."""
    return at(now.astimezone(person.zone).date() + timedelta(1), NIGHT, person.zone)
