"""Speakers across the versions of a talk: labels are merged by the turns they align with, not by spelling.

A translation may spell one speaker in several ways. Where the other versions give all those turns to
one speaker, they are one.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxtext.transcript import Transcript

CERTAIN = 0.8
"""The share of a speaker's aligned turns that must fall to one speaker of the other version."""


def merge(
    transcripts: Sequence[Transcript],
    beads: Mapping[tuple[str, str], Iterable[tuple[Sequence[int], Sequence[int]]]],
) -> tuple[Transcript, ...]:
    """The transcripts, with the speakers merged whom the majority of the other versions has as one.

    `beads` gives, for pairs of languages, which turns correspond (indices from 0; one direction is
    enough). Only one-to-one beads count. Speakers with different roles, and speakers who answer each
    other directly, are never merged. The name kept is the most frequent one, the first among equals.
    """
    partners = _partners(transcripts, beads)
    return tuple(_renamed(transcript, partners.get(transcript.language, {})) for transcript in transcripts)


def _partners(
    transcripts: Sequence[Transcript],
    beads: Mapping[tuple[str, str], Iterable[tuple[Sequence[int], Sequence[int]]]],
) -> dict[str, dict[str, dict[str, Counter[str]]]]:
    """language → other language → speaker → how many turns align with each speaker of the other."""
    by_language = {transcript.language: transcript for transcript in transcripts}
    found: dict[str, dict[str, dict[str, Counter[str]]]] = {}
    for (left, right), links in beads.items():
        for a, b in links:
            if len(a) != 1 or len(b) != 1 or left not in by_language or right not in by_language:
                continue
            one, other = by_language[left].turns[a[0]].speaker, by_language[right].turns[b[0]].speaker
            if one is not None and other is not None:
                for here, there, key, value in ((left, right, one, other), (right, left, other, one)):
                    counters = found.setdefault(here, {}).setdefault(there, {})
                    counters.setdefault(key, Counter())[value] += 1
    return found


def _renamed(transcript: Transcript, partners: Mapping[str, Mapping[str, Counter[str]]]) -> Transcript:
    counts = Counter(turn.speaker for turn in transcript.turns if turn.speaker is not None)
    order = [name for name, _ in counts.most_common()]
    apart = _apart(transcript)
    leader = {name: name for name in order}
    for strong, weak in combinations(order, 2):
        known = [others for others in partners.values() if strong in others and weak in others]
        votes = sum(_same_partner(others[strong], others[weak]) for others in known)
        if leader[weak] == weak and (leader[strong], weak) not in apart and votes * 2 > len(known):
            leader[weak] = leader[strong]
    turns = tuple(turn._replace(speaker=leader.get(turn.speaker or "")) for turn in transcript.turns)
    return transcript._replace(turns=turns)


def _apart(transcript: Transcript) -> frozenset[tuple[str, str]]:
    """The speakers who are two people for sure: they answer each other, or their roles differ."""
    roles = {turn.speaker: turn.role for turn in transcript.turns if turn.speaker is not None}
    apart = {(a.speaker, b.speaker) for a, b in pairwise(transcript.turns)}
    apart |= {(a, b) for a, b in combinations(roles, 2) if roles[a] != roles[b]}
    return frozenset(pair for a, b in apart if a and b for pair in ((a, b), (b, a)))


def _same_partner(left: Counter[str], right: Counter[str]) -> bool:
    """Whether two speakers align with one and the same speaker of the other version."""
    (a, a_turns), (b, b_turns) = left.most_common(1)[0], right.most_common(1)[0]
    return a == b and a_turns >= CERTAIN * left.total() and b_turns >= CERTAIN * right.total()
