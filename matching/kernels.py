"""The inner loops, in plain Python that numba can compile: ``engine`` runs them as they are for a small program and
compiled for a big one. Whole numbers only, so that both give the same bits. Arrays are flat; names: i mentee, j mentor.
"""

from typing import Any, NamedTuple

FORBIDDEN = -(1 << 27)  # a row value at or below this means: the rules forbid it
ONE = 1 << 14  # similarity 1.0
BEST = 3  # item similarities that count
BLOCK = 64

Ints = Any  # int32/int64 array, or a list of int when not compiled


class Scene(NamedTuple):
    """Who there is and what counts, in the units of ``market.SCALE``.

    Attribute a of mentee i is ``code[a * n + i]``; a mentor's attributes come in three groups, so that a row of scores
    is three look-ups a mentor: group g of mentor j is ``group[g * m + j]``, and attribute a of that group's member c is
    ``member[member_at[a] + c]``. ``table[table_at[a] + code * width[a] + member]`` is what the two are worth.
    """

    n: int
    m: int
    code: Ints
    group: Ints
    member: Ints
    member_at: Ints
    sizes: Ints  # members of each group
    attributes: Ints  # first attribute of each group, and the end
    table: Ints
    table_at: Ints
    width: Ints
    constant: Ints  # by mentee: what all mentors are worth alike
    except_at: Ints  # CSR: mentors that one mentee may not have
    except_j: Ints
    # words: mentee -> items -> (feature, weight); feature -> (mentor item, weight); mentor item -> slots -> mentor
    item_at: Ints
    item: Ints
    query_at: Ints
    query_f: Ints
    query_w: Ints
    post_at: Ints
    post_u: Ints
    post_w: Ints
    slot_at: Ints
    slot: Ints
    named: Ints  # by posted item: 1 if competencies are in play; else its slots are mentors
    slot_part: Ints  # of 256: how much a similarity counts by way of this text
    owner: Ints  # slot -> mentor
    kept_at: Ints  # by item: where its mentors are kept for those who want the same; kept_n -1: they aren't
    kept_n: Ints
    kept_j: Ints
    kept_part: Ints
    floor: int  # similarities below count as none
    topics: int  # worth of the topics term
    ground: int  # 1: pairs without a word in common are forbidden
    # sparse terms (gap, pathway): mentee -> (key, have); key -> (mentor, worth by have)
    want_at: Ints
    want_key: Ints
    want_have: Ints
    offer_at: Ints
    offer_j: Ints
    offer_have: Ints
    gap: int
    gap_unknown: int
    role_at: Ints
    role_key: Ints
    held_at: Ints
    held_j: Ints
    pathway: int
    shape: Ints  # score // 256 -> what it is worth when the worst-off count more; empty: as it is


class Desk(NamedTuple):
    """Scratch space of one worker. Between two mentees, acc, slot_best, top, gained and counted are zero."""

    price: Ints  # m: what is taken off every score
    live: Ints  # mentors allowed by groups 0 and 1, in order
    place: Ints  # m: where in live a mentor is, or -1
    base: Ints  # by place: groups 0 and 1 less price
    third: Ints  # by place: member of group 2
    row: Ints  # by place: score less price of the mentee at hand; FORBIDDEN or below: not allowed
    acc: Ints  # posted items
    seen: Ints  # posted items
    slot_best: Ints  # slots: as top, over the ways in which a slot is posted
    slot_seen: Ints  # slots
    hit: Ints  # slots: mentors
    hit_part: Ints  # slots
    near: Ints  # slots, and one more: places
    near_part: Ints  # slots, and one more
    top: Ints  # by place: the best three similarities, 15 bits each, best first
    touched: Ints  # m, and one more
    members: Ints  # three rows of the biggest group's size
    gained: Ints  # m
    counted: Ints  # m
    block: Ints  # best of each block of the row
    heap_v: Ints
    heap_j: Ints


def group_row(s: Scene, g: int, i: int, members: Ints, at0: int) -> None:
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


def item_hits(s: Scene, q: int, d: Desk) -> int:
    """Mentors that item q is like, once a slot, into ``hit`` and ``hit_part``; returns how many."""
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
            three = slot_best[t]
            if three == 0:
                slot_seen[slots] = t
                slots += 1
            first = three >> 30
            second = (three >> 15) & 0x7FFF
            third = three & 0x7FFF
            lower = first if first < part else part
            lowest = second if second < lower else lower
            first = part if part > first else first
            second = lower if lower > second else second
            third = lowest if lowest > third else third
            slot_best[t] = (first << 30) | (second << 15) | third
    for x in range(slots):
        t = slot_seen[x]
        three = slot_best[t]
        slot_best[t] = 0
        hit[hits] = owner[t]
        hit_part[hits] = min(ONE, (three >> 30) + (((three >> 15) & 0x7FFF) + (three & 0x7FFF)) // 2)
        hits += 1
    return hits


def remember(s: Scene, asked: Ints, d: Desk, at: int, end: int) -> int:
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


def words_row(s: Scene, i: int, live: int, d: Desk) -> None:
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
        for x in range(hits):  # choices, not branches: those would all be guessed wrong
            at_row = near[x]
            part = near_part[x]
            three = top[at_row]
            touched[reached] = at_row
            reached += three == 0
            first = three >> 30
            second = (three >> 15) & 0x7FFF
            third = three & 0x7FFF
            lower = first if first < part else part
            lowest = second if second < lower else lower
            first = part if part > first else first
            second = lower if lower > second else second
            third = lowest if lowest > third else third
            top[at_row] = (first << 30) | (second << 15) | third
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


def sparse_row(s: Scene, i: int, d: Desk) -> None:
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


def alike_in_rules(s: Scene, i: int, other: int) -> bool:
    """Whether two mentees agree in all attributes of groups 0 and 1."""
    if other < 0:
        return False
    for a in range(s.attributes[2]):  # noqa: SIM110 - numba compiles no generators
        if s.code[a * s.n + i] != s.code[a * s.n + other]:
            return False
    return True


def fill_row(s: Scene, i: int, before: int, live: int, d: Desk) -> int:
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
    s: Scene, who: Ints, lo: int, hi: int, k: int, d: Desk, out_j: Ints, out_w: Ints, best: Ints
) -> None:
    """For mentees who[lo:hi]: their k best mentors at the desk's prices (-1 where there are fewer) with their scores,
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


def resembling(
    gram_at: Ints,
    gram: Ints,
    sizes: Ints,
    post_at: Ints,
    post_word: Ints,
    post_sizes: Ints,
    shared: Ints,
    seen: Ints,
    least: int,
    short: int,
    sure: int,
    found: Ints,
    square: Ints,
) -> None:
    """For each word asked, the indexed words that share most grams with it: squared cosine above least / 65536, for
    words of up to ``short`` characters above sure / 65536."""
    most = len(found) // max(1, len(sizes))
    for word in range(len(sizes)):
        n = 0
        for e in range(gram_at[word], gram_at[word + 1]):
            for y in range(post_at[gram[e]], post_at[gram[e] + 1]):
                other = post_word[y]
                if shared[other] == 0:
                    seen[n] = other
                    n += 1
                shared[other] += 1
        for y in range(n):
            other = seen[y]
            both = shared[other]
            shared[other] = 0
            value = (both * both * 65536) // (sizes[word] * post_sizes[other])
            if value <= (sure if sizes[word] <= short else least) or value == 65536:
                continue
            at = word * most + most - 1
            if value <= square[at]:
                continue
            while at > word * most and value > square[at - 1]:
                square[at] = square[at - 1]
                found[at] = found[at - 1]
                at -= 1
            square[at] = value
            found[at] = other


def pair_scores(s: Scene, who: Ints, at: Ints, j_of: Ints, d: Desk, out: Ints) -> None:
    """Scores of the pairs (who[x], j_of[e]) for e in at[x]:at[x + 1]; FORBIDDEN or below where the rules forbid."""
    before = -1
    live = 0
    for x in range(len(who)):
        live = fill_row(s, who[x], before, live, d)
        before = who[x]
        for e in range(at[x], at[x + 1]):
            place = d.place[j_of[e]]
            out[e] = d.row[place] if place >= 0 else 2 * FORBIDDEN


def shared_words(
    s: Scene,
    pair_i: Ints,
    pair_j: Ints,
    has_at: Ints,
    has_u: Ints,
    has_slot: Ints,
    has_part: Ints,
    competency: Ints,
    row_at: Ints,
    row_f: Ints,
    row_w: Ints,
    parts_of: Ints,
    weight: Ints,
    found_f: Ints,
    found_w: Ints,
    found_k: Ints,
    topics: Ints,
    word_f: Ints,
    word_w: Ints,
    word_q: Ints,
    word_slot: Ints,
) -> None:
    """Why pairs are alike. Mentor j has the posted items has_u[has_at[j]:has_at[j + 1]]; posted item u has the features
    row_f[row_at[u]:row_at[u + 1]]; feature f is made of the words parts_of[2 * f] and, if not -1, parts_of[2 * f + 1].

    For pair x: topics[x], the similarity of words; from word_f[x * most] on its heaviest words, no word twice (a
    competency c as -2 - c), with their part of the similarity, the mentee's item and the mentor's slot.
    """
    most = len(word_f) // max(1, len(pair_i))
    query_at, query_f, query_w = s.query_at, s.query_f, s.query_w
    floor = s.floor
    room = len(found_f)
    value = [0, 0, 0]
    best_q = [0, 0, 0]
    best_u = [0, 0, 0]
    best_slot = [0, 0, 0]
    for x in range(len(pair_i)):
        i = pair_i[x]
        j = pair_j[x]
        value[0] = value[1] = value[2] = 0
        for at in range(s.item_at[i], s.item_at[i + 1]):
            q = s.item[at]
            for e in range(query_at[q], query_at[q + 1]):
                weight[query_f[e]] = query_w[e]
            y = has_at[j]
            while y < has_at[j + 1]:  # one slot at a time, in all the ways it is posted
                slot = has_slot[y]
                first = second = third = 0
                from_u = -1
                while y < has_at[j + 1] and has_slot[y] == slot:
                    u = has_u[y]
                    dot = 0
                    for e in range(row_at[u], row_at[u + 1]):
                        dot += weight[row_f[e]] * row_w[e]
                    alike = min(ONE, dot >> 14)
                    if alike >= floor:
                        part = min(ONE, (alike * has_part[y]) >> 8)
                        if part > first:
                            third = second
                            second = first
                            first = part
                            from_u = u
                        elif part > second:
                            third = second
                            second = part
                        elif part > third:
                            third = part
                    y += 1
                alike = min(ONE, first + (second + third) // 2)
                if alike <= value[2]:
                    continue
                k = 2
                while k > 0 and alike > value[k - 1]:
                    value[k] = value[k - 1]
                    best_q[k] = best_q[k - 1]
                    best_u[k] = best_u[k - 1]
                    best_slot[k] = best_slot[k - 1]
                    k -= 1
                value[k] = alike
                best_q[k] = q
                best_u[k] = from_u
                best_slot[k] = slot
            for e in range(query_at[q], query_at[q + 1]):
                weight[query_f[e]] = 0
        over = max(1, min(BEST, s.item_at[i + 1] - s.item_at[i]))
        topics[x] = min(ONE, (value[0] + value[1] + value[2]) // over)
        n = 0
        for k in range(3):
            if value[k] == 0:
                break
            u = best_u[k]
            if competency[u] >= 0 and n < room:
                found_f[n] = -2 - competency[u]
                found_w[n] = value[k] // over
                found_k[n] = k
                n += 1
                continue
            q = best_q[k]
            for e in range(query_at[q], query_at[q + 1]):
                weight[query_f[e]] = query_w[e]
            for e in range(row_at[u], row_at[u + 1]):
                share = (weight[row_f[e]] * row_w[e]) >> 14
                if share > 0 and n < room:
                    found_f[n] = row_f[e]
                    found_w[n] = share // over
                    found_k[n] = k
                    n += 1
            for e in range(query_at[q], query_at[q + 1]):
                weight[query_f[e]] = 0
        picked = 0
        while picked < most:
            top = -1
            for y in range(n):
                if found_w[y] > 0 and (top < 0 or found_w[y] > found_w[top]):
                    top = y
            if top < 0:
                break
            word_f[x * most + picked] = found_f[top]
            word_w[x * most + picked] = found_w[top]
            word_q[x * most + picked] = best_q[found_k[top]]
            word_slot[x * most + picked] = best_slot[found_k[top]]
            picked += 1
            f = found_f[top]
            found_w[top] = 0
            for y in range(n):
                g = found_f[y]
                if f < 0 or g < 0:
                    if f == g:
                        found_w[y] = 0
                    continue
                for one in range(2 * f, 2 * f + 2):
                    for other in range(2 * g, 2 * g + 2):
                        if parts_of[one] >= 0 and parts_of[one] == parts_of[other]:
                            found_w[y] = 0


def rescore(s: Scene, new: Scene, cand_j: Ints, cand_w: Ints) -> None:
    """Candidates' scores under other weights: ``new`` is the scene with its tables, constants and topics changed."""
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
