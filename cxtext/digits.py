"""Numbers written in digits: what a run of digits and separators is worth, or why it is no number.

Everything is decided by shape, by the separators of the language (CLDR), and by how the rest of the
text writes its numbers. A shape that stays ambiguous has no value and a reason.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from cxtext.template import is_joined, is_word

Exact = int | Decimal

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
"""Unicode's vulgar fractions as (part, whole)."""

TOO_LONG = "a number too long to be held exactly"

LONGEST = 18
"""More digits than this cannot be held exactly by a table of 64-bit numbers."""


class Digits(NamedTuple):
    """A run of digits: its place, its value (None: no number) and then the reason."""

    start: int
    end: int
    value: Exact | None
    reason: str | None = None


class Conventions:
    """How a text separates decimals and groups: as its language does, and as the text itself shows.

    What the text shows is looked up only when a number does not tell by itself.
    """

    def __init__(self, folded: str, *, decimal: str) -> None:
        self._folded = folded
        self.decimal = {"\u066b": "."}.get(decimal, decimal)
        self.slash_decimal = decimal == "\u066b"  # Persian types ۹۹/۹۸ for the sign its keyboards lack

    @cached_property
    def _shows(self) -> frozenset[str]:
        return frozenset(name for name, pattern in _SHOWS.items() if pattern.search(self._folded))

    def shows_decimals(self, separator: str) -> bool:
        """Whether the text writes decimals with `separator`."""
        return f"decimals {separator}" in self._shows

    def shows_groups(self, separator: str) -> bool:
        """Whether the text writes groups of thousands with `separator`."""
        return f"groups {separator}" in self._shows


_SHOWS = {
    "decimals .": re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,]*\d)"),
    "decimals ,": re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,]*\d)"),
    "groups ,": re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,\d{3}){2,}|,\d{3}\.\d)(?!\d)"),
    "groups .": re.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3}){2,}|\.\d{3},\d)(?!\d)"),
}


# Shapes that are no quantity, in the order they are tried; each with the reason shown to the user.
_NOT_NUMBERS = (
    (re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d|\1\d)"), "a date"),
    (re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"), "a clock time"),
    (re.compile(r"\d{1,3}(?:\.\d{1,3}){3,}(?!\.?\d)"), "a version or an address"),
    (re.compile(r"\d+(?:-\d+){2,}"), "a telephone or reference number"),
    (re.compile(r"0\d+(?: \d{1,5})+(?!\d)"), "a telephone or reference number"),
)
_GROUPED = re.compile(
    r"\d{1,3}(?:(?P<sep>[.,' ])\d{3})(?:(?P=sep)\d{3})*(?!\d)(?:(?P<dec>[.,])\d+)?(?![.,]?\d)"
)
_INDIAN = re.compile(r"\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?(?![.,]?\d)")
_DECIMAL = re.compile(r"\d+(?P<sep>[.,])\d+(?![.,]?\d)")
_SLASH = re.compile(r"\d+/\d+(?![./,]?\d)")
_VERSION = re.compile(r"\d+(?:[.,]\d+){2,}")
_PLAIN = re.compile(r"\d+")


def read(folded: str, at: int, how: Conventions, *, glued: frozenset[str] = frozenset()) -> Digits:
    """The number whose first digit is at `at`.

    `folded` is the folded text, `glued` the words that may touch a number from
    the left (proclitics, currencies).
    """
    for pattern, reason in _NOT_NUMBERS:
        if found := pattern.match(folded, at):
            if reason == "a version or an address" and _GROUPED.match(folded, at):
                continue
            return Digits(at, found.end(), None, reason)
    outside = _outside(folded, at, glued)
    number = (
        _indian(folded, at) or _grouped(folded, at, how) or _decimal(folded, at, how) or _plain(folded, at)
    )
    if outside is not None:
        return number._replace(value=None, reason=outside)
    if number.value is None and number.reason is None:
        return number._replace(reason=TOO_LONG)
    return _signed(folded, _with_vulgar(folded, number))


def _outside(folded: str, at: int, glued: frozenset[str]) -> str | None:
    """Why the digits at `at` belong to something that is no quantity: a name, a code, an address."""
    left = at
    while left and not folded[left - 1].isspace() and at - left < 80:
        left -= 1
    head = folded[left:at]
    if not head:
        return None
    if "://" in head or "@" in head or head.startswith("www."):
        return "part of a web or mail address"
    if head.endswith(("#", "№", "§")):
        return "a label, not a quantity"
    before = head.removesuffix("-")
    word = _trailing_word(before)
    return None if not word or word in glued or is_joined(word[-1]) else "part of a name or code"


def _trailing_word(text: str) -> str:
    at = len(text)
    while at and is_word(text[at - 1]) and not text[at - 1].isdigit():
        at -= 1
    return text[at:]


def _indian(folded: str, at: int) -> Digits | None:
    found = _INDIAN.match(folded, at)
    return None if found is None else Digits(at, found.end(), _exact(found[0].replace(",", "")))


def _grouped(folded: str, at: int, how: Conventions) -> Digits | None:
    found = _GROUPED.match(folded, at)
    if found is None:
        return None
    separator, decimal = found["sep"], found["dec"]
    if separator == decimal:
        return None
    groups = found[0].count(separator)
    if separator in ".," and groups == 1 and decimal is None:
        return _one_group(found, at, separator, how)
    integer, _, rest = found[0].partition(decimal) if decimal else (found[0], "", "")
    number = integer.replace(separator, "") + (f".{rest}" if rest else "")
    return Digits(at, found.end(), _exact(number))


def _one_group(found: re.Match[str], at: int, separator: str, how: Conventions) -> Digits:
    """1,234 or 1.234: a thousand, or one and a bit?"""
    as_group = _exact(found[0].replace(separator, ""))
    as_decimal = _exact(found[0].replace(separator, "."))
    shows_decimal, shows_group = how.shows_decimals(separator), how.shows_groups(separator)
    other_decimal = how.shows_decimals("," if separator == "." else ".")
    if found[0].startswith("0"):
        return Digits(at, found.end(), as_decimal)
    if separator == how.decimal:
        if shows_group or (other_decimal and not shows_decimal):
            return Digits(at, found.end(), as_group)
        if separator == "." or shows_decimal:
            return Digits(at, found.end(), as_decimal)
        return Digits(at, found.end(), None, "a thousand or a decimal number: the text does not tell")
    if shows_decimal and not shows_group:
        return Digits(at, found.end(), None, "a thousand or a decimal number: the text does not tell")
    return Digits(at, found.end(), as_group)


def _decimal(folded: str, at: int, how: Conventions) -> Digits | None:
    if how.slash_decimal and (found := _SLASH.match(folded, at)):
        whole, _, rest = found[0].partition("/")
        if int(whole) >= int(rest) or len(rest) == 2:  # 3/4 stays a fraction
            return Digits(at, found.end(), _exact(f"{whole}.{rest}"))
    found = _DECIMAL.match(folded, at)
    if found is not None:
        return Digits(at, found.end(), _exact(found[0].replace(",", ".")))
    if found := _VERSION.match(folded, at):
        return Digits(at, found.end(), None, "a version, a list or a reference number")
    return None


def _plain(folded: str, at: int) -> Digits:
    found = _PLAIN.match(folded, at)
    assert found is not None
    before = folded[at - 1 : at]
    if before in (".", ",") and before and not folded[at - 2 : at - 1].strip():
        return Digits(at - 1, found.end(), _exact("0." + found[0]))  # ",89" and ".001"
    return Digits(at, found.end(), _exact(found[0]))


def _with_vulgar(folded: str, number: Digits) -> Digits:
    """2½ is 2.5."""
    fraction = VULGAR.get(folded[number.end : number.end + 1])
    if fraction is None or not isinstance(number.value, int):
        return number
    return number._replace(
        end=number.end + 1, value=normal(Decimal(number.value) + Decimal(fraction[0]) / fraction[1])
    )


def _signed(folded: str, number: Digits) -> Digits:
    """A minus sign counts after a blank or an opening bracket, not inside a word or a range."""
    at = number.start
    if at and folded[at - 1] == "-" and number.value is not None and not folded[at - 2 : at - 1].strip(" ("):
        line = folded[folded.rfind("\n", 0, at) + 1 : at - 1].rstrip(" ")
        # At the start of a line it is a list mark or a dash of dialogue, behind a number that of a range.
        if line and not line[-1].isdigit() and line[-1] != "%":
            return number._replace(start=at - 1, value=-number.value)
    return number


def _exact(number: str) -> Exact | None:
    if len(number.replace(".", "")) > LONGEST:
        return None
    return normal(Decimal(number)) if "." in number else int(number)


def normal(number: Decimal) -> Exact:
    """A whole Decimal as an int."""
    return int(number) if number == number.to_integral_value() else number
