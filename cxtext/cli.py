"""The command line: the verbs of the library, one command each.

Heavy packages are imported inside the commands, and rows become text without polars, so that
``cxtext extract`` answers at once. Exit codes: 0 done; 1 the translations disagree (``compare``);
2 something could not be read, written or understood (one line on standard error says what).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from cxtext.errors import CxtextError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxtext.transcript import Talk, Transcript

FORMATS = ("table", "csv", "json", "jsonl", "parquet")


class Verbs(click.Group):
    """The commands in the order of the work; errors become one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names in the order of definition."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a CxtextError ends it with exit code 2, a closed pipe quietly."""
        try:
            return super().invoke(ctx)
        except CxtextError as error:
            _complain(error)
            ctx.exit(2)
        except BrokenPipeError:
            from cxtext import export

            export.hang_up()
        except KeyboardInterrupt:
            ctx.exit(130)  # 128 + SIGINT
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            # A defect; but exit code 1 would say that the translations disagree.
            import traceback

            traceback.print_exc()
            ctx.exit(2)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cxtext", message="%(prog)s %(version)s")
def main() -> None:
    """Read the translations of one talk and see where their numbers disagree.

    A talk is a folder with one transcript per language: ur.txt, lv.txt …

    \b
      cxtext analyse transcripts/*/          everything: tables, figures, a page per talk
      cxtext compare transcripts/my-talk     only the question: do the translations agree?
      cxtext extract lv.txt --format csv     every statistic of one transcript
      cxtext explain "84 procenti"           why this is a statistic, or why not
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without UTF-8 shows "?" rather than an error
            stream.reconfigure(errors="replace")


def _format_option(command: Callable[..., Any], *more: str) -> Callable[..., Any]:
    command = click.option(
        "--format",
        "form",
        type=click.Choice((*FORMATS, *more)),
        help="How to write the table; by default as the name after --out ends, else table.",
    )(command)
    return click.option("--out", "-o", metavar="FILE", help="Write to FILE instead of standard output (-).")(
        command
    )


_language_option = click.option(
    "--language", "-l", metavar="TAG", help="The language (lv, ur, zh-tw …); by default it is detected."
)
_folder_argument = click.argument("folder", metavar="FOLDER")


@main.command()
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True)
@click.option("--out", "-o", metavar="DIR", default="figures", show_default=True, help="Where to write.")
@click.option("--images", is_flag=True, help="Save the figures as PNG and SVG too (needs a browser).")
@click.option("--workers", type=click.IntRange(1), help="Processes; by default as the work is worth.")
@click.pass_context
def analyse(
    ctx: click.Context, folders: tuple[str, ...], out: str, images: bool, workers: int | None
) -> None:
    """Tables, figures and a page for every talk, and a summary here.

    Talks that have not changed since the last time are not done again.

    \b
    Example: cxtext analyse transcripts/*/ --out figures
    """
    from cxtext import console, corpus

    report = corpus.analyse_all(folders, out=out, workers=workers, images=images, on_progress=_progress())
    click.echo("\n\n".join(console.story(outcome, out) for outcome in report.outcomes if outcome.summary))
    for outcome in report.failed:
        click.echo(f"cxtext: {_one_line(outcome.error)}", err=True)
    if report.failed or any(each.summary and each.summary["problems"] for each in report.outcomes):
        ctx.exit(2)


@main.command()
@click.argument("source", metavar="FILE|-")
@_language_option
@_format_option
@click.pass_context
def extract(ctx: click.Context, source: str, language: str | None, form: str | None, out: str | None) -> None:
    """Every statistic of a transcript (or of all transcripts of a folder).

    \b
    Examples: cxtext extract transcripts/my-talk/lv.txt
              cat lv.txt | cxtext extract - --language lv --format jsonl
    """
    from cxtext.analysis import statistics

    talk = _talk(source, language)
    rows = [row for transcript in talk.transcripts for row in statistics(transcript)]
    _emit("statistics", rows, form, out)
    _report_problems(ctx, talk)


@main.command()
@click.argument("source", metavar="FILE|-")
@_language_option
@_format_option
@click.pass_context
def pairs(ctx: click.Context, source: str, language: str | None, form: str | None, out: str | None) -> None:
    """The questions and their answers; pair 0 is what stands outside.

    \b
    Example: cxtext pairs transcripts/my-talk/lv.txt --format json
    """
    from cxtext.pairs import pairs as find

    talk = _talk(source, language)
    _emit("pairs", find(talk), form, out)
    _report_problems(ctx, talk)


@main.command()
@_folder_argument
@click.option("--disagreements", is_flag=True, help="Only the claims on which the translations disagree.")
@_format_option
@click.pass_context
def compare(ctx: click.Context, folder: str, disagreements: bool, form: str | None, out: str | None) -> None:
    """Do the translations of a talk agree? Exit code 0: yes, 1: no, 2: cannot tell.

    \b
    Example: cxtext compare transcripts/my-talk --disagreements
    """
    from cxtext import corpus
    from cxtext.analysis import claims
    from cxtext.transcript import read_talk

    talk = read_talk(folder)
    if len(talk.transcripts) < 2:
        for problem in talk.problems:
            _complain(problem)
        raise ReadError(
            "A comparison needs transcripts in two languages at least",
            path=folder,
            hint="Put one file per language into the folder: lv.txt, ur.txt",
        )
    rows = claims(talk)
    found = {row.claim for row in rows if corpus.disagrees(row.verdict)}
    chosen = [row for row in rows if row.claim in found or not disagreements]
    _emit("claims", chosen, form, out)
    total = len({row.claim for row in rows})
    click.echo(f"{len(found)} of {total} claims: the translations disagree.", err=True)
    _report_problems(ctx, talk)
    ctx.exit(1 if found else 0)


@main.command()
@_folder_argument
@lambda command: _format_option(command, "tmx")
@click.pass_context
def align(ctx: click.Context, folder: str, form: str | None, out: str | None) -> None:
    """Which turns and sentences of the languages correspond; as TMX for translation tools.

    \b
    Examples: cxtext align transcripts/my-talk --out my-talk.tmx
              cxtext align transcripts/my-talk --format csv
    """
    from cxtext import analysis
    from cxtext.transcript import read_talk

    talk = read_talk(folder)
    if form == "tmx" or (form is None and (out or "").lower().endswith(".tmx")):
        _put(analysis.tmx(talk).encode(), out)
    else:
        _emit("beads", analysis.beads(talk), form, out)
    _report_problems(ctx, talk)


@main.command()
@click.argument("text")
@_language_option
def explain(text: str, language: str | None) -> None:
    """How a text is read: which rule matched, word by word.

    \b
    Example: cxtext explain "Trīs no četriem klientiem" --language lv
    """
    from cxtext import explain as explain_text

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    click.echo(str(explain_text(text, language=language)))


@main.command()
@_format_option
def languages(form: str | None, out: str | None) -> None:
    """The languages, and how well each is supported.

    Recall, precision and the others are shares of the statistics in our own labelled sentences; those
    called first, of sentences that were read for the first time.

    \b
    Example: cxtext languages --format csv
    """
    from cxtext.support import rows

    _emit("languages", rows(), form, out)


@main.command()
@_folder_argument
@click.option("--out", "-o", metavar="DIR", default="figures", show_default=True, help="Where to write.")
@click.option("--images", is_flag=True, help="Save the figures as PNG and SVG too (needs a browser).")
def figures(folder: str, out: str, images: bool) -> None:
    """Only the figures of a talk, each as a page of its own.

    \b
    Example: cxtext figures transcripts/my-talk --images
    """
    from cxtext import corpus
    from cxtext.analysis import analyse as analyse_talk
    from cxtext.transcript import read_talk

    analysis = analyse_talk(read_talk(folder))
    paths, notes = corpus.save_figures(analysis, os.path.join(out, _name(folder)), images=images)
    click.echo("\n".join(paths))
    for note in notes:
        click.echo(f"note: {note}", err=True)


@main.command()
@_folder_argument
@click.option("--out", "-o", metavar="FILE", help="The page to write; by default FOLDER.html, here.")
def page(folder: str, out: str | None) -> None:
    """The page of a talk: transcripts side by side, claims, figures in one file.

    \b
    Example: cxtext page transcripts/my-talk --out my-talk.html
    """
    from cxtext import export
    from cxtext.analysis import analyse as analyse_talk
    from cxtext.page import write_page
    from cxtext.transcript import read_talk

    target = out or f"{_name(folder)}.html"
    analysis = analyse_talk(read_talk(folder))
    if target == "-":
        _through_a_folder(lambda draft: write_page(analysis, draft))
        return
    with export.replacing(target) as draft:
        write_page(analysis, draft)
    click.echo(target)


# Reading


def _name(folder: str) -> str:
    return os.path.basename(os.path.abspath(folder))


def _talk(source: str, language: str | None) -> Talk:
    """The talk in a folder, or a talk of one transcript: a file or standard input."""
    from cxtext.transcript import Talk, read_talk, read_transcript

    if source != "-" and os.path.isdir(source):
        talk = read_talk(source)
        if language is None:
            return talk
        return talk._replace(
            transcripts=tuple(each for each in talk.transcripts if each.language == language)
        )
    if source != "-" and not os.path.exists(source):
        raise ReadError("There is no such file or folder", path=source)
    one = _from_stdin(language) if source == "-" else read_transcript(source, language=language)
    name = os.path.splitext(one.name)[0]
    return Talk(
        name=name, title=None, speaker=None, event=None, date=None, source=None, licence=None, glosses={},
        transcripts=(one,),
    )  # fmt: skip


def _from_stdin(language: str | None) -> Transcript:
    """The transcript on standard input, in any format. It goes through a file: readers read files."""
    from tempfile import TemporaryDirectory

    from cxtext.readers import sniffing
    from cxtext.transcript import read_transcript

    data = sys.stdin.buffer.read()
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, f"stdin.{sniffing.kind(data)}")
        with open(path, "wb") as file:
            file.write(data)
        try:
            return read_transcript(path, language=language)._replace(name="stdin")
        except CxtextError as error:
            error.path = "standard input"
            raise


# Writing


def _emit(name: str, rows: Sequence[Any], form: str | None, out: str | None) -> None:
    """Write the rows of table `name` to a file or to standard output, in one of FORMATS."""
    from cxtext import schema

    if name in schema.ROWS:
        columns = schema.columns(name)
        rows = schema.ordered(name, rows)
    else:
        columns = type(rows[0])._fields if rows else ()
    ending = os.path.splitext(out or "")[1].lstrip(".").lower()
    form = form or (ending if ending in FORMATS else "table")
    data = _render(name, columns, rows, form)
    if form == "parquet" and out in (None, "-") and sys.stdout.isatty():
        raise CxtextError("Parquet is no text for a terminal", hint="Use --out FILE")
    if form == "table" and out in (None, "-"):
        click.echo(data.decode(), nl=False)  # in the terminal's own encoding
    else:
        _put(data, out)


def _put(data: bytes, out: str | None) -> None:
    """Write to a file, whole or not at all, or to standard output (None, "-")."""
    from cxtext import export

    if out in (None, "-"):
        export.pour(data)
    else:
        export.write_bytes(data, str(out))


def _render(name: str, columns: Sequence[str], rows: Sequence[Any], form: str) -> bytes:
    from cxtext import export

    if form == "table":
        from cxtext import console

        return console.table(name, columns, rows).encode()
    if form == "parquet":
        return export.to_parquet(_frame(name, columns, rows))
    return export.TEXTS[form](columns, rows).encode()


def _frame(name: str, columns: Sequence[str], rows: Sequence[Any]) -> Any:
    from cxtext import schema

    if name in schema.ROWS:
        return schema.frame(name, rows)
    import polars as pl

    return pl.DataFrame(rows, schema=list(columns), orient="row")


def _through_a_folder(write: Callable[[str], None]) -> None:
    """Let `write` write a file, and copy it to standard output."""
    from tempfile import TemporaryDirectory

    from cxtext import export

    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        write(path)
        with open(path, "rb") as file:
            export.pour(file.read())


# Telling


def _one_line(error: CxtextError | None) -> str:
    return " ".join(str(error).split())


def _complain(error: CxtextError) -> None:
    click.echo(f"cxtext: {_one_line(error)}", err=True)


def _report_problems(ctx: click.Context, talk: Talk) -> None:
    """Say what is odd about the transcripts; files that could not be read make it exit code 2."""
    for transcript in talk.transcripts:
        for note in transcript.notes:
            click.echo(f"note: {transcript.name}: {note}", err=True)
    for problem in talk.problems:
        _complain(problem)
    if talk.problems:
        ctx.exit(2)


def _progress() -> Callable[[int, int, str], None] | None:
    """A counter on standard error, where somebody watches it."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, name: str) -> None:
        end = "\r\x1b[K" if done == total else ""
        click.echo(f"\r\x1b[K{done}/{total} {name}{end}", err=True, nl=False)

    return show
