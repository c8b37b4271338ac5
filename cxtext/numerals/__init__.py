"""Numerals: digits and number words of a language, read completely or not at all.

The text is scanned once by one multi-pattern automaton (Aho and Corasick 1975, `ahocorasick_rs`)
for digits and number words. Words are covered tile by tile ("vierundachtzig"), neighbouring words
are joined into runs, and a run is read by a small grammar of words that add and words that multiply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.language import Language, load
from cxtext.numerals.numeral import Numeral
from cxtext.numerals.reader import Reader, reader_of
from cxtext.text import fold

if TYPE_CHECKING:
    from cxtext.digits import Exact

__all__ = ["Numeral", "Reader", "read", "reader_of"]


def read(text: str, *, language: str | Language) -> Exact | None:
    """The exact value of a numeral in words, digits or both: completely, or None.

    >>> read("astoņdesmit četri", language="lv")
    84
    """
    reader = reader_of(load(language) if isinstance(language, str) else language)
    stripped = text.strip()
    found = reader.numerals(fold(stripped))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped))
    if not whole or found[0].open or found[0].role != "number":
        return None
    return found[0].value
