"""Packed transcripts: one of the other formats in .gz or .zip.

Read are files that hold one transcript; a ZIP may hold other things besides it. Nothing is unpacked to
the disk. Lost are the names and dates inside.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cxtext.errors import CxtextError, ReadError
from cxtext.readers import archive, sniffing

if TYPE_CHECKING:
    from cxtext.readers.document import Document


def read(data: bytes, *, name: str, prefer: tuple[str, ...] = ()) -> Document:
    """The transcript in an archive.

    Raises ReadError if it is damaged, encrypted or larger than the limits of :mod:`cxtext.readers.archive`,
    if it holds no transcript or several, and whatever the reader of the transcript raises.
    """
    if name.lower().endswith(".gz"):
        return _inside(archive.gunzipped(data, name=name), os.path.splitext(name)[0], name, prefer)
    members = [member for member in archive.names(data, name=name) if _is_transcript(member)]
    if len(members) != 1:
        raise _not_one(members, name)
    contents = archive.member(data, members[0], name=name)
    return _inside(contents, f"{name}/{members[0]}", name, prefer)


def _inside(data: bytes, inner: str, name: str, prefer: tuple[str, ...]) -> Document:
    from cxtext import readers

    if not readers.extension(inner):  # talk.gz
        inner = f"{inner}.{sniffing.kind(data)}"
    if readers.extension(inner) in readers.PACKED:
        raise ReadError("An archive inside an archive is not read", path=name, hint="Unpack it once")
    try:
        return readers.read_bytes(data, name=inner, prefer=prefer)
    except CxtextError as error:
        error.path = f"{name} ({os.path.basename(inner)})"
        raise


def _is_transcript(member: str) -> bool:
    """Whether a member may be one: by its extension, and not hidden or added by the packing machine."""
    from cxtext import readers

    parts = member.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in parts)
    if hidden or readers.is_beside(parts[-1]):
        return False
    kind = readers.extension(parts[-1])
    return kind in readers.READERS


def _not_one(members: list[str], name: str) -> ReadError:
    if members:
        known = ", ".join(sorted(members)[:5])
        hint = "Unpack it into a folder, one file for each language"
        return ReadError(f"The archive holds {len(members)} transcripts: {known}", path=name, hint=hint)
    from cxtext import readers

    return ReadError("The archive holds no transcript", path=name, hint=f"cxtext reads {readers.known()}")
