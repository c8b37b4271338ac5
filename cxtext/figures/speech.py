"""Who speaks how much: the share of characters of every speaker, per language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import schema
from cxtext.figures import style
from cxtext.figures.direction import isolate, language_name
from cxtext.figures.style import ROLE_LOOKS, Told, plain
from cxtext.figures.views import Tables, languages, rows, talk_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

TITLE = "Who speaks how much"


class Share(NamedTuple):
    """What one speaker says in one language: turns, characters, and the share of all speech (0…1)."""

    language: str
    speaker: str | None
    role: str
    turns: int
    characters: int
    share: float


def share_of_speech(analysis: Tables) -> go.Figure:
    """One bar per language, one stretch per speaker (share of all characters spoken), coloured by role."""
    import plotly.graph_objects as go

    shares = _shares(analysis)
    if not shares:
        return style.nothing(TITLE, "This talk has no turns.")
    tags = languages(analysis)
    figure = go.Figure(layout=style.layout(TITLE, plain(style.shorten(talk_title(analysis), 60))))
    for share in shares:
        figure.add_trace(_bar(share, tags))
    _axes(figure, tags)
    _legend(figure, shares)
    return style.finish(figure, _told(shares))


def _shares(analysis: Tables) -> list[Share]:
    """The shares, by language, then by role (in the order of the schema), then by first word."""
    needed = ("language", "turn", "speaker", "role", "start", "end")
    found: dict[tuple[str, str, str | None], list[int]] = {}
    for row in rows(analysis.turns, "turns", needed):
        found.setdefault((row["language"], row["role"], row["speaker"]), []).append(row["end"] - row["start"])
    total: dict[str, int] = {}
    for (language, _, _), lengths in found.items():
        total[language] = total.get(language, 0) + sum(lengths)
    order = ("speaker", *(role for role in schema.ROLES if role != "speaker"))
    return [
        Share(language, speaker, role, len(lengths), sum(lengths), sum(lengths) / max(1, total[language]))
        for (language, role, speaker), lengths in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


def _bar(share: Share, tags: Sequence[str]) -> Any:
    import plotly.graph_objects as go

    look = ROLE_LOOKS[share.role]
    name = isolate(plain(style.shorten(_name(share), share.share * 1000 / 15)), share.language)
    label = (
        f"<b>{share.share:.0%}</b><br>{name}"
        if share.share >= 0.08
        else f"<b>{share.share:.0%}</b>" * (share.share >= 0.025)
    )
    hover = (
        f"<b>{isolate(plain(_name(share)), share.language)}</b> ({share.role})<br>"
        f"{language_name(share.language)}: {share.turns} turns, {share.characters:,} characters, "
        f"{share.share:.1%}"
    )
    return go.Bar(
        x=[share.share],
        y=[tags.index(share.language)],
        orientation="h",
        width=[0.62],
        text=[label],
        customdata=[hover],
        texttemplate="%{text}",
        hovertemplate="%{customdata}<extra></extra>",
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 15, "color": look.text},
        marker={
            "color": look.colour,
            "line": {"color": style.PAPER, "width": 2},
            "pattern": style.pattern(look.pattern, look.colour),
        },
        showlegend=False,
    )


def _name(share: Share) -> str:
    return share.speaker or share.role


def _axes(figure: Any, tags: Sequence[str]) -> None:
    figure.update_layout(
        barmode="stack",
        margin={"l": 170, "t": 150, "b": 130},
        xaxis={
            "range": [0, 1.0005],
            "tickformat": ".0%",
            "title": {"text": "share of all characters spoken"},
        },
        yaxis={
            "range": [len(tags) - 0.4, -0.6],
            "tickvals": list(range(len(tags))),
            "showgrid": False,
            "ticktext": [style.lane_label(tag) for tag in tags],
            "tickfont": {"size": 17},
        },
    )


def _legend(figure: Any, shares: Sequence[Share]) -> None:
    """The roles with their colours, as shapes the reader sees without pointing."""
    import plotly.graph_objects as go

    for role, look in ROLE_LOOKS.items():
        if any(share.role == role for share in shares):
            figure.add_trace(
                go.Bar(
                    x=[None],
                    y=[None],
                    orientation="h",
                    name=role,
                    showlegend=True,
                    marker={
                        "color": look.colour,
                        "pattern": style.pattern(look.pattern, look.colour, size=6),
                    },
                )
            )
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _told(shares: Sequence[Share]) -> Told:
    caption = (
        "The share of all characters of speech that each speaker says, per translation; "
        "headers, footers and labels do not count."
    )
    largest = {
        share.language: max((s for s in shares if s.language == share.language), key=lambda s: s.share)
        for share in shares
    }
    alt = "Shares of speech. " + " ".join(
        f"{language_name(tag)}: {_name(top)} speaks {top.share:.0%}." for tag, top in largest.items()
    )
    table = [
        [
            language_name(s.language),
            {"text": _name(s), "lang": s.language} if s.speaker else s.role,
            s.role,
            str(s.turns),
            f"{s.characters:,}",
            f"{s.share:.1%}",
        ]
        for s in shares
    ]
    return Told(caption, alt, ("Language", "Speaker", "Role", "Turns", "Characters", "Share"), table)
