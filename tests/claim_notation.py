"""Readings and whole talks written as short strings, in the notation of the language files' examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxtext.claims import Stated
from cxtext.diagnosis import Reading
from cxtext.schema import Statistic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PREFIX = re.compile(r"(~?)(<=|>=|<|>)?\s*")
_BODY = (
    ("percent", r"(?P<n>[\d.]+)(?P<unit>[%‰])"),
    ("points", r"(?P<n>[\d.]+)pp"),
    ("ratio", r"(?P<part>\d+)/(?P<whole>\d+)"),
    ("multiple", r"(?P<n>[\d.]+)x"),
    ("count", r"n=(?P<n>[\d.]+)(?: (?P<unit>.+))?"),
    ("date", r"@(?P<n>\d+)"),
    ("money", r"(?P<n>[\d.]+) (?P<unit>[A-Z]{3})"),
    (
        "duration",
        r"(?P<n>[\d.]+) (?P<unit>second|minute|hour|day|week|month|year|decade|century)(?P<ago> ago)?",
    ),
    ("measure", r"(?P<n>[\d.]+) (?P<unit>[a-z-]+)"),
)


def said(notation: str) -> Reading:
    """``said("> 84% [composed]")`` → the Reading."""
    text, _, marks = notation.partition(" [")
    prefix = _PREFIX.match(text)
    assert prefix
    body = text[prefix.end() :]
    for kind, pattern in _BODY:
        found = re.fullmatch(pattern, body)
        if found:
            parts = found.groupdict()
            return Reading(
                kind=kind,
                part=int(parts["part"]) if kind == "ratio" else None,
                whole=int(parts["whole"]) if kind == "ratio" else None,
                unit="pp" if kind == "points" else parts.get("unit"),
                bound=prefix[2] or "=",
                approximate=bool(prefix[1]),
                marks=tuple(marks.rstrip("]").split(", ")) if marks else (),
                ago=bool(parts.get("ago")),
                **_numbers(kind, parts),
            )
    raise AssertionError(notation)


def _numbers(kind: str, parts: Mapping[str, str]) -> dict[str, float | None]:
    if kind == "ratio":
        return {"value": int(parts["part"]) / int(parts["whole"])}
    low, dots, high = parts["n"].partition("..")
    return {"low": float(low), "high": float(high)} if dots else {"value": float(low)}


class Span(NamedTuple):
    """A bead for the tests."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    confidence: float


def stated(language: str, cells: Sequence[tuple[int, int, str]]) -> list[Stated]:
    """Statistics of one language from (pair, sentence, notation)."""
    return [_one(language, number, *cell) for number, cell in enumerate(cells, start=1)]


def _one(language: str, number: int, pair: int, sentence: int, notation: str) -> Stated:
    reading = said(notation)
    statistic = Statistic(
        talk="talk",
        language=language,
        statistic=number,
        turn=2 * pair,
        pair=pair,
        sentence="",
        start=100 * sentence + number,
        end=100 * sentence + number + 1,
        surface=notation,
        kind=reading.kind,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        part=reading.part,
        whole=reading.whole,
        unit=reading.unit,
        bound=reading.bound,
        approximate=reading.approximate,
        marks=reading.marks,
        period=None,
        period_year=None,
    )
    return Stated(statistic, reading.ago, sentence)


def straight(
    languages: Sequence[str], sentences: int, confidence: float = 0.9
) -> dict[tuple[str, str], list[Span]]:
    """Beads that link sentence i with sentence i in every pair of languages."""
    beads = [Span((number,), (number,), confidence) for number in range(sentences)]
    return {(a, b): beads for a in languages for b in languages if a < b}
