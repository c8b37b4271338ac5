"""Questions and answers: the pairs of each transcript, numbered alike in all languages of a talk.

A question of an interviewer, a moderator or the audience opens a pair; what others say until the next
question is its answer. Pair 0 is what stands outside: the opening, the closing.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from cxtext import copies, schema
from cxtext.roles import ASKERS
from cxtext.sentences import QUESTION_MARKS, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxtext.transcript import Talk, Transcript, Turn

MIN_PROMPT = 20
MIN_ANSWER = 200
"""Without a question mark or word, an asker's turn of MIN_PROMPT characters opens a pair if it brings about
an answer of MIN_ANSWER characters, three times as long as itself ("Tell us about the buses.")."""


class PairSpan(NamedTuple):
    """One pair of a transcript, by the numbers of its turns (from 1).

    ``turns`` are all turns of the pair: also interjections that neither ask nor answer. Pair 0 has
    no question, and its turns need not be neighbours.
    """

    pair: int
    question: tuple[int, ...]
    answer: tuple[int, ...]
    turns: tuple[int, ...]


def find(transcript: Transcript, *, asks: Callable[[str], bool] | None = None) -> tuple[PairSpan, ...]:
    """The pairs of one transcript, numbered 1 … in text order, and pair 0 first if anything is outside.

    `asks` tells whether a sentence is a question; by default the language file of the transcript does.
    """
    asks = asks or _question_test(transcript.language)
    opened: list[list[Turn]] = [[]]
    asking = False
    for turn, opens in zip(transcript.turns, _openings(transcript, asks), strict=True):
        if opens and not asking:
            opened.append([])
        asking = opens
        opened[-1].append(turn)
    outside, *groups = opened
    if groups:
        groups[-1], closing = _without_closing(groups[-1])
        outside = outside + closing
    spans = [_span(number, group) for number, group in enumerate(groups, 1)]
    numbers = tuple(turn.turn for turn in outside)
    return (PairSpan(0, (), numbers, numbers), *spans) if outside else tuple(spans)


def pair_of_turn(spans: Iterable[PairSpan]) -> dict[int, int]:
    """The pair of each turn, both by number.

    >>> pair_of_turn([PairSpan(0, (), (1,), (1,)), PairSpan(1, (2,), (3,), (2, 3))])
    {1: 0, 2: 1, 3: 1}
    """
    return {turn: span.pair for span in spans for turn in span.turns}


def numbered(talk: Talk) -> dict[str, tuple[PairSpan, ...]]:
    """The pairs of each language of a talk, a pair bearing the same number in all of them.

    Numbers follow the version that agrees best with the others; what it lacks is put in behind the
    pair it follows. A language that lacks a pair has a gap there, and a copy of another language has no say.
    """
    by_tag = {transcript.language: transcript for transcript in talk.transcripts}
    found = {tag: find(transcript) for tag, transcript in by_tag.items()}
    original = copies.originals({tag: (by_tag[tag].text, by_tag[tag].turns, found[tag]) for tag in found})
    distinct = sorted(set(original.values()))
    local = {tag: [span for span in found[tag] if span.pair] for tag in distinct}
    links = _links([by_tag[tag] for tag in distinct], local)
    rows = _rows({tag: len(spans) for tag, spans in local.items()}, links)
    number = {(tag, i): n for n, row in enumerate(rows, 1) for tag, i in row.items()}
    return {
        tag: tuple(
            span._replace(pair=number[original[tag], span.pair - 1]) if span.pair else span
            for span in found[tag]
        )
        for tag in found
    }


def pairs(talk: Talk) -> list[schema.Pair]:
    """The rows of the pairs table, by pair and language.

    ``question`` and ``answer`` are ``Transcript.text`` from the first to the last of their turns, so they
    hold the labels of interjections. For pair 0 the answer is the first run of its turns (the opening).
    """
    spans = numbered(talk)
    rows = [
        _row(talk.name, transcript, span)
        for transcript in talk.transcripts
        for span in spans[transcript.language]
    ]
    return sorted(rows, key=lambda row: (row.pair, row.language))


def _question_test(tag: str) -> Callable[[str], bool]:
    from cxtext import language

    return language.load(tag).is_question


def has_question_mark(text: str) -> bool:
    """Whether `text` holds a question mark of any script: what tells questions without language data."""
    return any(mark in text for mark in QUESTION_MARKS)


def _asks(text: str, asks: Callable[[str], bool]) -> bool:
    return any(asks(text[start:end]) for start, end in sentences(text))


def _openings(transcript: Transcript, asks: Callable[[str], bool]) -> list[bool]:
    """Whether each turn opens a pair."""
    turns = transcript.turns
    return [
        turn.role in ASKERS
        and (_asks(transcript.text[turn.start : turn.end], asks) or _brings_answer(turn, after))
        for turn, after in zip_longest(turns, turns[1:])
    ]


def _brings_answer(turn: Turn, after: Turn | None) -> bool:
    if after is None or after.role in ASKERS:
        return False
    prompt, answer = turn.end - turn.start, after.end - after.start
    return prompt >= MIN_PROMPT and answer >= max(MIN_ANSWER, 3 * prompt)


def _without_closing(group: list[Turn]) -> tuple[list[Turn], list[Turn]]:
    """The last group without the statements of askers at its end: the thanks, the farewell."""
    last = len(group)
    while (
        last > 1 and group[last - 1].role in ASKERS and any(t.role not in ASKERS for t in group[: last - 1])
    ):
        last -= 1
    return group[:last], group[last:]


def _span(number: int, group: Sequence[Turn]) -> PairSpan:
    """The pair of a group of turns: its leading askers ask, all that are no askers answer."""
    lead = next((i for i, turn in enumerate(group) if turn.role not in ASKERS), len(group))
    question = tuple(turn.turn for turn in group[: lead or 1])
    answer = tuple(turn.turn for turn in group[lead:] if turn.role not in ASKERS)
    return PairSpan(number, question, answer, tuple(turn.turn for turn in group))


_Links = dict[tuple[str, str], dict[int, int]]


def _links(transcripts: Sequence[Transcript], local: Mapping[str, Sequence[PairSpan]]) -> _Links:
    """For each two languages (both ways): which pair of the one is which pair of the other."""
    links: _Links = {}
    for i, left in enumerate(transcripts):
        for right in transcripts[i + 1 :]:
            linked = _linked(left, right, local[left.language], local[right.language])
            links[left.language, right.language] = linked
            links[right.language, left.language] = {b: a for a, b in linked.items()}
    return links


def _linked(
    left: Transcript, right: Transcript, one: Sequence[PairSpan], other: Sequence[PairSpan]
) -> dict[int, int]:
    """The index of the pair of `right` for pairs of `left`: by the turns they share, questions first."""
    votes: dict[tuple[int, int], float] = {}
    at_left, at_right = _where(one), _where(other)
    for lefts, rights, confidence in _beads(left, right):
        for a in lefts:
            for b in rights:
                if a in at_left and b in at_right and at_left[a][1] == at_right[b][1]:
                    key = (at_left[a][0], at_right[b][0])
                    votes[key] = votes.get(key, 0.0) + confidence
    linked: dict[int, int] = {}
    back: dict[int, int] = {}
    for a, b in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        if a not in linked and b not in back:
            linked[a], back[b] = b, a
    return linked


def _where(spans: Sequence[PairSpan]) -> dict[int, tuple[int, str]]:
    """Turn index (from 0) → index of its pair, and whether it asks or answers there."""
    places = {turn - 1: (i, "answer") for i, span in enumerate(spans) for turn in span.turns}
    places |= {turn - 1: (i, "question") for i, span in enumerate(spans) for turn in span.question}
    return places


def _beads(left: Transcript, right: Transcript) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    from cxtext import alignment

    texts = [[t.text[turn.start : turn.end] for turn in t.turns] for t in (left, right)]
    roles = ([turn.role for turn in left.turns], [turn.role for turn in right.turns])
    beads = alignment.beads(*texts, roles=roles, inversions=True, most=(2, 2))
    return [(tuple(bead.left), tuple(bead.right), bead.confidence) for bead in beads]


def _rows(counts: Mapping[str, int], links: _Links) -> list[dict[str, int]]:
    """The pairs of all languages as rows (language → index of its pair there), in the order of the talk."""
    rows: list[dict[str, int]] = []
    following: dict[int, int] = {}  # a chain of rows: putting one in between moves no other
    place: dict[tuple[str, int], int] = {}
    order = _by_agreement(counts, links)
    for tag in order:
        behind = -1
        for index in range(counts[tag]):
            at = _row_of(rows, place, links, (tag, index), order[0])
            if at is None:
                at = len(rows)
                rows.append({})
                following[at] = following.get(behind, -1)
                following[behind] = at
            rows[at][tag] = index
            place[tag, index] = at
            behind = at
    return [rows[at] for at in _chain(following)]


def _chain(following: Mapping[int, int]) -> Iterator[int]:
    at = following.get(-1, -1)
    while at != -1:
        yield at
        at = following[at]


def _by_agreement(counts: Mapping[str, int], links: _Links) -> list[str]:
    """The languages, the one that shares most pairs with the others first."""
    shared = {tag: sum(len(linked) for (left, _), linked in links.items() if left == tag) for tag in counts}
    return sorted(counts, key=lambda tag: (-shared[tag], -counts[tag], tag))


def _row_of(
    rows: Sequence[Mapping[str, int]],
    place: Mapping[tuple[str, int], int],
    links: _Links,
    pair: tuple[str, int],
    reference: str,
) -> int | None:
    """The row that most languages already placed give to this pair, the reference if they differ evenly."""
    tag, index = pair
    keys = [(other, known.get(index, -1)) for (left, other), known in links.items() if left == tag]
    free = [key for key in keys if key in place and tag not in rows[place[key]]]
    votes = Counter(place[key] for key in free)
    favoured = {place[key] for key in free if key[0] == reference}
    return max(votes, key=lambda at: (votes[at], at in favoured, -at), default=None)


def _row(talk: str, transcript: Transcript, span: PairSpan) -> schema.Pair:
    answer = span.answer if span.pair else _first_run(span.answer)
    question_start, question_end, question = _text(transcript, span.question)
    answer_start, answer_end, answered = _text(transcript, answer)
    return schema.Pair(
        talk=talk,
        pair=span.pair,
        language=transcript.language,
        questioner=_speakers(transcript, span.question),
        question=question,
        answerer=_speakers(transcript, answer),
        answer=answered,
        question_start=question_start,
        question_end=question_end,
        answer_start=answer_start,
        answer_end=answer_end,
        turns=span.turns,
    )


def _first_run(turns: Sequence[int]) -> tuple[int, ...]:
    """The turns up to the first gap in their numbers."""
    runs = groupby(enumerate(turns), key=lambda item: item[1] - item[0])
    return next((tuple(turn for _, turn in run) for _, run in runs), ())


def _text(transcript: Transcript, turns: Sequence[int]) -> tuple[int | None, int | None, str | None]:
    """Where the turns begin and end, and the text between."""
    if not turns:
        return None, None, None
    start, end = transcript.turns[turns[0] - 1].start, transcript.turns[turns[-1] - 1].end
    return start, end, transcript.text[start:end]


def _speakers(transcript: Transcript, turns: Sequence[int]) -> str | None:
    names = dict.fromkeys(transcript.turns[turn - 1].speaker for turn in turns)
    return ", ".join(name for name in names if name) or None
