"""Tables on disk."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from cxtext import export, schema
from cxtext.errors import WriteError

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("name", "bound", "value", "marks", "approximate")
ROWS = [
    ("84 فیصد", "=", 84.0, ("composed", "repaired"), True),
    ("=cmd|' /C calc'!A0", ">=", None, (), False),
    ('two\nlines, "quoted"', "<", 0.1, ("inverted",), False),
]


def leftovers() -> pl.DataFrame:
    """A small real table."""
    rows = [
        ("t", "lv", 1, 0, 3, 5, "12", "no unit", "=SUM(1;2) 12"),
        ("t", "lv", 2, 1, 9, 10, "7", "-", "+7"),
    ]
    return schema.frame("leftovers", rows)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84 %", "'+84 %"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("84 %", "84 %"),
        ("'tis 5", "'tis 5"),
        ("", ""),
    ],
)
def test_guard(text: str, cell: str) -> None:
    """Only what a spreadsheet would run gets an apostrophe, and it comes off again."""
    assert export.guard(text) == cell
    assert export.unguard(cell) == text


@given(st.text(alphabet="'=+-@\t\ra٨1 ") | st.text())
def test_guard_can_be_undone(text: str) -> None:
    """Guarding loses nothing, and nothing guarded starts like a formula."""
    cell = export.guard(text)
    assert export.unguard(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_cells() -> None:
    """CSV: null is empty, lists are JSON, signs of an enumeration stay, free text is guarded."""
    lines = list(csv.reader(io.StringIO(export.to_csv(COLUMNS, ROWS))))
    assert lines == [
        list(COLUMNS),
        ["84 فیصد", "=", "84.0", '["composed", "repaired"]', "true"],
        ["'=cmd|' /C calc'!A0", ">=", "", "[]", "false"],
        ['two\nlines, "quoted"', "<", "0.1", '["inverted"]', "false"],
    ]


def test_csv_line_ends() -> None:
    """Every line of a CSV ends with a newline alone."""
    text = export.to_csv(("a",), [("x",), ("y",)])
    assert text == "a\nx\ny\n"


@given(st.lists(st.tuples(st.text(), st.none() | st.floats(allow_nan=False, allow_infinity=False))))
def test_json_and_jsonl_hold_the_same(rows: list[tuple[str, float | None]]) -> None:
    """Both JSON formats give back every cell, whatever characters it holds."""
    expected = [{"text": text, "number": number} for text, number in rows]
    assert json.loads(export.to_json(("text", "number"), rows)) == expected
    lines = export.to_jsonl(("text", "number"), rows).split("\n")[:-1]
    assert [json.loads(line) for line in lines] == expected


def test_tables_on_disk(tmp_path: Path) -> None:
    """Every table is written as Parquet and CSV; Parquet gives back the same table."""
    paths = export.write_tables({"leftovers": leftovers()}, str(tmp_path / "new" / "talk"))
    assert [os.path.basename(path) for path in paths] == ["leftovers.parquet", "leftovers.csv"]
    assert_frame_equal(pl.read_parquet(paths[0]), leftovers())
    written = (tmp_path / "new" / "talk" / "leftovers.csv").read_text(encoding="utf-8")
    assert written == export.to_csv(schema.columns("leftovers"), leftovers().rows())
    assert "'=SUM(1;2) 12" in written


@pytest.mark.parametrize("kind", export.FORMATS)
def test_the_same_bytes_twice(tmp_path: Path, kind: str) -> None:
    """The same table is the same file, byte for byte."""
    first, second = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    export.write_table(leftovers(), str(first))
    export.write_table(leftovers(), str(second))
    assert first.read_bytes() == second.read_bytes() != b""


def test_unknown_format(tmp_path: Path) -> None:
    """A suffix that names no format is an error that lists the formats."""
    with pytest.raises(WriteError, match=r"xlsx.*csv, json, jsonl, parquet"):
        export.write_table(leftovers(), str(tmp_path / "a.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_all_or_nothing(tmp_path: Path) -> None:
    """When writing fails half-way, the old file stays and no draft is left behind."""
    target = tmp_path / "page.html"
    target.write_text("old")

    def half_way() -> None:
        with export.replacing(str(target)) as draft:
            with open(draft, "w") as file:
                file.write("half")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        half_way()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_text() == "old"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A file where a folder must be is a WriteError with the path and what to do."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(WriteError, match="--out") as caught:
        export.write_bytes(b"x", str(tmp_path / "taken" / "a.csv"))
    assert caught.value.path == str(tmp_path / "taken")
