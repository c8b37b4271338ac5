"""Subtitles: WebVTT (.vtt), SubRip (.srt), SubViewer (.sbv).

Kept are the speech, its times, and who speaks (``<v Name>``, labels, dashes of dialogue). Lost are places
and sizes, styles, regions, notes, identifiers and chapters, tags of weight and colour, ruby glosses,
captions of mere sounds, dashes of dialogue, and what automatic captions show twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers.cues import Cue, utterances
from cxtext.readers.decoding import decode
from cxtext.readers.speech import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.readers.document import Document

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?"
_ARROW = re.compile(rf"\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?")
_COMMA = re.compile(rf"\s*{_CLOCK},{_CLOCK}\s*")
_ALMOST = re.compile(r"\s*\d[\d:.,\s]{0,40}-->.*|.{0,60}-->\s*\d[\d:.,]{0,40}(?:\s.*)?")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The speech in a file of subtitles; whether it is WebVTT, SRT or SBV shows in the file itself.

    Raises ReadError if it is binary, undecodable or empty, or has no cue with a time.
    """
    text, notes = decode(data, name=name, prefer=prefer)
    lines = text.split("\n")
    # An empty line ends a cue of WebVTT; one of SRT may hold it, and ends with the next times.
    found, doubtful = _cues(lines, empty_ends=text.lstrip().startswith("WEBVTT"))
    if not any(cue.start is not None for cue in found):
        raise ReadError(
            "There is no cue in the file",
            path=name,
            line=doubtful[0] if doubtful else None,
            hint="A cue begins with a line of its times, such as 00:00:01.000 --> 00:00:04.000",
        )
    if doubtful:
        notes = (*notes, f"{len(doubtful)} cues without readable times; the first is in line {doubtful[0]}")
    return compose(utterances(found), name=name, notes=notes)


def _cues(lines: Sequence[str], *, empty_ends: bool) -> tuple[list[Cue], list[int]]:
    """The cues, and the lines (from 1) whose times cannot be read."""
    found: list[Cue] = []
    doubtful: list[int] = []
    body: list[str] | None = None
    times: tuple[float | None, float | None] = (None, None)
    number = 0
    for at, line in enumerate(lines, 1):
        here = _times(line)
        if here is None and not _ALMOST.fullmatch(line):
            if empty_ends and not line:
                found += _cue(times, body)
                body = None
            elif body is not None:
                body.append(line)
            elif _NUMBER.fullmatch(line):
                number = int(line)
            continue
        if here is None:
            doubtful.append(at)
        if not empty_ends and body is not None:
            number = _drop_number(body, number)
        found += _cue(times, body)
        body, times = [], here or (None, None)
    return [*found, *_cue(times, body)], doubtful


def _cue(times: tuple[float | None, float | None], body: list[str] | None) -> list[Cue]:
    lines = tuple(line for line in body or () if line.strip())
    return [Cue(*times, lines)] if lines else []


def _drop_number(body: list[str], last: int) -> int:
    """Take the number of the next cue from the end of this one, and return it.

    It stands directly above the times, below an empty line; where that line is lost, it counts on.
    """
    if not body or not _NUMBER.fullmatch(body[-1]):
        return last
    number = int(body[-1])
    if len(body) == 1 or not body[-2].strip() or number == last + 1:
        body.pop()
        return number
    return last


def _times(line: str) -> tuple[float | None, float | None] | None:
    """The times in the line above a cue; an end before the start is none."""
    match = _ARROW.fullmatch(line) or _COMMA.fullmatch(line)
    if match is None:
        return None
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    return start, (end if end >= start else None)


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    """
    >>> _seconds("1", "02", "03", "5")
    3723.5
    """
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction or 0}")
