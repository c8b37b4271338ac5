"""Krippendorff's alpha: how far several coders agree beyond chance, with missing cells and any distance.

After K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011): every unit (here a claim) with
*m* > 1 values contributes each ordered pair of its values with weight 1 / (m - 1) to the observed
disagreement; the expected one pairs all those values with one another. Alpha is 1 for perfect agreement, 0
for what chance would give, and below 0 for agreement worse than chance.
"""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Value = TypeVar("Value")

_MANY = 100
"""From so many different values on, numpy is worth its import."""


def nominal(left: object, right: object) -> float:
    """0 for the same category, 1 for another."""
    return float(left != right)


def interval(left: float, right: float) -> float:
    """The squared difference: 84 and 80 are as far apart as 8 and 4."""
    return (left - right) ** 2


def ratio(left: float, right: float) -> float:
    """The squared relative difference, 0…1: 80 and 40 are as far apart as 8 and 4."""
    return 0.0 if left == right else ((left - right) / (abs(left) + abs(right))) ** 2


def alpha(units: Iterable[Sequence[Value]], distance: Callable[[Any, Any], float] = nominal) -> float | None:
    """Alpha of `units`, each the values that its coders gave; who gave none is simply not in it.

    `distance` is the squared difference of two values: :func:`nominal`, :func:`interval`, :func:`ratio`,
    or any symmetric function that is 0 for equal values. Units with fewer than two values count for
    nothing. Returns None where alpha is not defined: nothing to pair, or all values the same.

    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"]])
    0.4444444444444444
    >>> alpha([[84, 84], [84]]) is None
    True
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    total: Counter[Value] = Counter()
    for unit in pairable:
        total.update(unit)
    count = total.total()
    expected = _expected(total, distance)
    if not expected:
        return None
    observed = fsum(sorted(_pairs(unit, distance) / (unit.total() - 1) for unit in pairable))
    return 1 - (count - 1) * observed / expected


def _pairs(values: Counter[Any], distance: Callable[[Any, Any], float]) -> float:
    """The sum of the distances of all ordered pairs; the sum is exact, so no order of values matters."""
    distinct = list(values.items())
    return 2 * fsum(
        many * others * distance(one, other)
        for place, (one, many) in enumerate(distinct)
        for other, others in distinct[place + 1 :]
    )


def _expected(values: Counter[Any], distance: Callable[[Any, Any], float]) -> float:
    """The same for the values of all units, of which there may be thousands."""
    if distance is nominal:
        return float(values.total() ** 2 - sum(many * many for many in values.values()))
    if distance not in (interval, ratio) or len(values) < _MANY:
        return _pairs(values, distance)
    import numpy as np

    distinct = sorted(values)
    numbers = np.array(distinct, dtype=float)
    counts = np.array([values[one] for one in distinct], dtype=float)
    sums = []
    for place in range(len(numbers) - 1):
        gaps = numbers[place + 1 :] - numbers[place]
        if distance is ratio:
            gaps /= np.abs(numbers[place + 1 :]) + abs(numbers[place])
        sums.append(float(counts[place] * np.dot(counts[place + 1 :], gaps * gaps)))
    return 2 * fsum(sums)
