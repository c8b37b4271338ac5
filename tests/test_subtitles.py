"""Subtitles: what is shown becomes what is said; speech is joined across cues, with its times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import readers
from cxtext.errors import CxtextError, ReadError
from cxtext.readers.cues import plain
from cxtext.readers.speech import PARAGRAPH, Utterance, compose
from cxtext.transcript import parse


def cues(*bodies: str, seconds: int = 2, kind: str = "srt") -> bytes:
    """A file with one cue of two seconds after the other."""
    sign = "." if kind == "vtt" else ","
    blocks = [
        f"{n}\n00:00:{(n - 1) * seconds:02}{sign}000 --> 00:00:{n * seconds:02}{sign}000\n{body}"
        for n, body in enumerate(bodies, 1)
    ]
    return "\n\n".join((["WEBVTT"] if kind == "vtt" else []) + blocks).encode()


def text(*bodies: str, kind: str = "srt") -> str:
    """The text of a file with these cues."""
    return readers.read_bytes(cues(*bodies, kind=kind), name=f"x.{kind}").text


def who(*bodies: str, kind: str = "srt") -> list[tuple[str | None, str]]:
    """Speaker and speech of each turn of a file with these cues."""
    document = readers.read_bytes(cues(*bodies, kind=kind), name=f"x.{kind}")
    read = parse(document.text, name="x", language="en", segments=document.segments)
    return [(turn.speaker, read.text[turn.start : turn.end]) for turn in read.turns]


@pytest.mark.parametrize(
    ("bodies", "joined"),
    [
        (("It fell by eighty", "four percent."), "It fell by eighty four percent."),
        (("It fell by eighty...", "...four percent."), "It fell by eighty four percent."),
        (("It fell by twenty-", "five percent."), "It fell by twenty-five percent."),
        (("She waited…", "Then 84 came."), "She waited… Then 84 came."),
        (("I said -", "no."), "I said - no."),
        (("It is 5", "84 were there."), "It is 5 84 were there."),
        (("The share is 84", "%."), "The share is 84 %."),
        (("百分之八", "十四的客户"), "百分之八十四的客户"),
        (("客户的84", "%走了"), "客户的84 %走了"),
        (("客户中有", "84%走了"), "客户中有84%走了"),
        (("ร้อยละแปดสิบ", "สี่"), "ร้อยละแปดสิบสี่"),
        (("한국어로", "말한다"), "한국어로 말한다"),
        (("...", "He left."), "... He left."),
    ],
)
def test_speech_goes_on_across_cues(bodies: tuple[str, ...], joined: str) -> None:
    """A cut by a cue is no cut in the text: words stand as if the cue had been longer."""
    assert text(*bodies) == joined


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("<i>One</i> of <b>two</b>", "One of two"),
        ('<font color="red">84</font> percent', "84 percent"),
        ("{\\an8}{\\i1}Up{\\i0}", "Up"),
        ("a<00:00:01.500><c.blue> b</c>", "a b"),
        ("R&amp;D, AT&T &lt;3 &#8364;5&nbsp;m", "R&D, AT&T <3 €5\u00a0m"),
        ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢字"),
        ("one<br/>two[br]three\\Nfour", "one two three four"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_tags_are_taken_away(line: str, bare: str) -> None:
    """Marks of look and time go, entities are resolved once, signs of comparison stay."""
    assert plain(line) == bare


@pytest.mark.parametrize(
    "sound", ["[Music]", "(laughter)", "♪ la la la ♪", "♪♪", "【笑】", "- [door slams]", "<i>[Music]</i>"]
)
def test_sounds_are_no_speech(sound: str) -> None:
    """A line that names a sound only is left out, and does not cut the sentence around it."""
    assert text("It fell by eighty", sound, "four percent.") == "It fell by eighty four percent."


@pytest.mark.parametrize("line", ["[84 percent]", "(as he told me on the very next day)", "#ai is #one"])
def test_what_may_be_speech_stays(line: str) -> None:
    """Brackets alone do not make a sound: a number and a long aside stay."""
    assert line in text("He came.", line, "He left.")


@pytest.mark.parametrize(
    ("bodies", "turns"),
    [
        (("<v Ann>Why?</v>", "<v Bo>So."), [("Ann", "Why?"), ("Bo", "So.")]),
        (("<v Ann>Why", "is that?", "<v Bo>So."), [("Ann", "Why is that?"), ("Bo", "So.")]),
        (("<v Ann>Why?</v><v.x.y Bo>So.</v>",), [("Ann", "Why?"), ("Bo", "So.")]),
        (("Intro.", "<v R&amp;D>So."), [(None, "Intro."), ("R&D", "So.")]),
        (("<v Ann>- Why?", "<v Bo>>> So."), [("Ann", "- Why?"), ("Bo", "So.")]),
    ],
)
def test_voices(bodies: tuple[str, ...], turns: list[tuple[str | None, str]]) -> None:
    """A voice speaks until the next one is named."""
    assert who(*bodies, kind="vtt") == turns


@pytest.mark.parametrize(
    ("bodies", "turns"),
    [
        (("- Why?\n- So.", "- Oh."), [(None, "Why?"), (None, "So."), (None, "Oh.")]),
        (("-Why?\n-So.",), [(None, "Why?"), (None, "So.")]),
        (("He fell\n- and rose -\n- twice.",), [(None, "He fell - and rose - - twice.")]),
        (("It was -5 degrees.\n-6 at night.",), [(None, "It was -5 degrees. -6 at night.")]),
        (("- Once only.", "So."), [(None, "- Once only. So.")]),
        (("&gt;&gt; Why?", "&gt;&gt;&gt; So."), [(None, "Why?"), (None, "So.")]),
        (("ANN: Why?", "BO: So.", "ANN: Oh?"), [("ANN", "Why?"), ("BO", "So."), ("ANN", "Oh?")]),
        ((">> ANN: Why?", ">> BO: So.", ">> Oh.", ">> ANN: Yes?"),
         [("ANN", "Why?"), ("BO", "So."), (None, "Oh."), ("ANN", "Yes?")]),
        (("[Ann] Why?", "[Bo] So.", "[Ann] Oh?"), [("Ann", "Why?"), ("Bo", "So."), ("Ann", "Oh?")]),
        (("ANN: Why? BO: So", "it is. ANN: Oh?"), [("ANN", "Why?"), ("BO", "So it is."), ("ANN", "Oh?")]),
        (("Ann: Why? Bo: So.", "Bo: It is. Ann: Oh?", "Ann: Yes?"),
         [("Ann", "Why?"), ("Bo", "So."), ("Bo", "It is."), ("Ann", "Oh?"), ("Ann", "Yes?")]),
        (("&gt;&gt; Why? &gt;&gt; So. 5 >> 4",), [(None, "Why?"), (None, "So. 5"), (None, "4")]),
        (("- Why? - So - it is.", "- Oh."), [(None, "Why?"), (None, "So - it is."), (None, "Oh.")]),
        (("It rose. Note: 84 percent.",), [(None, "It rose. Note: 84 percent.")]),
        (("He said\none thing: 84 percent.",), [(None, "He said one thing: 84 percent.")]),
    ],
)  # fmt: skip
def test_dialogue_without_voices(bodies: tuple[str, ...], turns: list[tuple[str | None, str]]) -> None:
    """Dashes, chevrons and labels open turns; a minus, a list and a dash inside a sentence do not."""
    assert who(*bodies) == turns


def test_labels_in_every_cue_are_voices() -> None:
    """Meetings are labelled cue by cue, in the middle of sentences; the speech is joined all the same."""
    bodies = ("Ann Berg: How many are", "Ann Berg: they?", "Bo: It is eighty", "Bo: four percent:\nnot more.")
    assert who(*bodies) == [
        ("Ann Berg", "How many are they?"),
        ("Bo", "It is eighty four percent: not more."),
    ]


@pytest.mark.parametrize(
    ("bodies", "rolled"),
    [
        (("a b", "a b\nc d", "c d\ne f", "e f\ng h"), "a b c d e f g h"),
        (("a", "a b", "a b c", "a b c d"), "a b c d"),
        (("a b", "a b", "a b\nc", "c", "c\nd", "d", "d\ne"), "a b c d e"),
    ],
)
def test_rolling_captions_are_read_once(bodies: tuple[str, ...], rolled: str) -> None:
    """What automatic captions show again while they roll is one speech."""
    assert text(*bodies) == rolled


def test_a_speaker_may_repeat_himself() -> None:
    """A line said twice in a file that does not roll is said twice."""
    assert text(*["No."] * 5) == "No. No. No. No. No."


def test_a_cue_that_stands_twice_is_read_once() -> None:
    """The same words at the same time are one cue."""
    one = "1\n00:00:01,000 --> 00:00:02,000\nEighty-four.\n\n"
    assert readers.read_bytes((one * 2).encode(), name="x.srt").text == "Eighty-four."


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:01.500 --> 00:02.000", (1.5, 2.0)),
        ("01:00:01,5 --> 01:00:02", (3601.5, 3602.0)),
        ("100:00:00.000 --> 100:00:01.000 line:0 align:end", (360000.0, 360001.0)),
        ("0:00:01.250,0:00:02.500", (1.25, 2.5)),
        ("00:00:05,000 -> 00:00:04,000", (5.0, None)),
        (" 00:00:01.000-->00:00:02.000", (1.0, 2.0)),
    ],
)
def test_times(line: str, times: tuple[float, float | None]) -> None:
    """Times of all shapes are seconds; an end before the start is none."""
    document = readers.read_bytes(f"{line}\nSo.\n".encode(), name="x.srt")
    assert [(s.start_time, s.end_time) for s in document.segments] == [times]


def test_times_that_cannot_be_read_are_said() -> None:
    """The speech stays, a note says where."""
    data = b"00:01.000 --> 00:02.000\nOne.\n\n00:0x --> 00:03.000\nTwo.\n"
    document = readers.read_bytes(data, name="x.srt")
    assert document.text == "One. Two."
    assert [s.start_time for s in document.segments] == [1.0, None]
    assert document.notes == ("1 cues without readable times; the first is in line 4",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("1\n00:01,0 --> 00:02,0\nIt costs\n\n84\n\n2\n00:03,0 --> 00:04,0\neuros.", "It costs 84 euros."),
        ("1\n00:01,0 --> 00:02,0\nIt costs\n84\n\n00:03,0 --> 00:04,0\neuros.", "It costs 84 euros."),
        ("1\n00:01,0 --> 00:02,0\nIt costs\n2\n00:03,0 --> 00:04,0\neuros.", "It costs euros."),
        ("1\n00:01,0 --> 00:02,0\n84\n\n7\n00:03,0 --> 00:04,0\neuros.", "84 euros."),
    ],
)
def test_numbers_of_cues_are_no_speech(data: str, said: str) -> None:
    """The number above the times goes; a number that is said stays."""
    assert readers.read_bytes(data.encode(), name="x.srt").text == said


@pytest.mark.parametrize("data", ["Hello.\n", "WEBVTT\n\nNOTE nothing\n", "a --> b\nSo.\n", "84 --> 85\nSo."])
def test_a_file_without_cues_is_refused(data: str) -> None:
    """The error says how a cue looks."""
    with pytest.raises(ReadError, match=r"no cue in the file\. A cue begins with .* -->"):
        readers.read_bytes(data.encode(), name="x.vtt")


def test_cues_without_speech_are_refused() -> None:
    """A file of sounds holds no speech."""
    with pytest.raises(ReadError, match="There is no speech"):
        text("[Music]")


def test_long_speech_becomes_lines() -> None:
    """Lines end with sentences that end with a cue: after enough text, or before a pause."""
    sentence = "The bus goes to every village. "
    lines = text(*[sentence] * 29).split("\n")
    assert len(lines) > 1
    assert all(PARAGRAPH <= len(line) < PARAGRAPH + 2 * len(sentence) for line in lines[:-1])
    pause = b"00:01.0 --> 00:02.0\nOne.\n\n00:05.0 --> 00:06.0\nTwo.\n\n00:09.0 --> 00:10.0\n84 came"
    assert readers.read_bytes(pause, name="x.srt").text == "One.\nTwo. 84 came"


WORDS = st.sampled_from(
    ["eighty", "84", "%", "百分", "之", "...", "…", "- ", "No.", "ANN: Why?", "\n", "<i>", "\u0301", "か",
     "\u3099", "&#0;", "&amp;", "[x]", ">> ", "<v A>", "</v>", "\ud800", "-->", "ส"]
)  # fmt: skip
PIECES = st.lists(WORDS, max_size=4).map("".join)


@given(
    st.lists(
        st.tuples(PIECES, st.sampled_from([None, "Ann", "Bo"]), st.booleans(), st.booleans()), max_size=9
    )
)
def test_segments_tile_the_text(rows: list[tuple[str, str | None, bool, bool]]) -> None:
    """Segments are in order, hold every visible character, and begin and end with one."""
    given_rows = [Utterance(said, name, fresh=fresh, opens=opens) for said, name, fresh, opens in rows]
    try:
        document = compose(given_rows, name="x")
    except ReadError:
        assert not "".join(said for said, *_ in rows).strip("\n -") or not rows
        return
    at = 0
    for segment in document.segments:
        assert not document.text[at : segment.start].strip()
        inside = document.text[segment.start : segment.end]
        assert inside == inside.strip() != ""
        at = segment.end
    assert at == len(document.text)


@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from(["vtt", "srt"]))
def test_any_cues_are_read_or_refused(bodies: list[str], kind: str) -> None:
    """No contents of cues bring anything but a document or a CxtextError."""
    data = cues(*(body.replace("\ud800", "") for body in bodies), kind=kind)
    try:
        document = readers.read_bytes(data, name=f"x.{kind}")
    except CxtextError:
        return
    parse(document.text, name="x", language="en", segments=document.segments)
