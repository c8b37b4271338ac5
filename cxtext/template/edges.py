"""Where words end, decided by the script of the characters on both sides."""

from __future__ import annotations

import unicodedata

# Thai and Lao, Myanmar, Khmer, kana and Han with their extensions: (first, last) of each range. Compared
# one by one: a pattern with these ranges takes the re module longer to compile than to use.
_UNSPACED = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3005", "\u3007"),
    ("\u3040", "\u30ff"),
    ("\u31f0", "\u31ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip
UNSPACED = "[" + "".join(f"{first}-{last}" for first, last in _UNSPACED) + "]"
"""The same as a character class of regular expressions."""

_HANGUL = (("\u1100", "\u11ff"), ("\uac00", "\ud7af"))


class _WordCharacters(dict[str, bool]):
    """Whether a character belongs to a word: letters, digits, combining marks and joiners.

    ``\\w`` of the re module leaves out combining marks, so it would end a Hindi word after its
    first vowel sign.
    """

    def __missing__(self, char: str) -> bool:
        inside = char.isalnum() or char in "_\u200d" or unicodedata.category(char)[0] == "M"
        self[char] = inside
        return inside


is_word = _WordCharacters().__getitem__


def is_unspaced(char: str) -> bool:
    """Whether `char` belongs to a script that is written without spaces between words."""
    return char > "\u0e00" and any(first <= char <= last for first, last in _UNSPACED)


def _is_hangul(char: str) -> bool:
    return char > "\u1000" and any(first <= char <= last for first, last in _HANGUL)


def is_joined(char: str) -> bool:
    """Whether `char` may touch the next word or number without a blank (unspaced scripts, Hangul)."""
    return is_unspaced(char) or _is_hangul(char)


def closes(before: str, after: str) -> bool:
    """Whether a word that ends with the character `before` may be followed by `after`."""
    if not after or not is_word(before) or not is_word(after):
        return True
    return is_unspaced(before) or _is_hangul(before) or (before.isdigit() != after.isdigit())


def opens(before: str, after: str) -> bool:
    """Whether a word that starts with the character `after` may be preceded by `before`."""
    if not before or not is_word(before) or not is_word(after):
        return True
    return is_unspaced(after) or is_unspaced(before) or (before.isdigit() != after.isdigit())
