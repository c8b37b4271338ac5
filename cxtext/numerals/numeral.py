"""A numeral as it is found in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxtext.digits import Exact


class Numeral(NamedTuple):
    """A numeral: its place, its exact value (None: unreadable, with the reason) and how it is written.

    ``digits``: written in digits; ``scaled``: with a scale word or group marks ("2.4 million");
    ``article``: the lone word for one that is also an article; ``composed``: put together by another
    language's rule; ``open``: the word goes on after it (only a glued unit can make it a quantity).
    """

    start: int
    end: int
    value: Exact | None
    digits: bool = False
    scaled: bool = False
    article: bool = False
    doubtful: bool = False
    composed: bool = False
    repaired: bool = False
    open: bool = False
    reason: str | None = None
    role: str = "number"  # number · fraction · multiple · amount · idiom
    part: int = 0
    whole: int = 0
    unit: str | None = None  # of an amount
    scale: int = 1
    low_high: tuple[Exact, Exact] | None = None
    spelled: str = ""  # single digits in words ("one four"), a number only behind a decimal sign
    behind: bool = False  # a ten behind a unit and a joining word
