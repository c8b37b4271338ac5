"""One statistic in one short line: the notation of examples, labels and figures.

``84%`` · ``3‰`` · ``5.5pp`` · ``3/4`` · ``2x`` · ``n=1250`` · ``2400000 EUR`` · ``10 year`` ·
``5 kilometer`` · ``@2015``; ranges ``10..15%``; before it ``~`` for about and the bound (``> 84%``,
``~< 40%``); after it the marks (``58% [composed]``).
"""

from __future__ import annotations

from typing import Any


def notation(statistic: Any, *, unit: bool = False) -> str:
    """The notation of a ``schema.Statistic`` (or any object with its fields).

    A count is written without its noun unless `unit` is set.
    """
    number = _number(statistic)
    kind = statistic.kind
    if kind == "ratio":
        body = f"{statistic.part}/{statistic.whole}"
    elif kind == "count":
        body = f"n={number}" + (f" {statistic.unit}" if unit and statistic.unit else "")
    else:
        body = _BODIES.get(kind, "{number} {unit}").format(number=number, unit=statistic.unit)
    prefix = ("~" if statistic.approximate else "") + (statistic.bound if statistic.bound != "=" else "")
    return f"{prefix} {body}".strip() + "".join(f" [{mark}]" for mark in statistic.marks)


_BODIES = {"percent": "{number}{unit}", "points": "{number}pp", "multiple": "{number}x", "date": "@{number}"}


def _number(statistic: Any) -> str:
    if statistic.low is not None and statistic.high is not None:
        return f"{plain(statistic.low)}..{plain(statistic.high)}"
    return plain(statistic.value)


def plain(number: Any) -> str:
    """A number in full, with a point and without needless zeros: 2400000, 0.1."""
    if number is None:
        return "?"
    text = (
        f"{number:.10f}"
        if isinstance(number, float)
        else f"{number:f}"
        if not isinstance(number, int)
        else str(number)
    )
    return text.rstrip("0").rstrip(".") if "." in text else text
