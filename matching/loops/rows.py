"""A row of scores: every allowed mentor for one mentee. Plain Python that numba can compile.

Whole numbers only, so that ``engine`` may run it either way with the same bits.
"""

from typing import Any

from matching.loops.types import BEST, FORBIDDEN, ONE, Problem, Scratch

Ints = Any  # int32/int64 array, or a list of int when not compiled


def group_row(s: Problem, g: int, i: int, members: Ints, at0: int) -> None:
    """What each member of mentor group g is worth to mentee i, into members[at0:]."""
    size = s.sizes[g]
    table, member = s.table, s.member
    for c in range(size):
        members[at0 + c] = 0
    for a in range(s.attributes[g], s.attributes[g + 1]):
        row = s.table_at[a] + s.code[a * s.n + i] * s.width[a]
        at = s.member_at[a]
        for c in range(size):
            members[at0 + c] += table[row + member[at + c]]


def best_three(three: int, part: int) -> int:
    """The best three similarities, packed into one number, once ``part`` has been among them."""
    # Choices, not branches: those would all be guessed wrong.
    first = three >> 30
    second = (three >> 15) & 0x7FFF
    third = three & 0x7FFF
    lower = first if first < part else part
    lowest = second if second < lower else lower
    first = part if part > first else first
    second = lower if lower > second else second
    third = lowest if lowest > third else third
    return (first << 30) | (second << 15) | third


def item_hits(s: Problem, q: int, d: Scratch) -> int:
    """Mentors that item q is like, once a slot, into ``hit`` and ``hit_part`` (never 0); returns how many."""
    # Each array has a name of its own: numba counts references wherever one is taken out of a tuple.
    query_f, query_w, post_at, post_u, post_w = s.query_f, s.query_w, s.post_at, s.post_u, s.post_w
    slot_at, slot, slot_part, owner, named = s.slot_at, s.slot, s.slot_part, s.owner, s.named
    acc, seen, slot_best, slot_seen, hit, hit_part = (
        d.acc,
        d.seen,
        d.slot_best,
        d.slot_seen,
        d.hit,
        d.hit_part,
    )
    floor = s.floor
    n = 0
    for e in range(s.query_at[q], s.query_at[q + 1]):
        weight = query_w[e]
        for x in range(post_at[query_f[e]], post_at[query_f[e] + 1]):
            u = post_u[x]
            if acc[u] == 0:
                seen[n] = u
                n += 1
            acc[u] += weight * post_w[x]
    slots = 0
    hits = 0
    for x in range(n):
        u = seen[x]
        alike = min(ONE, acc[u] >> 14)
        acc[u] = 0
        if alike < floor:
            continue
        if named[u] == 0:
            for y in range(slot_at[u], slot_at[u + 1]):
                hit[hits] = slot[y]
                hit_part[hits] = alike
                hits += 1
            continue
        for y in range(slot_at[u], slot_at[u + 1]):
            t = slot[y]
            part = min(ONE, (alike * slot_part[y]) >> 8)
            if part == 0:  # not alike at all: who is in slot_seen must have a best that isn't 0
                continue
            three = slot_best[t]
            if three == 0:
                slot_seen[slots] = t
                slots += 1
            slot_best[t] = best_three(three, part)
    for x in range(slots):
        t = slot_seen[x]
        three = slot_best[t]
        slot_best[t] = 0
        hit[hits] = owner[t]
        hit_part[hits] = min(ONE, (three >> 30) + (((three >> 15) & 0x7FFF) + (three & 0x7FFF)) // 2)
        hits += 1
    return hits


def remember(s: Problem, asked: Ints, d: Scratch, at: int, end: int) -> int:
    """Keep the hits of these items in ``kept_j[at:end]``, as many as fit; returns the end of what is kept."""
    for x in range(len(asked)):
        q = asked[x]
        hits = item_hits(s, q, d)
        if at + hits > end:
            break
        s.kept_at[q] = at
        s.kept_n[q] = hits
        for y in range(hits):
            s.kept_j[at + y] = d.hit[y]
            s.kept_part[at + y] = d.hit_part[y]
        at += hits
    return at


def words_row(s: Problem, i: int, live: int, d: Scratch) -> None:
    """Add the topics term of mentee i to the row: the best three item similarities by mentor."""
    item, kept_at, kept_n, kept_j, kept_part = s.item, s.kept_at, s.kept_n, s.kept_j, s.kept_part
    top, touched, row, place = d.top, d.touched, d.row, d.place
    hit, hit_part, near, near_part = d.hit, d.hit_part, d.near, d.near_part
    items = s.item_at[i + 1] - s.item_at[i]
    reached = 0
    for at in range(s.item_at[i], s.item_at[i + 1]):
        q = item[at]
        hits = 0
        if kept_n[q] < 0:
            for x in range(item_hits(s, q, d)):
                near[hits] = place[hit[x]]
                near_part[hits] = hit_part[x]
                hits += near[hits] >= 0
        else:
            for x in range(kept_at[q], kept_at[q] + kept_n[q]):
                near[hits] = place[kept_j[x]]
                near_part[hits] = kept_part[x]
                hits += near[hits] >= 0
        for x in range(hits):
            at_row = near[x]
            part = near_part[x]
            three = top[at_row]
            touched[reached] = at_row
            reached += three == 0
            top[at_row] = best_three(three, part)
    if s.ground == 1:
        for x in range(live):
            if top[x] == 0:
                row[x] = 2 * FORBIDDEN
    worth = s.topics // max(1, min(BEST, items))
    most = s.topics << 14
    for y in range(reached):
        at_row = touched[y]
        three = top[at_row]
        top[at_row] = 0
        total = (three >> 30) + ((three >> 15) & 0x7FFF) + (three & 0x7FFF)
        row[at_row] += min(most, total * worth) >> 14


def sparse_row(s: Problem, i: int, d: Scratch) -> None:
    """Add the gap and pathway terms of mentee i to the row."""
    reached = 0
    for e in range(s.want_at[i], s.want_at[i + 1]):
        key = s.want_key[e]
        have = s.want_have[e]
        room = min(2, 5 - have)
        for y in range(s.offer_at[key], s.offer_at[key + 1]):
            j = s.offer_j[y]
            if d.counted[j] == 0:
                d.touched[reached] = j
                reached += 1
            d.counted[j] += 1
            d.gained[j] += min(room, max(0, s.offer_have[y] - have)) * (2 // room)
    for y in range(reached):
        j = d.touched[y]
        if d.place[j] >= 0:
            d.row[d.place[j]] += (s.gap * d.gained[j]) // (2 * d.counted[j]) - s.gap_unknown
        d.counted[j] = 0
        d.gained[j] = 0
    reached = 0
    for e in range(s.role_at[i], s.role_at[i + 1]):
        for y in range(s.held_at[s.role_key[e]], s.held_at[s.role_key[e] + 1]):
            j = s.held_j[y]
            if d.counted[j] == 0:
                d.counted[j] = 1
                d.touched[reached] = j
                reached += 1
                if d.place[j] >= 0:
                    d.row[d.place[j]] += s.pathway
    for y in range(reached):
        d.counted[d.touched[y]] = 0


def alike_in_rules(s: Problem, i: int, other: int) -> bool:
    """Whether two mentees agree in all attributes of groups 0 and 1."""
    if other < 0:
        return False
    for a in range(s.attributes[2]):  # noqa: SIM110 - numba compiles no generators
        if s.code[a * s.n + i] != s.code[a * s.n + other]:
            return False
    return True


def fill_row(s: Problem, i: int, before: int, live: int, d: Scratch) -> int:
    """Score less price of every allowed mentor for mentee i, into ``d.row``; returns how many are in ``d.live``.

    ``before`` is the mentee filled last, or -1, and ``live`` what that call returned.
    """
    size = len(d.members) // 3
    m = s.m
    members, row, base, third, place, price = d.members, d.row, d.base, d.third, d.place, d.price
    if not alike_in_rules(s, i, before):
        group, lives = s.group, d.live
        group_row(s, 0, i, members, 0)
        group_row(s, 1, i, members, size)
        live = 0
        for j in range(m):
            worth = members[group[j]] + members[size + group[m + j]]
            if worth > FORBIDDEN:
                lives[live] = j
                place[j] = live
                base[live] = worth - price[j]
                third[live] = 2 * size + group[2 * m + j]
                live += 1
            else:
                place[j] = -1
    group_row(s, 2, i, members, 2 * size)
    constant = s.constant[i]
    for c in range(2 * size, 2 * size + s.sizes[2]):
        members[c] += constant
    for x in range(live):
        row[x] = base[x] + members[third[x]]
    sparse_row(s, i, d)
    words_row(s, i, live, d)
    for e in range(s.except_at[i], s.except_at[i + 1]):
        if place[s.except_j[e]] >= 0:
            row[place[s.except_j[e]]] = 2 * FORBIDDEN
    if len(s.shape) > 0:
        shape, lives = s.shape, d.live
        for x in range(live):
            cost = price[lives[x]]
            if row[x] + cost > FORBIDDEN:
                row[x] = shape[(row[x] + cost) >> 8] - cost
    return live
