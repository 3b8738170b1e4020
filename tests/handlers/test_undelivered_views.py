"""What did not arrive, in words that need no manual."""

import re

import pytest

from bot.letters.verdicts import MAYBE_SENT, PASSING
from handlers.views import undelivered, wording
from handlers.views.kit import as_dicts
from program.base.notices import Notice
from program.pair.channels import ERRORS
from program.running.undelivered import Undelivered
from sandbox.blockkit import check_blocks
from tests.program.rows import MONDAY

ADA, PAIR = ("Ada Park",), ("Ada Park", "Grace Osei")
GONE = {"user_not_found", "user_disabled", "users_not_found", "account_inactive_user"}
KNOWN = PASSING | MAYBE_SENT | ERRORS.keys() | GONE
CODE = re.compile(r"[a-z]+_[a-z_]+")


def said(*to: tuple[str, ...], kind: str = "check_in", error: str = "is_archived") -> str:
    line, below = as_dicts(undelivered.rows(Undelivered(7, kind, to, error, MONDAY)))
    assert check_blocks([line, below], "message") == []
    assert {line["accessory"]["value"], *(button["value"] for button in below["elements"])} == {"7"}
    return str(line["text"]["text"])


def test_one_says_what_it_was_for_whom_and_why() -> None:
    assert re.fullmatch(r"\*A check-in\*, for Ada Park \(.*\)\. That channel is archived\.", said(ADA))


def test_several_are_counted_and_whom_they_were_for_is_named_once() -> None:
    line = said(PAIR, ADA, PAIR)
    assert line.startswith("*A check-in, 3 times*, for Ada Park and Grace Osei; Ada Park (the last one ")


def test_of_many_a_few_are_named() -> None:
    line = said(*((f"Person {number}",) for number in range(12)))
    assert "Person 4; and 7 more (" in line
    assert "Person 5" not in line


def test_of_very_many_it_is_said_how_many_go_at_a_press() -> None:
    assert "One press takes 200 of them." in said(*[ADA] * 201)
    assert "One press" not in said(*[ADA] * 200)


@pytest.mark.parametrize(
    ("kind", "whom"), [("digest", "the program's channel"), ("thanks", "not here any more")]
)
def test_what_was_for_nobody_who_is_known_says_so(kind: str, whom: str) -> None:
    assert whom in said((), kind=kind)


@pytest.mark.parametrize("error", sorted(KNOWN))
def test_what_delivery_knows_of_is_told_without_its_code(error: str) -> None:
    assert not CODE.search(said(ADA, error=error).partition("). ")[2])


@pytest.mark.parametrize(
    "error", ["internal_error", "TimeoutError", "http_503", "the sender stopped in the act"]
)
def test_what_may_have_arrived_is_said_to_be_so_before_it_goes_twice(error: str) -> None:
    assert "it may have arrived all the same" in said(ADA, error=error)


@pytest.mark.parametrize("error", ["a_word_of_next_year", "http_404", "<!channel>", "KeyError"])
def test_a_code_that_nobody_has_heard_of_is_left_to_the_engineer(error: str) -> None:
    told = said(ADA, error=error)
    assert error not in told
    assert "`alongside letters`" in told


def test_every_kind_that_can_fail_to_arrive_has_a_name() -> None:
    assert {
        notice.value for notice in Notice if not notice.policy.errand
    } == wording.undelivered.LETTERS.keys()
