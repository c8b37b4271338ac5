"""Pieces: what stands between the slots of a template, worked out once for matching.

A piece with few forms ("procent(i|u|iem)") is kept as the list of its forms, which a table finds in one
look; the others ("…", "^", many combinations) are kept as a regular expression. All values are plain,
so that a language can be kept with its pieces.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cxtext.template.edges import UNSPACED, is_unspaced
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
    leads,
    parse,
    slots,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FORMS = 160
"""A piece with more forms than this stays a regular expression."""

_SENTENCE_ENDS = ".?!…。．！？؟۔।॥։።"

# A character of a word, for gaps and endings. The set stays within Latin-1, because larger negated sets
# take the re module longer to compile than all the rest; what they leave in is looked for afterwards.
_LETTER = r"[^\s\d!-/:-@\[-`{-~]"
PUNCTUATION = (
    r"[\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965\u2010-\u206f\u3000-\u3003"
    r"\u3008-\u301f\uff00-\uff0f\uff1a-\uff20]"
)
"""Punctuation that the sets of endings and gaps leave in, as a regular expression."""
WORD = _LETTER[:-1] + PUNCTUATION[1:]
"""A character of a word, exactly."""
BLANK = r"(?: +\n? *|\n *)"
"""A blank of a template in a text: spaces and at most one newline."""
_BLANK_OPTIONAL = r" *\n? *"
_SENTENCE_EDGE = rf"(?=\s*(?:[{re.escape(_SENTENCE_ENDS)}]|\n|\Z))"


class Form(NamedTuple):
    """One form of a piece, reversed if the piece is read backwards.

    ``surface``: how much of it belongs to what is found (-1: all, with its ending); ``spaced``: blanks
    may stand between it and the slot; ``grows``: its last word may have any ending.
    """

    text: str
    surface: int
    spaced: bool
    grows: bool


class Piece(NamedTuple):
    """One piece, ready to match: by its ``forms``, or (None) by the regular expression ``source``.

    ``first``: the characters it can begin with after blanks ("" if it can be empty), None if any;
    ``wild``: it holds words that it does not name; ``glued``: it goes on in the word of the slot.
    """

    backwards: bool
    forms: tuple[Form, ...] | None
    source: str
    first: frozenset[str] | None
    wild: bool
    grows: bool
    glued: bool


class Cut(NamedTuple):
    """A template cut at its slots: their names, and the piece (None: nothing) before, between and after.

    ``leads``: the letters with which a piece goes on in the word of its slot.
    """

    names: tuple[str, ...]
    pieces: tuple[Piece | None, ...]
    leads: tuple[str, ...]


def cut(template: str) -> Cut:
    """A template cut at its slots. Raises TemplateError for a mark the mini-language does not have."""
    nodes = parse(template)
    parts = split(nodes)
    last = len(parts) - 1
    pieces = tuple(
        None if not part and at in (0, last) else piece(part, backwards=not at, between=0 < at < last)
        for at, part in enumerate(parts)
    )
    return Cut(slots(nodes), pieces, tuple(lead for part in parts[1:] for lead in leads(part)))


def piece(nodes: Sequence, *, backwards: bool = False, between: bool = False) -> Piece:
    """A slot-free sequence, ready to match.

    `backwards`: it ends where the slot begins, and is matched on the reversed text, so that both
    directions are one anchored match. `between`: it fills the place between two slots.
    """
    if backwards:
        nodes = _reversed(nodes)
    if nodes:
        nodes = (_beside_slot(nodes[0]), *nodes[1:])
    if nodes and between:
        nodes = (*nodes[:-1], _beside_slot(nodes[-1]))
    # A final ending is grown character by character: its set would be costly to compile.
    grows = bool(nodes) and isinstance(nodes[-1], Ending) and not backwards and not between
    forms = _filling(nodes) if between else _forms(nodes)
    return Piece(
        backwards,
        forms,
        "" if forms is not None else source(nodes[:-1] if grows else nodes),
        _first(nodes),
        is_wild(nodes),
        grows,
        bool(nodes) and not isinstance(nodes[0], (Blank, Gap)),
    )


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


def is_wild(nodes: Sequence) -> bool:
    """Whether a piece holds words that it does not name."""
    return any(
        isinstance(node, (Ending, Gap))
        or (isinstance(node, Choice) and any(is_wild(option) for option in node.options))
        for node in nodes
    )


def _has_unspaced(nodes: Sequence) -> bool:
    """Whether a piece is written without spaces, so that its gap holds characters instead of words."""
    return any(
        (isinstance(node, Literal) and is_unspaced(node.text[-1]))
        or (isinstance(node, Choice) and any(_has_unspaced(option) for option in node.options))
        for node in nodes
    )


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


def source(nodes: Sequence, names: list[int] | None = None) -> str:
    """The regular expression of a sequence. Contexts become named groups c1, c2, …"""
    names = names if names is not None else []
    parts: list[str] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        match node:
            case Literal(text):
                parts.append(re.escape(text))
            case Blank() if isinstance(before, Gap):
                continue  # the words of a gap bring their blanks
            case Blank(optional):
                parts.append(_BLANK_OPTIONAL if optional else BLANK)
            case Choice(options, context):
                # Longer alternatives first: the leftmost alternative that fits wins in re.
                inner = "|".join(sorted((source(option, names) for option in options), key=len, reverse=True))
                if context:
                    names.append(0)
                    parts.append(f"(?P<c{len(names)}>{inner})")
                else:
                    parts.append(f"(?:{inner})")
            case Ending():
                parts.append(WORD + "*")
            case Gap():
                unspaced = rf"|{UNSPACED}{{1,4}}?" if _has_unspaced(nodes) else ""
                parts.append(rf"(?:{_LETTER}{{1,24}}{BLANK}{unspaced}){{0,2}}?")
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


# --- forms --------------------------------------------------------------------------------------


class _EndlessError(Exception):
    """A piece that has too many forms, or any number of them."""


def _forms(nodes: Sequence) -> tuple[Form, ...] | None:
    """Every form of a piece, the longest first; None if there are too many."""
    try:
        written = list(dict.fromkeys(_written(nodes)))
    except _EndlessError:
        return None
    return tuple(sorted(map(_form, written), key=lambda form: (-len(form.text), form)))


def _filling(nodes: Sequence) -> tuple[Form, ...] | None:
    """Every form of a piece between two slots, with and without the blanks beside them."""
    try:
        written = {form.replace(_CONTEXT, "") for form in _written(nodes)}
    except _EndlessError:
        return None
    if any(_GROWS in form for form in written):
        return None
    texts = {form.replace(_SPACED, blank) for form in written for blank in ("", " ")}
    texts |= {form.replace(_SPACED, " ", 1).replace(_SPACED, "") for form in written}
    texts |= {form.replace(_SPACED, "", 1).replace(_SPACED, " ") for form in written}
    return tuple(Form(text, len(text), False, False) for text in sorted(texts))


# While forms are written out: where a context begins, an optional blank beside the slot, an ending.
_CONTEXT, _SPACED, _GROWS = "\x00", "\x01", "\x02"


def _written(nodes: Sequence) -> list[str]:
    forms = [""]
    for node in nodes:
        tails = list(_tails(node))
        if len(forms) * len(tails) > MOST_FORMS:
            raise _EndlessError
        forms = [form + tail for form, tail in product(forms, tails)]
        if any(_GROWS in form[:-1] for form in forms):
            raise _EndlessError
    return forms


def _tails(node: Node) -> Iterator[str]:
    match node:
        case Literal(text):
            yield text
        case Blank(optional):
            yield _SPACED if optional else " "
        case Ending():
            yield _GROWS
        case Choice(options, context):
            for option in options:
                for form in _written(option):
                    yield _CONTEXT + form if context else form
        case _:
            raise _EndlessError


def _form(written: str) -> Form:
    """A form without its marks."""
    spaced = written.lstrip(_CONTEXT)[:1] == _SPACED
    before, context, _ = written.partition(_CONTEXT)
    grows = _GROWS in written
    text = "".join(char for char in written if char not in (_CONTEXT, _SPACED, _GROWS))
    surface = "".join(char for char in before if char not in (_SPACED, _GROWS)).rstrip(" ")
    return Form(text, -1 if grows and not context else len(surface), spaced, grows)
