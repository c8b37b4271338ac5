"""Subtitles of SubStation Alpha (.ass, .ssa).

Kept are the dialogue, its times, and the names of its actors. Lost are styles, effects, drawings, comments,
layers and override tags; lines are put into the order of their times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers.cues import Cue, utterances
from cxtext.readers.decoding import decode
from cxtext.readers.speech import compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxtext.readers.document import Document

_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_TIME = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2}(?:[.:,]\d{1,3})?)")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The dialogue of a file. Raises ReadError if it is binary, undecodable, or has no line of dialogue."""
    text, notes = decode(data, name=name, prefer=prefer)
    found = sorted(_cues(text.split("\n")), key=lambda cue: cue.start or 0.0)
    if not found:
        raise ReadError(
            "There is no line of dialogue in the file",
            path=name,
            hint="Such a line looks like Dialogue: 0,0:00:01.00,0:00:04.00,Default,Name,0,0,0,,Text",
        )
    return compose(utterances(found), name=name, notes=notes)


def _cues(lines: Sequence[str]) -> Iterator[Cue]:
    fields: Sequence[str] = _FIELDS
    section = ""
    for line in lines:
        key, _, value = line.partition(":")
        if line.startswith("["):
            section = line.strip().lower()
        elif key.strip().lower() == "format" and section == "[events]":
            named = [field.strip().lower() for field in value.split(",")]
            fields = named if named[-1] == "text" else _FIELDS
        elif key.strip().lower() == "dialogue":
            yield from _cue(dict(zip(fields, value.split(",", len(fields) - 1), strict=False)))


def _cue(row: dict[str, str]) -> Iterator[Cue]:
    text, start = row.get("text", ""), _seconds(row.get("start", ""))
    if start is None or _DRAWING.search(text):
        return
    end = _seconds(row.get("end", ""))
    shown = re.sub(r"\\[Nn]", "\n", _OVERRIDE.sub("", text)).replace("\\h", "\u00a0")
    voice = row.get("name", row.get("actor", "")).strip() or None
    yield Cue(start, end if end is not None and end >= start else None, tuple(shown.split("\n")), voice)


def _seconds(value: str) -> float | None:
    time = _TIME.fullmatch(value.strip())
    if time is None:
        return None
    return int(time[1]) * 3600 + int(time[2]) * 60 + float(re.sub("[:,]", ".", time[3]))
