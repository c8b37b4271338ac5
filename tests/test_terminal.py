"""Tables in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import terminal


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("84 %", 4),
        ("八十四", 6),
        ("ｱｲｳ", 3),
        ("84", 2),
        ("८४ प्रतिशत", 9),
        ("שָׁלוֹם", 4),
        ("84\u200f%", 3),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
    ],
)
def test_width(text: str, cells: int) -> None:
    """Wide letters count two, combining marks and invisible controls nothing."""
    assert terminal.width(text) == cells


@given(st.text(), st.integers(1, 30))
def test_cut_fits(text: str, limit: int) -> None:
    """Cut text fits, begins like the text, and says when something is missing."""
    shown = terminal.cut(text, limit)
    assert terminal.width(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_marks_stay_with_their_letter() -> None:
    """A cut never takes the marks off the last letter that is kept."""
    assert terminal.cut("e\u0301e\u0301e\u0301e\u0301", 3) == "e\u0301e\u0301…"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (84.0, "84"),
        (0.75, "0.75"),
        (2400000.0, "2400000"),
        (True, "yes"),
        (False, ""),
        ((1, 2), "1, 2"),
        ("two\n lines", "two lines"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u2069", "ab"),
    ],
)
def test_plain(value: object, shown: str) -> None:
    """Cells are one line, and no control character reaches the terminal."""
    assert terminal.plain(value) == shown


@pytest.mark.parametrize("text", ["84 فیصد", "فیصد 84", "84 אחוז"])
def test_right_to_left_is_isolated(text: str) -> None:
    """Right-to-left text stands between RLI and PDI."""
    assert terminal.isolate(text) == f"\u2067{text}\u2069"


def test_table_with_both_directions() -> None:
    """Columns line up by display width; empty columns are left out; numbers stand at the right."""
    rows = [("lv", "84 procenti", 84.0, None), ("ur", "4 فیصد", 4.0, None)]
    shown = terminal.table(("language", "surface", "value", "period"), rows, total=80)
    assert shown.splitlines() == [
        "language  surface      value",
        "────────  ───────────  ─────",
        "lv        84 procenti     84",
        "ur        \u20674 فیصد\u2069           4",
    ]


def test_table_without_rows() -> None:
    """An empty table still says which columns it has."""
    assert terminal.table(("kind", "value"), [], total=80) == "kind  value\n────  ─────\n"


cells = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text() | st.lists(st.text(), max_size=2)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6), st.integers(24, 90))
def test_lines_never_run_over(rows: list[tuple[object, ...]], total: int) -> None:
    """Whatever the cells hold, every line fits and every row is one line."""
    lines = terminal.table(("one", "two", "three"), rows, total=total).split("\n")
    assert len(lines) == len(rows) + 3
    assert all(terminal.width(line) <= total for line in lines)
