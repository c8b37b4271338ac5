from __future__ import annotations

import pytest

from cxtext.notation import notation
from cxtext.repairs import DOUBT
from cxtext.statistics import find_in_text

CERTAIN = [
    ("en", "It went from 25.8 % to 26. 1 %.", ["25.8%", "26.1% [repaired]"]),
    ("en", "It is 26.1% here, 91。7% there.", ["26.1%", "91.7% [repaired]"]),
    ("en", "Only 0. 1 % of them came.", ["0.1% [repaired]"]),
    ("en", "Only 8 0% of them came.", ["80% [repaired]"]),
    ("en", "All 1 00% of them came.", ["100% [repaired]"]),
    ("lv", "Bezdarbs kritās no 6,8 % uz 6, 5 %.", ["6.8%", "6.5% [repaired]"]),
    ("lv", "Atbildēja tikai 8 0 % klientu.", ["80% [repaired]"]),
    ("ur", "شرح 25.8 فیصد سے 26. 1 فیصد ہو گئی۔", ["25.8%", "26.1% [repaired]"]),
    ("ur", "صرف ۸ ۰٪ لوگ آئے۔", ["80% [repaired]"]),
]

SOUND = [
    ("en", "In year 2, 90 percent came.", ["90%"]),
    ("en", "There were 5, 10 percent of them late.", ["10%"]),
    ("en", "He left in 2015. 40 percent followed.", ["@2015", "40%"]),
    ("en", "Bring 3. 200 people wait.", ["n=200"]),
    ("en", "We came by bus 8 0 5.", []),
    ("lv", "2. gads, 90 procenti.", ["90%"]),
    ("ur", "سال 2، 90 فیصد", ["90%"]),
]


@pytest.mark.parametrize(("tag", "text", "wanted"), CERTAIN)
def test_repaired(tag: str, text: str, wanted: list[str]) -> None:
    """A cut number is put together and marked where nothing else can be meant; its surface is whole."""
    rows = find_in_text(text, language=tag).rows
    assert [notation(row) for row in rows] == wanted
    for row in rows:
        assert ("repaired" in row.marks) == any(
            cut in row.surface for cut in (". ", ", ", "。", "8 0", "1 0", "۸ ۰")
        )


@pytest.mark.parametrize(("tag", "text", "wanted"), SOUND)
def test_left_alone(tag: str, text: str, wanted: list[str]) -> None:
    """Two numbers that can stand beside each other stay two."""
    assert [notation(row) for row in find_in_text(text, language=tag).rows] == wanted


@pytest.mark.parametrize(
    "text",
    ["We had 26. 1 % of them came.", "The year was 12. 5 percent is too much.", "It was 91. 7% of all"],
)
def test_doubtful(text: str) -> None:
    """Where a decimal or a new sentence can be meant, neither half is read, and both are left over."""
    found = find_in_text(text, language="en")
    assert found.rows == ()
    assert [row.reason for row in found.leftovers] == [DOUBT, DOUBT]
