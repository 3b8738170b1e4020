"""Killing real processes at random moments: one on SQLite, or one of several on PostgreSQL."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.replicas.account import Account, draw_up
from tests.replicas.company import Crowd, all_open, anything_ready, begin_program, hire, knows, next_moment
from tests.replicas.fleet import SETTLE_SECONDS, SPEED, Fleet, is_settled

STARTING_SECONDS = 1.5
WORKING_SECONDS = 2.0
BETWEEN_SECONDS = (0.5, 2.5)
WHILE_STARTING = 0.15
PATIENCE_SECONDS = 4.0
ANSWERS = 6
A_MOMENT = timedelta(seconds=30)


@dataclass
class Company:
    """The people, their programs, and the processes that serve them."""

    fleet: Fleet
    dice: random.Random
    people: int
    pairs: int
    ids: list[str] = field(default_factory=list)
    invitees: dict[int, set[str]] = field(default_factory=dict)
    crowd: Crowd = field(init=False)

    def __post_init__(self) -> None:
        self.crowd = Crowd(self.fleet, self.dice)

    @classmethod
    async def found(
        cls,
        database: str,
        folder: Path,
        *,
        seed: int,
        people: int,
        pairs: int,
        size: int = 1,
        speed: float = SPEED,
    ) -> "Company":
        """All processes start together on an empty database, and learn who is here."""
        ids: list[str] = []
        fleet = await Fleet.gather(
            database,
            folder,
            staff=lambda workspace: ids.extend(hire(workspace, people)),
            size=size,
            speed=speed,
        )
        async with AsyncExitStack() as unless_at_work:
            unless_at_work.push_async_callback(fleet.close)
            await fleet.start()
            await fleet.until(lambda session: knows(session, people))
            unless_at_work.pop_all()
        return cls(fleet, random.Random(seed), people, pairs, ids)

    async def begin(self) -> None:
        """One more program."""
        program_id = await self.fleet.transact(
            lambda session: begin_program(
                session,
                workspace_id=self.fleet.workspace.team_id,
                people=self.ids,
                pairs=self.pairs,
                now=self.fleet.clock.now(),
            )
        )
        self.invitees[program_id] = set(self.ids[2 * self.pairs + 1 :])

    async def account(self) -> Account:
        return await self.fleet.ask(
            lambda session: draw_up(
                session,
                self.fleet.workspace,
                invitees=self.invitees,
                answered=self.crowd.answered,
                now=self.fleet.clock.now(),
            )
        )


async def kill_one_again_and_again(company: Company, kills: int, *, a_program_every: int = 12) -> None:
    """A single process: killed while it starts or works, and sometimes down until somebody is to be asked something."""
    fleet, dice, (replica,) = company.fleet, company.dice, company.fleet.replicas
    answers: list[asyncio.Task[None]] = []
    for number in range(kills):
        if number % a_program_every == 0:
            await company.begin()
        if not replica.alive:
            await replica.start()
        if dice.random() < WHILE_STARTING:
            await asyncio.sleep(dice.uniform(0, STARTING_SECONDS))
        else:
            await replica.at_work()
            answers.append(asyncio.create_task(company.crowd.answer(ANSWERS)))
            await asyncio.sleep(dice.uniform(0, WORKING_SECONDS))
        await fleet.kill(replica)
        if dice.random() < 0.5:
            await sleep_until_somebody_is_asked(fleet)
    await asyncio.gather(*answers)


async def sleep_until_somebody_is_asked(fleet: Fleet) -> None:
    """While nothing runs, time passes."""
    due = await fleet.ask(next_moment)
    waiting = await fleet.ask(lambda session: anything_ready(session, fleet.clock.now()))
    if due is not None and due > fleet.clock.now() and not waiting:
        fleet.clock.set(due + A_MOMENT)


@asynccontextmanager
async def one_killed_every_few_seconds(company: Company) -> AsyncIterator[None]:
    """While inside, processes die, whatever they do, and others take their places."""
    enough = asyncio.Event()
    reaping = asyncio.create_task(_reap(company, enough))
    try:
        yield
    finally:
        enough.set()
        await reaping


async def _reap(company: Company, enough: asyncio.Event) -> None:
    """One dies at once, and as a rule the next one when the last one is at work again, or takes long to be."""
    fleet, dice = company.fleet, company.dice
    while not enough.is_set():
        replica = dice.choice(fleet.replicas)
        await fleet.kill(replica)
        await replica.start()
        pause = dice.uniform(0, STARTING_SECONDS)
        if dice.random() > WHILE_STARTING:
            with suppress(TimeoutError):
                await asyncio.wait_for(replica.at_work(), PATIENCE_SECONDS)
            pause = dice.uniform(*BETWEEN_SECONDS)
        with suppress(TimeoutError):
            await asyncio.wait_for(enough.wait(), pause)


async def live_through_killing(company: Company) -> None:
    """A program is published and opens, and a fortnight later everybody is asked and answers; replicas die all along.

    Each of Slack's requests comes twice, as a rule to two replicas.
    """
    fleet = company.fleet
    await company.begin()
    async with one_killed_every_few_seconds(company):
        await fleet.until(lambda session: all_open(session, company.pairs))
        await fleet.until(lambda session: not anything_ready(session, fleet.clock.now()))
    assert not any(await fleet.stop())
    await sleep_until_somebody_is_asked(fleet)
    await fleet.start()
    fleet.workspace.deliver_twice(10 * company.pairs)
    async with one_killed_every_few_seconds(company), asyncio.timeout(SETTLE_SECONDS):
        await fleet.until(lambda session: is_settled(session, fleet.clock.now()))
        while company.crowd.asked():
            await company.crowd.answer(ANSWERS)
        await fleet.settled()
