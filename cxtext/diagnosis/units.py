"""Units that convert into one another: CLDR unit names with their size in a base unit."""

from __future__ import annotations

from cxtext.diagnosis.values import decimals, same

YEAR = 365.2425
"""Days of the mean Gregorian year; a month is a twelfth of it."""

# dimension → unit → size (NIST Special Publication 811, appendix B)
_SIZES: dict[str, dict[str, float]] = {
    "duration": {
        "nanosecond": 1e-9,
        "microsecond": 1e-6,
        "millisecond": 1e-3,
        "second": 1,
        "minute": 60,
        "hour": 3600,
        "day": 86400,
        "week": 604800,
        "fortnight": 1209600,
        "month": YEAR * 7200,
        "quarter": YEAR * 21600,
        "year": YEAR * 86400,
        "decade": YEAR * 864000,
        "century": YEAR * 8640000,
        "millennium": YEAR * 86400000,
    },
    "length": {
        "micrometer": 1e-6,
        "millimeter": 1e-3,
        "centimeter": 1e-2,
        "decimeter": 0.1,
        "meter": 1,
        "kilometer": 1000,
        "inch": 0.0254,
        "foot": 0.3048,
        "yard": 0.9144,
        "mile": 1609.344,
        "nautical-mile": 1852,
        "mile-scandinavian": 10000,
    },
    "mass": {
        "milligram": 1e-6,
        "gram": 1e-3,
        "kilogram": 1,
        "tonne": 1000,
        "metric-ton": 1000,
        "ounce": 0.028349523125,
        "pound": 0.45359237,
        "stone": 6.35029318,
        "ton": 1000,  # most languages have one word for ton and tonne; the short ton is not told apart
        "carat": 0.0002,
    },
    "area": {
        "square-centimeter": 1e-4,
        "square-meter": 1,
        "square-kilometer": 1e6,
        "hectare": 1e4,
        "acre": 4046.8564224,
        "square-inch": 0.00064516,
        "square-foot": 0.09290304,
        "square-yard": 0.83612736,
        "square-mile": 2589988.110336,
    },
    "volume": {
        "milliliter": 1e-3,
        "centiliter": 1e-2,
        "deciliter": 0.1,
        "liter": 1,
        "hectoliter": 100,
        "cubic-meter": 1000,
        "cubic-centimeter": 1e-3,
        "gallon": 3.785411784,
        "gallon-imperial": 4.54609,
        "quart": 0.946352946,
        "pint": 0.473176473,
        "cup": 0.2365882365,
        "fluid-ounce": 0.0295735295625,
        "barrel": 158.987294928,
    },
    "speed": {
        "meter-per-second": 1,
        "kilometer-per-hour": 1 / 3.6,
        "mile-per-hour": 0.44704,
        "knot": 1852 / 3600,
    },
    "energy": {
        "joule": 1,
        "kilojoule": 1e3,
        "megajoule": 1e6,
        "watt-hour": 3600,
        "kilowatt-hour": 3.6e6,
        "megawatt-hour": 3.6e9,
        "gigawatt-hour": 3.6e12,
        "terawatt-hour": 3.6e15,
        "calorie": 4.184,
        "kilocalorie": 4184,
        "foodcalorie": 4184,
    },
    "power": {
        "milliwatt": 1e-3,
        "watt": 1,
        "kilowatt": 1e3,
        "megawatt": 1e6,
        "gigawatt": 1e9,
        "horsepower": 745.69987158,
    },
    "data": {
        "bit": 0.125,
        "byte": 1,
        "kilobyte": 1e3,
        "megabyte": 1e6,
        "gigabyte": 1e9,
        "terabyte": 1e12,
        "petabyte": 1e15,
    },
    "frequency": {"hertz": 1, "kilohertz": 1e3, "megahertz": 1e6, "gigahertz": 1e9},
    "temperature": {"celsius": 1, "kelvin": 1, "fahrenheit": 5 / 9},
}

_ONE_WORD = ({"ton", "tonne", "metric-ton"},)
"""Units that most languages have one word for: only the country tells a short ton from a tonne."""

_ZEROS = {"celsius": 273.15, "fahrenheit": 459.67 * 5 / 9, "kelvin": 0.0}
"""Kelvin at the zero of each temperature scale."""

_UNITS = {unit: (dimension, size) for dimension, sizes in _SIZES.items() for unit, size in sizes.items()}

TOLERANCE = 0.02
"""How far a conversion may be off for its own rounding: 100 km are 62.137 miles."""


def dimension(unit: str | None) -> str | None:
    """``length`` for ``kilometer``; None for a unit that converts into nothing."""
    return _UNITS[unit][0] if unit in _UNITS else None


def convert(number: float, source: str, target: str) -> float | None:
    """`number` in `source` as a number in `target`; None where the units measure different things."""
    if dimension(source) is None or dimension(source) != dimension(target):
        return None
    return (number * _UNITS[source][1] + _ZEROS.get(source, 0.0) - _ZEROS.get(target, 0.0)) / _UNITS[target][
        1
    ]


def one_word(left: str, right: str) -> bool:
    """True if the two are one word in most languages, so that a translation cannot tell them apart."""
    return any(left in units and right in units for units in _ONE_WORD)


def converted(left: float, left_unit: str, right: float, right_unit: str) -> bool:
    """True if one is the right conversion of the other, up to the rounding of the converted number."""
    forth, back = convert(left, left_unit, right_unit), convert(right, right_unit, left_unit)
    return _near(forth, right) or _near(back, left)


def _near(converted_number: float | None, stated: float) -> bool:
    if converted_number is None:
        return False
    # A rounded conversion is as fine as it is written, but 5 miles for 1 km is no rounding.
    slack = max(TOLERANCE * abs(stated), min(0.5 * 10 ** -decimals(stated), 0.05 * abs(stated)))
    return same(converted_number, stated) or abs(converted_number - stated) <= slack
