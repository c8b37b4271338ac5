"""What one language says, reduced to what can be compared: a reading, its number, its plain English."""

from __future__ import annotations

from decimal import Decimal
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from cxtext.schema import BOUNDS, KINDS

if TYPE_CHECKING:
    from cxtext.schema import Statistic

PROPORTIONS = ("percent", "ratio", "multiple")
"""The kinds that say how large a part is of a whole, and so can stand for one another."""


class Reading(NamedTuple):
    """One statistic as one language states it, without its place in the text.

    The fields are those of :class:`cxtext.schema.Statistic`; `ago` tells "40 years ago" (True) from
    "for 40 years".
    """

    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    part: int | None = None
    whole: int | None = None
    unit: str | None = None
    bound: str = "="
    approximate: bool = False
    marks: tuple[str, ...] = ()
    ago: bool = False
    period: str | None = None


def reading(statistic: Statistic, *, ago: bool = False) -> Reading:
    """The reading of a row of the statistics table."""
    return Reading(
        kind=statistic.kind,
        value=statistic.value,
        low=statistic.low,
        high=statistic.high,
        part=statistic.part,
        whole=statistic.whole,
        unit=statistic.unit,
        bound=statistic.bound,
        approximate=statistic.approximate,
        marks=tuple(statistic.marks),
        ago=ago,
        period=statistic.period,
    )


def bare(given: Reading) -> Reading:
    """Only the quantity: kind, number and unit; no bound, no "about", no marks.

    The noun of a count is in the language of its text, so it says nothing across languages.
    """
    unit = None if given.kind in ("count", "ratio", "multiple", "date") else given.unit
    whole = (given.part, given.whole) if given.kind == "ratio" else (None, None)
    return Reading(given.kind, given.value, given.low, given.high, *whole, unit=unit)


def order_key(given: Reading) -> tuple[object, ...]:
    """A total order of readings that does not depend on the language; breaks ties."""
    numbers = tuple(
        (number is not None, 0.0 if number is None else float(number))
        for number in (given.value, given.low, given.high, given.part, given.whole)
    )
    kind = KINDS.index(given.kind) if given.kind in KINDS else len(KINDS)
    return (kind, numbers, given.unit or "", BOUNDS.index(given.bound), given.approximate, given.ago)


def is_range(given: Reading) -> bool:
    """True for "between 10 and 15"."""
    return given.value is None and given.low is not None and given.high is not None


def same(left: float, right: float) -> bool:
    """Equal but for the last bits of a float."""
    return isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)


def exact(number: float) -> Decimal:
    """The decimal number that was written: 0.1, not 0.1000000000000000055; 12 digits at most."""
    return Decimal(f"{number:.12g}")


def plain(number: float) -> str:
    """The number in full with a point for decimals: 2400000, 0.1."""
    text = f"{exact(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals(number: float) -> int:
    """How many digits stand after the point."""
    return len(plain(number).partition(".")[2])


def percentage(given: Reading) -> float | None:
    """A proportion as a percentage: 3/4, 75 % and 0.75 times are all 75; None for other kinds."""
    if given.value is None or given.kind not in PROPORTIONS:
        return None
    if given.kind == "percent":
        return given.value / 10 if given.unit == "‰" else given.value
    return given.value * 100


_BOUND_WORDS = {"<": "less than ", "<=": "at most ", "=": "", ">=": "at least ", ">": "more than "}


def _number(number: float) -> str:
    text = plain(number)
    whole, point, rest = text.partition(".")
    return (f"{int(whole):,}" if len(whole.lstrip("-")) > 4 else whole) + point + rest


def figure(given: Reading) -> str:
    """The number alone in plain English: ``84``, ``3 in 4``, ``10 to 15``, ``2.5``."""
    if given.low is not None and given.high is not None and given.value is None:
        return f"{_number(given.low)} to {_number(given.high)}"
    if given.kind == "ratio" and given.part is not None and given.whole is not None:
        return "half" if (given.part, given.whole) == (1, 2) else f"{given.part} in {given.whole}"
    if given.value is None:
        return "an unreadable number"
    return plain(given.value) if given.kind == "date" else _number(given.value)


def _unit(given: Reading) -> str:
    if given.kind in ("percent", "points"):
        return " percentage points" if given.kind == "points" else f" {given.unit or '%'}"
    if given.kind == "multiple":
        return " times"
    if given.kind in ("duration", "measure") and given.unit:
        return " " + given.unit.replace("-", " ") + ("" if given.value == 1 else "s")
    return f" {given.unit}" if given.unit and given.kind in ("count", "money") else ""


def phrase(given: Reading) -> str:
    """The reading in plain English: ``about 5 years``, ``less than 1 %``, ``more than half``."""
    about = "about " if given.approximate else ""
    ago = " ago" if given.ago else ""
    return f"{about}{_BOUND_WORDS[given.bound]}{figure(given)}{_unit(given)}{ago}"
