"""The one look of all figures: colours, signs, fonts, captions.

Colours are those of M. Okabe and K. Ito, *Color Universal Design* (2008), and tints of them; no
meaning hangs on colour alone: every verdict also has a sign, every role a pattern or a name.
"""

from __future__ import annotations

import html
import textwrap
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.figures.direction import language_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

WIDTH, HEIGHT = 1280, 720
"""Slide size in pixels."""

GAP = "\u00a0\u00a0"
INK, MUTED, RULE, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"

# Noto Sans draws ≠ from two pieces that come apart in bold: signs have fonts of their own.
SIGN_FONT = "DejaVu Sans, Noto Sans Math, Noto Sans Symbols, Segoe UI Symbol, Apple Symbols, sans-serif"

FONT = "Noto Sans, Noto Naskh Arabic, Segoe UI, Helvetica, Arial, sans-serif"


class Look(NamedTuple):
    """A verdict's sign and word; the colours of marks (strong), grounds (tint), text on grounds (dark)."""

    sign: str
    word: str
    strong: str
    tint: str
    dark: str


LOOKS: Mapping[str, Look] = {
    "agree": Look("✓", "agrees", "#009E73", "#d9f2e8", "#00533c"),
    "reworded": Look("≈", "reworded", "#56B4E9", "#dbeefb", "#0b4a70"),
    "differ": Look("≠", "differs", "#D55E00", "#ffdfc9", "#7a2e00"),
    "missing": Look("∅", "missing", "#E69F00", "#fff0cc", "#664600"),
    "added": Look("+", "added", "#CC79A7", "#f8e1ee", "#7a2855"),
    "unsure": Look("?", "unsure", "#8c959f", "#eaeef2", "#3d444d"),
}

MEANINGS: Mapping[str, str] = {
    "agree": "the languages say the same quantity",
    "reworded": "the same quantity in another form (75 % and three out of four)",
    "differ": "this language states another quantity than the speaker most probably did",
    "missing": "this language does not state the quantity",
    "added": "only this language states the quantity",
    "unsure": "the passages correspond too weakly for a verdict",
}


class RoleLook(NamedTuple):
    """How a role is shown: its colour, the shape of its pattern, the colour of text on it."""

    colour: str
    pattern: str
    text: str


ROLE_LOOKS: Mapping[str, RoleLook] = {
    "speaker": RoleLook("#0072B2", "", "#ffffff"),
    "interviewer": RoleLook("#E69F00", "/", INK),
    "moderator": RoleLook("#CC79A7", "x", INK),
    "audience": RoleLook("#56B4E9", ".", INK),
    "narrator": RoleLook("#B8BEC5", "-", INK),
}

LINE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#57606a")
LINE_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
LINE_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "star")

CONFIG: Mapping[str, Any] = {
    # plotly.js 4 shows a button that uploads the figure; nothing of a talk leaves the reader's machine.
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
    "toImageButtonOptions": {"format": "png", "width": WIDTH, "height": HEIGHT, "scale": 2},
}
"""The plotly configuration for every place that shows a figure."""


def plain(text: str) -> str:
    """`text` as plotly shows it literally (plotly reads <b>, <a> and entities in labels)."""
    return html.escape(text, quote=False)


def width(text: str) -> float:
    """The approximate width of `text` in em (a Latin letter is about half an em, an ideograph one)."""
    return sum(_advance(char) for char in text)


def _advance(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5


def shorten(text: str, room: float) -> str:
    """`text` in at most `room` em, cut at a word where possible and ended by "…"."""
    text = " ".join(text.split())
    if width(text) <= room:
        return text
    used, cut = 0.6, 0
    for cut, char in enumerate(text):  # noqa: B007 (the place where the room ends is the result)
        used += _advance(char)
        if used > room:
            break
    while cut > 0 and unicodedata.category(text[cut])[0] == "M":
        cut -= 1
    at_word = text.rfind(" ", cut // 2, cut + 1)
    return text[: at_word if at_word > 0 else cut].rstrip(" ,;:·") + "…"


def wrap(text: str, columns: int) -> str:
    """`text` in lines of at most `columns` characters, joined by ``<br>``."""
    return "<br>".join(textwrap.wrap(text, columns, break_on_hyphens=False)) or text


def text_colour(ground: str) -> str:
    """Ink or white, whichever stands out more from the ground colour (WCAG relative luminance)."""
    red, green, blue = (int(ground[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return PAPER if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.065 else INK


def layout(title: str, subtitle: str, *, height: int = HEIGHT) -> dict[str, Any]:
    """The layout all figures start from: title and subtitle at the left, quiet axes, slide size."""
    axis = {"gridcolor": "#eaeef2", "linecolor": RULE, "zeroline": False, "automargin": False, "ticks": "",
            "title": {"font": {"size": 15, "color": MUTED}, "standoff": 12}}  # fmt: skip
    return {
        # A template of our own, also so that figures stored in notebooks stay small.
        "template": {"layout": {"xaxis": axis, "yaxis": axis, "colorway": list(LINE_COLOURS)}},
        "title": {
            "text": f"<b>{title}</b>",
            "subtitle": {"text": subtitle, "font": {"size": 15, "color": MUTED}},
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 40, "t": 28},
            "y": 1, "yref": "container", "yanchor": "top", "font": {"size": 25},
        },
        "font": {"family": FONT, "size": 15, "color": INK},
        "paper_bgcolor": PAPER, "plot_bgcolor": PAPER,
        "width": WIDTH, "height": height, "margin": {"l": 40, "r": 40, "t": 110, "b": 90},
        "hoverlabel": {"namelength": -1, "align": "left", "bgcolor": PAPER, "bordercolor": MUTED,
                       "font": {"size": 14, "color": INK}},
        "showlegend": False,
    }  # fmt: skip


class Told(NamedTuple):
    """A figure in words: the caption below it, the alternative text, and the data as a table.

    A cell is a string, or ``{"text": …, "lang": tag}`` when it is in a language of the talk.
    """

    caption: str
    alt: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()


def finish(figure: go.Figure, told: Told) -> go.Figure:
    """The figure with its caption drawn at the bottom left and its words in ``layout.meta``.

    ``layout.meta`` holds ``caption``, ``alt``, ``columns`` and ``rows``.
    """
    for number, trace in enumerate(figure.data):
        # Without a name plotly.js gives every trace a random one, which shows in saved SVG.
        trace.uid = f"trace-{number}"
    margin = figure.layout.margin
    figure.add_annotation(
        name="caption", text=wrap(plain(told.caption), 192), showarrow=False, align="left",
        x=0, xref="paper", xanchor="left", xshift=40 - margin.l,
        y=0, yref="paper", yanchor="bottom", yshift=14 - margin.b, font={"size": 13, "color": MUTED},
    )  # fmt: skip
    figure.update_layout(
        meta={"caption": told.caption, "alt": told.alt, "columns": list(told.columns),
              "rows": [list(row) for row in told.rows]}
    )  # fmt: skip
    return _quiet_class()(figure)


@cache
def _quiet_class() -> type[go.Figure]:
    """A plotly Figure that a notebook shows without the button that uploads it."""
    import plotly.graph_objects as go
    import plotly.io as pio

    class Figure(go.Figure):  # type: ignore[misc]
        """A figure of cxtext; an ordinary plotly Figure otherwise."""

        def _ipython_display_(self) -> None:
            pio.show(self, config=dict(CONFIG))

    return Figure


def nothing(title: str, reason: str) -> go.Figure:
    """A figure that says why there is nothing to draw."""
    import plotly.graph_objects as go

    figure = go.Figure(layout=layout(title, "", height=320))
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(text=plain(reason), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
                          font={"size": 18, "color": MUTED})  # fmt: skip
    return finish(figure, Told(reason, f"{title}. {reason}"))


def signed(verdict: str) -> str:
    """Sign and word of a verdict: ``≠ differs``."""
    return f"{LOOKS[verdict].sign} {LOOKS[verdict].word}"


def sign(verdict: str) -> str:
    """The sign of a verdict as bold plotly text in the fonts for signs."""
    return f'<b style="font-family:{SIGN_FONT}">{LOOKS[verdict].sign}</b>'


def pattern(shape: str, ground: str, *, size: int = 10) -> dict[str, Any]:
    """A pattern of white strokes on the ground colour."""
    return {
        "shape": shape,
        "size": size,
        "solidity": 0.1,
        "bgcolor": ground,
        "fgcolor": PAPER,
        "fillmode": "replace",
    }


def language_label(tag: str) -> str:
    """The English name of a language in bold, its addition ("(Simplified)") small on a second line."""
    name, _, addition = plain(language_name(tag)).partition(" (")
    return f"<b>{name}</b>" + (f'<br><span style="font-size:13px">({addition}</span>' if addition else "")


def lane_label(tag: str) -> str:
    """The name of a language at the left of its lane, with a gap on each of its lines."""
    return language_label(tag).replace("<br>", GAP + "<br>") + GAP


def legend(verdicts: Sequence[str]) -> str:
    """The signs and words of some verdicts in their colours, as one line of plotly text."""
    return "   ".join(
        f'<span style="color:{LOOKS[verdict].dark}">{sign(verdict)} {LOOKS[verdict].word}</span>'
        for verdict in verdicts
    )
