"""The mini-language of the language files, and its matchers.

A template is words in order. Its marks:

====================  ==========================================================================
``<n>``               a slot: a numeral (``<a>`` the part, ``<b>`` the whole, ``<q>`` a quantity
                      that has been found already)
``(x|y|)``            one of these; an empty one makes the whole optional
``[x|y]``             one of these must stand there, but is not part of what is found
a blank               any spacing between words; beside a slot also none at all
``~``                 any ending of the word
``…``                 up to two words
``^`` ``$``           the start or the end of a sentence
====================  ==========================================================================

Everything else is literal; other marks of regular expressions are refused. Templates are compared
with folded text (:func:`cxtext.text.fold`). Where a word ends is decided by the script of its edge
character: letters need an edge, unspaced scripts (Han, kana, Thai, Lao, Khmer, Myanmar) do not,
Hangul is open to the right.
"""

from cxtext.template.edges import closes, is_joined, is_unspaced, is_word, opens
from cxtext.template.lexicon import Lexicon, Tails
from cxtext.template.matching import LONGEST_BETWEEN, Between, Choices, Found, Matcher
from cxtext.template.pieces import Cut, Form, Piece, cut, piece
from cxtext.template.searching import Search, searched
from cxtext.template.syntax import Sequence, TemplateError, expand, parse, slots

__all__ = [
    "LONGEST_BETWEEN",
    "Between",
    "Choices",
    "Cut",
    "Form",
    "Found",
    "Lexicon",
    "Matcher",
    "Piece",
    "Search",
    "Sequence",
    "Tails",
    "TemplateError",
    "closes",
    "cut",
    "expand",
    "is_joined",
    "is_unspaced",
    "is_word",
    "opens",
    "parse",
    "piece",
    "searched",
    "slots",
]
