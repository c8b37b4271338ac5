"""Furniture: what stands around the speech on a page, recognised by what it is.

Residue of templates, rules of punctuation, buttons, and the phrases of a site (data of the language)
are told from speech line by line, and only at the edges: before the first label, after the last
words of a turn. Speech is never given up on weak evidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = 4
"""A line of up to so many words without an end mark may be a button, a byline, a heading."""

MAX_RESIDUE = 1000
"""Longer lines are not searched for template residue."""

MAX_TITLE = 15
"""The words of a title at most."""


class Line(NamedTuple):
    """The visible part of a line: ``text[start:end]`` without blanks around it."""

    start: int
    end: int
    text: str


# Shortcodes and placeholders that a template engine failed to fill in: $config[code] not found,
# {{title}}, {% include %}, <?php ?>, %%var%%, [gallery ids="1"], &nbsp;
_RESIDUE = re.compile(
    r"\$\w{1,40}\[[^\]\n]{0,80}\](?: not found)?"
    r"|\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|<[?%][^<>\n]{0,200}[?%]>|%%\w{1,40}%%"
    r"|\[/?[a-z]\w{1,30}(?: \w+=[^\]\n]{0,200})?/?\](?=\s*$)"
    r"|&[a-z]{2,8};|</?[a-z][a-z0-9]{0,10}[^<>\n]{0,200}>"
)
_LETTER = re.compile(r"[^\W_]")
_BUTTON = re.compile(r"[▼▲▶►◄◀▾▸◂»›☰✕✖⬇↓→➔🔔👍]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,100}@[^\s@]{1,200}")
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}", re.IGNORECASE)
# Where podcasts are published: brand names, the same in every language.
_DIRECTORIES = re.compile(
    r"\b(?:itunes|stitcher|spotify|soundcloud|overcast|libsyn|apple podcasts|google podcasts|google play)\b",
    re.IGNORECASE,
)
_ENDS = ".?!…。！？؟।॥۔።։၊។:;,،"
_CLOSING = "\"'”’»›」』）)]*_ "


def lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of ``text[start:end]`` that hold something visible."""
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        body = match[0].strip()
        if body:
            at = start + match.start() + match[0].index(body)
            found.append(Line(at, at + len(body), body))
    return found


def punctuated(line: str) -> bool:
    """Whether the line ends as sentences do."""
    return line.rstrip(_CLOSING)[-1:] in _ENDS and bool(line.rstrip(_CLOSING))


def is_residue(line: str) -> bool:
    """Whether nothing but template residue, rules of punctuation and bare addresses is in the line.

    >>> [is_residue(line) for line in ("$config[code] not found* * * * *", "____", "5 * 5 = 25")]
    [True, True, False]
    """
    if len(line) <= MAX_RESIDUE:
        line = _ADDRESS.sub("", _RESIDUE.sub("", line))
    return not _LETTER.search(line)


def is_button(line: str) -> bool:
    """Whether the line is a short one with a sign that only pages use: "Comment ▼"."""
    return bool(_BUTTON.search(line)) and _is_short(line)


def _is_short(line: str) -> bool:
    return len(line.split()) <= SHORT and len(line) <= 60 and not punctuated(line)


def phrase_count(line: str, phrases: Sequence[str]) -> int:
    """How many furniture phrases stand in the line side by side, each beginning at the edge of a word."""
    folded = fold(line)
    spans = sorted(span for phrase in phrases for span in _spans(folded, phrase))
    count, free = 0, 0
    for start, end in spans:
        if start >= free:
            count, free = count + 1, end
    return count


def _spans(folded: str, phrase: str) -> list[tuple[int, int]]:
    """The first place where the phrase stands (one is enough: evidence does not grow by repetition)."""
    at = folded.find(phrase) if phrase else -1
    while at > 0 and folded[at - 1].isalnum() and not _unspaced(folded[at]):
        at = folded.find(phrase, at + 1)
    return [(at, at + len(phrase))] if at >= 0 else []


def _unspaced(char: str) -> bool:
    """Whether the script of the character is written without blanks (Thai to Myanmar, Khmer, Han, kana)."""
    return "\u0e00" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" or "\u2e80" <= char <= "\ua4cf"


def header_kind(line: str, phrases: Sequence[str], *, first: bool) -> str:
    """``boilerplate`` or ``header`` for a line before the first turn; the first one may be a short title."""
    if is_residue(line) or is_button(line):
        return "boilerplate"
    short = len(line.split()) <= SHORT - 1 and not punctuated(line)
    if not first and short:
        return "boilerplate"
    return "boilerplate" if _is_short(line) and phrase_count(line, phrases) else "header"


def footer(text: str, start: int, end: int, phrases: Sequence[str]) -> list[tuple[str, int, int]]:
    """What is no speech at the end of the last turn ``text[start:end]``: (kind, start, end), in order.

    Lines are judged from the last one upwards until one is speech. A line without evidence of its own is
    given up only if it is short, has no end mark, and stands between lines that have evidence.
    """
    found: list[tuple[str, int, int]] = []
    doubtful: list[tuple[str, int, int]] = []
    for line in reversed(lines(text, start, end)):
        kind = _footer_kind(line.text, phrases, below=bool(found))
        if kind is not None:
            found += [*doubtful, (kind, line.start, line.end)]
            doubtful = []
        elif found and _is_short(line.text):
            doubtful.append(("footer", line.start, line.end))
        else:
            break
    return found[::-1]


def _footer_kind(line: str, phrases: Sequence[str], *, below: bool) -> str | None:
    """The kind of a trailing line by its own evidence; `below`: furniture stands under it."""
    if _is_edge(line) or is_button(line):
        return "boilerplate"
    count = phrase_count(line, phrases)
    if count and not punctuated(line) and len(line.split()) <= 3 * SHORT:
        return "boilerplate" if _is_short(line) else "footer"
    if count > 1 or (_COPYRIGHT.search(line) and len(line.split()) <= 25):
        return "footer"
    directories = len({match[0].lower() for match in _DIRECTORIES.finditer(line)})
    return "footer" if below and directories > 1 else None


def is_heading(line: str) -> bool:
    """Whether the line may be a title: no end mark, and no longer than titles are."""
    return not punctuated(line) and len(line.split()) <= MAX_TITLE


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without residue lines and blanks at both ends, as (start, end).

    If nothing is left, both are `end`.
    """
    kept = lines(text, start, end)
    while kept and _is_edge(kept[-1].text):
        kept.pop()
    first = next((line.start for line in kept if not _is_edge(line.text)), end)
    return (first, kept[-1].end) if kept else (end, end)


def _is_edge(line: str) -> bool:
    """Residue worth the name: an ellipsis or a lone sign may be all that somebody says."""
    return is_residue(line) and (bool(_ADDRESS.search(line)) or len(line.strip(".…?! ")) > 2)
