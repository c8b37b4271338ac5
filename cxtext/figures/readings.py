"""Readings: a quantity in short, as figures and the page show it (``> 84 %``, ``3/4``, ``10 years``)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SPACE = "\u00a0"
"""Keeps a number and its unit on one line."""

BOUND_SIGNS = {"<": "<", "<=": "≤", "=": "", ">=": "≥", ">": ">"}

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_LETTERS = {word: word[0].upper() for _, word in _LARGE}

# Unit names of CLDR whose English form is not the name with an s.
_UNIT_FORMS = {
    "century": "centuries", "foot": "feet", "inch": "inches", "celsius": "°C", "fahrenheit": "°F",
    "kelvin": "K", "hertz": "hertz", "percent": "%",
}  # fmt: skip


def number(value: float, *, grouped: bool = True) -> str:
    """A number as English readers write it: 1,250 · 2.4 million · 0.1."""
    for size, word in _LARGE:
        scaled = value / size
        if grouped and abs(scaled) >= 1 and round(scaled, 3) == scaled:
            return f"{scaled:,.3f}".rstrip("0").rstrip(".") + SPACE + word
    if value == int(value):
        return f"{int(value):,}" if grouped else str(int(value))
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def unit_name(unit: str, *, one: bool) -> str:
    """A CLDR unit name for reading: year → years, kilometer-per-hour → kilometers per hour."""
    if unit in _UNIT_FORMS and (not one or not _UNIT_FORMS[unit].isalpha()):
        return _UNIT_FORMS[unit]
    head, *rest = unit.split("-per-", 1)
    head = head if one else _UNIT_FORMS.get(head, head + "s")
    return " per ".join([head, *rest]).replace("-", " ")


def ratio(value: float | None, part: int | None, whole: int | None) -> str:
    """A ratio as a fraction: its own part and whole when known, else the simplest that has the value."""
    if part is not None and whole is not None:
        return f"{part}/{whole}"
    fraction = Fraction(value or 0).limit_denominator(100)
    return (
        f"{fraction.numerator}/{fraction.denominator}"
        if abs(fraction - Fraction(value or 0)) < 1e-9
        else number(value or 0)
    )


def _amount(cell: Mapping[str, Any], *, grouped: bool = True) -> str:
    """The number of a reading, or the two ends of its range."""
    low, high, value = cell.get("low"), cell.get("high"), cell.get("value")
    if value is not None:
        return number(value, grouped=grouped)
    return "–".join(number(end, grouped=grouped) if end is not None else "…" for end in (low, high))


def _with_unit(cell: Mapping[str, Any]) -> str:
    amount, unit = _amount(cell), cell.get("unit")
    return amount + SPACE + unit_name(unit, one=cell.get("value") == 1) if unit else amount


_BODIES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "percent": lambda cell: _amount(cell) + SPACE + (cell.get("unit") or "%"),
    "points": lambda cell: _amount(cell) + SPACE + (cell.get("unit") or "pp"),
    "ratio": lambda cell: ratio(cell["value"], cell.get("part"), cell.get("whole"))
    if cell.get("value") is not None else _amount(cell),
    "multiple": lambda cell: _amount(cell) + "×",
    "count": _amount,
    "money": lambda cell: _amount(cell) + (SPACE + cell["unit"] if cell.get("unit") else ""),
    "duration": _with_unit,
    "measure": _with_unit,
    "date": lambda cell: _amount(cell, grouped=False),
}  # fmt: skip


def reading(cell: Mapping[str, Any]) -> str:
    """What a row of the statistics or claims table says, in short; "" when it states nothing.

    `cell` has kind, value, low, high, unit, bound, approximate and, for ratios, part and whole.
    Counts come without their noun, which is in the language of the text.
    """
    kind = cell.get("kind")
    if not kind or all(cell.get(name) is None for name in ("value", "low", "high")):
        return ""
    prefix = ("~" if cell.get("approximate") else "") + BOUND_SIGNS.get(cell.get("bound") or "=", "")
    body = _BODIES.get(kind, _amount)(cell)
    return f"{prefix}{SPACE}{body}" if prefix else body


def brief(cell: Mapping[str, Any]) -> str:
    """A reading for narrow places: "€310M", "48 min", "≤50 km/h" (symbols: CLDR, English)."""
    short, unit, kind = reading(cell), cell.get("unit"), cell.get("kind")
    if unit and kind in ("duration", "measure"):
        amount = short.removesuffix(SPACE + unit_name(unit, one=cell.get("value") == 1))
        short = _with_symbol(amount, unit) or short
    elif unit and kind == "money":
        short = _with_currency(short.removesuffix(SPACE + unit), unit)
    for word, letter in _LETTERS.items():
        short = short.replace(SPACE + word, letter)
    return _THOUSANDS.sub("K", short).replace("~" + SPACE, "~")


# Whole thousands from 10,000 on.
_THOUSANDS = re.compile(r"(?<=\d\d),000(?![,\d])")


def _with_currency(amount: str, code: str) -> str:
    """An amount with the sign of its currency in front; the code where it has no sign of its own."""
    from babel.numbers import get_currency_symbol

    signs = amount[: len(amount) - len(amount.lstrip("~<>≤≥" + SPACE))]
    symbol = get_currency_symbol(code, locale="en")
    body = amount[len(signs) :]
    return signs + (f"{body}{SPACE}{code}" if symbol.isalpha() else symbol + body)


def _with_symbol(amount: str, unit: str) -> str | None:
    """An amount with the short form of its unit; None where the CLDR has none."""
    from babel.units import UnknownUnitError, format_unit

    try:
        return str(format_unit(amount, unit, "short", locale="en")).replace(" ", SPACE)
    except UnknownUnitError:
        return None
