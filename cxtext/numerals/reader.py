"""The reader of numerals: one scan, words covered tile by tile, runs read by the grammar."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from cxtext.digits import normal
from cxtext.grammar import Reading, Word, read_run
from cxtext.numerals.extension import Extension
from cxtext.numerals.numeral import Numeral
from cxtext.numerals.scanner import ALONE, Scanner
from cxtext.numerals.vocabulary import vocabulary
from cxtext.template import is_unspaced

if TYPE_CHECKING:
    from cxtext.language import Language

NO_NUMBER = "number words that do not make one number"


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
        self._extension = Extension(language, self._tiles)
        units = {form for forms in language.forms["units"].values() for form in forms} | {
            *language.cldr.units
        }
        self._units = units & self._tiles.keys()
        self._joins = language.joins | language.joins_tens
        self._lexicalised = frozenset(value for value in language.plus.values() if value < 100)
        self.scanner = Scanner(language, self._vocabulary, lambda tiles: self._reading(tiles) is not None)

    def numerals(self, folded: str) -> list[Numeral]:
        """Every numeral of a folded text in order, readable or not."""
        words = self.scanner.words(folded)
        found: list[Numeral] = []
        for run in self._runs(words, folded):
            found.extend(numeral for numeral in self._read(run, folded) if not _is_counter(folded, numeral))
        extended: list[Numeral] = []
        for numeral in found:
            if not extended or numeral.start >= extended[-1].end:
                whole = self._extension.extended(numeral, folded)
                if extended and extended[-1].start >= whole.start:
                    extended.pop()  # the half before a number may begin like a number word
                extended.append(whole)
        joined = self._extension.fractions_of_scales(extended, folded)
        return self._extension.spoken_decimals(joined, folded)

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
        if left.open or left.role in ALONE or right.role in ALONE:
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
        if run[0].role in ALONE:
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


def _is_counter(folded: str, numeral: Numeral) -> bool:
    """Whether what looks like a number word touches the digits before it: 20세 is an age, not 20 and 3."""
    before, first = folded[max(0, numeral.start - 1) : numeral.start], folded[numeral.start]
    spoken = numeral.role in ("number", "idiom") and numeral.scale == 1 and not first.isdigit()
    return before.isdigit() and spoken and not numeral.digits


def _linked(numerals: list[Numeral], parts: list[list[Word]]) -> list[Numeral]:
    """Numerals parted at a joining word; a ten behind a unit ("four and eighty") may belong to it."""
    if len(numerals) != len(parts):
        return numerals
    behind = [
        left.value in range(1, 10) and right.value in range(20, 100, 10) and part[0].parted
        for (left, right), part in zip(pairwise(numerals), parts[1:], strict=True)
    ]
    return [numerals[0], *(n._replace(behind=flag) for n, flag in zip(numerals[1:], behind, strict=True))]


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
