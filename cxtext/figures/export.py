"""Saving: a figure as HTML, PNG, SVG or PDF; whole or not at all, and the same bytes every time."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from cxtext.errors import WriteError
from cxtext.export import write_bytes
from cxtext.figures import style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import plotly.graph_objects as go

FORMATS = ("html", "png", "svg", "pdf")

_BROWSER_HINT = (
    "PNG, SVG and PDF are drawn by a browser: install the export extra (pip install 'cxtext[export]') "
    "and Chromium (apt-get install chromium), or save as .html"
)


def save(figure: go.Figure, path: str | Path) -> Path:
    """Save `figure` to `path`; the ending chooses the format (:data:`FORMATS`). Returns the path.

    HTML is self-contained and works offline. PNG has twice the pixels of the figure. The same figure
    gives the same bytes. Raises WriteError for another ending, when no browser can draw the picture
    (kaleido or Chromium is missing), and when the file cannot be written.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise WriteError(
            f"No figure format is called {kind or 'like this'!r}",
            path=str(target),
            hint=f"Formats: {', '.join(FORMATS)}",
        )
    data = _html(figure) if kind == "html" else _picture(figure, kind, str(target))
    write_bytes(data, str(target))
    return target


def save_all(
    figures: Mapping[str, go.Figure], folder: str | Path, formats: Iterable[str] = ("html",)
) -> list[Path]:
    """Save every figure as ``folder/<name>.<format>``, one browser for all pictures; the paths."""
    wanted = list(formats)
    stop = _start_browser() if set(wanted) & {"png", "svg", "pdf"} else None
    try:
        return [
            save(figure, Path(folder) / f"{name}.{kind}")
            for name, figure in figures.items()
            for kind in wanted
        ]
    finally:
        if stop:
            stop()


def _start_browser() -> Callable[[], None] | None:
    """Start kaleido's browser once (each figure alone would start its own); None when there is no kaleido."""
    try:
        import kaleido

        kaleido.start_sync_server(silence_warnings=True)
    except Exception:
        return None
    return lambda: kaleido.stop_sync_server(silence_warnings=True)


def _html(figure: go.Figure) -> bytes:
    """A page that holds plotly.js and the figure, with fixed ids."""
    text = figure.to_html(
        include_plotlyjs=True,
        full_html=True,
        config=dict(style.CONFIG),
        div_id="figure",  # whatever the file is called
        validate=False,
    )
    return str(text).encode()


def _picture(figure: go.Figure, kind: str, path: str) -> bytes:
    """The figure drawn by kaleido, without what changes from run to run."""
    size = {"width": figure.layout.width or style.WIDTH, "height": figure.layout.height or style.HEIGHT}
    try:
        with warnings.catch_warnings():
            # plotly says so about every picture once one browser serves them all.
            warnings.filterwarnings("ignore", message="The kopts argument is ignored")
            data = bytes(figure.to_image(format=kind, scale=2 if kind == "png" else 1, **size))
    except Exception as error:
        raise WriteError(
            f"The picture cannot be drawn ({_first_line(error)})", path=path, hint=_BROWSER_HINT
        ) from error
    return _STABLE[kind](data)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".:") if lines else type(error).__name__


def _stable_svg(data: bytes) -> bytes:
    # plotly.js puts one random number of six hexadecimal digits into all ids of a picture.
    found = re.search(rb'id="defs-([0-9a-f]{6})"', data)
    return re.sub(rb"(?:(?<=[a-z-])|(?<=legend\d))" + found[1], b"000000", data) if found else data


def _stable_pdf(data: bytes) -> bytes:
    # The dates of creation and change, replaced by one of the same length: offsets in the file stay true.
    return re.sub(rb"D:\d{14}", b"D:20000101000000", data)


_STABLE: Mapping[str, Callable[[bytes], bytes]] = {"png": bytes, "svg": _stable_svg, "pdf": _stable_pdf}
