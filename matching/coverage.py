"""The most people that the hard rules let be matched: alternating paths over all pairs, not over lists.

A search that fails proves that its mentee can't be added (Berge), and what it reached stays out of later searches; so
the number matched at the end is the maximum flow over every pair that the rules allow. Plain Python that numba can
compile, without recursion.
"""

from typing import Any

from matching.auction import Book, leave, sit
from matching.layout import FORBIDDEN, Desk, Scene
from matching.rows import fill_row, group_row

Ints = Any


def augment(
    s: Scene,
    d: Desk,
    b: Book,
    roots: Ints,
    class_at: Ints,
    left: Ints,
    pool: Ints,
    source: Ints,
    queue: Ints,
    taken_from: Ints,
    excepted: Ints,
    key: Ints,
    done: Ints,
    keys_done: Ints,
) -> int:
    """Seat as many more of the mentees in roots as can be; returns how many.

    Mentors come in classes of equal group 0 and 1: class c's are pool[class_at[c]:class_at[c + 1]], the first left[c]
    of them not reached yet. ``source`` by mentor: the mentee it was reached from. Mentees of equal ``key`` may have the
    same mentors, exceptions apart: once one of them has reached all, its key is done.
    """
    added = 0
    classes = len(left)
    size = len(d.members) // 3
    for r in range(len(roots)):
        queue[0] = roots[r]
        head = 0
        tail = 1
        removed = 0
        free = -1
        finished = 0
        while head < tail and free < 0:
            i = queue[head]
            head += 1
            if done[key[i]] == 1:
                continue
            missed = s.ground
            group_row(s, 0, i, d.members, 0)
            group_row(s, 1, i, d.members, size)
            if s.ground == 1:
                fill_row(s, i, -1, 0, d)
            for e in range(s.except_at[i], s.except_at[i + 1]):
                excepted[s.except_j[e]] = 1
            for c in range(classes):
                if left[c] == 0 or free >= 0:
                    continue
                j = pool[class_at[c]]
                if d.members[s.group[j]] + d.members[size + s.group[s.m + j]] <= FORBIDDEN:
                    continue
                x = class_at[c] + left[c] - 1
                while x >= class_at[c]:
                    j = pool[x]
                    if excepted[j] == 0 and (s.ground == 0 or d.row[d.place[j]] > FORBIDDEN):
                        left[c] -= 1
                        pool[x] = pool[class_at[c] + left[c]]
                        pool[class_at[c] + left[c]] = j
                        taken_from[removed] = c
                        removed += 1
                        source[j] = i
                        if b.taken[j] < b.seat_at[j + 1] - b.seat_at[j]:
                            free = j
                            break
                        for seat in range(b.seat_at[j], b.seat_at[j + 1]):
                            queue[tail] = b.holder[seat]
                            tail += 1
                    else:
                        missed = 1
                    x -= 1
            if missed == 0 and free < 0:
                done[key[i]] = 1
                keys_done[finished] = key[i]
                finished += 1
            for e in range(s.except_at[i], s.except_at[i + 1]):
                excepted[s.except_j[e]] = 0
        if free < 0:
            continue
        added += 1
        while free >= 0:
            i = source[free]
            old = b.mate[i]
            if old >= 0:
                leave(b, i)
            sit(b, i, free, 0, 0)
            free = old
        while removed > 0:
            removed -= 1
            left[taken_from[removed]] += 1
        for x in range(finished):
            done[keys_done[x]] = 0
    return added
