"""The transcripts side by side: a row of questions and a row of answers per pair, statistics marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.figures.direction import direction, language_name
from cxtext.figures.style import LOOKS
from cxtext.figures.views import rows, turn_numbers
from cxtext.page.markup import NOTHING, Html, element, join, own_tongue, quotation, text, tongue
from cxtext.page.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxtext.figures.views import Cited, Row, Tables

Stretch = tuple[int, int]
"""(pair, 0) is a pair; (pair, 1) what stands after it outside of any pair; (0, 1) the opening."""


class Spoken(NamedTuple):
    """The turns of one language in one stretch, questions apart from the rest."""

    questions: list[Row]
    answers: list[Row]


Column = dict[Stretch, Spoken]
Marked = dict[tuple[str, int], tuple["Cited", str]]
"""Claim and verdict of a statistic, by its language and number."""


def transcripts(analysis: Tables, tags: Sequence[str], claims: Sequence[Cited]) -> Html:
    """All turns of all languages, in columns; every turn stands in it exactly once."""
    columns = _columns(analysis, tags)
    marks: Marked = {
        (said.language, said.statistic): (one, said.verdict)
        for one in claims
        for said in one.stated.values()
        if said.statistic is not None
    }
    statistics: dict[tuple[str, int], list[Row]] = {}
    for row in rows(analysis.statistics, "statistics"):
        statistics.setdefault((row["language"], row["turn"]), []).append(row)
    stretches = sorted({stretch for column in columns.values() for stretch in column})
    if not stretches:
        return element("p", {}, text("This talk has no turns."))
    sections = (_section(stretch, columns, statistics, marks) for stretch in stretches)
    grid = {"class": "transcripts" + (" wide" if len(tags) > 3 else ""), "style": f"--languages: {len(tags)}"}
    reach = (
        {"tabindex": "0", "role": "region", "aria-label": "Transcripts side by side"} if len(tags) > 3 else {}
    )
    return element("div", {**grid, **reach}, _heads(tags), join(sections), _beside(analysis))


def _columns(analysis: Tables, tags: Sequence[str]) -> dict[str, Column]:
    """The turns of every language, sorted into stretches."""
    pairs = rows(analysis.pairs, "pairs", ("pair", "language", "turns", "question_start", "question_end"))
    member = {
        (row["language"], number): row
        for row in pairs
        if row["pair"]
        for number in turn_numbers(row["turns"])
    }
    columns: dict[str, Column] = {tag: {} for tag in tags}
    last = dict.fromkeys(tags, 0)
    for turn in rows(
        analysis.turns, "turns", ("language", "turn", "speaker", "role", "start", "end", "text")
    ):
        tag = turn["language"]
        pair = member.get((tag, turn["turn"]))
        last[tag] = pair["pair"] if pair else last[tag]
        spoken = columns[tag].setdefault((last[tag], 0 if pair else 1), Spoken([], []))
        (spoken.questions if pair and _asks(turn, pair) else spoken.answers).append(turn)
    return columns


def _asks(turn: Row, pair: Row) -> bool:
    start, end = pair["question_start"], pair["question_end"]
    return start is not None and end is not None and start <= turn["start"] < end


def _heads(tags: Sequence[str]) -> Html:
    """The names of the languages above their columns; they stay in sight."""
    cells = (
        element(
            "div",
            {"class": "head", "dir": direction(tag)},
            element("strong", {}, text(language_name(tag))),
            text(" "),
            element("code", {}, text(tag)),
        )
        for tag in tags
    )
    return element("div", {"class": "row heads", "aria-hidden": "true"}, join(cells))


def _section(
    stretch: Stretch,
    columns: Mapping[str, Column],
    statistics: Mapping[tuple[str, int], list[Row]],
    marks: Marked,
) -> Html:
    """One pair, or what stands between two."""
    pair, outside = stretch
    title = ("Opening" if pair == 0 else f"After pair {pair}") if outside else f"Pair {pair}"
    spoken = {tag: column.get(stretch, Spoken([], [])) for tag, column in columns.items()}
    parts = [
        ("question", {tag: one.questions for tag, one in spoken.items()}),
        ("answer", {tag: one.answers for tag, one in spoken.items()}),
    ]
    body = (
        element(
            "div",
            {"class": f"row {kind}"},
            *(_cell(tag, turns, statistics, marks) for tag, turns in said.items()),
        )
        for kind, said in parts
        if any(said.values())
    )
    anchor = f"outside-{pair}" if outside else f"pair-{pair}"
    return element(
        "section",
        {"class": "pair", "id": anchor, "aria-labelledby": f"{anchor}-title"},
        element("h3", {"id": f"{anchor}-title"}, text(title)),
        join(body),
    )


def _cell(
    tag: str, turns: Sequence[Row], statistics: Mapping[tuple[str, int], list[Row]], marks: Marked
) -> Html:
    """What one language says in one row."""
    name = element("p", {"class": "column-name"}, text(language_name(tag)))
    if not turns:
        return element(
            "div", {"class": "cell empty"}, name, element("p", {}, text("No counterpart in this language."))
        )
    spoken = (_turn(turn, statistics.get((tag, turn["turn"]), []), marks) for turn in turns)
    return element("div", {"class": "cell"}, name, join(spoken))


def _turn(turn: Row, statistics: Sequence[Row], marks: Marked) -> Html:
    tag = turn["language"]
    who = element(
        "p",
        {"class": "who", "dir": direction(tag)},
        quotation(turn["speaker"], tag) if turn["speaker"] else text(turn["role"]),
    )
    paragraphs = (element("p", {}, piece) for piece in _paragraphs(turn, statistics, marks))
    return element(
        "div", {"class": "turn"}, who, element("div", {"class": "said", **tongue(tag)}, join(paragraphs))
    )


def _paragraphs(turn: Row, statistics: Sequence[Row], marks: Marked) -> list[Html]:
    """The text of a turn, line by line, with its statistics marked."""
    paragraphs: list[list[Html]] = [[]]
    for words, statistic in _pieces(turn, statistics):
        if statistic is not None:
            paragraphs[-1].append(_mark(words, statistic, marks))
            continue
        first, *others = re.split(r"\n+", words)
        paragraphs[-1].append(text(first))
        paragraphs += [[text(line)] for line in others]
    return [piece for piece in map(join, paragraphs) if piece.strip()]


def _pieces(turn: Row, statistics: Sequence[Row]) -> Iterator[tuple[str, Row | None]]:
    """The text cut at its statistics. One that does not stand where its table says is left unmarked."""
    said, done = turn["text"], 0
    for row in sorted(statistics, key=lambda one: (one["start"], one["end"])):
        start, end = row["start"] - turn["start"], row["end"] - turn["start"]
        if start < done or end <= start or said[start:end] != row["surface"]:
            continue
        yield said[done:start], None
        yield said[start:end], row
        done = end
    yield said[done:], None


def _mark(words: str, statistic: Row, marks: Marked) -> Html:
    """A statistic: a link to its claim, in colour, with a sign, and in words for those who hear the page."""
    key = (statistic["language"], statistic["statistic"])
    anchor = f"s-{key[0]}-{key[1]}"
    if key not in marks:
        return element("mark", {"class": "cite", "id": anchor}, text(words))
    claim, verdict = marks[key]
    look = LOOKS[verdict]
    note = f"{look.sign} {look.word} · {claim.label}" + (
        f" · most probably {claim.consensus}" if claim.consensus else ""
    )
    spoken = element(
        "span", {"class": "unseen", **own_tongue()}, text(f" ({look.word}: claim {claim.claim}) ")
    )
    return element(
        "a",
        {"class": f"cite v-{verdict}", "id": anchor, "href": f"#c-{claim.claim}", "title": note},
        element("mark", {}, text(words)),
        sign(verdict),
        spoken,
    )


def _beside(analysis: Tables) -> Html:
    """What stands in the files but is not speech: header, footer, boilerplate."""
    files = getattr(getattr(analysis, "talk", None), "transcripts", ())
    found = {one.language: [part for part in one.parts if _shown(one, part)] for one in files}
    if not any(found.values()):
        return NOTHING
    cells = (
        element(
            "div",
            {"class": "cell"},
            element("p", {"class": "column-name"}, text(language_name(one.language))),
            *(_part(one, part) for part in found[one.language]),
        )
        for one in files
    )
    summary = element("summary", {}, text("Not part of the talk: "), text(_kinds(found)))
    return element("details", {"class": "beside"}, summary, element("div", {"class": "row"}, join(cells)))


def _shown(transcript: Any, part: Any) -> bool:
    return part.kind not in ("label", "separator") and bool(transcript.text[part.start : part.end].strip())


def _kinds(found: Mapping[str, Sequence[Any]]) -> str:
    return ", ".join(dict.fromkeys(part.kind for parts in found.values() for part in parts))


def _part(transcript: Any, part: Any) -> Html:
    lines = [line for line in transcript.text[part.start : part.end].split("\n") if line.strip()]
    said = element(
        "div",
        {"class": "said", **tongue(transcript.language)},
        *(element("p", {}, text(line)) for line in lines),
    )
    return element("div", {"class": "turn"}, element("p", {"class": "who"}, text(part.kind)), said)
