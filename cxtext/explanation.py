"""How a text was read: every numeral, which template and which words fired, and what was left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxtext.language import load
from cxtext.notation import notation, plain
from cxtext.quantities import Quantity, finder_of
from cxtext.statistics import find_in_text
from cxtext.text import composed

if TYPE_CHECKING:
    from cxtext.schema import Leftover, Statistic


class Step(NamedTuple):
    """One quantity: its place, its words, and the templates that made it, in the order they fired."""

    start: int
    end: int
    surface: str
    notation: str
    numerals: tuple[tuple[str, str], ...]
    templates: tuple[str, ...]


class Explanation(NamedTuple):
    """How a text was read. ``print(explanation)`` shows it line by line."""

    text: str
    language: str
    steps: tuple[Step, ...]
    statistics: tuple[Statistic, ...]
    leftovers: tuple[Leftover, ...]

    def __str__(self) -> str:
        lines = [self.text, f"  read as {load(self.language).name} ({self.language})"]
        for step in self.steps:
            lines.append(f"  {step.surface!r} → {step.notation}")
            lines += [f"      number    {words!r} = {value}" for words, value in step.numerals]
            lines += [f"      template  {template}" for template in step.templates]
        lines += [f"  {row.surface!r} left over: {row.reason}" for row in self.leftovers]
        if not self.steps and not self.leftovers:
            lines.append("  no number in it")
        return "\n".join(lines)


def explain(text: str, *, language: str | None = None) -> Explanation:
    """How `text` is read in `language` (detected by default), slot by slot.

    Raises LanguageError for an unknown tag, or a language that cannot be told.

    >>> print(explain("84 procenti", language="lv"))
    84 procenti
      read as Latvian (lv)
      '84 procenti' → 84%
          number    '84' = 84
          template  <n>(-| |"|')procent(s|a|am|u|ā|i|iem|us|os)
    """
    if language is None:
        from cxtext.analysis import detected

        language = detected(text)
    known = load(language)
    nfc, places = composed(text)
    quantities, numerals = finder_of(known).find(nfc)
    found = find_in_text(text, language=known)
    steps = tuple(
        _step(nfc, quantity, [numerals[i] for i in quantity.numerals])
        for quantity in quantities
        if quantity.kind not in ("mark", "period")
    )
    if places is not None:
        steps = tuple(_placed(step, text, places) for step in steps)
    return Explanation(text, known.tag, steps, found.rows, found.leftovers)


def _placed(step: Step, text: str, places: list[int]) -> Step:
    """A step with the offsets of the text as given."""
    start, end = places[step.start], places[step.end]
    return step._replace(start=start, end=end, surface=text[start:end])


def _step(text: str, quantity: Quantity, numerals: list[object]) -> Step:
    words = tuple((text[n.start : n.end], _value(n)) for n in numerals)  # type: ignore[attr-defined]
    surface = text[quantity.start : quantity.end]
    return Step(
        quantity.start, quantity.end, surface, notation(quantity, unit=True), words, quantity.templates
    )


def _value(numeral: object) -> str:
    if getattr(numeral, "whole", 0):
        return f"{numeral.part}/{numeral.whole}"  # type: ignore[attr-defined]
    return plain(numeral.value)  # type: ignore[attr-defined]
