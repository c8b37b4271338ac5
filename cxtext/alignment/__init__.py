"""Alignment of two or N lists of segments into beads. Pure: knows no talks and no formats.

``align`` gives plain lists of indices, ``beads`` the same with scores and all options, and
``consistent`` looks at the alignments of all pairs of N texts together.
"""

from cxtext.alignment.aligner import align, beads
from cxtext.alignment.anchors import keys, number_key
from cxtext.alignment.bead import Bead
from cxtext.alignment.consistency import consistent, medoid

__all__ = ["Bead", "align", "beads", "consistent", "keys", "medoid", "number_key"]
