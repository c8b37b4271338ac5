"""Which turns and which sentences of a talk's languages correspond: the beads of a talk.

Turns are aligned pairwise with their roles; sentences inside the turns that correspond; then all
languages are looked at together, so that a pair that contradicts the others becomes less sure.
"""

from __future__ import annotations

from itertools import accumulate, combinations
from typing import TYPE_CHECKING, NamedTuple

from cxtext import alignment, copies, schema
from cxtext.alignment.bead import mirrored
from cxtext.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.alignment import Bead
    from cxtext.statistics import Found
    from cxtext.transcript import Talk, Transcript

Pairwise = dict[tuple[str, str], tuple["Bead", ...]]


class Correspondence(NamedTuple):
    """The beads of each two languages of a talk, over 0-based turns and sentences, and the spans of both.

    ``originals``: for each language the one whose copy it is; mostly itself.
    """

    turns: Pairwise
    sentences: Pairwise
    turn_spans: Mapping[str, Sequence[tuple[int, int]]]
    sentence_spans: Mapping[str, Sequence[tuple[int, int]]]
    originals: Mapping[str, str]


def correspond(talk: Talk, found: Mapping[str, Found]) -> Correspondence:
    """Align the turns and sentences of every two languages.

    `found` holds the statistics of each language: numbers survive translation, so their values,
    read from words as well as from digits, are evidence that sentences correspond.
    """
    by_tag = {transcript.language: transcript for transcript in talk.transcripts}
    # A copy says nothing that its original does not say: it must not vote on what corresponds.
    originals = copies.originals({tag: _content(by_tag[tag], found[tag]) for tag in by_tag})
    distinct = sorted(set(originals.values()))
    turn_spans = {tag: [(turn.start, turn.end) for turn in t.turns] for tag, t in by_tag.items()}
    sentence_spans = {tag: _sentences(t) for tag, t in by_tag.items()}
    keys = {tag: _number_keys(len(sentence_spans[tag]), found[tag]) for tag in by_tag}
    starts = {tag: _starts(transcript) for tag, transcript in by_tag.items()}
    turns: Pairwise = {}
    within: Pairwise = {}
    for left, right in combinations(distinct, 2):
        turns[left, right] = _turn_beads(by_tag[left], by_tag[right])
        blocks = [
            (_inside(starts[left], bead.left), _inside(starts[right], bead.right))
            for bead in turns[left, right]
        ]
        within[left, right] = alignment.beads(
            _texts(by_tag[left], sentence_spans[left]),
            _texts(by_tag[right], sentence_spans[right]),
            keys=(keys[left], keys[right]),
            blocks=_filled(blocks),
        )
    if len(distinct) > 2:
        turns, within = dict(alignment.consistent(turns)), dict(alignment.consistent(within))
    return Correspondence(
        _with_copies(turns, originals, turn_spans),
        _with_copies(within, originals, sentence_spans),
        turn_spans,
        sentence_spans,
        originals,
    )


def _content(transcript: Transcript, found: Found) -> tuple[object, ...]:
    return transcript.text, transcript.turns, tuple(row._replace(language="") for row in found.rows)


def _with_copies(
    pairwise: Pairwise, originals: Mapping[str, str], spans: Mapping[str, Sequence[tuple[int, int]]]
) -> Pairwise:
    """The beads of all languages: those of a copy are those of its original."""
    found: Pairwise = {}
    for left, right in combinations(sorted(originals), 2):
        one, other = originals[left], originals[right]
        if one == other:
            same = range(len(spans[left]))
            found[left, right] = tuple(alignment.Bead((i,), (i,), 0.0, 1.0) for i in same)
        elif one < other:
            found[left, right] = pairwise[one, other]
        else:
            found[left, right] = tuple(mirrored(bead) for bead in pairwise[other, one])
    return found


def rows(talk: Talk, found: Correspondence) -> list[schema.Bead]:
    """The rows of the beads table; numbers of turns and sentences count from 1."""
    levels = (("turn", found.turns, found.turn_spans), ("sentence", found.sentences, found.sentence_spans))
    return [
        _row(talk.name, level, pair, number, bead, spans)
        for level, pairwise, spans in levels
        for pair, beads in sorted(pairwise.items())
        for number, bead in enumerate(beads, 1)
    ]


def sentence_texts(talk: Talk) -> dict[str, list[str]]:
    """The sentences of each language of a talk, in the order in which the beads count them."""
    return {each.language: _texts(each, _sentences(each)) for each in talk.transcripts}


def _row(
    talk: str,
    level: str,
    pair: tuple[str, str],
    number: int,
    bead: Bead,
    spans: Mapping[str, Sequence[tuple[int, int]]],
) -> schema.Bead:
    left = [spans[pair[0]][i] for i in bead.left]
    right = [spans[pair[1]][i] for i in bead.right]
    return schema.Bead(
        talk,
        level,
        *pair,
        number,
        left=tuple(i + 1 for i in bead.left),
        right=tuple(i + 1 for i in bead.right),
        left_start=left[0][0] if left else None,
        left_end=left[-1][1] if left else None,
        right_start=right[0][0] if right else None,
        right_end=right[-1][1] if right else None,
        confidence=round(bead.confidence, 4),
    )


def _turn_beads(left: Transcript, right: Transcript) -> tuple[Bead, ...]:
    texts = [[t.text[turn.start : turn.end] for turn in t.turns] for t in (left, right)]
    roles = ([turn.role for turn in left.turns], [turn.role for turn in right.turns])
    return alignment.beads(texts[0], texts[1], roles=roles, inversions=True, most=(2, 2))


def _sentences(transcript: Transcript) -> list[tuple[int, int]]:
    return [span for turn in transcript.turns for span in sentences(transcript.text, turn.start, turn.end)]


def _texts(transcript: Transcript, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [transcript.text[start:end] for start, end in spans]


def _inside(starts: Sequence[int], turns: Sequence[int]) -> range:
    """The sentences (by number) of some neighbouring turns (by number); `starts`: the first of each turn."""
    return range(starts[min(turns)], starts[max(turns) + 1]) if turns else range(0)


def _starts(transcript: Transcript) -> list[int]:
    """The number of the first sentence of each turn, and of the one after the last."""
    counts = (len(sentences(transcript.text, turn.start, turn.end)) for turn in transcript.turns)
    return list(accumulate(counts, initial=0))


def _filled(blocks: Sequence[tuple[range, range]]) -> list[tuple[range, range]]:
    """Without the blocks that hold no sentence on either side."""
    return [(left, right) for left, right in blocks if left or right]


def _number_keys(count: int, found: Found) -> list[frozenset[str]]:
    """The values each sentence states, as keys that survive translation."""
    keys: list[set[str]] = [set() for _ in range(count)]
    for row, sentence in zip(found.rows, found.sentences, strict=True):
        for value in (row.value, row.low, row.high, row.part, row.whole):
            if value is not None:
                keys[sentence].add(alignment.number_key(value))
    return [frozenset(found) for found in keys]
