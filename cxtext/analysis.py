"""The stages put together for one talk: turns, pairs, statistics, claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxtext import coders, contradictions, schema
from cxtext import pairs as pairing
from cxtext.errors import ReadError
from cxtext.statistics import Found, find, find_in_text
from cxtext.transcript import Talk, Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from cxtext.claims import Stated, Unread
    from cxtext.correspondence import Correspondence


class Claims(Protocol):
    """An Analysis, or anything else with its claims."""

    @property
    def claims(self) -> pl.DataFrame:
        """The claims table."""
        ...


class Statistics(Protocol):
    """An Analysis, or anything else with its statistics."""

    @property
    def statistics(self) -> pl.DataFrame:
        """The statistics table."""
        ...


class Analysis(NamedTuple):
    """A talk and its tables, as polars DataFrames (columns: :mod:`cxtext.schema`)."""

    talk: Talk
    turns: pl.DataFrame
    pairs: pl.DataFrame
    statistics: pl.DataFrame
    claims: pl.DataFrame
    leftovers: pl.DataFrame
    beads: pl.DataFrame
    agreement: pl.DataFrame
    hints: pl.DataFrame


def analyse(talk: Talk) -> Analysis:
    """Every table of `talk`. A talk in one language has claims too: nothing contradicts them."""
    found = _found(talk)
    linked = _corresponding(talk, found)
    talk = _with_speakers(talk, linked)
    stated = [row for each in found.values() for row in each.rows]
    claimed = _claims(found, linked)
    return Analysis(
        talk=talk,
        turns=schema.frame("turns", turns(talk)),
        pairs=schema.frame("pairs", pairing.pairs(talk)),
        statistics=schema.frame("statistics", stated),
        claims=schema.frame("claims", claimed),
        leftovers=schema.frame("leftovers", [row for each in found.values() for row in each.leftovers]),
        beads=schema.frame("beads", _bead_rows(talk, linked)),
        agreement=schema.frame("agreement", coders.rows(claimed)),
        hints=schema.frame("hints", contradictions.rows(stated)),
    )


def extract(source: Talk | Transcript | str, *, language: str | None = None) -> pl.DataFrame:
    """The statistics table of a talk, a transcript, or a plain string (turn and pair are 0 there).

    `language` is the tag of a plain string's language; without it the language is detected.
    Raises LanguageError when it cannot be told, or has no language file.
    """
    return schema.frame("statistics", statistics(source, language=language))


def statistics(source: Talk | Transcript | str, *, language: str | None = None) -> list[schema.Statistic]:
    """The same as rows, without polars."""
    if isinstance(source, str):
        return list(find_in_text(source, language=language or detected(source)).rows)
    if isinstance(source, Transcript):
        return list(_found_one(source, talk="", year=None).rows)
    return [row for each in _found(source).values() for row in each.rows]


def leftovers(source: Talk | Transcript | str, *, language: str | None = None) -> pl.DataFrame:
    """The numbers of the text that became no statistic, each with its reason, as the leftovers table."""
    if isinstance(source, str):
        rows = find_in_text(source, language=language or detected(source)).leftovers
    elif isinstance(source, Transcript):
        rows = _found_one(source, talk="", year=None).leftovers
    else:
        rows = tuple(row for each in _found(source).values() for row in each.leftovers)
    return schema.frame("leftovers", rows)


def pair(talk: Talk) -> pl.DataFrame:
    """The pairs table of a talk."""
    unified = _with_speakers(talk, _corresponding(talk, _found(talk)))
    return schema.frame("pairs", pairing.pairs(unified))


def align(talk: Talk) -> pl.DataFrame:
    """The beads table of a talk: which turns and sentences correspond, and how sure that is."""
    return schema.frame("beads", beads(talk))


def beads(talk: Talk) -> list[schema.Bead]:
    """The rows of the beads table, without polars."""
    return _bead_rows(talk, _corresponding(talk, _found(talk)))


def tmx(talk: Talk) -> str:
    """The sentences of all languages that correspond, as a TMX 1.4b file (:mod:`cxtext.tmx`)."""
    from cxtext import __version__, correspondence
    from cxtext import tmx as exchange

    return exchange.document(
        beads(talk), correspondence.sentence_texts(talk), talk=talk.name, version=__version__
    )


def compare(talk: Talk) -> pl.DataFrame:
    """The claims table of a talk in two or more languages.

    Raises ReadError when the talk has fewer than two.
    """
    return schema.frame("claims", claims(talk))


def agreement(analysis: Claims) -> pl.DataFrame:
    """The agreement table of an analysis, or of anything with a claims table: how far each language strays.

    Raises TableError when the claims lack a column.
    """
    return schema.frame("agreement", coders.from_table(analysis.claims))


def hints(analysis: Statistics) -> pl.DataFrame:
    """The hints table of an analysis, or of anything with statistics: where a version is at odds with itself.

    Raises TableError when the statistics lack a column.
    """
    return schema.frame("hints", contradictions.from_table(analysis.statistics))


def claims(talk: Talk) -> list[schema.Claim]:
    """The rows of the claims table, without polars. Raises ReadError for fewer than two languages."""
    if len(talk.transcripts) < 2:
        raise ReadError(
            f"Comparing needs two languages; the talk {talk.name!r} has {len(talk.transcripts)}",
            hint="Put a second language beside it, named by its tag (lv.txt)",
        )
    found = _found(talk)
    return _claims(found, _corresponding(talk, found))


def turns(talk: Talk) -> list[schema.Turn]:
    """The rows of the turns table."""
    return [
        schema.Turn(
            talk.name,
            transcript.language,
            turn.turn,
            turn.speaker,
            turn.role,
            turn.start,
            turn.end,
            turn.start_time,
            turn.end_time,
            transcript.text[turn.start : turn.end],
        )
        for transcript in talk.transcripts
        for turn in transcript.turns
    ]


def detected(text: str) -> str:
    """The tag of the language of `text`. Raises LanguageError when it cannot be told."""
    from cxtext.detection import detect
    from cxtext.errors import LanguageError

    tag = detect(text).language
    if tag is None:
        raise LanguageError(
            "The language of the text cannot be told",
            text=text[:80],
            hint="Pass language=, e.g. language='lv'",
        )
    return tag


def year_of(talk: Talk) -> int | None:
    """The calendar year in the date of a talk ("2016-05-03"), or None."""
    found = re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", talk.date or "")
    return int(found[0]) if found else None


def _found(talk: Talk) -> dict[str, Found]:
    spans = pairing.numbered(talk)
    return {
        transcript.language: find(
            transcript,
            talk=talk.name,
            pairs=pairing.pair_of_turn(spans[transcript.language]),
            year=year_of(talk),
        )
        for transcript in talk.transcripts
    }


def _found_one(transcript: Transcript, *, talk: str, year: int | None) -> Found:
    return find(transcript, talk=talk, pairs=pairing.pair_of_turn(pairing.find(transcript)), year=year)


def _corresponding(talk: Talk, found: dict[str, Found]) -> Correspondence | None:
    from cxtext.correspondence import correspond

    return correspond(talk, found) if len(talk.transcripts) > 1 else None


def _with_speakers(talk: Talk, linked: Correspondence | None) -> Talk:
    """The talk with one name per speaker where the other versions show that two spellings are one person."""
    from cxtext import speakers

    if linked is None:
        return talk
    beads = {pair: [(bead.left, bead.right) for bead in found] for pair, found in linked.turns.items()}
    return talk._replace(transcripts=speakers.merge(talk.transcripts, beads))


def _bead_rows(talk: Talk, linked: Correspondence | None) -> list[schema.Bead]:
    from cxtext import correspondence

    return [] if linked is None else correspondence.rows(talk, linked)


def _claims(found: dict[str, Found], linked: Correspondence | None) -> list[schema.Claim]:
    from cxtext import claims as claiming

    stated = {tag: _stated(each) for tag, each in found.items()}
    if linked is None:
        return claiming.compare(stated)
    unread = {tag: _unread(each, linked.sentence_spans[tag]) for tag, each in found.items()}
    return claiming.compare(stated, linked.sentences, originals=linked.originals, unread=unread)


def _stated(found: Found) -> list[Stated]:
    from cxtext.claims import Stated

    return [Stated(*said) for said in zip(found.rows, found.ago, found.sentences, strict=True)]


def _unread(found: Found, sentences: Sequence[tuple[int, int]]) -> list[Unread]:
    """The numbers of the speech that became no statistic, with the sentence each stands in."""
    from bisect import bisect_right

    from cxtext import numerals
    from cxtext.claims import Unread

    starts = [start for start, _ in sentences]
    numbers = []
    for row in found.leftovers:
        value = numerals.read(row.surface, language=row.language) if row.turn else None
        if value is not None:
            numbers.append(Unread(bisect_right(starts, row.start) - 1, row.surface, float(value)))
    return numbers
