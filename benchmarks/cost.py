"""What long texts cost: ``make bench``. Linear time, flat memory, and how often the scan stops.

Time: 20 MB against 2 MB of English (benchmarks/corpus.py). Memory: the peak of a process that reads a
file of either size and writes its statistics as CSV (Linux only). Scan: hits of the automaton in a
million characters of the labelled sentences of each language, and how many of them became no part of a
numeral. These cost time and give nothing, and they do not grow with the numbers that labelled sentences are
full of; so they have the budget (tests/data/scan.toml). ``--large`` takes the memory on 200 MB too (minutes).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import tomllib
from bisect import bisect_right
from pathlib import Path

from accuracy import LABELLED, ROOT, known_tags, labelled
from corpus import paragraphs

from cxtext.language import load
from cxtext.numerals import reader_of
from cxtext.statistics import find_in_text
from cxtext.text import fold

SMALL, BIG, LARGE = 2, 20, 200
LINEAR = 12
"""Ten times the text may cost so many times as much."""

BUDGETS = ROOT / "tests" / "data" / "scan.toml"

_READ = """
import re, sys
from cxtext.start import main
try:
    main()
finally:
    # Not ru_maxrss: a process starts with its parent's.
    status = open("/proc/self/status").read()
    print(re.search(r"VmHWM:\\s+([0-9]+)", status)[1], file=sys.stderr)
"""


def linear() -> None:
    """The time of 20 MB against that of 2 MB."""
    seconds = {}
    find_in_text("\n".join(paragraphs(0.1)), language="en")
    for size in (SMALL, BIG):
        text = "\n".join(paragraphs(size))
        start = time.process_time()
        find_in_text(text, language="en")
        seconds[size] = time.process_time() - start
    ratio = seconds[BIG] / seconds[SMALL]
    print(
        f"time: {SMALL} MB {seconds[SMALL]:.1f} s, {BIG} MB {seconds[BIG]:.1f} s, {ratio:.1f} times "
        f"(bar {LINEAR}: {'met' if ratio <= LINEAR else 'MISSED'})"
    )


def peak(size: float) -> float:
    """The peak of memory, in MB, of reading a file of so many MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "talk.txt")
        path.write_text("\n".join(paragraphs(size)), encoding="utf-8")
        command = [sys.executable, "-c", _READ, "extract", str(path), "-l", "en", "--format", "csv"]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
    return int(done.stderr.split()[-1]) / 1000


def memory(sizes: list[float]) -> None:
    """The peak of memory for files of several sizes."""
    peaks = {size: peak(size) for size in sizes}
    shown = ", ".join(f"{size:g} MB {used:.0f} MB" for size, used in peaks.items())
    growth = (peaks[sizes[-1]] - peaks[sizes[0]]) / (sizes[-1] - sizes[0])
    print(f"memory: {shown}; {growth:.1f} MB for each further MB of text (flat: 0)")


def hits(tag: str) -> tuple[float, float]:
    """(all hits, those that are no part of a numeral) per million characters of the labelled sentences."""
    text = fold("\n".join(text for text, _ in labelled(tag)))
    reader = reader_of(load(tag))
    numerals = [numeral for numeral in reader.numerals(text) if not numeral.open]
    starts = [numeral.start for numeral in numerals]
    found = in_vain = 0
    for _, start, _ in reader.scanner.automaton(len(text)).find_matches_as_indexes(text):
        at = bisect_right(starts, start) - 1
        found += 1
        in_vain += at < 0 or start >= numerals[at].end
    return 1e6 * found / len(text), 1e6 * in_vain / len(text)


def budgets() -> dict[str, int]:
    """The hits in vain that each language may have."""
    with BUDGETS.open("rb") as file:
        return tomllib.load(file)


def scan() -> None:
    """The hits of every language with labelled sentences, most in vain first."""
    allowed = budgets()
    tags = [tag for tag in known_tags() if (LABELLED / f"{tag}.toml").exists()]
    counts = sorted(((hits(tag), tag) for tag in tags), key=lambda each: (-each[0][1], each[1]))
    print("scan: hits per million characters, those in vain, and their budget")
    for (found, in_vain), tag in counts:
        budget = allowed.get(tag, 0)
        over = "  over the budget" if in_vain > budget else ""
        print(f"  {tag:6} {found:8,.0f} {in_vain:8,.0f} {budget:8,}{over}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="memory on a file of 200 MB too")
    sizes: list[float] = [SMALL, BIG, *([LARGE] if parser.parse_args().large else [])]
    linear()
    memory(sizes)
    scan()


if __name__ == "__main__":
    main()
