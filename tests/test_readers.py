"""Bytes to clean text: encodings, newlines, refusals with place and advice, limits."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import readers
from cxtext.errors import CxtextError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ānna: Kāpēc?\nکولسکی: 84 فیصد\n"


def read(data: bytes, name: str = "lv.txt") -> str:
    """The text a reader makes of `data`."""
    return readers.read_bytes(data, name=name).text


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "utf-32 le", "utf-32 be"],
)
def test_unicode_encodings_read_alike(data: bytes) -> None:
    """With or without a byte order mark, the text is the same, and no note is needed."""
    assert readers.read_bytes(data, name="x.txt") == readers.Document(TEXT)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("ka\u0304pe\u0304c", "kāpēc"),
        ("pro\u00adcenti \ufeff84", "procenti 84"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
    ids=["newlines", "nfc", "layout", "joiners stay"],
)
def test_text_is_cleaned(dirty: str, clean: str) -> None:
    """One kind of newline, one normal form, no characters of mere layout; what shapes words stays."""
    assert read(dirty.encode()) == clean


def test_legacy_encodings_are_guessed_and_said() -> None:
    """A text that is not UTF-8 is read by a guess, and a note names the encoding."""
    russian = "Анна: Почему автобусы ходят чаще? Потому что город вырос на восемь процентов. " * 5
    document = readers.read_bytes(russian.encode("cp1251"), name="ru.txt")
    assert document.text == russian
    assert document.notes == ("the encoding is not UTF-8; read as cp1251",)


def test_a_preferred_encoding_comes_before_the_guess() -> None:
    """The caller may know which code page its language uses."""
    text = "Šķērsiela, ģimene, ņemt"
    document = readers.read_bytes(text.encode("cp1257"), name="lv.txt", prefer=("cp1257",))
    assert document.text == text


@pytest.mark.parametrize(
    ("data", "line", "column", "what"),
    [
        (b"one\ntw\x00o", 2, 3, "looks binary"),
        (b"\x89PNG\r\n\x1a\n\x00", 2, 1, "looks binary"),
        ("viens\nļoti ".encode() + b"\xff" + "šķērsām".encode(), 2, 6, "Byte 0xff is not UTF-8"),
        (codecs.BOM_UTF16_LE + "ab\n".encode("utf-16-le") + b"\x00\xd8", 2, 1, "is not UTF-16-LE"),
    ],
    ids=["NUL", "PNG", "damaged UTF-8", "cut UTF-16"],
)
def test_binary_and_damaged_files_are_refused(data: bytes, line: int, column: int, what: str) -> None:
    """The error says which file, where in it, and what to do."""
    with pytest.raises(ReadError, match=what) as caught:
        read(data)
    error = caught.value
    assert (error.path, error.line, error.column) == ("lv.txt", line, column)
    assert "UTF-8" in str(error.hint)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8, "\u00ad\ufeff\n".encode()])
def test_empty_files_are_refused(data: bytes) -> None:
    """A file without a visible character is an error, not an empty transcript."""
    with pytest.raises(ReadError, match=r"lv\.txt: The file is empty"):
        read(data)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lv.txtt", "no reader for .txtt files. Did you mean .txt?"),
        ("lv.exe", "no reader for .exe files. cxtext reads .txt"),
        ("lv", "The file has no extension that tells its format"),
    ],
)
def test_unknown_formats_name_the_known_ones(name: str, message: str) -> None:
    """The error lists what can be read, and guesses a slip of the finger."""
    with pytest.raises(ReadError) as caught:
        read(b"text", name)
    assert message in str(caught.value)


@pytest.mark.parametrize("kind", ["txt", "text", "md", "markdown"])
def test_plain_text_is_read_as_it_is(kind: str) -> None:
    """Nothing is lost of text without marks."""
    assert read(b"Anna: Why?", f"x.{kind}") == "Anna: Why?"


def test_files_have_a_limit(tmp_path: Path) -> None:
    """A file over the limit is refused with the way to raise it; at the limit it is read."""
    path = tmp_path / "lv.txt"
    path.write_bytes(b"12345")
    assert readers.read_file(str(path), max_bytes=5).text == "12345"
    with pytest.raises(ReadError, match=r"larger than the limit of 4 bytes.*max_bytes="):
        readers.read_file(str(path), max_bytes=4)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    """Neither is read; the errors say which it is."""
    with pytest.raises(ReadError, match="There is no such file"):
        readers.read_file(str(tmp_path / "lv.txt"))
    (tmp_path / "ur.txt").mkdir()
    with pytest.raises(ReadError, match="This is not a file"):
        readers.read_file(str(tmp_path / "ur.txt"))


@given(st.binary(max_size=300))
def test_any_bytes_give_clean_text_or_an_error(data: bytes) -> None:
    """No bytes bring anything but clean text or a CxtextError."""
    try:
        text = read(data)
    except CxtextError:
        return
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\x00\u00ad\ufeff")


@given(st.text(min_size=1))
def test_reading_clean_text_changes_nothing(text: str) -> None:
    """What has been cleaned once stays as it is."""
    try:
        once = read(text.encode("utf-8", "replace"))
    except CxtextError:
        return
    assert read(once.encode()) == once
