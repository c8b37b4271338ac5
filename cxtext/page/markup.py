"""Building HTML so that no text gets in unescaped: text and markup have different types."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NewType
from urllib.parse import urlsplit

from cxtext.figures.direction import contained, direction, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Html = NewType("Html", str)
"""Markup that is safe to put into the page: made by the functions below only."""

NOTHING = Html("")

_VOID = frozenset({"br", "hr", "input", "meta"})


def text(words: str) -> Html:
    """Plain text as markup; its bidirectional controls cannot reach beyond it."""
    return Html(html.escape(contained(words), quote=True))


def join(pieces: Iterable[Html], between: str = "") -> Html:
    """Pieces of markup one after the other, with plain text between them."""
    return Html(html.escape(between).join(pieces))


def element(name: str, attributes: Mapping[str, str | bool | None], *children: Html) -> Html:
    """An element. An attribute that is True stands alone; None and False leave it out."""
    written = "".join(
        f" {key}" if value is True else f' {key}="{html.escape(value, quote=True)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>" if name in _VOID else f"<{name}{written}>{''.join(children)}</{name}>")


def tongue(language: str | None) -> dict[str, str | bool | None]:
    """The ``lang`` and ``dir`` of text in a language; none of them for the page's own language (None)."""
    return {"lang": language, "dir": direction(language)} if language else {}


def own_tongue() -> dict[str, str | bool | None]:
    """The ``lang`` and ``dir`` of the page's own words inside text of another language."""
    found = re.search(r'<html lang="([^"]+)" dir="([^"]+)"', asset("template.html"))
    return {"lang": found[1], "dir": found[2]} if found else {}


@cache
def asset(name: str) -> str:
    """A file of this package: template, style, script."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def quotation(words: str, language: str | None) -> Html:
    """Words of a language of the talk inside a line of the page."""
    return element("bdi", tongue(language), text(words))


def prose(sentence: str) -> Html:
    """A sentence of the page's language: right-to-left quotations isolated, "84 %" kept on one line."""
    sentence = re.sub(r"(?<=\d) (?=[%‰])", "\u00a0", sentence)
    return join(
        element("bdi", {"dir": "rtl"}, text(part)) if rtl else text(part) for rtl, part in runs(sentence)
    )


def link(address: str) -> Html:
    """An address: a link when it is http or https, plain text otherwise."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return text(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return text(address)
    return element("a", {"href": address.strip(), "rel": "noopener noreferrer"}, text(address.strip()))


def hidden(words: str) -> Html:
    """English words for those who hear the page, unseen by those who read it."""
    return element("span", {"class": "unseen"}, text(words))
