"""The figures on the page: drawn by script where there is one, told as caption and table where not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cxtext.figures import FIGURES
from cxtext.page.markup import Html, element, join, prose, quotation, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.figures.views import Tables


def drawings(analysis: Tables) -> Html:
    """All figures in order, each with caption, alternative text, and its data as a table."""
    return join(_figure(name, draw(analysis)) for name, draw in FIGURES.items())


def _figure(name: str, figure: Any) -> Html:
    told: Mapping[str, Any] = figure.layout.meta
    title = figure.layout.title.text.removeprefix("<b>").removesuffix("</b>")
    plot = element(
        "div",
        {
            "class": "plot",
            "id": f"plot-{name}",
            "role": "img",
            "aria-label": told["alt"],
            "style": f"height: {figure.layout.height}px",
        },
    )
    scroll = element(
        "div", {"class": "scroll drawn", "tabindex": "0", "role": "region", "aria-label": title}, plot
    )
    data = element("script", {"type": "application/json", "id": f"data-{name}"}, _json(figure))
    return element(
        "figure",
        {"id": f"figure-{name}"},
        element("h3", {}, text(title)),
        scroll,
        element("figcaption", {}, prose(told["caption"])),
        _table(told),
        data,
    )


def _table(told: Mapping[str, Any]) -> Html:
    """The data of a figure; the matrix has none of its own, it is the claims table."""
    if not told["rows"]:
        table = element("a", {"href": "#claims"}, text("The table of the claims holds the same values."))
        return element("p", {"class": "data"}, prose(told["alt"]), text(" "), table)
    head = element("tr", {}, *(element("th", {"scope": "col"}, text(name)) for name in told["columns"]))
    body = (element("tr", {}, *(element("td", {}, _cell(cell)) for cell in row)) for row in told["rows"])
    table = element("table", {}, element("thead", {}, head), element("tbody", {}, join(body)))
    region = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "The data of this figure"}
    return element(
        "details",
        {"class": "data", "open": True},
        element("summary", {}, text("The data of this figure")),
        element("div", region, table),
    )


def _cell(cell: str | Mapping[str, str]) -> Html:
    return text(cell) if isinstance(cell, str) else quotation(cell["text"], cell["lang"])


def _json(figure: Any) -> Html:
    """The figure as JSON that cannot end its script element; what the page itself says is left out."""
    drawn = json.loads(figure.to_json(validate=False))
    layout = drawn["layout"]
    layout["annotations"] = [note for note in layout.get("annotations", []) if note.get("name") != "caption"]
    layout.pop("meta", None)
    layout.pop("width", None)
    layout["autosize"] = True
    dumped = json.dumps(drawn, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        dumped = dumped.replace(char, f"\\u{ord(char):04x}")
    return Html(dumped)
