"""Search: slot-free templates anywhere in a sentence."""

from __future__ import annotations

import re

from cxtext.template.edges import is_joined, is_unspaced
from cxtext.template.pieces import WORD, source
from cxtext.template.syntax import Blank, Edge, Literal, Sequence, parse, slots


def searcher(templates: tuple[str, ...]) -> str | None:
    """A regular expression that finds any of these slot-free templates in the folded text of a sentence."""
    groups: dict[tuple[str, str], list[str]] = {}
    for template in templates:
        nodes = parse(template)
        if slots(nodes):
            continue
        head = r"\A\W*" if isinstance(nodes[0], Edge) else "" if _starts_open(nodes) else rf"(?<!{WORD})"
        tail = r"\W*\Z" if isinstance(nodes[-1], Edge) else "" if _ends_open(nodes) else rf"(?!{WORD})"
        inner = source(tuple(node for node in nodes if not isinstance(node, Edge)))
        groups.setdefault((head, tail), []).append(inner)
    sources = [f"{head}(?:{'|'.join(inner)}){tail}" for (head, tail), inner in groups.items()]
    return re.sub(r"\(\?P<c\d+>", "(?:", "|".join(sources)) or None


def _starts_open(nodes: Sequence) -> bool:
    return isinstance(nodes[0], Literal) and is_unspaced(nodes[0].text[0])


def _ends_open(nodes: Sequence) -> bool:
    last = nodes[-1]
    return isinstance(last, Blank) or (isinstance(last, Literal) and is_joined(last.text[-1]))
