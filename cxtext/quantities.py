"""Quantities: what the numerals of a text count, by the templates of its language.

For every numeral (and every two neighbours) all templates that fit are candidates; the longest wins.
Then the comparators around it are read ("more than", "about"), from the inside out.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.counts import Counter, is_name
from cxtext.digits import Exact, normal
from cxtext.numerals import Numeral, reader_of
from cxtext.repairs import repair
from cxtext.template import Between, Choices, Lexicon, Matcher, Sequence, parse, slots, split
from cxtext.text import fold

if TYPE_CHECKING:
    from cxtext.language import Language

YEARS = range(1000, 2200)
"""What can be a calendar year."""

DURATIONS = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millisecond",
     "microsecond", "nanosecond")
)  # fmt: skip
"""The CLDR units of the category duration."""

# comparator → (bound, approximate)
COMPARATORS = {
    "more_than": (">", False),
    "less_than": ("<", False),
    "at_least": (">=", False),
    "at_most": ("<=", False),
    "about": ("=", True),
    "just_over": (">", True),
    "just_under": ("<", True),
    "none": ("=", False),  # words that look like a comparator and are none here
}


class Quantity(NamedTuple):
    """A quantity in a text: its place, its reading, and the templates that found it.

    ``kind`` is one of ``schema.KINDS``, or ``mark`` (no statistic: ``reason``), or ``period``
    ("year 2"). ``ago`` tells "40 years ago" from "for 40 years".
    """

    start: int
    end: int
    kind: str
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    part: int | None = None
    whole: int | None = None
    unit: str | None = None
    bound: str = "="
    approximate: bool = False
    marks: tuple[str, ...] = ()
    ago: bool = False
    reason: str | None = None
    templates: tuple[str, ...] = ()
    numerals: tuple[int, ...] = ()
    reach: int = 0  # how much text speaks for this reading, contexts included


class Rule(NamedTuple):
    """A template of one section and key, cut at its slots."""

    section: str
    key: str
    template: str
    names: tuple[str, ...]
    pieces: tuple[Sequence, ...]


def rules(language: Language, section: str) -> list[Rule]:
    """The templates of a section that have slots."""
    found = []
    for key, templates in language.templates[section].items():
        for template in templates:
            nodes = parse(template)
            if slots(nodes):
                found.append(Rule(section, key, template, slots(nodes), split(nodes)))
    return found


class Pairing(NamedTuple):
    """A rule with two slots: the piece between them and the pieces outside, ready to match."""

    rule: Rule
    before: Matcher | None
    between: Between
    after: Matcher | None


class OneSlot:
    """The rules with one slot: found by what follows the numeral, or by what precedes it."""

    def __init__(self, found: list[Rule]) -> None:
        after = [(rule.pieces[1], rule) for rule in found if rule.pieces[1]]
        before = [(rule.pieces[0], rule) for rule in found if rule.pieces[0] and not rule.pieces[1]]
        self._after: Choices[Rule] = Choices(after, backwards=False)
        self._before: Choices[Rule] = Choices(before, backwards=True)
        self._heads = {
            rule.template: Matcher(rule.pieces[0], backwards=True)
            for rule in found
            if rule.pieces[0] and rule.pieces[1]
        }

    def around(self, text: str, start: int, end: int) -> list[tuple[int, int, int, Rule]]:
        """Every rule that fits around text[start:end]: (start, end, reach, rule) with the surface."""
        found = []
        for match, rule in self._after.all(text, end):
            head = self._heads.get(rule.template)
            if head is None:
                found.append((start, match.end, match.reach - start, rule))
            elif (before := head.match(text, start)) is not None:
                found.append((before.start, match.end, match.reach - before.reach, rule))
        for match, rule in self._before.all(text, start):
            found.append((match.start, end, end - match.reach, rule))
        return found


@lru_cache(maxsize=None)
def finder_of(language: Language) -> Finder:
    """The finder of a language, built once."""
    return Finder(language)


class Finder:
    """Finds the quantities of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.reader = reader_of(language)
        single, double = [], []
        for section in ("quantities", "marks", "periods"):
            for rule in rules(language, section):
                if rule.key != "ago":
                    (double if len(rule.names) == 2 else single).append(rule)
        self._single = OneSlot([rule for rule in single if rule.names == ("n",)])
        self._pairings = [_pairing(rule) for rule in double]
        self._ranges = [_pairing(rule) for rule in rules(language, "ranges") if rule.key == "numbers"]
        spans = [rule for rule in rules(language, "ranges") if rule.key == "quantities"]
        self._spans = [_pairing(rule) for rule in spans if rule.names == ("q", "q")]
        self._half_spans = [_pairing(rule) for rule in spans if rule.names == ("n", "q")]
        self._changes = [_pairing(rule) for rule in rules(language, "ranges") if rule.key == "changes"]
        self._ago = OneSlot([rule for rule in rules(language, "quantities") if rule.key == "ago"])
        self._comparators = OneSlot(rules(language, "comparators"))
        self._units = _lexicon(language.cldr.units, language.forms["units"])
        self._money = _lexicon(language.cldr.money, language.forms["money"])
        self._money_before = _backwards(language.cldr.money, language.forms["money"])
        self._counter = Counter(language)

    def find(self, text: str) -> tuple[list[Quantity], list[Numeral]]:
        """The quantities of `text` in order (marks and periods too), and all its numerals."""
        folded = fold(text)
        numerals = repair(self.reader.numerals(text, folded), folded, lambda numeral: self._is_percent(folded, numeral))
        candidates = [found for at in range(len(numerals)) for found in self._candidates(text, folded, numerals, at)]
        chosen = _choose(candidates)
        counted = self._counter.counts(text, folded, numerals, chosen)
        compared = self._compared_counts(text, folded, numerals, [*chosen, *counted])
        bare = self._half_ranged(folded, sorted([*chosen, *counted, *compared], key=_start), numerals)
        return self._spanned(folded, self._all_dressed(folded, bare)), numerals

    # --- candidates ---------------------------------------------------------------------------

    def _is_percent(self, folded: str, numeral: Numeral) -> bool:
        around = self._single.around(folded, numeral.start, numeral.end)
        return any(rule.key in ("percent", "permille") and end > numeral.end for _, end, _, rule in around)

    def _candidates(self, text: str, folded: str, numerals: list[Numeral], at: int) -> list[Quantity]:
        first = numerals[at]
        if first.role == "idiom":
            return [Quantity(first.start, first.end, "mark", reason=first.reason, numerals=(at,), reach=first.end - first.start)]
        if first.value is None and first.reason is not None:
            return []
        found = self._single_candidates(text, folded, first, (at,))
        if first.role == "fraction":
            found.append(_fraction(first, at))
        if first.role == "multiple":
            found.append(_quantity("multiple", first, (at,), first.start, first.end, ("multiples",)))
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if following is not None and following.value is not None and following.role == first.role == "number":
            found += self._paired(text, folded, first, following, at)
        if not found and not first.open:
            found += _bare_year(self.language, text, folded, first, at)
        return found

    def _single_candidates(self, text: str, folded: str, numeral: Numeral, at: tuple[int, ...]) -> list[Quantity]:
        """What one numeral (or a range of two) counts."""
        found: list[Quantity] = []
        for start, end, reach, rule in self._single.around(folded, numeral.start, numeral.end):
            if numeral.open and not (end > numeral.end and _glued(rule)):
                continue
            quantity = _by_rule(rule, numeral, at, start, end)
            if quantity is not None and quantity.kind == "date" and start == numeral.start and is_name(text, start):
                continue
            if quantity is not None:
                found.append(quantity._replace(reach=reach))
        return found + self._measured(folded, numeral, at)

    def _measured(self, folded: str, numeral: Numeral, at: tuple[int, ...]) -> list[Quantity]:
        """Units and currencies beside a numeral, also behind a comparator ("100 or more metres")."""
        found = []
        if numeral.role == "multiple" or numeral.open or numeral.article:
            return []
        begin = _blank(folded, numeral.end)
        for lexicon, kind in ((self._units, None), (self._money, "money")):
            match = lexicon.at(folded, begin)
            if match is not None:
                end, unit = match
                name = kind or ("duration" if unit in DURATIONS else "measure")
                found.append(_quantity(name, numeral, at, numeral.start, end, (f"units.{unit}",), unit=unit))
        code = self._money_before(folded, numeral.start)
        if code is not None and numeral.role == "number":
            start, unit = code
            found.append(_quantity("money", numeral, at, start, numeral.end, (f"money.{unit}",), unit=unit))
        return found

    def _paired(self, text: str, folded: str, left: Numeral, right: Numeral, at: int) -> list[Quantity]:
        found = []
        for pairing in self._pairings:
            place = _place(pairing, folded, left, right)
            if place is not None and _whole_words(pairing, left, right):
                quantity = self._by_pairing(pairing.rule, text, folded, left, right, at, place)
                if quantity is not None:
                    found.append(quantity)
        if left.low_high or right.low_high:
            return found
        for pairing in self._ranges:
            place = _place(pairing, folded, left, right)
            joined = None if place is None else _range(left, right, place)
            if joined is not None:
                spanned = self._single_candidates(text, folded, joined, (at, at + 1))
                if not spanned and (counted := self._counter.count(text, folded, joined, (at, at + 1))):
                    spanned = [counted]
                found += spanned
        return found

    def _by_pairing(
        self, rule: Rule, text: str, folded: str, left: Numeral, right: Numeral, at: int, place: tuple[int, int]
    ) -> Quantity | None:
        if rule.key != "ratio":
            return _mark(rule, (at, at + 1), *place)
        by_name = dict(zip(rule.names, (left, right), strict=True))
        part, whole = by_name["a"].value, by_name["b"].value
        if not _is_ratio(part, whole, rule, self.language, by_name["b"]):
            return None
        if any(rival.kind != "mark" for rival in self._single_candidates(text, folded, right, (at + 1,))):
            return None  # "of 10 people 9 percent": the second numeral has a unit of its own
        assert isinstance(part, int) and isinstance(whole, int)  # noqa: S101, PT018
        return Quantity(
            *place, "ratio", value=_share(part, whole), part=part, whole=whole, templates=(rule.template,),
            numerals=(at, at + 1), marks=("inverted",) if part > whole else (), reach=place[1] - place[0],
        )  # fmt: skip

    # --- comparators --------------------------------------------------------------------------

    def _all_dressed(self, folded: str, bare: list[Quantity]) -> list[Quantity]:
        """All with their comparators, except where two are the ends of a change ("from 5 % to 8 %")."""
        changes = {
            at for at in range(len(bare) - 1) if any(_place(p, folded, bare[at], bare[at + 1]) for p in self._changes)
        }
        return [
            self._dressed(folded, quantity, left=at - 1 not in changes, right=at not in changes)
            for at, quantity in enumerate(bare)
        ]

    def _compared_counts(
        self, text: str, folded: str, numerals: list[Numeral], found: list[Quantity]
    ) -> list[Quantity]:
        """Counts whose comparator stands between number and noun ("100 or more stations")."""
        taken = {at for quantity in found for at in quantity.numerals}
        counts = []
        for at, numeral in enumerate(numerals):
            if at in taken or numeral.value is None or numeral.role != "number":
                continue
            for start, end, _, rule in self._comparators.around(folded, numeral.start, numeral.end):
                count = self._counter.count(text, folded, numeral._replace(end=end), (at,)) if end > numeral.end else None
                if count is not None and start == numeral.start:
                    bound, approximate = COMPARATORS[rule.key]
                    templates = (*count.templates, rule.template)
                    counts.append(count._replace(bound=bound, approximate=approximate, templates=templates))
                    break
        return counts

    def _half_ranged(self, folded: str, quantities: list[Quantity], numerals: list[Numeral]) -> list[Quantity]:
        """Ranges whose first number has no unit and whose frame closes behind the second's unit."""
        ranged = []
        for quantity in quantities:
            at = quantity.numerals[0] - 1 if quantity.numerals else -1
            left = numerals[at] if at >= 0 else None
            free = left is not None and not any(at in other.numerals for other in quantities)
            ranged.append(self._half_range(folded, left, quantity, at) if free and left else quantity)
        return ranged

    def _half_range(self, folded: str, left: Numeral, right: Quantity, at: int) -> Quantity:
        if left.value is None or right.value is None or left.value >= right.value or left.role != "number":
            return right
        for pairing in self._half_spans:
            place = _place(pairing, folded, left, right)
            if place is not None and right.kind not in ("mark", "period", "date", "ratio"):
                return right._replace(
                    start=place[0], end=place[1], value=None, low=left.value, high=right.value,
                    numerals=(at, *right.numerals), templates=(*right.templates, pairing.rule.template),
                )  # fmt: skip
        return right

    def _dressed(self, folded: str, quantity: Quantity, *, left: bool, right: bool) -> Quantity:
        """With the comparators that touch it; "ago" may stand between them."""
        if quantity.kind in ("mark", "period"):
            return quantity
        for _ in range(3):
            dressed = self._ago_of(folded, self._compared(folded, quantity, left=left, right=right))
            if dressed == quantity:
                break
            quantity = dressed
        return quantity

    def _compared(self, folded: str, quantity: Quantity, *, left: bool, right: bool) -> Quantity:
        found = [
            item
            for item in self._comparators.around(folded, quantity.start, quantity.end)
            if (left or item[0] >= quantity.start) and (right or item[1] <= quantity.end)
        ]
        if quantity.ago:  # "twice as much as five years ago": what stands before is not about the years
            found = [item for item in found if item[0] >= quantity.start]
        if not found:
            return quantity
        start, end, _, rule = max(found, key=lambda item: (item[2], -item[0]))
        if rule.key == "none":
            return quantity
        bound, approximate = COMPARATORS[rule.key]
        if quantity.kind == "date" and bound != "=":
            return quantity  # "by 2010" and "since 2010" name the year itself
        if bound != "=" and quantity.bound != "=":
            return quantity
        return quantity._replace(
            start=min(start, quantity.start),
            end=max(end, quantity.end),
            bound=bound if bound != "=" else quantity.bound,
            approximate=quantity.approximate or approximate,
            templates=(*quantity.templates, rule.template),
        )

    def _ago_of(self, folded: str, quantity: Quantity) -> Quantity:
        if quantity.kind != "duration" or quantity.ago:
            return quantity
        found = self._ago.around(folded, quantity.start, quantity.end)
        if not found:
            return quantity
        start, end, _, rule = max(found, key=lambda item: item[2])
        return quantity._replace(start=start, end=end, ago=True, templates=(*quantity.templates, rule.template))

    def _spanned(self, folded: str, quantities: list[Quantity]) -> list[Quantity]:
        """Two quantities that are the ends of one range ("10 % – 15 %", "between 5 km and 8 km")."""
        joined: list[Quantity] = []
        for quantity in quantities:
            last = joined[-1] if joined else None
            span = None if last is None else self._span(folded, last, quantity)
            if span is None:
                joined.append(quantity)
            else:
                joined[-1] = span
        return joined

    def _span(self, folded: str, left: Quantity, right: Quantity) -> Quantity | None:
        same = (left.kind, left.unit) == (right.kind, right.unit) and left.kind not in ("mark", "period", "date", "ratio")
        if not same or left.value is None or right.value is None or left.value >= right.value:
            return None
        for pairing in self._spans:
            place = _place(pairing, folded, left, right)
            if place is not None:
                return left._replace(
                    start=place[0], end=place[1], value=None, low=left.value, high=right.value,
                    numerals=left.numerals + right.numerals,
                    templates=(*left.templates, *right.templates, pairing.rule.template),
                )  # fmt: skip
        return None


# --- small pure steps -----------------------------------------------------------------------------


def _pairing(rule: Rule) -> Pairing:
    before, between, after = rule.pieces
    return Pairing(
        rule,
        Matcher(before, backwards=True) if before else None,
        Between(between),
        Matcher(after, backwards=False) if after else None,
    )


def _place(pairing: Pairing, folded: str, left: Any, right: Any) -> tuple[int, int] | None:
    """The surface of a two-slot rule over two neighbours, or None."""
    if not pairing.between.fills(folded, left.end, right.start):
        return None
    start, end = left.start, right.end
    if pairing.before is not None:
        found = pairing.before.match(folded, start)
        if found is None:
            return None
        start = found.start
    if pairing.after is not None:
        found = pairing.after.match(folded, end)
        if found is None:
            return None
        end = found.end
    return start, end


def _whole_words(pairing: Pairing, left: Numeral, right: Numeral) -> bool:
    """A number word that goes on ("neljä·stä") needs a template that says how."""
    if left.open and not pairing.between.glued:
        return False
    return not right.open or pairing.after is not None and pairing.after.glued


def _glued(rule: Rule) -> bool:
    return Matcher(rule.pieces[1], backwards=False).glued


def _quantity(
    kind: str, numeral: Numeral, at: tuple[int, ...], start: int, end: int, templates: tuple[str, ...], *,
    unit: str | None = None,
) -> Quantity:  # fmt: skip
    value: Exact | None = numeral.value
    if numeral.role == "fraction":
        value = _share(numeral.part, numeral.whole)
    low, high = numeral.low_high or (None, None)
    return Quantity(
        start, end, kind, value=None if numeral.low_high else value, low=low, high=high, unit=unit,
        marks=_marks(numeral), templates=templates, numerals=at, reach=end - start,
    )  # fmt: skip


def _marks(numeral: Numeral) -> tuple[str, ...]:
    names = {"composed": numeral.composed, "repaired": numeral.repaired}
    return tuple(name for name, set_ in names.items() if set_)


_UNITS = {"percent": "%", "permille": "‰", "points": "pp", "tenths": "%"}


def _by_rule(rule: Rule, numeral: Numeral, at: tuple[int, ...], start: int, end: int) -> Quantity | None:
    """The quantity a one-slot rule makes of a numeral; None where it makes no sense."""
    if rule.section == "marks":
        if rule.key == "date":
            return _date(rule, numeral, at, start, end)
        if rule.key == "day" and numeral.value not in range(1, 32):
            return None
        return _mark(rule, at, start, end) if numeral.role == "number" else None
    if rule.section == "periods":
        return Quantity(start, end, "period", value=numeral.value, templates=(rule.template,), numerals=at)
    if rule.key == "multiple":
        return None if numeral.role != "number" else _quantity("multiple", numeral, at, start, end, (rule.template,))
    kind = "points" if rule.key == "points" else "percent"
    quantity = _quantity(kind, numeral, at, start, end, (rule.template,), unit=_UNITS[rule.key])
    if rule.key == "tenths" and quantity.value is not None:
        return quantity._replace(value=quantity.value * 10)
    return quantity


def _date(rule: Rule, numeral: Numeral, at: tuple[int, ...], start: int, end: int) -> Quantity | None:
    if not isinstance(numeral.value, int) or numeral.value not in YEARS or numeral.low_high:
        return None
    if numeral.digits and (numeral.scaled or numeral.end - numeral.start != 4):
        return None
    return _quantity("date", numeral, at, start, end, (rule.template,))


def _mark(rule: Rule, at: tuple[int, ...], start: int, end: int) -> Quantity:
    return Quantity(
        start, end, "mark", reason=rule.key.replace("_", " "), templates=(rule.template,), numerals=at, reach=end - start
    )


def _fraction(numeral: Numeral, at: int) -> Quantity:
    return Quantity(
        numeral.start, numeral.end, "ratio", value=_share(numeral.part, numeral.whole), part=numeral.part,
        whole=numeral.whole, templates=("fractions",), numerals=(at,), reach=numeral.end - numeral.start,
    )  # fmt: skip


def _bare_year(language: Language, original: str, folded: str, numeral: Numeral, at: int) -> list[Quantity]:
    """Four digits that can be a year of our time and count nothing."""
    text = folded[numeral.start : numeral.end]
    if not (numeral.digits and len(text) == 4 and text.isdigit() and 1900 <= int(text) < 2100):
        return []
    begin = _blank(folded, numeral.end)
    word = Counter.word(folded, begin)
    if word and word not in language.forms["words"].get("common", ()):
        return []
    if _in_name(folded, numeral) or is_name(original, numeral.start):
        return []
    return [_quantity("date", numeral, (at,), numeral.start, numeral.end, ("a bare year",))]


def _in_name(folded: str, numeral: Numeral) -> bool:
    return folded[numeral.start - 1 : numeral.start] in ("-", "/") or folded[numeral.end : numeral.end + 1] in ("-", "/")


def _range(left: Numeral, right: Numeral, place: tuple[int, int]) -> Numeral | None:
    """Two numerals as the ends of one range; a scale word after the second counts for both."""
    low, high = left.value, right.value
    assert low is not None and high is not None  # noqa: S101, PT018
    if right.scale > 1 and left.scale == 1 and low < 1000:
        low = low * right.scale
    if low >= high or left.open or left.article:
        return None
    return right._replace(start=place[0], end=place[1], low_high=(low, high))


def _is_ratio(part: Exact | None, whole: Exact | None, rule: Rule, language: Language, denominator: Numeral) -> bool:
    """Both whole numbers, the whole at least two; an inverted fraction only between small numbers."""
    if not isinstance(part, int) or not isinstance(whole, int) or part < 1 or whole < 2 or part == whole:
        return False
    if "/" in rule.template and rule.pieces[1] == parse("/"):
        return part < whole and whole in language.denominators
    if denominator.digits and whole in YEARS and whole % 100 and part < 1000:
        return False  # "5 in 2019"
    return part < whole or part <= 20


def _share(part: int, whole: int) -> Exact:
    return normal(Decimal(part) / Decimal(whole))


def _choose(candidates: list[Quantity]) -> list[Quantity]:
    """The longest candidates that do not overlap, in order of place."""
    chosen: list[Quantity] = []
    taken: set[int] = set()
    for quantity in sorted(candidates, key=_rank):
        clash = any(quantity.start < other.end and other.start < quantity.end for other in chosen)
        if not clash and taken.isdisjoint(quantity.numerals):
            chosen.append(quantity)
            taken.update(quantity.numerals)
    return sorted(chosen, key=_start)


def _rank(quantity: Quantity) -> tuple[object, ...]:
    """Two numerals before one; "year five" only where the five counts nothing; then by length."""
    return (-len(quantity.numerals), quantity.kind == "period", -quantity.reach, quantity.start, quantity.kind)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _blank(folded: str, at: int) -> int:
    """Past one blank or hyphen between a numeral and its unit."""
    while at < len(folded) and folded[at] == " ":
        at += 1
    return at + 1 if folded[at : at + 1] == "-" else at


def _lexicon(names: Any, forms: Any) -> Lexicon[str]:
    """Names of the language file first: they outrank those of the CLDR."""
    own = [(form, key) for key, listed in forms.items() for form in listed]
    return Lexicon([*own, *((fold(form), unit) for form, unit in names.items())])


def _backwards(names: Any, forms: Any) -> Any:
    """A finder of the currency that ends where a numeral starts: "$5", "EUR 5"."""
    listed = [(form, key) for key, of_key in forms.items() for form in of_key]
    reversed_forms = Lexicon([(form[::-1], key) for form, key in listed if not form.endswith("~")])

    def find(folded: str, at: int) -> tuple[int, str] | None:
        head = folded[max(0, at - 24) : at]
        blank = len(head) - len(head.rstrip(" "))
        found = reversed_forms.at(head[::-1], blank) if blank < 2 else None
        return None if found is None else (at - found[0], found[1])

    return find
