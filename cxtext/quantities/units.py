"""Units of measure and currencies beside a numeral."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cxtext.digits import normal
from cxtext.language import tails
from cxtext.quantities.quantity import DURATIONS, Quantity
from cxtext.quantities.readings import past_blank, quantity_of
from cxtext.template import Lexicon, Tails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.language import Language
    from cxtext.numerals import Numeral


_Finder = Callable[[str, int], "tuple[int, str] | None"]


_SYMBOL = 2
"""Letters of a unit symbol that a common word may share (Welsh "a" is "and" and the ampere)."""

_CODE = 3
"""Letters of the longest currency code (ISO 4217)."""


class Units:
    """The unit and currency names of one language: those of its file outrank those of the CLDR."""

    def __init__(self, language: Language) -> None:
        known = tails(language)
        self._money_scales = Lexicon(
            [(form, int(value)) for value, forms in language.forms["money_scales"].items() for form in forms]
        )
        # A form that the file gives to a currency ("pounds") is no unit, whatever the CLDR says.
        money = {form for forms in language.forms["money"].values() for form in forms}
        words = frozenset(form for form in language.forms["words"].get("common", ()) if len(form) <= _SYMBOL)
        names = {form: unit for form, unit in language.cldr.units.items() if form not in money | words}
        self._units = _lexicon(names, language.forms["units"], known)
        self._money = _lexicon(language.cldr.money, language.forms["money"], known)
        # Signs and codes stand before a number; a name there belongs to the number before it.
        listed = [(form, key) for key, forms in language.forms["money"].items() for form in forms]
        codes = [(form, key) for form, key in listed if not form.isalpha() or len(form) <= _CODE]
        self._money_before = _before(listed if language.noun_first else codes)
        rates = [(form, key) for key, forms in language.forms["per"].items() for form in forms]
        self._per = _before(rates)
        self._units_before: _Finder | None = None
        if language.noun_first:
            named = [(form, key) for key, forms in language.forms["units"].items() for form in forms]
            self._units_before = _before([*named, *language.cldr.units.items()])

    def rated(self, folded: str, quantities: list[Quantity]) -> list[Quantity]:
        """The quantities, their units made rates where the word for it stands before their comparator."""
        return [self._rated(folded, quantity) for quantity in quantities]

    def _rated(self, folded: str, quantity: Quantity) -> Quantity:
        rate = self._per(folded, quantity.start) if quantity.kind == "measure" else None
        if rate is None or "-per-" in (quantity.unit or ""):
            return quantity
        return quantity._replace(start=rate[0], unit=f"{quantity.unit}-per-{rate[1]}")

    def measured(self, folded: str, numeral: Numeral, at: tuple[int, ...]) -> list[Quantity]:
        """What the numeral measures by the unit after it or the currency on either side."""
        found = []
        if numeral.role in ("multiple", "amount") or numeral.open or numeral.article:
            return []
        begin = past_blank(folded, numeral.end)
        for lexicon, kind in ((self._units, None), (self._money, "money")):
            match = lexicon.at(folded, begin)
            if match is not None:
                end, unit = match
                rate = self._per(folded, numeral.start) if kind is None else None
                start, unit = (numeral.start, unit) if rate is None else (rate[0], f"{unit}-per-{rate[1]}")
                name = kind or ("duration" if unit in DURATIONS else "measure")
                found.append(quantity_of(name, numeral, at, start, end, (f"units.{unit}",), unit=unit))
        code = self._money_before(folded, numeral.start)
        if code is not None and numeral.role == "number":
            found += self._paid(folded, numeral, at, *code)
        measure = self._units_before(folded, numeral.start) if self._units_before else None
        if measure is not None:
            start, unit = measure
            name = "duration" if unit in DURATIONS else "measure"
            found.append(quantity_of(name, numeral, at, start, numeral.end, (f"units.{unit}",), unit=unit))
        return found

    def _paid(
        self, folded: str, numeral: Numeral, at: tuple[int, ...], start: int, unit: str
    ) -> list[Quantity]:
        """Money with the currency in front; a letter behind the digits is a scale ("£12m") or spoils it."""
        template = (f"money.{unit}",)
        scale = self._money_scales.at(folded, numeral.end)
        if scale is not None and numeral.digits and numeral.value is not None and not numeral.low_high:
            value = numeral.value * scale[1]
            numeral = numeral._replace(end=scale[0], value=value if isinstance(value, int) else normal(value))
        elif "a" <= folded[numeral.end : numeral.end + 1] <= "z" and numeral.digits:
            return []
        return [quantity_of("money", numeral, at, start, numeral.end, template, unit=unit)]


def _lexicon(names: Mapping[str, str], forms: Mapping[str, tuple[str, ...]], known: Tails) -> Lexicon[str]:
    """Names of the language file first: they outrank those of the CLDR."""
    own = [(form, key) for key, listed in forms.items() for form in listed if key != "none"]
    none = frozenset(forms.get("none", ()))
    cldr = [(form, unit) for form, unit in names.items() if form not in none]
    return Lexicon([*own, *cldr], tails=known)


def _before(listed: list[tuple[str, str]]) -> _Finder:
    """A finder of the name that ends where a numeral starts: "$5", "EUR 5", "miaka 5"."""
    forms = [(form[::-1], key) for form, key in listed if not form.endswith("~")]
    reversed_forms = Lexicon(forms, backwards=True)

    def find(folded: str, at: int) -> tuple[int, str] | None:
        head = folded[max(0, at - 24) : at]
        blank = len(head) - len(head.rstrip(" "))
        found = reversed_forms.at(head[::-1], blank) if blank < 2 else None
        return None if found is None else (at - found[0], found[1])

    return find
