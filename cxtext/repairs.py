"""Numbers that machine translation or line wrapping has cut in two.

A sentence end inside a decimal ("91。7%", "0. 1 %") and a blank inside a number ("8 0%") are put
together where nothing else can be meant, and marked. Where something else can be meant, both halves
lose their value, so that the second half is never read alone.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from cxtext.digits import normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxtext.numerals import Numeral

_CUT = re.compile(r" ?[.,。．۔।] ?")
# "26.El 1%": the sentence end in the decimal has drawn an article in, with a capital (of the unfolded text).
_GLUED = re.compile(r"[.。．۔।]\w{1,4} ")
_DECIMAL = re.compile(r"\d[.,]\d")
_NEAR = 120
"""How far a decimal number shows that its neighbour is one too."""

DOUBT = "a number that may have been cut in two"


def repair(numerals: list[Numeral], folded: str, takes_percent: Callable[[Numeral], bool]) -> list[Numeral]:
    """The numerals with their cut halves put together (``repaired``) or withdrawn (with a reason).

    `takes_percent` says whether a percent sign or word follows a numeral.
    """
    mended: list[Numeral] = []
    for numeral in numerals:
        last = mended[-1] if mended else None
        if last is None or not _both_digits(last, numeral):
            mended.append(numeral)
            continue
        between = folded[last.end : numeral.start]
        if _GLUED.fullmatch(between) and takes_percent(numeral):
            mended[-1:] = _withdrawn(last, numeral)
        elif _CUT.fullmatch(between) and takes_percent(numeral):
            mended[-1:] = _decimal(last, numeral, between, near=_near(folded, last.start, numeral.end))
        elif between == " " and _is_split(last, numeral, folded) and takes_percent(numeral):
            value = int(folded[last.start : last.end] + folded[numeral.start : numeral.end])
            mended[-1] = numeral._replace(start=last.start, value=value, repaired=True)
        else:
            mended.append(numeral)
    return mended


def _both_digits(left: Numeral, right: Numeral) -> bool:
    return left.digits and right.digits and isinstance(left.value, int) and isinstance(right.value, int)


def _near(folded: str, start: int, end: int) -> bool:
    """Whether another decimal number stands nearby."""
    line = folded.rfind("\n", 0, start) + 1
    head = folded[max(line, start - _NEAR) : start]
    tail = folded[end : end + _NEAR].partition("\n")[0]
    return _DECIMAL.search(head) is not None or _DECIMAL.search(tail) is not None


def _decimal(left: Numeral, right: Numeral, between: str, *, near: bool) -> list[Numeral]:
    """Certain where no blank parts the halves, the first is a zero, or a neighbour has decimals."""
    length = right.end - right.start
    if left.value is None or left.value > 100 or length > 2:
        return [left, right]
    if between.strip() == between or left.value == 0 or near:
        value = normal(Decimal(str(left.value)) + Decimal(str(right.value)).scaleb(-length))
        return [right._replace(start=left.start, value=value, repaired=True)]
    if "," in between:
        return [left, right]  # "in year 2, 90 percent"
    return _withdrawn(left, right)


def _withdrawn(left: Numeral, right: Numeral) -> list[Numeral]:
    return [left._replace(value=None, reason=DOUBT), right._replace(value=None, reason=DOUBT)]


def _is_split(left: Numeral, right: Numeral, folded: str) -> bool:
    """ "8 0%", "1 00%": no number starts with a zero of its own."""
    tail = folded[right.start : right.end]
    return left.end - left.start == 1 and left.value != 0 and tail in ("0", "00")
