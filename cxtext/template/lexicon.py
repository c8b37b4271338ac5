"""A lexicon: literal forms with what they mean, the longest found first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from cxtext.template.edges import closes, is_word, opens

if TYPE_CHECKING:
    from collections.abc import Iterable

Payload = TypeVar("Payload")

_SHORTEST = 3
"""Letters a form needs before a case ending is looked for; shorter ones begin too many other words."""


class Tails:
    """What may go on in a word after a number, a unit or a noun: case endings that templates name."""

    __slots__ = ("_by_first",)

    def __init__(self, leads: Iterable[str]) -> None:
        self._by_first: dict[str, tuple[str, ...]] = {}
        for lead in sorted({*leads}, key=lambda lead: (-len(lead), lead)):
            self._by_first[lead[0]] = (*self._by_first.get(lead[0], ()), lead)

    def follow(self, text: str, at: int) -> bool:
        """Whether the word goes on at `at` with one of them."""
        return any(text.startswith(lead, at) for lead in self._by_first.get(text[at : at + 1], ()))


class Lexicon(Generic[Payload]):
    """Literal forms with payloads, looked up at a place of folded text, the longest first.

    `backwards`: the forms and the text are reversed. With `tails`, a form of three letters or more may
    be followed by one of them in the same word.
    """

    __slots__ = ("_backwards", "_forms", "_lengths", "_tails")

    def __init__(
        self, entries: list[tuple[str, Payload]], *, tails: Tails | None = None, backwards: bool = False
    ) -> None:
        self._tails = tails
        self._backwards = backwards
        self._forms: dict[str, tuple[bool, Payload]] = {}
        lengths: dict[str, set[int]] = {}
        for form, payload in entries:
            stem = form.removesuffix("~")
            self._forms.setdefault(stem, (stem != form, payload))
            lengths.setdefault(stem[:2], set()).add(len(stem))
        self._lengths = {char: sorted(found, reverse=True) for char, found in lengths.items()}

    def __contains__(self, form: str) -> bool:
        return form in self._forms

    def at(self, text: str, at: int) -> tuple[int, Payload] | None:
        """The end and the payload of the longest form at `at` whose edges are clean, or None."""
        known = self._lengths
        first, both = text[at : at + 1], text[at : at + 2]
        # Two characters tell most words apart; one-letter forms ("m") are under themselves.
        lengths = known.get(both, ()) if both == first else (*known.get(both, ()), *known.get(first, ()))
        for length in lengths:
            end = at + length
            entry = self._forms.get(text[at:end]) if end <= len(text) else None
            if entry is None:
                continue
            if entry[0]:
                while end < len(text) and is_word(text[end]):
                    end += 1
            elif not self._is_whole(text, end) and not self._goes_on(text, end, length):
                continue
            return end, entry[1]
        return None

    def _is_whole(self, text: str, end: int) -> bool:
        """Whether a word ends here, or begins here in a text that is read backwards."""
        edge = opens if self._backwards else closes
        first, second = text[end - 1], text[end : end + 1]
        return edge(second, first) if self._backwards else edge(first, second)

    def _goes_on(self, text: str, end: int, length: int) -> bool:
        return self._tails is not None and length >= _SHORTEST and self._tails.follow(text, end)
