"""Copies: a language that says exactly what another says is no second witness."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


def originals(content: Mapping[str, Hashable]) -> dict[str, str]:
    """For each language the first one (by tag) with the same content: mostly itself.

    >>> originals({"en": "a", "en-gb": "a", "lv": "b"})
    {'en': 'en', 'en-gb': 'en', 'lv': 'lv'}
    """
    firsts: dict[Hashable, str] = {}
    return {language: firsts.setdefault(content[language], language) for language in sorted(content)}
