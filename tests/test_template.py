from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext.template import (
    Between,
    Choices,
    Lexicon,
    Matcher,
    Piece,
    Search,
    TemplateError,
    closes,
    cut,
    expand,
    is_joined,
    is_unspaced,
    is_word,
    opens,
    parse,
    piece,
    searched,
    slots,
)
from cxtext.template.syntax import split
from cxtext.text import fold


def _piece(template: str, at: int) -> Piece:
    """A piece of a template, counted from 0."""
    found = cut(template).pieces[at]
    assert found is not None
    return found


def _matcher(template: str, at: int) -> Matcher:
    return Matcher(_piece(template, at))


@pytest.mark.parametrize(
    ("template", "forms"),
    [
        ("gads", ("gads",)),
        ("gad(s|ā)", ("gads", "gadā")),
        ("gad(s|)", ("gads", "gad")),
        ("(a|b) (c|d)", ("a c", "a d", "b c", "b d")),
        ("a(b(c|d)|e)", ("abc", "abd", "ae")),
        ("x(|)", ("x",)),
        ("GADS", ("gads",)),
        ("proce\u0304nts", ("procēnts",)),
        ("r$", ("r$",)),
        ("gad~", ("gad~",)),
        ("(|)", ("",)),
    ],
)
def test_expand(template: str, forms: tuple[str, ...]) -> None:
    """Alternatives are written out in order, folded, each once."""
    assert expand(template) == forms


@pytest.mark.parametrize(
    ("template", "column"),
    [
        ("gad(s|ā", 3),
        ("gad[s|ā", 3),
        ("gads)", 4),
        ("a|b", 1),
        ("a]", 1),
        ("gad*", 3),
        ("\\d", 0),
        ("a{2}", 1),
        ("<x> a", 0),
        ("a?", 1),
    ],
)
def test_refused(template: str, column: int) -> None:
    """Marks of regular expressions and brackets without a partner are refused, with their place."""
    with pytest.raises(TemplateError) as caught:
        parse(template)
    assert caught.value.column == column
    assert caught.value.what


@pytest.mark.parametrize("template", ["<n> gadi", "a…b"])
def test_a_form_has_no_slot(template: str) -> None:
    """A list of forms cannot hold slots and gaps."""
    with pytest.raises(TemplateError):
        expand(template)


@pytest.mark.parametrize(
    ("template", "names", "pieces"),
    [
        ("<n> gadi", ("n",), 2),
        ("<a> no <b>", ("a", "b"), 3),
        ("starp <n> un <n>", ("n", "n"), 3),
        ("pirmkārt", (), 1),
        ("[no] <n>. gad(ā|a)", ("n",), 2),
    ],
)
def test_slots(template: str, names: tuple[str, ...], pieces: int) -> None:
    """Slots come in order, and cut a template into the pieces around them."""
    assert slots(parse(template)) == names
    assert len(split(parse(template))) == pieces


AFTER = [
    # template after the number, what stands there, how much of it belongs to the surface (None: no match)
    (" procent(s|i)", " procenti no", 9),
    (" procent(s|i)", "procenti", 8),
    (" procent(s|i)", "\u00a0procenti", 9),
    (" procent(s|i)", " procentiem", None),
    (" procent(s|i)", "\nprocenti", 9),
    (" procent~", " procentiem viss", 11),
    ("%", "% no", 1),
    ("%", " %", None),
    (" %", "%", 1),
    ("-procentīg~", "-procentīgs", 11),
    (" gad(ā|a) [mēs]", " gadā mēs", 5),
    (" gad(ā|a) [mēs]", " gadā viņi", None),
    ("以上", "以上の", 2),
    ("명", "명이", 1),
    (" … gadi", " garie smagie gadi", 18),
    (" … gadi", " viens divi trīs gadi", None),
    (" gadi$", " gadi.", 5),
    (" gadi$", " gadi un", None),
]


@pytest.mark.parametrize(("piece", "text", "length"), AFTER)
def test_matcher(piece: str, text: str, length: int | None) -> None:
    """A piece stands after a number with clean word edges; its context is no part of the surface."""
    matcher = _matcher("<n>" + piece, 1)
    found = matcher.match(fold("84" + text), 2)
    assert (None if found is None else found.end - 2) == length


BEFORE = [
    ("vairāk (nekā|kā) ", "un vairāk nekā ", 12),
    ("vairāk (nekā|kā) ", "un nevairāk nekā ", None),
    ("virs ", "virs", 4),
    ("%", "cena %", 1),
    ("百分之", "約百分之", 3),
    ("[no] ", "tas no ", 0),
    ("^", "", 0),
    ("~virs ", "pavirs ", 7),
]


@pytest.mark.parametrize(("piece", "text", "length"), BEFORE)
def test_matcher_backwards(piece: str, text: str, length: int | None) -> None:
    """A piece stands before a number, up to it, with clean word edges."""
    matcher = _matcher(piece + "<n>", 0)
    folded = fold(text + "84")
    found = matcher.match(folded, len(text))
    assert (None if found is None else len(text) - found.start) == length


@pytest.mark.parametrize(
    ("template", "text", "fills"),
    [
        ("<a> no <b>", " no ", True),
        ("<a> no <b>", "no", True),
        ("<a> no <b>", " nav ", False),
        ("<a> no (katriem |)<b>", " no katriem ", True),
        ("<a>/<b>", "/", True),
        ("<a>/<b>", " / ", False),
        ("<a> … no <b>", " bērni no ", True),
        ("<a> … no <b>", " ļoti mazi bērni no ", False),
        ("<b>分之<a>", "分之", True),
    ],
)
def test_between(template: str, text: str, fills: bool) -> None:
    """What stands between two numbers is filled completely or not at all."""
    between = Between(_piece(template, 1))
    assert bool(between.fills(fold(f"3{text}4"), 1, 1 + len(text))) is fills


def test_choices() -> None:
    """All pieces that fit at a place are found with what they stand for, and none elsewhere."""
    pieces = [
        (_piece(f"<n>{piece}", 1), piece) for piece in (" procent(s|i)", " procentpunkti", " gadi", "%")
    ]
    choices: Choices[str] = Choices(pieces, backwards=False)
    assert [name for _, name in choices.all("5 procenti", 1)] == [" procent(s|i)"]
    assert [name for _, name in choices.all("5 procentpunkti", 1)] == [" procentpunkti"]
    assert [name for _, name in choices.all("5%", 1)] == ["%"]
    assert list(choices.all("5 litri", 1)) == []


def test_lexicon() -> None:
    """The longest form with a clean end wins, endings reach the end of the word, the first value stays."""
    lexicon = Lexicon([("gad", 1), ("gadi", 2), ("gadi un", 3), ("mēne~", 4), ("gadi", 5), ("年", 6)])
    assert lexicon.at("5 gadi", 2) == (6, 2)
    assert lexicon.at("5 gadi un", 2) == (9, 3)
    assert lexicon.at("5 gadiem", 2) is None
    assert lexicon.at("5 mēnešiem ir", 2) == (10, 4)
    assert lexicon.at("5年間", 1) == (2, 6)
    assert lexicon.at("5", 1) is None
    assert lexicon.at("", 0) is None


def test_searcher() -> None:
    """Templates without slots are searched for as whole words; no templates, no search."""
    search = Search(searched(("pag(ājušajā|ājušā) gadā", "^vai ", "दो")))
    assert list(search.places(fold("Pagājušajā gadā bija 5"))) == [(0, 15)]
    assert not list(search.places(fold("Nepagājušajā gadā")))
    assert list(search.places(fold("Vai tas ir tā?"))) == [(0, 4)]
    assert not list(search.places(fold("Jautāja, vai tas")))
    assert list(search.places("दो, दोनों, दोि")) == [(0, 2)]
    assert not list(Search(searched(())).places("nothing"))


@pytest.mark.parametrize(
    ("before", "after", "may_close", "may_open"),
    [
        ("a", "b", False, False),
        ("a", " ", True, True),
        ("a", "5", True, True),
        ("5", "a", True, True),
        ("5", "6", False, False),
        ("a", "\u0301", False, False),
        ("क", "\u093f", False, False),
        ("八", "十", True, True),
        ("명", "이", True, False),
        ("ก", "า", True, True),
        ("a", "八", False, True),
        ("八", "a", True, True),
        (".", "a", True, True),
    ],
)
def test_edges(before: str, after: str, may_close: bool, may_open: bool) -> None:
    """Where a word may end and start is decided by the script of the characters that meet."""
    assert closes(before, after) is may_close
    assert opens(before, after) is may_open


@pytest.mark.parametrize(
    ("char", "word", "unspaced", "joined"),
    [
        ("a", True, False, False),
        ("5", True, False, False),
        ("\u093f", True, False, False),
        ("-", False, False, False),
        (" ", False, False, False),
        ("字", True, True, True),
        ("か", True, True, True),
        ("ท", True, True, True),
        ("명", True, False, True),
        ("ی", True, False, False),
    ],
)
def test_characters(char: str, word: bool, unspaced: bool, joined: bool) -> None:
    """Letters with their marks and digits make words; some scripts put no blanks between them."""
    assert (is_word(char), is_unspaced(char), is_joined(char)) == (word, unspaced, joined)


@given(st.text("ab(|)[]<>nq~…^$ *?", max_size=20))
def test_parse_never_breaks_down(template: str) -> None:
    """Any text is a template, or a TemplateError with a place inside it."""
    column, pieces, slotted = 0, 1, 0
    try:
        nodes = parse(template)
        pieces, slotted = len(split(nodes)), len(slots(nodes))
    except TemplateError as error:
        column = error.column
    assert 0 <= column <= len(template)
    assert pieces == slotted + 1


def test_word_edges_at_the_ends_of_a_text() -> None:
    """The start and the end of a text are edges too."""
    assert closes("a", "")
    assert opens("", "a")


@given(st.text("abā 5%", max_size=12), st.text("abā 5%", max_size=30))
def test_matches_are_where_they_say(piece: str, text: str) -> None:
    """A literal piece that matches really stands there, but for the blanks around it."""
    found = _matcher("<n>" + piece, 1).match(text, 0) if piece else None
    if found is not None:
        assert text[found.start : found.end].replace(" ", "") == piece.replace(" ", "")


_SIDES = (
    ("<n> procent(s|i|iem)", 1), ("<n>%", 1), ("<n>( |-|)gad(i|ā|)", 1), ("<n> a [b]", 1), ("<n> ab~", 1),
    ("<n>n(| a)", 1), ("<n>年(間|)", 1), ("<n> (no|nekā) [gada] a", 1), ("vairāk (nekā|kā) <n>", 0),
    ("[no] <n>", 0), ("(b|) a <n>", 0), ("a b<n>", 0), ("%<n>", 0),
)  # fmt: skip


@given(
    st.sampled_from(_SIDES),
    st.text("abno 年間-%gdi\n.", max_size=8),
    st.sampled_from(_SIDES),
    st.text("abn \n.", max_size=6),
)
def test_the_table_of_forms_finds_what_the_expression_finds(
    side: tuple[str, int], head: str, words: tuple[str, int], tail: str
) -> None:
    """A piece kept as its forms is found where its regular expression is, and reaches as far or farther."""
    template, at = side
    forms = _piece(template, at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cxtext.template.pieces.MOST_FORMS", 0)
        endless = piece(split(parse(template))[at], backwards=not at)
    assert (forms.forms is None, endless.forms is None) == (False, True)
    text = fold(head + re.sub(r"[()|\[\]~]|<n>", "", words[0]) + tail)
    for place in range(len(text) + 1):
        table, expression = Matcher(forms).match(text, place), Matcher(endless).match(text, place)
        if expression is None:
            continue
        assert table is not None
        assert abs(table.reach - place) >= abs(expression.reach - place)
        assert table.reach != expression.reach or table == expression
