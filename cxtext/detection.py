"""The language of a text: by its script, then by a vote of common words, then by langdetect.

langdetect is an ordinary port of Nakatani's language-detection (2010); it is asked last, with a fixed
seed, because its first call costs more than reading a whole transcript, and only about languages whose
script the text is written in. Its blind spot, Traditional Chinese (which it calls Korean), never
reaches it: script and vote decide there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cxtext import language, shelf
from cxtext.template import is_unspaced
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE = 4_000
"""Characters looked at: from the start, the middle and the end of the text."""

FEWEST = 3
"""Letters a line needs to count; rules such as ``* * * * *`` and page numbers say nothing."""

_SURE_SHARE = 0.12
_SURE_MARGIN = 1.6


class Detection(NamedTuple):
    """The language of a text (None: cannot be told), and how sure that is (0…1)."""

    language: str | None
    confidence: float


def detect(text: str) -> Detection:
    """The tag of the language of `text` and a confidence from 0 to 1.

    >>> detect("Mēs nezinām, kas tas ir, bet tas ir labi un jauki.").language
    'lv'
    """
    sample = _sample(text)
    script = _script(sample)
    if script is None:
        return Detection(None, 0.0)
    voters = _all_voters().get(script)
    if voters is None:
        return _by_langdetect(sample, ())
    return _decided(_votes(sample, voters), sample, voters.tags)


def _decided(votes: list[tuple[float, str]], sample: str, candidates: tuple[str, ...]) -> Detection:
    (best, tag), *rest = votes
    second = rest[0][0] if rest else 0.0
    if best >= _SURE_SHARE and best >= _SURE_MARGIN * second:
        return Detection(tag, min(1.0, 0.5 + best + 0.1 * (best / second if second else 5)))
    if len(candidates) == 1:
        return Detection(candidates[0], 0.9 if len(sample) > 20 else 0.6)
    asked = _by_langdetect(sample, candidates)
    if asked.language is None and best > 0:
        return Detection(tag, min(0.5, best))
    return asked


def _sample(text: str) -> str:
    """Lines with letters from the start, the middle and the end."""
    if len(text) > SAMPLE:
        part = SAMPLE // 3
        middle = len(text) // 2
        text = "\n".join((text[:part], text[middle : middle + part], text[-part:]))
    lines = (line for line in text.splitlines() if sum(char.isalpha() for char in line) >= FEWEST)
    return "\n".join(lines)


@lru_cache(maxsize=8192)
def _script_of(char: str) -> str | None:
    """The script of a letter by its Unicode name ("LATIN", "CJK", "HIRAGANA"), None for other characters."""
    if not char.isalpha():
        return None
    return unicodedata.name(char, "").partition(" ")[0] or None


def _script(sample: str) -> str | None:
    """The script of most letters. Any share of kana makes it Japanese, of Hangul Korean."""
    counts = Counter(filter(None, map(_script_of, sample)))
    total = counts.total()
    if not total:
        return None
    for telling in ("HIRAGANA", "HANGUL"):
        if counts[telling] > 0.1 * total:
            return telling
    # Latin names and terms occur in every text: another script wins from a third on.
    others = [(count, script) for script, count in counts.items() if script != "LATIN"]
    if others and max(others)[0] > total / 3:
        return max(others)[1]
    return max((count, script) for script, count in counts.items())[1]


class _Voters(NamedTuple):
    """The languages written in one script, and for each common word the places of those that list it."""

    tags: tuple[str, ...]
    words: Mapping[str, tuple[int, ...]]
    unspaced: bool


@cache
def _all_voters() -> dict[str, _Voters]:
    """The voters of every script in which a shipped language is written."""
    paths = [language.path_of(tag) for tag in language.tags()]
    kept = shelf.recall("voters", shelf.key_of([*paths, __file__]), _worked_out)
    return {script: _Voters(*voters) for script, voters in kept.items()}


def _worked_out() -> dict[str, tuple[object, ...]]:
    words = {tag: language.common_words(tag) for tag in language.tags()}
    scripts = {tag: _scripts_of(listed) for tag, listed in words.items()}
    return {
        script: tuple(_listed({tag: listed for tag, listed in words.items() if script in scripts[tag]}))
        for script in sorted(set().union(*scripts.values()))
    }


def _listed(words: Mapping[str, tuple[str, ...]]) -> _Voters:
    places: dict[str, list[int]] = {}
    for place, listed in enumerate(words.values()):
        for word in listed:
            places.setdefault(word, []).append(place)
    unspaced = any(is_unspaced(listed[0][0]) for listed in words.values())
    return _Voters(tuple(words), {word: tuple(found) for word, found in places.items()}, unspaced)


def _scripts_of(words: tuple[str, ...]) -> frozenset[str]:
    """The scripts in which a language writes its common words."""
    counts = Counter(filter(None, map(_script_of, "".join(words))))
    return frozenset(script for script, count in counts.items() if count > 0.15 * counts.total())


def _votes(sample: str, voters: _Voters) -> list[tuple[float, str]]:
    """The share of the sample's words that are common words of each language, the highest first.

    A word that several languages list counts for each by its rarity among them.
    """
    folded = fold(sample)
    hits = [0.0] * len(voters.tags)
    if voters.unspaced:
        total = len(folded)
        for word, places in voters.words.items():
            for place in places:
                hits[place] += folded.count(word) * len(word) / len(places)
    else:
        tokens = Counter(_tokens(folded))
        total = tokens.total()
        for word, count in tokens.items():
            places = voters.words.get(word, ())
            for place in places:
                hits[place] += count / len(places) ** 0.5
    shares = [(hit / max(1, total), tag) for hit, tag in zip(hits, voters.tags, strict=True)]
    return sorted(shares, key=lambda item: (-item[0], item[1]))


def _tokens(folded: str) -> list[str]:
    return [token.strip(".,;:!?()\"'،؛؟۔।") for token in folded.split()]


def _by_langdetect(sample: str, candidates: tuple[str, ...]) -> Detection:
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    try:
        guesses = detect_langs(sample)
    except LangDetectException:
        return Detection(None, 0.0)
    allowed = [guess for guess in guesses if not candidates or guess.lang in candidates]
    if not allowed:
        return Detection(None, 0.0)
    return Detection(allowed[0].lang, round(allowed[0].prob, 4))
