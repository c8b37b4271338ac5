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
from typing import TYPE_CHECKING

from cxtext import language as files
from cxtext import language_file
from cxtext.errors import LanguageFileError
from cxtext.validation import completeness, form
from cxtext.validation.entries import File, Finding, entries, parents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

FATAL = ("L101", "L102", "L103", "L104")
"""The codes of the findings with which a file cannot be used."""


def check(path_or_tag: str | os.PathLike[str]) -> list[Finding]:
    """The faults of a language file, given by its path or by the tag of a shipped one, by code and place.

    Raises LanguageError (unknown tag) or LanguageFileError (no file, or no TOML).
    """
    path = os.fspath(path_or_tag)
    if not path.endswith(".toml"):
        path = os.path.join(language_file.FOLDER, f"{files.resolve(path)}.toml")
    raw = language_file.read(path)
    file = File(path, raw, parents(path), tuple(entries(raw)))
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


CHECKS: Mapping[str, Callable[[File], Iterator[Finding]]] = {
    "L101": form.unknown_keys,
    "L102": form.unclean_forms,
    "L103": form.ambiguous_forms,
    "L104": form.broken_templates,
    "L105": completeness.unshown_sections,
    "L106": completeness.unshown_plurals,
    "L107": completeness.missing_numbers,
    "L108": completeness.unnamed_reviewer,
}
