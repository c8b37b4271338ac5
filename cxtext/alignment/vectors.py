"""An optional encoder as one more term: how alike two stretches are in meaning.

The cosine of two stretches is set against that of random pairs of segments of the two texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.errors import CxtextError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt

    from cxtext.alignment.band import Band

    Floats = npt.NDArray[np.float64]

WEIGHT = 4.0
"""Nats per standard deviation (2 to 6 did equally well on news and fiction)."""


class Vectors(NamedTuple):
    """Vectors of length 1 and lengths of the segments of both sides; mean and spread of random cosines."""

    left: Floats
    right: Floats
    left_size: Floats
    right_size: Floats
    mean: float
    deviation: float


def prepared(
    encoder: Callable[[Sequence[str]], npt.ArrayLike], texts: Sequence[Sequence[str]], sizes: Sequence[Floats]
) -> Vectors:
    """Encode both texts, and measure the cosines of pairs that have nothing to do with each other."""
    import numpy as np

    left, right = (_unit(np.asarray(encoder(side), dtype=np.float64), len(side)) for side in texts)
    # A fixed stride visits pairs of all distances; equal texts would otherwise meet their own lines.
    rows = np.arange(min(2000, len(left) * len(right)))
    other = (rows * 13 + rows // len(right)) % len(right)
    cosines = np.einsum("ij,ij->i", left[rows * 7 % len(left)], right[other])
    return Vectors(left, right, sizes[0], sizes[1], float(cosines.mean()), max(0.02, float(cosines.std())))


def _unit(matrix: Floats, count: int) -> Floats:
    import numpy as np

    if matrix.ndim != 2 or len(matrix) != count:
        raise CxtextError(
            f"The encoder gave an array of shape {matrix.shape} for {count} segments",
            hint="An encoder returns one row of numbers for each string",
        )
    result: Floats = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return result


def mirrored(vectors: Vectors) -> Vectors:
    """The same with the sides exchanged."""
    return vectors._replace(
        left=vectors.right, right=vectors.left, left_size=vectors.right_size, right_size=vectors.left_size
    )


def _stretches(vectors: Floats, size: Floats, part: range, count: int) -> Floats:
    """The mean vector of the `count` segments that end at each place of a block, weighted by length."""
    import numpy as np

    weighted = (vectors * size[:, None])[part.start : part.stop]
    result = np.zeros((len(part) + 1, vectors.shape[1]))
    for back in range(count):
        result[count:] += weighted[count - 1 - back : len(part) - back]
    return _unit(result, len(result))


def cells(vectors: Vectors, band: Band, size: tuple[int, int], blocks: tuple[range, range]) -> Floats:
    """Evidence in nats for a bead of `size` that ends at every cell of the band of one block."""
    import numpy as np

    if size[0] > len(blocks[0]) or size[1] > len(blocks[1]):
        return np.zeros((band.rows, band.width))
    left = _stretches(vectors.left, vectors.left_size, blocks[0], size[0])
    right = _stretches(vectors.right, vectors.right_size, blocks[1], size[1])
    lows = band.low.tolist()
    cosine = np.stack([right[low : low + band.width] @ row for low, row in zip(lows, left, strict=True)])
    z = (cosine - vectors.mean) / vectors.deviation
    # A further segment must earn half a deviation, or every sentence would take its neighbours along.
    result: Floats = WEIGHT * (z - 1 - 0.5 * (sum(size) - 2))
    return result
