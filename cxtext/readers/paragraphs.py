"""Paragraphs of pages and documents → one document: who speaks, as look and structure say it.

Writers set names in bold, in a line or a cell of their own, or mark them as terms; they set the questions
of an interview in bold, or as headings. Nothing of that is said twice in a text by chance: a name counts
if it comes back, questions count if there are two and most lines that look like them ask.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxtext import labels, names
from cxtext.readers.speech import Utterance, compose
from cxtext.sentences import QUESTION_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxtext.readers.document import Document

MIN_QUESTIONS = 2
MIN_NAMES = 2
"""So many lines that look like questions, or names, are a habit."""


class Paragraph(NamedTuple):
    """A paragraph or a line; its first ``strong`` characters are bold (or it is a heading or a first cell).

    Its first ``named`` characters say who speaks, as the format itself says. ``asked``: it is a question.
    A ``heading`` that neither names nor asks is said by nobody.
    """

    text: str
    strong: int = 0
    named: int = 0
    asked: bool = False
    heading: bool = False


def compose_paragraphs(
    paragraphs: Sequence[Paragraph], *, name: str, notes: tuple[str, ...] = ()
) -> Document:
    """The document of all paragraphs, each a line; what stands before the first speaker is a header.

    Raises ReadError if nothing visible is left.
    """
    visible = [each for each in paragraphs if each.text.strip()]
    who = [_name(paragraph) for paragraph in visible]
    habits = Counter(names.key(label) for label, _ in who if label)
    kept = {key for key, count in habits.items() if count > 1}
    marked = sum(p.named > 0 and label is not None for (label, _), p in zip(who, visible, strict=True))
    if marked >= MIN_NAMES or len(kept) >= MIN_NAMES:
        firm = kept | {
            names.key(label) for (label, _), p in zip(who, visible, strict=True) if p.named and label
        }
        return compose(_spoken(visible, who, firm), name=name, notes=notes)
    if _is_interview(visible):
        return compose(_asked(visible), name=name, notes=notes)
    return compose((Utterance(p.text, fresh=True) for p in visible), name=name, notes=notes)


def _name(paragraph: Paragraph) -> tuple[str | None, str]:
    """The name with which a paragraph begins (None: with none), and the rest of it.

    A colon after a bold name leaves it to :mod:`cxtext.labels`, unless the format names the speaker.
    """
    strong = paragraph.named or paragraph.strong
    label = paragraph.text[:strong].strip()
    rest = paragraph.text[strong:].strip()
    bare = label.rstrip(" :：")
    shaped = bool(bare) and labels.shape(f"{bare}: ") == names.key(bare)
    if not shaped or not (names.uncased(bare) or bare[0].isupper() or paragraph.named > 0):
        return None, paragraph.text
    if not paragraph.named and (label != bare or rest[:1] in (":", "：")) and rest:
        return None, paragraph.text
    return bare, rest.lstrip(":： ")


def _spoken(
    paragraphs: Sequence[Paragraph], who: Sequence[tuple[str | None, str]], firm: set[str]
) -> Iterator[Utterance]:
    """The paragraphs with the speaker that was named last; before the first one is the header."""
    speaker: str | None = None
    cut = False  # by a heading: what follows is a turn of its own
    for paragraph, (label, rest) in zip(paragraphs, who, strict=True):
        named = label is not None and names.key(label) in firm
        if named:
            speaker = label
            yield Utterance(rest, speaker, fresh=True, opens=cut)
        else:
            speech = speaker is not None and not paragraph.heading
            yield Utterance(paragraph.text, speaker, fresh=True, speech=speech, opens=cut and speech)
        cut = paragraph.heading and not named


def _is_interview(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether whole lines in bold, headings or terms are the questions, and something answers them."""
    strong = [p for p in paragraphs if _is_strong(p)]
    asking = sum(_asks(p.text) for p in strong)
    colons = sum(labels.shape(p.text) is not None for p in paragraphs if not _is_strong(p))
    plain = len(paragraphs) - len(strong)
    return (
        asking >= MIN_QUESTIONS and asking * 2 > len(strong) and plain >= MIN_QUESTIONS and colons * 2 < plain
    )


def _is_strong(paragraph: Paragraph) -> bool:
    return paragraph.asked or paragraph.strong >= len(paragraph.text)


def _asks(text: str) -> bool:
    return any(mark in text[-40:] for mark in QUESTION_MARKS)


def _asked(paragraphs: Sequence[Paragraph]) -> Iterator[Utterance]:
    """Strong lines that ask are the interviewer's, what follows is the speaker's."""
    role: str | None = None
    cut = False
    for paragraph in paragraphs:
        title = paragraph.heading and not _asks(paragraph.text)
        if paragraph.asked or (_is_strong(paragraph) and _asks(paragraph.text)):
            role = "interviewer"
        elif role is not None and not title:
            role = "speaker"
        speech = role is not None and not title
        yield Utterance(paragraph.text, role=role, fresh=True, speech=speech, opens=cut and speech)
        cut = title
