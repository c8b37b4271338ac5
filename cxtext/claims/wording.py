"""Explanations in plain English: names of languages and lines that name the evidence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cxtext.diagnosis import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxtext.diagnosis import Consensus, Explanation, Reading

TOSS_UP = 0.5
"""From this share of the best candidate's probability on, a rival is called almost as likely."""


@lru_cache(maxsize=512)
def english(tag: str) -> str:
    """The English name of a language tag; the tag itself where CLDR knows none.

    >>> english("zh-tw"), english("lv"), english("xx-x")
    ('Chinese (Traditional)', 'Latvian', 'xx-x')
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag.replace("-", "_"))
        if locale.script:  # the script says it; the territory was only a way to write it
            locale = Locale(locale.language, script=locale.script)
    except (UnknownLocaleError, ValueError):
        return tag
    return locale.get_display_name("en") or tag


def listed(tags: Sequence[str], most: int = 3) -> str:
    """``Latvian, Urdu and Hindi``, or ``Latvian, Urdu, Hindi and 4 more``."""
    names = [english(tag) for tag in tags]
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def agreeing(language: str, said: Reading, agree: Sequence[str]) -> str:
    """For a language whose reading is that of the consensus."""
    others = [other for other in agree if other != language]
    if not others:
        return f"{english(language)} says {phrase(said)}, the most probable reading"
    return f"{listed(sorted(agree))} say {phrase(said)}"


def other_form(language: str, said: Reading, found: Explanation, original: Reading) -> str:
    """For the same quantity in another form, or a nuance."""
    return f"{english(language)} {found.why}: {phrase(said)}, elsewhere {phrase(original)}"


def disagreeing(
    language: str, said: Reading, found: Explanation, best: Consensus, agree: Sequence[str]
) -> str:
    """For a slip: what it did, what both sides say."""
    line = f"{english(language)} {found.why}: it says {phrase(said)}"
    original = phrase(best.reading)
    if agree:
        return f"{line}, {listed(sorted(agree))} {original}"
    return f"{line}, most probably {original} was said"


def rivals(best: Consensus) -> str:
    """The other originals that are almost as likely, with their probabilities; empty if there are none."""
    share = best.confidence
    near = [(rival, chance) for rival, chance in best.rivals if chance >= TOSS_UP * share * 0.7]
    if not near:
        return ""
    rival, chance = near[0]
    return (
        f"; {phrase(rival)} is almost as likely the original as {phrase(best.reading)} "
        f"(probability {chance:.2f} and {share:.2f})"
    )


def absent(language: str, said: Reading, stating: Sequence[str]) -> str:
    """For a language that does not state what others do."""
    return f"{english(language)} does not state {phrase(said)}; {listed(sorted(stating))} {_verb(stating)}"


def only(stating: Sequence[str], said: Reading, others: Sequence[str]) -> str:
    """For what only one language, or a few of many, state."""
    if not others:
        return f"{listed(stating)} says {phrase(said)}; there is no other language to compare with"
    verb = "states" if len(stating) == 1 else "state"
    return f"Only {listed(stating)} {verb} {phrase(said)}; {listed(sorted(others))} {_verb(others)} not"


def _verb(tags: Sequence[str]) -> str:
    return "does" if len(tags) == 1 else "do"


def unsure(language: str, said: Reading | None, original: Reading) -> str:
    """For passages that correspond too weakly."""
    what = f"says {phrase(said)}" if said is not None else "states no number"
    doubt = "but the passages correspond too weakly to tell"
    return f"{english(language)} {what} where others say {phrase(original)}, {doubt}"


def unread(language: str, surface: str, original: Reading) -> str:
    """For a language whose text has the number, though it was read as no statistic."""
    said = phrase(original)
    return f"{english(language)} has “{surface}” where others say {said}; it was read as no statistic"


def exchanging(language: str, original: Reading, other: Reading) -> str:
    """For two numbers that changed places."""
    return f"{english(language)} exchanges {phrase(original)} and {phrase(other)}"
