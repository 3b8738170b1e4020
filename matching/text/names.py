"""One form for all that is compared by name: ids, e-mail addresses, departments, languages, columns of a file."""

import unicodedata
from functools import lru_cache

_UNSEEN = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)
_BLANKS = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """A text as it is meant to be read: without what nobody sees, and no blanks around it."""
    return text.translate(_UNSEEN | _BLANKS).strip().strip(_JOINERS).strip()


@lru_cache(maxsize=100_000)
def normal(text: str) -> str:
    """What two spellings of one name have in common: width, case, blanks and invisible characters aside."""
    if not text.isascii():
        seen = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
        text = unicodedata.normalize("NFKC", "".join(seen).casefold())
    return " ".join(text.casefold().split())
