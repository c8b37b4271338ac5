"""Text to measure with: English paragraphs of our own, each time with another number in them.

``english.txt`` holds one paragraph a line, about 300 characters with one number each; its slots are
filled from lists below by a seeded generator, so that neither ours nor a peer reads one text over and over.
"""

from __future__ import annotations

import random
from pathlib import Path

PARAGRAPHS = Path(__file__).with_name("english.txt")

WORDS = {
    "percent": (
        "eighty-four percent", "seventeen percent", "more than half a percent", "sixty per cent",
        "about ninety-two percent", "three and a half percent", "less than one percent",
    ),
    "ratio": ("three out of four", "one in five", "nine out of ten", "two thirds of the", "7 of 10"),
    "count": ("twelve hundred", "forty-two", "two million", "six thousand five hundred", "ninety"),
    "money": ("two million euros", "forty thousand dollars", "half a million pounds"),
    "duration": ("eleven hours", "three and a half days", "twenty-five minutes", "six weeks"),
}  # fmt: skip


def _in_digits(draw: random.Random, slot: str) -> str:
    """A number in digits for a slot."""
    number = draw.randrange(2, 9_000)
    forms = {
        "percent": (f"{number % 99 + 1}%", f"{number % 999 / 10} percent", f"over {number % 90 + 2} %"),
        "ratio": (f"{number % 8 + 1} out of 10", f"{number % 5 + 1} in 7"),
        "count": (f"{number:,}", f"{number / 100:.1f} million", f"{number}"),
        "money": (f"€{number:,}", f"{number / 100:.1f} million euros", f"${number}"),
        "duration": (f"{number % 48 + 2} hours", f"{number % 30 + 2} days"),
    }
    return draw.choice(forms[slot])


def paragraphs(megabytes: float, *, seed: int = 1) -> list[str]:
    """Paragraphs of together about so many MB (10^6 UTF-8 bytes); the same ones for the same seed."""
    draw = random.Random(seed)
    lines = PARAGRAPHS.read_text(encoding="utf-8").splitlines()
    found: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        for line in draw.sample(lines, len(lines)):
            slot = line[line.index("{") + 1 : line.index("}")]
            number = draw.choice(WORDS[slot]) if draw.random() < 0.4 else _in_digits(draw, slot)
            found.append(line.replace("{" + slot + "}", number))
            size += len(found[-1].encode()) + 1
    return found
