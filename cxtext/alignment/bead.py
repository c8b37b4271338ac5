"""The values of an alignment: beads, and the moves (kinds of bead) an aligner may use."""

from __future__ import annotations

from math import log
from typing import NamedTuple


class Bead(NamedTuple):
    """Segments of two texts that correspond.

    ``left`` and ``right`` are 0-based indices; one of them is empty where the other text has no
    counterpart. ``cost`` is in nats, lower is better (0 is what chance would give). ``confidence``
    (0…1) compares the best alignment with the best one that does without this bead: 0 means that
    they are equally good.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    cost: float
    confidence: float


class Move(NamedTuple):
    """A kind of bead: how many segments of each side, and its prior probability."""

    left: int
    right: int
    prior: float

    @property
    def cost(self) -> float:
        """The prior as a cost in nats."""
        return -log(self.prior)


# Shares of the kinds of bead in translated prose; Gale & Church (1993) give .89, .099 (both
# orders together), .0099 and .011 for 1-1, 1-0, 2-1, 2-2; re-estimated from every first pass.
_PRIORS = {(1, 1): 0.85, (1, 0): 0.015, (2, 1): 0.045, (2, 2): 0.005, (3, 1): 0.006, (4, 1): 0.0015}
_RARE = 0.001


def moves(most: tuple[int, int]) -> tuple[Move, ...]:
    """The moves up to ``most`` segments against each other, in either order, 1-1 first, 0-1 last.

    (4, 1) gives 1-1, 2-1, 3-1, 4-1, their mirror images, 2-2 and the two nulls.
    """
    large, small = max(most), min(most)
    sizes = {(a, b) for a in range(1, large + 1) for b in range(1, small + 1)} | {(1, 1)}
    if large >= 2:
        sizes.add((2, 2))
    sizes |= {(b, a) for a, b in sizes}
    ordered = [*sorted(sizes, key=lambda size: (sum(size), size)), (1, 0), (0, 1)]
    return tuple(Move(a, b, _PRIORS.get((max(a, b), min(a, b)), _RARE)) for a, b in ordered)


def mirrored(bead: Bead) -> Bead:
    """The same bead seen from the other text."""
    return bead._replace(left=bead.right, right=bead.left)
