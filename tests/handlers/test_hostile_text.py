"""Whatever people write becomes no mention, link or ping in any sentence, nor turns the bot's own words around."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.fields import text_of
from handlers.views.text import Mention, clean, cut, plain, quote, typed, write

PIECES = (
    "<!channel>",
    "<@U0EVIL>",
    "<#C0EVIL>",
    "<http://evil.example|click>",
    "&lt;",
    "\u202e",
    "\u2066",
    "\x00",
    "\r",
)
HOSTILE = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=20), st.just("x" * 3200)), max_size=6
).map("".join)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(HOSTILE)
def test_words_in_a_sentence_stay_words(said: str) -> None:
    for shown in (write("*{who}* said {said}", who=Mention("U1"), said=said), quote(said)):
        rest = shown.replace("<@U1>", "")
        assert "<" not in rest
        assert clean(rest) == rest


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(HOSTILE)
def test_nothing_shown_turns_the_text_around_it_or_controls_anything(said: str) -> None:
    for character in plain("{said}", said=said):
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )
        assert unicodedata.category(character) != "Cc" or character in "\n\t"


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(HOSTILE.map(lambda said: f"{said}\ud83d\x00"))
def test_what_a_form_brings_can_be_stored_and_sent(said: str) -> None:
    """PostgreSQL refuses a zero byte, and nothing can be done with half a character."""
    typed = text_of({"goals": {"goals": {"value": said}}}, "goals")
    assert "\x00" not in typed
    typed.encode()


def test_a_text_is_cut_before_a_mention_or_an_escape_that_would_be_torn() -> None:
    assert cut(write("Hello {who}", who=Mention("U1ADA")), 10) == "Hello…"
    assert cut(write("Hello {said}", said="<>"), 12) == "Hello &lt;…"


def test_words_keep_their_underscores_and_lose_their_shapes() -> None:
    assert (
        write("{said}", said="snake_case _slanted_ *bold* `code` ~gone~")
        == "snake_case ˍslantedˍ ∗bold∗ ˋcodeˋ ∼gone∼"
    )


def test_whoever_was_forgotten_is_mentioned_by_no_id() -> None:
    assert write("{who}", who=Mention("erased-7")) == "somebody who is no longer here"


@pytest.mark.parametrize(
    "said",
    [
        "\u200b",
        " \u200b\u200d\ufeff ",
        "\u2060\u00ad\n",
        "\u3164\u115f",
        "\u2800",
        "\ufe0f\u034f",
        "\U000e0041",
    ],
)
def test_what_nobody_can_see_is_nothing(said: str) -> None:
    assert text_of({"goal": {"goal": {"value": said}}}, "goal") == ""
    assert text_of({"goal": {"goal": {"value": f"{said}SQL"}}}, "goal") != ""


def test_what_is_seen_stays_as_it_was_typed() -> None:
    for said in ("👩\u200d💻", "می\u200cخواهم", "é", "1", "…"):
        assert typed(said) == said
