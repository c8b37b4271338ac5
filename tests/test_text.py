from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext.text import composed, fold

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any string, lone surrogates and unassigned characters among it."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("VAIRĀK", "vairāk"),
        ("Vairāk\u00a0nekā\u202f٨٤\u200b٪", "vairāk nekā 84 %"),
        ("۸۴ ８４ ८४ ๘๔ ૮૪ 𝟖𝟒", "84 84 84 84 84 84"),
        ("ي ك ى أ", "ی ک ی ا"),
        ("５％ ﹪ ＰＣ", "5% % pc"),
        ("‘x’ “y” «z»", '\'x\' "y" "z"'),
        ("−5 ‑ \u00ad", "-5 - -"),
        ("½ ²", "½ ²"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("a\tb\u200fc\nd", "a b c\nd"),
        ("१२.५٫५", "12.5.5"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, blanks, digits of any script and exchanged signs have one spelling; a line end stays."""
    assert fold(text) == folded


def test_every_character_folds_to_one() -> None:
    """No character of Unicode changes the length, on its own or together with all others."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [char for char in every if len(fold(char)) != 1] == []
    assert len(fold(every)) == len(every)


def test_every_decimal_digit_folds() -> None:
    """Every decimal digit of Unicode (as far as this Python knows them) becomes its ASCII digit."""
    digits = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Nd"]
    assert len(digits) > 500
    assert [char for char in digits if fold(char) != str(unicodedata.digit(char))] == []


@given(ANY)
def test_fold_keeps_the_length(text: str) -> None:
    """Offsets of the folded text are offsets of the text."""
    assert len(fold(text)) == len(text)


@given(ANY)
def test_fold_is_done_once(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY)
def test_fold_is_local(left: str, right: str) -> None:
    """A character folds alike wherever it stands (but for sigma, which Python lowers by its place)."""
    left, right = (text.replace("Σ", "σ") for text in (left, right))
    assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.parametrize(
    ("text", "nfc", "places"),
    [
        ("vairāk", "vairāk", None),
        ("va\u0304k", "vāk", [0, 1, 3, 4]),
        ("e\u0301e\u0301", "éé", [0, 2, 4]),
        ("\u1112\u1161\u11ab 5", "한 5", [0, 3, 4, 5]),
        ("\u0304a", "\u0304a", None),
        ("", "", None),
    ],
)
def test_composed(text: str, nfc: str, places: list[int] | None) -> None:
    """The composed text comes with the place of each of its characters in the text as given."""
    assert composed(text) == (nfc, places)


@given(ANY)
def test_composed_places(text: str) -> None:
    """The composed text is NFC, and its places go up from the start to the end of the text."""
    nfc, places = composed(text)
    if places is None:
        assert nfc == text
        return
    assert unicodedata.is_normalized("NFC", nfc)
    assert len(places) == len(nfc) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert not places[0]


@given(st.text("aāīšé 5%", max_size=30))
def test_composed_undoes_decomposition(text: str) -> None:
    """Letters typed with separate accents come out as letters, each at its own place."""
    nfc, places = composed(unicodedata.normalize("NFD", text))
    assert nfc == text
    taken = [len(unicodedata.normalize("NFD", text[:at])) for at in range(len(text) + 1)]
    assert places in (None, taken)
    assert (places is None) == (len(unicodedata.normalize("NFD", text)) == len(text))
