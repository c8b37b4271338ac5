"""The error model: which slip turns one reading of a number into another, and what was probably said.

* :class:`Reading`: one statistic as one language states it; :func:`reading` makes one of a table row.
* :func:`explain`: the cheapest explanation of how one reading became another.
* :data:`SLIPS`: every kind of slip as data: definition, severity, verdict, cost and its reason.
* :func:`consensus`: the most probable original of several readings, and how sure it is.

Pure functions without language data: all languages are handled by the decimal structure of numbers.
"""

from cxtext.diagnosis.explanation import Explanation, explain
from cxtext.diagnosis.original import USUAL, Consensus, Vote, consensus, consensus_bound, reliability
from cxtext.diagnosis.slips import SLIPS, Slip
from cxtext.diagnosis.values import Reading, figure, order_key, phrase, reading

__all__ = [
    "SLIPS",
    "USUAL",
    "Consensus",
    "Explanation",
    "Reading",
    "Slip",
    "Vote",
    "consensus",
    "consensus_bound",
    "explain",
    "figure",
    "order_key",
    "phrase",
    "reading",
    "reliability",
]
