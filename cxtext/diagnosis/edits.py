"""How one number becomes another: edits of its number words, of its digits and of its scale.

All languages are handled by the decimal structure of the number, not by their words: eighty-four has a
tens word and a units word in (nearly) every language, thirteen is a teen. Every rule is a small
function from two numbers to the slips it could be; :func:`edits` gathers them.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, NamedTuple

from cxtext.diagnosis.slips import SLIPS
from cxtext.diagnosis.values import decimals, exact, plain, same

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALES = (10**3, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**12)
"""Thousand, 万, lakh, million, crore, 億, billion, trillion."""

_GROUPS = (2, 3, 6, 9, 12)
"""The powers of ten at which a group of number words begins."""

LARGEST = 10**15
"""Above, floats do not hold every whole number, and nobody says their words."""


class Edit(NamedTuple):
    """A possible slip between two numbers and its cost in nats."""

    slip: str
    cost: float


def edits(original: float, reading: float) -> list[Edit]:
    """All the slips that turn the number `original` into the number `reading`, cheapest first.

    Never empty: the last resort is ``value_replaced``.
    """
    found = [Edit("value_replaced", SLIPS["value_replaced"].cost)]
    for rule in _RULES:
        found += [Edit(slip, SLIPS[slip].cost + more) for slip, more in rule(original, reading)]
    return sorted(found, key=lambda edit: (edit.cost, edit.slip))


def rounding(left: float, right: float) -> bool:
    """True if the two are equal within the precision of the coarser: 83.7 and 84, 2.49 and 2.5 million.

    A whole number that only lost its last word (1,250 and 1,200) is not rounded.
    """
    fine, coarse = (left, right) if _step(left) <= _step(right) else (right, left)
    step, gap = _step(coarse), abs(left - right)
    if gap > step / 2 * (1 + 1e-9) or gap > 0.05 * max(abs(left), abs(right)):
        return False
    if step <= 1:
        return True
    return abs(coarse) < LARGEST and (coarse > fine or len(_lost_words(fine, coarse)) > 1)


def _step(number: float) -> float:
    """The place of the last digit said: 0.1 of 83.7, 1 of 84 and of 50, 100,000 of 2,400,000."""
    if decimals(number) or abs(number) < 1000 or abs(number) >= LARGEST:
        return float(10.0 ** -decimals(number))
    digits = plain(abs(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    # One digit and zeros: a thousand for 1,013 is no rounding one can rely on.
    return float(10 ** min(zeros, len(digits) - 2))


def _lost_words(fine: float, coarse: float) -> list[int]:
    return [value for value, _ in _words(round(fine - coarse))] if fine == int(fine) else [0, 0]


def _words(number: int) -> list[tuple[int, str]]:
    """The number words by value and role: 112 → (100, hundreds), (12, teen)."""
    words: list[tuple[int, str]] = []
    scale = 1
    while number:
        number, group = divmod(number, 1000)
        rest = group % 100
        if 10 <= rest <= 19:
            words.append((rest * scale, "teen" if rest > 10 else "tens"))
        else:
            words += [(rest % 10 * scale, "units"), (rest // 10 * 10 * scale, "tens")]
        words.append((group // 100 * 100 * scale, "hundreds"))
        scale *= 1000
    return [(value, role) for value, role in reversed(words) if value]


def _whole(*numbers: float) -> bool:
    return all(number == int(number) and 0 < number < LARGEST for number in numbers)


def _dropped_words(original: float, reading: float) -> Iterator[tuple[str, float]]:
    if not _whole(original, reading) or reading >= original:
        return
    number, rest = int(original), int(reading)
    leading = any(number % 10**power == rest for power in _GROUPS)
    if leading:
        yield "dropped_hundreds", 0.0
    for value, role in _words(number):
        if number - value == rest and not leading:
            yield {"tens": "dropped_tens", "hundreds": "dropped_hundreds"}.get(role, "dropped_units"), 0.0
    if _tens_by_twenties(number) == rest:
        yield "dropped_units", 1.4  # only in a language that counts by twenties
    if rest >= 1000 and any(number - number % 10**power == rest for power in range(2, len(str(number)))):
        yield "dropped_hundreds", 0.6


def _tens_by_twenties(number: int) -> int | None:
    """What is left of 72 (sixty twelve) and of 91 (eighty eleven) without the last word."""
    tens = number % 100 // 20 * 20
    return number - number % 100 + tens if tens in (60, 80) and number % 20 > 10 else None


def _teens(original: float, reading: float) -> Iterator[tuple[str, float]]:
    if not _whole(original, reading):
        return
    if (same(original, 1) or 3 <= original <= 9) and reading == original + (12 if original == 1 else 10):
        yield "dropped_teen", 1.6
    for value, role in _words(int(original)):
        if role != "teen":
            continue
        scale = 10 ** (len(str(value)) - 2)
        teen = value // scale
        lost = original - reading
        if lost == 10 * scale:
            yield "dropped_teen", 0.0
        elif lost == (teen - 1) * scale:
            yield "dropped_teen", 0.3
        elif lost == (teen - 10) * scale and teen > 12:
            yield "dropped_units", 0.5


def _teen_and_tens(original: float, reading: float) -> Iterator[tuple[str, float]]:
    if not _whole(original, reading):
        return
    low, high = sorted((int(original), int(reading)))
    for value, role in _words(low):
        scale = 10 ** max(0, len(str(value)) - 2)
        digit = value // scale - 10
        if role == "teen" and digit >= 2 and high - low == (digit * 10 - value // scale) * scale:
            yield "teen_ty", 0.0


def _aligned(original: float, reading: float) -> tuple[str, str]:
    """Both numbers as digits with as many decimals as the longer has."""
    places = max(decimals(original), decimals(reading))
    return f"{exact(original):.{places}f}", f"{exact(reading):.{places}f}"


def _digits(original: float, reading: float) -> Iterator[tuple[str, float]]:
    if min(original, reading) < 0 or max(original, reading) >= LARGEST:
        return
    left, right = _aligned(original, reading)
    if len(left) == len(right):
        places = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(places) == 1 and len(left.replace(".", "")) > 1:
            yield "digit_substitution", 0.0
        if len(places) == 2 and _swapped(left, right, *places):
            yield "digit_swap", 0.0
    left, right = plain(original), plain(reading)
    if _without_one(left, right) or left.partition(".")[0] == right != left:
        yield "digit_dropped", 0.0
    if _without_one(right, left):
        yield "digit_added", 0.0


def _swapped(left: str, right: str, first: int, second: int) -> bool:
    between = left[first + 1 : second]
    return between in ("", ".") and (left[first], left[second]) == (right[second], right[first])


def _without_one(longer: str, shorter: str) -> bool:
    return any(
        char != "." and longer[:place] + longer[place + 1 :] == shorter for place, char in enumerate(longer)
    )


def _neighbours(original: float, reading: float) -> Iterator[tuple[str, float]]:
    if _whole(original, reading) and abs(original - reading) == 1:
        yield "off_by_one", 0.0


def _power(left: float, right: float) -> int | None:
    """n if the larger is 10^n times the smaller, n > 0."""
    low, high = sorted((left, right))
    if low <= 0:
        return None
    power = round(log10(high / low))
    return power if power > 0 and same(high, low * 10**power) else None


def _spoken(number: float) -> float:
    """The number before its scale word: 2.4 of 2,400,000; below a million the number itself."""
    scale = next((scale for scale in (10**12, 10**9, 10**6) if number >= scale), 1)
    return number / scale


def _scales(original: float, reading: float) -> Iterator[tuple[str, float]]:
    power = _power(original, reading)
    if power is None:
        return
    low, high = sorted((original, reading))
    places = decimals(low)
    if (places and (power == places or (power == 3 and places < 3))) or power == decimals(_spoken(low)):
        yield "decimal_grouping", -0.3
    elif (places, power) == (1, 2):
        yield "decimal_grouping", 0.2  # prices have two decimals: 1.80
    if low < 1000 and high >= 1000 and 10**power in _SCALES:
        yield "scale_lost", 0.0 if high == original else 1.8
    if low >= 10**9 and power in (3, 6) and low < 10**13:
        yield "long_short_scale", 0.0
    elif low >= 1000 and (power >= 3 or low >= 10**4):
        yield "scale_word", 0.0
    if power <= 2:
        yield "power_of_ten", 0.2 if low < 10 else 0.0


_RULES = (_dropped_words, _teens, _teen_and_tens, _digits, _neighbours, _scales)
