"""The scan: every number word and digit run of a text, words covered tile by tile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxtext import digits
from cxtext.grammar import Word
from cxtext.language import tails
from cxtext.template import is_unspaced, is_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxtext.language import Language
    from cxtext.numerals.vocabulary import Vocabulary

BLOCK = 32_768
"""Characters a block of the scan holds; long lists of matches cost more than the scan itself."""

LONG = 500_000
"""Characters from which the scan outweighs the building of a deterministic automaton."""

_PROCLITIC = 6
"""Letters of the longest proclitics."""

ALONE = ("fraction", "multiple", "amount", "idiom")
"""Roles of words that are no part of a longer number."""


class Scanner:
    """Finds the number words of one language; `readable` says whether tiles make a number."""

    def __init__(
        self, language: Language, vocabulary: Vocabulary, readable: Callable[[tuple[Word, ...]], bool]
    ) -> None:
        self.language = language
        self._vocabulary = vocabulary
        self._tiles = vocabulary.tiles
        self._readable = readable
        self._longest = max((len(form) for form in self._tiles), default=0)
        self._tails = tails(language)
        joins = language.joins | language.joins_tens
        self._glued_joins = tuple(sorted((join for join in joins if join.isalpha()), key=len, reverse=True))
        self._glued = frozenset(language.prefixes) | frozenset(
            form for forms in language.forms["money"].values() for form in forms
        )
        self._covers: dict[str, tuple[tuple[Word, ...], int] | None] = {}
        self.patterns = [*vocabulary.patterns, *"0123456789", *digits.VULGAR]
        self._automata: dict[bool, Any] = {}
        self._is_digit = [pattern.isascii() and pattern.isdigit() for pattern in self.patterns]

    def automaton(self, length: int) -> Any:
        """The automaton: one that is built at once for short texts, one that scans faster for long ones."""
        long = length > LONG
        if long not in self._automata:
            from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

            kind = Implementation.DFA if long else Implementation.ContiguousNFA
            self._automata[long] = AhoCorasick(
                self.patterns, matchkind=MatchKind.LeftmostLongest, implementation=kind
            )
        return self._automata[long]

    def words(self, folded: str) -> list[Word]:
        """The number words and the digit runs, in order."""
        how = digits.Conventions(folded, decimal=self.language.decimal)
        words: list[Word] = []
        done = 0
        automaton = self.automaton(len(folded))
        for at in range(0, len(folded), BLOCK):
            # A block overlaps the next one by the longest pattern, so that none is cut.
            block = folded[at : at + BLOCK + 64]
            for pattern, first, last in automaton.find_matches_as_indexes(block):
                start, end = first + at, last + at
                if end <= done or start >= at + BLOCK:
                    continue
                if start < done:
                    # A hit across a place that is done ("aproa·pe jumă|tate") gives way to what it hides.
                    covered, done = self._hidden(folded, done, end, [], automaton)
                    words.extend(covered)
                    continue
                if self._is_digit[pattern] or self._is_number(folded, start):
                    number = digits.read(folded, start, how, glued=self._glued)
                    words.append(_digit_word(number, folded))
                    done = number.end
                elif folded[start] in digits.VULGAR:
                    part, whole = digits.VULGAR[folded[start]]
                    words.append(Word("fraction", 0, start, end, part=part, whole=whole))
                    done = end
                else:
                    covered, done = self._covered(folded, start, end, done, automaton)
                    words.extend(covered)
        return words

    def _is_number(self, folded: str, start: int) -> bool:
        """Whether a hit is a number only: its phrase ("100 percent sure") goes on in another way."""
        return folded[start] in "0123456789" and self._vocabulary.phrase_at(folded, start) is None

    def _covered(
        self, folded: str, start: int, end: int, done: int, automaton: Any
    ) -> tuple[list[Word], int]:
        """The number words at a hit, and where to go on.

        A phrase that only begins inside a word gives way to what it hides.
        """
        covered, reached = self._word(folded, start, end, done)
        return self._hidden(folded, reached, end, covered, automaton)

    def _hidden(
        self, folded: str, reached: int, end: int, covered: list[Word], automaton: Any
    ) -> tuple[list[Word], int]:
        """The number words `covered`, and those that begin between them and the end of a hit."""
        hidden = folded[reached : end + 40] if reached < end else ""
        reached_last = reached
        for _, first, last in automaton.find_matches_as_indexes(hidden) if hidden else ():
            if reached + first < end and reached + first >= (covered[-1].end if covered else 0):
                more, further = self._word(folded, reached + first, reached + last, reached)
                covered = [*covered, *(word for word in more if not covered or word.start >= covered[-1].end)]
                reached_last = max(reached_last, further)
        return covered, max(reached_last, end)

    def _word(self, folded: str, start: int, end: int, done: int) -> tuple[list[Word], int]:
        """The number words in the word around a hit, and where to go on."""
        if self._may_begin(folded, start):
            phrase = self._vocabulary.phrase_at(folded, start)
            if phrase is not None:
                return [phrase], phrase.end
        if is_unspaced(folded[start]):
            for last in range(end, start, -1):
                tile = self._tiles.get(folded[start:last])
                if tile is not None and (tile.role != "idiom" or not self._goes_on(folded, start)):
                    return [tile._replace(start=start, end=last)], last
            return [], end
        while start > done and is_word(folded[start - 1]) and not folded[start - 1].isdigit():
            start -= 1
        end = start + 1
        while end < len(folded) and is_word(folded[end]) and not folded[end].isdigit():
            end += 1
        word = folded[start:end]
        covered = None if word in self.language.point else self._cover(word)
        if covered is None:
            return [], end
        tiles, length = covered
        placed = [tile._replace(start=tile.start + start, end=tile.end + start) for tile in tiles]
        if start + length < end:
            if not self._tails.follow(folded, start + length):
                placed = [tile._replace(in_open=True) for tile in placed]
            placed[-1] = placed[-1]._replace(open=True)
        return placed, end

    def _goes_on(self, folded: str, start: int) -> bool:
        """Whether a number goes on here in an unspaced script: 五十五是 is 55, although 五是 is "fifthly"."""
        before = self._tiles.get(folded[start - 1]) if start else None
        return before is not None and before.role in ("plus", "times") and folded[start] in self._tiles

    def _may_begin(self, folded: str, start: int) -> bool:
        """Whether a word begins at a place, or a proclitic of it stands before."""
        if start == 0 or not is_word(folded[start - 1]):
            return True
        first = start
        while first > 0 and is_word(folded[first - 1]) and start - first < _PROCLITIC:
            first -= 1
        return folded[first:start] in self.language.prefixes

    def _cover(self, word: str) -> tuple[tuple[Word, ...], int] | None:
        """The number words that cover `word` from its start, and how far; remembered."""
        if word not in self._covers:
            if len(self._covers) > 50_000:
                self._covers.clear()
            self._covers[word] = self._tiled(word)
        return self._covers[word]

    def _tiled(self, word: str) -> tuple[tuple[Word, ...], int] | None:
        if word in self._tiles:
            return (self._tiles[word]._replace(end=len(word)),), len(word)
        best: tuple[tuple[Word, ...], int] | None = None
        for skipped in self._proclitics(word):
            for tiles in self._tilings(word, skipped, 0):
                length = tiles[-1].end
                if not self._readable(tiles):
                    continue
                if word[length:] in self.language.endings:
                    return (*tiles[:-1], tiles[-1]._replace(end=len(word))), len(word)
                if best is None or length > best[1]:
                    best = (tiles, length)
        return best or self._amount_behind(word) or self._special_with_tail(word)

    def _amount_behind(self, word: str) -> tuple[tuple[Word, ...], int] | None:
        """An amount behind a proclitic ("and·two-years"); a fraction would be an ordinal ("the·fifth")."""
        for skipped in self._proclitics(word)[1:]:
            tile = self._tiles.get(word[skipped:])
            if tile is not None and tile.role == "amount":
                return (tile._replace(start=skipped, end=len(word)),), len(word)
        return None

    def _special_with_tail(self, word: str) -> tuple[tuple[Word, ...], int] | None:
        """A fraction or a multiple with a case ending ("half-than")."""
        for length in range(len(word) - 1, 2, -1):
            tile = self._tiles.get(word[:length])
            if tile is not None and tile.role in ALONE and self._tails.follow(word, length):
                return (tile._replace(end=length),), length
        return None

    def _proclitics(self, word: str) -> list[int]:
        """Where the first number word of a word may start: at its start, or after a proclitic."""
        starts = [len(prefix) for prefix in self.language.prefixes if word.startswith(prefix)]
        return [0, *sorted(starts)]

    def _tilings(self, word: str, at: int, depth: int) -> list[tuple[Word, ...]]:
        """Every way to cover `word` from `at` with number words (longest first) up to some place."""
        if depth > 8 or at >= len(word):
            return []
        ways: list[tuple[Word, ...]] = []
        joins = [join for join in self._glued_joins if depth and word.startswith(join, at)]
        for skip in ("", *joins):
            start = at + len(skip)
            for length in range(min(self._longest, len(word) - start), 0, -1):
                tile = self._tiles.get(word[start : start + length])
                if tile is None or tile.role not in ("plus", "times"):
                    continue
                placed = tile._replace(start=start, end=start + length, join=skip, touching=True)
                ways.append((placed,))
                ways.extend((placed, *rest) for rest in self._tilings(word, start + length, depth + 1))
                if len(ways) > 200:
                    return ways
        return ways


def _digit_word(number: digits.Digits, folded: str) -> Word:
    grouped = (
        isinstance(number.value, int)
        and abs(number.value) >= 1000
        and not folded[number.start : number.end].isdigit()
    )
    return Word(
        role="digits",
        value=number.value if number.value is not None else 0,
        start=number.start,
        end=number.end,
        reason=number.reason if number.value is None else None,
        grouped=grouped,
    )
