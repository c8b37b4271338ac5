"""Members of archives, read in memory and with limits: nothing is ever unpacked to the disk.

Names of members are only compared, never opened as paths, so ``../`` in them leads nowhere. Sizes that
an archive claims are not believed: what comes out of it is counted.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from cxtext.errors import ReadError

if TYPE_CHECKING:
    from typing import IO

MAX_UNPACKED = 64 * 1024 * 1024
"""The bytes that one member of an archive may unpack to."""

MAX_MEMBERS = 10_000
"""The members that an archive may list."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip


def names(data: bytes, *, name: str) -> list[str]:
    """The names of the files in a ZIP archive, in its order.

    Raises ReadError if it is damaged, or has more than MAX_MEMBERS.
    """
    with _opened(data, name) as archive:
        found = archive.infolist()
        if len(found) > MAX_MEMBERS:
            raise ReadError(
                f"The archive holds more files than the limit of {MAX_MEMBERS:,}",
                path=name,
                hint="Unpack it, or raise cxtext.readers.archive.MAX_MEMBERS",
            )
        # not is_dir(): it stumbles over a member without a name
        return [member.filename for member in found if not member.filename.endswith("/")]


def member(data: bytes, wanted: str, *, name: str) -> bytes:
    """The bytes of the member called `wanted` of a ZIP archive.

    Raises ReadError if it is damaged, encrypted, or unpacks to more than MAX_UNPACKED bytes.
    """
    try:
        with _opened(data, name) as archive, archive.open(wanted) as file:
            return limited(file, name=f"{name}/{wanted}")
    except RuntimeError:  # a password, or a compression that Python does not know
        raise ReadError("The archive is encrypted or packed in an unknown way", path=name) from None
    except _BROKEN as error:
        raise _damaged(error, name) from None


def gunzipped(data: bytes, *, name: str) -> bytes:
    """The bytes that `data` unpacks to. Raises ReadError if they are no gzip, damaged, or too many."""
    import gzip

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return limited(file, name=name)
    except _BROKEN as error:
        raise _damaged(error, name) from None


def limited(file: IO[bytes] | io.BufferedIOBase, *, name: str) -> bytes:
    """All bytes of a file that is being unpacked. Raises ReadError if there are more than MAX_UNPACKED."""
    data = file.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise ReadError(
            f"The file unpacks to more than the limit of {MAX_UNPACKED:,} bytes",
            path=name,
            hint="Unpack it yourself, or raise cxtext.readers.archive.MAX_UNPACKED",
        )
    return data


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, RuntimeError) as error:
        raise _damaged(error, name) from None


def _damaged(error: Exception, name: str) -> ReadError:
    return ReadError(f"The archive is damaged or no archive ({error})", path=name, hint="Copy it again")
