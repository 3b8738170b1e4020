"""`make soak KILLS=100`: real processes killed at random moments, and what became of every letter."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from sandbox.clock import monotonic
from tests import postgres
from tests.needs import required
from tests.replicas.kills import Company, kill_one_again_and_again, live_through_killing


async def one_on_sqlite(folder: Path, *, kills: int, seed: int) -> bool:
    """One process, killed so many times. Prints the account; returns whether it is clean."""
    database = f"sqlite:///{folder / 'alongside.db'}"
    began = monotonic()
    company = await Company.found(database, folder, seed=seed, people=80, pairs=25)
    try:
        await kill_one_again_and_again(company, kills)
        await company.fleet.start()
        await company.fleet.settled()
        return await show(company, f"one process on SQLite (seed {seed})", began)
    finally:
        await company.fleet.close()


async def three_on_postgres(folder: Path, database: str, *, seed: int) -> bool:
    """Three replicas, one killed every few seconds, through 2,000 letters."""
    began = monotonic()
    company = await Company.found(database, folder, seed=seed, people=960, pairs=130, size=3)
    try:
        await live_through_killing(company)
        return await show(company, f"three replicas on PostgreSQL (seed {seed})", began)
    finally:
        await company.fleet.close()


async def show(company: Company, what: str, began: float) -> bool:
    fleet = company.fleet
    span = monotonic() - began
    codes = await fleet.stop()
    account = await company.account()
    print(
        f"{what}, killed {fleet.kills} times in {span:.0f} s:",
        *account.lines(),
        *fleet.broke[:10],
        sep="\n",
        flush=True,
    )
    return account.clean and not fleet.broke and not any(codes)


async def soak(kills: int, seed: int) -> int:
    binaries = postgres.binaries()
    with tempfile.TemporaryDirectory() as folder:
        clean = await one_on_sqlite(Path(folder), kills=kills, seed=seed) if kills else True
        if binaries is None:
            print(f"three replicas on PostgreSQL: left out; {postgres.ADVICE}")
            return 0 if clean and not required("postgres") else 1
        server = postgres.Postgres(binaries)
        try:
            clean &= await three_on_postgres(Path(folder), server.database(migrated=False), seed=seed)
        finally:
            server.stop()
    return 0 if clean else 1


def main() -> int:
    kills, seed = (int(word) for word in sys.argv[1:3])
    logging.disable(logging.CRITICAL)
    return asyncio.run(soak(kills, seed))


if __name__ == "__main__":
    sys.exit(main())
