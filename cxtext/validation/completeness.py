"""Whether a language file is finished: its examples, its numbers, its reviewer (L105 to L108)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxtext import cldr, language_file
from cxtext.validation.entries import entries_of, is_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cxtext.validation.entries import File, Finding

# --- L105, L106 --------------------------------------------------------------------------------------

_SHOWN = {
    "quantities.percent": r"\d%",
    "quantities.points": r"\dpp",
    "quantities.ratio": r"\d/\d",
    "quantities.multiple": r"\dx",
    "fractions": r"\d/\d",
    "multiples": r"\dx",
    "ranges": r"\.\.",
    "comparators": r"^(~|[<>])",
    "counts": r"n=",
    "units": r"\d [a-z]{3}",
    "money": r"\d [A-Z]{3}",
    "marks.date": r"@",
}
"""How the notation of an example shows that a section works."""


def unshown_sections(file: File) -> Iterator[Finding]:
    """A section without an example; fewer than two examples in which nothing must be found."""
    shown = [text for example in _examples(file) for text in example]
    for key, pattern in _SHOWN.items():
        section, _, name = key.partition(".")
        filled = _table(file.raw, section)
        if (filled.get(name) if name else filled) and not any(re.search(pattern, text) for text in shown):
            yield file.finding("L105", key, "no example shows it")
    negative = sum(not example for example in _examples(file))
    if negative < 2:
        yield file.finding("L105", "examples", f"{negative} examples without any statistic, two are needed")


def _table(raw: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    table = raw.get(section)
    return table if isinstance(table, dict) else {}


def _examples(file: File) -> list[list[str]]:
    examples = file.raw.get("examples")
    found = examples if isinstance(examples, list) else []
    return [example["statistics"] for example in found if is_example(example)]


def unshown_plurals(file: File) -> Iterator[Finding]:
    """The examples miss a plural category of the language (CLDR)."""
    category = _plural_of(str(file.raw.get("code", language_file.ROOT)))
    numbers = [
        float(n)
        for example in _examples(file)
        for text in example
        for n in re.findall(r"\d+(?:\.\d+)?", text)
    ]
    # Categories of millions alone carry no ending of their own ("2 millones de").
    usual = {category(n): n for n in (0.5, 1.5, *range(200, -1, -1))}
    missing = sorted(set(usual) - {category(int(n) if n.is_integer() else n) for n in numbers})
    for name in missing:
        what = f"no number of the plural category {name!r} (such as {usual[name]:g})"
        yield file.finding("L106", "examples", what)


def _plural_of(tag: str) -> Callable[[float], str]:
    """The rule of the CLDR that gives the plural category of a number; one category for an unknown tag."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(cldr._LOCALES.get(tag, tag.replace("-", "_"))).plural_form
    except (UnknownLocaleError, ValueError):
        return lambda _: "other"


# --- L107, L108 --------------------------------------------------------------------------------------


def missing_numbers(file: File) -> Iterator[Finding]:
    """The numbers 0 to 20 and the tens are incomplete although the file reads ratios."""
    if not entries_of(file, "quantities", "ratio"):
        return
    values = {key: _values(file, key) for key in ("plus", "times")}
    vigesimal = any(_table(raw, "numbers").get("vigesimal") for raw in (*file.parents, file.raw))
    missing = [n for n in (*range(21), *range(30, 100, 10)) if not _has(n, values, vigesimal=vigesimal)]
    if missing:
        yield file.finding("L107", "numbers.plus", f"no word for {', '.join(map(str, missing))}")


def _values(file: File, key: str) -> frozenset[float]:
    tables = (_table(_table(raw, "numbers"), key) for raw in (*file.parents, file.raw))
    listed = (number for table in tables for number, forms in table.items() if forms)
    return frozenset(float(number) for number in listed if re.fullmatch(r"-?\d+(\.\d+)?", number))


def _has(number: int, values: Mapping[str, frozenset[float]], *, vigesimal: bool) -> bool:
    """Whether a number has a word, or is put together as its language does: ten-seven, four twenties."""
    if number in values["plus"] or number in values["times"]:
        return True
    if 10 < number < 20:
        rest = any(number < other < 20 for other in values["plus"])  # a greater teen is one word
        return not rest and (_has(10, values, vigesimal=False) and number - 10 in values["plus"])
    if vigesimal and number % 20 == 10 and number > 20:
        return _has(number - 10, values, vigesimal=True)
    return any(
        number % base == 0 and number // base in values["plus"]
        for base in (10, 20)
        if base in values["times"]
    )


def unnamed_reviewer(file: File) -> Iterator[Finding]:
    """The status "reviewed" without a reviewer."""
    if file.raw.get("status") == "reviewed" and not file.raw.get("review"):
        yield file.finding(
            "L108", "review", 'the status is "reviewed", but nobody is named', 'status = "reviewed"'
        )
    if file.raw.get("status", "draft") not in ("draft", "reviewed"):
        yield file.finding(
            "L108", "status", 'a status is "draft" or "reviewed"', f'status = "{file.raw["status"]}"'
        )
