"""What the commands say when something has to be mended first, and what the doctor finds."""

import errno
import logging
import os
import socket
import subprocess
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import cli, service
from bot.clock import SystemClock
from bot.commands import doctor, import_people
from bot.commands.doctor import verdict
from bot.errors import ToMend
from bot.service import CannotStart
from bot.settings import Settings, SettingsError, load
from bot.wire.identity import ORG_WIDE
from program.base.people import Profile, learn
from sandbox import Clock, Server, Workspace
from storage import migrate
from storage.unit import Store
from tests.bot.portal import PAGES, portal
from tests.storage.damage import NEWER, damage, outdate

NOT_OURS = "192.0.2.1"
"""An address for examples, which no machine has."""
UNASSIGNED = os.strerror(errno.EADDRNOTAVAIL)
ROOT = Path(__file__).parent.parent.parent
GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


class Place:
    """A workspace and the right settings for it."""

    def __init__(self, workspace: Workspace, server: Server, database: str) -> None:
        self.workspace = workspace
        self.right: dict[str, Any] = {
            "slack_bot_token": workspace.bot_token,
            "slack_app_token": workspace.app_token,
            "slack_signing_secret": workspace.signing_secret,
            "slack_api_url": f"{server.url}/api/",
            "database_url": database,
        }

    def settings(self, **instead: Any) -> Settings:
        return load(_env_file=None, **{**self.right, **instead})


@pytest.fixture
async def place(database: str) -> AsyncIterator[Place]:
    workspace = Workspace.from_manifest("manifest.yml", clock=Clock(running=True), seed=7)
    async with await Server.start(workspace, port=0) as server:
        yield Place(workspace, server, database)


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set (see .env.example)"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is not set (see .env.example)"),
        (
            {"SLACK_BOT_TOKEN": "xapp-1"},
            "SLACK_BOT_TOKEN: this is an app-level token; copy the Bot User OAuth Token "
            "(page OAuth & Permissions), which begins with xoxb-",
        ),
        ({"PORT": "many"}, "PORT: Input should be a valid integer, unable to parse string as an integer"),
        (
            {"SLACK_TIERS": "users.list=many"},
            "SLACK_TIERS: users.list needs its calls a minute, such as users.list=20",
        ),
        ({"SLACK_TIERS": "chat.postMessage=60,pins=5"}, "SLACK_TIERS: no letter is a call of pins"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT: Input should be 'text' or 'json'"),
        ({"SLACK_API_URL": "slack"}, "SLACK_API_URL: must begin with http:// or https://"),
        (
            {"DATABASE_URL": "nonsense"},
            "The database can't be opened: this is no database URL (DATABASE_URL)",
        ),
        (
            {"DATABASE_URL": "mysql://localhost/x"},
            "The database can't be opened: it has to begin with sqlite:/// or postgresql+psycopg:// (DATABASE_URL)",
        ),
        (
            {"DATABASE_URL": "sqlite:////nowhere/at/all.db"},
            "The database can't be opened: No such file or directory (DATABASE_URL)",
        ),
        (
            {"ALONGSIDE_DATA": "/dev/null/data"},
            "ALONGSIDE_DATA: /dev/null/data/alongside.db can't be made: Not a directory",
        ),
    ],
)
def test_a_wrong_setting_is_one_line_and_exit_code_2(
    environment: dict[str, str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = logging.root.handlers[:]
    outcome = CliRunner().invoke(cli.app, ["run"], env={**GOOD, **environment})
    logging.root.handlers[:] = before
    assert outcome.exit_code == 2
    assert [line for line in outcome.stderr.splitlines() if " INFO " not in line] == [complaint]


@pytest.mark.parametrize("words", [["people", "import", "people.csv"], ["restore", "copy.db"]])
def test_a_folder_that_cannot_be_made_is_one_line_for_whoever_writes_to_it(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("slack_id,manager\n")
    outcome = CliRunner().invoke(cli.app, words, env={**GOOD, "ALONGSIDE_DATA": "/dev/null/data"})
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "ALONGSIDE_DATA: /dev/null/data/alongside.db can't be made: Not a directory\n",
    )


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack can't be reached at http://127.0.0.1:1/api/: "),
        (
            {"DATABASE_URL": "postgresql+psycopg://127.0.0.1:1/x"},
            "The database can't be opened: nothing listens at that host and port: does the server run? (DATABASE_URL)",
        ),
    ],
)
def test_what_may_pass_by_itself_ends_with_another_code_so_that_it_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(cli.app, ["run"], env={**GOOD, "METRICS_PORT": "0", **environment})
    assert outcome.exit_code == 1
    assert outcome.stderr.splitlines()[-1].startswith(complaint)


def test_whoever_only_reads_makes_no_folder_and_leaves_the_one_there_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    for folder in (".", "absent"):
        outcome = CliRunner().invoke(cli.app, ["replay"], env={**GOOD, "ALONGSIDE_DATA": folder})
        assert outcome.exit_code == 2
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert not (tmp_path / "absent").exists()


def test_the_folder_and_its_file_are_made_for_their_owner_alone_and_what_is_there_stays(
    tmp_path: Path,
) -> None:
    made, there = tmp_path / "made", tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)
    for folder in (made, there):
        load(_env_file=None, alongside_data=folder).prepare_data()
    modes = [path.stat().st_mode & 0o777 for path in (made, made / "alongside.db", there)]
    assert modes == [0o700, 0o600, 0o755]
    assert (there / "alongside.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "words", [["people", "import", "people.csv"], ["backup", "copy.db"], ["restore", "copy.db"], ["replay"]]
)
def test_every_command_says_in_one_line_what_to_mend(words: list[str]) -> None:
    outcome = CliRunner().invoke(cli.app, words, env={**GOOD, "SLACK_API_URL": "slack"})
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "SLACK_API_URL: must begin with http:// or https://\n",
    )


def test_a_demo_whose_port_is_taken_says_so_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = CliRunner().invoke(cli.app, ["demo", "--port", str(port)])
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        f"Port {port} can't be used (Address already in use): choose another, "
        "with make demo PORT=8700 or alongside demo --port 8700.\n"
    )


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_a_port_that_there_is_not_is_one_line_too(port: str) -> None:
    outcome = CliRunner().invoke(cli.app, ["demo", "--port", port])
    assert outcome.exit_code == 2
    [line] = outcome.stderr.splitlines()
    assert line.startswith(f"Port {port} can't be used (ports are 0 to 65535): ")


@pytest.mark.parametrize(
    ("given", "ends"), [([], "alongside demo"), (["PORT=8700"], "alongside demo --port 8700")]
)
def test_make_demo_hands_its_port_on(given: list[str], ends: str) -> None:
    shown = subprocess.run(
        ["make", "-n", "demo", *given],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.splitlines()[-1].rstrip().endswith(ends)


def test_every_missing_setting_has_a_line_of_its_own() -> None:
    with pytest.raises(SettingsError) as raised:
        load(_env_file=None).need("slack_bot_token", "slack_app_token")
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("instead", "complaint"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth"),
        ({"slack_app_token": "xapp-wrong"}, "Slack refuses SLACK_APP_TOKEN: invalid_auth"),
        (
            {"slack_api_url": "http://127.0.0.1:1/api/"},
            "Slack can't be reached at http://127.0.0.1:1/api/: ClientConnectorError "
            "(check the network, HTTPS_PROXY and SLACK_API_URL)",
        ),
    ],
)
async def test_a_token_that_slack_refuses_ends_the_start(
    place: Place, instead: dict[str, str], complaint: str
) -> None:
    with pytest.raises(CannotStart) as raised:
        await service.serve(place.settings(**instead), http=False)
    assert str(raised.value) == complaint


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("status", [200, 403, 407])
async def test_a_page_in_slacks_place_is_no_refusal_of_a_token(place: Place, status: int, kind: str) -> None:
    async with portal(status, kind) as url:
        with pytest.raises(CannotStart, match=f"Slack can't be reached at {url}: http_{status} "):
            await service.serve(place.settings(slack_api_url=url), http=False)
        findings = await doctor.examine(place.settings(slack_api_url=url))
    assert [f.said for f in findings if f.ok is False] == [f"Slack can't be reached (http_{status})"]


async def test_a_slack_that_is_gone_by_the_second_question_is_no_refusal_either(place: Place) -> None:
    """The app token is asked about after the bot token."""
    place.workspace.trouble.add("apps.connections.open", "dropped", times=2)
    with pytest.raises(CannotStart, match=r"Slack can't be reached at .*: ServerDisconnectedError "):
        await service.serve(place.settings(), http=False)
    findings = await doctor.examine(place.settings())
    (said,) = [(finding.what, finding.said) for finding in findings if finding.ok is False]
    assert said == ("app token", "Slack can't be reached (ServerDisconnectedError)")


async def test_a_taken_port_ends_the_start(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart) as raised:
            await service.serve(place.settings(port=port), http=True)
    assert str(raised.value) == f"0.0.0.0:{port} can't be used: Address already in use (HTTP_HOST, PORT)"


@pytest.mark.parametrize(
    ("instead", "complaint"),
    [
        ({"http_host": NOT_OURS}, f"{NOT_OURS}:0 can't be used: {UNASSIGNED} (HTTP_HOST, PORT)"),
        (
            {"metrics_host": NOT_OURS, "metrics_port": 9},
            f"{NOT_OURS}:9 can't be used: {UNASSIGNED} (METRICS_HOST, METRICS_PORT)",
        ),
    ],
)
async def test_an_address_of_another_machine_ends_the_start(
    place: Place, instead: dict[str, str], complaint: str
) -> None:
    with pytest.raises(CannotStart) as raised:
        await service.serve(place.settings(port=0, **instead), http=True)
    assert str(raised.value) == complaint


async def test_the_doctor_finds_nothing_where_nothing_is_wrong(place: Place) -> None:
    findings = await doctor.examine(place.settings())
    assert [finding.line() for finding in findings if finding.ok is not True] == []
    assert verdict(findings) == 0
    named = {"settings", "database", "migrations", "token", "app token", "scopes", "clock", "backlog"}
    assert named <= {finding.what for finding in findings}


@pytest.mark.parametrize(
    ("instead", "finding"),
    [
        ({"slack_bot_token": ""}, "settings: SLACK_BOT_TOKEN is not set -> "),
        ({"slack_app_token": "", "slack_signing_secret": ""}, "settings: neither SLACK_APP_TOKEN"),
        ({"slack_bot_token": "xoxb-wrong"}, "token: Slack refuses SLACK_BOT_TOKEN: invalid_auth -> "),
        ({"slack_app_token": "xapp-wrong"}, "app token: Slack refuses SLACK_APP_TOKEN: invalid_auth -> "),
        ({"slack_api_url": "http://127.0.0.1:1/api/"}, "token: Slack can't be reached"),
        ({"database_url": "nonsense"}, "database: can't be opened (this is no database URL) -> "),
        (
            {"database_url": "", "alongside_data": "/dev/null/data"},
            "database: ALONGSIDE_DATA: /dev/null/data",
        ),
    ],
)
async def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(
    place: Place, instead: dict[str, str], finding: str
) -> None:
    findings = await doctor.examine(place.settings(**instead))
    assert verdict(findings) == 1
    (line,) = [found.line() for found in findings if found.ok is False]
    assert line.startswith(f"mend     {finding}")
    assert " -> " in line


async def test_the_doctor_names_the_scopes_that_were_not_granted_and_what_sleeps(place: Place) -> None:
    place.workspace.scopes = tuple({*place.workspace.scopes} - {"pins:write"})
    (line,) = [f.line() for f in await doctor.examine(place.settings()) if f.ok is False]
    assert "scopes: not granted" in line
    assert "pins:write (pinning the charter and the plan)" in line


async def test_the_doctor_does_not_know_what_slack_does_not_say(place: Place) -> None:
    async with portal(200, "application/json", said={"ok": True, "team_id": "T1", "url": "wss://x"}) as url:
        findings = await doctor.examine(place.settings(slack_api_url=url))
    assert next(finding.ok for finding in findings if finding.what == "scopes") is None
    assert verdict(findings) == 0


@pytest.mark.parametrize("said", [{"is_enterprise_install": True, "team_id": "T1"}, {"enterprise_id": "E1"}])
async def test_an_installation_for_a_whole_organization_is_refused_in_one_sentence(
    place: Place, tmp_path: Path, said: dict[str, Any]
) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text("slack_id,manager\n")
    async with portal(200, "application/json", said={"ok": True, **said}) as url:
        settings = place.settings(slack_api_url=url)
        for work in (
            service.serve(settings, http=False),
            import_people.import_file(settings, people_file, dry_run=False),
        ):
            with pytest.raises(ToMend) as raised:
                await work
            assert (str(raised.value), raised.value.code) == (ORG_WIDE, 2)
        (line,) = [f.line() for f in await doctor.examine(settings) if f.ok is False]
    assert line == f"mend     token: {ORG_WIDE}"


async def test_the_doctor_sees_a_clock_that_is_wrong(place: Place) -> None:
    class Slow(SystemClock):
        def now(self) -> Any:
            return super().now() - doctor.MOST_SKEW * 3

    findings = await doctor.examine(place.settings(), Slow())
    assert next(finding.ok for finding in findings if finding.what == "clock") is False


async def test_before_the_first_start_the_doctor_says_what_that_will_do(place: Place, tmp_path: Path) -> None:
    findings = await doctor.examine(place.settings(database_url="", alongside_data=tmp_path / "new"))
    assert next(finding.ok for finding in findings if finding.what == "migrations") is None
    assert verdict(findings) == 0


async def test_a_people_file_is_read_as_a_whole_or_not_at_all(place: Place, tmp_path: Path) -> None:
    store = Store(place.right["database_url"])
    for name in ("Ada", "Grace"):
        store.transact(
            learn,
            workspace_id=place.workspace.team_id,
            profile=Profile(id=f"U{name.upper()}", name=name, email=f"{name.lower()}@example.com"),
            now=place.workspace.clock.now(),
        )
    store.close()
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("email,manager\ngrace@example.com,UADA\n")
    bad.write_text("slack_id,manager\nUGRACE,UNOBODY\n")
    dry = await import_people.import_file(place.settings(), good, dry_run=True)
    assert (dry.rows, dry.changed, dry.applied) == (1, 1, False)
    assert (await import_people.import_file(place.settings(), bad, dry_run=False)).problems
    done = await import_people.import_file(place.settings(), good, dry_run=False)
    assert (done.changed, done.applied) == (1, True)
    with pytest.raises(CannotStart, match=r"absent\.csv can't be read: No such file or directory"):
        await import_people.import_file(place.settings(), tmp_path / "absent.csv", dry_run=False)


def test_people_of_a_file_are_matched_into_a_folder(tmp_path: Path) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text(
        "id,name,role,goals,teaches,capacity\n"
        "a,Ada Park,mentor,,How to design databases,1\n"
        "g,Grace Osei,mentee,Learn to design databases,,\n"
    )
    outcome = CliRunner().invoke(cli.app, ["match", str(people_file), "--out", str(tmp_path / "out")])
    assert outcome.exit_code == 0, outcome.output
    assert "1 of 1 who can be matched are matched." in outcome.output
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_file_that_cannot_be_matched_is_named_line_by_line(tmp_path: Path) -> None:
    people_file = tmp_path / "people.csv"
    people_file.write_text("id,name,role\n,Ada Park,gardener\n")
    outcome = CliRunner().invoke(cli.app, ["match", str(people_file), "--out", str(tmp_path / "out")])
    assert outcome.exit_code == 2
    assert [line.partition(":")[2][0] for line in outcome.stderr.splitlines()] == ["2", "2"]
    assert not (tmp_path / "out").exists()


def test_without_a_round_there_is_none_to_compute_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alongside.db'}"
    asked = partial(CliRunner().invoke, cli.app, ["replay"], env={**GOOD, "DATABASE_URL": url})
    behind = asked()
    assert (behind.exit_code, len(behind.stderr.splitlines())) == (2, 1)
    assert "alongside run" in behind.stderr
    migrate.upgrade(url)
    nothing = asked()
    assert (nothing.exit_code, nothing.stderr) == (2, "No round was proposed yet.\n")


OPENS = [["run"], ["people", "import", "people.csv"], ["replay"], ["backup", "copy.db"], ["doctor"]]


@pytest.mark.parametrize("words", OPENS, ids=lambda words: words[0])
def test_after_a_rollback_every_command_says_so_in_one_line(
    words: list[str], sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("slack_id,manager\n")
    outdate(sqlite)
    told = asked(words, DATABASE_URL=sqlite)
    assert len(told) == 1
    assert f"made by a newer Alongside (schema {NEWER}; this one knows {migrate.known()[-1]})" in told[0]


@pytest.mark.parametrize("words", OPENS, ids=lambda words: words[0])
def test_a_damaged_file_is_one_line_that_says_what_to_do(
    words: list[str], sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("slack_id,manager\n")
    damage(tmp_path / "alongside.db")
    told = asked(words, DATABASE_URL=sqlite, code=1 if words == ["doctor"] else 2)
    assert len(told) == 1
    assert "damaged" in told[0]
    assert "restore" in told[0]


def asked(words: list[str], *, code: int = 2, **environment: str) -> list[str]:
    """What is complained of, besides what the log says of a start."""
    before = logging.root.handlers[:]
    outcome = CliRunner().invoke(
        cli.app, words, env={**GOOD, "SLACK_API_URL": "http://127.0.0.1:1/api/", **environment}
    )
    logging.root.handlers[:] = before
    assert outcome.exit_code == code, outcome.output
    return [line for line in outcome.output.splitlines() if "database" in line or "copy.db" in line]
