"""A peer's solver on lists of candidates; runs in the peers' own environment, imports nothing of ours. Prints JSON."""

import json
import sys
import time

import numpy as np

BONUS = 10_000_000  # of being matched at all, so that every peer seeks coverage first


def ortools(cand_j, cand_w, seats):
    from ortools.graph.python import min_cost_flow

    n, m = len(cand_j), len(seats)
    i = np.repeat(np.arange(n), cand_j.shape[1])[cand_j.ravel() >= 0]
    j, w = cand_j.ravel()[cand_j.ravel() >= 0], cand_w.ravel()[cand_j.ravel() >= 0]
    source, sink = n + m, n + m + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    tails = np.concatenate([np.full(n, source), i, n + np.arange(m), [source]])
    heads = np.concatenate([np.arange(n), n + j, np.full(m, sink), [sink]])
    room = np.concatenate([np.ones(n + len(i), np.int64), seats, [n]])
    cost = np.concatenate([np.zeros(n, np.int64), -(w.astype(np.int64) + BONUS), np.zeros(m + 1, np.int64)])
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
    flow.set_node_supply(source, n)
    flow.set_node_supply(sink, -n)
    assert flow.solve() == flow.OPTIMAL
    used = flow.flows(arcs[n : n + len(i)]) > 0
    return i[used], j[used]


def scipy_sparse(cand_j, cand_w, seats):
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    n, first = len(cand_j), np.concatenate([[0], np.cumsum(seats)])
    rows, columns, costs = [], [], []
    for k in range(int(seats.max())):  # a column a seat; no pair twice
        listed = (cand_j >= 0) & (seats[np.maximum(cand_j, 0)] > k)
        rows.append(np.nonzero(listed)[0])
        columns.append(first[cand_j[listed]] + k)
        costs.append(2 * BONUS - (cand_w[listed].astype(np.int64) + BONUS))
    total = int(first[-1])
    rows.append(np.arange(n))  # to be left out
    columns.append(total + np.arange(n))
    costs.append(np.full(n, 2 * BONUS))
    graph = csr_matrix(
        (np.concatenate(costs), (np.concatenate(rows), np.concatenate(columns))), shape=(n, total + n)
    )
    i, k = min_weight_full_bipartite_matching(graph)
    real = k < total
    return i[real], np.repeat(np.arange(len(seats)), seats)[k[real]]


def munkres(cand_j, cand_w, seats):
    from munkres import Munkres

    owner = np.repeat(np.arange(len(seats)), seats)
    worth = dense(cand_j, cand_w, seats)[:, owner]
    if worth.shape[0] > worth.shape[1]:
        worth = np.pad(worth, ((0, 0), (0, worth.shape[0] - worth.shape[1])))
    pairs = Munkres().compute((2 * BONUS - worth).tolist())
    pairs = [(i, owner[k]) for i, k in pairs if k < len(owner) and worth[i, k] > 0]
    return np.array([i for i, _ in pairs]), np.array([j for _, j in pairs])


def matching(cand_j, cand_w, seats):
    from matching.games import HospitalResident

    residents = {}
    for i, (listed, scores) in enumerate(zip(cand_j, cand_w, strict=True)):
        order = np.argsort(-scores, kind="stable")
        residents[f"e{i}"] = [f"r{j}" for j in listed[order] if j >= 0]
    worth = dense(cand_j, cand_w, seats)
    hospitals = {}
    for j in range(len(seats)):
        who = np.flatnonzero(worth[:, j] > 0)
        hospitals[f"r{j}"] = [f"e{i}" for i in who[np.argsort(-worth[who, j], kind="stable")]]
    residents = {key: wish for key, wish in residents.items() if wish}
    hospitals = {key: wish for key, wish in hospitals.items() if wish}
    game = HospitalResident.create_from_dictionaries(
        residents, hospitals, {key: int(seats[int(key[1:])]) for key in hospitals}
    )
    pairs = [
        (int(str(e)[1:]), int(str(r)[1:])) for r, es in game.solve(optimal="resident").items() for e in es
    ]
    return np.array([i for i, _ in pairs]), np.array([j for _, j in pairs])


def dense(cand_j, cand_w, seats):
    worth = np.zeros((len(cand_j), len(seats)), np.int64)
    i, k = np.nonzero(cand_j >= 0)
    worth[i, cand_j[i, k]] = cand_w[i, k] + BONUS
    return worth


if __name__ == "__main__":
    solver, path = sys.argv[1:]
    saved = np.load(path)
    lists = saved["cand_j"], saved["cand_w"], saved["seats"]
    solve = {"ortools": ortools, "scipy": scipy_sparse, "munkres": munkres, "matching": matching}[solver]
    if solver != "munkres" and solver != "matching":
        small = (np.array([[0]], np.int32), np.array([[1]], np.int32), np.array([1]))
        solve(*small)  # imports aren't counted
    took = []
    for _ in range(5 if len(lists[0]) <= 1000 else 1):
        start = time.perf_counter()
        i, j = solve(*lists)
        took.append(time.perf_counter() - start)
    where = {
        (a, b): w
        for a, (js, ws) in enumerate(zip(lists[0].tolist(), lists[1].tolist(), strict=True))
        for b, w in zip(js, ws, strict=True)
    }
    total = sum(where[a, b] for a, b in zip(i.tolist(), j.tolist(), strict=True)) / 1e6
    assert np.bincount(j, minlength=len(lists[2])).max() <= lists[2].max()
    print(json.dumps({"seconds": min(took), "matched": len(i), "total": total}))
