"""The demo's whole story: what it shows, what it asks of Slack, and that nobody is left hanging."""

import asyncio
import io
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from rich.console import Console
from sqlmodel import select

from bot.demo.stage import BEGINS, DAYS, stage
from bot.demo.story import LASTS, Story
from bot.demo.teller import Teller
from handlers.views import setup as settings
from sandbox import Workspace
from storage.models import Letter, Mentorship, Touchpoint
from storage.unit import Store
from tests.journeys.town import Town

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).parent.parent.parent


class Told:
    """The story, told once for all tests here: the words, the workspace, and the database after it."""

    def __init__(self, text: str, workspace: Workspace, now: datetime, store: Store) -> None:
        self.text = text
        self.workspace = workspace
        self.now = now
        self.store = store


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("demo")
    out = io.StringIO()

    async def tell() -> Workspace:
        async with stage(folder) as here:
            story = Story(here, Teller(Console(file=out, width=200), BEGINS, LASTS))
            await story.play(DAYS)
            await story.sum_up()
            return here.workspace

    workspace = asyncio.run(tell())
    store = Store(f"sqlite:///{folder / 'demo.db'}")
    return Told(out.getvalue(), workspace, workspace.clock.now(), store)


def test_the_story_goes_from_the_first_word_to_the_last_thanks(told: Told) -> None:
    for moment in (
        "sets up “Fernhill Mentoring”",
        "500 characters at most",
        "24 people join",
        "That round is settled: Olga Brandt was quicker",
        "private channels open",
        "declines within three days",
        "approves a new pair",
        "taps [We need help]",
        "try someone else",
        "types /mentor pause 2w",
        "is switched off",
        "signs up to mentor somebody",
        "channels are archived",
    ):
        assert moment in told.text


def test_the_bar_over_the_days_is_full_when_the_story_ends(told: Told) -> None:
    out = io.StringIO()
    teller = Teller(Console(file=out, width=80, force_terminal=True), BEGINS, LASTS)
    with teller.telling():
        teller.at(told.now)
    assert f"day {LASTS} of {LASTS}" in out.getvalue()


def test_slack_refused_nothing(told: Told) -> None:
    refused = [(call.method, call.error) for call in told.workspace.calls if not call.ok]
    assert refused == []
    assert told.workspace.toasts == []


def test_every_letter_was_settled(told: Told) -> None:
    letters = told.store.read(lambda session: list(session.exec(select(Letter)).all()))
    unsettled = [letter.kind for letter in letters if letter.state in ("sending", "unknown", "rejected")]
    assert unsettled == []
    now = told.now
    assert [letter.kind for letter in letters if letter.state == "ready" and letter.due_at <= now] == []


def test_every_pair_has_its_own_channel_and_nothing_is_overdue(told: Told) -> None:
    pairs = told.store.read(lambda session: list(session.exec(select(Mentorship)).all()))
    channels = [pair.channel_id for pair in pairs]
    assert None not in channels
    assert len(channels) == len(set(channels))
    made = [one for one in told.workspace.channels.values() if one.name.startswith("mentor-")]
    assert {channel.id for channel in made} == set(channels)
    now = told.now
    moments = told.store.read(lambda session: list(session.exec(select(Touchpoint)).all()))
    assert [moment.key for moment in moments if moment.state == "planned" and moment.due_at <= now] == []


def test_nobody_was_pinged_by_what_somebody_wrote(told: Told) -> None:
    said = [str(call.args) for call in told.workspace.calls]
    assert any("&lt;!channel&gt;" in text for text in said)
    assert not any("<!channel>" in text for text in said)


async def test_the_scopes_asked_for_are_the_scopes_used(told: Told, town: Town) -> None:
    """The story's, and those of a program for the people of one channel."""
    channel = town.workspace.add_channel("design", members=[town.ids["olga"], town.ids["ada"]])
    olga = town.person("olga")
    await town.settle()
    await olga.command("/mentor", "setup")
    await olga.fill({settings.NAME: "Design mentoring", settings.AUDIENCE: "channel"})
    await olga.fill({settings.CHANNEL: channel.id})
    assert (await olga.submit()).ok
    await town.later(minutes=2)
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    used = told.workspace.scopes_used() | town.workspace.scopes_used()
    assert used == set(manifest["oauth_config"]["scopes"]["bot"])
