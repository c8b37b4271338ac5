"""Minus signs: "-5 °C", "minus five percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.quantities.rules import OneSlot, rules
from cxtext.template import Lexicon

if TYPE_CHECKING:
    from cxtext.language import Language
    from cxtext.quantities.quantity import Quantity

_SIGNED = ("percent", "points", "money", "measure")
"""Kinds that can be below zero; before a count or a duration a hyphen is no minus."""

_COLD = ("celsius", "fahrenheit", "degree")
"""Units before which a dash is a minus too."""

_LONGEST = 24


class Signs:
    """The words for minus of one language, and the sign itself."""

    def __init__(self, language: Language) -> None:
        self._words = Lexicon([(form[::-1], form) for form in sorted(language.minus)], backwards=True)
        self._comparators = OneSlot(rules(language, "comparators"))

    def signed(self, folded: str, quantities: list[Quantity]) -> list[Quantity]:
        """The quantities, those with a minus before them below zero."""
        return [self._signed(folded, quantity) for quantity in quantities]

    def _signed(self, folded: str, quantity: Quantity) -> Quantity:
        if quantity.kind not in _SIGNED:
            return quantity
        start = _sign(folded, quantity)
        start = self._word(folded, quantity) if start is None else start
        return quantity if start is None else _negative(quantity, start)

    def _word(self, folded: str, quantity: Quantity) -> int | None:
        """Where the word for minus before a quantity starts.

        It may belong to a comparator instead ("al menos"), or stand between two numbers ("5 minus 3").
        """
        head = folded[max(0, quantity.start - _LONGEST) : quantity.start]
        blank = len(head) - len(head.rstrip(" -"))
        found = self._words.at(head[::-1], blank) if blank < 2 else None
        if found is None:
            return None
        start = quantity.start - found[0]
        if folded[:start].rstrip(" ")[-1:].isdigit():
            return None
        compared = self._comparators.around(folded, quantity.start, quantity.end)
        return None if any(place < quantity.start for place, *_ in compared) else start


def _sign(folded: str, quantity: Quantity) -> int | None:
    """Where a minus stands that is no part of the digits: before a currency sign, or typed as a dash.

    At the start of a line it is the dash of a list or of a dialogue, behind a number that of a range.
    """
    at = quantity.start - 1
    if at < 1 or folded[at] not in ("-–" if quantity.unit in _COLD else "-"):
        return None
    line = folded[folded.rfind("\n", 0, at) + 1 : at]
    before = line.rstrip(" ")
    if not before or before == line or before[-1].isdigit() or before[-1] in "%–-—/":
        return at if line.endswith("(") else None
    return at


def _negative(quantity: Quantity, start: int) -> Quantity:
    if quantity.low is not None and quantity.high is not None:
        return quantity._replace(start=start, low=-quantity.low)
    return quantity if quantity.value is None else quantity._replace(start=start, value=-quantity.value)
