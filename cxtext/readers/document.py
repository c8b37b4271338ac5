"""What every reader returns: text, and where a format says so who speaks when."""

from __future__ import annotations

from typing import NamedTuple


class Segment(NamedTuple):
    """A stretch of `Document.text` as the format marks it (a cue, a row, an utterance).

    ``start`` and ``end`` are code points in the text; times are seconds, or None without time codes.
    Neighbours of one speaker and one role are one turn, unless the second one ``opens`` a turn of its own.
    ``role`` is None unless the format knows it.
    """

    start: int
    end: int
    speaker: str | None = None
    start_time: float | None = None
    end_time: float | None = None
    opens: bool = False
    role: str | None = None


class Document(NamedTuple):
    """The text of a file, whatever its format.

    ``text`` is clean (see :func:`cxtext.readers.decoding.clean`); ``segments`` are in text order;
    ``notes`` are things a user should know (how a legacy encoding was guessed, what a format lost).
    """

    text: str
    segments: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
