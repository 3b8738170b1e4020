"""What the workspace's own page of documentation says is so."""

import re
from pathlib import Path

from sandbox import Server
from sandbox.actions import ACTIONS

README = (Path(__file__).parents[2] / "sandbox" / "README.md").read_text()


def test_it_names_everything_a_person_can_do() -> None:
    listed = README.partition("What a person can `do`:")[2]
    assert set(re.findall(r"`(\w+)`", listed)) == set(ACTIONS)


async def test_it_names_every_control(server: Server) -> None:
    table = README.partition("| | |")[2].partition("What a person can")[0]
    named = " ".join(re.findall(r"`([^`]*)`", table))
    assert server.runner is not None
    paths = {r.resource.canonical for r in server.runner.app.router.routes() if r.resource}
    controls = {path.removeprefix("/_control/") for path in paths if path.startswith("/_control/")}
    assert len(controls) > 15
    assert {c for c in controls if not re.search(rf"\b{c}\b", named)} == set()
