"""Nothing is dropped silently: what is a number and no statistic is left over, with a reason."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtext import language
from cxtext.numerals import reader_of
from cxtext.statistics import find_in_text
from cxtext.template import is_word
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parent
TAGS = language.tags()


@cache
def sentences(tag: str) -> tuple[str, ...]:
    """Every sentence there is in a language: labelled, held out, and the examples of its file."""
    found = [example["text"] for example in language.load(tag).examples]
    for folder in ("labelled", "heldout"):
        path = TESTS / folder / f"{tag}.toml"
        if path.exists():
            found += [sentence["text"] for sentence in tomllib.loads(path.read_text("utf-8"))["sentences"]]
    return tuple(found)


def held(text: str, tag: str) -> list[tuple[int, int]]:
    """The places of the statistics and of what is left over."""
    found = find_in_text(text, language=tag)
    assert all(row.reason for row in found.leftovers)
    return [(row.start, row.end) for row in (*found.rows, *found.leftovers)]


def outside(places: Iterator[tuple[int, int]], text: str, tag: str) -> list[str]:
    """What of `text` at `places` is not wholly inside a statistic or a leftover."""
    spans = held(text, tag)
    return [text[a:b] for a, b in places if not any(start <= a and b <= end for start, end in spans)]


def digit_runs(text: str) -> Iterator[tuple[int, int]]:
    """Every run of digits, of any script."""
    return (match.span() for match in re.finditer(r"\d+", text))


def whole_words(text: str, tag: str) -> Iterator[tuple[int, int]]:
    """Every word that is, as it stands, a number word of the language file; articles left out."""
    known = language.load(tag)
    folded, start = fold(text), 0
    for end in range(len(folded) + 1):
        if end == len(folded) or not is_word(folded[end]):
            word = folded[start:end]
            if (word in known.plus or word in known.times) and word not in known.article:
                yield start, end
            start = end + 1


def numerals(text: str, tag: str) -> Iterator[tuple[int, int]]:
    """Every numeral of the reader that is complete; the word for one may be an article before a quantity."""
    for numeral in reader_of(language.load(tag)).numerals(fold(text)):
        if not numeral.open and not numeral.article:
            yield numeral.start, numeral.end


@pytest.mark.parametrize("tag", TAGS)
def test_every_digit_is_accounted_for(tag: str) -> None:
    """Every run of digits stands in a statistic or is left over (a recognised time too, with that reason)."""
    lost = {text: found for text in sentences(tag) if (found := outside(digit_runs(text), text, tag))}
    assert lost == {}


@pytest.mark.parametrize("tag", TAGS)
def test_every_number_word_is_accounted_for(tag: str) -> None:
    """So does every number word, alone or in a run, but for an article ("a 40 percent drop")."""
    lost = {}
    for text in sentences(tag):
        found = outside(whole_words(text, tag), text, tag) + outside(numerals(text, tag), text, tag)
        if found:
            lost[text] = found
    assert lost == {}


def test_the_sentences_hold_numbers() -> None:
    """In every language there are runs of digits and numerals to account for."""
    for tag in TAGS:
        assert sum(len(list(digit_runs(text))) for text in sentences(tag)) > 10
        assert sum(len(list(numerals(text, tag))) for text in sentences(tag)) > 10
    assert sum(len(list(whole_words(text, "en"))) for text in sentences("en")) > 10


@pytest.mark.parametrize(
    ("text", "lost"),
    [("Gate ab12x, 7 apples: 84%.", []), ("It is 12:30.", []), ("Two things are left.", [])],
)
def test_what_is_no_statistic(text: str, lost: list[str]) -> None:
    """Codes, clock times and bare numbers are left over."""
    assert outside(digit_runs(text), text, "en") + outside(whole_words(text, "en"), text, "en") == lost


def test_a_loss_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check finds what nobody accounts for."""
    monkeypatch.setattr(f"{__name__}.held", lambda *_: [(0, 2)])
    assert outside(digit_runs("84 and 13"), "84 and 13", "en") == ["13"]
    assert outside(whole_words("84 and thirteen", "en"), "84 and thirteen", "en") == ["thirteen"]


@settings(max_examples=40)
@given(st.data())
def test_digits_in_any_company(data: st.DataObject) -> None:
    """Every run of digits is accounted for in any row of words, numbers and signs."""
    tag = data.draw(st.sampled_from(TAGS))
    pieces = [piece for text in sentences(tag) for piece in text.split()]
    numbers = [
        "5",
        "84%",
        "1,250",
        "2.4",
        "1.",
        "0,5",
        "3/4",
        "12:30",
        "10-15",
        "٨٤",
        "८४",
        "x7",
        "$5",
        "1 000",
    ]
    row = data.draw(st.lists(st.sampled_from([*pieces, *numbers]), max_size=15))
    text = data.draw(st.sampled_from([" ", "", "\n", ", "])).join(row)
    assert outside(digit_runs(text), text, tag) == []


@settings(max_examples=60)
@given(
    st.sampled_from(["en", "lv", "ur"]),
    st.text("0123456789٤۸८４%.,:;-–−+/' \u00a0\n$€°x²½eпфа日", max_size=60),
)
def test_digits_in_any_text(tag: str, text: str) -> None:
    """Every run of digits is accounted for in any text at all."""
    assert outside(digit_runs(text), text, tag) == []


@pytest.mark.parametrize(("tag", "text"), [("en", "From 10 to 15 thirty one."), ("de", "10-15 zwei drei")])
def test_a_number_is_no_noun(tag: str, text: str) -> None:
    """A number word behind a range is not what is counted."""
    assert outside(numerals(text, tag), text, tag) == []


KNOWN = [
    ("ko", "5 일곱"),  # the first syllable of a number word is taken for a unit
    ("hu", "2019 hét kilenc"),  # the word for seven is also the word for week
]


@pytest.mark.xfail(strict=True, reason="a unit or noun is read inside a run of number words")
@pytest.mark.parametrize(("tag", "text"), KNOWN)
def test_number_words_behind_a_number(tag: str, text: str) -> None:
    """A run of number words right behind a number is accounted for as a whole."""
    assert outside(numerals(text, tag), text, tag) == []
