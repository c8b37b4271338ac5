"""XML without a telling extension (.xml): TTML, XHTML or TEI, as its root element says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxtext.readers import page, tei, ttml

if TYPE_CHECKING:
    from cxtext.readers.document import Document

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,60}+:)?([A-Za-z][\w.-]{0,60}+)[\s/>]")


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The speech of an XML file. Raises ReadError as the readers of these formats do."""
    root = _ROOT.search(_COMMENT.sub(b"", data[:65536].replace(b"\0", b"")))
    if root and root[1] == b"tt":
        return ttml.read(data, name=name, prefer=prefer)
    if root and root[1] == b"html":
        return page.read(data, name=name, prefer=prefer)
    return tei.read(data, name=name, prefer=prefer)
