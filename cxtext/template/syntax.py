"""The syntax of the mini-language: templates as sequences of nodes."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from cxtext.text import fold

SLOTS = ("n", "a", "b", "q")
_REFUSED = frozenset("*?{}\\")


class TemplateError(ValueError):
    """A template that breaks the mini-language; `column` is the 0-based place in it."""

    def __init__(self, what: str, column: int) -> None:
        super().__init__(what)
        self.what = what
        self.column = column


class Literal(NamedTuple):
    """Folded text that must stand there."""

    text: str


class Blank(NamedTuple):
    """A blank: any spacing, or (optional) none."""

    optional: bool = False


class Slot(NamedTuple):
    """A numeral, the part or the whole of a ratio, or a quantity."""

    name: str


class Choice(NamedTuple):
    """One of several sequences; a context is no part of what is found."""

    options: tuple[tuple[Node, ...], ...]
    context: bool = False


class Ending(NamedTuple):
    """``~``: any ending of the word."""


class Gap(NamedTuple):
    """``…``: up to two words."""


class Edge(NamedTuple):
    """The start or the end of a sentence."""

    start: bool


Node = Literal | Blank | Slot | Choice | Ending | Gap | Edge
Sequence = tuple[Node, ...]


@cache
def parse(template: str) -> Sequence:
    """The nodes of `template`. Raises TemplateError for a mark the mini-language does not have."""
    nodes, end = _sequence(template, 0, "")
    if end != len(template):
        raise TemplateError(f"unexpected {template[end]!r}", end)
    return nodes


def _sequence(template: str, at: int, closing: str) -> tuple[Sequence, int]:
    """The nodes from `at` up to one of the characters `closing` (not consumed)."""
    nodes: list[Node] = []
    while at < len(template) and template[at] not in closing:
        node, at = _node(template, at)
        nodes.append(node)
    return tuple(nodes), at


def _node(template: str, at: int) -> tuple[Node, int]:
    char = template[at]
    if char in "([":
        return _choice(template, at)
    if char == "<" and template[at + 2 : at + 3] == ">":
        if template[at + 1] not in SLOTS:
            raise TemplateError("a slot is one of <n> <a> <b> <q>", at)
        return Slot(template[at + 1]), at + 3
    if char in _REFUSED or char in ")]|":
        raise TemplateError(f"{char!r} has no meaning here", at)
    single: dict[str, Node] = {" ": Blank(), "~": Ending(), "…": Gap(), "^": Edge(True), "$": Edge(False)}
    if char in single:
        return single[char], at + 1
    end = at + 1
    while end < len(template) and template[end] not in "([<)]|~…^$ " and template[end] not in _REFUSED:
        end += 1
    return Literal(fold(unicodedata.normalize("NFC", template[at:end]))), end


def _choice(template: str, at: int) -> tuple[Choice, int]:
    closing = ")" if template[at] == "(" else "]"
    options: list[Sequence] = []
    end = at
    while end == at or template[end] == "|":
        option, end = _sequence(template, end + 1, "|" + closing)
        if end >= len(template):
            raise TemplateError(f"{template[at]!r} is never closed", at)
        options.append(option)
    return Choice(tuple(options), context=closing == "]"), end + 1


def slots(nodes: Sequence) -> tuple[str, ...]:
    """The names of the slots at the top level of a template, in order."""
    return tuple(node.name for node in nodes if isinstance(node, Slot))


def split(nodes: Sequence) -> tuple[Sequence, ...]:
    """The slot-free pieces of a template: before the first slot, between the slots, after the last."""
    pieces: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Slot):
            pieces.append([])
        else:
            pieces[-1].append(node)
    return tuple(tuple(piece) for piece in pieces)


def leads(nodes: Sequence) -> tuple[str, ...]:
    """The letters a piece can begin with when it goes on in the word of the slot ("n" of "<n>n yli")."""
    if not nodes:
        return ()
    match nodes[0]:
        case Literal(text) if unicodedata.category(text[0])[0] in "LM":
            return (text,)
        case Choice(options):
            own = tuple(lead for option in options for lead in leads(option))
            return (*own, *leads(nodes[1:])) if () in options else own
    return ()


def expand(template: str) -> tuple[str, ...]:
    """Every literal form of a template without slots and gaps; a final ``~`` stays as a mark.

    >>> expand("gad(s|ā)")
    ('gads', 'gadā')
    """
    return tuple(dict.fromkeys(_forms(parse(template), template)))


def _forms(nodes: Sequence, template: str) -> list[str]:
    forms = [""]
    for node in nodes:
        match node:
            case Literal(text):
                tails = [text]
            case Blank():
                tails = [" "]
            case Ending():
                tails = ["~"]
            case Edge(start):
                tails = ["^" if start else "$"]  # a form has no edges: these are a caret and a dollar
            case Choice(options):
                tails = [form for option in options for form in _forms(option, template)]
            case _:
                raise TemplateError("only words, (x|y) and ~ can stand in a list of forms", 0)
        forms = [form + tail for form in forms for tail in tails]
    return forms
