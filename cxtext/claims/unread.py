"""Numbers that stand in a text but were read as no statistic: no proof that a number is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.diagnosis.values import same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.claims.matching import Beads, Stated
    from cxtext.diagnosis import Reading

NEAR = 0.25
"""From this confidence on, two sentences correspond well enough to look for the number."""


class Unread(NamedTuple):
    """A number that became no statistic: its sentence (0-based, as in ``Stated``), text and value."""

    sentence: int
    surface: str
    value: float


def instead(
    language: str,
    row: Mapping[str, int],
    statistics: Mapping[str, Sequence[Stated]],
    beads: Mapping[tuple[str, str], Beads],
    unread: Mapping[str, Sequence[Unread]],
) -> Unread | None:
    """The number of a silent `language` that has the value of the claim `row` and stands at its place.

    "Its place" is a sentence that corresponds to one in which another language states the claim. The number
    one proves nothing: it is an article or a pronoun in most languages.
    """
    places: set[int] = set()
    numbers: set[float] = set()
    for other, index in row.items():
        one = statistics[other][index]
        numbers |= _numbers(one.reading)
        linked = beads[other, language].linked(one.sentence) if (other, language) in beads else {}
        places |= {sentence for sentence, link in linked.items() if link >= NEAR}
    for number in unread.get(language, ()):
        if number.sentence in places and any(same(number.value, value) for value in numbers):
            return number
    return None


def _numbers(reading: Reading) -> set[float]:
    said = (reading.value, reading.low, reading.high, reading.part, reading.whole)
    return {float(number) for number in said if number is not None and number != 1}
