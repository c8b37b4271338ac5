"""The most probable original: a noisy-channel estimate.

Every reading is taken as what one noisy channel (one translation) made of the same original. For each
candidate *o* the cost is the sum, over the languages *l*, of the negative log likelihood of its reading:

* it kept the quantity: ``-log r_l`` (and a little for another form of the same quantity);
* it slipped: the slip's cost from :mod:`cxtext.diagnosis.slips` (at most :data:`CERTAIN`), plus
  ``log(0.1 / (1 - r_l))``: the costs hold for a language that keeps nine numbers of ten.

``r_l`` is the reliability of the language in this talk (:func:`reliability`). Candidates are all readings,
and originals nobody says any more if the one-way slips of two languages point to them (80 and 4: 84).
One more candidate stands for "something else": all languages may share one error, the less likely the
more they are, and never more than half as likely as the best candidate. The confidence is the posterior
``exp(-cost)`` of the best candidate, together with the other forms of the same quantity, normalised over
all candidates; it never exceeds 0.99.

Because the dearest slip (6.0, with 0.3 for a form) costs less than twice the cheapest (3.2), a language
never outvotes two that agree, unless it has been far more reliable than both.

What the confidence is not: measured on real translations. The costs are judgements, so 0.9 means "nine
to one under this model". In a simulation (whole percentages, a tenth of the readings damaged at random)
it erred on the cautious side: of the disagreements between two languages 0.84 was right in 94 %, 0.48
in 55 %; with three languages 97 % of the originals of disputed claims were found, with seven all but
one of 3,113.

The bound is decided by the same rule but separately (:func:`consensus_bound`).
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.diagnosis.bounds import bound_slip
from cxtext.diagnosis.edits import edits
from cxtext.diagnosis.quantities import quantity_slip
from cxtext.diagnosis.slips import CERTAIN, SLIPS
from cxtext.diagnosis.values import Reading, bare, order_key
from cxtext.schema import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = 0.9
"""The reliability for which the costs of the slips hold, and that of a language not yet known."""

_PRIOR = 30
"""How many claims of usual reliability each language is credited with beforehand."""

_LOWEST, _HIGHEST = 0.6, 0.97
_MOST_CERTAIN = 0.99

_ALONE, _SHARED = 3.2, 1.2
"""What "something else was said" costs for each different quantity, and for each language that only joins in
an error already made (translations often come from one source, by one engine)."""

_UNKNOWN = 0.7
"""An original that nothing points to is at most half as likely as the best candidate."""

_COMPLEMENT = -1.5
"""Two readings that complement each other word by word (80 and 4) are a coincidence that the cap of
the slips' costs understates."""

_LOST_WORDS = ("dropped_tens", "dropped_units", "dropped_hundreds")


class Vote(NamedTuple):
    """The reading of one language, and how reliable that language is (0…1)."""

    reading: Reading
    reliability: float = USUAL


class Consensus(NamedTuple):
    """The most probable original.

    `reading`: its quantity, bound, approximation and ago, without marks. `confidence`: 0…1, of the
    quantity and the bound together. `value_confidence`, `bound_confidence`: of each. `rivals`: the other
    candidates for the original with their probability, most probable first, none under 0.05.
    `stated`: False for an original that no language says any more.
    """

    reading: Reading
    confidence: float
    value_confidence: float
    bound_confidence: float
    rivals: tuple[tuple[Reading, float], ...]
    stated: bool


def reliability(kept: float, claims: int) -> float:
    """The smoothed share of claims that a language kept: (kept + 27) / (claims + 30), within 0.6…0.97."""
    share = (kept + USUAL * _PRIOR) / (claims + _PRIOR)
    return min(_HIGHEST, max(_LOWEST, share))


def consensus(votes: Sequence[Vote]) -> Consensus:
    """The most probable original of these readings (at least one); their order does not matter."""
    votes = sorted(votes, key=lambda vote: (order_key(vote.reading), vote.reliability))
    candidates, posterior = _quantities(votes)
    best, value_confidence = _best_class(candidates, posterior)
    bound, bound_confidence, bound_rivals = consensus_bound(votes)
    whole = best._replace(
        bound=bound,
        approximate=_said([vote.reading.approximate for vote in votes]),
        ago=_said([vote.reading.ago for vote in votes]) and best.kind == "duration",
    )
    stated = {bare(vote.reading) for vote in votes}
    others = [
        (whole._replace(**_quantity_fields(candidate)), probability)
        for candidate, probability in zip(candidates, posterior, strict=True)
        if not _alike(best, candidate)
    ]
    others += [(whole._replace(bound=rival), probability) for rival, probability in bound_rivals]
    rivals = sorted(others, key=lambda pair: (-round(pair[1], 9), order_key(pair[0])))
    return Consensus(
        reading=whole,
        confidence=min(_MOST_CERTAIN, value_confidence * bound_confidence),
        value_confidence=value_confidence,
        bound_confidence=bound_confidence,
        rivals=tuple((rival, probability) for rival, probability in rivals if probability >= 0.05),
        stated=best in stated,
    )


def consensus_bound(votes: Sequence[Vote]) -> tuple[str, float, tuple[tuple[str, float], ...]]:
    """The most probable bound, its probability, and the other bounds that were read with theirs.

    The same noisy channel as for the quantity, over the bounds alone. Bounds that only differ in
    strictness support each other.
    """
    readings = sorted({vote.reading.bound for vote in votes})

    def cost(bound: str, vote: Vote) -> float:
        slip = bound_slip(bound, vote.reading.bound, approximate=vote.reading.approximate)
        return _vote_cost(None if slip is None else slip.slip, 0.0 if slip is None else slip.cost, vote)

    weights = _posterior([sum(cost(bound, vote) for vote in votes) for bound in readings])
    ranked = sorted(
        zip(readings, weights, strict=True), key=lambda pair: (-round(pair[1], 9), BOUNDS.index(pair[0]))
    )
    best = ranked[0][0]
    kin = [pair for pair in ranked[1:] if _kin(best, pair[0])]
    rivals = tuple(pair for pair in ranked[1:] if pair not in kin)
    return best, min(1.0, ranked[0][1] + sum(weight for _, weight in kin)), rivals


def _kin(left: str, right: str) -> bool:
    slip = bound_slip(left, right)
    return slip is None or SLIPS[slip.slip].benign


def _quantities(votes: Sequence[Vote]) -> tuple[list[Reading], list[float]]:
    """The candidates, and the posterior of each."""
    stated = sorted({bare(vote.reading) for vote in votes}, key=order_key)
    implied = _implied(stated)
    candidates = stated + implied
    costs = [
        sum(_cost(candidate, vote) for vote in votes)
        + (_COMPLEMENT if candidate in implied else _oddity(candidate))
        for candidate in candidates
    ]
    alone = _different(stated)
    something_else = max(_ALONE * alone + _SHARED * (len(votes) - alone), min(costs) + _UNKNOWN)
    return candidates, _posterior([*costs, something_else])[:-1]


def _different(stated: Sequence[Reading]) -> int:
    """How many quantities are among the readings, forms of one quantity counted once."""
    found: list[Reading] = []
    for reading in stated:
        if not any(_alike(other, reading) for other in found):
            found.append(reading)
    return len(found)


def _cost(candidate: Reading, vote: Vote) -> float:
    edit = quantity_slip(candidate, vote.reading)
    return _vote_cost(edit.slip or None, edit.cost, vote)


def _vote_cost(slip: str | None, cost: float, vote: Vote) -> float:
    if slip is None or SLIPS[slip].benign:
        return cost - log(vote.reliability)
    return min(cost, CERTAIN) + log((1 - USUAL) / (1 - vote.reliability))


def _oddity(candidate: Reading) -> float:
    """Nobody says "four out of three"."""
    odd = candidate.kind == "ratio" and (candidate.part or 0) > (candidate.whole or 1)
    return 1.0 if odd else 0.0


def _posterior(costs: Sequence[float]) -> list[float]:
    least = min(costs)
    weights = [exp(least - cost) for cost in costs]
    return [weight / sum(weights) for weight in weights]


def _implied(stated: Sequence[Reading]) -> list[Reading]:
    """Originals that two readings have lost different words of: 80 and 4 come from 84."""
    found = {
        left._replace(value=left.value + right.value)
        for left in stated
        for right in stated
        if left.kind == right.kind and left.unit == right.unit and left.kind not in ("ratio", "date")
        if left.value is not None and right.value is not None and left.value > right.value > 0
        if _both_lost(left.value + right.value, left.value, right.value)
    }
    return sorted(found - set(stated), key=order_key)


def _both_lost(original: float, *readings: float) -> bool:
    return all(edits(original, reading)[0].slip in _LOST_WORDS for reading in readings)


def _alike(left: Reading, right: Reading) -> bool:
    edit = quantity_slip(left, right)
    return not edit.slip or SLIPS[edit.slip].benign


def _best_class(candidates: Sequence[Reading], posterior: Sequence[float]) -> tuple[Reading, float]:
    """The best candidate, and the probability of its quantity in whatever form."""
    ranked = sorted(
        zip(candidates, posterior, strict=True), key=lambda pair: (-round(pair[1], 9), order_key(pair[0]))
    )

    def mass(candidate: Reading) -> float:
        return sum(weight for other, weight in ranked if _alike(candidate, other))

    best = max(ranked, key=lambda pair: round(mass(pair[0]), 9))[0]
    return best, min(_MOST_CERTAIN, mass(best))


def _said(flags: Sequence[bool]) -> bool:
    """A small word like "about" is lost rather than added: five with it weigh as much as seven without."""
    return 7 * sum(flags) >= 5 * (len(flags) - sum(flags)) and any(flags)


def _quantity_fields(candidate: Reading) -> dict[str, Any]:
    return {
        name: getattr(candidate, name) for name in ("kind", "value", "low", "high", "part", "whole", "unit")
    }
