"""The course of the talk: pairs and turns along the text, statistics on them, one lane per language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.figures import style
from cxtext.figures.direction import isolate, isolate_runs, language_name
from cxtext.figures.readings import reading
from cxtext.figures.style import LOOKS, ROLE_LOOKS, Told, plain
from cxtext.figures.views import Cited, Tables, cited, rows, talk_title, turn_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

    from cxtext.figures.views import Row

TITLE = "The course of the talk"
AXIS = 1080
"""The length of the axis in pixels. Heights, too, are in pixels: the vertical axis has one unit per pixel."""
AROUND = 270
"""Above and below the lanes: title, legends, axis, caption."""
BAND, LOWER, BELOW = 18, 58, 92
"""Half the height of a band of turns; from its middle to the end of its lane; all of a lane but the marks."""
SIZES = (21, 18, 15)
"""Diameters of the marks, the preferred first."""


class Scale(NamedTuple):
    """Turns places in a transcript into positions on the axis: minutes, or shares of the speech."""

    turns: Sequence[Row]
    timed: bool

    def at(self, offset: int) -> float:
        """The position of a character offset (inside a turn: by its share of the turn)."""
        if not self.timed:
            first, last = self.turns[0]["start"], max(turn["end"] for turn in self.turns)
            return float((offset - first) / max(1, last - first))
        turn = next((t for t in self.turns if offset <= t["end"]), self.turns[-1])
        share = min(1.0, max(0.0, (offset - turn["start"]) / max(1, turn["end"] - turn["start"])))
        return float((turn["start_time"] + share * (turn["end_time"] - turn["start_time"])) / 60)


class Mark(NamedTuple):
    """One statistic on its lane."""

    row: Row
    verdict: str | None
    claim: Cited | None
    lane: int
    level: int
    x: float


class Plan(NamedTuple):
    """Where everything stands: the size of the marks, the middle of each lane's band, the height of all."""

    size: int
    marks: Sequence[Mark]
    lanes: Sequence[float]
    height: float

    def y(self, mark: Mark) -> float:
        """The height of a mark: above the band of its lane, by its level."""
        return self.lanes[mark.lane] - BAND - 4 - self.size / 2 - mark.level * (self.size + 2)


def timeline(analysis: Tables) -> go.Figure:
    """The talk from left to right: a lane per language, a band of turns in the colour of their role.

    Every statistic is a mark in the colour and with the sign of its verdict; thin lines join what is the
    same claim in the next language. The axis is time when all turns have times, else the share of the
    characters spoken.
    """
    import plotly.graph_objects as go

    scales = _scales(analysis)
    if not scales:
        return style.nothing(TITLE, "This talk has no turns.")
    plan = _plan(analysis, scales)
    figure = go.Figure(layout=_layout(analysis, scales, plan))
    _links(figure, plan)
    _bands(figure, scales, plan)
    _pairs(figure, analysis, scales, plan)
    for verdict in (*LOOKS, None):
        if chosen := [mark for mark in plan.marks if mark.verdict == verdict]:
            figure.add_trace(_statistics(verdict, chosen, plan))
    return style.finish(figure, _told(scales, plan.marks))


def _scales(analysis: Tables) -> dict[str, Scale]:
    """The scale of each language that has turns; timed only if all of them are."""
    turns: dict[str, list[Row]] = {}
    needed = ("language", "turn", "speaker", "role", "start", "end", "start_time", "end_time")
    for row in rows(analysis.turns, "turns", needed):
        turns.setdefault(row["language"], []).append(row)
    timed = all(
        row[name] is not None for own in turns.values() for row in own for name in ("start_time", "end_time")
    )
    return {tag: Scale(own, timed) for tag, own in sorted(turns.items())}


def _marks(analysis: Tables, scales: Mapping[str, Scale], size: int) -> list[Mark]:
    """The marks of all languages, in text order; those too close to stand side by side are stacked."""
    claims = {
        (said.language, said.statistic): one
        for one in cited(analysis)
        for said in one.stated.values()
        if said.statistic
    }
    extent = _extent(scales)
    marks: list[Mark] = []
    for lane, (tag, scale) in enumerate(scales.items()):
        own = [row for row in rows(analysis.statistics, "statistics") if row["language"] == tag]
        places = [scale.at((row["start"] + row["end"]) // 2) for row in own]
        for row, x, level in zip(own, places, _levels(places, (size + 1) * extent / AXIS), strict=True):
            claim = claims.get((tag, row["statistic"]))
            marks.append(Mark(row, claim.stated[tag].verdict if claim else None, claim, lane, level, x))
    return marks


def _plan(analysis: Tables, scales: Mapping[str, Scale]) -> Plan:
    """The largest marks with which the lanes fit a slide; if none do, the smallest, and a taller figure."""
    for size in SIZES:
        marks = _marks(analysis, scales, size)
        depth = [
            max((mark.level for mark in marks if mark.lane == lane), default=0) + 1
            for lane in range(len(scales))
        ]
        needed = sum(BELOW + (size + 2) * levels for levels in depth)
        if needed <= style.HEIGHT - AROUND:
            break
    spare = max(0.0, style.HEIGHT - AROUND - needed) / (len(scales) - 0.7)
    lanes, bottom = [], -0.7 * spare
    for levels in depth:
        bottom += spare + (size + 2) * levels + BELOW
        lanes.append(bottom - LOWER)
    return Plan(size, marks, lanes, bottom)


def _extent(scales: Mapping[str, Scale]) -> float:
    """The length of the axis: minutes of the longest recording, or 1."""
    return max(scale.at(scale.turns[-1]["end"]) for scale in scales.values()) or 1.0


def _levels(places: Sequence[float], gap: float) -> list[int]:
    """For places in rising order the lowest level on which each keeps its distance."""
    last: list[float] = []
    levels = []
    for place in places:
        level = next((i for i, before in enumerate(last) if place - before >= gap), len(last))
        last[level : level + 1] = [place]
        levels.append(level)
    return levels


def _layout(analysis: Tables, scales: Mapping[str, Scale], plan: Plan) -> dict[str, Any]:
    present = [verdict for verdict in LOOKS if any(mark.verdict == verdict for mark in plan.marks)]
    subtitle = plain(style.shorten(talk_title(analysis), 40)) + "     " + style.legend(present)
    timed, extent = next(iter(scales.values())).timed, _extent(scales)
    axis = {"ticksuffix": " min"} if timed else {"tickformat": ".0%", "dtick": 0.1}
    return style.layout(TITLE, subtitle, height=round(AROUND + plan.height)) | {
        "barmode": "overlay",
        "showlegend": True,
        "margin": {"l": 140, "r": 40, "t": 140, "b": 130},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {
            "range": [-0.012 * extent, 1.012 * extent],
            "title": {"text": "time" if timed else "share of the text spoken"},
            **axis,
        },
        "yaxis": {
            "range": [plan.height, 0],
            "tickvals": list(plan.lanes),
            "showgrid": False,
            "ticktext": [style.lane_label(tag) for tag in scales],
            "tickfont": {"size": 17},
        },
    }


def _bands(figure: Any, scales: Mapping[str, Scale], plan: Plan) -> None:
    """The turns: one trace per role, so that roles stand in the legend."""
    import plotly.graph_objects as go

    spoken = [
        (lane, tag, scale, turn) for lane, (tag, scale) in enumerate(scales.items()) for turn in scale.turns
    ]
    for role, look in ROLE_LOOKS.items():
        if not (own := [entry for entry in spoken if entry[3]["role"] == role]):
            continue
        starts = [scale.at(turn["start"]) for _, _, scale, turn in own]
        figure.add_trace(
            go.Bar(
                base=starts,
                x=[
                    scale.at(turn["end"]) - start
                    for start, (_, _, scale, turn) in zip(starts, own, strict=True)
                ],
                y=[plan.lanes[lane] for lane, *_ in own],
                width=[2 * BAND] * len(own),
                orientation="h",
                name=role,
                customdata=[_turn_hover(tag, turn) for _, tag, _, turn in own],
                hovertemplate="%{customdata}<extra></extra>",
                marker={
                    "color": look.colour,
                    "line": {"color": style.PAPER, "width": 1},
                    "pattern": style.pattern(look.pattern, look.colour, size=6),
                },
            )
        )


def _turn_hover(tag: str, turn: Row) -> str:
    speaker = isolate(plain(turn["speaker"]), tag) if turn["speaker"] else turn["role"]
    return f"Turn {turn['turn']}: <b>{speaker}</b> ({turn['role']})"


def _pairs(figure: Any, analysis: Tables, scales: Mapping[str, Scale], plan: Plan) -> None:
    """Under each band a bracket and the number of every pair."""
    ends = {(tag, turn["turn"]): turn for tag, scale in scales.items() for turn in scale.turns}
    lanes, extent = list(scales), _extent(scales)
    for row in rows(analysis.pairs, "pairs", ("pair", "language", "turns")):
        tag = row["language"]
        members = [ends[tag, number] for number in turn_numbers(row["turns"]) if (tag, number) in ends]
        if row["pair"] == 0 or not members:
            continue
        start, end = scales[tag].at(members[0]["start"]), scales[tag].at(members[-1]["end"])
        y = plan.lanes[lanes.index(tag)] + BAND + 7
        figure.add_shape(
            type="line",
            x0=start + 0.001 * extent,
            x1=end - 0.001 * extent,
            y0=y,
            y1=y,
            line={"color": style.MUTED, "width": 2},
        )
        figure.add_annotation(
            x=(start + end) / 2,
            y=y,
            yanchor="top",
            showarrow=False,
            font={"size": 14, "color": style.MUTED},
            bgcolor=style.PAPER,
            borderpad=0,
            yshift=-2,
            text=f"Pair {row['pair']}" if end - start > 0.06 * extent else str(row["pair"]),
        )


def _links(figure: Any, plan: Plan) -> None:
    """Lines between the marks of one claim in neighbouring lanes: what agrees faint, the rest strong."""
    import plotly.graph_objects as go

    placed = {(mark.claim.claim, mark.lane): mark for mark in reversed(plan.marks) if mark.claim}
    lines: dict[bool, list[tuple[Mark, Mark]]] = {True: [], False: []}
    for (claim, lane), upper in sorted(placed.items(), key=lambda item: item[0]):
        lower = placed.get((claim, lane + 1))
        if lower and upper.claim:
            lines[upper.claim.verdict in ("agree", "reworded", "unsure")].append((upper, lower))
    for calm, pairs in lines.items():
        figure.add_trace(
            go.Scatter(
                x=[x for upper, lower in pairs for x in (upper.x, lower.x, None)],
                y=[
                    y
                    for upper, lower in pairs
                    for y in (plan.lanes[upper.lane] + BAND + 30, plan.y(lower), None)
                ],
                mode="lines",
                hoverinfo="skip",
                showlegend=False,
                line={
                    "color": "#dfe3e8" if calm else LOOKS["differ"].strong,
                    "width": 1.5 if calm else 2.2,
                    "dash": "solid" if calm else "dot",
                },
            )
        )


def _statistics(verdict: str | None, marks: Sequence[Mark], plan: Plan) -> Any:
    import plotly.graph_objects as go

    look = LOOKS[verdict] if verdict else None
    return go.Scatter(
        x=[mark.x for mark in marks],
        y=[plan.y(mark) for mark in marks],
        mode="markers+text",
        text=[style.sign(verdict) if verdict else ""] * len(marks),
        textfont={"size": plan.size * 2 // 3, "color": look.dark if look else style.INK},
        marker={
            "size": plan.size if look else 9,
            "color": look.tint if look else style.MUTED,
            "line": {"color": look.dark if look else style.MUTED, "width": 1.4},
        },
        customdata=[_hover(mark) for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _hover(mark: Mark) -> str:
    tag = mark.row["language"]
    lines = [f"<b>{plain(reading(mark.row))}</b>  {isolate(plain(mark.row['surface']), tag)}"]
    if mark.claim and mark.verdict:
        lines.append(plain(mark.claim.label))
        lines.append(f"{style.sign(mark.verdict)} {LOOKS[mark.verdict].word}")
        reason = mark.claim.stated[tag].explanation
        lines += [isolate_runs(part) for part in style.wrap(plain(reason), 60).split("<br>") if part]
    return "<br>".join(lines)


def _told(scales: Mapping[str, Scale], marks: Sequence[Mark]) -> Told:
    caption = (
        "The talk from its first word to its last, one lane per translation: bands are turns, brackets "
        "question–answer pairs, round marks statistics with the sign of their verdict. Lines join the same "
        "claim; dotted ones join readings that part."
    )
    counts = ", ".join(
        f"{sum(m.row['language'] == tag for m in marks)} statistics in {language_name(tag)}" for tag in scales
    )
    table = [
        [
            language_name(m.row["language"]),
            str(m.row["pair"]),
            f"{m.x:.1f} min" if scales[m.row["language"]].timed else f"{m.x:.0%}",
            {"text": m.row["surface"], "lang": m.row["language"]},
            style.signed(m.verdict) if m.verdict else "not compared",
        ]
        for m in marks
    ]
    return Told(
        caption,
        f"Timeline of the talk with {counts}.",
        ("Language", "Pair", "Place", "Statistic", "Verdict"),
        table,
    )
