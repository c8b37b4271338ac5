"""CHAT, the format of TalkBank and CHILDES (.cha): the main tiers ``*SPK:``.

Kept are what was said, who said it (by the names in ``@Participants``) and the times of bullets. Left
out are words that CHAT marks as taken back or said again (``[/]``, ``[//]``), and what it writes around the
words: codes in brackets, pauses, fillers (``&-uh``), omitted words (``0is``). Lost are the dependent tiers,
also translations such as ``%eng``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.errors import ReadError
from cxtext.readers.decoding import decode
from cxtext.readers.speech import Utterance, compose
from cxtext.schema import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.readers.document import Document

_BULLET = "\u2022"
_TIMES = re.compile(rf"{_BULLET}[^{_BULLET}\d]{{0,99}}(\d{{1,10}})_(\d{{1,10}}){_BULLET}")
_RETRACED = re.compile(r"(?:<[^<>]{0,500}+>|(?<!\S)[^\s<>]{1,100}+)[ \t]*+\[/{1,3}-?\??\]")
_CODES = re.compile(
    r"\[[^\[\]]{0,500}\]"  # [//], [=! laughs], [% comment]
    r"|\((?:\.{1,3}|\d{0,3}:?\d{0,3}\.\d{0,3})\)"  # pauses
    r"|(?<!\S)[&+][^\s.?!]*"  # &-uh, &=laughs, +", +/
    r"|(?<!\S)0[^\W\d]\w*"  # omitted words
    r"|@\w[\w:$*-]*"  # marks of special forms
    r"|[<>()‡„↑↓≠∾⁎⌈⌉⌊⌋]"
)
_END = re.compile(r"\s+(?=[.?!,;:](?:\s|\Z))")


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The speech of a CHAT file. Raises ReadError if it is binary, undecodable, or has no main tier."""
    text, notes = decode(data.replace(b"\x15", _BULLET.encode()), name=name, prefer=prefer)
    tiers = _tiers(text.split("\n"))
    people = _people(tiers)
    spoken = [_utterance(code[1:], said, people) for code, said in tiers if code.startswith("*")]
    if not spoken:
        raise ReadError(
            "There is no main tier in the file", path=name, hint="Such a line looks like *ANN: what is that ?"
        )
    return compose(spoken, name=name, notes=notes)


def _tiers(lines: Sequence[str]) -> list[tuple[str, str]]:
    """(code, contents) of each tier, with the lines that go on after a tab."""
    tiers: list[tuple[str, list[str]]] = []
    for line in lines:
        if line[:1] in ("\t", " ") and tiers:
            tiers[-1][1].append(line.strip())
        elif line[:1] in ("*", "%", "@"):
            code, _, said = line.partition(":")
            tiers.append((code.strip(), [said.strip()]))
    return [(code, " ".join(said)) for code, said in tiers]


def _people(tiers: Sequence[tuple[str, str]]) -> dict[str, tuple[str, str | None]]:
    """Code → (name, role where we know it), from "ANN Anna Interviewer, BOB Speaker"."""
    entries = [entry.split() for code, said in tiers if code == "@Participants" for entry in said.split(",")]
    return {
        entry[0]: (
            " ".join(entry[1:-1]).replace("_", " ") or entry[0],
            entry[-1].lower() if entry[-1].lower() in ROLES else None,
        )
        for entry in entries
        if len(entry) > 1
    }


def _utterance(code: str, said: str, people: dict[str, tuple[str, str | None]]) -> Utterance:
    who, role = people.get(code, (code, None))
    times = list(_TIMES.finditer(said))
    start = int(times[0][1]) / 1000 if times else None
    end = int(times[-1][2]) / 1000 if times else None
    if start is not None and end is not None and end < start:
        end = None
    return Utterance(_plain(_TIMES.sub(" ", said).replace(_BULLET, " ")), who, start, end, role=role)


def _plain(said: str) -> str:
    """
    >>> _plain("<I wan(t)> [//] &-uh I 0have eighty_four xx@l (.) books +/.")
    'I eighty four xx books.'
    """
    bare = _CODES.sub("", _RETRACED.sub("", said)).replace("_", " ")
    return _END.sub("", " ".join(bare.split()))
