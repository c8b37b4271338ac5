"""The reader of numerals: one scan, words covered tile by tile, runs read by the grammar."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from cxtext import digits
from cxtext.digits import normal
from cxtext.grammar import Reading, Word, read_run
from cxtext.language import tails
from cxtext.numerals.extension import Extension
from cxtext.numerals.numeral import Numeral
from cxtext.numerals.vocabulary import vocabulary
from cxtext.template import is_unspaced, is_word

if TYPE_CHECKING:
    from cxtext.language import Language

BLOCK = 32_768
"""Characters a block of the scan holds; long lists of matches cost more than the scan itself."""

NO_NUMBER = "number words that do not make one number"

LONG = 500_000
"""Characters from which the scan outweighs the building of a deterministic automaton."""


@cache
def reader_of(language: Language) -> Reader:
    """The reader of a language, built once."""
    return Reader(language)


class Reader:
    """Finds and reads the numerals of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._vocabulary = vocabulary(language)
        self._tiles = self._vocabulary.tiles
        self._longest = max((len(form) for form in self._tiles), default=0)
        self._extension = Extension(language, self._tiles)
        self._tails = tails(language)
        units = {form for forms in language.forms["units"].values() for form in forms} | {
            *language.cldr.units
        }
        self._units = units & self._tiles.keys()
        self._joins = language.joins | language.joins_tens
        self._glued_joins = tuple(
            sorted((join for join in self._joins if join.isalpha()), key=len, reverse=True)
        )
        self._glued = frozenset(language.prefixes) | frozenset(
            form for forms in language.forms["money"].values() for form in forms
        )
        self._lexicalised = frozenset(value for value in language.plus.values() if value < 100)
        self._covers: dict[str, tuple[tuple[Word, ...], int] | None] = {}
        patterns = [*self._vocabulary.patterns, *"0123456789", *digits.VULGAR]
        self._patterns = patterns
        self._automata: dict[bool, Any] = {}
        self._is_digit = [pattern.isascii() and pattern.isdigit() for pattern in patterns]

    def _automaton(self, length: int) -> Any:
        """The automaton: one that is built at once for short texts, one that scans faster for long ones."""
        long = length > LONG
        if long not in self._automata:
            from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

            kind = Implementation.DFA if long else Implementation.ContiguousNFA
            self._automata[long] = AhoCorasick(
                self._patterns, matchkind=MatchKind.LeftmostLongest, implementation=kind
            )
        return self._automata[long]

    # --- scanning -----------------------------------------------------------------------------

    def numerals(self, folded: str) -> list[Numeral]:
        """Every numeral of a folded text in order, readable or not."""
        words = self._scan(folded)
        found: list[Numeral] = []
        for run in self._runs(words, folded):
            found.extend(self._read(run, folded))
        extended: list[Numeral] = []
        for numeral in found:
            if not extended or numeral.start >= extended[-1].end:
                whole = self._extension.extended(numeral, folded)
                if extended and extended[-1].start >= whole.start:
                    extended.pop()  # the half before a number may begin like a number word
                extended.append(whole)
        joined = self._extension.fractions_of_scales(extended, folded)
        return self._extension.spoken_decimals(joined, folded)

    def _scan(self, folded: str) -> list[Word]:
        """The number words and the digit runs, in order."""
        how = digits.Conventions(folded, decimal=self.language.decimal)
        words: list[Word] = []
        done = 0
        automaton = self._automaton(len(folded))
        for at in range(0, len(folded), BLOCK):
            # A block overlaps the next one by the longest pattern, so that none is cut.
            block = folded[at : at + BLOCK + 64]
            for pattern, first, last in automaton.find_matches_as_indexes(block):
                start, end = first + at, last + at
                if start < done or start >= at + BLOCK:
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
        if start == 0 or not is_word(folded[start - 1]):
            phrase = self._vocabulary.phrase_at(folded, start)
            if phrase is not None:
                return [phrase], phrase.end
        if is_unspaced(folded[start]):
            tile = self._tiles.get(folded[start:end])
            return [] if tile is None else [tile._replace(start=start, end=end)], end
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
            if tile is not None and tile.role in _ALONE and self._tails.follow(word, length):
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

    def _readable(self, tiles: tuple[Word, ...]) -> bool:
        return self._reading(tiles) is not None

    # --- runs ---------------------------------------------------------------------------------

    def _runs(self, words: list[Word], folded: str) -> list[list[Word]]:
        """Neighbouring words that could make one numeral."""
        runs: list[list[Word]] = []
        for word, following in zip_longest(words, words[1:]):
            previous = runs[-1][-1] if runs else None
            gap = None if previous is None else self._gap(previous, word, following, folded)
            if gap is None:
                runs.append([word])
            else:
                touching = folded[word.start - 1 : word.start] != " "
                join = word.join or gap
                runs[-1].append(word._replace(join=join, touching=touching))
        return runs

    def _gap(self, left: Word, right: Word, following: Word | None, folded: str) -> str | None:
        """The joining word between two words of a run ("" for none), or None: they are apart."""
        if left.open or left.role in _ALONE or right.role in _ALONE:
            return None
        if right.role == "digits" and not self._after_scale(left, right, following):
            return None
        if left.role == "digits" and right.role != "times":
            return None
        between = folded[left.end : right.start]
        if right.in_open and between:
            return None  # "two ten·ants"
        if right.join and between.endswith(right.join):
            between = between[: -len(right.join)]
        if len(between) > 12 or "\n" in between:
            return None
        if right.role == "plus" and folded[left.start : left.end] in self.language.before:
            return None
        if between == ", " and left.role == "times" and left.value >= 1000 and right.role == "plus":
            return ""  # "twenty-one thousand, three hundred and five"
        word = between.strip(" -")
        return word if not word or word in self._joins else None

    def _after_scale(self, left: Word, right: Word, following: Word | None) -> bool:
        """Digits go on after a scale word: without a blank (1万2千), in hundreds ("2 lakh 300"), or with a
        smaller scale word of their own ("1 crore 20 lakh").
        """
        if left.role != "times" or right.reason is not None:
            return False
        smaller = (
            following is not None
            and following.role == "times"
            and following.start - right.end <= 1
            and float(right.value) * float(following.value) < left.value
        )
        hundreds = 100 <= right.value < left.value
        return left.end == right.start or self.language.noun_first or hundreds or smaller

    def _read(self, run: list[Word], folded: str) -> list[Numeral]:
        """A run as one numeral; else split where a joining word or an article allows it; else unreadable."""
        if run[0].role in _ALONE:
            return [_special(run[0])]
        if run[0].is_vague:
            last = run[-1]
            return [Numeral(run[0].start, last.end, None, reason="an indefinite amount", open=last.open)]
        by_commas = self._at_commas(run, folded)
        if len(by_commas) > 1 and not self._goes_on_in_hundreds(by_commas):
            return [numeral for part in by_commas for numeral in self._read(part, folded)]
        reading = self._reading(tuple(run))
        if reading is not None:
            return [self._numeral(run, reading)]
        spelled = self._spelled(run, folded)
        if spelled is not None:
            return [spelled]
        splits = (
            self._at_articles(run),
            self._at_joins(run),
            self._at_hyphens(run, folded),
            self._at_commas(run, folded),
        )
        ways = [way for way in splits if len(way) > 1]
        if folded[run[-1].start : run[-1].end] in self._units:
            ways.append([run[:-1]])  # Hungarian "két hét" is two weeks, not two seven
        whole = (way for way in ways if all(self._reading(tuple(part)) for part in way))
        way = next(whole, ways[0] if ways else None)
        if way is not None:
            return _linked([numeral for part in way for numeral in self._read(part, folded)], way)
        return [
            Numeral(
                run[0].start,
                run[-1].end,
                None,
                reason=NO_NUMBER,
                open=run[-1].open,
            )
        ]

    def _at_joins(self, run: list[Word]) -> list[list[Word]]:
        parts = [[run[0]]]
        for word in run[1:]:
            if word.join:
                parts.append([word._replace(join="", parted=True)])
            else:
                parts[-1].append(word)
        return parts

    def _at_hyphens(self, run: list[Word], folded: str) -> list[list[Word]]:
        """ "three-four weeks" are two numbers."""
        parts = [[run[0]]]
        for last, word in pairwise(run):
            if "-" in folded[last.end : word.start]:
                parts.append([word])
            else:
                parts[-1].append(word)
        return parts

    def _spelled(self, run: list[Word], folded: str) -> Numeral | None:
        """Digit by digit: behind the word for the decimal sign, or a year such as 二〇一八."""
        start, end = run[0].start, run[-1].end
        if end - start == 4 and is_unspaced(folded[start]):
            found = [self._tiles.get(char) for char in folded[start:end]]
            if all(word is not None and word.role == "plus" and 0 <= word.value < 10 for word in found):
                year = "".join(str(word.value) for word in found if word is not None)
                return Numeral(start, end, int(year), spelled=year)
        if not all(word.role == "plus" and 0 <= word.value < 10 and not word.join for word in run):
            return None
        digits = "".join(str(word.value) for word in run)
        if self._after_point(folded, start):
            return Numeral(start, end, None, reason=NO_NUMBER, spelled=digits)
        return None

    def _after_point(self, folded: str, at: int) -> bool:
        """Whether the word for the decimal sign stands before a place."""
        head = folded[max(0, at - 24) : at].rstrip(" ")
        return head.endswith(tuple(self.language.point)) and bool(self.language.point)

    def _goes_on_in_hundreds(self, parts: list[list[Word]]) -> bool:
        """ "twenty-one thousand, three hundred" is one number; "two million, five people" are two."""
        rest = [self._reading(tuple(part)) for part in parts[1:]]
        in_words = parts[0][0].role == "plus"
        return in_words and all(part is not None and (part.value or 0) >= 100 for part in rest)

    def _at_commas(self, run: list[Word], folded: str) -> list[list[Word]]:
        """ "one million, two million" are two numbers."""
        parts = [[run[0]]]
        for last, word in pairwise(run):
            if "," in folded[last.end : word.start]:
                parts.append([word])
            else:
                parts[-1].append(word)
        return parts

    def _at_articles(self, run: list[Word]) -> list[list[Word]]:
        """Split before the word for one where it is an article too ("three of four a reply …")."""
        parts = [[run[0]]]
        for word, following in zip(run[1:], [*run[2:], None], strict=True):
            starts_number = following is not None and following.role == "times"
            if (word.is_article and not starts_number) or (
                parts[-1][-1].is_article and len(parts[-1]) == 1 and word.role == "plus"
            ):
                parts.append([word])
            else:
                parts[-1].append(word)
        return parts

    def _reading(self, words: tuple[Word, ...]) -> Reading | None:
        return read_run(words, self.language, self._lexicalised)

    def _numeral(self, run: list[Word], reading: Reading) -> Numeral:
        first = run[0]
        return Numeral(
            start=first.start,
            end=run[-1].end,
            value=reading.value,
            digits=first.role == "digits",
            scaled=first.grouped or any(word.role == "times" and word.value >= 1000 for word in run),
            scale=max((int(word.value) for word in run if word.role == "times"), default=1),
            article=len(run) == 1 and first.is_article,
            doubtful=len(run) == 1 and first.is_doubtful,
            composed=reading.composed,
            open=run[-1].open,
            reason=first.reason,
        )


def _linked(numerals: list[Numeral], parts: list[list[Word]]) -> list[Numeral]:
    """Numerals parted at a joining word; a ten behind a unit ("four and eighty") may belong to it."""
    if len(numerals) != len(parts):
        return numerals
    behind = [
        left.value in range(1, 10) and right.value in range(20, 100, 10) and part[0].parted
        for (left, right), part in zip(pairwise(numerals), parts[1:], strict=True)
    ]
    return [numerals[0], *(n._replace(behind=flag) for n, flag in zip(numerals[1:], behind, strict=True))]


_ALONE = ("fraction", "multiple", "amount", "idiom")


def _special(word: Word) -> Numeral:
    """A word or phrase that is no numeral but says a quantity ("two thirds", "twice") or hides none."""
    value = word.value if isinstance(word.value, (int, Decimal)) else normal(Decimal(str(word.value)))
    return Numeral(
        word.start,
        word.end,
        value,
        reason=word.reason,
        role=word.role,
        part=word.part,
        whole=word.whole,
        unit=word.unit,
        open=word.open,
    )


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
