from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext.notation import notation, plain


class Said(NamedTuple):
    """The fields of a statistic that its notation shows."""

    kind: str
    value: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    part: int | None = None
    whole: int | None = None
    bound: str = "="
    approximate: bool = False
    marks: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("said", "short"),
    [
        (Said("percent", 84.0, "%"), "84%"),
        (Said("percent", 3.0, "‰"), "3‰"),
        (Said("percent", 84.0, "%", bound=">"), "> 84%"),
        (Said("percent", 30.0, "%", bound="<", approximate=True), "~< 30%"),
        (Said("percent", None, "%", low=10.0, high=15.0), "10..15%"),
        (Said("percent", 58.0, "%", marks=("composed",)), "58% [composed]"),
        (Said("percent", 5.5, "%", marks=("composed", "repaired")), "5.5% [composed] [repaired]"),
        (Said("points", 5.5, "pp"), "5.5pp"),
        (Said("ratio", 0.75, part=3, whole=4), "3/4"),
        (Said("ratio", 0.5, part=1, whole=2, approximate=True), "~ 1/2"),
        (Said("multiple", 0.5), "0.5x"),
        (Said("count", 1250.0, "stations"), "n=1250"),
        (Said("count", None, "people", low=200.0, high=250.0), "n=200..250"),
        (Said("money", 2400000.0, "EUR", bound="<="), "<= 2400000 EUR"),
        (Said("duration", 10.0, "year"), "10 year"),
        (Said("measure", 5.0, "kilometer", bound=">="), ">= 5 kilometer"),
        (Said("date", 2015.0), "@2015"),
    ],
)
def test_notation(said: Said, short: str) -> None:
    """Every kind, bound, range and mark has its short form."""
    assert notation(said) == short


def test_a_count_with_its_noun() -> None:
    """The noun of a count is written where it is asked for."""
    assert notation(Said("count", 1250.0, "stations"), unit=True) == "n=1250 stations"
    assert notation(Said("count", 1250.0), unit=True) == "n=1250"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (84, "84"),
        (84.0, "84"),
        (0.1, "0.1"),
        (2400000.0, "2400000"),
        (1e12, "1000000000000"),
        (100, "100"),
        (Decimal("5.50"), "5.5"),
        (Decimal("1E+3"), "1000"),
        (-3.2, "-3.2"),
        (0, "0"),
        (None, "?"),
    ],
)
def test_plain(number: float | Decimal | None, text: str) -> None:
    """Numbers are written in full, with a point and without needless zeros."""
    assert plain(number) == text


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_plain_reads_back(digits: int, places: int) -> None:
    """What is written is the number again."""
    number = Decimal(digits).scaleb(-places)
    assert Decimal(plain(number)) == number
