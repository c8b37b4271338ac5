"""Tables for a terminal: columns by display width, right-to-left text, wide and combining characters.

Cells hold text from transcripts, so control characters never reach the terminal, and every cell
with right-to-left letters is isolated (U+2067 … U+2069): it cannot reorder its neighbours.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = "  "
NARROWEST = 6
"""A column of text is never cut below this width."""

_RLI, _PDI = "\u2067", "\u2069"
# Unicode's bidirectional controls: unbalanced ones would run on into the next cell.
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROP = dict.fromkeys(map(ord, _BIDI_CONTROLS))


def char_width(char: str) -> int:
    """Terminal cells of one character: 2 for wide letters, 0 for combining marks and controls.

    East Asian Width (Unicode Annex 11): W and F are wide. Spacing marks (Mc) count 1, as in glibc.
    """
    if char.isascii():
        return 1 if char.isprintable() else 0
    # Vowels and finals of conjoining Hangul (U+1160–11FF) join the syllable before them.
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Terminal cells of `text`.

    >>> width("84 procenti"), width("百分之八十"), width("प्रति")
    (11, 10, 4)
    """
    return sum(map(char_width, text))


def cut(text: str, limit: int) -> str:
    """`text`, or its beginning and an ellipsis, within `limit` cells; marks stay with their letter.

    >>> cut("ignored by half of them", 10)
    'ignored b…'
    """
    if width(text) <= limit:
        return text
    used = 0
    for place, char in enumerate(text):
        used += char_width(char)
        if used > limit - 1:
            return text[:place].rstrip() + "…"
    return text


def plain(value: object) -> str:
    """A cell as one line of text: null is empty, 84.0 is 84, blanks are one space, no controls.

    >>> plain(84.0), plain(None), plain(("composed",)), plain(True), plain("two\\nlines")
    ('84', '', 'composed', 'yes', 'two lines')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    text = " ".join(str(value).translate(_DROP).split())
    return "".join(char for char in text if unicodedata.category(char) != "Cc")


def isolate(text: str) -> str:
    """`text`, set apart as right-to-left when it holds a right-to-left letter.

    >>> isolate("84 فیصد") == "\\u2067" + "84 فیصد" + "\\u2069", isolate("84 %")
    (True, '84 %')
    """
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return _RLI + text + _PDI
    return text


def _fit(widths: Sequence[int], total: int) -> list[int]:
    """Column widths that sum to at most `total`: the widest give first."""
    fitted = list(widths)
    spare = total - len(GAP) * (len(fitted) - 1)
    while sum(fitted) > spare and max(fitted) > NARROWEST:
        widest = max(fitted)
        others = [each for each in fitted if each < widest]
        goal = max([NARROWEST, *others])
        count = len(fitted) - len(others)
        excess = sum(fitted) - spare
        step = min(widest - goal, -(-excess // count)) or 1
        fitted = [each - step if each == widest else each for each in fitted]
    return fitted


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for cell, limit, right in zip(cells, widths, numeric, strict=True):
        shown = cut(cell, limit)
        blank = " " * (limit - width(shown))
        parts.append(blank + isolate(shown) if right else isolate(shown) + blank)
    return GAP.join(parts).rstrip()


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, total: int) -> str:
    """A table within `total` cells a line: header, rule, rows, each line ended by a newline.

    Columns without any value are left out, numbers stand at the right, long cells end in an ellipsis.

    >>> print(table(("kind", "value"), [("percent", 84.0), ("ratio", 0.75)], total=80), end="")
    kind     value
    ───────  ─────
    percent     84
    ratio     0.75
    """
    given = list(rows)
    kept = [i for i in range(len(columns)) if not given or any(plain(row[i]) for row in given)]
    names = [columns[i] for i in kept]
    body = [[plain(row[i]) for i in kept] for row in given]
    numeric = [
        all(isinstance(row[i], int | float) or row[i] is None for row in given) and bool(given) for i in kept
    ]
    natural = [max(map(width, column)) for column in zip(names, *body, strict=True)]
    widths = _fit(natural, total)
    rule = ["─" * each for each in widths]
    lines = [_line(cells, widths, numeric) for cells in (names, rule, *body)]
    return "\n".join(lines) + "\n"
