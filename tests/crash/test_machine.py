"""A program in which anything may happen in any order: people act, the process dies, Slack stumbles.

Hypothesis draws what happens, and makes what fails as short as it can; what it prints lives through it again. By
default the same is drawn every time; `--hypothesis-profile=soak` draws anew, and for long.
"""

import asyncio
import random
import tempfile
from collections.abc import Awaitable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import select

from sandbox.errors import ClientRefused
from storage import migrate
from storage.models import Enrollment, Round
from tests.crash import look, passing
from tests.crash.acts import any_row, nothing_left_to_do, rows_count, says
from tests.crash.invariants import examine
from tests.crash.journey import Road, up_to
from tests.crash.life import Death, Life, make_calls_mortal
from tests.crash.soak import METHODS, TROUBLES, bustle
from tests.crash.story import LIVES, Story
from tests.crash.told import unheard, untold
from tests.crash.town import Act, Do, Done, MortalTown

T = TypeVar("T")
MENTEES = ("ada", "ravi")
SAID = ("checkins_met", "checkins_not_yet", "calibration_keep", "calibration_someone_else")
STARTS = ("", "publish and open", "approve the next", "reach check_in", "reach calibration")
TRIES = 4
POINTS = st.lists(st.integers(1, 40), min_size=1, max_size=3)
"""After how many points a life ends, and after how many the lives after it."""
FIRST = st.sampled_from(look.PEOPLE)


class Weathered(RuleBasedStateMachine):
    """One program, from somewhere in the story on. After each rule everything has come to its end."""

    story: Story
    town: MortalTown

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.patch = pytest.MonkeyPatch()
        make_calls_mortal(self.patch, lambda: LIVES[-1])
        self.runner.get_loop().set_exception_handler(_but_deaths)
        self.deaths: list[int] = []
        self.said: dict[tuple[str, int], str] = {}
        self.spoiled: list[str] = []
        self.back_by: datetime | None = None
        self.ready = ""
        self.examined = True

    @initialize(after=st.sampled_from(STARTS))
    def begin(self, after: str) -> None:
        self.town = self.run(self._begin(up_to(after) if after else ()))
        self.examined = False

    def teardown(self) -> None:
        self.town.workspace.trouble.clear()
        self.deaths.clear()
        if self.back_by is not None:
            self.switch_on()
        self.run(self.town.catch_up())
        self.run(self._examine())
        self.run(self.town.close())
        self.runner.close()
        self.patch.undo()

    def run(self, doing: Awaitable[T]) -> T:
        async def wait() -> T:
            return await doing

        return self.runner.run(wait())

    def live(self, name: str, do: Do, done: Done = nothing_left_to_do) -> None:
        """Somebody does something, or time passes, through whatever is to happen."""
        if self.deaths and self.town.life.dies_at is None:
            self.town.life.dies_at = len(self.town.life.passed) + self.deaths.pop(0)
        self.run(self.town.play(Act(name, do, done)))
        self.run(passing.unstick(self.town))
        self.examined = False

    # what people do

    @rule(first=st.sampled_from(MENTEES))
    def join(self, first: str) -> None:
        if not self._here(first):
            return
        form = {"enrollment_goals": f"Run Kubernetes in production, says {first}"}
        self.live("join", says(first, "join", fill=form), any_row(Enrollment, person_id=self.town.ids[first]))

    @precondition(lambda self: "match" in self.ready)
    @rule()
    def match(self) -> None:
        least = self.run(self.town.ask(lambda session: len(session.exec(select(Round)).all()))) + 1
        self.live("match", says("olga", "match"), rows_count(Round, least))

    @precondition(lambda self: "publish" in self.ready)
    @rule()
    def publish(self) -> None:
        everybody = not passing.off(self.town)  # whoever is off can't be paired
        self.live("publish", look.publish, look.nothing_to_publish if everybody else nothing_left_to_do)

    @precondition(lambda self: "answer" in self.ready)
    @rule(which=st.integers(0, 20))
    def answer(self, which: int) -> None:
        choices = look.choices(self.town)
        self.live("answer", self._click(*choices[which % len(choices)]))

    @precondition(lambda self: "answer" in self.ready)
    @rule(which=st.integers(0, 20), other=st.integers(0, 20))
    def answer_together(self, which: int, other: int) -> None:
        """Two answers at the same moment; the second arrives first."""
        choices = look.choices(self.town)
        clicks = [self._click(*choices[one % len(choices)]) for one in (which, other)]

        async def do(town: MortalTown) -> None:
            town.workspace.deliver_overtaken()
            await asyncio.gather(*(click(town) for click in clicks))

        self.live("answer together", do)

    @rule(first=FIRST)
    def pause(self, first: str) -> None:
        active = any_row(Enrollment, person_id=self.town.ids[first], state="active")
        if self._here(first) and self.run(active(self.town)):
            paused = any_row(Enrollment, person_id=self.town.ids[first], state="paused")
            self.live("pause", says(first, "pause 2w"), paused)

    @rule(first=FIRST)
    def resume(self, first: str) -> None:
        paused = any_row(Enrollment, person_id=self.town.ids[first], state="paused")
        if self._here(first) and self.run(paused(self.town)):
            active = any_row(Enrollment, person_id=self.town.ids[first], state="active")
            self.live("resume", says(first, "resume"), active)

    @precondition(lambda self: "channel" in self.ready)
    @rule(which=st.integers(0, 3), back=st.booleans())
    def archive(self, which: int, back: bool) -> None:
        """Somebody archives a pair's channel, and perhaps takes it out again in the same breath."""

        async def do(town: MortalTown) -> None:
            living = await town.ask(look.living)
            where = living[which % len(living)] if living else ""
            channel = town.workspace.channels.get(where)
            if channel is None:
                return
            people = [one for one in channel.members if one != town.workspace.bot_user_id]
            if not people:
                return
            person = town.server.act(people[0])
            if not channel.is_archived:
                await person.archive(channel)
            if back and channel.is_archived:
                await person.unarchive(channel)
            await town.workspace.settled()

        self.live("archive", do)

    @rule(who=st.sets(FIRST, min_size=1), hours=st.sampled_from((0, 1, 30)))
    def switch_off_and_on(self, who: set[str], hours: int) -> None:
        """A directory that is out of step switches accounts off, and on again."""
        if self.back_by is not None:
            return
        act = passing.out_of_step(sorted(who), hours)
        self.live(act.name, act.do, act.done)

    @rule(who=st.sets(FIRST, min_size=1))
    def switch_off(self, who: set[str]) -> None:
        """The same, and whatever may happen meanwhile does; nobody is away for as long as the time of grace."""

        async def do(town: MortalTown) -> None:
            passing.switch(town, sorted(who), on=False)
            await town.workspace.settled()

        self.back_by = self.back_by or self.town.clock.now() + timedelta(days=6)
        self.live("switch off", do)

    @precondition(lambda self: self.back_by is not None)
    @rule()
    def switch_on(self) -> None:
        async def do(town: MortalTown) -> None:
            passing.switch(town, passing.off(town), on=True)
            await town.workspace.settled()

        self.back_by = None
        self.live("switch on", do, passing.everybody_is_here)

    @rule()
    def strangers(self) -> None:
        act = passing.strangers()
        self.live(act.name, act.do)

    @rule(seed=st.integers(0, 5))
    def look_around(self, seed: int) -> None:
        act = bustle(seed)
        self.live(act.name, act.do)

    @rule(days=st.sampled_from((1, 8, 16)))
    def wait(self, days: int) -> None:
        self._wait_until(self.town.clock.now() + timedelta(days=days))

    @rule()
    def go_on(self) -> None:
        """Time passes until people are asked something, and have their working hours to read it in."""
        due = self.run(self.town.ask(look.next_question))
        if due is not None:
            self._wait_until(due + timedelta(hours=20))

    def _wait_until(self, end: datetime) -> None:
        if self.back_by is not None and self.back_by < end:
            self._pass(self.back_by)
            self.switch_on()
        self._pass(end)

    def _pass(self, end: datetime) -> None:
        async def pass_time(town: MortalTown) -> None:
            await town.later(seconds=max(0.0, (end - town.clock.now()).total_seconds()))

        async def done(town: MortalTown) -> bool:
            return town.clock.now() >= end

        self.live("wait", pass_time, done)

    # what goes wrong

    @rule(points=POINTS)
    def crash(self, points: list[int]) -> None:
        self.deaths += points

    @rule(method=st.sampled_from(METHODS), what=st.sampled_from(TROUBLES))
    def stumble(self, method: str, what: tuple[str, dict[str, object]]) -> None:
        """A lost reply, late processing, a 429: the next call of this method meets it."""
        self.town.workspace.trouble.add(method, what[0], **what[1])  # type: ignore[arg-type]

    @rule(seed=st.integers(0, 20))
    def invite_in_part(self, seed: int) -> None:
        passing.invite_in_part(self.town, random.Random(seed))

    @rule(how=st.sampled_from(tuple(passing.SPOILED)))
    def spoil(self, how: str) -> None:
        """The next process finds its database damaged, or of a newer version; then that is put right."""
        self.spoiled.append(how)

    @rule(times=st.integers(1, 3))
    def repeat(self, times: int) -> None:
        self.town.workspace.deliver_twice(times)

    @rule(times=st.integers(1, 3))
    def reorder(self, times: int) -> None:
        self.town.workspace.deliver_overtaken(times)

    @invariant()
    def nothing_is_lost_doubled_or_stuck(self) -> None:
        if not self.examined:
            self.run(self._examine())
            self.examined = True

    # how

    async def _begin(self, road: Road) -> MortalTown:
        town = await self.story.town(await self.story.moment(road), Life())
        town.bear = self._next_life
        town.tries = TRIES
        town.between = self._find
        await town.catch_up()
        return town

    def _next_life(self) -> Life:
        life = Life(self.deaths.pop(0) if self.deaths else None)
        life.armed = True
        return life

    def _find(self) -> None:
        while self.spoiled:
            passing.is_refused(self.town, self.spoiled.pop())

    def _here(self, first: str) -> bool:
        return first not in passing.off(self.town)

    def _click(self, first: str, action: str, ts: str, channel: str, value: str) -> Do:
        async def do(town: MortalTown) -> None:
            person = town.person(first)
            message = next(one for one in person.messages(channel) if one.ts == ts)
            try:
                reply = await person.click(action, message=message)
                if (form := look.ANSWERS[action]) is not None:
                    await person.fill(form)
                    reply = await person.submit()
                refused = person.view is not None or bool(reply.ephemeral)
            except ClientRefused:
                return  # the card was drawn again meanwhile, or the form did not open
            finally:
                while person.view is not None:
                    await person.close_view()
            if reply.ok and not refused and action in SAID:
                self.said[(town.ids[first], int(value.partition(":")[0]))] = action

        return do

    async def _examine(self) -> None:
        await examine(self.town)
        assert not (missing := await self.town.ask(untold)), missing
        assert not (lost := await self.town.ask(lambda session: unheard(session, self.said))), lost
        self.ready = await self.town.ask(look.ready)
        if look.choices(self.town):
            self.ready += " answer"


def _but_deaths(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A server whose task has died says so; that's no news here."""
    if not isinstance(context.get("exception"), Death):
        loop.default_exception_handler(context)


@pytest.fixture(scope="module", autouse=True)
def _beginning() -> Iterator[None]:
    """What every machine begins with, made once."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        migrate.upgrade(f"sqlite:///{empty}")
        Weathered.story = Story(Path(folder), empty)
        yield


SOAK = settings.get_current_profile_name() == "soak"
TestMachine = Weathered.TestCase
pytestmark = [pytest.mark.timeout(36_000 if SOAK else 300), pytest.mark.breaks]
if not SOAK:
    TestMachine.settings = settings(
        max_examples=12,
        stateful_step_count=20,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
