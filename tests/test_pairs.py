"""Questions and answers, and their numbers across languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxtext import pairs
from cxtext.transcript import STRUCTURE, Talk, Transcript, parse

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = (
    "Passenger numbers grew by 5 percent in Riga. We were glad about it, and went on for many years.",
    "Tickets cost 1,250 euros a year. Nobody could pay that, so we made them free for pupils and teachers.",
    "The Baltic Transport Union told us to stop. We did not, because 84 percent of people were for it.",
    "In 2019 there were 12 lines. Now there are 31, and Daugavpils has its own depot with forty buses.",
)
QUESTIONS = (
    "Why did numbers grow?",
    "What is the price?",
    "Who was against it?",
    "How many lines are there?",
)


@pytest.fixture(autouse=True)
def _structure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions are told by their marks."""
    monkeypatch.setattr(pairs, "_question_test", lambda _tag: pairs.has_question_mark)


def read(text: str, language: str = "en") -> Transcript:
    """The transcript in `text`, by structure."""
    return parse(text, name=f"{language}.txt", language=language, data=STRUCTURE)


def interview(language: str, *numbers: int, opening: str = "") -> Transcript:
    """The questions and answers with these numbers, in this order."""
    lines = [f"Anna: {QUESTIONS[n]}\nTom: {ANSWERS[n]}" for n in numbers]
    return read("\n".join(([opening] if opening else []) + lines), language)


def talk(*transcripts: Transcript) -> Talk:
    """A talk of these transcripts."""
    return Talk("t", None, None, None, None, None, None, {}, transcripts)


def shape(text: str) -> list[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Number, question turns and answer turns of each pair."""
    return [(span.pair, span.question, span.answer) for span in pairs.find(read(text))]


def test_questions_open_pairs_and_what_follows_answers() -> None:
    """What stands before the first question is pair 0."""
    text = f"Tom: {ANSWERS[0]}\nAnna: Why?\nTom: {ANSWERS[1]}\nAnna: How?\nTom: {ANSWERS[2]}"
    assert shape(text) == [(0, (), (1,)), (1, (2,), (3,)), (2, (4,), (5,))]


def test_questions_in_a_row_are_one() -> None:
    """Two askers, or one in two turns, before an answer."""
    text = f"Anna: Why?\nAnna: And how?\nTom: {ANSWERS[1]}\nAnna: When?\nTom: {ANSWERS[2]}"
    assert shape(text) == [(1, (1, 2), (3,)), (2, (4,), (5,))]


def test_interjections_belong_to_the_answer_they_stand_in() -> None:
    """A short remark of the interviewer does not open a pair; the closing is outside."""
    text = (
        f"Anna: Why?\nTom: {ANSWERS[1]}\nAnna: I see.\nTom: {ANSWERS[0]}\nAnna: How?\nTom: {ANSWERS[2]}\n"
        "Anna: Thanks for coming."
    )
    spans = pairs.find(read(text))
    assert [(span.pair, span.question, span.answer, span.turns) for span in spans] == [
        (0, (), (7,), (7,)),
        (1, (1,), (2, 4), (1, 2, 3, 4)),
        (2, (5,), (6,), (5, 6)),
    ]
    assert pairs.pair_of_turn(spans) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2, 7: 0}


def test_a_prompt_without_a_question_mark_counts_by_its_answer() -> None:
    """ "Tell us about it" is a question if a long answer follows."""
    long = " ".join(ANSWERS)
    text = f"Anna: Tell us about the buses.\nTom: {long}\nAnna: Why?\nTom: {long}\nAnna: How?\nTom: No idea."
    assert [span.question for span in pairs.find(read(text))] == [(1,), (3,), (5,)]


def test_rhetorical_questions_open_nothing() -> None:
    """What the speaker asks himself is part of his answer."""
    text = f"Anna: Why?\nTom: {ANSWERS[0]} But why? And how?\nAnna: How?\nTom: {ANSWERS[1]} Is it?"
    assert [span.turns for span in pairs.find(read(text))] == [(1, 2), (3, 4)]


def test_a_text_without_labels_is_outside_of_pairs() -> None:
    """All of it is pair 0."""
    assert shape(ANSWERS[0]) == [(0, (), (1,))]


@pytest.mark.parametrize(
    ("versions", "numbers"),
    [
        ({"aa": (0, 1, 2, 3), "bb": (0, 1, 2, 3)}, {"aa": [1, 2, 3, 4], "bb": [1, 2, 3, 4]}),
        ({"aa": (0, 1, 2, 3), "bb": (0, 2, 3)}, {"aa": [1, 2, 3, 4], "bb": [1, 3, 4]}),
        ({"aa": (1, 2, 3), "bb": (0, 1, 2, 3)}, {"aa": [2, 3, 4], "bb": [1, 2, 3, 4]}),
        (
            {"aa": (0, 1, 3), "bb": (0, 2, 3), "cc": (0, 1, 2, 3)},
            {"aa": [1, 2, 4], "bb": [1, 3, 4], "cc": [1, 2, 3, 4]},
        ),
    ],
    ids=["complete", "one missing", "the first missing", "three versions"],
)
def test_a_pair_has_one_number_in_all_languages(
    versions: dict[str, tuple[int, ...]], numbers: dict[str, list[int]]
) -> None:
    """A pair that a version lacks leaves a gap there and shifts nothing."""
    made = talk(*(interview(tag, *order) for tag, order in versions.items()))
    assert {tag: [span.pair for span in spans] for tag, spans in pairs.numbered(made).items()} == numbers


def test_numbers_do_not_depend_on_the_order_of_the_files() -> None:
    """Any order of the transcripts gives the same rows."""
    made = [interview("aa", 0, 1, 3), interview("bb", 0, 2, 3), interview("cc", 0, 1, 2, 3)]
    assert pairs.pairs(talk(*made)) == pairs.pairs(talk(*made[::-1]))


def test_rows_hold_the_text_of_their_spans() -> None:
    """Question and answer are the text between their offsets; pair 0 has no question."""
    transcript = interview("aa", 0, 1, opening=f"Tom: {ANSWERS[3]}")
    rows = pairs.pairs(talk(transcript))
    assert [(row.pair, row.questioner, row.question, row.answerer) for row in rows] == [
        (0, None, None, "Tom"),
        (1, "Anna", QUESTIONS[0], "Tom"),
        (2, "Anna", QUESTIONS[1], "Tom"),
    ]
    assert [row.answer for row in rows] == [ANSWERS[3], ANSWERS[0], ANSWERS[1]]
    for row in rows:
        assert row.answer == transcript.text[row.answer_start : row.answer_end]
        assert row.question is None or row.question == transcript.text[row.question_start : row.question_end]


def test_kolsky_has_seven_pairs_and_an_opening(kolsky: Path) -> None:
    """The same numbers over the same turns in both languages."""
    texts = {tag: (kolsky / f"{tag}.txt").read_text(encoding="utf-8") for tag in ("lv", "ur")}
    made = talk(*(read(text, tag) for tag, text in texts.items()))
    expected = {0: (1,)} | {n: (2 * n, 2 * n + 1) for n in range(1, 8)}
    spans = pairs.numbered(made)
    assert [{span.pair: span.turns for span in spans[tag]} for tag in ("lv", "ur")] == [expected, expected]
