"""A labelled text cut into blocks of speech and the parts around them; together they tile the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext import furniture, names
from cxtext.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.readers import Segment

MAX_HEADER = 3000
"""Text before the first label that is longer, and more than a quarter of all, is speech, not a header."""

MAX_HEADING = 3
"""A text without labels has at most so many title lines."""

Stretch = tuple[str, int, int]
"""(kind, start, end) of text that is not speech."""


class Block(NamedTuple):
    """The speech under one label (None: speech without a label); the role, where a format knows it."""

    label: Label | None
    start: int
    end: int
    role: str | None = None


def split(
    text: str, found: Sequence[Label], phrases: Sequence[str], *, opens: Sequence[int] = ()
) -> tuple[list[Block], list[Stretch]]:
    """The blocks of speech under the labels `found`, and what is no speech around them.

    `phrases` are folded furniture phrases of the language; at the offsets `opens` somebody else begins,
    whether a label says so or not. Blocks without speech are left out.
    """
    if not found:
        outside = _heading(text, phrases)
        blocks = [Block(None, outside[-1][2] if outside else 0, len(text))]
    else:
        outside, blocks = _opening(text, found[0].start, phrases)
        ends = [*(label.start for label in found[1:]), len(text)]
        blocks += [Block(label, label.end, end) for label, end in zip(found, ends, strict=True)]
        outside += [("label", label.start, label.end) for label in found]
    footer = furniture.footer(text, blocks[-1].start, len(text), phrases)
    if footer:
        blocks[-1] = blocks[-1]._replace(end=footer[0][1])
    spoken, residue = _trimmed(text, _cut(blocks, opens))
    return spoken, [*outside, *footer, *residue]


def voiced(
    text: str, segments: Sequence[Segment], phrases: Sequence[str]
) -> tuple[list[Block], list[Stretch]]:
    """The blocks of speech as the format marks them, and what stands outside of all segments.

    Their labels are not in the text: they are empty spans at the beginning of the block.
    """
    blocks: list[Block] = []
    previous: Segment | None = None
    for segment in segments:
        if previous is not None and not segment.opens and _one_voice(previous, segment):
            blocks[-1] = blocks[-1]._replace(end=segment.end)
        else:
            blocks.append(Block(_label(segment), segment.start, segment.end, segment.role))
        previous = segment
    header = _header(text, blocks[0].start, phrases) if blocks else []
    edges = [*(block.start for block in blocks[1:]), len(text)]
    rest = [
        ("boilerplate", line.start, line.end)
        for block, edge in zip(blocks, edges, strict=False)
        for line in furniture.lines(text, block.end, edge)
    ]
    spoken, residue = _trimmed(text, blocks)
    return spoken, [*header, *rest, *residue]


def _one_voice(left: Segment, right: Segment) -> bool:
    return (left.speaker, left.role) == (right.speaker, right.role)


def _label(segment: Segment) -> Label | None:
    if segment.speaker is None:
        return None
    return Label(segment.start, segment.start, segment.speaker, names.key(segment.speaker))


def _cut(blocks: Sequence[Block], places: Sequence[int]) -> list[Block]:
    """The blocks, cut where somebody else begins inside one: what follows there has no label."""
    pieces: list[Block] = []
    waiting = list(reversed(places))
    for block in blocks:
        start, label = block.start, block.label
        while waiting and waiting[-1] < block.end:
            place = waiting.pop()
            if place > start:
                pieces.append(Block(label, start, place))
                start, label = place, None
        pieces.append(Block(label, start, block.end))
    return pieces


def tile(text: str, blocks: Sequence[Block], outside: Sequence[Stretch]) -> list[Stretch]:
    """`outside` in order, neighbours of one kind joined, with separators in all gaps."""
    spoken = [("", block.start, block.end) for block in blocks]
    tiled: list[Stretch] = []
    position = 0
    for kind, start, end in sorted([*outside, *spoken], key=lambda stretch: stretch[1]):
        if tiled and tiled[-1][0] == kind not in ("", "label"):
            tiled[-1] = (kind, tiled[-1][1], end)
        else:
            if position < start:
                tiled.append(("separator", position, start))
            tiled.append((kind, start, end))
        position = end
    if position < len(text):
        tiled.append(("separator", position, len(text)))
    return [stretch for stretch in tiled if stretch[0]]


def _opening(text: str, end: int, phrases: Sequence[str]) -> tuple[list[Stretch], list[Block]]:
    """What stands before the first label: a header, or speech if there is too much of it."""
    if end > MAX_HEADER and end * 4 > len(text):
        return [], [Block(None, 0, end)]
    return _header(text, end, phrases), []


def _header(text: str, end: int, phrases: Sequence[str]) -> list[Stretch]:
    """The lines before `end`, as header and boilerplate."""
    return [
        (furniture.header_kind(line.text, phrases, first=number == 0), line.start, line.end)
        for number, line in enumerate(furniture.lines(text, 0, end))
    ]


def _heading(text: str, phrases: Sequence[str]) -> list[Stretch]:
    """The title lines of a text without labels: leading lines without an end mark, where most have one."""
    found = furniture.lines(text, 0, len(text))
    leading = 0
    while leading < min(MAX_HEADING, len(found)) and furniture.is_heading(found[leading].text):
        leading += 1
    rest = found[leading:]
    ended = sum(furniture.punctuated(line.text) for line in rest)
    if not leading or not rest or ended * 10 < len(rest) * 7:
        return []
    return _header(text, found[leading - 1].end, phrases)


def _trimmed(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Stretch]]:
    """The blocks without residue lines and blanks at their edges; these lines are boilerplate."""
    spoken: list[Block] = []
    residue: list[Stretch] = []
    for block in blocks:
        start, end = furniture.edges(text, block.start, block.end)
        if start < end:
            spoken.append(block._replace(start=start, end=end))
        lines = furniture.lines(text, block.start, start) + furniture.lines(text, end, block.end)
        residue += [("boilerplate", line.start, line.end) for line in lines]
    return spoken, residue
