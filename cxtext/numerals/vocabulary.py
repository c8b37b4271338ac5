"""The number words of a language, and the fixed phrases that stand beside them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import grammar, shelf
from cxtext.grammar import Word
from cxtext.template import closes, is_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.language import Language

_TELLING = 4
"""Characters of a phrase behind its first blank or sign by which the scan finds it."""

Phrases = tuple[tuple[str, tuple[Any, ...]], ...]


class Vocabulary(NamedTuple):
    """``tiles``: the words without a blank or sign; ``phrases``: the others, the longest first, by heads.

    ``patterns``: what a scan must look for: every word, and the heads of the phrases that do not begin
    with one.
    """

    tiles: Mapping[str, Word]
    phrases: Mapping[str, Phrases]
    patterns: tuple[str, ...]

    def phrase_at(self, folded: str, at: int) -> Word | None:
        """The longest phrase that stands at a place of a folded text, in its place; or None."""
        length = _first_word(folded, at) - at
        for more in range(_TELLING + 1, 0, -1):
            for form, word in self.phrases.get(folded[at : at + length + more], ()):
                end = at + len(form)
                if folded.startswith(form, at) and closes(folded[end - 1], folded[end : end + 1]):
                    return Word(*word)._replace(start=at, end=end)
        return None


def vocabulary(language: Language) -> Vocabulary:
    """The number words of a language; those of a shipped language are kept for the next start."""
    if language.stamp is None:
        return _vocabulary(_words(language))
    key = (language.stamp, Word._fields, shelf.key_of([__file__, grammar.__file__]))
    kept = shelf.recall(f"{language.tag}-words", key, lambda: _plain(_vocabulary(_words(language))))
    tiles, phrases, patterns = kept
    return Vocabulary({form: Word(*word) for form, word in tiles.items()}, phrases, patterns)


def _plain(vocabulary: Vocabulary) -> tuple[Any, ...]:
    tiles = {form: tuple(word) for form, word in vocabulary.tiles.items()}
    return tiles, vocabulary.phrases, vocabulary.patterns


def _vocabulary(words: Mapping[str, Word]) -> Vocabulary:
    tiles = {form: word for form, word in words.items() if _is_one_word(form)}
    shared = {word: tuple(word) for word in words.values()}  # equal values are kept once
    heads: dict[str, list[tuple[str, tuple[Any, ...]]]] = {}
    for form, word in words.items():
        if form not in tiles:
            heads.setdefault(_head(form), []).append((form, shared[word]))
    phrases = {
        head: tuple(sorted(found, key=lambda item: (-len(item[0]), item[0]))) for head, found in heads.items()
    }
    hidden = (head for head in phrases if head[: _first_word(head, 0)] not in tiles)
    return Vocabulary(tiles, phrases, tuple(sorted({*tiles, *hidden})))


def _is_one_word(form: str) -> bool:
    """Whether a form has no blank and no sign in it."""
    return " " not in form and (form.isalnum() or all(is_word(char) for char in form))


def _head(form: str) -> str:
    """The first word of a phrase, with what follows it and tells it apart."""
    return form[: _first_word(form, 0) + 1 + _TELLING]


def _first_word(text: str, at: int) -> int:
    """Where the word that starts at a place ends."""
    return at + sum(1 for _ in takewhile(is_word, text[at : at + 60]))


def _words(language: Language) -> dict[str, Word]:
    """Every number word of a language with its role and value."""
    words: dict[str, Word] = {}
    for key, forms in language.forms["multiples"].items():
        words |= dict.fromkeys(forms, Word(role="multiple", value=float(key)))
    for form, value in language.plus.items():
        doubtful = form in language.doubtful
        words[form] = Word(
            role="plus", value=value, is_article=form in language.article, is_doubtful=doubtful
        )
    for form, scale in language.times.items():
        vague, doubtful = form in language.vague, form in language.doubtful
        words[form] = Word(role="times", value=scale, is_vague=vague, is_doubtful=doubtful)
    for key, forms in language.forms["fractions"].items():
        part, whole = (int(number) for number in key.split("/"))
        words |= dict.fromkeys(forms, Word(role="fraction", value=0, part=part, whole=whole))
    for key, forms in language.forms["amounts"].items():
        amount, _, unit = key.partition(" ")
        words |= dict.fromkeys(forms, Word(role="amount", value=float(amount), unit=unit))
    for form, reason in language.idioms.items():
        words[form] = Word(role="idiom", value=0, reason=reason)
    return {form.removesuffix("~"): word for form, word in words.items()}
