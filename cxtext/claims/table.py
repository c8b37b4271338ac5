"""The claims table of a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxtext import copies
from cxtext.claims.exchange import untangled
from cxtext.claims.matching import BeadLike, Beads, Stated, match_all
from cxtext.claims.rows import rows
from cxtext.claims.unread import Unread, instead
from cxtext.claims.verdicts import Claimed, Judged, judge, reliabilities, with_exchanges
from cxtext.errors import TableError
from cxtext.schema import BOUNDS, KINDS, MARKS, Claim, Statistic, columns, require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    Links = Mapping[tuple[str, str], Sequence[BeadLike]]


def compare(
    statistics: Mapping[str, Sequence[Stated]],
    links: Links | None = None,
    *,
    originals: Mapping[str, str] | None = None,
    unread: Mapping[str, Sequence[Unread]] | None = None,
) -> list[Claim]:
    """Which statistics of the languages are the same claim, and whether they agree.

    `statistics`: for each language of the talk (also for one that states nothing) its statistics in text
    order, of one talk. `links`: the sentence beads of pairs of languages, in either direction; ``left`` and
    ``right`` are 0-based sentence indices as in :class:`Stated`. A pair of languages without beads is
    compared by the order of its statistics. `unread`: the numbers of each language that became no statistic;
    where one of them stands in the place of a claim, with its value, the language is not said to miss it.

    Only statistics of the same question–answer pair are matched. Returns one row per claim and language,
    claims numbered in order of mention; the result depends neither on the order of the languages nor
    of the links. A language that states exactly what another does, with the same words, is a copy: it is
    judged like it and has no vote of its own. Languages that state nothing look alike: of these, `originals`
    tells which is a copy of which (language → its original).
    """
    known_copies = originals or {}
    originals = copies.originals(
        {tag: _content(known_copies.get(tag, tag), stated) for tag, stated in statistics.items()}
    )
    distinct = {language: list(statistics[language]) for language in sorted(set(originals.values()))}
    indexed = _indexed(links or {}, distinct)
    found = untangled(rows(distinct, match_all(distinct, indexed)), distinct, indexed)
    claimed = [_claimed(row, distinct, indexed, unread or {}) for row in found]
    known = reliabilities(claimed, list(distinct))
    table: list[Claim] = []
    verdicts = with_exchanges(claimed, [judge(claim, list(distinct), known) for claim in claimed])
    for number, (row, judged) in enumerate(zip(found, verdicts, strict=True), start=1):
        for language in sorted(statistics):
            original = originals[language]
            one = statistics[language][row[original]] if original in row else None
            first = distinct[min(row)][row[min(row)]].statistic
            table.append(_claim(number, first, language, one, judged, original))
    return table


def from_table(table: pl.DataFrame) -> list[Claim]:
    """The claims of a statistics table (columns of :class:`cxtext.schema.Statistic`), talk by talk.

    Without beads, statistics are matched by value, kind and order inside each pair. Columns that only
    describe the place (surface, sentence, start …) may be missing; TableError if talk, language, kind or
    value is, or a cell is of the wrong kind.
    """
    _check(table)
    talks: dict[str, dict[str, list[Stated]]] = {}
    for record in table.iter_rows(named=True):
        languages = talks.setdefault(record["talk"], {})
        stated = languages.setdefault(record["language"], [])
        stated.append(Stated(_statistic(record, len(stated)), False, len(stated)))
    claims = []
    for _, languages in sorted(talks.items()):
        ordered = {language: sorted(stated, key=_in_order) for language, stated in languages.items()}
        claims += compare(ordered)
    return claims


def _in_order(stated: Stated) -> tuple[int, int]:
    return stated.statistic.statistic, stated.sentence


_DEFAULTS: dict[str, Any] = {
    "turn": 0,
    "pair": 0,
    "sentence": "",
    "start": 0,
    "end": 0,
    "surface": "",
    "bound": "=",
    "approximate": False,
}


def _statistic(record: Mapping[str, Any], position: int) -> Statistic:
    """A row of a table from anywhere as a Statistic: missing cells get their defaults."""
    defaults = _DEFAULTS | {"statistic": position + 1}
    cells: dict[str, Any] = {name: record.get(name) for name in columns("statistics")}
    cells = {name: defaults.get(name) if cell is None else cell for name, cell in cells.items()}
    for name in ("value", "low", "high"):
        cells[name] = None if cells[name] is None else float(cells[name])
    marks = cells["marks"] or ()
    cells["marks"] = tuple(mark for mark in MARKS if mark in marks)
    return Statistic(**cells)


def _check(table: pl.DataFrame) -> None:
    """Raise TableError for a cell that no statistics table can have."""
    require(table, "statistics", ("talk", "language", "kind", "value"))
    for name, allowed in (("kind", KINDS), ("bound", BOUNDS)):
        found = table.get_column(name).unique().sort().to_list() if name in table.columns else []
        wrong = [str(cell) for cell in found if cell not in allowed and (cell is not None or name == "kind")]
        if wrong:
            hint = f"A {name} is one of {', '.join(allowed)}"
            raise TableError(
                f"The statistics table has an unknown {name}: {wrong[0]}", text=wrong[0], hint=hint
            )
    for name in [name for name in _NUMBERS if name in table.columns]:
        if not (table.schema[name].is_numeric() or table[name].null_count() == table.height):
            raise TableError(f"The column {name} of the statistics table is not numeric")


_NUMBERS = (
    "statistic",
    "turn",
    "pair",
    "start",
    "end",
    "value",
    "low",
    "high",
    "part",
    "whole",
    "period_year",
)


def _content(original: str, stated: Sequence[Stated]) -> tuple[object, ...]:
    """What a language states; of one that states nothing, whose copy it is."""
    said = tuple((one.statistic._replace(talk="", language=""), one.ago) for one in stated)
    return said or (original,)


def _indexed(links: Links, languages: Mapping[str, object]) -> dict[tuple[str, str], Beads]:
    found: dict[tuple[str, str], Beads] = {}
    for (left, right), beads in sorted(links.items()):
        if beads and left in languages and right in languages:
            found[left, right] = Beads(beads)
            found.setdefault((right, left), Beads(beads, turned=True))
    return found


def _claimed(
    row: Mapping[str, int],
    statistics: Mapping[str, Sequence[Stated]],
    beads: Mapping[tuple[str, str], Beads],
    unread: Mapping[str, Sequence[Unread]],
) -> Claimed:
    readings = {language: statistics[language][index].reading for language, index in row.items()}
    sure = {language: _sureness(language, row, statistics, beads) for language in statistics}
    silent = [language for language in statistics if language not in row and language in unread]
    found = {language: instead(language, row, statistics, beads, unread) for language in silent}
    return Claimed(readings, sure, {tag: number.surface for tag, number in found.items() if number})


def _sureness(
    language: str,
    row: Mapping[str, int],
    statistics: Mapping[str, Sequence[Stated]],
    beads: Mapping[tuple[str, str], Beads],
) -> float:
    """How surely `language`'s passage corresponds to another one of the claim; 1 without beads."""
    mine = statistics[language][row[language]].sentence if language in row else None
    found = []
    for other, index in sorted(row.items()):
        if other == language or (other, language) not in beads:
            continue
        theirs, pair = statistics[other][index].sentence, beads[other, language]
        found.append(pair.sure(0, theirs) if mine is None else pair.link(theirs, mine))
    return max(found, default=1.0)


def _claim(
    number: int, first: Statistic, language: str, one: Stated | None, judged: Judged, original: str
) -> Claim:
    """A row of the table; `original` is the language that this one is judged like."""
    statistic = None if one is None else one.statistic
    verdict = judged.judgements[original]
    best = judged.best.reading
    return Claim(
        talk=first.talk,
        claim=number,
        pair=first.pair,
        language=language,
        statistic=None if statistic is None else statistic.statistic,
        surface=None if statistic is None else statistic.surface,
        kind=None if statistic is None else statistic.kind,
        value=None if statistic is None else statistic.value,
        low=None if statistic is None else statistic.low,
        high=None if statistic is None else statistic.high,
        unit=None if statistic is None else statistic.unit,
        bound=None if statistic is None else statistic.bound,
        approximate=None if statistic is None else statistic.approximate,
        verdict=verdict.verdict,
        slip=verdict.slip,
        severity=verdict.severity,
        consensus_value=best.value,
        consensus_bound=best.bound,
        consensus_kind=best.kind,
        confidence=round(judged.confidence, 4),
        explanation=verdict.explanation,
    )
