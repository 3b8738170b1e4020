"""What the commands say when something has to be mended first."""

import logging
import os
import socket
import subprocess
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.settings import SettingsError, load
from storage import migrate
from tests.storage.damage import NEWER, damage, outdate

ROOT = Path(__file__).parent.parent.parent
GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


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
