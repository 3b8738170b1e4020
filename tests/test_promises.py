"""What the manifest, the documents and the tables promise, held against each other."""

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot.cli import app as alongside
from bot.letters.rights import FEATURES
from bot.settings import Settings
from bot.wire.http import PATH
from handlers import ROUTES
from handlers.command import WORDS
from handlers.views import wording
from handlers.views.notices import RENDERERS
from program import sending
from program.base.notices import Notice
from program.base.refusals import No
from program.base.touchpoints import Moment
from program.lifecycle import STAGES
from program.pair import as_seen, concerns, partings, silence
from program.pair.survey_results import COMMENTS_FROM, SCORES_FROM
from program.running.public_figures import SMALL
from program.workspace.retention import KEPT

ROOT = Path(__file__).parent.parent
WORDING = ROOT / "handlers/views/wording"
MANIFEST, HTTP = (yaml.safe_load((ROOT / name).read_text()) for name in ("manifest.yml", "manifest.http.yml"))


def test_the_manifest_declares_exactly_the_commands_with_a_route() -> None:
    declared = {command["command"] for command in MANIFEST["features"]["slash_commands"]}
    assert declared == {route.name for route in ROUTES if route.kind == "command"}


def test_the_manifest_subscribes_to_exactly_the_events_with_a_route() -> None:
    declared = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(declared) == sorted({route.name for route in ROUTES if route.kind == "event"})


def test_the_manifest_for_http_differs_from_the_one_for_sockets_in_the_way_in_alone() -> None:
    url = f"https://your.host{PATH}"
    settings, features = HTTP["settings"], HTTP["features"]
    assert settings["event_subscriptions"].pop("request_url") == url
    assert settings["interactivity"].pop("request_url") == url
    assert [command.pop("url") for command in features["slash_commands"]] == [url]
    assert (settings.pop("socket_mode_enabled"), MANIFEST["settings"]["socket_mode_enabled"]) == (False, True)
    rest = {name: held for name, held in MANIFEST["settings"].items() if name != "socket_mode_enabled"}
    assert {**MANIFEST, "settings": rest} == HTTP


def test_every_scope_of_the_manifest_has_what_sleeps_without_it() -> None:
    assert sorted(FEATURES) == sorted(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_the_manifest_asks_for_nothing_that_reads_conversations() -> None:
    assert not [scope for scope in MANIFEST["oauth_config"]["scopes"]["bot"] if "history" in scope]


def test_the_page_of_trust_tells_what_each_permission_is_for() -> None:
    page = (ROOT / "docs/trust.md").read_text()
    told = re.findall(r"^\| `([a-z:.]+)` \| .+ \|$", page, re.MULTILINE)
    assert sorted(told) == sorted(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_no_two_routes_have_the_same_way_in() -> None:
    ways = [(route.kind, route.name) for route in ROUTES]
    assert len(ways) == len(set(ways))


@pytest.mark.parametrize("notice", Notice)
def test_every_renderer_draws_the_call_by_whose_method_it_is_paced(notice: Notice) -> None:
    renderer = RENDERERS[notice]
    drawn = "post(" if renderer.method == "chat.postMessage" else f'Call("{renderer.method}"'
    assert drawn in "".join(inspect.getsource(renderer.draw).split())


@pytest.mark.parametrize("moment", Moment)
def test_every_moment_has_its_stage(moment: Moment) -> None:
    assert moment in STAGES


@pytest.mark.parametrize("no", No)
def test_every_refusal_has_its_sentence(no: No) -> None:
    assert wording.refusals.SENTENCES[no]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained(name: str) -> None:
    for place in (".env.example", "docs/running.md"):
        assert name.upper() in (ROOT / place).read_text(), place


def test_the_page_of_running_names_every_setting_and_no_other() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/running.md").read_text(), re.MULTILINE)
    assert sorted(table) == sorted(name.upper() for name in Settings.model_fields)
    kept = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(kept) == sorted(table)


def test_the_page_of_running_names_every_command_with_its_options_and_no_other() -> None:
    page = (ROOT / "docs/running.md").read_text().partition("## Commands")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    told = [one for cell in cells for one in re.findall(r"`([^`]+)`", cell)]
    named = {re.split(r" [A-Z[]", one)[0]: set(re.findall(r"--[a-z-]+", one)) for one in told}
    assert named == dict(commands(get_command(alongside)))


def commands(group: Any, above: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command, in full, with its options."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{above}{name} ")
        else:
            options = {word for one in command.params for word in one.opts if word.startswith("--")}
            yield f"{above}{name}", options


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_mentor_has_its_line_in_help(word: str) -> None:
    assert WORDS[word].line


def test_every_sentence_is_said_somewhere() -> None:
    said = set()
    for path in (ROOT / "handlers").rglob("*.py"):
        source = path.read_text()
        topic = re.search(r"^from handlers.views.wording import (\w+) as say$", source, re.MULTILINE)
        said |= set(re.findall(r"\bwording\.(\w+\.[A-Z]\w*)", source))
        said |= {f"{topic[1]}.{name}" for name in re.findall(r"\bsay\.([A-Z]\w*)", source) if topic}
    unused = []
    for path in WORDING.glob("*.py"):
        own = path.read_text()
        sentences = re.findall(r"^([A-Z][A-Z0-9_]*)\b.* = ", own, re.MULTILINE)
        unused += [
            f"{path.stem}.{name}"
            for name in sentences
            if f"{path.stem}.{name}" not in said and len(re.findall(rf"\b{name}\b", own)) < 2
        ]
    assert unused == []


def test_no_sentence_stands_outside_wording() -> None:
    """A literal with a space and a letter in a view or a listener is a sentence, unless it is a docstring."""
    strays = []
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        if path.parent == WORDING or path.name == "kit.py":
            continue
        tree = ast.parse(path.read_text())
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        raised = {
            id(leaf)
            for node in ast.walk(tree)
            if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _is_log(node))
            for leaf in ast.walk(node)
        }
        strays += [
            f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search(r"[a-z]{2,} [a-z]{2,}", node.value)
            and id(node) not in docs | raised
        ]
    assert strays == []


def _is_log(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
    )


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("*.md")), ids=lambda path: path.name
)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text()):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (document.parent / target).exists(), target


def test_what_is_said_of_prompts_is_what_is_sent() -> None:
    assert sending.PROMPTS_A_WEEK == 2
    assert timedelta(days=7) == sending.WEEK
    assert "two things a week" in str(wording.help.FOOT)
    for page, said in (
        ("README.md", "two prompts a person and week"),
        ("docs/voice.md", "Two prompts a person and week"),
    ):
        assert said in (ROOT / page).read_text()


def test_the_readme_names_every_word_of_mentor_and_no_other() -> None:
    page = (ROOT / "README.md").read_text().partition("## What people type")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    told = [said.removeprefix("/mentor").split() for row in rows for said in re.findall(r"`([^`]+)`", row)]
    assert sorted(words[0] for words in told if words) == sorted(WORDS)


def test_what_is_old_goes_after_the_days_of_the_page_of_running() -> None:
    page = (ROOT / "docs/running.md").read_text().partition("## What is forgotten")[2].partition("\n## ")[0]
    told = [int(number) for number in re.findall(r"\| (\d+) days[^|]* \|$", page, re.MULTILINE)]
    assert told == [kept.days for kept in KEPT.values()]


@pytest.mark.parametrize(
    ("said", "kept", "days"),
    [
        ("between eight hours and about three days", (partings.SOONEST, partings.LATEST_START), (8 / 24, 3)),
        ("within two weeks of the wish", (partings.LONGEST,), (14,)),
        ("reminded once, after four days", (concerns.REMINDED_AFTER,), (4,)),
        ("keeps them away for four weeks", (silence.PAUSE,), (28,)),
        ("settled requests go after a year", (KEPT["requests"],), (365,)),
        ("waited then after half a year", (KEPT["proposals"],), (180,)),
        ("of whoever left after two", (KEPT["answers"],), (730,)),
        ("within 30 days of their start", (as_seen.MET_WITHIN,), (30,)),
    ],
)
def test_the_times_of_the_page_of_trust_are_the_rules(
    said: str, kept: tuple[timedelta, ...], days: tuple[float, ...]
) -> None:
    assert said in " ".join((ROOT / "docs/trust.md").read_text().split())
    assert kept == tuple(timedelta(days=one) for one in days)


def test_the_numbers_of_people_on_the_page_of_trust_are_the_rules() -> None:
    page = " ".join((ROOT / "docs/trust.md").read_text().split())
    assert (SCORES_FROM, COMMENTS_FROM, SMALL) == (3, 5, 3)
    assert "three people at a time for scores, five for notes" in page
    assert "goes in steps of three" in page


def test_the_page_of_features_has_every_item_once_and_counts_what_it_says() -> None:
    page = (ROOT / "docs/features.md").read_text()
    for letter, many, part in zip("SCN", (86, 15, 12), page.split("\n## ")[1:], strict=True):
        rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith(f"| {letter}")]
        assert [row[0] for row in rows] == [f"{letter}{number}" for number in range(1, many + 1)]
        states = [next(cell for cell in row if cell in ("WORKS", "PART", "NONE")) for row in rows]
        told = ", ".join(f"{states.count(state)} {state}" for state in ("WORKS", "PART", "NONE"))
        assert part.splitlines()[0].endswith(f": {told}")
