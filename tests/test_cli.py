"""The command line: what comes out, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pytest
from click.testing import CliRunner, Result
from test_corpus import CLAIMS, Transcript, claim, fake_analysis

import cxtext
from cxtext import cli, schema, start
from cxtext.errors import CxtextError, LanguageError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

VERBS = ["analyse", "extract", "pairs", "compare", "align", "explain", "languages", "figures", "page"]


class Talk(NamedTuple):
    """A talk as the commands see it."""

    name: str
    title: str | None
    speaker: str | None
    event: str | None
    date: str | None
    source: str | None
    licence: str | None
    glosses: dict[str, str]
    transcripts: tuple[Transcript, ...]
    problems: tuple[CxtextError, ...] = ()


class Support(NamedTuple):
    """One row of the support table."""

    tag: str
    name: str


def saved_all(figures: Mapping[str, str], folder: str, _: Sequence[str]) -> list[Path]:
    """Stands in for figures.save_all."""
    paths = [Path(folder) / f"{name}.html" for name in figures]
    for path in paths:
        path.touch()
    return paths


def statistic(language: str, surface: str, value: float) -> schema.Statistic:
    """One row of a statistics table."""
    empty: dict[str, Any] = dict.fromkeys(schema.Statistic._fields)
    known = {"talk": "t", "language": language, "statistic": 1, "surface": surface, "value": value}
    return schema.Statistic(**empty | known | {"kind": "percent", "bound": "=", "marks": ("composed",)})


def fake_transcript(path: str, *, language: str | None = None) -> Transcript:
    """Reads a file; the language is the one given, or lv."""
    if language == "xx":
        raise LanguageError("No language is called 'xx'", hint="Did you mean 'lv'")
    data = Path(path).read_bytes()
    if b"\0" in data:
        raise ReadError("This is no text", path=path)
    return Transcript(os.path.basename(path), language or "lv")


def fake_talk(folder: str) -> Talk:
    """Reads every .txt of a folder; an empty one is a problem."""
    if not os.path.isdir(folder):
        raise ReadError("There is no such folder", path=folder)
    names = sorted(os.listdir(folder))
    good = tuple(Transcript(name, name[:2]) for name in names if os.path.getsize(os.path.join(folder, name)))
    bad = tuple(
        ReadError("The file is empty", path=name) for name in names if name not in [t.name for t in good]
    )
    return Talk("t", "Title", None, None, None, None, None, {}, good, bad)


@pytest.fixture
def run(stand_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command with small functions in the place of the stages below."""
    stand_in("cxtext.transcript", Talk=Talk, read_talk=fake_talk, read_transcript=fake_transcript)
    stand_in(
        "cxtext.analysis",
        analyse=fake_analysis,
        claims=lambda _: CLAIMS,
        statistics=lambda transcript: [statistic(transcript.language, "=84 فیصد", 84.0)],
    )
    stand_in("cxtext.pairs", pairs=lambda _: [schema.Pair("t", 1, "lv", "Anna", "Cik?", *[None] * 6, (1, 2))])
    stand_in("cxtext.support", rows=lambda: [Support("lv", "Latvian"), Support("ur", "Urdu")])
    stand_in("cxtext.page", write_page=lambda _, path: Path(path).write_text("<!doctype html>"))
    stand_in(
        "cxtext.figures",
        FIGURES={"matrix": lambda _: "figure"},
        save_all=saved_all,
    )
    monkeypatch.setattr(cxtext, "explain", lambda text, language: f"{language}: {text}", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    runner = CliRunner()
    return lambda *args, **options: runner.invoke(cli.main, list(args), **options)


@pytest.fixture
def talk(tmp_path: Path) -> str:
    """A folder with two transcripts."""
    folder = tmp_path / "talk"
    folder.mkdir()
    (folder / "lv.txt").write_text("84 procenti")
    (folder / "ur.txt").write_text("84 فیصد")
    return str(folder)


def test_help_lists_the_verbs_in_order() -> None:
    """`cxtext --help` reads like the list of verbs, with examples."""
    shown = CliRunner().invoke(cli.main, ["--help"]).output
    listed = shown[shown.index("Commands:") :]
    assert [line.split()[0] for line in listed.splitlines()[1:] if line.strip()] == VERBS
    assert "cxtext analyse transcripts/*/" in shown


@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches(verb: str) -> None:
    """Every verb says what it does in a line and shows an example of itself."""
    shown = CliRunner().invoke(cli.main, [verb, "--help"])
    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert f"cxtext {verb}" in shown.output or verb == "extract"


@pytest.mark.parametrize("source", ["lv.txt", "."])
def test_extract_csv(run: Callable[..., Result], talk: str, source: str) -> None:
    """Statistics of a file or of every file of a folder, as CSV with all columns, formulas guarded."""
    result = run("extract", os.path.join(talk, source), "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == list(schema.columns("statistics"))
    assert [row["language"] for row in rows] == (["lv"] if source == "lv.txt" else ["lv", "ur"])
    assert rows[0]["surface"] == "'=84 فیصد"


def test_extract_standard_input(run: Callable[..., Result]) -> None:
    """`-` reads standard input, and --language names its language."""
    result = run("extract", "-", "--language", "ur", "--format", "jsonl", input=b"84")
    assert [json.loads(line)["language"] for line in result.stdout.splitlines()] == ["ur"]


def test_an_error_in_standard_input_says_so(run: Callable[..., Result]) -> None:
    """No path of a temporary file leaks into the message."""
    result = run("extract", "-", input=b"\0")
    assert (result.exit_code, result.stderr) == (2, "cxtext: standard input: This is no text.\n")


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "parquet"])
def test_out_chooses_the_format(run: Callable[..., Result], talk: str, tmp_path: Path, kind: str) -> None:
    """The suffix of --out names the format; nothing is printed."""
    target = tmp_path / "new" / f"table.{kind}"
    result = run("extract", talk, "--out", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    frames = {"csv": pl.read_csv, "json": pl.read_json, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}
    table = frames[kind](target)
    assert table.columns == list(schema.columns("statistics"))
    assert table["language"].to_list() == ["lv", "ur"]


def test_a_table_for_the_terminal(run: Callable[..., Result], talk: str) -> None:
    """By default the telling columns, aligned, right-to-left text isolated."""
    lines = run("extract", talk).stdout.splitlines()
    assert lines[0].split() == ["language", "statistic", "surface", "kind", "bound", "value", "marks"]
    assert "\u2067=84 فیصد\u2069" in lines[2]


def test_pairs_and_languages(run: Callable[..., Result], talk: str) -> None:
    """The other tables come out in the same ways."""
    pair = json.loads(run("pairs", talk, "--format", "json").stdout)
    assert (pair[0]["questioner"], pair[0]["turns"]) == ("Anna", [1, 2])
    assert run("languages", "--format", "csv").stdout == "tag,name\nlv,Latvian\nur,Urdu\n"


def test_languages_as_parquet(run: Callable[..., Result], tmp_path: Path) -> None:
    """A table without a schema of its own becomes Parquet all the same."""
    run("languages", "--out", str(tmp_path / "l.parquet"))
    assert pl.read_parquet(tmp_path / "l.parquet")["tag"].to_list() == ["lv", "ur"]


def test_compare_shows_claims_side_by_side(run: Callable[..., Result], talk: str) -> None:
    """One line per claim, a column per language, a sign and a word for the verdict; exit code 1."""
    result = run("compare", talk)
    assert result.exit_code == 1
    head, _, first, second, third = result.stdout.splitlines()
    assert head.split() == ["claim", "pair", "lv", "ur", "verdict", "why"]
    assert "84 procenti" in first
    assert "✗ differ" in first
    assert "claim 1 is differ" in first
    assert "≈ reworded" in second
    assert "? unsure" in third
    assert result.stderr == "1 of 3 claims: the translations disagree.\n"


def test_compare_only_disagreements(run: Callable[..., Result], talk: str) -> None:
    """--disagreements keeps the claims that disagree, with every language of them."""
    rows = json.loads(run("compare", talk, "--disagreements", "--format", "json").stdout)
    assert [(row["claim"], row["language"]) for row in rows] == [(1, "lv"), (1, "ur")]


def test_compare_agreement(run: Callable[..., Result], stand_in: Callable[..., None], talk: str) -> None:
    """Exit code 0 when nothing disagrees; another form of the same number is no disagreement."""
    stand_in("cxtext.analysis", claims=lambda _: CLAIMS[2:4])
    assert run("compare", talk).exit_code == 0


def test_compare_many_languages(run: Callable[..., Result], stand_in: Callable[..., None], talk: str) -> None:
    """More languages than fit side by side: one line for each."""
    rows = [claim(1, tag, "84", "agree") for tag in ("de", "en", "et", "lv", "ur")]
    stand_in("cxtext.analysis", claims=lambda _: rows)
    assert len(run("compare", talk).stdout.splitlines()) == 2 + 5


@pytest.mark.parametrize("name", ["missing", "single", "unread"])
def test_compare_cannot(run: Callable[..., Result], talk: str, name: str) -> None:
    """No folder, one transcript alone, or one that cannot be read: exit code 2 and a line why."""
    folder = Path(talk)
    if name == "single":
        (folder / "ur.txt").unlink()
    if name == "unread":
        (folder / "ur.txt").write_bytes(b"")
    result = run("compare", "nowhere" if name == "missing" else talk)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("cxtext: ")


def test_agreement_of_an_incomplete_talk_is_no_agreement(
    run: Callable[..., Result], stand_in: Callable[..., None], talk: str
) -> None:
    """When a third file could not be read, what agrees is shown, and the exit code is 2."""
    (Path(talk) / "de.txt").write_bytes(b"")
    stand_in("cxtext.analysis", claims=lambda _: CLAIMS[2:4])
    result = run("compare", talk)
    assert result.exit_code == 2
    assert "cxtext: de.txt: The file is empty." in result.stderr
    assert "12 mēneši" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "{talk}/lv.txt", "--language", "xx"),
        ("extract", "{talk}/lv.txt", "--out", "{talk}/lv.txt/a.csv"),
        ("extract", "{talk}/nowhere"),
        ("figures", "nowhere"),
        ("page", "nowhere"),
        ("analyse", "nowhere", "--out", "{talk}/out"),
    ],
)
def test_errors_are_one_line(run: Callable[..., Result], talk: str, arguments: tuple[str, ...]) -> None:
    """What cannot be done is one line on standard error and exit code 2; nothing is written."""
    before = sorted(os.listdir(talk))
    result = run(*(argument.format(talk=talk) for argument in arguments))
    assert (result.exit_code, result.stdout.strip()) == (2, "")
    assert result.stderr.startswith("cxtext: ")
    assert result.stderr.count("\n") == 1
    assert [name for name in sorted(os.listdir(talk)) if name != "out"] == before


def test_explain(run: Callable[..., Result]) -> None:
    """The explanation is printed; `-` takes the text from standard input."""
    assert run("explain", "84 procenti", "--language", "lv").stdout == "lv: 84 procenti\n"
    assert run("explain", "-", input="84 فیصد".encode()).stdout == "None: 84 فیصد\n"


def test_figures_and_page(run: Callable[..., Result], talk: str, tmp_path: Path) -> None:
    """Both say where they wrote."""
    out = str(tmp_path / "out")
    assert run("figures", talk, "--out", out).stdout.split() == [os.path.join(out, "talk", "matrix.html")]
    target = str(tmp_path / "p.html")
    assert run("page", talk, "--out", target).stdout.split() == [target]
    assert run("page", talk, "--out", "-").stdout == "<!doctype html>" == Path(target).read_text()


def test_analyse_tells_the_story(run: Callable[..., Result], talk: str, tmp_path: Path) -> None:
    """Counts per language, the disagreements in words, where the page is; a repeat says unchanged."""
    out = str(tmp_path / "out")
    first = run("analyse", talk, "--out", out)
    assert first.exit_code == 0
    assert "language  turns  pairs  statistics  left over" in first.stdout
    assert "3 claims: 1 reworded, 1 disagree, 1 unsure" in first.stdout
    assert (
        "  claim 1, pair 1: lv 84 procenti  |  ur \u20674 فیصد\u2069\n    claim 1 is differ\n" in first.stdout
    )
    assert f"Page: {out}/talk.html\n" in first.stdout
    assert "(unchanged)" in run("analyse", talk, "--out", out).stdout


def test_analyse_goes_on_after_an_error(run: Callable[..., Result], talk: str, tmp_path: Path) -> None:
    """One talk that fails: the other is told, the error follows, exit code 2."""
    result = run("analyse", "nowhere", talk, "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "Page:" in result.stdout
    assert "cxtext: nowhere: There is no such folder." in result.stderr


def test_a_defect_is_no_disagreement(
    run: Callable[..., Result], stand_in: Callable[..., None], talk: str
) -> None:
    """An unexpected error keeps its traceback and ends with 2: 1 would be a verdict."""
    stand_in("cxtext.analysis", claims=lambda _: 1 / 0)
    result = run("compare", talk)
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stderr


def command(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Runs the real command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cxtext", *arguments], capture_output=True, check=False, timeout=120, **options
    )


def test_a_closed_pipe_is_quiet(kolsky: Path) -> None:
    """`cxtext languages | head` prints no error, whatever is left unread."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "cxtext", "extract", str(kolsky), "--format", "csv"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    os.close(writer)
    assert (process.returncode, process.stderr.decode()) == (141, "")


def test_extract_loads_no_heavy_package(kolsky: Path) -> None:
    """A cold `cxtext extract --format csv` imports neither polars, the drawing packages nor click."""
    code = (
        "import sys; from cxtext.start import plain_rows\n"
        f"rows = plain_rows(['extract', {str(kolsky / 'lv.txt')!r}, '--format', 'csv'])\n"
        "sys.stdout.buffer.write(rows)\n"
        "heavy = {'polars', 'plotly', 'numpy', 'nltk', 'langdetect', 'babel', 'click'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=120)
    assert process.stderr.decode().splitlines()[-1] == "[]"
    assert process.stdout.startswith(b"talk,language,statistic,")


@pytest.mark.parametrize(
    "arguments",
    [
        ("{}", "--format", "csv"),
        ("--format", "jsonl", "{}"),
        ("-l", "lv", "{}", "--format", "json"),
        ("--language", "lv", "--format", "csv", "{}"),
    ],
)
def test_the_plain_extract_is_that_of_the_commands(kolsky: Path, arguments: tuple[str, ...]) -> None:
    """What is answered without click is byte for byte what the commands answer."""
    asked = ["extract", *(each.format(kolsky / "lv.txt") for each in arguments)]
    assert start.plain_rows(asked) == CliRunner().invoke(cli.main, asked).stdout_bytes


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("extract", "--help"),
        ("extract", "{}"),
        ("extract", "{}", "--format", "table"),
        ("extract", "{}", "--format", "parquet"),
        ("extract", "{}", "--format"),
        ("extract", "{}", "{}", "--format", "csv"),
        ("extract", "{}", "--format", "csv", "--format", "json"),
        ("extract", "{}", "--format", "csv", "--out", "x.csv"),
        ("extract", "-", "--format", "csv"),
        ("extract", "--", "{}", "--format", "csv"),
        ("extract", "missing.txt", "--format", "csv"),
        ("extract", "{}", "--format", "csv", "--language", "xx"),
        ("pairs", "{}", "--format", "csv"),
    ],
)
def test_everything_else_is_for_the_commands(kolsky: Path, arguments: tuple[str, ...]) -> None:
    """Help, tables, files to write, folders, mistakes: the plain start leaves them alone."""
    assert start.plain_rows([each.format(kolsky / "lv.txt") for each in arguments]) is None


def test_a_folder_or_a_remark_is_for_the_commands(kolsky: Path, tmp_path: Path) -> None:
    """A folder holds several transcripts, and what is odd about a file must be said."""
    assert start.plain_rows(["extract", str(kolsky), "--format", "csv"]) is None
    odd = tmp_path / "ur.txt"
    odd.write_bytes((kolsky / "lv.txt").read_bytes())
    assert start.plain_rows(["extract", str(odd), "--format", "csv"]) is None


def test_the_real_talk(kolsky: Path) -> None:
    """The two translations disagree, the comparison says so, and twice in the same bytes."""
    first, second = (command("compare", str(kolsky), "--format", "csv") for _ in range(2))
    assert first.returncode == 1
    assert first.stdout == second.stdout
    rows = list(csv.DictReader(io.StringIO(first.stdout.decode())))
    assert {row["language"] for row in rows} == {"lv", "ur"}
    assert list(rows[0]) == list(schema.columns("claims"))


def test_usage_errors_point_to_help() -> None:
    """A wrong option ends with exit code 2 and a pointer to --help."""
    process = command("extract", "--colour")
    assert process.returncode == 2
    assert b"--help" in process.stderr
