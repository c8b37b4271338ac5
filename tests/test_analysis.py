from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

import cxtext as cx
from cxtext import analysis as stages
from cxtext import schema
from cxtext.errors import LanguageError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

TALK = {
    "en": """Interviewer: How many schools agreed?

Ann: First of all, more than 84 percent of the 1,250 schools did. That is new.

Interviewer: And the year before?

Ann: In 2015 it was three out of four.
""",
    "lv": """Intervētājs: Cik skolu piekrita?

Anna: Pirmkārt, vairāk nekā 48 procenti no 1250 skolām. Tas ir jaunums.

Intervētājs: Un gadu iepriekš?

Anna: 2015. gadā tās bija trīs no četrām.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small talk in two languages, with its metadata."""
    made = tmp_path / "schools"
    made.mkdir()
    for tag, text in TALK.items():
        (made / f"{tag}.txt").write_text(text, encoding="utf-8")
    (made / "talk.toml").write_text('title = "Schools"\ndate = "2016-05-03"\n', encoding="utf-8")
    return made


def test_tables(folder: Path) -> None:
    """An analysis has the talk and its tables, with the columns of the contract, sorted."""
    analysis = cx.analyse(cx.read_talk(folder))
    assert analysis.talk.title == "Schools"
    for name, row in schema.ROWS.items():
        table = getattr(analysis, name)
        assert tuple(table.columns) == row._fields
        assert table.height > 0 or name == "hints", name
        keys = table.select(schema.ORDER[name]).rows()
        assert keys == sorted(set(keys)), name


def test_the_numbers_of_a_talk(folder: Path) -> None:
    """Four statistics in each language, at their turns; the swapped digits differ, the rest does not."""
    analysis = cx.analyse(cx.read_talk(folder))
    said = analysis.statistics.select("language", "turn", "kind", "value").rows()
    assert said == [
        ("en", 2, "percent", 84.0),
        ("en", 2, "count", 1250.0),
        ("en", 4, "date", 2015.0),
        ("en", 4, "ratio", 0.75),
        ("lv", 2, "percent", 48.0),
        ("lv", 2, "count", 1250.0),
        ("lv", 4, "date", 2015.0),
        ("lv", 4, "ratio", 0.75),
    ]
    differing = [row for row in analysis.claims.to_dicts() if row["verdict"] == "differ"]
    assert {row["claim"] for row in differing} == {1}
    assert {row["slip"] for row in differing} == {"digit_swap"}


def test_the_verbs_give_the_tables(folder: Path) -> None:
    """Each verb gives the table of its name in the analysis."""
    talk = cx.read_talk(folder)
    analysis = cx.analyse(talk)
    assert_frame_equal(cx.extract(talk), analysis.statistics)
    assert_frame_equal(cx.pair(talk), analysis.pairs)
    assert_frame_equal(cx.align(talk), analysis.beads)
    assert_frame_equal(cx.compare(talk), analysis.claims)
    assert_frame_equal(cx.leftovers(talk), analysis.leftovers)
    assert_frame_equal(cx.agreement(analysis), analysis.agreement)
    assert_frame_equal(cx.hints(analysis), analysis.hints)


def test_extract_from_one_transcript(folder: Path) -> None:
    """A transcript alone has the statistics it has in its talk, but no name of a talk and no year of it."""
    one = cx.extract(cx.read_transcript(folder / "lv.txt"))
    talk = cx.extract(cx.read_talk(folder)).filter(language="lv")
    assert one["surface"].to_list() == talk["surface"].to_list()
    assert set(one["talk"]) == {""}


def test_extract_from_a_string() -> None:
    """A plain string has turn and pair 0; its language is given or detected."""
    text = "Trīs no četriem klientiem to zina, un tas ir labi."
    given = cx.extract(text, language="lv")
    assert given.select("turn", "pair", "part", "whole", "language").rows() == [(0, 0, 3, 4, "lv")]
    assert_frame_equal(cx.extract(text), given)


def test_leftovers_of_a_string() -> None:
    """A number that became no statistic stands in the leftovers table."""
    assert cx.leftovers("Room 12.", language="en").select("surface").rows() == [("12",)]
    assert cx.leftovers("Nobody.", language="en").is_empty()
    assert cx.extract("Nobody.", language="en").columns == list(schema.Statistic._fields)


def test_a_talk_in_one_language(folder: Path) -> None:
    """One language has claims that nothing contradicts; there is nothing to compare."""
    (folder / "lv.txt").unlink()
    talk = cx.read_talk(folder)
    analysis = cx.analyse(talk)
    assert set(analysis.claims["verdict"]) == {"agree"}
    assert analysis.claims["claim"].to_list() == [1, 2, 3, 4]
    assert analysis.beads.is_empty()
    with pytest.raises(ReadError, match="needs two"):
        cx.compare(talk)


def test_the_order_of_the_files_does_not_matter(folder: Path, tmp_path: Path) -> None:
    """Files written in another order give the same tables."""
    other = tmp_path / "other" / "schools"
    other.mkdir(parents=True)
    for path in sorted(folder.iterdir(), reverse=True):
        (other / path.name).write_bytes(path.read_bytes())
    left, right = (cx.analyse(cx.read_talk(path)) for path in (folder, other))
    for name in schema.ROWS:
        assert_frame_equal(getattr(left, name), getattr(right, name))


@pytest.mark.parametrize("text", ["", "84", "12 34 56", "* * *"])
def test_a_language_that_cannot_be_told(text: str) -> None:
    """Without letters there is no language, and it is said what to do."""
    with pytest.raises(LanguageError, match="language="):
        cx.extract(text)


@pytest.mark.parametrize(
    ("date", "year"),
    [("2016-05-03", 2016), ("May 2016", 2016), ("2016", 2016), ("12016", None), ("", None), (None, None)],
)
def test_year_of_a_talk(folder: Path, date: str | None, year: int | None) -> None:
    """The calendar year in the date of a talk, if there is one."""
    assert stages.year_of(cx.read_talk(folder)._replace(date=date)) == year


def test_a_year_named_by_its_distance(folder: Path) -> None:
    """The date of the talk makes "last year" a calendar year."""
    (folder / "en.txt").write_text("Ann: Last year 84 percent agreed, and we were glad.\n", encoding="utf-8")
    rows = cx.extract(cx.read_talk(folder)).filter(language="en")
    assert rows.select("period", "period_year").rows() == [("Last year", 2015)]
