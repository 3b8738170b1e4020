"""Runs the inner loops: as they are where a program is small, compiled by numba where it is big.

Both run the same source on whole numbers and give the same bits. Compiled code is cached by numba beside the source
(or in the user's cache folder); a small program never imports numba.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from types import FunctionType, SimpleNamespace
from typing import Any

import numpy as np

BIG = 60_000  # pairs from which compiling (or loading what was compiled) pays


@lru_cache(maxsize=2)
def loops(compiled: bool) -> Any:
    """All inner loops by name."""
    from matching.loops import auction, best, coverage, likeness, rows, types

    plain = {
        name: value
        for module in (rows, best, likeness, auction, coverage)  # callees first
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
    }
    if not compiled:
        return SimpleNamespace(compiled=False, **{name: _on_lists(one) for name, one in plain.items()})
    space = {**vars(types)}
    mark = _digest(plain.values(), {name: value for name, value in space.items() if isinstance(value, int)})
    for name, one in plain.items():
        space[name] = _compiled(one, space, f"{name}_{mark}")
    return SimpleNamespace(compiled=True, **{name: space[name] for name in plain})


def _digest(functions: Iterable[FunctionType], constants: Mapping[str, int]) -> str:
    """What all loops together do: numba looks only at one loop's own file to see whether its cache is stale."""
    seen = hashlib.blake2b(repr(sorted(constants.items())).encode(), digest_size=6)
    for one in functions:
        seen.update(repr((one.__code__.co_code, one.__code__.co_consts, one.__code__.co_names)).encode())
    return seen.hexdigest()


def _compiled(plain: FunctionType, space: dict[str, Any], name: str) -> Any:
    """``space`` is what it sees: there, the loops it calls are in their compiled form."""
    import numba

    bare = FunctionType(plain.__code__.replace(co_name=name, co_qualname=name), space, name)
    try:
        return numba.njit(cache=True, nogil=True)(bare)
    except RuntimeError:  # nowhere to keep a cache
        return numba.njit(nogil=True)(bare)


def _on_lists(plain: FunctionType) -> Callable[..., Any]:
    """Python is five times as fast on lists as on arrays: hand over lists, and copy what changed back."""

    def run(*given: Any) -> Any:
        lists: dict[int, tuple[Any, list[int]]] = {}
        answer = plain(*(_listed(one, lists) for one in given))
        for array, changed in lists.values():
            array[...] = changed
        return answer

    return run


def _listed(one: Any, lists: dict[int, tuple[Any, list[int]]]) -> Any:
    if isinstance(one, np.ndarray):
        if id(one) not in lists:
            lists[id(one)] = (one, one.tolist())
        return lists[id(one)][1]
    return type(one)(*(_listed(part, lists) for part in one)) if isinstance(one, tuple) else one


def in_threads(
    work: Callable[[int, int, int], None], n: int, workers: int, tell: Callable[[float], None]
) -> None:
    """work(worker, lo, hi) over 0..n in pieces; each piece's outcome must not depend on the others."""
    size = max(1, min(2048, -(-n // max(1, workers))))
    pieces = [(lo, min(lo + size, n)) for lo in range(0, n, size)]
    if workers < 2 or len(pieces) < 2:
        for lo, hi in pieces:
            work(0, lo, hi)
            tell(hi / n)
        return
    turn = iter(pieces)  # next() on it is atomic

    def one(worker: int) -> None:
        for lo, hi in turn:
            work(worker, lo, hi)
            tell(hi / n)

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(one, worker) for worker in range(workers)]:
            done.result()
