"""XML of documents and subtitles, part by part, for readers that keep a stack of their own.

The parser is the standard library's expat. Declarations of entities are refused (a few lines of them can
unfold to gigabytes), nothing outside the file is ever fetched, and there is a limit to nesting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from xml.parsers import expat

from cxtext.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH = 1000
"""Elements inside elements; documents need a few dozen."""


class Handler(Protocol):
    """What is told of each part, in the order of the file; names are without their namespaces."""

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def close(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text, perhaps in several pieces."""


def parse(data: bytes, handler: Handler, *, name: str) -> None:
    """Tell `handler` all parts of the XML in `data`.

    Raises ReadError, with line and column, for what is no XML, declares entities, or is nested deeper than
    MAX_DEPTH. Encodings are those that the data themselves declare.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def refuse(what: str, hint: str) -> ReadError:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return ReadError(what, path=name, line=line, column=column, hint=hint)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse(
                f"The XML is nested deeper than the limit of {MAX_DEPTH}",
                "This is no transcript, or raise cxtext.readers.xml.MAX_DEPTH",
            )
        handler.open(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.close(_local(tag))

    def entity(*_: Any) -> None:
        raise refuse("The XML declares entities, which are not read", "Remove the <!ENTITY …> declarations")

    def skipped(entity_name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise refuse(f"The entity &{entity_name}; is declared outside the file", "Replace it by its text")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = entity
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"This is no XML: {expat.ErrorString(error.code)}"
        raise ReadError(
            what, path=name, line=error.lineno, column=error.offset + 1, hint="Export the file again"
        ) from None
    except (LookupError, ValueError) as error:  # an encoding that expat does not know
        raise ReadError(f"The XML cannot be read: {error}", path=name, hint="Save it as UTF-8") from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]
