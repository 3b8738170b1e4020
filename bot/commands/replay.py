"""`alongside replay`: a round computed again from what was kept of its people, and held against what was proposed."""

from dataclasses import dataclass

from bot.commands.reading import CannotAsk, ask
from bot.plural import quantity
from program.rounds import replays, round_inputs
from program.workspace import retention


class CannotReplay(CannotAsk):
    """Why a round can't be computed again."""


@dataclass(frozen=True)
class Replay:
    """What came of it."""

    then: replays.Recorded
    differences: tuple[str, ...]

    def lines(self) -> list[str]:
        """In words."""
        then = self.then
        asked = f"Round {then.round_id} of {then.program}, asked for on {then.asked_at:%Y-%m-%d}"
        came = f"{quantity(len(then.pairs), 'pair')}, {len(then.waiting)} without a mentor"
        by_hand = f", {quantity(len(then.by_hand), 'pair')} by hand" if then.by_hand else ""
        said = "\n".join(self.differences) or "Computed again from what was kept: the same."
        return [f"{asked}: {came}{by_hand}.", said]


def replay(url: str, round_id: int | None) -> Replay:
    """Compute a round again, or the newest one. Raises CannotAsk or CannotOpen."""
    then = ask(url, replays.recorded, round_id=round_id)
    if then is None:
        which = "No round was" if round_id is None else f"There is no round {round_id} that was"
        raise CannotReplay(f"{which} proposed yet.")
    if then.inputs is None:
        raise CannotReplay(
            f"What round {then.round_id} was computed from is not kept any more: it goes after "
            f"{retention.KEPT['proposals'].days} days, and at once when somebody in it asks to be forgotten."
        )
    return Replay(then, tuple(replays.differences(then, round_inputs.unpack(then.inputs).compute())))
