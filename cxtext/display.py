"""Tables as a reader sees them in a notebook: every cell in its language and its direction.

polars shows strings in quotes, cuts them, and sets right-to-left text from the left;
:func:`show` does not.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from cxtext.terminal import plain
from cxtext.terminal import table as as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

_WIDE = 150
_TRANSLATED = frozenset(
    (
        "text",
        "surface",
        "sentence",
        "question",
        "answer",
        "questioner",
        "answerer",
        "speaker",
        "period",
        "unit",
    )
)
"""Columns whose cells are in the language of their row."""

_STYLE = "text-align:start;vertical-align:top;max-width:32em;white-space:pre-wrap"


class Shown(NamedTuple):
    """A table to look at; ``columns`` and ``rows`` are plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    languages: tuple[str | None, ...]

    def _repr_html_(self) -> str:
        head = "".join(f"<th style='text-align:start'>{escape(name)}</th>" for name in self.columns)
        body = "\n".join(self._row(row, tag) for row, tag in zip(self.rows, self.languages, strict=True))
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _row(self, row: tuple[object, ...], tag: str | None) -> str:
        cells = zip(self.columns, row, strict=True)
        return "<tr>" + "".join(_cell(name, value, tag) for name, value in cells) + "</tr>"

    def __repr__(self) -> str:
        return as_text(self.columns, self.rows, total=_WIDE)


def show(table: pl.DataFrame, columns: Sequence[str] | None = None, *, rows: int | None = None) -> Shown:
    """`table` to look at in a notebook: some of its columns (default: all), its first `rows` rows.

    Cells of a row with a ``language`` column are marked with that language and its direction.
    Raises TableError when a column is missing.
    """
    from cxtext.errors import TableError

    wanted = tuple(columns or table.columns)
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise TableError(
            f"The table has no column {', '.join(missing)}", hint=f"It has {', '.join(table.columns)}"
        )
    head = table if rows is None else table.head(rows)
    tags = head["language"].to_list() if "language" in head.columns else [None] * head.height
    return Shown(wanted, tuple(head.select(wanted).iter_rows()), tuple(tags))


def _cell(name: str, value: object, tag: str | None) -> str:
    text = escape(plain(value))
    if tag is not None and name in _TRANSLATED:
        return f"<td lang='{escape(tag)}' dir='{_direction(tag)}' style='{_STYLE}'>{text}</td>"
    return f"<td dir='auto' style='{_STYLE}'>{text}</td>"


def _direction(tag: str) -> str:
    from cxtext.errors import LanguageError
    from cxtext.language import load

    try:
        return load(tag).direction
    except LanguageError:
        return "auto"
