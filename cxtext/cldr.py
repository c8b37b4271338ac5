"""What the Unicode CLDR says about a language, as plain data, read through Babel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.errors import LanguageError
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# Tags of langdetect that are not the CLDR's name of the same language (BCP 47: CLDR aliases).
_LOCALES = {"zh-cn": "zh_Hans", "zh-tw": "zh_Hant", "tl": "fil", "no": "nb"}

# CLDR units that are kinds of quantity of their own here, or technicalities nobody cites in a talk,
# or that carry names which mean something else in running text ("point", "cup", "drop", "item").
_LEFT_OUT = (
    "concentr-", "consumption-", "graphics-dot", "graphics-em", "length-point", "volume-cup",
    "volume-drop", "volume-dram", "volume-jigger", "volume-pinch", "duration-night", "light-solar",
    "mass-earth", "mass-solar", "length-solar", "length-earth", "speed-light", "temperature-generic",
    "force-", "torque-", "pressure-pound", "duration-quarter", "duration-year-person",
    "duration-month-person", "duration-week-person", "duration-day-person", "mass-grain", "length-rin",
    "length-sun", "area-bu-jp", "angle-arc", "angle-radian", "angle-revolution", "volume-dessert",
)  # fmt: skip


class Cldr(NamedTuple):
    """`direction` is ltr or rtl; `units` and `money`: folded form → CLDR unit or ISO 4217 code."""

    name: str
    english: str
    direction: str
    decimal: str
    group: str
    units: Mapping[str, str]
    money: Mapping[str, str]
    percent: tuple[str, ...]


def extract(tag: str) -> Cldr:
    """The CLDR data of a language tag. Raises LanguageError when the CLDR does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(_LOCALES.get(tag, tag.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise LanguageError(f"The CLDR does not know the language tag {tag!r}") from error
    symbols = locale.number_symbols.get("latn") or next(iter(locale.number_symbols.values()))
    patterns = locale._data["unit_patterns"]
    return Cldr(
        name=locale.get_display_name() or tag,
        english=locale.get_display_name("en") or tag,
        direction=locale.text_direction,
        decimal=symbols["decimal"],
        group=symbols["group"],
        units=_units(patterns),
        money=_money(locale._data),
        percent=_forms(patterns.get("concentr-percent", {}), ("long",)),
    )


def _units(patterns: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    units: dict[str, str] = {}
    for name in sorted(patterns):
        if not name.startswith(_LEFT_OUT):
            # Short Latin forms ("in", "au", "st") are words of some language; und.toml names the safe ones.
            short = [
                form for form in _forms(patterns[name], ("short",)) if len(form) > 1 and not _latin(form)
            ]
            for form in (*_forms(patterns[name], ("long",)), *short):
                units.setdefault(fold(form), name.split("-", 1)[1])
    return dict(sorted(units.items()))


def _latin(form: str) -> bool:
    return any("a" <= char.lower() <= "\u024f" for char in form)


def _forms(pattern: Mapping[str, object], lengths: tuple[str, ...]) -> tuple[str, ...]:
    """The names in plural patterns such as ``{0} kilometri``, without the number."""
    forms = set()
    for length in lengths:
        plurals = pattern.get(length)
        for category, text in plurals.items() if hasattr(plurals, "items") else ():
            if category != "per" and isinstance(text, str) and text.count("{0}") == 1:
                form = (
                    text.replace("{0}", "").replace("\u200e", "").replace("\u200f", "").strip(" \u00a0\u202f")
                )
                forms.add(form)
    return tuple(sorted(form for form in forms if form and not form.isdigit()))


def _money(data: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    money: dict[str, str] = {}
    for code in sorted(data["currency_names_plural"]):
        if code.startswith("X"):  # metals, test codes and funds (ISO 4217)
            continue
        plurals = data["currency_names_plural"][code]
        for form in sorted({*plurals.values(), data["currency_names"].get(code, code)}):  # type: ignore[attr-defined]
            money.setdefault(fold(form), code)
    return dict(sorted(money.items()))
