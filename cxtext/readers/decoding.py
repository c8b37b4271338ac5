"""Bytes → clean text: the encoding, the newlines, one normal form; binary data is refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

from cxtext.errors import ReadError

# The longer marks first: the UTF-32 mark begins with the UTF-16 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SAMPLE = 1_000_000
"""How many bytes the guess of a legacy encoding looks at."""

_WRITTEN = 0.9
"""The share of letters, marks and punctuation among what is not ASCII, below which a guess is wrong."""

SAVE_AS_UTF8 = "Save it as plain text in UTF-8 and try again"

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LAYOUT = re.compile("[\u00ad\ufeff]")
# Controls that no text holds (C0 without tab and line ends, DEL, C1 without NEL).
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")


def decode(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """The clean text of `data` (called `name` in errors), and notes about a guessed encoding.

    A byte order mark decides; otherwise UTF-8; otherwise the encodings in `prefer`; otherwise the guess
    of charset-normalizer, which is said in a note. Raises ReadError for binary or undecodable data,
    with line and column, and for a text without any visible character.
    """
    encoding, body = _marked(data)
    if encoding is not None:
        return clean(_strictly(body, encoding, name), name=name), ()
    _refuse_controls(body.decode("latin-1"), name, _CONTROL_BYTES)
    try:
        return clean(body.decode("utf-8"), name=name), ()
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(body):
            raise _undecodable(body, error, name) from None
    text, guess = _legacy(body, name, prefer)
    return clean(text, name=name), (f"the encoding is not UTF-8; read as {guess}",)


_CONTROL_BYTES = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # 0x1b opens the shifts of ISO-2022


def clean(text: str, *, name: str) -> str:
    """`text` with newlines as ``\\n``, in NFC, without characters that are mere layout.

    Removed are soft hyphens (U+00AD) and zero-width no-break spaces (U+FEFF): they only say where a
    line may or may not break. Other zero-width characters stay, because they shape letters and words
    (U+200C in Persian and Urdu, U+200B in Thai and Khmer, bidirectional marks).
    Raises ReadError if a control character or nothing visible is left.
    """
    text = _LAYOUT.sub("", _NEWLINES.sub("\n", text))
    _refuse_controls(text, name, _CONTROL)
    if not text.strip():
        raise ReadError("The file is empty", path=name, hint="Put the transcript into it, or remove it")
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """A piece of text out of a format (an unescaped string), clean in the sense of :func:`clean`.

    Escapes can say what no text file holds: controls become blanks, halves of surrogate pairs U+FFFD.
    """
    text = _LAYOUT.sub("", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)))


def _marked(data: bytes) -> tuple[str | None, bytes]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return None, data


def _strictly(body: bytes, encoding: str, name: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(body, error, name) from None


def _is_damaged_utf8(body: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: then the rest is damage, not another encoding."""
    outside = sum(len(match[0]) for match in _NOT_ASCII.finditer(body))
    inside = sum(len(match[0]) for match in _MULTIBYTE.finditer(body))
    return inside * 2 > outside


def _undecodable(body: bytes, error: UnicodeDecodeError, name: str) -> ReadError:
    before = body[: error.start].decode(error.encoding, errors="replace")
    line, column = _place(before, len(before))
    return ReadError(
        f"Byte 0x{body[error.start]:02x} is not {error.encoding.upper()}",
        path=name,
        line=line,
        column=column,
        hint=SAVE_AS_UTF8,
    )


def _refuse_controls(text: str, name: str, controls: re.Pattern[str]) -> None:
    found = controls.search(text)
    if found is None:
        return
    line, column = _place(text, found.start())
    raise ReadError(
        f"The file looks binary: it holds the control character 0x{ord(found[0]):02x}",
        path=name,
        line=line,
        column=column,
        hint=SAVE_AS_UTF8,
    )


def _place(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of `offset` in `text`."""
    before = _NEWLINES.sub("\n", text[:offset])
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _legacy(body: bytes, name: str, prefer: tuple[str, ...]) -> tuple[str, str]:
    """The text and the name of the legacy encoding of `body`."""
    for encoding in (*prefer, _guess(body)):
        try:
            text = body.decode(encoding or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_plausible(text):
            return text, encoding or "ascii"
    raise ReadError("The encoding of the file cannot be told", path=name, hint=SAVE_AS_UTF8)


def _is_plausible(text: str) -> bool:
    """Whether what is not ASCII is what people write: letters, and the quotes and dashes of print."""
    outside = [char for char in text if char > "\x7f"]
    written = sum(char.isalpha() or unicodedata.category(char)[0] in "MPNZ" for char in outside)
    return written >= _WRITTEN * len(outside)


def _guess(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:SAMPLE]).best()
    return None if best is None else best.encoding
