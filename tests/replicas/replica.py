"""`alongside run` in a hurry: the same process, and a clock that runs faster than the wall's.

A lease of a minute is over in seconds then. What belongs to the wall (the beats, and how long a socket may be silent)
is put in proportion.
"""

import asyncio
import sys
from datetime import datetime, timedelta

from bot import service
from bot.beats import pulse
from bot.settings import load
from bot.watch import logs
from bot.wire import sockets
from sandbox.clock import Clock, monotonic


def clock_as_of(moment: datetime, since: float, speed: float) -> Clock:
    """A clock that showed `moment` when the machine's stood at `since`: the same one in every process."""
    passed = timedelta(seconds=(monotonic() - since) * speed)
    return Clock(moment + passed, running=True, speed=speed)


def main() -> int:
    moment, since, speed = datetime.fromisoformat(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    sockets.DEAF *= speed
    pulse.SECONDS["advance"] = max(1, round(pulse.SECONDS["advance"] / speed))
    logs.configure()
    return asyncio.run(service.serve(load(), http=False, clock=clock_as_of(moment, since, speed)))


if __name__ == "__main__":
    sys.exit(main())
