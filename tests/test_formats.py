"""Every format: a golden of a real-looking file, and damage that ends in a result or a CxtextError."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from cxtext import readers
from cxtext.analysis import statistics
from cxtext.errors import CxtextError, ReadError
from cxtext.readers import archive, recognised, records, speech, table, xml
from cxtext.transcript import PARTS, Transcript, parse

DATA = Path(__file__).parent / "data" / "formats"
FILES = sorted(path for path in DATA.iterdir() if path.suffix != ".turns")
CUTS = 60
"""Into so many places each file is cut."""


def transcript(data: bytes, name: str) -> Transcript:
    """The transcript in `data`, read as English, as ``read_transcript`` reads a file."""
    document = readers.read_bytes(data, name=name)
    read = parse(document.text, name=name, language="en", notes=document.notes, segments=document.segments)
    if not read.turns:
        raise ReadError("There is no speech in the file", path=name)
    return read


def shown(read: Transcript) -> str:
    """A transcript as lines: speaker, role, times, speech; parts that are visible; notes."""
    clock = ("-" if time is None else f"{time:g}" for turn in read.turns for time in turn[6:8])
    turns = [
        f"{turn.speaker or '-'} | {turn.role} | {start} | {end} | {read.text[turn.start : turn.end]!r}"
        for turn, start, end in zip(read.turns, clock, clock, strict=True)
    ]
    parts = [f"{part.kind}: {read.text[part.start : part.end]!r}" for part in read.parts]
    visible = [part for part in parts if not part.startswith("separator")]
    return "\n".join([*turns, *visible, *(f"note: {note}" for note in read.notes)]) + "\n"


def check(read: Transcript) -> None:
    """What holds for every transcript: clean text, tiled by turns and parts; statistics in their places."""
    text = read.text
    assert unicodedata.is_normalized("NFC", text)
    text.encode()
    spans = sorted((span.start, span.end) for span in (*read.turns, *read.parts) if span.start < span.end)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert {part.kind for part in read.parts} <= set(PARTS)
    for row in statistics(read):
        assert text[row.start : row.end] == row.surface


def survives(data: bytes, name: str) -> None:
    """Damaged data give a transcript in which all holds, or a CxtextError."""
    try:
        read = transcript(data, name)
    except CxtextError:
        return
    check(read)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    """The turns of each file are those that were looked at once (``<file>.turns``)."""
    read = transcript(path.read_bytes(), path.name)
    check(read)
    assert shown(read) == Path(f"{path}.turns").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_statistics_are_whole(path: Path) -> None:
    """Eighty-four percent is cut in two in every file, and is read as one."""
    found = [row for row in statistics(transcript(path.read_bytes(), path.name)) if row.kind == "percent"]
    assert [row.value for row in found] == [84.0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_cut_anywhere(path: Path) -> None:
    """A file that ends or begins too early is read as far as it goes, or refused."""
    data = path.read_bytes()
    for cut in range(0, len(data), max(1, len(data) // CUTS)):
        survives(data[:cut], path.name)
        survives(data[cut:], path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lines_doubled_lost_and_turned(path: Path) -> None:
    """Lines twice, every second line, and lines from last to first are read or refused."""
    lines = path.read_bytes().splitlines(keepends=True)
    survives(b"".join(line * 2 for line in lines), path.name)
    survives(b"".join(lines[::2]), path.name)
    survives(b"".join(lines[::-1]), path.name)
    survives(b"".join(line.rstrip() for line in lines), path.name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "cp500"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_encodings_swapped(path: Path, encoding: str) -> None:
    """Another encoding is recognised or refused."""
    data = path.read_bytes()
    survives(data.decode("utf-8", "replace").encode(encoding, "replace"), path.name)
    survives(data.decode("latin-1").encode(encoding, "replace"), path.name)


@pytest.mark.parametrize("kind", readers.READERS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_wrong_extension(path: Path, kind: str) -> None:
    """A file under the name of another format is read or refused."""
    survives(path.read_bytes(), f"x.{kind}")


DOCUMENTED = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", readers.READERS)
def test_every_format_is_documented(kind: str) -> None:
    """docs/formats.md names every extension, and every format has a golden."""
    assert f"`.{kind}`" in DOCUMENTED
    module = readers.READERS[kind]
    assert any(readers.READERS[readers.extension(path.name)] == module for path in FILES)


@pytest.mark.parametrize(
    "names", [records.TEXTS, records.SPEAKERS, records.STARTS, records.ENDS, records.LENGTHS]
)
def test_names_of_fields_are_documented(names: tuple[str, ...]) -> None:
    """docs/formats.md lists them in the order in which they count."""
    assert f"`{' '.join(names)}`" in DOCUMENTED


LIMITS = {
    "archive.MAX_UNPACKED": archive.MAX_UNPACKED // 1024**2,
    "archive.MAX_MEMBERS": archive.MAX_MEMBERS,
    "MAX_BYTES": readers.MAX_BYTES // 1024**2,
    "recognised.MAX_DEPTH": recognised.MAX_DEPTH,
    "xml.MAX_DEPTH": xml.MAX_DEPTH,
    "table.MAX_CELL": table.MAX_CELL,
    "speech.MAX_SPEAKER": speech.MAX_SPEAKER,
}


@pytest.mark.parametrize(("name", "value"), LIMITS.items())
def test_limits_are_documented(name: str, value: int) -> None:
    """docs/formats.md says the limits that hold."""
    assert f"| `cxtext.readers.{name}` | {value:,}" in DOCUMENTED
