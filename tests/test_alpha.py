from __future__ import annotations

import random
from functools import partial
from math import isclose
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from cxtext.alpha import alpha, interval, nominal, ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    Units = list[list[int | None]]

# The reliability data of Krippendorff (2011), section E: four observers (rows), twelve units, cells missing.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def given_values(units: Units) -> list[list[int]]:
    """The units without their missing cells."""
    return [[value for value in unit if value is not None] for unit in units]


@pytest.mark.parametrize(("distance", "expected"), [(nominal, 0.743), (interval, 0.849), (ratio, 0.797)])
def test_the_published_example(distance: Callable[[float, float], float], expected: float) -> None:
    """The alphas of the data with missing cells are those that the source prints."""
    units = given_values([list(unit) for unit in zip(*OBSERVERS, strict=True)])
    assert alpha(units, distance) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "distance", "expected"),
    [
        # 4 of 6 values agree: observed 2 · 1 = 2, expected 2 · 3 · 3 / 5 = 18 / 5; 1 - 2 · 5 / 18.
        ([["a", "a"], ["b", "b"], ["a", "b"]], nominal, 1 - 10 / 18),
        # Two coders who never agree on two categories: worse than chance.
        ([["a", "b"], ["b", "a"]], nominal, 1 - 4 * 3 / 8),
        # 10 and 12, 20 and 20: observed 2 · 4, expected over 10, 12, 20, 20: 2 · (4 + 2 · 100 + 2 · 64).
        ([[10, 12], [20, 20]], interval, 1 - 3 * 8 / 664),
        # A unit of three counts each of its pairs half.
        ([[1, 1, 2], [2, 2]], nominal, 1 - 4 * (2 * 2 / 2) / (2 * 2 * 3)),
        # Opposite numbers are as far apart as numbers can be.
        ([[5, -5], [5, 5]], ratio, 1 - 3 * 2 / 6),
        ([[0, 0], [4, 4]], ratio, 1.0),
    ],
)
def test_by_hand(
    units: list[list[object]], distance: Callable[[float, float], float], expected: float
) -> None:
    """Cases small enough for paper."""
    assert alpha(units, distance) == pytest.approx(expected)


@pytest.mark.parametrize("units", [[], [[]], [["a"]], [["a"], ["b"]], [["a", "a"], ["a", "a", "a"]]])
def test_where_alpha_is_not_defined(units: list[list[str]]) -> None:
    """Nothing to pair, or nothing that varies: no number at all, least of all 0 or 1."""
    assert alpha(units) is None


def test_a_lone_value_counts_for_nothing() -> None:
    """A unit that only one coder judged changes neither side."""
    units = [["a", "a"], ["b", "b"], ["a", "b"]]
    assert alpha([*units, ["c"], []]) == alpha(units)


cells = st.none() | st.integers(1, 6)
tables = st.lists(st.lists(cells, min_size=4, max_size=4), min_size=2, max_size=8)


@given(tables, st.sampled_from([(nominal, binary_distance), (interval, interval_distance)]))
def test_nltk_says_the_same(
    units: Units, distances: tuple[Callable[..., float], Callable[..., float]]
) -> None:
    """NLTK's alpha, fed with the present cells alone, is an independent oracle."""
    ours, theirs = distances
    found = alpha(given_values(units), ours)
    assume(found is not None)
    triples = [
        (f"coder {coder}", f"unit {unit}", value)
        for unit, values in enumerate(units)
        for coder, value in enumerate(values)
        if value is not None
    ]
    assert isclose(found or 0.0, AnnotationTask(triples, distance=theirs).alpha(), abs_tol=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_order_does_not_matter(units: Units, chance: object) -> None:
    """Units and coders in any order give the same number, to the last bit."""
    values = given_values(units)
    mixed = [list(unit) for unit in values]
    for unit in mixed:
        chance.shuffle(unit)  # type: ignore[attr-defined]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for distance in (nominal, interval, ratio):
        assert alpha(values, distance) == alpha(mixed, distance)


def test_many_values() -> None:
    """However many different values there are, the number is that of going through all pairs."""
    chance = random.Random(7)
    units = [[chance.randint(-900, 900) for _ in range(chance.randint(1, 4))] for _ in range(200)]
    assert len({value for unit in units for value in unit}) > 300
    for distance in (nominal, interval, ratio):
        plainly = alpha(units, partial(distance))
        assert plainly is not None
        assert alpha(units, distance) == pytest.approx(plainly, rel=1e-9)
