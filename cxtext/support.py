"""Which languages are supported, and how well: the support table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext import language as files

if TYPE_CHECKING:
    import os

    import polars as pl


class Supported(NamedTuple):
    """One language: its names, its direction, who has reviewed its file, and what the file holds."""

    language: str
    name: str
    english: str
    direction: str
    status: str
    number_words: int
    examples: int


def rows() -> list[Supported]:
    """The rows of the support table, by tag, without polars."""
    return [_row(files.load(tag)) for tag in files.tags()]


def languages() -> pl.DataFrame:
    """The support table: one row per shipped language, columns as in :class:`Supported`."""
    import polars as pl

    found = rows()
    return pl.DataFrame({name: [getattr(row, name) for row in found] for name in Supported._fields})


def load_language(path: str | os.PathLike[str]) -> files.Language:
    """Load and check a language file of your own; from then on its ``code`` is known like a shipped tag.

    Raises LanguageFileError with file, key and entry when the file breaks the format.
    """
    import os

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


def _row(language: files.Language) -> Supported:
    return Supported(
        language=language.tag,
        name=language.cldr.name,
        english=language.name,
        direction=language.direction,
        status=language.status,
        number_words=len(language.plus) + len(language.times),
        examples=len(language.examples),
    )
