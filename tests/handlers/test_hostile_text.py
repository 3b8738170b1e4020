"""Whatever people write becomes no mention, link or ping in any sentence, nor turns the bot's own words around."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.text import Mention, clean, plain, quote, write

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


def test_whoever_was_forgotten_is_mentioned_by_no_id() -> None:
    assert write("{who}", who=Mention("erased-7")) == "somebody who has left"
