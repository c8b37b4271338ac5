"""The time a statistic belongs to: "2019", "last year", "year three"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from cxtext.language import search
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.language import Language
    from cxtext.quantities import Quantity

# How far from the year of the talk a named year lies.
_SHIFTS = {"last_year": -1, "this_year": 0, "next_year": 1}

_CLAUSE = re.compile("[,;:–—،؛、，；：]")

_UNTIMED = ("date", "duration", "mark", "period")


class Time(NamedTuple):
    """A time as the text gives it, its place, and its calendar year where it is known."""

    surface: str
    start: int
    end: int
    year: int | None


def assign(
    text: str,
    spans: Sequence[tuple[int, int]],
    quantities: Sequence[Quantity],
    said: Sequence[Quantity],
    index: Sequence[int],
    language: Language,
    year: int | None,
) -> list[Time | None]:
    """The time of each statistic in `said`: the nearest in its sentence, before it if there is one.

    `spans` are the sentences, `index` the sentence of each statistic, `quantities` everything found
    (dates and numbered years among it), `year` the calendar year of the talk.
    """
    named = [quantity for quantity in quantities if quantity.kind in ("period", "date")]
    starts = [quantity.start for quantity in named]
    lengths = [quantity for quantity in said if quantity.kind == "duration"]
    length_starts = [quantity.start for quantity in lengths]
    times: list[Time | None] = []
    by_sentence: dict[int, list[Time]] = {}
    for quantity, sentence in zip(said, index, strict=True):
        if quantity.kind in _UNTIMED:
            times.append(None)
            continue
        if sentence not in by_sentence:
            start, end = spans[sentence]
            inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
            others = lengths[bisect_left(length_starts, start) : bisect_left(length_starts, end)]
            found = _times(text, start, end, inside, language, year)
            # "two years ago" is no name of a time in which another number stands.
            by_sentence[sentence] = [
                time for time in found if not any(q.start < time.end and time.start < q.end for q in others)
            ]
        times.append(_nearest(text, by_sentence[sentence], quantity))
    return times


def _times(
    text: str, start: int, end: int, inside: Sequence[Quantity], language: Language, year: int | None
) -> list[Time]:
    times = [
        Time(
            text[q.start : q.end],
            q.start,
            q.end,
            int(q.value) if q.kind == "date" and q.value is not None else None,
        )
        for q in inside
    ]
    folded = fold(text[start:end])
    for key in language.templates["periods"]:
        for first, last in search(language, f"periods.{key}").places(folded):
            a, b = start + first, start + last
            while a < b and not text[a].isalnum():
                a += 1
            known = year + _SHIFTS[key] if year is not None and key in _SHIFTS else None
            times.append(Time(text[a:b], a, b, known))
    return sorted(times, key=lambda time: (time.start, -time.end))


def _nearest(text: str, times: Sequence[Time], quantity: Quantity) -> Time | None:
    """The last time before the quantity; else the first behind it in the same clause."""
    before = [time for time in times if time.end <= quantity.start]
    if before:
        return before[-1]
    behind = next((time for time in times if time.start >= quantity.end), None)
    if behind is None or _CLAUSE.search(text, quantity.end, behind.start):
        return None  # "12 million, twice as much as in 2015"
    return behind
