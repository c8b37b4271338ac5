"""Quantities: what the numerals of a text count, by the templates of its language.

For every numeral (and every two neighbours) all templates that fit are candidates; the longest wins.
Then the comparators around it are read ("more than", "about"), from the inside out.
"""

from cxtext.quantities.counts import Held
from cxtext.quantities.finder import Finder, finder_of
from cxtext.quantities.quantity import DURATIONS, YEARS, Quantity

__all__ = ["DURATIONS", "YEARS", "Finder", "Held", "Quantity", "finder_of"]
