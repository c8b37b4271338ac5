"""Ranges whose ends carry units: "10 % – 15 %", "between 5 and 8 km"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.quantities.rules import pairing_of, place_of, rules

if TYPE_CHECKING:
    from cxtext.digits import Exact
    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.quantity import Quantity

_NO_ENDS = ("mark", "period", "date", "ratio")
"""Kinds that are never the end of a range."""


class Spans:
    """The frames of ranges of one language."""

    def __init__(self, language: Language) -> None:
        spans = [rule for rule in rules(language, "ranges") if rule.key == "quantities"]
        self._spans = [pairing_of(rule) for rule in spans if rule.names == ("q", "q")]
        self._changes = [pairing_of(rule) for rule in rules(language, "ranges") if rule.key == "changes"]
        self._half_spans = [pairing_of(rule) for rule in spans if rule.names == ("n", "q")]

    def half_ranged(self, folded: str, quantities: list[Quantity], numerals: list[Numeral]) -> list[Quantity]:
        """Ranges whose first number has no unit and whose frame closes behind the second's unit."""
        ranged = []
        taken = {at for quantity in quantities for at in quantity.numerals}
        for quantity in quantities:
            at = quantity.numerals[0] - 1 if quantity.numerals else -1
            left = numerals[at] if at >= 0 else None
            free = left is not None and at not in taken
            ranged.append(self._half_range(folded, left, quantity, at) if free and left else quantity)
        return ranged

    def _half_range(self, folded: str, left: Numeral, right: Quantity, at: int) -> Quantity:
        if left.value is None or right.value is None or left.value >= right.value or left.role != "number":
            return right
        for pairing in self._half_spans:
            place = place_of(pairing, folded, left, right)
            if place is not None and right.kind not in _NO_ENDS:
                numerals, templates = (at, *right.numerals), (*right.templates, pairing.rule.template)
                return _range(right, place, (left.value, right.value), numerals, templates)
        return right

    def spanned(self, folded: str, quantities: list[Quantity]) -> list[Quantity]:
        """Two quantities that are the ends of one range ("10 % – 15 %", "between 5 km and 8 km")."""
        joined: list[Quantity] = []
        for quantity in quantities:
            last = joined[-1] if joined else None
            span = None if last is None else self._span(folded, last, quantity)
            if span is None:
                joined.append(quantity)
            else:
                joined[-1] = span
        return joined

    def _span(self, folded: str, left: Quantity, right: Quantity) -> Quantity | None:
        same = (left.kind, left.unit) == (right.kind, right.unit) and left.kind not in _NO_ENDS
        if not same or left.value is None or right.value is None or left.value >= right.value:
            return None
        if any(place_of(pairing, folded, left, right) for pairing in self._changes):
            return None
        for pairing in self._spans:
            place = place_of(pairing, folded, left, right)
            if place is not None:
                templates = (*left.templates, *right.templates, pairing.rule.template)
                return _range(
                    left, place, (left.value, right.value), left.numerals + right.numerals, templates
                )
        return None


def _range(
    quantity: Quantity,
    place: tuple[int, int],
    ends: tuple[Exact, Exact],
    numerals: tuple[int, ...],
    templates: tuple[str, ...],
) -> Quantity:
    """A quantity as the range between two ends, in its place."""
    low, high = ends
    return quantity._replace(
        start=place[0],
        end=place[1],
        value=None,
        low=low,
        high=high,
        numerals=numerals,
        templates=templates,
    )
