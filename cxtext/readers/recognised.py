"""JSON of speech recognisers and services (.json), and JSON lines (.jsonl, .ndjson).

Read are Whisper and WhisperX, diarised segments, whisper.cpp, lists of ``{"speaker": …, "text": …}``,
podcast transcripts, utterances of ConvoKit, and whatever else holds a list of objects with a text; the
names of fields are in :mod:`cxtext.readers.records`. Kept are the speech, its times and its speakers. Lost
are words one by one and their times, confidence, alternatives, tokens, languages, and all other fields;
of ConvoKit the trees of replies, its time stamps and metadata.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cxtext.errors import ReadError
from cxtext.readers.decoding import decode, tidy
from cxtext.readers.document import Document
from cxtext.readers.records import TEXTS, compose_records, plain, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_DEPTH = 100
"""Brackets inside brackets; no transcript needs more than ten."""

MAX_LEVEL = 6
"""So deep the list of utterances is looked for."""

LISTS = (
    "utterances",
    "audiosegments",
    "segments",
    "transcription",
    "monologues",
    "turns",
    "captions",
    "cues",
)
"""If several lists on one level hold texts, these come first …"""

LAST_LISTS = ("wordsegments", "words", "items", "tokens", "chapters", "alternatives")
"""… and these last."""

_LOOKED_AT = 20  # the items by which a list is judged
_REPLY = "replyto"
_CONVERSATIONS = ("conversationid", "root")
# Strings as one token each; possessive, so that none is scanned twice.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The speech in `data`. Raises ReadError for what is no JSON, with its place, or holds no speech."""
    text, notes = decode(data, name=name, prefer=prefer)
    roots = _parsed(text, name)
    records = _records(roots)
    if records is None:
        whole = next((root["text"] for root in roots if isinstance(root, dict) and _is_text(root)), None)
        if whole is None:
            raise _no_speech(name)
        return Document(_visible(whole, name), notes=notes)
    plainly = [{plain(key): value for key, value in record.items()} for record in records]
    conversations = {str(_conversation(record)) for record in plainly if _conversation(record) is not None}
    if len(conversations) > 1:
        notes = (*notes, f"{len(conversations)} conversations are read as one talk")
    return compose_records(map(_without_dates, plainly), name=name, notes=notes)


def _parsed(text: str, name: str) -> list[Any]:
    """The values in `text`: one, or one in each line."""
    _refuse_depth(text, name)
    try:
        return [_load(text)]
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not _is_lines(text):
            raise _no_json(error, name, error.lineno) from None
    except ValueError as error:  # an integer of thousands of digits
        raise ReadError(f"This is no JSON that can be read: {error}", path=name) from None
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            values += [_load(line)] if line.strip() else []
        except json.JSONDecodeError as error:
            raise _no_json(error, name, number) from None
        except ValueError as error:
            raise ReadError(f"This is no JSON that can be read: {error}", path=name, line=number) from None
    return values


def _load(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)  # NaN and Infinity are no JSON, and no times


def _is_lines(text: str) -> bool:
    """Whether the first line is a value of its own."""
    try:
        _load(text.lstrip().partition("\n")[0])
    except ValueError:
        return False
    return True


def _refuse_depth(text: str, name: str) -> None:
    """Raise ReadError, with its place, for a bracket inside MAX_DEPTH others."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            before = text[: token.start()]
            raise ReadError(
                f"The JSON is nested deeper than the limit of {MAX_DEPTH}",
                path=name,
                line=before.count("\n") + 1,
                column=len(before) - before.rfind("\n"),
                hint="Export the utterances as a plain list, or raise cxtext.readers.recognised.MAX_DEPTH",
            )


def _no_json(error: json.JSONDecodeError, name: str, line: int) -> ReadError:
    return ReadError(
        f"This is no JSON: {error.msg}",
        path=name,
        line=line,
        column=error.colno,
        hint="Perhaps it was cut off; export it again",
    )


def _no_speech(name: str) -> ReadError:
    known = ", ".join(TEXTS[:5])
    return ReadError(
        "There is no speech in this JSON",
        path=name,
        hint=f"cxtext looks for a list of objects that have a text under one of {known} …",
    )


def _is_text(root: Mapping[str, Any]) -> bool:
    return isinstance(root.get("text"), str)


def _visible(text: str, name: str) -> str:
    clean = tidy(text)
    if not clean.strip():
        raise _no_speech(name)
    return clean


# Finding the list


def _records(roots: Sequence[Any]) -> list[Mapping[str, Any]] | None:
    """The list of objects that hold the speech: the best of the shallowest ones."""
    if len(roots) > 1:
        return _objects(roots)
    level = list(_inside(roots))
    for _ in range(MAX_LEVEL):
        lists = [(name, value) for name, value in level if isinstance(value, list) and _has_texts(value)]
        if lists:
            return _objects(min(lists, key=lambda item: _rank(item[0]))[1])
        level = [inner for _, value in level for inner in _inside(value)]
    return None


def _inside(value: object) -> Iterator[tuple[str, Any]]:
    """The values in a value, by name (the first ones of a list, under no name)."""
    if isinstance(value, dict):
        yield from ((plain(key), inner) for key, inner in value.items() if isinstance(inner, (dict, list)))
    elif isinstance(value, list):
        yield from (("", inner) for inner in value[:_LOOKED_AT] if isinstance(inner, (dict, list)))


def _rank(name: str) -> int:
    if name in LISTS:
        return LISTS.index(name)
    return len(LISTS) + (name in LAST_LISTS)


def _objects(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [value for value in values if isinstance(value, dict)]


def _has_texts(values: Sequence[Any]) -> bool:
    looked_at = _objects(values[:_LOOKED_AT])
    texts = [text_of({plain(key): value for key, value in record.items()}) for record in looked_at]
    return any(text.strip() for text in texts)


# ConvoKit


def _conversation(record: Mapping[str, Any]) -> object:
    return next((record[key] for key in _CONVERSATIONS if key in record), None) if _REPLY in record else None


def _without_dates(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record without a time stamp that is the date of a message, as ConvoKit has it."""
    if _REPLY not in record:
        return record
    return {key: value for key, value in record.items() if key != "timestamp"}
