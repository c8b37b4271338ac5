"""The languages of a talk as coders of the same claims: the agreement table, from the claims table alone.

A claim is a unit, a language a coder, what it says the value. For the alphas, readings that are the same
quantity (verdict ``agree`` or ``reworded``) are one value, that of the consensus; a language that does not
state a claim, or whose passage corresponds too weakly (``unsure``), leaves its cell empty.
"""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING, Any

from cxtext import schema
from cxtext.alpha import alpha, interval, nominal, ratio
from cxtext.schema import Agreement, Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import polars as pl

    Cells = Mapping[str, Claim]
    """One claim by language."""

SAME = ("agree", "reworded")
"""The verdicts of a language that says the same quantity as the consensus."""

_Z = 1.959964
"""The 97.5 % quantile of the normal distribution: 95 % of it lie within ± this."""

_SEVERITIES = ("value", "unit", "bound", "presence", "nuance")
_SHARES = ("percent", "ratio")
_CALENDAR = "date"
_PER_MILLE = "‰"


def rows(claims: Iterable[Claim]) -> list[Agreement]:
    """The rows of the agreement table: for each talk one per language, then one for all together."""
    talks: dict[str, dict[int, dict[str, Claim]]] = {}
    for row in sorted(claims, key=lambda row: (row.talk, row.claim, row.language)):
        talks.setdefault(row.talk, {}).setdefault(row.claim, {})[row.language] = row
    return [row for talk, found in talks.items() for row in _talk(talk, list(found.values()))]


NEEDED = (
    "talk", "claim", "language", "kind", "value", "low", "high", "unit", "bound",
    "verdict", "slip", "severity", "consensus_value", "consensus_kind",
)  # fmt: skip
"""The columns of a claims table that count."""


def from_table(claims: pl.DataFrame) -> list[Agreement]:
    """The same from a claims table; TableError unless it has the columns :data:`NEEDED`."""
    schema.require(claims, "claims", NEEDED)
    blank: dict[str, Any] = dict.fromkeys(Claim._fields)
    names = [name for name in claims.columns if name in blank]
    return rows(Claim(**blank | record) for record in claims.select(names).iter_rows(named=True))


def interval_of(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share of `part` in `whole` (> 0) cases, after E. B. Wilson (1927).

    >>> [round(end, 3) for end in interval_of(1, 10)]
    [0.018, 0.404]
    """
    share, spread = part / whole, _Z * _Z / whole
    middle, reach = share + spread / 2, sqrt(spread * (share * (1 - share) + spread / 4))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


# Counting


def _talk(talk: str, claims: Sequence[Cells]) -> list[Agreement]:
    languages = sorted({language for cells in claims for language in cells})
    categories = _coded(claims, _category)
    found = [_language(talk, language, claims, categories) for language in languages]
    calm = [cells for cells in claims if not any(map(_odd, cells.values()))]
    whole = _row(
        talk,
        None,
        [row for cells in claims for row in cells.values()],
        claims=len(claims),
        stated=sum(all(map(_states, cells.values())) for cells in claims),
        odd=len(claims) - len(calm),
        alone=sum(row.alone for row in found),
        unsure=sum(any(row.verdict == "unsure" for row in cells.values()) for cells in calm),
        alpha_coded=sum(len(unit) > 1 for unit in categories),
        alpha_nominal=_alpha(categories, nominal),
        alpha_interval=_alpha(_coded(claims, _share), interval),
        alpha_ratio=_alpha(_coded(claims, _amount), ratio),
    )
    return [*found, whole]


def _language(
    talk: str, language: str, claims: Sequence[Cells], categories: Sequence[Mapping[str, Any]]
) -> Agreement:
    mine = [cells[language] for cells in claims if language in cells]
    others = [{tag: one for tag, one in unit.items() if tag != language} for unit in categories]
    return _row(
        talk,
        language,
        mine,
        claims=len(mine),
        stated=sum(map(_states, mine)),
        odd=sum(map(_odd, mine)),
        alone=sum(_alone(language, cells) for cells in claims),
        unsure=sum(row.verdict == "unsure" for row in mine),
        alpha_coded=sum(len(unit) > 1 and language in unit for unit in categories),
        alpha_without=_alpha(others, nominal),
    )


def _row(talk: str, language: str | None, cells: Sequence[Claim], **counted: Any) -> Agreement:
    claims, odd, unsure = counted["claims"], counted["odd"], counted["unsure"]
    severities = Counter(row.severity for row in cells)
    slips = Counter(row.slip for row in cells if row.slip)
    names = [name for name in schema.SLIPS if slips[name]]
    judged = claims - unsure
    low, high = interval_of(odd, judged) if judged else (None, None)
    blank: dict[str, Any] = dict.fromkeys(Agreement._fields)
    return Agreement(
        **blank
        | counted
        | {
            "talk": talk,
            "scope": "language" if language else "talk",
            "language": language,
            "agreed": claims - odd - unsure,
            "odd_share": _rounded(odd / judged if judged else None),
            "odd_low": _rounded(low),
            "odd_high": _rounded(high),
            **{name: severities[key] for name, key in zip(_BY_SEVERITY, _SEVERITIES, strict=True)},
            "slips": tuple(names),
            "slip_counts": tuple(slips[name] for name in names),
        }
    )


_BY_SEVERITY = ("value_slips", "unit_slips", "bound_slips", "presence_slips", "nuances")


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _states(row: Claim) -> bool:
    return row.kind is not None


def _odd(row: Claim) -> bool:
    # Where only one of several languages states something, nothing is wrong with the others: no slip.
    return row.verdict in ("differ", "added") or (row.verdict == "missing" and row.slip is not None)


def _alone(language: str, cells: Cells) -> bool:
    others = [row for tag, row in cells.items() if tag != language]
    wrong = language in cells and _odd(cells[language])
    return wrong and len(others) > 1 and not any(row.verdict == "unsure" or _odd(row) for row in others)


# Coding


def _coded(claims: Sequence[Cells], value: Callable[[Claim, Cells], Any]) -> list[dict[str, Any]]:
    """For each claim the value that each language gives it, if it gives one."""
    coded = [{tag: value(row, cells) for tag, row in cells.items()} for cells in claims]
    return [{tag: one for tag, one in unit.items() if one is not None} for unit in coded]


def _alpha(coded: Sequence[Mapping[str, Any]], distance: Callable[[Any, Any], float]) -> float | None:
    return _rounded(alpha([list(unit.values()) for unit in coded], distance))


def _category(row: Claim, cells: Cells) -> tuple[Any, ...] | None:
    """The reading as a category; all forms of the consensus are one."""
    if not _states(row) or row.verdict == "unsure":
        return None
    said = _model(row, cells) if row.verdict in SAME else row
    return (said.kind, said.value, said.low, said.high, _unit(said), said.bound)


def _unit(row: Claim) -> str | None:
    # The noun of a count is a word of its language.
    return None if row.kind == "count" else row.unit


def _model(row: Claim, cells: Cells) -> Claim:
    """The row that says what the consensus is, the same for any order of languages; else `row` itself."""
    same = [one for one in cells.values() if one.verdict in SAME and _states(one)]
    return min(
        same, key=lambda one: (SAME.index(one.verdict), one.kind, str(one.value), one.language), default=row
    )


def _amount(row: Claim, cells: Cells) -> float | None:
    """The size of the quantity on the scale of the consensus; None on another scale, and for dates."""
    if not _states(row) or row.verdict == "unsure" or row.consensus_kind == _CALENDAR:
        return None
    if row.verdict in SAME:
        return row.consensus_value
    model = _model(row, cells)
    return row.value if row.kind == row.consensus_kind and _unit(row) == _unit(model) else None


def _share(row: Claim, cells: Cells) -> float | None:
    """The same for a share, in percent."""
    amount = _amount(row, cells) if row.consensus_kind in _SHARES else None
    if amount is None:
        return None
    if row.consensus_kind == "ratio":
        return 100 * amount
    return amount / 10 if _model(row, cells).unit == _PER_MILLE else amount
