"""The checks of a language file: what would make it read wrongly, silently or not at all.

Each check has a code, one function and one sentence:

====  ============================================================================================
L101  a key that the format does not have
L102  a form that is not in Unicode's composed form (NFC), or holds a bidirectional control
L103  the same form with two values
L104  a template that breaks the mini-language or lacks its slots; ``percent`` shadows ``points``
L105  a section without an example; fewer than two examples in which nothing must be found
L106  the examples miss a plural category of the language (CLDR)
L107  the numbers 0 to 20 and the tens are incomplete although the file reads ratios
L108  the status "reviewed" without a reviewer
====  ============================================================================================

L101 to L104 make a file unfit for use (:data:`FATAL`); the others say that it is not finished.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import cldr, language_file
from cxtext import language as files
from cxtext.errors import LanguageFileError
from cxtext.template import TemplateError, expand, parse, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cxtext.template import Sequence

FATAL = ("L101", "L102", "L103", "L104")
"""The codes of the findings with which a file cannot be used."""


class Finding(NamedTuple):
    """One fault: its code, the file, the key (entries count from 1), the entry, and one sentence.

    ``column`` is the 0-based place in the entry, where there is one.
    """

    code: str
    path: str
    key: str
    entry: str
    message: str
    column: int | None = None

    def __str__(self) -> str:
        head = f"{self.path}: {self.key}: {self.message} ({self.code})"
        if not self.entry:
            return head
        caret = "" if self.column is None else "\n    " + " " * self.column + "^"
        return f"{head}\n    {self.entry}{caret}"


class _Entry(NamedTuple):
    """One text of a file and where it stands: section, name and a key such as ``quantities.ratio[2]``."""

    section: str
    name: str
    key: str
    text: str


class _File(NamedTuple):
    """A language file as data, its parents (the root first), and all its texts."""

    path: str
    raw: Mapping[str, Any]
    parents: tuple[Mapping[str, Any], ...]
    entries: tuple[_Entry, ...]

    def finding(
        self, code: str, key: str, message: str, entry: str = "", column: int | None = None
    ) -> Finding:
        """A fault of this file."""
        return Finding(code, self.path, key, entry, message, column)


def check(path_or_tag: str | os.PathLike[str]) -> list[Finding]:
    """The faults of a language file, given by its path or by the tag of a shipped one, by code and place.

    Raises LanguageError (unknown tag) or LanguageFileError (no file, or no TOML).
    """
    path = os.fspath(path_or_tag)
    if not path.endswith(".toml"):
        path = os.path.join(language_file.FOLDER, f"{files.resolve(path)}.toml")
    raw = language_file.read(path)
    file = _File(path, raw, _parents(path), tuple(_entries(raw)))
    return [finding for found_by in CHECKS.values() for finding in found_by(file)]


def refuse(findings: Iterable[Finding]) -> None:
    """Raise LanguageFileError for the first finding with which a file cannot be used."""
    for finding in findings:
        if finding.code in FATAL:
            raise LanguageFileError(
                f"{finding.key}: {finding.message} ({finding.code})",
                path=finding.path,
                text=finding.entry or None,
                column=None if finding.column is None else finding.column + 1,
                hint="See languages/README.md",
            )


def _parents(path: str) -> tuple[Mapping[str, Any], ...]:
    parts = os.path.basename(path).removesuffix(".toml").split("-")
    names = [language_file.ROOT, *("-".join(parts[: i + 1]) for i in range(len(parts) - 1))]
    paths = [os.path.join(language_file.FOLDER, f"{name}.toml") for name in names]
    return tuple(language_file.read(each) for each in paths if each != path and os.path.exists(each))


def _entries(raw: Mapping[str, Any]) -> Iterator[_Entry]:
    """Every text under ``[section] name``; those of ``[numbers.plus]`` are in the section numbers.plus."""
    yield from _texts("", "prefixes", raw.get("prefixes", ()))
    for section, table in raw.items():
        for name, value in table.items() if isinstance(table, dict) else ():
            if isinstance(value, dict):
                for inner, forms in value.items():
                    yield from _texts(f"{section}.{name}", inner, forms)
            else:
                yield from _texts(section, name, value)


def _texts(section: str, name: str, value: object) -> Iterator[_Entry]:
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    for at, text in enumerate(texts, 1):
        if isinstance(text, str):
            yield _Entry(section, name, f"{section}.{name}[{at}]".lstrip("."), text)


# --- L101 --------------------------------------------------------------------------------------------


@cache
def _units() -> frozenset[str]:
    """The CLDR units that have a name in some shipped language, those of the root file, and "none"."""
    named = {unit for tag in files.tags()[:3] for unit in files.load(tag).cldr.units.values()}
    root = language_file.read(os.path.join(language_file.FOLDER, f"{language_file.ROOT}.toml"))
    return frozenset(named | set(root.get("units", ())) | {"none"})


_SECTIONS: Mapping[str, tuple[str, ...] | None] = {**language_file.TEMPLATES, **language_file.FORMS}
_TABLES = ("numbers.plus", "numbers.times", "numbers.before", "numbers.after")
_KINDS = files.Language.__annotations__
_SWITCHES = tuple(f"numbers.{name}" for name in language_file.NUMBERS if "bool" in str(_KINDS.get(name)))
_NAMES: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "fractions": ('a fraction such as "2/3"', re.compile(r"\d+/\d+").fullmatch),
    "multiples": ('a factor such as "2" or "0.5"', re.compile(r"\d+(\.\d+)?").fullmatch),
    "scales": ('a number such as "1000"', re.compile(r"\d+").fullmatch),
    "money": ("an ISO 4217 code", re.compile(r"[A-Z]{3}").fullmatch),
    "units": ("a CLDR unit", lambda name: name in _units()),
}


def unknown_keys(file: _File) -> Iterator[Finding]:
    """A key that the format does not have."""
    for key, value in file.raw.items():
        if isinstance(value, dict) and (key in _SECTIONS or key == "numbers"):
            yield from _unknown_names(file, key, value)
        elif isinstance(value, dict) or key not in language_file.HEAD:
            yield file.finding("L101", key, "there is no such key")
    examples = file.raw.get("examples", [])
    for at, example in enumerate(examples if isinstance(examples, list) else [examples], 1):
        if not _is_example(example):
            yield file.finding("L101", f"examples[{at}]", "an example has a text and a list of statistics")


def _unknown_names(file: _File, section: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    listed = language_file.NUMBERS if section == "numbers" else _SECTIONS[section]
    for name, value in table.items():
        key = f"{section}.{name}"
        if listed is not None and name not in listed:
            yield file.finding("L101", key, f"[{section}] has only {', '.join(listed)}")
        elif section in _NAMES and not _NAMES[section][1](name):
            yield file.finding("L101", key, f"the key is not {_NAMES[section][0]}")
        elif isinstance(value, dict) and key in _TABLES:
            for number, forms in value.items():
                if not re.fullmatch(r"-?\d+(\.\d+)?", number) or not _is_text(forms):
                    yield file.finding("L101", f"{key}.{number}", "this is not a value with its forms")
        elif key in _TABLES or isinstance(value, bool) != (key in _SWITCHES) or not _is_plain(value):
            yield file.finding("L101", key, "this kind of value does not belong here")


def _is_plain(value: object) -> bool:
    return isinstance(value, bool) or _is_text(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def _is_example(value: object) -> bool:
    return (
        isinstance(value, dict)
        and {"text", "statistics"} <= value.keys() <= {"text", "statistics", "note"}
        and all(_is_text(each) for each in value.values())
        and isinstance(value["statistics"], list)
    )


# --- L102, L103 --------------------------------------------------------------------------------------

_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unclean_forms(file: _File) -> Iterator[Finding]:
    """A form that is not in Unicode's composed form (NFC), or holds a bidirectional control."""
    for entry in file.entries:
        if not unicodedata.is_normalized("NFC", entry.text):
            what = "the form is not in Unicode's composed form (NFC)"
            yield file.finding("L102", entry.key, what, entry.text)
        if control := _BIDI.search(entry.text):
            name = unicodedata.name(control[0])
            yield file.finding("L102", entry.key, f"the form holds {name}", entry.text, control.start())


_RIVALS = (("numbers.plus", "numbers.times", "multiples", "fractions"), ("units",), ("money",), ("scales",))
"""Sections whose forms are compared with each other: a form there stands for one value."""


def ambiguous_forms(file: _File) -> Iterator[Finding]:
    """The same form with two values."""
    for rivals in _RIVALS:
        seen: dict[str, _Entry] = {}
        for entry in file.entries:
            for form in _forms(entry.text) if entry.section in rivals else ():
                first = seen.setdefault(form, entry)
                if (first.section, first.name) != (entry.section, entry.name):
                    message = f"{form!r} stands for {first.section}.{first.name} too"
                    yield file.finding("L103", entry.key, message, entry.text)


def _forms(text: str) -> tuple[str, ...]:
    """The folded forms of an entry; none when it is broken (L104 says so)."""
    try:
        return tuple(form for form in expand(unicodedata.normalize("NFC", text)) if form.strip())
    except TemplateError:
        return ()


# --- L104 --------------------------------------------------------------------------------------------

_ONE, _TWO = ("n",), ("n", "n")
_SLOTS: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]] = {
    **{("quantities", key): (_ONE,) for key in ("percent", "permille", "points", "tenths", "multiple")},
    ("quantities", "ratio"): (("a", "b"), ("b", "a")),
    ("quantities", "ago"): (("q",),),
    ("ranges", "numbers"): (_TWO,),
    ("ranges", "quantities"): (("q", "q"), ("n", "q")),
    ("ranges", "changes"): (("q", "q"),),
    **{("comparators", key): (("q",),) for key in language_file.TEMPLATES["comparators"] or ()},
    ("marks", "date"): (_ONE, _TWO),
    ("marks", "day"): (_ONE,),
    ("marks", ""): ((), _ONE, _TWO),
    **{("periods", key): ((), _ONE) for key in language_file.TEMPLATES["periods"] or ()},
    **{("questions", key): ((),) for key in language_file.TEMPLATES["questions"] or ()},
}
"""The slots a template of a section and key may have, in order ("" for any other key)."""


def broken_templates(file: _File) -> Iterator[Finding]:
    """A template that breaks the mini-language or lacks its slots; ``percent`` shadows ``points``."""
    for entry in file.entries:
        try:
            nodes = parse(entry.text) if entry.section in language_file.TEMPLATES else ()
            if entry.section and entry.section not in language_file.TEMPLATES and entry.section != "words":
                expand(entry.text)
        except TemplateError as error:
            yield file.finding("L104", entry.key, error.what, entry.text, error.column)
            continue
        if entry.section in language_file.TEMPLATES:
            yield from _wrong_slots(file, entry, nodes)
    yield from _shadowed_points(file)


def _wrong_slots(file: _File, entry: _Entry, nodes: Sequence) -> Iterator[Finding]:
    allowed = _SLOTS.get((entry.section, entry.name)) or _SLOTS.get((entry.section, ""), ())
    found = slots(nodes)
    inside = len(re.findall(r"<[nabq]>", entry.text)) - len(found)
    if inside:
        yield file.finding("L104", entry.key, "a slot cannot stand inside (…) or […]", entry.text)
    elif allowed and found not in allowed:
        missing = [f"<{name}>" for name in allowed[0] if allowed[0].count(name) > found.count(name)]
        these = " ".join(f"<{name}>" for name in found)
        what = f"slot {missing[0]} is missing" if missing else f"{these} do not fit here"
        yield file.finding("L104", entry.key, what, entry.text, len(entry.text) if missing else None)


def _shadowed_points(file: _File) -> Iterator[Finding]:
    """A percent template that takes all of a percentage point too: both would be equally long."""
    points = [(tail, entry.key) for entry in _of(file, "quantities", "points") for tail in _tails(entry.text)]
    for entry in _of(file, "quantities", "percent"):
        tails = _tails(entry.text)
        shadowed = [key for tail, key in points if any(_takes(other, tail) for other in tails)]
        if shadowed:
            yield file.finding("L104", entry.key, f"it shadows {shadowed[0]}", entry.text)


def _takes(form: str, other: str) -> bool:
    """Whether `form` matches all of `other`: they are the same, or its ``~`` covers the rest of the word."""
    stem = form.removesuffix("~")
    return form == other or (form != stem and other.startswith(stem) and " " not in other[len(stem) :])


def _of(file: _File, section: str, name: str) -> list[_Entry]:
    return [entry for entry in file.entries if (entry.section, entry.name) == (section, name)]


def _tails(text: str) -> tuple[str, ...]:
    """The forms that follow the slot of a template that starts with it."""
    return _forms(text.removeprefix("<n>")) if text.startswith("<n>") else ()


# --- L105, L106 --------------------------------------------------------------------------------------

_SHOWN = {
    "quantities.percent": r"\d%",
    "quantities.points": r"\dpp",
    "quantities.ratio": r"\d/\d",
    "quantities.multiple": r"\dx",
    "fractions": r"\d/\d",
    "multiples": r"\dx",
    "ranges": r"\.\.",
    "comparators": r"^(~|[<>])",
    "counts": r"n=",
    "units": r"\d [a-z]{3}",
    "money": r"\d [A-Z]{3}",
    "marks.date": r"@",
}
"""How the notation of an example shows that a section works."""


def unshown_sections(file: _File) -> Iterator[Finding]:
    """A section without an example; fewer than two examples in which nothing must be found."""
    shown = [text for example in _examples(file) for text in example]
    for key, pattern in _SHOWN.items():
        section, _, name = key.partition(".")
        filled = _table(file.raw, section)
        if (filled.get(name) if name else filled) and not any(re.search(pattern, text) for text in shown):
            yield file.finding("L105", key, "no example shows it")
    negative = sum(not example for example in _examples(file))
    if negative < 2:
        yield file.finding("L105", "examples", f"{negative} examples without any statistic, two are needed")


def _table(raw: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    table = raw.get(section)
    return table if isinstance(table, dict) else {}


def _examples(file: _File) -> list[list[str]]:
    examples = file.raw.get("examples")
    found = examples if isinstance(examples, list) else []
    return [example["statistics"] for example in found if _is_example(example)]


def unshown_plurals(file: _File) -> Iterator[Finding]:
    """The examples miss a plural category of the language (CLDR)."""
    category = _plural_of(str(file.raw.get("code", language_file.ROOT)))
    numbers = [
        float(n)
        for example in _examples(file)
        for text in example
        for n in re.findall(r"\d+(?:\.\d+)?", text)
    ]
    # Categories of millions alone carry no ending of their own ("2 millones de").
    usual = {category(n): n for n in (0.5, 1.5, *range(200, -1, -1))}
    missing = sorted(set(usual) - {category(int(n) if n.is_integer() else n) for n in numbers})
    for name in missing:
        what = f"no number of the plural category {name!r} (such as {usual[name]:g})"
        yield file.finding("L106", "examples", what)


def _plural_of(tag: str) -> Callable[[float], str]:
    """The rule of the CLDR that gives the plural category of a number; one category for an unknown tag."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(cldr._LOCALES.get(tag, tag.replace("-", "_"))).plural_form
    except (UnknownLocaleError, ValueError):
        return lambda _: "other"


# --- L107, L108 --------------------------------------------------------------------------------------


def missing_numbers(file: _File) -> Iterator[Finding]:
    """The numbers 0 to 20 and the tens are incomplete although the file reads ratios."""
    if not _of(file, "quantities", "ratio"):
        return
    values = {key: _values(file, key) for key in ("plus", "times")}
    vigesimal = any(_table(raw, "numbers").get("vigesimal") for raw in (*file.parents, file.raw))
    missing = [n for n in (*range(21), *range(30, 100, 10)) if not _has(n, values, vigesimal=vigesimal)]
    if missing:
        yield file.finding("L107", "numbers.plus", f"no word for {', '.join(map(str, missing))}")


def _values(file: _File, key: str) -> frozenset[float]:
    tables = (_table(_table(raw, "numbers"), key) for raw in (*file.parents, file.raw))
    listed = (number for table in tables for number, forms in table.items() if forms)
    return frozenset(float(number) for number in listed if re.fullmatch(r"-?\d+(\.\d+)?", number))


def _has(number: int, values: Mapping[str, frozenset[float]], *, vigesimal: bool) -> bool:
    """Whether a number has a word, or is put together as its language does: ten-seven, four twenties."""
    if number in values["plus"] or number in values["times"]:
        return True
    if 10 < number < 20:
        rest = any(number < other < 20 for other in values["plus"])  # a greater teen is one word
        return not rest and (_has(10, values, vigesimal=False) and number - 10 in values["plus"])
    if vigesimal and number % 20 == 10 and number > 20:
        return _has(number - 10, values, vigesimal=True)
    return any(
        number % base == 0 and number // base in values["plus"]
        for base in (10, 20)
        if base in values["times"]
    )


def unnamed_reviewer(file: _File) -> Iterator[Finding]:
    """The status "reviewed" without a reviewer."""
    if file.raw.get("status") == "reviewed" and not file.raw.get("review"):
        yield file.finding(
            "L108", "review", 'the status is "reviewed", but nobody is named', 'status = "reviewed"'
        )
    if file.raw.get("status", "draft") not in ("draft", "reviewed"):
        yield file.finding(
            "L108", "status", 'a status is "draft" or "reviewed"', f'status = "{file.raw["status"]}"'
        )


CHECKS: Mapping[str, Callable[[_File], Iterator[Finding]]] = {
    "L101": unknown_keys,
    "L102": unclean_forms,
    "L103": ambiguous_forms,
    "L104": broken_templates,
    "L105": unshown_sections,
    "L106": unshown_plurals,
    "L107": missing_numbers,
    "L108": unnamed_reviewer,
}
