from __future__ import annotations

import pytest

import cxtext as cx
from cxtext.errors import LanguageError
from cxtext.explanation import explain
from cxtext.language import load
from cxtext.notation import notation

TEXTS = [
    ("en", "More than 84 percent of the 1,250 stations, about three out of four."),
    ("en", "Between 10 and 15 percent paid $5 million in 2015, twice as much as 40 years ago."),
    ("lv", "Vairāk nekā astoņdesmit četri procenti, trīs no četriem bērniem, 2,4 milj. braucienu."),
    ("ur", "کم از کم چوراسی فی صد، چار میں سے تین، ساڑھے تین فیصد پوائنٹ"),
]


@pytest.mark.parametrize(("tag", "text"), TEXTS)
def test_steps_are_the_statistics(tag: str, text: str) -> None:
    """Every statistic has its step, with the same place, words and notation."""
    explained = explain(text, language=tag)
    assert [(step.start, step.end, step.surface) for step in explained.steps] == [
        (row.start, row.end, row.surface) for row in explained.statistics
    ]
    assert [step.notation for step in explained.steps] == [
        notation(row, unit=True) for row in explained.statistics
    ]
    assert explained.steps


@pytest.mark.parametrize(("tag", "text"), TEXTS)
def test_templates_are_those_of_the_file(tag: str, text: str) -> None:
    """A template that fired stands in the language file, or names the list or rule behind the quantity."""
    known = load(tag)
    listed = {template for keys in known.templates.values() for each in keys.values() for template in each}
    lists = {"fractions", "multiples", "counts", "a bare year"}
    for step in explain(text, language=tag).steps:
        assert step.templates
        for template in step.templates:
            assert template in listed | lists or template.startswith(("units.", "money."))


@pytest.mark.parametrize(("tag", "text"), TEXTS)
def test_numbers_stand_in_the_text(tag: str, text: str) -> None:
    """The words of every number stand in the surface of their statistic."""
    for step in explain(text, language=tag).steps:
        assert step.numerals
        assert all(words in step.surface and value for words, value in step.numerals)


def test_printed() -> None:
    """Printed, an explanation shows text, language, numbers, templates and what was left over."""
    shown = str(explain("Vairāk nekā astoņdesmit četri procenti, pirmkārt.", language="lv")).splitlines()
    assert shown[:2] == ["Vairāk nekā astoņdesmit četri procenti, pirmkārt.", "  read as Latvian (lv)"]
    assert shown[2] == "  'Vairāk nekā astoņdesmit četri procenti' → > 84%"
    assert shown[3].split() == ["number", "'astoņdesmit", "četri'", "=", "84"]
    assert [line.split()[0] for line in shown[4:6]] == ["template", "template"]
    assert shown[6:] == ["  'pirmkārt' left over: a fixed phrase, not a quantity"]


def test_nothing_to_explain() -> None:
    """A text without numbers says so."""
    assert str(explain("Nobody came.", language="en")).endswith("no number in it")


def test_the_language_is_detected() -> None:
    """Without a tag the language is told from the text."""
    assert explain("Mēs nezinām, vai tas ir 84 procenti, bet tas ir labi.").language == "lv"


@pytest.mark.parametrize(("text", "tag"), [("84 %", "tlh"), ("84", None), ("", None)])
def test_a_language_that_cannot_be_told(text: str, tag: str | None) -> None:
    """An unknown tag, or a text that says nothing about its language, is refused."""
    with pytest.raises(LanguageError):
        explain(text, language=tag)


def test_decomposed_text() -> None:
    """The places of the steps are those of the statistics even when accents are typed apart."""
    text = "Vaira\u0304k neka\u0304 84 procenti"
    explained = explain(text, language="lv")
    assert [step.notation for step in explained.steps] == ["> 84%"]
    assert [(step.start, step.end) for step in explained.steps] == [
        (row.start, row.end) for row in explained.statistics
    ]


def test_public_name() -> None:
    """cx.explain is the same function."""
    assert cx.explain is explain
