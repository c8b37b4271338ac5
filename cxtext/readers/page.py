"""HTML pages (.html, .htm, .xhtml): the main text, and who speaks.

Kept is what a reader would read: paragraphs, lists, tables, ``<details>``, and names and questions that
are bold, terms of a definition list, summaries, or of a class such as ``speaker``. Lost are navigation,
headers and footers of the site, forms, scripts, comments and share buttons, pictures with their texts,
addresses of links, and all look but bold.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxtext import furniture
from cxtext.readers.decoding import decode
from cxtext.readers.markup import Tag, tokens
from cxtext.readers.paragraphs import Paragraph, compose_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxtext.readers.document import Document

MIN_MAIN = 0.25
"""What the names of classes leave of a page must be at least this share, or they are not believed."""

LINKS = 0.8
"""A line that is no sentence, and of which this share are links, leads somewhere else."""


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section "
    "summary table tbody td tfoot th thead title tr ul"
)
_CLOSES_P = _BLOCKS - {"html", "body", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
_NO_TEXT = _words(
    "script style template noscript svg math canvas object audio video select datalist textarea iframe "
    "title rt rp map dialog"
)
_AROUND = frozenset(("nav", "footer", "aside"))
_ROLES_AROUND = _words("navigation banner contentinfo search complementary menu menubar dialog")
_CLASSES_AROUND = _words(
    "nav navbar navigation menu sidebar breadcrumb breadcrumbs footer cookie cookies share sharing social "
    "related comments comment advert ads newsletter pagination skip"
)
_ROW = "tr"
_CELLS = ("td", "th")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = _HEADINGS | {"b", "strong", "dt", "th"}
_HOLDERS = frozenset(("div", "section", "article", "main", "body", "html", "ul", "ol", "li", "dl", "tr"))
_CLASSES_NAMED = frozenset(("speaker", "speakername", "speakerlabel", "talker", "interlocutor"))
_CLASSES_ASKED = frozenset(("question", "interviewer"))
_WORDS = re.compile(r"[a-z0-9]+")
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
_CODE_PAGES = re.compile(
    r"(?:iso-?8859|latin|cp\d|windows-\d|koi8|shift[_-]?jis|euc|gb|big5|iso-?2022|mac)", re.IGNORECASE
)


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The main text of a page. Raises ReadError if it is binary, undecodable, or without any text."""
    text, notes = decode(data, name=name, prefer=(*_declared(data), *prefer))
    found = _Page()
    for token in tokens(text):
        if isinstance(token, str):
            found.text(token)
        elif token.closing:
            found.close(token.name)
        else:
            found.open(token)
    found.flush()
    return compose_paragraphs(_main(found.lines), name=name, notes=notes)


def _declared(data: bytes) -> tuple[str, ...]:
    """The code page that a page says it is in; tried only if it is not UTF-8."""
    match = _CHARSET.search(data[:4096])
    declared = match[1].decode("ascii") if match else ""
    return (declared,) if _CODE_PAGES.match(declared) else ()


class _State(NamedTuple):
    """What holds for the text inside the open elements."""

    lost: bool = False  # no text of the page at all
    around: bool = False  # navigation and its like, by the element or its role
    guessed: bool = False  # the same, by the name of a class
    main: bool = False
    strong: bool = False
    link: bool = False
    lines: bool = False  # newlines are newlines
    named: bool = False
    asked: bool = False
    heading: bool = False


class _Line(NamedTuple):
    """A paragraph and where it stands."""

    paragraph: Paragraph
    state: _State
    linked: bool


class _Page:
    """The lines of a page, collected tag by tag. A stack instead of recursion: no depth is too deep."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._stack: list[tuple[str, _State]] = []
        self._open: Counter[str] = Counter()
        self._pieces: list[tuple[str, _State]] = []
        self._state = _State()
        self._first = False  # whether the next cell is the first of its row

    def open(self, tag: Tag) -> None:
        """A tag opens: a block begins a line, and closes what it cannot stand in."""
        if tag.name in _BLOCKS or tag.name == "br":
            self.flush()
        if tag.name in _CLOSES_P and self._open["p"]:
            self.close("p")
        for twin in ("dt", "dd"):
            if tag.name in ("dt", "dd") and self._open[twin]:
                self.close(twin)
        if tag.name not in _VOID:
            self._stack.append((tag.name, self._state))
            self._open[tag.name] += 1
            self._state = _inside(self._state, tag, first=self._first)
        if tag.name in _CELLS:
            self._first = False
        elif tag.name == _ROW:
            self._first = True

    def close(self, name: str) -> None:
        """A tag closes, and all that was opened after it; nothing, if it was never opened."""
        if not self._open[name]:
            return
        closed = ""
        while closed != name:
            closed, state = self._stack.pop()
            self._open[closed] -= 1
            if closed in _BLOCKS:
                self.flush()
            self._state = state

    def text(self, text: str) -> None:
        """Text between tags."""
        if self._state.lost:
            return
        if not self._state.lines:
            self._pieces.append((text, self._state))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.flush()
            self._pieces.append((line, self._state))

    def flush(self) -> None:
        """The line ends."""
        pieces, self._pieces = self._pieces, []
        text = _blank("".join(text for text, _ in pieces))
        if text:
            self.lines.append(_line(text, pieces))


def _line(text: str, pieces: Sequence[tuple[str, _State]]) -> _Line:
    visible = [(piece, state) for piece, state in pieces if piece.strip()]
    bold = []
    for piece, state in pieces:
        if piece.strip() and not state.strong:
            break
        bold.append(piece)
    strong = len(_blank("".join(bold)))
    linked = sum(len(piece) for piece, state in visible if state.link)
    named = _blank("".join(piece for piece, _ in pieces[: _leading(pieces)]))
    paragraph = Paragraph(text, strong, len(named), visible[0][1].asked, visible[0][1].heading)
    total = sum(len(piece) for piece, _ in visible)
    return _Line(paragraph, visible[0][1], linked >= LINKS * total and not furniture.punctuated(text))


def _leading(pieces: Sequence[tuple[str, _State]]) -> int:
    """How many pieces at the beginning name the speaker."""
    return next(
        (i for i, (piece, state) in enumerate(pieces) if piece.strip() and not state.named), len(pieces)
    )


def _blank(text: str) -> str:
    return " ".join(re.split(r"[ \t\n\r\f]+", text)).strip(" ")


def _inside(state: _State, tag: Tag, *, first: bool) -> _State:
    """What holds inside of `tag`."""
    name, role = tag.name, tag.attributes.get("role", "")
    classes = set(_WORDS.findall(f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}".lower()))
    page = name in ("html", "body", "main", "article")
    main = state.main or name in ("main", "article") or role == "main"
    hidden = "hidden" in tag.attributes or tag.attributes.get("aria-hidden") == "true"
    around = name in _AROUND or role in _ROLES_AROUND or (name == "header" and not main)
    return _State(
        lost=state.lost or name in _NO_TEXT or (hidden and not page),
        around=state.around or (around and not page),
        guessed=state.guessed or name == "form" or (bool(classes & _CLASSES_AROUND) and not page),
        main=main,
        strong=state.strong or name in _BOLD or (name == "td" and first),
        link=state.link or name in ("a", "button"),
        lines=state.lines or name == "pre",
        named=state.named or (bool(classes & _CLASSES_NAMED) and name not in _HOLDERS),
        asked=state.asked or name in ("dt", "summary") or bool(classes & _CLASSES_ASKED),
        heading=state.heading or name in _HEADINGS,
    )


def _main(lines: Iterable[_Line]) -> list[Paragraph]:
    """The paragraphs of the main text."""
    read = [line for line in lines if not line.state.around and not line.linked]
    kept = [line for line in read if not line.state.guessed]
    if _size(kept) < MIN_MAIN * _size(read):
        kept = read
    inside = [line for line in kept if line.state.main]
    chosen = inside if _size(inside) * 2 > _size(kept) else kept
    return [line.paragraph for line in chosen]


def _size(lines: Iterable[_Line]) -> int:
    return sum(len(line.paragraph.text) for line in lines)
