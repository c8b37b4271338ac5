from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from effort import calls
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxtext import schema
from cxtext.errors import LanguageError
from cxtext.language import load
from cxtext.notation import notation
from cxtext.statistics import OUTSIDE, Found, find, find_in_text
from cxtext.transcript import parse

TAGS = ("en", "lv", "ur")

WORDS = {
    "en": (
        "more than less at least about three out of four in five half two thirds eighty-four 84 84% 1,250 "
        "5.5 percent percentage points million people years ago km $5 € 2015 last year twice times 10-15% 8"
    ),
    "lv": (
        "vairāk nekā mazāk par vismaz ap trīs no četriem puse divas trešdaļas astoņdesmit četri 84 84% 1 250 "
        "5,5 procenti procentpunkti miljoni cilvēku gadu pirms km € 2015. gadā pērn divreiz reizes līdz"
    ),
    "ur": (
        "سے زیادہ کم از کم تقریباً چار میں سے تین نصف دو تہائی چوراسی ۸۴ 84٪ 1,250 5.5 فیصد "
        "پوائنٹ لاکھ لوگ سال پہلے کلومیٹر روپے 2015ء گزشتہ دگنا گنا بہتر اسی سو تک"
    ),
}
"""What statistics are made of, to be thrown together at random."""


def heap(tag: str) -> st.SearchStrategy[str]:
    """Words of one language in any order."""
    words = [*WORDS[tag].split(), *".,;()–۔\n"]
    return st.lists(st.sampled_from(words), max_size=30).map(" ".join)


HEAPS = st.sampled_from(TAGS).flatmap(lambda tag: st.tuples(st.just(tag), heap(tag)))
DIRT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
DIRTY = st.sampled_from(TAGS).flatmap(
    lambda tag: st.tuples(st.just(tag), st.lists(st.one_of(heap(tag), DIRT), max_size=4).map("".join))
)
"""Words mixed with any characters of Unicode: controls, lone marks, digits of any script."""


def check(found: Found, text: str) -> None:
    """What holds for the statistics and leftovers of any text."""
    for row in (*found.rows, *found.leftovers):
        assert 0 <= row.start < row.end <= len(text)
        assert row.surface == text[row.start : row.end]
    for left, right in pairwise(found.rows):
        assert left.end <= right.start
    assert [row.statistic for row in found.rows] == list(range(1, len(found.rows) + 1))
    assert len(found.ago) == len(found.sentences) == len(found.rows)
    for row in found.rows:
        well_formed(row)
    for rest in found.leftovers:
        assert rest.reason
        assert not any(row.start <= rest.start < row.end for row in found.rows)


def well_formed(row: schema.Statistic) -> None:
    """What holds for any statistic."""
    assert row.kind in schema.KINDS
    assert row.bound in schema.BOUNDS
    assert set(row.marks) <= set(schema.MARKS)
    if row.value is None:
        assert row.low is not None
        assert row.high is not None
        assert row.low < row.high
    else:
        assert (row.low, row.high) == (None, None)
    if row.kind == "ratio":
        assert row.part
        assert row.whole
        assert row.value == pytest.approx(row.part / row.whole)
        assert ("inverted" in row.marks) == (row.part > row.whole)
    if row.kind in ("money", "duration", "measure", "percent", "points"):
        assert row.unit
    assert notation(row)


@given(HEAPS)
def test_any_heap_of_words(sentence: tuple[str, str]) -> None:
    """However words are heaped up: surfaces are the text, statistics are in order and apart, fields fit."""
    tag, text = sentence
    check(find_in_text(text, language=tag), text)


@pytest.mark.parametrize("text", ["84 eighty-four people", "84 eighty-four least"])
def test_a_number_counts_no_number(text: str) -> None:
    """The noun of a count is no numeral, and counts do not overlap."""
    found = find_in_text(text, language="en")
    check(found, text)
    assert "eighty" not in {row.unit for row in found.rows}


@given(DIRTY)
@settings(max_examples=200)
@example(("en", "84\u0301 percent"))
@example(("lv", "\u0304\u030484 procenti\u0000\u0007"))
@example(("ur", "\u202b۸۴\u202c٪\ufeff"))
@example(("en", "½½½ ⅔ 5½%%%‰"))
@example(("en", "\u0661\u06f2\u0969 percent"))
def test_any_text(sentence: tuple[str, str]) -> None:
    """No text breaks anything: controls, lone marks, unassigned characters, mixed digits."""
    tag, text = sentence
    check(find_in_text(text, language=tag), text)


@given(DIRTY)
@example(("lv", "Vaira\u0304k neka\u0304 84 procenti, astoņdesmit četri"))
def test_decomposed_text(sentence: tuple[str, str]) -> None:
    """Text with separate accents has the statistics of composed text, with offsets of the text as given."""
    tag, text = sentence
    apart = unicodedata.normalize("NFD", text)
    found = find_in_text(apart, language=tag)
    check(found, apart)
    whole = find_in_text(unicodedata.normalize("NFC", apart), language=tag)
    assert [notation(row) for row in found.rows] == [notation(row) for row in whole.rows]


CLEAN = st.sampled_from(
    [
        "Over 84 percent of riders agreed.", "Three out of four shops closed.", "We have 1,250 stations.",
        "It cost $5 million.", "Nobody came.", "In 2015 sales doubled.", "First of all, room 12.",
        "At least 5 km, about ten years ago.", "",
    ]
)  # fmt: skip


@given(st.lists(CLEAN, max_size=4), st.lists(CLEAN, max_size=4))
def test_lines_are_apart(first: list[str], second: list[str]) -> None:
    """Whole sentences on lines of their own have the statistics they have alone."""
    above, below = " ".join(first), " ".join(second)
    together = find_in_text(f"{above}\n{below}", language="en")
    alone = [find_in_text(text, language="en").rows for text in (above, below)]
    shift = len(above) + 1
    wanted = [(row.start, notation(row)) for row in alone[0]]
    wanted += [(row.start + shift, notation(row)) for row in alone[1]]
    assert [(row.start, notation(row)) for row in together.rows] == wanted


@given(HEAPS)
def test_the_same_again(sentence: tuple[str, str]) -> None:
    """The same text has the same statistics."""
    tag, text = sentence
    assert find_in_text(text, language=tag) == find_in_text(text, language=load(tag))


@given(HEAPS)
def test_every_digit_is_accounted_for(sentence: tuple[str, str]) -> None:
    """Every digit is in a statistic or in a leftover with a reason."""
    tag, text = sentence
    found = find_in_text(text, language=tag)
    held = {at for row in (*found.rows, *found.leftovers) for at in range(row.start, row.end)}
    assert [
        text[at - 5 : at + 5] for at, char in enumerate(text) if char.isdecimal() and at not in held
    ] == []


PIECES = [
    ("en", "9"), ("en", "9."), ("en", "9 "), ("en", "9-"), ("en", "9:"), ("en", " "), ("en", "\n"),
    ("en", "a"), ("en", "eighty "), ("en", "eighty-four percent "), ("en", "one and a half "),
    ("en", "three out of four "), ("en", "between 5 and "), ("en", "\u0301"), ("en", "a\u0301"),
    ("en", "\x00"), ("en", "%"), ("en", "5% to "), ("en", "half "), ("en", "hundred"),
    ("lv", "astoņdesmit"), ("lv", "2. "), ("ur", "ایک "), ("ur", "۸"), ("ur", "چار میں سے "), ("en", "½"),
    ("en", "a1"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "piece"), PIECES)
def test_work_is_linear(tag: str, piece: str) -> None:
    """A line of 48,000 characters takes about eight times the work of one of 6,000, not 64 times."""
    small, large = piece * (6_000 // len(piece)), piece * (48_000 // len(piece))
    find_in_text(piece * 10, language=tag)  # what is made once is no part of the effort
    short = calls(lambda: find_in_text(small, language=tag))
    assert calls(lambda: find_in_text(large, language=tag)) < 12 * max(short, 2_000)


def test_a_sentence_is_held_once() -> None:
    """The rows of one long sentence share its text."""
    found = find_in_text("we had 84 percent and room 12 and " * 20, language="en")
    assert len(found.rows) == len(found.leftovers) == 20
    assert len({id(row.sentence) for row in (*found.rows, *found.leftovers)}) == 1


@pytest.mark.parametrize("length", [19, 20, 30, 100_000])
def test_a_number_too_long_to_be_held(length: int) -> None:
    """A number of very many digits is left over with its reason, and the next one is read."""
    found = find_in_text("9" * length + " percent, and 84 percent", language="en")
    assert [notation(row) for row in found.rows] == ["84%"]
    assert [(row.start, row.end) for row in found.leftovers] == [(0, length)]
    assert found.leftovers[0].reason == "a number too long to be held exactly"


def test_unknown_language() -> None:
    """A language without a file is refused, with a hint."""
    with pytest.raises(LanguageError, match="no language file"):
        find_in_text("84 %", language="tlh")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "Nothing here."])
def test_nothing(text: str) -> None:
    """A text without numbers has no statistics and no leftovers."""
    assert find_in_text(text, language="en") == Found((), (), (), ())


LEFT = [
    ("en", "First of all, hello.", [("First of all", "a fixed phrase, not a quantity")]),
    ("en", "Take the 3rd door.", [("3", "an ordinal, or the number of a thing")]),
    ("en", "On 5 May we met.", [("5", "an ordinal, or the number of a thing")]),
    ("en", "It starts at 10:30.", [("10:30", "a clock time")]),
    ("en", "It was year two.", [("two", "the time another number belongs to")]),
    ("en", "He scored ten.", [("ten", "a number word without a unit or noun it counts")]),
    ("en", "He scored 10.", [("10", "a number without a unit or noun it counts")]),
    ("en", "I have one.", [("one", "the word for one, also an article")]),
    ("en", "An A4 sheet.", [("4", "part of a name or code")]),
    ("en", "See www.84.org now.", [("84", "part of a web or mail address")]),
    ("en", "We had eighty fourteen.", [("eighty fourteen", "number words that do not make one number")]),
    ("lv", "Otrajā stāvā, 3. maijā.", [("3", "a day of the month")]),
    ("ur", "کمرہ نمبر 12", [("12", "an ordinal, or the number of a thing")]),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "text", "wanted"), LEFT)
def test_leftovers(tag: str, text: str, wanted: list[tuple[str, str]]) -> None:
    """What became no statistic says why."""
    found = find_in_text(text, language=tag)
    assert found.rows == ()
    assert [(row.surface, row.reason) for row in found.leftovers] == wanted


TRANSCRIPT = """Interviewer: How many of the 40 schools agreed?

Ann: More than 84 percent of them did. Last year it was half.

Interviewer: And in 2015?

Ann: In 2015 three out of four agreed, about 1,250 people in all.
"""


def test_a_transcript() -> None:
    """Rows carry their turn, their pair and their sentence; offsets are those of the transcript."""
    transcript = parse(TRANSCRIPT, name="x.txt", language="en", data=load("en"))
    found = find(transcript, talk="x", pairs={1: 1, 2: 1, 3: 2, 4: 2}, year=2016)
    check(found, transcript.text)
    read = [(row.turn, row.pair, notation(row), row.period, row.period_year) for row in found.rows]
    assert read == [
        (1, 1, "n=40", None, None),
        (2, 1, "> 84%", None, None),
        (2, 1, "1/2", "Last year", 2015),
        (3, 2, "@2015", None, None),
        (4, 2, "@2015", None, None),
        (4, 2, "3/4", "2015", 2015),
        (4, 2, "~ n=1250", "2015", 2015),
    ]
    assert found.sentences == (0, 1, 2, 3, 4, 4, 4)
    assert all(row.surface in row.sentence and row.talk == "x" for row in found.rows)


def test_numbers_outside_the_speech(kolsky: object) -> None:
    """Numbers of header and footer are leftovers that say where they stand, with turn 0."""
    from cxtext.transcript import read_transcript

    transcript = read_transcript(f"{kolsky}/lv.txt")
    outside = [row for row in find(transcript).leftovers if row.turn == 0]
    assert "10 gadu" in [row.surface for row in outside]
    assert {row.reason for row in outside} <= set(OUTSIDE.values())
