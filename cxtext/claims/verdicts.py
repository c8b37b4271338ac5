"""The verdict on every cell of a claim."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from cxtext.claims import exchange, wording
from cxtext.diagnosis import (
    SLIPS,
    USUAL,
    Consensus,
    Explanation,
    Reading,
    Vote,
    consensus,
    explain,
    phrase,
    reliability,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.diagnosis import Slip

WEAK = 0.25
"""Under this confidence of the alignment a disagreement is ``unsure``."""

UNRELATED = 0.5
"""The same for a number without any relation to the original: then the match itself is in doubt."""


class Judgement(NamedTuple):
    """The verdict on one language's reading of one claim (or on its silence), as in the claims table."""

    verdict: str
    slip: str | None
    severity: str | None
    explanation: str


class Judged(NamedTuple):
    """A claim: what was probably said, how sure, and the judgement per language of the talk."""

    best: Consensus
    confidence: float
    judgements: Mapping[str, Judgement]


class Claimed(NamedTuple):
    """The readings of a claim by language, and how surely each passage corresponds to another one (0…1).

    `unread`: what stands in a language that does not state it: a number of this value, read as no statistic.
    """

    readings: Mapping[str, Reading]
    sure: Mapping[str, float]
    unread: Mapping[str, str] = {}


def reliabilities(
    claims: Sequence[Claimed], languages: Sequence[str], *, rounds: int = 2
) -> dict[str, float]:
    """How reliable each language is in this talk (0.6…0.97), from all claims that two or more state.

    Starts with :data:`USUAL` for all; each round finds the most probable originals and counts, for
    each language, the probability that its reading is the original.
    """
    known = dict.fromkeys(languages, USUAL)
    shared = [claim for claim in claims if len(claim.readings) > 1]
    for _ in range(rounds):
        kept, seen = dict.fromkeys(languages, 0.0), dict.fromkeys(languages, 0)
        for claim in shared:
            best = _consensus(claim, known)
            for language, reading in claim.readings.items():
                right = explain(best.reading, reading).verdict != "differ"
                seen[language] += 1
                kept[language] += best.confidence if right else 1 - best.confidence
        known = {language: reliability(round(kept[language], 6), seen[language]) for language in languages}
    return known


def _consensus(claim: Claimed, known: Mapping[str, float]) -> Consensus:
    return consensus([Vote(reading, known[language]) for language, reading in sorted(claim.readings.items())])


def judge(claim: Claimed, languages: Sequence[str], known: Mapping[str, float]) -> Judged:
    """The verdict on `claim` for each of `languages`; `known` are their reliabilities."""
    best = _consensus(claim, known)
    if len(claim.readings) == 1:
        return _alone(claim, languages, best)
    found = {language: explain(best.reading, reading) for language, reading in claim.readings.items()}
    judgements = {
        language: _stated(language, claim, found, best)
        if language in found
        else _silent(language, claim, best)
        for language in languages
    }
    silent = [language for language in languages if _is_silent(language, claim)]
    odds = len(claim.readings) * SLIPS["added_number"].cost - len(silent) * SLIPS["missing_number"].cost
    if odds >= 0:
        return Judged(best, best.confidence, judgements)
    added = _added(claim, found, best, languages)
    return Judged(best, best.confidence / (1 + exp(-odds)), judgements | added)


def _is_silent(language: str, claim: Claimed) -> bool:
    """Whether the place of the claim is known in `language`, and no number of this value stands there."""
    stated = language in claim.readings or language in claim.unread
    return not stated and claim.sure.get(language, 1.0) >= WEAK


def _added(
    claim: Claimed, found: Mapping[str, Explanation], best: Consensus, languages: Sequence[str]
) -> dict[str, Judgement]:
    """A few languages added it where many are silent: that all of those lost it would cost more.

    The silent ones are ``missing`` without slip and severity: nothing is wrong with them.
    """
    silent = [language for language in languages if _is_silent(language, claim)]
    line = wording.only(sorted(claim.readings), best.reading, silent)
    slip = SLIPS["added_number"]
    stating = {
        language: explanation for language, explanation in found.items() if explanation.verdict != "differ"
    }
    return {language: Judgement("missing", None, None, line) for language in silent} | {
        language: Judgement("added", slip.name, slip.severity, line) for language in stating
    }


def with_exchanges(claims: Sequence[Claimed], judged: Sequence[Judged]) -> list[Judged]:
    """The verdicts, with ``numbers_exchanged`` where two numbers of a language changed places."""
    originals = [one.best.reading for one in judged]
    found = list(judged)
    for language in sorted({language for claim in claims for language in claim.readings}):
        said = [claim.readings.get(language) for claim in claims]
        for place, other in exchange.exchanged(said, originals).items():
            if found[place].judgements[language].verdict == "differ":
                line = wording.exchanging(language, originals[place], originals[other])
                verdict = Judgement("differ", "numbers_exchanged", SLIPS["numbers_exchanged"].severity, line)
                judgements = {**found[place].judgements, language: verdict}
                found[place] = found[place]._replace(judgements=judgements)
    return found


def _stated(language: str, claim: Claimed, found: Mapping[str, Explanation], best: Consensus) -> Judgement:
    said, mine = claim.readings[language], found[language]
    agree = [other for other, explanation in found.items() if explanation.verdict == "agree"]
    doubt = wording.rivals(best)
    if mine.verdict == "agree":
        line = wording.agreeing(language, best.reading, agree)
        note = f"; {wording.english(language)} {mine.why}" if mine.slip else ""
        return Judgement("agree", mine.slip, mine.severity, line + note + _fault(found, claim) + doubt)
    if mine.verdict == "reworded":
        line = wording.other_form(language, said, mine, best.reading)
        return Judgement("reworded", mine.slip, mine.severity, line + _fault(found, claim) + doubt)
    sure = claim.sure.get(language, 1.0)
    if sure < (UNRELATED if mine.slip in ("value_replaced", "kind_changed") else WEAK):
        return Judgement("unsure", mine.slip, None, wording.unsure(language, said, best.reading))
    same = [other for other, explanation in found.items() if explanation.verdict != "differ"]
    line = wording.disagreeing(language, said, mine, best, agree or same)
    return Judgement("differ", mine.slip, mine.severity, line + doubt)


def _fault(found: Mapping[str, Explanation], claim: Claimed) -> str:
    """What the others do wrong, in short, for the row of a language that does not."""
    wrong = sorted(language for language, explanation in found.items() if explanation.verdict == "differ")
    if not wrong:
        return ""
    if len(wrong) > 1:
        return f"; {wording.listed(wrong)} differ"
    return f"; {wording.english(wrong[0])} says {phrase(claim.readings[wrong[0]])}"


def _silent(language: str, claim: Claimed, best: Consensus) -> Judgement:
    if claim.sure.get(language, 1.0) < WEAK:
        return Judgement("unsure", None, None, wording.unsure(language, None, best.reading))
    if language in claim.unread:
        return _unread(language, claim, best.reading)
    line = wording.absent(language, best.reading, list(claim.readings))
    return Judgement("missing", "missing_number", SLIPS["missing_number"].severity, line)


def _unread(language: str, claim: Claimed, original: Reading) -> Judgement:
    line = wording.unread(language, claim.unread[language], original)
    return Judgement("unsure", "reading_error", None, line)


def _alone(claim: Claimed, languages: Sequence[str], best: Consensus) -> Judged:
    """Only one language states it: of two, one lost or one added it; of more, it was probably added.

    Of more than two, the silent ones are ``missing`` without slip and severity: nothing is wrong with them.
    """
    (stating,) = claim.readings
    others = [language for language in languages if language != stating]
    line = wording.only([stating], claim.readings[stating], others)
    if not others:
        return Judged(best, best.confidence, {stating: Judgement("agree", None, None, line)})
    missing = SLIPS["missing_number"] if len(others) == 1 else None
    judgements = {language: _silent_too(language, claim, missing, line) for language in others}
    if all(judgement.verdict == "unsure" for judgement in judgements.values()):
        judgements[stating] = Judgement("unsure", None, None, line)
    else:
        added = SLIPS["added_number"]
        judgements[stating] = Judgement("added", added.name, added.severity, line)
    # Numbers are lost more often than made up; each more language without it speaks against it.
    return Judged(best, best.value_confidence * 0.6 / len(others), judgements)


def _silent_too(language: str, claim: Claimed, missing: Slip | None, line: str) -> Judgement:
    if claim.sure.get(language, 1.0) < WEAK:
        (said,) = claim.readings.values()
        return Judgement("unsure", None, None, wording.unsure(language, None, said))
    if language in claim.unread:
        return _unread(language, claim, next(iter(claim.readings.values())))
    return Judgement(
        "missing", missing.name if missing else None, missing.severity if missing else None, line
    )
