"""The direction of text: which way a language runs, and how its text keeps that way among others.

plotly lays every label out from left to right, and a page is read in English; so each piece of
right-to-left text carries its own direction (Unicode Bidirectional Algorithm, UAX 9, isolates).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

RLI, PDI = "\u2067", "\u2069"

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_OPENING |= {"\u2066": PDI, "\u2067": PDI, "\u2068": PDI}
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE = re.compile(r"(\n|<br>)")


@cache
def _locale(tag: str) -> Locale | None:
    """The CLDR locale of a language tag (``zh-cn``, ``pt_BR``), or None when CLDR knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def direction(language: str | None) -> str:
    """``"rtl"`` or ``"ltr"``: which way the language with this tag is written (CLDR; ltr if unknown)."""
    locale = _locale(language) if language else None
    return str(locale.text_direction) if locale else "ltr"


def language_name(tag: str) -> str:
    """The English name of a language (CLDR), or the tag itself when CLDR has none."""
    locale = _locale(tag)
    if locale and locale.script and locale.territory:
        # "Chinese (Simplified, China)": the script says it all.
        locale = type(locale)(locale.language, script=locale.script)
    return (locale.english_name if locale else None) or tag


def contained(text: str) -> str:
    """`text` whose bidirectional controls end with it: stray closers dropped, open ones closed."""
    if not _CONTROLS.search(text):
        return text
    kept: list[str] = []
    expected: list[str] = []
    for char in text:
        if char in _OPENING:
            expected.append(_OPENING[char])
        elif char in _OPENING.values():
            if char not in expected:
                continue
            while (closer := expected.pop()) != char:
                kept.append(closer)
        kept.append(char)
    return "".join(kept) + "".join(reversed(expected))


def isolate(text: str, language: str | None) -> str:
    """`text` ready for a label that is laid out from left to right.

    Text of a right-to-left language is wrapped in RLI … PDI, each line (newline or ``<br>``) on its
    own, because an isolate ends with its line. Other text comes back as it is, its controls closed.
    """
    pieces = _LINE.split(text)
    lines = [contained(piece) for piece in pieces[::2]]
    if direction(language) == "rtl":
        lines = [f"{RLI}{line}{PDI}" if line else line for line in lines]
    pieces[::2] = lines
    return "".join(pieces)


def runs(text: str) -> list[tuple[bool, str]]:
    """`text` cut into stretches: (is it right-to-left?, stretch); together they are the text.

    A right-to-left stretch begins and ends with a right-to-left letter or its digits and holds the
    spaces and digits between. So a sentence that quotes another script can isolate each quotation.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    found: list[tuple[bool, str]] = []
    done = position = 0
    while position < len(text):
        if kinds[position] not in ("R", "AL"):
            position += 1
            continue
        start, end = _extent(kinds, position, done)
        found += [(False, text[done:start])] if start > done else []
        found.append((True, text[start:end]))
        done = position = end
    return found + ([(False, text[done:])] if done < len(text) else [])


def _extent(kinds: list[str], position: int, floor: int) -> tuple[int, int]:
    """The stretch around the right-to-left letter at `position`, not before `floor`.

    A number that stands directly before it belongs to it ("75 فیصد" is one quantity).
    """
    start = position
    while start > floor and kinds[start - 1] in ("EN", "AN", "WS", "CS", "ET"):
        start -= 1
    while kinds[start] in ("WS", "CS", "ET"):
        start += 1
    end = last = position
    while end < len(kinds) and kinds[end] not in ("L", "B"):
        last = end if kinds[end] in ("R", "AL", "NSM") else last
        end += 1
    # A number after the last letter belongs to it when nothing but a space stands between.
    number = last + 1 + (kinds[last + 1 : last + 2] == ["WS"])
    while number < len(kinds) and kinds[number] in ("EN", "AN"):
        last = number
        number += 1
    return start, last + 1


def isolate_runs(text: str) -> str:
    """A left-to-right sentence whose right-to-left quotations are each isolated."""
    return "".join(f"{RLI}{contained(part)}{PDI}" if rtl else contained(part) for rtl, part in runs(text))
