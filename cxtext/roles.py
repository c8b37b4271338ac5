"""Who is who in one transcript: one name per speaker, and the role of each.

Role words of the language come first; then what the voices do: who asks, how long they speak, how they
alternate. Spellings are merged only where the structure leaves no other reading.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxtext import names
from cxtext.labels import role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

ASKERS = ("interviewer", "moderator", "audience")
"""The roles whose questions open a pair."""

MIN_TURNS = 4
"""Fewer turns than this show no habit."""

MAX_COMPARED = 50
"""Only the spellings of so many voices (the most frequent) are compared; more are a crowd."""


class Voice(NamedTuple):
    """Who speaks a turn."""

    speaker: str | None
    role: str


class _Voices(NamedTuple):
    """The turns by voice; a voice is called by the key of its most frequent label."""

    keys: Sequence[str]  # of each turn
    texts: Sequence[str]
    counts: Counter[str]
    characters: Counter[str]
    asks: Mapping[str, float]  # the share of turns that end with a question

    def mean(self, key: str) -> float:
        return self.characters[key] / self.counts[key]


def assign(
    labels: Sequence[str | None],
    texts: Sequence[str],
    *,
    words: Mapping[str, str],
    asks: Callable[[str], bool],
) -> list[Voice]:
    """The speaker and the role of each turn, from its label and its text.

    `words` maps folded role words to roles, `asks` tells whether a text ends with a question.
    A turn without a label is a speaker without a name.
    """
    keys = [names.key(label or "") for label in labels]
    shown = _spellings(keys, labels)
    keys = _merged(keys, shown, names.same_name, _neighbours(keys))
    voices = _listen(keys, texts, asks)
    roles = _roles(voices, shown, words)
    keys = _two_parties(voices, shown, roles, words)
    spelled = _spellings(keys, labels)
    final = _panel(keys, roles, words)
    return [Voice(spelled[key] or None, final[key]) for key in keys]


def _spellings(keys: Sequence[str], labels: Sequence[str | None]) -> dict[str, str]:
    """The most frequent label of each voice; the first mentioned among equals."""
    counts: dict[str, Counter[str]] = {}
    for key, label in zip(keys, labels, strict=True):
        counts.setdefault(key, Counter())[label or ""] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counts.items()}


def _neighbours(keys: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The voices that answer each other directly: they are never one person."""
    return frozenset(pair for a, b in pairwise(keys) for pair in ((a, b), (b, a)))


def _merged(
    keys: Sequence[str],
    shown: Mapping[str, str],
    same: Callable[[str, str], bool],
    neighbours: Collection[tuple[str, str]],
) -> list[str]:
    """The keys, with all spellings of one voice replaced by the most frequent.

    Left alone are a short form that fits two different longer ones (Berg: Anna Berg or Anders Berg?)
    and spellings of which two answer each other.
    """
    order = [key for key, _ in Counter(keys).most_common(MAX_COMPARED) if key]
    fits = {
        key: [other for other in order if other != key and same(shown[other], shown[key])] for key in order
    }
    clear = [key for key in order if not _is_ambiguous(key, fits, shown)]
    leader: dict[str, str] = {}
    for key in clear:
        if key not in leader:
            group = _connected(key, fits, clear)
            certain = not any((a, b) in neighbours for a in group for b in group if a != b)
            leader |= {member: key if certain else member for member in group}
    return [leader.get(key, key) for key in keys]


def _is_ambiguous(key: str, fits: Mapping[str, Sequence[str]], shown: Mapping[str, str]) -> bool:
    longer = [other for other in fits[key] if len(shown[other]) > len(shown[key])]
    return any(other != longer[0] and other not in fits[longer[0]] for other in longer)


def _connected(key: str, fits: Mapping[str, Sequence[str]], among: Collection[str]) -> list[str]:
    """All of `among` that `key` reaches over spellings that fit, itself first."""
    reached = [key]
    for member in reached:
        reached += [other for other in fits[member] if other in among and other not in reached]
    return reached


def _listen(keys: Sequence[str], texts: Sequence[str], asks: Callable[[str], bool]) -> _Voices:
    questions: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for key, text in zip(keys, texts, strict=True):
        characters[key] += len(text)
        questions[key] += asks(text)
    counts = Counter(keys)
    return _Voices(keys, texts, counts, characters, {key: questions[key] / n for key, n in counts.items()})


def _roles(voices: _Voices, shown: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """The role of each voice: by its role word, or by what it does."""
    named = {key: _said_role(names.key(shown[key]), words) for key in voices.counts}
    unnamed = [key for key, role in named.items() if role is None and key]
    askers = _askers(voices, unnamed)
    lead = max(askers, key=lambda key: voices.counts[key], default=None)
    roles = {}
    for key, role in named.items():
        if role is not None:
            roles[key] = role
        elif key not in askers:
            roles[key] = "speaker"
        else:
            roles[key] = "audience" if _is_from_the_floor(voices, key, lead, named) else "interviewer"
    return roles


def _said_role(key: str, words: Mapping[str, str]) -> str | None:
    """The role that a label says. "Speaker 2" is what machines call everybody: it says none."""
    role = role_of(key, words)
    return None if role == "speaker" and key not in words else role


def _askers(voices: _Voices, keys: Sequence[str]) -> set[str]:
    """The voices that mostly ask and speak less at a time than the one who speaks most."""
    if len(voices.counts) < 2:
        return set()
    main = max(voices.counts, key=lambda key: voices.characters[key])
    asking = {k for k in keys if k != main and voices.asks[k] >= 0.5 and voices.mean(k) < voices.mean(main)}
    return asking or _brief_partner(voices, main)


def _brief_partner(voices: _Voices, main: str) -> set[str]:
    """In a dialogue whose questions lost their marks: the one who speaks half as long at a time."""
    if len(voices.counts) != 2 or len(voices.keys) < MIN_TURNS:
        return set()
    other = next(key for key in voices.counts if key != main)
    turn_about = all(a != b for a, b in pairwise(voices.keys))
    return {other} if other and turn_about and voices.mean(other) * 2 <= voices.mean(main) else set()


def _is_from_the_floor(voices: _Voices, key: str, lead: str | None, named: Mapping[str, str | None]) -> bool:
    """Whether an asker is one of the audience: seldom heard where somebody else leads the talk."""
    if any(role in ("interviewer", "moderator") for role in named.values()):
        return True
    if lead is None or key == lead or _alternates(voices, key):
        return False
    return voices.counts[lead] >= 3 and voices.counts[key] * 3 <= voices.counts[lead]


def _alternates(voices: _Voices, asker: str) -> bool:
    """Whether every second turn is the main speaker's: then all the others may be one interviewer."""
    main = max(voices.counts, key=lambda key: voices.characters[key])
    return asker != main and all((a == main) != (b == main) for a, b in pairwise(voices.keys))


def _two_parties(
    voices: _Voices, shown: Mapping[str, str], roles: Mapping[str, str], words: Mapping[str, str]
) -> list[str]:
    """The keys, with the spellings of each party merged where somebody asks every second turn.

    One who answers may be spelt in several like ways. If only one answers, the label of the interviewer
    may be translated anew each time: labels that are no personal names, of equally many words.
    """
    keys = list(voices.keys)
    asking = [roles[key] == "interviewer" for key in keys]
    if not all(a != b for a, b in pairwise(asking)):
        return keys

    def answers(left: str, right: str) -> bool:
        return _both(left, right, "speaker", roles, words) and names.alike(left, right)

    def asks(left: str, right: str) -> bool:
        spelt = names.alike(left, right) or _translated(left, right)
        return _both(left, right, "interviewer", roles, words) and spelt

    keys = _merged(keys, shown, answers, frozenset())
    answering = {key for key, inquires in zip(keys, asking, strict=True) if not inquires}
    return _merged(keys, shown, asks, frozenset()) if len(answering) == 1 else keys


def _both(left: str, right: str, role: str, roles: Mapping[str, str], words: Mapping[str, str]) -> bool:
    """Whether both labels have the role, and neither is a role word."""
    keys = (names.key(left), names.key(right))
    return all(roles.get(key) == role and role_of(key, words) is None for key in keys)


def _translated(left: str, right: str) -> bool:
    """Whether two labels may be translations of one phrase: as many words, and not both personal names."""
    phrases = [name for name in (left, right) if not names.uncased(name) and not names.capitalised(name)]
    return bool(phrases) and names.count_words(left) == names.count_words(right) >= 2


def _panel(keys: Sequence[str], roles: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """The roles, with an interviewer of several speakers called what he is: a moderator."""
    counts = Counter(keys)
    speakers = [key for key in counts if roles[key] == "speaker" and counts[key] > 1]
    leads = [key for key in counts if roles[key] == "interviewer" and not role_of(key, words)]
    final = {key: roles[key] for key in counts}
    if len(speakers) > 1 and len(leads) == 1:
        final[leads[0]] = "moderator"
    return final
