"""Tokens of HTML: tags and text, in one pass, whatever is nested in what.

The standard library's parser looks at some broken pages again and again (a ``<!`` that never ends); here
every character is looked at once. What is never closed goes on to the end, as in browsers.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ATTRIBUTES = 4000
"""The characters of a tag in which attributes are looked for."""

_TOKEN = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]{0,60}+)"
    r"(?P<rest>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z][a-zA-Z0-9:_-]{0,60}+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+"
)
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")


class Tag(NamedTuple):
    """A tag, its name in small letters; of a closing one there are no attributes."""

    name: str
    closing: bool
    attributes: dict[str, str]


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags and the texts (entities resolved) of a page; contents of scripts and the like are left out."""
    position, end = 0, len(text)
    while position < end:
        token = _TOKEN.match(text, position)
        if token is None:  # cannot be: every character begins a token
            return
        position = token.end()
        if token["text"]:
            yield html.unescape(token["text"])
        elif token["name"]:
            tag = Tag(token["name"].lower(), bool(token["close"]), _attributes(token["rest"]))
            yield tag
            if tag.name in _RAW and not tag.closing:
                closing = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(text, position)
                position = closing.start() if closing else end


def _attributes(text: str) -> dict[str, str]:
    """
    >>> _attributes(' class="a b" hidden id=x')
    {'class': 'a b', 'hidden': '', 'id': 'x'}
    """
    if len(text) < 2:
        return {}
    found = _ATTRIBUTE.finditer(text[:MAX_ATTRIBUTES])
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found}
