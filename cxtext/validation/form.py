"""Whether a language file can be used: its keys, its forms, its templates (L101 to L104)."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from cxtext import language as files
from cxtext import language_file
from cxtext.template import TemplateError, expand, parse, slots
from cxtext.validation.entries import entries_of, is_example, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cxtext.template import Sequence
    from cxtext.validation.entries import Entry, File, Finding

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
    "amounts": ('a value and a unit such as "2 year"', lambda name: _units() & {*name.split(" ")[1:]}),
    "scales": ('a number such as "1000"', re.compile(r"\d+").fullmatch),
    "money": ("an ISO 4217 code", re.compile(r"[A-Z]{3}").fullmatch),
    "units": ("a CLDR unit", lambda name: name in _units()),
}


def unknown_keys(file: File) -> Iterator[Finding]:
    """A key that the format does not have."""
    for key, value in file.raw.items():
        if isinstance(value, dict) and (key in _SECTIONS or key == "numbers"):
            yield from _unknown_names(file, key, value)
        elif isinstance(value, dict) or key not in language_file.HEAD:
            yield file.finding("L101", key, "there is no such key")
    examples = file.raw.get("examples", [])
    for at, example in enumerate(examples if isinstance(examples, list) else [examples], 1):
        if not is_example(example):
            yield file.finding("L101", f"examples[{at}]", "an example has a text and a list of statistics")


def _unknown_names(file: File, section: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    listed = language_file.NUMBERS if section == "numbers" else _SECTIONS[section]
    for name, value in table.items():
        key = f"{section}.{name}"
        if listed is not None and name not in listed:
            yield file.finding("L101", key, f"[{section}] has only {', '.join(listed)}")
        elif section in _NAMES and not _NAMES[section][1](name):
            yield file.finding("L101", key, f"the key is not {_NAMES[section][0]}")
        elif isinstance(value, dict) and key in _TABLES:
            for number, forms in value.items():
                if not re.fullmatch(r"-?\d+(\.\d+)?", number) or not is_text(forms):
                    yield file.finding("L101", f"{key}.{number}", "this is not a value with its forms")
        elif key in _TABLES or isinstance(value, bool) != (key in _SWITCHES) or not _is_plain(value):
            yield file.finding("L101", key, "this kind of value does not belong here")


def _is_plain(value: object) -> bool:
    return isinstance(value, bool) or is_text(value)


# --- L102, L103 --------------------------------------------------------------------------------------

_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unclean_forms(file: File) -> Iterator[Finding]:
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


def ambiguous_forms(file: File) -> Iterator[Finding]:
    """The same form with two values."""
    for rivals in _RIVALS:
        seen: dict[str, Entry] = {}
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
    **{("quantities", key): (_ONE,) for key in ("percent", "permille", "points", "multiple")},
    ("quantities", "tenths"): (_ONE, _TWO),
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


def broken_templates(file: File) -> Iterator[Finding]:
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


def _wrong_slots(file: File, entry: Entry, nodes: Sequence) -> Iterator[Finding]:
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


def _shadowed_points(file: File) -> Iterator[Finding]:
    """A percent template that takes all of a percentage point too: both would be equally long."""
    points = [
        (tail, entry.key) for entry in entries_of(file, "quantities", "points") for tail in _tails(entry.text)
    ]
    for entry in entries_of(file, "quantities", "percent"):
        tails = _tails(entry.text)
        shadowed = [key for tail, key in points if any(_takes(other, tail) for other in tails)]
        if shadowed:
            yield file.finding("L104", entry.key, f"it shadows {shadowed[0]}", entry.text)


def _takes(form: str, other: str) -> bool:
    """Whether `form` matches all of `other`: they are the same, or its ``~`` covers the rest of the word."""
    stem = form.removesuffix("~")
    return form == other or (form != stem and other.startswith(stem) and " " not in other[len(stem) :])


def _tails(text: str) -> tuple[str, ...]:
    """The forms that follow the slot of a template that starts with it."""
    return _forms(text.removeprefix("<n>")) if text.startswith("<n>") else ()
