"""Alignment of two lists of segments: length, keys, roles, a learned lexicon, an optional encoder.

The first pass runs in a band around the diagonal with prior knowledge only; the next ones around the path
found, with everything estimated again from it (length ratio and spread, chances of the keys, shares of
the kinds of bead, the lexicon).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import tanh
from typing import TYPE_CHECKING, NamedTuple

from cxtext.alignment import anchors, band, evidence, inversion, lengths, lexicon, vectors
from cxtext.alignment.bead import Bead, Move, mirrored, moves
from cxtext.errors import CxtextError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from cxtext.alignment.evidence import Groups

    Floats = npt.NDArray[np.float64]

Encoder = Callable[[Sequence[str]], "npt.ArrayLike"]
"""From n strings to a matrix of n rows, one vector each."""

REACH = 50
"""Half the width of the first band, in segments; doubled while the path touches its edge."""
NARROW = 16
"""The same for the later bands, which follow the path found before."""
ENOUGH = 8
"""Below so many beads nothing is estimated."""
PASSES = 3
ASIDE = 1.5
"""Cost of a headline, byline or the like that exists on one side only."""
ENDINGS = frozenset(".!?…。！؟۔।॥።:;\"'”’»«)]" + "".join(sorted(anchors.QUESTIONS)))


class Side(NamedTuple):
    """One text: lengths in romanised characters, keys, words, and segments that look like headlines."""

    sizes: Floats
    keys: list[frozenset[str]]
    stems: list[frozenset[str]]
    asides: frozenset[int]


class Model(NamedTuple):
    """What one pass knows."""

    sizes: lengths.Lengths
    keys: evidence.Evidence
    moves: tuple[Move, ...]


class Task(NamedTuple):
    """What stays the same over all passes."""

    left: Side
    right: Side
    blocks: tuple[tuple[range, range], ...]
    moves: tuple[Move, ...]
    inversions: bool
    vectors: vectors.Vectors | None


def _asides(texts: Sequence[str], sizes: Floats) -> frozenset[int]:
    """Up to three short lines without a full stop at the start and the end, in a text that has full stops."""
    import numpy as np

    if not len(texts):
        return frozenset()
    closed = [text.rstrip()[-1:] in ENDINGS for text in texts]
    if sum(closed) < 0.6 * len(texts):
        return frozenset()
    short = [not done and size < float(np.median(sizes)) for done, size in zip(closed, sizes, strict=True)]
    first = next((i for i, aside in enumerate(short) if not aside), len(short))
    last = next((i for i, aside in enumerate(reversed(short)) if not aside), len(short))
    return frozenset(range(min(first, 3))) | frozenset(range(len(texts) - min(last, 3), len(texts)))


def _side(texts: Sequence[str], extra: Sequence[frozenset[str]] | None, roles: Sequence[str] | None) -> Side:
    import numpy as np

    for name, given in (("keys", extra), ("roles", roles)):
        if given is not None and len(given) != len(texts):
            raise CxtextError(
                f"{len(given)} {name} for {len(texts)} segments", hint=f"Give one of {name} for each segment"
            )
    # The 3 keeps empty and very short segments from having infinite ratios.
    sizes = np.array([len(anchors.romanised(text)) + 3.0 for text in texts])
    own = anchors.per_segment(texts, anchors.keys)
    for given in (extra, [frozenset({"&" + role}) for role in roles] if roles is not None else None):
        own = [one | two for one, two in zip(own, given, strict=True)] if given is not None else own
    return Side(sizes, own, anchors.per_segment(texts, anchors.stems), _asides(texts, sizes))


def _costs(
    task: Task, model: Model, lane: band.Band, block: tuple[range, range]
) -> dict[tuple[int, int], Floats]:
    """The cost of every move at every cell of the band of one block."""
    import numpy as np

    result: dict[tuple[int, int], Floats] = {}
    for move in model.moves:
        size = (move.left, move.right)
        _, inside = band.sources(lane, *size)
        if 0 in size:
            cost = _null_costs(task, move, lane, block)
        else:
            cost = move.cost - evidence.cells(model.keys, lane, size, block)
            cost[inside] -= _fit(task, model, lane, size, block)[inside]
            if task.vectors is not None:
                cost -= vectors.cells(task.vectors, lane, size, block)
        # Half the memory; rounding is far below what a cost means.
        result[size] = np.where(inside, cost, np.inf).astype(np.float32)
    return result


def _fit(
    task: Task, model: Model, lane: band.Band, size: tuple[int, int], block: tuple[range, range]
) -> Floats:
    """Evidence of length at every cell; cells where the stretch would start before the text hold anything."""
    import numpy as np

    left = lengths.spans(task.left.sizes, size[0])
    right = lengths.spans(task.right.sizes, size[1])
    if not len(left.size) or not len(right.size):
        return np.zeros((lane.rows, lane.width))
    rows = np.arange(lane.rows)[:, None] + block[0].start - size[0]
    columns = lane.column + block[1].start - size[1]
    rows, columns = rows.clip(0, len(left.size) - 1), columns.clip(0, len(right.size) - 1)
    return lengths.fit(left, right, rows, columns, model.sizes)


def _null_costs(task: Task, move: Move, lane: band.Band, block: tuple[range, range]) -> Floats:
    """The cost of a segment without a counterpart: its prior, less for what looks like a headline."""
    import numpy as np

    side, part = (task.left, block[0]) if move.left else (task.right, block[1])
    each = np.array([0.0] + [min(ASIDE, move.cost) if i in side.asides else move.cost for i in part])
    cells = each[:, None] + np.zeros((lane.rows, lane.width)) if move.left else each[lane.column]
    result: Floats = cells
    return result


Identity = tuple[list[str], list[list[str]], list[str]]
Found = list[tuple[range, range, float, float]]
"""Beads of one block: left, right, cost, lead over the best rival."""
Placed = tuple[tuple[int, ...], tuple[int, ...], float, float]
"""The same for one bead, with indices into the whole texts."""


def _in_band(
    task: Task, model: Model, lane: band.Band, block: tuple[range, range], final: bool
) -> Found | None:
    """The best alignment of one block inside a band, or None if the band is too narrow."""
    import numpy as np

    costs = _costs(task, model, lane, block)
    sizes = list(costs)
    turned = inversion.inversions(lane, costs) if task.inversions else None
    plain = len(sizes) - 1
    tables = list(costs.values())
    if turned is not None:
        sizes[plain:plain] = turned.sizes
        tables[plain:plain] = turned.costs
    steps = band.shortest(lane, np.stack(tables, axis=1), sizes, rivals=final)
    if steps is None:
        return None
    found: Found = []
    for row, column, move, cost, lead in steps:
        a, b = sizes[move]
        if turned is not None and plain <= move < len(sizes) - 1:
            pieces = inversion.unfolded(lane, costs, turned, move - plain, (row, column))
            found += [(*piece, lead) for piece in pieces]
        else:
            found.append((range(row, row + a), range(column, column + b), cost, lead))
    return found


def _block(task: Task, model: Model, block: tuple[range, range], before: Groups | None, final: bool) -> Found:
    """The best alignment of one block, in a band that grows while the path touches its edge."""
    left, right = (side.sizes[part.start : part.stop] for side, part in zip(task[:2], block, strict=True))
    if not len(left) or not len(right):
        return _alone(model, block)
    reach = REACH if before is None else NARROW
    track = None if before is None else _track(before, block)
    while True:
        if track is None:
            lane = band.diagonal(left, right, reach)
        else:
            lane = band.around(*track, reach, len(right) + 1)
        found = _in_band(task, model, lane, block, final)
        if found is not None:
            return found
        reach *= 2


def _alone(model: Model, block: tuple[range, range]) -> Found:
    """A block with segments on one side only."""
    costs = {bool(move.left): move.cost for move in model.moves if 0 in (move.left, move.right)}
    lefts: Found = [(range(k, k + 1), range(0), costs[True], 9.0) for k in range(len(block[0]))]
    return lefts + [(range(0), range(k, k + 1), costs[False], 9.0) for k in range(len(block[1]))]


def _track(before: Groups, block: tuple[range, range]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The columns that the path of the pass before visits in each row of a block (with inversions: spans)."""
    import numpy as np

    rows = len(block[0]) + 1
    low, high = np.full(rows, len(block[1])), np.zeros(rows, dtype=np.int64)
    low[0] = 0
    row = column = 0
    for lefts, rights in before:
        if (lefts and lefts[0] in block[0]) or (rights and rights[0] in block[1]):
            end = max(row, (lefts[-1] - block[0].start + 1) if lefts else 0)
            stop = max(column, (rights[-1] - block[1].start + 1) if rights else 0)
            low[row : end + 1] = np.minimum(low[row : end + 1], column)
            high[row : end + 1] = np.maximum(high[row : end + 1], stop)
            row, column = end, stop
    return low, high


def _aligned(task: Task, model: Model, before: Groups | None, final: bool) -> list[Placed]:
    """All blocks, with indices into the whole texts."""
    result = []
    for one, two in task.blocks:
        for left, right, cost, lead in _block(task, model, (one, two), before, final):
            lefts, rights = tuple(one[k] for k in left), tuple(two[k] for k in right)
            result.append((lefts, rights, cost, lead))
    return result


def _relearned(task: Task, model: Model, groups: Groups) -> Model:
    """The model estimated again from an alignment."""
    left, right = task.left, task.right
    singles = ((left.sizes[a[0]], right.sizes[b[0]]) for a, b in groups if len(a) == len(b) == 1)
    words = lexicon.learned(left.stems, right.stems, groups)
    both = [
        [own | paired for own, paired in zip(side.keys, pairs, strict=True)]
        for side, pairs in zip((left, right), words, strict=True)
    ]
    beads = evidence.numbered(groups, (len(left.keys), len(right.keys)))
    known = evidence.vocabulary(both[0], both[1])
    table = evidence.weights(known, (len(left.keys), len(right.keys)), beads)
    sizes = lengths.refined(singles, model.sizes)
    return Model(sizes, evidence.Evidence(known, table, beads), _counted(task.moves, groups))


def _counted(priors: tuple[Move, ...], groups: Groups) -> tuple[Move, ...]:
    """The priors of the moves, counted in an alignment; both orders of a size share their count."""
    worth = 40.0
    tally: dict[tuple[int, int], int] = {}
    for a, b in groups:
        size = (max(len(a), len(b)), min(len(a), len(b)))
        tally[size] = tally.get(size, 0) + 1
    return tuple(
        move._replace(prior=(share * tally.get(size, 0) + worth * move.prior) / (len(groups) + worth))
        for move in priors
        for size in [(max(move[:2]), min(move[:2]))]
        for share in [1.0 if size[0] == size[1] else 0.5]
    )


def _solve(task: Task) -> tuple[Bead, ...]:
    sizes = (len(task.left.keys), len(task.right.keys))
    known = evidence.vocabulary(task.left.keys, task.right.keys)
    table = evidence.weights(known, sizes)
    guess = lengths.first_guess(task.left.sizes, task.right.sizes)
    model = Model(guess, evidence.Evidence(known, table), task.moves)
    # Short texts need one pass only: any bead holds a segment, so few segments make few beads.
    few = max(sizes) < ENOUGH
    found = _aligned(task, model, None, few)
    for to_come in reversed(range(0 if few else PASSES - 1)):
        groups = [(a, b) for a, b, _, _ in found]
        model = _relearned(task, model, groups) if len(found) >= ENOUGH else model
        found = _aligned(task, model, groups, not to_come)
    return tuple(Bead(a, b, round(cost, 6), _confidence(lead)) for a, b, cost, lead in found)


def _confidence(lead: float) -> float:
    """How much likelier the alignment is with the bead than without: (p - q) / (p + q) of the two best."""
    return round(tanh(0.5 * lead), 6)


def beads(
    left: Sequence[str],
    right: Sequence[str],
    *,
    keys: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
    roles: tuple[Sequence[str], Sequence[str]] | None = None,
    inversions: bool = False,
    most: tuple[int, int] = (4, 1),
    blocks: Sequence[tuple[range, range]] | None = None,
    encoder: Encoder | None = None,
) -> tuple[Bead, ...]:
    """The alignment of two texts as scored beads, in the order of the left text.

    Args:
        left, right: the segments (turns or sentences) of the two texts.
        keys: more keys for each segment, besides those of :func:`keys` (:func:`number_key` for number words).
        roles: the role of each segment (who speaks), as strings that both texts use alike.
        inversions: neighbouring blocks of up to three segments may change places.
        most: the largest bead and what it may stand against: (4, 1) is up to 4-1 and 1-4, and 2-2.
        blocks: pairs of ranges (beads of a coarser level) that no bead may leave; together they
            cover both texts. Estimates are still taken from the whole texts. Default: one block.
        encoder: from strings to vectors whose cosine tells how alike they are in meaning.

    Every segment of both sides is in exactly one bead. ``beads(b, a)`` is the mirror image of
    ``beads(a, b)``. Raises CxtextError when `keys`, `roles` or `blocks` do not fit the texts.
    """
    given = [list(side) for side in (left, right)]
    extra, role = keys or (None, None), roles or (None, None)
    # One orientation for every pair of texts, so that ties are broken alike in both.
    turned = _identity(given[1], extra[1], role[1]) < _identity(given[0], extra[0], role[0])
    sides = [_side(given[k], extra[k], role[k]) for k in (0, 1)]
    parts = _checked(blocks, (len(given[0]), len(given[1])))
    meaning = None
    if encoder is not None and all(given):
        meaning = vectors.prepared(encoder, given, [side.sizes for side in sides])
    if turned:
        sides, parts = sides[::-1], [(two, one) for one, two in parts]
        meaning = vectors.mirrored(meaning) if meaning else None
    found = _solve(Task(sides[0], sides[1], tuple(parts), moves(most), inversions, meaning))
    return _ordered([mirrored(bead) for bead in found] if turned else found)


def _identity(
    texts: list[str], extra: Sequence[frozenset[str]] | None, roles: Sequence[str] | None
) -> Identity:
    return texts, [sorted(found) for found in extra or ()], list(roles or ())


def _ordered(found: Sequence[Bead]) -> tuple[Bead, ...]:
    """Beads in the order of their left side; those without one stay behind their neighbour."""
    keyed: list[tuple[int, int, Bead]] = []
    last = -1
    for place, bead in enumerate(found):
        last = bead.left[-1] if bead.left else last
        keyed.append((last, place, bead))
    return tuple(bead for _, _, bead in sorted(keyed, key=lambda entry: entry[:2]))


def _checked(
    blocks: Sequence[tuple[range, range]] | None, sizes: tuple[int, int]
) -> list[tuple[range, range]]:
    """The blocks, or the one that holds everything."""
    if blocks is None:
        return [(range(sizes[0]), range(sizes[1]))]
    for side in (0, 1):
        covered = sorted(k for block in blocks for k in block[side])
        if covered != list(range(sizes[side])) or any(block[side].step != 1 for block in blocks):
            raise CxtextError(
                "The blocks do not cover the segments once",
                hint="Give neighbouring ranges, each segment in one block",
            )
    return list(blocks)


def align(
    left: Sequence[str],
    right: Sequence[str],
    *,
    languages: tuple[str | None, str | None] = (None, None),  # noqa: ARG001 (part of the contract)
    encoder: Encoder | None = None,
) -> list[tuple[list[int], list[int]]]:
    """Which segments of two texts correspond: ``[([0], [0]), ([1, 2], [1]), …]``, indices from 0.

    Every segment occurs once and in order; an empty list means "no counterpart". The result does not
    depend on `languages` (tags): all that differs between languages is estimated from the texts.
    `encoder` takes strings and returns a matrix of vectors; without one, lengths and keys decide.

    >>> align(["Yes.", "84 percent."], ["Jā.", "84 procenti."])
    [([0], [0]), ([1], [1])]
    """
    return [(list(bead.left), list(bead.right)) for bead in beads(left, right, encoder=encoder)]
