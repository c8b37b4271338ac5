"""A lexicon: literal forms with what they mean, the longest found first."""

from __future__ import annotations

from typing import Generic, TypeVar

from cxtext.template.edges import closes, is_word

Payload = TypeVar("Payload")


class Lexicon(Generic[Payload]):
    """Literal forms with payloads, looked up at a place of folded text, the longest first."""

    __slots__ = ("_forms", "_lengths")

    def __init__(self, entries: list[tuple[str, Payload]]) -> None:
        self._forms: dict[str, tuple[bool, Payload]] = {}
        lengths: dict[str, set[int]] = {}
        for form, payload in entries:
            stem = form.removesuffix("~")
            self._forms.setdefault(stem, (stem != form, payload))
            lengths.setdefault(stem[0], set()).add(len(stem))
        self._lengths = {char: sorted(found, reverse=True) for char, found in lengths.items()}

    def __contains__(self, form: str) -> bool:
        return form in self._forms

    def at(self, text: str, at: int) -> tuple[int, Payload] | None:
        """The end and the payload of the longest form at `at` whose edges are clean, or None."""
        for length in self._lengths.get(text[at : at + 1], ()):
            end = at + length
            entry = self._forms.get(text[at:end]) if end <= len(text) else None
            if entry is None:
                continue
            if entry[0]:
                while end < len(text) and is_word(text[end]):
                    end += 1
            elif not closes(text[end - 1], text[end : end + 1]):
                continue
            return end, entry[1]
        return None
