"""Laws of the claims, from files to verdicts: who counts as a witness, and for how much."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_talks import BETWEEN, LABELS, LANGUAGES, QUESTIONS, SENTENCES, read, text

from cxtext import pairs
from cxtext.analysis import claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from small_talks import Said

    from cxtext.schema import Claim

COPIES = {"de": "de-at", "en": "en-gb", "es": "es-mx", "lv": "lv-lv"}
FEW = settings(max_examples=12)  # each example aligns and compares a talk two or three times


class Drawn(NamedTuple):
    """What was said, and a source of accidents."""

    said: list[Said]
    chance: random.Random


TWO_DIGITS = st.integers(21, 98)
ANY_SIZE = st.integers(2, 120) | st.integers(121, 5000)


@st.composite
def talks(draw: st.DrawFn, numbers: st.SearchStrategy[int] = TWO_DIGITS) -> Drawn:
    """Three to nine of the sentences, each with a number."""
    which = draw(st.lists(st.sampled_from(range(len(SENTENCES))), min_size=3, max_size=9, unique=True))
    return Drawn([(one, draw(numbers)) for one in which], random.Random(draw(st.integers(0, 9999))))


def wrong(number: int, chance: random.Random) -> int:
    """Another number, by one of the usual accidents; of a large one, none that passes for rounding."""
    near = 0 if number < 100 else number // 10
    ways = (number % 10 or 1, number // 10 * 10 or 2, int(str(number)[::-1]), number * 10, number + 1)
    return chance.choice([way for way in (*ways, chance.randint(1, 2000)) if abs(way - number) > near])


def with_slips(talk: Drawn, share: float) -> list[Said]:
    """The numbers of a careless translation."""
    return [
        (one, wrong(number, talk.chance) if talk.chance.random() < share else number)
        for one, number in talk.said
    ]


def ragged(language: str, said: Sequence[Said], chance: random.Random) -> str:
    """A version that loses answers, joins them, and exchanges neighbours."""
    place = LANGUAGES.index(language)
    asks, answers = LABELS[place]
    blocks = [said[start : start + 3] for start in range(0, len(said), 3)]
    order = sorted(range(len(blocks)), key=lambda block: block + chance.choice([0, 0, 0, 1.5]))
    lines = [f"{answers}: {BETWEEN[place]}"]
    for block in order:
        spoken = " ".join(SENTENCES[which][place].format(number) for which, number in blocks[block])
        accident = chance.random()
        if accident > 0.25:
            lines.append(f"{asks}: {QUESTIONS[block][place]}")
        if accident > 0.1:
            lines.append(f"{answers}: {spoken} {BETWEEN[place]}")
    return "\n\n".join(lines) + "\n"


@FEW
@given(talks())
def test_the_order_of_files_does_not_matter(talk: Drawn) -> None:
    """Ragged versions with slips, written to disk and compared in any order: the same table."""
    files = [(tag, ragged(tag, with_slips(talk, 0.3), talk.chance)) for tag in LANGUAGES]
    first = read(dict(files))
    talk.chance.shuffle(files)
    mixed = list(first.transcripts)
    talk.chance.shuffle(mixed)
    expected = claims(first)
    assert claims(read(dict(files))) == expected
    assert claims(first._replace(transcripts=tuple(mixed))) == expected


def told(rows: Sequence[Claim], language: str) -> list[tuple[object, ...]]:
    """What the table says of one language, without its name."""
    return [
        (row.claim, row.pair, row.statistic, row.verdict, row.slip, row.consensus_value, row.confidence)
        for row in rows
        if row.language == language
    ]


def check_copy(files: dict[str, str], copied: str) -> None:
    """A copy of `copied` beside the other languages leaves all verdicts as they were and shares its own."""
    talk = read(files)
    (original,) = [one for one in talk.transcripts if one.language == copied]
    copy = original._replace(language=COPIES[copied], name="copy.txt")
    before, after = claims(talk), claims(talk._replace(transcripts=(*talk.transcripts, copy)))
    for tag in files:
        assert told(after, tag) == told(before, tag)
    assert told(after, COPIES[copied]) == told(before, copied)


@FEW
@given(talks(), st.sampled_from(LANGUAGES), st.integers(2, 4))
def test_a_copy_of_a_language_changes_no_verdict(talk: Drawn, copied: str, languages: int) -> None:
    """Whatever the versions lose and whichever is copied: a copy is no second witness."""
    others = talk.chance.sample([tag for tag in LANGUAGES if tag != copied], languages - 1)
    check_copy(
        {tag: ragged(tag, with_slips(talk, 0.3), talk.chance) for tag in sorted([copied, *others])}, copied
    )


@pytest.mark.parametrize("copied", ["de", "es"])
def test_a_copy_where_passages_hardly_correspond(copied: str) -> None:
    """A version that lost nearly everything, twice: neither sentences nor silence count double."""
    said = [(4, 49), (2, 44), (3, 37), (5, 30), (1, 99)]
    check_copy({"es": text("es", said), "de": f"{LABELS[0][1]}: {BETWEEN[0]}\n"}, copied)


@pytest.mark.parametrize(("languages", "copied"), [(("de", "en", "lv"), "en"), (LANGUAGES, "lv")])
def test_a_copy_has_no_say_in_the_numbers_of_pairs(languages: Sequence[str], copied: str) -> None:
    """Ragged versions: a copy of one of them renumbers no pair, and is numbered like it."""
    for seed in range(20):
        chance = random.Random(seed)
        said = [(which, 30 + which) for which in range(9)]
        talk = read({tag: ragged(tag, said, chance) for tag in languages})
        (one,) = [each for each in talk.transcripts if each.language == copied]
        copy = one._replace(language=COPIES[copied])
        before = pairs.numbered(talk)
        after = pairs.numbered(talk._replace(transcripts=(*talk.transcripts, copy)))
        assert after == before | {COPIES[copied]: before[copied]}


SLIPPED = {
    "de": [(6, 90), (9, 52), (1, 96), (0, 65), (2, 62), (3, 55), (5, 63), (8, 6)],
    "es": [(9, 42), (1, 96), (0, 65), (2, 62), (3, 65), (5, 63), (8, 60)],
    "lv": [(6, 98), (1, 96), (0, 65), (2, 62), (3, 55), (5, 63)],
}


@pytest.mark.parametrize("copied", SLIPPED)
def test_a_copy_does_not_make_beads_surer(copied: str) -> None:
    """Where the versions state different sentences, a copy moves no verdict over the edge of unsure."""
    check_copy({tag: text(tag, said) for tag, said in SLIPPED.items()}, copied)


@settings(max_examples=25)
@given(talks(ANY_SIZE), st.permutations(LANGUAGES))
def test_a_wholly_damaged_language_never_outvotes_two_sound_ones(talk: Drawn, order: list[str]) -> None:
    """Every number of one version is wrong: the two sound ones stand, and what they say is what was said."""
    damaged, *sound = order[:3]
    files = {tag: text(tag, talk.said) for tag in sound} | {damaged: text(damaged, with_slips(talk, 1.0))}
    rows = claims(read(files))
    for tag in sound:
        stated = [row for row in rows if row.language == tag and row.statistic]
        assert [row.value for row in stated] == [number for _, number in talk.said]
        assert {row.verdict for row in stated} <= {"agree", "reworded"}
        assert [row.consensus_value for row in stated] == [row.value for row in stated]
    wrong_ones = [row for row in rows if row.language == damaged and row.statistic]
    assert not {row.verdict for row in wrong_ones} & {"agree", "reworded"}
