"""The catalogs of sentences."""

import pytest

from handlers.catalogs import template, written
from handlers.views.language import CATALOGS, language_of

POT = CATALOGS / "alongside.pot"


def test_the_template_holds_every_sentence_as_it_is_now() -> None:
    """If not: `make messages`."""
    assert POT.read_bytes() == written(template(), header=False)


@pytest.mark.parametrize("locale", ["", "en-US", "en-GB", "xx-XX", "not a locale"])
def test_an_unknown_locale_is_english(locale: str) -> None:
    assert language_of(locale) == "en"
