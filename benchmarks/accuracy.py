"""Accuracy on our own sentences: ``make accuracy``.

``tests/labelled/<tag>.toml`` is what the language files were written with in sight.
``tests/heldout/<tag>.toml`` was written later, and read once before anything was done about it
(``first_sight_*.csv``: labelled, found, right). Prints the table and writes it: ``docs/languages.md``, the
section of the README between its marks, the counts that the package ships
(``cxtext/languages/accuracy.csv``), and the floors of the tests, which only rise. ``--show TAG`` prints
instead every sentence of a language that is not read as labelled (``--heldout``: of the held-out set).
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxtext.language import load
from cxtext.language import tags as known_tags
from cxtext.notation import notation
from cxtext.statistics import find_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "tests" / "labelled"
HELD_OUT = ROOT / "tests" / "heldout"
FLOORS = ROOT / "tests" / "data" / "floors.toml"
TABLE = ROOT / "docs" / "languages.md"
README = ROOT / "README.md"
COUNTS = ROOT / "cxtext" / "languages" / "accuracy.csv"

FLOORED = ("recall", "precision", "value", "bound")
MARKS = ("<!-- written by make accuracy -->", "<!-- until here -->")

WEAK = {"recall": 0.8, "precision": 0.9}
"""Below these at first sight a language is called weak."""

WEAK_LABELLED = {"recall": 0.95, "precision": 0.97}
"""Below these on the labelled sentences too."""

Sentence = tuple[str, list[str]]
"""A text, and its statistics in notation."""


class Score(NamedTuple):
    """Counts over the sentences of one language: :func:`score`."""

    sentences: int = 0
    exact: int = 0
    labelled: int = 0
    found: int = 0
    right: int = 0
    paired: int = 0
    value_right: int = 0
    bound_right: int = 0

    @property
    def recall(self) -> float:
        """The share of the labelled statistics that is read right in everything."""
        return share(self.right, self.labelled)

    @property
    def precision(self) -> float:
        """The share of the statistics read that is right in everything."""
        return share(self.right, self.found)

    @property
    def value(self) -> float:
        """The share with the right value and unit among those found in their place."""
        return share(self.value_right, self.paired)

    @property
    def bound(self) -> float:
        """The share with the right bound (and approximation) among those found in their place."""
        return share(self.bound_right, self.paired)


def share(part: int, whole: int) -> float:
    """`part` of `whole`; of nothing, all."""
    return part / whole if whole else 1.0


# --- scoring ------------------------------------------------------------------------------------------


def read(text: str, tag: str) -> list[str]:
    """The statistics of a sentence in notation."""
    return [notation(row) for row in find_in_text(text, language=tag).rows]


def labelled(tag: str, folder: Path = LABELLED) -> list[Sentence]:
    """The labelled sentences of a language."""
    with (folder / f"{tag}.toml").open("rb") as file:
        return [(s["text"], s["statistics"]) for s in tomllib.load(file)["sentences"]]


@cache
def score(tag: str, folder: Path = LABELLED) -> Score:
    """The score of one language: a statistic is right when kind, value, unit, bound and marks are."""
    total = Score()
    for text, wanted in labelled(tag, folder):
        found = read(text, tag)
        pairs = paired(wanted, found)
        one = Score(
            sentences=1,
            exact=found == wanted,
            labelled=len(wanted),
            found=len(found),
            right=sum((Counter(found) & Counter(wanted)).values()),
            paired=len(pairs),
            value_right=sum(parts(a)[1] == parts(b)[1] for a, b in pairs),
            bound_right=sum(parts(a)[0] == parts(b)[0] for a, b in pairs),
        )
        total = Score(*(a + b for a, b in zip(total, one, strict=True)))
    return total


def parts(statistic: str) -> tuple[str, str, str]:
    """(bound with approximation, value with unit, marks) of a statistic in notation."""
    match = re.fullmatch(r"(~?(?:[<>]=?)?) ?(.*?)((?: \[\w+\])*)", statistic)
    assert match is not None
    return match[1], match[2], match[3]


_KINDS = (("percent", r".*[%‰]"), ("points", ".*pp"), ("ratio", r"-?\d+/\d+"), ("multiple", r".*\dx"),
          ("count", "n=.*"), ("date", "@.*"))  # fmt: skip


def _likeness(a: str, b: str) -> int:
    """How well two statistics match; 0 when they have nothing to do with each other."""
    (_, left, _), (_, right, _) = parts(a), parts(b)
    if left == right:
        return 8 + (a == b)
    kinds = [
        next((kind for kind, form in _KINDS if re.fullmatch(form, body)), "unit") for body in (left, right)
    ]
    numbers = [re.findall(r"\d[\d.]*", body) for body in (left, right)]
    return 4 * (kinds[0] == kinds[1]) + 2 * (numbers[0] == numbers[1])


def paired(wanted: Sequence[str], found: Sequence[str]) -> list[tuple[str, str]]:
    """Labelled statistics and those read that stand for each other: in order, as alike as can be."""
    best: dict[tuple[int, int], tuple[int, list[tuple[str, str]]]] = {}
    for i in range(len(wanted), -1, -1):
        for j in range(len(found), -1, -1):
            ways = [best[at] for at in ((i + 1, j), (i, j + 1)) if at in best] or [(0, [])]
            if i < len(wanted) and j < len(found) and (alike := _likeness(wanted[i], found[j])):
                rest, pairs = best[i + 1, j + 1]
                ways.append((rest + alike, [(wanted[i], found[j]), *pairs]))
            best[i, j] = max(ways, key=lambda way: way[0])
    return best[0, 0][1]


def first_sight(folder: Path = HELD_OUT) -> dict[str, Score]:
    """What was read right of the held-out sentences when they were read for the first time."""
    total: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("first_sight_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name in ("labelled", "found", "right"):
                    total[row["language"].strip(), name] += int(row[name])
    tags = sorted({tag for tag, _ in total})
    return {tag: Score(**{name: total[tag, name] for name in ("labelled", "found", "right")}) for tag in tags}


# --- the table ----------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One language: today's score, and of the held-out set that of the first sight and today's."""

    tag: str
    score: Score
    first: Score | None
    held_out: Score | None


def rows() -> list[Row]:
    """Every language with labelled sentences."""
    first = first_sight()
    return [
        Row(
            tag,
            score(tag),
            first.get(tag),
            score(tag, HELD_OUT) if (HELD_OUT / f"{tag}.toml").exists() else None,
        )
        for tag in known_tags()
        if (LABELLED / f"{tag}.toml").exists()
    ]


def percent(part: float) -> str:
    """A share in whole percent, rounded down: 100 is all of them."""
    return str(math.floor(100 * part + 1e-9))


def _cells(result: Score | None, names: Iterable[str]) -> list[str]:
    return [
        "–"
        if result is None
        else percent(value)
        if isinstance(value := getattr(result, name), float)
        else f"{value}"
        for name in names
    ]


def _markdown(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    texts = head.index("status") + 1
    rule = ["---"] * texts + ["---:"] * (len(head) - texts)
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *body))


ABOUT = """\
In percent, rounded down. *status*: whether a native speaker has reviewed the language file (draft: not yet).

- **recall**: of the labelled statistics, those read right in everything (kind, value, unit, bound);
  **precision**: of those read, the right ones.
- The labelled sentences are our own, labelled by reading, not by running. The language files were then worked
  on with these sentences in sight: they say what is covered, not what to expect of an unknown text.
- **First sight** is nearer to that: sentences written later, other in topic and construction, counted when
  they were read for the first time.\
"""

MORE = """\
- **value**, **bound**: of the labelled statistics for which one was read in their place, those with the right
  value and unit, and those with the right bound and approximation.
- **today**: the sentences of the first sight, after the language files were worked on again.\
"""


def _weak(table: Sequence[Row]) -> str:
    """The languages that do not read well, in words."""
    first = [(row.tag, row.first) for row in table if row.first is not None]
    said = [_below("at first sight", first, WEAK)] if first else []
    said.append(_below("on the labelled sentences", [(row.tag, row.score) for row in table], WEAK_LABELLED))
    if len(first) < len(table):
        said.append(f"Without a first sight yet: {len(table) - len(first)} of {len(table)} languages.")
    return "\n".join(said)


def _below(where: str, scores: Iterable[tuple[str, Score]], limits: Mapping[str, float]) -> str:
    weak = [
        f"{load(tag).name} (recall {percent(each.recall)}, precision {percent(each.precision)})"
        for tag, each in scores
        if any(getattr(each, name) < least for name, least in limits.items())
    ]
    said = " or ".join(f"{name} under {percent(least)} %" for name, least in limits.items())
    return f"Weak {where} ({said}): {', '.join(weak) or 'none'}."


def page(table: Sequence[Row]) -> str:
    """docs/languages.md: all figures."""
    full = ("labelled", "recall", "precision", "value", "bound")
    held = ("recall", "precision")
    body = [
        [
            row.tag,
            load(row.tag).name,
            load(row.tag).status,
            *_cells(row.score, ("sentences", *full)),
            *_cells(row.first, ("labelled", *held)),
            *_cells(row.held_out, held),
        ]
        for row in table
    ]
    head = [
        "tag", "language", "status", "sentences", "statistics", "recall", "precision", "value", "bound",
        "first sight: statistics", "first recall", "first precision", "recall today", "precision today",
    ]  # fmt: skip
    return (
        "# How well each language is read\n\n<!-- Written by make accuracy. -->\n\n"
        f"{ABOUT}\n{MORE}\n\n{_weak(table)}\n\n{_markdown(head, body)}\n"
    )


def section(table: Sequence[Row]) -> str:
    """The section of the README."""
    sights = any(row.first for row in table)
    head = ["language", "status", "sentences", "recall", "precision"]
    body = [
        [
            load(row.tag).name,
            load(row.tag).status,
            *_cells(row.score, ("sentences", "recall", "precision")),
            *(_cells(row.first, ("recall", "precision")) if sights else ()),
        ]
        for row in table
    ]
    head += ["first recall", "first precision"] if sights else []
    return (
        f"## How well each language is read\n\n{ABOUT}\n\n{_weak(table)}\n\n"
        f"More columns: [`docs/languages.md`](docs/languages.md).\n\n{_markdown(head, sorted(body))}"
    )


def in_readme(text: str, table: Sequence[Row]) -> str:
    """The README with its section of today."""
    start, end = MARKS
    before, _, rest = text.partition(start)
    _, found, after = rest.partition(end)
    assert found, f"README.md lacks the marks {start} and {end}"
    return f"{before}{start}\n{section(table)}\n{end}{after}"


SHIPPED = ("sentences", "labelled", "found", "right", "paired", "value_right", "bound_right")
SHIPPED_FIRST = ("labelled", "found", "right")


def counts(table: Sequence[Row]) -> str:
    """The counts that the package ships, as CSV; empty where there was no first sight."""
    lines = [",".join(("language", *SHIPPED, *(f"first_{name}" for name in SHIPPED_FIRST)))]
    for row in table:
        first = [str(getattr(row.first, name)) if row.first else "" for name in SHIPPED_FIRST]
        lines.append(",".join((row.tag, *(str(getattr(row.score, name)) for name in SHIPPED), *first)))
    return "\n".join(lines) + "\n"


def floors(table: Sequence[Row]) -> str:
    """tests/data/floors.toml with what has risen; nothing falls, and no language is lost."""
    with FLOORS.open("rb") as file:
        old = tomllib.load(file)
    text = (
        "# Of tests/labelled: recall, precision, and of those read in place the right values and bounds,\n"
        "# in whole percent, rounded down. `make accuracy` raises them; they may only rise.\n"
    )
    scores = {row.tag: row.score for row in table}
    for tag in sorted({*old, *scores}):
        floor = dict(old.get(tag, {}))
        for name in FLOORED if tag in scores else ():
            floor[name] = max(floor.get(name, 0), int(percent(getattr(scores[tag], name))))
        text += f"\n[{tag}]\n" + "".join(f"{name} = {value}\n" for name, value in floor.items())
    return text


def show(tag: str, folder: Path) -> None:
    """Every sentence that is not read as labelled."""
    for text, statistics in labelled(tag, folder):
        found = find_in_text(text, language=tag)
        got = [notation(row) for row in found.rows]
        if got != statistics:
            print(text)
            print("   labelled", statistics)
            print("   read    ", got, [row.surface for row in found.rows])
            print("   left    ", [(row.surface, row.reason) for row in found.leftovers])


def main() -> None:
    """Print and write the tables, or print what --show asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="TAG", action="append", default=[])
    parser.add_argument("--heldout", action="store_true", help="show sentences of the held-out set")
    arguments = parser.parse_args()
    for tag in arguments.show:
        show(tag, HELD_OUT if arguments.heldout else LABELLED)
    if arguments.show:
        return
    table = rows()
    names = ("sentences", "exact", "labelled", "recall", "precision", "value", "bound")
    held = ("labelled", "recall", "precision")
    head = ["language", *names, "1st sight", "recall", "precision", "today", "precision"]
    print("  ".join(head))
    for row in table:
        cells = [
            row.tag,
            *_cells(row.score, names),
            *_cells(row.first, held),
            *_cells(row.held_out, held[1:]),
        ]
        print("  ".join(cell.rjust(len(name)) for cell, name in zip(cells, head, strict=True)))
    TABLE.write_text(page(table), encoding="utf-8")
    README.write_text(in_readme(README.read_text(encoding="utf-8"), table), encoding="utf-8")
    COUNTS.write_text(counts(table), encoding="utf-8")
    FLOORS.write_text(floors(table), encoding="utf-8")


if __name__ == "__main__":
    main()
