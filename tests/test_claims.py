from __future__ import annotations

import random
from typing import TYPE_CHECKING

import polars as pl
import pytest
from claim_notation import Span, said, stated, straight
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtext import schema
from cxtext.claims import Stated, Unread, compare, english, from_table
from cxtext.claims.assignment import assign
from cxtext.diagnosis import explain
from cxtext.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxtext.schema import Claim

    Cells = Sequence[tuple[int, int, str]]

# The statistics of the Kolsky talk as they stand in the two transcripts: pair, sentence, Latvian, Urdu.
KOLSKY = [
    (2, 0, "40 year", "40 year ago"),
    (3, 1, "55%", "50%"),
    (3, 3, "> 1/2", "> 1/2"),
    (3, 3, "> 1/2", "> 1/2"),
    (3, 4, "~ 1/2", "1/2"),
    (3, 8, "84%", "4%"),
    (3, 15, "~ 5 year", "5 year"),
    (3, 16, "83%", "83%"),
    (3, 17, "90%", "90%"),
    (3, 18, "70%", "70%"),
    (3, 19, "60%", "60%"),
    (3, 20, "40%", "40%"),
    (3, 26, "13%", "1%"),
    (3, 26, "25%", "25%"),
    (3, 27, "72%", "72%"),
    (3, 29, "3/4", "3/4"),
    (3, 31, "67%", "67%"),
    (4, 46, "36%", "12 month"),
    (4, 46, "12 month", "36%"),
    (4, 48, "84%", "84%"),
    (5, 67, "< 1%", "< 1%"),
    (5, 67, "97%", "97%"),
    (5, 73, "< 1%", "> 1%"),
    (5, 74, "1%", "1%"),
    (5, 74, "23%", "23%"),
    (5, 76, "2%", "2%"),
    (6, 80, "34%", "34%"),
    (6, 80, "< 2%", "> 2%"),
    (6, 90, "90%", "90%"),
    (6, 92, "10%", "10%"),
    (6, 95, "10%", "10%"),
    (6, 98, "90%", "90%"),
    (7, 105, "58% [composed]", "58% [composed]"),
    (7, 106, "< 1%", "< 1%"),
    (7, 108, "91%", "91%"),
    (7, 110, "65%", "65%"),
    (7, 111, "12%", "12%"),
]

KOLSKY_NOTED = {
    ("lv", "40 year"): ("reworded", "duration_vs_point", "nuance"),
    ("ur", "50%"): ("differ", "dropped_units", "value"),
    ("ur", "1/2"): ("reworded", "approximation_changed", "nuance"),
    ("ur", "4%"): ("differ", "dropped_tens", "value"),
    ("ur", "5 year"): ("reworded", "approximation_changed", "nuance"),
    ("ur", "1%"): ("differ", "dropped_teen", "value"),
    ("ur", "> 1%"): ("differ", "comparator_flip", "bound"),
    ("ur", "> 2%"): ("differ", "comparator_flip", "bound"),
    ("lv", "58% [composed]"): ("agree", "literal_composition", "nuance"),
    ("ur", "58% [composed]"): ("agree", "literal_composition", "nuance"),
}


def kolsky() -> dict[str, list[Stated]]:
    """Both transcripts' statistics."""
    return {
        "lv": stated("lv", [(pair, sentence, left) for pair, sentence, left, _ in KOLSKY]),
        "ur": stated("ur", [(pair, sentence, right) for pair, sentence, _, right in KOLSKY]),
    }


def noted(claims: Sequence[Claim]) -> dict[tuple[str, str | None], tuple[str, str | None, str | None]]:
    """(language, surface) → verdict, slip, severity of all rows with anything to note."""
    return {
        (claim.language, claim.surface): (claim.verdict, claim.slip, claim.severity)
        for claim in claims
        if claim.verdict != "agree" or claim.slip
    }


@pytest.mark.parametrize("with_beads", [True, False])
def test_the_kolsky_talk(with_beads: bool) -> None:
    """Every disagreement of the two transcripts is found and named, nothing else; with beads or without."""
    claims = compare(kolsky(), straight(["lv", "ur"], 120) if with_beads else None)
    assert len(claims) == 2 * len(KOLSKY)
    assert noted(claims) == KOLSKY_NOTED


def test_the_kolsky_originals() -> None:
    """The Latvian readings are the probable ones; a one-way slip is surer than a comparator turned round."""
    rows = {claim.surface: claim for claim in compare(kolsky()) if claim.language == "ur"}
    assert [rows[said].consensus_value for said in ("50%", "4%")] == [55, 84]
    assert rows["> 1%"].consensus_bound == "<"
    assert 0.5 < rows["> 1%"].confidence < 0.7 < rows["4%"].confidence < 0.97


def test_explanations_name_the_evidence() -> None:
    """One line each, languages by their English names; a toss-up names both originals."""
    rows = {(claim.language, claim.surface): claim.explanation for claim in compare(kolsky())}
    assert rows["ur", "4%"] == "Urdu keeps only the units of 84: it says 4 %, Latvian 84 %"
    assert "almost as likely" in rows["ur", "> 1%"]
    assert "less than 1 %" in rows["ur", "> 1%"]
    assert all("\n" not in line for line in rows.values())


def test_word_order_and_repeated_values() -> None:
    """36 % and 12 months in either order are matched by kind; 90, 10, 10, 90 stay apart in order."""
    claims = compare(kolsky())
    matched = {claim.claim: [] for claim in claims}
    for claim in claims:
        matched[claim.claim].append(claim.statistic)
    crossed = [pair for pair in matched.values() if pair[0] != pair[1]]
    assert crossed == [[18, 19], [19, 18]]


LANGUAGES = ("ar", "de", "en", "hi", "lv", "th", "zh-cn")

# What the speaker of an invented talk said, two statistics to a sentence, and what one language made of it.
TALK = [
    ("46%", "de", "64%", "digit_swap"),
    ("12 month", None, "", ""),
    ("n=1250 stations", "hi", "n=1200", "dropped_tens"),
    ("2/3", "th", "67%", None),
    ("74%", "zh-cn", "4%", "dropped_tens"),
    ("35%", "ar", "30%", "dropped_units"),
    ("112 kilometer", "lv", "12 kilometer", "dropped_hundreds"),
    ("18 year", "en", "8 year", "dropped_teen"),
    ("14%", "de", "40%", "teen_ty"),
    ("> 1/2", "hi", "> 50%", None),
    ("87%", "th", "57%", "digit_substitution"),
    ("n=3300417", "zh-cn", "n=330047", "digit_dropped"),
    ("33 day", "ar", "333 day", "digit_added"),
    ("n=11", "lv", "n=12", "off_by_one"),
    ("270%", "en", "415%", "value_replaced"),
    ("n=4000", "de", "n=400", "power_of_ten"),
    ("n=600000", "hi", "n=6000000", "scale_word"),
    ("7000000 EUR", "th", "7 EUR", "scale_lost"),
    ("2000000000 USD", "zh-cn", "2000000000000 USD", "long_short_scale"),
    ("2.5%", "ar", "25%", "decimal_grouping"),
    ("3/5", "lv", "5/3", "fraction_inversion"),
    ("4/7", "en", "n=4", "fraction_collapsed"),
    ("5x", "de", "6x", "multiple_vs_increase"),
    ("3x", "hi", "1/3", "reciprocal"),
    ("< 8%", "th", "> 8%", "comparator_flip"),
    (">= 65%", "zh-cn", "65%", "comparator_lost"),
    ("28%", "ar", "> 28%", "comparator_added"),
    ("20..25%", "lv", "20%", "range_collapsed"),
    ("90 kilometer", "en", "90 mile", "unit_mismatch"),
    ("9pp", "de", "9%", "percent_point"),
    ("93%", "hi", "n=93", "percent_lost"),
    ("15 EUR", "th", "n=15", "kind_changed"),
    ("@2024", "zh-cn", "@2014", "year_shift"),
    ("~ 1/4", "ar", "25%", None),
    ("100 kilometer", "lv", "62 mile", None),
    ("48.6%", "en", "49%", None),
    ("<= 300 EUR", "de", "< 300 EUR", None),
    ("30 year ago", "hi", "30 year", None),
    ("@2016", "th", "@2559", None),
    ("~< 55%", "zh-cn", "~ 55%", None),
]


def planted(languages: Sequence[str] = LANGUAGES) -> dict[str, list[Stated]]:
    """The invented talk in seven languages, each slip in one of them."""
    cells = {
        language: [
            (1 + number // 12, number // 2, changed if language == where else original)
            for number, (original, where, changed, _) in enumerate(TALK)
        ]
        for language in languages
    }
    return {language: stated(language, rows) for language, rows in cells.items()}


@pytest.mark.parametrize("with_beads", [True, False])
def test_planted_slips_in_seven_languages(with_beads: bool) -> None:
    """Every planted slip is found and named right, in its own language; no equivalent is flagged."""
    claims = compare(planted(), straight(LANGUAGES, 40) if with_beads else None)
    expected = {
        (number, where): slip for number, (_, where, _, slip) in enumerate(TALK, start=1) if where and slip
    }
    assert {(c.claim, c.language): c.slip for c in claims if c.verdict == "differ"} == expected
    assert {c.verdict for c in claims} == {"agree", "reworded", "differ"}


@pytest.mark.parametrize(
    "languages", [LANGUAGES, [one for one in LANGUAGES if one != "en"], ("de", "hi", "th")]
)
def test_originals_are_recovered(languages: Sequence[str]) -> None:
    """The consensus is what was said, with the English version, without it, and with three languages."""
    claims = compare(planted(languages), straight(languages, 40))
    for claim in claims:
        original = said(TALK[claim.claim - 1][0])
        found = said("1%")._replace(kind=claim.consensus_kind, value=claim.consensus_value)
        if claim.consensus_value is not None and original.kind == claim.consensus_kind:
            assert found.value == pytest.approx(original.value, rel=0.02)
        assert claim.consensus_bound == original.bound
        assert claim.confidence > 0.6


def test_two_languages_find_every_planted_slip() -> None:
    """Against one sound version every damaged statistic is found, and most are named right."""
    found = named = total = 0
    for number, (original, where, changed, slip) in enumerate(TALK):
        if where is None or slip is None:
            continue
        sound = [(1, i, one) for i, (one, _, _, _) in enumerate(TALK[:number])] + [(1, number, original)]
        damaged = [*sound[:-1], (1, number, changed)]
        claims = compare({"aa": stated("aa", sound), "bb": stated("bb", damaged)})
        wrong = [claim for claim in claims if claim.verdict == "differ"]
        assert {claim.claim for claim in wrong} <= {number + 1}
        total += 1
        found += len(wrong) == 1
        named += [claim.slip for claim in wrong] == [slip]
    assert found == total
    assert named >= 0.6 * total  # which of two is wrong is a guess where the slip is as likely both ways


THREE = ("en", "fr", "sw")


def cells(*notations: str, pair: int = 1) -> Cells:
    """One statistic per sentence; an empty notation is a sentence without."""
    return [(pair, sentence, notation) for sentence, notation in enumerate(notations) if notation]


def test_a_missing_and_an_added_number() -> None:
    """What one of three lacks is missing there; what one states alone is added there, no fault elsewhere."""
    talk = {
        "en": stated("en", cells("10%", "21%", "32%", "", "43%")),
        "fr": stated("fr", cells("10%", "", "32%", "", "43%")),
        "sw": stated("sw", cells("10%", "21%", "32%", "98 year", "43%")),
    }
    claims = compare(talk, straight(THREE, 5))
    rows = {(claim.claim, claim.language): claim for claim in claims}
    assert (rows[2, "fr"].verdict, rows[2, "fr"].slip) == ("missing", "missing_number")
    assert rows[2, "fr"].statistic is None
    assert (rows[4, "sw"].verdict, rows[4, "sw"].slip) == ("added", "added_number")
    assert [rows[4, language].severity for language in ("en", "fr")] == [None, None]
    assert [rows[claim, "en"].consensus_value for claim in range(1, 6)] == [10, 21, 32, 98, 43]
    assert rows[2, "fr"].explanation == "French does not state 21 %; English and Swahili do"


def test_between_two_languages_a_lost_number_is_lost_or_added() -> None:
    """Both rows say so, and the confidence is that of a guess."""
    claims = compare({"en": stated("en", cells("10%", "21%")), "fr": stated("fr", cells("10%"))})
    rows = {claim.language: claim for claim in claims if claim.claim == 2}
    assert (rows["en"].verdict, rows["fr"].verdict) == ("added", "missing")
    assert rows["en"].severity == rows["fr"].severity == "presence"
    assert 0.4 < rows["en"].confidence < 0.7


def test_one_language_has_nothing_to_disagree_with() -> None:
    """A talk with one transcript has claims, and no faults."""
    claims = compare({"en": stated("en", cells("10%", "21%"))})
    assert [(claim.claim, claim.verdict) for claim in claims] == [(1, "agree"), (2, "agree")]


def test_a_language_without_statistics_has_rows() -> None:
    """Every claim has a row for every language of the talk; nothing at all gives an empty table."""
    claims = compare({"en": stated("en", cells("10%")), "fr": []})
    assert [(claim.language, claim.verdict) for claim in claims] == [("en", "added"), ("fr", "missing")]
    assert compare({"en": [], "fr": []}) == []


def test_a_far_value_in_linked_sentences_is_matched() -> None:
    """An unrelated number in sentences that correspond is a replaced value, not two claims."""
    talk = {"en": stated("en", [(1, 0, "300%")]), "fr": stated("fr", [(1, 0, "253%")])}
    claims = compare(talk, straight(("en", "fr"), 1))
    assert len(claims) == 2
    assert "value_replaced" in {claim.slip for claim in claims}


def test_an_unrelated_number_elsewhere_is_not_matched() -> None:
    """In sentences that do not correspond, two unrelated numbers are two claims."""
    talk = {"en": stated("en", [(1, 0, "300%")]), "fr": stated("fr", [(1, 5, "253%")])}
    assert {claim.verdict for claim in compare(talk, straight(("en", "fr"), 6))} == {"added", "missing"}


def test_pairs_are_not_mixed() -> None:
    """The same number in another question–answer pair is another claim."""
    talk = {"en": stated("en", [(1, 0, "84%")]), "fr": stated("fr", [(2, 0, "84%")])}
    claims = compare(talk)
    assert [(claim.claim, claim.pair) for claim in claims] == [(1, 1), (1, 1), (2, 2), (2, 2)]


def own_words(language: str, rows: Cells) -> list[Stated]:
    """Statistics in words of their own, so that two languages that state the same are no copies."""
    return [
        one._replace(statistic=one.statistic._replace(surface=f"{one.statistic.surface} {language}"))
        for one in stated(language, rows)
    ]


def test_sure_sentences_match_across_pairs() -> None:
    """Where a label was overlooked the pairs of a language differ, and the sentences still correspond."""
    talk = {"en": stated("en", [(1, 0, "84%")]), "fr": stated("fr", [(2, 0, "4%")])}
    claims = compare(talk, straight(("en", "fr"), 1))
    assert [(claim.claim, claim.verdict) for claim in claims] == [(1, "agree"), (1, "differ")]


@pytest.mark.parametrize(
    ("sentence", "value", "verdict", "slip"),
    [
        (1, 21.0, "unsure", "reading_error"),
        (1, 22.0, "missing", "missing_number"),
        (4, 21.0, "missing", "missing_number"),
    ],
)
def test_a_number_read_as_no_statistic(sentence: int, value: float, verdict: str, slip: str) -> None:
    """It is not missing where it stands in the place of the claim; with another value or elsewhere it is."""
    talk = {
        "en": own_words("en", cells("10%", "n=21", "32%", "43%", "54%")),
        "fr": own_words("fr", cells("10%", "", "32%", "43%", "54%")),
        "sw": own_words("sw", cells("10%", "n=21", "32%", "43%", "54%")),
    }
    unread = {"fr": [Unread(sentence, "vingt et un", value)]}
    rows = {(c.claim, c.language): c for c in compare(talk, straight(THREE, 5), unread=unread)}
    assert (rows[2, "fr"].verdict, rows[2, "fr"].slip) == (verdict, slip)
    assert ("vingt et un" in rows[2, "fr"].explanation) == (verdict == "unsure")
    assert rows[2, "en"].verdict == rows[2, "sw"].verdict == "agree"


def test_the_word_for_one_proves_nothing() -> None:
    """It is an article in most languages, so a missing number one is missing."""
    talk = {"en": stated("en", cells("10%", "1%")), "fr": stated("fr", cells("10%", ""))}
    claims = compare(talk, straight(("en", "fr"), 2), unread={"fr": [Unread(1, "un", 1.0)]})
    assert {c.verdict for c in claims if c.claim == 2} == {"added", "missing"}


def test_what_one_states_alone_may_stand_unread_elsewhere() -> None:
    """Then neither has added or lost it."""
    talk = {"en": stated("en", cells("10%", "n=21")), "fr": stated("fr", cells("10%", ""))}
    claims = compare(talk, straight(("en", "fr"), 2), unread={"fr": [Unread(1, "vingt et un", 21.0)]})
    assert [c.verdict for c in claims if c.claim == 2] == ["unsure", "unsure"]


@pytest.mark.parametrize(
    ("silent", "verdicts"), [(1, {"agree", "missing"}), (3, {"agree", "missing"}), (4, {"added", "missing"})]
)
def test_two_that_state_what_many_do_not(silent: int, verdicts: set[str]) -> None:
    """Losing a number is likelier than adding it, but not four times over."""
    tags = ("ar", "de", "en", "fi", "hi", "lv")[: silent + 2]
    talk = {
        tag: own_words(tag, cells("10%", "21%" if place < 2 else "", "32%")) for place, tag in enumerate(tags)
    }
    rows = [claim for claim in compare(talk, straight(tags, 3)) if claim.claim == 2]
    assert {claim.verdict for claim in rows} == verdicts
    blamed = {claim.language for claim in rows if claim.severity == "presence"}
    assert blamed == set(tags[:2] if "added" in verdicts else tags[2:])


SERIES = ("83%", "76%", "61%", "68%")


def series(language: str, *order: int, lengths: Sequence[int] = (30, 30, 30, 30)) -> list[Stated]:
    """A survey of four years, a sentence for each, its numbers in this order."""
    rows = own_words(language, [(1, place, SERIES[number]) for place, number in enumerate(order)])
    return [
        one._replace(statistic=one.statistic._replace(sentence="x" * length))
        for one, length in zip(rows, lengths, strict=True)
    ]


@pytest.mark.parametrize("bead", ["one to one", "two to two"])
def test_numbers_of_a_series_that_changed_places(bead: str) -> None:
    """The second and the third year exchanged in one of three languages: both are named and put right."""
    tags = ("de", "en", "fr")
    talk = {"de": series("de", 0, 2, 1, 3), "en": series("en", 0, 1, 2, 3), "fr": series("fr", 0, 1, 2, 3)}
    groups = [(0,), (1, 2), (3,)] if bead == "two to two" else [(0,), (1,), (2,), (3,)]
    beads = {pair: [Span(g, g, 0.9) for g in groups] for pair in straight(tags, 4)}
    rows = {(c.claim, c.language): c for c in compare(talk, beads)}
    assert [rows[n, "de"].slip for n in (1, 2, 3, 4)] == [
        None,
        "numbers_exchanged",
        "numbers_exchanged",
        None,
    ]
    assert [(rows[n, "de"].value, rows[n, "de"].consensus_value) for n in (2, 3)] == [(61, 76), (76, 61)]
    assert rows[2, "de"].explanation == "German exchanges 76 % and 61 %"
    assert {rows[n, tag].verdict for n in (1, 2, 3, 4) for tag in ("en", "fr")} == {"agree"}


def test_a_sentence_that_moved_is_no_exchange() -> None:
    """Where the lengths say that the sentences themselves changed places, nothing differs."""
    tags = ("de", "en", "fr")
    talk = {
        "de": series("de", 0, 2, 1, 3, lengths=(30, 90, 30, 30)),
        "en": series("en", 0, 1, 2, 3, lengths=(30, 30, 90, 30)),
        "fr": series("fr", 0, 1, 2, 3, lengths=(30, 30, 90, 30)),
    }
    beads = {pair: [Span(g, g, 0.9) for g in [(0,), (1, 2), (3,)]] for pair in straight(tags, 4)}
    assert {claim.verdict for claim in compare(talk, beads)} == {"agree"}


@pytest.mark.parametrize("with_beads", [True, False])
def test_the_order_inside_a_sentence_proves_nothing(with_beads: bool) -> None:
    """Grammar puts numbers in another order; and of two languages neither is right about the order."""
    tags = ("de", "en", "fr")
    talk = {tag: own_words(tag, [(1, 0, "34%"), (1, 0, "28%")]) for tag in tags}
    talk["de"] = own_words("de", [(1, 0, "28%"), (1, 0, "34%")])
    assert {c.verdict for c in compare(talk, straight(tags, 1) if with_beads else None)} == {"agree"}
    two = {"de": series("de", 0, 2, 1, 3), "en": series("en", 0, 1, 2, 3)}
    beads = {("de", "en"): [Span(g, g, 0.9) for g in [(0,), (1, 2), (3,)]]}
    assert {claim.verdict for claim in compare(two, beads)} == {"agree"}


@pytest.mark.parametrize(("confidence", "verdicts"), [(0.1, {"agree", "unsure"}), (0.9, {"agree", "differ"})])
def test_weak_alignment_is_no_disagreement(confidence: float, verdicts: set[str]) -> None:
    """Where passages hardly correspond, a difference is unsure; what agrees, agrees."""
    talk = {"en": stated("en", cells("84%", "20%")), "fr": stated("fr", cells("4%", "20%"))}
    claims = compare(talk, {("en", "fr"): [Span((i,), (i,), confidence) for i in range(2)]})
    assert {claim.verdict for claim in claims} == verdicts


def test_links_may_be_given_in_either_direction() -> None:
    """(ur, lv) with left and right exchanged says the same as (lv, ur)."""
    forth = straight(["lv", "ur"], 120)
    back = {("ur", "lv"): [Span(bead.right, bead.left, bead.confidence) for bead in forth["lv", "ur"]]}
    assert compare(kolsky(), forth) == compare(kolsky(), back)


def test_from_a_table_alone() -> None:
    """A statistics table without beads gives the same disagreements; optional columns may be missing."""
    rows = [one.statistic for language in kolsky().values() for one in language]
    claims = from_table(schema.frame("statistics", rows))
    expected = {key: value for key, value in KOLSKY_NOTED.items() if key != ("lv", "40 year")}
    assert noted(claims) == expected
    small = pl.DataFrame(
        {"talk": ["t", "t"], "language": ["en", "fr"], "kind": ["percent", "percent"], "value": [84, 4]}
    )
    assert [claim.slip for claim in from_table(small)] == [None, "dropped_tens"]


def test_a_table_that_lacks_columns_is_refused() -> None:
    """TableError names what is missing."""
    with pytest.raises(TableError, match="kind, value"):
        from_table(pl.DataFrame({"talk": ["t"], "language": ["en"]}))


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [("kind", "percentage", "percentage"), ("bound", "≥", "≥"), ("value", "many", "value")],
)
def test_a_table_with_impossible_cells_is_refused(column: str, cell: str, message: str) -> None:
    """TableError names the cell or the column."""
    row = {"talk": ["t"], "language": ["en"], "kind": ["percent"], "value": [84], "bound": ["<"]}
    with pytest.raises(TableError, match=message):
        from_table(pl.DataFrame(row | {column: [cell]}))


def test_the_rows_fit_the_table() -> None:
    """The claims go into the frame of the schema."""
    frame = schema.frame("claims", compare(planted(), straight(LANGUAGES, 40)))
    assert frame.height == len(TALK) * len(LANGUAGES)
    assert frame.get_column("confidence").is_between(0, 1).all()


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("lv", "Latvian"),
        ("zh-cn", "Chinese (Simplified)"),
        ("zh-tw", "Chinese (Traditional)"),
        ("pt-br", "Portuguese (Brazil)"),
        ("not a tag", "not a tag"),
    ],
)
def test_language_names(tag: str, name: str) -> None:
    """English names from CLDR; an unknown tag stays as it is."""
    assert english(tag) == name


gains = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(-2, 5).map(lambda x: round(x, 3))
)


@given(gains)
def test_the_assignment_is_the_best(table: Mapping[tuple[int, int], float]) -> None:
    """As good as the best of all assignments tried one by one, and no row or column twice."""
    found = assign(table)
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)

    def best(rows: Sequence[int], free: frozenset[int]) -> float:
        if not rows:
            return 0.0
        choices = [
            table.get((rows[0], column), -9.0) + best(rows[1:], free - {column}) for column in sorted(free)
        ]
        return max([best(rows[1:], free), *choices])

    assert sum(table[pair] for pair in found) == pytest.approx(best(range(5), frozenset(range(5))), abs=1e-6)


pool = [original for original, *_ in TALK]
talks = st.lists(st.sampled_from(pool), min_size=1, max_size=12)


def damaged(notations: Sequence[str], seed: int, share: float) -> list[str]:
    """Some of the statistics replaced by what their language made of them in the table above, or lost."""
    chance = random.Random(seed)
    changes = {original: changed for original, where, changed, _ in TALK if where}
    return [
        (changes.get(notation, notation) if chance.random() < 0.8 else "")
        if chance.random() < share
        else notation
        for notation in notations
    ]


def versions(notations: Sequence[str], seed: int, languages: Sequence[str]) -> dict[str, list[Stated]]:
    """Each language damaged in its own way."""
    return {
        language: stated(language, cells(*damaged(notations, seed + place, 0.25)))
        for place, language in enumerate(languages)
    }


@settings(max_examples=50, deadline=None)
@given(talks, st.integers(0, 999))
def test_the_order_of_languages_does_not_matter(notations: list[str], seed: int) -> None:
    """The mapping in any order gives the same table."""
    talk = versions(notations, seed, LANGUAGES[:4])
    turned = dict(reversed(list(talk.items())))
    assert compare(talk) == compare(turned)


@settings(max_examples=50, deadline=None)
@given(talks, st.integers(0, 999), st.sampled_from(LANGUAGES[:4]), st.sampled_from(["aa", "zz"]))
def test_an_identical_copy_changes_no_verdict(notations: list[str], seed: int, copied: str, tag: str) -> None:
    """A copy under another tag gets the verdicts of its original; all other rows stay as they were."""
    talk = versions(notations, seed, LANGUAGES[:4])
    before = {(c.claim, c.language): (c.verdict, c.slip, c.confidence) for c in compare(talk)}
    copy = [one._replace(statistic=one.statistic._replace(language=tag)) for one in talk[copied]]
    after = {(c.claim, c.language): (c.verdict, c.slip, c.confidence) for c in compare(talk | {tag: copy})}
    assert {key: value for key, value in after.items() if key[1] != tag} == before
    if copy:
        assert [v for k, v in after.items() if k[1] == tag] == [
            v for k, v in before.items() if k[1] == copied
        ]


percents = st.lists(st.integers(21, 98), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(percents, st.integers(0, 999))
def test_a_wholly_damaged_language_never_outvotes_two_sound_ones(numbers: list[int], seed: int) -> None:
    """Every number of one language is wrong: it alone differs, the originals are those of the others."""
    chance = random.Random(seed)
    wrong = [f"{chance.choice([n for n in range(1, 120) if n not in numbers])}%" for number in numbers]
    sound = [f"{number}%" for number in numbers]
    talk = {
        "aa": stated("aa", cells(*wrong)),
        "de": stated("de", cells(*sound)),
        "th": stated("th", cells(*sound)),
    }
    talk["th"] = [one._replace(statistic=one.statistic._replace(surface="th")) for one in talk["th"]]
    claims = compare(talk, straight(("aa", "de", "th"), len(numbers)))
    assert all(claim.verdict in ("agree", "missing") for claim in claims if claim.language != "aa")
    assert all(claim.verdict != "agree" for claim in claims if claim.language == "aa" and claim.statistic)


EQUIVALENT = [
    ("75%", "3/4"),
    ("1/2", "50%"),
    ("67%", "2/3"),
    ("3‰", "0.3%"),
    ("83.7%", "84%"),
    ("12 month", "1 year"),
    ("~< 40%", "~ 40%"),
    (">= 5%", "> 5%"),
    ("~ 7 year", "7 year"),
    ("@2016", "@2559"),
    ("58%", "58% [composed]"),
]
equal = st.sampled_from(EQUIVALENT)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(equal, st.booleans()), min_size=1, max_size=8))
def test_equivalents_never_differ(chosen: list[tuple[tuple[str, str], bool]]) -> None:
    """The same quantities in different forms, whichever language has which: nothing to complain of."""
    left = [pair[turn] for pair, turn in chosen]
    right = [pair[not turn] for pair, turn in chosen]
    claims = compare({"de": stated("de", cells(*left)), "th": stated("th", cells(*right))})
    assert {claim.verdict for claim in claims} <= {"agree", "reworded"}


@pytest.mark.parametrize(("left", "right"), EQUIVALENT)
def test_equivalence_needs_no_consensus(left: str, right: str) -> None:
    """The pairs used above are equivalent for the error model too."""
    assert explain(said(left), said(right)).verdict != "differ"
