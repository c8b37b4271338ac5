"""A survey that is repeated over the years: its figures as a line per language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.figures import style
from cxtext.figures.direction import isolate, language_name
from cxtext.figures.readings import reading
from cxtext.figures.style import LINE_COLOURS, LINE_DASHES, LINE_SYMBOLS, Told, plain
from cxtext.figures.views import Cited, Tables, cited, languages, rows, talk_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import plotly.graph_objects as go

    from cxtext.figures.views import Row

TITLE = "A survey over the years"
NEAR = 1000
"""Characters between two figures of one series, at most: a survey is told in one go."""
LEAST, MOST = 3, 3
"""The fewest periods that make a series; the most series one slide holds."""

Cell = dict[str, Any]


class Point(NamedTuple):
    """One period of a series: its name in the reference language, and what each language says."""

    period: str
    language: str
    gloss: str | None
    said: dict[str, Cell]


class Series(NamedTuple):
    """One repeated survey."""

    pair: int
    kind: str
    unit: str | None
    points: list[Point]


def series(analysis: Tables) -> go.Figure:
    """The repeated surveys of a talk: statistics of one pair, kind and unit that each carry a period.

    Periods stand in order of mention; their names are those of the language that names most of them.
    Each language has its own colour, dash and symbol; an approximate value is drawn hollow.
    """
    import plotly.graph_objects as go

    found = _find(analysis)
    if not found:
        return style.nothing(TITLE, "No statistic of this talk is repeated over at least three periods.")
    shown = sorted(sorted(found, key=lambda one: -len(one.points))[:MOST], key=lambda one: one.pair)
    tags = languages(analysis)
    figure = go.Figure(layout=style.layout(TITLE, plain(style.shorten(talk_title(analysis), 60))))
    for index, one in enumerate(shown, 1):
        for order, tag in enumerate(tags):
            figure.add_traces([_line(one, tag, order, index), _labels(one, tag, index)])
    _axes(figure, shown)
    return style.finish(figure, _told(shown, tags, len(found) - len(shown)))


def _find(analysis: Tables) -> list[Series]:
    """All series: for every pair, kind and unit the longest run of near periods in any language."""
    claims = {
        (said.language, said.statistic): one
        for one in cited(analysis)
        for said in one.stated.values()
        if said.statistic
    }
    best: dict[tuple[int, str], list[Row]] = {}
    for run in _runs(analysis):
        key = (run[0]["pair"], run[0]["kind"])
        if len(run) > len(best.get(key, ())):
            best[key] = run
    return [
        Series(pair, kind, run[0]["unit"], [_point(row, claims) for row in run])
        for (pair, kind), run in sorted(best.items())
    ]


def _runs(analysis: Tables) -> Iterator[list[Row]]:
    """Runs of at least three statistics with a period, by language, pair, kind and unit."""
    dated = [row for row in rows(analysis.statistics, "statistics") if row["period"]]

    def key(row: Row) -> tuple[str, int, str, str]:
        return row["language"], row["pair"], row["kind"], row["unit"] or ""

    for _, members in groupby(sorted(dated, key=lambda row: (*key(row), row["start"])), key=key):
        run: list[Row] = []
        for row in members:
            if run and row["start"] - run[-1]["end"] > NEAR:
                yield from [run] if len(run) >= LEAST else []
                run = []
            run.append(row)
        yield from [run] if len(run) >= LEAST else []


def _point(row: Row, claims: Mapping[tuple[str, int], Cited]) -> Point:
    """What every language says of the claim of one statistic of the reference language."""
    claim = claims.get((row["language"], row["statistic"]))
    said = {tag: dict(one.row) for tag, one in claim.stated.items() if one.reading} if claim else {}
    return Point(
        row["period"], row["language"], claim.gloss if claim else None, {**said, row["language"]: row}
    )


def _height(cell: Cell) -> float | None:
    """Where a reading stands: its value, or the middle of its range."""
    if cell["value"] is not None:
        return float(cell["value"])
    ends = [end for end in (cell["low"], cell["high"]) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _line(one: Series, tag: str, order: int, index: int) -> Any:
    """The line of one language. Later languages have smaller marks, so that equal values show both."""
    import plotly.graph_objects as go

    suffix = str(index) if index > 1 else ""
    cells = [point.said.get(tag) for point in one.points]
    colour = LINE_COLOURS[order % len(LINE_COLOURS)]
    symbol = LINE_SYMBOLS[order % len(LINE_SYMBOLS)]
    return go.Scatter(
        x=list(range(len(cells))),
        y=[_height(cell) if cell else None for cell in cells],
        mode="lines+markers",
        name=plain(language_name(tag)),
        legendgroup=tag,
        showlegend=index == 1,
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
        line={"color": colour, "width": max(2, 5 - 2 * order), "dash": LINE_DASHES[order % len(LINE_DASHES)]},
        marker={
            "size": max(9, 19 - 6 * order),
            "line": {"width": 2.5, "color": colour},
            "symbol": symbol,
            "color": [style.PAPER if cell and cell["approximate"] else colour for cell in cells],
        },
        customdata=[_hover(point, tag) for point in one.points],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _labels(one: Series, tag: str, index: int) -> Any:
    """The readings beside the points of one language: its own trace, with the distance of a large mark."""
    import plotly.graph_objects as go

    suffix = str(index) if index > 1 else ""
    labels = [
        (place, _height(point.said[tag]), *_label(point, tag))
        for place, point in enumerate(one.points)
        if tag in point.said
    ]
    return go.Scatter(
        x=[x for x, *_ in labels],
        y=[y for _, y, *_ in labels],
        mode="markers+text",
        hoverinfo="skip",
        showlegend=False,
        text=[text for *_, text, _ in labels],
        textposition=[place for *_, place in labels],
        marker={"size": 22, "opacity": 0},
        textfont={"size": 16, "color": style.INK},
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
        cliponaxis=False,
    )


def _label(point: Point, tag: str) -> tuple[str, str]:
    """The reading beside a point and its place: once where languages agree, above and below where not."""
    said = {language: reading(cell) for language, cell in point.said.items()}
    if tag not in said or tag != next(
        language for language, text in sorted(said.items()) if text == said[tag]
    ):
        return "", "top center"
    heights = [_height(cell) or 0.0 for cell in point.said.values()]
    lowest = len(set(said.values())) > 1 and (_height(point.said[tag]) or 0.0) <= min(heights) < max(heights)
    return f"<b>{plain(said[tag])}</b>", "bottom center" if lowest else "top center"


def _hover(point: Point, tag: str) -> str:
    cell = point.said.get(tag)
    if cell is None:
        return ""
    lines = [plain(point.gloss)] if point.gloss else []
    lines.append(
        f"{plain(language_name(tag))}: <b>{plain(reading(cell))}</b>  "
        f"{isolate(plain(cell['surface'] or ''), tag)}"
    )
    return "<br>".join(lines)


def _axes(figure: Any, shown: Sequence[Series]) -> None:
    """One panel per series, side by side."""
    gap = 0.08
    each = (1 - gap * (len(shown) - 1)) / len(shown)
    for index, one in enumerate(shown, 1):
        suffix = str(index) if index > 1 else ""
        left = (index - 1) * (each + gap)
        columns = max(12, int(each * 130 / max(4, len(one.points))))
        figure.update_layout(
            {
                f"xaxis{suffix}": {
                    "domain": [left, left + each],
                    "anchor": f"y{suffix}",
                    "range": [-0.4, len(one.points) - 0.6],
                    "showgrid": False,
                    "tickvals": list(range(len(one.points))),
                    "ticktext": [_tick(point, columns) for point in one.points],
                    "title": {"text": f"Pair {one.pair}" if len(shown) > 1 else ""},
                    "showline": True,
                    "tickangle": 0,
                },
                f"yaxis{suffix}": {
                    "anchor": f"x{suffix}",
                    "range": _range(one),
                    "title": {"text": _unit(one) if index == 1 else ""},
                },
            }
        )
    figure.update_layout(
        showlegend=True,
        margin={"l": 100, "r": 60, "t": 150, "b": 190},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": 17},
            "itemwidth": 60,
        },
    )


def _range(one: Series) -> list[float]:
    """From zero to a little above the highest point; percentages to a little above 100."""
    top = max((_height(cell) or 0.0 for point in one.points for cell in point.said.values()), default=1.0)
    return [0, 108] if one.kind == "percent" and 45 < top <= 100 else [0, top * 1.18 or 1]


def _unit(one: Series) -> str:
    return {"percent": "percent", "points": "percentage points", "count": "number"}.get(
        one.kind, one.unit or one.kind
    )


def _tick(point: Point, columns: int) -> str:
    """The name of a period, and the gloss of its claim below in small."""
    name = (
        f"<b>{isolate(style.wrap(plain(style.shorten(point.period, columns)), columns), point.language)}</b>"
    )
    if not point.gloss:
        return name
    gloss = style.wrap(plain(style.shorten(point.gloss, columns * 1.5)), columns)
    return f'{name}<br><span style="font-size:13px;color:{style.MUTED}">{gloss}</span>'


def _told(shown: Sequence[Series], tags: Sequence[str], left_out: int) -> Told:
    caption = (
        "Statistics of one question–answer pair that each name a period, in order of mention. "
        "One line per translation; a hollow mark is an approximate value."
    ) + (f" {left_out} shorter series are not shown." if left_out else "")
    points = [point for one in shown for point in one.points]
    table = [
        [
            str(one.pair),
            {"text": point.period, "lang": point.language},
            point.gloss or "",
            *(reading(point.said[tag]) if tag in point.said else "∅ not stated" for tag in tags),
        ]
        for one in shown
        for point in one.points
    ]
    said = {tag: [reading(p.said[tag]) if tag in p.said else "not stated" for p in points] for tag in tags}
    alt = "Line chart. " + " ".join(
        f"{language_name(tag)}: {', '.join(values)}." for tag, values in said.items()
    )
    return Told(caption, alt, ("Pair", "Period", "Claim", *(language_name(tag) for tag in tags)), table)
