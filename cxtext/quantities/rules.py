"""The templates of a language with their slots cut out, ready to match around numerals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxtext.template import LONGEST_BETWEEN, Between, Choices, Matcher, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxtext.language import Language
    from cxtext.numerals import Numeral


class Placed(Protocol):
    """Anything with a place in the text: a numeral, a quantity."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""


class Rule(NamedTuple):
    """A template of one section and key, cut at its slots."""

    section: str
    key: str
    template: str
    names: tuple[str, ...]
    pieces: tuple[Piece | None, ...]


def rules(language: Language, section: str) -> list[Rule]:
    """The templates of a section that have slots."""
    return [
        Rule(section, key, template, cut.names, cut.pieces)
        for key, templates in language.templates[section].items()
        for template in templates
        if (cut := language.cuts.get(template)) is not None
    ]


class Pairing(NamedTuple):
    """A rule with two slots: the piece between them and the pieces outside, ready to match."""

    rule: Rule
    before: Matcher | None
    between: Between
    after: Matcher | None


class OneSlot:
    """The rules with one slot: found by what follows the numeral, or by what precedes it."""

    def __init__(self, found: list[Rule]) -> None:
        ends = [(rule, rule.pieces[0], rule.pieces[1]) for rule in found]
        after = [(piece, rule) for rule, _, piece in ends if piece]
        before = [(piece, rule) for rule, piece, behind in ends if piece and not behind]
        self._after: Choices[Rule] = Choices(after, backwards=False)
        self._before: Choices[Rule] = Choices(before, backwards=True)
        self._heads = {rule.template: Matcher(piece) for rule, piece, behind in ends if piece and behind}

    def around(self, text: str, start: int, end: int) -> list[tuple[int, int, int, Rule]]:
        """Every rule that fits around text[start:end]: (start, end, reach, rule) with the surface."""
        found = []
        for match, rule in self._after.all(text, end):
            head = self._heads.get(rule.template)
            if head is None:
                found.append((start, match.end, match.reach - start, rule))
            elif (before := head.match(text, start)) is not None:
                found.append((before.start, match.end, match.reach - before.reach, rule))
        for match, rule in self._before.all(text, start):
            found.append((match.start, end, end - match.reach, rule))
        return found


def pairing_of(rule: Rule) -> Pairing:
    """A rule with two slots, ready to match."""
    before, between, after = rule.pieces
    assert between is not None  # cut() makes one even of nothing
    return Pairing(
        rule, Matcher(before) if before else None, Between(between), Matcher(after) if after else None
    )


def places_of(
    pairings: Sequence[Pairing], folded: str, left: Placed, right: Placed
) -> Iterator[tuple[Pairing, tuple[int, int]]]:
    """Every two-slot rule that fits over two neighbours, with its surface."""
    if right.start - left.end <= LONGEST_BETWEEN:  # most neighbours are far apart
        for pairing in pairings:
            place = place_of(pairing, folded, left, right)
            if place is not None:
                yield pairing, place


def place_of(pairing: Pairing, folded: str, left: Placed, right: Placed) -> tuple[int, int] | None:
    """The surface of a two-slot rule over two neighbours, or None."""
    if not pairing.between.fills(folded, left.end, right.start):
        return None
    start, end = left.start, right.end
    if pairing.before is not None:
        found = pairing.before.match(folded, start)
        if found is None:
            return None
        start = found.start
    if pairing.after is not None:
        found = pairing.after.match(folded, end)
        if found is None:
            return None
        end = found.end
    return start, end


def whole_words(pairing: Pairing, left: Numeral, right: Numeral) -> bool:
    """A number word that goes on ("neljä·stä") needs a template that says how."""
    if left.open and not pairing.between.piece.glued:
        return False
    return not right.open or (pairing.after is not None and pairing.after.piece.glued)


def is_glued(rule: Rule) -> bool:
    """Whether what follows the slot goes on in its word."""
    return rule.pieces[1] is not None and rule.pieces[1].glued
