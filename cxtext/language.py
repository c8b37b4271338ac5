"""The language files: find, inherit, check and load them; tell the language of a text.

A language file holds words in order (see ``languages/README.md``). A file inherits the lists of its
parent: ``pt-br`` → ``pt`` → ``und``; lists are joined, single values are replaced.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import cldr, shelf
from cxtext.errors import LanguageError, LanguageFileError
from cxtext.template import (
    Cut,
    Form,
    Piece,
    Search,
    Tails,
    TemplateError,
    cut,
    expand,
    parse,
    searched,
    slots,
)
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = os.path.join(os.path.dirname(__file__), "languages")
ROOT = "und"

# What a kept language depends on besides its files: the code that reads them.
_CODE = tuple(
    os.path.join(os.path.dirname(__file__), *name)
    for name in (
        ("language.py",),
        ("cldr.py",),
        ("text.py",),
        ("template", "syntax.py"),
        ("template", "pieces.py"),
        ("template", "searching.py"),
    )
)

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
    "units": None,
    "money_scales": None,
    "money": None,
    "scales": None,
    "counts": ("nouns", "determiners"),
    "words": ("common",),
    "labels": ("question", "answer", "interviewer", "moderator", "speaker", "audience", "narrator"),
    "furniture": ("phrases",),
}
"""Sections of lists of forms without slots, and their keys."""

NUMBERS = (
    "plus", "times", "before", "after", "article", "joins", "joins_tens", "point", "endings", "vague",
    "doubtful", "units_first", "vigesimal", "year_pairs", "both_orders", "noun_first",
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


class Language(NamedTuple):
    """One language: the joined lists of its file and its parents, and what the CLDR says.

    ``templates[section][key]`` and ``forms[section][key]`` are tuples of template texts and of
    expanded, folded forms; ``cuts`` holds the templates with slots cut at these, ``searchers`` a regular
    expression for each list of templates that are searched for, ``idioms`` the phrases under ``[marks]``
    without a slot and why they are no statistic; ``plus`` and ``times`` map each number word to its
    value, ``before`` and ``after`` the words that change the number beside them ("and a half").
    ``stamp`` tells one state of a shipped file from another; a language of your own has none.
    """

    tag: str
    cldr: cldr.Cldr
    status: str
    sources: tuple[str, ...]
    prefixes: tuple[str, ...]
    templates: Mapping[str, Mapping[str, tuple[str, ...]]]
    cuts: Mapping[str, Cut]
    searchers: Mapping[str, str]
    idioms: Mapping[str, str]
    forms: Mapping[str, Mapping[str, tuple[str, ...]]]
    plus: Mapping[str, float]
    times: Mapping[str, int]
    before: Mapping[str, float]
    after: Mapping[str, float]
    article: frozenset[str]
    joins: frozenset[str]
    joins_tens: frozenset[str]
    point: frozenset[str]
    endings: tuple[str, ...]
    vague: frozenset[str]
    doubtful: frozenset[str]
    units_first: bool
    vigesimal: bool
    year_pairs: bool
    noun_first: bool
    both_orders: bool
    decimal: str
    group: str
    denominators: frozenset[int]
    examples: tuple[Mapping[str, Any], ...]
    stamp: tuple[tuple[int, int], ...] | None = None

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def name(self) -> str:
        """The name of the language in English."""
        return self.cldr.english

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.cldr.direction

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Role (or "question", "answer") → the folded words that label a turn."""
        return self.forms["labels"]

    @property
    def furniture(self) -> tuple[str, ...]:
        """Folded phrases that mark the furniture of a site: "click on the video", "subscribe"."""
        return self.forms["furniture"].get("phrases", ())

    def is_question(self, text: str) -> bool:
        """Whether a sentence asks: by a question mark of any script, or by a cue of the language."""
        marks = self.templates["questions"].get("marks", ())
        if "?" in text or any(mark in text for mark in marks):
            return True
        return any(search(self, "questions.cues").places(fold(text)))


@cache
def search(language: Language, key: str) -> Search:
    """The search for the templates under a key ("periods.last_year")."""
    return Search(language.searchers.get(key, ""))


@cache
def tails(language: Language) -> Tails:
    """What templates let follow a slot inside its word: endings, cases, glued comparators."""
    return Tails(lead for cut in language.cuts.values() for lead in cut.leads)


def tags() -> tuple[str, ...]:
    """The tags of all shipped language files, sorted."""
    names = (name.removesuffix(".toml") for name in os.listdir(FOLDER) if name.endswith(".toml"))
    return tuple(sorted(name for name in names if name != ROOT))


def path_of(tag: str) -> str:
    """The path of a shipped language file."""
    return os.path.join(FOLDER, f"{tag}.toml")


def common_words(tag: str) -> tuple[str, ...]:
    """The folded common words of a shipped language file."""
    return _folded(read(path_of(tag)).get("words", {}).get("common", ()))


def resolve(tag: str) -> str:
    """The shipped tag that serves `tag`: itself, or its nearest parent (pt-BR → pt).

    Raises LanguageError, with the nearest known tag as a hint, when there is none.
    """
    known = tags()
    wanted = tag.strip().lower().replace("_", "-")
    candidate = wanted
    while candidate:
        if candidate in known:
            return candidate
        candidate = candidate.rpartition("-")[0]
    import difflib

    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise LanguageError(
        f"There is no language file for {tag!r}",
        hint=f"{hint}There are: {', '.join(known)}. A file of your own is read with cx.load_language(path)",
    )


_own: dict[str, Language] = {}


def register(language: Language) -> Language:
    """Make a language of the user's own known by its tag, in place of a shipped one of that tag."""
    _own[language.tag] = language
    return language


def load(tag: str) -> Language:
    """The language with this tag. Raises LanguageError (unknown tag) or LanguageFileError (broken file)."""
    return _own.get(tag) or _load(resolve(tag))


@cache
def _load(resolved: str) -> Language:
    paths = _lineage(resolved)
    stamp = shelf.key_of([*paths, *_CODE])
    fields = shelf.recall(resolved, (Language._fields, stamp), lambda: _plain(_shipped(resolved, paths)))
    return _whole(fields)._replace(stamp=stamp)


def _shipped(tag: str, paths: list[str]) -> Language:
    return _build(tag, [(path, read(path)) for path in paths], cldr.extract(tag))


def _plain(language: Language) -> tuple[Any, ...]:
    """A language in plain tuples, which can be kept."""
    cuts = {
        template: (names, [piece and _plain_piece(piece) for piece in pieces], leads)
        for template, (names, pieces, leads) in language.cuts.items()
    }
    return tuple(language._replace(cldr=tuple(language.cldr), cuts=cuts))  # type: ignore[arg-type]


def _plain_piece(piece: Piece) -> tuple[Any, ...]:
    return tuple(piece._replace(forms=piece.forms and tuple(map(tuple, piece.forms))))  # type: ignore[arg-type]


def _whole(fields: tuple[Any, ...]) -> Language:
    """The language of plain tuples."""
    language = Language(*fields)
    cuts = {
        template: Cut(names, tuple(piece and _whole_piece(piece) for piece in pieces), leads)
        for template, (names, pieces, leads) in language.cuts.items()
    }
    return language._replace(cldr=cldr.Cldr(*language.cldr), cuts=cuts)


def _whole_piece(fields: tuple[Any, ...]) -> Piece:
    piece = Piece(*fields)
    return piece._replace(forms=piece.forms and tuple(Form(*form) for form in piece.forms))


def load_file(path: str) -> Language:
    """A language from a file of your own; it inherits from ``und`` and is known by its ``code``."""
    raw = read(path)
    tag = raw.get("code")
    if not isinstance(tag, str):
        raise LanguageFileError("The key code is missing", path=path, hint='Write code = "xx" at the top')
    root = os.path.join(FOLDER, f"{ROOT}.toml")
    return _build(tag, [(root, read(root)), (path, raw)], cldr.extract(tag))


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


def _lineage(tag: str) -> list[str]:
    """The paths of a language file and its parents, the root first."""
    parts = tag.split("-")
    names = [ROOT, *("-".join(parts[: i + 1]) for i in range(len(parts)))]
    paths = (os.path.join(FOLDER, f"{name}.toml") for name in names)
    return [path for path in paths if os.path.exists(path)]


def _build(tag: str, lineage: list[tuple[str, dict[str, Any]]], data: cldr.Cldr) -> Language:
    own = lineage[-1][1]
    numbers = [raw.get("numbers", {}) for _, raw in lineage]
    templates = {section: _join(lineage, section, forms=False) for section in TEMPLATES}
    return Language(
        tag=tag,
        cldr=data,
        status=own.get("status", "draft"),
        sources=tuple(own.get("sources", ())),
        prefixes=_folded(item for _, raw in lineage for item in raw.get("prefixes", ())),
        templates=templates,
        cuts=_cuts(templates),
        searchers=_searchers(templates),
        idioms=_idioms(templates["marks"]),
        forms={section: _join(lineage, section, forms=True) for section in FORMS},
        plus=_values(lineage, "plus"),
        times={form: int(value) for form, value in _values(lineage, "times").items()},
        before=_values(lineage, "before"),
        after=_values(lineage, "after"),
        article=frozenset(_listed(lineage, numbers, "article")),
        joins=frozenset(_listed(lineage, numbers, "joins")),
        joins_tens=frozenset(_listed(lineage, numbers, "joins_tens")),
        point=frozenset(_listed(lineage, numbers, "point")),
        endings=_listed(lineage, numbers, "endings"),
        vague=frozenset(_listed(lineage, numbers, "vague")),
        doubtful=frozenset(_listed(lineage, numbers, "doubtful")),
        units_first=any(number.get("units_first", False) for number in numbers),
        vigesimal=any(number.get("vigesimal", False) for number in numbers),
        year_pairs=any(number.get("year_pairs", False) for number in numbers),
        noun_first=any(number.get("noun_first", False) for number in numbers),
        both_orders=any(number.get("both_orders", False) for number in numbers),
        decimal=own.get("decimal", data.decimal),
        group=own.get("group", data.group),
        denominators=frozenset(n for _, raw in lineage for n in raw.get("denominators", ())),
        examples=tuple(own.get("examples", ())),
    )


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


def _folded(items: Any) -> tuple[str, ...]:
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
