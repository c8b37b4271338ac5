"""The cheapest explanation of how one reading became another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.diagnosis.bounds import approximation_slip, bound_slip
from cxtext.diagnosis.edits import Edit
from cxtext.diagnosis.quantities import quantity_slip
from cxtext.diagnosis.slips import SLIPS
from cxtext.diagnosis.wording import describe
from cxtext.schema import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxtext.diagnosis.values import Reading


class Explanation(NamedTuple):
    """How `original` became `reading`.

    `slip` is a name of :data:`cxtext.schema.SLIPS`, None where they are equal; of several slips it is the
    gravest, and `cost` (negative log likelihood, nats) is the sum of all. `why` completes an English
    sentence that begins with a language's name: "keeps only the units of 84".
    """

    slip: str | None
    severity: str | None
    cost: float
    why: str

    @property
    def verdict(self) -> str:
        """``agree``, ``reworded`` or ``differ``."""
        return "agree" if self.slip is None else SLIPS[self.slip].verdict


def explain(original: Reading, reading: Reading) -> Explanation:
    """The cheapest explanation of how `original` became `reading`; the order of the two matters.

    >>> from cxtext.diagnosis import Reading
    >>> explain(Reading("percent", 84), Reading("percent", 4)).why
    'keeps only the units of 84'
    """
    found = sorted(_slips(original, reading), key=_gravity)
    cost = sum(edit.cost for edit in found)
    if not found:
        return Explanation(None, None, 0.0, "says the same")
    slip = found[0].slip
    why = " and ".join(describe(edit.slip, original, reading) for edit in found if _told(edit, found[0]))
    return Explanation(slip, SLIPS[slip].severity, cost, why)


def _slips(original: Reading, reading: Reading) -> Iterator[Edit]:
    quantity = quantity_slip(original, reading)
    both = original.approximate and reading.approximate
    candidates = (
        quantity if quantity.slip else None,
        bound_slip(original.bound, reading.bound, approximate=both),
        approximation_slip(original.approximate, reading.approximate),
        _single("duration_vs_point") if original.ago != reading.ago else None,
        _single("literal_composition") if "composed" in set(reading.marks) - set(original.marks) else None,
    )
    return (edit for edit in candidates if edit is not None)


def _single(slip: str) -> Edit:
    return Edit(slip, SLIPS[slip].cost)


def _gravity(edit: Edit) -> tuple[int, int, str]:
    slip = SLIPS[edit.slip]
    verdicts = ("differ", "reworded", "agree")
    severity = len(SEVERITIES) if slip.severity is None else SEVERITIES.index(slip.severity)
    return (verdicts.index(slip.verdict), severity, edit.slip)


def _told(edit: Edit, gravest: Edit) -> bool:
    """A nuance is not worth a word beside an error."""
    return edit is gravest or SLIPS[edit.slip].benign == SLIPS[gravest.slip].benign
