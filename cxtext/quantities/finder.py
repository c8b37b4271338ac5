"""The finder: numerals → candidates → choice → counts → comparators → ranges."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cxtext.numerals import Numeral, reader_of
from cxtext.quantities.candidates import Candidates, apart, choose, recompose, start_of
from cxtext.quantities.comparators import Comparators
from cxtext.quantities.counts import Counter
from cxtext.quantities.signs import Signs
from cxtext.quantities.spans import Spans
from cxtext.repairs import repair
from cxtext.text import fold

if TYPE_CHECKING:
    from cxtext.language import Language
    from cxtext.quantities.quantity import Quantity


@cache
def finder_of(language: Language) -> Finder:
    """The finder of a language, built once."""
    return Finder(language)


class Finder:
    """Finds the quantities of one language."""

    def __init__(self, language: Language) -> None:
        self.reader = reader_of(language)
        self._units_first = language.units_first
        self._counter = Counter(language)
        self._candidates = Candidates(language, self._counter)
        self._comparators = Comparators(language, self._counter)
        self._spans = Spans(language)
        self._signs = Signs(language)

    def find(self, text: str) -> tuple[list[Quantity], list[Numeral]]:
        """The quantities of `text` in order (marks and periods too), and all its numerals."""
        folded = fold(text)
        numerals = repair(
            self._candidates.closed(folded, self.reader.numerals(folded)),
            folded,
            lambda numeral: self._candidates.is_percent(folded, numeral),
        )
        numerals = self._candidates.trusted(folded, numerals)
        found = choose(self._candidates.all(text, folded, numerals))
        found += self._counter.counts(text, folded, numerals, found)
        found = recompose(found, numerals, units_first=self._units_first)
        found = self._signs.signed(folded, found)
        found = self._spans.half_ranged(folded, sorted(found, key=start_of), numerals)
        falling = self._candidates.falling(folded, numerals)
        dressed = apart(folded, self._comparators.dress(folded, found, numerals, falling))
        return self._candidates.units.rated(folded, self._spans.spanned(folded, dressed)), numerals
