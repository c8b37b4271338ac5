"""Claims: the statistics of all languages of a talk side by side, with a verdict on each.

* :func:`compare`: the statistics of N languages and the sentence beads → rows of the claims table.
* :func:`from_table`: the same from a statistics table alone (a CSV from anywhere).
* :class:`Stated`: a statistic with what the comparison needs beyond the table.
* :class:`Unread`: a number that became no statistic.
"""

from cxtext.claims.matching import BeadLike, Stated
from cxtext.claims.table import compare, from_table
from cxtext.claims.unread import Unread
from cxtext.claims.wording import english

__all__ = ["BeadLike", "Stated", "Unread", "compare", "english", "from_table"]
