"""Tables of utterances: CSV and TSV (.csv, .tsv, .tab) with a header.

The columns are found by their names (:mod:`cxtext.readers.records` lists them): one with the text, and
perhaps the speaker, the times, the role. The delimiter is the one that finds most columns in the header.
Lost are all other columns. An empty cell of the speaker means that the one before goes on.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers.decoding import decode
from cxtext.readers.records import SPEAKERS, TEXTS, compose_records, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxtext.readers.document import Document

DELIMITERS = (",", ";", "\t", "|")

MAX_CELL = 1024 * 1024
"""Characters of the longest cell; a longer one is mostly a quotation mark that is never closed."""

_LANGUAGES = ("language", "lang", "languagecode")


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The utterances of a table.

    Raises ReadError for a table without a column of texts, for rows that do not fit the header, quotation
    marks that are never closed, and for several languages in one table; with the line, where there is one.
    """
    text, notes = decode(data, name=name, prefer=prefer)
    first, _, rest = text.lstrip("\n").partition("\n")
    skipped = len(text) - len(text.lstrip("\n"))
    delimiter = None
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel says so
        delimiter, text, skipped = first[4], rest, skipped + 1
    delimiter = delimiter or _delimiter(text, name)
    rows = _rows(text.lstrip("\n"), delimiter, name, skipped)
    header, *body = rows
    fields = [plain(cell) for cell in header[1]]
    if not any(field in TEXTS for field in fields):
        raise _no_text(header[1], name)
    records = [dict(zip(fields, _fitted(row, fields, delimiter, name), strict=False)) for row in body]
    _refuse_languages(records, name)
    return compose_records(records, name=name, notes=notes, sticky=True)


def _delimiter(text: str, name: str) -> str:
    """The delimiter with which the header has a column of texts, and most columns."""
    line = text.lstrip("\n").partition("\n")[0]
    found = []
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        if any(plain(cell) in TEXTS for cell in header):
            found.append((len(header), delimiter))
    if not found:
        raise _no_text([line[:80]], name)
    return max(found, key=lambda each: each[0])[1]


_Row = tuple[int, list[str]]


def _rows(text: str, delimiter: str, name: str, skipped: int) -> list[_Row]:
    """The rows with the line in which each ends; tables with tabs may have bare quotation marks."""
    try:
        return list(_parsed(text, delimiter, csv.QUOTE_MINIMAL, name, skipped))
    except ReadError:
        if delimiter != "\t":
            raise
        return list(_parsed(text, delimiter, csv.QUOTE_NONE, name, skipped))


def _parsed(text: str, delimiter: str, quoting: int, name: str, skipped: int) -> Iterator[_Row]:
    limit = csv.field_size_limit(MAX_CELL)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num + skipped, row
    except csv.Error as error:
        raise _broken(error, name, reader.line_num + skipped) from None
    finally:
        csv.field_size_limit(limit)


def _broken(error: csv.Error, name: str, line: int) -> ReadError:
    if "field limit" in str(error):
        what = f"A cell is longer than the limit of {MAX_CELL:,} characters"
        hint = "Close its quotation mark, or raise cxtext.readers.table.MAX_CELL"
        return ReadError(what, path=name, line=line, hint=hint)
    hint = 'Put a cell that holds quotation marks between quotation marks, and double those inside: "a ""b"""'
    return ReadError(f"This is no CSV: {error}", path=name, line=line, hint=hint)


def _fitted(row: _Row, fields: Sequence[str], delimiter: str, name: str) -> list[str]:
    """The cells of a row. Too many are the last one cut by delimiters, if that is the text."""
    line, cells = row
    if len(cells) <= len(fields):
        return cells
    extra = cells[len(fields) :]
    if fields[-1] in TEXTS:
        return [*cells[: len(fields) - 1], delimiter.join([cells[len(fields) - 1], *extra])]
    if any(cell.strip() for cell in extra):
        raise ReadError(
            f"This row has {len(cells)} cells, the header {len(fields)}",
            path=name,
            line=line,
            hint=f"Put cells that hold {delimiter!r} between quotation marks",
        )
    return cells


def _refuse_languages(records: Sequence[dict[str, str]], name: str) -> None:
    for field in _LANGUAGES:
        tags = {record[field].strip() for record in records if record.get(field, "").strip()}
        if len(tags) > 1:
            raise ReadError(
                f"The table holds several languages: {', '.join(sorted(tags)[:5])}",
                path=name,
                hint="Keep one file for each language",
            )


def _no_text(header: Sequence[str], name: str) -> ReadError:
    return ReadError(
        f"No column of this table is known to hold the text: {', '.join(header[:8])[:80]}",
        path=name,
        line=1,
        hint=f"Name the columns in the first line: one of {', '.join(TEXTS[:5])} … for the text, "
        f"{', '.join(SPEAKERS[:3])} … for the speaker",
    )
