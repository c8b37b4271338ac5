"""Many talks: what is written, what is skipped, and what a bad talk does to the others."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cxtext import corpus, schema
from cxtext.errors import CxtextError, ReadError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def claim(number: int, language: str, surface: str | None, verdict: str) -> schema.Claim:
    """One row of a claims table."""
    empty: dict[str, Any] = dict.fromkeys(schema.Claim._fields)
    return schema.Claim(
        **empty
        | {
            "talk": "t",
            "claim": number,
            "pair": 1,
            "language": language,
            "surface": surface,
            "verdict": verdict,
            "confidence": 0.9,
            "explanation": f"claim {number} is {verdict}",
        }
    )


CLAIMS = [
    claim(1, "lv", "84 procenti", "differ"),
    claim(1, "ur", "4 فیصد", "differ"),
    claim(2, "lv", "12 mēneši", "agree"),
    claim(2, "ur", "12 مہینے", "reworded"),
    claim(3, "lv", "5 gadi", "unsure"),
    claim(3, "ur", None, "unsure"),
]


class Transcript(NamedTuple):
    """As much of a transcript as this module looks at."""

    name: str
    language: str
    notes: tuple[str, ...] = ()


class Talk(NamedTuple):
    """As much of a talk as this module looks at."""

    name: str
    title: str | None
    transcripts: tuple[Transcript, ...]
    problems: tuple[CxtextError, ...] = ()


class Analysis(NamedTuple):
    """An analysis of two transcripts, without their text."""

    talk: Talk
    turns: Any
    pairs: Any
    statistics: Any
    claims: Any
    leftovers: Any
    agreement: Any
    hints: Any


def fake_talk(folder: str) -> Talk:
    """Reads a folder with at least one file; a file called broken is an error."""
    names = sorted(os.listdir(folder))
    if "broken.txt" in names:
        raise ReadError("Nothing can be read here", path=folder)
    if "defect.txt" in names:
        raise ZeroDivisionError("oh")
    transcripts = tuple(Transcript(name, name.split(".")[0], (f"note on {name}",)) for name in names)
    return Talk(os.path.basename(folder), None, transcripts)


def fake_analysis(talk: Talk) -> Analysis:
    """Three claims, nothing else."""
    tables = {name: schema.frame(name, CLAIMS if name == "claims" else []) for name in corpus.TABLES}
    return Analysis(talk, **tables)


def no_survey(_: Analysis) -> str:
    """A figure that this talk has no data for."""
    raise CxtextError("No repeated survey")


def saved_all(figures: Mapping[str, str], folder: str, formats: Sequence[str]) -> list[Path]:
    """Stands in for figures.save_all."""
    paths = [Path(folder) / f"{name}.{kind}" for name in figures for kind in formats]
    for path in paths:
        path.write_text(figures[path.stem])
    return paths


@pytest.fixture
def fakes(stand_in: Callable[..., None]) -> None:
    """The stages below stand in as small functions: this file tests only what corpus adds."""
    stand_in("cxtext.transcript", read_talk=fake_talk)
    stand_in("cxtext.analysis", analyse=fake_analysis)
    stand_in("cxtext.page", write_page=lambda _, path: Path(path).write_text("<!doctype html>page"))
    stand_in(
        "cxtext.figures",
        FIGURES={"matrix": lambda _: "matrix", "series": no_survey},
        save_all=saved_all,
    )


def talks(folder: Path, **contents: str) -> list[str]:
    """Talk folders, each with one file."""
    for name, file in contents.items():
        (folder / name).mkdir()
        (folder / name / file).write_text("text")
    return [str(folder / name) for name in contents]


@pytest.mark.usefixtures("fakes")
def test_what_is_written(tmp_path: Path) -> None:
    """A page, every table in two formats, the figures, and a stamp."""
    folders = talks(tmp_path, one="lv.txt")
    report = corpus.analyse_all(folders, out=str(tmp_path / "out"))
    assert [each.status for each in report.outcomes] == ["done"]
    tables = [f"one/{name}.{kind}" for name in corpus.TABLES for kind in ("csv", "parquet")]
    found = [str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")]
    assert sorted(found) == sorted([*tables, "one.html", "one/matrix.html", "one/stamp.json"])


@pytest.mark.usefixtures("fakes")
def test_summary(tmp_path: Path) -> None:
    """The summary counts claims, quotes the disagreements, and passes notes on."""
    (outcome,) = corpus.analyse_all(talks(tmp_path, one="lv.txt"), out=str(tmp_path / "out")).outcomes
    assert outcome.summary is not None
    assert outcome.summary["claims"] == {"agree": 0, "reworded": 1, "disagree": 1, "unsure": 1}
    assert outcome.summary["disagreements"] == [
        {
            "claim": 1,
            "pair": 1,
            "verdicts": {"lv": "differ", "ur": "differ"},
            "readings": {"lv": "84 procenti", "ur": "4 فیصد"},
            "reasons": ["claim 1 is differ"],
        }
    ]
    assert outcome.summary["notes"] == ["lv.txt: note on lv.txt", "figure series: No repeated survey."]


@pytest.mark.usefixtures("fakes")
def test_a_repeat_run_keeps_what_is_finished(tmp_path: Path) -> None:
    """Nothing changed: kept, with the same summary and no byte touched."""
    folders, out = talks(tmp_path, one="lv.txt", two="ur.txt"), tmp_path / "out"
    first = corpus.analyse_all(folders, out=str(out))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.*")}
    second = corpus.analyse_all(folders, out=str(out))
    assert [each.status for each in second.outcomes] == ["kept", "kept"]
    assert [each.summary for each in second.outcomes] == [each.summary for each in first.outcomes]
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.*")}


def change_input(folder: Path) -> None:
    """Another text."""
    (folder / "one" / "lv.txt").write_text("other text")


def add_input(folder: Path) -> None:
    """One more language."""
    (folder / "one" / "et.txt").write_text("text")


def lose_output(folder: Path) -> None:
    """A table that somebody deleted."""
    (folder / "out" / "one" / "claims.csv").unlink()


def spoil_stamp(folder: Path) -> None:
    """A stamp that is no stamp."""
    (folder / "out" / "one" / "stamp.json").write_text("[]")


@pytest.mark.usefixtures("fakes")
@pytest.mark.parametrize("change", [change_input, add_input, lose_output, spoil_stamp])
def test_what_makes_a_talk_be_done_again(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """A changed input, a lost output or a spoilt stamp: that talk alone is done again."""
    folders, out = talks(tmp_path, one="lv.txt", two="ur.txt"), str(tmp_path / "out")
    corpus.analyse_all(folders, out=out)
    change(tmp_path)
    again = corpus.analyse_all(folders, out=out)
    assert [each.status for each in again.outcomes] == ["done", "kept"]


@pytest.mark.usefixtures("fakes")
def test_changed_code_makes_every_talk_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stamp knows the code that made the outputs."""
    folders, out = talks(tmp_path, one="lv.txt"), str(tmp_path / "out")
    corpus.analyse_all(folders, out=out)
    monkeypatch.setattr(corpus, "_code", lambda: b"changed")
    assert [each.status for each in corpus.analyse_all(folders, out=out).outcomes] == ["done"]


@pytest.mark.usefixtures("fakes")
def test_a_bad_talk_never_loses_the_others(tmp_path: Path) -> None:
    """Errors and defects stay with their talk; the others are done, and progress counts all."""
    folders = talks(tmp_path, bad="broken.txt", worse="defect.txt", good="lv.txt")
    seen: list[tuple[int, int, str]] = []
    report = corpus.analyse_all(
        folders, out=str(tmp_path / "out"), on_progress=lambda *step: seen.append(step)
    )
    assert [each.status for each in report.outcomes] == ["failed", "failed", "done"]
    assert [str(each.error) for each in report.failed] == [
        f"{folders[0]}: Nothing can be read here.",
        f"{folders[1]}: A defect of cxtext (ZeroDivisionError in test_corpus.py:"
        f"{fake_talk.__code__.co_firstlineno + 6}: oh). Please report it together with the transcripts.",
    ]
    assert seen == [(1, 3, "bad"), (2, 3, "worse"), (3, 3, "good")]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good", "good.html"]


@pytest.mark.usefixtures("fakes")
def test_two_talks_of_one_name(tmp_path: Path) -> None:
    """The second of two folders with one name fails instead of overwriting the first."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    folders = talks(tmp_path / "a", talk="lv.txt") + talks(tmp_path / "b", talk="lv.txt")
    report = corpus.analyse_all(folders, out=str(tmp_path / "out"))
    assert [each.status for each in report.outcomes] == ["done", "failed"]
    assert "Another talk is called 'talk'" in str(report.outcomes[1].error)


@pytest.mark.usefixtures("fakes")
def test_an_interrupted_talk_has_no_stamp(
    tmp_path: Path, stand_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while a page is written: no stamp, no half page; the next run does the talk again."""
    folders, out = talks(tmp_path, one="lv.txt"), tmp_path / "out"

    def interrupted(_: object, path: str) -> None:
        Path(path).write_text("half")
        raise KeyboardInterrupt

    with monkeypatch.context():
        stand_in("cxtext.page", write_page=interrupted)
        with pytest.raises(KeyboardInterrupt):
            corpus.analyse_all(folders, out=str(out))
    assert not [
        path
        for path in out.rglob("*")
        if path.name == "stamp.json" or (path.suffix == ".html" and "one" in path.stem)
    ]
    stand_in("cxtext.page", write_page=lambda _, path: Path(path).write_text("whole"))
    assert [each.status for each in corpus.analyse_all(folders, out=str(out)).outcomes] == ["done"]
    assert (out / "one.html").read_text() == "whole"


def test_out_cannot_be_made(tmp_path: Path) -> None:
    """A file where the output folder should be is an error at once, before any work."""
    (tmp_path / "out").write_text("")
    with pytest.raises(WriteError, match="--out"):
        corpus.analyse_all([], out=str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [(1, 30_000_000, False), (2, 100, False), (2, 15_000_000, True), (corpus.POOL_FROM_TALKS, 10, True)],
)
def test_when_a_pool_pays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, size: int, expected: bool
) -> None:
    """A few small talks stay in one process; many or large ones are shared out."""
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    for number in range(count):
        (tmp_path / str(number)).mkdir()
        with (tmp_path / str(number) / "lv.txt").open("wb") as file:
            file.truncate(size)  # sparse: takes no room
    tasks = [corpus.Task(str(tmp_path / str(number)), "out", False) for number in range(count)]
    assert (corpus._workers(tasks) > 1) is expected


def deadly(task: corpus.Task) -> corpus.Outcome:
    """A worker that dies on one talk, as when memory runs out."""
    if "deadly" in task.folder:
        os._exit(1)
    return corpus.Outcome(task.folder, os.path.basename(task.folder), "done", {}, None)


def test_a_dying_process_loses_only_its_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool breaks, and yet every other talk is done."""
    monkeypatch.setattr(corpus, "run", deadly)
    tasks = [corpus.Task(name, "out", False) for name in ("a", "deadly", "b", "c")]
    outcomes = dict(corpus._work(tasks, workers=2))
    assert [outcomes[place].status for place in range(4)] == ["done", "failed", "done", "done"]
    assert "memory" in str(outcomes[1].error)


def test_the_real_talk_in_two_processes(kolsky: Path, tmp_path: Path) -> None:
    """A pool writes the same bytes as one process."""
    folders = []
    for name in ("a", "b"):
        shutil.copytree(kolsky, tmp_path / name)
        folders.append(str(tmp_path / name))
    runs = {}
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        report = corpus.analyse_all(folders, out=str(out), workers=workers)
        assert [str(each.error) for each in report.failed] == []
        runs[workers] = {path.relative_to(out): path.read_bytes() for path in out.rglob("*.*")}
    assert runs[1] == runs[2]
    stamp = json.loads(runs[1][Path("a/stamp.json")])
    assert stamp["summary"]["claims"]["disagree"] > 0
