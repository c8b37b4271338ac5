"""Languages: find, load and keep them.

A language file holds words in order (see ``languages/README.md``); what stands in it and what it takes
over from its parents is worked out by :mod:`cxtext.language_file`, and kept for the next start.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import cldr, shelf
from cxtext.errors import LanguageError, LanguageFileError
from cxtext.language_file import FOLDER, ROOT, contents, folded, read
from cxtext.template import (
    Cut,
    Form,
    Piece,
    Search,
    Tails,
)
from cxtext.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


# What a kept language depends on besides its files: the code that reads them.
_CODE = tuple(
    os.path.join(os.path.dirname(__file__), *name)
    for name in (
        ("language.py",),
        ("language_file.py",),
        ("cldr.py",),
        ("text.py",),
        ("template", "syntax.py"),
        ("template", "pieces.py"),
        ("template", "searching.py"),
    )
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
    minus: frozenset[str]
    units_first: bool
    vigesimal: bool
    year_pairs: bool
    noun_first: bool
    both_orders: bool
    scale_left_out: bool
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
    return folded(read(path_of(tag)).get("words", {}).get("common", ()))


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
    return _built(tag, [(path, read(path)) for path in paths])


def _built(tag: str, lineage: list[tuple[str, dict[str, Any]]]) -> Language:
    data = cldr.extract(tag)
    return Language(tag=tag, cldr=data, **contents(lineage, data))


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
    return _built(tag, [(root, read(root)), (path, raw)])


def _lineage(tag: str) -> list[str]:
    """The paths of a language file and its parents, the root first."""
    parts = tag.split("-")
    names = [ROOT, *("-".join(parts[: i + 1]) for i in range(len(parts)))]
    paths = (os.path.join(FOLDER, f"{name}.toml") for name in names)
    return [path for path in paths if os.path.exists(path)]
