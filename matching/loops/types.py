"""What the inner loops run on: arrays under names. Arrays are flat; i is a mentee, j a mentor."""

from typing import Any, NamedTuple

FORBIDDEN = -(1 << 27)  # a row value at or below this means: the rules forbid it
ONE = 1 << 14  # similarity 1.0
BEST = 3  # item similarities that count
BLOCK = 64

Ints = Any  # int32/int64 array, or a list of int when not compiled


class Problem(NamedTuple):
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


class Scratch(NamedTuple):
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


class ForwardIndex(NamedTuple):
    """What mentors have posted. Mentor j has the entries has_at[j]:has_at[j + 1]; posted item u has the features
    row_f[row_at[u]:row_at[u + 1]]; feature f is made of the words parts_of[2 * f] and, if not -1, parts_of[2 * f + 1].
    """

    has_at: Ints
    has_u: Ints  # entries: the posted item
    has_slot: Ints  # entries: the mentor's own item that it stands for
    has_part: Ints  # entries: how much of it, in 256ths
    competency: Ints  # posted items: the competency that one is, or -1
    row_at: Ints
    row_f: Ints
    row_w: Ints
    parts_of: Ints


class Reasons(NamedTuple):
    """Scratch space for the words behind a pair. Between two items, weight is zero."""

    weight: Ints  # features: of the item at hand
    value: Ints  # the best three similarities, best first, and what they are between:
    best_q: Ints
    best_u: Ints
    best_slot: Ints
    found_f: Ints  # what these have in common: features,
    found_w: Ints  # their part of the similarity,
    found_k: Ints  # and which of the three they come from
