"""What figures and page read from the tables: languages, claims with their readings, turns and pairs.

Works from tables alone: the four frames of an Analysis, or the same columns read from files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cxtext import schema
from cxtext.figures.readings import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    Row = dict[str, Any]

GRAVITY = ("differ", "added", "missing", "unsure", "reworded", "agree")
"""The verdict of a claim is the first of these that any of its languages has.

What one language adds, the others miss; such a claim counts as added.
"""

DISAGREEMENTS = ("differ", "missing", "added")


class Tables(Protocol):
    """An Analysis, or anything with its four tables (``talk`` may be None)."""

    @property
    def talk(self) -> Any:
        """The talk, or None."""
        ...

    @property
    def turns(self) -> pl.DataFrame:
        """The turns table."""
        ...

    @property
    def pairs(self) -> pl.DataFrame:
        """The pairs table."""
        ...

    @property
    def statistics(self) -> pl.DataFrame:
        """The statistics table."""
        ...

    @property
    def claims(self) -> pl.DataFrame:
        """The claims table."""
        ...


class Stated(NamedTuple):
    """One claim in one language. `reading` is "" and `statistic` None when it does not state it."""

    language: str
    statistic: int | None
    surface: str | None
    reading: str
    row: Mapping[str, Any]
    verdict: str
    slip: str | None
    explanation: str


class Cited(NamedTuple):
    """One claim across its languages."""

    claim: int
    pair: int
    label: str
    gloss: str | None
    verdict: str
    consensus: str
    confidence: float
    stated: Mapping[str, Stated]


def rows(table: pl.DataFrame, name: str, needed: Iterable[str] | None = None) -> list[Row]:
    """The rows of a table in its documented order; TableError when columns are missing."""
    schema.require(table, name, schema.columns(name) if needed is None else needed)
    key = [column for column in schema.ORDER[name] if column in table.columns]
    return table.sort(key, maintain_order=True).to_dicts()


def talk_name(analysis: Tables) -> str:
    """The name of the talk: from the talk, else from the first row of a table, else ""."""
    if (talk := getattr(analysis, "talk", None)) is not None:
        return str(talk.name)
    for table in (analysis.turns, analysis.statistics, analysis.claims):
        if "talk" in table.columns and table.height:
            return str(table["talk"][0])
    return ""


def talk_title(analysis: Tables) -> str:
    """The title of the talk, or its name."""
    return getattr(getattr(analysis, "talk", None), "title", None) or talk_name(analysis)


def languages(analysis: Tables) -> list[str]:
    """The language tags of the talk, sorted."""
    tables = (analysis.turns, analysis.pairs, analysis.statistics, analysis.claims)
    return sorted(
        {tag for table in tables if "language" in table.columns for tag in table["language"].to_list()}
    )


def turn_numbers(cell: object) -> list[int]:
    """The turn numbers of a pair; a list, or the text of one as CSV files hold it."""
    if isinstance(cell, str):
        return [int(digits) for digits in re.findall(r"\d+", cell)]
    return [int(one) for one in cell] if isinstance(cell, (list, tuple)) else []


def statistics_by_key(analysis: Tables) -> dict[tuple[str, int], Row]:
    """Every statistic by its language and number."""
    return {(row["language"], row["statistic"]): row for row in rows(analysis.statistics, "statistics")}


def cited(analysis: Tables) -> list[Cited]:
    """The claims in order of mention, each with what every language says.

    The n-th claim of a pair has the gloss "pair.n". What a few of many languages added was not said in
    the talk: it has no gloss and does not count.
    """
    statistics = statistics_by_key(analysis)
    groups: dict[int, list[Row]] = {}
    for row in rows(analysis.claims, "claims"):
        groups.setdefault(row["claim"], []).append(row)
    glosses = getattr(getattr(analysis, "talk", None), "glosses", None) or {}
    mentioned: dict[int, int] = {}
    found = []
    for members in groups.values():
        pair = members[0]["pair"]
        said = len(members) < 3 or all(row["verdict"] != "added" for row in members)
        mentioned[pair] = mentioned.get(pair, 0) + said
        found.append(_cited(members, glosses.get(f"{pair}.{mentioned[pair]}") if said else None, statistics))
    return found


def _cited(members: list[Row], gloss: str | None, statistics: Mapping[tuple[str, int], Row]) -> Cited:
    stated = {row["language"]: _stated(row, statistics) for row in members}
    verdict = _verdict([one.verdict for one in stated.values()])
    consensus = _consensus(members, stated)
    first = members[0]
    return Cited(
        first["claim"],
        first["pair"],
        gloss or consensus or f"Claim {first['claim']}",
        gloss,
        verdict,
        consensus,
        max(row["confidence"] for row in members),
        stated,
    )


def _verdict(verdicts: Sequence[str]) -> str:
    """The verdict of a claim. What only one of two languages has was rather lost than added."""
    gravest = min(verdicts, key=GRAVITY.index)
    return "missing" if gravest == "added" and len(verdicts) == 2 else gravest


def _stated(row: Row, statistics: Mapping[tuple[str, int], Row]) -> Stated:
    statistic = statistics.get((row["language"], row["statistic"] or 0), {})
    cell = row | {name: statistic.get(name) for name in ("part", "whole")}
    return Stated(
        row["language"],
        row["statistic"],
        row["surface"],
        reading(cell),
        cell,
        row["verdict"],
        row["slip"],
        row["explanation"] or "",
    )


def _consensus(members: list[Row], stated: Mapping[str, Stated]) -> str:
    """The most probable original in short.

    The consensus columns hold value, bound and kind; unit, range and fraction come from a language
    that says just that, an agreeing one first: with another unit the value is the same.
    """
    first = members[0]
    said = {
        "kind": first["consensus_kind"],
        "value": first["consensus_value"],
        "bound": first["consensus_bound"],
    }
    same = [one.row for one in stated.values() if one.row["kind"] == said["kind"] and one.row["kind"]]
    same.sort(key=lambda row: row["verdict"] != "agree")
    exact = [row for row in same if row["value"] == said["value"]]
    pattern: Mapping[str, Any] = (exact or same or [{}])[0]
    names = ("unit", "approximate", *(("low", "high", "part", "whole") if exact else ()))
    return reading({**{name: pattern.get(name) for name in names}, **said})


def disagreements(claims: Iterable[Cited]) -> list[Cited]:
    """The claims on which the languages do not agree, in order of mention."""
    return [one for one in claims if one.verdict in DISAGREEMENTS]


def explanations(one: Cited) -> list[str]:
    """The sentences that explain the verdict of a claim, each once."""
    telling = [s.explanation for s in one.stated.values() if s.verdict == one.verdict]
    others = [s.explanation for s in one.stated.values() if s.verdict in DISAGREEMENTS]
    return [text for text in dict.fromkeys(telling + others) if text]
