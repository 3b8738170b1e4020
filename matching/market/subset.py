"""A problem with some of its mentors only: looking at few is cheap."""

from typing import Any

import numpy as np

from matching.loops.types import Problem

Array = np.ndarray[Any, Any]


def _kept(at: Array, keep: Array) -> Array:
    """CSR starts after dropping the entries that aren't kept."""
    total = np.zeros(len(keep) + 1, np.int64)
    np.cumsum(keep, out=total[1:])
    return total[at]


def narrow(s: Problem, mentors: Array) -> Problem:
    """The problem of the mentors given (ascending numbers); they are renumbered by their place in that array."""
    place = np.full(s.m, -1, np.int32)
    place[mentors] = np.arange(len(mentors))
    items = np.repeat(np.arange(len(s.named)), np.diff(s.slot_at))
    named = s.named[items] == 1
    holder = np.where(named, s.owner[np.where(named, s.slot, 0)] if len(s.owner) else 0, s.slot)
    stays = place[holder] >= 0
    slot_at = _kept(s.slot_at, stays)
    posted = np.diff(slot_at)[s.post_u] > 0
    offered, held, excepted = place[s.offer_j] >= 0, place[s.held_j] >= 0, place[s.except_j] >= 0
    return s._replace(
        m=len(mentors),
        group=s.group.reshape(-1, s.m)[:, mentors].ravel(),
        except_at=_kept(s.except_at, excepted),
        except_j=place[s.except_j[excepted]],
        post_at=_kept(s.post_at, posted),
        post_u=s.post_u[posted],
        post_w=s.post_w[posted],
        slot_at=slot_at,
        kept_n=np.full(len(s.kept_n), -1, np.int32),
        slot=np.where(named, s.slot, place[holder])[stays].astype(np.int32),
        slot_part=s.slot_part[stays],
        owner=place[s.owner],
        offer_at=_kept(s.offer_at, offered),
        offer_j=place[s.offer_j[offered]],
        offer_have=s.offer_have[offered],
        held_at=_kept(s.held_at, held),
        held_j=place[s.held_j[held]],
    )
