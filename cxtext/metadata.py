"""``talk.toml``: what a talk is called, who gave it, which files hold it, and glosses for its claims."""

from __future__ import annotations

import datetime
import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "talk.toml"
TEXTS = ("title", "speaker", "event", "date", "source", "licence")
TABLES = ("glosses", "files")
MAX_BYTES = 4 * 1024 * 1024
"""The largest talk.toml that is read."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class Metadata(NamedTuple):
    """The contents of a ``talk.toml``; what it does not say is None or empty.

    ``glosses``: gloss by claim ("3.1" is the first statistic of pair 3 in order of mention).
    ``files``: file name, inside the folder, by language tag.
    """

    title: str | None = None
    speaker: str | None = None
    event: str | None = None
    date: str | None = None
    source: str | None = None
    licence: str | None = None
    glosses: Mapping[str, str] = _NOTHING
    files: Mapping[str, str] = _NOTHING


def read(folder: str) -> Metadata:
    """The metadata of the talk in `folder`; empty without a ``talk.toml``.

    Raises ReadError, with line and column, for what is no TOML, for unknown keys and for wrong types.
    """
    path = os.path.join(folder, FILE)
    if not os.path.lexists(path):
        return Metadata()
    return _checked(_parsed(inside(folder, FILE)), path)


def inside(folder: str, name: str) -> str:
    """The path of `name` in `folder`. Raises ReadError if it leads out of the folder, also by a link."""
    path = os.path.join(folder, name)
    root = os.path.realpath(folder)
    try:
        real = os.path.realpath(path)
    except ValueError:  # a NUL in the name
        real = ""
    if os.path.commonpath((root, real or os.sep)) != root:
        raise ReadError(
            "The file lies outside the folder of its talk",
            path=path,
            hint="Copy it into the folder; nothing outside is read",
        )
    return path


def _parsed(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ReadError(f"The file is larger than the limit of {MAX_BYTES:,} bytes", path=path)
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise ReadError(f"The file cannot be opened ({error.strerror})", path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        what = _TOML_PLACE.sub("", str(error)).strip()
        raise ReadError(
            f"This is not TOML: {what}", path=path, line=line, column=column, hint='Write key = "value"'
        ) from None


def _checked(raw: Mapping[str, Any], path: str) -> Metadata:
    for key in raw:
        if key not in (*TEXTS, *TABLES):
            raise _unknown(key, path)
    texts = {key: _text(key, raw[key], path) for key in TEXTS if key in raw}
    tables = {key: _table(key, raw[key], path) for key in TABLES if key in raw}
    return Metadata(**texts, **tables)  # type: ignore[arg-type]  # TEXTS and TABLES are its fields


def _unknown(key: str, path: str) -> ReadError:
    import difflib

    close = difflib.get_close_matches(key, (*TEXTS, *TABLES), n=1)
    guess = f"Did you mean {close[0]}? " if close else ""
    return ReadError(
        f"The key {key!r} is unknown", path=path, hint=f"{guess}There are: {', '.join((*TEXTS, *TABLES))}"
    )


def _text(key: str, value: object, path: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, datetime.date)) and not isinstance(
        value, bool
    ):  # date = 2016, date = 2016-05-01
        return str(value)
    raise ReadError(f"{key} is not a text", path=path, hint=f'Write {key} = "…"')


def _table(key: str, value: object, path: str) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ReadError(f"{key} is not a table", path=path, hint=f"Write [{key}] and one line for each entry")
    return MappingProxyType({name: _text(f"{key}.{name}", entry, path) for name, entry in value.items()})
