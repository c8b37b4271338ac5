from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

import cxtext as cx
from cxtext import contradictions, schema
from cxtext.contradictions import rows
from cxtext.errors import TableError
from cxtext.statistics import find_in_text

if TYPE_CHECKING:
    from pathlib import Path

    from cxtext.schema import Hint, Statistic


def hints(text: str, language: str = "en") -> list[Hint]:
    """The hints on a text of one turn."""
    return rows(find_in_text(text, language=language).rows)


def kinds(text: str, language: str = "en") -> list[str]:
    """Only their kinds."""
    return [one.hint for one in hints(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "explanation"),
    [
        (
            "en", "Sixty percent walk, 30 percent ride and 20 percent take the tram.", "parts_exceed_whole",
            "60 %, 30 % and 20 % in one sentence add up to 110 %: more than a whole, if they are its parts",
        ),
        (
            "lv", "No ogām 50 procentus apēd strazdi, trešdaļu lapsenes un 40 procentus mēs.",
            "parts_exceed_whole", "50 %, 1 in 3 and 40 % in one sentence add up to 123.3 %: "
            "more than a whole, if they are its parts",
        ),
        (
            "en", "We lose 72 percent of the letters, three out of four never arrive.", "shares_contradict",
            "72 % and 3 in 4 (75 %) stand close together: are they the same share?",
        ),
        (
            "de", "Neun von zehn Briefen kommen an. Es sind 88 Prozent.", "shares_contradict",
            "9 in 10 (90 %) and 88 % stand close together: are they the same share?",
        ),
        (
            "en", "In the end 23 percent of that 4 percent stayed.", "share_of_share",
            "23 % is said of 4 %: that is 0.92 % of all",
        ),
        (
            "de", "Am Ende blieben 23 Prozent von diesen 4 Prozent.", "share_of_share",
            "23 % is said of 4 %: that is 0.92 % of all",
        ),
        (
            "en", "Less than 2 percent of the shops try. And of these 2 percent only 30 percent do it well.",
            "share_of_share", "30 % is said of 2 %: that is 0.6 % of all",
        ),
        (
            "en", "Just 2 percent of the shops try. And of these 2 percent only 30 percent do it well.",
            "share_of_share", "30 % is said of 2 %: that is 0.6 % of all",
        ),
    ],
)  # fmt: skip
def test_what_is_hinted_at(language: str, text: str, kind: str, explanation: str) -> None:
    """Each kind of contradiction is found in plain sentences and explained in one line."""
    found = [one for one in hints(text, language) if one.hint == kind]
    assert [one.explanation for one in found] == [explanation]
    assert text[found[0].start : found[0].end].startswith(found[0].surfaces[0])
    assert text[found[0].start : found[0].end].endswith(found[0].surfaces[-1])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Parts that fit, overlap freely, are of different times, only limits, or grow.
        ("en", "Sixty percent walk, 30 percent ride and 10 percent take the tram."),
        ("en", "Of the homes 90 percent have a kettle, 80 percent a clock and 70 percent a lamp."),
        ("en", "In 2010 it was 60 percent, in 2011 it was 40 percent, in 2012 it was 30 percent."),
        (
            "en",
            "Less than 60 percent walk, less than 30 percent ride and less than 20 percent take the tram.",
        ),
        ("en", "It was 20 percent, then 40 percent, now 60 percent of us."),
        ("en", "We had 100 percent support, a 10 percent discount and 20 percent of the seats."),
        ("en", "About 60 percent walk, 30 percent ride and about 20 percent take the tram."),
        ("en", "Sixty percent walk and 55 percent ride."),
        (
            "en",
            "Of the homes 40 percent have a kettle, 35 percent a clock, 38 percent a lamp, 36 percent a cat.",
        ),
        ("en", "It was 45 percent, 45 percent, and 45 percent again, not one more."),
        # Fractions that say the same, say it loosely, or are about something else.
        ("en", "We lose 75 percent of the letters, three out of four never arrive."),
        ("en", "We lose 72 percent of the letters, almost three out of four never arrive."),
        ("en", "Thirty-five per cent, that is more than a third, never vote."),
        ("en", "We lose 48 percent of the letters. Half of them are bills."),
        ("en", "We lose 48 percent of the letters, half of them on the way."),
        ("en", "We lose 24 percent of the letters. A quarter of them are bills."),
        ("en", "We lose 40 percent of the letters, three out of four never arrive."),
        ("en", "Two thirds of the shops, 70 percent of the banks and 9 out of 10 schools closed."),
        # Percentages beside each other that are not one of the other.
        ("en", "We grew by 10 percent and 15 percent."),
        ("en", "The top 1 percent own 45 percent of everything."),
        ("en", "Our share is 4 percent. It is 4 percent here and 12 percent in the north."),
        ("en", "It takes 5 percent. Well, 5 percent at first, then 95 percent."),
        ("en", "Less than 5 percent left. Just 5 percent left, 95 percent stayed."),
        ("lv", "Divu gadu laikā bezdarbs nokritās no 9 % uz 6 %."),
        ("en", "More than 84 percent of the riders and 23 percent of the drivers agreed."),
    ],
)
def test_what_is_left_alone(language: str, text: str) -> None:
    """Numbers that only look like a contradiction: a false alarm costs more than a hint earns."""
    assert kinds(text, language) == []


def timed(*stated: tuple[int | None, float], kind: str = "percent") -> list[Statistic]:
    """Statistics of one answer with their years; each in a sentence of its own."""
    blank = find_in_text("It was 5 percent.", language="en").rows[0]
    return [
        blank._replace(
            statistic=number, sentence=f"{number}", start=10 * number, end=10 * number + 2,
            kind=kind, value=value, period=str(year or "then"), period_year=year,
        )
        for number, (year, value) in enumerate(stated, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "explanation"),
    [
        (
            [(2010, 5), (2011, 9), (2013, 30), (2014, 41)],
            "2010, 2011, 2013, 2014: 2012 is left out",
        ),
        (
            [(2010, 5), (2011, 9), (2011, 20), (2013, 41)],
            "2010, 2011, 2011, 2013: 2011 is named twice, 2012 not at all",
        ),
        (
            [(2000, 5), (2010, 9), (2020, 20), (2040, 41)],
            "2000, 2010, 2020, 2040: 2030 is left out",
        ),
    ],
)
def test_a_break_in_the_periods(stated: list[tuple[int | None, float]], explanation: str) -> None:
    """A year left out of equal steps, or named in the place of its neighbour."""
    found = rows(timed(*stated))
    assert [(one.hint, one.explanation) for one in found] == [("period_break", explanation)]
    assert found[0].statistics == tuple(range(1, len(stated) + 1))


@pytest.mark.parametrize(
    "stated",
    [
        [(2010, 5), (2011, 9), (2012, 30), (2013, 41)],
        [(2010, 5), (2012, 9), (2014, 30), (2016, 41)],
        [(2010, 5), (2011, 9), (2013, 30)],
        [(2010, 5), (2011, 9), (2015, 30), (2016, 41)],
        [(2010, 5), (2012, 9), (2011, 30), (2014, 41)],
        [(2010, 5), (2011, 9), (2011, 9), (2013, 41)],
        [(2010, 5), (2010, 9), (2011, 30), (2012, 41)],
        [(2010, 5), (2011, 9), (2013, 30), (2015, 41)],
        [(2010, 5), (2010, 9), (2010, 30)],
        [(2010, 5), (2010, 9), (2011, 30), (2012, 41), (2014, 44)],
        [(2014, 5), (2013, 9), (2011, 30), (2010, 41)],
        [(2010, 5), (None, 9), (2013, 30), (2014, 41)],
    ],
)
def test_periods_without_a_break(stated: list[tuple[int | None, float]]) -> None:
    """Complete, sparse, unordered or doubled for another reason: nothing to say."""
    assert rows(timed(*stated)) == []


@pytest.mark.parametrize(
    ("values", "explanation"),
    [
        ((20, 31, 4, 55, 67), "4 % does not fit between 31 % and 55 %; 44 would (dropped tens)"),
        ((20, 31, 24, 55, 67), "24 % does not fit between 31 % and 55 %; 42 would (digit swap)"),
        ((67, 55, 440, 31), "440 % does not fit between 55 % and 31 %; 44 would (power of ten)"),
    ],
)
def test_a_break_in_the_values(values: tuple[int, ...], explanation: str) -> None:
    """One value out of a rising or falling series, where a usual slip puts it back."""
    found = rows(timed(*((None, value) for value in values)))
    assert [(one.hint, one.explanation) for one in found] == [("value_break", explanation)]


@pytest.mark.parametrize(
    "values",
    [
        (20, 31, 44, 55, 67),
        (20, 31, 4),
        (83, 90, 70, 60, 40),
        (20, 31, 19, 55, 67),
        (20, 31, 4.5, 55, 67),
        (20, 20, 20, 20),
    ],
)
def test_values_without_a_break(values: tuple[float, ...]) -> None:
    """Series that rise and fall, few values, or one that no slip explains."""
    assert rows(timed(*((None, value) for value in values))) == []


def test_other_counts_are_another_series() -> None:
    """Years of different things are not put into one series."""
    two = timed((2010, 5), (2011, 9)) + [
        one._replace(statistic=one.statistic + 9) for one in timed((2013, 30), (2014, 41), kind="points")
    ]
    assert rows(two) == []


def test_the_kolsky_talk(kolsky: Path) -> None:
    """Both versions say 72 % and three of four, and 23 % of 1 %; nothing else is hinted at."""
    table = cx.analyse(cx.read_talk(kolsky)).hints
    found = table.select("language", "number", "hint").rows()
    assert found == [
        (language, number, hint)
        for language in ("lv", "ur")
        for number, hint in ((1, "shares_contradict"), (2, "share_of_share"))
    ]
    assert table["explanation"][1] == "23 % is said of 1 %: that is 0.23 % of all"


def test_no_false_alarm_on_the_labelled_sentences(root: Path) -> None:
    """Some four thousand sentences in all languages: one hint, and its shares do exceed a whole."""
    found, count = [], 0
    for path in sorted((root / "tests" / "labelled").glob("*.toml")):
        for sentence in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]:
            said = find_in_text(sentence["text"], language=path.stem).rows
            count += len(said)
            found += [(path.stem, hint.hint) for hint in rows(said)]
    assert count > 3000
    assert found in ([], [("bn", "parts_exceed_whole")])


def test_a_table_from_anywhere(kolsky: Path) -> None:
    """Rows in any order, without what is not needed, even in an unknown language; lacks are named."""
    analysis = cx.analyse(cx.read_talk(kolsky))
    table = analysis.statistics.reverse().drop("marks")
    assert schema.frame("hints", contradictions.from_table(table)).equals(analysis.hints)
    unknown = [
        one._replace(language="qqq") for one in find_in_text("23 percent of 4 percent", language="en").rows
    ]
    assert rows(unknown) == []
    with pytest.raises(TableError, match="sentence"):
        contradictions.from_table(table.drop("sentence"))
