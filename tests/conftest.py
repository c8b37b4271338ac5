"""What the tests share: where things are, one Hypothesis profile, stand-ins for heavy modules."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

# The same examples in every run, and no failure because a busy machine was slow.
hypothesis.settings.register_profile("cxtext", derandomize=True, deadline=None)
hypothesis.settings.load_profile("cxtext")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def kolsky() -> Path:
    """The folder of the real talk in two translations."""
    return ROOT / "transcripts" / "kolsky-2016"


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a module with the given names in the place of a real one, for one test."""

    def put(module: str, **names: Any) -> None:
        made = ModuleType(module)
        vars(made).update(names)
        monkeypatch.setitem(sys.modules, module, made)

    return put
