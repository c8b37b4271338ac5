"""Matchers: pieces of templates found at a place of a folded text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from cxtext.template.edges import closes, is_word, opens
from cxtext.template.pieces import BLANK, PUNCTUATION

if TYPE_CHECKING:
    from cxtext.template.pieces import Form, Piece

_WINDOW = 80
"""Characters beside a slot that are looked at."""

_ENDING = 40
"""Letters of the longest ending of a word."""

_BLANKS = 3
"""Blanks that may stand beside a slot."""

LONGEST_BETWEEN = 100
"""Characters between two slots of a template."""

_BLANK = re.compile(BLANK)
_punctuation = re.compile(PUNCTUATION)

Payload = TypeVar("Payload")


class Found(NamedTuple):
    """A match of a template piece: the place of what belongs to the surface, and of all it needs."""

    start: int
    end: int
    reach: int


class Choices(Generic[Payload]):
    """Many pieces of one direction with payloads: their forms in one table, the rest one by one."""

    __slots__ = ("_any", "_backwards", "_by_first", "_glued", "_spaced")

    def __init__(self, pieces: list[tuple[Piece, Payload]], *, backwards: bool) -> None:
        self._backwards = backwards
        self._glued: _Table[Payload] = _Table()
        self._spaced: _Table[Payload] = _Table()
        self._any: list[tuple[Matcher, int, Payload]] = []
        self._by_first: dict[str, list[tuple[Matcher, int, Payload]]] = {}
        for order, (piece, payload) in enumerate(pieces):
            if piece.forms is not None:
                for form in piece.forms:
                    (self._spaced if form.spaced else self._glued).add(form, order, payload)
            elif piece.first is None or "" in piece.first:
                self._any.append((Matcher(piece), order, payload))
            else:
                matcher = Matcher(piece)
                for char in piece.first:
                    self._by_first.setdefault(char, []).append((matcher, order, payload))

    def all(self, text: str, at: int) -> list[tuple[Found, Payload]]:
        """Every piece that stands at `at`, the longest first (ties in file order)."""
        step = -1 if self._backwards else 1
        beside = _past_blanks(text, at, step)
        found: dict[int, tuple[Found, int, Payload]] = {}
        for matcher, order, payload in (*self._any, *self._by_first.get(_char(text, beside, step), ())):
            match = matcher.match(text, at)
            if match is not None:
                found[order] = (match, order, payload)
        for table, base in ((self._glued, at), (self._spaced, beside)):
            if table:
                table.find(text, at, base, step, found)
        if not found:
            return []
        ordered = sorted(found.values(), key=lambda item: (item[0].start - item[0].end, item[1]))
        return [(match, payload) for match, _, payload in ordered]


class _Table(Generic[Payload]):
    """Forms by their first characters, with the pieces they belong to."""

    __slots__ = ("_forms", "_lengths", "_longest")

    def __init__(self) -> None:
        self._forms: dict[str, list[tuple[int, Form, Payload]]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._longest = 0

    def __bool__(self) -> bool:
        return bool(self._forms)

    def add(self, form: Form, order: int, payload: Payload) -> None:
        """Add a form of the piece that is number `order`."""
        self._forms.setdefault(form.text, []).append((order, form, payload))
        lengths = self._lengths.setdefault(form.text[:2], [])
        if len(form.text) not in lengths:
            lengths.append(len(form.text))
            lengths.sort(reverse=True)
        self._longest = max(self._longest, len(form.text))

    def _lengths_of(self, head: str) -> tuple[int, ...]:
        """The lengths of the forms that begin as `head` does."""
        known = self._lengths
        return (*known.get(head[:2], ()), *known.get(head[:1], ()), *known.get("", ()))

    def find(
        self, text: str, at: int, base: int, step: int, found: dict[int, tuple[Found, int, Payload]]
    ) -> None:
        """Add to `found` the longest form of each piece that stands at `base`, beside the slot at `at`."""
        beside = text[base : base + 2] if step > 0 else text[max(0, base - 2) : base][::-1]
        blank = "\n" in beside or beside == "  "  # these may stand for one space of a form
        if not blank and not self._lengths_of(beside):
            return
        head = text[base : base + self._longest] if step > 0 else text[max(0, base - self._longest) : base]
        even, places = _even(text, base, step, head if step > 0 else head[::-1])
        for length in dict.fromkeys(self._lengths_of(even)):
            for order, form, payload in self._forms.get(even[:length], ()) if length <= len(even) else ():
                match = _placed(text, at, base, step, form, places)
                if match is not None and (order not in found or _farther(match, found[order][0], at)):
                    found[order] = (match, order, payload)


def _farther(match: Found, other: Found, at: int) -> bool:
    """Whether a match reaches farther from the slot at `at` than another."""
    return abs(match.reach - at) > abs(other.reach - at)


def _even(text: str, base: int, step: int, head: str) -> tuple[str, list[int] | None]:
    """The text beside a slot with one space for each blank, and the length up to each place if it changed."""
    if "\n" not in head and "  " not in head:
        return head, None
    stretch = text[base : base + _WINDOW] if step > 0 else text[max(0, base - _WINDOW) : base][::-1]
    even: list[str] = []
    places = [0]
    at = 0
    for blank in _BLANK.finditer(stretch):
        even.append(stretch[at : blank.start()] + " ")
        places += [*range(at + 1, blank.start() + 1), blank.end()]
        at = blank.end()
    even.append(stretch[at:])
    return "".join(even), [*places, *range(at + 1, len(stretch) + 1)]


def _placed(text: str, at: int, base: int, step: int, form: Form, places: list[int] | None) -> Found | None:
    """The match of a form that stands at `base`, if its outer edge is clean."""
    length, surface = len(form.text), form.surface
    if places is not None:
        length, surface = places[length], places[surface] if surface >= 0 else -1
    reach = base + step * length
    if form.grows:
        farthest = reach + step * _ENDING
        while reach != farthest and _inside(text, reach, step):
            reach += step
        low, high = (at, reach) if step > 0 else (reach, at)
        if _punctuation.search(text, low, high):
            return None
    if not length:
        return Found(at, at, at)
    end = reach if surface < 0 else base + step * surface if surface else at
    if step > 0:
        return Found(at, end, reach) if closes(text[reach - 1], text[reach : reach + 1]) else None
    return Found(end, at, reach) if opens(text[reach - 1 : reach], text[reach]) else None


def _inside(text: str, at: int, step: int) -> bool:
    """Whether the character beside a place belongs to a word."""
    return at < len(text) and is_word(text[at]) if step > 0 else at > 0 and is_word(text[at - 1])


def _char(text: str, at: int, step: int) -> str:
    """The character beside a place."""
    return text[at : at + 1] if step > 0 else text[at - 1 : at] if at > 0 else ""


def _past_blanks(text: str, at: int, step: int) -> int:
    """The place beyond the blanks (one newline at most) beside a slot."""
    if _char(text, at, step) not in (" ", "\n"):
        return at
    place, newline = at, False
    while abs(place - at) < _BLANKS and (char := _char(text, place, step)) in (" ", "\n") and char:
        if char == "\n":
            if newline:
                break
            newline = True
        place += step
    return place


class Matcher:
    """One piece, matched beside a slot."""

    __slots__ = ("_choices", "_pattern", "piece")

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self._pattern: re.Pattern[str] | None = None
        self._choices: Choices[None] | None = None
        if piece.forms is not None:
            self._choices = Choices([(piece, None)], backwards=piece.backwards)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern (most are never needed)."""
        if self._pattern is None:
            self._pattern = re.compile(self.piece.source + r"(?P<c_end>)")
        return self._pattern

    def match(self, text: str, at: int) -> Found | None:
        """Where the piece stands from `at` on (or up to `at`), with clean edges; None if it does not."""
        if self._choices is not None:
            found = self._choices.all(text, at)
            return found[0][0] if found else None
        if not _may_start(self.piece, text, at, -1 if self.piece.backwards else 1):
            return None
        return self._match_back(text, at) if self.piece.backwards else self._match_on(text, at)

    def _match_on(self, text: str, at: int) -> Found | None:
        found = self.pattern.match(text, at, at + _WINDOW)
        if found is None:
            return None
        end, reach = _surface_end(found), found.end()
        while self.piece.grows and _inside(text, reach, 1):
            reach += 1
            end = reach
        if self.piece.wild and _punctuation.search(text, at, reach):
            return None
        if reach > at and not closes(text[reach - 1], text[reach : reach + 1]):
            return None
        return Found(at, end, reach)

    def _match_back(self, text: str, at: int) -> Found | None:
        head = text[max(0, at - _WINDOW) : at]
        found = self.pattern.match(head[::-1])
        if found is None:
            return None
        start, reach = at - _surface_end(found), at - found.end()
        if self.piece.wild and _punctuation.search(text, reach, at):
            return None
        if reach < at and not opens(text[reach - 1 : reach], text[reach]):
            return None
        return Found(start, at, reach)


def _may_start(piece: Piece, text: str, at: int, step: int) -> bool:
    """Whether the first character beside the slot is one the piece can begin with."""
    if piece.first is None or "" in piece.first:
        return True
    return _char(text, _past_blanks(text, at, step), step) in piece.first


def _surface_end(found: re.Match[str]) -> int:
    """The end of the part that belongs to the surface: before the first context, without blanks."""
    end = min(found.start(name) for name, text in found.groupdict().items() if text is not None)
    while end > found.start() and found.string[end - 1].isspace():
        end -= 1
    return end


class Between:
    """The piece between two slots: it must fill the text from the end of one to the start of the other."""

    __slots__ = ("_forms", "_pattern", "piece")

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self._forms = None if piece.forms is None else frozenset(form.text for form in piece.forms)
        self._pattern: re.Pattern[str] | None = None

    def fills(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] is this piece and nothing else."""
        if end - start > LONGEST_BETWEEN:
            return False
        if self._forms is not None:
            return _BLANK.sub(" ", text[start:end]) in self._forms
        if not _may_start(self.piece, text, start, 1):
            return False
        if self._pattern is None:
            self._pattern = re.compile(self.piece.source)
        if self._pattern.fullmatch(text, start, end) is None:
            return False
        return not (self.piece.wild and _punctuation.search(text, start, end))
