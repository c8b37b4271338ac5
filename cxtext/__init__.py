"""cxtext: read the translations of one talk, find every cited statistic, see where they disagree.

    import cxtext as cx

    talk = cx.read_talk("transcripts/kolsky-2016")
    analysis = cx.analyse(talk)
    analysis.claims

Importing cxtext loads none of the heavy libraries; each name below is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxtext import alignment, figures, numerals
    from cxtext.analysis import Analysis, agreement, align, analyse, compare, extract, hints, leftovers, pair
    from cxtext.display import show
    from cxtext.errors import (
        CxtextError,
        LanguageError,
        LanguageFileError,
        ReadError,
        TableError,
        WriteError,
    )
    from cxtext.exchange import write_tmx
    from cxtext.explanation import explain
    from cxtext.page import write_page
    from cxtext.support import languages, load_language
    from cxtext.transcript import Talk, Transcript, read_talk, read_transcript

__version__ = "0.1.0"

_HOMES = {
    "Analysis": "analysis",
    "CxtextError": "errors",
    "LanguageError": "errors",
    "LanguageFileError": "errors",
    "ReadError": "errors",
    "TableError": "errors",
    "Talk": "transcript",
    "Transcript": "transcript",
    "WriteError": "errors",
    "agreement": "analysis",
    "align": "analysis",
    "analyse": "analysis",
    "compare": "analysis",
    "explain": "explanation",
    "extract": "analysis",
    "hints": "analysis",
    "languages": "support",
    "leftovers": "analysis",
    "load_language": "support",
    "pair": "analysis",
    "read_talk": "transcript",
    "read_transcript": "transcript",
    "show": "display",
    "write_page": "page",
    "write_tmx": "exchange",
}
_MODULES = ("alignment", "figures", "numerals")

__all__ = [
    "Analysis",
    "CxtextError",
    "LanguageError",
    "LanguageFileError",
    "ReadError",
    "TableError",
    "Talk",
    "Transcript",
    "WriteError",
    "agreement",
    "align",
    "alignment",
    "analyse",
    "compare",
    "explain",
    "extract",
    "figures",
    "hints",
    "languages",
    "leftovers",
    "load_language",
    "numerals",
    "pair",
    "read_talk",
    "read_transcript",
    "show",
    "write_page",
    "write_tmx",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"cxtext.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(f"cxtext.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'cxtext' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
