"""Words that look alike, and the words behind a pair. Plain Python that numba can compile."""

from typing import Any

from matching.loops.types import BEST, ONE, ForwardIndex, Problem, Reasons

Ints = Any  # int32/int64 array, or a list of int when not compiled


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
        for g in gram[gram_at[word] : gram_at[word + 1]]:
            for other in post_word[post_at[g] : post_at[g + 1]]:
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


def shared_words(
    s: Problem,
    posted: ForwardIndex,
    d: Reasons,
    pair_i: Ints,
    pair_j: Ints,
    topics: Ints,
    word_f: Ints,
    word_w: Ints,
    word_q: Ints,
    word_slot: Ints,
) -> None:
    """Why pairs are alike. For pair x: topics[x], the similarity of words; from word_f[x * most] on its heaviest words,
    no word twice (a competency c as -2 - c), with their part of the similarity, the mentee's item and the mentor's
    slot.
    """
    most = len(word_f) // max(1, len(pair_i))
    for x in range(len(pair_i)):
        i = pair_i[x]
        likest(s, posted, d, i, pair_j[x])
        over = max(1, min(BEST, s.item_at[i + 1] - s.item_at[i]))
        topics[x] = min(ONE, (d.value[0] + d.value[1] + d.value[2]) // over)
        found = words_between(s, posted, d, over)
        for at in range(x * most, x * most + most):
            top = heaviest(d, found)
            if top < 0:
                break
            k = d.found_k[top]
            word_f[at] = d.found_f[top]
            word_w[at] = d.found_w[top]
            word_q[at] = d.best_q[k]
            word_slot[at] = d.best_slot[k]
            strike(posted, d, found, d.found_f[top])


def likest(s: Problem, posted: ForwardIndex, d: Reasons, i: int, j: int) -> None:
    """The three most alike of mentee i's items and mentor j's slots: value, best_q, best_u and best_slot."""
    for k in range(3):
        d.value[k] = 0
    for at in range(s.item_at[i], s.item_at[i + 1]):
        q = s.item[at]
        lay_out(s, d, q)
        y = posted.has_at[j]
        while y < posted.has_at[j + 1]:  # one slot at a time, in all the ways it is posted
            slot = posted.has_slot[y]
            first = second = third = 0
            from_u = -1
            while y < posted.has_at[j + 1] and posted.has_slot[y] == slot:
                part = min(ONE, (likeness(s, posted, d, posted.has_u[y]) * posted.has_part[y]) >> 8)
                if part > first:
                    third = second
                    second = first
                    first = part
                    from_u = posted.has_u[y]
                elif part > second:
                    third = second
                    second = part
                elif part > third:
                    third = part
                y += 1
            alike = min(ONE, first + (second + third) // 2)
            if alike > d.value[2]:
                rank_in(d, alike, q, from_u, slot)
        clear(s, d, q)


def likeness(s: Problem, posted: ForwardIndex, d: Reasons, u: int) -> int:
    """How alike the item that is laid out and posted item u are; 0 below the floor."""
    dot = 0
    for e in range(posted.row_at[u], posted.row_at[u + 1]):
        dot += d.weight[posted.row_f[e]] * posted.row_w[e]
    alike = min(ONE, dot >> 14)
    return alike if alike >= s.floor else 0


def rank_in(d: Reasons, alike: int, q: int, u: int, slot: int) -> None:
    k = 2
    while k > 0 and alike > d.value[k - 1]:
        d.value[k] = d.value[k - 1]
        d.best_q[k] = d.best_q[k - 1]
        d.best_u[k] = d.best_u[k - 1]
        d.best_slot[k] = d.best_slot[k - 1]
        k -= 1
    d.value[k] = alike
    d.best_q[k] = q
    d.best_u[k] = u
    d.best_slot[k] = slot


def words_between(s: Problem, posted: ForwardIndex, d: Reasons, over: int) -> int:
    """The words of the best three with their part of the similarity: found_f, found_w, found_k. Returns how many."""
    n = 0
    for k in range(3):
        if d.value[k] == 0:
            break
        u = d.best_u[k]
        if posted.competency[u] >= 0 and n < len(d.found_f):
            n = note(d, n, -2 - posted.competency[u], d.value[k] // over, k)
            continue
        lay_out(s, d, d.best_q[k])
        for e in range(posted.row_at[u], posted.row_at[u + 1]):
            share = (d.weight[posted.row_f[e]] * posted.row_w[e]) >> 14
            if share > 0 and n < len(d.found_f):
                n = note(d, n, posted.row_f[e], share // over, k)
        clear(s, d, d.best_q[k])
    return n


def note(d: Reasons, n: int, f: int, weight: int, k: int) -> int:
    d.found_f[n] = f
    d.found_w[n] = weight
    d.found_k[n] = k
    return n + 1


def lay_out(s: Problem, d: Reasons, q: int) -> None:
    for e in range(s.query_at[q], s.query_at[q + 1]):
        d.weight[s.query_f[e]] = s.query_w[e]


def clear(s: Problem, d: Reasons, q: int) -> None:
    for e in range(s.query_at[q], s.query_at[q + 1]):
        d.weight[s.query_f[e]] = 0


def heaviest(d: Reasons, found: int) -> int:
    """Which of the found words weighs most; -1 when none is left."""
    top = -1
    for y in range(found):
        if d.found_w[y] > 0 and (top < 0 or d.found_w[y] > d.found_w[top]):
            top = y
    return top


def strike(posted: ForwardIndex, d: Reasons, found: int, f: int) -> None:
    """Take feature f from what was found, and all that has a word in common with it."""
    for y in range(found):
        g = d.found_f[y]
        if f == g or (f >= 0 and g >= 0 and overlap(posted, f, g)):
            d.found_w[y] = 0


def overlap(posted: ForwardIndex, f: int, g: int) -> bool:
    for one in range(2 * f, 2 * f + 2):
        for other in range(2 * g, 2 * g + 2):
            if posted.parts_of[one] >= 0 and posted.parts_of[one] == posted.parts_of[other]:
                return True
    return False
