"""Reads the spell-out of the CLDR back: `python benchmarks/spellout.py TAG…`.

unicode-rbnf holds the CLDR rules in pure Python and refuses languages that have none; every cardinal
rule set, 0 to 1,000 one by one, then samples to 10^12. Prints each number that does not come back.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxtext.numerals import read

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = [
    *range(1001), 1100, 1234, 1999, 2000, 2015, 2024, 3500, 9999, 10_000, 10_001, 12_345, 20_000, 84_000,
    99_999, 100_000, 123_456, 200_000, 500_000, 999_999, 1_000_000, 1_200_000, 2_000_000, 2_500_000,
    10_000_000, 12_345_678, 100_000_000, 150_000_000, 1_000_000_000, 2_400_000_000, 10_000_000_000,
    1_000_000_000_000,
]  # fmt: skip

ENGINES = {"zh-cn": "zh", "zh-tw": "zh_Hant", "tl": "fil"}
"""Tags of langdetect and their names in unicode-rbnf."""

INVISIBLE = {ord(char): None for char in "\u00ad\u200b"}


def spelled(tag: str) -> Iterator[tuple[int, str, str]]:
    """(number, rule set, text) of every cardinal rule set. Raises ValueError where the CLDR has none."""
    from unicode_rbnf import RbnfEngine

    engine = RbnfEngine.for_language(ENGINES.get(tag, tag))
    for number in SAMPLES:
        texts = engine.format_number(number).text_by_ruleset
        for name, text in sorted(texts.items()):
            if "cardinal" in name and "financial" not in name:
                yield number, name, text.translate(INVISIBLE)


def failures(tag: str) -> list[tuple[int, str, str, object]]:
    """What does not read back: (number, rule set, text, what was read)."""
    found = []
    for number, name, text in spelled(tag):
        value = read(text, language=tag)
        if value != number:
            found.append((number, name, text, value))
    return found


def main() -> None:
    """Print what does not read back."""
    for tag in sys.argv[1:]:
        try:
            failed = failures(tag)
        except ValueError as error:
            print(f"{tag}: no spell-out ({error})")
            continue
        for number, name, text, value in failed[:60]:
            print(f"{tag} {number} {name}: {text!r} read as {value}")
        print(f"{tag}: {len(failed)} failures")


if __name__ == "__main__":
    main()
