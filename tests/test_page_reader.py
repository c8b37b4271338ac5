"""HTML pages: the main text, and who speaks, as look and structure say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import readers
from cxtext.errors import CxtextError
from cxtext.readers.markup import Tag, tokens
from cxtext.transcript import parse

DIALOGUE = [("Anna", "Why?"), ("Bo", "Because."), ("Anna", "Oh?"), ("Bo", "Yes.")]


def text(page: str) -> str:
    """The text of a page."""
    return readers.read_bytes(page.encode(), name="x.html").text


def turns(page: str) -> list[tuple[str | None, str, str]]:
    """Speaker, role and speech of each turn of a page."""
    document = readers.read_bytes(page.encode(), name="x.html")
    read = parse(document.text, name="x", language="en", segments=document.segments)
    return [(turn.speaker, turn.role, read.text[turn.start : turn.end]) for turn in read.turns]


def table(shape: str, around: str = "{}") -> str:
    """A page on which each turn of the dialogue has a shape."""
    return around.format("".join(shape.format(name, said) for name, said in DIALOGUE))


SHAPES = {
    "bold, colon inside": table("<p><b>{}:</b> {}</p>"),
    "bold, colon after": table("<p><strong>{}</strong>: {}</p>"),
    "bold alone in front": table("<p><b>{}</b> {}</p>"),
    "bold line": table("<b>{}</b><br>{}<br><br>"),
    "bold line with colon": table("<p><b>{}:</b></p><p>{}</p>"),
    "class of a paragraph": table("<p class='speaker'>{}</p><p>{}</p>"),
    "class in front": table("<p><span class=speaker-name>{}:</span> {}"),
    "definition list": table("<dt>{}<dd>{}", "<dl>{}</dl>"),
    "table": table("<tr><td>{}</td><td>{}</td></tr>", "<table>{}</table>"),
    "table with headings": table("<tr><th>{}</th><td>{}</td></tr>", "<table>{}</table>"),
    "headings": table("<h3>{}</h3><div>{}</div>"),
    "plain labels": table("<div>{}: {}</div>"),
    "preformatted": table("{}: {}\n", "<pre>{}</pre>"),
}


@pytest.mark.parametrize("page", SHAPES.values(), ids=SHAPES.keys())
def test_names_of_all_shapes(page: str) -> None:
    """However the names are set, the same four turns come out."""
    assert [(who, said) for who, _, said in turns(page)] == DIALOGUE


QUESTIONS = {
    "bold lines": "<p><b>Why is it so?</b></p><p>Because.</p><p><b>Who is it?</b></p><p>He is.</p>",
    "headings": "<h4>Why is it so?</h4><p>Because.</p><h4>Who is it?</h4><p>He is.</p>",
    "details": "<details><summary>Why is it so?</summary>Because.</details>"
    "<details open><summary>Who is it?</summary><p>He is.</details>",
    "terms": "<dl><dt>Why is it so?<dd>Because.<dt>Who is it?<dd>He is.</dl>",
    "buttons": "<h3><button>Why is it so?</button></h3><p>Because.</p>"
    "<h3><button>Who is it?</button></h3><p>He is.",
}


@pytest.mark.parametrize("page", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_questions_and_answers_without_names(page: str) -> None:
    """Strong lines that ask are an interviewer's."""
    assert turns(page) == [
        (None, "interviewer", "Why is it so?"),
        (None, "speaker", "Because."),
        (None, "interviewer", "Who is it?"),
        (None, "speaker", "He is."),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<p><b>Note</b> it is so.</p><p>It is <b>so</b>.</p><p><b>Never</b> say so.</p>",
        "<h2>Is it?</h2><p>It is.</p><p>It was.</p>",
        "<h2>The bus</h2><p>It is.</p><h2>The book</h2><p>It was.</p>",
    ],
)
def test_emphasis_and_headings_are_no_speakers(page: str) -> None:
    """What does not come back, or does not ask, is text."""
    assert {who for who, _, _ in turns(page)} == {None}


@pytest.mark.parametrize(
    "page",
    [
        table("<p><b>{}</b> {}</p>", "{}<h2>About 84 percent</h2><p>And so on.</p>"),
        table("<h3>{}</h3><p>{}</p>", "{}<h2>About 84 percent</h2><p>And so on.</p>"),
    ],
)
def test_headings_are_said_by_nobody(page: str) -> None:
    """A heading inside the speech is no part of a turn; the speaker before it goes on in a new one."""
    said = [(who, said) for who, _, said in turns(page)]
    assert said == [*DIALOGUE, ("Bo", "And so on.")]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Home</nav>{}",
        "<header><h1>The Reader</h1></header>{}<footer>© 84 %</footer>",
        "{}<aside><p>12 percent off!</p></aside>",
        "<script>document.write('<p>no</p>')</script>{}<style>p{{}}</style>",
        "<div role=navigation>Home</div>{}<div class='sidebar left'>More</div>",
        "<ul><li><a href=/>Home</a><li><a href=/x>About us</a></ul>{}",
        "<div hidden>84 percent</div><p aria-hidden=true>12 percent</p>{}",
        "<!-- 84 percent -->{}<!-- never closed",
        "<main>{}</main><p>Also read</p>",
        "<article><header>{}</header></article><div>More</div>",
        "<textarea>84</textarea><select><option>12</select>{}",
        "<form class='page share'>{}</form>",
        "<head><title>A title</title>{}",
        "<p>{}<script>",
    ],
)
def test_what_is_around_is_left_out(around: str) -> None:
    """Navigation, scripts, forms and what is hidden are no text; wrong closing tags change nothing."""
    assert (
        text(around.format("<p>It was two words, or three.</p></nav></b>")) == "It was two words, or three."
    )


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("a &amp; b &lt;i&gt; &#8364;5&nbsp;m", "a & b <i> €5\u00a0m"),
        ("one\n   two <b>th</b>ree", "one two three"),
        ("one<br>two<p>three<li>four", "one\ntwo\nthree\nfour"),
        ("3 < 5 and <3", "3 < 5 and <3"),
        ('<a title="x > y">so</a> it is.', "so it is."),
        ("eighty<sup>*</sup> four", "eighty* four"),
    ],
)
def test_text_of_a_page(page: str, read: str) -> None:
    """Blanks are single, blocks are lines, entities are resolved, comparison signs stay."""
    assert text(page) == read


def test_a_page_may_be_in_a_code_page_it_declares() -> None:
    """The declaration counts where the page is not UTF-8, and only then."""
    page = '<meta charset="windows-1257"><p>Šķērsiela, ģimene, ņemt</p>'
    assert text(page) == "Šķērsiela, ģimene, ņemt"
    read = readers.read_bytes(page.encode("cp1257"), name="x.html")
    assert (read.text, read.notes) == (
        "Šķērsiela, ģimene, ņemt",
        ("the encoding is not UTF-8; read as windows-1257",),
    )


@pytest.mark.parametrize("charset", ["idna", "punycode", "base64", "undefined", "utf-7", "nonsense"])
def test_strange_declarations_are_not_believed(charset: str) -> None:
    """A page cannot make us run any codec it likes."""
    page = (
        f"<meta charset={charset}><p>".encode() + "Привет, это текст страницы о книгах. ".encode("cp1251") * 9
    )
    assert "книгах" in readers.read_bytes(page, name="x.html").text


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<p>", "</p>", "<", "<a '", '<a "', "<!--", "<!", "<a b=", "<dt>", "<td>", "<x a"],
)
def test_hostile_pages(piece: str) -> None:
    """A page of one broken piece, again and again, is read in one pass (a hundred thousand times)."""
    read = list(tokens("<p>So." + piece * 100_000))
    assert read[:2] == [Tag("p", False, {}), "So."]
    assert text("<p>So it is." + piece * 100_000).startswith("So it is.")


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<dt>", "<dd>", "<td>", "<tr>", "<nav>", "</nav>", "<pre>", "Anna",
     ":", "Why?", " ", "\n", "84 %", "<a href=x>", "</a>", "<main>", "<summary>", "&#0;", "&", "<", ">", '"',
     "<!--", "<script>", "</script>", "<p class=speaker>", "e\u0301"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    """No page brings anything but turns or a CxtextError."""
    try:
        turns(page)
    except CxtextError:
        return
