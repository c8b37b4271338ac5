"""Matchers: pieces of templates found at a place of a folded text."""

from __future__ import annotations

import re
from typing import Generic, NamedTuple, TypeVar

from cxtext.template.edges import UNSPACED, closes, is_joined, is_unspaced, is_word, opens
from cxtext.template.syntax import (
    Blank,
    Choice,
    Edge,
    Ending,
    Gap,
    Literal,
    Node,
    Sequence,
    Slot,
    TemplateError,
    parse,
    slots,
)

_SENTENCE_ENDS = ".?!…。．！？؟۔।॥։።"

# A character of a word, for gaps and endings. The set stays within Latin-1, because larger negated sets
# take the re module longer to compile than all the rest; what they leave in is looked for afterwards.
_LETTER = r"[^\s\d!-/:-@\[-`{-~]"
_PUNCTUATION = re.compile(
    r"[\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965\u2010-\u206f\u3000-\u3003"
    r"\u3008-\u301f\uff00-\uff0f\uff1a-\uff20]"
)
_WORD = _LETTER[:-1] + _PUNCTUATION.pattern[1:]
_BLANK = r"(?: +\n? *|\n *)"
_BLANK_OPTIONAL = r" *\n? *"
_SENTENCE_EDGE = rf"(?=\s*(?:[{re.escape(_SENTENCE_ENDS)}]|\n|\Z))"


class Found(NamedTuple):
    """A match of a template piece: the place of what belongs to the surface, and of all it needs."""

    start: int
    end: int
    reach: int


class Matcher:
    """One slot-free piece of a template, matched at a place of folded text, forwards or backwards.

    Backwards means: the piece ends where the slot begins. It is matched on the reversed text, so
    that both directions are one anchored match.
    """

    __slots__ = ("_backwards", "_grows", "_nodes", "_pattern", "_wild", "first", "glued")

    def __init__(self, nodes: Sequence, *, backwards: bool) -> None:
        if backwards:
            nodes = _reversed(nodes)
        if nodes:
            nodes = (_beside_slot(nodes[0]), *nodes[1:])
        # A final ending is grown character by character: its set would be costly to compile.
        self._grows = bool(nodes) and isinstance(nodes[-1], Ending) and not backwards
        self._nodes = nodes[:-1] if self._grows else nodes
        self._backwards = backwards
        self.glued = bool(nodes) and not isinstance(nodes[0], (Blank, Gap))
        self._pattern: re.Pattern[str] | None = None
        self._wild = _is_wild(nodes)
        self.first = _first(nodes)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern (most are never needed)."""
        if self._pattern is None:
            self._pattern = re.compile(_source(self._nodes) + r"(?P<c_end>)")
        return self._pattern

    def match(self, text: str, at: int, *, window: int = 80) -> Found | None:
        """Where the piece stands from `at` on (or up to `at`), with clean edges; None if it does not."""
        if self._backwards:
            return self._match_back(text, at, window)
        if not self._may_start(text, at, 1):
            return None
        found = self.pattern.match(text, at, at + window)
        if found is None:
            return None
        end, reach = _surface_end(found), found.end()
        while self._grows and reach < len(text) and is_word(text[reach]):
            reach += 1
            end = reach
        if self._wild and _PUNCTUATION.search(text, at, reach):
            return None
        if reach > at and not closes(text[reach - 1], text[reach : reach + 1]):
            return None
        return Found(at, end, reach)

    def _may_start(self, text: str, at: int, step: int) -> bool:
        """Whether the first character beside the slot is one the piece can begin with."""
        return self.first is None or "" in self.first or near(text, at, step) in self.first

    def _match_back(self, text: str, at: int, window: int) -> Found | None:
        if not self._may_start(text, at - 1, -1):
            return None
        head = text[max(0, at - window) : at]
        found = self.pattern.match(head[::-1])
        if found is None:
            return None
        start, reach = at - _surface_end(found), at - found.end()
        if self._wild and _PUNCTUATION.search(text, reach, at):
            return None
        if reach < at and not opens(text[reach - 1 : reach], text[reach]):
            return None
        return Found(start, at, reach)


def _beside_slot(node: Node) -> Node:
    """A blank beside a slot may be missing: "84 %" and "84%"."""
    match node:
        case Blank():
            return Blank(optional=True)
        case Choice(options, context):
            softened = tuple(
                (_beside_slot(option[0]), *option[1:]) if option else option for option in options
            )
            return Choice(softened, context)
    return node


def _is_wild(nodes: Sequence) -> bool:
    """Whether a piece holds words that it does not name."""
    return any(
        isinstance(node, (Ending, Gap))
        or (isinstance(node, Choice) and any(_is_wild(option) for option in node.options))
        for node in nodes
    )


def _has_unspaced(nodes: Sequence) -> bool:
    """Whether a piece is written without spaces, so that its gap holds characters instead of words."""
    return any(
        (isinstance(node, Literal) and is_unspaced(node.text[-1]))
        or (isinstance(node, Choice) and any(_has_unspaced(option) for option in node.options))
        for node in nodes
    )


def _surface_end(found: re.Match[str]) -> int:
    """The end of the part that belongs to the surface: before the first context, without blanks."""
    end = min(found.start(name) for name, text in found.groupdict().items() if text is not None)
    while end > found.start() and found.string[end - 1].isspace():
        end -= 1
    return end


def _reversed(nodes: Sequence) -> Sequence:
    flipped: list[Node] = []
    for node in reversed(nodes):
        match node:
            case Literal(text):
                flipped.append(Literal(text[::-1]))
            case Choice(options, context):
                flipped.append(Choice(tuple(_reversed(option) for option in options), context))
            case _:
                flipped.append(node)
    return tuple(flipped)


def _source(nodes: Sequence, names: list[int] | None = None) -> str:
    """The regular expression of a sequence. Contexts become named groups c0, c1, …"""
    names = names if names is not None else []
    parts: list[str] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        match node:
            case Literal(text):
                parts.append(re.escape(text))
            case Blank() if isinstance(before, Gap):
                continue  # the words of a gap bring their blanks
            case Blank(optional):
                parts.append(_BLANK_OPTIONAL if optional else _BLANK)
            case Choice(options, context):
                # Longer alternatives first: the leftmost alternative that fits wins in re.
                inner = "|".join(
                    sorted((_source(option, names) for option in options), key=len, reverse=True)
                )
                if context:
                    names.append(0)
                    parts.append(f"(?P<c{len(names)}>{inner})")
                else:
                    parts.append(f"(?:{inner})")
            case Ending():
                parts.append(_WORD + "*")
            case Gap():
                unspaced = rf"|{UNSPACED}{{1,4}}?" if _has_unspaced(nodes) else ""
                parts.append(rf"(?:{_LETTER}{{1,24}}{_BLANK}{unspaced}){{0,2}}?")
            case Edge():
                parts.append(_SENTENCE_EDGE)
            case Slot():
                raise TemplateError("a slot cannot stand inside ( )", 0)
    return "".join(parts)


def _first(nodes: Sequence) -> frozenset[str] | None:
    """The characters a piece can begin with after blanks ("" if it can be empty); None: any at all."""
    firsts: set[str] = set()
    for node in nodes:
        match node:
            case Literal(text):
                return frozenset(firsts | {text[0]})
            case Blank():
                continue
            case Choice(options):
                some = [_first(option) for option in options]
                if None in some:
                    return None
                firsts |= {char for first in some if first for char in first if char}
                if not any("" in first for first in some if first is not None):
                    return frozenset(firsts)
            case _:
                return None
    return frozenset(firsts | {""})


Payload = TypeVar("Payload")


def near(text: str, at: int, step: int) -> str:
    """The first character from `at` on, in steps of 1 or -1, that is not blank; "" after four blanks."""
    for _ in range(4):
        if not 0 <= at < len(text):
            return ""
        if not text[at].isspace():
            return text[at]
        at += step
    return ""


class Between:
    """The piece between two slots: it must fill the text from the end of one to the start of the other."""

    __slots__ = ("_first", "_nodes", "_pattern", "_wild")

    def __init__(self, nodes: Sequence) -> None:
        ends = (0, len(nodes) - 1)
        self._nodes = tuple(_beside_slot(node) if i in ends else node for i, node in enumerate(nodes))
        self._pattern: re.Pattern[str] | None = None
        self._wild = _is_wild(self._nodes)
        self._first = _first(self._nodes)

    @property
    def glued(self) -> bool:
        """Whether the piece goes on in the word of the first slot."""
        return bool(self._nodes) and not isinstance(self._nodes[0], (Blank, Gap))

    def fills(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] is this piece and nothing else."""
        if end - start > 100:
            return False
        if self._first is not None and "" not in self._first and near(text, start, 1) not in self._first:
            return False
        if self._pattern is None:
            self._pattern = re.compile(_source(self._nodes))
        if self._pattern.fullmatch(text, start, end) is None:
            return False
        return not (self._wild and _PUNCTUATION.search(text, start, end))


def searcher(templates: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern that finds any of these slot-free templates in the folded text of one sentence."""
    groups: dict[tuple[str, str], list[str]] = {}
    for template in templates:
        nodes = parse(template)
        if slots(nodes):
            continue
        head = r"\A\W*" if isinstance(nodes[0], Edge) else "" if _starts_open(nodes) else rf"(?<!{_WORD})"
        tail = r"\W*\Z" if isinstance(nodes[-1], Edge) else "" if _ends_open(nodes) else rf"(?!{_WORD})"
        inner = _source(tuple(node for node in nodes if not isinstance(node, Edge)))
        groups.setdefault((head, tail), []).append(inner)
    sources = [f"{head}(?:{'|'.join(inner)}){tail}" for (head, tail), inner in groups.items()]
    return re.compile(re.sub(r"\(\?P<c\d+>", "(?:", "|".join(sources))) if sources else None


def _starts_open(nodes: Sequence) -> bool:
    return isinstance(nodes[0], Literal) and is_unspaced(nodes[0].text[0])


def _ends_open(nodes: Sequence) -> bool:
    last = nodes[-1]
    return isinstance(last, Blank) or (isinstance(last, Literal) and is_joined(last.text[-1]))


class Choices(Generic[Payload]):
    """Many pieces with payloads, looked up by their first character before any is tried."""

    __slots__ = ("_any", "_backwards", "_by_first")

    def __init__(self, pieces: list[tuple[Sequence, Payload]], *, backwards: bool) -> None:
        self._backwards = backwards
        self._any: list[tuple[Matcher, Payload]] = []
        self._by_first: dict[str, list[tuple[Matcher, Payload]]] = {}
        for nodes, payload in pieces:
            matcher = Matcher(nodes, backwards=backwards)
            if matcher.first is None or "" in matcher.first:
                self._any.append((matcher, payload))
            else:
                for char in matcher.first:
                    self._by_first.setdefault(char, []).append((matcher, payload))

    def all(self, text: str, at: int) -> list[tuple[Found, Payload]]:
        """Every piece that stands at `at`, the longest first (ties in file order)."""
        beside = near(text, at - 1, -1) if self._backwards else near(text, at, 1)
        candidates = self._any + self._by_first.get(beside, [])
        found = [(match, payload) for matcher, payload in candidates if (match := matcher.match(text, at))]
        return sorted(found, key=lambda item: item[0].start - item[0].end)

    def longest(self, text: str, at: int) -> tuple[Found, Payload] | None:
        """The longest piece that stands at `at`, or None."""
        found = self.all(text, at)
        return found[0] if found else None
