from __future__ import annotations

import pytest

from cxtext.language import load
from cxtext.periods import assign
from cxtext.quantities import finder_of
from cxtext.statistics import find_in_text

TIMED = [
    # (language, text, [(surface of the statistic, its period, its calendar year)])
    ("en", "In 2019, 84 percent agreed.", [("2019", None, None), ("84 percent", "2019", 2019)]),
    ("en", "Last year 60 percent agreed.", [("60 percent", "Last year", None)]),
    ("en", "Year two, 90 percent.", [("90 percent", "Year two", None)]),
    ("en", "We had 84 percent in 2019.", [("84 percent", "2019", 2019), ("2019", None, None)]),
    ("en", "Last year 60 percent, this year 40 percent.",
     [("60 percent", "Last year", None), ("40 percent", "this year", None)]),
    ("en", "Last year was good. 60 percent agreed.", [("60 percent", None, None)]),
    ("en", "Last year it took five years.", [("five years", None, None)]),
    ("lv", "Pagājušajā gadā 60 procenti.", [("60 procenti", "Pagājušajā gadā", None)]),
    ("lv", "2. gads, 90 procenti.", [("90 procenti", "2. gads", None)]),
    ("lv", "Šogad 40 procenti, pērn 60 procenti.",
     [("40 procenti", "Šogad", None), ("60 procenti", "pērn", None)]),
    ("lv", "2019. gadā piekrita 84 %.", [("2019. gadā", None, None), ("84 %", "2019. gadā", 2019)]),
    ("ur", "گزشتہ سال 60 فیصد", [("60 فیصد", "گزشتہ سال", None)]),
    ("ur", "سال تین، 70 فیصد.", [("70 فیصد", "سال تین", None)]),
    ("ur", "2019 میں 84 فیصد", [("2019", None, None), ("84 فیصد", "2019", 2019)]),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "text", "wanted"), TIMED)
def test_period(tag: str, text: str, wanted: list[tuple[str, str | None, int | None]]) -> None:
    """A statistic has the time its sentence gives it, before it if there is one; times have none."""
    rows = find_in_text(text, language=tag).rows
    assert [(row.surface, row.period, row.period_year) for row in rows] == wanted


@pytest.mark.parametrize(
    ("text", "year"),
    [("Last year 60 percent.", 2015), ("This year 60 percent.", 2016), ("Next year 60 percent.", 2017)],
)
def test_year_of_the_talk(text: str, year: int) -> None:
    """With the year of the talk, a year named by its distance is a calendar year."""
    known = load("en")
    quantities = finder_of(known).find(text)[0]
    said = [quantity for quantity in quantities if quantity.kind == "percent"]
    (time,) = assign(text, [(0, len(text))], quantities, said, [0], known, 2016)
    assert time is not None
    assert time.year == year
    assert text[time.start : time.end] == time.surface
