"""Rules of the house that no other tool checks."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "cxtext").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"

TAGS = (
    "af|ar|bg|bn|ca|cs|cy|da|de|el|en|es|et|fa|fi|fr|gu|he|hi|hr|hu|id|it|ja|kn|ko|lt|lv|mk|ml|mr|ne|nl|no|"
    "pa|pl|ps|pt|ro|ru|sk|sl|so|sq|sv|sw|ta|te|th|tl|tr|uk|ur|vi|zh|zh-cn|zh-tw"
)
NAMED_LANGUAGE = re.compile(rf"""(==|!=|\bin\b) *[\[({{]? *["']({TAGS})["']""")
REGISTRY = re.compile(r"https?://[a-z0-9.-]*(pypi|pythonhosted|npmjs|debian)\.(org|com|net)", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?:^|[^A-Za-z0-9.])/(work|farm|tmp|root|home)/[a-z]")
LEFT_OPEN = re.compile(
    "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error", "no" + " cover"])
)

SKIPPED = {"figures", "dist", "build", "htmlcov", "__pycache__", "node_modules"}
TEXT = {
    "",
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".lock",
    ".cfg",
    ".html",
    ".css",
    ".js",
    ".json",
    ".csv",
    ".ipynb",
    ".sh",
}


def files() -> Iterator[Path]:
    """Every text file of the project (what commands made and hidden folders left out)."""
    for folder, folders, names in os.walk(ROOT):
        kept = (name for name in folders if name == ".ci" or not name.startswith("."))
        folders[:] = sorted(name for name in kept if name not in SKIPPED or Path(folder) != ROOT)
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in TEXT and (name == ".gitignore" or not name.startswith(".")):
                yield path


def places(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where `pattern` occurs, as file:line: text."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_import_is_light() -> None:
    """`import cxtext` loads no heavy package."""
    heavy = ("polars", "plotly", "nltk", "langdetect", "numpy", "click", "babel")
    code = f"import sys, cxtext; print([name for name in {heavy!r} if name in sys.modules], cxtext.__file__)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.startswith("[] ")
    assert "__init__" in shown


def test_no_language_is_named_in_code() -> None:
    """What differs between languages is data: no code asks for a language."""
    assert MODULES
    assert places(NAMED_LANGUAGE, MODULES) == []


@pytest.mark.parametrize(
    "code", ['if tag == "lv":', "tag in ('ur', 'fa')", 'tag in {"zh-tw"}', 'tag != "en"', 'tag in ["de"]']
)
def test_the_language_rule_bites(code: str) -> None:
    """The rule finds the ways in which a language is named."""
    assert NAMED_LANGUAGE.search(code)


@pytest.mark.parametrize("code", ['min("id")', 'name == "idea"', 'kind in ("percent", "ratio")'])
def test_the_language_rule_spares(code: str) -> None:
    """The rule leaves other strings alone."""
    assert not NAMED_LANGUAGE.search(code)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small(path: Path) -> None:
    """A module of more than 450 lines has a seam somewhere."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 450


def test_nothing_is_left_open() -> None:
    """No reminder stays in the package, and no line is hidden from coverage."""
    assert places(LEFT_OPEN, MODULES) == []


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    """The project installs from whatever registry its machine is set to, in whatever folder."""
    paths = list(files())
    assert ROOT / "requirements.lock" in paths
    assert places(REGISTRY, paths) == []
    assert places(MACHINE_PATH, paths) == []


# Notebooks


def test_there_are_notebooks() -> None:
    """The notebooks are part of the project, and figures are among their outputs."""
    assert NOTEBOOKS
    shown = [output for path in NOTEBOOKS for cell in code_cells(path) for output in cell["outputs"]]
    assert any(PLOTLY in output.get("data", {}) for output in shown)


def code_cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook that hold code."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_executed(path: Path) -> None:
    """All cells were run, once, in order, in the project's kernel, without an error."""
    cells = code_cells(path)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"] == []
    assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_figures_can_be_compared(path: Path) -> None:
    """Figures are stored as plotly data, which nbval compares, and never as a picture alone."""
    for cell in code_cells(path):
        for output in cell["outputs"]:
            kinds = set(output.get("data", {}))
            assert not kinds & {"image/png", "image/jpeg"} or PLOTLY in kinds
            assert not any("widget-view" in kind for kind in kinds) or "text/html" in kinds


# The README


def readme_blocks() -> list[tuple[str, str | None]]:
    """The Python blocks of the README, each with the text block right after it, if there is one."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.finditer(r"^```python\n(.*?)^```\n(?:\s*^```text\n(.*?)^```)?", text, re.DOTALL | re.MULTILINE)
    return [(match[1], match[2]) for match in found]


def test_readme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The README's Python runs, one block after the other, and shows what the README says it shows.

    A block with prompts is a doctest; of another block, the text block right after it is the output.
    """
    blocks = readme_blocks()
    assert blocks
    shutil.copytree(ROOT / "transcripts", tmp_path / "transcripts")
    monkeypatch.chdir(tmp_path)  # the README writes a page where it runs
    names: dict[str, Any] = {}
    for code, expected in blocks:
        if ">>>" in code:
            session(code, names)
            continue
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            exec(compile(code, "README.md", "exec"), names)
        if expected is not None:
            assert shown.getvalue().rstrip() == expected.rstrip()
    assert (tmp_path / "talk.html").stat().st_size > 0


def session(code: str, names: dict[str, Any]) -> None:
    """Run a block with prompts as a doctest."""
    example = doctest.DocTestParser().get_doctest(code, names, "README.md", "README.md", 0)
    problems = io.StringIO()
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
        example, out=problems.write, clear_globs=False
    )
    names.update(example.globs)
    assert result.failed == 0, problems.getvalue()
