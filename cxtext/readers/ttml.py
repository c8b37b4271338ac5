"""Subtitles in XML: TTML (.ttml, .dfxp).

Kept are speech, times (clocks, frames, ticks; those of a part count from its beginning) and speakers
(``ttm:agent``). Lost are regions, styles, metadata, the times of spans, and sequential timing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers import xml
from cxtext.readers.cues import Cue, utterances
from cxtext.readers.speech import MAX_SPEAKER, compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.readers.document import Document

_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)(?::(\d{1,4}(?:\.\d{1,4})?))?")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)(h|ms|m|s|f|t)")
_FACTORS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_TIMED = frozenset(("body", "div", "p"))


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:  # noqa: ARG001 (XML says it)
    """The speech of a TTML file. Raises ReadError if it is no XML, or has no ``<p>`` with speech."""
    body = _Body()
    xml.parse(data, body, name=name)
    if not body.cues:
        raise ReadError("There is no <p> in the file", path=name, hint="Check that it is TTML")
    return compose(utterances([cue._replace(voice=body.voice(cue.voice)) for cue in body.cues]), name=name)


class _Body:
    """The paragraphs of a file, collected element by element."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self._names: dict[str, str] = {}
        self._agent = ""
        self._naming = False
        self._begins = [0.0]  # of the open parts
        self._rates = {"f": 30.0, "t": 1.0}
        self._open: Cue | None = None
        self._pieces: list[str] = []
        self._skipped = 0

    def voice(self, agents: str | None) -> str | None:
        """The name of the first agent; its identifier, if it has none."""
        first = next(iter((agents or "").split()), None)
        return None if first is None else self._names.get(first, first)

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "tt":
            self._set_rates(attributes)
        elif name == "agent":
            self._agent = attributes.get("id", "")
        elif name == "name":
            self._naming = True
        elif name == "metadata":
            self._skipped += 1
        elif name == "br":
            self._pieces.append("\n")
        if name in _TIMED:
            self._begin(name, attributes)

    def close(self, name: str) -> None:
        """An element ends."""
        if name == "name":
            self._naming = False
        elif name == "metadata":
            self._skipped -= 1
        if name in _TIMED and len(self._begins) > 1:
            self._begins.pop()
        if name == "p" and self._open is not None:
            self.cues.append(self._open._replace(lines=tuple("".join(self._pieces).split("\n"))))
            self._open = None

    def text(self, text: str) -> None:
        """Text between tags; newlines of the file are blanks."""
        if self._naming and self._agent:
            before = self._names.get(self._agent, "")
            if len(before) < MAX_SPEAKER:
                self._names[self._agent] = (before + text[:MAX_SPEAKER]).strip()
        elif self._open is not None and not self._skipped:
            self._pieces.append(re.sub(r"\s", " ", text))

    def _set_rates(self, attributes: Mapping[str, str]) -> None:
        frames, ticks = _number(attributes.get("frameRate")), _number(attributes.get("tickRate"))
        self._rates = {"f": frames or 30.0, "t": ticks or frames or 1.0}

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        base = self._begins[-1]
        begin = self._seconds(attributes.get("begin"))
        end, length = self._seconds(attributes.get("end")), self._seconds(attributes.get("dur"))
        self._begins.append(base + (begin or 0.0))
        if name != "p":
            return
        start = None if begin is None else base + begin
        if length is not None and begin is not None:
            end = begin + length
        stop = base + end if end is not None and begin is not None and end >= begin else None
        self._open, self._pieces = Cue(start, stop, (), attributes.get("agent")), []

    def _seconds(self, value: str | None) -> float | None:
        clock = _CLOCK.fullmatch((value or "").strip())
        if clock:
            frames = float(clock[4] or 0) / self._rates["f"]
            return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3]) + frames
        offset = _OFFSET.fullmatch((value or "").strip())
        if offset is None:
            return None
        unit = offset[2]
        return float(offset[1]) * _FACTORS[unit] if unit in _FACTORS else float(offset[1]) / self._rates[unit]


def _number(value: str | None) -> float | None:
    number = re.fullmatch(r"\d{1,9}", (value or "").strip())
    return float(number[0]) or None if number else None
