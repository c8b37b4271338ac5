"""Comparators: "more than", "about", "at most" around a quantity, and "ago" behind a duration."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cxtext.digits import normal
from cxtext.numerals.extension import lowest_scale
from cxtext.quantities.rules import OneSlot, pairing_of, places_of, rules

if TYPE_CHECKING:
    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.counts import Counter
    from cxtext.quantities.quantity import Quantity
    from cxtext.quantities.rules import Pairing

# comparator → (bound, approximate)
COMPARATORS = {
    "more_than": (">", False),
    "less_than": ("<", False),
    "at_least": (">=", False),
    "at_most": ("<=", False),
    "about": ("=", True),
    "just_over": (">", True),
    "just_under": ("<", True),
    "none": ("=", False),  # words that look like a comparator and are none here
}


class Comparators:
    """The comparators of one language, read from the inside out."""

    def __init__(self, language: Language, counter: Counter) -> None:
        self._ago = OneSlot([rule for rule in rules(language, "quantities") if rule.key == "ago"])
        self._halves = OneSlot([rule for rule in rules(language, "quantities") if rule.key == "and_half"])
        self._comparators = OneSlot(rules(language, "comparators"))
        # What stands between the ends of a change or of a range is no comparator ("10 % up to 15 %").
        self._frames = [pairing_of(rule) for rule in rules(language, "ranges") if rule.names == ("q", "q")]
        self._counter = counter

    def dress(
        self, folded: str, bare: list[Quantity], numerals: list[Numeral], falling: set[int]
    ) -> list[Quantity]:
        """All with their comparators, except between the ends of a change or a range ("from 5 % to 8 %").

        `falling` are the numerals behind the word for "to" of a change whose first end has no unit.
        """
        frames = [
            (at, pairing)
            for at in range(len(bare) - 1)
            for pairing, _ in places_of(self._frames, folded, bare[at], bare[at + 1])
            if pairing.rule.key == "changes" or bare[at].kind == bare[at + 1].kind
        ]
        framed = {at for at, _ in frames}
        closed = {at + 1 for at, pairing in frames if _closes(pairing)}
        return [
            self._dressed(
                folded,
                self._compared_inside(folded, quantity, numerals),
                left=at - 1 not in framed and falling.isdisjoint(quantity.numerals[:1]),
                right=at not in framed and at not in closed,
            )
            for at, quantity in enumerate(bare)
        ]

    def _compared_inside(self, folded: str, quantity: Quantity, numerals: list[Numeral]) -> Quantity:
        """ "of 17 about 9": a comparator between the two numbers of a ratio."""
        # Without a gap the word between the numbers is the ratio's own ("trên", "over").
        if quantity.kind != "ratio" or len(quantity.numerals) != 2 or "…" not in quantity.templates[0]:
            return quantity
        first, second = (numerals[at] for at in quantity.numerals)
        for start, end, _, rule in self._comparators.around(folded, second.start, second.end):
            if first.end <= start < second.start and end == second.end and rule.key in COMPARATORS:
                bound, approximate = COMPARATORS[rule.key]
                templates = (*quantity.templates, rule.template)
                return quantity._replace(bound=bound, approximate=approximate, templates=templates)
        return quantity

    def _dressed(self, folded: str, quantity: Quantity, *, left: bool, right: bool) -> Quantity:
        """With the comparators that touch it; "ago" may stand between them."""
        if quantity.kind in ("mark", "period"):
            return quantity
        quantity = self._halved(folded, quantity)
        for _ in range(3):
            dressed = self._ago_of(folded, self._compared(folded, quantity, left=left, right=right))
            if dressed == quantity:
                break
            quantity = dressed
        return quantity

    def _compared(self, folded: str, quantity: Quantity, *, left: bool, right: bool) -> Quantity:
        found = [
            item
            for item in self._comparators.around(folded, quantity.start, quantity.end)
            if (left or item[0] >= quantity.start) and (right or item[1] <= quantity.end)
        ]
        if quantity.ago:  # "twice as much as five years ago": what stands before is not about the years
            found = [item for item in found if item[0] >= quantity.start]
        if not found:
            return quantity
        start, end, _, rule = max(found, key=lambda item: (item[2], -item[0]))
        if rule.key == "none":
            return quantity
        bound, approximate = COMPARATORS[rule.key]
        if quantity.kind == "date" and bound != "=":
            return quantity  # "by 2010" and "since 2010" name the year itself
        if bound != "=" and (quantity.bound != "=" or quantity.low is not None):
            return quantity
        return quantity._replace(
            start=min(start, quantity.start),
            end=max(end, quantity.end),
            bound=bound if bound != "=" else quantity.bound,
            approximate=quantity.approximate or approximate,
            templates=(*quantity.templates, rule.template),
        )

    def _halved(self, folded: str, quantity: Quantity) -> Quantity:
        """ "two hours and a half": the half stands behind the unit."""
        if quantity.unit is None or not isinstance(quantity.value, int):
            return quantity
        for start, end, _, rule in self._halves.around(folded, quantity.start, quantity.end):
            if start == quantity.start:
                # "three million dollars and a half" is half a million more
                value = normal(quantity.value + Decimal("0.5") * lowest_scale(quantity.value))
                return quantity._replace(end=end, value=value, templates=(*quantity.templates, rule.template))
        return quantity

    def _ago_of(self, folded: str, quantity: Quantity) -> Quantity:
        if quantity.kind != "duration" or quantity.ago:
            return quantity
        found = self._ago.around(folded, quantity.start, quantity.end)
        if not found:
            return quantity
        start, end, _, rule = max(found, key=lambda item: item[2])
        return quantity._replace(
            start=start, end=end, ago=True, templates=(*quantity.templates, rule.template)
        )


def _closes(pairing: Pairing) -> bool:
    """Whether a frame ends with words of its own, which are no comparator ("between 5 and 8 km each")."""
    return pairing.after is not None and "" not in (pairing.after.piece.first or ())
