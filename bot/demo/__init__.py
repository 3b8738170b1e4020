"""`alongside demo`: a Slack workspace and the bot in one process, with real HTTP and sockets between them.

The workspace's clock is the only substitution: the bot is told that time instead of the machine's.
"""

import asyncio
import logging
import signal
import tempfile
from pathlib import Path

from rich.console import Console

from bot.demo.stage import BEGINS, DAYS, WORKSPACE, Stage, stage
from bot.demo.story import LASTS, Story
from bot.demo.teller import Teller


async def run(*, console: Console, empty: bool = False, serve: bool = False, port: int = 8642) -> None:
    """Play the program's ninety days, print its figures, and keep the workspace open if there is somebody to see it."""
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="alongside-demo-") as folder:
        async with stage(Path(folder), port=port) as here:
            teller = Teller(console, BEGINS, LASTS)
            teller.say(f"{WORKSPACE} has a Slack workspace on this machine: {here.server.url}")
            if not empty:
                with teller.telling():
                    story = Story(here, teller)
                    await story.play(DAYS)
                await story.sum_up()
            here.telling.finish()
            if serve:
                await _keep_open(here, teller)


async def _keep_open(here: Stage, teller: Teller) -> None:
    """Until Ctrl-C: the workspace's clock is in the visitor's hands, and the bot follows it."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    here.clock.resume()
    here.bot.pulse.start()
    teller.say(f"\nThe workspace is open at {here.server.url} (Ctrl-C ends it)")
    await stopped.wait()
