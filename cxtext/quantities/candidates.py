"""Everything the numerals of a text could count, before one reading is chosen."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from cxtext.digits import normal
from cxtext.language import tails
from cxtext.quantities.comparators import COMPARATORS
from cxtext.quantities.counts import is_name
from cxtext.quantities.infixes import Infixes
from cxtext.quantities.quantity import Quantity
from cxtext.quantities.readings import (
    amount_of,
    bare_year,
    by_rule,
    fraction_of,
    is_denominator,
    is_ordinal,
    is_ratio,
    is_year,
    mark_of,
    quantity_of,
    range_of,
    share,
    tenths_of,
)
from cxtext.quantities.rules import OneSlot, Rule, is_glued, pairing_of, places_of, rules, whole_words
from cxtext.quantities.units import Units
from cxtext.template import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.counts import Counter


class Candidates:
    """The readings that the templates of one language offer for a numeral or for two neighbours."""

    def __init__(self, language: Language, counter: Counter) -> None:
        self.language = language
        single: list[Rule] = []
        double: list[Rule] = []
        for section in ("quantities", "marks", "periods"):
            for rule in rules(language, section):
                if rule.key not in ("ago", "and_half"):
                    (double if len(rule.names) == 2 else single).append(rule)
        self._single = OneSlot([rule for rule in single if rule.names == ("n",)])
        self._pairings = [pairing_of(rule) for rule in double]
        self._tails = tails(language)
        self._ranges = [pairing_of(rule) for rule in rules(language, "ranges") if rule.key == "numbers"]
        self.units = Units(language)
        self._counter = counter
        self._infixes = Infixes(language)

    def all(self, text: str, folded: str, numerals: list[Numeral]) -> list[Quantity]:
        """Every candidate for every numeral of a text."""
        return [
            found for at in range(len(numerals)) for found in self._candidates(text, folded, numerals, at)
        ]

    def is_percent(self, folded: str, numeral: Numeral) -> bool:
        """Whether a percent sign or word follows the numeral."""
        around = self._single.around(folded, numeral.start, numeral.end)
        return any(rule.key in ("percent", "permille") and end > numeral.end for _, end, _, rule in around)

    def _candidates(self, text: str, folded: str, numerals: list[Numeral], at: int) -> list[Quantity]:
        first = numerals[at]
        if first.role == "idiom":
            return [
                Quantity(
                    first.start,
                    first.end,
                    "mark",
                    reason=first.reason,
                    numerals=(at,),
                    reach=first.end - first.start,
                )
            ]
        if first.value is None and first.reason is not None:
            return []
        mixed = self._mixed(folded, numerals, at)
        if mixed is not None and (whole := self._single_candidates(text, folded, mixed, (at - 1, at))):
            return whole
        found = self._single_candidates(text, folded, first, (at,))
        if first.role == "fraction":
            found.append(fraction_of(first, at))
        if first.role == "amount" and not _is_counted(numerals, at, folded):
            found.append(amount_of(first, at))
        if first.role == "multiple":
            found.append(quantity_of("multiple", first, (at,), first.start, first.end, ("multiples",)))
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if following is not None and following.value is not None and following.role == first.role == "number":
            found += self._paired(text, folded, first, following, at, numerals)
        found += self._infixed(text, folded, first, at, numerals)
        found = self._without_contexts(folded, first, found)
        if not found and not first.open and not self._infixes.is_compared(folded, first):
            found += bare_year(self.language, text, folded, first, at)
        return found

    def _mixed(self, folded: str, numerals: list[Numeral], at: int) -> Numeral | None:
        """A fraction behind a number and a joining word: "twelve and seven tenths" percent."""
        fraction, left = numerals[at], numerals[at - 1] if at else None
        if left is None or fraction.role != "fraction" or left.role != "number" or left.article:
            return None
        joins = self.language.joins | self.language.joins_tens
        between = folded[left.end : fraction.start]
        if not isinstance(left.value, int) or left.open or between.strip(" ") not in joins or "\n" in between:
            return None
        value = normal(left.value + Decimal(fraction.part) / Decimal(fraction.whole))
        return left._replace(end=fraction.end, value=value)

    def trusted(self, folded: str, numerals: list[Numeral]) -> list[Numeral]:
        """The numerals; a doubtful word that is compared ("more than a thousand") is in doubt no more."""
        return [
            numeral._replace(doubtful=False)
            if numeral.doubtful and self._infixes.is_compared(folded, numeral)
            else numeral
            for numeral in numerals
        ]

    def _infixed(
        self, text: str, folded: str, numeral: Numeral, at: int, numerals: list[Numeral]
    ) -> list[Quantity]:
        """What the numeral counts beyond the comparator that follows it."""
        found = []
        for stem, rule in self._infixes.stems(folded, numeral):
            measured = self._single_candidates(text, folded, stem, (at,))
            if not measured:
                limit = next((n.start for n in numerals[at + 1 : at + 2] if n.start >= stem.end), None)
                counted = self._counter.count(text, folded, stem, (at,), limit=limit)
                measured = [counted] if counted else []
            bound, approximate = COMPARATORS[rule.key]
            found += [
                quantity._replace(
                    bound=bound, approximate=approximate, templates=(*quantity.templates, rule.template)
                )
                for quantity in measured
                if quantity.kind not in ("mark", "period", "date") and quantity.start <= numeral.start
            ]
        return found

    def _without_contexts(self, folded: str, numeral: Numeral, found: list[Quantity]) -> list[Quantity]:
        """Without years that only their context makes one, where the number counts or measures something."""
        bare = [q for q in found if q.kind == "date" and (q.start, q.end) == (numeral.start, numeral.end)]
        if not bare:
            return found
        others = [q for q in found if q not in bare]
        measured = any(q.kind not in ("mark", "period", "date") for q in others)
        return others if measured or self._counter.names(folded, numeral) else found

    def _single_candidates(
        self, text: str, folded: str, numeral: Numeral, at: tuple[int, ...]
    ) -> list[Quantity]:
        """What one numeral (or a range of two) counts."""
        if is_denominator(folded, numeral) or numeral.role == "amount":
            return []
        found: list[Quantity] = []
        for start, end, reach, rule in self._single.around(folded, numeral.start, numeral.end):
            if numeral.open and not (reach > numeral.end - numeral.start and is_glued(rule)):
                continue
            if rule.key == "multiple" and folded[end : end + 1].isdigit():
                continue  # "4x4"
            if start < numeral.start and _belongs_left(folded, start, numeral.start):
                continue
            quantity = by_rule(rule, numeral, at, start, end)
            if (
                quantity is not None
                and quantity.kind == "date"
                and start == numeral.start
                and is_name(text, start)
            ):
                continue
            if quantity is not None:
                found.append(quantity._replace(reach=reach))
        found += self.units.measured(folded, numeral, at)
        if any(quantity.kind in _PRICED for quantity in found):  # "ticket 20 lira" is no ticket number 20
            found = [quantity for quantity in found if not _is_numbered(quantity, numeral)]
        return found

    def _paired(
        self,
        text: str,
        folded: str,
        left: Numeral,
        right: Numeral,
        at: int,
        numerals: list[Numeral],
    ) -> list[Quantity]:
        found = []
        for pairing, place in places_of(self._pairings, folded, left, right):
            if pairing.rule.key == "date":
                found += self._two_dates(pairing.rule, (left, right), at, place)
            elif whole_words(pairing, left, right):
                quantity = self._ratio_or_mark(pairing.rule, text, folded, left, right, at, place)
                if quantity is not None:
                    found.append(quantity._replace(gap=right.start - left.end))
        if left.low_high or right.low_high:
            return found
        for pairing, place in places_of(self._ranges, folded, left, right):
            if not whole_words(pairing, left, right):
                continue
            joined = range_of(left, right, place)
            if joined is not None and is_year(folded, left) and is_year(folded, right):
                years = [_year(left, at), _year(right, at + 1)]
                found += [year._replace(templates=(pairing.rule.template,)) for year in years]
            elif joined is not None:
                spanned = self._single_candidates(text, folded, joined, (at, at + 1))
                if not spanned:
                    limit = numerals[at + 2].start if at + 2 < len(numerals) else None
                    counted = self._counter.count(text, folded, joined, (at, at + 1), limit=limit)
                    spanned = [counted] if counted else []
                frame = pairing.rule.template
                found += [
                    q._replace(templates=(frame, *q.templates), gap=right.start - left.end) for q in spanned
                ]
        return found

    def _two_dates(
        self, rule: Rule, numerals: tuple[Numeral, Numeral], at: int, place: tuple[int, int]
    ) -> list[Quantity]:
        """ "from 1995 to the year 2005": each year is a date of its own."""
        left, right = numerals
        dates = (
            by_rule(rule, left, (at,), place[0], left.end),
            by_rule(rule, right, (at + 1,), right.start, place[1]),
        )
        return [date for date in dates if date is not None] if None not in dates else []

    def closed(self, folded: str, numerals: list[Numeral]) -> list[Numeral]:
        """Without the words that merely begin like a number word ("Ein·wohner").

        A number word that goes on stays where a template says how it may ("hundert·prozentig").
        """
        kept = [numeral for numeral in numerals if not numeral.open or self._goes_on(folded, numeral)]
        pairs = zip_longest(kept, kept[1:])
        return [numeral for numeral, after in pairs if not _is_article(numeral, after, folded)]

    def _goes_on(self, folded: str, numeral: Numeral) -> bool:
        return self._tails.follow(folded, numeral.end)

    def falling(self, folded: str, numerals: list[Numeral]) -> set[int]:
        """The second numbers of ranges that fall ("from 80 to 20"): changes, not ranges.

        The word between the two is then no comparator.
        """
        return {
            at
            for at, (left, right) in enumerate(pairwise(numerals), 1)
            if left.role == right.role == "number"
            and left.value is not None
            and right.value is not None
            and left.value >= right.value
            and any(places_of(self._ranges, folded, left, right))
        }

    def _ratio_or_mark(
        self,
        rule: Rule,
        text: str,
        folded: str,
        left: Numeral,
        right: Numeral,
        at: int,
        place: tuple[int, int],
    ) -> Quantity | None:
        if rule.key == "tenths":
            return tenths_of(rule, (left, right), at, place)
        if rule.key != "ratio":
            return mark_of(rule, (at, at + 1), *place)
        by_name = dict(zip(rule.names, (left, right), strict=True))
        part, whole = by_name["a"].value, by_name["b"].value
        if not is_ratio(part, whole, rule, self.language, by_name["b"]):
            return None
        if any(rival.kind != "mark" for rival in self._single_candidates(text, folded, right, (at + 1,))):
            return None  # "of 10 people 9 percent": the second numeral has a unit of its own
        if any(rival.reason == "ordinal" for rival in self._single_candidates(text, folded, left, (at,))):
            return None  # "page 3 of 10"
        if is_ordinal(text, left) or is_ordinal(text, right):
            return None
        assert isinstance(part, int) and isinstance(whole, int)  # noqa: PT018
        return Quantity(
            *place,
            "ratio",
            value=share(part, whole),
            part=part,
            whole=whole,
            templates=(rule.template,),
            numerals=(at, at + 1),
            marks=("inverted",) if part > whole else (),
            reach=place[1] - place[0],
        )


def _year(numeral: Numeral, at: int) -> Quantity:
    return quantity_of("date", numeral, (at,), numeral.start, numeral.end, ())


_PRICED = ("percent", "points", "money")


def _is_numbered(quantity: Quantity, numeral: Numeral) -> bool:
    """Whether the word in front of a number makes it the number of a thing: "room 12"."""
    return quantity.reason == "ordinal" and quantity.start < numeral.start and quantity.end == numeral.end


def _belongs_left(folded: str, start: int, end: int) -> bool:
    """Whether a sign before a number belongs to the number before the sign: "5% 12 people"."""
    if is_word(folded[start]):
        return False
    return folded[:start].rstrip(" ")[-1:].isdigit() or "\n" in folded[start:end]


def _is_counted(numerals: list[Numeral], at: int, folded: str) -> bool:
    """Whether a number stands right before an amount: "three · years and a half"."""
    before = numerals[at - 1] if at else None
    if before is None or before.role != "number" or before.article:
        return False
    return not folded[before.end : numerals[at].start].strip()


def _is_article(numeral: Numeral, after: Numeral | None, folded: str) -> bool:
    """The word for one straight before another number is the article: "un 10 por ciento"."""
    if not numeral.article or after is None or after.role not in ("number", "amount") or after.open:
        return False
    return folded[numeral.end : after.start] == " " and not is_year(folded, after)


def choose(candidates: list[Quantity]) -> list[Quantity]:
    """The best candidates that do not overlap, in order of place.

    Candidates that touch one another form a group; a text falls into many small ones.
    """
    chosen: list[Quantity] = []
    for group in _groups(sorted(candidates, key=start_of)):
        best: list[Quantity] = []
        starts: list[int] = []
        taken: set[int] = set()
        for quantity in sorted(group, key=_rank):
            at = bisect_left(starts, quantity.start)
            beside = best[max(0, at - 1) : at + 1]
            if taken.isdisjoint(quantity.numerals) and not any(_overlap(quantity, other) for other in beside):
                best.insert(at, quantity)
                starts.insert(at, quantity.start)
                taken.update(quantity.numerals)
        chosen += best
    return chosen


def _groups(candidates: list[Quantity]) -> Iterator[list[Quantity]]:
    """Runs of candidates that overlap or share a numeral."""
    group: list[Quantity] = []
    end = last = -1
    for quantity in candidates:
        if group and quantity.start >= end and min(quantity.numerals) > last:
            yield group
            group, end, last = [], -1, -1
        group.append(quantity)
        end, last = max(end, quantity.end), max(last, *quantity.numerals)
    if group:
        yield group


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def recompose(chosen: list[Quantity], numerals: list[Numeral], *, units_first: bool) -> list[Quantity]:
    """ "four and eighty percent": a ten that no range has taken belongs to the unit before it.

    Where the language itself puts units first, this is its ordinary rule, else that of another one.
    """
    taken = {at for quantity in chosen for at in quantity.numerals}
    mark = () if units_first else ("composed",)
    return [_recomposed(quantity, numerals, taken, mark) for quantity in chosen]


def _recomposed(
    quantity: Quantity, numerals: list[Numeral], taken: set[int], mark: tuple[str, ...]
) -> Quantity:
    at = quantity.numerals[0] if len(quantity.numerals) == 1 else -1
    if at < 1 or not numerals[at].behind or at - 1 in taken or quantity.kind in ("mark", "period"):
        return quantity
    unit, tens = numerals[at - 1].value, numerals[at].value
    if unit is None or tens is None or quantity.value != tens or quantity.start != numerals[at].start:
        return quantity
    return quantity._replace(
        start=numerals[at - 1].start,
        value=tens + unit,
        marks=(*mark, *quantity.marks),
        numerals=(at - 1, at),
    )


def _rank(quantity: Quantity) -> tuple[object, ...]:
    """Two numerals before one, the nearer the better; a period only where nothing else fits; by length."""
    pair = -len(quantity.numerals)
    return (pair, quantity.gap, quantity.kind == "period", -quantity.reach, quantity.start, quantity.kind)


def apart(folded: str, dressed: list[Quantity]) -> list[Quantity]:
    """Without what another has taken in ("two hours and a half"); words between two go to the first."""
    kept: list[Quantity] = []
    for quantity in dressed:
        last = kept[-1] if kept else None
        if last is None or quantity.start >= last.end:
            kept.append(quantity)
        elif quantity.end > last.end:
            rest = folded[last.end : quantity.end]
            kept.append(quantity._replace(start=quantity.end - len(rest.lstrip())))
    return kept


def start_of(quantity: Quantity) -> int:
    """Where a quantity starts: the order of a text."""
    return quantity.start
