"""What stands beside a numeral and changes it: halves, abbreviated scales, spoken decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cxtext.digits import Exact, normal
from cxtext.template import Lexicon, closes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.grammar import Word
    from cxtext.language import Language
    from cxtext.numerals.numeral import Numeral


class Extension:
    """The words of one language that change the number beside them."""

    def __init__(self, language: Language, tiles: Mapping[str, Word]) -> None:
        self.language = language
        self._tiles = tiles
        self._longest = max((len(form) for form in tiles), default=0)
        self._scales = Lexicon(
            [(form, int(value)) for value, forms in language.forms["scales"].items() for form in forms]
        )
        self._after = Lexicon(list(language.after.items()))
        self._before = dict(language.before)

    def fractions_of_scales(self, numerals: list[Numeral], folded: str) -> list[Numeral]:
        """ "three quarters of a million" where the scale word simply follows the fraction."""
        joined: list[Numeral] = []
        for numeral in numerals:
            last = joined[-1] if joined else None
            if last is not None and _is_share_of_scale(last, numeral, folded):
                value = normal(Decimal(last.part * numeral.scale) / last.whole)
                joined[-1] = numeral._replace(start=last.start, value=value)
            else:
                joined.append(numeral)
        return joined

    def spoken_decimals(self, numerals: list[Numeral], folded: str) -> list[Numeral]:
        """ "three point five": the digits after the word for the decimal sign."""
        joined: list[Numeral] = []
        for numeral in numerals:
            last = joined[-1] if joined else None
            if last is not None and self._is_decimal(last, numeral, folded):
                joined[-1] = _with_decimals(last, numeral)
            else:
                joined.append(numeral)
        return joined

    def _is_decimal(self, left: Numeral, right: Numeral, folded: str) -> bool:
        between = folded[left.end : right.start].strip(" ")
        whole = isinstance(left.value, int) and left.scale == 1 and not left.open
        decimals = right.spelled or (isinstance(right.value, int) and right.role == "number")
        return between in self.language.point and whole and bool(decimals) and left.role == "number"

    def extended(self, numeral: Numeral, folded: str) -> Numeral:
        """With its scale abbreviation ("3 tūkst."), its half ("and a half") and its spoken decimals."""
        if numeral.value is None or numeral.open or numeral.role != "number":
            return numeral
        numeral = self._halved(numeral, folded)
        return self._preceded(self._abbreviated(numeral, folded), folded)

    def _abbreviated(self, numeral: Numeral, folded: str) -> Numeral:
        """Scale abbreviations stand only after digits."""
        if not numeral.digits or numeral.scale > 1 or numeral.value is None:
            return numeral
        found = self._scales.at(folded, _skip_blank(folded, numeral.end))
        if found is None:
            return numeral
        value = _times(numeral.value, found[1])
        return numeral._replace(end=found[0], value=value, scaled=True, scale=found[1])

    def _halved(self, numeral: Numeral, folded: str) -> Numeral:
        at = _skip_blank(folded, numeral.end)
        found = self._after.at(folded, at)
        if found is None or not isinstance(numeral.value, int):
            return numeral
        # "two and a half", but "two million and a half" is 2,500,000
        unit = lowest_scale(numeral.value) if numeral.scale > 1 else 1
        value = normal(numeral.value + Decimal(str(found[1])) * unit)
        numeral = numeral._replace(end=found[0], value=value, article=False)
        at = _skip_blank(folded, found[0])
        # "two and a half million"
        for length in range(min(self._longest, len(folded) - at), 0, -1):
            word = self._tiles.get(folded[at : at + length])
            if (
                word is not None
                and word.role == "times"
                and closes(folded[at + length - 1], folded[at + length : at + length + 1])
            ):
                return numeral._replace(end=at + length, value=_times(value, int(word.value)), scaled=True)
        return numeral

    def _preceded(self, numeral: Numeral, folded: str) -> Numeral:
        """ "ساڑھے تین": the half stands before the number."""
        if not self._before or not isinstance(numeral.value, int):
            return numeral
        head = folded[max(0, numeral.start - 20) : numeral.start].rstrip(" ")
        word = head.rpartition(" ")[2]
        if word not in self._before:
            return numeral
        start = folded.rindex(word, 0, numeral.start)
        unit = lowest_scale(numeral.value)
        return numeral._replace(
            start=start, value=normal(numeral.value + Decimal(str(self._before[word])) * unit)
        )


def _with_decimals(left: Numeral, right: Numeral) -> Numeral:
    """ "three point one four", and with the scale word behind it "one point two billion"."""
    assert isinstance(left.value, int)
    mantissa = right.spelled or str(int(right.value or 0) // right.scale)
    value = normal((left.value + Decimal(f"0.{mantissa}")) * right.scale)
    return right._replace(start=left.start, value=value, digits=left.digits, reason=None, spelled="")


def _is_share_of_scale(left: Numeral, right: Numeral, folded: str) -> bool:
    bare = right.value == right.scale and right.scale >= 1000 and not right.digits
    return left.role == "fraction" and bare and folded[left.end : right.start] == " "


def lowest_scale(value: int) -> int:
    """The scale word a half before the number belongs to: 3,000 → 1,000, 3 → 1."""
    for scale in (10**9, 10**7, 10**6, 10**5, 1000, 100):
        if value >= scale and value % scale == 0:
            return scale
    return 1


def _times(value: Exact, scale: int) -> Exact:
    return value * scale if isinstance(value, int) else normal(value * scale)


def _skip_blank(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in " -":
        at += 1
    return at
