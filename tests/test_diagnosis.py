from __future__ import annotations

import pytest
from claim_notation import said
from hypothesis import given
from hypothesis import strategies as st

from cxtext import schema
from cxtext.diagnosis import SLIPS, Vote, consensus, consensus_bound, explain, phrase, reliability

# original, reading, slip, severity
CASES = [
    # the same
    ("84%", "84%", None, None),
    ("n=1250 stations", "n=1250 Stationen", None, None),
    ("10..15%", "10..15%", None, None),
    ("> 1/2", "> 1/2", None, None),
    # the same in another form
    ("75%", "3/4", "arithmetic_form", "nuance"),
    ("1/2", "50%", "arithmetic_form", "nuance"),
    ("25%", "1/4", "arithmetic_form", "nuance"),
    ("1/3", "33%", "arithmetic_form", "nuance"),
    ("33.3%", "1/3", "arithmetic_form", "nuance"),
    ("2/3", "67%", "arithmetic_form", "nuance"),
    ("3/4", "6/8", "arithmetic_form", "nuance"),
    ("0.5x", "1/2", "arithmetic_form", "nuance"),
    ("3x", "200%", "arithmetic_form", "nuance"),
    ("3‰", "0.3%", "notation_only", None),
    ("83.7%", "84%", "rounding", "nuance"),
    ("84%", "83.7%", "rounding", "nuance"),
    ("n=2487000", "n=2500000", "rounding", "nuance"),
    ("n=12345", "n=12000", "rounding", "nuance"),
    ("100 kilometer", "62 mile", "unit_converted", "nuance"),
    ("12 month", "1 year", "unit_converted", "nuance"),
    ("4 decade", "40 year", "unit_converted", "nuance"),
    ("20 celsius", "68 fahrenheit", "unit_converted", "nuance"),
    ("10..20 kilometer", "6..12 mile", "unit_converted", "nuance"),
    ("10..20 kilometer", "9..14 mile", "value_replaced", "value"),
    ("900 tonne", "900 ton", "notation_only", None),
    ("900 tonne", "90 ton", "power_of_ten", "value"),
    ("@2016", "@2559", "calendar_shift", "nuance"),
    ("@2016", "@1437", "calendar_shift", "nuance"),
    ("@2016", "@1395", "calendar_shift", "nuance"),
    ("58%", "58% [composed]", "literal_composition", "nuance"),
    # words lost
    ("84%", "4%", "dropped_tens", "value"),
    ("n=1250", "n=1200", "dropped_tens", "value"),
    ("55%", "50%", "dropped_units", "value"),
    ("n=2005", "n=2000", "dropped_units", "value"),
    ("72%", "60%", "dropped_units", "value"),
    ("n=191", "n=180", "dropped_units", "value"),
    ("80%", "60%", "digit_substitution", "value"),
    ("52%", "40%", "value_replaced", "value"),
    ("112 kilometer", "12 kilometer", "dropped_hundreds", "value"),
    ("n=2005", "n=5", "dropped_hundreds", "value"),
    ("n=25000", "n=5000", "dropped_tens", "value"),
    ("13%", "3%", "dropped_teen", "value"),
    ("13%", "1%", "dropped_teen", "value"),
    ("3%", "13%", "dropped_teen", "value"),
    ("13%", "30%", "teen_ty", "value"),
    ("70%", "17%", "teen_ty", "value"),
    ("n=15000", "n=50000", "teen_ty", "value"),
    # digits
    ("36%", "63%", "digit_swap", "value"),
    ("84 year", "48 year", "digit_swap", "value"),
    ("72%", "62%", "digit_substitution", "value"),
    ("2.5%", "2.7%", "digit_substitution", "value"),
    ("n=2200112", "n=220012", "digit_dropped", "value"),
    ("83.7%", "83%", "digit_dropped", "value"),
    ("22%", "222%", "digit_added", "value"),
    ("4%", "84%", "digit_added", "value"),
    ("11%", "12%", "off_by_one", "value"),
    ("300%", "253%", "value_replaced", "value"),
    # magnitude
    ("n=1000", "n=100", "power_of_ten", "value"),
    ("n=100000", "n=10000", "scale_word", "value"),
    ("n=1000000", "n=10000000", "scale_word", "value"),
    ("2000000 EUR", "2000000000 EUR", "scale_word", "value"),
    ("n=2000000", "n=2", "scale_lost", "value"),
    ("n=2400000", "n=2.4", "scale_lost", "value"),
    ("3000000000 EUR", "3000000000000 EUR", "long_short_scale", "value"),
    ("1.5%", "15%", "decimal_grouping", "value"),
    ("1.234 kilometer", "1234 kilometer", "decimal_grouping", "value"),
    ("n=2400000", "n=24000000", "decimal_grouping", "value"),
    ("31500000 EUR", "3150000000 EUR", "scale_word", "value"),
    ("1.8 EUR", "180 EUR", "decimal_grouping", "value"),
    ("2 EUR", "200 EUR", "power_of_ten", "value"),
    # fractions
    ("3/4", "4/3", "fraction_inversion", "value"),
    ("3/4", "n=3", "fraction_collapsed", "value"),
    ("3x", "4x", "multiple_vs_increase", "value"),
    ("3x", "1/3", "reciprocal", "value"),
    ("3/4", "1/4", "value_replaced", "value"),
    # bounds
    ("< 1%", "> 1%", "comparator_flip", "bound"),
    ("<= 700 EUR", ">= 700 EUR", "comparator_flip", "bound"),
    (">= 40%", "40%", "comparator_lost", "bound"),
    ("40%", ">= 40%", "comparator_added", "bound"),
    ("<= 40%", "< 40%", "bound_strictness", "nuance"),
    (">= 40%", "> 40%", "bound_strictness", "nuance"),
    ("~< 40%", "~ 40%", "bound_strictness", "nuance"),
    ("~ 40%", "40%", "approximation_changed", "nuance"),
    ("> 1/2", "> 50%", "arithmetic_form", "nuance"),
    ("10..15%", "10%", "range_collapsed", "value"),
    ("10..15%", "15..10%", "range_collapsed", "value"),
    ("10..15%", "10..25%", "digit_substitution", "value"),
    # units and kinds
    ("100 kilometer", "100 mile", "unit_mismatch", "unit"),
    ("6 month", "6 year", "unit_mismatch", "unit"),
    ("50 USD", "50 EUR", "unit_mismatch", "unit"),
    ("5pp", "5%", "percent_point", "unit"),
    ("5‰", "5%", "percent_point", "unit"),
    ("83%", "n=83", "percent_lost", "unit"),
    ("5 EUR", "n=5", "kind_changed", "unit"),
    ("@2025", "@2015", "year_shift", "value"),
    ("40 year ago", "40 year", "duration_vs_point", "nuance"),
    # the rarer ways
    ("2x", "0.5x", "reciprocal", "value"),
    ("@1984", "@84", "notation_only", None),
    ("@2016", "@16", "notation_only", None),
    ("@2016", "@305", "value_replaced", "value"),
    ("18 year", "10 year", "dropped_units", "value"),
    ("10..15 year", "10..15 month", "unit_mismatch", "unit"),
    ("10..15%", "n=10..15", "percent_lost", "unit"),
    ("10.2..15.4%", "10..15%", "rounding", "nuance"),
    ("10..15%", "12%", "range_collapsed", "value"),
    ("10..15%", "40%", "value_replaced", "value"),
    ("10%", "10..15%", "range_collapsed", "value"),
    ("5 kilometer", "8 liter", "value_replaced", "value"),
    ("500 USD", "460 EUR", "unit_mismatch", "unit"),
    ("n=1250", "n=1000", "dropped_hundreds", "value"),
]  # fmt: skip


@pytest.mark.parametrize(("original", "reading", "slip", "severity"), CASES)
def test_cheapest_explanation(original: str, reading: str, slip: str | None, severity: str | None) -> None:
    """The slip between two readings gets the name of its definition, and its severity."""
    found = explain(said(original), said(reading))
    assert (found.slip, found.severity) == (slip, severity)


def test_every_slip_is_defined() -> None:
    """The data of the error model and the enumeration of the tables hold the same names."""
    assert tuple(sorted(SLIPS)) == tuple(sorted(schema.SLIPS))
    assert all(slip.definition for slip in SLIPS.values())
    assert all(slip.reason for slip in SLIPS.values() if slip.detected)


def test_every_detected_slip_has_a_case() -> None:
    """No slip that two readings can show is left without a case above."""
    named = {slip for _, _, slip, _ in CASES}
    assert {name for name, slip in SLIPS.items() if slip.detected} - named == {
        "missing_number",
        "added_number",
    }


def test_two_that_agree_cannot_be_outvoted_by_the_costs() -> None:
    """The dearest slip, even with a change of form, costs less than the cheapest one twice."""
    errors = [slip.cost for slip in SLIPS.values() if slip.verdict == "differ"]
    forms = [slip.cost for slip in SLIPS.values() if slip.benign]
    assert max(errors) + max(forms) < 2 * min(errors)


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        (("84%", "4%"), ("4%", "84%")),
        (("55%", "50%"), ("50%", "55%")),
        (("13%", "1%"), ("1%", "13%")),
        (("n=112", "n=12"), ("n=12", "n=112")),
        (("n=2000000", "n=2"), ("n=2", "n=2000000")),
        (("> 5%", "5%"), ("5%", "> 5%")),
        (("10..15%", "10%"), ("10%", "10..15%")),
        (("83%", "n=83"), ("n=83", "83%")),
    ],
)
def test_costs_know_the_direction(likely: tuple[str, str], unlikely: tuple[str, str]) -> None:
    """Losing something is likelier than making it up."""
    assert explain(*map(said, likely)).cost + 1 <= explain(*map(said, unlikely)).cost


@pytest.mark.parametrize(
    ("original", "reading", "why"),
    [
        ("84%", "4%", "keeps only the units of 84"),
        ("55%", "50%", "keeps only the tens of 55"),
        ("72%", "60%", "keeps only the first word of 72"),
        ("< 1%", "> 1%", "turns the comparator round"),
        ("~ 40%", "40%", "leaves out that the number is approximate"),
        ("40%", "~ 40%", "makes the number approximate"),
        ("> 84%", "4%", "keeps only the units of 84 and loses the comparator"),
    ],
)
def test_why_completes_a_sentence(original: str, reading: str, why: str) -> None:
    """The reason reads on after the name of a language; several errors are all named."""
    assert explain(said(original), said(reading)).why == why


@pytest.mark.parametrize(
    ("notation", "english"),
    [
        ("~ 5 year", "about 5 years"),
        ("< 1%", "less than 1 %"),
        ("> 1/2", "more than half"),
        ("n=2400000 trips", "2,400,000 trips"),
        ("@2025", "2025"),
        ("40 year ago", "40 years ago"),
        ("10..15%", "10 to 15 %"),
    ],
)
def test_phrase(notation: str, english: str) -> None:
    """A reading in plain English."""
    assert phrase(said(notation)) == english


# readings, the original, lowest and highest confidence
ORIGINALS = [
    (["84%", "4%"], "84%", 0.8, 0.95),
    (["55%", "50%"], "55%", 0.8, 0.95),
    (["13%", "1%"], "13%", 0.7, 0.95),
    (["n=2000000", "n=2"], "n=2000000", 0.7, 0.95),
    (["36%", "63%"], "36%", 0.4, 0.6),
    (["80%", "4%", "80%", "4%"], "84%", 0.3, 0.9),
    (["72%", "72%", "62%"], "72%", 0.85, 0.99),
    (["50%", "50%", "55%"], "50%", 0.55, 0.95),
    (["75%", "3/4", "25%"], "75%", 0.85, 0.99),
    (["84%", "84%", "84%", "84%", "84%", "84%", "4%"], "84%", 0.98, 0.99),
    (["84%", "84%", "84%", "84%"], "84%", 0.98, 0.99),
    (["84%", "84%"], "84%", 0.9, 0.99),
]


@pytest.mark.parametrize(("readings", "original", "low", "high"), ORIGINALS)
def test_the_most_probable_original(readings: list[str], original: str, low: float, high: float) -> None:
    """One-way slips decide between two languages, majorities between more; the confidence says how surely."""
    best = consensus([Vote(said(reading)) for reading in readings])
    assert best.reading.value == said(original).value
    assert low <= best.confidence <= high


def test_a_toss_up_names_the_rival() -> None:
    """With two equally likely originals, the other one comes with its probability."""
    best = consensus([Vote(said("36%")), Vote(said("63%"))])
    assert [rival.value for rival, _ in best.rivals] == [63]
    assert best.rivals[0][1] == pytest.approx(best.value_confidence)


def test_an_original_nobody_says_is_marked() -> None:
    """80, 80 and 4, 4 both come from 84, which no language has."""
    best = consensus([Vote(said(reading)) for reading in ("80%", "4%", "80%", "4%")])
    assert not best.stated


@pytest.mark.parametrize(
    ("votes", "bound"),
    [
        ([("< 1%", 0.95), ("> 1%", 0.9)], "<"),
        ([("< 1%", 0.9), ("> 1%", 0.95)], ">"),
        ([(">= 5%", 0.9), ("5%", 0.9)], ">="),
        ([(">= 5%", 0.9), ("5%", 0.9), ("5%", 0.9)], "="),
        ([(">= 5%", 0.9), ("> 5%", 0.9), ("5%", 0.9)], ">="),
        ([("5%", 0.9), ("5%", 0.9)], "="),
    ],
)
def test_the_bound_is_decided_separately(votes: list[tuple[str, float]], bound: str) -> None:
    """By likelihood of the slip and by reliability."""
    best, confidence, _ = consensus_bound([Vote(said(notation), weight) for notation, weight in votes])
    assert best == bound
    assert 0.5 < confidence <= 1


def test_reliability_is_smoothed() -> None:
    """No claims: the usual 0.9; few claims move it little; it stays within its limits."""
    assert reliability(0, 0) == pytest.approx(0.9)
    assert 0.85 < reliability(1, 2) < 0.9
    assert reliability(0, 1000) == 0.6
    assert reliability(1000, 1000) == 0.97


numbers = st.one_of(
    st.integers(0, 120).map(float),
    st.integers(1, 10**9).map(float),
    st.decimals(0, 1000, places=1).map(float),
)
units = st.sampled_from(["%", "‰", " EUR", " year", " month", " kilometer", "x", "pp"])
bounds = st.sampled_from(["", "< ", "<= ", ">= ", "> ", "~ ", "~< "])
notations = st.one_of(
    st.builds(lambda bound, number, unit: f"{bound}{number:.1f}{unit}", bounds, numbers, units),
    st.builds(lambda a, b: f"{a}/{b}", st.integers(1, 12), st.integers(1, 12)),
    st.builds(lambda a, b: f"{a}..{b}%", st.integers(1, 99), st.integers(1, 99)),
)
readings = notations.map(said)


@given(readings, readings)
def test_any_two_readings_are_explained(original: object, reading: object) -> None:
    """Equal readings cost nothing and are no slip; different ones cost something and have one."""
    found = explain(original, reading)
    assert (found.slip is None) == (found.cost == 0)
    assert found.slip is None or found.slip in schema.SLIPS
    assert found.why


@given(readings)
def test_a_reading_explains_itself(reading: object) -> None:
    """No slip between a reading and itself."""
    assert explain(reading, reading).slip is None


@given(readings, readings)
def test_what_is_benign_one_way_is_benign_the_other_way(left: object, right: object) -> None:
    """Equivalence has no direction."""
    assert (explain(left, right).verdict == "differ") == (explain(right, left).verdict == "differ")


@given(st.lists(readings, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_votes_does_not_matter(voted: list[object], random: object) -> None:
    """The same votes in any order give the same original and confidence."""
    votes = [Vote(reading) for reading in voted]
    shuffled = votes[:]
    random.shuffle(shuffled)
    assert consensus(votes) == consensus(shuffled)


@given(readings, readings)
def test_one_never_outvotes_two_that_agree(sound: object, damaged: object) -> None:
    """Whatever one language says, two equal readings win."""
    best = consensus([Vote(sound), Vote(sound), Vote(damaged)])
    assert explain(best.reading, sound).verdict != "differ"
    assert 0 < best.confidence <= 0.99
