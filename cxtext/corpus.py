"""Many talks: each becomes tables, figures and a page on disk; a repeat run does only what changed.

::

    out/<talk>.html              the page
    out/<talk>/<table>.csv       turns, pairs, statistics, claims, leftovers, agreement, hints;
                                 also as .parquet
    out/<talk>/<figure>.html     every figure; with images=True also .png and .svg
    out/<talk>/stamp.json        what the files above were made from, written last

One talk that fails never loses the others. A talk is skipped when its stamp fits: the same input
files, the same code of cxtext, the same options, and every output still there.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext import export
from cxtext.errors import CxtextError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxtext.analysis import Analysis

    Progress = Callable[[int, int, str], None]

TABLES = ("turns", "pairs", "statistics", "claims", "leftovers", "agreement", "hints")
STAMP = "stamp.json"
DISAGREEMENTS = ("differ", "missing", "added")
"""The verdicts that mean: these translations do not say the same."""

# A worker of a spawned pool imports polars and plotly for itself (about a second of CPU), and a talk
# of the usual size takes about as long as that: fewer talks are done sooner one after the other.
POOL_FROM_TALKS = 8
POOL_FROM_BYTES = 20_000_000


class Task(NamedTuple):
    """One talk to do: everything a worker needs."""

    folder: str
    out: str
    images: bool


class Outcome(NamedTuple):
    """What became of one talk.

    ``status`` is ``done``, ``kept`` (nothing had changed) or ``failed``; ``summary`` (None when it
    failed) has the keys ``title``, ``languages`` (counts per language), ``claims`` (how many agree,
    are reworded, disagree, are unsure), ``disagreements`` (see :func:`disagreements`), ``problems``
    (files that could not be read, and why) and ``notes``; ``error`` is None unless the talk failed.
    """

    folder: str
    name: str
    status: str
    summary: Mapping[str, Any] | None
    error: CxtextError | None


class Report(NamedTuple):
    """The outcomes, in the order of the folders."""

    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The talks that could not be done."""
        return tuple(each for each in self.outcomes if each.error is not None)


def analyse_all(
    folders: Iterable[str],
    *,
    out: str,
    workers: int | None = None,
    images: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Analyse every talk folder and write its tables, figures and page under `out`.

    Args:
        folders: one folder per talk; the folder's name names the outputs.
        out: the folder to write to; made when missing.
        workers: processes; None decides by the size of the work, 1 works in this process.
        images: also save every figure as PNG and SVG (needs the ``export`` extra and a browser).
        on_progress: called with (done, total, name) after every talk.

    Raises:
        WriteError: `out` cannot be made. What goes wrong inside a talk is in the report instead.
    """
    tasks = [Task(folder, out, images) for folder in folders]
    export.make_folder(out)
    outcomes: dict[int, Outcome] = {}

    def note(place: int, outcome: Outcome) -> None:
        outcomes[place] = outcome
        if on_progress is not None:
            on_progress(len(outcomes), len(tasks), outcome.name)

    todo = []
    for place, task in enumerate(tasks):
        known = _twin(tasks, place) or _kept(task)
        if known is None:
            todo.append(place)
        else:
            note(place, known)
    for place, outcome in _work([tasks[place] for place in todo], workers):
        note(todo[place], outcome)
    return Report(tuple(outcomes[place] for place in range(len(tasks))))


def run(task: Task) -> Outcome:
    """Do one talk in this process; whatever goes wrong becomes the outcome's error."""
    try:
        return Outcome(task.folder, _name(task), "done", _make(task), None)
    except CxtextError as error:
        return _failed(task, error)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a defect in one talk (or a panic in polars) must not lose the others
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
        defect = CxtextError(
            f"A defect of cxtext ({type(error).__name__} in {where}: {error})",
            path=task.folder,
            hint="Please report it together with the transcripts",
        )
        return _failed(task, defect)


def _failed(task: Task, error: CxtextError) -> Outcome:
    return Outcome(task.folder, _name(task), "failed", None, error)


def _name(task: Task) -> str:
    return os.path.basename(os.path.abspath(task.folder))


def _twin(tasks: Sequence[Task], place: int) -> Outcome | None:
    """A failure when an earlier folder has the same name: their files would overwrite each other."""
    task = tasks[place]
    for earlier in tasks[:place]:
        if _name(earlier) == _name(task):
            error = ReadError(
                f"Another talk is called {_name(task)!r} too ({earlier.folder})",
                path=task.folder,
                hint="Rename one folder, or give each its own --out",
            )
            return _failed(task, error)
    return None


# One talk


def _make(task: Task) -> Mapping[str, Any]:
    from cxtext.analysis import analyse
    from cxtext.page import write_page
    from cxtext.transcript import read_talk

    name, digest = _name(task), _digest(task)
    folder, page = os.path.join(task.out, name), os.path.join(task.out, f"{name}.html")
    stamp = os.path.join(folder, STAMP)
    analysis = analyse(read_talk(task.folder))
    if os.path.lexists(stamp):  # until the new one stands, the outputs are of mixed age
        os.unlink(stamp)
    written = export.write_tables({table: getattr(analysis, table) for table in TABLES}, folder)
    drawn, notes = save_figures(analysis, folder, images=task.images)
    with export.replacing(page) as draft:
        write_page(analysis, draft)
    summary = summarise(analysis)
    summary["notes"] += notes
    files = [os.path.relpath(path, task.out) for path in (*written, *drawn, page)]
    text = json.dumps({"digest": digest, "files": files, "summary": summary}, ensure_ascii=False, indent=1)
    export.write_bytes(text.encode() + b"\n", stamp)
    return summary


def save_figures(analysis: Analysis, folder: str, *, images: bool = False) -> tuple[list[str], list[str]]:
    """Save every figure of an analysis in `folder`; returns (paths, notes on figures left out).

    Raises:
        WriteError: the folder cannot be written to, or images were asked for and cannot be made.
    """
    from cxtext.figures import FIGURES, save_all

    drawn: dict[str, Any] = {}
    notes: list[str] = []
    for name, draw in FIGURES.items():
        try:
            drawn[name] = draw(analysis)
        except CxtextError as error:
            notes.append(f"figure {name}: {error}")
    export.make_folder(folder)
    paths = save_all(drawn, folder, ("html", "png", "svg") if images else ("html",))
    return [str(path) for path in paths], notes


def summarise(analysis: Analysis) -> dict[str, Any]:
    """The numbers and sentences of one analysis, as plain values (keys: see :class:`Outcome`)."""
    claims = analysis.claims.to_dicts()
    tags = [transcript.language for transcript in analysis.talk.transcripts]
    counted = {
        tag: {
            table: getattr(analysis, table)["language"].to_list().count(tag)
            for table in ("turns", "pairs", "statistics", "leftovers")
        }
        for tag in tags
    }
    notes = [f"{each.name}: {note}" for each in analysis.talk.transcripts for note in each.notes]
    return {
        "title": analysis.talk.title,
        "languages": counted,
        "claims": _standing(claims),
        "disagreements": disagreements(claims),
        "problems": [str(error) for error in analysis.talk.problems],
        "notes": notes,
    }


def disagreements(claims: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The claims on which the translations disagree, in order: claim, pair, readings, reasons.

    `claims` are rows of the claims table. ``readings`` maps each language to its surface (None: it
    does not state the claim), ``reasons`` are the explanations of the disagreeing rows, each once.
    """
    return [
        {
            "claim": claim,
            "pair": rows[0]["pair"],
            "verdicts": {row["language"]: row["verdict"] for row in rows},
            "readings": {row["language"]: row["surface"] for row in rows},
            "reasons": list(dict.fromkeys(row["explanation"] for row in rows if disagrees(row["verdict"]))),
        }
        for claim, rows in by_claim(claims).items()
        if any(disagrees(row["verdict"]) for row in rows)
    ]


def disagrees(verdict: str) -> bool:
    """Whether a verdict means that a translation does not say what the others say."""
    return verdict in DISAGREEMENTS


def by_claim(claims: Iterable[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    """The rows of the claims table per claim, in their order."""
    grouped: dict[int, list[Mapping[str, Any]]] = {}
    for row in claims:
        grouped.setdefault(row["claim"], []).append(row)
    return grouped


def _standing(claims: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many claims are agreed on, reworded, disagreed on, or unsure: each by its gravest verdict."""
    counts = {"agree": 0, "reworded": 0, "disagree": 0, "unsure": 0}
    for rows in by_claim(claims).values():
        verdicts = {row["verdict"] for row in rows}
        graver = (verdict for verdict in ("unsure", "reworded") if verdict in verdicts)
        counts["disagree" if verdicts & set(DISAGREEMENTS) else next(graver, "agree")] += 1
    return counts


# Stamps


def _kept(task: Task) -> Outcome | None:
    """The earlier outcome, if its stamp fits and its files are still there."""
    try:
        with open(os.path.join(task.out, _name(task), STAMP), encoding="utf-8") as file:
            stamp = json.load(file)
        fits = stamp["digest"] == _digest(task)
        if fits and all(os.path.isfile(os.path.join(task.out, path)) for path in stamp["files"]):
            return Outcome(task.folder, _name(task), "kept", stamp["summary"], None)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no stamp, or one that something else wrote: do the talk again
    return None


def _digest(task: Task) -> str:
    """What the outputs depend on: the inputs, the options, cxtext itself and the drawing libraries."""
    return hashlib.sha256(_content(task.folder) + _code() + str(task.images).encode()).hexdigest()


@cache
def _code() -> bytes:
    # The version alone would call yesterday's outputs fresh after every change of the code.
    versions = "".join(metadata.version(package) for package in ("polars", "plotly"))
    return _content(os.path.dirname(__file__)) + versions.encode()


def _content(root: str) -> bytes:
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(os.fsencode(os.path.relpath(path, root)) + b"\0")
        try:
            with open(path, "rb") as file:
                digest.update(hashlib.sha256(file.read()).digest())
        except OSError as error:  # reading the talk will say it better
            digest.update(str(error.errno).encode())
    return digest.digest()


def _files(root: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.startswith("."))


# Processes


def _work(tasks: Sequence[Task], workers: int | None) -> Iterator[tuple[int, Outcome]]:
    count = _workers(tasks) if workers is None else min(workers, len(tasks))
    if count < 2:
        yield from ((place, run(task)) for place, task in enumerate(tasks))
    else:
        yield from _pooled(tasks, count)


def _workers(tasks: Sequence[Task]) -> int:
    """How many processes this work is worth."""
    if len(tasks) < 2:
        return 1
    size = sum(os.path.getsize(path) for task in tasks for path in _files(task.folder))
    if len(tasks) < POOL_FROM_TALKS and size < POOL_FROM_BYTES:
        return 1
    return min(os.cpu_count() or 1, len(tasks))


def _pooled(tasks: Sequence[Task], count: int) -> Iterator[tuple[int, Outcome]]:
    """Run the tasks in spawned processes (polars' threads do not survive a fork).

    When a process dies, the pool is lost with it: the talks that were under way are then tried
    again one at a time, so that only the one that kills its process fails.
    """
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    lost = []
    with _pool(count) as pool:
        places = {pool.submit(run, task): place for place, task in enumerate(tasks)}
        for future in as_completed(places):
            try:
                yield places[future], future.result()
            except BrokenProcessPool:
                lost.append(places[future])
    for place in sorted(lost):
        with _pool(1) as pool:
            try:
                outcome = pool.submit(run, tasks[place]).result()
            except BrokenProcessPool:
                error = CxtextError(
                    "The process that worked on it ended",
                    path=tasks[place].folder,
                    hint="Perhaps memory ran out; try --workers 1",
                )
                outcome = _failed(tasks[place], error)
        yield place, outcome


def _pool(count: int) -> Any:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))
