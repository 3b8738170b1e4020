"""Why these two: shared words, every term, the hours, and what was traded off."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from matching.loops.types import BEST, ONE, Reasons
from matching.results import Proposal, Receipt, SharedWord
from matching.scoring import terms
from matching.scoring.arrays import SCALE, shares
from matching.scoring.preparation import Preparation
from matching.values import TERMS

Array = np.ndarray[Any, Any]
WORDS = 3  # shared words of a receipt
ROOM = 256  # and so many to choose them from


def term_table(prepared: Preparation, i: Array, j: Array) -> dict[str, Array]:
    """All terms but topics of the pairs (i, j), 0..1 each."""
    kept = prepared.tables
    out = {name: np.zeros(len(i)) for name in TERMS}
    for a, parts in enumerate(kept.parts):
        for name, table in parts.items():
            out[name] += table[kept.mentee_codes[a, i], kept.mentor_codes[a, j]]
    mentees, mentors = prepared.mentees, prepared.mentors
    both = list(zip(i.tolist(), j.tolist(), strict=True))
    out["waited"] += [terms.waited_term(mentees[x]) for x, _ in both]
    out["gap"] += [terms.gap_term(mentees[x], mentors[y]) if mentees[x].levels else 0.5 for x, y in both]
    out["pathway"] += [
        terms.pathway_term(mentees[x], mentors[y]) if mentees[x].heading else 0.5 for x, y in both
    ]
    return out


def shared_words(prepared: Preparation, i: Array, j: Array) -> tuple[Array, list[tuple[SharedWord, ...]]]:
    """Similarity of words (0..1) and the words behind it, heaviest first, for the pairs (i, j)."""
    s, w, n = prepared.problem, prepared.words, len(i)
    topics = np.zeros(n, np.int32)
    word = [np.zeros(WORDS * n, np.int32) for _ in range(4)]
    sizes = (w.rows.shape[1], BEST, BEST, BEST, BEST, ROOM, ROOM, ROOM)
    scratch = Reasons(*(np.zeros(size, np.int32) for size in sizes))
    prepared.loops.shared_words(s, w.posted, scratch, i.astype(np.int32), j.astype(np.int32), topics, *word)
    said = {f: _said(prepared, f) for f in np.unique(word[0][word[1] > 0]).tolist()}
    if not said:
        return topics / ONE, [()] * n
    _say_once(word[0].reshape(n, WORDS), word[1].reshape(n, WORDS), said)
    weight = np.round(word[1] / ONE, 4).tolist()
    mine, theirs = w.query_text[word[2]].tolist(), w.slot_text[word[3]].tolist()
    features, texts = word[0].tolist(), w.texts
    return topics / ONE, [
        tuple(
            SharedWord(said[features[y]], weight[y], texts[mine[y]], texts[theirs[y]])
            for y in range(WORDS * x, WORDS * x + WORDS)
            if weight[y]
        )
        for x in range(n)
    ]


def _say_once(feature: Array, weight: Array, said: Mapping[int, str]) -> None:
    """Where a competency is called like the word itself ("Python"), the two are one word. Changes ``weight``."""
    names = {name: number for number, name in enumerate({one.casefold() for one in said.values()})}
    number = np.full(
        int(feature.max()) - min(0, int(feature.min())) + 1, -1
    )  # below zero counts from the end
    for f, name in said.items():
        number[f] = names[name.casefold()]
    names_of = np.where(weight > 0, number[feature], -1 - np.arange(WORDS))
    for later in range(1, WORDS):
        for first in range(later):
            same = names_of[:, first] == names_of[:, later]
            weight[same, first] += weight[same, later]
            weight[same, later] = 0


def _said(prepared: Preparation, f: int) -> str:
    return prepared.ctx.rules.competencies[-2 - f].name if f < 0 else prepared.words.lexicon.word_of(f)


def proposals(
    prepared: Preparation,
    i: Array,
    j: Array,
    score: Array | None,
    first: Array,
    first_score: Array,
    *,
    role: str = "core",
) -> list[Proposal]:
    """Proposals for the pairs (i, j). ``first`` by mentee: their best allowed mentor (-1: none), and its score.
    Without ``score`` the pairs are pinned ones."""
    if not len(i):
        return []
    mentees, mentors = prepared.mentees, prepared.mentors
    topics, words = shared_words(prepared, i, j)
    parts = term_table(prepared, i, j)
    parts["topics"] = topics
    rows: Sequence[Sequence[float]] = np.round(np.stack([parts[name] for name in TERMS], axis=1), 4).tolist()
    demand = np.bincount(first[first >= 0], minlength=len(mentors)).tolist()
    minutes = prepared.tables.minutes[
        prepared.tables.mentee_codes[1, i], prepared.tables.mentor_codes[1, j]
    ].tolist()
    if score is None:  # pairs that the rules forbid have none in the market
        worth = sum(share * parts[name] for name, share in shares(prepared.ctx).items())
        traded = [-1] * len(i)
    else:
        worth = score
        traded = np.where((first[i] >= 0) & (first_score[i] > score), first[i], -1).tolist()
    scores = np.round(np.asarray(worth) / SCALE, 4).tolist()
    return [
        Proposal(
            mentees[a].id,
            mentors[b].id,
            scores[x],
            Receipt(
                words=words[x],
                terms=dict(zip(TERMS, rows[x], strict=True)),
                overlap_minutes=minutes[x] if minutes[x] >= 0 else None,
                traded=mentors[traded[x]].id if traded[x] >= 0 else None,
                demand=demand[b],
                pinned=score is None,
            ),
            role,
        )
        for x, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True))
    ]
