from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from small_talks import LANGUAGES, read, text

import cxtext as cx
from cxtext import analysis, cli, schema, tmx
from cxtext.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Children and attributes as the document type of TMX 1.4 has them, as far as these files use it.
CONTENT = {
    "tmx": ("header", "body"),
    "header": ("prop",),
    "body": ("tu",),
    "tu": ("prop", "tuv"),
    "tuv": ("seg",),
    "seg": (),
    "prop": (),
}
ATTRIBUTES = {
    "tmx": {"version"},
    "header": {
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    },
    "body": set(),
    "tu": {"tuid", "segtype"},
    "tuv": {LANG},
    "seg": set(),
    "prop": {"type"},
}


def parsed(document: str) -> Element:
    """The file read by a parser that refuses entities and anything from outside; its form checked."""
    root = ElementTree.fromstring(document.encode(), forbid_entities=True, forbid_external=True)
    check(root)
    numbers = [unit.get("tuid") for unit in root.iter("tu")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return root


def check(element: Element) -> None:
    """Elements, their order, and their attributes are those of the format."""
    allowed = CONTENT[element.tag]
    order = [allowed.index(child.tag) for child in element]
    assert order == sorted(order)
    assert set(element.keys()) <= ATTRIBUTES[element.tag]
    if element.tag in ("tmx", "header", "prop", "tuv"):
        assert set(element.keys()) == ATTRIBUTES[element.tag]
    if element.tag == "tu":
        languages = [one.get(LANG) for one in element.iter("tuv")]
        assert languages
        assert languages == sorted(set(map(str, languages)))
        assert element.get("segtype") in (None, "block")
    for child in element:
        check(child)


def units(root: Element) -> list[dict[str, str]]:
    """What each unit says, by language."""
    return [
        {str(one.get(LANG)): one.findtext("seg") or "" for one in unit.iter("tuv")}
        for unit in root.iter("tu")
    ]


def bead(
    left: Sequence[int], right: Sequence[int], languages: str = "de en", sure: float = 0.9
) -> schema.Bead:
    """One bead of sentences, numbered from 1."""
    one, other = languages.split()
    return schema.Bead(
        "t", "sentence", one, other, 1, tuple(left), tuple(right), None, None, None, None, sure
    )


def joined(beads: Sequence[schema.Bead], **counts: int) -> list[dict[str, tuple[int, ...]]]:
    """The units as sentence numbers from 1."""
    return [
        {language: tuple(place + 1 for place in places) for language, places in unit.sentences.items()}
        for unit in tmx.units(beads, counts)
    ]


Together = dict[str, tuple[int, ...]]


def both(left: int, right: int) -> Together:
    """A unit of one German and one English sentence."""
    return {"de": (left,), "en": (right,)}


@pytest.mark.parametrize(
    ("beads", "counts", "expected"),
    [
        ([bead([1], [1]), bead([2], [2])], {"de": 2, "en": 2}, [both(1, 1), both(2, 2)]),
        ([bead([1, 2], [1])], {"de": 2, "en": 1}, [{"de": (1, 2), "en": (1,)}]),
        # What one side lacks stands alone, behind what precedes it in its own language.
        (
            [bead([1], [1]), bead([], [2]), bead([2], [3])],
            {"de": 2, "en": 3},
            [both(1, 1), {"en": (2,)}, both(2, 3)],
        ),
        # Exchanged neighbours: the order of the leader.
        ([bead([1], [2]), bead([2], [1])], {"de": 2, "en": 2}, [both(1, 2), both(2, 1)]),
        # Three languages: one unit; a unit of the leader grows by its direct beads only.
        (
            [
                bead([1], [1]), bead([2], [2]),
                bead([1], [1], "de lv"), bead([2], [2], "de lv"), bead([1, 2], [1, 2], "en lv", 0.4),
            ],
            {"de": 2, "en": 2, "lv": 2},
            [both(1, 1) | {"lv": (1,)}, both(2, 2) | {"lv": (2,)}],
        ),
        # What the leader lacks, the others join by their own bead.
        (
            [
                bead([1], [1]), bead([], [2]), bead([2], [3]),
                bead([1], [1], "de lv"), bead([], [2], "de lv"), bead([2], [3], "de lv"),
                bead([1], [1], "en lv", 0.8), bead([2], [2], "en lv", 0.8),
                bead([3], [3], "en lv", 0.8),
            ],
            {"de": 2, "en": 3, "lv": 3},
            [both(1, 1) | {"lv": (1,)}, {"en": (2,), "lv": (2,)}, both(2, 3) | {"lv": (3,)}],
        ),
        ([], {"de": 2}, [{"de": (1,)}, {"de": (2,)}]),
        ([], {}, []),
    ],
)  # fmt: skip
def test_units(beads: list[schema.Bead], counts: dict[str, int], expected: list[Together]) -> None:
    """Sentences that beads join stand together, the others alone."""
    assert joined(beads, **counts) == expected


sides = st.lists(st.integers(1, 6), max_size=3, unique=True).map(sorted)
beads_of = st.builds(
    bead,
    sides,
    sides,
    st.sampled_from(["de en", "de lv", "en lv"]),
    st.floats(0, 1).map(lambda x: round(x, 4)),
)


@given(
    st.lists(beads_of, max_size=15), st.dictionaries(st.sampled_from(["de", "en", "lv"]), st.integers(0, 6))
)
def test_every_sentence_stands_in_one_unit(beads: list[schema.Bead], counts: dict[str, int]) -> None:
    """Whatever the beads say, even contradictions: nothing is lost, nothing stands twice."""
    known = [one for one in beads if {one.left_language, one.right_language} <= counts.keys()]
    fitting = [
        one
        for one in known
        if all(number <= counts[one.left_language] for number in one.left)
        and all(number <= counts[one.right_language] for number in one.right)
    ]
    found = [
        (tag, place)
        for unit in tmx.units(fitting, counts)
        for tag, row in unit.sentences.items()
        for place in row
    ]
    assert sorted(found) == [(tag, place) for tag in sorted(counts) for place in range(counts[tag])]


def test_units_say_how_sure_they_are() -> None:
    """The least sure bead of a unit counts; a sentence alone has no bead."""
    beads = [bead([1], [1], sure=0.9), bead([1], [1], "de lv", sure=0.25), bead([2], [], sure=0.7)]
    first, second = tmx.units(beads, {"de": 2, "en": 1, "lv": 1})
    assert (first.confidence, second.confidence) == (0.25, None)
    root = parsed(tmx.document(beads, {"de": ["a", "b"], "en": ["c"], "lv": ["d"]}, talk="t", version="1"))
    assert [[prop.text for prop in unit.iter("prop")] for unit in root.iter("tu")] == [["0.2500"], []]


HOSTILE = [
    "<b> & \"quotes\" 'single' ]]>",
    "&amp; &#0; <!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "84 فیصد \u202e!",
    "a\rb\r\nc",
]


def test_text_is_escaped() -> None:
    """Whatever a transcript holds comes back as it was, in segments and in the name of the talk."""
    root = parsed(tmx.document([], {"en": HOSTILE}, talk="a & <b>", version='1"2'))
    assert [unit["en"] for unit in units(root)] == HOSTILE
    assert root.findtext("header/prop") == "a & <b>"


@given(st.lists(st.text(st.characters(codec=None), min_size=1), min_size=1, max_size=4))
def test_any_text_can_be_read_back(sentences: list[str]) -> None:
    """Characters that XML cannot hold become U+FFFD; all others come back, line ends too."""
    root = parsed(tmx.document([], {"en": sentences}, talk="t", version="1"))
    for said, found in zip(sentences, [unit["en"] for unit in units(root)], strict=True):
        assert len(found) == len(said)
        assert all(a == b or b == "\ufffd" for a, b in zip(said, found, strict=True))
        assert all(ord(a) < 32 or ord(a) > 0xD7FF for a, b in zip(said, found, strict=True) if a != b)


def small() -> cx.Talk:
    """A talk in four languages; one lacks an answer."""
    said = [(which, 30 + which) for which in range(9)]
    return read({tag: text(tag, said[3:] if tag == "es" else said) for tag in LANGUAGES})


def sentences(talk: cx.Talk) -> Mapping[str, list[str]]:
    """All sentences of a talk by language."""
    from cxtext.correspondence import sentence_texts

    return sentence_texts(talk)


@pytest.mark.parametrize("name", ["small", "kolsky"])
def test_a_talk_as_tmx(name: str, kolsky: Path) -> None:
    """Every sentence is found again, once; most stand with their translations in all languages."""
    talk = small() if name == "small" else cx.read_talk(kolsky)
    found = units(parsed(analysis.tmx(talk)))
    for language, texts in sentences(talk).items():
        # A unit may hold several sentences, joined by a blank; their order within a language may be another.
        said = [unit[language] for unit in found if language in unit]
        assert sorted(" ".join(said).split()) == sorted(" ".join(texts).split())
        for one in texts:
            assert sum(one in segment for segment in said) >= 1
        assert len(said) <= len(texts)
    whole = [unit for unit in found if len(unit) == len(talk.transcripts)]
    assert len(whole) > len(found) / 2


def test_translations_stand_together() -> None:
    """In the small talk each sentence stands beside its own translations."""
    talk = small()
    found = units(parsed(analysis.tmx(talk)))
    assert {
        "de": "Ein neuer Reifen kostet bei uns 34 Euro.",
        "en": "A new tyre costs 34 euros here.",
        "es": "Un neumático nuevo cuesta aquí 34 euros.",
        "lv": "Jauna riepa pie mums maksā 34 eiro.",
    } in found
    assert any("31 people" in unit.get("en", "") and "es" not in unit for unit in found)


def test_the_same_talk_is_the_same_file() -> None:
    """No dates and no order of files: the same bytes every time."""
    talk = small()
    turned = talk._replace(transcripts=tuple(reversed(talk.transcripts)))
    assert analysis.tmx(talk) == analysis.tmx(talk) == analysis.tmx(turned)


def test_write_tmx(tmp_path: Path) -> None:
    """The file is UTF-8 and written whole; a place that cannot be written to is a WriteError."""
    talk = small()
    cx.write_tmx(talk, tmp_path / "new" / "talk.tmx")
    assert (tmp_path / "new" / "talk.tmx").read_text(encoding="utf-8") == analysis.tmx(talk)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["talk.tmx"]
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError):
        cx.write_tmx(talk, tmp_path / "file" / "talk.tmx")


def test_the_command(kolsky: Path, tmp_path: Path) -> None:
    """`cxtext align` writes TMX when asked or when the name says so, and the beads table otherwise."""
    expected = analysis.tmx(cx.read_talk(kolsky)).encode()
    out = tmp_path / "talk.tmx"
    assert CliRunner().invoke(cli.main, ["align", str(kolsky), "--out", str(out)]).exit_code == 0
    assert out.read_bytes() == expected
    assert CliRunner().invoke(cli.main, ["align", str(kolsky), "--format", "tmx"]).stdout_bytes == expected
    table = CliRunner().invoke(cli.main, ["align", str(kolsky), "--format", "csv"]).stdout
    assert table.splitlines()[0] == ",".join(schema.columns("beads"))
    assert CliRunner().invoke(cli.main, ["compare", str(kolsky), "--format", "tmx"]).exit_code == 2
