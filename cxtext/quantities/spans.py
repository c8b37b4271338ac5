"""Ranges whose ends carry units: "10 % – 15 %", "between 5 and 8 km"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.quantities.rules import pairing_of, places_of, rules

if TYPE_CHECKING:
    from cxtext.digits import Exact
    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.quantity import Quantity

_NO_ENDS = ("mark", "period", "date", "ratio")
"""Kinds that are never the end of a range."""


_SHARED = 1000
"""The least scale word that two numbers share; how far apart the two may then be."""


class Spans:
    """The frames of ranges of one language."""

    def __init__(self, language: Language) -> None:
        spans = [rule for rule in rules(language, "ranges") if rule.key == "quantities"]
        self._spans = [pairing_of(rule) for rule in spans if rule.names == ("q", "q")]
        self._changes = [pairing_of(rule) for rule in rules(language, "ranges") if rule.key == "changes"]
        self._half_spans = [pairing_of(rule) for rule in spans if rule.names == ("n", "q")]
        self._numbers = [pairing_of(rule) for rule in rules(language, "ranges") if rule.key == "numbers"]

    def half_ranged(self, folded: str, quantities: list[Quantity], numerals: list[Numeral]) -> list[Quantity]:
        """Ranges and changes whose first number has no unit of its own, but shares that of the second.

        Ranges where the frame closes behind the unit, or the currency stands before the second number.
        """
        ranged = []
        taken = {at for quantity in quantities for at in quantity.numerals}
        for quantity in quantities:
            at = quantity.numerals[0] - 1 if quantity.numerals else -1
            left = numerals[at] if at >= 0 else None
            if left is None or at in taken or left.value is None or left.role != "number":
                ranged.append(quantity)
                continue
            whole = self._half_range(folded, left, quantity, at)
            scale = numerals[quantity.numerals[0]].scale
            if whole is None and (first := self._half_change(folded, left, quantity, at, scale)) is not None:
                ranged.append(first)
            ranged.append(whole or quantity)
        return ranged

    def _half_range(self, folded: str, left: Numeral, right: Quantity, at: int) -> Quantity | None:
        """The range from a number to a quantity, or None: "from 10 to $15"."""
        if left.value is None or right.value is None or left.value >= right.value:
            return None
        pairings = [*self._half_spans, *(self._numbers if right.kind == "money" else ())]
        for pairing, place in places_of(pairings, folded, left, right):
            if right.kind not in _NO_ENDS:
                numerals, templates = (at, *right.numerals), (*right.templates, pairing.rule.template)
                return _range(right, place, (left.value, right.value), numerals, templates)
        return None

    def _half_change(
        self, folded: str, left: Numeral, right: Quantity, at: int, scale: int
    ) -> Quantity | None:
        """The first value of a change, with the unit of the second: "from 80 to 20 percent"."""
        if right.kind in _NO_ENDS or right.value is None or left.end > right.start or left.open:
            return None
        value = _alike(left, right.value, scale)
        for pairing, _ in places_of(self._changes, folded, left, right):
            if value is not None and (pairing.before is not None or pairing.after is not None):
                templates = (*right.templates, pairing.rule.template)
                return right._replace(
                    start=left.start, end=left.end, value=value, numerals=(at,), templates=templates
                )
        return None

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
        if any(places_of(self._changes, folded, left, right)):
            return None
        for pairing, place in places_of(self._spans, folded, left, right):
            templates = (*left.templates, *right.templates, pairing.rule.template)
            return _range(left, place, (left.value, right.value), left.numerals + right.numerals, templates)
        return None


def _alike(left: Numeral, right: Exact, scale: int) -> Exact | None:
    """The first value of a change; the scale word of the second counts for both ("from 3 to 5 million").

    None where it may or may not: "from 900 to 2 million".
    """
    if left.value is None or left.scale > 1 or scale < _SHARED:
        return left.value
    value = left.value * scale
    return value if right <= value * _SHARED and value <= right * 100 else None


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
