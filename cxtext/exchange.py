"""Files for other people's tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cxtext.transcript import Talk


def write_tmx(talk: Talk, path: str | Path) -> None:
    """Write the sentences of a talk that correspond to `path` as TMX 1.4b, whole or not at all.

    Raises:
        WriteError: the place cannot be written to.
    """
    from cxtext import analysis, export

    export.write_bytes(analysis.tmx(talk).encode(), str(path))
