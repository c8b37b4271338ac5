"""Counts: what a bare numeral counts, if it visibly counts something.

A number alone is no statistic. It counts when it has a scale word or group marks ("2.4 million",
"1,250"), or when a noun stands beside it: one that the language file lists, or, after a number too
large to be a label, any word that is not one of the language's common words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from cxtext.language import tails
from cxtext.quantities.quantity import YEARS, Quantity
from cxtext.template import Lexicon, is_joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxtext.language import Language
    from cxtext.numerals import Numeral

LABELS = 13
"""Below this, a number beside an unknown word may be a label ("table 3 shows")."""

_WORD = re.compile(
    r"[^\s\d!-/:-@\[-`{-~\u060c\u061b\u061f\u06d4\u0964\u0965\u2010-\u206f\u3000-\u303f\uff00-\uff0f]+"
)
_LIVED = range(1900, 2100)
"""Numbers that are years of our time when nothing else tells."""

_BETWEEN = 2
"""Words that may stand between a number and its noun: "1,250 new bicycle stations"."""


class Counter:
    """Finds the counts among the numerals that no template has taken."""

    def __init__(self, language: Language) -> None:
        nouns = language.forms["counts"].get("nouns", ())
        self._nouns = Lexicon([(form, form) for form in nouns], tails=tails(language))
        self._nouns_before = (
            Lexicon([(form[::-1], form) for form in nouns], backwards=True) if language.noun_first else None
        )
        self._common = frozenset(language.forms["words"].get("common", ()))
        self._links = language.forms["counts"].get("links", ())
        self._determiners = frozenset(language.forms["counts"].get("determiners", ()))

    @staticmethod
    def word(folded: str, at: int) -> str:
        """The word at a place, or an empty string."""
        found = _WORD.match(folded, at)
        return found[0] if found else ""

    def counts(
        self, text: str, folded: str, numerals: list[Numeral], chosen: list[Quantity]
    ) -> list[Quantity]:
        """The counts among the numerals that `chosen` leaves."""
        taken = {at for quantity in chosen for at in quantity.numerals}
        held = Held(chosen)
        found = []
        for at, numeral in enumerate(numerals):
            if at not in taken and not held.overlaps(numeral.start, numeral.end):
                limit = numerals[at + 1].start if at + 1 < len(numerals) else None
                count = self.count(text, folded, numeral, (at,), limit=limit)
                if count is not None and not held.overlaps(count.start, count.end):
                    found.append(count)
        return found

    def count(
        self, text: str, folded: str, numeral: Numeral, at: tuple[int, ...], *, limit: int | None = None
    ) -> Quantity | None:
        """The count a numeral states, or None; its noun ends before `limit`, the next numeral."""
        value = numeral.low_high[1] if numeral.low_high else numeral.value
        if value is None or numeral.role != "number" or numeral.open or numeral.article or value < 2:
            return None
        pointed = not numeral.digits and value < LABELS and self._is_definite(folded, numeral.start)
        if numeral.doubtful or pointed or (numeral.digits and _is_tail(folded, numeral.start)):
            return None
        if is_name(text, numeral.start):
            return None
        noun = self._noun(folded, numeral, large=value >= LABELS)
        if noun is not None and limit is not None and noun[1] > limit:
            noun = None
        whole = isinstance(value, int)
        if (noun is None and not (numeral.scaled and whole and not numeral.low_high)) or not whole:
            return None
        start = numeral.start
        if noun is not None and noun[1] <= start:
            start = noun[0]
        low, high = numeral.low_high or (None, None)
        if numeral.digits and low in YEARS and high in YEARS and not numeral.scaled:
            return None  # "from 2010 to 2015"
        end = max(noun[1], numeral.end) if noun else numeral.end
        return Quantity(
            start,
            end,
            "count",
            value=None if numeral.low_high else value,
            low=low,
            high=high,
            unit=text[noun[0] : noun[1]] if noun else None,
            numerals=at,
            templates=("counts",),
            reach=end - start,
            marks=tuple(name for name in ("composed", "repaired") if getattr(numeral, name)),
        )

    def names(self, folded: str, numeral: Numeral) -> bool:
        """Whether a noun that the language file lists follows the numeral."""
        at = self._gap(folded, numeral.end)
        return at is not None and self._nouns.at(folded, at) is not None

    def _noun(self, folded: str, numeral: Numeral, *, large: bool) -> tuple[int, int] | None:
        """The place of the noun that is counted."""
        if self._nouns_before is not None:
            return self._noun_before(folded, numeral.start)
        at = self._gap(folded, numeral.end)
        if at is None:
            return None
        at += next((len(link) for link in self._links if folded.startswith(link, at)), 0)
        start = at
        for _ in range(_BETWEEN + 1):
            found = self._nouns.at(folded, at)
            if found is not None:
                return at, found[0]
            word = self.word(folded, at)
            if not word or word in self._common or is_joined(word[0]):
                break
            at += len(word)
            if folded[at : at + 1] != " ":
                break
            at += 1
        word = self.word(folded, start)
        known = word and word not in self._common and not is_joined(word[0]) and len(word) > 2
        if large and numeral.value in _LIVED and numeral.digits and not numeral.scaled:
            return None  # more likely a year than a count of something unknown
        return (start, start + len(word)) if known and (large or numeral.scaled) else None

    def _noun_before(self, folded: str, at: int) -> tuple[int, int] | None:
        """The noun in front of the number, where the language puts it there ("miji kumi")."""
        assert self._nouns_before is not None
        head = folded[max(0, at - 40) : at]
        if not head.endswith(" "):
            return None
        found = self._nouns_before.at(head[::-1], 1)
        return None if found is None else (at - found[0], at - 1)

    def _is_definite(self, folded: str, at: int) -> bool:
        """ "these two surveys" points at known things; nothing is counted."""
        head = folded[max(0, at - 24) : at].rstrip(" ")
        return head.rpartition(" ")[2].lstrip("\n(") in self._determiners

    def _gap(self, folded: str, at: int) -> int | None:
        """Where the noun starts: after one blank, or at once in an unspaced script."""
        if folded[at : at + 1] == " ":
            return at + 1
        return at if at < len(folded) and is_joined(folded[at]) else None


def _is_tail(folded: str, at: int) -> bool:
    """Whether a number is the rest of something written together: "80/20", "2016/679", "'99"."""
    before = folded[max(0, at - 2) : at]
    return before.endswith("'") or (before[-1:] in ("/", "-", "–", ":") and before[:1].isdigit())


class Held:
    """The places that some quantities hold, in order and apart from one another."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self._quantities = sorted(quantities, key=lambda quantity: quantity.start)
        self._starts = [quantity.start for quantity in self._quantities]

    def at(self, start: int, end: int) -> Quantity | None:
        """The first quantity that overlaps a place, or None."""
        index = bisect_left(self._starts, start)
        for quantity in self._quantities[max(0, index - 1) : index + 1]:
            if quantity.start < end and start < quantity.end:
                return quantity
        return None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any quantity overlaps a place."""
        return self.at(start, end) is not None


def is_name(text: str, at: int) -> bool:
    """Whether the number at `at` belongs to a name before it: "ExCom 2016", "iPhone 15".

    A name is a word with a capital inside it, or a Latin word in a text of another script.
    """
    line = text.rfind("\n", 0, at) + 1
    head = text[max(line, at - 40) : at]
    if not head.endswith((" ", "\u00a0")):
        return False
    words = head.split()
    if not words or not words[-1].isalpha():
        return False
    word = words[-1]
    if any(char.isupper() for char in word[1:]) and not word.isupper():
        return True
    following = next((char for char in text[at : at + 40] if char.isalpha()), "")
    return word.isascii() and following > "\u036f" and len(word) > 1
