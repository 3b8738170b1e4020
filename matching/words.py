"""Similarity of people's own words: every goal and skill an item, the best three counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.answers import SharedWord
from matching.values import Person

BEST = 3
Floats = np.ndarray[Any, np.dtype[np.float64]]


def items_of(person: Person) -> tuple[str, ...]:
    """Their goals and skills, each once, empty ones left out."""
    return tuple(dict.fromkeys(text.strip() for text in (*person.goals, *person.skills) if text.strip()))


@dataclass(frozen=True)
class Words:
    """TF-IDF vectors of all items; rows of people by their place in the lists given."""

    vocabulary: Any  # str array, one a column
    vectors: Any  # CSR, items x vocabulary
    texts: list[str]
    mentee_rows: list[list[int]]
    mentor_rows: list[list[int]]

    def matrix(self) -> Floats:
        """mentees x mentors, 0..1: the best three item similarities, over as many as the mentee has items."""
        out = np.zeros((len(self.mentee_rows), len(self.mentor_rows)))
        if self.vectors is None:
            return out
        similar = (self.vectors @ self.vectors.T).toarray()
        for i, mine in enumerate(self.mentee_rows):
            for j, theirs in enumerate(self.mentor_rows):
                if mine and theirs:
                    best = np.sort(similar[np.ix_(mine, theirs)], axis=None)[::-1][:BEST]
                    out[i, j] = min(1.0, best.sum() / min(BEST, len(mine)))
        return out

    def shared(self, i: int, j: int) -> tuple[SharedWord, ...]:
        """The words behind ``matrix()[i, j]``, heaviest first, a phrase before its own words."""
        if self.vectors is None:
            return ()
        mine, theirs = self.mentee_rows[i], self.mentor_rows[j]
        pairs = [(float((self.vectors[a] @ self.vectors[b].T).sum()), a, b) for a in mine for b in theirs]
        found: dict[str, SharedWord] = {}
        for value, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2]))[:BEST]:
            if value <= 0:
                continue
            both = self.vectors[a].multiply(self.vectors[b]).tocoo()
            for column, weight in zip(both.col, both.data, strict=True):
                word = str(self.vocabulary[column])
                part = round(float(weight) / min(BEST, len(mine)), 4)
                if word not in found or found[word].weight < part:
                    found[word] = SharedWord(word, part, self.texts[a], self.texts[b])
        return tuple(sorted(found.values(), key=lambda w: (-w.weight, w.word)))


def weigh(mentees: Sequence[Person], mentors: Sequence[Person]) -> Words:
    """Read everybody's items."""
    places: dict[str, int] = {}
    rows = [
        [[places.setdefault(text, len(places)) for text in items_of(p)] for p in side]
        for side in (mentees, mentors)
    ]
    texts = list(places)
    vectorizer = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, stop_words="english", token_pattern=r"(?u)\b\w[\w+#.]*"
    )
    try:
        vectors = vectorizer.fit_transform(texts)
    except ValueError:  # no words at all
        return Words((), None, texts, rows[0], rows[1])
    return Words(vectorizer.get_feature_names_out(), vectors, texts, rows[0], rows[1])
