"""Figures for people who would rather look than read: plotly figures, from tables only.

Every figure takes an Analysis (or any object with its tables), returns a plotly Figure at slide
size (1280 × 720), is safe for colour-blind readers, and carries its caption, an alternative text and
the data behind it in ``layout.meta`` (``caption``, ``alt``, ``columns``, ``rows``).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cxtext.figures.course import timeline
from cxtext.figures.direction import isolate
from cxtext.figures.export import save, save_all
from cxtext.figures.matrix import claims_matrix
from cxtext.figures.speech import share_of_speech
from cxtext.figures.straying import drift
from cxtext.figures.style import CONFIG
from cxtext.figures.survey import series
from cxtext.figures.trust import trust

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import plotly.graph_objects as go

    from cxtext.figures.views import Tables

FIGURES: Mapping[str, Callable[[Tables], go.Figure]] = MappingProxyType(
    {
        "claims_matrix": claims_matrix,
        "timeline": timeline,
        "series": series,
        "share_of_speech": share_of_speech,
        "drift": drift,
        "trust": trust,
    }
)
"""All figures by name, in the order in which they are shown."""

__all__ = [
    "CONFIG",
    "FIGURES",
    "claims_matrix",
    "drift",
    "isolate",
    "save",
    "save_all",
    "series",
    "share_of_speech",
    "timeline",
    "trust",
]
