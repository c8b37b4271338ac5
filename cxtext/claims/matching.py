"""Which statistic of one language is which of another: pairwise, then N languages at once."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxtext.claims.assignment import assign
from cxtext.diagnosis import Reading, explain, order_key, reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.schema import Statistic


class Stated(NamedTuple):
    """A statistic with what the claims need beyond the table.

    `ago`: "40 years ago" as against "for 40 years". `sentence`: the 0-based index of its sentence in the
    transcript of its language, as the beads count them.
    """

    statistic: Statistic
    ago: bool = False
    sentence: int = 0

    @property
    def reading(self) -> Reading:
        """What is compared."""
        return reading(self.statistic, ago=self.ago)


class BeadLike(Protocol):
    """Sentences of two languages that correspond; confidence 0…1."""

    @property
    def left(self) -> Sequence[int]:
        """0-based indices of sentences of the first language."""

    @property
    def right(self) -> Sequence[int]:
        """0-based indices of sentences of the second language."""

    @property
    def confidence(self) -> float:
        """How sure it is, 0…1."""


class Place(NamedTuple):
    """A statistic by language and position in the list of that language."""

    language: str
    position: int


class Matches(NamedTuple):
    """What is which across languages: `links[a, b][i] = j`, `gains[a, b]` of all its links."""

    links: Mapping[tuple[str, str], Mapping[int, int]]
    gains: Mapping[tuple[str, str], float]


# The scale of these costs: a statistic that stays alone costs 2.5, so two that are matched may cost up
# to 5. In corresponding sentences every slip of the value is matched (6.0 · 0.55 = 3.3), an unrelated
# number of another kind (3.3 + 2.5) is not; far apart (2.8) only what is equal.
ALONE = 2.5
_SLIP_WEIGHT = 0.55
_UNLINKED = 2.8
_NEIGHBOUR = 0.6
_CONSISTENCY = 0.8
_SURE = 0.4
_WINDOW = 40
"""How many places from where it is expected a statistic is looked for; keeps the cost linear in the text."""


class Beads:
    """The sentence beads of two languages, indexed."""

    def __init__(self, beads: Sequence[BeadLike], *, turned: bool = False) -> None:
        self._best: tuple[dict[int, float], dict[int, float]] = ({}, {})
        self._linked: dict[int, dict[int, float]] = {}
        for bead in beads:
            left, right = (bead.right, bead.left) if turned else (bead.left, bead.right)
            for best, sentences in zip(self._best, (left, right), strict=True):
                for sentence in sentences:
                    best[sentence] = max(best.get(sentence, 0.0), bead.confidence)
            self._link(left, right, bead.confidence)

    def _link(self, left: Sequence[int], right: Sequence[int], confidence: float) -> None:
        near = confidence * _NEIGHBOUR
        for one in left:
            for other in right:
                for i, j in ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)):
                    links = self._linked.setdefault(one + i, {})
                    links[other + j] = max(links.get(other + j, 0.0), near if i or j else confidence)

    def link(self, left: int, right: int) -> float:
        """How surely two sentences correspond: 1 for sure, less for neighbours, 0 for not at all."""
        return self._linked.get(left, {}).get(right, 0.0)

    def linked(self, left: int) -> Mapping[int, float]:
        """The sentences of the second language that correspond to `left`, and how surely."""
        return self._linked.get(left, {})

    def sure(self, side: int, sentence: int) -> float:
        """The confidence of the best bead a sentence of one side (0 left, 1 right) is in; 1 if in none."""
        return self._best[side].get(sentence, 1.0)


def match(
    left: Sequence[Stated], right: Sequence[Stated], beads: Beads | None
) -> dict[tuple[int, int], float]:
    """The gain of every allowed pair (index in `left`, index in `right`) of statistics.

    Only statistics of one question–answer pair are allowed, and of sentences that surely correspond although
    one language divides its turns otherwise. Costs: the cheapest explanation of the two
    readings in either direction, the distance of their sentences by the beads (without beads: of their
    places among the statistics), and their order. Gain = 5 - cost.
    """
    gains: dict[tuple[int, int], float] = {}
    groups = _by_pair(right)
    for pair, rows in _by_pair(left).items():
        columns = groups.get(pair, [])
        sides = _Side(rows, left), _Side(columns, right)
        expected = [(i + 0.5) * len(columns) / len(rows) - 0.5 for i in range(len(rows))]
        found = _gains(*sides, expected, beads)
        # The first matches tell where the others are to be expected.
        expected = _interpolated(_anchors(left, right, assign(found)), rows, columns)
        gains |= _gains(*sides, expected, beads)
    return gains | _across(left, right, beads) if beads else gains


def _across(left: Sequence[Stated], right: Sequence[Stated], beads: Beads) -> dict[tuple[int, int], float]:
    """The gains between different pairs: where a label was overlooked, the turns of a language are divided
    otherwise, and the sentences know better."""
    columns: dict[int, list[int]] = {}
    for column, one in enumerate(right):
        columns.setdefault(one.sentence, []).append(column)
    found = {}
    for row, one in enumerate(left):
        sure = [(sentence, link) for sentence, link in beads.linked(one.sentence).items() if link >= _SURE]
        for column, link in [
            (column, link) for sentence, link in sure for column in columns.get(sentence, ())
        ]:
            if one.statistic.pair != right[column].statistic.pair:
                cost = 1 - link + _difference(one.reading, right[column].reading)
                if cost < 2 * ALONE:
                    found[row, column] = 2 * ALONE - cost
    return found


def _by_pair(stated: Sequence[Stated]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for index, one in enumerate(stated):
        groups.setdefault(one.statistic.pair, []).append(index)
    return groups


class _Side:
    """The statistics of one language in one pair: their indices, sentences and readings."""

    def __init__(self, indices: Sequence[int], stated: Sequence[Stated]) -> None:
        self.indices = indices
        self.sentences = [stated[index].sentence for index in indices]
        self.readings = [stated[index].reading for index in indices]


def _gains(
    left: _Side, right: _Side, expected: Sequence[float], beads: Beads | None
) -> dict[tuple[int, int], float]:
    found = {}
    for row, place in enumerate(expected):
        first, last = max(0, int(place) - _WINDOW), min(len(right.indices), int(place) + _WINDOW + 1)
        for column in range(first, last):
            link = beads.link(left.sentences[row], right.sentences[column]) if beads else None
            where = _distance(place - column, link)
            cost = where + _difference(left.readings[row], right.readings[column])
            if cost < 2 * ALONE:
                found[left.indices[row], right.indices[column]] = 2 * ALONE - cost
    return found


def _distance(away: float, link: float | None) -> float:
    """`away`: how many places the statistic is from where it is expected."""
    if link is None:
        return min(2.4, 0.2 * away * away)
    apart = 1 - link if link > 0 else _UNLINKED
    return apart + min(0.6, 0.02 * away * away)


@lru_cache(maxsize=1 << 16)
def _difference(left: Reading, right: Reading) -> float:
    """The weight of the cheapest explanation in either direction."""
    return _SLIP_WEIGHT * min(explain(left, right).cost, explain(right, left).cost)


def _anchors(
    left: Sequence[Stated], right: Sequence[Stated], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The longest run of matches of nearly equal readings whose order agrees (patience sorting)."""
    sure = [(i, j) for i, j in pairs if _difference(left[i].reading, right[j].reading) < 0.5]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, (_, column) in enumerate(sure):
        place = bisect_left(tails, column)
        before.append(ends[place - 1] if place else -1)
        tails[place:], ends[place:] = [column, *tails[place + 1 :]], [position, *ends[place + 1 :]]
    run = []
    position = ends[-1] if ends else -1
    while position >= 0:
        run.append(sure[position])
        position = before[position]
    return run[::-1]


def _interpolated(
    anchors: Sequence[tuple[int, int]], rows: Sequence[int], columns: Sequence[int]
) -> list[float]:
    """Where among `columns` each of `rows` is expected, straight between the anchors."""
    row_rank = {row: rank for rank, row in enumerate(rows)}
    column_rank = {column: rank for rank, column in enumerate(columns)}
    known = [(-1, -1), *((row_rank[i], column_rank[j]) for i, j in anchors), (len(rows), len(columns))]
    expected: list[float] = []
    for (row, column), (next_row, next_column) in pairwise(known):
        slope = (next_column - column) / (next_row - row)
        expected += [column + slope * (rank - row) for rank in range(row if row >= 0 else 0, next_row)]
    return expected


def content_key(stated: Sequence[Stated]) -> tuple[object, ...]:
    """Orders languages by what they state, not by their names: a copy must not change a tie."""
    return tuple((one.statistic.pair, order_key(one.reading), one.statistic.surface) for one in stated)


def match_all(statistics: Mapping[str, Sequence[Stated]], beads: Mapping[tuple[str, str], Beads]) -> Matches:
    """All pairs of languages, then one pass in which each pair listens to the third languages."""
    languages = sorted(statistics, key=lambda language: (content_key(statistics[language]), language))
    pairs = [(a, b) for place, a in enumerate(languages) for b in languages[place + 1 :]]
    gains = {(a, b): match(statistics[a], statistics[b], beads.get((a, b))) for a, b in pairs}
    links = _both_ways({pair: dict(assign(gains[pair])) for pair in pairs})
    if len(languages) > 2:
        heard = {(a, b): _consistent(gains[a, b], a, b, languages, links) for a, b in pairs}
        links = _both_ways({pair: dict(assign(heard[pair])) for pair in pairs})
    total = {
        (a, b): round(sum(gains[a, b].get(link, 0.1) for link in links[a, b].items()), 9) for a, b in pairs
    }
    return Matches(links, total | {(b, a): gain for (a, b), gain in total.items()})


def _both_ways(links: dict[tuple[str, str], dict[int, int]]) -> dict[tuple[str, str], dict[int, int]]:
    turned = {(b, a): {j: i for i, j in sorted(found.items())} for (a, b), found in links.items()}
    return links | turned


def _consistent(
    gains: Mapping[tuple[int, int], float],
    left: str,
    right: str,
    languages: Sequence[str],
    links: Mapping[tuple[str, str], Mapping[int, int]],
) -> dict[tuple[int, int], float]:
    """The gains, with a bonus for pairs that third languages confirm and a malus for those they deny.

    A pair nobody matched directly comes in if at least two third languages imply it.
    """
    others = [language for language in languages if language not in (left, right)]
    ways: dict[tuple[int, int], int] = {}
    implied: dict[int, list[int]] = {}
    for third in others:
        for row, middle in links[left, third].items():
            column = links[third, right].get(middle)
            if column is not None:
                ways[row, column] = ways.get((row, column), 0) + 1
                implied.setdefault(row, []).append(column)
    heard = {}
    for pair in gains.keys() | {pair for pair, count in ways.items() if count > 1}:
        against = len(implied.get(pair[0], ())) - ways.get(pair, 0)
        voice = _CONSISTENCY * (ways.get(pair, 0) - against) / len(others)
        heard[pair] = gains.get(pair, 0.0) + voice
    return heard
