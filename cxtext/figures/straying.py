"""How far each language strays: its claims by verdict, and the slips behind them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxtext import schema
from cxtext.figures import style
from cxtext.figures.direction import language_name
from cxtext.figures.style import LINE_COLOURS, LOOKS, Told, plain
from cxtext.figures.views import Tables, languages, rows, talk_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

TITLE = "How far each translation strays"
MOST_SLIPS = 12

Counts = Counter[tuple[str, str]]


def drift(analysis: Tables) -> go.Figure:
    """Stacked bars of verdicts per language (above), and how often each slip occurs (below)."""
    import plotly.graph_objects as go

    claims = rows(analysis.claims, "claims", ("language", "claim", "verdict", "slip"))
    if not claims:
        return style.nothing(TITLE, "This talk has no claims to compare.")
    tags = languages(analysis)
    verdicts: Counts = Counter((row["language"], row["verdict"]) for row in claims)
    slips: Counts = Counter((row["language"], row["slip"]) for row in claims if row["slip"])
    figure = go.Figure(layout=style.layout(TITLE, plain(style.shorten(talk_title(analysis), 60))))
    for verdict in LOOKS:
        if any(verdicts[tag, verdict] for tag in tags):
            figure.add_trace(_verdict_bars(verdict, verdicts, tags))
    names = _slip_names(slips)
    for index, group in enumerate([[tag] for tag in tags] if len(tags) <= 3 else [tags]):
        figure.add_trace(_slip_bars(group, index, slips, names))
    _axes(figure, tags, names, slips)
    return style.finish(figure, _told(verdicts, slips, tags))


def _slip_names(slips: Counts) -> list[str]:
    """The commonest slips, the commonest first; equals in the order of the schema."""
    total: Counter[str] = Counter()
    for (_, slip), count in slips.items():
        total[slip] += count
    return sorted(total, key=lambda slip: (-total[slip], schema.SLIPS.index(slip)))[:MOST_SLIPS]


def _verdict_bars(verdict: str, counts: Counts, tags: Sequence[str]) -> Any:
    import plotly.graph_objects as go

    look = LOOKS[verdict]
    values = [counts[tag, verdict] for tag in tags]
    total = max(sum(counts[tag, one] for one in LOOKS) for tag in tags)
    return go.Bar(
        x=values,
        y=list(range(len(tags))),
        orientation="h",
        width=[0.66] * len(tags),
        name=f"{style.sign(verdict)} {look.word}",
        legend="legend",
        text=[_segment(verdict, value, value / total) for value in values],
        texttemplate="%{text}",
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 16, "color": look.dark},
        hovertemplate=f"{style.sign(verdict)} {look.word}: %{{x}} claims<extra></extra>",
        marker={"color": look.tint, "line": {"color": look.dark, "width": 1.2}},
    )


def _segment(verdict: str, value: int, share: float) -> str:
    """Sign and number beside each other, or above each other in a narrow stretch."""
    if share < 0.025:
        return ""
    return f"{style.sign(verdict)}{' ' if share > 0.08 else '<br>'}{value}"


def _slip_bars(tags: Sequence[str], index: int, counts: Counts, names: Sequence[str]) -> Any:
    """How often each slip occurs: one language, or many together (more colours than three confuse)."""
    import plotly.graph_objects as go

    name = plain(language_name(tags[0])) if len(tags) == 1 else "all languages"
    colour = LINE_COLOURS[index % len(LINE_COLOURS)]
    pattern = ("", "/", ".", "x", "-", "+")[index % 6]
    return go.Bar(
        x=[sum(counts[tag, slip] for tag in tags) for slip in names],
        y=list(range(len(names))),
        orientation="h",
        name=name,
        xaxis="x2",
        yaxis="y2",
        legend="legend2",
        hovertemplate=f"{name}: %{{x}}<extra></extra>",
        marker={
            "color": colour,
            "line": {"color": style.PAPER, "width": 1},
            "pattern": style.pattern(pattern, colour),
        },
    )


def _axes(figure: Any, tags: Sequence[str], names: Sequence[str], slips: Counts) -> None:
    """Verdicts at the left, slips at the right, each with its own legend above it."""
    most = max((sum(slips[tag, name] for tag in tags) for name in names), default=1)
    legend = {
        "orientation": "h",
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "font": {"size": 14},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        margin={"l": 150, "t": 170, "b": 130},
        legend={**legend, "x": 0},
        legend2={**legend, "x": 0.74 if names else 1.5},
        xaxis={
            "domain": [0, 0.52 if names else 1],
            "title": {"text": "claims"},
            "rangemode": "tozero",
            "tickformat": "d",
        },
        yaxis={
            "range": [len(tags) - 0.4, -0.6],
            "tickvals": list(range(len(tags))),
            "showgrid": False,
            "tickfont": {"size": 17},
            "ticktext": [style.lane_label(tag) for tag in tags],
        },
        xaxis2={
            "domain": [0.74, 1],
            "anchor": "y2",
            "dtick": max(1, most // 5),
            "title": {"text": "claims with this slip"},
            "range": [0, most * 1.05],
            "visible": bool(names),
            "gridcolor": "#eaeef2",
            "zeroline": False,
        },
        yaxis2={
            "anchor": "x2",
            "range": [max(6, len(names)) - 0.4, -0.6],
            "tickvals": list(range(len(names))),
            "showgrid": False,
            "ticktext": [name.replace("_", " ") + "  " for name in names],
            "visible": bool(names),
        },
    )


def _told(verdicts: Counts, slips: Counts, tags: Sequence[str]) -> Told:
    caption = (
        "Left: the claims of each translation by verdict. Right: the kinds of slip behind them, counted in "
        "claims. A benign slip (another notation, another form) can stand beside the verdict “reworded”."
    )
    alt = "Verdicts per translation. " + " ".join(_sentence(tag, verdicts) for tag in tags)
    seen = [verdict for verdict in LOOKS if any(verdicts[tag, verdict] for tag in tags)]
    table: list[list[str]] = [
        [language_name(tag), *(str(verdicts[tag, verdict]) for verdict in seen), _slips(tag, slips)]
        for tag in tags
    ]
    return Told(caption, alt, ("Language", *(style.signed(verdict) for verdict in seen), "Slips"), table)


def _sentence(tag: str, counts: Mapping[tuple[str, str], int]) -> str:
    said = ", ".join(
        f"{counts[tag, verdict]} {look.word}" for verdict, look in LOOKS.items() if counts.get((tag, verdict))
    )
    return f"{language_name(tag)}: {said}."


def _slips(tag: str, slips: Counts) -> str:
    own = {slip: count for (language, slip), count in slips.items() if language == tag}
    return ", ".join(f"{slip.replace('_', ' ')} {own[slip]}" for slip in sorted(own, key=schema.SLIPS.index))
