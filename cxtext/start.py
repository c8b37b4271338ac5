"""The start of the command line.

``cxtext extract FILE --format csv`` is run for one file after another in loops of a shell; loading
click and the commands would take longer than the work. So this plainest form is answered here, when
there is nothing to say but the rows. Everything else, and all help, notes and errors, are for
:mod:`cxtext.cli`.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from cxtext.errors import CxtextError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {"--format": "form", "--language": "language", "-l": "language"}
_FORMS = ("csv", "json", "jsonl")


def main() -> None:
    """Run the command line on the arguments of the process."""
    # A process that reads one transcript and ends need not look for cycles in what it loads.
    gc.disable()
    data = plain_rows(sys.argv[1:])
    if data is None:
        gc.enable()
        from cxtext.cli import main as commands

        commands(prog_name="cxtext")
        return
    from cxtext import export

    export.pour(data)
    os._exit(0)  # all is written; taking the modules down again would take a tenth of the whole time


def plain_rows(arguments: Sequence[str]) -> bytes | None:
    """The output of ``extract FILE --format csv|json|jsonl [--language TAG]``, or None: ask the commands."""
    asked = _asked(arguments)
    if asked is None:
        return None
    from cxtext import export, schema
    from cxtext.analysis import statistics
    from cxtext.transcript import read_transcript

    try:
        transcript = read_transcript(asked["file"], language=asked.get("language"))
    except CxtextError:
        return None
    if transcript.notes:
        return None
    rows = schema.ordered("statistics", statistics(transcript))
    return export.TEXTS[asked["form"]](schema.columns("statistics"), rows).encode()


def _asked(arguments: Sequence[str]) -> dict[str, str] | None:
    """File, form and language of a plain ``extract``."""
    if not arguments or arguments[0] != "extract":
        return None
    asked: dict[str, str] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        name = _NAMES.get(argument) if argument.startswith("-") else "file"
        value = next(rest, "-") if argument in _NAMES else argument
        if name is None or name in asked or value.startswith("-"):
            return None
        asked[name] = value
    return asked if asked.get("form") in _FORMS and "file" in asked else None
