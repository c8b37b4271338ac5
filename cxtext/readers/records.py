"""Records (rows of a table, objects of JSON) → utterances, by the names of their fields.

Names are compared without case, blanks and punctuation: ``Speaker Name``, ``speaker_name`` and
``speakerName`` are one. The first name of each list below that a record has counts.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import furniture, labels
from cxtext.readers.speech import Utterance, compose, speaker
from cxtext.schema import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxtext.readers.document import Document

TEXTS = (
    "text", "transcript", "body", "content", "utterance", "sentence", "speech", "dialogue", "dialog",
    "caption", "subtitle", "quote", "message", "line", "display", "word",
)  # fmt: skip
SPEAKERS = (
    "speaker", "speakername", "speakerlabel", "speakerid", "speakertag", "name", "displayname", "participant",
    "person", "who", "voice", "author", "user", "username", "role",
)  # fmt: skip
STARTS = (
    "starttime", "start", "startseconds", "startsec", "starts", "begin", "begintime", "timestart", "timein",
    "in", "from", "ts", "timestamp", "time",
)  # fmt: skip
ENDS = (
    "endtime",
    "end",
    "endseconds",
    "endsec",
    "stop",
    "stoptime",
    "timeend",
    "timeout",
    "out",
    "to",
    "endts",
)
STARTS_MS = ("startms", "starttimems", "tstartms", "offsetms", "beginms")
ENDS_MS = ("endms", "endtimems", "stopms")
LENGTHS = ("duration", "dur", "length")
LENGTHS_MS = ("durationms", "ddurationms", "durms")
ROLE = "role"

MAX_TIME = 1_000_000.0
"""Seconds (eleven days) after which a number is no time in a talk; it may be a date."""

SLOWEST = 0.2
"""Characters in a second: who spoke more slowly than this has spoken for so many milliseconds."""

_CLOCK = re.compile(r"\s*(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,6})?)\s*")
_NUMBER = re.compile(r"\s*(\d{1,12}(?:\.\d{1,9})?)\s*s?\s*")


class _Times(NamedTuple):
    start: float | None
    end: float | None
    sure: bool  # the unit is sure: a clock, or milliseconds by the name


@lru_cache(maxsize=1024)
def plain(field: str) -> str:
    """The name of a field as it is compared.

    >>> [plain(name) for name in ("Speaker Name", "startTime", "end_ms")]
    ['speakername', 'starttime', 'endms']
    """
    return "".join(char for char in field[:100].lower() if char.isalnum())


def compose_records(
    records: Iterable[Mapping[str, Any]], *, name: str, notes: tuple[str, ...] = (), sticky: bool = False
) -> Document:
    """The document of all records that hold text, in their order.

    Their fields are named by :func:`plain`. Records with times are pieces of speech, joined as the cues
    of subtitles are; of the others each begins a line, unless it goes on with a sentence. Where no speaker
    is given, the one before goes on if `sticky`, or if the sentence before has not ended.
    Raises ReadError if no record holds any speech.
    """
    found = [(record, text) for record in records if (text := text_of(record)).strip()]
    times = [_times(record) for record, _ in found]
    unit = _unit([text for _, text in found], times)
    timed = sum(each.start is not None for each in times) * 2 > len(times)
    spoken: list[Utterance] = []
    for (record, text), each in zip(found, times, strict=True):
        who = _speaker(record)
        if who is None and spoken and (sticky or not furniture.punctuated(spoken[-1].text[-80:])):
            who = spoken[-1].speaker
        scale = 1.0 if each.sure else unit
        start, end = (None if time is None else time * scale for time in each[:2])
        role = record.get(ROLE)
        fresh = not spoken or _is_fresh(spoken[-1].text, text, timed=timed)
        spoken.append(Utterance(text, who, start, end, fresh, role=role if role in ROLES else None))
    return compose(spoken, name=name, notes=notes)


def text_of(record: Mapping[str, Any]) -> str:
    """What is said in a record: its text, the best of its alternatives, or its pieces put together."""
    for key in TEXTS:
        if isinstance(record.get(key), str):
            return str(record[key])
    for key in ("alternatives", "nbest"):
        best = record.get(key)
        if isinstance(best, list) and best and isinstance(best[0], dict):
            return _own_text(best[0])
    for key, blank in (("elements", ""), ("segs", ""), ("words", " ")):
        if isinstance(record.get(key), list):
            return blank.join(map(_piece, record[key]))
    return ""


def _is_fresh(before: str, text: str, *, timed: bool) -> bool:
    """Whether a record begins a line: what looks like a label does, and what does not go on."""
    ended = furniture.punctuated(before[-80:])
    first = text.lstrip()[:1]
    labelled = labels.shape(text.lstrip()) is not None and not first.islower()
    goes_on = not ended and first.isalpha() and first == first.lower()
    return (labelled and (ended or not goes_on)) or not (timed or goes_on)


def _own_text(record: Mapping[str, Any]) -> str:
    fields = {plain(key): value for key, value in record.items()}
    return next((fields[key] for key in TEXTS if isinstance(fields.get(key), str)), "")


def _piece(word: object) -> str:
    if not isinstance(word, dict):
        return ""
    known = (word.get(key) for key in ("value", "utf8", "punctuated_word", "word", "text"))
    return next((value for value in known if isinstance(value, str)), "")


def _speaker(record: Mapping[str, Any]) -> str | None:
    for key in SPEAKERS:
        who = _name(record[key]) if key in record else None
        if who is not None:
            return who
    words = record.get("words")
    named = (
        [_name(word.get("speaker")) for word in words if isinstance(word, dict)]
        if isinstance(words, list)
        else []
    )
    known = [name for name in named if name is not None]
    return max(known, key=known.count) if known else None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        inner = (value.get(key) for key in ("name", "displayName", "id"))
        value = next((each for each in inner if isinstance(each, str)), None)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000:
        value = str(value)
    return speaker(value) if isinstance(value, str) else None


def _times(record: Mapping[str, Any]) -> _Times:
    start, sure = _time(record, STARTS, STARTS_MS)
    end, _ = _time(record, ENDS, ENDS_MS)
    length, _ = _time(record, LENGTHS, LENGTHS_MS)
    if start is None:
        return _Times(None, None, sure)
    if end is None and length is not None:
        end = start + length
    return _Times(start, end if end is not None and end >= start else None, sure)


def _time(record: Mapping[str, Any], names: Sequence[str], milli: Sequence[str]) -> tuple[float | None, bool]:
    """The time under one of the names, and whether its unit is sure to be the second."""
    for key in milli:
        value, _ = _number(record[key]) if key in record else (None, False)
        if value is not None:
            return value / 1000, True
    for source in (record, *_nested(record)):
        for key in names:
            value, sure = _number(source[key]) if key in source else (None, False)
            if value is not None:
                return value, sure
    return None, False


def _nested(record: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Where some recognisers keep the times: in an object of their own, or in the pieces."""
    if isinstance(record.get("timestamps"), dict):
        yield record["timestamps"]
    pieces = record.get("elements")
    if isinstance(pieces, list):
        timed = [piece for piece in pieces if isinstance(piece, dict) and "ts" in piece]
        if timed:
            yield {"ts": timed[0]["ts"], "endts": timed[-1].get("end_ts")}


def _number(value: object) -> tuple[float | None, bool]:
    """Seconds, or an unsure number: 62.5, "62.5s", "00:01:02,5"."""
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value[:40])
        if clock:
            hours, minutes, seconds = clock.groups()
            return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", ".")), True
        number = _NUMBER.fullmatch(value[:40])
        value = float(number[1]) if number else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < MAX_TIME * 1000:
        return None, False
    return (float(value), False) if math.isfinite(value) else (None, False)


def _unit(texts: Sequence[str], times: Sequence[_Times]) -> float:
    """The seconds of one unit of the unsure times: 1, or 0.001 if nobody could have spoken so slowly."""
    known = [
        (each.end - each.start, len(text))
        for each, text in zip(times, texts, strict=True)
        if each.start is not None and each.end is not None and not each.sure
    ]
    if not known:
        starts = [each.start for each in times if each.start is not None and not each.sure]
        known = [(max(starts) - min(starts), sum(map(len, texts)))] if starts else []
    duration, characters = (sum(column) for column in zip(*known, strict=True)) if known else (0.0, 0)
    return 0.001 if characters < SLOWEST * duration else 1.0


def plain_time(value: str | None) -> float | None:
    """A clock or a number of seconds, as seconds; None for anything else.

    >>> plain_time("00:01:02.5"), plain_time("2.5"), plain_time("soon")
    (62.5, 2.5, None)
    """
    return _number(value)[0]
