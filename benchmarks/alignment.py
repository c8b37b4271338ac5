"""How fast and how right the alignment is: ``python benchmarks/alignment.py [--long]``.

Speed: seconds for texts of n segments, and NLTK's Gale-Church where it is bearable. Quality: strict F1
(a bead is right or wrong as a whole, nulls count) on ``tests/data/alignment.tsv``, our own sentences in
five languages, with seeded damage (12 % merged, 5 % dropped), and NLTK's on the same.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from nltk.translate.gale_church import align_blocks

from cxtext import alignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Groups = set[tuple[tuple[int, ...], tuple[int, ...]]]
TEXTS = Path(__file__).resolve().parent.parent / "tests" / "data" / "alignment.tsv"
SEEDS = range(20)


def parallel() -> dict[str, list[str]]:
    """Our own parallel sentences, by language."""
    rows = [line.split("\t") for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    return {column[0]: list(column[1:]) for column in zip(*rows, strict=True)}


def damaged(
    left: Sequence[str], right: Sequence[str], seed: int, *, merged: float = 0.12, dropped: float = 0.05
) -> tuple[list[str], list[str], Groups]:
    """Both texts with neighbours merged and segments dropped on either side, and the true beads."""
    draw = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    truth: Groups = set()
    place = 0
    while place < len(left):
        chance, side = draw.random(), draw.randrange(2)
        size = 2 if chance < merged and place + 1 < len(left) else 1
        pieces = [list(left[place : place + size]), list(right[place : place + size])]
        if size == 2:
            pieces[side] = [" ".join(pieces[side])]
        elif merged <= chance < merged + dropped:
            pieces[side] = []
        starts = [len(text) for text in sides]
        for text, piece in zip(sides, pieces, strict=True):
            text.extend(piece)
        spans = [tuple(range(start, len(text))) for start, text in zip(starts, sides, strict=True)]
        truth.add((spans[0], spans[1]))
        place += size
    return sides[0], sides[1], truth


def strict_f1(found: Iterable[tuple[Sequence[int], Sequence[int]]], truth: Groups) -> float:
    """Harmonic mean of precision and recall of whole beads."""
    beads = {(tuple(left), tuple(right)) for left, right in found}
    return 2 * len(beads & truth) / (len(beads) + len(truth))


def gale_church(left: Sequence[str], right: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """NLTK's links, joined into beads; segments without a link are nulls."""
    beads: list[tuple[list[int], list[int]]] = []
    for one, two in sorted(align_blocks([len(text) for text in left], [len(text) for text in right])):
        if beads and (one in beads[-1][0] or two in beads[-1][1]):
            beads[-1][0].extend({one} - set(beads[-1][0]))
            beads[-1][1].extend({two} - set(beads[-1][1]))
        else:
            beads.append(([one], [two]))
    linked = {k for bead in beads for k in bead[0]}, {k for bead in beads for k in bead[1]}
    beads += [([k], []) for k in range(len(left)) if k not in linked[0]]
    return beads + [([], [k]) for k in range(len(right)) if k not in linked[1]]


def seconds(job: Callable[[], object]) -> float:
    """The CPU time of one run."""
    start = time.process_time()
    job()
    return time.process_time() - start


def invented(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Two texts of `count` sentences in an invented language and its translation, 5 % merged, 2 % dropped."""
    draw = random.Random(seed)
    words = [
        ["".join(draw.choices(letters, k=draw.randint(3, 9))) for _ in range(5000)] for letters in ALPHABETS
    ]
    texts: tuple[list[str], list[str]] = ([], [])
    for _ in range(count):
        picked = [
            min(4999, int(draw.paretovariate(0.7))) for _ in range(max(2, int(draw.lognormvariate(2.5, 0.5))))
        ]
        number = f"{draw.randint(1, 2000)} " if draw.random() < 0.2 else ""
        for side, text in enumerate(texts):
            text.append(number + " ".join(words[side][word] for word in picked if draw.random() < 0.95) + ".")
    return damaged(*texts, seed, merged=0.05, dropped=0.02)[:2]


ALPHABETS = ("abcdefghiklmnoprstuvz", "абвгдежзиклмнопрстуфхцч")


def speed(sizes: Sequence[int], peer_sizes: Sequence[int]) -> None:
    """Print the table of times."""
    alignment.align(*invented(50))  # imports and caches
    print(f"{'segments':>10}{'cxtext s':>11}{'µs/segment':>12}{'NLTK s':>9}{'ratio':>8}")
    for count in sorted({*sizes, *peer_sizes}):
        left, right = invented(count)
        ours = seconds(lambda left=left, right=right: alignment.align(left, right))  # type: ignore[misc]
        line = f"{count:>10,}{ours:>11.3f}{ours / count * 1e6:>12.0f}"
        if count in peer_sizes:
            theirs = seconds(lambda left=left, right=right: gale_church(left, right))  # type: ignore[misc]
            line += f"{theirs:>9.2f}{theirs / ours:>7.0f}x"
        print(line)


def quality() -> None:
    """Print the table of strict F1."""
    texts = parallel()
    scores: list[tuple[float, float]] = []
    print(f"{'pair':>10}{'cxtext':>9}{'NLTK':>8}   strict F1, mean of {len(SEEDS)} seeds")
    for one, two in combinations(sorted(texts), 2):
        cases = [damaged(texts[one], texts[two], seed) for seed in SEEDS]
        ours = sum(strict_f1(alignment.align(a, b), truth) for a, b, truth in cases) / len(cases)
        theirs = sum(strict_f1(gale_church(a, b), truth) for a, b, truth in cases) / len(cases)
        scores.append((ours, theirs))
        print(f"{one + '-' + two:>10}{ours:>9.3f}{theirs:>8.3f}")
    means = [sum(column) / len(column) for column in zip(*scores, strict=True)]
    print(f"{'mean':>10}{means[0]:>9.3f}{means[1]:>8.3f}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="also 20,000 segments (about 10 s)")
    chosen = parser.parse_args()
    quality()
    print()
    speed((1000, 2000, 20000) if chosen.long else (1000, 2000), (200, 500))


if __name__ == "__main__":
    main()
