"""Words that look alike, and the words behind a pair. Plain Python that numba can compile."""

from typing import Any

from matching.layout import BEST, ONE, Scene

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
