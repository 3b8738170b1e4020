"""`make soak KILLS=100`: real processes killed at random moments, and what became of every letter."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from tests.replicas.kills import Company, kill_one_again_and_again

PEOPLE, PAIRS = 80, 25


async def one_on_sqlite(folder: Path, *, kills: int, seed: int) -> bool:
    """Prints the account. Returns whether it is clean."""
    database = f"sqlite:///{folder / 'alongside.db'}"
    company = await Company.found(database, folder, seed=seed, people=PEOPLE, pairs=PAIRS)
    fleet = company.fleet
    try:
        await kill_one_again_and_again(company, kills)
        await fleet.start()
        await fleet.settled()
        codes = await fleet.stop()
        account = await company.account()
    finally:
        await fleet.close()
    print(f"one process on SQLite, killed {fleet.kills} times (seed {seed}), ended with {codes}:")
    print(*account.lines(), *fleet.broke[:10], sep="\n")
    return account.clean and not fleet.broke and codes == [0]


async def soak(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        clean = await one_on_sqlite(Path(folder), kills=kills, seed=seed)
    return 0 if clean else 1


def main() -> int:
    kills, seed = (int(word) for word in sys.argv[1:3])
    logging.disable(logging.CRITICAL)
    return asyncio.run(soak(kills, seed))


if __name__ == "__main__":
    sys.exit(main())
