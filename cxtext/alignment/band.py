"""Dynamic programming inside a band: linear in the length of the texts.

A cell (i, j) stands for "i segments of the left and j of the right text are done". Only `width` cells of
each row are kept. All moves into a row are taken at once; the move that stays in the row (0-1) follows
by a running minimum, as in the vectorised form of the classical algorithm (Gale & Church 1993).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

TIE = 1e-7
"""Differences below this are rounding."""


class Band(NamedTuple):
    """The cells of each row: columns low[i] … low[i] + width - 1, all of them valid, low never falling."""

    low: Ints
    width: int
    columns: int

    @property
    def rows(self) -> int:
        """Number of rows: one more than there are left segments."""
        return len(self.low)

    @property
    def column(self) -> Ints:
        """The column of every cell."""
        import numpy as np

        result: Ints = self.low[:, None] + np.arange(self.width)
        return result


class Step(NamedTuple):
    """One move of a path: where it starts, which move, its cost, and how much more its best rival costs."""

    row: int
    column: int
    move: int
    cost: float
    lead: float


def around(low: Ints, high: Ints, reach: int, columns: int) -> Band:
    """The band that reaches `reach` cells to both sides of the columns low[i] … high[i] of each row."""
    import numpy as np

    width = int(min(columns, (high - low).max() + 2 * reach + 1))
    start = np.clip((low + high) // 2 - width // 2, 0, columns - width)
    return Band(np.maximum.accumulate(start), width, columns)


def diagonal(left: Floats, right: Floats, reach: int) -> Band:
    """The band around the places where equal shares of both texts (by length) are done."""
    import numpy as np

    rows = np.concatenate([[0.0], np.cumsum(left)])
    columns = np.concatenate([[0.0], np.cumsum(right)])
    centre = np.searchsorted(columns, rows * (columns[-1] / rows[-1])).clip(0, len(right))
    return around(centre, centre, reach, len(right) + 1)


def sources(band: Band, left: int, right: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """For each cell, the flat index of the cell where a move comes from, and whether the band has it."""
    import numpy as np

    row = np.arange(band.rows) - left
    low = band.low[np.maximum(row, 0)]
    place = band.column - right - low[:, None]
    inside = (row >= 0)[:, None] & (place >= 0) & (place < band.width)
    return row[:, None] * band.width + place, inside


def _forward(
    band: Band, costs: Floats, sizes: Sequence[tuple[int, int]]
) -> tuple[Floats, npt.NDArray[np.int16]]:
    """The cost of the best way to every cell, and its last move. The last of `sizes` is (0, 1)."""
    import numpy as np

    rows, width = band.rows, band.width
    best = np.full((rows, width), np.inf)
    flat = best.reshape(-1)
    chosen = np.full((rows, width), -1, dtype=np.int16)
    a = np.array([size[0] for size in sizes[:-1]])
    b = np.array([size[1] for size in sizes[:-1]])
    row = np.arange(rows)[:, None] - a
    shift = row * width + band.low[:, None] - b - band.low[np.maximum(row, 0)]
    steps, run = np.arange(width), np.arange(width)
    along = np.cumsum(np.where(np.isfinite(costs[:, -1]), costs[:, -1], 0.0), axis=1)
    for i in range(rows):
        if i:
            ways = flat.take(shift[i][:, None] + steps, mode="clip") + costs[i, :-1]
            last = ways.argmin(axis=0)
            entry = ways[last, run]
        else:
            last, entry = np.full(width, -1), np.where(run == 0, 0.0, np.inf)
        across = np.minimum.accumulate(entry - along[i]) + along[i]
        stays = across < entry - TIE
        best[i] = np.where(stays, across, entry)
        chosen[i] = np.where(stays, len(sizes) - 1, last)
    return best, chosen


def _trace(
    band: Band, chosen: npt.NDArray[np.int16], sizes: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]] | None:
    """The path as (row, column, move) of each move's start, or None if the band cuts it off."""
    i, j = band.rows - 1, band.columns - 1
    path: list[tuple[int, int, int]] = []
    low = band.low.tolist()
    while i or j:
        if not 0 <= j - low[i] < band.width:
            return None
        move = int(chosen[i, j - low[i]])
        if move < 0:
            return None
        i, j = i - sizes[move][0], j - sizes[move][1]
        if i < 0 or j < 0:
            return None
        path.append((i, j, move))
    return path[::-1]


def _starting(band: Band, costs: Floats, sizes: Sequence[tuple[int, int]]) -> Floats:
    """Costs moved from the cell where a move ends to the cell where it starts."""
    import numpy as np

    result = np.full(costs.shape, np.inf, dtype=costs.dtype)
    for move, (a, b) in enumerate(sizes):
        place, inside = sources(band, a, b)
        source = place[inside]
        result[source // band.width, move, source % band.width] = costs[:, move, :][inside]
    return result


def _backward(band: Band, starting: Floats, sizes: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
    """The cost of the best way from every cell to the end, and with each move as the first one."""
    import numpy as np

    rows, width = band.rows, band.width
    best = np.full((rows, width), np.inf)
    flat = best.reshape(-1)
    a = np.array([size[0] for size in sizes])
    b = np.array([size[1] for size in sizes])
    row = np.arange(rows)[:, None] + a
    shift = row * width + band.low[:, None] + b - band.low[np.minimum(row, rows - 1)]
    steps = np.arange(width)
    through = np.empty_like(starting)
    for i in range(rows - 1, -1, -1):
        ways = flat.take(shift[i][:-1, None] + steps, mode="clip") + starting[i, :-1]
        entry = ways.min(axis=0)
        if i == rows - 1:
            entry[band.columns - 1 - band.low[i]] = 0.0
        single = np.where(np.isfinite(starting[i, -1]), starting[i, -1], 0.0)
        walked = np.cumsum(single) - single
        best[i] = np.minimum.accumulate((entry + walked)[::-1])[::-1] - walked
        through[i, :-1] = ways
        through[i, -1, :-1] = best[i, 1:] + starting[i, -1, :-1]
        through[i, -1, -1] = np.inf
    return best, through


def touches(band: Band, path: Sequence[tuple[int, int, int]]) -> bool:
    """Whether the path runs along an edge of the band that is not an edge of the table."""
    import numpy as np

    cells = np.array([(i, j) for i, j, _ in path], dtype=np.int64).reshape(-1, 2)
    low = band.low[cells[:, 0]]
    at_low = (cells[:, 1] == low) & (low > 0)
    at_high = (cells[:, 1] == low + band.width - 1) & (low + band.width < band.columns)
    return bool((at_low | at_high).any())


def shortest(
    band: Band, costs: Floats, sizes: Sequence[tuple[int, int]], *, rivals: bool = True
) -> list[Step] | None:
    """The cheapest path, or None if the band is too narrow for it; leads are 0 without `rivals`.

    ``costs[i, move, k]`` is the cost of the move that ends at cell (i, low[i] + k), infinite
    where it would start outside of the band.
    """
    best, chosen = _forward(band, costs, sizes)
    path = _trace(band, chosen, sizes)
    if path is None or touches(band, path):
        return None
    if not rivals:
        return [Step(*place, 0.0, 0.0) for place in path]
    return _with_rivals(band, costs, sizes, best, path)


def _with_rivals(
    band: Band,
    costs: Floats,
    sizes: Sequence[tuple[int, int]],
    best: Floats,
    path: list[tuple[int, int, int]],
) -> list[Step]:
    """Every step with its lead over the best path that covers its segments in another way."""
    import numpy as np

    starting = _starting(band, costs, sizes)
    through = _backward(band, starting, sizes)[1] + best[:, None, :]
    total = best[-1, band.columns - 1 - band.low[-1]]
    row, column, move = (np.array(part, dtype=np.int64) for part in zip(*path, strict=True))
    own = starting[row, move, column - band.low[row]]
    rival = _left_rivals(through, sizes, row, move)
    alone = [k for k, (_, _, m) in enumerate(path) if not sizes[m][0]]
    for k in alone:
        rival[k] = _right_rival(band, through, sizes, path[k])
    lead = np.maximum(0.0, rival - total)
    return [Step(*place, float(cost), float(more)) for place, cost, more in zip(path, own, lead, strict=True)]


def _left_rivals(through: Floats, sizes: Sequence[tuple[int, int]], row: Ints, move: Ints) -> Floats:
    """For every step, the cheapest path that covers its first left segment by another bead."""
    import numpy as np

    first = through.min(axis=2)
    second = (
        np.partition(through, 1, axis=2)[:, :, 1] if through.shape[2] > 1 else np.full_like(first, np.inf)
    )
    rival = np.full(len(row), np.inf)
    for other, (a, _) in enumerate(sizes):
        for back in range(min(a, int(row.max(initial=0)) + 1)):
            start = row - back
            same = (move == other) & (back == 0)
            cost = np.where(same, second[start, other], first[start, other])
            rival = np.minimum(rival, np.where(start >= 0, cost, np.inf))
    return rival


def _right_rival(
    band: Band, through: Floats, sizes: Sequence[tuple[int, int]], step: tuple[int, int, int]
) -> float:
    """The cheapest path that covers the right segment of a 0-1 step by another bead."""
    import numpy as np

    row, column, move = step
    rival = np.inf
    for other, (_, b) in enumerate(sizes):
        for start in range(column - b + 1, column + 1):
            if start < 0:
                continue
            first = int(np.searchsorted(band.low, start - band.width + 1))
            last = int(np.searchsorted(band.low, start, side="right"))
            rows = np.arange(first, last)
            costs = through[rows, other, start - band.low[rows]]
            if other == move:
                costs = np.where(rows == row, np.inf, costs)
            rival = min(rival, float(costs.min(initial=np.inf)))
    return rival
