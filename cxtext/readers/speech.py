"""Utterances of a format → one document: speech joined across the cuts of the format, with its segments.

Subtitles and speech recognisers cut speech where a line is full or somebody breathes, not where a
sentence ends. Here the pieces become lines again: a new line begins where the speaker changes, where
the reader says so, or at the end of a sentence when the line is long enough or a pause follows.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from cxtext.errors import ReadError
from cxtext.readers.decoding import tidy
from cxtext.readers.document import Document, Segment
from cxtext.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

PARAGRAPH = 300
"""A line that has so many characters ends with the next sentence that ends with a piece."""

PAUSE = 2.0
"""Seconds of silence after the end of a sentence that end the line."""

MAX_SPEAKER = 200
"""Characters of a speaker's name; the rest is cut off."""

_AROUND = 80  # characters looked at on either side of a cut: longer than any word or abbreviation
_BLANKS = re.compile(r"[ \t]+")
_LEADING_DOTS = re.compile(r"(?:\.{2,}|…)\s*")
# Scripts without blanks between words: Thai, Lao, Burmese, Khmer, Han, kana, full width forms.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff01-\uff9f]"
)


class Utterance(NamedTuple):
    """A piece of speech as a format gives it.

    ``fresh``: it begins a line; otherwise it goes on where the piece before it stopped.
    ``opens``: another speaker begins, even if neither has a name. Times are seconds or None. Without
    ``speech`` it is text that stands in the document (a title), but nobody says it: it gets no segment.
    """

    text: str
    speaker: str | None = None
    start_time: float | None = None
    end_time: float | None = None
    fresh: bool = False
    opens: bool = False
    role: str | None = None
    speech: bool = True


def compose(utterances: Iterable[Utterance], *, name: str, notes: tuple[str, ...] = ()) -> Document:
    """The document of all utterances, in their order; those without anything visible are left out.

    Raises ReadError if nothing is left. Dots that only carry a sentence over a cut ("eighty…", "…four")
    are taken away.
    """
    pieces: list[str] = []
    segments: list[Segment] = []
    length, line = 0, 0
    opens = False  # of an utterance that was left out: the next one opens instead
    previous: Utterance | None = None
    for given in utterances:
        utterance = _clean(given)
        opens = opens or utterance.opens
        if not utterance.text:
            continue
        between = ""
        if previous is not None:
            between = _between(previous, utterance._replace(opens=opens), line)
            if between in ("", " ") and _carried(previous.text, utterance.text):
                shorter = _undotted(previous.text)
                length -= len(previous.text) - len(shorter)
                pieces[-1], segments[-1] = shorter, segments[-1]._replace(end=length)
                utterance = utterance._replace(text=_continued(utterance.text))
                between = _joint(shorter, utterance.text)
        start = length + len(between)
        length = start + len(utterance.text)
        line = length - start if "\n" in between else line + length - start
        pieces += (between, utterance.text)
        if utterance.speech:
            segments.append(_segment(utterance, start, length, opens=opens))
            opens = False
        previous = utterance
    if not pieces:
        raise ReadError("There is no speech in the file", path=name, hint="Check that it is a transcript")
    return Document("".join(pieces), tuple(segments), notes)


def speaker(value: str | None) -> str | None:
    """A name as a format gives it, on one line, without the colon of a label; None without a letter.

    >>> speaker(" Anna\\tBerg: "), speaker("?")
    ('Anna Berg', None)
    """
    if not value:
        return None
    name = " ".join(tidy(value[: 2 * MAX_SPEAKER]).split())[:MAX_SPEAKER].rstrip(" :：")
    return name if any(char.isalnum() for char in name) else None


def _clean(utterance: Utterance) -> Utterance:
    lines = (_BLANKS.sub(" ", line).strip() for line in tidy(utterance.text).split("\n"))
    text = "\n".join(line for line in lines if line)
    return utterance._replace(text=text, speaker=speaker(utterance.speaker))


def _segment(utterance: Utterance, start: int, end: int, *, opens: bool) -> Segment:
    return Segment(
        start,
        end,
        utterance.speaker,
        utterance.start_time,
        utterance.end_time,
        opens,
        utterance.role,
    )


def _between(previous: Utterance, utterance: Utterance, line: int) -> str:
    """What stands between two utterances: an empty line, a new line, a blank, or nothing."""
    if utterance.opens or _voice(previous) != _voice(utterance):
        return "\n\n"
    if utterance.fresh:
        return "\n"
    if (line >= PARAGRAPH or _pause(previous, utterance) >= PAUSE) and ends(previous.text, utterance.text):
        return "\n"
    return _joint(previous.text, utterance.text)


def _voice(utterance: Utterance) -> tuple[str | None, str | None, bool]:
    return utterance.speaker, utterance.role, utterance.speech


def _pause(previous: Utterance, utterance: Utterance) -> float:
    if previous.end_time is None or utterance.start_time is None:
        return 0.0
    return utterance.start_time - previous.end_time


def ends(before: str, after: str) -> bool:
    """Whether a sentence ends between two pieces: by its mark, and never before a number or small letter."""
    head, tail = after[:_AROUND], before[-_AROUND:].rstrip()
    if not head or head[0].isdigit() or head[0].islower():
        return False
    return any(end == len(tail) for _, end in sentences(f"{tail} {head}"))


def _carried(before: str, after: str) -> bool:
    """Whether dots at the end of the one and the beginning of the other mean: it goes on."""
    return _continued(after) not in ("", after) and _undotted(before) not in ("", before)


def _undotted(text: str) -> str:
    """`text` without two or more dots at its end."""
    bare = text.rstrip(".…")
    return bare.rstrip() if len(text) - len(bare) > 1 or text.endswith("…") else text


def _continued(text: str) -> str:
    """`text` without two or more dots at its beginning."""
    dots = _LEADING_DOTS.match(text)
    return text[dots.end() :] if dots else text


def _joint(before: str, after: str) -> str:
    """A blank, or nothing: inside a hyphenated word, and in scripts that write no blanks."""
    last, first = before[-1], after[0]
    if unicodedata.combining(first) or (last.isdigit() and first.isdigit()):
        return " "
    if last == "-" and before[-2:-1].isalpha() and first.isalpha() and not first.isupper():
        return ""
    left, right = (bool(_UNSPACED.match(char)) for char in (last, first))
    if left and right:
        return ""
    return "" if (left and _is_figure(first)) or (right and _is_figure(last)) else " "


def _is_figure(char: str) -> bool:
    return char.isdigit() or char in "%‰"
