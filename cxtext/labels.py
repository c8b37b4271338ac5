"""Labels: the words at the beginning of a line that say who speaks.

Any line may hold a colon, so the shape alone proves nothing. A label is known by its company: it comes
back, it alternates with others, it is a role word of the language, or it fills the gap between two turns
of one speaker. What is left, "Remember: …" or "He said: …", stays speech.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxtext import names
from cxtext.text import INVISIBLE, SPACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


class Label(NamedTuple):
    """A label and the block of text that stands under it (up to the next label).

    ``start`` … ``end`` is the label with its marks and time code, ``name`` the name as it stands.
    """

    start: int
    end: int
    name: str
    key: str
    time: float | None = None


_CLOCK = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>\d{2}(?:[.,]\d{1,3})?)"
_OPENING = re.compile(
    rf"(?:>{{1,3}}[^\S\n]*)?(?:[(\[]?{_CLOCK}[)\]]?[^\S\n]*(?:[-–—|][^\S\n]*)?)?(?P<mark>[*_]{{1,3}})?"
)
_STYLES = {
    # "Name:", "Name :", "Name：", "**Name:** …", "Name (Host):"; a colon inside an address or a time is none
    "colon": re.compile(
        r"(?P<name>(?:[^:：﹕\n(\[]|[(\[][^()\[\]\n]{0,60}[)\]]){1,100})(?:：|﹕|:(?![/:]))[*_]{0,3}[^\S\n]*"
    ),
    "bracket": re.compile(r"\[(?P<name>[^\[\]\n]{1,80})\][*_]{0,3}[^\S\n]*[:：]?[^\S\n]*"),
    "dash": re.compile(r"(?P<name>[^—–\n]{1,80}?)[*_]{0,3}[^\S\n]+(?:—|–|--)[^\S\n]+"),
}
_SHAPED = re.compile("[:：﹕\\]]")
# An aside after the name: a title, a role, a time code.
_ASIDE = re.compile(r"[^\S\n]*(?:[(\[（][^()\[\]（）\n]{0,60}[)\]）]|\b\d{1,2}:\d{2}(?::\d{2})?)[^\S\n]*\Z")
_NOT_IN_NAMES = re.compile(r"[?!;<>|{}=\\…؟。！？।॥۔«»„“”\"]|://|@|\.\.|\.\s*\Z(?<=\w{5}\.)|\w{5,}\.\s")
# Words in small letters, apart from those after a capital inside the same word.
_SMALL = re.compile(r"(?<![^\W\d_])[^\W\d_]+")
_ENDS = '.?!…؟。！？।۔"”»)'
MAX_METADATA = 8
"""More words than this after a role word are speech even without an end mark."""
MAX_COMPARED = 50
"""The spelling of a label that occurs once is compared with so many others (the most frequent)."""
_LETTER = re.compile(r"[^\W\d_]")
_BLANKS = " " + SPACES + INVISIBLE
_STRIP = " \t\u00a0*_" + INVISIBLE


def find(text: str, *, words: Mapping[str, str], asks: Callable[[str], bool]) -> list[Label]:
    """The labels of `text`, in order.

    `words` maps folded role words ("interviewer", "q") to roles; `asks` tells whether a text is a
    question. Both are data of the language; with neither, structure alone decides.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    best: list[Label] = []
    for style in _STYLES:
        found = _recognised(text, list(_candidates(text, lines, style)), lines, words, asks)
        if len(found) > len(best):
            best = found
    return best


def opening(line: str) -> Label | None:
    """The label that `line` begins with by its shape ("Name: …", "[Name] …"), or None.

    >>> [label and (label.name, label.end) for label in map(opening, ("Anna Berg: Why?", "It is 12:30 now"))]
    [('Anna Berg', 11), None]
    """
    if not _SHAPED.search(line[:200]):
        return None
    found = (next(_candidates(line, [(0, len(line))], style), None) for style in ("colon", "bracket"))
    return next((label for label in found if label is not None), None)


def shape(line: str) -> str | None:
    """The key of the label that `line` begins with by its shape, or None.

    >>> [shape(line) for line in ("ANNA BERG: Why?", "It is 12:30 now")]
    ['anna berg', None]
    """
    label = opening(line)
    return None if label is None else label.key


def is_role_word(label_key: str, words: Mapping[str, str]) -> bool:
    """Whether the label is a role word of the language, with or without a number: "Audience member 2"."""
    return role_of(label_key, words) is not None


def role_of(label_key: str, words: Mapping[str, str]) -> str | None:
    """The role that a role word names, or None."""
    return words.get(label_key) or words.get(re.sub(r"[\s#]*\d{1,3}\Z|\s\w\Z", "", label_key))


def _candidates(text: str, lines: Iterable[tuple[int, int]], style: str) -> Iterator[Label]:
    pattern = _STYLES[style]
    for start, end in lines:
        line = text[start:end]
        opening = _OPENING.match(text, start + len(line) - len(line.lstrip(_BLANKS)), end)
        match = pattern.match(text, opening.end() if opening else start, end)
        if match is None or _is_clock(text, match):
            continue
        name = _clean(match["name"])
        if _could_be_name(name):
            yield Label(start, match.end(), name, names.key(name), _seconds(opening))


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether the colon stands between digits, as in 12:30."""
    mark = match.end("name")
    return text[mark - 1 : mark].isdigit() and text[mark + 1 : mark + 2].isdigit()


def _clean(name: str) -> str:
    return _ASIDE.sub("", name.strip(_STRIP)).strip(_STRIP)


def _could_be_name(name: str) -> bool:
    if not 0 < len(name) <= names.MAX_CHARACTERS or not _LETTER.search(name) or name.count(",") > 1:
        return False
    return _NOT_IN_NAMES.search(name) is None and len(name.split()) <= names.MAX_WORDS


def _seconds(opening: re.Match[str] | None) -> float | None:
    if opening is None or opening["s"] is None:
        return None
    return int(opening["h"] or 0) * 3600 + int(opening["m"]) * 60 + float(opening["s"].replace(",", "."))


class _Evidence(NamedTuple):
    """What the rules look at."""

    text: str
    lines: Sequence[tuple[int, int]]
    candidates: Sequence[Label]
    words: Mapping[str, str]
    asks: Callable[[str], bool]
    small: frozenset[str]  # the words that the text writes in small letters

    def block(self, position: int) -> str:
        """The text under the candidate, up to the next candidate."""
        following = self.candidates[position + 1 : position + 2]
        end = following[0].start if following else len(self.text)
        return self.text[self.candidates[position].end : end].strip()

    def inquires(self, position: int) -> bool:
        """Whether the text under the candidate ends with a question."""
        return self.asks(self.block(position)[-400:])


def _recognised(
    text: str,
    candidates: list[Label],
    lines: Sequence[tuple[int, int]],
    words: Mapping[str, str],
    asks: Callable[[str], bool],
) -> list[Label]:
    if not candidates:
        return []
    evidence = _Evidence(
        text,
        lines,
        candidates,
        words,
        asks,
        frozenset(word for word in _SMALL.findall(text) if word.islower()),
    )
    counts = Counter(label.key for label in candidates)
    firm = {key for key, count in counts.items() if count > 1} | _spoken_roles(evidence)
    firm -= _asides(evidence, firm)
    if not firm:
        return _all_or_none(evidence)
    accepted = firm | _gap_fillers(evidence, firm)
    accepted |= _gap_fillers(evidence, accepted)  # once more: short forms of what has just been found
    found = [label for label in candidates if label.key in accepted]
    if len({label.key for label in found}) == 1 and not _opens_most_lines(evidence, found):
        return []
    return _without_title(text, found, lines)


def _spoken_roles(evidence: _Evidence) -> set[str]:
    """Role words with sentences under them, not metadata ("Speaker: Esteban Kolsky").

    A single letter must come back like any name: "A: …" may open a list.
    """
    found = set()
    for position, label in enumerate(evidence.candidates):
        if len(label.key) > 1 and label.key not in found and is_role_word(label.key, evidence.words):
            block = evidence.block(position)
            if block and (block[-1] in _ENDS or len(block.split()) > MAX_METADATA):
                found.add(label.key)
    return found


def _asides(evidence: _Evidence, firm: set[str]) -> set[str]:
    """Words that come back inside the turns of one speaker: "Remember: …", "Note: …".

    A speaker stands, at least once, between two turns of another one, or answers several others, or
    bears a full name or a role word. An aside follows the same label always, and less than half as often.
    """
    sequence = [label for label in evidence.candidates if label.key in firm]
    before: dict[str, set[str]] = {}
    parts: dict[str, bool] = {}
    previous = [None, *(label.key for label in sequence)]
    following = [*(label.key for label in sequence[1:]), None]
    for label, left, right in zip(sequence, previous, following, strict=False):
        before.setdefault(label.key, set()).add(left or "")
        parts[label.key] = parts.get(label.key, False) or (left == right and left not in (None, label.key))
    counts = Counter(label.key for label in sequence)
    shown = {label.key: label.name for label in sequence}
    repeats = _repeats(sequence)

    def is_aside(key: str) -> bool:
        owners = before[key] - {key, ""}
        if is_role_word(key, evidence.words) or names.full_name(shown[key]) or len(owners) > 1:
            return False
        owner = next(iter(owners), None)
        if owner is None:
            return _is_common_word(evidence, shown[key])
        rare = counts[key] * 2 <= counts[owner]
        shaped = names.uncased(shown[key]) or names.capitalised(shown[key])
        return not parts[key] and not shaped if not rare else not parts[key] or repeats[owner] > 1

    return {key for key in counts if is_aside(key)}


def _repeats(sequence: Sequence[Label]) -> Counter[str]:
    """How often each label directly follows itself: some files label every paragraph."""
    return Counter(a.key for a, b in pairwise(sequence) if a.key == b.key)


def _is_common_word(evidence: _Evidence, name: str) -> bool:
    """Whether the text also writes the label in small letters: words of the language, not a name."""
    return not names.uncased(name) and all(word in evidence.small for word in name.lower().split())


def _gap_fillers(evidence: _Evidence, firm: set[str]) -> set[str]:
    """Labels that occur once and stand where a turn of somebody else is missing."""
    positions = [i for i, label in enumerate(evidence.candidates) if label.key in firm]
    sequence = [evidence.candidates[i] for i in positions]
    # With all candidates in between: a speaker who follows himself labels every paragraph.
    repeats, shown = _repeats(evidence.candidates), {label.key: label.name for label in sequence}
    compared = [shown[key] for key, _ in Counter(label.key for label in sequence).most_common(MAX_COMPARED)]
    accepted: set[str] = set()
    edges = [-1, *positions, len(evidence.candidates)]
    for left, right in pairwise(edges):
        gap = range(left + 1, right)
        before = evidence.candidates[left].key if left >= 0 else None
        after = evidence.candidates[right].key if right < len(evidence.candidates) else None
        torn = before == after and before is not None and repeats[before] < 2
        accepted |= _from_gap(evidence, gap, torn, compared, opening=before is None)
    return accepted


def _from_gap(
    evidence: _Evidence, gap: range, torn: bool, known: Sequence[str], *, opening: bool
) -> set[str]:
    """The labels of one gap. `torn`: one speaker stands on both sides, so another turn is missing."""
    singles = [(i, evidence.candidates[i]) for i in gap]
    if opening:  # a title or a line of metadata, unless it is the paragraph before the first turn
        singles = [(i, label) for i, label in singles[-1:] if _is_one_line(evidence, i)]
    sure = {label.key for _, label in singles if any(names.same_name(label.name, name) for name in known)}
    named = [(i, label) for i, label in singles if names.full_name(label.name)]
    sure |= {label.key for i, label in named if torn or len(known) > 2 or (opening and evidence.inquires(i))}
    if len(known) > 2:
        sure |= {label.key for i, label in singles if _is_called(evidence, i)}
    if sure or not torn or not singles:
        return sure
    asking = [label.key for i, label in singles if evidence.inquires(i)]
    if asking:
        return {asking[-1]}
    _, alone = singles[0]
    is_name = names.uncased(alone.name) or names.capitalised(alone.name)
    return (
        {alone.key} if len(singles) == 1 and is_name and not _is_common_word(evidence, alone.name) else set()
    )


def _is_called(evidence: _Evidence, position: int) -> bool:
    """Whether the turn before calls the label, a name of two words or more in a script without capitals."""
    name = evidence.candidates[position].name
    long = names.uncased(name) and len(name.split()) > 1
    return long and position > 0 and name in evidence.block(position - 1)


def _is_one_line(evidence: _Evidence, position: int) -> bool:
    block = evidence.block(position)
    return bool(block) and "\n" not in block and block[-1] in _ENDS


def _all_or_none(evidence: _Evidence) -> list[Label]:
    """Without any label that comes back: all, if they open nearly every line and one of them asks."""
    labels = list(evidence.candidates)
    opened = sum(start >= labels[0].start for start, _ in evidence.lines)
    named = all(names.uncased(label.name) or names.capitalised(label.name) for label in labels)
    if len(labels) < 2 or len(labels) * 5 < opened * 4 or not named:
        return []
    return labels if any(evidence.asks(evidence.block(i)) for i in range(len(labels))) else []


def _opens_most_lines(evidence: _Evidence, found: Sequence[Label]) -> bool:
    """Whether the only label opens at least half of the lines from its first one on."""
    return len(found) * 2 >= sum(start >= found[0].start for start, _ in evidence.lines)


def _without_title(text: str, found: list[Label], lines: Sequence[tuple[int, int]]) -> list[Label]:
    """Drop a first label that belongs to a title: "Esteban Kolsky: Customer Service Will Not Exist"."""
    if len(found) < 2 or found[0].key != found[1].key:
        return found
    end = next(end for start, end in lines if start == found[0].start)
    title = text[found[0].end : end].strip()
    is_title = bool(title) and title[-1] not in _ENDS and len(title.split()) <= 25
    return found[1:] if is_title else found
