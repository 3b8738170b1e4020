"""The program's story as it is lived through without a death: where every act begins, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import Clock, Workspace
from tests.crash.invariants import Findings, examine
from tests.crash.journey import begin
from tests.crash.life import Life
from tests.crash.town import Act, Moment, MortalTown
from tests.journeys.town import MONDAY, PEOPLE

LIVES = [Life()]
"""Of the town that lives at the moment; the last one is at work."""


@dataclass(frozen=True)
class Lived:
    """An act as it is without a death: the points that it passes, what comes of it, and how everything is then."""

    points: tuple[str, ...]
    findings: Findings
    after: Moment


@dataclass
class Story:
    """What has been lived through without a death, each road as far as it was asked for."""

    folder: Path
    empty: Path
    lived: dict[tuple[Act, ...], Lived] = field(default_factory=dict)
    beginning: Moment | None = None
    towns: int = 0

    async def town(self, moment: Moment, life: Life) -> MortalTown:
        self.towns += 1
        LIVES[:] = [life]
        return await MortalTown.at(moment, self.folder / f"town{self.towns}", LIVES)

    async def live(self, road: Sequence[Act]) -> Lived:
        """What the last act of this road comes to."""
        acts = tuple(road)
        if acts not in self.lived:
            town = await self.town(await self.moment(acts[:-1]), Life())
            await town.play(acts[-1])
            assert await acts[-1].done(town), acts[-1].name
            points, findings = tuple(town.life.passed), await examine(town)
            self.lived[acts] = Lived(points, findings, await town.freeze())
        return self.lived[acts]

    async def moment(self, road: Sequence[Act]) -> Moment:
        """How everything is after these acts."""
        return (await self.live(road)).after if road else await self._begin()

    async def _begin(self) -> Moment:
        if self.beginning is None:
            workspace = Workspace.from_manifest("manifest.yml", clock=Clock(MONDAY), seed=7)
            ids = {}
            for name, zone in PEOPLE.items():
                first = name.split()[0].lower()
                mail = f"{first}@example.com"
                ids[first] = workspace.add_person(name, email=mail, tz=zone, admin=first == "olga").id
            town = await self.town(Moment(workspace, self.empty, ids), Life())
            await begin(town)
            await town.catch_up()
            self.beginning = await town.freeze()
        return self.beginning
