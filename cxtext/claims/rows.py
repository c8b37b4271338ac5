"""From matches between pairs of languages to claims: one row of places per claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.claims.matching import Matches, Place, Stated, content_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, int]


def rows(statistics: Mapping[str, Sequence[Stated]], matches: Matches) -> list[dict[str, int]]:
    """The claims in order of mention: language → index of its statistic.

    The medoid (the language that the others match best) gives the rows and their order; the others hang on
    its rows by their direct matches with it, or with most of the languages already there. What the medoid
    lacks becomes a row of its own, after the row of the statistic before it in its language.
    """
    languages = _by_closeness(statistics, matches)
    taken: set[Place] = set()
    found: list[dict[str, int]] = []
    for language in languages:
        for index in range(len(statistics[language])):
            if Place(language, index) not in taken:
                row = _row(Place(language, index), languages, matches, taken)
                taken |= {Place(*place) for place in row.items()}
                found.insert(_position(Place(language, index), found, statistics), row)
    return found


def _by_closeness(statistics: Mapping[str, Sequence[Stated]], matches: Matches) -> list[str]:
    def gain(language: str) -> float:
        return sum(matches.gains[language, other] for other in sorted(statistics) if other != language)

    return sorted(
        statistics,
        key=lambda language: (-round(gain(language), 6), content_key(statistics[language]), language),
    )


def _row(seed: Place, languages: Sequence[str], matches: Matches, taken: set[Place]) -> dict[str, int]:
    row = {seed.language: seed.position}
    free = [language for language in languages if language != seed.language]
    for language in free:
        index = matches.links[seed.language, language].get(seed.position)
        if index is not None and Place(language, index) not in taken:
            row[language] = index
    for language in [language for language in free if language not in row]:
        index = _by_majority(language, row, matches)
        if index is not None and Place(language, index) not in taken:
            row[language] = index
    return row


def _by_majority(language: str, row: Row, matches: Matches) -> int | None:
    """The statistic of `language` that more than half of the row's languages match directly."""
    named = [matches.links[member, language].get(index) for member, index in row.items()]
    found = sorted(
        {index for index in named if index is not None}, key=lambda index: (-named.count(index), index)
    )
    return found[0] if found and named.count(found[0]) * 2 > len(named) else None


def _position(seed: Place, found: Sequence[Row], statistics: Mapping[str, Sequence[Stated]]) -> int:
    """Where a new row goes: after the row that holds the statistic before it, within its pair."""
    stated = statistics[seed.language]
    pair = stated[seed.position].statistic.pair
    before = seed.position - 1
    if before >= 0 and stated[before].statistic.pair == pair:
        place = next((n for n, row in enumerate(found) if row.get(seed.language) == before), None)
        if place is not None:
            return place + 1
    pairs = [_pair(row, statistics) for row in found]
    return next((n for n, other in enumerate(pairs) if other >= pair), len(found))


def _pair(row: Row, statistics: Mapping[str, Sequence[Stated]]) -> int:
    return min(statistics[language][index].statistic.pair for language, index in row.items())
