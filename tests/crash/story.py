"""The program's story as it is lived through without a death: where every act begins, and what comes of it."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox import Clock, Workspace
from tests.crash.invariants import Findings, examine
from tests.crash.journey import JOURNEY, begin
from tests.crash.life import Life
from tests.crash.town import Act, Moment, MortalTown
from tests.journeys.town import MONDAY, PEOPLE

LIVES = [Life()]
"""Of the town that lives at the moment; the last one is at work."""


@dataclass
class Story:
    """What has been lived through without a death: the moment before each act, its points, and what came of it."""

    folder: Path
    moments: list[Moment] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    findings: list[Findings] = field(default_factory=list)
    towns: int = 0

    async def town(self, moment: Moment, life: Life) -> MortalTown:
        self.towns += 1
        LIVES[:] = [life]
        return await MortalTown.at(moment, self.folder / f"town{self.towns}", LIVES)

    async def before(self, act: Act) -> tuple[Moment, int, Findings]:
        """The moment before an act, how many points it has, and what came of it; lived through up to there."""
        place = JOURNEY.index(act)
        while len(self.points) <= place:
            await self._go_on(JOURNEY[len(self.points)])
        return self.moments[place], self.points[place], self.findings[place]

    async def _go_on(self, act: Act) -> None:
        town = await self.town(self.moments[-1], Life())
        await town.play(act)
        assert await act.done(town), act.name
        self.points.append(len(town.life.passed))
        self.findings.append(await examine(town))
        self.moments.append(await town.freeze())

    async def begin(self, empty: Path) -> None:
        workspace = Workspace.from_manifest("manifest.yml", clock=Clock(MONDAY), seed=7)
        ids = {}
        for name, zone in PEOPLE.items():
            first = name.split()[0].lower()
            mail = f"{first}@example.com"
            ids[first] = workspace.add_person(name, email=mail, tz=zone, admin=first == "olga").id
        town = await self.town(Moment(workspace, empty, ids), Life())
        await begin(town)
        await town.catch_up()
        self.moments.append(await town.freeze())
