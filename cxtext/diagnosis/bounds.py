"""What happened to "less than", "at least", "about": the bound and the approximation of a reading."""

from __future__ import annotations

from cxtext.diagnosis.edits import Edit
from cxtext.diagnosis.slips import SLIPS

_SIDES = {"<": -1, "<=": -1, "=": 0, ">=": 1, ">": 1}


def bound_slip(original: str, reading: str, *, approximate: bool = False) -> Edit | None:
    """The slip that turns the bound `original` into `reading`; None if they are the same.

    `approximate`: both readings say "about" or the like. Then "almost 40" (`~`) and "just under 40" (`~<`)
    are the same thing said differently, and only a turn from below to above counts.
    """
    if original == reading:
        return None
    left, right = _SIDES[original], _SIDES[reading]
    if left == right or (approximate and 0 in (left, right)):
        name = "bound_strictness"
    elif right == 0:
        name = "comparator_lost"
    else:
        name = "comparator_flip" if left else "comparator_added"
    return Edit(name, SLIPS[name].cost)


def approximation_slip(original: bool, reading: bool) -> Edit | None:
    """``approximation_changed`` where only one of the two says "about"; losing it is a little likelier."""
    if original == reading:
        return None
    return Edit("approximation_changed", SLIPS["approximation_changed"].cost + (0.0 if original else 0.1))
