"""The format of data without a name: what comes through a pipe."""

from __future__ import annotations

import re

_BEGINNINGS = (
    ("vtt", r"WEBVTT\b"),
    ("srt", r"(?:\d{1,9}[ \t]*\r?\n)?[ \t]*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,6}[ \t]*-->"),
    ("sbv", r"\d{1,4}:\d{2}:\d{2}\.\d{3},\d{1,4}:\d{2}:\d{2}\.\d{3}\s"),
    ("ass", r"\[Script Info\]"),
    ("cha", r"@(?:UTF8|Begin)\s"),
    ("json", r"\{\s*\"|\[\s*[{\[]"),
    ("html", r"(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b"),
    ("xml", r"<(?:\?xml\s|tt\b|TEI\b)"),
)
_LOOKED_AT = 4096


def kind(data: bytes) -> str:
    """The extension of the format that `data` are in, by how they begin; txt if nothing says another.

    >>> kind(b"WEBVTT"), kind(b"Anna: Why?"), kind(b"1\\n00:00:01,000 --> 00:00:02,000")
    ('vtt', 'txt', 'srt')
    """
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/document" in data else "zip"
    if data.startswith(b"\x1f\x8b"):
        return "gz"
    head = data[:_LOOKED_AT].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xfe\xff \t\r\n")
    return next((name for name, begins in _BEGINNINGS if re.match(begins, head, re.IGNORECASE)), "txt")
