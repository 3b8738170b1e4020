"""People's own words: every goal and every skill an item of its own, compared by TF-IDF.

A query (a mentee's item) is widened by look-alike words that mentors use; a mentor's item that names a competency
counts in all of that competency's other names too. Similarity of two people: the mean of their best three item
similarities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.loops.types import ForwardIndex
from matching.text.competencies import Finder
from matching.text.lexicon import MARK, ONE, Lexicon, ragged
from matching.text.spelling import Spelling
from matching.text.tokens import telling, words_of
from matching.values import Competency, Person

Array = np.ndarray[Any, Any]
ALIAS = 0.95  # what an alias counts against the person's own words
LONGEST = 4.0  # how long a query may grow by look-alikes: beyond 8 its products leave 32 bits


def items_of(person: Person) -> tuple[str, ...]:
    """Their goals and skills, each once, empty ones left out."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, (*person.goals, *person.skills)))))


@dataclass
class Words:
    """All that the inner loops and the receipts need to know about words."""

    texts: list[str]  # every different item
    mentee_items: list[list[int]]  # by mentee, numbers of texts
    mentor_items: list[list[int]]
    named: list[tuple[int, ...]]  # by text, the competencies it names
    finder: Finder
    lexicon: Lexicon
    spelling: Spelling
    spelled: Array  # spelling's word -> the lexicon's
    ignored: tuple[str, ...]
    arrays: dict[str, Any]  # Problem's fields
    query_text: Array  # mentee's item -> text
    slot_text: Array  # slot -> text
    entries: tuple[Array, Array, Array]  # (posted item, slot, part) of every way in which a slot is posted
    competency: Array  # posted item -> competency if it's an alias, else -1
    rows: Any  # CSR, posted item -> features
    posted: ForwardIndex


def read(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    competencies: Sequence[Competency],
    ignored: Iterable[str],
    loops: Any,
) -> Words:
    """Read everybody's items."""
    place: dict[str, int] = {}
    items = [
        [[place.setdefault(t, len(place)) for t in items_of(p)] for p in side] for side in (mentees, mentors)
    ]
    texts = list(place)
    names = [(c, name) for c, one in enumerate(competencies) for name in (one.name, *one.aliases)]
    said = [words_of(text) for text in (*texts, *(name for _, name in names))]
    tokens = telling(said, ignored)
    finder = Finder((c, said[len(texts) + k]) for k, (c, _) in enumerate(names))
    named = (
        [finder.find(one) for one in said[: len(texts)]]
        if names
        else list[tuple[int, ...]]([()] * len(texts))
    )
    for one, found in zip(tokens, named, strict=False):
        one.extend(MARK + competencies[c].name for c in found)
    # a name with one telling word among others ("front end") is looked for, but not likened to anything
    likened = [
        (c, n)
        for n, (c, _) in enumerate(names, len(texts))
        if len(tokens[n]) > 1 or len(tokens[n]) == len(said[n])
    ]
    mine, theirs = (ragged(side) for side in items)
    lexicon = Lexicon(
        tokens, np.concatenate([mine[1], theirs[1], np.arange(len(texts), len(said))]).astype(np.int64)
    )
    vectors = lexicon.own
    posted, entries, competency = _post(theirs[1], named, likened, [c.weight for c in competencies])
    rows = vectors[posted]
    offered = np.unique(rows.indices)
    spelled = offered[offered < len(lexicon.words)].astype(np.int32)
    query_text, item = np.unique(mine[1], return_inverse=True)
    out = Words(
        texts=texts,
        mentee_items=items[0],
        mentor_items=items[1],
        named=named,
        finder=finder,
        lexicon=lexicon,
        spelling=Spelling([lexicon.words[w] for w in spelled]),
        spelled=spelled,
        ignored=tuple(ignored),
        arrays=_postings(rows, entries, theirs, competency),
        query_text=query_text,
        slot_text=theirs[1],
        entries=entries,
        competency=competency,
        rows=rows,
        posted=_forward_index(rows, entries, theirs, competency, lexicon),
    )
    out.arrays |= {"item_at": mine[0], "item": item.astype(np.int32)}
    out.arrays |= queries(out, vectors[query_text], (), loops)
    return out


def _post(
    slot_text: Array,
    named: Sequence[tuple[int, ...]],
    aliases: Sequence[tuple[int, int]],
    weights: Sequence[float],
) -> tuple[Array, tuple[Array, Array, Array], Array]:
    """Posted items as numbers of texts (those of ``aliases``, (competency, text), follow the real ones), how slots are
    posted, and the aliases' competencies."""
    posted, u = np.unique(slot_text, return_inverse=True)
    slot = np.arange(len(slot_text))
    part = np.full(len(slot), 256)
    alias_text: list[int] = []
    competency: list[int] = []
    more: list[tuple[Array, Array, Array]] = []
    by_name: dict[int, list[int]] = {}
    for x in np.flatnonzero([bool(named[t]) for t in slot_text]) if weights else ():
        part[x] = round(256 * max(weights[c] for c in named[slot_text[x]]))
        for c in named[slot_text[x]]:
            by_name.setdefault(c, []).append(int(x))
    for c, text in aliases:
        if c in by_name:
            slots = np.array(by_name[c])
            more.append(
                (
                    np.full(len(slots), len(posted) + len(alias_text)),
                    slots,
                    np.full(len(slots), round(256 * ALIAS * weights[c])),
                )
            )
            alias_text.append(text)
            competency.append(c)
    entries = [np.concatenate(parts) for parts in zip((u, slot, part), *more, strict=True)]
    return (
        np.concatenate([posted, np.array(alias_text, posted.dtype)]),
        (entries[0], entries[1], entries[2]),
        np.concatenate([np.full(len(posted), -1), np.array(competency, np.int64)]),
    )


def _postings(
    rows: Any, entries: tuple[Array, Array, Array], theirs: tuple[Array, Array], competency: Array
) -> dict[str, Any]:
    """feature -> (posted item, weight), and posted item -> slots -> mentor. Where no competency is in play, a posted
    item holds its mentors right away."""
    u, slot, part = entries
    owner = np.repeat(np.arange(len(theirs[0]) - 1), np.diff(theirs[0])).astype(np.int32)
    many = np.bincount(slot, minlength=len(owner)) > 1  # a slot posted in several ways
    named = competency >= 0
    named[u[many[slot] | (part != 256)]] = True
    order = np.argsort(u, kind="stable")
    u, slot, part = u[order], slot[order], part[order]
    posts = rows.tocsc()
    slot_at = np.zeros(len(named) + 1, np.int64)
    np.cumsum(np.bincount(u, minlength=len(named)), out=slot_at[1:])
    return {
        "post_at": posts.indptr.astype(np.int64),
        "post_u": posts.indices.astype(np.int32),
        "post_w": posts.data.astype(np.int32),
        "slot_at": slot_at,
        "slot": (np.where(named[u], slot, owner[slot]) if len(owner) else slot).astype(np.int32),
        "named": named.astype(np.int8),
        "slot_part": part.astype(np.int32),
        "owner": owner,
    }


def _forward_index(
    rows: Any,
    entries: tuple[Array, Array, Array],
    theirs: tuple[Array, Array],
    competency: Array,
    lexicon: Lexicon,
) -> ForwardIndex:
    u, slot, part = entries
    owner = np.repeat(np.arange(len(theirs[0]) - 1), np.diff(theirs[0]))[slot]
    order = np.lexsort((u, slot))  # a mentor's slots are next to each other
    at = np.zeros(len(theirs[0]), np.int64)
    np.cumsum(np.bincount(owner, minlength=len(theirs[0]) - 1), out=at[1:])
    words = np.arange(len(lexicon.words))
    made_of = [
        np.stack([words, np.full(len(words), -1)], axis=1),
        np.stack([lexicon.pairs >> 32, lexicon.pairs & 0xFFFFFFFF], axis=1),
    ]
    parts = (
        u[order],
        slot[order],
        part[order],
        competency,
        rows.indices,
        rows.data,
        np.concatenate(made_of).ravel(),
    )
    has_u, has_slot, has_part, named, row_f, row_w, parts_of = (one.astype(np.int32) for one in parts)
    return ForwardIndex(
        at, has_u, has_slot, has_part, named, rows.indptr.astype(np.int64), row_f, row_w, parts_of
    )


def queries(words: Words, vectors: Any, new: Sequence[str], loops: Any) -> dict[str, Any]:
    """item -> (feature, weight), widened by look-alikes; features that no mentor has are left out. ``new``: words of
    the vectors' last columns, which the lexicon doesn't know."""
    from scipy.sparse import csr_matrix

    lexicon, known = words.lexicon, len(words.lexicon.idf)
    asked = np.unique(vectors.indices)
    asked = asked[(asked < len(lexicon.words)) | (asked >= known)]
    found, square = words.spelling.look_alikes(loops.resembling, [lexicon.word_of(f, new) for f in asked])
    some = found.ravel() >= 0
    source, target = np.repeat(asked, found.shape[1])[some], words.spelled[found.ravel()[some]]
    idf = np.concatenate([lexicon.idf, np.full(vectors.shape[1] - known, lexicon.idf.max(initial=1.0))])
    factor = square.ravel()[some] / 65536 * np.minimum(1, idf[target] / idf[source])
    widen = csr_matrix((factor, (source, target)), shape=(vectors.shape[1],) * 2)
    wide = (vectors + vectors @ widen).tocsr()
    wide.sort_indices()
    row = np.repeat(np.arange(wide.shape[0]), np.diff(wide.indptr))
    length = np.sqrt(np.bincount(row, wide.data**2, minlength=wide.shape[0])) / ONE
    wide.data = np.rint(wide.data / np.maximum(1, length / LONGEST)[row])
    held = np.zeros(vectors.shape[1], bool)
    held[: len(words.arrays["post_at"]) - 1] = np.diff(words.arrays["post_at"]) > 0
    wide.data[~held[wide.indices]] = 0
    wide.eliminate_zeros()
    items = vectors.shape[0]
    return {
        "kept_at": np.zeros(items, np.int64),
        "kept_n": np.full(items, -1, np.int32),
        "kept_j": np.zeros(1, np.int32),
        "kept_part": np.zeros(1, np.int16),
        "query_at": wide.indptr.astype(np.int64),
        "query_f": wide.indices.astype(np.int32),
        "query_w": wide.data.astype(np.int32),
    }
