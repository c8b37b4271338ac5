"""Turns, speakers, roles and parts; talks from folders."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import detection, language, layout, metadata, names, speakers
from cxtext.errors import CxtextError, LanguageError, ReadError
from cxtext.transcript import (
    NO_LABELS,
    PARTS,
    STRUCTURE,
    Transcript,
    parse,
    read_talk,
    read_transcript,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONG = "Passenger numbers grew by 5 percent. We were glad, and went on for many years."


class Data(NamedTuple):
    """The data of a language, as reading sees them."""

    tag: str = "en"
    labels: Mapping[str, tuple[str, ...]] = {
        "question": ("q", "question"),
        "answer": ("a", "answer"),
        "interviewer": ("interviewer", "host"),
        "speaker": ("speaker",),
        "audience": ("audience member",),
    }
    furniture: tuple[str, ...] = ("part of the series", "edited for publication", "leave a comment")

    def is_question(self, text: str) -> bool:
        """Whether a question mark stands in it."""
        return "?" in text


def read(text: str, data: object = None) -> Transcript:
    """The transcript in `text`."""
    return parse(text, name="x.txt", language="en", data=data or Data())  # type: ignore[arg-type]


def who(text: str) -> list[tuple[str | None, str]]:
    """Speaker and role of each turn."""
    return [(turn.speaker, turn.role) for turn in read(text).turns]


def said(text: str) -> list[str]:
    """The speech of each turn."""
    return [text[turn.start : turn.end] for turn in read(text).turns]


def parts(text: str, *kinds: str) -> list[str]:
    """The texts of the parts of some kinds."""
    return [text[part.start : part.end] for part in read(text).parts if part.kind in kinds]


DIALOGUES = {
    "plain": f"Anna: Why?\nTom: {LONG}\nAnna: How?\nTom: {LONG}",
    "spaced colon": f"Anna : Why?\nTom : {LONG}\nAnna : How?\nTom : {LONG}",
    "full-width colon": f"Anna：Why?\nTom：{LONG}\nAnna：How?\nTom：{LONG}",
    "bold": f"**Anna:** Why?\n\n**Tom**: {LONG}\n\n**Anna:** How?\n\n**Tom:** {LONG}",
    "dash": f"Anna — Why?\nTom — {LONG}\nAnna — How?\nTom — {LONG}",
    "brackets": f"[Anna] Why?\n[Tom] {LONG}\n[Anna] How?\n[Tom] {LONG}",
    "arrows": f">> Anna: Why?\n>> Tom: {LONG}\n>> Anna: How?\n>> Tom: {LONG}",
    "times": f"[00:01] Anna: Why?\n[00:05] Tom: {LONG}\n[01:00] Anna: How?\n[01:02] Tom: {LONG}",
    "asides": f"Anna (host): Why?\nTom [by phone]: {LONG}\nAnna: How?\nTom (0:12): {LONG}",
    "own lines": f"Anna:\nWhy?\n\nTom:\n{LONG}\n\nAnna:\nHow?\n\nTom:\n{LONG}",
    "right-to-left marks": f"\u200fAnna:\u200f Why?\nTom: {LONG}\nAnna: How?\nTom: {LONG}",
}


@pytest.mark.parametrize("text", DIALOGUES.values(), ids=DIALOGUES.keys())
def test_labels_of_all_shapes_open_turns(text: str) -> None:
    """However the names are set, the same four turns come out."""
    assert who(text) == [("Anna", "interviewer"), ("Tom", "speaker")] * 2
    assert [speech.strip("\u200f ") for speech in said(text)] == ["Why?", LONG, "How?", LONG]


def test_question_and_answer_labels_name_the_roles() -> None:
    """Q and A are data of the language; once each is enough if they open all lines."""
    assert who(f"Q: Why?\nA: {LONG}") == [("Q", "interviewer"), ("A", "speaker")]


def test_a_label_keeps_its_time_code() -> None:
    """A time code before the name is the start of the turn."""
    assert [turn.start_time for turn in read(DIALOGUES["times"]).turns] == [1.0, 5.0, 60.0, 62.0]


@pytest.mark.parametrize(
    "line",
    [
        "Remember: it is hard.",
        "He said: do it.",
        "The result: 5 percent.",
        "See https://example.org or come at 12:30.",
        "We found this: growth; decline; nothing.",
        "What I mean is this, and I say it every time to all of my students: never stop.",
    ],
)
def test_a_colon_in_speech_is_no_label(line: str) -> None:
    """What stands inside a turn stays in it, once or twice."""
    plain = f"Anna: Why?\nTom: {LONG}\n" * 2
    inside = f"Anna: Why?\nTom: {LONG}\n{line}\n"
    assert said(plain + inside) == ["Why?", LONG] * 2 + ["Why?", f"{LONG}\n{line}"]
    assert said(inside * 2 + plain) == ["Why?", f"{LONG}\n{line}"] * 2 + ["Why?", LONG] * 2


PANEL = (
    "संचालक: राम लाल, क्यों?\nराम लाल: बसें बढ़ीं।\nसंचालक: मीना दास, क्यों?\nमीना दास: हम खुश थे।\n"
    "संचालक: {called}, कब?\nगीता राव: पाँच साल पहले।\nश्रोता: कितनी?\nराम लाल: बहुत।\nश्रोता: सच?\nमीना दास: हाँ।\n"
)


@pytest.mark.parametrize(("called", "turns"), [("गीता राव", 10), ("गीता", 9), ("और आप", 9)])
def test_who_is_called_speaks(called: str, turns: int) -> None:
    """A name that occurs once, in a script without capitals, is a label if the turn before calls it."""
    assert len(who(PANEL.format(called=called))) == turns


def test_an_aside_that_comes_back_is_no_label() -> None:
    """A word that always follows one speaker, and rarely, is not a third one."""
    turns = f"Anna: Why?\nTom: {LONG}\n" * 4
    text = turns.replace("years.\n", "years.\nNote: it is hard.\n", 2)
    assert who(text) == [("Anna", "interviewer"), ("Tom", "speaker")] * 4


def test_metadata_and_titles_are_header() -> None:
    """Lines with a colon before the first turn do not speak, even with the speaker's name or a role word."""
    head = (
        "Tom Ray: Buses Will Not Exist\n\nSpeaker: Tom Ray\nDate: 2016\n\nIn this talk he spoke of buses.\n\n"
    )
    text = head + f"Tom Ray: {LONG}\nRadio North: Why?\nTom Ray: {LONG}\nRadio North: How?\nTom Ray: {LONG}"
    assert len(said(text)) == 5
    assert "".join(parts(text, "header", "boilerplate")).startswith("Tom Ray: Buses Will Not Exist")


def test_a_text_without_labels_is_one_turn() -> None:
    """It is read whole, and a note says why."""
    text = f"{LONG}\n\nRemember: {LONG}\n"
    transcript = read(text)
    assert [(turn.label, turn.speaker, turn.role) for turn in transcript.turns] == [(None, None, "speaker")]
    assert said(text) == [text.strip()]
    assert transcript.notes == (NO_LABELS,)


def test_speech_before_the_first_label_is_not_lost() -> None:
    """Too much text for a header is a turn without a name."""
    talk = "It grew by 5 percent. " * 200
    text = f"{talk}\n{DIALOGUES['plain']}"
    assert who(text)[0] == (None, "speaker")
    assert said(text)[0] == talk.strip()


def test_one_interviewer_in_three_spellings() -> None:
    """Where every second turn is the speaker's, translated labels of one asker are one."""
    asking = ["Radio North", "Ziemeļu radio", "Radio North", "Ziemeļa radio", "Radio North"]
    text = "\n".join(f"{label}: Why?\nTom Ray: {LONG}" for label in asking)
    assert who(text) == [("Radio North", "interviewer"), ("Tom Ray", "speaker")] * 5
    assert [turn.label for turn in read(text).turns][::2] == asking


def test_two_guests_of_one_surname_stay_two() -> None:
    """Panellists are never merged, and who asks them is the moderator."""
    text = (
        f"Maria Lopez: Welcome. What is new?\nAnna Berg: {LONG}\nAnders Berg: {LONG}\nMaria Lopez: Why?\n"
        f"Anders Berg: {LONG}\nAnna Berg: {LONG}\nAudience member: What about us?\nAnna Berg: {LONG}"
    )
    assert dict(who(text)) == {
        "Maria Lopez": "moderator",
        "Anna Berg": "speaker",
        "Anders Berg": "speaker",
        "Audience member": "audience",
    }


def test_different_people_who_ask_stay_different() -> None:
    """Personal names that are not alike are not merged, even in a two-party alternation."""
    text = "\n".join(f"{name}: Why?\nTom Ray: {LONG}" for name in ("Ana Bell", "Ben Cole", "Cara Dunn"))
    assert [speaker for speaker, _ in who(text)][::2] == ["Ana Bell", "Ben Cole", "Cara Dunn"]


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (["Esteban Kolsky", "Kolsky", "Kolsky"], "Kolsky"),
        (["Esteban Kolsky", "EK", "Esteban Kolsky"], "Esteban Kolsky"),
        (["Esteban Kolsky", "E. Kolsky"], "Esteban Kolsky"),
        (["Estebans Kolskis", "Esteban Kolsky", "Esteban Kolsky"], "Esteban Kolsky"),
    ],
)
def test_one_speaker_has_one_name(labels: list[str], name: str) -> None:
    """The most frequent label names him; among equals the first."""
    text = "\n".join(f"Anna: Why?\n{label}: {LONG}" for label in labels)
    assert who(text) == [("Anna", "interviewer"), (name, "speaker")] * len(labels)


def test_numbered_speakers_show_their_roles_by_what_they_do() -> None:
    """What machines call everybody says no role, and numbers tell people apart."""
    text = f"Speaker 1: Why?\nSpeaker 2: {LONG}\nSpeaker 1: How?\nSpeaker 2: {LONG}"
    assert who(text) == [("Speaker 1", "interviewer"), ("Speaker 2", "speaker")] * 2


def test_a_dialogue_without_question_marks_still_has_an_interviewer() -> None:
    """Who speaks briefly, turn about, asks."""
    assert who(DIALOGUES["plain"].replace("?", ""))[0] == ("Anna", "interviewer")


FURNITURE = [
    ("Comment ▼", "boilerplate"),
    ("* * * * *", "boilerplate"),
    ("$config[code] not found", "boilerplate"),
    ("{{ related_posts }}", "boilerplate"),
    ("https://example.org/talk", "boilerplate"),
    ("© 2016 Radio North. All of it.", "footer"),
    ("This is part of the series. It has been edited for publication.", "footer"),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE, ids=[line for line, _ in FURNITURE])
def test_furniture_at_the_end_is_no_speech(line: str, kind: str) -> None:
    """Each is recognised by what it is, and kept as a part."""
    text = f"{DIALOGUES['plain']}\n\n{line}\n"
    assert said(text)[-1] == LONG
    assert parts(text, kind) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Thank you",
        "This is part of the series of my life.",
        "Find me on YouTube or Spotify.",
        "Any questions?",
        "…",
        "84",
    ],
)
def test_last_words_are_not_lost_to_the_footer(line: str) -> None:
    """Weak evidence leaves speech alone."""
    text = f"{DIALOGUES['plain']}\n\n{line}"
    assert said(text)[-1] == f"{LONG}\n\n{line}"


def test_the_structure_alone_reads_a_dialogue() -> None:
    """Without any data of a language, labels, roles and turns come out."""
    transcript = read(DIALOGUES["plain"], STRUCTURE)
    assert [turn.role for turn in transcript.turns] == ["interviewer", "speaker"] * 2


PIECES = st.sampled_from(
    ["Anna: ", "Tom Ray: ", "Q: ", "[Anna] ", ">> ", "Why?", LONG, "Note: x", "\n", "\n\n", " ", "* * *",
     "84 %", "▼", "**", "کولسکی: ", "为什么？", "：", "—", "00:01 ", "Thank you", "© 2016", "\u200f"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120))
def test_turns_and_parts_tile_the_text(text: str) -> None:
    """Every character belongs to exactly one turn or part; turns are trimmed, numbered, never empty."""
    transcript = read(text)
    spans = sorted((span.start, span.end) for span in (*transcript.turns, *transcript.parts))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert {part.kind for part in transcript.parts} <= set(PARTS)
    assert [turn.turn for turn in transcript.turns] == list(range(1, len(transcript.turns) + 1))
    assert all(
        text[turn.start : turn.end].strip() == text[turn.start : turn.end] != "" for turn in transcript.turns
    )
    separators = (text[part.start : part.end] for part in transcript.parts if part.kind == "separator")
    assert not "".join(separators).strip()


@pytest.mark.parametrize(
    ("left", "right", "same", "alike"),
    [
        ("Esteban Kolsky", "ESTEBAN KOLSKY", True, True),
        ("Berg", "Anna Berg", True, True),
        ("E. Kolsky", "Esteban Kolsky", True, True),
        ("Anna Berg", "Anders Berg", False, False),
        ("Student 1", "Student 2", False, False),
        ("Брент Лири", "Brent Leary", False, True),
        ("Jānis Bērziņš", "Jāņa Bērziņa", False, True),
        ("A", "B", False, False),
    ],
)
def test_names(left: str, right: str, same: bool, alike: bool) -> None:
    """Short forms are the same name; spellings are alike; people are told apart."""
    assert (names.same_name(left, right), names.same_name(right, left)) == (same, same)
    assert (names.alike(left, right), names.alike(right, left)) == (alike, alike)


# --- speakers across versions


def two(first: list[str], second: list[str]) -> tuple[Transcript, Transcript]:
    """Two versions of one interview with these labels of the interviewer."""
    made = [
        read("\n".join(f"{label}: Why?\nTom Ray: {LONG}" for label in labels))._replace(language=tag)
        for tag, labels in (("aa", first), ("bb", second))
    ]
    return made[0], made[1]


def test_speakers_are_merged_by_the_turns_they_align_with() -> None:
    """Where the other version has one speaker, two names are one."""
    left, right = two(["Ana Bell", "Ben Cole", "Ana Bell"], ["Ana Bell"] * 3)
    beads = {("aa", "bb"): [((i,), (i,)) for i in range(6)]}
    merged, other = speakers.merge([left, right], beads)
    assert {turn.speaker for turn in merged.turns} == {"Ana Bell", "Tom Ray"}
    assert other == right


def test_speakers_whom_the_other_version_tells_apart_stay_apart() -> None:
    """Two names on both sides are two people."""
    left, right = two(["Ana Bell", "Ben Cole", "Ana Bell"], ["Anna", "Ben", "Anna"])
    beads = {("aa", "bb"): [((i,), (i,)) for i in range(6)]}
    assert speakers.merge([left, right], beads)[0] == left


# --- talks from folders


@pytest.fixture
def languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three languages: ur, lv, en; every text looks like lv."""
    known = {tag: Data(tag=tag) for tag in ("en", "lv", "ur")}

    def load(tag: str) -> Data:
        if tag not in known:
            raise LanguageError(f"There is no language file for {tag!r}", hint="Did you mean 'lv'")
        return known[tag]

    class Detection(NamedTuple):
        language: str | None = "lv"
        confidence: float = 0.99

    monkeypatch.setattr(language, "load", load)
    monkeypatch.setattr(language, "tags", lambda: tuple(known))
    monkeypatch.setattr(detection, "detect", lambda text: Detection() if "?" in text else Detection(None))


def folder(path: Path, **files: str) -> Path:
    """A folder with these files; ``lv_txt`` is written as lv.txt."""
    for name, text in files.items():
        (path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("languages")
class TestReadTranscript:
    """One file."""

    @pytest.mark.parametrize(
        ("name", "wanted", "tag", "notes"),
        [
            ("lv.txt", None, "lv", ()),
            ("ur.txt", None, "ur", ("the file name says ur, the text looks like lv",)),
            ("talk.ur.txt", "en", "en", ()),
            ("talk.lv.md", None, "lv", ()),
            ("interview.txt", None, "lv", ("the language was detected: lv",)),
        ],
    )
    def test_language(
        self, tmp_path: Path, name: str, wanted: str | None, tag: str, notes: tuple[str, ...]
    ) -> None:
        """The argument wins, then the tag in the name, then detection; contradictions are noted."""
        (tmp_path / name).write_text(DIALOGUES["plain"], encoding="utf-8")
        transcript = read_transcript(tmp_path / name, language=wanted)
        assert (transcript.name, transcript.language, transcript.notes) == (name, tag, notes)

    def test_unknown_tag(self, tmp_path: Path) -> None:
        """A stem that looks like a tag is one; the error carries the path and the nearest tag."""
        folder(tmp_path, lw_txt=DIALOGUES["plain"])
        with pytest.raises(LanguageError, match=r"lw\.txt: .*Did you mean 'lv'"):
            read_transcript(tmp_path / "lw.txt")

    def test_no_language(self, tmp_path: Path) -> None:
        """Where nothing tells the language, the error says how to."""
        folder(tmp_path, interview_txt=LONG)
        with pytest.raises(LanguageError, match="Name the file by its language tag"):
            read_transcript(tmp_path / "interview.txt")

    def test_no_speech(self, tmp_path: Path) -> None:
        """A file of nothing but furniture is an error."""
        folder(tmp_path, lv_txt="* * * * *\nhttps://example.org\n")
        with pytest.raises(ReadError, match="There is no speech"):
            read_transcript(tmp_path / "lv.txt")


@pytest.mark.usefixtures("languages")
class TestReadTalk:
    """A folder."""

    def test_a_talk(self, tmp_path: Path) -> None:
        """One transcript per language, sorted; what is no transcript is left alone."""
        toml = 'title = "Buses"\ndate = 2016\n[glosses]\n"1.1" = "growth"\n'
        path = folder(tmp_path, ur_txt=DIALOGUES["plain"], lv_md=DIALOGUES["bold"], talk_toml=toml,
                      README_md="no talk", planted_toml="", _hidden="x")  # fmt: skip
        (path / "notes").mkdir()
        talk = read_talk(path)
        assert (talk.name, talk.title, talk.date, talk.speaker) == (path.name, "Buses", "2016", None)
        assert [transcript.language for transcript in talk.transcripts] == ["lv", "ur"]
        assert (dict(talk.glosses), talk.problems) == ({"1.1": "growth"}, ())

    def test_one_file_is_a_talk(self, tmp_path: Path) -> None:
        """Comparing needs two; reading does not."""
        assert len(read_talk(folder(tmp_path, lv_txt=DIALOGUES["plain"])).transcripts) == 1

    def test_one_bad_file_among_good_ones(self, tmp_path: Path) -> None:
        """It is reported with its path; the others go on."""
        path = folder(
            tmp_path, lv_txt=DIALOGUES["plain"], ur_txt="\x00", lw_txt="x", en_pdf="x", lv_md="Anna: Why?"
        )
        talk = read_talk(path)
        assert [transcript.name for transcript in talk.transcripts] == ["lv.md"]
        assert [str(problem.path) for problem in talk.problems] == [
            str(path / name) for name in ("en.pdf", "lv.txt", "lw.txt", "ur.txt")
        ]
        assert "already, in lv.md" in talk.problems[1].what

    @pytest.mark.parametrize(
        ("files", "message"),
        [
            ({}, "There is no transcript in this folder"),
            ({"README_md": "x"}, "There is no transcript in this folder"),
            ({"lv_txt": ""}, "The file is empty"),
        ],
    )
    def test_nothing_to_read(self, tmp_path: Path, files: dict[str, str], message: str) -> None:
        """A folder without a readable transcript is an error with advice."""
        with pytest.raises(ReadError, match=message):
            read_talk(folder(tmp_path, **files))

    def test_no_folder(self, tmp_path: Path) -> None:
        """Missing, or a file: the error says which."""
        with pytest.raises(ReadError, match="There is no such folder"):
            read_talk(tmp_path / "none")
        with pytest.raises(ReadError, match="This is not a folder"):
            read_talk(folder(tmp_path, lv_txt="x") / "lv.txt")

    def test_files_may_be_named(self, tmp_path: Path) -> None:
        """talk.toml may say which file holds which language."""
        path = folder(tmp_path, latvian_txt=DIALOGUES["plain"], talk_toml='[files]\nlv = "latvian.txt"\n')
        assert [(t.language, t.name) for t in read_talk(path).transcripts] == [("lv", "latvian.txt")]

    @pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "link.txt", "a\\u0000b.txt"])
    def test_nothing_outside_the_folder_is_read(self, tmp_path: Path, name: str) -> None:
        """Neither by a path nor by a link."""
        (tmp_path / "secret.txt").write_text(DIALOGUES["plain"], encoding="utf-8")
        path = tmp_path / "talk"
        path.mkdir()
        folder(path, lv_txt=DIALOGUES["plain"], talk_toml=f'[files]\nur = "{name}"\n')
        (path / "link.txt").symlink_to("../secret.txt")
        talk = read_talk(path)
        assert [transcript.language for transcript in talk.transcripts] == ["lv"]
        assert all("outside the folder" in problem.what for problem in talk.problems)
        assert talk.problems

    @pytest.mark.parametrize(
        ("toml", "message"),
        [
            ("title = x", "talk.toml:1:9: This is not TOML"),
            ("titel = 'x'", "Did you mean title?"),
            ("title = []", "title is not a text"),
            ("glosses = 1", "glosses is not a table"),
            ("[glosses]\n'1.1' = []", "glosses.1.1 is not a text"),
        ],
    )
    def test_bad_metadata(self, tmp_path: Path, toml: str, message: str) -> None:
        """A broken talk.toml is a problem with its place; the transcripts are read."""
        talk = read_talk(folder(tmp_path, lv_txt=DIALOGUES["plain"], talk_toml=toml))
        assert len(talk.transcripts) == 1
        assert message in str(talk.problems[0])


# --- the real talk


def test_kolsky_as_a_talk(kolsky: Path) -> None:
    """With the language files: two transcripts of 15 turns, no notes, no problems, a footer of two lines."""
    talk = read_talk(kolsky)
    assert [(t.language, len(t.turns), t.notes) for t in talk.transcripts] == [("lv", 15, ()), ("ur", 15, ())]
    assert (talk.name, talk.problems) == ("kolsky-2016", ())
    for transcript in talk.transcripts:
        assert [part.kind for part in transcript.parts[-3:] if part.kind != "separator"] == [
            "footer",
            "boilerplate",
        ]


@pytest.mark.parametrize("tag", ["lv", "ur"])
def test_kolsky_by_structure(kolsky: Path, tag: str) -> None:
    """15 turns in turn, one interviewer, and nothing of the site in the speech: without any language data."""
    text = (kolsky / f"{tag}.txt").read_text(encoding="utf-8")
    transcript = parse(text, name=f"{tag}.txt", language=tag, data=STRUCTURE)
    assert [turn.role for turn in transcript.turns] == ["speaker", "interviewer"] * 7 + ["speaker"]
    assert len({turn.speaker for turn in transcript.turns}) == 2
    outside = [text[p.start : p.end] for p in transcript.parts if p.kind in ("boilerplate", "footer")]
    assert any("$config[code] not found" in part for part in outside)
    assert outside[-1].endswith("▼")
    assert "iTunes" in outside[-2]
    assert "iTunes" not in "".join(text[turn.start : turn.end] for turn in transcript.turns)


def test_kolsky_metadata(kolsky: Path) -> None:
    """The talk says what it is, and glosses each claim by pair and order."""
    about = metadata.read(str(kolsky))
    assert (about.speaker, about.event, about.date) == ("Esteban Kolsky", "ExCom 2016", "2016")
    assert len(about.glosses) == 40
    assert about.glosses["3.1"] == "requests on social channels that are ignored"


def test_a_header_has_a_limit() -> None:
    """The limit is what the documentation says."""
    assert layout.MAX_HEADER == 3000


@given(st.text(max_size=200))
def test_any_toml_is_metadata_or_an_error(text: str) -> None:
    """No text in talk.toml brings anything but metadata or a CxtextError."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as path:
        with open(f"{path}/talk.toml", "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        with suppress(CxtextError):
            assert isinstance(metadata.read(path), metadata.Metadata)
