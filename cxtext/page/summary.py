"""The head of the page: what the talk is, and what was found, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cxtext import contradictions
from cxtext.figures.direction import language_name
from cxtext.figures.style import LOOKS
from cxtext.figures.views import disagreements, explanations, rows
from cxtext.page.markup import NOTHING, Html, element, join, link, prose, quotation, text
from cxtext.page.signs import badge, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.figures.views import Cited, Tables
    from cxtext.schema import Hint

_PLURAL = {
    "agree": "agree",
    "reworded": "are reworded",
    "differ": "differ",
    "missing": "are missing in a translation",
    "added": "are added by a translation",
    "unsure": "are unsure",
}
_SINGULAR = {
    "agree": "agrees",
    "reworded": "is reworded",
    "differ": "differs",
    "missing": "is missing in a translation",
    "added": "is added by a translation",
    "unsure": "is unsure",
}


def about(analysis: Tables) -> Html:
    """Speaker, event, date, source and licence of the talk, where they are known; and notes on its files."""
    talk = getattr(analysis, "talk", None)
    if talk is None:
        return NOTHING
    facts = [(name, getattr(talk, name, None)) for name in ("speaker", "event", "date", "source", "licence")]
    entries = [
        element(
            "div",
            {},
            element("dt", {}, text(name.capitalize())),
            element("dd", {}, link(value) if name == "source" else prose(value)),
        )
        for name, value in facts
        if value
    ]
    notes = [f"{one.name}: {note}" for one in talk.transcripts for note in one.notes]
    notes += [str(problem) for problem in talk.problems]
    remarks = (
        element("ul", {"class": "notes"}, *(element("li", {}, prose(note)) for note in notes))
        if notes
        else NOTHING
    )
    return join([element("dl", {"class": "facts"}, join(entries)) if entries else NOTHING, remarks])


def summary(analysis: Tables, tags: Sequence[str], claims: Sequence[Cited]) -> Html:
    """How many statistics and claims, how they compare, and every disagreement as a sentence."""
    apart = disagreements(claims)
    return join(
        [
            element("p", {"class": "lead"}, text(_statistics(analysis, tags))),
            element("p", {"class": "lead"}, _verdicts(claims)),
            _list(apart) if apart else NOTHING,
            _hints(analysis),
        ]
    )


def _hints(analysis: Tables) -> Html:
    """Where one translation is at odds with itself; no verdict, and nothing where there is nothing."""
    found = contradictions.from_table(analysis.statistics)
    if not found:
        return NOTHING
    head = element("h3", {}, text("Worth a second look"))
    note = element(
        "p",
        {},
        text("Hints, not errors: numbers of one translation that hardly go together or are easily misread."),
    )
    return join([head, note, element("ul", {"class": "hints"}, *(_hint(one) for one in found))])


def _hint(one: Hint) -> Html:
    links = join(
        (
            element("a", {"href": f"#s-{one.language}-{number}"}, quotation(words, one.language))
            for number, words in zip(one.statistics, one.surfaces, strict=True)
        ),
        ", ",
    )
    name = element("strong", {}, text(language_name(one.language)))
    return element("li", {}, name, text(": "), links, text(". "), prose(one.explanation))


def _statistics(analysis: Tables, tags: Sequence[str]) -> str:
    counts = Counter(
        row["language"] for row in rows(analysis.statistics, "statistics", ("language", "statistic"))
    )
    if not counts:
        return "No statistic was found in this talk."
    said = [f"{counts[tag]} in {language_name(tag)}" for tag in tags]
    return (
        "Statistics cited: "
        + (" and ".join(said) if len(said) < 3 else ", ".join(said[:-1]) + " and " + said[-1])
        + "."
    )


def _verdicts(claims: Sequence[Cited]) -> Html:
    """``Of 16 claims 9 agree, 1 is reworded, …``, each with its sign."""
    if not claims:
        return text("There is nothing to compare.")
    counts = Counter(one.verdict for one in claims)
    parts = [
        element(
            "span",
            {"class": f"badge v-{verdict}"},
            sign(verdict),
            text(f" {counts[verdict]} {(_SINGULAR if counts[verdict] == 1 else _PLURAL)[verdict]}"),
        )
        for verdict in LOOKS
        if counts[verdict]
    ]
    return join([text(f"Of {len(claims)} claims " if len(claims) > 1 else "Of 1 claim "), join(parts, " ")])


def _list(apart: Sequence[Cited]) -> Html:
    head = element("h3", {}, text("Where the translations part"))
    return join([head, element("ol", {"class": "disagreements"}, *(_item(one) for one in apart))])


def _item(one: Cited) -> Html:
    place = f"Pair {one.pair}" if one.pair else "Outside of the pairs"
    readings = "; ".join(
        f"{language_name(tag)}: {said.reading or 'not stated'}" for tag, said in one.stated.items()
    )
    original = f"Most probably said: {one.consensus} ({one.confidence:.0%} sure)." if one.consensus else ""
    return element(
        "li",
        {},
        element(
            "p",
            {"class": "claim"},
            badge(one.verdict),
            text(" "),
            element("a", {"href": f"#c-{one.claim}"}, text(one.label)),
            text(" "),
            element("span", {"class": "place"}, text(place)),
        ),
        element("p", {"class": "readings"}, text(readings)),
        *(element("p", {}, prose(line)) for line in explanations(one)),
        element("p", {"class": "original"}, text(original)) if original else NOTHING,
    )
