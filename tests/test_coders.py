from __future__ import annotations

import polars as pl
import pytest
from claim_notation import stated, straight
from polars.testing import assert_frame_equal
from sample import sample

import cxtext as cx
from cxtext import coders, schema
from cxtext.claims import compare
from cxtext.errors import TableError

THREE = {
    #      agreed  differs  equal form  missing  added  bound   other unit
    "de": ("40%", "63%", "3/4", "21%", "", "> 10%", "90 kilometer", "@2019", "n=1000"),
    "en": ("40%", "36%", "75%", "21%", "", "> 10%", "90 kilometer", "@2019", "n=1000"),
    "lv": ("40%", "36%", "75%", "", "98 year", "< 10%", "90 mile", "@2018", "n=100"),
}


def claims(talk: dict[str, tuple[str, ...]], confidence: float = 0.9) -> list[schema.Claim]:
    """The claims of a talk, one sentence a statistic."""
    cells = {
        tag: stated(tag, [(1, place, one) for place, one in enumerate(row) if one])
        for tag, row in talk.items()
    }
    return compare(cells, straight(sorted(talk), 12, confidence))


def agreement(talk: dict[str, tuple[str, ...]]) -> dict[str | None, schema.Agreement]:
    """The rows of the agreement table by language; None is the talk."""
    return {row.language: row for row in coders.rows(claims(talk))}


def test_counts_per_language() -> None:
    """Odd where a language differs, lacks or adds; another form is no fault, nor not to add what one adds."""
    rows = agreement(THREE)
    assert {tag: (row.claims, row.stated, row.agreed, row.odd) for tag, row in rows.items()} == {
        "de": (9, 8, 8, 1),
        "en": (9, 8, 9, 0),
        "lv": (9, 8, 3, 6),
        None: (9, 7, 2, 7),
    }
    assert (rows["de"].alone, rows["lv"].alone, rows[None].alone) == (1, 6, 7)
    assert rows["lv"].odd_share == pytest.approx(6 / 9, abs=1e-4)


def test_slips_by_kind_and_severity() -> None:
    """Each row counts its own slips; the row of the talk counts them all."""
    rows = agreement(THREE)
    lv = rows["lv"]
    assert dict(zip(lv.slips, lv.slip_counts, strict=True)) == {
        "missing_number": 1,
        "added_number": 1,
        "power_of_ten": 1,
        "comparator_flip": 1,
        "unit_mismatch": 1,
        "year_shift": 1,
    }
    assert (lv.value_slips, lv.unit_slips, lv.bound_slips, lv.presence_slips, lv.nuances) == (2, 1, 1, 2, 0)
    assert (rows["de"].slips, rows["de"].slip_counts) == (("digit_swap", "arithmetic_form"), (1, 1))
    talk = dict(zip(rows[None].slips, rows[None].slip_counts, strict=True))
    assert talk == dict(zip(lv.slips, lv.slip_counts, strict=True)) | {"digit_swap": 1, "arithmetic_form": 1}
    assert list(talk) == sorted(talk, key=schema.SLIPS.index)


def test_alphas_by_hand() -> None:
    """Two claims, three languages, one swap: nominal and interval alpha as on paper; others alone agree."""
    rows = agreement({"de": ("40%", "36%"), "en": ("40%", "36%"), "lv": ("40%", "63%")})
    # Nominal: observed (2 · 2) / 2 = 2; values 40 × 3, 36 × 2, 63: expected 2 · (6 + 3 + 2) = 22.
    assert rows[None].alpha_nominal == pytest.approx(1 - 10 / 22, abs=1e-4)
    # Interval: observed 2 · 2 · 27² / 2 = 1458; expected 2 · (6 · 4² + 3 · 23² + 2 · 27²) = 6282.
    assert rows[None].alpha_interval == pytest.approx(1 - 5 * 1458 / 6282, abs=1e-4)
    assert [rows[tag].alpha_without for tag in ("de", "en", "lv")] == [
        pytest.approx(1 - 3 * 2 / 10, abs=1e-4),
        pytest.approx(1 - 3 * 2 / 10, abs=1e-4),
        1.0,
    ]
    assert rows[None].alpha_without is None
    assert rows["lv"].alpha_nominal is None


def test_equal_forms_are_one_value() -> None:
    """75 % and three of four are the same category, and the same share."""
    row = agreement({"de": ("3/4", "20%"), "en": ("75%", "20%"), "lv": ("75%", "1/5")})[None]
    assert (row.alpha_nominal, row.alpha_interval, row.alpha_ratio) == (1.0, 1.0, 1.0)


def test_per_mille_is_a_tenth_of_a_percent() -> None:
    """On the scale of the shares 5 per mille is 0.5 percent."""
    percent = agreement({"de": ("0.5%", "40%"), "en": ("0.5%", "40%"), "lv": ("0.5%", "46%")})[None]
    mille = agreement({"de": ("5‰", "40%"), "en": ("5‰", "40%"), "lv": ("5‰", "46%")})[None]
    assert percent.alpha_interval == mille.alpha_interval != 1.0


def test_fractions_are_shares() -> None:
    """Three of four lies where 75 percent lies."""
    fractions = agreement({"de": ("3/4", "20%"), "en": ("3/4", "20%"), "lv": ("3/4", "30%")})[None]
    percent = agreement({"de": ("75%", "20%"), "en": ("75%", "20%"), "lv": ("75%", "30%")})[None]
    assert fractions.alpha_interval == percent.alpha_interval != 1.0


def test_dates_and_other_units_have_no_size() -> None:
    """A year is no amount, and miles are not on the scale of kilometers: both count as categories alone."""
    same = ("90 kilometer", "@2019", "5%", "9%")
    row = agreement({"de": same, "en": same, "lv": ("45 mile", "@1919", "5%", "9%")})[None]
    assert row.alpha_nominal is not None
    assert row.alpha_nominal < 1
    assert (row.alpha_interval, row.alpha_ratio) == (1.0, 1.0)


def test_two_languages() -> None:
    """Two can disagree, but neither alone against others; leaving one out leaves nothing to compare."""
    rows = agreement({"en": ("84%", "20%"), "lv": ("4%", "20%")})
    assert (rows["en"].odd, rows["lv"].odd, rows["lv"].alone) == (0, 1, 0)
    assert rows["lv"].alpha_without is None
    assert rows[None].agreed == 1


def test_unsure_is_not_judged() -> None:
    """A passage that corresponds too weakly counts neither for nor against its language."""
    talk = {"en": ("84%", "20%"), "lv": ("4%", "20%")}
    rows = {row.language: row for row in coders.rows(claims(talk, confidence=0.1))}
    assert (rows["lv"].unsure, rows["lv"].odd, rows["lv"].odd_share) == (1, 0, 0.0)
    assert (rows[None].agreed, rows[None].unsure, rows[None].alpha_coded) == (1, 1, 1)


def test_no_claims() -> None:
    """Nothing to judge: no rows; nothing but unsure: no share."""
    assert coders.rows([]) == []
    talk = {"en": ("84%",), "lv": ("4%",)}
    rows = coders.rows(claims(talk, confidence=0.1))
    assert (rows[1].claims, rows[1].unsure, rows[1].odd_share, rows[1].odd_low) == (1, 1, None, None)


def test_every_claim_is_counted_once() -> None:
    """Agreed, odd and unsure add up, of the languages and of the talk; severities are no more than slips."""
    for row in coders.from_table(sample().claims):
        assert row.agreed + row.odd + row.unsure == row.claims
        assert 0 <= (row.odd_low or 0) <= (row.odd_share or 0) <= (row.odd_high or 0) <= 1


def test_the_table_of_an_analysis() -> None:
    """cx.agreement takes anything with claims, in any order of rows; the frame fits the schema."""
    table = cx.agreement(sample())
    assert tuple(table.columns) == schema.Agreement._fields
    assert table.select("scope", "language").rows() == [
        ("language", "lv"),
        ("language", "ur"),
        ("talk", None),
    ]
    mixed = sample()._replace(claims=sample().claims.reverse())
    assert_frame_equal(cx.agreement(mixed), table)


def test_several_talks_in_one_table() -> None:
    """The claims of two talks are counted apart."""
    one = sample().claims
    both = pl.concat([one, one.with_columns(talk=pl.lit("another"))])
    rows = coders.from_table(both)
    assert [row.talk for row in rows] == ["another"] * 3 + [one["talk"][0]] * 3
    assert rows[0]._replace(talk="") == rows[3]._replace(talk="")


def test_claims_without_a_needed_column() -> None:
    """TableError names the column."""
    with pytest.raises(TableError, match="severity"):
        coders.from_table(sample().claims.drop("severity"))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # The ends from the formula in Wilson (1927), worked out with exact fractions.
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 40, 0.0044, 0.1288)],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    """The interval never leaves 0…1 and is wide where little is known."""
    assert coders.interval_of(part, whole) == pytest.approx((low, high), abs=2e-4)
