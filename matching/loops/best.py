"""The best of a row, and the scores of single pairs. Plain Python that numba can compile."""

from typing import Any

from matching.loops.rows import fill_row
from matching.loops.types import BLOCK, FORBIDDEN, Problem, Scratch

Ints = Any  # int32/int64 array, or a list of int when not compiled


def sift(heap_v: Ints, heap_j: Ints, at: int, n: int) -> None:
    """Restore the heap below ``at``: the least value, among equals the last mentor, on top."""
    v = heap_v[at]
    j = heap_j[at]
    while True:
        child = 2 * at + 1
        if child >= n:
            break
        if child + 1 < n and (
            heap_v[child + 1] < heap_v[child]
            or (heap_v[child + 1] == heap_v[child] and heap_j[child + 1] > heap_j[child])
        ):
            child += 1
        if heap_v[child] < v or (heap_v[child] == v and heap_j[child] > j):
            heap_v[at] = heap_v[child]
            heap_j[at] = heap_j[child]
            at = child
        else:
            break
    heap_v[at] = v
    heap_j[at] = j


def push(heap_v: Ints, heap_j: Ints, n: int, k: int, v: int, j: int) -> int:
    """Enter a value into the heap of the k greatest; returns how many it holds."""
    if n < k:
        heap_v[n] = v
        heap_j[n] = j
        n += 1
        if n == k:
            for at in range(k // 2 - 1, -1, -1):
                sift(heap_v, heap_j, at, k)
    elif v > heap_v[0]:
        heap_v[0] = v
        heap_j[0] = j
        sift(heap_v, heap_j, 0, k)
    return n


def best_of_row(row: Ints, live: int, k: int, block: Ints, heap_v: Ints, heap_j: Ints) -> int:
    """The k greatest of the row into the heap, by place; how many there are."""
    blocks = 0
    for start in range(0, live, BLOCK):
        most = row[start]
        for x in range(start, min(start + BLOCK, live)):
            most = max(most, row[x])
        block[blocks] = most
        blocks += 1
    least = FORBIDDEN
    n = 0
    if blocks > k:  # the k-th best block's best is a bound below
        for at in range(blocks):
            n = push(heap_v, heap_j, n, k, block[at], at)
        least = max(least, heap_v[0] - 1)
        n = 0
    for at in range(blocks):
        if block[at] <= least:
            continue
        for x in range(at * BLOCK, min((at + 1) * BLOCK, live)):
            if row[x] > least:
                n = push(heap_v, heap_j, n, k, row[x], x)
                if n == k:
                    least = max(least, heap_v[0])
    return n


def candidates(
    s: Problem, who: Ints, lo: int, hi: int, k: int, d: Scratch, out_j: Ints, out_w: Ints, best: Ints
) -> None:
    """For mentees who[lo:hi]: their k best mentors at these prices (-1 where there are fewer) with their scores,
    into row x of out_j and out_w, and the best score less price into best[x] (FORBIDDEN if there is none)."""
    lives, price, heap_v, heap_j = d.live, d.price, d.heap_v, d.heap_j
    before = -1
    live = 0
    for x in range(lo, hi):
        i = who[x]
        live = fill_row(s, i, before, live, d)
        before = i
        n = best_of_row(d.row, live, k, d.block, heap_v, heap_j)
        top = FORBIDDEN
        for y in range(n):
            j = lives[heap_j[y]]
            out_j[x * k + y] = j
            out_w[x * k + y] = heap_v[y] + price[j]
            top = max(top, heap_v[y])
        for y in range(n, k):
            out_j[x * k + y] = -1
            out_w[x * k + y] = 0
        best[x] = top


def pair_scores(s: Problem, who: Ints, at: Ints, j_of: Ints, d: Scratch, out: Ints) -> None:
    """Scores of the pairs (who[x], j_of[e]) for e in at[x]:at[x + 1]; FORBIDDEN or below where the rules forbid."""
    before = -1
    live = 0
    for x in range(len(who)):
        live = fill_row(s, who[x], before, live, d)
        before = who[x]
        for e in range(at[x], at[x + 1]):
            place = d.place[j_of[e]]
            out[e] = d.row[place] if place >= 0 else 2 * FORBIDDEN


def rescore(s: Problem, new: Problem, cand_j: Ints, cand_w: Ints) -> None:
    """Candidates' scores under other weights: ``new`` is the problem with its tables, constants and topics changed."""
    width = len(cand_j) // max(1, s.n)
    for i in range(s.n):
        for x in range(i * width, (i + 1) * width):
            j = cand_j[x]
            if j < 0:
                continue
            old = s.constant[i]
            now = new.constant[i]
            for g in range(3):
                c = s.group[g * s.m + j]
                for a in range(s.attributes[g], s.attributes[g + 1]):
                    at = s.table_at[a] + s.code[a * s.n + i] * s.width[a] + s.member[s.member_at[a] + c]
                    old += s.table[at]
                    now += new.table[at]
            cand_w[x] = now + (cand_w[x] - old) * new.topics // s.topics
