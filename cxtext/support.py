"""Which languages are supported, and how well: the support table.

How well comes from ``languages/accuracy.csv``: counts over our own labelled sentences, written by
``make accuracy`` (benchmarks/accuracy.py says what they count).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxtext import language as files
from cxtext.language_file import FOLDER

if TYPE_CHECKING:
    import polars as pl


COUNTS = os.path.join(FOLDER, "accuracy.csv")


class Supported(NamedTuple):
    """One language: its names, its direction, who has reviewed its file, what the file holds, how it reads.

    ``sentences`` were labelled by us; of their statistics ``recall`` is the share that is read right in
    everything, ``precision`` the share of those read that is right; ``value`` and ``bound`` are the shares
    with the right value and unit, and the right bound, among those read in their place. ``first_recall``
    and ``first_precision`` are those of other sentences when they were read for the first time. All are
    cut (never rounded up) to three places, and None where nothing was measured.
    """

    language: str
    name: str
    english: str
    direction: str
    status: str
    number_words: int
    examples: int
    sentences: int | None = None
    recall: float | None = None
    precision: float | None = None
    value: float | None = None
    bound: float | None = None
    first_recall: float | None = None
    first_precision: float | None = None


SHARES = {
    "recall": ("right", "labelled"),
    "precision": ("right", "found"),
    "value": ("value_right", "paired"),
    "bound": ("bound_right", "paired"),
    "first_recall": ("first_right", "first_labelled"),
    "first_precision": ("first_right", "first_found"),
}
"""Which counts make which share: (part, whole)."""


def rows() -> list[Supported]:
    """The rows of the support table, by tag, without polars."""
    counts = _counts()
    return [_row(files.load(tag), counts.get(tag, {})) for tag in files.tags()]


def languages() -> pl.DataFrame:
    """The support table: one row per shipped language, columns as in :class:`Supported`."""
    import polars as pl

    found = rows()
    return pl.DataFrame(
        {name: [getattr(row, name) for row in found] for name in Supported._fields},
        schema_overrides=dict.fromkeys(SHARES, pl.Float64),
    )


def load_language(path: str | os.PathLike[str]) -> files.Language:
    """Load and check a language file of your own; from then on its ``code`` is known like a shipped tag.

    Raises LanguageFileError with file, key and entry when the file breaks the format.
    """
    from cxtext.validation import check, refuse

    refuse(check(os.fspath(path)))
    return files.register(files.load_file(os.fspath(path)))


def warm() -> None:
    """Work out what is kept of every shipped language, so that later starts are quick."""
    from cxtext.detection import detect
    from cxtext.quantities import finder_of

    detect("any text")
    for tag in files.tags():
        finder_of(files.load(tag))


def _counts() -> dict[str, dict[str, int]]:
    """The counts of each language, by their names in the file."""
    with open(COUNTS, encoding="utf-8") as file:
        head, *lines = (line.rstrip("\n").split(",") for line in file)
    return {
        line[0]: {name: int(cell) for name, cell in zip(head[1:], line[1:], strict=True) if cell}
        for line in lines
    }


def _share(counts: dict[str, int], part: str, whole: str) -> float | None:
    """A share in thousandths, cut; of nothing it is all, and None where nothing was counted."""
    if part not in counts:
        return None
    return 1000 * counts[part] // counts[whole] / 1000 if counts[whole] else 1.0


def _row(language: files.Language, counts: dict[str, int]) -> Supported:
    return Supported(
        language=language.tag,
        name=language.cldr.name,
        english=language.name,
        direction=language.direction,
        status=language.status,
        number_words=len(language.plus) + len(language.times),
        examples=len(language.examples),
        sentences=counts.get("sentences"),
        **{name: _share(counts, *places) for name, places in SHARES.items()},
    )
