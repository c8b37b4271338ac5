"""Text of any kind gives a result, with work in proportion to its length."""

from __future__ import annotations

from itertools import cycle

import pytest
from effort import calls

from cxtext.notation import notation
from cxtext.statistics import Found, find_in_text

TAGS = ("en", "ur", "ja")
"""Words with blanks, from right to left, and without blanks."""

LINE = 100_000
"""Characters of a long line."""

SHORT = 400
"""Characters of a line whose work is compared with that of one eight times as long."""

NUMBER = 1_000_000
"""Digits of a long number."""


def found_in(text: str, tag: str) -> Found:
    """What is found in a text; every place is where it is said to be."""
    found = find_in_text(text, language=tag)
    for row in (*found.rows, *found.leftovers):
        assert 0 <= row.start < row.end <= len(text)
        assert row.surface == text[row.start : row.end]
    return found


def growth(piece: str, tag: str, small: int, large: int) -> float:
    """How many times the work of a line of `small` characters one of `large` takes."""
    find_in_text(piece * 10, language=tag)  # what is made once is no part of the effort
    short, long = (piece * (length // len(piece)) for length in (small, large))
    some = calls(lambda: find_in_text(short, language=tag))
    return calls(lambda: find_in_text(long, language=tag)) / max(some, 2_000)


NUMBERS = {
    "digits": "9" * NUMBER,
    "Persian digits": "۹" * NUMBER,
    "full-width digits": "９" * NUMBER,
    "two scripts": "9۹" * (NUMBER // 2),
    "grouped": "1" + ",000" * (NUMBER // 3),
    "grouped with blanks": "1" + " 000" * (NUMBER // 3),
    "decimals": "0." + "3" * NUMBER,
}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_a_number_of_a_million_digits(number: str, tag: str) -> None:
    """Such a number is no statistic, it is left over in one piece, and what follows it is read."""
    found = found_in(f"{number} %.\n84 %", tag)
    assert [row.value for row in found.rows] == [84]
    assert [(row.start, row.end) for row in found.leftovers] == [(0, len(number))]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("piece", ["9", "۹", "1,000", "0.3", "９"])
def test_the_work_of_a_long_number(piece: str, tag: str) -> None:
    """Ten times the digits take at most about ten times the work."""
    assert growth(piece, tag, NUMBER // 100, NUMBER // 10) < 15


ODD = {
    "control characters": "\x00\x07\x1b\x7f\x85",
    "control characters in a number": "8\x004\x07 %\x1b",
    "lone combining marks": "\u0301\u064b\u3099\u0e31",
    "marks on blanks and digits": " \u0301\u03089\u0301",
    "piled marks": "e" + "\u0301" * 50,
    "directions never closed": "\u202b\u2067\u202e9% ",
    "joiners": "9\u200d\u200c\u2060 %\ufeff",
    "blanks of every kind": "9\u00a0\u2003\u3000\t\u202f% ",
    "unassigned and private": "\u0378\ue000\U0010ffff9 ",
    "emoji": "👩\u200d🚀 5\ufe0f\u20e3 ",
    "fractions": "½⅔ ",
    "superscripts": "x²⁹ ",
    "signs": "%‰$€-–−/:,.",
    "brackets": "((([9]",
    "quotes": "“9” ",
    "newlines": "\n\r\n\x0b\u2028 of many kinds 9\n\n",
    "one word": "aßfi",
    "a talk": "more than 84 percent, 3 out of 4, one in five, ",
    "the same in Urdu": "84 فیصد سے زائد، چار میں سے تین، ",
    "the same in Japanese": "84%以上、四人に三人、五割、",
}
"""What long lines are made of."""


@pytest.mark.parametrize(("piece", "tag"), list(zip(ODD.values(), cycle(TAGS), strict=False)), ids=ODD)
def test_a_long_line(piece: str, tag: str) -> None:
    """A line of 100,000 characters of any kind has a result, and what stands behind it is read."""
    line = piece * (LINE // len(piece))
    found = found_in(f"{line}\nx 84 %", tag)
    assert [(row.value, row.end) for row in found.rows[-1:]] == [(84, len(line) + 7)]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_the_work_of_a_long_line(piece: str, tag: str) -> None:
    """Eight times the line takes about eight times the work, not sixty-four times."""
    assert growth(piece, tag, SHORT, 8 * SHORT) < 12


TOUCHING = [("en", "$9 "), ("en", "9%"), ("ja", "9割"), ("ja", "一")]


@pytest.mark.parametrize(("tag", "piece"), TOUCHING)
def test_the_work_of_what_touches(tag: str, piece: str) -> None:
    """Lines of quantities without anything between them, and words without end."""
    assert growth(piece, tag, SHORT // 2, 4 * SHORT) < 12


def test_lone_surrogates() -> None:
    """Half a character, as it comes from text decoded with errors kept, breaks nothing."""
    assert [row.value for row in found_in("a\ud800 84 percent", "en").rows] == [84]


@pytest.mark.parametrize("tag", ["fa", "tr", "ur"])
@pytest.mark.parametrize("between", ["\n", " \n", " "])
def test_a_sign_belongs_to_its_own_line(between: str, tag: str) -> None:
    """Where a percent sign may stand before its number too, it still belongs to the digits it touches."""
    assert [notation(row) for row in found_in(f"5%{between}12 x", tag).rows][:1] == ["5%"]
