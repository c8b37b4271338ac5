"""Alignment: every segment once and in order, the same from both sides, right on damaged parallel text."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtext import alignment
from cxtext.alignment import Bead, align, beads, consistent, keys, medoid, number_key
from cxtext.errors import CxtextError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]

TEXTS = Path(__file__).parent / "data" / "alignment.tsv"
ROWS = [line.split("\t") for line in TEXTS.read_text(encoding="utf-8").splitlines()]
TALK = {column[0]: list(column[1:]) for column in zip(*ROWS, strict=True)}
PAIRS = list(combinations(sorted(TALK), 2))
SIZE = len(ROWS) - 1

SEGMENTS = st.lists(
    st.text(max_size=12)
    | st.sampled_from(["Yes.", "84 %?", "Ko?", "€ 5", "آپ؟", "为什么？", "Kolsky said no.", ""]),
    max_size=14,
)


def groups(found: Sequence[Bead]) -> Groups:
    """The beads without their scores."""
    return [(bead.left, bead.right) for bead in found]


def singles(count: int) -> Groups:
    """Each segment with its own number on the other side."""
    return [((k,), (k,)) for k in range(count)]


def turns(path: Path) -> list[str]:
    """The turns of a transcript: a label at the start of a line begins one."""
    found: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label = re.match(r"[^:\n]{1,60}: ", line)
        if label:
            found.append(line[label.end() :])
        elif found and line.strip():
            found[-1] += " " + line
    return found


# The contract


@given(SEGMENTS, SEGMENTS, st.booleans())
@settings(max_examples=60)
def test_every_segment_is_in_one_bead(left: list[str], right: list[str], turned: bool) -> None:
    """Both sides are covered once, in order on the left, and in order on the right without inversions."""
    found = beads(left, right, inversions=turned, most=(2, 2) if turned else (4, 1))
    assert [k for bead in found for k in bead.left] == list(range(len(left)))
    covered = [k for bead in found for k in bead.right]
    assert (sorted(covered) if turned else covered) == list(range(len(right)))
    assert all(0 <= bead.confidence <= 1 for bead in found)


@given(SEGMENTS, SEGMENTS, st.booleans())
@settings(max_examples=40)
def test_the_other_way_round_is_the_mirror_image(left: list[str], right: list[str], turned: bool) -> None:
    """Which of two texts is called the left one changes nothing."""
    forth = beads(left, right, inversions=turned)
    back = beads(right, left, inversions=turned)
    assert sorted(forth) == sorted(bead._replace(left=bead.right, right=bead.left) for bead in back)


@given(SEGMENTS)
@settings(max_examples=60)
def test_a_text_aligns_with_itself(text: list[str]) -> None:
    """Identical texts correspond segment by segment."""
    assert groups(beads(text, text)) == singles(len(text))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([], [], []),
        ([], ["a.", "b."], [([], [0]), ([], [1])]),
        (["a."], [], [([0], [])]),
        (["One."], ["Viens."], [([0], [0])]),
        (["We came, we saw, we won."], ["Mēs nācām,", "mēs redzējām,", "mēs uzvarējām."], [([0], [0, 1, 2])]),
        (["Yes.", "84 percent."], ["Jā.", "84 procenti."], [([0], [0]), ([1], [1])]),
    ],
)
def test_small_texts(left: list[str], right: list[str], expected: list[tuple[list[int], list[int]]]) -> None:
    """Empty sides, single segments, one against many."""
    assert align(left, right) == expected


def test_the_same_twice() -> None:
    """The result is the same in every run, to the last digit."""
    assert beads(TALK["en"], TALK["ur"]) == beads(TALK["en"], TALK["ur"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys": ([frozenset()], [frozenset()])},
        {"roles": (["speaker"], ["speaker", "speaker"])},
        {"blocks": [(range(1), range(2))]},
        {"blocks": [(range(2), range(1)), (range(0), range(0))]},
        {"encoder": lambda texts: [1.0 for _ in texts]},
    ],
)
def test_options_that_do_not_fit(wrong: dict[str, object]) -> None:
    """Options of the wrong length raise an error that says so."""
    with pytest.raises(CxtextError) as error:
        beads(["a.", "b."], ["c.", "d."], **wrong)  # type: ignore[arg-type]
    assert error.value.hint


# Keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,250 stations", {"#1250"}),
        ("1.250 Stationen, 1 250 m", {"#1250"}),
        ("۱۲۵۰ قارئین", {"#1250"}),
        ("2,4 und 2.4", {"#24"}),
        ("007", {"#7"}),
        ("Wer?", {"?"}),
        ("کون؟", {"?"}),
        ("谁？", {"?"}),
        ("Ποιος πληρώνει;", {"?"}),
        ("„ja“", {'"'}),
        ("€ 5", {"$€", "#5"}),
        ("یہ Twitter ہے", {"@twitter", "~twit"}),
        ("Kolsky", {"~kols", "%klsk"}),
        ("کولسکی", {"%klsk"}),
        ("Кольский", {"~kols", "%klsk"}),
    ],
)
def test_keys(text: str, expected: set[str]) -> None:
    """What survives translation is found in every script."""
    assert expected <= keys(text)


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("in 2019 300 people", "#2019300"),
        ("Well; no.", "?"),
        ("don't", '"'),
        ("a whole English text", "@english"),
        ("1 and 10", "#110"),
    ],
)
def test_no_keys(text: str, unexpected: str) -> None:
    """What only looks like a key is none."""
    assert unexpected not in keys(text)


@pytest.mark.parametrize(
    ("value", "digits"), [(84, "84"), (1250.0, "1,250"), (2.4, "2,4"), (2400000, "2.400.000")]
)
def test_number_key(value: float, digits: str) -> None:
    """A number read from words has the key of the same number in digits."""
    assert {number_key(value)} == keys(digits)


# Quality


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_parallel_text(one: str, two: str) -> None:
    """Undamaged translations align sentence by sentence, across scripts too."""
    assert groups(beads(TALK[one], TALK[two])) == singles(SIZE)


def with_merged(one: str, two: str, place: int) -> tuple[Groups, Groups]:
    """Beads found and true when the translation makes one sentence of two."""
    right = [*TALK[two][:place], " ".join(TALK[two][place : place + 2]), *TALK[two][place + 2 :]]
    after = [((k + 1,), (k,)) for k in range(place + 1, SIZE - 1)]
    return groups(beads(TALK[one], right)), [*singles(place), ((place, place + 1), (place,)), *after]


def with_dropped(one: str, two: str, place: int) -> tuple[Groups, Groups]:
    """Beads found and true when the translation leaves a sentence out."""
    right = TALK[two][:place] + TALK[two][place + 1 :]
    after = [((k + 1,), (k,)) for k in range(place, SIZE - 1)]
    return groups(beads(TALK[one], right)), [*singles(place), ((place,), ()), *after]


def with_swapped(one: str, two: str, place: int) -> tuple[Groups, Groups]:
    """Beads found and true when two neighbours changed places and inversions are allowed."""
    order = [*range(place), place + 1, place, *range(place + 2, SIZE)]
    found = beads(TALK[one], [TALK[two][k] for k in order], inversions=True, most=(2, 2))
    return groups(found), [((k,), (order.index(k),)) for k in range(SIZE)]


def exact(damage: Callable[[str, str, int], tuple[Groups, Groups]]) -> tuple[float, float]:
    """Over every third place of every pair: share of texts without any wrong bead, and mean strict F1."""
    cases = [damage(one, two, place) for one, two in PAIRS for place in range(0, SIZE - 1, 3)]
    whole = sum(sorted(found) == sorted(truth) for found, truth in cases) / len(cases)
    return whole, sum(strict_f1(*case) for case in cases) / len(cases)


@pytest.mark.parametrize(
    ("damage", "whole", "beads_right"),
    [(with_merged, 0.95, 0.99), (with_dropped, 0.91, 0.99), (with_swapped, 0.90, 0.99)],
)
def test_one_damage_at_every_place(
    damage: Callable[[str, str, int], tuple[Groups, Groups]], whole: float, beads_right: float
) -> None:
    """Wherever one damage is done, it is mostly found exactly and the rest stays where it was.

    Measured at all 290 places: .972, .938 and .921 exact; the floors are two to three points below. What
    is missed are neighbours of like length without a number or name, where doubt is right.
    """
    measured = exact(damage)
    assert measured[0] >= whole
    assert measured[1] >= beads_right


def test_a_moved_block() -> None:
    """One sentence that moves over three others is found, in every pair."""
    order = [*range(5), 8, 5, 6, 7, *range(9, SIZE)]
    for one, two in PAIRS:
        found = beads(TALK[one], [TALK[two][k] for k in order], inversions=True, most=(2, 2))
        assert groups(found) == [((k,), (order.index(k),)) for k in range(SIZE)]


def test_a_headline_of_one_side() -> None:
    """A title and a byline that only one side has stay alone."""
    left = ["The library of things", "By M. Ames", *TALK["en"]]
    expected = [((0,), ()), ((1,), ()), *(((k + 2,), (k,)) for k in range(SIZE))]
    assert groups(beads(left, TALK["lv"])) == expected


def test_a_headline_of_both_sides() -> None:
    """A title that both sides have corresponds."""
    left, right = ["The library of things", *TALK["en"]], ["Lietu bibliotēka", *TALK["lv"]]
    assert groups(beads(left, right)) == singles(SIZE + 1)


def damaged(one: str, two: str, seed: int) -> tuple[list[str], list[str], Groups]:
    """Two texts with 12 % of the sentences merged and 5 % dropped on a random side, and the truth."""
    draw = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    truth: Groups = []
    place = 0
    while place < SIZE:
        chance, side = draw.random(), draw.randrange(2)
        size = 2 if chance < 0.12 and place + 1 < SIZE else 1
        pieces = [TALK[one][place : place + size], TALK[two][place : place + size]]
        if size == 2:
            pieces[side] = [" ".join(pieces[side])]
        elif 0.12 <= chance < 0.17:
            pieces[side] = []
        spans = []
        for text, piece in zip(sides, pieces, strict=True):
            spans.append(tuple(range(len(text), len(text) + len(piece))))
            text.extend(piece)
        truth.append((spans[0], spans[1]))
        place += size
    return sides[0], sides[1], truth


def strict_f1(found: Groups, truth: Groups) -> float:
    """Harmonic mean of precision and recall of whole beads."""
    return 2 * len(set(found) & set(truth)) / (len(found) + len(truth))


def test_damaged_text() -> None:
    """Strict F1 on merged and dropped sentences stays above the bar; wrong beads are the unsure ones."""
    scores, right, wrong = [], [], []
    for one, two in PAIRS:
        for seed in range(5):
            left, other, truth = damaged(one, two, seed)
            found = beads(left, other)
            scores.append(strict_f1(groups(found), truth))
            right += [bead.confidence for bead in found if bead[:2] in truth]
            wrong += [bead.confidence for bead in found if bead[:2] not in truth]
    assert sum(scores) / len(scores) > 0.94
    assert sum(wrong) / len(wrong) < sum(right) / len(right) - 0.2


def test_gale_church_agrees_where_length_is_enough() -> None:
    """On texts that differ in nothing but length, the links are those of NLTK's Gale-Church."""
    from nltk.translate.gale_church import align_blocks

    draw = random.Random(3)
    lengths = [int(draw.lognormvariate(4.6, 0.7)) + 5 for _ in range(60)]
    left = ["a" * length for length in lengths]
    right = ["b" * round(length * draw.uniform(0.95, 1.06)) for length in lengths]
    right[20:22] = [right[20] + right[21]]
    left[40:42] = [left[40] + left[41]]
    links = align_blocks([len(text) for text in left], [len(text) for text in right])
    assert [(i, j) for bead in beads(left, right) for i in bead.left for j in bead.right] == sorted(links)


def test_far_off_the_diagonal() -> None:
    """The band widens where a long passage is missing."""
    draw = random.Random(5)
    left = ["x" * draw.randint(10, 200) + f" {k}." for k in range(260)]
    right = left[:20] + left[120:]
    found = {bead.right: bead.left for bead in beads(left, right) if bead.left and bead.right}
    assert found == {(k,): (k,) if k < 20 else (k + 100,) for k in range(160)}


# Options


def test_roles_decide() -> None:
    """Where lengths say nothing, the roles keep question with question."""
    roles = ["interviewer", "speaker"] * 5
    left, right = ["o" * 40 + "."] * 10, ["u" * 40 + "."] * 9
    found = beads(left, right, roles=(roles, roles[:4] + roles[5:]), most=(2, 2))
    matched = [(bead.left[0], bead.right[0]) for bead in found if len(bead.left) == len(bead.right) == 1]
    assert matched
    assert all(roles[i] == (roles[:4] + roles[5:])[j] for i, j in matched)


def test_keys_of_the_caller() -> None:
    """Numbers that the caller has read from words anchor sentences of equal length."""
    values = [84, 90, 55, 72, 13, 40, 67, 36, 97, 23]
    left, right = ["o" * 40 + "."] * 10, ["u" * 40 + "."] * 9
    both = values, values[:3] + values[4:]
    given = [[frozenset({number_key(value)}) for value in side] for side in both]
    expected = [*singles(3), ((3,), ()), *(((k + 1,), (k,)) for k in range(3, 9))]
    assert groups(beads(left, right, keys=(given[0], given[1]))) == expected


def test_blocks_are_not_left() -> None:
    """A bead stays inside its block, and blocks may have changed places."""
    left, right = TALK["en"][:12], TALK["de"][8:12] + TALK["de"][:8]
    found = beads(left, right, blocks=[(range(8), range(4, 12)), (range(8, 12), range(4))])
    assert groups(found) == [((k,), ((k + 4) % 12,)) for k in range(12)]


def test_encoder_decides() -> None:
    """With vectors, segments without any key or length in common find each other."""
    meaning = {"aa": 0, "bb": 1, "cc": 2, "dd": 3, "ee": 4, "vv": 0, "ww": 2, "xx": 3, "yy": 4}

    def encoder(texts: Sequence[str]) -> list[list[float]]:
        return [[float(meaning[text] == k) for k in range(5)] for text in texts]

    expected = [([0], [0]), ([1], []), ([2], [1]), ([3], [2]), ([4], [3])]
    assert align(["aa", "bb", "cc", "dd", "ee"], ["vv", "ww", "xx", "yy"], encoder=encoder) == expected
    assert align(["aa", "bb"], [], encoder=encoder) == [([0], []), ([1], [])]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 1), (1, 4)])
def test_no_bead_is_too_large(size: tuple[int, int]) -> None:
    """No bead exceeds what the caller allows."""
    left, right = [text * 3 for text in TALK["en"][:8]], TALK["lv"]
    for bead in beads(left, right, most=size):
        large, small = max(map(len, bead[:2])), min(map(len, bead[:2]))
        assert large <= max(size)
        assert small <= (2 if large == 2 and max(size) > 1 else min(size))


# N texts


def pairwise() -> dict[tuple[str, str], tuple[Bead, ...]]:
    """All pairs of the talk, one of whose versions lacks two sentences and has two merged."""
    talk = TALK | {"ru": [*TALK["ru"][:4], *TALK["ru"][6:20], " ".join(TALK["ru"][20:22]), *TALK["ru"][22:]]}
    return {(one, two): beads(talk[one], talk[two]) for one, two in combinations(sorted(talk), 2)}


def test_consistency_does_not_depend_on_order() -> None:
    """Neither the order of the pairs nor the order within a pair changes the confidences."""
    found = pairwise()
    expected = consistent(found)
    turned = {
        (two, one): tuple(bead._replace(left=bead.right, right=bead.left) for bead in found[one, two])
        for one, two in reversed(list(found))
    }
    for (two, one), result in consistent(turned).items():
        assert [bead.confidence for bead in result] == [bead.confidence for bead in expected[one, two]]


def test_the_others_expose_a_wrong_bead() -> None:
    """A bead that all other versions contradict loses its confidence, its neighbours keep theirs."""
    found = {pair: tuple(Bead((k,), (k,), 0.0, 0.9) for k in range(6)) for pair in combinations("abcd", 2)}
    found["a", "b"] = (
        *found["a", "b"][:2],
        Bead((2,), (3,), 0.0, 0.9),
        Bead((3,), (2,), 0.0, 0.9),
        *found["a", "b"][4:],
    )
    result = consistent(found)["a", "b"]
    assert [bead.confidence < 0.6 for bead in result] == [False, False, True, True, False, False]
    assert groups(result) == groups(found["a", "b"])


def test_a_null_that_the_others_confirm() -> None:
    """A missing segment is surer where a third version has it and finds no counterpart either."""
    missing = (Bead((0,), (0,), 0.0, 0.9), Bead((1,), (), 0.0, 0.4), Bead((2,), (1,), 0.0, 0.9))
    full = tuple(Bead((k,), (k,), 0.0, 0.9) for k in range(3))
    confirmed = consistent({("a", "b"): missing, ("c", "b"): missing, ("a", "c"): full})["a", "b"]
    contradicted = consistent(
        {("a", "b"): missing, ("c", "b"): (full[0], Bead((1,), (1,), 0.0, 0.9)), ("a", "c"): full}
    )["a", "b"]
    assert confirmed[1].confidence > 0.4 > contradicted[1].confidence


def test_two_texts_stay_as_they_are() -> None:
    """Without a third text there is nothing to adjust."""
    found = {("en", "lv"): beads(TALK["en"], TALK["lv"])}
    assert consistent(found) == found


def test_medoid() -> None:
    """The version that lacks sentences is not the reference, whatever the order of the pairs."""
    found = pairwise()
    orders = [random.Random(seed).sample(list(found), len(found)) for seed in range(20)]
    names = {medoid({pair: found[pair] for pair in order}) for order in orders}
    assert len(names) == 1
    assert names != {"ru"}
    same = tuple(Bead((k,), (k,), 0.0, 0.9) for k in range(3))
    assert medoid({("b", "a"): same, ("c", "b"): same, ("c", "a"): same}) == "a"


# The real talk


def test_turns_of_the_real_talk(kolsky: Path) -> None:
    """All 15 turns of the two translations correspond one to one, and a labelled headline stays alone."""
    left, right = turns(kolsky / "ur.txt"), turns(kolsky / "lv.txt")
    assert (len(left), len(right)) == (16, 15)  # the Urdu title has a colon too
    assert groups(beads(left[1:], right, inversions=True, most=(2, 2))) == singles(15)
    found = groups(beads(left, right, inversions=True, most=(2, 2)))
    assert found == [((0,), ()), *(((k + 1,), (k,)) for k in range(15))]


def test_sentences_of_the_real_talk(kolsky: Path) -> None:
    """Inside the turns, sentences with the same percentage correspond, and most beads are 1-1."""
    left, right = turns(kolsky / "ur.txt")[1:], turns(kolsky / "lv.txt")
    cut = [[re.split(r"(?<=[.!?؟۔])\s+(?=\D)", turn) for turn in side] for side in (left, right)]
    starts = [[sum(map(len, side[:k])) for k in range(len(side) + 1)] for side in cut]
    blocks = [tuple(range(start[k], start[k + 1]) for start in starts) for k in range(15)]
    texts = [[sentence for turn in side for sentence in turn] for side in cut]
    found = beads(texts[0], texts[1], blocks=[(one, two) for one, two in blocks])
    assert sum(len(bead.left) == len(bead.right) == 1 for bead in found) > 0.85 * len(found)
    for value in ("83", "25", "72", "67", "36", "97", "34", "91", "65"):
        places = [{k for k, text in enumerate(side) if f"#{value}" in keys(text)} for side in texts]
        assert any(places[0] & {*bead.left} and places[1] & {*bead.right} for bead in found), value


def test_public_names() -> None:
    """What the package offers is documented."""
    assert all(getattr(alignment, name).__doc__ for name in alignment.__all__)
