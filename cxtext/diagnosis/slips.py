"""The kinds of slip as data: what each is, how grave, how likely, and why that likely.

The costs are the error model. A cost is a negative log likelihood in nats: *given* a translation
that usually keeps its numbers (nine in ten), how surprising is it to meet exactly this slip? They are
judgements, not measurements, ordered by these reasons:

* Losing a word is the commonest accident of translation and has one outcome (84 → 4): about 3.2.
* Inventing a digit is rare and has many outcomes (4 → 84, but also 4 → 14, 4 → 40): about 5.6.
* No relation at all can end anywhere: 6.0, the most any slip costs when languages vote.

So the difference of the two directions of a slip decides between two languages (5.6 against 3.2: nine
to one for 84). The dearest slip costs less than twice the cheapest one: two languages that agree can
therefore never be outvoted by a single one (see :mod:`cxtext.diagnosis.original`).
"""

from __future__ import annotations

from typing import NamedTuple

CERTAIN = 6.0
"""The cap of a slip's cost when languages vote."""


class Slip(NamedTuple):
    """One kind of slip.

    `verdict` is what a claim with this slip gets: ``agree`` (the same thing), ``reworded`` (the same
    quantity in another form, or a nuance), ``differ``, ``missing``, ``added`` or ``unsure``. `cost` is in
    nats. Where `detected` is False, comparing two readings cannot tell: the name is for labels by hand.
    """

    name: str
    severity: str | None
    verdict: str
    cost: float
    definition: str
    reason: str = ""
    detected: bool = True

    @property
    def benign(self) -> bool:
        """True where the message is kept."""
        return self.verdict in ("agree", "reworded")


_ROWS = (
    # Presence
    Slip(
        "missing_number",
        "presence",
        "missing",
        3.2,
        "One version has no counterpart.",
        "a lost clause is common",
    ),
    Slip(
        "added_number",
        "presence",
        "added",
        5.0,
        "One version has a number no other has.",
        "rarer than a loss",
    ),
    # The number words
    Slip(
        "dropped_tens", "value", "differ", 3.2, "The tens word is lost: 84 → 4.", "one word lost, one outcome"
    ),
    Slip(
        "dropped_units",
        "value",
        "differ",
        3.2,
        "The units word is lost: 55 → 50.",
        "one word lost, one outcome",
    ),
    Slip(
        "dropped_hundreds",
        "value",
        "differ",
        3.4,
        "The hundreds or another leading group is lost: 112 → 12.",
        "one or more words lost",
    ),
    Slip(
        "dropped_teen",
        "value",
        "differ",
        3.4,
        "A teen is read as one of its digits: 13 → 3, 13 → 1.",
        "part of a word lost, two outcomes",
    ),
    Slip(
        "teen_ty",
        "value",
        "differ",
        3.4,
        "Teen for tens or the reverse: 13 ↔ 30.",
        "sound alike; both ways alike",
    ),
    Slip(
        "digit_swap",
        "value",
        "differ",
        3.8,
        "Two neighbouring digits are exchanged: 36 ↔ 63.",
        "few outcomes; both ways alike",
    ),
    Slip(
        "digit_substitution",
        "value",
        "differ",
        5.2,
        "One digit differs: 72 → 62.",
        "nine outcomes for each digit",
    ),
    Slip(
        "digit_dropped",
        "value",
        "differ",
        4.2,
        "A digit is lost: 2,200,112 → 220,012.",
        "one outcome for each digit",
    ),
    Slip(
        "digit_added",
        "value",
        "differ",
        5.6,
        "A digit is doubled or comes in: 22 → 222.",
        "ten outcomes for each place, and rare",
    ),
    Slip(
        "off_by_one",
        "value",
        "differ",
        4.4,
        "One more or one less: 11 → 12.",
        "counted in or out; two outcomes",
    ),
    Slip(
        "value_replaced",
        "value",
        "differ",
        6.0,
        "Another value without a relation: 300 % → 253 %.",
        "any number can come out",
    ),
    # Magnitude and notation
    Slip("power_of_ten", "value", "differ", 4.0, "A zero more or less: 1,000 → 100.", "few outcomes"),
    Slip(
        "scale_word",
        "value",
        "differ",
        3.8,
        "One scale word for another: million → billion, ten thousand → thousand.",
        "number systems group by three, four or two digits",
    ),
    Slip(
        "scale_lost",
        "value",
        "differ",
        3.4,
        "The scale word is lost: 2,000,000 → 2.",
        "one word lost, one outcome",
    ),
    Slip(
        "long_short_scale",
        "value",
        "differ",
        3.6,
        "A billion of nine zeros for one of twelve.",
        "a known false friend",
    ),
    Slip(
        "decimal_grouping",
        "value",
        "differ",
        3.6,
        "A decimal mark read as a grouping mark or lost: 1.5 → 15.",
        "languages exchange point and comma",
    ),
    Slip(
        "notation_only",
        None,
        "agree",
        0.02,
        "Digits, script, words or signs differ, the value is the same.",
        "no slip",
    ),
    Slip(
        "literal_composition",
        "nuance",
        "agree",
        0.1,
        "The value is put together by another language's rule.",
        "the value survives",
    ),
    Slip(
        "rounding", "nuance", "reworded", 0.25, "Equal within the precision of either: 83.7, 84.", "no slip"
    ),
    Slip(
        "arithmetic_form",
        "nuance",
        "reworded",
        0.15,
        "The same quantity in another form: 75 %, three in four.",
        "no slip",
    ),
    # Fractions and ratios
    Slip(
        "fraction_inversion",
        "value",
        "differ",
        3.6,
        "Part and whole exchanged: 3/4 → 4/3.",
        "word orders differ",
    ),
    Slip(
        "fraction_collapsed",
        "value",
        "differ",
        3.6,
        "A fraction read as one of its numbers: three of four → three.",
        "half of the phrase lost",
    ),
    Slip(
        "multiple_vs_increase",
        "value",
        "differ",
        3.6,
        "Times as many for times more: 3 times → 4 times.",
        "languages count the base in or out",
    ),
    Slip("reciprocal", "value", "differ", 3.8, "Three times for a third.", "one outcome"),
    # Bound
    Slip(
        "comparator_flip", "bound", "differ", 3.8, "Less than for more than.", "one outcome; both ways alike"
    ),
    Slip("comparator_lost", "bound", "differ", 3.2, "At least 40 → 40.", "a word lost"),
    Slip("comparator_added", "bound", "differ", 4.6, "40 → at least 40.", "nothing in the source gives it"),
    Slip(
        "bound_strictness",
        "nuance",
        "reworded",
        0.2,
        "At most for less than; just under for almost.",
        "many languages have one word for both",
    ),
    Slip("approximation_changed", "nuance", "reworded", 0.2, "About 40, 40.", "mostly a matter of style"),
    Slip(
        "range_collapsed",
        "value",
        "differ",
        3.4,
        "A range read as one of its ends, or turned round: 10 to 15 → 10.",
        "half of the phrase lost",
    ),
    Slip("polarity_flip", "value", "differ", 4.0, "67 % do, 67 % do not.", detected=False),
    # Unit and kind
    Slip("unit_converted", "nuance", "reworded", 0.25, "The right conversion: 100 km, 62 miles.", "no slip"),
    Slip(
        "unit_mismatch",
        "unit",
        "differ",
        3.6,
        "Another unit for the same number: months for years.",
        "false friends and localisation",
    ),
    Slip(
        "percent_point",
        "unit",
        "differ",
        3.4,
        "Percent for percentage point or for per mille.",
        "the longer word is shortened",
    ),
    Slip("percent_lost", "unit", "differ", 3.2, "83 percent → 83.", "a word or a sign lost"),
    Slip("ordinal_cardinal", "nuance", "reworded", 0.3, "First year, one year.", detected=False),
    Slip(
        "kind_changed",
        "unit",
        "differ",
        4.6,
        "Count, money, year or another kind taken for one another.",
        "many kinds to end in",
    ),
    # Time
    Slip("year_shift", "value", "differ", 4.2, "Another year: 2025 → 2015.", "mostly one digit"),
    Slip("calendar_shift", "nuance", "reworded", 0.3, "The year of another calendar: 2016, 2559.", "no slip"),
    Slip("date_order", "value", "differ", 4.0, "3 April, 4 March.", detected=False),
    Slip("duration_vs_point", "nuance", "reworded", 0.25, "40 years ago, for 40 years.", "a particle lost"),
    # What it is said of, and what is no matter of translation
    Slip(
        "numbers_exchanged",
        "value",
        "differ",
        4.0,
        "Two numbers change places: 34 % … 2 % → 2 % … 34 %.",
        detected=False,
    ),
    Slip("referent_changed", "value", "differ", 4.0, "The number is said of something else.", detected=False),
    Slip(
        "base_changed", "value", "differ", 4.0, "The whole of the percentage is another one.", detected=False
    ),
    Slip("moved", "nuance", "agree", 0.2, "The same number in another sentence or turn.", detected=False),
    Slip(
        "untranslated", "nuance", "agree", 0.2, "The number is left in the source language.", detected=False
    ),
    Slip("idiom_number", None, "unsure", 4.0, "A number word that is no statistic.", detected=False),
    Slip(
        "alignment_error",
        None,
        "unsure",
        4.0,
        "The passages are not translations of each other.",
        detected=False,
    ),
    Slip("reading_error", None, "unsure", 4.0, "cxtext could not read one side.", detected=False),
)

SLIPS = {slip.name: slip for slip in _ROWS}
"""Every slip of :data:`cxtext.schema.SLIPS` by name."""

CALENDARS = (
    # name, lowest and highest difference from the Gregorian year, factor of years since the epoch
    ("Buddhist", 543, 543),
    ("Hebrew", 3760, 3761),
    ("Minguo", -1911, -1911),
    ("Solar Hijri", -622, -621),
)
"""Calendars whose years differ from the Gregorian ones by a constant (Reingold & Dershowitz,
Calendrical Calculations). The Islamic calendar, whose year is shorter, has its own rule."""
