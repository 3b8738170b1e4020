"""Why these two: shared words, every term, the hours, and what was traded off."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from matching import terms
from matching.answers import Proposal, Receipt, SharedWord
from matching.kernels import BEST, ONE
from matching.scene import SCALE, shares
from matching.setting import Setting
from matching.values import TERMS

Array = np.ndarray[Any, Any]
WORDS = 4  # shared words of one item pair, and of a receipt


def term_table(setting: Setting, i: Array, j: Array) -> dict[str, Array]:
    """All terms but topics of the pairs (i, j), 0..1 each."""
    kept = setting.tables
    out = {name: np.zeros(len(i)) for name in TERMS}
    for a, parts in enumerate(kept.parts):
        for name, table in parts.items():
            out[name] += table[kept.mentee_codes[a, i], kept.mentor_codes[a, j]]
    mentees, mentors = setting.mentees, setting.mentors
    both = list(zip(i.tolist(), j.tolist(), strict=True))
    out["waited"] += [terms.waited_term(mentees[x]) for x, _ in both]
    out["gap"] += [terms.gap_term(mentees[x], mentors[y]) if mentees[x].levels else 0.5 for x, y in both]
    out["pathway"] += [
        terms.pathway_term(mentees[x], mentors[y]) if mentees[x].heading else 0.5 for x, y in both
    ]
    return out


def shared_words(setting: Setting, i: Array, j: Array) -> tuple[Array, list[tuple[SharedWord, ...]]]:
    """Similarity of words (0..1) and the words behind it, heaviest first, for the pairs (i, j)."""
    s, w = setting.scene, setting.words
    items = np.repeat(np.arange(len(s.named)), np.diff(s.slot_at))
    slots, parts = _slots(setting)
    order = np.argsort(s.owner[slots], kind="stable")
    has_at = np.concatenate([[0], np.cumsum(np.bincount(s.owner[slots], minlength=s.m))]).astype(np.int64)
    best = np.full(9 * len(i), -1, np.int32)
    topics = np.zeros(len(i), np.int32)
    word_f, word_w = np.zeros(3 * WORDS * len(i), np.int32), np.zeros(3 * WORDS * len(i), np.int32)
    setting.loops.shared_words(
        s, i.astype(np.int32), j.astype(np.int32), has_at, items[order].astype(np.int32),
        slots[order].astype(np.int32), parts[order].astype(np.int32), w.rows.indptr.astype(np.int64),
        w.rows.indices.astype(np.int32), w.rows.data.astype(np.int32),
        np.zeros(w.rows.shape[1], np.int32), best, topics, word_f, word_w,
    )  # fmt: skip
    found = best.reshape(-1, 3, 3).tolist()
    features, weights = word_f.reshape(-1, 3, WORDS).tolist(), word_w.reshape(-1, 3, WORDS).tolist()
    over = np.maximum(1, np.minimum(BEST, np.diff(s.item_at)[i])).tolist()
    return topics / ONE, [_words(setting, found[x], features[x], weights[x], over[x]) for x in range(len(i))]


def _slots(setting: Setting) -> tuple[Array, Array]:
    """The slot of every entry of ``scene.slot`` (some hold mentors), and its part of 256."""
    s, w = setting.scene, setting.words
    by_text: dict[int, list[int]] = {}
    for slot, text in enumerate(w.slot_text):
        by_text.setdefault(text, []).append(slot)
    out: list[int] = []
    for u, text in enumerate(w.posted):
        out += s.slot[s.slot_at[u] : s.slot_at[u + 1]].tolist() if s.named[u] else by_text[text]
    return np.array(out, np.int64), s.slot_part


def _words(
    setting: Setting, found: list[list[int]], features: list[list[int]], weights: list[list[int]], over: int
) -> tuple[SharedWord, ...]:
    w = setting.words
    out: dict[str, SharedWord] = {}
    for (q, u, slot), shares, heavy in zip(found, features, weights, strict=True):
        if q < 0:
            break
        mine, theirs = w.texts[w.mentee_texts[q]], w.texts[w.slot_text[slot]]
        if u in w.alias_of:
            shared = [(setting.ctx.rules.competencies[w.alias_of[u]].name, sum(heavy))]
        else:
            shared = [(w.feature(f), share) for f, share in zip(shares, heavy, strict=True) if share > 0]
        for word, share in shared:
            part = round(share / ONE / over, 4)
            if word not in out or out[word].weight < part:
                out[word] = SharedWord(word, part, mine, theirs)
    return tuple(sorted(out.values(), key=lambda one: (-one.weight, one.word))[:WORDS])


def proposals(
    setting: Setting,
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
    mentees, mentors = setting.mentees, setting.mentors
    topics, words = shared_words(setting, i, j)
    parts = term_table(setting, i, j)
    parts["topics"] = topics
    rows: Sequence[Sequence[float]] = np.round(np.stack([parts[name] for name in TERMS], axis=1), 4).tolist()
    demand = np.bincount(first[first >= 0], minlength=len(mentors)).tolist()
    minutes = setting.tables.minutes[
        setting.tables.mentee_codes[1, i], setting.tables.mentor_codes[1, j]
    ].tolist()
    if score is None:  # pairs that the rules forbid have none in the market
        worth = sum(share * parts[name] for name, share in shares(setting.ctx).items())
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
