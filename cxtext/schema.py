"""Every table of cxtext: its columns, their types, its enumerations, and the order of its rows.

A row is a NamedTuple whose fields are the columns in order; :func:`frame` turns rows into a
polars DataFrame. polars is imported only there, so that this module stays light.

Offsets (``start``, ``end`` and their kin) are code points in ``Transcript.text``, half open;
``surface == text[start:end]`` always holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxtext.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

KINDS = ("percent", "points", "ratio", "multiple", "count", "money", "duration", "measure", "date")
"""What is counted: a percentage, percentage points, three out of four, twice, 1,250 stations, €5, …"""

BOUNDS = ("<", "<=", "=", ">=", ">")
"""How the value limits what is said: *less than* 5, *at most* 5, 5, *at least* 5, *more than* 5."""

MARKS = ("composed", "repaired", "inverted")
"""composed: by another language's rule; repaired: a cut number joined; inverted: part > whole."""

ROLES = ("interviewer", "speaker", "moderator", "audience", "narrator")

VERDICTS = ("agree", "reworded", "differ", "missing", "added", "unsure")
"""``unsure``: passages that hardly correspond, or a number in them that was read as no statistic."""

SEVERITIES = ("value", "unit", "bound", "presence", "nuance")
"""From the gravest to the mildest."""

SLIPS = (
    "missing_number", "added_number", "dropped_tens", "dropped_units", "dropped_hundreds", "dropped_teen",
    "teen_ty", "digit_swap", "digit_substitution", "digit_dropped", "digit_added", "off_by_one",
    "value_replaced", "power_of_ten", "scale_word", "scale_lost", "long_short_scale", "decimal_grouping",
    "notation_only", "literal_composition", "rounding", "arithmetic_form", "fraction_inversion",
    "fraction_collapsed", "multiple_vs_increase", "reciprocal", "comparator_flip", "comparator_lost",
    "comparator_added", "bound_strictness", "approximation_changed", "range_collapsed", "polarity_flip",
    "unit_converted", "unit_mismatch", "percent_point", "percent_lost", "ordinal_cardinal", "kind_changed",
    "year_shift", "calendar_shift", "date_order", "duration_vs_point", "numbers_exchanged",
    "referent_changed", "base_changed", "moved", "untranslated", "idiom_number", "alignment_error",
    "reading_error",
)  # fmt: skip
"""How a number goes wrong between translations; defined one by one in ``diagnosis``."""


class Turn(NamedTuple):
    """One turn of speech. ``start_time`` and ``end_time`` are seconds, or None without time codes."""

    talk: str
    language: str
    turn: int
    speaker: str | None
    role: str
    start: int
    end: int
    start_time: float | None
    end_time: float | None
    text: str


class Pair(NamedTuple):
    """A question and its answer; pair 0 holds what stands outside of any pair."""

    talk: str
    pair: int
    language: str
    questioner: str | None
    question: str | None
    answerer: str | None
    answer: str | None
    question_start: int | None
    question_end: int | None
    answer_start: int | None
    answer_end: int | None
    turns: tuple[int, ...]


class Statistic(NamedTuple):
    """One cited statistic. Percentages are numbers (84), ratios part/whole, counts the full amount."""

    talk: str
    language: str
    statistic: int
    turn: int
    pair: int
    sentence: str
    start: int
    end: int
    surface: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    part: int | None
    whole: int | None
    unit: str | None
    bound: str
    approximate: bool
    marks: tuple[str, ...]
    period: str | None
    period_year: int | None


class Claim(NamedTuple):
    """How one language states one claim (``statistic`` None: it does not), and the verdict on it."""

    talk: str
    claim: int
    pair: int
    language: str
    statistic: int | None
    surface: str | None
    kind: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    bound: str | None
    approximate: bool | None
    verdict: str
    slip: str | None
    severity: str | None
    consensus_value: float | None
    consensus_bound: str | None
    consensus_kind: str | None
    confidence: float
    explanation: str


class Leftover(NamedTuple):
    """A number in the text that became no statistic, and the reason."""

    talk: str
    language: str
    turn: int
    pair: int
    start: int
    end: int
    surface: str
    reason: str
    sentence: str


class Bead(NamedTuple):
    """Segments of two languages that correspond: their numbers (1…), their spans, and how sure it is."""

    talk: str
    level: str
    left_language: str
    right_language: str
    bead: int
    left: tuple[int, ...]
    right: tuple[int, ...]
    left_start: int | None
    left_end: int | None
    right_start: int | None
    right_end: int | None
    confidence: float


class Agreement(NamedTuple):
    """How well one language agrees with what was most probably said; in the last row, all of them together.

    ``scope`` is ``language``, or ``talk`` (``language`` None) for all. ``claims`` = ``agreed`` + ``odd`` +
    ``unsure``.

    - ``stated``: claims that this language states; of the talk: that every language states.
    - ``agreed``: claims on which it says the same quantity, or rightly does not say what one other added; of
      the talk: on which no language is odd and none is unsure.
    - ``odd``: claims on which it disagrees with the consensus (differs, lacks it, or adds it); of the talk:
      on which any language does. ``alone``: those on which all others (two at least) agree.
    - ``odd_share``: odd / (claims - unsure), with the ends of its 95 % interval (E. B. Wilson 1927): what
      few claims can tell is little. None without a claim to judge.
    - ``value_slips`` … ``nuances``: its claims by severity; ``slips``, ``slip_counts``: by kind of slip.
    - ``alpha_nominal``, ``alpha_interval``, ``alpha_ratio`` (talk only): Krippendorff's alpha of the same
      quantity or not; of the shares in percent; of the relative size of all amounts. None: not defined.
      ``alpha_coded``: how many claims two or more languages state, which alone count for alpha.
    - ``alpha_without`` (languages only): the nominal alpha of the other languages; one that strays raises it.
    """

    talk: str
    scope: str
    language: str | None
    claims: int
    stated: int
    agreed: int
    odd: int
    alone: int
    unsure: int
    odd_share: float | None
    odd_low: float | None
    odd_high: float | None
    value_slips: int
    unit_slips: int
    bound_slips: int
    presence_slips: int
    nuances: int
    slips: tuple[str, ...]
    slip_counts: tuple[int, ...]
    alpha_coded: int
    alpha_nominal: float | None
    alpha_interval: float | None
    alpha_ratio: float | None
    alpha_without: float | None


class Hint(NamedTuple):
    """A place where one language is at odds with itself, from ``start`` to ``end``: a hint, no verdict.

    ``statistics`` are the numbers of the statistics it is about, ``surfaces`` their words.
    """

    talk: str
    language: str
    number: int
    hint: str
    turn: int
    pair: int
    statistics: tuple[int, ...]
    start: int
    end: int
    surfaces: tuple[str, ...]
    explanation: str


LEVELS = ("turn", "sentence")

HINTS = ("parts_exceed_whole", "shares_contradict", "share_of_share", "period_break", "value_break")
"""How a version can be at odds with itself; defined in ``contradictions``."""

SCOPES = ("language", "talk")

ROWS: Mapping[str, type[tuple[Any, ...]]] = {
    "turns": Turn,
    "pairs": Pair,
    "statistics": Statistic,
    "claims": Claim,
    "leftovers": Leftover,
    "beads": Bead,
    "agreement": Agreement,
    "hints": Hint,
}

ORDER: Mapping[str, tuple[str, ...]] = {
    "turns": ("talk", "language", "turn"),
    "pairs": ("talk", "pair", "language"),
    "statistics": ("talk", "language", "statistic"),
    "claims": ("talk", "claim", "language"),
    "leftovers": ("talk", "language", "start", "end"),
    "beads": ("talk", "level", "left_language", "right_language", "bead"),
    "agreement": ("talk", "scope", "language"),
    "hints": ("talk", "language", "number"),
}
"""The columns each table is sorted by; together they name a row."""

ENUMS: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "consensus_kind": KINDS,
    "bound": BOUNDS,
    "consensus_bound": BOUNDS,
    "role": ROLES,
    "verdict": VERDICTS,
    "slip": SLIPS,
    "severity": SEVERITIES,
    "level": LEVELS,
    "scope": SCOPES,
    "hint": HINTS,
}


def columns(table: str) -> tuple[str, ...]:
    """The column names of `table`, in order."""
    return tuple(ROWS[table].__annotations__)


def ordered(table: str, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of `table` in its documented order (:data:`ORDER`)."""
    names = columns(table)
    key = [names.index(name) for name in ORDER[table]]
    return sorted(rows, key=lambda row: tuple(row[place] for place in key))


def schema(table: str) -> dict[str, pl.DataType]:
    """The polars type of every column of `table`."""
    from typing import get_type_hints

    import polars as pl

    plain: dict[object, pl.DataType] = {
        str: pl.String(),
        int: pl.Int64(),
        float: pl.Float64(),
        bool: pl.Boolean(),
        tuple[str, ...]: pl.List(pl.String()),
        tuple[int, ...]: pl.List(pl.Int64()),
    }
    plain |= {kind | None: dtype for kind, dtype in plain.items() if isinstance(kind, type)}
    return {
        name: pl.Enum(ENUMS[name]) if name in ENUMS else plain[annotation]
        for name, annotation in get_type_hints(ROWS[table]).items()
    }


def frame(table: str, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """The DataFrame of `table` with these rows, in the documented order of rows (:data:`ORDER`)."""
    import polars as pl

    names = columns(table)
    cells: Sequence[Sequence[Any]] = list(zip(*ordered(table, rows), strict=True)) or [()] * len(names)
    # polars reads a tuple as a list cell only inside a list, never a list of tuples of mixed length.
    data = {
        name: [list(cell) if isinstance(cell, tuple) else cell for cell in column]
        for name, column in zip(names, cells, strict=True)
    }
    return pl.DataFrame(data, schema=schema(table))


def require(table: pl.DataFrame, name: str, needed: Iterable[str]) -> None:
    """Raise TableError unless `table` (called `name` in the message) has the columns `needed`."""
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise TableError(
            f"The {name} table lacks the columns {', '.join(missing)}",
            hint=f"A {name} table has the columns {', '.join(columns(name))}",
        )
