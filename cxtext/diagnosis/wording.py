"""What a slip did, as the rest of an English sentence that begins with a language's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.diagnosis.values import figure, is_range, plain

if TYPE_CHECKING:
    from cxtext.diagnosis.values import Reading


def describe(slip: str, original: Reading, reading: Reading) -> str:
    """``keeps only the units of 84`` for ``dropped_tens``; `original` and `reading` fill in the numbers."""
    if slip in _DIRECTED:
        return _DIRECTED[slip][_reverse(slip, original, reading)]
    if (
        slip == "dropped_units"
        and _short(original)
        and (original.value or 0) // 10 != (reading.value or 0) // 10
    ):
        return f"keeps only the first word of {figure(original)}"
    if slip in _WORDS and _short(original):
        return f"{_WORDS[slip][0]} {figure(original)}"
    if slip in _WORDS:
        return f"{_WORDS[slip][1]} {figure(original)}"
    return _WHY[slip]


def _short(original: Reading) -> bool:
    """Two number words at most, of which one is lost."""
    number = original.value
    return number is not None and original.kind != "ratio" and number < 100 and "." not in plain(number)


def _reverse(slip: str, original: Reading, reading: Reading) -> bool:
    if slip == "approximation_changed":
        return reading.approximate
    if slip == "duration_vs_point":
        return reading.ago
    if slip == "range_collapsed":
        return is_range(reading)
    return (reading.value or 0.0) > (original.value or 0.0)


_WORDS = {
    "dropped_tens": ("keeps only the units of", "loses the tens of"),
    "dropped_units": ("keeps only the tens of", "loses the units of"),
    "dropped_hundreds": ("loses a part of", "loses a part of"),
}

# slip → what it did in the named direction, and in the other
_DIRECTED = {
    "approximation_changed": ("leaves out that the number is approximate", "makes the number approximate"),
    "duration_vs_point": (
        "gives a length of time for a point in time",
        "gives a point in time for a length of time",
    ),
    "range_collapsed": (
        "keeps only one end of a range",
        "makes a range of a single number or turns it round",
    ),
    "scale_lost": ("loses the scale word", "adds a scale word"),
    "dropped_teen": ("keeps only one digit of a teen", "makes a teen of a single digit"),
    "teen_ty": ("takes a multiple of ten for a teen", "takes a teen for a multiple of ten"),
    "rounding": ("gives the number rounded", "gives the number rounded"),
}

_WHY = {
    "digit_swap": "exchanges two digits",
    "digit_substitution": "has one digit different",
    "digit_dropped": "loses a digit",
    "digit_added": "has a digit too many",
    "off_by_one": "is one off",
    "value_replaced": "gives an unrelated number",
    "power_of_ten": "is off by a power of ten",
    "scale_word": "takes one scale word for another",
    "long_short_scale": "confuses the long and the short scale",
    "decimal_grouping": "confuses the decimal mark with the grouping mark",
    "notation_only": "writes the same number differently",
    "literal_composition": "puts the number together by another language's rule",
    "arithmetic_form": "gives the same quantity in another form",
    "fraction_inversion": "exchanges part and whole",
    "fraction_collapsed": "keeps only one number of a fraction",
    "multiple_vs_increase": "confuses times as many with times more",
    "reciprocal": "turns the multiple into its reciprocal",
    "comparator_flip": "turns the comparator round",
    "comparator_lost": "loses the comparator",
    "comparator_added": "adds a comparator",
    "bound_strictness": "counts the limit in or out",
    "unit_converted": "converts the unit correctly",
    "unit_mismatch": "has another unit",
    "percent_point": "confuses percent with percentage points or per mille",
    "percent_lost": "loses the percent sign or word",
    "kind_changed": "takes one kind of number for another",
    "year_shift": "gives another year",
    "calendar_shift": "gives the year of another calendar",
}
