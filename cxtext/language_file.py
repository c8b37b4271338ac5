"""What stands in a language file, and what a file takes over from its parents.

Lists are joined along ``und`` → ``pt`` → ``pt-br``, single values are replaced.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Any

from cxtext.errors import LanguageFileError
from cxtext.template import Cut, TemplateError, cut, expand, parse, searched, slots
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxtext.cldr import Cldr

FOLDER = os.path.join(os.path.dirname(__file__), "languages")
"""Where the shipped files are."""

ROOT = "und"
"""The file that every other one inherits from."""

TEMPLATES = {
    "quantities": ("percent", "permille", "points", "ratio", "tenths", "multiple", "ago", "and_half"),
    "ranges": ("numbers", "quantities", "changes"),
    "comparators": (
        "more_than",
        "less_than",
        "at_least",
        "at_most",
        "about",
        "just_over",
        "just_under",
        "none",
    ),
    "marks": None,
    "periods": ("last_year", "this_year", "next_year", "other"),
    "questions": ("cues", "marks"),
}
"""Sections of templates with slots or edges, and their keys (None: any key, a name for a reason)."""

FORMS = {
    "fractions": None,
    "multiples": None,
    "amounts": None,
    "units": None,
    "per": None,
    "money_scales": None,
    "money": None,
    "scales": None,
    "counts": ("nouns", "determiners", "links"),
    "words": ("common",),
    "labels": ("question", "answer", "interviewer", "moderator", "speaker", "audience", "narrator"),
    "furniture": ("phrases",),
}
"""Sections of lists of forms without slots, and their keys."""

NUMBERS = (
    "plus", "times", "before", "after", "article", "joins", "joins_tens", "point", "endings", "vague",
    "doubtful",
    "minus", "units_first", "vigesimal", "year_pairs", "both_orders", "noun_first",
    "scale_left_out",
)  # fmt: skip
HEAD = (
    "code",
    "name",
    "status",
    "review",
    "sources",
    "prefixes",
    "examples",
    "decimal",
    "group",
    "denominators",
)


def read(path: str) -> dict[str, Any]:
    """The TOML of a language file. Raises LanguageFileError with line and column when it is not TOML."""
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise LanguageFileError(f"The file cannot be read: {error.strerror}", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageFileError(f"This is not TOML: {error}", path=path) from error


def contents(lineage: list[tuple[str, dict[str, Any]]], data: Cldr) -> dict[str, Any]:
    """The fields of a language from its file and its parents (path and TOML of each, the root first).

    Raises LanguageFileError that points at the entry.
    """
    own = lineage[-1][1]
    numbers = [raw.get("numbers", {}) for _, raw in lineage]
    templates = {section: _join(lineage, section, forms=False) for section in TEMPLATES}
    return {
        "status": own.get("status", "draft"),
        "sources": tuple(own.get("sources", ())),
        "prefixes": folded(item for _, raw in lineage for item in raw.get("prefixes", ())),
        "templates": templates,
        "cuts": _cuts(templates),
        "searchers": _searchers(templates),
        "idioms": _idioms(templates["marks"]),
        "forms": {section: _join(lineage, section, forms=True) for section in FORMS},
        "plus": _values(lineage, "plus"),
        "times": {form: int(value) for form, value in _values(lineage, "times").items()},
        "before": _values(lineage, "before"),
        "after": _values(lineage, "after"),
        "article": frozenset(_listed(lineage, numbers, "article")),
        "joins": frozenset(_listed(lineage, numbers, "joins")),
        "joins_tens": frozenset(_listed(lineage, numbers, "joins_tens")),
        "point": frozenset(_listed(lineage, numbers, "point")),
        "endings": _listed(lineage, numbers, "endings"),
        "vague": frozenset(_listed(lineage, numbers, "vague")),
        "minus": frozenset(_listed(lineage, numbers, "minus")),
        "doubtful": frozenset(_listed(lineage, numbers, "doubtful")),
        "units_first": any(number.get("units_first", False) for number in numbers),
        "vigesimal": any(number.get("vigesimal", False) for number in numbers),
        "year_pairs": any(number.get("year_pairs", False) for number in numbers),
        "noun_first": any(number.get("noun_first", False) for number in numbers),
        "both_orders": any(number.get("both_orders", False) for number in numbers),
        "scale_left_out": any(number.get("scale_left_out", False) for number in numbers),
        "decimal": own.get("decimal", data.decimal),
        "group": own.get("group", data.group),
        "denominators": frozenset(n for _, raw in lineage for n in raw.get("denominators", ())),
        "examples": tuple(own.get("examples", ())),
    }


def _cuts(templates: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, Cut]:
    listed = {text for section in templates.values() for texts in section.values() for text in texts}
    return {text: cut(text) for text in sorted(listed) if slots(parse(text))}


def _searchers(templates: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    lists = {"questions.cues": templates["questions"].get("cues", ())}
    lists |= {f"periods.{key}": texts for key, texts in templates["periods"].items()}
    return {key: searched(texts) for key, texts in lists.items()}


def _idioms(marks: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        form: key.replace("_", " ")
        for key, texts in marks.items()
        for text in texts
        if not slots(parse(text))
        for form in expand(text)
    }


def folded(items: Any) -> tuple[str, ...]:
    """Texts as they are compared, each once."""
    return tuple(dict.fromkeys(fold(unicodedata.normalize("NFC", item)) for item in items))


def _texts(value: object) -> tuple[str, ...]:
    """A value of a file is one text or a list of texts."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()


def _join(
    lineage: list[tuple[str, dict[str, Any]]], section: str, *, forms: bool
) -> dict[str, tuple[str, ...]]:
    joined: dict[str, tuple[str, ...]] = {}
    for path, raw in lineage:
        for key, value in raw.get(section, {}).items():
            texts = _texts(value)
            if forms:
                texts = tuple(form for text in texts for form in _expanded(path, section, key, text))
            else:
                for text in texts:
                    _parsed(path, section, key, text)
            joined[key] = tuple(dict.fromkeys((*joined.get(key, ()), *texts)))
    return joined


def _parsed(path: str, section: str, key: str, text: str) -> None:
    try:
        parse(text)
    except TemplateError as error:
        raise _broken(path, section, key, text, error) from error


def _expanded(path: str, section: str, key: str, text: str) -> tuple[str, ...]:
    try:
        return tuple(form for form in expand(text) if form.strip())
    except TemplateError as error:
        raise _broken(path, section, key, text, error) from error


def _broken(path: str, section: str, key: str, text: str, error: TemplateError) -> LanguageFileError:
    return LanguageFileError(
        f"{section}.{key}: {error.what}",
        path=path,
        text=text,
        column=error.column + 1,
        hint="See languages/README.md",
    )


def _listed(
    lineage: list[tuple[str, dict[str, Any]]], numbers: list[dict[str, Any]], key: str
) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            form
            for (path, _), section in zip(lineage, numbers, strict=True)
            for text in _texts(section.get(key, ()))
            for form in (_expanded(path, "numbers", key, text) if text else ("",))
        )
    )


def _values(lineage: list[tuple[str, dict[str, Any]]], key: str) -> dict[str, float]:
    """Each number word of ``[numbers.plus]`` or ``[numbers.times]`` with its value."""
    values: dict[str, float] = {}
    for path, raw in lineage:
        for number, value in raw.get("numbers", {}).get(key, {}).items():
            try:
                amount = float(number) if "." in number else int(number)
            except ValueError:
                raise LanguageFileError(
                    f"numbers.{key}: {number!r} is not a number",
                    path=path,
                    hint='Write value = forms: 84 = "…"',
                ) from None
            for text in _texts(value):
                for form in _expanded(path, f"numbers.{key}", number, text):
                    if values.setdefault(form, amount) != amount:
                        raise LanguageFileError(
                            f"numbers.{key}: {form!r} has two values, {values[form]} and {amount}", path=path
                        )
    return values
