"""Figures: what they say, in which direction, and how they are saved."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import chromium, empty, sample

from cxtext import figures, schema
from cxtext.diagnosis import SLIPS
from cxtext.errors import TableError, WriteError
from cxtext.figures import style
from cxtext.figures.direction import contained, direction, isolate, isolate_runs, language_name, runs
from cxtext.figures.readings import brief, reading
from cxtext.figures.style import LOOKS, ROLE_LOOKS
from cxtext.figures.views import cited, disagreements, explanations, turn_numbers

if TYPE_CHECKING:
    from pathlib import Path

RLI, PDI = "\u2067", "\u2069"
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAMES = list(figures.FIGURES)


def texts(node: Any) -> list[str]:
    """Every string in a figure's JSON."""
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for child in children for text in texts(child)]


def data(figure: go.Figure) -> Any:
    """A figure as its JSON."""
    return json.loads(figure.to_json())


def words(text: str) -> str:
    """Text of a label without plotly's tags and with ordinary spaces."""
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ")


# Readings


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"kind": "percent", "value": 84.0, "unit": "%", "bound": ">"}, "> 84 %"),
        ({"kind": "percent", "value": 0.1, "unit": "%", "bound": "="}, "0.1 %"),
        ({"kind": "percent", "value": 3.0, "unit": "‰", "bound": "="}, "3 ‰"),
        ({"kind": "percent", "value": 70.0, "unit": "%", "bound": "=", "approximate": True}, "~ 70 %"),
        ({"kind": "percent", "value": 40.0, "bound": "<", "approximate": True}, "~< 40 %"),
        ({"kind": "percent", "low": 10.0, "high": 15.0, "unit": "%", "bound": "="}, "10–15 %"),
        ({"kind": "percent", "low": 10.0, "unit": "%", "bound": ">="}, "≥ 10–… %"),
        ({"kind": "points", "value": 5.5, "unit": "pp", "bound": "="}, "5.5 pp"),
        ({"kind": "ratio", "value": 0.75, "part": 3, "whole": 4, "bound": "="}, "3/4"),
        ({"kind": "ratio", "value": 0.75, "bound": "="}, "3/4"),
        ({"kind": "ratio", "value": 2 / 3, "bound": "<="}, "≤ 2/3"),
        ({"kind": "ratio", "value": 0.123456, "bound": "="}, "0.123456"),
        ({"kind": "multiple", "value": 2.0, "bound": "="}, "2×"),
        ({"kind": "count", "value": 1250.0, "unit": "stations", "bound": "="}, "1,250"),
        ({"kind": "count", "value": 2400000.0, "bound": "="}, "2.4 million"),
        ({"kind": "count", "value": 2400001.0, "bound": "="}, "2,400,001"),
        ({"kind": "money", "value": 700.0, "unit": "EUR", "bound": "<="}, "≤ 700 EUR"),
        ({"kind": "duration", "value": 10.0, "unit": "year", "bound": "="}, "10 years"),
        ({"kind": "duration", "value": 1.0, "unit": "century", "bound": "="}, "1 century"),
        ({"kind": "duration", "low": 2.0, "high": 3.0, "unit": "century", "bound": "="}, "2–3 centuries"),
        ({"kind": "measure", "value": 21.0, "unit": "celsius", "bound": "="}, "21 °C"),
        ({"kind": "measure", "value": 1.0, "unit": "celsius", "bound": "="}, "1 °C"),
        (
            {"kind": "measure", "value": 5.0, "unit": "kilometer-per-hour", "bound": "="},
            "5 kilometers per hour",
        ),
        ({"kind": "date", "value": 2025.0, "bound": "="}, "2025"),
        ({"kind": "percent", "value": None, "low": None, "high": None, "bound": "="}, ""),
        ({"kind": None, "value": None}, ""),
    ],
)
def test_reading(cell: dict[str, Any], expected: str) -> None:
    """A quantity reads as English readers write it, its number and unit on one line."""
    assert reading(cell).replace("\u00a0", " ") == expected
    assert " " not in reading(cell).replace("per hour", "").replace("kilometers ", "")


# Direction


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ur", "rtl"),
        ("lv", "ltr"),
        ("zh-cn", "ltr"),
        ("zh_TW", "ltr"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("xx", "ltr"),
        ("not a tag", "ltr"),
        (None, "ltr"),
    ],
)
def test_direction(tag: str | None, expected: str) -> None:
    """The direction of a language comes from CLDR; what CLDR does not know runs from left to right."""
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ur", "Urdu"), ("zh-cn", "Chinese (Simplified)"), ("pt-br", "Portuguese (Brazil)"), ("qqq", "qqq")],
)
def test_language_name(tag: str, expected: str) -> None:
    """Languages have their English names, without a territory that the script makes needless."""
    assert language_name(tag) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("84 فیصد", "ur", f"{RLI}84 فیصد{PDI}"),
        ("الف<br>ب", "ur", f"{RLI}الف{PDI}<br>{RLI}ب{PDI}"),
        ("الف\n\nب", "ur", f"{RLI}الف{PDI}\n\n{RLI}ب{PDI}"),
        ("84 procenti", "lv", "84 procenti"),
        ("", "ur", ""),
        ("a\u202eb", "lv", "a\u202eb\u202c"),
        (f"a{PDI}b", "ur", f"{RLI}ab{PDI}"),
    ],
)
def test_isolate(text: str, language: str, expected: str) -> None:
    """Right-to-left text is isolated line by line; controls in a text end with it."""
    assert isolate(text, language) == expected


@given(st.text(alphabet=CONTROLS + "aب1 "))
def test_contained_controls_are_balanced(text: str) -> None:
    """Every control that opens is closed in order, no letter is lost, and doing it again changes nothing."""
    inside = contained(text)
    open_ones: list[str] = []
    for char in inside:
        if char in "\u202a\u202b\u202d\u202e":
            open_ones.append("\u202c")
        elif char in "\u2066\u2067\u2068":
            open_ones.append("\u2069")
        elif char in "\u202c\u2069":
            assert open_ones.pop() == char
    assert open_ones == []
    assert re.sub(f"[{CONTROLS}]", "", inside) == re.sub(f"[{CONTROLS}]", "", text)
    assert contained(inside) == inside


@given(st.text(alphabet="abב ابج 12٣.,%”)("))
def test_runs_are_the_text(text: str) -> None:
    """Stretches put together are the text, and only right-to-left stretches hold right-to-left letters."""
    assert "".join(part for _, part in runs(text)) == text
    letters = re.compile("[\u0590-\u065f\u066a-\u06ef]")
    assert all(bool(letters.search(part)) == rtl for rtl, part in runs(text))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Urdu swaps 52 (“25 فیصد”); 52 fits.", f"Urdu swaps 52 (“{RLI}25 فیصد{PDI}”); 52 fits."),
        ("Urdu says “چار فیصد” here", f"Urdu says “{RLI}چار فیصد{PDI}” here"),
        ("nothing to isolate: 84 %", "nothing to isolate: 84 %"),
    ],
)
def test_isolate_runs(sentence: str, expected: str) -> None:
    """A quotation is isolated with its number, without the marks around it."""
    assert isolate_runs(sentence) == expected


# Style


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("verdict", LOOKS)
def test_verdicts_can_be_read(verdict: str) -> None:
    """Text on the ground of its verdict has the contrast of WCAG AA, and every verdict its own sign."""
    assert contrast(LOOKS[verdict].dark, LOOKS[verdict].tint) >= 4.5
    assert [look.sign for look in LOOKS.values()].count(LOOKS[verdict].sign) == 1


@pytest.mark.parametrize("role", ROLE_LOOKS)
def test_roles_can_be_read(role: str) -> None:
    """Text on the colour of a role has the contrast of WCAG AA."""
    assert contrast(ROLE_LOOKS[role].text, ROLE_LOOKS[role].colour) >= 4.5


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("short", 10, "short"),
        ("a longer line of words", 8, "a longer line…"),
        ("a longer line of words", 7, "a longer…"),
        ("一二三四五六七八", 5, "一二三四…"),
    ],
)
def test_shorten(text: str, room: float, expected: str) -> None:
    """A label that is too long ends with an ellipsis, after a word where there is one."""
    assert style.shorten(text, room) == expected


@given(st.text(alphabet="ab क्ि一 ", max_size=40), st.floats(min_value=2, max_value=12))
def test_shorten_fits(text: str, room: float) -> None:
    """A shortened label fits its room."""
    assert style.width(style.shorten(text, room)) <= room + 1


# All figures


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_complete(name: str) -> None:
    """Every figure has slide size, a title, a caption, an alternative text, and plain lists as data."""
    figure = figures.FIGURES[name](sample())
    assert (figure.layout.width, figure.layout.height) == (1280, 720)
    assert figure.layout.title.text
    assert figure.layout.meta["caption"]
    assert len(figure.layout.meta["alt"]) > 20
    assert any(note.name == "caption" for note in figure.layout.annotations)
    assert figure.layout.hoverlabel.namelength == -1
    assert "bdata" not in figure.to_json()
    width = len(figure.layout.meta["columns"])
    assert all(len(row) == width for row in figure.layout.meta["rows"])


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_the_same_every_time(name: str) -> None:
    """The same tables, even with their rows in another order, give the same figure."""
    one = sample()
    mixed = one._replace(
        **{table: getattr(one, table).reverse() for table in ("turns", "pairs", "statistics", "claims")}
    )
    assert figures.FIGURES[name](one).to_json() == figures.FIGURES[name](mixed).to_json()


@pytest.mark.parametrize("name", NAMES)
def test_figure_of_nothing(name: str) -> None:
    """A talk without anything gives a figure that says so."""
    figure = figures.FIGURES[name](empty())
    assert figure.layout.meta["caption"].endswith(".")
    assert len(figure.data) == 0


@pytest.mark.parametrize("name", NAMES)
def test_figure_without_a_talk(name: str) -> None:
    """Figures need the tables only."""
    assert figures.FIGURES[name](sample(with_talk=False)).layout.title.text


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_stays_text(name: str) -> None:
    """Nothing of a transcript becomes markup of a label: plotly's own tags are the only ones."""
    drawn = data(figures.FIGURES[name](sample()))
    drawn["layout"].pop("meta")
    tags = {tag for text in texts(drawn) for tag in re.findall(r"<[^>\s]*[^>]*>", text)}
    assert all(re.fullmatch(r'</?(b|br|span|extra)( style="[^"<>]*")?>', tag) for tag in tags), tags


@pytest.mark.parametrize("name", NAMES)
def test_right_to_left_labels_are_isolated(name: str) -> None:
    """Every line of a label that holds Urdu has it between RLI and PDI."""
    drawn = data(figures.FIGURES[name](sample()))
    drawn["layout"].pop("meta")
    for line in (line for text in texts(drawn) for line in re.split("<br>|\n", text)):
        outside = re.sub(f"{RLI}[^{RLI}{PDI}]*{PDI}", "", line)
        assert not re.search("[\u0600-\u06ff]", outside), line


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("claims_matrix", "claims", "verdict"),
        ("timeline", "turns", "start"),
        ("series", "statistics", "period"),
        ("share_of_speech", "turns", "speaker"),
        ("drift", "claims", "slip"),
        ("trust", "claims", "severity"),
    ],
)
def test_a_missing_column_is_named(name: str, table: str, column: str) -> None:
    """A table from elsewhere that lacks a column gives a clear error."""
    one = sample()
    poor = one._replace(**{table: getattr(one, table).drop(column)})
    with pytest.raises(TableError, match=f"{table} table lacks the columns? .*{column}"):
        figures.FIGURES[name](poor)


def test_tables_from_a_file(tmp_path: Path) -> None:
    """Tables that were CSV files in between, with lists as text, draw as well."""
    one = sample(with_talk=False)
    again = {}
    for name in ("turns", "pairs", "statistics", "claims"):
        frame = getattr(one, name)
        lists = [column for column, kind in frame.schema.items() if isinstance(kind, pl.List)]
        flat = frame.with_columns(
            pl.col(column).map_elements(lambda cell: json.dumps(list(cell)), return_dtype=pl.String)
            for column in lists
        )
        flat.write_csv(tmp_path / f"{name}.csv")
        again[name] = pl.read_csv(tmp_path / f"{name}.csv", infer_schema_length=None)
    for draw in figures.FIGURES.values():
        assert draw(one._replace(**again)).to_json() == draw(one).to_json()


@pytest.mark.parametrize(("cell", "expected"), [([1, 2], [1, 2]), ("[3, 4]", [3, 4]), (None, []), ("", [])])
def test_turn_numbers(cell: object, expected: list[int]) -> None:
    """The turns of a pair come from a list or from its text."""
    assert turn_numbers(cell) == expected


# Claims


def test_labels_are_glosses_in_order_of_mention() -> None:
    """The n-th claim of a pair has the gloss "pair.n"; without one it is named by its probable original."""
    found = {one.claim: (one.label, one.verdict) for one in cited(sample())}
    assert found[4] == ("Ride daily, first year", "agree")
    assert found[6][0].replace("\u00a0", " ") == "67 %"
    assert found[13] == ("Days in the queue ten years ago", "missing")


@pytest.mark.parametrize(
    ("claim", "verdict", "consensus"),
    [
        (1, "agree", "2031"),
        (5, "differ", "52 %"),
        (8, "differ", "> 84 %"),
        (10, "reworded", "3/4"),
        (13, "missing", "10–15 days"),
        (15, "missing", "300"),
        (16, "unsure", "< 5 kilometers"),
    ],
)
def test_verdict_and_consensus_of_a_claim(claim: int, verdict: str, consensus: str) -> None:
    """A claim has the gravest verdict of its languages; its probable original has unit and range."""
    one = next(one for one in cited(sample()) if one.claim == claim)
    assert (one.verdict, one.consensus.replace("\u00a0", " ")) == (verdict, consensus)


def test_disagreements_in_order() -> None:
    """What agrees, is reworded or unsure is no disagreement."""
    assert [one.claim for one in disagreements(cited(sample()))] == [5, 8, 9, 13, 15]


def test_explanations_stand_once() -> None:
    """The same sentence in two rows is said once."""
    one = next(one for one in cited(sample()) if one.claim == 9)
    assert explanations(one) == ["Latvian says less than 15 EUR, Urdu says more than 15 EUR."]


def test_matrix_cells() -> None:
    """Cells show the reading and the sign of every language; hovering shows the words and the reason."""
    figure = figures.claims_matrix(sample())
    (heat,) = figure.data
    cells = {tuple(words(cell) for cell in row) for row in heat.text}
    assert ("> 84 %  ✓", "> 4 %  ≠") in cells
    assert ("3/4  ✓", "75 %  ≈") in cells
    assert ("10–15 days  ✓", "not stated  ∅") in cells
    assert ("not stated  ∅", "300  +") in cells
    assert ("< 5 kilometers  ?", "< 5 kilometers  ?") in cells
    hover = next(cell for row in heat.customdata for cell in row if "dropped tens" in cell)
    assert f"{RLI}چار فیصد سے زیادہ{PDI}" in hover
    assert "keeps only the units" in hover
    assert "84" in hover
    assert [words(text) for text in figure.layout.xaxis.ticktext] == ["Latvian", "Urdu"]


def test_matrix_groups_by_pair() -> None:
    """Claims stand under the heading of their pair."""
    notes = [
        note
        for note in figures.claims_matrix(sample()).layout.annotations
        if note.xanchor == "left" and note.x == 0
    ]
    labels = [words(note.text) for note in notes if note.name != "caption"]
    assert labels.index("Pair 2") < labels.index("< 15 EUR") < labels.index("Pair 3")
    assert labels[0] == "Outside of the pairs"


def test_timeline_has_every_statistic() -> None:
    """Each statistic is one mark with the sign of its verdict, inside the axis."""
    figure = figures.timeline(sample())
    marks = list(figure.select_traces(selector={"mode": "markers+text"}))
    signs = [words(text) for trace in marks for text in trace.text]
    assert sorted(signs) == sorted("✓" * 22 + "≈" + "≠" * 4 + "+" + "?" * 2)
    places = [x for trace in marks for x in trace.x]
    assert min(places) >= 0
    assert max(places) <= 1


def test_timeline_in_minutes() -> None:
    """With time codes for all turns the axis is time."""
    one = sample()
    timed = one.turns.with_columns(start_time=pl.col("turn") * 60.0, end_time=pl.col("turn") * 60.0 + 30)
    figure = figures.timeline(one._replace(turns=timed))
    assert figure.layout.xaxis.ticksuffix == " min"
    first = next(figure.select_traces(selector={"mode": "markers+text"}))
    assert 1.0 <= min(first.x) <= 1.5


def test_series_has_the_survey() -> None:
    """Four periods, one line per language, the expected value hollow, the wrong one where it was said."""
    figure = figures.series(sample())
    lines = {trace.name: trace for trace in figure.data if trace.mode == "lines+markers"}
    assert list(lines["Latvian"].y) == [41, 52, 67, 70]
    assert list(lines["Urdu"].y) == [41, 25, 67, 70]
    assert lines["Latvian"].line.dash != lines["Urdu"].line.dash
    assert lines["Latvian"].marker.symbol != lines["Urdu"].marker.symbol
    assert [colour == style.PAPER for colour in lines["Urdu"].marker.color] == [False, False, False, True]
    assert words(figure.layout.xaxis.ticktext[0]) == "Pirmajā gadāRide daily, first year"
    assert figure.layout.meta["rows"][1][-2:] == ["52\u00a0%", "25\u00a0%"]


def test_series_named_in_the_language_that_has_the_periods() -> None:
    """When only Urdu names the periods, their names are Urdu and isolated, and Latvian has its line still."""
    one = sample()
    period = pl.when(pl.col("language") == "lv").then(None).otherwise(pl.col("period")).alias("period")
    figure = figures.series(one._replace(statistics=one.statistics.with_columns(period)))
    assert f"{RLI}پہلے سال{PDI}" in figure.layout.xaxis.ticktext[0]
    lines = {trace.name: list(trace.y) for trace in figure.data if trace.mode == "lines+markers"}
    assert lines["Latvian"] == [41, 52, 67, 70]


def test_two_periods_are_no_series() -> None:
    """Fewer than three periods are not drawn."""
    one = sample()
    few = one.statistics.filter(~pl.col("statistic").is_in([6, 7]))
    assert len(figures.series(one._replace(statistics=few)).data) == 0


def test_shares_are_whole() -> None:
    """The shares of each language add up to one."""
    figure = figures.share_of_speech(sample())
    for lane in (0, 1):
        assert sum(trace.x[0] for trace in figure.data if trace.y[0] == lane) == pytest.approx(1)


def test_drift_counts() -> None:
    """Bars count the claims of each language by verdict, and slips by kind."""
    figure = figures.drift(sample())
    bars = {words(trace.name): list(trace.x) for trace in figure.data}
    assert bars["≠ differs"] == [1, 3]
    assert bars["✓ agrees"] == [13, 9]
    assert sum(bars["Urdu"]) == 6
    assert "comparator flip" in figure.layout.yaxis2.ticktext[1]


def test_trust_shows_the_best_first() -> None:
    """The language that strays less stands above; its share, what is left open, the counts of its slips."""
    figure = figures.trust(sample())
    shares, said, grid = figure.data
    assert [words(label).strip() for label in figure.layout.yaxis.ticktext] == ["Latvian", "Urdu"]
    assert list(shares.x) == pytest.approx([100 * 2 / 15, 100 * 5 / 15], abs=0.01)
    assert all(0 < least <= share for share, least in zip(shares.x, shares.error_x.arrayminus, strict=True))
    assert [words(text).split() for text in said.text] == [
        ["2", "of", "15", "(13", "%)"],
        ["5", "of", "15", "(33", "%)"],
    ]
    counts = dict(zip(figure.layout.xaxis2.ticktext, zip(*grid.text, strict=True), strict=True))
    assert counts["comparator flip"] == ("<b>1</b>", "<b>1</b>")
    assert counts["dropped tens"] == ("", "<b>1</b>")
    assert "arithmetic form" not in counts, "a benign slip is no reason for distrust"
    assert "all languages agree on 10 of 16 claims" in words(figure.layout.title.subtitle.text)


def test_trust_with_many_languages() -> None:
    """The slide grows, names stand on one line, and rare slips share the last column."""
    one = sample()
    tags = ["zh-cn", "pt-br", *(f"q{chr(97 + number)}a" for number in range(25))]
    slips = [slip for slip in schema.SLIPS if not SLIPS[slip].benign][: len(tags)]
    urdu = one.claims.filter(pl.col("language") == "ur")
    many = [
        urdu.with_columns(
            language=pl.lit(tag),
            slip=pl.when(pl.col("verdict") == "differ")
            .then(pl.lit(slip))
            .otherwise("slip")
            .cast(urdu["slip"].dtype),
        )
        for tag, slip in zip(tags, slips, strict=False)
    ]
    figure = figures.trust(one._replace(claims=pl.concat([one.claims, *many])))
    assert figure.layout.height > style.HEIGHT
    assert not any("<br>" in label for label in figure.layout.yaxis.ticktext)
    grid = figure.data[2]
    assert len(figure.layout.xaxis2.ticktext) == 8
    assert figure.layout.xaxis2.ticktext[-1] == "other slips"
    shown = sum(int(words(cell)) for row in grid.text for cell in row if cell)
    assert shown == sum(
        1 for row in one.claims.to_dicts() if row["slip"] and not SLIPS[row["slip"]].benign
    ) + 5 * len(many)


def test_trust_needs_two_languages() -> None:
    """One language alone has nothing to disagree with."""
    one = sample()
    assert len(figures.trust(one._replace(claims=one.claims.filter(language="lv"))).data) == 0


# Saving


def test_config_shares_nothing() -> None:
    """The button that uploads figures is off."""
    assert "sendChartToCloud" in figures.CONFIG["modeBarButtonsToRemove"]
    assert figures.CONFIG["showSendToCloud"] is False


def test_save_html(tmp_path: Path) -> None:
    """HTML is whole, needs nothing from outside, and is the same every time."""
    figure = figures.drift(sample())
    first = figures.save(figure, tmp_path / "new" / "drift.html").read_bytes()
    assert b"plotly.js v" in first
    assert b'<script src="' not in first
    assert figures.save(figure, tmp_path / "new" / "drift.html").read_bytes() == first
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["drift.html"]
    assert figures.save(figure, tmp_path / "another.html").read_bytes() == first, "whatever it is called"


@pytest.mark.parametrize("name", ["figure.bmp", "figure"])
def test_save_unknown_format(tmp_path: Path, name: str) -> None:
    """Another ending is an error that lists the formats."""
    with pytest.raises(WriteError, match="html, png, svg, pdf"):
        figures.save(figures.drift(sample()), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_save_where_no_folder_can_be(tmp_path: Path) -> None:
    """A place that cannot be written to is a clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError):
        figures.save(figures.drift(sample()), tmp_path / "file" / "figure.html")


def test_save_without_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without kaleido or Chromium the error says what to install, and nothing half-written stays."""

    def fail(*_: object, **__: object) -> bytes:
        raise ValueError("\nImage export needs a package.\nmore")

    monkeypatch.setattr(go.Figure, "to_image", fail)
    with pytest.raises(WriteError, match=r"Image export needs a package.*chromium"):
        figures.save(figures.drift(sample()), tmp_path / "figure.png")
    assert list(tmp_path.iterdir()) == []


def test_save_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PNG, SVG and PDF are drawn, and drawn again they are the same bytes."""
    monkeypatch.setenv("BROWSER_PATH", chromium())
    chart = {"drift": figures.drift(sample())}
    paths = figures.save_all(chart, tmp_path, ("png", "svg", "pdf"))
    first = [path.read_bytes() for path in paths]
    assert [data[:4] for data in first] == [b"\x89PNG", b"<svg", b"%PDF"]
    assert [path.read_bytes() for path in figures.save_all(chart, tmp_path, ("png", "svg", "pdf"))] == first


BRIEF = [
    ({"kind": "money", "value": 310e6, "unit": "EUR"}, "€310M"),
    ({"kind": "money", "low": 3e6, "high": 4e6, "unit": "EUR", "approximate": True}, "~€3M–4M"),
    ({"kind": "money", "value": 15_000, "unit": "CHF"}, "15K\u00a0CHF"),
    ({"kind": "duration", "value": 48, "unit": "minute", "bound": ">"}, ">\u00a048\u00a0min"),
    ({"kind": "measure", "value": 50, "unit": "kilometer-per-hour", "bound": "<="}, "≤\u00a050\u00a0km/h"),
    ({"kind": "count", "value": 2_400_000}, "2.4M"),
    ({"kind": "count", "value": 1_250, "approximate": True}, "~1,250"),
    ({"kind": "count", "value": 12_345}, "12,345"),
    ({"kind": "measure", "value": 5, "unit": "an unknown unit"}, "5\u00a0an unknown units"),
    ({"kind": None, "value": None}, ""),
]


@pytest.mark.parametrize(("cell", "short"), BRIEF)
def test_brief_readings(cell: dict[str, Any], short: str) -> None:
    """In narrow cells a reading is written with symbols, and never loses a digit."""
    assert brief(cell) == short
