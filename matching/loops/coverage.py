"""The most people that the hard rules let be matched: alternating paths over all pairs, not over lists.

A search that fails proves that its mentee can't be added (Berge), and what it reached stays out of later searches; so
the number matched at the end is the maximum flow over every pair that the rules allow. Plain Python that numba can
compile, without recursion.
"""

from typing import Any, NamedTuple

from matching.loops.auction import Book, leave, sit
from matching.loops.rows import fill_row, group_row
from matching.loops.types import FORBIDDEN, Problem, Scratch

Ints = Any


class Reach(NamedTuple):
    """What searches have reached. All arrays are changed in place, but for class_at and key.

    Mentors come in classes of equal group 0 and 1: class c's are pool[class_at[c]:class_at[c + 1]], the first left[c]
    of them not reached yet. Mentees of equal ``key`` may have the same mentors, exceptions apart: once one of them has
    reached all, its key is done.
    """

    class_at: Ints
    left: Ints  # by class
    pool: Ints  # mentors
    source: Ints  # by mentor: the mentee they were reached from
    queue: Ints  # n: mentees to search from
    taken_from: Ints  # m: the classes of those whom this search reached, in order
    excepted: Ints  # by mentor: 1 while a mentee is searched from who may not have them
    key: Ints  # by mentee
    done: Ints  # by key
    keys_done: Ints  # those that this search did


def augment(s: Problem, d: Scratch, b: Book, found: Reach, roots: Ints) -> int:
    """Seat as many more of the mentees in roots as can be; returns how many."""
    key, done, keys_done = found.key, found.done, found.keys_done
    queue, excepted = found.queue, found.excepted
    size = len(d.members) // 3
    added = 0
    for r in range(len(roots)):
        queue[0] = roots[r]
        head = 0
        tail = 1
        reached = 0
        finished = 0
        free = -1
        while head < tail and free < 0:
            i = queue[head]
            head += 1
            if done[key[i]] == 1:
                continue
            group_row(s, 0, i, d.members, 0)
            group_row(s, 1, i, d.members, size)
            if s.ground == 1:
                fill_row(s, i, -1, 0, d)
            for e in range(s.except_at[i], s.except_at[i + 1]):
                excepted[s.except_j[e]] = 1
            free, tail, reached, missed = look_from(s, d, b, found, i, tail, reached)
            for e in range(s.except_at[i], s.except_at[i + 1]):
                excepted[s.except_j[e]] = 0
            if missed == 0 and free < 0:
                done[key[i]] = 1
                keys_done[finished] = key[i]
                finished += 1
        if free >= 0:
            added += 1
            move_up(b, found.source, free)
            forget(found, reached, finished)
    return added


def look_from(
    s: Problem, d: Scratch, b: Book, found: Reach, i: int, tail: int, reached: int
) -> tuple[int, int, int, int]:
    """Reach the mentors left whom mentee i may have, until one has a free seat, and queue who hold the others' seats.

    What mentee i may have stands in d and found. Returns that one, or -1; the queue's new tail; how many this search
    has reached; and 0 if all others of i's key would have found nobody more.
    """
    # Each array has a name of its own: numba counts references wherever one is taken out of a tuple.
    group, ground, members, place, row = s.group, s.ground, d.members, d.place, d.row
    taken, seat_at, holder = b.taken, b.seat_at, b.holder
    class_at, left, pool, excepted = found.class_at, found.left, found.pool, found.excepted
    source, queue, taken_from = found.source, found.queue, found.taken_from
    size = len(members) // 3
    m = s.m
    free = -1
    missed = ground
    for c in range(len(left)):
        if left[c] == 0 or free >= 0:
            continue
        j = pool[class_at[c]]
        if members[group[j]] + members[size + group[m + j]] <= FORBIDDEN:
            continue
        x = class_at[c] + left[c] - 1
        while x >= class_at[c]:
            j = pool[x]
            if excepted[j] == 0 and (ground == 0 or row[place[j]] > FORBIDDEN):
                left[c] -= 1
                pool[x] = pool[class_at[c] + left[c]]
                pool[class_at[c] + left[c]] = j
                taken_from[reached] = c
                reached += 1
                source[j] = i
                if taken[j] < seat_at[j + 1] - seat_at[j]:
                    free = j
                    break
                for seat in range(seat_at[j], seat_at[j + 1]):
                    queue[tail] = holder[seat]
                    tail += 1
            else:
                missed = 1
            x -= 1
    return free, tail, reached, missed


def move_up(b: Book, source: Ints, free: int) -> None:
    """Along the path to this free seat everybody takes the next mentor's, so that its first mentee has one too."""
    while free >= 0:
        i = source[free]
        old = b.mate[i]
        if old >= 0:
            leave(b, i)
        sit(b, i, free, 0, 0)
        free = old


def forget(found: Reach, reached: int, finished: int) -> None:
    """Whom a search reached that found a seat may be reached again."""
    left, taken_from, done, keys_done = found.left, found.taken_from, found.done, found.keys_done
    for x in range(reached):
        left[taken_from[x]] += 1
    for x in range(finished):
        done[keys_done[x]] = 0
