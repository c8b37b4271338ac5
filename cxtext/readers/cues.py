"""Cues of subtitles → utterances: what is shown becomes what is said.

Taken away are tags, captions of mere sounds ("[Music]", "♪ … ♪"), cues that repeat the one before, and
what automatic captions show a second time while they roll. A voice stays until the next one is named; a
dash of dialogue or ``>>`` opens a turn and is no part of the text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxtext import furniture, labels
from cxtext.readers.speech import Utterance, speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

ROLLING_SHARE = 0.3
MIN_ROLLING = 2
"""Captions roll if at least so many cues, and this share of all, begin with what the one before showed.

So many must add something to it: a cue that is shown twice may be said twice."""

MAX_ROLLED = 60
"""The words that a rolling cue may show again."""

TOUCHING = 0.5
"""Seconds between two cues of which the second may show again what the first did."""

MAX_SOUND = 25
"""The characters of a sound in round brackets: "(laughter)"; a longer one is something said."""

LABELLED = 0.8
"""The share of cues with a label from which labels are how the file names its voices."""


class Cue(NamedTuple):
    """What is shown at one time: lines with their tags. Times are seconds or None.

    ``voice`` is who speaks, if the format says so outside of the lines.
    """

    start: float | None
    end: float | None
    lines: tuple[str, ...]
    voice: str | None = None


class _Row(NamedTuple):
    """A line of a cue without its tags; `opens`: a dash or ``>>`` stood before it."""

    text: str
    voice: str | None
    opens: bool = False


_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{0,300})>|</v>", re.IGNORECASE)
_RUBY = re.compile(r"<rt>[^<]{0,200}(?:</rt>)?", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>|\[br\]|\\N", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CHEVRONS = re.compile(r">{2,3}[ \t]*")
# Not before a small letter: there the dash carries a sentence on. Not the minus sign.
_DASH = re.compile(r"[-‐‑–—―](?:[ \t]+(?=\S)|(?=[^\W\d_]|[\"'“„«¿¡(\[]))")
# Blanks inside a row, and the end of a sentence before them.
_GAP = re.compile(r"(?P<end>[.?!…。？！؟۔।][\"'”’»)\]]?)?(?P<blank>[ \t]+)(?=\S)")
_LONGEST_LABEL = 200
_SOUND = re.compile(r"\[[^\[\]]*\]|【[^【】]*】|\([^()]*\)|（[^（）]*）|[♪♫♬].*[♪♫♬]|[♪♫♬]+")
_INVISIBLE_ENDS = " \t\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


def utterances(cues: Sequence[Cue]) -> list[Utterance]:
    """The speech of `cues`, in their order."""
    shown = [_rows(cue) for cue in _without_doubles(cues)]
    shown = _unrolled(shown) if _roll(shown) else shown
    heard = [(cue, _without_sounds(rows)) for cue, rows in shown]
    if _is_labelled_throughout(heard):
        heard = [(cue, _with_voice(rows)) for cue, rows in heard]
    if any(row.voice for _, rows in heard for row in rows):
        return list(_voiced(heard))
    return list(_unvoiced(_dialogue(_divided(heard))))


_Shown = tuple[Cue, list[_Row]]


def _without_doubles(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues without those that repeat the one before: same times, same lines."""
    previous = None
    for cue in cues:
        if cue != previous:
            yield cue
        previous = cue


def plain(line: str) -> str:
    """`line` without tags, with its entities resolved.

    >>> plain("<i>R&amp;D</i> grew<00:00:01.500><c> 84</c> percent{\\\\an8}, 3 < 5")
    'R&D grew 84 percent, 3 < 5'
    """
    bare = _TAG.sub("", _BREAK.sub(" ", _RUBY.sub("", line)))
    return _ENTITY.sub(lambda match: html.unescape(match[0]), bare).strip(_INVISIBLE_ENDS)


def _rows(cue: Cue) -> _Shown:
    """The lines of a cue, cut where a voice begins."""
    rows: list[_Row] = []
    voice = speaker(cue.voice)
    for line in cue.lines:
        position = 0
        for tag in _VOICE.finditer(line):
            rows.append(_Row(plain(line[position : tag.start()]), voice))
            voice = speaker(html.unescape(tag[1])) if tag[1] else None
            position = tag.end()
        rows.append(_Row(plain(line[position:]), voice))
    return cue, [row for row in rows if row.text]


# Automatic captions


def _words(rows: Sequence[_Row]) -> list[str]:
    return [word for row in rows for word in row.text.split()]


def _again(before: _Shown, after: _Shown) -> int:
    """How many words of `after` were shown by `before` already: all of its first line, or all of `before`."""
    if not before[1] or not after[1] or not _touch(before[0], after[0]):
        return 0
    old, new = _words(before[1]), _words(after[1])
    for count in range(min(len(old), len(new), MAX_ROLLED), 0, -1):
        if old[-count] == new[0] and old[-count:] == new[:count]:
            return count if count == len(old) or count >= len(after[1][0].text.split()) else 0
    return 0


def _touch(before: Cue, after: Cue) -> bool:
    if before.end is None or after.start is None:
        return False
    return abs(after.start - before.end) <= TOUCHING or (before.start or 0.0) <= after.start <= before.end


def _roll(shown: Sequence[_Shown]) -> bool:
    """Whether the cues are those of automatic captions, which show every line twice or more."""
    again = [(_again(a, b), len(_words(b[1]))) for a, b in pairwise(shown)]
    rolling = sum(count > 0 for count, _ in again)
    growing = sum(0 < count < words for count, words in again)
    return growing >= MIN_ROLLING and rolling >= ROLLING_SHARE * len(again)


def _unrolled(shown: Sequence[_Shown]) -> list[_Shown]:
    return [
        (after[0], _from_word(after[1], _again(before, after)))
        for before, after in zip([(after[0], []) for after in shown[:1]] + list(shown), shown, strict=False)
    ]


def _from_word(rows: Sequence[_Row], count: int) -> list[_Row]:
    """The rows without their first `count` words."""
    kept = []
    for row in rows:
        words = row.text.split()
        if count < len(words):
            kept.append(row._replace(text=" ".join(words[count:])) if count > 0 else row)
        count -= len(words)
    return kept


# Sounds, dashes, labels


def _without_sounds(rows: Sequence[_Row]) -> list[_Row]:
    return [row for row in rows if not _is_sound(row.text)]


def _is_sound(text: str) -> bool:
    """Whether the line names a sound only; one with a digit may be something shown or said."""
    bare = text.strip("-– \t")
    if not _SOUND.fullmatch(bare) or any(char.isdigit() for char in bare):
        return False
    return len(bare) <= MAX_SOUND or bare[0] not in "(（"


def _voiced(heard: Sequence[_Shown]) -> Iterator[Utterance]:
    """The rows of a file that names its voices; a voice goes on until the next one."""
    voice: str | None = None
    for cue, rows in heard:
        for row in rows:
            voice = row.voice or voice
            text = _CHEVRONS.sub("", row.text, count=1) if row.text.startswith(">>") else row.text
            yield Utterance(text, voice, cue.start, cue.end)


def _divided(heard: Sequence[_Shown]) -> list[_Shown]:
    """The rows cut where somebody else begins inside: at chevrons, at a label after the end of a sentence.

    Such a label is in capitals or stands at the beginning of some other row. A dash of dialogue cuts a
    row that begins with one.
    """
    known = {labels.shape(_unsigned(row.text)) for _, rows in heard for row in rows} - {None}
    return [(cue, [part for row in rows for part in _parts(row, known)]) for cue, rows in heard]


def _unsigned(text: str) -> str:
    """`text` without the chevrons or the dash at its beginning."""
    sign = _CHEVRONS.match(text) or _DASH.match(text)
    return text[sign.end() :] if sign else text


def _parts(row: _Row, known: Collection[str | None]) -> Iterator[_Row]:
    start = 0
    dashed = _is_dashed(row.text)
    for gap in _GAP.finditer(row.text):
        at = gap.end()
        begins = row.text.startswith(">>", at) or (
            gap["end"] and _begins_turn(row.text[at : at + _LONGEST_LABEL], known, dashed=dashed)
        )
        if begins:
            yield row._replace(text=row.text[start : gap.start("blank")])
            start = at
    yield row._replace(text=row.text[start:])


def _begins_turn(rest: str, known: Collection[str | None], *, dashed: bool) -> bool:
    if dashed and rest[1:2] in (" ", "\t") and _is_dashed(rest):
        return True
    label = labels.opening(rest)
    return label is not None and (label.name.isupper() or label.key in known)


def _dialogue(heard: Sequence[_Shown]) -> list[_Shown]:
    """The rows without dashes of dialogue and chevrons; those that had one open a turn."""
    dashed = sum(_is_dashed(row.text) for _, rows in heard for row in rows) > 1
    return [(cue, [_opening(row, dashed=dashed) for row in rows]) for cue, rows in heard]


def _is_dashed(text: str) -> bool:
    dash = _DASH.match(text)
    return dash is not None and not text[dash.end()].islower()


def _opening(row: _Row, *, dashed: bool) -> _Row:
    sign = _CHEVRONS.match(row.text) or (_DASH.match(row.text) if dashed and _is_dashed(row.text) else None)
    return row if sign is None else row._replace(text=row.text[sign.end() :], opens=True)


def _is_labelled_throughout(heard: Sequence[_Shown]) -> bool:
    """Whether each cue says who speaks, also where the same one goes on, as meeting software writes it.

    Such labels stand in the middle of sentences; a transcript that labels turns does not repeat them.
    """
    cues = [rows[0] for _, rows in heard if rows]
    if any(row.voice for row in cues):
        return False
    keys = [labels.shape(row.text) for row in cues]
    labelled = [key for key in keys if key is not None]
    again = sum(a is not None and a == b for a, b in pairwise(keys))
    return again > 0 and len(labelled) >= LABELLED * len(keys) and 2 * len(set(labelled)) <= len(labelled)


def _with_voice(rows: Sequence[_Row]) -> list[_Row]:
    """The rows of a cue with its label as their voice."""
    label = labels.opening(rows[0].text) if rows else None
    if label is None:
        return list(rows)
    first = rows[0]._replace(text=rows[0].text[label.end :])
    return [row._replace(voice=label.name) for row in (first, *rows[1:]) if row.text]


def _unvoiced(heard: Sequence[_Shown]) -> Iterator[Utterance]:
    """The rows of a file without voices; what looks like a label begins a line.

    The shape of a label counts where a sentence has just ended, or if the label comes back.
    """
    keys = [[labels.shape(row.text) for row in rows] for _, rows in heard]
    shapes = Counter(key for each in keys for key in each)
    before = ""
    for (cue, rows), found in zip(heard, keys, strict=True):
        for row, key in zip(rows, found, strict=True):
            ended = not before or furniture.punctuated(before[-80:])
            fresh = key is not None and not row.text[0].islower() and (ended or shapes[key] > 1)
            yield Utterance(row.text, None, cue.start, cue.end, fresh, row.opens)
            before = row.text
