"""Words and a verdict for every code that Slack answers to a method of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.letters import why as told_to_the_operator
from bot.letters import verdicts
from handlers.views import slack_codes
from handlers.views.notices import RENDERERS
from handlers.views.wording import slack_codes as say
from program.running.tracing import Reason
from sandbox.error_codes import OF_EVERY_METHOD, OF_METHOD
from tests.bot.letters.test_verdicts import answer

ROOT = Path(__file__).parent.parent.parent
CODE = re.compile(r"[a-z]+_[a-z_]+")
SDK = re.compile(r"(apps|auth|chat|conversations|pins|team|usergroups|users|views)_[a-z_]+")


def called() -> Iterator[str]:
    """The methods of Slack that the source calls: by a letter's name for them, or by the SDK's."""
    yield from (renderer.method for renderer in RENDERERS.values())
    named = {method.lower().replace(".", "_"): method for method in OF_METHOD}
    for path in [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]:
        if "demo" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in OF_METHOD:
                yield str(node.value)
            if isinstance(node, ast.Attribute) and SDK.fullmatch(node.attr):
                yield from (method for name, method in named.items() if name == node.attr.replace("__", "_"))


METHODS = sorted(set(called()))
CODES = sorted(OF_EVERY_METHOD.union(*(OF_METHOD[method] for method in METHODS)))
RESULTS = {
    "done": "already_in_channel already_pinned already_archived",
    "passing": "service_unavailable team_added_to_org request_timeout fetch_members_failed update_failed "
    "external_channel_migrating streaming_state_conflict",
    "limited": "ratelimited rate_limited",
    "barred": "invalid_auth not_authed account_inactive token_revoked token_expired",
    "withheld": " ".join(verdicts.WITHHELD),
    "unknown": "internal_error fatal_error",
}
EXPECTED = {code: result for result, codes in RESULTS.items() for code in codes.split()}


def test_the_methods_are_found() -> None:
    assert {
        "auth.test",
        "chat.update",
        "conversations.invite",
        "views.open",
        "views.push",
        "views.publish",
    } <= set(METHODS)
    assert len(METHODS) >= 20


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words_of_its_own_and_never_itself(code: str) -> None:
    told = str(slack_codes.why(code))
    assert told != str(say.OTHER)
    assert not CODE.search(told)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_verdict(code: str) -> None:
    assert verdicts.classify(answer(code)).result == EXPECTED.get(code, "permanent")


@pytest.mark.parametrize("code", sorted({*say.WHY, *say.LOST}))
def test_there_are_no_words_twice_for_one_code(code: str) -> None:
    assert sum(code in codes.split() for _, codes in say.TOLD) + (code in say.LOST) == 1


def test_a_code_means_in_one_place_what_it_means_there() -> None:
    assert "private channels" in str(slack_codes.stuck("channel_create:restricted_action"))
    assert "write there" in str(slack_codes.stuck("intro:restricted_action"))


def test_whoever_runs_the_bot_reads_the_words_and_the_code() -> None:
    told = told_to_the_operator(Reason("refused", "ura_max_channels"))
    assert "Slack said ura_max_channels" in told
    assert str(slack_codes.why("ura_max_channels")) in told
    assert "That is" not in told_to_the_operator(Reason("refused", "a_word_of_next_year"))
