"""What was worked out from a file, kept beside it for the next start, as Python keeps byte code.

A value is kept in ``__pycache__`` of the languages folder with a key of everything it depends on,
and is worked out anew when the key differs. Nothing depends on it but the time of a start.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = os.path.join(os.path.dirname(__file__), "languages", "__pycache__")


def key_of(paths: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """What tells that files have changed: the size and the time of each."""
    found = (os.stat(path) for path in paths)
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in found)


def recall(name: str, key: Any, make: Callable[[], Any]) -> Any:
    """The value kept under `name` if its key is `key`; else what `make` makes, which is then kept.

    The value consists of tuples, lists, dicts, frozensets, strings and numbers.
    """
    path = os.path.join(FOLDER, f"{name}.{sys.implementation.cache_tag}.cx")
    # A broken or foreign file is no reason to stop: the value is worked out anew.
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        with open(path, "rb") as file:
            kept = marshal.loads(file.read())  # marshal.load reads the file byte by byte
        if kept[0] == key:
            return kept[1]
    value = make()
    if not sys.dont_write_bytecode:
        keep(path, key, value)
    return value


def keep(path: str, key: Any, value: Any) -> None:
    """Write a value, all or nothing; a folder that cannot be written to is left alone."""
    draft = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "wb") as file:
            marshal.dump((key, value), file)
        os.replace(draft, path)
