"""Plain text (.txt), and Markdown taken as plain text.

Nothing is lost. Markdown keeps its marks: bold labels are understood where labels are.
"""

from __future__ import annotations

from cxtext.readers.decoding import decode
from cxtext.readers.document import Document


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The text of `data`. Raises ReadError if it is binary, undecodable or empty."""
    text, notes = decode(data, name=name, prefer=prefer)
    return Document(text, notes=notes)
