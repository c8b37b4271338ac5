"""The cheapest assignment of rows to columns, where a row may stay alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Gains = Mapping[tuple[int, int], float]


def assign(gains: Gains) -> list[tuple[int, int]]:
    """The set of pairs (row, column), no row and no column twice, with the largest sum of gains.

    `gains` holds the pairs that are allowed; only gains above 0 are ever used. Parts that share no
    row and no column are solved one by one, so the cost is cubic in the largest part only.
    Returns the pairs in order.
    """
    useful = {pair: gain for pair, gain in sorted(gains.items()) if gain > 0}
    chosen: list[tuple[int, int]] = []
    for rows, columns in _parts(useful):
        places = _hungarian([[-useful.get((row, column), 0.0) for column in columns] for row in rows])
        pairs = [
            (row, columns[place]) for row, place in zip(rows, places, strict=True) if place < len(columns)
        ]
        chosen += [pair for pair in pairs if pair in useful]
    return sorted(chosen)


def _parts(gains: Gains) -> list[tuple[list[int], list[int]]]:
    """Rows and columns of each connected part of the graph of allowed pairs."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row, column in gains:
        columns_of.setdefault(row, []).append(column)
        rows_of.setdefault(column, []).append(row)
    seen: set[int] = set()
    parts = []
    for start in columns_of:
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            fresh = set(columns_of[waiting.pop()]) - columns
            columns |= fresh
            found = {row for column in fresh for row in rows_of[column]} - rows
            rows |= found
            waiting += sorted(found)
        seen |= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _hungarian(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest complete assignment, with a free column of its own for each row.

    Shortest augmenting paths with potentials (Kuhn 1955; the form of Jonker and Volgenant 1987).
    Column ``width + i`` is row i's way to stay alone at cost 0.
    """
    width = len(costs[0])
    table = [
        [*row, *(0.0 if i == j else float("inf") for j in range(len(costs)))] for i, row in enumerate(costs)
    ]
    total = width + len(costs)
    row_price, column_price = [0.0] * len(costs), [0.0] * (total + 1)
    owner = [-1] * (total + 1)  # the last column is the virtual start of every path
    for row in range(len(costs)):
        previous = _augment(table, row, row_price, column_price, owner)
        column = previous.pop()
        while column != total:
            owner[column] = owner[previous[column]]
            column = previous[column]
    places = [0] * len(costs)
    for column in range(total):
        if owner[column] >= 0:
            places[owner[column]] = column
    return places


def _augment(
    table: list[list[float]], row: int, row_price: list[float], column_price: list[float], owner: list[int]
) -> list[int]:
    """The way back from the free column found (last element) to the virtual one; prices are updated."""
    total = len(table[0])
    least, previous, done = [float("inf")] * total, [total] * total, [False] * (total + 1)
    column = total
    owner[column] = row
    while owner[column] >= 0:
        done[column] = True
        current = owner[column]
        step, nearest = float("inf"), -1
        for other in range(total):
            if done[other]:
                continue
            reduced = table[current][other] - row_price[current] - column_price[other]
            if reduced < least[other]:
                least[other], previous[other] = reduced, column
            if least[other] < step:
                step, nearest = least[other], other
        for other in range(total + 1):
            if done[other]:
                row_price[owner[other]] += step
                column_price[other] -= step
            elif other < total:
                least[other] -= step
        column = nearest
    return [*previous, column]
