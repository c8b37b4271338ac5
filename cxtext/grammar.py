"""The grammar of number words: words that add, words that multiply, and the few ways to order them.

The same grammar serves every language; what differs is which words a language file lists, whether
units come before tens (``units_first``) and whether scores take teens (``vigesimal``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cxtext.digits import LONGEST, Exact, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.language import Language


class Word(NamedTuple):
    """A number word (or a run of digits) in its place; ``join`` is the joining word before it."""

    role: str  # plus · times · digits · fraction · multiple · amount · idiom
    value: float | Decimal
    start: int = 0
    end: int = 0
    join: str = ""
    open: bool = False
    in_open: bool = False
    parted: bool = False  # a joining word stood before it
    touching: bool = False  # the joining word touches this one
    is_article: bool = False
    is_doubtful: bool = False
    is_vague: bool = False
    grouped: bool = False
    reason: str | None = None
    part: int = 0
    whole: int = 0
    unit: str | None = None  # of an amount


class Reading(NamedTuple):
    """The value of a run; ``composed``: put together by another language's rule; value None: no number."""

    value: Exact | None
    composed: bool = False


def read_run(words: Sequence[Word], language: Language, lexicalised: frozenset[float]) -> Reading | None:
    """The value of a whole run, or None when the grammar cannot account for every word of it.

    `lexicalised` holds the values below 100 that have a word of their own: putting such a value
    together from two words ("fifty eight" in Urdu) is another language's rule.
    """
    if words[0].role == "digits" and words[0].reason is not None:
        return Reading(None) if len(words) == 1 else None
    if len(words) == 1:
        return Reading(_exact(words[0].value))
    return _Run(language, lexicalised).read(words) or _year_in_pairs(words, language)


def _year_in_pairs(words: Sequence[Word], language: Language) -> Reading | None:
    """nineteen ninety-nine: the hundreds and the rest, each below 100."""
    if not language.year_pairs or len(words) > 4 or not all(word.role == "plus" for word in words):
        return None
    for cut in range(1, len(words)):
        halves = [_Run(language, frozenset()).read(half) for half in (words[:cut], words[cut:])]
        values = [half.value for half in halves if half is not None and isinstance(half.value, int)]
        if len(values) == 2 and values[0] in range(15, 21) and values[1] in range(10, 100):
            return Reading(values[0] * 100 + values[1])
    return None


class _Run:
    """Reads one run: a stack of (value, scale) with falling scales, and the group in progress."""

    def __init__(self, language: Language, lexicalised: frozenset[float]) -> None:
        self.language = language
        self.lexicalised = lexicalised
        self.composed = False
        self.stack: list[tuple[Exact, int]] = []
        self.group: Exact | None = None
        self.room: float = float("inf")
        self.tens_behind = False  # the last word was a ten behind its scale
        self.bare = False  # the last word was a scale without a number before it

    def read(self, words: Sequence[Word]) -> Reading | None:
        at = 0
        while at < len(words):
            word = words[at]
            if at + 1 < len(words) and self._units_first(word, words[at + 1]):
                taken = self._add(int(word.value) + int(words[at + 1].value), words[at].join, ready=True)
                at += 2
            else:
                value = word.value * self._left_out(word, last=at == len(words) - 1)
                taken = self._multiply(int(value)) if word.role == "times" else self._add(value, word.join)
                at += 1
            if not taken:
                return None
        total = sum((value for value, _ in self.stack), self.group or 0)
        return Reading(_exact(total), self.composed)

    def _left_out(self, word: Word, *, last: bool) -> int:
        """The scale that a last digit may leave out where the language does so: 两万五 is 25,000."""
        fits = self.language.scale_left_out and last and word.role == "plus" and 1 <= word.value <= 9
        fits = fits and word.end - word.start == 1
        if not fits or word.join or self.group is not None or not self.stack:
            return 1
        scale = self.stack[-1][1]
        return scale // 10 if scale >= 100 else 1

    def _units_first(self, unit: Word, tens: Word) -> bool:
        """vier·und·achtzig: a unit, a joining word, a ten; the joining word touches the ten.

        "fünf und zwanzig" in three words may as well be the ends of a range; ``recompose`` decides.
        """
        return (
            (self.language.units_first or self.language.both_orders)
            and unit.role == tens.role == "plus"
            and 0 < unit.value < 10
            and tens.value in range(20, 100, 10)
            and (unit.end == tens.start if not tens.join else tens.touching)
        )

    def _add(self, number: float | Decimal, join: str, *, ready: bool = False) -> bool:
        value = _exact(number)
        if value is None or not self._joined(value, join):
            return False
        if self.bare and self.language.noun_first and not join:
            return self._multiplied(value)
        self.bare = False
        if self.tens_behind and value < 10:
            return False  # "elfu kumi na mbili" may be 12,000 or 10,002
        if self.group is None:
            if self.stack and not 1 <= value < self.stack[-1][1]:
                return False
            self.group = value
        else:
            if value < 1 or value >= self.room or not self._fits(value):
                return False
            self.group = self.group + value
        self.room = 0 if ready else self._room_after(value)
        return True

    def _multiplied(self, value: Exact) -> bool:
        """The number behind its scale ("milioni mbili" is two million), where nouns stand first."""
        _, scale = self.stack.pop()
        self.stack.append((normal(Decimal(value) * scale), scale))
        self.bare = False
        self.tens_behind = scale >= 1000 and value % 100 in range(10, 100, 10)
        return value > 0

    def _joined(self, value: Exact, join: str) -> bool:
        """Whether a joining word may stand before this value (English: "and" only after hundreds)."""
        if not join or join in self.language.joins:
            return not join or self.group is not None or bool(self.stack)
        last_tens = self.group is not None and self.group % 100 in range(20, 100, 10)
        return join in self.language.joins_tens and last_tens and value < 20

    def _fits(self, value: Exact) -> bool:
        """Whether the language puts tens and units together, or another language's rule did."""
        assert self.group is not None
        tens = self.group % 100
        if not tens or (tens + value) not in self.lexicalised:
            foreign = self.language.units_first and not self.language.both_orders
            if tens and foreign and tens in range(20, 100, 10):
                self.composed = True  # "fünfzig acht"
            return True
        if tens == 10:
            return False  # "ten five" is two numbers
        self.composed = True
        return True

    def _room_after(self, value: Exact) -> float:
        """What may still be added below `value`: units after tens, less than 100 after hundreds."""
        if value == 0 or value != int(value):
            return 0
        for room in (1000, 100):
            if value % room == 0:
                return room
        if value % 10 == 0:
            scores = self.language.vigesimal and value % 20 == 0 and value > 20
            return 20 if scores else 10
        return 0

    def _multiply(self, scale: int) -> bool:
        if self.bare and self.language.noun_first:
            return False  # "milioni mia mbili" may be 1,000,200 or 200 million
        group, self.group = self.group, None
        found = group is not None
        total: Exact = group or 0
        while self.stack and self.stack[-1][1] < scale:
            total = total + self.stack.pop()[0]
            found = True
        if found and not self._countable(total, scale):
            return False
        if self.stack and self.stack[-1][1] <= scale:
            return False
        self.stack.append(((total if found else 1) * scale, scale))
        self.room = scale
        self.bare = not found
        return True

    def _countable(self, total: Exact, scale: int) -> bool:
        return total > 0 and (total < scale or scale >= 1000)


def _exact(number: float | Decimal) -> Exact | None:
    if isinstance(number, int):
        return number if abs(number) < 10**LONGEST else None
    value = normal(Decimal(str(number)))
    return value if abs(value) < 10**LONGEST else None
