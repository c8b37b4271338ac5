"""Search: slot-free templates anywhere in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.template.edges import closes, is_unspaced, opens
from cxtext.template.pieces import source
from cxtext.template.syntax import Edge, Literal, Sequence, parse, slots

if TYPE_CHECKING:
    from collections.abc import Iterator

# Edges of words, but for combining marks, which are looked at afterwards: a set of them takes the re
# module longer to compile than all the rest.
_OPENS, _CLOSES = r"(?<![^\W\d])", r"(?![^\W\d])"


def searched(templates: tuple[str, ...]) -> str:
    """The regular expression of all slot-free templates of a list; empty if there is none."""
    groups: dict[tuple[str, str], list[str]] = {}
    for template in templates:
        nodes = parse(template)
        if slots(nodes):
            continue
        head = r"\A\W*" if isinstance(nodes[0], Edge) else "" if _starts_open(nodes) else _OPENS
        tail = r"\W*\Z" if isinstance(nodes[-1], Edge) else "" if _ends_open(nodes) else _CLOSES
        inner = source(tuple(node for node in nodes if not isinstance(node, Edge)))
        groups.setdefault((head, tail), []).append(inner)
    # Longer alternatives first: the leftmost alternative that fits wins in re.
    sources = (
        f"{head}(?:{'|'.join(sorted(inner, key=len, reverse=True))}){tail}"
        for (head, tail), inner in groups.items()
    )
    return re.sub(r"\(\?P<c\d+>", "(?:", "|".join(sources))


def _starts_open(nodes: Sequence) -> bool:
    return isinstance(nodes[0], Literal) and is_unspaced(nodes[0].text[0])


def _ends_open(nodes: Sequence) -> bool:
    last = nodes[-1]
    return not isinstance(last, Literal) or not _ends_closed(last.text[-1])


def _ends_closed(char: str) -> bool:
    """Whether the next word cannot touch a word that ends with this character."""
    return not closes(char, "a")


class Search:
    """Finds the templates of a regular expression made by :func:`searched`."""

    __slots__ = ("_pattern", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._pattern: re.Pattern[str] | None = None

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where whole words of a folded sentence are one of the templates: (start, end)."""
        if not self._source:
            return
        if self._pattern is None:
            self._pattern = re.compile(self._source)
        for found in self._pattern.finditer(folded):
            start, end = found.span()
            clean = start < end and opens(folded[start - 1 : start] if start else "", folded[start])
            if clean and closes(folded[end - 1], folded[end : end + 1]):
                yield start, end
