"""Word documents (.docx): the text of the body, and who speaks.

Kept are paragraphs, tables cell by cell, and names and questions that are bold or headings. Lost are
headers, footers, notes, comments, deleted and moved text, fields, numbers of lists, pictures, text boxes
that are there for old programs, and all look but bold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers import archive, xml
from cxtext.readers.paragraphs import Paragraph, compose_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.readers.document import Document

_MAIN = re.compile(r"word/document\d{0,3}\.xml")
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText"))
_ROW = "tr"
_BREAKS = frozenset(("br", "cr"))
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?:heading|title|strong|bold)", re.IGNORECASE)


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:  # noqa: ARG001 (XML says it)
    """The text of a document.

    Raises ReadError if it is no archive, damaged, larger than the limits of :mod:`cxtext.readers.archive`,
    or holds no text.
    """
    main = [member for member in archive.names(data, name=name) if _MAIN.fullmatch(member)]
    if not main:
        raise ReadError(
            "This is no Word document: word/document.xml is missing",
            path=name,
            hint="Save it as .docx in a word processor",
        )
    body = _Body()
    xml.parse(archive.member(data, main[0], name=name), body, name=name)
    return compose_paragraphs(body.paragraphs, name=name)


class _Body:
    """The paragraphs of a document, collected element by element."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._lines: list[list[tuple[str, bool]]] = []  # of each open paragraph: pieces of text, bold or not
        self._headings: list[bool] = []
        self._skipped = 0
        self._in_text = 0
        self._run = False  # inside a run: what is said of look is said of it, not of the paragraph mark
        self._bold = False
        self._cells: list[int] = []  # of each open row: the cells so far

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name in _SKIPPED:
            self._skipped += 1
        elif name == "p":
            self._lines.append([])
            self._headings.append(False)
        elif name == "r":
            self._run, self._bold = True, False
        elif name == _ROW:
            self._cells.append(0)
        elif name == "tc" and self._cells:
            self._cells[-1] += 1
        elif self._lines:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element inside a paragraph."""
        value = attributes.get("val", "")
        if name == "t":
            self._in_text += 1
        elif name == "tab":
            self._add(" ")
        elif name == "noBreakHyphen":
            self._add("\u2011")
        elif name in _BREAKS:
            self._add("\n")
        elif name == "b" and self._run:
            self._bold = value not in _OFF
        elif name == "rStyle":
            self._bold = self._bold or _HEADING.match(value) is not None
        elif name == "pStyle":
            self._headings[-1] = _HEADING.match(value) is not None

    def close(self, name: str) -> None:
        """An element ends."""
        if name in _SKIPPED:
            self._skipped -= 1
        elif name == "p" and self._lines:
            self._flush(self._lines.pop(), heading=self._headings.pop())
        elif name == "r":
            self._run = False
        elif name == "t" and self._in_text:
            self._in_text -= 1
        elif name == _ROW and self._cells:
            self._cells.pop()

    def text(self, text: str) -> None:
        """Text between tags."""
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._lines and not self._skipped:
            self._lines[-1].append((text, self._bold))

    def _flush(self, pieces: list[tuple[str, bool]], *, heading: bool) -> None:
        """The paragraph ends; a break inside it ends a line."""
        first_cell = bool(self._cells) and self._cells[-1] == 1
        line: list[tuple[str, bool]] = []
        for text, bold in [*pieces, ("\n", False)]:
            before, *after = text.split("\n")
            line.append((before, bold))
            for rest in after:
                self.paragraphs.append(_paragraph(line, heading=heading, strong=first_cell))
                line = [(rest, bold)]


def _paragraph(pieces: list[tuple[str, bool]], *, heading: bool, strong: bool) -> Paragraph:
    text = _blank("".join(text for text, _ in pieces))
    bold = []
    for piece, is_bold in pieces:
        if piece.strip() and not is_bold:
            break
        bold.append(piece)
    whole = heading or strong
    return Paragraph(text, len(text) if whole else len(_blank("".join(bold))), heading=heading)


def _blank(text: str) -> str:
    return " ".join(re.split(r"[ \t\n\r]+", text)).strip(" ")
