"""Evidence of keys: what it says for a bead that both of its sides hold the same ones.

A key that a bead's sides share speaks for it by the chance of being copied against the chance of
being there by luck, which grows with the size of the bead; one that only one side has speaks against it.
Keys count once for a whole bead (their union), so that large beads gain nothing by repetition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.alignment.anchors import chance_of_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from cxtext.alignment.band import Band

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Keys = Sequence[frozenset[str]]
    Groups = Sequence[tuple[Sequence[int], Sequence[int]]]

STRENGTH = 2.0
"""How many sightings the prior chance of a key's kind is worth."""
STRUCTURE = frozenset("&?")
"""Kinds of keys (role, question) that tell something however many segments have them."""
NUMBER = "#"
"""The kind of key that tells something even when the other text has it nowhere: a number is seldom lost."""
FEW = 8
"""In texts shorter than this, every key counts."""
SURE = 0.9
"""No key is copied more surely than this."""


class Postings(NamedTuple):
    """Which segments of one side hold which key, as two columns sorted by key, then segment."""

    key: Ints
    segment: Ints


class Weights(NamedTuple):
    """Per key: chance of a copy, left to right and back, as seen with and without its own bead; frequency."""

    forth: Floats
    back: Floats
    forth_without: Floats
    back_without: Floats
    left_share: Floats
    right_share: Floats


class Vocabulary(NamedTuple):
    """The keys that tell something, and where they stand."""

    names: tuple[str, ...]
    left: Postings
    right: Postings


def _places(side: Keys, known: frozenset[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for segment, found in enumerate(side):
        for key in found & known:
            places.setdefault(key, []).append(segment)
    return places


def _postings(places: Mapping[str, list[int]], names: Sequence[str]) -> Postings:
    import numpy as np

    counts = [len(places.get(name, ())) for name in names]
    segments = [segment for name in names for segment in places.get(name, ())]
    return Postings(np.repeat(np.arange(len(names)), counts), np.array(segments, dtype=np.int64))


def vocabulary(left: Keys, right: Keys) -> Vocabulary:
    """The shared keys and all numbers; of keys that always stand together one (a name is no three facts)."""
    known = frozenset().union(*left) & frozenset().union(*right)
    known |= {key for side in (left, right) for found in side for key in found if key[:1] == NUMBER}
    lefts, rights = _places(left, known), _places(right, known)
    # A key of every third segment tells next to nothing and costs the most, unless it is structure.
    limit = 0.1 * len(left) * len(right)
    tells = [
        key
        for key in sorted(known)
        if len(lefts.get(key, ())) * len(rights.get(key, ())) < limit
        or key[:1] in STRUCTURE
        or max(len(left), len(right)) < FEW
    ]
    once = {
        (tuple(lefts.get(key, ())), tuple(rights.get(key, ()))): key
        for key in sorted(tells, key=chance_of_copy)
    }
    names = tuple(sorted(once.values()))
    return Vocabulary(names, _postings(lefts, names), _postings(rights, names))


def _together(words: Vocabulary, left_bead: Ints, right_bead: Ints) -> tuple[Ints, Ints, Ints]:
    """Per key: beads that hold it on both sides, on the left, on the right."""
    import numpy as np

    count, beads = len(words.names), int(max(left_bead.max(initial=0), right_bead.max(initial=0))) + 1
    lefts = np.unique(words.left.key * beads + left_bead[words.left.segment])
    rights = np.unique(words.right.key * beads + right_bead[words.right.segment])
    both = np.intersect1d(lefts, rights, assume_unique=True)
    tallies = [np.bincount(codes // beads, minlength=count) for codes in (both, lefts, rights)]
    return tallies[0], tallies[1], tallies[2]


def weights(words: Vocabulary, sizes: tuple[int, int], beads: tuple[Ints, Ints] | None = None) -> Weights:
    """The chances of every key: of its kind alone, or refined by the bead numbers of a first pass."""
    import numpy as np

    count = len(words.names)
    prior: Floats = np.array([chance_of_copy(name) for name in words.names], dtype=np.float64)
    left_share = (np.bincount(words.left.key, minlength=count) + 0.5) / (sizes[0] + 1)
    right_share = (np.bincount(words.right.key, minlength=count) + 0.5) / (sizes[1] + 1)
    if beads is None:
        return Weights(prior, prior, prior, prior, left_share, right_share)
    both, lefts, rights = _together(words, *beads)
    prior = _by_kind(words.names, prior, both, (lefts + rights) / 2)
    chances = [_chance(both - less, seen - less, prior) for less in (0, 1) for seen in (lefts, rights)]
    return Weights(chances[0], chances[1], chances[2], chances[3], left_share, right_share)


def _chance(both: Ints, seen: Ints, prior: Floats) -> Floats:
    import numpy as np

    result: Floats = (np.maximum(0, both) + STRENGTH * prior) / (np.maximum(0, seen) + STRENGTH)
    return np.minimum(SURE, result)


def _by_kind(names: Sequence[str], prior: Floats, both: Ints, seen: Floats) -> Floats:
    """The chance of a copy per kind of key, from how often its keys were copied in the first pass."""
    import numpy as np

    kinds = np.array([ord(name[0]) if name else 0 for name in names])
    result = prior.copy()
    for kind in sorted(set(kinds.tolist())):
        own = kinds == kind
        result[own] = (both[own].sum() + 10 * prior[own]) / (seen[own].sum() + 10)
    return np.clip(result, 0.02, SURE)


def _stretches(postings: Postings, size: int, segments: range) -> tuple[Ints, Ints]:
    """(key, end of stretch) of every stretch of `size` segments that holds the key, sorted; ends from 0."""
    import numpy as np

    inside = (postings.segment >= segments.start) & (postings.segment < segments.stop)
    key, first = postings.key[inside], postings.segment[inside] - segments.start
    width = len(segments) + 1
    codes = np.concatenate([key * width + first + step for step in range(1, size + 1)])
    if size > 1:
        codes.sort(kind="stable")  # merges the sorted runs
        codes = codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes
    end = codes % width
    # An end below `size` cannot be; one past the last segment has run over into the next key's 0.
    whole = end >= size
    return codes[whole] // width, end[whole]


def _penalty(key: Ints, end: Ints, chance: Floats, count: int) -> Floats:
    import numpy as np

    return np.asarray(np.bincount(end, np.log1p(-chance[key]), count), dtype=np.float64)


def _gain(table: Weights, size: tuple[int, int], without: bool) -> Floats:
    """Per key, what sharing it is worth in a bead of this size, over missing it on both sides."""
    import numpy as np

    def way(chance: Floats, share: Floats, count: int) -> Floats:
        luck = 1 - (1 - np.minimum(share, 0.95)) ** count
        result: Floats = np.log((chance + (1 - chance) * luck) / luck)
        return result

    forth, back = (table.forth_without, table.back_without) if without else (table.forth, table.back)
    shared = 0.5 * (way(forth, table.right_share, size[1]) + way(back, table.left_share, size[0]))
    result: Floats = shared - np.log1p(-table.forth) - np.log1p(-table.back)
    return result


class Evidence(NamedTuple):
    """All that the keys say: hand it to :func:`cells` with a band and the size of a bead."""

    words: Vocabulary
    table: Weights
    beads: tuple[Ints, Ints] | None = None


def cells(evidence: Evidence, band: Band, size: tuple[int, int], blocks: tuple[range, range]) -> Floats:
    """Evidence in nats for a bead of `size` that ends at every cell of the band of one block."""
    import numpy as np

    words, table = evidence.words, evidence.table
    shape = (band.rows, band.width)
    if not words.names:
        return np.zeros(shape)
    left_key, left_end = _stretches(words.left, size[0], blocks[0])
    right_key, right_end = _stretches(words.right, size[1], blocks[1])
    missed = _penalty(left_key, left_end, table.forth, band.rows)[:, None]
    missed = missed + _penalty(right_key, right_end, table.back, band.columns)[band.column]
    row, column, key = _meetings(band, (left_key, left_end), (right_key, right_end))
    worth = _gain(table, size, without=False)[key]
    if evidence.beads is not None:
        own = _overlap(evidence.beads, size, row + blocks[0].start, column + blocks[1].start)
        worth = np.where(own, _gain(table, size, without=True)[key], worth)
    place = row * band.width + column - band.low[row]
    found: Floats = missed + np.bincount(place, worth, band.rows * band.width).reshape(shape)
    return found


def _meetings(band: Band, left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """(row, column, key) wherever stretches of both sides meet inside the band with the same key."""
    import numpy as np

    width = band.columns + 1
    codes = right[0] * width + right[1]
    low = left[0] * width + band.low[left[1]]
    start = np.searchsorted(codes, low)
    many = np.searchsorted(codes, low + band.width) - start
    total = np.cumsum(many)
    index = np.arange(total[-1] if len(total) else 0) + np.repeat(start - total + many, many)
    return np.repeat(left[1], many), right[1][index], np.repeat(left[0], many)


def _overlap(
    beads: tuple[Ints, Ints], size: tuple[int, int], row: Ints, column: Ints
) -> npt.NDArray[np.bool_]:
    """Whether the bead that ends at each cell touches a bead of the first pass on both of its sides."""
    first, last = beads[0][row - size[0]], beads[0][row - 1]
    low, high = beads[1][column - size[1]], beads[1][column - 1]
    result: npt.NDArray[np.bool_] = (first <= high) & (low <= last)
    return result


def numbered(groups: Groups, sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """The bead number of every segment, of both sides."""
    import numpy as np

    sides = (np.zeros(sizes[0], dtype=np.int64), np.zeros(sizes[1], dtype=np.int64))
    for number, group in enumerate(groups):
        for side, segments in zip(sides, group, strict=True):
            side[list(segments)] = number
    return sides
