"""People's own words as vectors: every goal and every skill an item of its own, weighed by scikit-learn's TF-IDF.

Weights are whole numbers (16384 is 1.0), so that sums don't depend on their order or on the machine. A query (mentee's
item) is widened by look-alike words that mentors use; a mentor's item that names a competency counts in all that
competency's other names too. Similarity of two people: the mean of their best three item similarities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from matching.competencies import Competency, Finder
from matching.spelling import Spelling
from matching.tokens import telling_words
from matching.values import Person

Array = np.ndarray[Any, Any]
ONE = 1 << 14
ALIAS = 0.95  # what an alias counts against the person's own words
COMMON = 0.2  # a word in more than this part of the items is boilerplate, once there are MANY items
MANY = 400


def items_of(person: Person) -> tuple[str, ...]:
    """Their goals and skills, each once, empty ones left out."""
    return tuple(dict.fromkeys(text.strip() for text in (*person.goals, *person.skills) if text.strip()))


def ragged(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """CSR (at, values) of lists of numbers."""
    at = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(one) for one in lists], out=at[1:])
    return at, np.fromiter(chain.from_iterable(lists), np.int32, int(at[-1]))


@dataclass
class Words:
    """All that the inner loops and the receipts need to know about words."""

    texts: list[str]  # every different item
    tokens: list[list[str]]
    mentee_items: list[list[int]]  # by mentee, numbers of texts
    mentor_items: list[list[int]]
    index: dict[str, int]  # word -> number
    pairs: Array  # sorted keys of two-word phrases, first * 2**32 + second; their features follow the words'
    idf: Array  # by feature
    spelling: Spelling
    spelled: Array  # spelling's word -> word number
    arrays: dict[str, Any] = field(default_factory=dict)  # Scene's fields
    named: list[tuple[int, ...]] = field(default_factory=list)  # competencies by text
    alias_of: dict[int, int] = field(default_factory=dict)  # posted item -> competency, for aliases
    posted: list[int] = field(default_factory=list)  # posted item -> text
    rows: Any = None  # CSR, posted item -> features
    mentee_texts: list[int] = field(default_factory=list)  # mentee item -> text
    slot_text: list[int] = field(default_factory=list)  # slot -> text

    def feature(self, f: int) -> str:
        """A feature as people wrote it: a word or two."""
        if f < len(self.index):
            return self.spelled_out[f]
        first, second = divmod(int(self.pairs[f - len(self.index)]), 1 << 32)
        return f"{self.spelled_out[first]} {self.spelled_out[second]}"

    @cached_property
    def spelled_out(self) -> list[str]:
        """Word number -> word."""
        return list(self.index)


def features(words: dict[str, int], pairs: Array, tokens: Sequence[Sequence[str]]) -> tuple[Array, Array]:
    """(text, feature) of every word and two-word phrase; unknown phrases are left out."""
    at, ids = ragged([[words[w] for w in one] for one in tokens])
    row = np.repeat(np.arange(len(tokens)), np.diff(at))
    inside = row[1:] == row[:-1] if len(row) else np.zeros(0, bool)
    keys = ((ids[:-1].astype(np.int64) << 32) | ids[1:])[inside] if len(ids) else np.zeros(0, np.int64)
    place = np.searchsorted(pairs, keys)
    known = place < len(pairs)
    known[known] = pairs[place[known]] == keys[known]
    return (
        np.concatenate([row, row[1:][inside][known]]),
        np.concatenate([ids.astype(np.int64), place[known] + len(words)]),
    )


def read(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    competencies: Sequence[Competency],
    ignored: Iterable[str],
    loops: Any,
) -> Words:
    """Read everybody's items."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfTransformer

    places: dict[str, int] = {}
    items = [
        [[places.setdefault(t, len(places)) for t in items_of(p)] for p in side]
        for side in (mentees, mentors)
    ]
    real = len(places)
    names = [(c, name) for c, one in enumerate(competencies) for name in (one.name, *one.aliases)]
    texts = [*places, *(name for _, name in names)]
    tokens = telling_words(texts, ignored)

    index: dict[str, int] = {}
    for word in chain.from_iterable(tokens):
        index.setdefault(word, len(index))
    ids = [[index[w] for w in one] for one in tokens]
    at, flat = ragged(ids)
    row = np.repeat(np.arange(len(texts)), np.diff(at))
    inside = row[1:] == row[:-1]
    keys = ((flat[:-1].astype(np.int64) << 32) | flat[1:])[inside]
    pairs, phrase = np.unique(keys, return_inverse=True)
    rows = np.concatenate([row, row[1:][inside]])
    columns = np.concatenate([flat.astype(np.int64), phrase + len(index)])
    width = len(index) + len(pairs)
    counts = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), max(1, width)))

    everywhere = np.fromiter(chain.from_iterable(chain.from_iterable(items)), np.int64)
    if len(everywhere) and width:
        weigh = TfidfTransformer(sublinear_tf=True).fit(counts[everywhere])
        idf = weigh.idf_
        vectors = weigh.transform(counts)
    else:
        idf, vectors = np.ones(max(1, width)), counts
    if len(everywhere) > MANY:
        held = np.bincount(counts[everywhere].indices, minlength=width) > COMMON * len(everywhere)
        vectors.data[held[vectors.indices]] = 0
    vectors.data = np.rint(vectors.data * ONE)
    finder = Finder((c, tokens[real + k]) for k, (c, _) in enumerate(names))
    named = [finder.find(one) for one in tokens[:real]] if names else [()] * real

    words = list(index)
    mentor_texts = sorted({t for one in items[1] for t in one})
    used = np.zeros(len(words), bool)
    words_out = Words(
        texts, tokens, items[0], items[1], index, pairs, idf, Spelling([]), np.zeros(0, np.int32), named=named
    )
    words_out.arrays |= _postings(words_out, vectors, mentor_texts, names, competencies, real)
    offered = np.unique(words_out.rows.indices)
    used[offered[offered < len(words)]] = True
    words_out.spelled = np.flatnonzero(used).astype(np.int32)
    words_out.spelling = Spelling([words[w] for w in words_out.spelled])
    mentee_texts = words_out.mentee_texts = sorted({t for one in items[0] for t in one})
    numbers = {t: q for q, t in enumerate(mentee_texts)}
    item_at, item = ragged([[numbers[t] for t in one] for one in items[0]])
    words_out.arrays |= {"item_at": item_at, "item": item}
    words_out.arrays |= _queries(words_out, vectors[mentee_texts], words, loops)
    return words_out


def _postings(
    out: Words,
    vectors: Any,
    mentor_texts: list[int],
    names: list[tuple[int, str]],
    competencies: Sequence[Competency],
    real: int,
) -> dict[str, Any]:
    """feature -> (posted item, weight), and posted item -> slots (a slot is one mentor's item) -> mentor."""
    slot_of: dict[int, list[int]] = {}
    owner: list[int] = []
    for j, one in enumerate(out.mentor_items):
        for t in one:
            slot_of.setdefault(t, []).append(len(owner))
            owner.append(j)
    weight = [c.weight for c in competencies]
    parts: list[list[tuple[int, int]]] = []
    by_name: dict[int, list[tuple[int, int]]] = {}
    for t in mentor_texts:
        most = max((weight[c] for c in out.named[t]), default=1.0)
        parts.append([(slot, round(256 * most)) for slot in slot_of[t]])
        for c in out.named[t]:
            by_name.setdefault(c, []).extend((slot, round(256 * ALIAS * weight[c])) for slot in slot_of[t])
    out.posted = list(mentor_texts)
    for k, (c, _) in enumerate(names):
        if c in by_name:
            out.alias_of[len(out.posted)] = c
            out.posted.append(real + k)
            parts.append(by_name[c])
    shared = [bool(out.named[t]) for t in mentor_texts] + [True] * (len(parts) - len(mentor_texts))
    slot_at, slot = ragged(
        [[s if both else owner[s] for s, _ in one] for one, both in zip(parts, shared, strict=True)]
    )
    part = np.fromiter((p for one in parts for _, p in one), np.int32, len(slot))
    out.rows = vectors[out.posted]
    out.slot_text = [t for one in out.mentor_items for t in one]
    posts = out.rows.tocsc()
    return {
        "post_at": posts.indptr.astype(np.int64)
        if posts is not None
        else np.zeros(vectors.shape[1] + 1, np.int64),
        "post_u": posts.indices.astype(np.int32),
        "post_w": posts.data.astype(np.int32),
        "slot_at": slot_at,
        "slot": slot,
        "named": np.array(shared, np.int8),
        "slot_part": part,
        "owner": np.array(owner, np.int32),
    }


def _queries(out: Words, vectors: Any, words: Sequence[str], loops: Any) -> dict[str, Any]:
    """item -> (feature, weight), widened by look-alikes; features that no mentor has are left out."""
    from scipy.sparse import csr_matrix

    asked = np.unique(vectors.indices)
    asked = asked[asked < len(words)]
    found, square = out.spelling.look_alikes(loops.resembling, [words[w] for w in asked])
    source = np.repeat(asked, found.shape[1])[found.ravel() >= 0]
    target = out.spelled[found.ravel()[found.ravel() >= 0]]
    factor = square.ravel()[found.ravel() >= 0] / 65536 * out.idf[target] / out.idf[source]
    features_n = vectors.shape[1]
    widen = csr_matrix((factor, (source, target)), shape=(features_n, features_n))
    wide = (vectors + vectors @ widen).tocsr()
    wide.sort_indices()
    wide.data = np.rint(wide.data)
    held = np.diff(out.arrays["post_at"]) > 0
    wide.data[~held[wide.indices]] = 0
    wide.eliminate_zeros()
    return {
        "query_at": wide.indptr.astype(np.int64),
        "query_f": wide.indices.astype(np.int32),
        "query_w": wide.data.astype(np.int32),
    }
