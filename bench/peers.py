"""The peers' own environment, made when it's first needed, and runs in it."""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HOME = Path("build/peers")
PACKAGES = ("numpy", "scipy", "ortools", "matching", "munkres")
SURVIVES = {"munkres": 500, "matching": 100, "scipy": 10_000, "ortools": 100_000}


def python() -> Path:
    """The environment's interpreter."""
    found = HOME / "bin" / "python"
    if not (HOME / "ready").exists():
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([found, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (HOME / "ready").touch()
    return found.absolute()


def solve(solver: str, graph: Path, limit: float) -> dict[str, Any] | None:
    """What a peer makes of saved lists; None if it took too long or fell. With ``-P`` our ``matching`` hides none."""
    script = Path(__file__).with_name("peer.py")
    try:
        done = subprocess.run(
            [python(), "-P", script, solver, graph.absolute()],
            capture_output=True,
            text=True,
            timeout=limit,
            cwd=HOME,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        print(f"  {solver}: {type(error).__name__} {(error.stderr or '')[-300:]}", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
