"""What a person sees in the terminal: tables cut to its width, and the summary of a talk."""

from __future__ import annotations

import os
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from cxtext import corpus, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SHOWN: Mapping[str, tuple[str, ...]] = {
    "statistics": (
        "language", "statistic", "pair", "surface", "kind", "bound", "value", "low", "high", "unit",
        "period", "marks", "sentence",
    ),
    "pairs": ("pair", "language", "questioner", "question", "answerer", "answer"),
    "claims": ("claim", "pair", "language", "surface", "verdict", "slip", "explanation"),
    "languages": (
        "language", "english", "status", "sentences", "recall", "precision", "value", "bound",
        "first_recall", "first_precision",
    ),
}  # fmt: skip
"""The columns that a terminal shows; the other formats hold all of them."""

SIGNS = {"agree": "✓", "reworded": "≈", "differ": "✗", "missing": "−", "added": "+", "unsure": "?"}

# More languages than this do not fit side by side on a line; compare then shows a line for each.
SIDE_BY_SIDE = 4


def table(name: str, columns: Sequence[str], rows: Sequence[Any]) -> str:
    """The rows of table `name` for reading: the telling columns; claims with the languages side by side."""
    if name == "claims":
        shown, cells = _claims_side_by_side([row._asdict() for row in rows])
        if shown:
            return terminal.table(shown, cells, total=_columns())
    shown = SHOWN.get(name, tuple(columns))
    places = [columns.index(each) for each in shown]
    return terminal.table(shown, [[row[place] for place in places] for row in rows], total=_columns())


def _columns() -> int:
    return get_terminal_size((100, 24)).columns


def _claims_side_by_side(claims: list[dict[str, Any]]) -> tuple[tuple[str, ...], list[list[Any]]]:
    """One line per claim, one column per language; nothing when there are too many languages."""
    tags = sorted({row["language"] for row in claims})
    if len(tags) > SIDE_BY_SIDE:
        return (), []
    lines = []
    for claim, rows in corpus.by_claim(claims).items():
        said = {row["language"]: row["surface"] or "—" for row in rows}
        odd = [row for row in rows if row["verdict"] != "agree"]
        verdicts = dict.fromkeys(row["verdict"] for row in odd or rows)
        why = dict.fromkeys(row["explanation"] for row in odd)
        lines.append(
            [
                claim,
                rows[0]["pair"],
                *(said.get(tag, "") for tag in tags),
                " ".join(f"{SIGNS[each]} {each}" for each in verdicts),
                _probably(odd[0]) if odd else "",
                " / ".join(why),
            ]
        )
    return ("claim", "pair", *tags, "verdict", "probably", "why"), lines


def _probably(row: Mapping[str, Any]) -> str:
    """The most probable original of a claim, with its confidence: "> 84% (0.9)"."""
    if row["consensus_value"] is None:
        return ""
    bound = "" if row["consensus_bound"] in (None, "=") else row["consensus_bound"] + " "
    sign = "%" if row["consensus_kind"] == "percent" else ""
    return f"{bound}{row['consensus_value']:.12g}{sign} ({row['confidence']:.1g})"


def story(outcome: corpus.Outcome, out: str) -> str:
    """The summary of one talk: what was found, where the translations disagree, where to look."""
    summary = outcome.summary or {}
    counts = [(tag, *numbers.values()) for tag, numbers in summary["languages"].items()]
    standing = summary["claims"]
    lines = [
        outcome.name + (f": {terminal.isolate(summary['title'])}" if summary["title"] else ""),
        "",
        terminal.table(("language", "turns", "pairs", "statistics", "left over"), counts, total=_columns()),
        f"{sum(standing.values())} claims: "
        + ", ".join(f"{count} {word}" for word, count in standing.items() if count),
        *_disagreements(summary["disagreements"]),
        *(f"Could not be read: {problem}" for problem in summary["problems"]),
        *(f"Note: {note}" for note in summary["notes"]),
        "",
        f"Page: {os.path.join(out, outcome.name)}.html"
        + (" (unchanged)" if outcome.status == "kept" else ""),
        f"Tables and figures: {os.path.join(out, outcome.name)}{os.sep}",
    ]
    return "\n".join(lines)


def _disagreements(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each disagreement as a line of readings and a line of reasons."""
    lines: list[str] = []
    for each in found:
        readings = [
            f"{tag} {terminal.isolate(terminal.plain(surface)) if surface else '—'}"
            for tag, surface in each["readings"].items()
        ]
        lines += ["", f"  claim {each['claim']}, pair {each['pair']}: " + "  |  ".join(readings)]
        lines += [f"    {terminal.plain(reason)}" for reason in each["reasons"]]
    return [*lines, ""] if lines else []
