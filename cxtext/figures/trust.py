"""Which translation can I trust: how often each strays, how sure that is, and by which slips."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cxtext import coders
from cxtext.diagnosis import SLIPS
from cxtext.figures import style
from cxtext.figures.direction import language_name
from cxtext.figures.style import LOOKS, Told, plain
from cxtext.figures.views import Tables, talk_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from cxtext.schema import Agreement

TITLE = "Which translation can I trust?"
MOST_SLIPS = 8
OTHER = "other slips"
CROWDED = 10
"""From more languages on, every name stands on one line."""
LANE_HEIGHT = 24
"""Pixels of a lane where there are many languages; few share the slide."""


def trust(analysis: Tables) -> go.Figure:
    """The share of claims on which each language is the odd one out, with its 95 % interval, best first.

    At the right how often each kind of slip occurs in it. The slide grows for more than twenty languages.
    """
    import plotly.graph_objects as go

    found = coders.from_table(analysis.claims)
    lanes = sorted((row for row in found if row.language), key=_order)
    if len(lanes) < 2:
        return style.nothing(TITLE, "There are no claims in two languages to compare.")
    (whole, *_) = [row for row in found if row.scope == "talk"]
    names = _slip_names(lanes)
    height = max(style.HEIGHT, 240 + LANE_HEIGHT * len(lanes))
    figure = go.Figure(layout=style.layout(TITLE, _subtitle(analysis, whole), height=height))
    figure.add_trace(_shares(lanes))
    figure.add_trace(_counts(lanes))
    if names:
        figure.add_trace(_grid(lanes, names))
    _axes(figure, lanes, names)
    return style.finish(figure, _told(lanes, whole, names))


def _order(row: Agreement) -> tuple[float, float, str]:
    """The fewest claims astray first; of equals the one of which more is known."""
    return (1.0 if row.odd_share is None else row.odd_share, row.odd_high or 1.0, row.language or "")


def _grave(row: Agreement) -> dict[str, int]:
    """The slips that changed what was said, with their counts."""
    counts = zip(row.slips, row.slip_counts, strict=True)
    return {slip: count for slip, count in counts if not SLIPS[slip].benign}


def _slip_names(lanes: Sequence[Agreement]) -> list[str]:
    """The commonest slips, the commonest first; equals in the order of their definition."""
    total: Counter[str] = Counter()
    for row in lanes:
        total.update(_grave(row))
    names = sorted(total, key=lambda slip: (-total[slip], list(SLIPS).index(slip)))
    return names if len(names) <= MOST_SLIPS else [*names[: MOST_SLIPS - 1], OTHER]


def _count(row: Agreement, name: str, names: Sequence[str]) -> int:
    """How often a slip (or any that has no column) occurs."""
    grave = _grave(row)
    return grave.get(name, 0) if name != OTHER else sum(grave[slip] for slip in grave if slip not in names)


def _lane_label(tag: str, lanes: int) -> str:
    return style.lane_label(tag) if lanes <= CROWDED else f"<b>{plain(language_name(tag))}</b>{style.GAP}"


def _subtitle(analysis: Tables, whole: Agreement) -> str:
    together = f"all languages agree on {whole.agreed} of {whole.claims} claims"
    alpha = "" if whole.alpha_nominal is None else f" · Krippendorff’s α {whole.alpha_nominal:.2f}"
    return plain(f"{style.shorten(talk_title(analysis), 40)} · {together}{alpha}")


def _said(row: Agreement) -> str:
    """``5 of 40 (12 %)``."""
    if row.odd_share is None:
        return "none can be judged"
    return f"{row.odd} of {row.claims - row.unsure} ({100 * row.odd_share:.0f}\u00a0%)"


def _range(row: Agreement) -> str:
    if row.odd_low is None or row.odd_high is None:
        return "not known"
    return f"{100 * row.odd_low:.0f}–{100 * row.odd_high:.0f}\u00a0%"


def _shares(lanes: Sequence[Agreement]) -> Any:
    """A point for each language, and a line for what its few claims leave open."""
    import plotly.graph_objects as go

    known = [(lane, row) for lane, row in enumerate(lanes) if row.odd_share is not None]
    shares = [100 * (row.odd_share or 0) for _, row in known]
    names = [plain(language_name(row.language or "")) for _, row in known]
    return go.Scatter(
        x=shares,
        y=[lane for lane, _ in known],
        mode="markers",
        name="odd one out",
        marker={"size": 14, "color": LOOKS["differ"].strong, "line": {"color": style.PAPER, "width": 1.5}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [
                100 * (row.odd_high or 0) - share for (_, row), share in zip(known, shares, strict=True)
            ],
            "arrayminus": [
                share - 100 * (row.odd_low or 0) for (_, row), share in zip(known, shares, strict=True)
            ],
            "color": style.MUTED,
            "thickness": 2,
            "width": 6,
        },
        customdata=[
            f"<b>{name}</b><br>odd one out: {_said(row)}<br>95\u00a0% interval: {_range(row)}"
            for name, (_, row) in zip(names, known, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _counts(lanes: Sequence[Agreement]) -> Any:
    """The counts in words, right of the lines."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=[100 * (row.odd_high or 0) for row in lanes],
        y=list(range(len(lanes))),
        mode="text",
        text=["   " + _said(row) for row in lanes],
        textposition="middle right",
        textfont={"size": 15},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _grid(lanes: Sequence[Agreement], names: Sequence[str]) -> Any:
    """Languages × slips: the count in the cell, coloured where there is one."""
    import plotly.graph_objects as go

    counts = [[_count(row, name, names) for name in names] for row in lanes]
    look = LOOKS["differ"]
    return go.Heatmap(
        z=[[min(count, 1) for count in row] for row in counts],
        text=[[f"<b>{count}</b>" if count else "" for count in row] for row in counts],
        texttemplate="%{text}",
        textfont={"size": 15, "color": look.dark},
        x=list(range(len(names))),
        y=list(range(len(lanes))),
        xaxis="x2",
        yaxis="y2",
        zmin=0,
        zmax=1,
        colorscale=[[0, "#f6f8fa"], [0.5, "#f6f8fa"], [0.5, look.tint], [1, look.tint]],
        showscale=False,
        xgap=3,
        ygap=3,
        customdata=[
            [f"{plain(language_name(row.language or ''))}: {name.replace('_', ' ')}, {count}"
             for name, count in zip(names, line, strict=True)]
            for row, line in zip(lanes, counts, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _axes(figure: Any, lanes: Sequence[Agreement], names: Sequence[str]) -> None:
    """Shares at the left, slips at the right, one lane per language through both."""
    most = max(100 * (row.odd_high or 0) for row in lanes)
    span = [max(5, len(lanes)) - 0.5, -0.5]
    figure.update_layout(
        margin={"l": 170, "t": 215, "b": 120},
        xaxis={
            "domain": [0, 0.52 if names else 1],
            "title": {"text": "claims on which it is the odd one out, in percent"},
            "range": [-0.02 * most, 1.42 * most],
            "ticksuffix": "\u00a0%",
            "nticks": 8,
        },
        yaxis={
            "range": span,
            "tickvals": list(range(len(lanes))),
            "ticktext": [_lane_label(row.language or "", len(lanes)) for row in lanes],
            "tickfont": {"size": 17 if len(lanes) <= CROWDED else 13},
        },
        xaxis2={
            "domain": [0.56, 0.56 + 0.055 * max(1, len(names))],
            "anchor": "y2",
            "side": "top",
            "range": [-0.5, max(1, len(names)) - 0.5],
            "tickvals": list(range(len(names))),
            "ticktext": [name.replace("_", " ") for name in names],
            "tickangle": -38,
            "showgrid": False,
            "fixedrange": True,
            "visible": bool(names),
        },
        yaxis2={"anchor": "x2", "range": span, "visible": False, "fixedrange": True},
    )


def _told(lanes: Sequence[Agreement], whole: Agreement, names: Sequence[str]) -> Told:
    caption = (
        "Left: on how many claims a translation says something else than was most probably said; the line "
        "is the 95 % interval (Wilson): where lines overlap much, the claims are too few to tell two "
        "translations apart. "
    )
    caption += "Right: the kinds of slip, the commonest first. " if names else ""
    if len(lanes) == 2:
        caption += "Of two languages alone, the one with the likelier slip counts as the odd one. "
    caption += (
        "α (Krippendorff) is 1 where all always say the same quantity, 0 where they agree as by chance."
    )
    alt = f"All languages agree on {whole.agreed} of {whole.claims} claims. The odd one out: " + "; ".join(
        f"{language_name(row.language or '')} {_said(row)}" for row in lanes
    )
    columns = ("Language", "Odd one out", "95\u00a0% interval", "Alone against all others", "Slips")
    table = [
        [language_name(row.language or ""), _said(row), _range(row), str(row.alone), _slips(row)]
        for row in lanes
    ]
    return Told(caption, alt + ".", columns, table)


def _slips(row: Agreement) -> str:
    return ", ".join(f"{slip.replace('_', ' ')} {count}" for slip, count in _grave(row).items())
