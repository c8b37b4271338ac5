"""The claims table of the page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cxtext.figures.direction import language_name
from cxtext.figures.views import explanations
from cxtext.page.markup import NOTHING, Html, element, join, prose, quotation, text
from cxtext.page.signs import badge, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.figures.views import Cited, Stated

CALM = ("agree", "reworded")


def claims_table(claims: Sequence[Cited], tags: Sequence[str]) -> Html:
    """One row per claim, by pair: what each language says, verdict, probable original, why."""
    if not claims:
        return element("p", {}, text("No statistic of this talk could be compared."))
    heads = ["Claim", *(language_name(tag) for tag in tags), "Verdict", "Most probably said", "Why"]
    head = element(
        "thead", {}, element("tr", {}, *(element("th", {"scope": "col"}, text(name)) for name in heads))
    )
    bodies = (
        _group(pair, list(members), tags) for pair, members in groupby(claims, key=lambda one: one.pair)
    )
    region = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Claims table"}
    return join(
        [_filter(claims), element("div", region, element("table", {"class": "claims"}, head, join(bodies)))]
    )


def _filter(claims: Sequence[Cited]) -> Html:
    """A box that hides the rows without disagreement (by CSS alone)."""
    if all(one.verdict in CALM for one in claims):
        return NOTHING
    box = element("input", {"type": "checkbox", "id": "only-apart"})
    return element(
        "p",
        {"class": "filter"},
        element("label", {}, box, text(" Show only claims on which the translations part")),
    )


def _group(pair: int, members: Sequence[Cited], tags: Sequence[str]) -> Html:
    name = (
        element("a", {"href": f"#pair-{pair}"}, text(f"Pair {pair}"))
        if pair
        else text("Outside of the pairs")
    )
    head = element("th", {"colspan": str(len(tags) + 4), "scope": "rowgroup"}, name)
    kind = "calm" if all(one.verdict in CALM for one in members) else None
    return element(
        "tbody",
        {"class": kind},
        element("tr", {"class": "group"}, head),
        *(_row(one, tags) for one in members),
    )


def _row(one: Cited, tags: Sequence[str]) -> Html:
    cells = [
        element(
            "th",
            {"scope": "row"},
            element("span", {"class": "number"}, text(f"{one.claim} ")),
            text(one.label),
        ),
        *(_reading(one.stated.get(tag), tag) for tag in tags),
        element("td", {"data-label": "Verdict"}, badge(one.verdict)),
        element("td", {"data-label": "Most probably said"}, _consensus(one)),
        element(
            "td",
            {"data-label": "Why", "class": "why"},
            join(element("p", {}, prose(line)) for line in explanations(one)),
        ),
    ]
    return element(
        "tr", {"id": f"c-{one.claim}", "class": "calm" if one.verdict in CALM else "apart"}, join(cells)
    )


def _reading(said: Stated | None, tag: str) -> Html:
    label = {"data-label": language_name(tag)}
    if said is None or said.statistic is None:
        verdict = said.verdict if said else "missing"
        return element("td", {**label, "class": f"reading v-{verdict}"}, sign(verdict), text(" not stated"))
    words = element("a", {"href": f"#s-{tag}-{said.statistic}"}, quotation(said.surface or "", tag))
    value = element("span", {"class": "value"}, sign(said.verdict), text(f" {said.reading}"))
    return element(
        "td",
        {**label, "class": f"reading v-{said.verdict}"},
        value,
        element("span", {"class": "surface"}, words),
    )


def _consensus(one: Cited) -> Html:
    if not one.consensus:
        return text("not known")
    return join(
        [
            element("strong", {}, text(one.consensus)),
            text(" "),
            element("span", {"class": "sure"}, text(f"{one.confidence:.0%} sure")),
        ]
    )
