"""Folding: one character becomes exactly one character, so that offsets survive.

Text is compared after :func:`fold`: small letters, one kind of space, one spelling for letters
that keyboards exchange, ASCII digits for every decimal digit of Unicode. ``len(fold(s)) == len(s)``
for every string, so a span found in the folded text is a span of the text.
"""

from __future__ import annotations

import re
import unicodedata

SPACES = (
    "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Blank characters other than the space and the newline."""

INVISIBLE = "\u200b\u200c\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff"
"""Zero-width and bidirectional controls (not U+200D, which joins letters inside a word)."""

# Letters that keyboards and conversions exchange although readers see one letter, and signs with
# several code points; from the Unicode charts (Arabic, Hebrew, General Punctuation, Mathematical
# Operators, Latin Extended: Romanian cedilla for comma).
_ALIKE = {
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ۀ": "ہ", "ه": "ہ", "ھ": "ھ", "ة": "ۃ",
    "ş": "ș", "ţ": "ț", "Ş": "ș", "Ţ": "ț",
    "٪": "%", "％": "%", "﹪": "%", "؉": "‰",
    "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "′": "'", "´": "'", "`": "'", "＇": "'", "‛": "'", "ʻ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "＂": '"', "״": '"', "׳": "'",
    "‐": "-", "‑": "-", "−": "-", "﹣": "-", "－": "-", "\u00ad": "-", "־": "-",
    "‒": "–", "―": "—", "〜": "～", "~": "～",
    "．": ".", "，": ",", "：": ":", "；": ";", "／": "/", "（": "(", "）": ")", "＋": "+",
    "＄": "$", "￥": "¥",
    "٫": ".", "٬": ",", "∕": "/", "⁄": "/", "ё": "е", "Ё": "е",
}  # fmt: skip

# The zero of every block of decimal digits outside ASCII (general category Nd, Unicode 14 to 16);
# the nine characters after it are 1 to 9.
_ZEROS = (
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6,
    0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0,
    0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0,
    0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450,
    0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
)  # fmt: skip


def _table() -> dict[int, str]:
    """Every character whose folding is not its lower case (built once, on first use)."""
    table = {ord(char): " " for char in SPACES + INVISIBLE}
    table |= {ord(char): alike for char, alike in _ALIKE.items() if char != alike}
    table |= {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    # Full-width Latin letters (CJK keyboards).
    table |= {code: chr(code - 0xFEE0).lower() for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    # Halves of surrogate pairs are no characters; what counts bytes behind the scenes cannot hold them.
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    # The only character whose lower case is longer than itself (Unicode SpecialCasing.txt).
    table[0x130] = "i"
    return table


class _Folding:
    """The folding table and the pattern that finds what it changes."""

    def __init__(self) -> None:
        table = _table()
        self.table = table
        ranges: list[list[int]] = []
        for code in sorted(table):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        self.pattern = re.compile("[" + "".join(rf"\U{a:08x}-\U{b:08x}" for a, b in ranges) + "]")

    def __call__(self, text: str) -> str:
        if not text.isascii():
            text = self.pattern.sub(lambda match: self.table[ord(match[0])], text)
        return text.lower().replace("\t", " ")


_folding: _Folding | None = None


def fold(text: str) -> str:
    """`text` with one spelling for what readers take as the same; as long as `text`.

    >>> fold("Vairāk\\u00a0nekā ٨٤ ٪")
    'vairāk nekā 84 %'
    """
    global _folding  # noqa: PLW0603 (a table of 700 entries that most imports never need)
    if _folding is None:
        _folding = _Folding()
    return _folding(text)


def composed(text: str) -> tuple[str, list[int] | None]:
    """`text` in Unicode's composed form (NFC), and for each of its offsets the offset in `text`.

    The offsets are None when `text` is composed already. A character that was composed of several
    maps to the start of the first; the offset after it to the end of the last.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    import regex

    pieces: list[str] = []
    places: list[int] = []
    for cluster in regex.finditer(r"\X", text):
        piece = unicodedata.normalize("NFC", cluster[0])
        same = len(piece) == len(cluster[0])
        places += [cluster.start() + (i if same else 0) for i in range(len(piece))]
        pieces.append(piece)
    return "".join(pieces), [*places, len(text)]
