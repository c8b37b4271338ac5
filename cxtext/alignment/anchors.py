"""What survives translation: the keys by which two texts recognise each other.

A key is a short string whose first character names its kind (:data:`COPIED`): ``#84`` a number,
``@gartner`` a Latin word inside another script, ``~kols`` the first four letters of a word in
Latin letters, ``%klsk`` its consonants, ``?`` a question, ``"`` a quotation, ``$€`` a currency.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COPIED = {"#": 0.8, "@": 0.7, "~": 0.4, "%": 0.35, "?": 0.8, '"': 0.5, "$": 0.8, "&": 0.9, "=": 0.3}
"""Prior chance that a translation keeps a key of this kind, when both texts know it at all.
``&`` is a role, ``=`` a pair of words learned on the way."""

GIVEN = 0.9
"""The same for keys of a caller's own, which start with any other character."""

QUESTIONS = frozenset("?؟？⸮՞፧꘏⁇⁈⁉𞥟")
_QUOTES = frozenset('"“”„«»「」『』《》〝〞')
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,']\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff'\u200d]+[^\W\d_]*)*")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
_SOFT = re.compile("c(?=[eiy])|[zx]")
_SOUNDS = {"c": "k", "q": "k", "g": "k", "d": "t", "p": "b", "f": "b"}
_SPOKEN = str.maketrans(_SOUNDS | dict.fromkeys("aeiouyhwv'"))
_DOUBLED = re.compile(r"(.)\1+")


class _Romaniser(dict[int, str]):
    """A ``str.translate`` table that asks anyascii once for each character it meets."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        self[code] = latin = anyascii(chr(code))
        return latin


_ROMAN = _Romaniser()


def romanised(text: str) -> str:
    """`text` in ASCII letters, character by character (anyascii: Unicode names and national schemes)."""
    return text if text.isascii() else text.translate(_ROMAN)


def number_key(value: float) -> str:
    """The key of a number that a caller has read from words: 84 gives what "84" in digits gives."""
    return "#" + re.sub(r"\D", "", str(int(value)) if value == int(value) else repr(value))


@lru_cache(maxsize=65536)
def _of_word(word: str) -> tuple[str, ...]:
    """The keys of one folded word: its first letters and its consonants, both romanised."""
    latin = re.sub("[^a-z']", "", romanised(word).lower())
    letters = latin.replace("'", "")
    if len(letters) < 3:
        return ()
    consonants = _DOUBLED.sub(r"\1", _SOFT.sub("s", latin)).translate(_SPOKEN)
    found = ["~" + letters[:4]] if len(letters) >= 4 else []
    return (*found, "%" + consonants[:4]) if len(consonants) >= 3 else tuple(found)


def _numbers(folded: str) -> set[str]:
    """Digit runs by value; how they are grouped and where a decimal sign stands does not matter."""
    return {"#" + (re.sub(r"\D", "", run).lstrip("0") or "0") for run in _NUMBER.findall(folded)}


def _signs(text: str) -> set[str]:
    """Question marks, quotation marks and currency signs of any script."""
    signs = {char for char in set(text) if not char.isalnum()}
    found = {"$" + sign for sign in signs if unicodedata.category(sign) == "Sc"}
    if not QUESTIONS.isdisjoint(signs) or _asks_in_greek(text):
        found.add("?")
    return found | ({'"'} if not _QUOTES.isdisjoint(signs) else set())


def _asks_in_greek(text: str) -> bool:
    """Greek asks with a semicolon, which most keyboards write as the ASCII one."""
    return ";" in text and any("\u0370" <= char <= "\u03ff" for char in text)


def keys(text: str) -> frozenset[str]:
    """The keys of `text`: what a translation of it into any language is likely to keep.

    >>> sorted(keys("٨٤ ٪ no Twitter?"))
    ['#84', '%ttr', '?', '~twit']
    """
    folded = fold(text)
    words = _WORD.findall(folded)
    found = _numbers(folded) | _signs(text)
    found.update(key for word in words for key in _of_word(word))
    latin = [word for word in words if _LATIN.fullmatch(word)]
    if 2 * len(latin) < len(words):
        found.update("@" + word for word in latin if len(word) >= 2)
    return frozenset(found)


# Scripts that write no spaces between words: a stem there is a pair of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def stems(text: str) -> frozenset[str]:
    """First six letters of every word; pairs of characters in scripts without spaces."""
    folded = fold(text)
    found = {run[i : i + 2] for run in _UNSPACED.findall(folded) for i in range(max(1, len(run) - 1))}
    found.update(word[:6] for word in _WORD.findall(_UNSPACED.sub(" ", folded)))
    return frozenset(found)


def chance_of_copy(key: str) -> float:
    """Prior chance that a translation keeps `key`."""
    return COPIED.get(key[:1], GIVEN)


def per_segment(texts: Iterable[str], of: Callable[[str], frozenset[str]]) -> list[frozenset[str]]:
    """`of` every text; equal texts are read once."""
    known: dict[str, frozenset[str]] = {}
    return [known[text] if text in known else known.setdefault(text, of(text)) for text in texts]
