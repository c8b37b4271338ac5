"""What happened to the quantity: number, kind and unit of a reading, whatever its bound."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cxtext.diagnosis import units
from cxtext.diagnosis.edits import Edit, edits, rounding
from cxtext.diagnosis.slips import CALENDARS, SLIPS
from cxtext.diagnosis.values import PROPORTIONS, Reading, bare, decimals, is_range, percentage, same

if TYPE_CHECKING:
    from collections.abc import Iterator

EQUAL = Edit("", 0.0)
"""No slip at all."""


def quantity_slip(original: Reading, reading: Reading) -> Edit:
    """The cheapest slip that turns the quantity `original` into `reading`; :data:`EQUAL` for none.

    Bound, approximation, marks and period are not looked at. Never fails: unreadable or unrelated
    quantities are ``value_replaced``, with the cost of a change of kind added where that changed too.
    """
    return _quantity_slip(bare(original), bare(reading))


@lru_cache(maxsize=1 << 16)
def _quantity_slip(original: Reading, reading: Reading) -> Edit:
    if original == reading:
        return EQUAL
    rules = _ranges if is_range(original) or is_range(reading) else _singles
    return min(rules(original, reading), key=lambda edit: edit.cost)


def _edit(slip: str, more: float = 0.0) -> Edit:
    return Edit(slip, SLIPS[slip].cost + more)


def _singles(original: Reading, reading: Reading) -> Iterator[Edit]:
    if original.value is None or reading.value is None:
        yield _edit("value_replaced", _kind_cost(original, reading))
    elif original.kind != reading.kind:
        both = original.kind in PROPORTIONS and reading.kind in PROPORTIONS
        yield from (_proportions if both else _kinds)(original, reading)
    elif original.kind == "ratio":
        yield from _ratios(original, reading)
    elif original.kind == "date":
        yield from _years(original.value, reading.value)
    elif (original.unit or "%") != (reading.unit or "%"):
        yield from _units(original, reading)
    else:
        yield from _numbers(original.value, reading.value, original.kind)


def _numbers(left: float, right: float, kind: str) -> Iterator[Edit]:
    """Two numbers of one kind and unit."""
    if same(left, right):
        yield EQUAL
    if rounding(left, right):
        yield _edit("rounding", 0.0 if decimals(left) >= decimals(right) else 0.05)
    if kind == "multiple":
        yield from _multiples(left, right)
    yield from edits(left, right)


def _multiples(left: float, right: float) -> Iterator[Edit]:
    if abs(left - right) == 1:
        yield _edit("multiple_vs_increase")
    if same(left * right, 1) and not same(left, 1):
        yield _edit("reciprocal")


def _ratios(original: Reading, reading: Reading) -> Iterator[Edit]:
    left, right = original.value or 0.0, reading.value or 0.0
    if same(left, right):
        yield _edit("arithmetic_form")
    if same(left * right, 1):
        yield _edit("fraction_inversion")
    if original.whole == reading.whole and original.part and reading.part:
        yield from edits(original.part, reading.part)
    elif original.part == reading.part and original.whole and reading.whole:
        yield from edits(original.whole, reading.whole)
    yield _edit("value_replaced")


def _proportions(original: Reading, reading: Reading) -> Iterator[Edit]:
    """Percent against ratio against multiple: compared as percentages."""
    left, right = percentage(original), percentage(reading)
    if left is None or right is None:
        return
    if same(left, right) or _rounded_share(original, reading, left, right):
        yield _edit("arithmetic_form")
    multiple = next((number for number in (original, reading) if number.kind == "multiple"), None)
    if multiple is not None and multiple.value and multiple.value > 1:
        # "Tripled" is also "grew by 200 percent": the base is not counted in.
        other = right if multiple is original else left
        if same(other + 100, multiple.value * 100):
            yield _edit("arithmetic_form", 0.4)
    if same(left * right, 10_000):
        yield _edit("reciprocal")
    yield from (Edit(slip, cost + 0.3) for slip, cost in edits(left, right))


def _rounded_share(original: Reading, reading: Reading, left: float, right: float) -> bool:
    """33 % and 33.3 % for a third: within half a unit of the percentage's last digit, and near."""
    stated = [
        number for number in (original, reading) if number.kind == "percent" and number.value is not None
    ]
    step = max((10.0 ** -decimals(number.value or 0.0) for number in stated), default=0.0)
    return abs(left - right) <= step * 0.501 and abs(left - right) <= 0.05 * max(left, right)


def _years(left: float, right: float) -> Iterator[Edit]:
    if same(left, right):
        yield EQUAL
    if left % 100 == right % 100 and min(left, right) < 100 <= max(left, right):
        yield _edit("notation_only", 0.2)
    if any(_calendar(a, b) for a, b in ((left, right), (right, left))):
        yield _edit("calendar_shift")
    if min(left, right) >= 1000:
        yield _edit("year_shift", 0.0 if edits(left, right)[0].slip != "value_replaced" else 1.2)
    else:
        yield from edits(left, right)


def _calendar(gregorian: float, other: float) -> bool:
    """True if `other` is `gregorian` in another calendar, give or take where the years begin."""
    if not 1000 <= gregorian <= 2999 or other <= 0:
        return False
    if any(low <= other - gregorian <= high for _, low, high in CALENDARS):
        return True
    # The mean Islamic year has 354.367 days and the first began in July 622.
    return abs((gregorian - 621.54) * 365.2425 / 354.367 - other) <= 1


def _units(original: Reading, reading: Reading) -> Iterator[Edit]:
    left, right = original.value or 0.0, reading.value or 0.0
    if original.kind == "percent":
        if same(percentage(original) or 0.0, percentage(reading) or 0.0):
            yield _edit("notation_only")
        wrong = "percent_point"
    else:
        if same(left, right) and units.one_word(original.unit or "", reading.unit or ""):
            yield _edit("notation_only", 0.1)
        if units.converted(left, original.unit or "", right, reading.unit or ""):
            yield _edit("unit_converted")
        wrong = "unit_mismatch"
    if same(left, right):
        yield _edit(wrong)
    else:
        # Money of another currency has another number as a rule; the rate is not ours to know.
        more = 0.8 if original.kind == "money" else SLIPS[wrong].cost / 2
        yield _edit(wrong, more) if original.kind == "money" else _edit("value_replaced", more)
        if original.kind != "money":
            yield from (Edit(slip, cost + more) for slip, cost in edits(left, right))


def _kind_cost(original: Reading, reading: Reading) -> float:
    return 0.0 if original.kind == reading.kind else SLIPS["kind_changed"].cost


def _kinds(original: Reading, reading: Reading) -> Iterator[Edit]:
    """Two different kinds that are not both proportions."""
    left, right = original.value or 0.0, reading.value or 0.0
    slip = _kind_slip(original, reading)
    if original.kind == "ratio" and right in (original.part, original.whole):
        yield _edit("fraction_collapsed", 0.0 if reading.kind == "count" else 1.0)
    if same(left, right):
        yield _edit(slip)
    yield from (Edit(name, cost + SLIPS[slip].cost) for name, cost in edits(left, right))


def _kind_slip(original: Reading, reading: Reading) -> str:
    if {original.kind, reading.kind} == {"percent", "points"}:
        return "percent_point"
    return "percent_lost" if original.kind == "percent" and reading.kind == "count" else "kind_changed"


def _ends(given: Reading) -> tuple[float, float]:
    """Low and high; a single number is both."""
    single = given.value or 0.0
    return (single if given.low is None else given.low, single if given.high is None else given.high)


def _ranges(original: Reading, reading: Reading) -> Iterator[Edit]:
    """At least one of the two is a range."""
    more = _kind_cost(original, reading)
    left, right = _ends(original), _ends(reading)
    if not more and original.unit and reading.unit and original.unit != reading.unit:
        pairs = list(zip(left, right, strict=True))
        if all(units.converted(a, original.unit, b, reading.unit) for a, b in pairs):
            yield _edit("unit_converted")
        more = SLIPS["unit_mismatch"].cost
        if left == right:
            yield _edit("unit_mismatch")
    elif more and left == right:
        yield _edit(_kind_slip(original, reading))
    if is_range(original) and is_range(reading):
        yield from (Edit(slip, cost + more) for slip, cost in _both_ranges(left, right))
    else:
        yield from (Edit(slip, cost + more) for slip, cost in _one_range(original, reading))


def _both_ranges(left: tuple[float, float], right: tuple[float, float]) -> Iterator[Edit]:
    if all(same(a, b) for a, b in zip(left, right, strict=True)):
        yield EQUAL
        return
    if all(same(a, b) or rounding(a, b) for a, b in zip(left, right, strict=True)):
        yield _edit("rounding")
    if left == right[::-1]:
        yield _edit("range_collapsed")
    changed = [(a, b) for a, b in zip(left, right, strict=True) if not same(a, b)]
    if len(changed) == 1:
        yield from edits(*changed[0])
    yield _edit("value_replaced", 0.5)


def _one_range(original: Reading, reading: Reading) -> Iterator[Edit]:
    wide, single = (original, reading) if is_range(original) else (reading, original)
    low, high = sorted(_ends(wide))
    number = single.value if single.value is not None else float("nan")
    more = 0.0 if wide is original else 1.2
    if number in (low, high):
        yield _edit("range_collapsed", more)
    elif low < number < high:
        yield _edit("range_collapsed", more + 1.0)
    yield _edit("value_replaced", 0.5)
