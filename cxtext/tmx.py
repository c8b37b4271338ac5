"""The sentences of a talk that correspond, as one TMX 1.4b file for translation tools.

The format: *TMX 1.4b Specification*, Open Standards for Container/Content Allowing Re-use (OSCAR), 2005. One
``tu`` holds the sentences of all languages that the beads join; every sentence stands in exactly one of
them. Beads are not chained through other languages (see :mod:`cxtext.alignment`): the language that agrees
best with all others leads, the others hang on its sentences by their direct beads with it; what it lacks
is led by the next one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxtext.schema import Bead

# What XML 1.0 cannot hold, not even as a character reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="cxtext" creationtoolversion={version} segtype="sentence" o-tmf="cxtext" \
adminlang="en" srclang="*all*" datatype="plaintext">
<prop type="x-talk">{talk}</prop>
</header>
<body>
"""


class Unit(NamedTuple):
    """Sentences that correspond, by language (0-based, in order), and how sure the least sure bead is."""

    sentences: Mapping[str, tuple[int, ...]]
    confidence: float | None


def units(beads: Iterable[Bead], counts: Mapping[str, int]) -> list[Unit]:
    """The translation units of a talk in its order; each sentence of each language stands in exactly one.

    `beads` are rows of the beads table (those of sentences count), `counts` how many sentences each
    language has. ``confidence`` is None where nothing is joined.
    """
    links = _links(bead for bead in beads if bead.level == "sentence")
    free = {language: set(range(count)) for language, count in counts.items()}
    found: list[Unit] = []
    at: dict[tuple[str, int], int] = {}
    following: dict[int, int] = {}  # a chain: putting a unit in between moves no other
    for leader in _leaders(links, counts):
        for unit in _led(leader, links, free):
            behind = at.get((leader, unit.sentences[leader][0] - 1), -1)
            following[len(found)] = following.get(behind, -1)
            following[behind] = len(found)
            for language, places in unit.sentences.items():
                at |= dict.fromkeys(((language, place) for place in places), len(found))
            found.append(unit)
    return [found[number] for number in _chain(following)]


def _chain(following: Mapping[int, int]) -> Iterator[int]:
    number = following.get(-1, -1)
    while number != -1:
        yield number
        number = following[number]


def document(
    beads: Iterable[Bead], sentences: Mapping[str, Sequence[str]], *, talk: str, version: str
) -> str:
    """The TMX file of a talk as text; `sentences` are the texts of all sentences by language.

    Characters that XML cannot hold become U+FFFD. The same input gives the same text: no dates are in it.
    """
    found = units(beads, {language: len(texts) for language, texts in sentences.items()})
    body = "".join(_tu(number, unit, sentences) for number, unit in enumerate(found, 1))
    return _HEADER.format(version=quoteattr(_clean(version)), talk=_text(talk)) + body + "</body>\n</tmx>\n"


# Units


_Link = tuple[tuple[int, ...], float]
_Links = dict[tuple[str, str], dict[int, _Link]]


def _links(beads: Iterable[Bead]) -> _Links:
    """For every two languages, both ways: the counterparts of each sentence, and how sure they are."""
    links: _Links = {}
    for bead in beads:
        left, right = (tuple(number - 1 for number in side) for side in (bead.left, bead.right))
        for pair, mine, theirs in (
            ((bead.left_language, bead.right_language), left, right),
            ((bead.right_language, bead.left_language), right, left),
        ):
            links.setdefault(pair, {}).update(dict.fromkeys(mine, (theirs, bead.confidence)))
    return links


def _leaders(links: _Links, counts: Mapping[str, int]) -> list[str]:
    """The languages, the one with the surest links to the others first; of equals by tag."""

    def closeness(language: str) -> float:
        sure = [one for pair, found in links.items() if pair[0] == language for one in found.values()]
        return round(sum(sorted(confidence for others, confidence in sure if others)), 6)

    return sorted(counts, key=lambda language: (-closeness(language), language))


def _led(leader: str, links: _Links, free: Mapping[str, set[int]]) -> list[Unit]:
    """The units that begin with the free sentences of `leader`; what they hold is no longer free.

    What hangs directly on a sentence stands with it; so do sentences of the leader with a common counterpart.
    """
    direct = {language: links.get((leader, language), {}) for language in free if language != leader}
    back = {language: _turned(found) for language, found in direct.items()}
    units: list[Unit] = []
    for seed in sorted(free[leader]):
        if seed in free[leader]:
            sentences, sure = _joined_to(seed, leader, direct, back, free)
            units.append(Unit({tag: tuple(sorted(sentences[tag])) for tag in sorted(sentences)}, sure))
    return units


def _joined_to(
    seed: int,
    leader: str,
    direct: Mapping[str, Mapping[int, _Link]],
    back: Mapping[str, Mapping[int, Sequence[int]]],
    free: Mapping[str, set[int]],
) -> tuple[dict[str, set[int]], float | None]:
    """The sentences of one unit by language, taken from `free`, and how sure its least sure bead is."""
    sentences: dict[str, set[int]] = {leader: set()}
    sure: list[float] = []
    waiting = [seed]
    while waiting:
        place = waiting.pop()
        if place not in free[leader]:
            continue
        free[leader].remove(place)
        sentences[leader].add(place)
        for language, found in direct.items():
            counterparts, confidence = found.get(place, ((), 0.0))
            known = sentences.get(language, set())
            taken = [other for other in counterparts if other in free[language] or other in known]
            if taken:
                sentences.setdefault(language, set()).update(taken)
                free[language].difference_update(taken)
                sure.append(confidence)
            waiting += [one for other in taken for one in back[language][other]]
    return sentences, min(sure, default=None)


def _turned(found: Mapping[int, _Link]) -> dict[int, list[int]]:
    back: dict[int, list[int]] = {}
    for place, (counterparts, _) in found.items():
        for other in counterparts:
            back.setdefault(other, []).append(place)
    return back


# XML


def _tu(number: int, unit: Unit, sentences: Mapping[str, Sequence[str]]) -> str:
    merged = any(len(places) > 1 for places in unit.sentences.values())
    kind = ' segtype="block"' if merged else ""
    sure = "" if unit.confidence is None else f'<prop type="x-confidence">{unit.confidence:.4f}</prop>\n'
    variants = "".join(
        f"<tuv xml:lang={quoteattr(language)}><seg>{_joined(places, sentences[language])}</seg></tuv>\n"
        for language, places in unit.sentences.items()
    )
    return f'<tu tuid="{number}"{kind}>\n{sure}{variants}</tu>\n'


def _joined(places: Sequence[int], texts: Sequence[str]) -> str:
    return _text(" ".join(texts[place] for place in places))


def _text(words: str) -> str:
    # A parser turns a bare carriage return into a newline.
    return escape(_clean(words), {"\r": "&#13;"})


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)
