"""A language file as the checks see it: all its texts, each with its place; and their findings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import language_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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


class Entry(NamedTuple):
    """One text of a file and where it stands: section, name and a key such as ``quantities.ratio[2]``."""

    section: str
    name: str
    key: str
    text: str


class File(NamedTuple):
    """A language file as data, its parents (the root first), and all its texts."""

    path: str
    raw: Mapping[str, Any]
    parents: tuple[Mapping[str, Any], ...]
    entries: tuple[Entry, ...]

    def finding(
        self, code: str, key: str, message: str, entry: str = "", column: int | None = None
    ) -> Finding:
        """A fault of this file."""
        return Finding(code, self.path, key, entry, message, column)


def parents(path: str) -> tuple[Mapping[str, Any], ...]:
    """The files that a language file inherits from, as data, the root first."""
    parts = os.path.basename(path).removesuffix(".toml").split("-")
    names = [language_file.ROOT, *("-".join(parts[: i + 1]) for i in range(len(parts) - 1))]
    paths = [os.path.join(language_file.FOLDER, f"{name}.toml") for name in names]
    return tuple(language_file.read(each) for each in paths if each != path and os.path.exists(each))


def entries(raw: Mapping[str, Any]) -> Iterator[Entry]:
    """Every text under ``[section] name``; those of ``[numbers.plus]`` are in the section numbers.plus."""
    yield from _texts("", "prefixes", raw.get("prefixes", ()))
    for section, table in raw.items():
        for name, value in table.items() if isinstance(table, dict) else ():
            if isinstance(value, dict):
                for inner, forms in value.items():
                    yield from _texts(f"{section}.{name}", inner, forms)
            else:
                yield from _texts(section, name, value)


def _texts(section: str, name: str, value: object) -> Iterator[Entry]:
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    for at, text in enumerate(texts, 1):
        if isinstance(text, str):
            yield Entry(section, name, f"{section}.{name}[{at}]".lstrip("."), text)


def is_text(value: object) -> bool:
    """Whether a value of a file is one text or a list of texts."""
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )


def is_example(value: object) -> bool:
    """Whether a value of a file is an example: a text and its statistics."""
    return (
        isinstance(value, dict)
        and {"text", "statistics"} <= value.keys() <= {"text", "statistics", "note"}
        and all(is_text(each) for each in value.values())
        and isinstance(value["statistics"], list)
    )


def entries_of(file: File, section: str, name: str) -> list[Entry]:
    """The entries under one name of a section."""
    return [entry for entry in file.entries if (entry.section, entry.name) == (section, name)]
