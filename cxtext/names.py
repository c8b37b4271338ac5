"""Names of speakers: their shape, and when two spellings name one person.

The comparison is of spellings only; whether the structure of a transcript allows it is for
:mod:`cxtext.roles` and :mod:`cxtext.labels` to say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cxtext.text import fold

MAX_CHARACTERS = 60
MAX_WORDS = 8
"""A label longer than this is a sentence."""

PARTICLE = 3
"""Small words up to this length stand inside personal names: de, van, der, von, al."""

_WORD = re.compile(r"[^\W_]+")


def key(name: str) -> str:
    """The form by which labels are counted: folded, with single spaces, without bold marks.

    >>> key("**Esteban\\u00a0KOLSKY** ")
    'esteban kolsky'
    """
    return " ".join(fold(name).replace("*", " ").replace("_", " ").split())


def capitalised(name: str) -> bool:
    """Whether every word begins with a capital, but for particles inside: the shape of a personal name.

    False for scripts without capitals: the shape then says nothing.

    >>> [capitalised(n) for n in ("Esteban Kolsky", "Anna van den Berg", "Mazo uzņēmumu tendences", "وقت")]
    [True, True, False, False]
    """
    words = _WORD.findall(name)
    if not words or not words[0][0].isupper() or not words[-1][0].isupper():
        return False
    return all(word[0].isupper() or len(word) <= PARTICLE for word in words)


def full_name(name: str) -> bool:
    """Whether the label has the shape of a first and a last name: 2 to 5 capitalised words."""
    return capitalised(name) and 2 <= len(_WORD.findall(name)) <= 5


def uncased(name: str) -> bool:
    """Whether the label is written in a script without capitals."""
    return name.lower() == name.upper()


def same_name(left: str, right: str) -> bool:
    """Whether one label is another form of the other: equal, shortened, or its initials.

    >>> [same_name("Esteban Kolsky", n) for n in ("Kolsky", "EK", "E. Kolsky", "Anna Kolsky")]
    [True, True, True, False]
    >>> same_name("Speaker 1", "Speaker 2") or same_name("Speaker", "Speaker 2")
    False
    """
    short, long = sorted(_both(left, right), key=lambda words: (len(words), len("".join(words))))
    if not short or _tells_apart(long) != _tells_apart(short):
        return False
    if long == short:
        return True
    return _are_initials(short, long) or _is_shortened(short, long)


def alike(left: str, right: str) -> bool:
    """Whether two labels may be spellings of one name: the same name, or alike word by word.

    Scripts are compared in Latin letters, so a name in Cyrillic meets its Latin form. This is weak
    evidence (Maria and Mario Lopez are alike); it counts only where two people are impossible.

    >>> alike("Mazo uzņēmumu tendences", "Mazās uzņēmējdarbības tendences")
    True
    >>> [alike("Brent Leary", n) for n in ("Брент Лири", "Bruno Keller")]
    [True, False]
    """
    if same_name(left, right):
        return True
    a, b = _both(left, right)
    if len(a) != len(b) or not a or _tells_apart(a) != _tells_apart(b):
        return False
    transcribed = left.isascii() != right.isascii()
    return all(
        _close(one, other) or (transcribed and _consonants(one) == _consonants(other))
        for one, other in zip(a, b, strict=True)
    )


def count_words(name: str) -> int:
    """How many words a label has."""
    return len(_WORD.findall(name))


def _both(left: str, right: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of two names, in Latin letters unless neither has any."""
    plain = _plain if _has_latin(left) or _has_latin(right) else _native
    return plain(left), plain(right)


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    """The words in small Latin letters."""
    bare = _bare(name)
    return tuple(_WORD.findall((bare if bare.isascii() else _romanised(name)).lower()))


@lru_cache(maxsize=4096)
def _native(name: str) -> tuple[str, ...]:
    """The words in their own script, in small letters without marks."""
    return tuple(_WORD.findall(_bare(name).lower()))


def _bare(name: str) -> str:
    """A name without the marks on its letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


def _has_latin(name: str) -> bool:
    """Whether a name has a Latin letter; names without any are compared in their own script."""
    return any(char.isascii() and char.isalpha() for char in _bare(name))


def _romanised(name: str) -> str:
    # The tables of anyascii load slowly: only a comparison across scripts needs them.
    from anyascii import anyascii

    return str(anyascii(name))


def _tells_apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell numbered voices apart: Speaker 1, Speaker 2."""
    return tuple(word for word in words if any(char.isdigit() for char in word))


def _are_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = "".join(word[0] for word in long)
    return (
        len(long) > 1 and "".join(short) == letters and (len(short) == 1 or all(len(w) == 1 for w in short))
    )


def _is_shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every short word stands in the long name, at least one of them in full."""
    if len(short) == len(long) and len(long) > 1:
        matches = [a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, long, strict=True)]
        whole = any(a == b and len(a) > PARTICLE for a, b in zip(short, long, strict=True))
        return all(matches) and whole
    return len(short) < len(long) and all(len(w) > 2 and w in long for w in short) and min(map(len, long)) > 1


def _consonants(word: str) -> str:
    """What survives the way through another script: Leary, Лири → lr."""
    return re.sub("[aeiouyhw']", "", word) or word


def _close(left: str, right: str) -> bool:
    """Whether two words look like forms of one: mostly the same letters, or the same stem."""
    if min(len(left), len(right)) < 3:
        return left == right
    stem = left[:4] == right[:4] and min(len(left), len(right)) >= 6
    from difflib import SequenceMatcher

    return stem or SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.6
