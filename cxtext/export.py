"""Tables as files: CSV, JSON, JSON lines and Parquet; every file is written whole or not at all.

Text formats come from plain rows, without polars, so that the command line starts quickly. They
are UTF-8 with ``\\n`` at line ends, and the same table is always the same bytes.

- **CSV**: null is empty, booleans are ``true`` and ``false``, lists are JSON text. A cell of free
  text that a spreadsheet would run as a formula (it starts with ``= + - @``, their full-width
  forms, a tab or a carriage return) gets an apostrophe in front; :func:`unguard` takes it off.
- **JSON** is one list of objects, **JSON lines** one object per line; lists stay lists.
"""

from __future__ import annotations

import csv
import os
import sys
from contextlib import contextmanager
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NoReturn

from cxtext import schema
from cxtext.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    Rows = Iterable[Sequence[Any]]

FORMATS = ("csv", "json", "jsonl", "parquet")

# The first characters that make a spreadsheet run a cell (OWASP, "CSV Injection").
_FORMULA = "=+-@\t\r＝＋－＠"


def make_folder(path: str) -> None:
    """Make a folder and those above it.

    Raises:
        WriteError: it cannot be made.
    """
    try:
        os.makedirs(path or ".", exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: str, error: OSError) -> WriteError:
    reason = error.strerror or str(error)
    return WriteError(f"Cannot write here: {reason}", path=path, hint="Choose another place with --out")


@contextmanager
def replacing(path: str) -> Iterator[str]:
    """A temporary path beside `path`; what is written there replaces `path` when all went well.

    The temporary name keeps the suffix, because some writers choose the format by it.

    Raises:
        WriteError: the folder cannot be made or written to.
    """
    folder, name = os.path.split(path)
    make_folder(folder)
    draft = os.path.join(folder, f".{os.getpid()}-{name}")
    try:
        yield draft
        os.replace(draft, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)


def write_bytes(data: bytes, path: str) -> None:
    """Write `data` to `path`, whole or not at all; folders are made as needed.

    Raises:
        WriteError: the place cannot be written to.
    """
    with replacing(path) as draft, open(draft, "wb") as file:
        file.write(data)


def pour(data: bytes) -> None:
    """Write to standard output as it is, whatever the terminal prefers; end quietly if nobody reads on."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        hang_up()


def hang_up() -> NoReturn:
    """End the process as other tools do when the reader has seen enough (``| head``)."""
    # What is still in the buffer must go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(141)  # 128 + SIGPIPE


def guard(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula.

    >>> guard("=1+1"), guard("+84 %"), guard("84 %")
    ("'=1+1", "'+84 %", '84 %')
    """
    return "'" + text if _runs(text) else text


def unguard(cell: str) -> str:
    """The text that :func:`guard` made `cell` of.

    >>> unguard("'+84 %")
    '+84 %'
    """
    return cell[1:] if cell.startswith("'") and _runs(cell) else cell


def _runs(text: str) -> bool:
    # Apostrophes in front are looked through, so that guarding can be undone without a doubt.
    return text.lstrip("'").startswith(tuple(_FORMULA))


def _cell(column: str, value: object) -> object:
    if isinstance(value, str):
        # The signs of an enumeration ("=", ">=") are no free text, and no formula either.
        return value if value in schema.ENUMS.get(column, ()) else guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return _json(value) if value else "[]"  # most are empty, and json takes a while to import
    return value


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def to_csv(columns: Sequence[str], rows: Rows) -> str:
    """The table as CSV with a header line."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(name, value) for name, value in zip(columns, row, strict=True)] for row in rows)
    return text.getvalue()


def _objects(columns: Sequence[str], rows: Rows) -> list[str]:
    return [_json(dict(zip(columns, row, strict=True))) for row in rows]


def to_jsonl(columns: Sequence[str], rows: Rows) -> str:
    """The table as JSON lines: one object per row."""
    return "".join(line + "\n" for line in _objects(columns, rows))


def to_json(columns: Sequence[str], rows: Rows) -> str:
    """The table as one JSON list of objects, one object per line."""
    lines = _objects(columns, rows)
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


TEXTS: Mapping[str, Callable[[Sequence[str], Rows], str]] = {
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
}


def to_parquet(table: pl.DataFrame) -> bytes:
    """The table as a Parquet file."""
    buffer = BytesIO()
    table.write_parquet(buffer)
    return buffer.getvalue()


def write_table(table: pl.DataFrame, path: str) -> None:
    """Write a DataFrame to `path`, in the format its suffix names (one of :data:`FORMATS`).

    Raises:
        WriteError: another suffix, or the place cannot be written to.
    """
    kind = os.path.splitext(path)[1].lstrip(".").lower()
    if kind not in FORMATS:
        raise WriteError(
            f"No table format is called {kind!r}", path=path, hint="The formats are " + ", ".join(FORMATS)
        )
    write_bytes(
        to_parquet(table) if kind == "parquet" else TEXTS[kind](table.columns, table.iter_rows()).encode(),
        path,
    )


def write_tables(tables: Mapping[str, pl.DataFrame], folder: str) -> list[str]:
    """Write every table to `folder` as ``<name>.parquet`` and ``<name>.csv``; returns the paths.

    Raises:
        WriteError: the folder cannot be written to.
    """
    paths = [os.path.join(folder, f"{name}.{kind}") for name in tables for kind in ("parquet", "csv")]
    for path in paths:
        write_table(tables[os.path.splitext(os.path.basename(path))[0]], path)
    return paths
