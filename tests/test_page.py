"""The page: whole, safe, readable without a script, and right in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

import plotly.graph_objects as go
import polars as pl
import pytest
from sample import HOSTILE, STATISTICS, chromium, empty, sample

import cxtext.page
from cxtext.errors import TableError, WriteError
from cxtext.figures import FIGURES
from cxtext.page import drawings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sample import Sample

VOID = {"meta", "input", "br", "hr"}
ARABIC = re.compile("[\u0600-\u06ff]")
SCRIPTS = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Words(NamedTuple):
    """A piece of text of the page and the elements around it, the outermost first."""

    text: str
    inside: tuple[tuple[str, dict[str, str | None]], ...]

    def nearest(self, attribute: str) -> str | None:
        """The attribute of the nearest element around the text that has it."""
        return next((found[attribute] for _, found in reversed(self.inside) if attribute in found), None)

    def within(self, name: str) -> bool:
        """Is the text inside an element of this name?"""
        return any(element == name for element, _ in self.inside)


class Reader(HTMLParser):
    """All elements and all texts of a page; fails when elements do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[Words] = []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Check that the innermost element closes first."""
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip():
            self.words.append(Words(data, tuple(self.stack)))

    def spoken(self) -> list[Words]:
        """The texts that readers see."""
        return [one for one in self.words if not one.within("script") and not one.within("style")]


@pytest.fixture(scope="module")
def page() -> str:
    """The page of the sample."""
    return cxtext.page.render(sample())


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    """The page of the sample, read."""
    return Reader(page)


def changed(text: str, by: str) -> Sample:
    """The sample with some words of the Latvian turn 6, which has no statistics, replaced."""
    one = sample()
    said = pl.when((pl.col("language") == "lv") & (pl.col("turn") == 6))
    turns = one.turns.with_columns(
        said.then(pl.col("text").str.replace(text, by, literal=True)).otherwise("text").alias("text")
    )
    return one._replace(turns=turns)


def test_same_bytes(page: str) -> None:
    """The same analysis, even with rows in another order, gives the same page."""
    one = sample()
    tables = ("turns", "pairs", "statistics", "claims")
    mixed = one._replace(**{name: getattr(one, name).reverse() for name in tables})
    assert cxtext.page.render(mixed) == page


def test_policy_allows_these_scripts_only(page: str) -> None:
    """The policy names the hash of each script, and allows nothing from outside."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    hashes = [
        base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in SCRIPTS.findall(page)
    ]
    assert len(hashes) == 2
    assert rules["script-src"] == " ".join(f"'sha256-{one}'" for one in hashes)
    assert rules["default-src"] == "'none'"
    assert "unsafe-eval" not in policy[1]
    assert "http" not in policy[1]


def test_nothing_from_outside(reader: Reader) -> None:
    """No element loads anything; links lead into the page or, as the source, to http and https."""
    for name, attributes in reader.elements:
        assert "src" not in attributes, name
        assert name not in ("link", "iframe", "object", "embed", "base", "form", "img")
        assert not any(key.startswith("on") for key in attributes)
        assert re.match("#|https?://", attributes.get("href") or "#")
    outside = [found["href"] for _, found in reader.elements if (found.get("href") or "#")[0] != "#"]
    assert outside == ["https://example.org/talk?a=1&b=2"]


def test_links_lead_somewhere(reader: Reader) -> None:
    """Every id is there once, and every link inside the page has its place."""
    ids = [found["id"] for _, found in reader.elements if "id" in found]
    assert len(ids) == len(set(ids))
    links = [found["href"] or "" for _, found in reader.elements if (found.get("href") or "").startswith("#")]
    assert len(links) > 60
    assert {link[1:] for link in links} <= set(ids)


def test_hostile_text_is_text(reader: Reader) -> None:
    """What looks like HTML in a turn, a title, a gloss or a footer is shown as it is."""
    shown = [one.text for one in reader.spoken()]
    assert any(HOSTILE in text for text in shown)
    assert "Bicycles in the city <2031>" in shown
    assert any("<img src=x onerror=alert(1)>" in text for text in shown)
    assert "Repairs that cost little <b>& quickly</b>" in shown
    assert sum(name == "script" for name, _ in reader.elements) == 2 + len(FIGURES)


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("javascript://a.example/%0aalert(1)", False),
        ("ftp://a.example/x", False),
        ("data:text/html,x", False),
        ("file:///etc/x", False),
        ("The archive", False),
        ("http://[", False),
    ],
)
def test_only_web_addresses_are_links(source: str, linked: bool) -> None:
    """The source is a link when it is http or https, and plain text otherwise."""
    one = sample()
    assert one.talk
    reader = Reader(cxtext.page.render(one._replace(talk=one.talk._replace(source=source))))
    outside = [found["href"] for _, found in reader.elements if (found.get("href") or "#")[0] != "#"]
    assert outside == ([source] if linked else [])
    assert source in [words.text for words in reader.spoken()]


def test_language_and_direction(reader: Reader) -> None:
    """Urdu stands in elements that say rtl, transcript text in elements that name its language."""
    for words in reader.spoken():
        if ARABIC.search(words.text):
            assert words.nearest("dir") == "rtl", words.text
    said = [one for one in reader.spoken() if any(found.get("class") == "said" for _, found in one.inside)]
    assert {one.nearest("lang") for one in said if ARABIC.search(one.text)} == {"ur"}
    assert {one.nearest("lang") for one in said} == {"lv", "ur", "en"}
    assert all(one.nearest("dir") == "ltr" for one in said if one.nearest("lang") == "en")


def test_every_turn_once(reader: Reader) -> None:
    """All turns of all languages are on the page, letter by letter, also those outside of pairs."""
    shown: dict[str, str] = {"lv": "", "ur": ""}
    for words in reader.spoken():
        classes = [found.get("class") for _, found in words.inside]
        marks = {"sign", "unseen"} & set(classes)
        if "said" in classes and "beside" not in classes and not marks:
            shown[words.nearest("lang") or ""] += words.text
    for (language,), turns in sample().turns.group_by("language", maintain_order=True):
        spoken = "".join(turns.sort("turn")["text"])
        assert shown[str(language)] == spoken.replace("\n", "")


def test_turns_outside_of_pairs_have_their_places(reader: Reader) -> None:
    """What stands before the first pair and after the last is a section of its own."""
    sections = [found["id"] for name, found in reader.elements if found.get("class") == "pair"]
    assert sections == ["outside-0", "pair-1", "pair-2", "pair-3", "outside-3"]
    closing = [one.text for one in reader.spoken() if any(e.get("id") == "outside-3" for _, e in one.inside)]
    assert "Paldies! Ar to mēs beidzam." in closing


def test_statistics_are_marked(reader: Reader) -> None:
    """Every statistic is marked once with its words, its sign, and its verdict for those who listen."""
    for language in ("lv", "ur"):
        surfaces = [row[1] for row in STATISTICS[language]]
        marked = [
            one.text for one in reader.spoken() if one.within("mark") and one.nearest("lang") == language
        ]
        assert sorted(marked) == sorted(surfaces)
    anchors = {
        found["id"]: found for _, found in reader.elements if (found.get("class") or "").startswith("cite")
    }
    assert anchors["s-ur-5"]["class"] == "cite v-differ"
    assert anchors["s-ur-5"]["href"] == "#c-5"
    assert anchors["s-ur-10"]["class"] == "cite v-reworded"
    unseen = [
        one.text.strip()
        for one in reader.spoken()
        if any(found.get("class") == "unseen" for _, found in one.inside)
    ]
    assert "(differs: claim 5)" in unseen
    assert len(unseen) == 30


def test_a_statistic_at_the_wrong_place_is_not_marked() -> None:
    """Offsets that do not fit the text mark nothing, and no letter is lost."""
    one = sample()
    moved = one.statistics.with_columns(start=pl.col("start") + 1, end=pl.col("end") + 1)
    reader = Reader(cxtext.page.render(one._replace(statistics=moved)))
    assert not any(words.within("mark") for words in reader.spoken())
    assert any(HOSTILE in words.text for words in reader.spoken())


@pytest.mark.parametrize("control", ["\u202e", "\u2067", "\u2066", "\u202b"])
def test_controls_end_with_their_text(control: str) -> None:
    """A bidirectional control that a turn leaves open is closed where the text ends."""
    reader = Reader(cxtext.page.render(changed("sākuma", control + "sākuma")))
    piece = next(words.text for words in reader.spoken() if control in words.text)
    assert piece[-1] in "\u202c\u2069"


def test_summary(reader: Reader) -> None:
    """The summary counts statistics and claims and says each disagreement in a sentence."""
    shown = " ".join(" ".join(words.text for words in reader.spoken()).split()).replace("\u00a0", " ")
    assert "Statistics cited: 15 in Latvian and 15 in Urdu." in shown
    for count in ("9 agree", "1 is reworded", "3 differ", "2 are missing in a translation", "1 is unsure"):
        assert count in shown
    assert "Urdu keeps only the units of 84." in shown
    assert "Most probably said: > 84 % (93% sure)." in shown


def test_hints_are_told(reader: Reader) -> None:
    """What is odd within one translation is said in a sentence; a page without such has no such section."""
    shown = " ".join(" ".join(words.text for words in reader.spoken()).split()).replace("\u00a0", " ")
    assert "Worth a second look" in shown
    assert "25 % does not fit between 41 % and 67 %; 52 would (digit swap)" in shown
    latvian = sample()._replace(statistics=sample().statistics.filter(language="lv"))
    assert "Worth a second look" not in cxtext.page.render(latvian)


def test_table_has_every_claim(reader: Reader) -> None:
    """Each claim has a row with its gloss, its readings and its verdict."""
    rows = [
        found["id"]
        for name, found in reader.elements
        if name == "tr" and (found.get("id") or "").startswith("c-")
    ]
    assert rows == [f"c-{claim}" for claim in range(1, 17)]
    cells = [
        found for name, found in reader.elements if name == "td" and "reading" in (found.get("class") or "")
    ]
    assert len(cells) == 32


def test_figures_are_told_in_words(reader: Reader) -> None:
    """Every figure has a caption, an alternative text, and its data as a table or a pointer to one."""
    plots = [found for _, found in reader.elements if found.get("class") == "plot"]
    assert [plot["id"] for plot in plots] == [f"plot-{name}" for name in FIGURES]
    assert all(plot["role"] == "img" and plot["aria-label"] for plot in plots)
    assert sum(name == "figcaption" for name, _ in reader.elements) == len(FIGURES)
    assert sum(found.get("class") == "data" for _, found in reader.elements) == len(FIGURES)


def test_figure_data_cannot_end_its_script() -> None:
    """Whatever a figure holds, its JSON has no sign that HTML could read, and it is the same JSON."""
    figure = go.Figure(layout={"title": {"text": "</script><!--&"}, "meta": {}, "width": 1280})
    stored = drawings._json(figure)
    assert not set(stored) & set("<>&")
    assert json.loads(stored)["layout"]["title"]["text"] == "</script><!--&"


def test_what_is_not_speech_is_folded(reader: Reader) -> None:
    """Header and footer are on the page, folded, and labels are not repeated there."""
    beside = [
        words.text for words in reader.spoken() if words.within("details") and not words.within("figure")
    ]
    assert "Izlasi arī: 10 padomi" in beside
    assert "Anonim" in beside
    assert not any("Māra" in text for text in beside)


def test_notes_and_problems_are_shown() -> None:
    """What a user should know about the files stands at the top."""
    one = sample()
    assert one.talk
    files = (one.talk.transcripts[0]._replace(notes=("the text looks like lt",)), one.talk.transcripts[1])
    talk = one.talk._replace(transcripts=files, problems=(WriteError("de.txt is empty"),))
    shown = [words.text for words in Reader(cxtext.page.render(one._replace(talk=talk))).spoken()]
    assert "lv.txt: the text looks like lt" in shown
    assert "de.txt is empty." in shown


@pytest.mark.parametrize("analysis", [empty(), sample(with_talk=False)], ids=["nothing", "tables only"])
def test_page_of_less(analysis: Sample) -> None:
    """A talk without statistics, or tables without a talk, make a page as well."""
    assert Reader(cxtext.page.render(analysis)).spoken()


def test_a_missing_column_is_named() -> None:
    """Tables that lack a column are refused before anything is written."""
    one = sample()
    with pytest.raises(TableError, match="explanation"):
        cxtext.page.render(one._replace(claims=one.claims.drop("explanation")))


def test_write_page(tmp_path: Path, page: str) -> None:
    """The page is written whole, in UTF-8, into a folder that is made for it."""
    cxtext.page.write_page(sample(), tmp_path / "figures" / "talk.html")
    assert (tmp_path / "figures" / "talk.html").read_bytes() == page.encode()
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["talk.html"]


def test_write_page_where_it_cannot_be(tmp_path: Path) -> None:
    """A place that cannot be written to is a clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError):
        cxtext.page.write_page(sample(), tmp_path / "file" / "talk.html")


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a network."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, page: str) -> str:
    """The address of the page as a file."""
    path = tmp_path_factory.mktemp("page") / "talk.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


def visit(browser: Any, address: str, *, width: int = 1280, script: bool = True) -> tuple[Any, list[str]]:
    """Open the page; what the browser complains of, and what it asks the network for, is collected."""
    tab = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: None if request.url == address else complaints.append(request.url))
    tab.goto(address)
    return tab, complaints


def test_figures_are_drawn(browser: Any, address: str) -> None:
    """With a script all figures are drawn under the page's own policy, without complaint or request."""
    tab, complaints = visit(browser, address)
    tab.wait_for_function(f"document.querySelectorAll('.plot .main-svg').length >= {2 * len(FIGURES)}")
    assert tab.locator("details.data[open]").count() == 0
    assert tab.locator("[data-title*='Share'], [data-title*='loud']").count() == 0
    boxes = tab.evaluate(
        "Array.from(document.querySelectorAll('.plot')).map(p => p.getBoundingClientRect().height)"
    )
    assert min(boxes) >= 300
    assert complaints == []
    tab.close()


def test_labels_stay_inside_their_figures(browser: Any, address: str) -> None:
    """No text of a figure is cut off at its edge."""
    tab, _ = visit(browser, address, width=1360)
    tab.wait_for_function(f"document.querySelectorAll('.plot .main-svg').length >= {2 * len(FIGURES)}")
    outside = tab.evaluate("""Array.from(document.querySelectorAll('.plot')).flatMap(plot => {
        const frame = plot.getBoundingClientRect();
        return Array.from(plot.querySelectorAll('svg text')).filter(text => {
            const box = text.getBoundingClientRect();
            return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
        }).map(text => plot.id + ': ' + text.textContent);
    })""")
    assert outside == []
    tab.close()


def test_readable_without_a_script(browser: Any, address: str) -> None:
    """Without a script everything is there to read: transcripts, claims, and the data of the figures."""
    tab, complaints = visit(browser, address, script=False)
    assert tab.locator("#pair-2 .said").first.is_visible()
    assert tab.locator("tr#c-8").is_visible()
    assert tab.locator("figure details.data table").first.is_visible()
    assert tab.locator(".plot").first.is_hidden()
    assert complaints == []
    tab.close()


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_no_sideways_scrolling(browser: Any, address: str, width: int) -> None:
    """From phone to projector the page is as wide as the screen; wide things scroll in their frame."""
    tab, _ = visit(browser, address, width=width)
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.close()


def test_many_languages_scroll_in_their_frame(browser: Any, tmp_path: Path) -> None:
    """With many languages the columns scroll in a frame that the keyboard reaches, and their heads stay."""
    one = sample(with_talk=False)
    many = {}
    for name in ("turns", "pairs", "statistics", "claims"):
        table = getattr(one, name)
        copies = [table.with_columns(language=pl.col("language") + tag) for tag in ("", "-a", "-b")]
        many[name] = pl.concat(copies)
    cxtext.page.write_page(one._replace(**many), tmp_path / "many.html")
    tab, complaints = visit(browser, (tmp_path / "many.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    frame = tab.locator(".transcripts.wide")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
    frame.evaluate("e => e.scrollTop = 500")
    assert abs(tab.locator(".heads").bounding_box()["y"] - frame.bounding_box()["y"]) <= 2
    assert complaints == []
    tab.close()


def test_columns_side_by_side_and_below_each_other(browser: Any, address: str) -> None:
    """Languages stand side by side on a screen and below each other on a phone."""
    places = (
        "Array.from(document.querySelectorAll('#pair-1 .answer .cell'), c => c.getBoundingClientRect().top)"
    )
    for width, same in ((1280, True), (390, False)):
        tab, _ = visit(browser, address, width=width)
        first, second = tab.evaluate(places)
        assert (first == second) == same
        tab.close()


def test_urdu_runs_from_right_to_left(browser: Any, address: str) -> None:
    """In the Urdu column the text begins at the right edge, and the sign stands at the left of its words."""
    tab, _ = visit(browser, address)
    said = tab.locator("#pair-2 .answer .cell").nth(1).locator(".said")
    assert said.evaluate("e => getComputedStyle(e).direction") == "rtl"
    mark, sign, cell = (
        tab.locator(selector).first.bounding_box()
        for selector in ("#s-ur-8 mark", "#s-ur-8 .sign", "#pair-2 .answer .cell:nth-child(2) .said")
    )
    assert sign["x"] < mark["x"]
    assert mark["x"] + mark["width"] > cell["x"] + cell["width"] * 0.9
    tab.close()


def test_heads_stay_in_sight(browser: Any, address: str) -> None:
    """The names of the languages stay at the top while the transcripts scroll."""
    tab, _ = visit(browser, address)
    tab.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    tab.evaluate("document.getElementById('pair-3').scrollIntoView()")
    assert abs(tab.locator(".heads").bounding_box()["y"]) <= 1
    tab.close()


def test_keyboard(browser: Any, address: str) -> None:
    """The first stop of the keyboard skips to the transcripts; a mark leads to its claim."""
    tab, _ = visit(browser, address)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#transcripts"
    tab.locator("#s-ur-5").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#c-5"
    tab.close()


def test_only_disagreements(browser: Any, address: str) -> None:
    """A box hides the claims without disagreement, with or without a script."""
    tab, _ = visit(browser, address, script=False)
    tab.locator("#only-apart").check()
    assert tab.locator("tr#c-4").is_hidden()
    assert tab.locator("tr#c-5").is_visible()
    tab.close()
