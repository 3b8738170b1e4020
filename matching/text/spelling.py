"""Look-alike words, for typos and inflections: words that share most of their runs of three letters."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ALIKE = 0.45  # least cosine
MOST = 4  # look-alikes of a word
SHORT = 4  # words up to this long need SURE: "java" isn't "lava"
SURE = 0.55
NONE = 3  # and up to this long they have none: "php" isn't "phd"


def _grams(words: Sequence[str]) -> tuple[Array, Array]:
    """(word number, three characters packed into one number), each once; the ends of a word are marked."""
    marked = [f"\x02{word}\x03" if len(word) > NONE else "" for word in words]
    letters = np.frombuffer("".join(marked).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    of_word = np.repeat(np.arange(len(words)), [len(word) for word in marked])
    if len(letters) < 3:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    inside = of_word[2:] == of_word[:-2]
    packed = ((letters[:-2] << 42) | (letters[1:-1] << 21) | letters[2:])[inside]
    word = of_word[2:][inside]
    order = np.lexsort((packed, word))
    word, packed = word[order], packed[order]
    new = np.ones(len(word), bool)
    new[1:] = (word[1:] != word[:-1]) | (packed[1:] != packed[:-1])
    return word[new], packed[new]


class Spelling:
    """An index of words to find look-alikes in."""

    def __init__(self, words: Sequence[str]) -> None:
        word, packed = _grams(words)
        self.known, gram = np.unique(packed, return_inverse=True)
        order = np.argsort(gram, kind="stable")
        self.post_word = word[order].astype(np.int32)
        self.post_at = np.zeros(len(self.known) + 1, np.int64)
        np.cumsum(np.bincount(gram, minlength=len(self.known)), out=self.post_at[1:])
        self.sizes = np.bincount(word, minlength=len(words)).astype(np.int64)

    def look_alikes(self, run: Any, asked: Sequence[str]) -> tuple[Array, Array]:
        """Two arrays len(asked) x MOST: numbers of the index's words (-1: none) and cosines squared, in 1/65536,
        best first. A word isn't its own look-alike."""
        word, packed = _grams(asked)
        sizes = np.bincount(word, minlength=len(asked)).astype(np.int64)
        place = np.searchsorted(self.known, packed)
        there = place < len(self.known)
        there[there] = self.known[place[there]] == packed[there]
        at = np.zeros(len(asked) + 1, np.int64)
        np.cumsum(np.bincount(word[there], minlength=len(asked)), out=at[1:])
        found = np.full(len(asked) * MOST, -1, np.int32)
        square = np.zeros(len(asked) * MOST, np.int32)
        room = np.zeros((2, len(self.sizes)), np.int32)
        run(
            at, place[there].astype(np.int32), sizes, self.post_at, self.post_word, self.sizes,
            room[0], room[1], int(ALIKE * ALIKE * 65536), SHORT, int(SURE * SURE * 65536), found, square,
        )  # fmt: skip
        return found.reshape(-1, MOST), square.reshape(-1, MOST)
