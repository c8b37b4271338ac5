"""Every shipped language file: its checks, its examples, its labelled sentences, and two oracles.

Files come and go while languages are added: everything here runs over the files that exist.
"""

from __future__ import annotations

import importlib
import math
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent

from cxtext import language, language_file, support
from cxtext.errors import LanguageError, LanguageFileError
from cxtext.notation import notation
from cxtext.numerals import read
from cxtext.statistics import find_in_text
from cxtext.validation import FATAL, check, refuse

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "tests" / "labelled"
DATA = ROOT / "tests" / "data"
TAGS = language.tags()
COMPLETE = ("en", "lv", "ur")
"""Every labelled sentence of these is read as labelled."""

SIGNED = ("en", "lv")
"""Every spelled number of these reads back, one by one to 1,000."""


def benchmark(name: str) -> ModuleType:
    """A script of benchmarks/, which is no package: its scripts import each other by name."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)


def toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    with path.open("rb") as file:
        return tomllib.load(file)


accuracy = benchmark("accuracy")
cost = benchmark("cost")
spellout = benchmark("spellout")
FLOORS = toml(DATA / "floors.toml")
EXCEPTIONS = toml(DATA / "spellout_exceptions.toml")
BABEL = toml(DATA / "format_exceptions.toml")


def statistics(text: str, tag: str) -> list[str]:
    """What is read in a sentence, in notation."""
    return [notation(row) for row in find_in_text(text, language=tag).rows]


# --- the files themselves ---------------------------------------------------------------------------


def test_the_three_first_languages_are_there() -> None:
    """The languages of the first talk, and the labelled sets, have a file."""
    assert set(COMPLETE) <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_checks_are_quiet(tag: str) -> None:
    """No check finds a fault in a shipped file."""
    assert "\n".join(map(str, check(tag))) == ""


def test_the_root_file_can_be_used() -> None:
    """The root has no examples of its own, but no fault with which a file cannot be used either."""
    found = check(Path(language_file.FOLDER, f"{language_file.ROOT}.toml"))
    assert [str(finding) for finding in found if finding.code in FATAL] == []
    assert found


@pytest.mark.parametrize("tag", TAGS)
def test_examples(tag: str) -> None:
    """Every example of a language file reads as written."""
    examples = [(example["text"], example["statistics"]) for example in language.load(tag).examples]
    assert examples
    wrong = {
        text: (wanted, statistics(text, tag))
        for text, wanted in examples
        if not as_written(wanted, text, tag)
    }
    assert wrong == {}


def as_written(wanted: list[str], text: str, tag: str) -> bool:
    """Whether an example reads as it says; the noun of a count is asked for where it is given."""
    rows = find_in_text(text, language=tag).rows
    return len(wanted) == len(rows) and all(
        want in (notation(row), notation(row, unit=True)) for want, row in zip(wanted, rows, strict=True)
    )


@pytest.mark.parametrize("tag", TAGS)
def test_there_are_enough_examples(tag: str) -> None:
    """At least twelve statistics in the examples, and at least six sentences without any."""
    listed = [example["statistics"] for example in language.load(tag).examples]
    assert sum(map(len, listed)) >= 12
    assert sum(not each for each in listed) >= 6


@pytest.mark.parametrize("tag", TAGS)
def test_sources_are_named(tag: str) -> None:
    """A file says where its words come from."""
    assert language.load(tag).sources


def test_support_table() -> None:
    """One row per language, with the names and the direction of the CLDR."""
    rows = {row.language: row for row in support.rows()}
    assert tuple(rows) == language.tags()
    assert (rows["ur"].direction, rows["lv"].direction) == ("rtl", "ltr")
    assert rows["lv"].english == "Latvian"
    assert all(row.number_words > 20 and row.examples for row in rows.values())
    assert support.languages()["language"].to_list() == list(rows)


def test_the_support_table_says_how_well() -> None:
    """Its figures are those of the benchmark, cut to thousandths; unknown is null in a column of numbers."""
    table = support.languages()
    for row, figures in zip(accuracy.rows(), support.rows(), strict=True):
        assert (figures.language, figures.sentences) == (row.tag, row.score.sentences)
        shares = {name: getattr(figures, name) for name in accuracy.FLOORED}
        assert shares == {name: math.floor(1000 * getattr(row.score, name) + 1e-9) / 1000 for name in shares}
        assert (figures.first_recall is None) == (row.first is None)
    assert {str(table[name].dtype) for name in support.SHARES} == {"Float64"}
    assert support.Supported._fields[:7] == (
        "language", "name", "english", "direction", "status", "number_words", "examples",
    )  # fmt: skip


def test_a_language_without_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was measured there is no figure; where nothing was labelled nothing was missed."""
    path = tmp_path / "accuracy.csv"
    head = "language,sentences,labelled,found,right,paired,value_right,bound_right"
    first = "first_labelled,first_found,first_right"
    path.write_text(f"{head},{first}\nlv,3,3,2,2,2,2,1,7,5,4\nur,1,0,0,0,0,0,0,,,\n", encoding="utf-8")
    monkeypatch.setattr(support, "COUNTS", str(path))
    rows = {row.language: row for row in support.rows()}
    assert rows["lv"][7:] == (3, 0.666, 1.0, 1.0, 0.5, 0.571, 0.8)
    assert rows["ur"][7:] == (1, 1.0, 1.0, 1.0, 1.0, None, None)
    assert rows["en"][7:] == (None,) * 7


# --- labelled sentences -----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", [tag for tag in TAGS if (LABELLED / f"{tag}.toml").exists()])
def test_floor(tag: str) -> None:
    """What is measured on the labelled sentences does not fall below what it has been."""
    score = accuracy.score(tag)
    today = {name: int(accuracy.percent(getattr(score, name))) for name in accuracy.FLOORED}
    assert set(FLOORS.get(tag, ())) == set(today), "No floor yet: make accuracy"
    fallen = {name: value for name, value in today.items() if value < FLOORS[tag][name]}
    assert not fallen, f"below the floor {FLOORS[tag]}; see: python benchmarks/accuracy.py --show {tag}"


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_labelled_sentence(tag: str) -> None:
    """In the languages read to full depth every labelled sentence reads as labelled."""
    sentences = accuracy.labelled(tag)
    wrong = {text: (wanted, got) for text, wanted in sentences if (got := statistics(text, tag)) != wanted}
    assert wrong == {}
    assert FLOORS[tag] == dict.fromkeys(accuracy.FLOORED, 100)


def test_floors_have_their_files() -> None:
    """A floor without a language file or labelled sentences is out of date."""
    labelled = {path.stem for path in LABELLED.glob("*.toml")}
    assert set(FLOORS) <= labelled & set(TAGS)


def test_floors_only_rise() -> None:
    """What `make accuracy` writes as floors is nowhere below what is there."""
    raised = tomllib.loads(accuracy.floors(accuracy.rows()))
    assert set(raised) >= set(FLOORS)
    assert all(raised[tag][name] >= floor for tag, entry in FLOORS.items() for name, floor in entry.items())
    assert raised == FLOORS, "better than the floors: make accuracy"


def test_the_committed_tables_are_those_of_today() -> None:
    """What `make accuracy` writes is what is committed: for readers, in the README, and in the package."""
    table = accuracy.rows()
    assert [row.tag for row in table] == list(TAGS)
    readme = accuracy.README.read_text(encoding="utf-8")
    assert accuracy.TABLE.read_text(encoding="utf-8") == accuracy.page(table), "make accuracy"
    assert readme == accuracy.in_readme(readme, table), "make accuracy"
    assert accuracy.COUNTS.read_text(encoding="utf-8") == accuracy.counts(table), "make accuracy"


PAIRED: list[tuple[list[str], list[str], list[tuple[str, str]]]] = [
    (["84%"], ["84%"], [("84%", "84%")]),
    (["84%"], ["> 84%"], [("84%", "> 84%")]),
    (["84%"], ["4%"], [("84%", "4%")]),
    (["84%"], ["@2015"], []),
    (["84%", "13%"], ["13%"], [("13%", "13%")]),
    (["84%"], ["84 year", "84%"], [("84%", "84%")]),
    (["3/4", "~< 40%"], ["< 40%"], [("~< 40%", "< 40%")]),
    (["2400000 EUR"], ["n=2400000"], [("2400000 EUR", "n=2400000")]),
    (["10..15%", "2x"], ["15%", "2x [inverted]"], [("10..15%", "15%"), ("2x", "2x [inverted]")]),
    ([], ["1%"], []),
]


@pytest.mark.parametrize(("wanted", "found", "pairs"), PAIRED)
def test_what_stands_in_the_place_of_a_statistic(
    wanted: list[str], found: list[str], pairs: list[tuple[str, str]]
) -> None:
    """A labelled statistic and one read are compared when they are alike and in the same order."""
    assert accuracy.paired(wanted, found) == pairs


def test_a_score_counts_apart(tmp_path: Path) -> None:
    """A wrong bound, a wrong value, a miss and a false alarm each cost what they should."""
    sentences = {
        "84% came, and 12% went.": ["> 84%", "12%"],
        "A share of 7%.": ["70%"],
        "Nobody knows.": ["5%"],
        "It took 3 hours.": [],
    }
    lines = "".join(
        f"[[sentences]]\ntext = {text!r}\nstatistics = {labels!r}\n" for text, labels in sentences.items()
    )
    (tmp_path / "en.toml").write_text(lines, encoding="utf-8")
    score = accuracy.score("en", tmp_path)
    assert score == (4, 0, 4, 4, 1, 3, 2, 2)
    assert [accuracy.percent(getattr(score, name)) for name in accuracy.FLOORED] == ["25", "25", "66", "66"]


def test_first_sight(tmp_path: Path) -> None:
    """The first sights of several people are added up by language; without any there are none."""
    assert accuracy.first_sight(tmp_path) == {}
    head = "language,labelled,found,right\n"
    (tmp_path / "first_sight_a.csv").write_text(head + "lv,10,8,6\nur,4,4,4\n", encoding="utf-8")
    (tmp_path / "first_sight_b.csv").write_text(head + "lv,10,8,7\n", encoding="utf-8")
    found = accuracy.first_sight(tmp_path)
    assert (found["lv"].labelled, found["lv"].found, found["lv"].right) == (20, 16, 13)
    assert (found["lv"].recall, found["ur"].precision) == (0.65, 1)


def test_weak_languages_are_named() -> None:
    """The tables name the languages that read badly at first sight, and count those without one."""
    rows = [
        accuracy.Row("lv", accuracy.Score(20), accuracy.Score(labelled=20, found=10, right=10), None),
        accuracy.Row("en", accuracy.Score(20), accuracy.Score(labelled=10, found=10, right=10), None),
        accuracy.Row("ur", accuracy.Score(20), None, None),
    ]
    for text in (accuracy.page(rows), accuracy.section(rows)):
        assert "Weak at first sight (recall under 80 % or precision under 90 %): Latvian (recall 50, " in text
        assert "English (" not in text
        assert "Without a first sight yet: 1 of 3 languages" in text


HELD_OUT = sorted((ROOT / "tests" / "heldout").glob("*.toml"))


@pytest.mark.parametrize("path", HELD_OUT, ids=lambda path: path.stem)
def test_held_out_sentences(path: Path) -> None:
    """A held-out set is well-formed, of a known language, without a sentence of the labelled set."""
    texts = [text for text, _ in accuracy.labelled(path.stem, path.parent)]
    assert path.stem in TAGS
    assert len(set(texts)) == len(texts) >= 10
    assert not set(texts) & {text for text, _ in accuracy.labelled(path.stem)}


@pytest.mark.parametrize("path", sorted(LABELLED.glob("*.toml")), ids=lambda path: path.stem)
def test_labelled_sentences(path: Path) -> None:
    """A labelled set has at least twenty sentences, none twice, some with statistics and some without."""
    sentences = toml(path)["sentences"]
    texts = Counter(sentence["text"] for sentence in sentences)
    assert [text for text, count in texts.items() if count > 1] == []
    assert len(sentences) >= 20
    assert {bool(sentence["statistics"]) for sentence in sentences} == {True, False}


@pytest.mark.parametrize("tag", TAGS)
def test_the_scan_keeps_its_budget(tag: str) -> None:
    """No language file holds so short and frequent a word that the scan stops at it all the time."""
    found, in_vain = cost.hits(tag)
    assert found
    assert in_vain <= cost.budgets()[tag], "see: python benchmarks/cost.py"


# --- oracle: the spell-out of the CLDR ----------------------------------------------------------------


def spellable(tag: str) -> bool:
    """Whether unicode-rbnf has rules for a language."""
    from unicode_rbnf import RbnfEngine

    try:
        RbnfEngine.for_language(spellout.ENGINES.get(tag, tag))
    except ValueError:
        return False
    return True


SPELLABLE = tuple(tag for tag in TAGS if spellable(tag))
SHORT = [
    n for n in spellout.SAMPLES if n <= 100 or n > 1000 or n in (101, 110, 111, 200, 256, 300, 999, 1000)
]


@pytest.mark.parametrize("tag", SPELLABLE)
def test_spelled_numbers_read_back(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the CLDR spells is read back, but for the exceptions listed with their reasons."""
    if tag not in SIGNED:
        monkeypatch.setattr(spellout, "SAMPLES", SHORT)
    failed = {
        (name, number): f"{text!r} read as {value}" for number, name, text, value in spellout.failures(tag)
    }
    listed = {place for entry in EXCEPTIONS.get(tag, ()) for place in excepted(entry)}
    unlisted = {place: said for place, said in failed.items() if not {place, (place[0], None)} & listed}
    assert unlisted == {}


def excepted(entry: dict[str, Any]) -> set[tuple[str, int | None]]:
    """The (rule set, number) pairs of an exception; None: every number of the rule set."""
    return {(entry["ruleset"], number) for number in entry.get("numbers", [None])}


def test_exceptions_are_needed() -> None:
    """An exception of the spell-out has a reason, and is taken off the list when it reads back."""
    for tag, entries in EXCEPTIONS.items():
        failed = {(name, number) for number, name, _, _ in spellout.failures(tag)}
        failed |= {(name, None) for name, _ in failed}
        assert all(entry["reason"] for entry in entries), tag
        assert {place for entry in entries for place in excepted(entry)} <= failed, tag


def test_the_oracle_bites() -> None:
    """The two languages of full depth have a spell-out and no exception; a wrong reading is seen."""
    assert set(SIGNED) <= set(SPELLABLE)
    assert not set(SIGNED) & set(EXCEPTIONS)
    assert read("eighty-four", language="en") == 84
    assert read("eighty-fourteen", language="en") is None


# --- oracle: numbers and percentages as Babel writes them ---------------------------------------------

LOCALES = {"zh-cn": "zh_Hans", "zh-tw": "zh_Hant", "tl": "fil", "no": "nb"}
ZEROS = {
    "arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6, "guru": 0xA66, "gujr": 0xAE6,
    "tamldec": 0xBE6, "telu": 0xC66, "knda": 0xCE6, "mlym": 0xD66, "thai": 0xE50,
}  # fmt: skip
"""The zero of each numbering system (CLDR numberingSystems.xml); Babel prints ASCII digits always."""

PERCENTS = (0, 1, 5, 12.5, 48, 84, 99.9, 100)
DECIMALS = (0, 7, 84, 101, 1250, 12345, 1234567, 100000, 2400000, 0.5, 12.75, 1234.5)


def systems(locale: Locale) -> list[str]:
    """The numbering systems whose digits occur in texts of a language: its own, and ASCII."""
    native = locale.other_numbering_systems.get("native", "latn")
    return sorted(
        {"latn", locale.default_numbering_system, native} & {"latn", *ZEROS} & set(locale.number_symbols)
    )


def in_digits(text: str, system: str) -> str:
    """`text` with its ASCII digits in those of a numbering system."""
    zero = ZEROS.get(system, ord("0"))
    return text.translate({ord("0") + n: chr(zero + n) for n in range(10)})


def formatted(tag: str) -> list[tuple[str, str, float]]:
    """(kind, text, value) of numbers as Babel writes them in a language, in every digits it uses."""
    locale = Locale.parse(LOCALES.get(tag, tag.replace("-", "_")))
    found = []
    for system in systems(locale):
        how: dict[str, Any] = {"locale": locale, "decimal_quantization": False, "numbering_system": system}
        found += [("percent", in_digits(format_percent(n / 100, **how), system), n) for n in PERCENTS]
        found += [("decimal", in_digits(format_decimal(n, **how), system), n) for n in DECIMALS]
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_formatted_numbers_read_back(tag: str) -> None:
    """Percentages and numbers as Babel formats them, in ASCII and native digits, are read back."""
    excused = {entry["text"] for entry in BABEL.get(tag, ())}
    wrong = {}
    for kind, text, value in formatted(tag):
        got = (
            statistics(text, tag) == [f"{value:g}%"]
            if kind == "percent"
            else read(text, language=tag) == value
        )
        if got == (text in excused):
            wrong[text] = (value, "reads back: take it off the list" if got else statistics(text, tag))
    assert wrong == {}


def test_babel_writes_native_digits() -> None:
    """The oracle has digits of more than one script, and a sign before the number."""
    found = {text for tag in ("ur", "en") for _, text, _ in formatted(tag)}
    assert "84%" in found
    assert any("\u06f8\u06f4" in text for text in found)


# --- the checks find what they are for ---------------------------------------------------------------

SOUND = """
code = "lv"
status = "draft"
[quantities]
percent = ["<n> procent(s|i|u)"]
[[examples]]
text = "1 procents, 2 procenti, 0 procentu, 1,5 procenti"
statistics = ["1%", "2%", "0%", "1.5%"]
[[examples]]
text = "Nekas."
statistics = []
[[examples]]
text = "Vispār nekas."
statistics = []
"""

BROKEN = [
    ("L101", "colour = 'red'\n" + SOUND, "colour"),
    ("L101", SOUND.replace("percent =", "percents ="), "quantities.percents"),
    ("L101", SOUND + "[people]\nnouns = ['x']\n", "people"),
    ("L101", SOUND + "[fractions]\nhalf = ['puse']\n", "fractions.half"),
    ("L101", SOUND + "[money]\neuro = ['eiro']\n", "money.euro"),
    ("L101", SOUND + "[units]\nfurlongs = ['stadija']\n", "units.furlongs"),
    ("L101", SOUND + "[numbers]\nplus = 'viens'\n", "numbers.plus"),
    ("L101", SOUND + "[numbers.plus]\none = 'viens'\n", "numbers.plus.one"),
    ("L101", SOUND + "[numbers.plus]\n1 = 1\n", "numbers.plus.1"),
    ("L101", SOUND + "[numbers]\njoins = 5\n", "numbers.joins"),
    ("L101", SOUND + "[numbers]\njoins = true\n", "numbers.joins"),
    ("L101", SOUND + "[numbers]\nvigesimal = 'yes'\n", "numbers.vigesimal"),
    ("L101", SOUND + "[counts]\nnouns = 5\n", "counts.nouns"),
    ("L101", "quantities = 5\n", "quantities"),
    ("L101", "examples = 5\n", "examples[1]"),
    ("L101", SOUND.replace("text = ", "sentence = ", 1), "examples[1]"),
    ("L102", SOUND.replace("procent(s", "proce\u0304nt(s"), "quantities.percent[1]"),
    ("L102", SOUND.replace("procent(s", "\u200fprocent(s"), "quantities.percent[1]"),
    ("L102", SOUND + "[counts]\nnouns = ['\u202acilvēki']\n", "counts.nouns[1]"),
    ("L103", SOUND + "[numbers.plus]\n1 = 'viens'\n2 = ['divi', 'Viens']\n", "numbers.plus.2[2]"),
    (
        "L103",
        SOUND + "[numbers.plus]\n10 = 'simts'\n[numbers.times]\n100 = 'simts'\n",
        "numbers.times.100[1]",
    ),
    ("L103", SOUND + "[units]\nyear = ['gads']\nmonth = ['gad(s|i)']\n", "units.month[1]"),
    ("L103", SOUND + "[fractions]\n'1/2' = 'puse'\n'1/3' = 'puse'\n", "fractions.1/3[1]"),
    ("L104", SOUND.replace("<n> procent(s|i|u)", "procenti"), "quantities.percent[1]"),
    ("L104", SOUND.replace("<n> procent(s|i|u)", "<n> procent(s|i"), "quantities.percent[1]"),
    ("L104", SOUND.replace("<n> procent(s|i|u)", "<x> procenti"), "quantities.percent[1]"),
    ("L104", SOUND.replace("<n> procent(s|i|u)", "(<n>|x) procenti"), "quantities.percent[1]"),
    ("L104", SOUND + "[comparators]\nmore_than = ['virs <n>']\n", "comparators.more_than[1]"),
    ("L104", SOUND + "[ranges]\nnumbers = ['<n> līdz']\n", "ranges.numbers[1]"),
    ("L104", SOUND + "[counts]\nnouns = ['<n> cilvēki']\n", "counts.nouns[1]"),
    (
        "L104",
        SOUND.replace("percent =", "points = '<n> procentpunkti'\npercent =").replace("(s|i|u)", "~"),
        "quantities.percent[1]",
    ),
    ("L105", SOUND + "[money]\nEUR = ['eiro']\n", "money"),
    ("L105", SOUND.replace("statistics = []", "statistics = ['1%']", 1), "examples"),
    ("L106", SOUND.replace('"1%", ', "").replace('"1.5%"', '"2.5%"'), "examples"),
    ("L107", SOUND.replace("percent =", "ratio = '<a> no <b>'\npercent ="), "numbers.plus"),
    ("L108", SOUND.replace("draft", "reviewed"), "review"),
    ("L108", SOUND.replace("draft", "finished"), "status"),
]


def written(folder: Path, content: str) -> Path:
    """A language file of a user's own."""
    path = folder / "own.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_sound_file(tmp_path: Path) -> None:
    """A small file of a user's own passes every check."""
    assert check(written(tmp_path, SOUND + "[numbers]\nvigesimal = true\njoins = 'un'\n")) == []


@pytest.mark.parametrize(("code", "content", "key"), BROKEN)
def test_checks_bite(tmp_path: Path, code: str, content: str, key: str) -> None:
    """Each check finds its fault, says where it is, and no check breaks down on a broken file."""
    found = check(written(tmp_path, content))
    assert (code, key) in [(finding.code, finding.key) for finding in found]
    assert all(finding.message and finding.path.endswith("own.toml") for finding in found)


def test_a_finding_points_at_the_place(tmp_path: Path) -> None:
    """A finding prints file, key, sentence and code, the template, and a caret under the place."""
    path = written(tmp_path, SOUND.replace("<n> procent(s|i|u)", "<n> procent(s|i"))
    shown_finding = next(str(finding) for finding in check(path) if finding.code == "L104")
    head, template, caret = shown_finding.splitlines()
    assert head == f"{path}: quantities.percent[1]: '(' is never closed (L104)"
    assert template[caret.index("^")] == "("


def test_refuse(tmp_path: Path) -> None:
    """The gravest faults refuse a file with its path and place; advice alone does not."""
    refuse(check(written(tmp_path, SOUND.replace("draft", "reviewed"))))
    with pytest.raises(LanguageFileError, match="L104") as caught:
        refuse(check(written(tmp_path, SOUND.replace("<n> procent(s|i|u)", "<n> *"))))
    assert caught.value.path == str(tmp_path / "own.toml")
    assert caught.value.column == 5


def test_a_file_that_cannot_be_checked(tmp_path: Path) -> None:
    """An unknown tag, a missing file and something that is no TOML are told apart."""
    with pytest.raises(LanguageError, match="no language file"):
        check("xx")
    with pytest.raises(LanguageFileError, match="cannot be read"):
        check(tmp_path / "none.toml")
    with pytest.raises(LanguageFileError, match="not TOML"):
        check(written(tmp_path, "[quantities\n"))
