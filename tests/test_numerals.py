from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from effort import calls
from hypothesis import given
from hypothesis import strategies as st

from cxtext import language
from cxtext.errors import LanguageError
from cxtext.numerals import Numeral, read, reader_of, scanner
from cxtext.text import fold

READ = {
    "en": [
        ("eighty-four", 84),
        ("Eighty Four", 84),
        ("one hundred and five", 105),
        ("a quarter of a million", 250000),
        ("two and a half million", 2500000),
        ("nineteen ninety-nine", 1999),
        ("nought point five", "0.5"),
        ("2.4 million", 2400000),
        ("12k", 12000),
        ("3 bn", 3000000000),
        ("twelve hundred", 1200),
        ("five lakh", 500000),
        ("1 234", 1234),
        ("two million three hundred thousand and one", 2300001),
        ("three dozen", 36),
        ("minus five", None),
        ("eighty fourteen", None),
        ("hundred hundred", None),
        ("five three", None),
        ("people", None),
        ("three quarters", None),
        ("twice", None),
        ("84 people", None),
        ("", None),
    ],
    "lv": [
        ("astoņdesmit četri", 84),
        ("astoņdesmitčetri", 84),
        ("divi miljoni trīs simti tūkstoši", 2300000),
        ("simt divdesmit trīs tūkstošus četrus simtus piecdesmit sešus", 123456),
        ("pusotra tūkstoša", 1500),
        ("divarpus", "2.5"),
        ("12 tūkst.", 12000),
        ("2,4 milj.", 2400000),
        ("deviņdesmit astoņi komats pieci", "98.5"),
        ("1 234", 1234),
        ("simti", None),
        ("tūkstošiem", None),
        ("cilvēki", None),
        ("trīs četri", None),
    ],
    "ur": [
        ("چوراسی", 84),
        ("پچاس آٹھ", 58),
        ("ساڑھے تین", "3.5"),
        ("ساڑھے چار سو", 450),
        ("پونے دو لاکھ", 175000),
        ("ڈھائی کروڑ", 25000000),
        ("ایک لاکھ تئیس ہزار چار سو چھپن", 123456),
        ("۱٬۲۳۴", 1234),
        ("۲۴ لاکھ", 2400000),
        ("اٹھانوے اعشاریہ پانچ", "98.5"),
        ("دو ہزار پندرہ", 2015),
        ("لوگ", None),
        ("تین چار", None),
    ],
}


@pytest.mark.parametrize(
    ("tag", "text", "value"), [(tag, text, value) for tag, cases in READ.items() for text, value in cases]
)
def test_read(tag: str, text: str, value: int | str | None) -> None:
    """A numeral is read completely and exactly, or not at all."""
    assert read(text, language=tag) == (Decimal(value) if isinstance(value, str) else value)


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "one point two billion"), ("lv", "viens komats divi miljardi"), ("ur", "ایک اعشاریہ دو ارب")],
)
def test_spoken_decimals_with_a_scale(tag: str, text: str) -> None:
    """One point two billion is 1,200,000,000."""
    assert read(text, language=tag) == 1200000000


def test_decimals_spoken_digit_by_digit() -> None:
    """Three point one four is 3.14."""
    assert read("three point one four", language="en") == Decimal("3.14")


def test_unknown_language() -> None:
    """A language without a file is refused."""
    with pytest.raises(LanguageError):
        read("eighty-four", language="tlh")


@pytest.mark.parametrize("tag", language.tags())
def test_every_number_word(tag: str) -> None:
    """Every form a file lists under plus is worth its value, alone and read by the reader of the file."""
    known = language.load(tag)
    lists = (*known.forms["fractions"].values(), *known.forms["multiples"].values())
    special = {form for forms in lists for form in forms} | set(known.idioms) | known.vague
    alone = {
        form: Decimal(str(value))
        for form, value in known.plus.items()
        if form not in special and "~" not in form and form == form.strip()
    }
    assert len(alone) >= 9
    assert {form: value for form, value in alone.items() if read(form, language=known) != value} == {}


@given(st.integers(0, 10**15), st.sampled_from(["en", "lv", "ur"]))
def test_digits_in_any_language(number: int, tag: str) -> None:
    """Plain digits are the same number everywhere."""
    assert read(str(number), language=tag) == number


WORDS = {
    "en": "one two three eighty hundred thousand million and a half point dozen percent people 5 1,250 .",
    "lv": "viens divi trīs astoņdesmit simti tūkstoši miljoni un pusotra komats procenti no cilvēki 5 1,2",
    "ur": "ایک دو تین چوراسی سو ہزار لاکھ اور ساڑھے اعشاریہ فیصد میں سے لوگ ۵ 1,250 ۔",
}
SENTENCES = st.sampled_from(sorted(WORDS)).flatmap(
    lambda tag: st.tuples(
        st.just(tag), st.lists(st.sampled_from(WORDS[tag].split()), max_size=24).map(" ".join)
    )
)


def found_in(text: str, tag: str) -> list[Numeral]:
    """The numerals of a text."""
    return reader_of(language.load(tag)).numerals(fold(text))


@given(SENTENCES)
def test_in_order(sentence: tuple[str, str]) -> None:
    """Numerals are in order, apart from each other and inside the text; without a value they say why."""
    tag, text = sentence
    found = found_in(text, tag)
    for left, right in pairwise(found):
        assert left.end <= right.start
    for numeral in found:
        assert 0 <= numeral.start < numeral.end <= len(text)
        assert numeral.value is not None or numeral.reason


@given(SENTENCES)
def test_completely_or_not_at_all(sentence: tuple[str, str]) -> None:
    """What is read inside a text is what its own words are worth alone."""
    tag, text = sentence
    for numeral in found_in(text, tag):
        if numeral.role == "number" and numeral.value is not None and not numeral.open:
            assert read(text[numeral.start : numeral.end], language=tag) in (numeral.value, None)


@given(SENTENCES, st.sampled_from([1, 2, 3, 5, 8, 13, 21]))
def test_block_size_does_not_matter(sentence: tuple[str, str], size: int) -> None:
    """The scan goes block by block; where a block ends changes nothing."""
    tag, text = sentence
    whole = found_in(text, tag)
    before = scanner.BLOCK
    scanner.BLOCK = size
    try:
        assert found_in(text, tag) == whole
    finally:
        scanner.BLOCK = before


@pytest.mark.parametrize("tag", ["en", "lv", "ur"])
def test_a_long_text_across_blocks(tag: str) -> None:
    """In a text of several blocks every numeral is found, at its place."""
    word = WORDS[tag].split()[3]
    step = f"{word} x "
    times = 3 * scanner.BLOCK // len(step)
    found = found_in(step * times, tag)
    assert [numeral.start for numeral in found] == [len(step) * at for at in range(times)]


@pytest.mark.parametrize(
    "piece",
    [
        "eighty-four percent and ",
        "one hundred ",
        "1,234,567 ",
        "7",
        "and ",
        "half a ",
        "1.",
        "twentytwenty",
        "- ",
    ],
)
def test_work_is_linear(piece: str) -> None:
    """Eight times the text takes about eight times the work, not sixty-four times."""
    small, large = 8_000 // len(piece), 64_000 // len(piece)
    found_in(piece * 50, "en")  # what is made once is no part of the effort
    short = calls(lambda: found_in(piece * small, "en"))
    assert calls(lambda: found_in(piece * large, "en")) < 12 * max(short, 500)


@pytest.mark.parametrize(("tag", "text"), [("ko", "20세부터"), ("ko", "5일에서")])
def test_a_counter_is_no_number(tag: str, text: str) -> None:
    """What looks like a number word or an idiom but touches digits counts with them."""
    assert [(n.start, n.value) for n in reader_of(language.load(tag)).numerals(text)] == [(0, int(text[:-3]))]
