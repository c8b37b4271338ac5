"""Where one version of a talk is at odds with itself: the hints table, from its statistics alone.

A hint is no verdict: it says where to look again, and why. A false alarm costs more trust than a hint
earns, so every kind asks for more than one sign:

* ``parts_exceed_whole``: three or more shares in one sentence that without the largest are less than a
  whole and with it more. Rising shares are a development and no parts, nor are shares of different times.
* ``shares_contradict``: a percentage and a fraction of three or more that follow each other closely
  and nearly agree: "72 percent … three out of four".
* ``share_of_share``: a percentage of another percentage ("23 percent of the 1 percent"), told by the words
  the language has for "out of"; or a small percentage taken up again as the base of the next one.
* ``period_break``: years at equal steps with one left out; or one named twice and its neighbour not at all.
* ``value_break``: values over four or more times that rise or fall but for one, which a usual slip explains.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from cxtext import schema
from cxtext.diagnosis import figure, phrase, reading
from cxtext.diagnosis.edits import edits
from cxtext.diagnosis.values import percentage, plain
from cxtext.errors import CxtextError
from cxtext.schema import Hint, Statistic
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import polars as pl

    Rows = Sequence[Statistic]
    Finding = tuple[str, Rows, str]
    """Kind, the statistics it is about, and why."""

ROUNDED = 0.5
"""How much each share may have been rounded, in percentage points; those said to be about more."""
ABOUT = 5.0

MOST_TOGETHER = 150.0
"""Shares that add up to more were hardly meant as parts of one whole."""

NEARLY = 5.0
"""A fraction this near a percentage (in points) may be meant to say the same."""
CLOSE = 200
"""So many characters apart two statistics may stand to be about the same thing."""

SMALL = 10.0
"""A base up to this percentage makes a share of it something else entirely."""
FEW_WORDS = 3

_SLIPS = ("dropped_tens", "dropped_units", "digit_swap", "power_of_ten", "dropped_teen", "teen_ty")
"""What may have become of a value that stands out of its series."""


def rows(statistics: Iterable[Statistic]) -> list[Hint]:
    """The hints on each talk and language, in the order of its text."""
    found: list[Hint] = []
    ordered = sorted(statistics, key=lambda row: (row.talk, row.language, row.statistic))
    for _, members in groupby(ordered, key=lambda row: (row.talk, row.language)):
        findings = sorted(_findings(list(members)), key=lambda one: (one[1][0].statistic, one[0]))
        found += [_hint(number, *finding) for number, finding in enumerate(findings, 1)]
    return found


NEEDED = (
    "talk", "language", "statistic", "turn", "pair", "sentence", "start", "end", "surface", "kind", "value",
    "low", "high", "part", "whole", "unit", "bound", "approximate", "period", "period_year",
)  # fmt: skip
"""The columns of a statistics table that count."""


def from_table(statistics: pl.DataFrame) -> list[Hint]:
    """The same from a statistics table; TableError unless it has the columns :data:`NEEDED`."""
    schema.require(statistics, "statistics", NEEDED)
    records = statistics.select(NEEDED).iter_rows(named=True)
    return rows(Statistic(**record, marks=()) for record in records)


def _hint(number: int, kind: str, about: Rows, why: str) -> Hint:
    first = about[0]
    return Hint(
        talk=first.talk,
        language=first.language,
        number=number,
        hint=kind,
        turn=first.turn,
        pair=first.pair,
        statistics=tuple(row.statistic for row in about),
        start=min(row.start for row in about),
        end=max(row.end for row in about),
        surfaces=tuple(row.surface for row in about),
        explanation=why,
    )


def _findings(statistics: Rows) -> Iterator[Finding]:
    for _, spoken in groupby(statistics, key=lambda row: row.turn):
        turn = list(spoken)
        for _, said in groupby(turn, key=lambda row: row.sentence):
            yield from _parts(list(said))
        for check in (_contradicting, _of_share):
            yield from check(turn)
        yield from _series(turn)


def _say(row: Statistic) -> str:
    return phrase(reading(row))


def _listed(rows: Rows, say: Callable[[Statistic], str] = _say) -> str:
    words = [say(row) for row in rows]
    return ", ".join(words[:-1]) + " and " + words[-1]


# Shares


def _share(row: Statistic) -> float | None:
    """The share in percent; None for what is none, and for per mille (hardly ever parts of a whole)."""
    return percentage(reading(row)) if row.kind in ("percent", "ratio") and row.unit != "‰" else None


def _shares(rows: Rows) -> list[tuple[Statistic, float]]:
    found = [(row, share) for row in rows if (share := _share(row)) is not None]
    # Said twice for emphasis: "23 percent, 23 percent!"
    return found[:1] + [two for one, two in pairwise(found) if one[1] != two[1]]


def _parts(said: Rows) -> Iterator[Finding]:
    found = _shares(said)
    parts, shares = [row for row, _ in found], [share for _, share in found]
    total, largest = sum(shares), max(shares, default=0)
    slack = sum(ABOUT if row.approximate else ROUNDED for row in parts)
    rising = all(one < two for one, two in pairwise(shares))
    timed = any(row.period for row in parts)
    below = any(row.bound in ("<", "<=") for row in parts)
    if len(parts) < 3 or rising or timed or below or largest >= 100:
        return
    if total - largest < 100 and 100 + slack < total <= MOST_TOGETHER:
        why = (
            f"{_listed(parts)} in one sentence add up to {plain(round(total, 1))} %: "
            "more than a whole, if they are its parts"
        )
        yield "parts_exceed_whole", parts, why


def _contradicting(turn: Rows) -> Iterator[Finding]:
    together = Counter(row.sentence for row in turn if _share(row) is not None)
    for one, other in pairwise(turn):
        # In an enumeration neighbours are shares of different things.
        if max(together[one.sentence], together[other.sentence]) > 1 + (one.sentence == other.sentence):
            continue
        left, right = _share(one), _share(other)
        if left is None or right is None or one.kind == other.kind:
            continue
        exact = all(row.bound == "=" and not row.approximate and not row.period for row in (one, other))
        fraction = one if one.kind == "ratio" else other
        if not exact or not ROUNDED < abs(left - right) <= NEARLY or not _telling(fraction, one, other):
            continue
        shares = " and ".join(_with_percent(row) for row in (one, other))
        yield "shares_contradict", (one, other), f"{shares} stand close together: are they the same share?"


def _telling(fraction: Statistic, one: Statistic, other: Statistic) -> bool:
    """A half is said of anything; "a third" begins a new thought as often as it sums up an old one."""
    if (fraction.whole or 0) < 3:
        return False
    return one.sentence == other.sentence or ((fraction.part or 0) > 1 and other.start - one.end <= CLOSE)


def _with_percent(row: Statistic) -> str:
    said = figure(reading(row))
    return f"{said} ({plain(round(_share(row) or 0, 1))} %)" if row.kind == "ratio" else _say(row)


def _of_share(turn: Rows) -> Iterator[Finding]:
    for before, one, other in zip([None, *turn], turn, turn[1:], strict=False):
        if one.kind != "percent" or other.kind != "percent" or one.sentence != other.sentence:
            continue
        between = _between(one, other)
        if between is None or None in (one.value, other.value):
            continue
        if other.bound == "=" and _out_of(between, one.language):
            part, base = one, other
        elif before is not None and _taken_up(before, one, other, between):
            part, base = other, one
        else:
            continue
        of_all = (_share(part) or 0) * (_share(base) or 0) / 100
        why = f"{_say(part)} is said of {_say(base)}: that is {plain(round(of_all, 4))} % of all"
        yield "share_of_share", (one, other), why


def _taken_up(before: Statistic, one: Statistic, other: Statistic, between: str) -> bool:
    """Less than 1 percent do it. *Of this 1 percent* only 23 percent …

    The number alone may be said again of anything; its bound has gone, or "of" stands before it.
    """
    base, part = _share(one), _share(other)
    again = before.kind == "percent" and before.value == one.value and before.sentence != one.sentence
    small = base is not None and part is not None and base <= SMALL and base < part != 100 - base
    if not again or not small or one.bound != "=" or len(between.split()) > FEW_WORDS:
        return False
    return before.bound != "=" or _follows_of(one)


def _follows_of(one: Statistic) -> bool:
    """Whether the words before a statistic are those of a ratio ("out of"), perhaps with a small one."""
    words = one.sentence.partition(one.surface)[0].split()
    return any(_out_of(" ".join(words[-count:]), one.language) for count in (1, 2, 3) if count <= len(words))


def _between(one: Statistic, other: Statistic) -> str | None:
    """The words between two statistics of one sentence; None when the sentence does not hold them so."""
    sentence, at = one.sentence, one.sentence.find(one.surface)
    while at >= 0:
        start, end = at + one.end - one.start, at + other.start - one.start
        if sentence.startswith(other.surface, end) and end >= start:
            return sentence[start:end]
        at = sentence.find(one.surface, at + 1)
    return None


def _out_of(between: str, language: str) -> bool:
    """Whether the words are those between part and whole ("out of"), perhaps with a small one ("of this")."""
    connectors, small = _connectors(language)
    words = tuple(fold(between).split())
    return words in connectors or (words[:-1] in connectors and words[-1] in small)


@lru_cache(maxsize=128)
def _connectors(language: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """What stands between part and whole in the ratios of a language, and its small words.

    What may also lead from one value to the next ("from 9 percent to 6 percent") is left out.
    """
    from cxtext.language import load

    try:
        known = load(language)
    except CxtextError:  # a table from elsewhere may be in any language
        return frozenset(), frozenset()
    ranges = known.templates.get("ranges", {})
    leading = {words for key in ranges for words in _middles(ranges[key], "<n>", "<q>")}
    ratios = _middles(known.templates["quantities"].get("ratio", ()), "<a>", "<b>")
    small = (*known.forms["words"]["common"], *known.forms["counts"]["determiners"])
    spoken = (words for words in ratios if "".join(words).isalpha())
    return frozenset(spoken) - leading, frozenset(map(fold, small))


def _middles(templates: Iterable[str], *slots: str) -> set[tuple[str, ...]]:
    """All that literally stands between two of the slots, word by word."""
    from cxtext.template import expand

    cut = re.compile("(?:" + "|".join(slots) + ")([^<>…~^$\\[]*)(?:" + "|".join(slots) + ")")
    found = [match[1] for one in templates for match in cut.finditer(one)]
    return {tuple(fold(form).split()) for middle in found for form in expand(middle)}


# Series


def _series(turn: Rows) -> Iterator[Finding]:
    """The statistics of one answer that have a time and count the same."""
    timed = [row for row in turn if row.period and row.value is not None]
    units = dict.fromkeys((row.kind, row.unit) for row in timed)
    for unit in units:
        members = [row for row in timed if (row.kind, row.unit) == unit]
        yield from _period_break(members)
        yield from _value_break(members)


def _period_break(members: Rows) -> Iterator[Finding]:
    years = [row.period_year for row in members]
    known = [year for year in years if year is not None]
    if len(known) < len(years) or len(set(known)) < 3:
        return
    steps = [two - one for one, two in pairwise(known)]
    step = min(one for one in steps if one)
    holes = [place for place, one in enumerate(steps) if one == 2 * step]
    doubled = [place for place, one in enumerate(steps) if one == 0]
    regular = len(steps) - len(holes) - len(doubled) == steps.count(step) and len(holes) == 1
    if not regular:
        return
    missing = known[holes[0]] + step
    named = ", ".join(map(str, known))
    if not doubled and len(steps) >= 3:
        yield "period_break", members, f"{named}: {missing} is left out"
    elif len(doubled) == 1 and abs(doubled[0] - holes[0]) == 1:
        one, two = members[doubled[0]], members[doubled[0] + 1]
        if one.value != two.value:
            twice = known[doubled[0]]
            yield "period_break", members, f"{named}: {twice} is named twice, {missing} not at all"


def _value_break(members: Rows) -> Iterator[Finding]:
    values = [row.value for row in members if row.value is not None]
    if len(values) < 4:
        return
    for place in range(1, len(values) - 1):
        others = values[:place] + values[place + 1 :]
        low, high = sorted((values[place - 1], values[place + 1]))
        if not _monotone(others) or low <= values[place] <= high:
            continue
        found = _restored(values[place], low, high)
        if found is not None:
            fitting, slip = found
            row = members[place]
            around = f"{_say(members[place - 1])} and {_say(members[place + 1])}"
            why = f"{_say(row)} does not fit between {around}; {plain(fitting)} would"
            why += f" ({slip.replace('_', ' ')})"
            yield "value_break", members, why
            return


def _monotone(values: Sequence[float]) -> bool:
    rising = [one < two for one, two in pairwise(values)]
    return all(rising) or (not any(rising) and len(set(values)) == len(values))


def _restored(value: float, low: float, high: float) -> tuple[float, str] | None:
    """What a usual slip could have made `value` of: the likeliest whole number between two, and the slip."""
    between = range(floor(low) + 1, min(ceil(high), floor(low) + 1000))
    found = [(edits(original, value)[0], original) for original in between]
    usual = [(edit.cost, abs(2 * original - low - high), original, edit.slip) for edit, original in found
             if edit.slip in _SLIPS]  # fmt: skip
    return min(usual)[2:] if usual else None
