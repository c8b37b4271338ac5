"""Effort as the number of function calls: a measure that a busy machine does not change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def calls(job: Callable[[], object]) -> int:
    """How many functions are called while `job` runs."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(None)
    return made
