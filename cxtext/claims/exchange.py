"""Two numbers of one language that changed places: 76 % in the second year, 61 % in the third.

Matching goes by value first, so it finds 76 % again in the sentence about the third year. Inside a sentence
the order of numbers is a matter of grammar and proves nothing. Sentences, though, keep their order in a
translation: where all other languages have two numbers in the one order, and this one has them in the other,
the numbers changed places, unless the lengths of the sentences say that the sentences did.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from cxtext.diagnosis.values import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.claims.matching import Beads, Stated
    from cxtext.diagnosis import Reading

_REACH = 4
"""How many claims apart two numbers may stand that are looked at together."""

_WITNESSES = 2
"""So many other languages, and all that have both numbers, must agree on the sentences."""

_MOVED = 0.5
"""A whole sentence was moved if its length says so by this factor (as a logarithm)."""


def untangled(
    rows: Sequence[Mapping[str, int]],
    statistics: Mapping[str, Sequence[Stated]],
    beads: Mapping[tuple[str, str], Beads],
) -> list[dict[str, int]]:
    """The claims, with two statistics of a language exchanged where the sentences of all others say so.

    Only numbers of one kind and unit, in two sentences not far from each other; nothing without beads.
    """
    found = [dict(row) for row in rows]
    for place, first in enumerate(found):
        for second in found[place + 1 : place + 1 + _REACH]:
            for language in sorted(first.keys() & second.keys()):
                if _comparable(statistics[language], first, second, language) and _crossed(
                    language, first, second, statistics, beads
                ):
                    first[language], second[language] = second[language], first[language]
    return found


def _comparable(
    stated: Sequence[Stated], first: Mapping[str, int], second: Mapping[str, int], language: str
) -> bool:
    left, right = stated[first[language]], stated[second[language]]
    one, other = bare(left.reading), bare(right.reading)
    return (
        left.sentence != right.sentence and (one.kind, one.unit) == (other.kind, other.unit) and one != other
    )


def _crossed(
    language: str,
    first: Mapping[str, int],
    second: Mapping[str, int],
    statistics: Mapping[str, Sequence[Stated]],
    beads: Mapping[tuple[str, str], Beads],
) -> bool:
    """Whether all languages that have the two numbers in two sentences have them in the other order."""
    mine = [statistics[language][row[language]] for row in (first, second)]
    witnesses = 0
    for other in sorted(first.keys() & second.keys() - {language}):
        theirs = [statistics[other][row[other]] for row in (first, second)]
        if theirs[0].sentence == theirs[1].sentence:
            continue
        pair = beads.get((other, language))
        if pair is None or not _turned(theirs, mine) or not _may_cross(pair, theirs, mine):
            return False
        witnesses += 1
    return witnesses >= _WITNESSES


def _may_cross(pair: Beads, theirs: Sequence[Stated], mine: Sequence[Stated]) -> bool:
    """Whether the sentences correspond the other way round at least as well."""
    left, right = ([one.sentence for one in stated] for stated in (theirs, mine))
    straight = pair.link(left[0], right[0]) + pair.link(left[1], right[1])
    crosswise = pair.link(left[0], right[1]) + pair.link(left[1], right[0])
    return straight <= crosswise > 0


def _turned(theirs: Sequence[Stated], mine: Sequence[Stated]) -> bool:
    """Whether the sentences stand in the other order, and are not moved as they are."""
    ways = [one[0].sentence - one[1].sentence for one in (theirs, mine)]
    if ways[0] * ways[1] >= 0:
        return False
    left, right = (log(_length(one[0]) / _length(one[1])) for one in (theirs, mine))
    return abs(left - right) + _MOVED >= abs(left + right)


def _length(stated: Stated) -> int:
    return max(1, len(stated.statistic.sentence))


def exchanged(readings: Sequence[Reading | None], originals: Sequence[Reading]) -> dict[int, int]:
    """Claims (by index) whose numbers changed places in one language, each with the other.

    `readings`: what the language says in each claim; `originals`: what was probably said.
    """
    quantities = [None if reading is None else bare(reading) for reading in readings]
    best = [bare(original) for original in originals]
    found: dict[int, int] = {}
    for place, quantity in enumerate(quantities):
        if quantity is None or quantity == best[place] or place in found:
            continue
        for other in range(place + 1, min(place + 1 + _REACH, len(best))):
            if quantity == best[other] and quantities[other] == best[place]:
                found |= {place: other, other: place}
                break
    return found
