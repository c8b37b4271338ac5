"""Accuracy on our own labelled sentences (tests/labelled/<tag>.toml): `make accuracy`.

Prints, per language: sentences, statistics, recall and precision of places and kinds, and of those
found the share with the right value and the right bound. `--show TAG` prints every sentence of a
language that is not read as labelled.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from cxtext.errors import LanguageFileError
from cxtext.language import tags as known_tags
from cxtext.notation import notation
from cxtext.statistics import find_in_text

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"


class Score(NamedTuple):
    """Counts over the sentences of one language."""

    sentences: int
    exact: int
    labelled: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the labelled statistics that is read right."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """The share of the statistics read that is right."""
        return self.right / self.found if self.found else 1.0


def read(text: str, tag: str) -> list[str]:
    """The statistics of a sentence in notation."""
    return [notation(row) for row in find_in_text(text, language=tag).rows]


def labelled(tag: str) -> list[tuple[str, list[str]]]:
    """The labelled sentences of a language."""
    with (LABELLED / f"{tag}.toml").open("rb") as file:
        return [(s["text"], s["statistics"]) for s in tomllib.load(file)["sentences"]]


def score(tag: str) -> Score:
    """The score of one language: a statistic is right when kind, value, unit, bound and marks are."""
    exact = wanted = got = right = 0
    sentences = labelled(tag)
    for text, statistics in sentences:
        found = read(text, tag)
        exact += found == statistics
        wanted += len(statistics)
        got += len(found)
        right += sum((Counter(found) & Counter(statistics)).values())
    return Score(len(sentences), exact, wanted, got, right)


def show(tag: str) -> None:
    """Every sentence that is not read as labelled."""
    for text, statistics in labelled(tag):
        found = find_in_text(text, language=tag)
        got = [notation(row) for row in found.rows]
        if got != statistics:
            print(text)
            print("   labelled", statistics)
            print("   read    ", got, [row.surface for row in found.rows])
            print("   left    ", [(row.surface, row.reason) for row in found.leftovers])


def main() -> None:
    """Print the table, and what --show asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="TAG", action="append", default=[])
    arguments = parser.parse_args()
    for tag in arguments.show:
        show(tag)
    tags = arguments.show or sorted({path.stem for path in LABELLED.glob("*.toml")} & set(known_tags()))
    print(f"{'language':10} {'sentences':>9} {'exact':>6} {'labelled':>8} {'recall':>7} {'precision':>9}")
    for tag in tags:
        try:
            result = score(tag)
        except LanguageFileError as error:
            print(f"{tag:10} {error}")
            continue
        print(
            f"{tag:10} {result.sentences:9} {result.exact:6} {result.labelled:8}"
            f" {result.recall:7.1%} {result.precision:9.1%}"
        )


if __name__ == "__main__":
    main()
