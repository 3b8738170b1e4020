"""What may be asked of letters and the audit, beside a bot that runs: nobody's words, and in one line what is wrong."""

import json
from collections.abc import Callable

import pytest
from sqlmodel import Session
from typer.testing import Result

from storage.models import Letter
from storage.unit import Store
from tests.bot.commands.office import SECRET, a_busy_week

pytestmark = pytest.mark.both_databases


def test_nobodys_words_and_nobodys_name_are_shown(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)
    shown = [("letters",), ("audit",), *(("letter", str(number)) for number in (1, 2, 3, 4))]
    for words in shown:
        for form in ((), ("--json",)):
            outcome = ask(*words, *form)
            assert outcome.exit_code == 0, outcome.output
            assert outcome.stdout.strip()
            assert SECRET not in outcome.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letter", "77"), "there is no letter 77, or it is forgotten by now"),
        (("letter", "abc"), "Invalid value for 'number'"),
        (("letter",), "Missing argument 'number'"),
        (("letters", "--limit", "0"), "Invalid value for '--limit'"),
        (("letters", "--to", "UNOBODY"), "nobody and nothing here has the Slack id UNOBODY"),
        (("letters", "--pair", "77"), "there is no pair 77"),
        (("letters", "--kind", "chekin"), "There is no kind “chekin”: say one of lookup, "),
        (("letters", "--state", "lost"), "say one of ready, sending, done, rejected, unknown, dropped."),
        (("audit", "--program", "77"), "there is no program 77"),
        (("audit", "--about", "pair"), "say letter:12, pair:3, round:4 or person:U0123"),
        (("audit", "--about", "round:77"), "there is no round 77"),
        (("audit", "--about", "pair:77"), "there is no pair 77"),
        (("audit", "--since", "03/04/2026"), "say 2026-03-04 or 2026-04-03."),
        (("audit", "--since", "soon"), "say a day, as 2026-03-01, or how long ago"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(
    store: Store, ask: Callable[..., Result], words: tuple[str, ...], said: str
) -> None:
    store.transact(a_busy_week)
    outcome = ask(*words)
    assert (outcome.exit_code, outcome.stdout, len(outcome.stderr.splitlines())) == (2, "", 1)
    assert said in outcome.stderr


def test_it_is_asked_beside_a_transaction_that_writes(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)

    def write(session: Session) -> Result:
        session.get_one(Letter, 1).last_error = "another word"
        session.flush()
        return ask("letter", "1", "--json")

    outcome = store.transact(write)
    assert json.loads(outcome.stdout)["last_word"] == "msg_too_long"
