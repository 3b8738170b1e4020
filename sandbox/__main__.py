"""python -m sandbox --port 8642 --manifest manifest.yml: a workspace for any Bolt app."""

import argparse
import asyncio
import os
import signal

from sandbox import Clock, Server, Workspace

PEOPLE = ("Ada Park", "Grace Lindqvist", "Omar Haddad", "Mei Tanaka")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--manifest", default="manifest.yml", help="the app's manifest, YAML or JSON")
    parser.add_argument("--port", type=int, default=8642)
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same ids and tokens")
    parser.add_argument("--person", action="append", help="somebody who works here (may be repeated)")
    parser.add_argument("--deliver-to", metavar="URL", help="signed HTTP to this address, not Socket Mode")
    options = parser.parse_args()
    try:
        ws = Workspace.from_manifest(options.manifest, clock=Clock(running=True), seed=options.seed)
    except (OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: can't read the manifest: {error}\n")
    people = [ws.add_person(name, admin=n == 0) for n, name in enumerate(options.person or PEOPLE)]
    ws.add_channel("general", members=[person.id for person in people])
    ws.deliver_to(options.deliver_to)
    try:
        asyncio.run(serve(ws, options.port))
    except (OSError, OverflowError) as error:
        why = os.strerror(error.errno or 0) if isinstance(error, OSError) else "ports are 0 to 65535"
        parser.exit(2, f"{parser.prog}: port {options.port} can't be used: {why}\n")


async def serve(ws: Workspace, port: int) -> None:
    async with await Server.start(ws, port) as server:
        print(f"{ws.manifest.name} is installed at {server.url}. Start the app with:\n")
        print(f"export SLACK_API_URL={server.url}/api/")
        print(f"export SLACK_BOT_TOKEN={ws.bot_token}")
        print(f"export SLACK_APP_TOKEN={ws.app_token}")
        print(f"export SLACK_SIGNING_SECRET={ws.signing_secret}\n", flush=True)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await stop.wait()


if __name__ == "__main__":
    main()
