"""TEI (.tei; .xml whose root says so): utterances ``<u who>`` and speeches ``<sp>``.

Kept are what is said, the names of the speakers (of ``<person>``, or the identifier), and times by
``<timeline>``. Lost are notes, descriptions of what is no speech, gaps, deletions, annotation, metadata.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers import xml
from cxtext.readers.records import plain_time
from cxtext.readers.speech import MAX_SPEAKER, Utterance, compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.readers.document import Document

_SPEECH = frozenset(("u", "sp"))
_SKIPPED = frozenset(("note", "desc", "gap", "del", "stage", "speaker", "fw", "orig", "sic", "abbr"))
_LINES = frozenset(("p", "l", "lb", "ab"))


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:  # noqa: ARG001 (XML says it)
    """The speech of a TEI file. Raises ReadError if it is no XML, or has no ``<u>`` and no ``<sp>``."""
    body = _Body()
    xml.parse(data, body, name=name)
    if not body.utterances:
        hint = "cxtext reads TEI with <u who=…> or <sp>, TTML and XHTML"
        raise ReadError("There is no utterance in this XML", path=name, hint=hint)
    return compose([body.named(utterance) for utterance in body.utterances], name=name)


class _Body:
    """The utterances of a file, collected element by element."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []
        self._names: dict[str, str] = {}
        self._times: dict[str, float] = {}
        self._person = ""
        self._naming = 0
        self._depth = 0  # of utterances inside utterances
        self._skipped = 0
        self._label: list[str] = []
        self._labelling = False
        self._pieces: list[str] = []
        self._open = Utterance("")

    def named(self, utterance: Utterance) -> Utterance:
        """The utterance with the name of its speaker instead of the identifier."""
        who = utterance.speaker
        return utterance._replace(speaker=self._names.get(who, who)) if who else utterance

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name in ("person", "personGrp"):
            self._person = attributes.get("id", "")
        elif name in ("persName", "name") and self._person:
            self._naming += 1
        elif name == "when":
            self._when(attributes)
        elif name in _SPEECH:
            self._flush()
            self._depth += 1
            start, end = (self._times.get(attributes.get(key, "").lstrip("#")) for key in ("start", "end"))
            who = next(iter(attributes.get("who", "").split()), "").lstrip("#")
            self._open = Utterance("", who or None, start, end, fresh=True)
        elif name in _LINES:
            self._pieces.append("\n")
        if name in _SKIPPED:
            self._skipped += 1
            self._labelling = name == "speaker"
        if name == "pc" and self._pieces:
            self._pieces[-1] = self._pieces[-1].rstrip(" ")

    def close(self, name: str) -> None:
        """An element ends."""
        if name in ("person", "personGrp"):
            self._person = ""
        elif name in ("persName", "name") and self._naming:
            self._naming -= 1
        elif name in _SPEECH and self._depth:
            self._flush()
            self._depth -= 1
        elif name in ("w", "seg", "pc"):
            self._pieces.append(" ")
        if name in _SKIPPED:
            self._skipped -= 1
            self._labelling = False

    def text(self, text: str) -> None:
        """Text between tags; newlines of the file are blanks."""
        if self._naming and self._person:
            before = self._names.get(self._person, "")
            if len(before) < MAX_SPEAKER:
                self._names[self._person] = " ".join(f"{before} {text[:MAX_SPEAKER]}".split())
        elif self._labelling:
            self._label.append(text)
        elif self._depth and not self._skipped:
            self._pieces.append(re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        label = " ".join("".join(self._label).split()).rstrip(".")
        if self._depth:
            who = self._open.speaker or label or None
            if self._open.speaker and label:
                self._names.setdefault(self._open.speaker, label)
            self.utterances.append(self._open._replace(text="".join(self._pieces), speaker=who))
        self._pieces, self._label = [], []

    def _when(self, attributes: Mapping[str, str]) -> None:
        """A point of the timeline: a clock, or seconds since another one."""
        since = self._times.get(attributes.get("since", "").lstrip("#"), 0.0)
        absolute, interval = plain_time(attributes.get("absolute")), plain_time(attributes.get("interval"))
        time = absolute if absolute is not None else None if interval is None else since + interval
        self._times[attributes.get("id", "")] = 0.0 if time is None else time
