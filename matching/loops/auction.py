"""Bertsekas' auction with several seats a mentor, forward and reverse: plain Python that numba can compile.

Mentees take, greedily, the mentor with the best score less price; a full mentor costs their weakest accepted bid, and
whoever is outbid bids again. Where a seat stays empty at a price, the price falls until somebody comes (reverse).
At the end no mentee prefers another mentor by more than ``eps`` and every empty seat is free of charge, so the total is
within ``eps`` a person of the best (Bertsekas and Castanon, 1992, on asymmetric assignment).
"""

from typing import Any, NamedTuple

Ints = Any


class Book(NamedTuple):
    """Who sits where, at which bid and price. All arrays are changed in place."""

    width: int  # candidates a mentee
    cand_j: Ints  # n * width; -1: none
    cand_w: Ints
    back_at: Ints  # CSR by mentor: who lists them
    back_i: Ints
    back_w: Ints
    seat_at: Ints  # seats of mentor j: seat_at[j] .. seat_at[j + 1]
    holder: Ints  # by seat: mentee; the taken ones come first
    bid: Ints  # by seat
    taken: Ints  # by mentor
    price: Ints  # by mentor
    mate: Ints  # by mentee: mentor or -1
    worth: Ints  # by mentee: score with their mate
    queue: Ints  # n + 1, a ring of mentees without a seat
    waiting: Ints  # m + 1, a ring of mentors with seats to lower
    queued: Ints  # by mentor: 1 while in that ring


def leave(b: Book, i: int) -> None:
    """Mentee i gives up their seat."""
    j = b.mate[i]
    first = b.seat_at[j]
    last = first + b.taken[j] - 1
    for seat in range(first, last + 1):
        if b.holder[seat] == i:
            b.holder[seat] = b.holder[last]
            b.bid[seat] = b.bid[last]
            break
    b.taken[j] -= 1
    b.mate[i] = -1


def sit(b: Book, i: int, j: int, w: int, offer: int) -> int:
    """Mentee i takes a seat of mentor j for ``offer``; returns whom they displaced, or -1."""
    first = b.seat_at[j]
    seats = b.seat_at[j + 1] - first
    out = -1
    seat = first + b.taken[j]
    if b.taken[j] == seats:
        seat = first
        for other in range(first + 1, first + seats):
            if b.bid[other] < b.bid[seat]:
                seat = other
        out = b.holder[seat]
        b.mate[out] = -1
    else:
        b.taken[j] += 1
    b.holder[seat] = i
    b.bid[seat] = offer
    b.mate[i] = j
    b.worth[i] = w
    if b.taken[j] == seats:
        least = b.bid[first]
        for other in range(first + 1, first + seats):
            least = min(least, b.bid[other])
        b.price[j] = least
    return out


def forward(b: Book, count: int, bonus: int, eps: int) -> int:
    """Let the ``count`` mentees in the queue bid until all sit or give up; returns the number of bids."""
    head = 0
    size = len(b.queue)
    bids = 0
    while count > 0:
        i = b.queue[head]
        head += 1
        if head == size:
            head = 0
        count -= 1
        best = 0
        second = 0
        who = -1
        what = 0
        for x in range(i * b.width, (i + 1) * b.width):
            j = b.cand_j[x]
            if j < 0:
                continue
            value = b.cand_w[x] + bonus - b.price[j]
            if value > best:
                second = best
                best = value
                who = j
                what = b.cand_w[x]
            elif value > second:
                second = value
        if who < 0:
            continue
        bids += 1
        out = sit(b, i, who, what, b.price[who] + best - second + eps)
        if out >= 0:
            tail = head + count
            b.queue[tail - size if tail >= size else tail] = out
            count += 1
    return bids


def reverse(b: Book, bonus: int, eps: int) -> int:
    """Lower the price of empty seats until they are taken or free of charge; returns the number of moves."""
    m = len(b.taken)
    size = len(b.waiting)
    head = 0
    count = 0
    for j in range(m):
        if b.price[j] > 0 and b.taken[j] < b.seat_at[j + 1] - b.seat_at[j]:
            b.waiting[count] = j
            b.queued[j] = 1
            count += 1
    moves = 0
    while count > 0:
        j = b.waiting[head]
        head += 1
        if head == size:
            head = 0
        count -= 1
        b.queued[j] = 0
        seats = b.seat_at[j + 1] - b.seat_at[j]
        while b.taken[j] < seats and b.price[j] > 0:
            best = 0
            second = 0
            who = -1
            what = 0
            for x in range(b.back_at[j], b.back_at[j + 1]):
                i = b.back_i[x]
                at = b.mate[i]
                if at == j:
                    continue
                gain = b.back_w[x] + bonus
                if at >= 0:
                    gain -= max(0, b.worth[i] + bonus - b.price[at])
                if gain > best:
                    second = best
                    best = gain
                    who = i
                    what = b.back_w[x]
                elif gain > second:
                    second = gain
            if who < 0 or best <= eps:
                b.price[j] = 0
                break
            moves += 1
            old = b.mate[who]
            if old >= 0:
                leave(b, who)
                if b.price[old] > 0 and b.queued[old] == 0:
                    tail = head + count
                    b.waiting[tail - size if tail >= size else tail] = old
                    b.queued[old] = 1
                    count += 1
            sit(b, who, j, what, max(0, second - eps))
            if b.taken[j] < seats:
                b.price[j] = min(b.price[j], max(0, second))
    return moves


def unhappy(b: Book, n: int, bonus: int, eps: int) -> int:
    """Release everybody who would gain more than eps elsewhere, and queue all who have no seat; how many."""
    count = 0
    for i in range(n):
        at = b.mate[i]
        if at >= 0:
            mine = b.worth[i] + bonus - b.price[at]
            if mine < -eps:  # they'd rather have no seat at this price
                leave(b, i)
                at = -1
            for x in range(i * b.width, (i + 1) * b.width):
                j = b.cand_j[x]
                if at < 0:
                    break
                if j >= 0 and b.cand_w[x] + bonus - b.price[j] > mine + eps:
                    leave(b, i)
                    break
        if b.mate[i] < 0:
            b.queue[count] = i
            count += 1
    return count


def firm(b: Book, bonus: int) -> None:
    """Raise full mentors' prices as far as all who hold their seats would still stay.

    No pair changes; but whoever doesn't list a mentor is offered less by them, and the bound is tighter for it.
    """
    for j in range(len(b.taken)):
        first = b.seat_at[j]
        end = b.seat_at[j + 1]
        if first == end or b.taken[j] < end - first:
            continue
        limit = -1
        for seat in range(first, end):
            i = b.holder[seat]
            other = 0
            for x in range(i * b.width, (i + 1) * b.width):
                k = b.cand_j[x]
                if k >= 0 and k != j:
                    other = max(other, b.cand_w[x] + bonus - b.price[k])
            most = b.worth[i] + bonus - other
            if limit < 0 or most < limit:
                limit = max(0, most)
        if limit > b.price[j]:
            b.price[j] = limit
            for seat in range(first, end):
                b.bid[seat] = max(b.bid[seat], limit)


def trade(b: Book, n: int, bonus: int, steps: Ints) -> None:
    """The auction from where it stands, at each eps in turn."""
    for k in range(len(steps)):
        count = unhappy(b, n, bonus, steps[k])
        forward(b, count, bonus, steps[k])
        reverse(b, bonus, steps[k])
    firm(b, bonus)


def transpose(
    n: int, width: int, cand_j: Ints, cand_w: Ints, back_at: Ints, back_i: Ints, back_w: Ints
) -> None:
    """Fill the lists by mentor from the lists by mentee; back_at must be zero, with m + 1 places."""
    m = len(back_at) - 1
    for x in range(n * width):
        if cand_j[x] >= 0:
            back_at[cand_j[x] + 1] += 1
    for j in range(m):
        back_at[j + 1] += back_at[j]
    for i in range(n):
        for x in range(i * width, (i + 1) * width):
            j = cand_j[x]
            if j >= 0:
                back_i[back_at[j]] = i
                back_w[back_at[j]] = cand_w[x]
                back_at[j] += 1
    for j in range(m, 0, -1):
        back_at[j] = back_at[j - 1]
    back_at[0] = 0
