"""One measurement in a process of its own, for its memory's sake; and what is told of it."""

import json
import subprocess
import sys
from typing import Any

Line = tuple[str, str, str, str, bool]  # what, people, figure, to reach, reached


def child(module: str, **asked: Any) -> dict[str, Any]:
    """What the module prints last, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", json.dumps(asked)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
