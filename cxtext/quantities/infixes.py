"""Comparators between a number and what it counts: "30 or more years", "20 с лишним лет", "100多万人"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.quantities.rules import OneSlot, rules
from cxtext.template import Lexicon

if TYPE_CHECKING:
    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.rules import Rule

_LEAST_SCALE = 1000


class Stem(NamedTuple):
    """A numeral that goes on to the end of the comparator behind it, and the rule of that comparator."""

    numeral: Numeral
    rule: Rule


class Infixes:
    """The comparators of one language that follow what they compare."""

    def __init__(self, language: Language) -> None:
        self._behind = OneSlot([rule for rule in rules(language, "comparators") if not rule.pieces[0]])
        self._limits = OneSlot(
            [rule for rule in rules(language, "comparators") if rule.key in ("more_than", "less_than")]
        )
        self._scales = Lexicon(
            [(form, scale) for form, scale in language.times.items() if scale >= _LEAST_SCALE]
        )

    def is_compared(self, folded: str, numeral: Numeral) -> bool:
        """Whether "more than" or "less than" stands at a number: it is then no name of a year."""
        return bool(self._limits.around(folded, numeral.start, numeral.end))

    def stems(self, folded: str, numeral: Numeral) -> list[Stem]:
        """A numeral with each comparator that follows it, as if the two were one."""
        if numeral.role != "number" or numeral.value is None or numeral.article:
            return []
        return [
            Stem(self._scaled(folded, numeral._replace(end=end, open=False)), rule)
            for start, end, _, rule in self._behind.around(folded, numeral.start, numeral.end)
            if start == numeral.start and end > numeral.end and rule.key != "none"
        ]

    def _scaled(self, folded: str, stem: Numeral) -> Numeral:
        """With the scale word behind the comparator: "more than 100" and 万."""
        found = self._scales.at(folded, stem.end) if stem.scale == 1 else None
        if found is None or not isinstance(stem.value, int):
            return stem
        end, scale = found
        return stem._replace(end=end, value=stem.value * scale, scale=scale, scaled=True)
