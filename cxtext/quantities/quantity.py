"""A quantity as it is found in a text, before it becomes a row of the statistics table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxtext.digits import Exact

YEARS = range(1000, 2200)
"""What can be a calendar year."""

DURATIONS = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millisecond",
     "microsecond", "nanosecond")
)  # fmt: skip
"""The CLDR units of the category duration."""


class Quantity(NamedTuple):
    """A quantity in a text: its place, its reading, and the templates that found it.

    ``kind`` is one of ``schema.KINDS``, or ``mark`` (no statistic: ``reason``), or ``period``
    ("year 2"). ``ago`` tells "40 years ago" from "for 40 years".
    """

    start: int
    end: int
    kind: str
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    part: int | None = None
    whole: int | None = None
    unit: str | None = None
    bound: str = "="
    approximate: bool = False
    marks: tuple[str, ...] = ()
    ago: bool = False
    reason: str | None = None
    templates: tuple[str, ...] = ()
    numerals: tuple[int, ...] = ()
    gap: int = 0  # characters between the two numerals of a pair
    reach: int = 0  # how much text speaks for this reading, contexts included
