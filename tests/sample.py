# ruff: noqa: E501 (rows of tables stay on one line)
"""A small analysis made by hand: two languages, three pairs, every verdict, hostile text.

The talk, its speakers and its numbers are invented. :func:`sample` builds what figures and page
need (an object with ``talk, turns, pairs, statistics, claims``) without running the analysis.
"""

from __future__ import annotations

import os
import shutil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cxtext import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

TALK = "velo-2031"
LANGUAGES = ("lv", "ur")
HOSTILE = "<script>alert('x')</script> & \"citi\" <b>joki</b>"


class Part(NamedTuple):
    """A stretch that is not speech."""

    kind: str
    start: int
    end: int


class Transcript(NamedTuple):
    """One file of the talk."""

    name: str
    language: str
    text: str
    turns: tuple[Any, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


class Talk(NamedTuple):
    """The talk as far as figures and page read it."""

    name: str
    title: str | None
    speaker: str | None
    event: str | None
    date: str | None
    source: str | None
    licence: str | None
    glosses: Mapping[str, str]
    transcripts: tuple[Transcript, ...]
    problems: tuple[Exception, ...] = ()


class Sample(NamedTuple):
    """An analysis made by hand."""

    talk: Talk | None
    turns: pl.DataFrame
    pairs: pl.DataFrame
    statistics: pl.DataFrame
    claims: pl.DataFrame


# (language, pair, role, speaker, text); the order is the order of the transcript.
SPEECH = (
    ("lv", 0, "speaker", "Māra Ozola",
     "Labdien! 2031. gadā pilsētā strādās divpadsmit darbnīcas, kurās velosipēdu salabo, kamēr jūs dzerat kafiju."),
    ("lv", 1, "interviewer", "Žurnāls “Pedālis”", "Cik daudzi vispār brauc ar velosipēdu?"),
    ("lv", 1, "speaker", "Māra Ozola",
     "Mēs aptaujājām 1250 iedzīvotājus. Pirmajā gadā ik dienu brauca 41 procents, otrajā gadā 52 procenti, "
     "trešajā gadā jau 67 procenti; nākamgad gaidām aptuveni 70 procentus.\nTas nav maz."),
    ("lv", 2, "interviewer", "Žurnāls “Pedālis”", "Un cik tas maksā? " + HOSTILE),
    ("lv", 2, "speaker", "Māra Ozola",
     "Vairāk nekā 84 procenti remontu maksā mazāk par 15 eiro. Trīs no četriem braucējiem maksā uzreiz. "
     "Gada budžets ir 2,4 miljoni eiro."),
    ("lv", 3, "interviewer", "Žurnāls “Pedālis”", "Kas mainījās kopš sākuma?"),
    ("lv", 3, "speaker", "Māra Ozola",
     "Pirms 10 gadiem rindā gaidīja 10 līdz 15 dienas. Tagad mēs strādājam divreiz ātrāk, "
     "un līdz mums ir mazāk par 5 kilometriem no jebkuras mājas."),
    ("lv", 0, "moderator", "Vadītāja", "Paldies! Ar to mēs beidzam."),
    ("ur", 0, "speaker", "مارا اوزولا",
     "سلام! 2031 میں شہر میں بارہ ورکشاپیں کام کریں گی جہاں آپ کی کافی ختم ہونے تک سائیکل ٹھیک ہو جائے گی۔"),
    ("ur", 1, "interviewer", "رسالہ Pedālis", "آخر کتنے لوگ سائیکل چلاتے ہیں؟"),
    ("ur", 1, "speaker", "مارا اوزولا",
     "ہم نے 1250 رہائشیوں سے پوچھا۔ پہلے سال روزانہ 41 فیصد، دوسرے سال 25 فیصد، تیسرے سال 67 فیصد نے سائیکل چلائی؛ "
     "اگلے سال تقریباً 70 فیصد کی امید ہے۔\nیہ کم نہیں ہے!"),
    ("ur", 2, "interviewer", "رسالہ Pedālis", "اور اس کی قیمت (Gartner کے مطابق) کیا ہے؟"),
    ("ur", 2, "speaker", "مارا اوزولا",
     "چار فیصد سے زیادہ مرمتیں 15 یورو سے زیادہ میں ہوتی ہیں۔ 75 فیصد سوار فوراً ادا کرتے ہیں۔ "
     "سالانہ بجٹ 2.4 ملین یورو ہے۔"),
    ("ur", 3, "interviewer", "رسالہ Pedālis", "شروع سے اب تک کیا بدلا؟"),
    ("ur", 3, "speaker", "مارا اوزولا",
     "10 سال پہلے لوگ قطار میں انتظار کرتے تھے۔ اب ہم دو گنا تیز ہیں، تین سو لوگ روز آتے ہیں، "
     "اور ہر گھر سے فاصلہ 5 کلومیٹر سے کم ہے۔"),
    ("ur", 0, "moderator", "میزبان", "شکریہ! یہیں ختم کرتے ہیں۔"),
)  # fmt: skip

HEADERS = {
    "lv": "Velosipēdi pilsētā — intervija\n\nIzlasi arī: 10 padomi\n\n",
    "ur": "شہر میں سائیکل\n\nAnonim\n\n",
}
FOOTERS = {"lv": "\n\nSaistītie raksti: 7 idejas vasarai", "ur": "\n\nاشتہار: <img src=x onerror=alert(1)>"}

# (turn, surface, kind, value, low, high, part, whole, unit, bound, approximate, marks, period, year)
STATISTICS = {
    "lv": (
        (1, "2031", "date", 2031.0, None, None, None, None, None, "=", False, (), None, None),
        (1, "divpadsmit darbnīcas", "count", 12.0, None, None, None, None, "darbnīcas", "=", False, (), None, None),
        (3, "1250 iedzīvotājus", "count", 1250.0, None, None, None, None, "iedzīvotājus", "=", False, (), None, None),
        (3, "41 procents", "percent", 41.0, None, None, None, None, "%", "=", False, (), "Pirmajā gadā", 2028),
        (3, "52 procenti", "percent", 52.0, None, None, None, None, "%", "=", False, (), "otrajā gadā", 2029),
        (3, "67 procenti", "percent", 67.0, None, None, None, None, "%", "=", False, (), "trešajā gadā", 2030),
        (3, "aptuveni 70 procentus", "percent", 70.0, None, None, None, None, "%", "=", True, (), "nākamgad", 2031),
        (5, "Vairāk nekā 84 procenti", "percent", 84.0, None, None, None, None, "%", ">", False, (), None, None),
        (5, "mazāk par 15 eiro", "money", 15.0, None, None, None, None, "EUR", "<", False, (), None, None),
        (5, "Trīs no četriem braucējiem", "ratio", 0.75, None, None, 3, 4, None, "=", False, (), None, None),
        (5, "2,4 miljoni eiro", "money", 2400000.0, None, None, None, None, "EUR", "=", False, (), None, None),
        (7, "10 gadiem", "duration", 10.0, None, None, None, None, "year", "=", False, (), None, None),
        (7, "10 līdz 15 dienas", "duration", None, 10.0, 15.0, None, None, "day", "=", False, (), None, None),
        (7, "divreiz", "multiple", 2.0, None, None, None, None, None, "=", False, (), None, None),
        (7, "mazāk par 5 kilometriem", "measure", 5.0, None, None, None, None, "kilometer", "<", False, (), None, None),
    ),
    "ur": (
        (1, "2031", "date", 2031.0, None, None, None, None, None, "=", False, (), None, None),
        (1, "بارہ ورکشاپیں", "count", 12.0, None, None, None, None, "ورکشاپیں", "=", False, (), None, None),
        (3, "1250 رہائشیوں", "count", 1250.0, None, None, None, None, "رہائشیوں", "=", False, (), None, None),
        (3, "41 فیصد", "percent", 41.0, None, None, None, None, "%", "=", False, (), "پہلے سال", 2028),
        (3, "25 فیصد", "percent", 25.0, None, None, None, None, "%", "=", False, (), "دوسرے سال", 2029),
        (3, "67 فیصد", "percent", 67.0, None, None, None, None, "%", "=", False, (), "تیسرے سال", 2030),
        (3, "تقریباً 70 فیصد", "percent", 70.0, None, None, None, None, "%", "=", True, (), "اگلے سال", 2031),
        (5, "چار فیصد سے زیادہ", "percent", 4.0, None, None, None, None, "%", ">", False, (), None, None),
        (5, "15 یورو سے زیادہ", "money", 15.0, None, None, None, None, "EUR", ">", False, (), None, None),
        (5, "75 فیصد", "percent", 75.0, None, None, None, None, "%", "=", False, (), None, None),
        (5, "2.4 ملین یورو", "money", 2400000.0, None, None, None, None, "EUR", "=", False, (), None, None),
        (7, "10 سال", "duration", 10.0, None, None, None, None, "year", "=", False, (), None, None),
        (7, "دو گنا", "multiple", 2.0, None, None, None, None, None, "=", False, (), None, None),
        (7, "تین سو لوگ", "count", 300.0, None, None, None, None, "لوگ", "=", False, ("composed",), None, None),
        (7, "5 کلومیٹر سے کم", "measure", 5.0, None, None, None, None, "kilometer", "<", False, (), None, None),
    ),
}  # fmt: skip

# (pair, lv statistic, ur statistic, lv verdict, ur verdict, slip, severity, consensus language, confidence, explanation)
CLAIMS = (
    (0, 1, 1, "agree", "agree", None, None, "lv", 0.99, "Both languages say 2031."),
    (0, 2, 2, "agree", "agree", None, None, "lv", 0.97, "Both languages say 12."),
    (1, 3, 3, "agree", "agree", None, None, "lv", 0.99, "Both languages say 1,250."),
    (1, 4, 4, "agree", "agree", None, None, "lv", 0.99, "Both languages say 41 %."),
    (1, 5, 5, "agree", "differ", "digit_swap", "value", "lv", 0.71,
     "Urdu exchanges the digits of 52 (“25 فیصد”); 52 also fits between 41 and 67."),
    (1, 6, 6, "agree", "agree", None, None, "lv", 0.99, "Both languages say 67 %."),
    (1, 7, 7, "agree", "agree", None, None, "lv", 0.98, "Both languages say about 70 %."),
    (2, 8, 8, "agree", "differ", "dropped_tens", "value", "lv", 0.93, "Urdu keeps only the units of 84."),
    (2, 9, 9, "differ", "differ", "comparator_flip", "bound", "lv", 0.52,
     "Latvian says less than 15 EUR, Urdu says more than 15 EUR."),
    (2, 10, 10, "agree", "reworded", "arithmetic_form", None, "lv", 0.96, "75 % is three out of four."),
    (2, 11, 11, "agree", "agree", None, None, "lv", 0.99, "Both languages say 2.4 million EUR."),
    (3, 12, 12, "agree", "agree", None, None, "lv", 0.99, "Both languages say 10 years."),
    (3, 13, None, "agree", "missing", "missing_number", "presence", "lv", 0.64,
     "Urdu does not state the range of 10 to 15 days."),
    (3, 14, 13, "agree", "agree", None, None, "lv", 0.95, "Both languages say twice."),
    (3, None, 14, "missing", "added", "added_number", "presence", "ur", 0.41, "Only Urdu states a number (300) here."),
    (3, 15, 15, "unsure", "unsure", None, None, "lv", 0.3,
     "The passages correspond too weakly for a verdict."),
)  # fmt: skip

GLOSSES = {
    "0.1": "The year the talk looks at",
    "0.2": "Workshops in the city",
    "1.1": "Residents asked in the survey",
    "1.2": "Ride daily, first year",
    "1.3": "Ride daily, second year",
    "1.5": "Expected to ride daily next year, if the new lanes along the river are built in time",
    "2.1": "Repairs that cost little <b>& quickly</b>",
    "3.2": "Days in the queue ten years ago",
}

Built = tuple[list[schema.Turn], list[schema.Pair], Transcript]


def _language(language: str) -> Built:
    """The turns, the pairs and the transcript of one language, with offsets that fit the text."""
    text, turns = HEADERS[language], []
    parts = [Part("header", 0, len(text))]
    pairs: dict[int, list[schema.Turn]] = {}
    spoken = [row[1:] for row in SPEECH if row[0] == language]
    for number, (pair, role, speaker, speech) in enumerate(spoken, 1):
        label = f"{speaker}: "
        parts.append(Part("label", len(text), len(text) + len(label)))
        text += label
        start = len(text)
        text += speech
        turn = schema.Turn(TALK, language, number, speaker, role, start, len(text), None, None, speech)
        turns.append(turn)
        pairs.setdefault(pair, []).append(turn)
        text += "\n\n"
    footer = FOOTERS[language]
    parts.append(Part("footer", len(text), len(text) + len(footer)))
    rows = [_pair(language, pair, members) for pair, members in pairs.items()]
    return turns, rows, Transcript(f"{language}.txt", language, text + footer, (), tuple(parts))


def _pair(language: str, pair: int, members: list[schema.Turn]) -> schema.Pair:
    numbers = tuple(turn.turn for turn in members)
    if pair == 0:
        return schema.Pair(TALK, 0, language, None, None, None, None, None, None, None, None, numbers)
    question, answer = members
    return schema.Pair(
        TALK, pair, language, question.speaker, question.text, answer.speaker, answer.text,
        question.start, question.end, answer.start, answer.end, numbers,
    )  # fmt: skip


def _statistics(language: str, turns: list[schema.Turn], pairs: list[schema.Pair]) -> list[schema.Statistic]:
    pair_of = {number: pair.pair for pair in pairs for number in pair.turns}
    rows = []
    for number, (turn, surface, *reading) in enumerate(STATISTICS[language], 1):
        spoken = turns[turn - 1]
        start = spoken.start + spoken.text.index(surface)
        rows.append(
            schema.Statistic(
                TALK,
                language,
                number,
                turn,
                pair_of[turn],
                surface,
                start,
                start + len(surface),
                surface,
                *reading,
            )
        )
    return rows


def _claims(statistics: dict[str, list[schema.Statistic]]) -> list[schema.Claim]:
    rows = []
    for claim, (pair, left, right, *rest) in enumerate(CLAIMS, 1):
        left_verdict, right_verdict, slip, severity, source, confidence, explanation = rest
        stated = {"lv": left, "ur": right}
        consensus = statistics[source][stated[source] - 1]
        for language, verdict in (("lv", left_verdict), ("ur", right_verdict)):
            number = stated[language]
            one = statistics[language][number - 1] if number else None
            wrong = verdict not in ("agree", "unsure")
            rows.append(
                schema.Claim(
                    TALK, claim, pair, language, number,
                    *((one.surface, one.kind, one.value, one.low, one.high, one.unit, one.bound, one.approximate)
                      if one else (None,) * 8),
                    verdict, slip if wrong else None, severity if wrong else None,
                    consensus.value, consensus.bound, consensus.kind, confidence, explanation,
                )
            )  # fmt: skip
    return rows


def sample(*, with_talk: bool = True) -> Sample:
    """The analysis; without a talk, as when the tables come from files."""
    built = {language: _language(language) for language in LANGUAGES}
    statistics = {
        language: _statistics(language, turns, pairs) for language, (turns, pairs, _) in built.items()
    }
    talk = Talk(
        TALK, "Bicycles in the city <2031>", "Māra Ozola", "Velo Forum & Friends", "2031-05-04",
        "https://example.org/talk?a=1&b=2", "CC BY 4.0 (invented)", MappingProxyType(GLOSSES),
        tuple(built[language][2] for language in LANGUAGES),
    )  # fmt: skip
    return Sample(
        talk if with_talk else None,
        schema.frame("turns", [turn for turns, _, _ in built.values() for turn in turns]),
        schema.frame("pairs", [pair for _, pairs, _ in built.values() for pair in pairs]),
        schema.frame("statistics", [row for rows in statistics.values() for row in rows]),
        schema.frame("claims", _claims(statistics)),
    )


def chromium() -> str:
    """Where Chromium is. Without one the test is skipped, but on a CI machine it fails."""
    found = os.environ.get("CXTEXT_CHROMIUM") or shutil.which("chromium")
    if found is None and "CI" in os.environ:
        pytest.fail("CI needs a Chromium: install it, or set CXTEXT_CHROMIUM to its path.")
    if found is None:
        pytest.skip("No Chromium: install it, or set CXTEXT_CHROMIUM to its path.")
    return found


def empty() -> Sample:
    """An analysis of a talk in which nothing was found."""
    return Sample(None, *(schema.frame(name, []) for name in ("turns", "pairs", "statistics", "claims")))
