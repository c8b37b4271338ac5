from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext.digits import LONGEST, TOO_LONG, VULGAR, Conventions, Digits, normal, read
from cxtext.text import fold

COMMA, POINT, PERSIAN = ",", ".", "\u066b"


def first(text: str, decimal: str = POINT, **options: frozenset[str]) -> Digits:
    """The number at the first digit of a text."""
    folded = fold(text)
    at = next(at for at, char in enumerate(folded) if char.isdigit())
    return read(folded, at, Conventions(folded, decimal=decimal), **options)


def value(text: str, decimal: str = POINT) -> int | Decimal | None:
    """What it is worth."""
    return first(text, decimal).value


@pytest.mark.parametrize(
    ("text", "decimal", "worth"),
    [
        ("84", POINT, 84),
        ("84", COMMA, 84),
        ("007", POINT, 7),
        ("8.4", POINT, "8.4"),
        ("8,4", COMMA, "8.4"),
        ("8,4", POINT, "8.4"),
        ("8.4", COMMA, "8.4"),
        ("0.5", COMMA, "0.5"),
        ("1,250", POINT, 1250),
        ("1.250", COMMA, 1250),
        ("1 250", COMMA, 1250),
        ("1'250", POINT, 1250),
        ("1,234,567", POINT, 1234567),
        ("1.234.567", COMMA, 1234567),
        ("1,234,567", COMMA, 1234567),
        ("1 234 567", POINT, 1234567),
        ("1,234.5", POINT, "1234.5"),
        ("1.234,5", COMMA, "1234.5"),
        ("1,234.5", COMMA, "1234.5"),
        ("12,34,567", POINT, 1234567),
        ("1,00,000", POINT, 100000),
        ("1,00,000.50", POINT, "100000.5"),
        ("۱٬۲۳۴", PERSIAN, 1234),
        ("۱۲٫۷۵", PERSIAN, "12.75"),
        ("۹۹/۹۸", PERSIAN, "99.98"),
        ("१,००,०००", POINT, 100000),
        ("１，２５０", POINT, 1250),
        ("2½", POINT, "2.5"),
        ("3¾", COMMA, "3.75"),
        ("5.0", POINT, 5),
        ("0.001", POINT, "0.001"),
        ("9" * 18, POINT, 10**18 - 1),
    ],
)
def test_value(text: str, decimal: str, worth: int | str) -> None:
    """Groups and decimals are read by shape, by the language, and by what the text itself does."""
    found = first(text, decimal)
    assert found.value == (worth if isinstance(worth, int) else Decimal(worth))
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "decimal", "reason"),
    [
        ("1,234", COMMA, "a thousand or a decimal number"),
        ("10:30", POINT, "a clock time"),
        ("10:30:15", POINT, "a clock time"),
        ("2024-05-03", POINT, "a date"),
        ("3.5.2015", COMMA, "a date"),
        ("3/5/2015", POINT, "a date"),
        ("192.168.0.1", POINT, "a version or an address"),
        ("2.4.1", POINT, "a"),
        ("555-1234-42-17", POINT, "a telephone or reference number"),
        ("555-01-42-17", POINT, "a telephone or reference number"),
        ("9" * 19, POINT, TOO_LONG),
        ("9" * 30, POINT, TOO_LONG),
    ],
)
def test_no_value(text: str, decimal: str, reason: str) -> None:
    """What is no number, could be two, or cannot be held, has no value and says why."""
    found = first(text, decimal)
    assert found.value is None
    assert (found.reason or "").startswith(reason)
    assert found.end == len(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://example.org/84%25", "part of a web or mail address"),
        ("www.84.example", "part of a web or mail address"),
        ("me@84.example", "part of a web or mail address"),
        ("#84", "a label, not a quantity"),
        ("№ 84".replace(" ", ""), "a label, not a quantity"),
        ("A84", "part of a name or code"),
        ("Covid-19", "part of a name or code"),
    ],
)
def test_part_of_something_else(text: str, reason: str) -> None:
    """Digits inside a name, a code or an address are no quantity."""
    found = first(text)
    assert (found.value, found.reason) == (None, reason)


def test_words_that_may_touch() -> None:
    """A currency or a proclitic may touch a number from the left; in unspaced scripts any word may."""
    assert first("EUR84", glued=frozenset({"eur"})).value == 84
    assert first("EUR84").value is None
    assert first("約84").value == 84


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("was −3", -3),
        ("was -3", -3),
        ("(-3)", -3),
        ("-3", 3),
        ("one\n- 3", 3),
        ("5-3", 5),
        ("mid-3", None),
    ],
)
def test_sign(text: str, worth: int | None) -> None:
    """A minus counts after a blank or a bracket, not at the start of a line, in a range or in a word."""
    assert value(text) == worth


@pytest.mark.parametrize(
    ("text", "decimal", "worth"),
    [
        ("1,234 and 5.5", COMMA, 1234),
        ("1,234 and 5,5", COMMA, Decimal("1.234")),
        ("1.234 and 5.5", COMMA, None),
        ("1.234 and 1.234.567", POINT, 1234),
        ("1,234 and 12,5", POINT, None),
        ("1.234 and 5.5", POINT, Decimal("1.234")),
        ("1,234 and 1,234,567", COMMA, 1234),
    ],
)
def test_the_rest_of_the_text_tells(text: str, decimal: str, worth: int | Decimal | None) -> None:
    """One group of three is a thousand or decimals as the other numbers of the text show; else neither."""
    assert value(text, decimal) == worth


def test_vulgar_fractions() -> None:
    """Unicode's vulgar fractions are worth what Unicode says."""
    import unicodedata

    assert len(VULGAR) == 18
    assert [
        char for char, (part, whole) in VULGAR.items() if abs(unicodedata.numeric(char) - part / whole) > 1e-6
    ] == []


@pytest.mark.parametrize(
    ("number", "whole"), [("5.00", True), ("5.10", False), ("0.0", True), ("1E+3", True)]
)
def test_normal(number: str, whole: bool) -> None:
    """A whole Decimal becomes an int of the same value."""
    made = normal(Decimal(number))
    assert made == Decimal(number)
    assert isinstance(made, int) is whole


@given(st.integers(0, 10**LONGEST - 1), st.sampled_from([POINT, COMMA]))
def test_plain_digits(number: int, decimal: str) -> None:
    """Digits without separators are exactly what they say, in every language."""
    assert value(str(number), decimal) == number


@given(st.integers(1000, 10**15), st.sampled_from([(",", POINT), (".", COMMA), (" ", COMMA), ("'", POINT)]))
def test_grouped_digits(number: int, how: tuple[str, str]) -> None:
    """A number in groups of the language's own sign is exactly what it says."""
    separator, decimal = how
    assert value(f"{number:,}".replace(",", separator), decimal) == number


@given(st.decimals(0, 10**9, places=2), st.sampled_from([POINT, COMMA]), st.sampled_from([POINT, COMMA]))
def test_decimals(number: Decimal, sign: str, decimal: str) -> None:
    """Two decimals leave no doubt, whichever sign they follow."""
    assert value(str(number).replace(".", sign), decimal) == number


@given(st.text("0123456789.,:/-' ½%", min_size=1, max_size=30), st.sampled_from([POINT, COMMA, PERSIAN]))
def test_always_ahead(text: str, decimal: str) -> None:
    """Whatever surrounds a digit, reading goes ahead: it ends behind the digit and inside the text."""
    folded = fold(text)
    how = Conventions(folded, decimal=decimal)
    for at, char in enumerate(folded):
        if char.isdigit():
            found = read(folded, at, how)
            assert found.start <= at < found.end <= len(text)
            assert found.value is None or found.reason is None
