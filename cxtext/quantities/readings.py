"""What a numeral becomes under a rule: percent, ratio, date, mark; or nothing where it makes no sense."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cxtext.digits import Exact, normal
from cxtext.quantities.counts import Counter, is_name
from cxtext.quantities.quantity import DURATIONS, YEARS, Quantity

if TYPE_CHECKING:
    from cxtext.language import Language
    from cxtext.numerals import Numeral
    from cxtext.quantities.rules import Rule


def quantity_of(
    kind: str,
    numeral: Numeral,
    at: tuple[int, ...],
    start: int,
    end: int,
    templates: tuple[str, ...],
    *,
    unit: str | None = None,
) -> Quantity:
    """A quantity of some kind from a numeral, its value or its range."""
    value: Exact | None = numeral.value
    if numeral.role == "fraction":
        value = share(numeral.part, numeral.whole)
    low, high = numeral.low_high or (None, None)
    return Quantity(
        start,
        end,
        kind,
        value=None if numeral.low_high else value,
        low=low,
        high=high,
        unit=unit,
        marks=_marks(numeral),
        templates=templates,
        numerals=at,
        reach=end - start,
    )


def _marks(numeral: Numeral) -> tuple[str, ...]:
    names = {"composed": numeral.composed, "repaired": numeral.repaired}
    return tuple(name for name, set_ in names.items() if set_)


_UNITS = {"percent": "%", "permille": "‰", "points": "pp", "tenths": "%"}


def by_rule(rule: Rule, numeral: Numeral, at: tuple[int, ...], start: int, end: int) -> Quantity | None:
    """The quantity a one-slot rule makes of a numeral; None where it makes no sense."""
    if rule.section == "marks":
        if rule.key == "date":
            return _date(rule, numeral, at, start, end)
        if rule.key == "day" and numeral.value not in range(1, 32):
            return None
        return mark_of(rule, at, start, end) if numeral.role == "number" else None
    if rule.section == "periods":
        return Quantity(start, end, "period", value=numeral.value, templates=(rule.template,), numerals=at)
    if rule.key == "multiple":
        return (
            None
            if numeral.role != "number"
            else quantity_of("multiple", numeral, at, start, end, (rule.template,))
        )
    kind = "points" if rule.key == "points" else "percent"
    quantity = quantity_of(kind, numeral, at, start, end, (rule.template,), unit=_UNITS[rule.key])
    if rule.key == "tenths" and quantity.value is not None:
        return quantity._replace(value=quantity.value * 10)
    return quantity


def _date(rule: Rule, numeral: Numeral, at: tuple[int, ...], start: int, end: int) -> Quantity | None:
    if not isinstance(numeral.value, int) or numeral.value not in YEARS or numeral.low_high:
        return None
    if numeral.digits and (numeral.scaled or numeral.end - numeral.start != 4):
        return None
    return quantity_of("date", numeral, at, start, end, (rule.template,))


def mark_of(rule: Rule, at: tuple[int, ...], start: int, end: int) -> Quantity:
    """No statistic: the key of the rule is the reason."""
    return Quantity(
        start,
        end,
        "mark",
        reason=rule.key.replace("_", " "),
        templates=(rule.template,),
        numerals=at,
        reach=end - start,
    )


def fraction_of(numeral: Numeral, at: int) -> Quantity:
    """The ratio that a fixed form says ("two thirds")."""
    return Quantity(
        numeral.start,
        numeral.end,
        "ratio",
        value=share(numeral.part, numeral.whole),
        part=numeral.part,
        whole=numeral.whole,
        templates=("fractions",),
        numerals=(at,),
        reach=numeral.end - numeral.start,
    )


def amount_of(numeral: Numeral, at: int) -> Quantity:
    """The duration or measure that one word or phrase says ("an hour and a half")."""
    kind = "duration" if numeral.unit in DURATIONS else "measure"
    return quantity_of(
        kind, numeral, (at,), numeral.start, numeral.end, (f"amounts.{numeral.unit}",), unit=numeral.unit
    )


def tenths_of(
    rule: Rule, numerals: tuple[Numeral, Numeral], at: int, place: tuple[int, int]
) -> Quantity | None:
    """Tenths and hundredths: 八成五 is 85 percent."""
    tenths, hundredths = (numeral.value for numeral in numerals)
    if tenths not in range(1, 10) or hundredths not in range(1, 10):
        return None
    assert isinstance(tenths, int) and isinstance(hundredths, int)  # noqa: PT018
    return Quantity(
        *place,
        "percent",
        value=10 * tenths + hundredths,
        unit="%",
        templates=(rule.template,),
        numerals=(at, at + 1),
        reach=place[1] - place[0],
    )


def bare_year(language: Language, original: str, folded: str, numeral: Numeral, at: int) -> list[Quantity]:
    """Four digits that can be a year of our time and count nothing."""
    if not is_year(folded, numeral):
        return []
    begin = past_blank(folded, numeral.end)
    word = Counter.word(folded, begin)
    if word and word not in language.forms["words"].get("common", ()):
        return []
    if _in_name(folded, numeral) or is_name(original, numeral.start):
        return []
    return [quantity_of("date", numeral, (at,), numeral.start, numeral.end, ("a bare year",))]


def is_denominator(folded: str, numeral: Numeral) -> bool:
    """Digits behind digits and a slash: alone they would be half of something ("3/4 mile")."""
    before = folded[max(0, numeral.start - 2) : numeral.start]
    return numeral.digits and before[-1:] == "/" and before[:1].isdigit()


def is_ordinal(text: str, numeral: Numeral) -> bool:
    """Digits with a full stop that ends no sentence: "5. vārti"."""
    after = text[numeral.end : numeral.end + 3]
    return numeral.digits and after[:2] == ". " and after[2:].islower()


def is_year(folded: str, numeral: Numeral) -> bool:
    """Whether a numeral is four digits that can be a year of our time."""
    text = folded[numeral.start : numeral.end]
    return numeral.digits and len(text) == 4 and text.isdigit() and 1900 <= int(text) < 2100


def _in_name(folded: str, numeral: Numeral) -> bool:
    return folded[numeral.start - 1 : numeral.start] in ("-", "/") or folded[
        numeral.end : numeral.end + 1
    ] in ("-", "/")


def range_of(left: Numeral, right: Numeral, place: tuple[int, int]) -> Numeral | None:
    """Two numerals as the ends of one range; a scale word after the second counts for both."""
    low, high = left.value, right.value
    assert low is not None and high is not None  # noqa: PT018
    if right.scale >= 1000 and left.scale == 1 and low < 1000:
        low = low * right.scale
    elif right.scale == 100 == high / (high // 100) and low < 10 and not (left.digits or right.digits):
        low = low * 100  # "two to three hundred"
    if low >= high:
        return None
    return right._replace(start=place[0], end=place[1], low_high=(low, high))


def is_ratio(
    part: Exact | None, whole: Exact | None, rule: Rule, language: Language, denominator: Numeral
) -> bool:
    """Both whole numbers, the whole at least two; an inverted fraction only between small numbers."""
    if not isinstance(part, int) or not isinstance(whole, int) or part < 1 or whole < 2 or part == whole:
        return False
    if "…" in rule.template and whole >= 1000:
        return False  # "5 percent of 2 million is 100,000"
    if rule.template.partition(">")[2].startswith("/<"):
        return part < whole and whole in language.denominators
    if denominator.digits and whole in YEARS and whole % 100 and part < 1000:
        return False  # "5 in 2019"
    if denominator.digits and not denominator.scaled and 1900 <= whole < 2100:
        return False  # "1,250 in 2015"
    return part < whole or part <= 20


def share(part: int, whole: int) -> Exact:
    """The value of a ratio."""
    return normal(Decimal(part) / Decimal(whole))


def past_blank(folded: str, at: int) -> int:
    """Past one blank or hyphen between a numeral and its unit."""
    while at < len(folded) and folded[at] == " ":
        at += 1
    return at + 1 if folded[at : at + 1] == "-" else at
