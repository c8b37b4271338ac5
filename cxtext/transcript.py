"""A transcript as turns: who speaks, in which role, and what around the speech is no speech.

    text ──labels──▶ turns ──roles──▶ speakers
      └──furniture──▶ header, footer, boilerplate

Nothing is dropped: turns and parts together tile the text.
"""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxtext import labels, layout, metadata, readers, roles
from cxtext.errors import CxtextError, LanguageError, ReadError
from cxtext.sentences import QUESTION_MARKS, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.readers import Segment

PARTS = ("header", "footer", "boilerplate", "label", "separator")
"""Kinds of text that are not speech; a separator is the blank space between the others."""

NO_LABELS = "no speaker labels were found: the text is one turn"

SURE = 0.9
"""From this confidence on, a detected language that contradicts the file name is worth a note."""

_LIKE_A_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SOLE_ROLES = {"question": "interviewer", "answer": "speaker"}


class Part(NamedTuple):
    """A stretch of text that is not speech; `kind` is one of :data:`PARTS`."""

    kind: str
    start: int
    end: int


class Turn(NamedTuple):
    """One turn of speech, ``Transcript.text[start:end]``; the label before it is a Part.

    ``turn`` counts from 1; ``label`` is as it stands in the text or in the marks of the format, ``speaker``
    one name per speaker of this transcript (both None without a label); times are seconds, None without
    time codes.
    """

    turn: int
    label: str | None
    speaker: str | None
    role: str
    start: int
    end: int
    start_time: float | None = None
    end_time: float | None = None


class Transcript(NamedTuple):
    """One version of a talk. ``turns`` and ``parts`` tile ``text``: each character belongs to exactly one.

    ``language`` is the tag of a language file; ``notes`` are things a user should know.
    """

    name: str
    language: str
    text: str
    turns: tuple[Turn, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


class Talk(NamedTuple):
    """One talk in several languages: a folder. What ``talk.toml`` does not say is None.

    ``transcripts`` are sorted by language; ``problems`` are the files that could not be read.
    """

    name: str
    title: str | None
    speaker: str | None
    event: str | None
    date: str | None
    source: str | None
    licence: str | None
    glosses: Mapping[str, str]
    transcripts: tuple[Transcript, ...]
    problems: tuple[CxtextError, ...] = ()


class LanguageData(Protocol):
    """What reading needs to know of a language (:class:`cxtext.language.Language` has it)."""

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Role, "question" or "answer" → folded label words."""

    @property
    def furniture(self) -> tuple[str, ...]:
        """Folded phrases of site furniture."""

    def is_question(self, text: str) -> bool:
        """Whether a sentence asks."""


class _Structure:
    """The data of no language: structure alone decides."""

    labels: Mapping[str, tuple[str, ...]] = {}
    furniture: tuple[str, ...] = ()

    def is_question(self, text: str) -> bool:
        return any(mark in text for mark in QUESTION_MARKS)


STRUCTURE: LanguageData = _Structure()
"""Pass it as ``data=`` to read a text by its structure alone."""


def parse(
    text: str,
    *,
    name: str,
    language: str,
    notes: Sequence[str] = (),
    data: LanguageData | None = None,
    segments: Sequence[Segment] = (),
) -> Transcript:
    """The transcript in `text` (clean text as a reader returns it), by labels and structure.

    `data` defaults to the language file of `language`; `segments` bring time codes and, where the format
    knows, the speakers: then labels in the text are not looked for. A text without labels becomes one
    turn of a speaker without a name, and a note says so.
    Raises LanguageError if there is no language file for the tag `language`.

    >>> talk = parse("Anna: Why?\\nBen: Because.", name="x.txt", language="en", data=STRUCTURE)
    >>> [(turn.speaker, turn.role, talk.text[turn.start:turn.end]) for turn in talk.turns]
    [('Anna', 'interviewer', 'Why?'), ('Ben', 'speaker', 'Because.')]
    """
    if data is None:
        data = _load(language)
    words = _role_words(data)
    voiced = any(segment.speaker or segment.role for segment in segments)
    found = [] if voiced else labels.find(text, words=words, asks=partial(_asks, data))
    opens = [segment.start for segment in segments if segment.opens]
    if voiced or (opens and not found):
        blocks, parts = layout.voiced(text, segments, data.furniture)
    else:
        blocks, parts = layout.split(text, found, data.furniture, opens=opens)
    turns = _turns(text, blocks, words, data, segments)
    missing = () if found or voiced or opens or not turns else (NO_LABELS,)
    tiles = tuple(Part(*stretch) for stretch in layout.tile(text, blocks, parts))
    return Transcript(name, language, text, turns, tiles, (*notes, *missing))


def _role_words(data: LanguageData) -> dict[str, str]:
    """Label word → role, the roles in a fixed order."""
    order = sorted(data.labels, key=lambda role: (role in _SOLE_ROLES, role))
    return {word: _SOLE_ROLES.get(role, role) for role in reversed(order) for word in data.labels[role]}


def _asks(data: LanguageData, text: str) -> bool:
    """Whether one of the last two sentences is a question."""
    tail = text[-600:]
    return any(data.is_question(tail[start:end]) for start, end in sentences(tail)[-2:])


def _turns(
    text: str,
    blocks: Sequence[layout.Block],
    words: Mapping[str, str],
    data: LanguageData,
    segments: Sequence[Segment],
) -> tuple[Turn, ...]:
    names = [block.label.name if block.label else None for block in blocks]
    speech = [text[block.start : block.end] for block in blocks]
    voices = roles.assign(names, speech, words=words, asks=partial(_asks, data))
    return tuple(
        Turn(
            i, name, voice.speaker, block.role or voice.role, block.start, block.end, *_times(block, segments)
        )
        for i, (name, voice, block) in enumerate(zip(names, voices, blocks, strict=True), 1)
    )


def _times(block: layout.Block, segments: Sequence[Segment]) -> tuple[float | None, float | None]:
    """When the block begins and ends: by its time code, or by the segments it overlaps."""
    if not segments:
        return (block.label.time if block.label else None), None
    inside = segments[_first_after(segments, block.start) : _first_after(segments, block.end - 1) + 1]
    overlapping = [segment for segment in inside if segment.start < block.end]
    return (overlapping[0].start_time, overlapping[-1].end_time) if overlapping else (None, None)


def _first_after(segments: Sequence[Segment], offset: int) -> int:
    """The index of the first segment that ends after `offset`."""
    from bisect import bisect_right

    return bisect_right(segments, offset, key=lambda segment: segment.end)


def read_transcript(path: str | os.PathLike[str], *, language: str | None = None) -> Transcript:
    """The transcript in the file at `path`.

    The language is `language`, or the tag in the file name ("ur.txt", "talk.ur.txt"), or detected.
    Raises ReadError if the file cannot be read, LanguageError if the tag is unknown or no language
    can be told.
    """
    path = os.fspath(path)
    document = readers.read_file(path)
    tag, notes = _language(path, document.text, language)
    transcript = parse(
        document.text,
        name=os.path.basename(path),
        language=tag,
        notes=(*document.notes, *notes),
        segments=document.segments,
    )
    if not transcript.turns:
        raise ReadError("There is no speech in the file", path=path, hint="Check that it is a transcript")
    return transcript


def read_talk(path: str | os.PathLike[str]) -> Talk:
    """The talk in the folder at `path`: one file per language, ``<tag>.<extension>``, and ``talk.toml``.

    Hidden files, folders, other ``.toml`` files and README, LICENSE … are no transcripts. A file that cannot
    be read is listed in ``problems``, and the others go on. Nothing outside the folder is read.
    Raises ReadError if there is no such folder or no transcript in it; if none of them is readable,
    the error of the first one.
    """
    folder = os.fspath(path)
    if not os.path.isdir(folder):
        raise _no_folder(folder)
    problems: list[CxtextError] = []
    try:
        about = metadata.read(folder)
    except ReadError as error:
        problems.append(error)
        about = metadata.Metadata()
    found: dict[str, Transcript] = {}
    for name, tag in _files(folder, about.files):
        try:
            transcript = read_transcript(metadata.inside(folder, name), language=tag)
            _refuse_second(found, transcript, os.path.join(folder, name))
            found[transcript.language] = transcript
        except CxtextError as error:
            problems.append(error)
    if not found:
        raise problems[-1] if problems else _no_transcripts(folder)
    transcripts = tuple(found[tag] for tag in sorted(found))
    return Talk(_folder_name(folder), *about[:7], transcripts, tuple(problems))


def _files(folder: str, named: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """(file name, language tag or None) of each transcript: those that talk.toml names, then the others."""
    others = sorted(name for name in os.listdir(folder) if _is_transcript(folder, name))
    taken = {os.path.normpath(name) for name in named.values()}
    return [
        *((name, tag) for tag, name in sorted(named.items())),
        *((name, None) for name in others if name not in taken),
    ]


def _is_transcript(folder: str, name: str) -> bool:
    if name.startswith(".") or name.endswith((".toml", "~")) or readers.is_beside(name):
        return False
    return not os.path.isdir(os.path.join(folder, name))


def _folder_name(folder: str) -> str:
    return os.path.basename(os.path.realpath(folder))


def _refuse_second(found: Mapping[str, Transcript], transcript: Transcript, path: str) -> None:
    earlier = found.get(transcript.language)
    if earlier is not None:
        raise ReadError(
            f"The language {transcript.language} is there already, in {earlier.name}",
            path=path,
            hint="Keep one file for each language",
        )


def _no_folder(folder: str) -> ReadError:
    if os.path.exists(folder):
        hint = "A talk is a folder with one file per language; read one file with read_transcript"
        return ReadError("This is not a folder", path=folder, hint=hint)
    return ReadError("There is no such folder", path=folder, hint="Check the spelling of the path")


def _no_transcripts(folder: str) -> ReadError:
    hint = (
        f"Put one file for each language into it, named by its tag (lv.txt); cxtext reads {readers.known()}"
    )
    return ReadError("There is no transcript in this folder", path=folder, hint=hint)


def _language(path: str, text: str, wanted: str | None) -> tuple[str, tuple[str, ...]]:
    """The tag of the language file for a transcript, and notes about it."""
    from cxtext import detection

    if wanted is not None:
        return _known(wanted, path), ()
    tag = _tag_in_name(os.path.basename(path), path)
    detected = detection.detect(text)
    if tag is None:
        if detected.language is None:
            raise LanguageError(
                "The language of the text cannot be told",
                path=path,
                hint="Name the file by its language tag (lv.txt), or pass language=",
            )
        return _known(detected.language, path), (f"the language was detected: {detected.language}",)
    contradicts = detected.language is not None and detected.confidence >= SURE
    if contradicts and (detected.language or "").partition("-")[0] != tag.partition("-")[0]:
        return tag, (f"the file name says {tag}, the text looks like {detected.language}",)
    return tag, ()


def _tag_in_name(name: str, path: str) -> str | None:
    """The tag in a file name: the whole stem ("pt-BR.txt"), or its last part ("talk.ur.srt")."""
    from cxtext import language

    stem = readers.stem(name)
    if _LIKE_A_TAG.fullmatch(stem):
        return _known(stem, path)
    last = stem.rpartition(".")[2].lower()
    return last if "." in stem and last in language.tags() else None


def _known(tag: str, path: str) -> str:
    """The tag of the language file that serves `tag`; LanguageError, with the path, if there is none."""
    from cxtext import language

    try:
        return language.load(tag).tag
    except LanguageError as error:
        error.path = error.path or path
        raise


def _load(tag: str) -> LanguageData:
    from cxtext import language

    return language.load(tag)
