"""The signs of verdicts on the page, and the legend that explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.figures.style import LOOKS, MEANINGS
from cxtext.page.markup import Html, element, join, text

if TYPE_CHECKING:
    from collections.abc import Iterable


def sign(verdict: str) -> Html:
    """The sign alone; what it means must stand beside it."""
    return element("span", {"class": "sign", "aria-hidden": "true"}, text(LOOKS[verdict].sign))


def badge(verdict: str) -> Html:
    """Sign and word on the colour of the verdict."""
    return element("span", {"class": f"badge v-{verdict}"}, sign(verdict), text(f" {LOOKS[verdict].word}"))


def strip(verdicts: Iterable[str]) -> Html:
    """The badges of some verdicts in one line."""
    present = set(verdicts)
    return element(
        "p", {"class": "strip"}, join((badge(verdict) for verdict in LOOKS if verdict in present), " ")
    )


def legend() -> Html:
    """Every verdict with its meaning."""
    entries = (
        element("div", {}, element("dt", {}, badge(verdict)), element("dd", {}, text(MEANINGS[verdict])))
        for verdict in LOOKS
    )
    return element("dl", {"class": "legend"}, join(entries))


def colours() -> str:
    """The colours of the verdicts as CSS custom properties, from the one place that also the figures use."""
    return "\n".join(
        f".v-{verdict} {{ --strong: {look.strong}; --tint: {look.tint}; --dark: {look.dark}; }}"
        for verdict, look in LOOKS.items()
    )
