"""A lexicon learned from a first alignment: which words of the two texts keep standing together.

Each word gets at most one partner (competitive linking, Melamed 2000). The pairs become keys like any
other, so that :mod:`evidence` weighs them, and weighs them without a bead's own contribution there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from cxtext.alignment.evidence import Groups, Keys

    Ints = npt.NDArray[np.int64]

SEEN = 3
"""How often a pair must have been seen."""
LARGEST = 4000
"""Beads with more pairs of words than this teach nothing."""


def _numbers(side: Keys) -> dict[str, int]:
    return {stem: number for number, stem in enumerate(sorted(frozenset().union(*side)))}


def _held(side: Keys, segments: Sequence[int], numbers: dict[str, int]) -> list[int]:
    return sorted({numbers[stem] for segment in segments for stem in side[segment]})


def _counts(
    held: Sequence[tuple[list[int], list[int]]], sizes: tuple[int, int]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Codes of the pairs seen often enough, their counts, and the counts of the words of both sides."""
    import numpy as np

    codes = [
        (np.array(lefts, dtype=np.int64)[:, None] * sizes[1] + np.array(rights, dtype=np.int64)).reshape(-1)
        for lefts, rights in held
    ]
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    often = counts >= SEEN
    left, right = (
        np.bincount(np.array([word for words in side for word in words], dtype=np.int64), minlength=size)
        for side, size in zip(zip(*held, strict=True), sizes, strict=True)
    )
    return pairs[often], counts[often], left, right


def learned(left: Keys, right: Keys, groups: Groups) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Per segment the keys ``=number`` of the learned pairs it holds one half of."""
    import numpy as np

    numbers = _numbers(left), _numbers(right)
    held = [(_held(left, a, numbers[0]), _held(right, b, numbers[1])) for a, b in groups if a and b]
    held = [(a, b) for a, b in held if 0 < len(a) * len(b) <= LARGEST]
    if not held:
        return [frozenset()] * len(left), [frozenset()] * len(right)
    sizes = (len(numbers[0]), len(numbers[1]))
    pairs, counts, lefts, rights = _counts(held, sizes)
    one, two = pairs // sizes[1], pairs % sizes[1]
    # Likelihood gain over independence; a pair must also be more often together than apart.
    score = counts * np.log(counts * len(held) / (lefts[one] * rights[two]))
    dice = 2 * counts / (lefts[one] + rights[two])
    good = np.flatnonzero((score > SEEN) & (dice > 0.3))
    order = good[np.lexsort((pairs[good], -score[good]))]
    return _linked((left, right), numbers, (one[order].tolist(), two[order].tolist()))


def _linked(
    sides: tuple[Keys, Keys],
    numbers: tuple[dict[str, int], dict[str, int]],
    pairs: tuple[list[int], list[int]],
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Competitive linking: the best pair first, each word once."""
    partner: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for one, two in zip(*pairs, strict=True):
        if one not in partner[0] and two not in partner[1]:
            partner[0][one] = partner[1][two] = f"={len(partner[0])}"
    lefts, rights = (
        [frozenset(known[number[stem]] for stem in found if number[stem] in known) for found in side]
        for side, number, known in zip(sides, numbers, partner, strict=True)
    )
    return lefts, rights
