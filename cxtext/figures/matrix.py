"""The claims × languages matrix: what each language says, claim by claim, and where they part."""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.figures import style
from cxtext.figures.direction import isolate, isolate_runs, language_name
from cxtext.figures.readings import brief
from cxtext.figures.style import LOOKS, Told, plain
from cxtext.figures.views import (
    Cited,
    Stated,
    Tables,
    cited,
    disagreements,
    explanations,
    languages,
    talk_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

TITLE = "What each translation says"
ROWS_PER_PANEL = 26
"""More rows than this do not stay legible below each other on one slide."""
ROW_HEIGHT = 18
GUTTER = 44
MANY = 8
"""More languages than this get smaller letters in their cells."""
CELL_FONT, SMALL_FONT = 13, 12
_SIGN = 1.7
"""The room of the sign of a verdict beside a reading, in em."""


class Line(NamedTuple):
    """One line of the matrix: a claim, or (claim None) the heading of a pair."""

    label: str
    claim: Cited | None


class Panel(NamedTuple):
    """Where one column of lines stands, in shares of the drawing area; the room of texts in em."""

    left: float
    cells: float
    right: float
    label_em: float
    note_em: float = 0.0


def claims_matrix(analysis: Tables) -> go.Figure:
    """The matrix of an analysis: one row per claim, one column per language, grouped by pair.

    A cell shows the reading and the sign of its verdict on its colour. Many claims stand in two
    panels side by side; the figure grows beyond slide height only when these are full.
    """
    import plotly.graph_objects as go

    claims, tags = cited(analysis), languages(analysis)
    if not claims:
        return style.nothing(TITLE, "This talk has no claims to compare.")
    panels = _panels(_lines(claims), len(tags))
    depth = max(len(lines) for lines in panels)
    size = _row_height(depth)
    figure = go.Figure(
        layout=style.layout(TITLE, _subtitle(analysis, claims), height=200 + max(520, depth * size))
    )
    figure.update_layout(margin={"t": 130, "b": 70})
    for index, (lines, panel) in enumerate(
        zip(panels, _places(len(panels), len(tags), _cell_width(claims)), strict=True), 1
    ):
        _draw(figure, index, lines, panel, tags, depth, size)
    return style.finish(figure, _told(claims, tags))


def _subtitle(analysis: Tables, claims: Sequence[Cited]) -> str:
    present = [
        verdict for verdict in LOOKS if any(s.verdict == verdict for c in claims for s in c.stated.values())
    ]
    return plain(style.shorten(talk_title(analysis), 32)) + "     " + style.legend(present)


def _row_height(depth: int) -> int:
    """Rows as tall as the slide allows, at most half as tall again as needed, never too small to read."""
    return max(ROW_HEIGHT, min(34, 520 // depth))


def _lines(claims: Sequence[Cited]) -> list[list[Line]]:
    """The lines of each pair, its heading first."""
    blocks = []
    for pair, members in groupby(claims, key=lambda one: one.pair):
        heading = Line(f"Pair {pair}" if pair else "Outside of the pairs", None)
        blocks.append([heading, *(Line(one.label, one) for one in members)])
    return blocks


def _panels(blocks: Sequence[Sequence[Line]], count: int) -> list[list[Line]]:
    """The lines in at most two panels of about equal length; a pair that is cut gets its heading again."""
    total = sum(len(block) for block in blocks)
    wanted = min(2 if count <= 3 else 1, ceil(total / ROWS_PER_PANEL))
    room = ceil(total / wanted) + (wanted > 1)
    panels: list[list[Line]] = [[]]
    for block in blocks:
        for position, line in enumerate(block):
            if len(panels[-1]) >= room - (position == 0) and len(panels) < wanted:
                panels.append([] if position == 0 else [Line(f"{block[0].label} (continued)", None)])
            panels[-1].append(line)
    return panels


def _cell_width(claims: Sequence[Cited]) -> float:
    """Pixels that the longest reading and its sign need."""
    longest = max(style.width(said.reading or "not stated") for one in claims for said in one.stated.values())
    return max(96.0, longest * 13 + 40)


def _places(panels: int, tags: int, needed: float) -> list[Panel]:
    """The place of each panel. Labels take what the cells leave; a single panel has notes at the right."""
    drawing = style.WIDTH - 80
    each = (drawing - (panels - 1) * GUTTER) / panels
    cell = max(72.0, min(each * 0.62 / tags, needed if panels > 1 else max(needed, 170.0)))
    if panels == 1 and (free := drawing - cell * tags - 400) > 240:
        return [Panel(0, 400 / drawing, (drawing - free) / drawing, 400 / 14 - 1.4, (free - 20) / 13)]
    found = []
    for index in range(panels):
        left = index * (each + GUTTER)
        cells = left + each - cell * tags
        room = (cells - left) / 14 - 0.8
        found.append(Panel(left / drawing, cells / drawing, (left + each) / drawing, room - 1.2))
    return found


def _draw(
    figure: Any, index: int, lines: Sequence[Line], panel: Panel, tags: Sequence[str], depth: int, size: int
) -> None:
    """One panel: the coloured cells, and their labels, headings and language names as text."""
    suffix = str(index) if index > 1 else ""
    room = (
        (panel.right - panel.cells)
        * (style.WIDTH - 80)
        / len(tags)
        / (CELL_FONT if len(tags) <= MANY else SMALL_FONT)
    )
    figure.add_trace(_heatmap(lines, tags, suffix, room))
    figure.update_layout(
        {
            f"xaxis{suffix}": {
                "domain": [panel.cells, panel.right],
                "anchor": f"y{suffix}",
                "side": "top",
                "range": [-0.5, len(tags) - 0.5],
                "tickvals": list(range(len(tags))),
                "ticktext": [_heading(tag, panel, len(tags)) for tag in tags],
                "showgrid": False,
                "fixedrange": True,
                "tickangle": 0,
            },
            f"yaxis{suffix}": {
                # Rows keep their height: what a short panel leaves stays white below it.
                "anchor": f"x{suffix}",
                "range": [max(depth, 520 / size) - 0.5, -0.5],
                "visible": False,
                "fixedrange": True,
            },
        }
    )
    for row, line in enumerate(lines):
        _label(figure, row, line, panel, suffix)
        if line.claim and panel.note_em and line.claim in disagreements([line.claim]):
            _note(figure, row, line.claim, panel)


def _heading(tag: str, panel: Panel, tags: int) -> str:
    """The name of a language where there is room for it, else its tag."""
    room = (panel.right - panel.cells) * (style.WIDTH - 80) / tags
    name = language_name(tag).partition(" (")[0]
    return style.language_label(tag) if style.width(name) * 16 < room else f"<b>{plain(tag)}</b>"


def _label(figure: Any, row: int, line: Line, panel: Panel, suffix: str) -> None:
    """The label at the left of a line; cut labels show in full when the mouse is over them."""
    heading = line.claim is None
    text = plain(style.shorten(line.label, panel.label_em))
    figure.add_annotation(
        text=f"<b>{text}</b>" if heading else text,
        hovertext=plain(line.label),
        showarrow=False,
        x=panel.left,
        xref="paper",
        xanchor="left",
        xshift=0 if heading else 10,
        y=row,
        yref=f"y{suffix}",
        yanchor="middle",
        align="left",
        font={"size": 14, "color": style.MUTED if heading else style.INK},
    )


def _note(figure: Any, row: int, claim: Cited, panel: Panel) -> None:
    """At the right of a disagreement: why."""
    text = style.shorten(" ".join(explanations(claim)), panel.note_em)
    figure.add_annotation(
        text=isolate_runs(plain(text)),
        showarrow=False,
        x=panel.right,
        xref="paper",
        xanchor="left",
        xshift=14,
        y=row,
        yref="y",
        yanchor="middle",
        align="left",
        font={"size": 13, "color": style.MUTED},
    )


def _heatmap(lines: Sequence[Line], tags: Sequence[str], suffix: str, room: float) -> Any:
    """The cells: verdicts as numbers on a scale of steps, readings and signs as text of `room` em."""
    import plotly.graph_objects as go

    order = list(LOOKS)
    cells = [[line.claim.stated.get(tag) if line.claim else None for tag in tags] for line in lines]
    return go.Heatmap(
        z=[[order.index(cell.verdict) if cell else None for cell in row] for row in cells],
        text=[[_cell_text(cell, room) for cell in row] for row in cells],
        customdata=[
            [_hover(cell, line.claim) if cell and line.claim else "" for cell in row]
            for line, row in zip(lines, cells, strict=True)
        ],
        texttemplate="%{text}",
        textfont={"size": CELL_FONT if len(tags) <= MANY else SMALL_FONT},
        hovertemplate="%{customdata}<extra></extra>",
        x=list(range(len(tags))),
        y=list(range(len(lines))),
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
        zmin=-0.5,
        zmax=len(order) - 0.5,
        colorscale=_steps(order),
        showscale=False,
        xgap=3,
        ygap=2,
        hoverongaps=False,
    )


def _steps(order: Sequence[str]) -> list[list[Any]]:
    """A colour scale without transitions: one step per verdict."""
    return [
        [edge / len(order), LOOKS[verdict].tint] for i, verdict in enumerate(order) for edge in (i, i + 1)
    ]


def _cell_text(cell: Stated | None, room: float) -> str:
    """The reading and the sign of its verdict; in narrow cells in symbols, or the sign alone."""
    if cell is None:
        return ""
    look, gap = LOOKS[cell.verdict], "  "
    said = cell.reading or ("not stated" if cell.statistic is None else "stated")
    if style.width(said) > room - _SIGN:
        said, gap = brief(cell.row) if cell.reading else "", " "
    if style.width(said) > room - _SIGN:
        said = ""  # half a number would be worse than none: the mouse over the cell shows it
    return f'<span style="color:{look.dark}">{plain(said)}{gap}{style.sign(cell.verdict)}</span>'


def _hover(cell: Stated, claim: Cited) -> str:
    """The hover text of a cell: words of the transcript, verdict, reason, probable original."""
    lines = [f"<b>{style.wrap(plain(claim.label), 60)}</b>"]
    if cell.surface:
        lines.append(f"{plain(language_name(cell.language))}: {isolate(plain(cell.surface), cell.language)}")
    lines.append(
        f"{style.sign(cell.verdict)} <b>{LOOKS[cell.verdict].word}</b>"
        + (f" · {cell.slip.replace('_', ' ')}" if cell.slip else "")
    )
    if cell.explanation:
        lines += [isolate_runs(part) for part in style.wrap(plain(cell.explanation), 60).split("<br>")]
    if claim.consensus:
        lines.append(f"Most probably said: {plain(claim.consensus)} ({claim.confidence:.0%} sure)")
    return "<br>".join(lines)


def _told(claims: Sequence[Cited], tags: Sequence[str]) -> Told:
    apart = disagreements(claims)
    names = ", ".join(language_name(tag) for tag in tags)
    caption = (
        f"Each row is one claim of the speaker, each column a translation ({names}). {len(claims)} claims, "
        f"{len(apart)} on which the translations part. "
        "Point at a cell for the words of the transcript and the reason."
    )
    examples = "; ".join(f"{one.label}: {_readings(one)}" for one in apart[:5])
    alt = f"Matrix of {len(claims)} claims in {names}. " + (
        f"They part on {examples}." if apart else "They agree."
    )
    return Told(caption, alt)


def _readings(one: Cited) -> str:
    return ", ".join(f"{language_name(tag)} {said.reading or 'nothing'}" for tag, said in one.stated.items())
