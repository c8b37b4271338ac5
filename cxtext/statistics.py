"""Every cited statistic of a text or a transcript, as rows of the statistics table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxtext import periods
from cxtext.language import Language, load
from cxtext.quantities import Held, Quantity, finder_of
from cxtext.schema import Leftover, Statistic
from cxtext.sentences import sentences
from cxtext.text import composed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.numerals import Numeral
    from cxtext.transcript import Transcript

OUTSIDE = {
    "header": "outside the speech (header)",
    "footer": "outside the speech (footer)",
    "boilerplate": "outside the speech (site boilerplate)",
    "label": "part of a speaker label",
}


class Found(NamedTuple):
    """The statistics of a text in order; ``ago[i]`` and ``sentences[i]`` belong to ``rows[i]``.

    ``ago``: "40 years ago", not "for 40 years"; ``sentences``: the 0-based number of the sentence in the
    speech of the transcript.
    """

    rows: tuple[Statistic, ...]
    leftovers: tuple[Leftover, ...]
    ago: tuple[bool, ...]
    sentences: tuple[int, ...]


class Place(NamedTuple):
    """Where a stretch of text stands."""

    talk: str = ""
    turn: int = 0
    pair: int = 0
    year: int | None = None


def find_in_text(text: str, *, language: str | Language) -> Found:
    """The statistics of a plain string; turn and pair are 0.

    Offsets are code points of `text` as given, even if it is not in Unicode's composed form (NFC).
    Raises LanguageError for an unknown language tag.
    """
    known = load(language) if isinstance(language, str) else language
    nfc, places = composed(text)
    found = _find(nfc, 0, len(nfc), known, Place())
    if places is None:
        return found
    rows = tuple(
        row._replace(start=(a := places[row.start]), end=(b := places[row.end]), surface=text[a:b])
        for row in found.rows
    )
    rest = tuple(
        row._replace(start=(a := places[row.start]), end=(b := places[row.end]), surface=text[a:b])
        for row in found.leftovers
    )
    return found._replace(rows=rows, leftovers=rest)


def find(
    transcript: Transcript, *, talk: str = "", pairs: Mapping[int, int] | None = None, year: int | None = None
) -> Found:
    """The statistics of the speech of a transcript, and the numbers that became none.

    `pairs` maps each turn to its pair (0 where it is missing); `year` is the year of the talk, by
    which "last year" becomes a calendar year.
    """
    language = load(transcript.language)
    parts = [
        _find(
            transcript.text,
            turn.start,
            turn.end,
            language,
            Place(talk, turn.turn, (pairs or {}).get(turn.turn, 0), year),
        )
        for turn in transcript.turns
    ]
    return _numbered(parts, _outside(transcript, language, talk), _sentence_counts(transcript))


def _sentence_counts(transcript: Transcript) -> list[int]:
    return [len(sentences(transcript.text, turn.start, turn.end)) for turn in transcript.turns]


def _numbered(parts: Sequence[Found], outside: list[Leftover], counts: Sequence[int]) -> Found:
    rows: list[Statistic] = []
    leftovers = list(outside)
    ago: list[bool] = []
    places: list[int] = []
    base = 0
    for part, count in zip(parts, counts, strict=True):
        rows += [row._replace(statistic=len(rows) + 1 + i) for i, row in enumerate(part.rows)]
        leftovers += part.leftovers
        ago += part.ago
        places += [base + place for place in part.sentences]
        base += count
    return Found(
        tuple(rows), tuple(sorted(leftovers, key=lambda row: (row.start, row.end))), tuple(ago), tuple(places)
    )


def _find(text: str, start: int, end: int, language: Language, place: Place) -> Found:
    """The statistics of text[start:end]; offsets refer to `text`."""
    stretch = text[start:end]
    quantities, numerals = finder_of(language).find(stretch)
    said = [quantity for quantity in quantities if quantity.kind not in ("mark", "period")]
    spans = sentences(stretch)
    index = _sentence_index(spans, [quantity.start for quantity in said])
    times = periods.assign(stretch, spans, quantities, said, index, language, place.year)
    # One sentence may hold thousands of numbers: its text is cut once and shared.
    texts = cache(lambda at: stretch[spans[at][0] : spans[at][1]])
    rows = tuple(
        _row(text, start, quantity, i + 1, texts(index[i]), times[i], language, place)
        for i, quantity in enumerate(said)
    )
    left = left_over(stretch, quantities, numerals)
    where = _sentence_index(spans, [at for at, _, _ in left])
    rest = _leftovers(stretch, start, left, [texts(at) for at in where], language, place)
    return Found(rows, rest, tuple(quantity.ago for quantity in said), tuple(index))


def _sentence_index(spans: Sequence[tuple[int, int]], places: Sequence[int]) -> list[int]:
    """The sentence each place stands in (the last that starts at or before it)."""
    from bisect import bisect_right

    starts = [start for start, _ in spans]
    return [max(0, bisect_right(starts, place) - 1) for place in places]


def _leftovers(
    text: str,
    base: int,
    places: Sequence[tuple[int, int, str]],
    texts: Sequence[str],
    language: Language,
    place: Place,
) -> tuple[Leftover, ...]:
    return tuple(
        Leftover(
            place.talk,
            language.tag,
            place.turn,
            place.pair,
            base + start,
            base + end,
            text[start:end],
            reason,
            sentence,
        )
        for (start, end, reason), sentence in zip(places, texts, strict=True)
    )


def _row(
    text: str,
    base: int,
    quantity: Quantity,
    number: int,
    sentence: str,
    time: periods.Time | None,
    language: Language,
    place: Place,
) -> Statistic:
    start, end = base + quantity.start, base + quantity.end
    return Statistic(
        talk=place.talk,
        language=language.tag,
        statistic=number,
        turn=place.turn,
        pair=place.pair,
        sentence=sentence,
        start=start,
        end=end,
        surface=text[start:end],
        kind=quantity.kind,
        value=_float(quantity.value),
        low=_float(quantity.low),
        high=_float(quantity.high),
        part=quantity.part,
        whole=quantity.whole,
        unit=quantity.unit,
        bound=quantity.bound,
        approximate=quantity.approximate,
        marks=quantity.marks,
        period=time.surface if time else None,
        period_year=time.year if time else None,
    )


def _float(number: object) -> float | None:
    return None if number is None else float(number)  # type: ignore[arg-type]


# --- what became no statistic -----------------------------------------------------------------------

_REASONS = {
    "ordinal": "an ordinal, or the number of a thing",
    "day": "a day of the month",
    "clock": "a clock time",
    "telephone": "a telephone or reference number",
    "idiom": "a fixed phrase, not a quantity",
    "score": "the score of a game",
    "frequency": "how often something happens, not how much",
}


def left_over(
    text: str, quantities: Sequence[Quantity], numerals: Sequence[Numeral]
) -> list[tuple[int, int, str]]:
    """(start, end, reason) of every numeral that no statistic holds."""
    found = []
    held = Held(quantities)
    by_numeral = {at: quantity for quantity in quantities for at in quantity.numerals}
    for at, numeral in enumerate(numerals):
        holder = by_numeral.get(at) or held.at(numeral.start, numeral.end)
        if holder is None or holder.kind in ("mark", "period"):
            reason = _reason(text, holder, numeral)
            if reason is not None:
                found.append((numeral.start, numeral.end, reason))
    return found


def _reason(text: str, holder: Quantity | None, numeral: Numeral) -> str | None:
    if holder is not None:
        if holder.kind == "period":
            return "the time another number belongs to"
        known = _REASONS.get(holder.reason or "")
        return known or f"no quantity ({holder.reason})"
    if numeral.reason is not None:
        return numeral.reason
    if numeral.value is None:
        return "a number too long to be held exactly"
    if not numeral.digits:
        if numeral.open:
            return None  # a longer word that begins like a number word
        return (
            "the word for one, also an article"
            if numeral.article
            else "a number word without a unit or noun it counts"
        )
    if text[numeral.end : numeral.end + 1].isalpha():
        return "part of a name or code"
    return "a number without a unit or noun it counts"


def _outside(transcript: Transcript, language: Language, talk: str) -> list[Leftover]:
    """The numerals of header, footer and boilerplate."""
    found = []
    for part in transcript.parts:
        reason = OUTSIDE.get(part.kind)
        if reason is None:
            continue
        stretch = transcript.text[part.start : part.end]
        quantities, numerals = finder_of(language).find(stretch)
        held = [(q.start, q.end) for q in quantities if q.kind not in ("mark", "period")]
        alone = [
            (n.start, n.end)
            for n in numerals
            if not n.open and n.role != "idiom" and not any(a < n.end and n.start < b for a, b in held)
        ]
        found += [
            Leftover(
                talk, language.tag, 0, 0, part.start + a, part.start + b, stretch[a:b], reason, stretch[:300]
            )
            for a, b in sorted({*held, *alone})
        ]
    return found
