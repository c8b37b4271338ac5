"""Lengths: how well two stretches of text fit each other by size alone.

After Gale & Church (1993), with three changes: ratio and spread are estimated from the texts at
hand, the likelihood is set against that of an unrelated stretch (so that a missing segment costs its
prior and nothing else), and its tails are Student's, since translators (and machines) do stray.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, pi
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

FREEDOM = 6.0
_NORM = lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2) - 0.5 * log(FREEDOM * pi)
SPREAD = 8.0
"""Prior variance of the length per character (Gale & Church: 6.8 for close pairs)."""
STRAY = 0.01
"""Variance of the log ratio that remains however long the stretches are."""
TRUST = 6.0
"""How many beads the priors are worth."""


class Lengths(NamedTuple):
    """log(right length / left length), and its variance times the length."""

    ratio: float
    spread: float = SPREAD


class Spans(NamedTuple):
    """All stretches of k segments of one side: log length, and log chance of such a length."""

    size: Floats
    logarithm: Floats
    chance: Floats


def first_guess(left: Floats, right: Floats) -> Lengths:
    """The ratio of the whole texts, drawn towards 1 for short ones (lengths are of romanised text)."""
    return Lengths(log((right.sum() + 300) / (left.sum() + 300)))


def spans(lengths: Floats, count: int) -> Spans:
    """The stretches of `count` neighbouring segments, in order of their last one."""
    return _spans(lengths.tobytes(), count)  # every block of a text asks for the same


@lru_cache(maxsize=128)
def _spans(data: bytes, count: int) -> Spans:
    import numpy as np

    lengths = np.frombuffer(data)
    total = np.concatenate([[0.0], np.cumsum(lengths)])
    size = total[count:] - total[:-count] if count <= len(lengths) else np.zeros(0)
    logarithm = np.log(size) if len(size) else size
    deviation = max(0.35, float(logarithm.std())) if len(size) > 2 else 0.7
    away = (logarithm - (logarithm.mean() if len(size) else 0.0)) / deviation
    return Spans(size, logarithm, -0.5 * away * away - log(deviation) - 0.5 * log(2 * pi))


def fit(left: Spans, right: Spans, rows: Ints, columns: Ints, model: Lengths) -> Floats:
    """log P(both lengths | they correspond) - log P(both lengths | chance), for index arrays."""
    import numpy as np

    away = right.logarithm[columns] - left.logarithm[rows] - model.ratio
    size = 0.5 * (left.size[rows] + exp(-model.ratio) * right.size[columns])
    variance = model.spread / size + STRAY
    likelihood = (
        _NORM - 0.5 * np.log(variance) - 0.5 * (FREEDOM + 1) * np.log1p(away * away / variance / FREEDOM)
    )
    result: Floats = likelihood - 0.5 * (left.chance[rows] + right.chance[columns])
    return result


def refined(pairs: Iterable[tuple[float, float]], prior: Lengths) -> Lengths:
    """Ratio and spread from the lengths of beads that hold one segment of each side."""
    import numpy as np

    sizes = np.array(sorted(pairs), dtype=np.float64).reshape(-1, 2)
    if not len(sizes):
        return prior
    away = np.log(sizes[:, 1] / sizes[:, 0])
    kept = sizes[np.abs(away - np.median(away)) < 0.8]
    known = log(kept[:, 1].sum() / kept[:, 0].sum())
    ratio = (known * len(kept) + prior.ratio * TRUST) / (len(kept) + TRUST)
    size = 0.5 * (kept[:, 0] + exp(-ratio) * kept[:, 1])
    error = np.maximum(0, (np.log(kept[:, 1] / kept[:, 0]) - ratio) ** 2 - STRAY) * size
    spread = float((error.sum() + SPREAD * TRUST) / (len(kept) + TRUST))
    return Lengths(ratio, min(60.0, max(2.0, spread)))
