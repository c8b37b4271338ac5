"""Ours against other packages that read numbers, in one run: ``make bench`` (in an environment of its own).

Speed: the same English text (benchmarks/corpus.py, one number in 300 characters) for all, in turns, best
of several; each reads it in one piece or paragraph by paragraph, whichever suits it better. Ours finds
statistics with unit, bound, kind, place and sentence; the peers find numbers.

Accuracy: the labelled sentences of the languages a peer has, by number value alone, since a peer knows
no bounds and hardly any units. ``found``: labelled statistics whose number (of a ratio the quotient, or both
numbers; of a percentage 84 or 0.84; of a range both ends) is among what is returned. ``other``: numbers
returned besides; most are real numbers that are no statistic (a peer is not asked to tell), some are wrong.
"""

from __future__ import annotations

import re
import time
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from accuracy import HELD_OUT, LABELLED, Sentence, first_sight, labelled, read
from corpus import paragraphs

from cxtext.language import load
from cxtext.statistics import find_in_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

warnings.filterwarnings("ignore")  # the peers', on every Python newer than theirs

MEGABYTES = 0.1
ROUNDS = 5


class Peer(NamedTuple):
    """A reader of numbers: what is timed, what it returns as numbers, and how much faster ours should be."""

    name: str
    languages: tuple[str, ...]
    read: Callable[[str, str], object]
    values: Callable[[str, str], list[float]] | None
    bar: float | None = None


# --- the readers --------------------------------------------------------------------------------------


def _ours(text: str, tag: str) -> object:
    return find_in_text(text, language=tag)


def _our_values(text: str, tag: str) -> list[float]:
    return [value for statistic in read(text, tag) for value in numbers_of(statistic)[0]]


class _Token:
    """A token as text2num's protocol asks for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:  # noqa: ARG002 (the protocol's signature)
        return False

    def not_a_number_part(self) -> bool:
        return False


_tokens = re.compile(r"\w+|[^\w\s]+|\s+").findall


def _find_numbers(text: str, tag: str) -> object:
    from text_to_num import find_numbers

    return find_numbers([_Token(token) for token in _tokens(text)], tag, 0)


def _alpha2digit(text: str, tag: str) -> str:
    from text_to_num import alpha2digit

    return alpha2digit(text, tag, threshold=0)


def _number_parser(text: str, tag: str) -> str:
    import number_parser

    return number_parser.parse(text, language=tag)


CULTURES = {
    "en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br", "zh-cn": "zh-cn", "ja": "ja-jp",
}  # fmt: skip
"""The cultures for which recognizers-text-number registers models."""


@cache
def _models(tag: str) -> tuple[Any, Any]:
    from recognizers_number import NumberRecognizer

    recognizer = NumberRecognizer(CULTURES[tag])
    return recognizer.get_number_model(), recognizer.get_percentage_model()


def _recognizers(text: str, tag: str) -> object:
    return _models(tag)[0].parse(text)


def _recognizers_values(text: str, tag: str) -> list[float]:
    """Percentages, and the numbers outside of them ("pour cent" holds the word for hundred)."""
    numbers, percentages = (model.parse(text) for model in _models(tag))
    alone = [n for n in numbers if not any(p.start <= n.start <= p.end for p in percentages)]
    said = [each.resolution["value"] for each in [*percentages, *alone] if each.resolution]
    return [value for text in said if text for value in in_digits(text, tag)]


def _quantulum3(text: str, tag: str) -> Any:  # noqa: ARG001 (it has one language only)
    from quantulum3 import parser

    return parser.parse(text)


def _quantulum3_values(text: str, tag: str) -> list[float]:
    values = []
    for each in _quantulum3(text, tag):
        spread = each.uncertainty
        values += [each.value - spread, each.value + spread] if spread else [each.value]
    return values


def in_digits(text: str, tag: str) -> list[float]:
    """The numbers in the digits of a text, with the separators of a language."""
    decimal = load(tag).decimal
    found = []
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        group = "," if decimal == "." else "."
        number = re.sub(rf"{re.escape(group)}(?=\d{{3}}(?!\d))", "", match[0]).replace(",", ".")
        if number.count(".") <= 1:
            found.append(float(number))
    return found


def _rewritten(rewrite: Callable[[str, str], str]) -> Callable[[str, str], list[float]]:
    """The numbers of a peer that returns the text with its number words as digits."""
    return lambda text, tag: in_digits(rewrite(text, tag), tag)


OURS = Peer("cxtext", (), _ours, _our_values)
TEXT2NUM = ("da", "de", "en", "es", "fr", "it", "nl", "pt")
PEERS = (
    Peer("text2num find_numbers", TEXT2NUM, _find_numbers, None, bar=1),
    Peer("text2num alpha2digit", TEXT2NUM, _alpha2digit, _rewritten(_alpha2digit)),
    Peer("number-parser", ("en", "es", "hi", "ru", "uk"), _number_parser, _rewritten(_number_parser), bar=20),
    Peer("recognizers-text-number", tuple(CULTURES), _recognizers, _recognizers_values, bar=100),
    Peer("quantulum3", ("en",), _quantulum3, _quantulum3_values, bar=100),
)


# --- speed --------------------------------------------------------------------------------------------


def _seconds(peer: Peer, pieces: Sequence[str]) -> float:
    start = time.process_time()
    for piece in pieces:
        peer.read(piece, "en")
    return time.process_time() - start


def _ways(peer: Peer, pilot: Sequence[str]) -> dict[str, Callable[[Sequence[str]], Sequence[str]]]:
    """How to hand the text over: in one piece too, unless that costs a peer several times as much."""
    ways: dict[str, Callable[[Sequence[str]], Sequence[str]]] = {"by paragraphs": lambda lines: lines}
    peer.read(pilot[0], "en")  # it loads what it needs
    if _seconds(peer, ["\n".join(pilot)]) < 3 * _seconds(peer, pilot):
        ways["in one piece"] = lambda lines: ["\n".join(lines)]
    return ways


def speed() -> None:
    """Megabytes a second of each, and how many times faster ours is."""
    everybody = (OURS, *PEERS)
    pilot, lines = paragraphs(0.01, seed=2), paragraphs(MEGABYTES)
    ways = {peer: _ways(peer, pilot) for peer in everybody}
    runs: dict[Peer, list[tuple[float, str]]] = {peer: [] for peer in everybody}
    for _ in range(ROUNDS):
        for peer in everybody:
            runs[peer] += [(_seconds(peer, cut(lines)), how) for how, cut in ways[peer].items()]
    size = len("\n".join(lines).encode()) / 1e6
    ours, _ = min(runs[OURS])
    print(f"Speed, English, {size:.2f} MB, best of {ROUNDS} in turns, CPU time")
    for peer in everybody:
        seconds, how = min(runs[peer])
        line = f"  {peer.name:24} {size / seconds:8.3f} MB/s  {how:13}"
        if peer is not OURS:
            ratio = seconds / ours
            line += f"  ours is {ratio:6.2f} times as fast"
            if peer.bar is not None:
                line += f" (bar {peer.bar:g}: {'met' if ratio >= peer.bar else 'MISSED'})"
        print(line)


# --- accuracy -----------------------------------------------------------------------------------------

_NUMBER = r"-?\d+(?:\.\d+)?"


def numbers_of(statistic: str) -> list[list[float]]:
    """The ways in which the numbers of a statistic in notation may be returned; the first is ours."""
    body = statistic.partition(" [")[0].lstrip("~<>=@ ").removeprefix("n=")
    if ratio := re.match(rf"({_NUMBER})/({_NUMBER})", body):
        part, whole = float(ratio[1]), float(ratio[2])
        return [[part / whole], [part, whole]] if whole else [[part, whole]]
    if spread := re.match(rf"({_NUMBER})\.\.({_NUMBER})", body):
        return [[float(spread[1]), float(spread[2])]]
    match = re.match(_NUMBER, body)
    if match is None:
        raise ValueError(f"no number in {statistic!r}")
    value = float(match[0])
    scale = {"%": 100, "‰": 1000}.get(body[match.end() :])
    return [[value], [value / scale]] if scale else [[value]]


def _take(wanted: Sequence[float], values: list[float]) -> bool:
    """Whether all of the wanted numbers are among the values; these are then taken out."""
    rest = list(values)
    for number in wanted:
        same = [value for value in rest if abs(value - number) <= 1e-6 * max(1, abs(number))]
        if not same:
            return False
        rest.remove(same[0])
    values[:] = rest
    return True


def compared(peer: Peer, given: Sequence[Sentence], tag: str) -> tuple[int, int, int]:
    """(found, other, failed): statistics found, numbers besides, sentences that broke the peer."""
    assert peer.values is not None
    found = other = failed = 0
    for text, statistics in given:
        try:
            values = peer.values(text, tag)
        except Exception:  # a peer's defect is a figure here
            failed += 1
            continue
        found += sum(any(_take(way, values) for way in numbers_of(each)) for each in statistics)
        other += len(values)
    return found, other, failed


def accuracy() -> None:
    """Found and other numbers of each peer beside ours, for the languages the peer has."""
    print("\nAccuracy by number value (see the head of benchmarks/peers.py): found, other numbers")
    print("  heldout: ours today; at first sight, what ours had right in everything, not in value alone")
    first = first_sight()
    for folder in (LABELLED, HELD_OUT):
        for peer in PEERS:
            for tag in peer.languages if peer.values else ():
                if (folder / f"{tag}.toml").exists():
                    line = _side_by_side(peer, labelled(tag, folder), tag, folder.name)
                    seen = folder == HELD_OUT and tag in first
                    print(line + (f"   cxtext at first sight {first[tag].recall:.0%}" if seen else ""))


def _side_by_side(peer: Peer, given: Sequence[Sentence], tag: str, name: str) -> str:
    total = sum(len(statistics) for _, statistics in given)
    line = f"  {name:8} {tag:6} {total:4} statistics"
    for each in (OURS, peer):
        found, other, failed = compared(each, given, tag)
        line += f"   {each.name} {found / total:4.0%}, {other:3} other"
        line += f" ({failed} sentences broke it)" if failed else ""
    return line


def main() -> None:
    """Print both tables."""
    speed()
    accuracy()


if __name__ == "__main__":
    main()
