"""One talk on one page: self-contained, offline, readable without JavaScript.

Works from the tables of an Analysis (and its talk, where there is one). The same input gives the
same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cxtext.figures.views import Tables

__all__ = ["render", "write_page"]


def write_page(analysis: Tables, path: str | Path) -> None:
    """Write the page of an analysis to `path`, whole or not at all. WriteError when that cannot be done."""
    from cxtext.export import write_bytes

    write_bytes(render(analysis).encode(), str(path))


def render(analysis: Tables) -> str:
    """The page of an analysis as HTML. TableError when a table lacks a column that the page needs."""
    from plotly.offline import get_plotlyjs

    from cxtext.page.markup import asset
    from cxtext.page.signs import colours

    plotly, script = get_plotlyjs(), _script()
    filled = _content(analysis) | {
        "policy": _policy(plotly, script),
        "style": asset("page.css").replace("/* verdicts */", colours()),
        "plotly": plotly,
        "script": script,
    }
    return Template(asset("template.html")).substitute(filled)


def _content(analysis: Tables) -> dict[str, str]:
    """The parts of the page that come from the talk."""
    from cxtext.figures.views import cited, languages, talk_title
    from cxtext.page.drawings import drawings
    from cxtext.page.markup import prose, text
    from cxtext.page.signs import legend, strip
    from cxtext.page.summary import about, summary
    from cxtext.page.table import claims_table
    from cxtext.page.transcripts import transcripts

    claims, tags = cited(analysis), languages(analysis)
    title = talk_title(analysis) or "A talk"
    return {
        "title": text(title),
        "heading": prose(title),
        "about": about(analysis),
        "summary": summary(analysis, tags, claims),
        "strip": strip(said.verdict for one in claims for said in one.stated.values()),
        "transcripts": transcripts(analysis, tags, claims),
        "claims": claims_table(claims, tags),
        "figures": drawings(analysis),
        "legend": legend(),
    }


def _script() -> str:
    """The script of the page, with the configuration of the figures."""
    from cxtext.figures.style import CONFIG
    from cxtext.page.markup import asset

    return asset("page.js").replace("{/* CONFIG */}", json.dumps(dict(CONFIG), sort_keys=True))


def _policy(*scripts: str) -> str:
    """The Content-Security-Policy: these scripts and no others, nothing from outside.

    plotly.js writes its own style sheet, hence inline styles; it makes pictures from data: and blob:.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
