"""Files in, neutral documents out: one module per format, one registry.

How to add a format:

1. Write ``cxtext/readers/<format>.py`` with ``read(data: bytes, *, name: str, prefer=()) -> Document``.
   It raises nothing but ReadError, and says in its docstring what the format loses.
2. Decode with :func:`cxtext.readers.decoding.decode`, so that encodings and damage are treated alike.
3. Give who speaks when as `Document.segments`, if the format knows: :func:`cxtext.readers.speech.compose`
   makes them from utterances, :func:`cxtext.readers.paragraphs.compose_paragraphs` from paragraphs.
4. Name its extensions in :data:`READERS`, say in ``docs/formats.md`` what is read and lost, and put a golden
   file into ``tests/data/formats``: what damage does to it is tested by itself.
"""

from __future__ import annotations

import os
from importlib import import_module

from cxtext.errors import ReadError
from cxtext.readers.document import Document, Segment

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Document",
    "Segment",
    "extension",
    "is_beside",
    "known",
    "read_bytes",
    "read_file",
    "stem",
]

READERS = {
    "txt": "cxtext.readers.plain",
    "text": "cxtext.readers.plain",
    "md": "cxtext.readers.plain",
    "markdown": "cxtext.readers.plain",
    "vtt": "cxtext.readers.subtitles",
    "srt": "cxtext.readers.subtitles",
    "sbv": "cxtext.readers.subtitles",
    "json": "cxtext.readers.recognised",
    "jsonl": "cxtext.readers.recognised",
    "ndjson": "cxtext.readers.recognised",
    "csv": "cxtext.readers.table",
    "tsv": "cxtext.readers.table",
    "tab": "cxtext.readers.table",
    "html": "cxtext.readers.page",
    "htm": "cxtext.readers.page",
    "xhtml": "cxtext.readers.page",
    "docx": "cxtext.readers.docx",
    "ttml": "cxtext.readers.ttml",
    "dfxp": "cxtext.readers.ttml",
    "ass": "cxtext.readers.ass",
    "ssa": "cxtext.readers.ass",
    "cha": "cxtext.readers.chat",
    "tei": "cxtext.readers.tei",
    "xml": "cxtext.readers.anyxml",
    "gz": "cxtext.readers.packed",
    "zip": "cxtext.readers.packed",
}
"""Extension → the module that reads it (imported when it is needed)."""

PACKED = ("gz", "zip")
"""The extensions of files in which a transcript is packed."""

NO_TRANSCRIPTS = ("README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "THUMBS", "DESKTOP")
"""Names of files, in whatever case and with whatever extension, that stand beside transcripts."""

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read unless the caller allows more."""


def extension(name: str) -> str:
    """The extension of a file name, small and without the dot.

    >>> extension("talks/lv.TXT")
    'txt'
    """
    return os.path.splitext(name)[1].lower().removeprefix(".")


def stem(name: str) -> str:
    """The name of a file without its folder and its extension, also that of a packed one.

    >>> stem("talks/lv.vtt.gz"), stem("talk.ur.txt")
    ('lv', 'talk.ur')
    """
    base, ending = os.path.splitext(os.path.basename(name))
    packed = ending.lower().removeprefix(".") in PACKED
    return os.path.splitext(base)[0] if packed and extension(base) in READERS else base


def is_beside(name: str) -> bool:
    """Whether a file is none of the talk's, by its name: README, LICENSE …"""
    return name.partition(".")[0].upper() in NO_TRANSCRIPTS


def known() -> str:
    """All extensions that are read, as a list in words."""
    return ", ".join(f".{kind}" for kind in READERS)


def read_bytes(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The document in `data`; the extension of `name` chooses the reader.

    `prefer` are encodings to try before guessing, when the data are not UTF-8.
    Raises ReadError for an unknown extension and for data that the reader refuses.
    """
    kind = extension(name)
    if kind not in READERS:
        raise _unknown(kind, name)
    document: Document = import_module(READERS[kind]).read(data, name=name, prefer=prefer)
    return document


def read_file(path: str, *, max_bytes: int | None = None, prefer: tuple[str, ...] = ()) -> Document:
    """The document in the file at `path`.

    Raises ReadError if it is missing, no regular file, larger than `max_bytes` (by default MAX_BYTES), or
    refused by its reader.
    """
    if extension(path) not in READERS:
        raise _unknown(extension(path), path)
    return read_bytes(_bytes(path, MAX_BYTES if max_bytes is None else max_bytes), name=path, prefer=prefer)


def _bytes(path: str, max_bytes: int) -> bytes:
    if not os.path.exists(path):
        raise ReadError("There is no such file", path=path, hint="Check the spelling of the path")
    if not os.path.isfile(path):
        raise ReadError("This is not a file", path=path, hint="Name the transcript itself")
    try:
        with open(path, "rb") as file:
            data = file.read(max_bytes + 1)  # not the size on disk: it lies for pipes and /proc
    except OSError as error:
        raise ReadError(f"The file cannot be opened ({error.strerror})", path=path) from None
    if len(data) > max_bytes:
        raise ReadError(
            f"The file is larger than the limit of {max_bytes:,} bytes",
            path=path,
            hint="Split it, or raise the limit with max_bytes= or cxtext.readers.MAX_BYTES",
        )
    return data


def _unknown(kind: str, name: str) -> ReadError:
    import difflib

    close = difflib.get_close_matches(kind, READERS, n=1)
    guess = f"Did you mean .{close[0]}? " if close else ""
    what = (
        f"There is no reader for .{kind} files" if kind else "The file has no extension that tells its format"
    )
    return ReadError(what, path=name, hint=f"{guess}cxtext reads {known()}")
