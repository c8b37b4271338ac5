"""The real talk in two machine translations, end to end, against labels made by reading it."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import cxtext as cx
from cxtext import export
from cxtext.notation import notation
from cxtext.statistics import find

if TYPE_CHECKING:
    from cxtext.transcript import Transcript

DATA = Path(__file__).parent / "data"
TAGS = ("lv", "ur")
TABLES = ("turns", "pairs", "statistics", "claims", "leftovers")

DIFFERENT = {
    # (Latvian, Urdu): what the two texts say otherwise, by reading them
    ("55%", "50%"): "dropped_units",
    ("84%", "4%"): "dropped_tens",
    ("13%", "1%"): "dropped_teen",
    ("< 1%", "> 1%"): "comparator_flip",
    ("< 2%", "> 2%"): "comparator_flip",
}


def labels(tag: str) -> dict[str, Any]:
    """What a reader marked in one transcript."""
    with (DATA / f"kolsky-2016.{tag}.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="module")
def analysis(kolsky: Path) -> cx.Analysis:
    """The talk, analysed once."""
    return cx.analyse(cx.read_talk(kolsky))


def transcript(analysis: cx.Analysis, tag: str) -> Transcript:
    """One transcript of the talk."""
    return next(each for each in analysis.talk.transcripts if each.language == tag)


def rows(analysis: cx.Analysis, table: str, tag: str) -> list[dict[str, Any]]:
    """The rows of one table in one language."""
    return [row for row in getattr(analysis, table).to_dicts() if row["language"] == tag]


@pytest.mark.parametrize("tag", TAGS)
def test_every_statistic(analysis: cx.Analysis, tag: str) -> None:
    """Nothing is missed or invented; place, surface, reading and period are as a reader has them."""
    read = find(transcript(analysis, tag)).rows
    got = [(row.start, row.end, row.surface, notation(row), row.period) for row in read]
    wanted = [
        (s["start"], s["end"], s["surface"], s["notation"], s.get("period"))
        for s in labels(tag)["statistics"]
    ]
    assert got == wanted


@pytest.mark.parametrize("tag", TAGS)
def test_no_tempting_number(analysis: cx.Analysis, tag: str) -> None:
    """What a reader marked as no statistic is none, and where it is in digits it is a leftover."""
    read = find(transcript(analysis, tag))
    for tempting in labels(tag)["not_statistics"]:
        inside = range(tempting["start"], tempting["end"])
        assert not [row.surface for row in read.rows if row.start in inside], tempting["surface"]
        if any(char.isdigit() for char in tempting["surface"]):
            assert any(row.start in inside for row in read.leftovers), tempting["surface"]


@pytest.mark.parametrize("tag", TAGS)
def test_turns(analysis: cx.Analysis, tag: str) -> None:
    """Fifteen turns, interviewer and speaker in turn after the opening; turns and parts tile the text."""
    turns = rows(analysis, "turns", tag)
    assert [turn["turn"] for turn in turns] == list(range(1, 16))
    assert [turn["role"] for turn in turns] == ["speaker", *["interviewer", "speaker"] * 7]
    text = transcript(analysis, tag)
    spans = sorted((part.start, part.end) for part in (*text.turns, *text.parts))
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == len(text.text)


@pytest.mark.parametrize("tag", TAGS)
def test_pairs(analysis: cx.Analysis, tag: str) -> None:
    """The opening is pair 0; seven questions with their answers follow, the same turns in both languages."""
    pairs = rows(analysis, "pairs", tag)
    assert [pair["pair"] for pair in pairs] == list(range(8))
    assert [pair["turns"] for pair in pairs] == [[1], *([2 * n, 2 * n + 1] for n in range(1, 8))]
    assert all(pair["question"] and pair["answer"] for pair in pairs[1:])


@pytest.mark.parametrize("tag", TAGS)
def test_series(analysis: cx.Analysis, tag: str) -> None:
    """The yearly survey comes out as a series of five with their periods."""
    series = [row for row in rows(analysis, "statistics", tag) if row["period"]]
    assert [row["value"] for row in series] == [83.0, 90.0, 70.0, 60.0, 40.0]
    assert len({row["period"] for row in series}) == 5
    assert series[3]["period_year"] == 2015
    assert series[4]["period_year"] == 2016


@pytest.mark.parametrize("tag", TAGS)
def test_every_digit_is_accounted_for(analysis: cx.Analysis, tag: str) -> None:
    """Every digit of the whole file stands in a statistic or in a leftover, and a leftover has a reason."""
    text = transcript(analysis, tag).text
    held = rows(analysis, "statistics", tag) + rows(analysis, "leftovers", tag)
    covered = {at for row in held for at in range(row["start"], row["end"])}
    digits = [at for at, char in enumerate(text) if char.isdigit()]
    assert digits
    assert [text[max(0, at - 20) : at + 20] for at in digits if at not in covered] == []
    assert all(row["reason"].strip() for row in rows(analysis, "leftovers", tag))


@pytest.mark.parametrize("tag", TAGS)
def test_surfaces(analysis: cx.Analysis, tag: str) -> None:
    """Every surface is the text at its place, in the table too."""
    text = transcript(analysis, tag).text
    for table in ("statistics", "leftovers"):
        found = rows(analysis, table, tag)
        assert found
        assert [row["surface"] for row in found] == [text[row["start"] : row["end"]] for row in found]


def test_disagreements(analysis: cx.Analysis) -> None:
    """The five disagreements that are in the texts are found and named, and nothing else differs."""
    said = {
        (row.language, row.statistic): row for tag in TAGS for row in find(transcript(analysis, tag)).rows
    }
    claims: dict[int, dict[str, dict[str, Any]]] = {}
    for row in analysis.claims.to_dicts():
        claims.setdefault(row["claim"], {})[row["language"]] = row
    found = {}
    for by_tag in claims.values():
        if any(row["verdict"] == "differ" for row in by_tag.values()):
            pair = tuple(notation(said[tag, by_tag[tag]["statistic"]]) for tag in TAGS)
            found[pair] = next(row["slip"] for row in by_tag.values() if row["slip"])
    assert found == DIFFERENT


def test_nothing_is_missing_or_unsure(analysis: cx.Analysis) -> None:
    """Forty claims, each stated in both languages; no verdict but agree, reworded and differ."""
    assert analysis.claims["claim"].n_unique() == 40
    assert set(analysis.claims["verdict"].to_list()) == {"agree", "reworded", "differ"}
    assert analysis.claims["statistic"].null_count() == 0


def test_consensus_of_the_disagreements(analysis: cx.Analysis) -> None:
    """Where a number lost a part, the fuller one is the most probable original, and a reason is given."""
    differing = [row for row in analysis.claims.to_dicts() if row["verdict"] == "differ"]
    assert [row["consensus_value"] for row in differing] == [55.0, 84.0, 13.0, 1.0, 2.0]
    assert all(row["explanation"] and 0 < row["confidence"] <= 1 for row in differing)


def as_csv(analysis: cx.Analysis, table: str) -> str:
    """A table of the talk as CSV."""
    frame = getattr(analysis, table)
    return export.to_csv(frame.columns, frame.iter_rows())


def golden(table: str) -> Path:
    """Where the agreed content of a table is kept."""
    return DATA / "golden" / f"kolsky-2016.{table}.csv"


@pytest.mark.parametrize("table", TABLES)
def test_golden(analysis: cx.Analysis, table: str) -> None:
    """Every cell of the tables is as it was agreed."""
    now = as_csv(analysis, table)
    if os.environ.get("CXTEXT_RENEW"):
        golden(table).parent.mkdir(exist_ok=True)
        golden(table).write_bytes(now.encode())
    agreed = golden(table).read_bytes().decode()
    changes = difflib.unified_diff(agreed.splitlines(), now.splitlines(), "agreed", "now", lineterm="", n=0)
    renew = (
        "If this is right: CXTEXT_RENEW=1 pytest tests/test_kolsky.py, and read the diff before you commit"
    )
    assert now == agreed, "\n".join([*changes, renew])


def test_the_same_bytes_again(analysis: cx.Analysis, kolsky: Path) -> None:
    """Another process, with other hashes, makes the same tables byte for byte."""
    code = (
        "import sys, json, cxtext as cx; from cxtext import export;"
        "a = cx.analyse(cx.read_talk(sys.argv[1]));"
        f"frames = [getattr(a, t) for t in {(*TABLES, 'beads')!r}];"
        "print(json.dumps([export.to_csv(f.columns, f.iter_rows()) for f in frames]))"
    )
    for seed in ("1", "2"):
        shown = subprocess.run(
            [sys.executable, "-c", code, str(kolsky)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True, text=True, check=True, encoding="utf-8",
        ).stdout  # fmt: skip
        here = [as_csv(analysis, table) for table in (*TABLES, "beads")]
        assert json.loads(shown) == here


def test_reading_a_text_is_light() -> None:
    """Importing cxtext and reading a sentence in a known language load no heavy package."""
    heavy = ("polars", "plotly", "nltk", "langdetect", "numpy", "babel", "click")
    code = (
        "import sys, cxtext; from cxtext.analysis import statistics;"
        "found = statistics('84 procenti', language='lv');"
        f"print([name for name in {heavy!r} if name in sys.modules], found[0].value)"
    )
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], env=kept, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)  # the first start works the language out and keeps it for the next
    )
    assert first.endswith("84.0\n")
    assert second == "[] 84.0\n"
