"""Sentences: every visible character once, in order; marks of all scripts; numbers and names stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext.sentences import sentences


def split(text: str) -> list[str]:
    """The texts of the sentences."""
    return [text[start:end] for start, end in sentences(text)]


# One case per line: the sentences, as they must come out of the text made of them.
WHOLE = [
    ["It rose by 5.5 percent.", "Then it fell!"],
    ["The fee is 1.000 euros.", "Who pays?", "Nobody…", "Really?!"],
    ["Tas notika 2025. gadā.", "2. gads, 90 procenti."],
    ["J. Smith of the U.S. Army spoke.", "He left."],
    ["Budžets ir 2,5 tūkst. eiro gadā.", "Tas ir maz."],
    ["See No. 5 and p. 12 of the plan.", "34 percent agree."],
    ["“Why?” she asked.", "“Because.”", "(So it was.)", "It ended."],
    ["Visit www.example.org or write to a.b@example.org today.", "Node.js and ASP.NET stay."],
    ["یہ درست ہے۔", "کیا یہ درست ہے؟", "ہاں."],
    ["यह सही है।", "क्या यह सही है?"],
    ["ይህ ነው።", "እንዴት፧"],
    ["Արդյոք այո։", "Ոչ։"],
    ["Wait... and see.", "It came at last."],
]


@pytest.mark.parametrize("parts", WHOLE, ids=lambda parts: parts[0])
def test_sentences_end_at_their_marks_only(parts: list[str]) -> None:
    """Numbers, ordinals, initials, addresses and quotations do not end a sentence; end marks do."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["他说八十四。", "为什么？", "因为！"],
        ["はい。", "「そうです。」", "次です。"],
        ["Tas bija pēc tam.", "Tā mērķis ir skaidrs."],
        ["نہ ہو.", "لہذا صارفین کو خوش کرنا ہے."],
        ["Is it so?", "Yes."],
    ],
    ids=lambda parts: parts[0],
)
def test_glued_sentences_are_split(parts: list[str]) -> None:
    """Unspaced scripts and sentences that lost the blank between them are split all the same."""
    assert split("".join(parts)) == parts


def test_lines_never_run_together() -> None:
    """A newline ends a sentence even without a mark."""
    assert split("One line\n\n and another.\n") == ["One line", "and another."]


def test_abbreviations_are_data() -> None:
    """A word of the list keeps its stop."""
    text = "We met Dr. Smith. He left."
    assert [text[a:b] for a, b in sentences(text, abbreviations={"dr"})] == ["We met Dr. Smith.", "He left."]


def test_a_range_is_kept() -> None:
    """Offsets refer to the whole text."""
    text = "Before. One. Two. After."
    assert [text[a:b] for a, b in sentences(text, 8, 17)] == ["One.", "Two."]


@given(st.text(alphabet=st.sampled_from("aB1 .?!…。؟۔\n\"')।é中ہ"), max_size=80) | st.text(max_size=80))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    """Sentences are in order, hold no newline, have no blanks around them, and leave only blanks out."""
    position = 0
    for start, end in sentences(text):
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()
