"""Pairs within one pool: from a two-sided assignment to pairs, and blossoms for whom that leaves over.

Edmonds' algorithm, without recursion; people are numbers, ``near[v]`` those whom v may be paired with.
"""

from collections.abc import Callable, Sequence


def chains(mate: Sequence[int]) -> list[tuple[list[int], bool]]:
    """The paths and cycles of v -> mate[v] (-1: nobody), each with whether it's a cycle."""
    n = len(mate)
    has_before = [False] * n
    for v in mate:
        if v >= 0:
            has_before[v] = True
    seen = [False] * n
    out: list[tuple[list[int], bool]] = []
    for start in [v for v in range(n) if not has_before[v]] + list(range(n)):
        if seen[start]:
            continue
        chain, v = [], start
        while v >= 0 and not seen[v]:
            seen[v] = True
            chain.append(v)
            v = mate[v]
        out.append((chain, v == start and len(chain) > 1))
    return out


def best_on_path(path: Sequence[int], worth: Callable[[int, int], int]) -> tuple[int, list[tuple[int, int]]]:
    """The best pairs of neighbors on a path, and their total."""
    total, took = [0] * (len(path) + 1), [False] * (len(path) + 1)
    for k in range(2, len(path) + 1):
        pair = total[k - 2] + worth(path[k - 2], path[k - 1])
        took[k] = pair > total[k - 1]
        total[k] = max(pair, total[k - 1])
    pairs, k = [], len(path)
    while k > 1:
        if took[k]:
            pairs.append((path[k - 2], path[k - 1]))
            k -= 2
        else:
            k -= 1
    return total[-1], pairs


def best_on_cycle(cycle: Sequence[int], worth: Callable[[int, int], int]) -> list[tuple[int, int]]:
    """The best pairs of neighbors on a cycle: either its closing edge is used, or it's a path."""
    if len(cycle) == 2:
        return [(cycle[0], cycle[1])] if worth(cycle[0], cycle[1]) > 0 else []
    without = best_on_path(cycle, worth)
    inner = best_on_path(cycle[1:-1], worth)
    if inner[0] + worth(cycle[-1], cycle[0]) > without[0]:
        return [*inner[1], (cycle[-1], cycle[0])]
    return without[1]


def augment(near: Sequence[Sequence[int]], partner: list[int]) -> None:
    """Extend ``partner`` (-1: nobody) to the most pairs there can be."""
    for root in range(len(near)):
        if partner[root] < 0:
            _search(near, partner, root)


def _search(near: Sequence[Sequence[int]], partner: list[int], root: int) -> bool:
    n = len(near)
    parent, base, outer = [-1] * n, list(range(n)), [False] * n
    outer[root] = True
    queue = [root]

    def common(a: int, b: int) -> int:
        above = set()
        while True:
            a = base[a]
            above.add(a)
            if partner[a] < 0:
                break
            a = parent[partner[a]]
        while base[b] not in above:
            b = parent[partner[base[b]]]
        return base[b]

    def mark(v: int, top: int, child: int, blossom: set[int]) -> None:
        while base[v] != top:
            blossom |= {base[v], base[partner[v]]}
            parent[v] = child
            child = partner[v]
            v = parent[partner[v]]

    for v in queue:
        for to in near[v]:
            if base[v] == base[to] or partner[v] == to:
                continue
            if to == root or (partner[to] >= 0 and parent[partner[to]] >= 0):
                top, blossom = common(v, to), set[int]()
                mark(v, top, to, blossom)
                mark(to, top, v, blossom)
                for u in range(n):
                    if base[u] in blossom:
                        base[u] = top
                        if not outer[u]:
                            outer[u] = True
                            queue.append(u)
            elif parent[to] < 0:
                parent[to] = v
                if partner[to] < 0:
                    while to >= 0:
                        before = parent[to]
                        after = partner[before]
                        partner[to], partner[before] = before, to
                        to = after
                    return True
                outer[partner[to]] = True
                queue.append(partner[to])
    return False
