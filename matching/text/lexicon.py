"""Texts as vectors: words and two-word phrases, weighed by scikit-learn's TF-IDF, in whole numbers."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ONE = 1 << 14
COMMON = 0.2  # a word in more than this part of the items is boilerplate, once there are MANY items
MANY = 400
MARK = "\x00"  # before the name of a competency that a text names: a word of its own, in no phrase


def ragged(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """CSR (at, values) of lists of numbers."""
    at = np.zeros(len(lists) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, lists), np.int64, len(lists)), out=at[1:])
    return at, np.fromiter(chain.from_iterable(lists), np.int32, int(at[-1]))


class Lexicon:
    """The features of a round: its words by number, after them its phrases, and how telling each is.

    Columns of a vector: words, phrases, then words that the lexicon doesn't know.
    """

    def __init__(self, tokens: Sequence[Sequence[str]], everywhere: Array) -> None:
        """``tokens``: the words of every different text; ``everywhere``: the texts' numbers, once a time it's said."""
        from sklearn.feature_extraction.text import TfidfTransformer

        self.index = {word: n for n, word in enumerate(dict.fromkeys(chain.from_iterable(tokens)))}
        self.words = list(self.index)
        self.marks = np.array([word.startswith(MARK) for word in self.words], bool)
        self.pairs = np.zeros(0, np.int64)
        ids, _ = self._numbers(tokens)
        self.pairs = np.unique(self._phrases(ids)[1])
        width = len(self.words) + len(self.pairs)
        self.idf = np.ones(width)
        self.common = np.zeros(width, bool)
        counts = self._counts(ids, 0)
        if len(everywhere) and width:
            said = counts[everywhere]
            self.idf = TfidfTransformer(sublinear_tf=True).fit(said).idf_
            if len(everywhere) > MANY:
                self.common = np.bincount(said.indices, minlength=width) > COMMON * len(everywhere)
        self.own = self._weighed(counts)  # the vectors of the texts given

    def _phrases(self, ids: tuple[Array, Array]) -> tuple[Array, Array, Array]:
        """(text, phrase key) of each two words that follow each other, and the text of each word."""
        at, flat = ids
        row = np.repeat(np.arange(len(at) - 1), np.diff(at))
        inside = row[1:] == row[:-1]
        if self.marks.any():
            mark = np.append(self.marks, np.zeros(1 + int(flat.max(initial=0)), bool))[flat]
            inside &= ~mark[1:] & ~mark[:-1]
        return row[1:][inside], ((flat[:-1].astype(np.int64) << 32) | flat[1:])[inside], row

    def _numbers(self, tokens: Sequence[Sequence[str]]) -> tuple[tuple[Array, Array], list[str]]:
        """Each text's words by number (CSR), and the words that aren't known: their numbers follow the known ones."""
        index = self.index
        unknown = dict.fromkeys(word for word in chain.from_iterable(tokens) if word not in index)
        new = {word: len(index) + n for n, word in enumerate(unknown)}
        return ragged([[index[w] if w in index else new[w] for w in one] for one in tokens]), list(new)

    def _counts(self, ids: tuple[Array, Array], new: int) -> Any:
        """How often each text says each feature (CSR); ``new``: how many words aren't known."""
        from scipy.sparse import csr_matrix

        known, width = len(self.words), len(self.words) + len(self.pairs)
        phrase_row, keys, row = self._phrases(ids)
        place = np.searchsorted(self.pairs, keys)
        there = place < len(self.pairs)
        there[there] = self.pairs[place[there]] == keys[there]
        word = np.where(ids[1] < known, ids[1], ids[1] + len(self.pairs))
        rows, columns = np.concatenate([row, phrase_row[there]]), np.concatenate([word, place[there] + known])
        shape = (len(ids[0]) - 1, max(1, width + new))
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)

    def vectors(self, tokens: Sequence[Sequence[str]]) -> tuple[Any, list[str]]:
        """CSR texts x features, unit length in 1/ONE, boilerplate left out; and the words that aren't known."""
        ids, new = self._numbers(tokens)
        return self._weighed(self._counts(ids, len(new))), new

    def _weighed(self, counts: Any) -> Any:
        from sklearn.feature_extraction.text import TfidfTransformer

        if not counts.nnz:
            return counts
        weigh = TfidfTransformer(sublinear_tf=True)
        idf = np.concatenate([self.idf, np.full(counts.shape[1] - len(self.idf), self.idf.max(initial=1.0))])
        weigh.idf_ = idf
        out = weigh.transform(counts)
        out.data = np.rint(out.data * ONE)
        out.data[out.indices < len(self.common)] *= ~self.common[out.indices[out.indices < len(self.common)]]
        out.eliminate_zeros()
        return out

    def word_of(self, column: int, new: Sequence[str] = ()) -> str:
        """A column as people wrote it: a word, or two."""
        if column < len(self.words):
            return self.words[column].removeprefix(MARK)
        if column >= len(self.words) + len(self.pairs):
            return new[column - len(self.words) - len(self.pairs)]
        first, second = divmod(int(self.pairs[column - len(self.words)]), 1 << 32)
        return f"{self.words[first]} {self.words[second]}"
