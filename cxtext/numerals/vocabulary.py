"""The number words of a language, and the fixed phrases that stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxtext.grammar import Word
from cxtext.template import is_word

if TYPE_CHECKING:
    from cxtext.language import Language


def is_one_word(form: str) -> bool:
    """Whether a form has no blank and no sign in it."""
    return " " not in form and (form.isalnum() or all(is_word(char) for char in form))


def vocabulary(language: Language) -> dict[str, Word]:
    """Every number word of a language with its role and value."""
    words: dict[str, Word] = {}
    for key, forms in language.forms["multiples"].items():
        words |= {form: Word(role="multiple", value=float(key)) for form in forms}
    for form, value in language.plus.items():
        doubtful = form in language.doubtful
        words[form] = Word(
            role="plus", value=value, is_article=form in language.article, is_doubtful=doubtful
        )
    for form, scale in language.times.items():
        vague, doubtful = form in language.vague, form in language.doubtful
        words[form] = Word(role="times", value=scale, is_vague=vague, is_doubtful=doubtful)
    for key, forms in language.forms["fractions"].items():
        part, whole = (int(number) for number in key.split("/"))
        words |= {form: Word(role="fraction", value=0, part=part, whole=whole) for form in forms}
    for form, reason in language.idioms.items():
        words[form] = Word(role="idiom", value=0, reason=reason)
    return {form.removesuffix("~"): word for form, word in words.items()}
