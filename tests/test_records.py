"""JSON and tables: the fields are found by their names, whoever exported them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtext import readers
from cxtext.errors import CxtextError, ReadError
from cxtext.readers import recognised, table
from cxtext.transcript import parse

Said = tuple[str | None, str, float | None, float | None]


def said(data: str, name: str) -> list[Said]:
    """Speaker, speech and times of each turn."""
    document = readers.read_bytes(data.encode(), name=name)
    read = parse(document.text, name=name, language="en", segments=document.segments)
    return [(t.speaker, read.text[t.start : t.end], t.start_time, t.end_time) for t in read.turns]


SHAPES: dict[str, tuple[Any, list[Said]]] = {
    "list": (
        [{"speaker": "Ann", "text": "Why?"}, {"speaker": "Bo", "text": "So."}],
        [("Ann", "Why?", None, None), ("Bo", "So.", None, None)],
    ),
    "whisper.cpp": (
        {"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:01:02,500"},
                            "offsets": {"from": 0, "to": 7}, "text": " So."}]},
        [(None, "So.", 1.0, 62.5)],
    ),
    "podcast": (
        {"version": "1.0.0",
         "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 1.75, "body": "Why?"}]},
        [("Ann", "Why?", 0.5, 1.75)],
    ),
    "milliseconds beside words": (
        {"text": "all", "words": [{"text": "Why", "start": 1, "end": 2}],
         "utterances": [{"speaker": "A", "start": 250, "end": 2000, "text": "Why is it so?"}]},
        [("A", "Why is it so?", 0.25, 2.0)],
    ),
    "monologues": (
        {"monologues": [{"speaker": 0, "elements": [
            {"type": "text", "value": "Why", "ts": 0.5, "end_ts": 1}, {"type": "punct", "value": " "},
            {"type": "text", "value": "not", "ts": 1, "end_ts": 1.5}, {"type": "punct", "value": "?"}]}]},
        [("0", "Why not?", 0.5, 1.5)],
    ),
    "alternatives": (
        {"results": [{"alternatives": [{"transcript": "so eighty"}, {"transcript": "so eight"}]},
                     {"alternatives": [{"transcript": "four percent"}]}]},
        [(None, "so eighty four percent", None, None)],
    ),
    "audio segments": (
        {"results": {"transcripts": [{"transcript": "x"}], "audio_segments": [
            {"transcript": "Why?", "start_time": "0.0", "end_time": "1.5", "speaker_label": "spk_0"}]}},
        [("spk_0", "Why?", 0.0, 1.5)],
    ),
    "events": (
        {"events": [{"tStartMs": 1000, "dDurationMs": 2000, "segs": [{"utf8": "so "}, {"utf8": "it"}]}]},
        [(None, "so it", 1.0, 3.0)],
    ),
    "speaker objects": (
        [{"speaker": {"id": "7", "name": "Ann"}, "text": "Why?"}],
        [("Ann", "Why?", None, None)],
    ),
    "speakers of words": (
        {"segments": [{"start": 0, "end": 1, "words": [{"word": "So", "speaker": "A"}, {"word": "he"},
                                                       {"word": "said", "speaker": "A"}]}]},
        [("A", "So he said", 0.0, 1.0)],
    ),
    "text alone": ({"text": "So it was."}, [(None, "So it was.", None, None)]),
}  # fmt: skip


@pytest.mark.parametrize(("value", "turns"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes_of_json(value: object, turns: list[Said]) -> None:
    """Whoever wrote the JSON, the turns, speakers and times come out."""
    assert said(json.dumps(value), "x.json") == turns


FIRST = {
    "id": "1",
    "conversation_id": "c",
    "speaker": "ann",
    "reply-to": None,
    "timestamp": 5,
    "text": "Why?",
}
SECOND = FIRST | {"id": "2", "speaker": "bo", "reply-to": "1", "text": "So.\n84."}


def lines(*values: object) -> str:
    """JSON lines."""
    return "".join(json.dumps(value) + "\n" for value in values)


@pytest.mark.parametrize("name", ["utterances.jsonl", "x.ndjson", "x.json"])
def test_json_lines(name: str) -> None:
    """One object in each line; the date of a message is no time in the talk."""
    assert said(lines(FIRST, SECOND), name) == [("ann", "Why?", None, None), ("bo", "So.\n84.", None, None)]


def test_several_conversations_are_said() -> None:
    """They are read, with a note."""
    document = readers.read_bytes(lines(FIRST, SECOND | {"conversation_id": "d"}).encode(), name="x.jsonl")
    assert document.notes == ("2 conversations are read as one talk",)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("A", "in eighty"), (None, "four percent.")], ["A"]),
        ([("A", "It is so."), (None, "Is it?")], ["A", None]),
        ([(None, "Is it?"), ("A", "It is so.")], [None, "A"]),
    ],
)
def test_a_missing_speaker(rows: list[tuple[str | None, str]], names: list[str | None]) -> None:
    """Who is not named goes on with a sentence that has not ended; otherwise nobody knows."""
    data = [{"speaker": who, "text": text, "start": i, "end": i + 1} for i, (who, text) in enumerate(rows)]
    assert [turn[0] for turn in said(json.dumps(data), "x.json")] == names


@pytest.mark.parametrize(
    ("start", "time"),
    [(1.5, 1.5), ("1.5", 1.5), ("1.5s", 1.5), ("00:01:02,5", 62.5), ("1:02", 62.0), (True, None),
     (-1, None), (1e300, None), (10**400, None), (float("nan"), None), (float("inf"), None), ("x", None),
     (1_700_000_000, None), ([1], None)],
)  # fmt: skip
def test_times_of_all_kinds(start: object, time: float | None) -> None:
    """Numbers and clocks are seconds; what cannot be a time in a talk is none."""
    data = json.dumps([{"text": "It is so, and it was so all the time.", "start": start}])
    assert [turn[2] for turn in said(data, "x.json")] == [time]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('[{"text": "a"},\n {"text": ]', "x.json:2:11: This is no JSON: Expecting value"),
        ("[]", "no speech in this JSON. cxtext looks for a list of objects"),
        ('{"text": " "}', "no speech"),
        ("84", "no speech"),
        ('[{"text": "\\u0000"}]', "no speech"),
        ("[" * 101 + "]" * 101, "x.json:1:101: The JSON is nested deeper than the limit of 100"),
        ('{"a":' * 100_000, "nested deeper than the limit"),
        ('[{"text": "a", "start": ' + "9" * 5000 + "}]", "no JSON that can be read"),
        ('{"text": "a"}\n{"text": "b"', "x.json:2:13: This is no JSON"),
    ],
)
def test_bad_json(data: str, message: str) -> None:
    """The error says where, and what to do."""
    with pytest.raises(ReadError) as caught:
        said(data, "x.json")
    assert message in str(caught.value)


def test_brackets_in_strings_are_no_depth() -> None:
    """Only brackets of the format count."""
    text = "It is " + "[" * 200 + '"' + "{" * 200 + " so."
    assert said(json.dumps([{"text": text}]), "x.json") == [(None, text, None, None)]


def test_halves_of_characters_cannot_pass() -> None:
    """Half a surrogate pair cannot be written; it becomes U+FFFD. Controls become blanks."""
    assert said('[{"text": "a\\ud800b\\u0000c \\ud83d\\ude00"}]', "x.json")[0][1] == "a\ufffdb c 😀"


def test_the_depth_can_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit has a name."""
    monkeypatch.setattr(recognised, "MAX_DEPTH", 200)
    deep = "[" * 101 + "]" * 101
    assert said(f'[{{"text": "a", "x": {deep}}}]', "x.json") == [(None, "a", None, None)]


TABLES: dict[str, tuple[str, list[Said]]] = {
    "commas": ("speaker,text\nAnn,Why?\nBo,So.\n", [("Ann", "Why?", None, None), ("Bo", "So.", None, None)]),
    "semicolons, other names, clocks": (
        "Nr;Speaker Name;Start Time;End;Utterance\n1;Ann;0:01;0:02,5;Why; or not?\n",
        [("Ann", "Why; or not?", 1.0, 2.5)],
    ),
    "said by Excel": ("sep=|\nwho|line\nAnn|Why?\n", [("Ann", "Why?", None, None)]),
    "empty cells of speakers": (
        "speaker\ttext\nAnn\tIt is.\n\tIt was.\nBo\tSo.\n",
        [("Ann", "It is.\nIt was.", None, None), ("Bo", "So.", None, None)],
    ),
    "text cut by commas": ("speaker,text\nAnn,Well, yes, 84.\n", [("Ann", "Well, yes, 84.", None, None)]),
    "quoted lines": ('text,who\n"Why ""so""?\nOr 84?",Ann\n', [("Ann", 'Why "so"?\nOr 84?', None, None)]),
    "bare quotation marks between tabs": (
        'start\tend\ttext\n0\t3000\t"So" it\n',
        [(None, '"So" it', 0.0, 3.0)],
    ),
    "roles": ("speaker,role,text\nAnn,audience,Why?\n", [("Ann", "Why?", None, None)]),
    "empty lines": ("\n\nspeaker,text\n\nAnn,Why?\n,\n", [("Ann", "Why?", None, None)]),
    "labels in the text": (
        "id,text\n1,Ann: Why?\n2,Bo: Because it is so.\n3,Ann: Oh?\n",
        [("Ann", "Why?", None, None), ("Bo", "Because it is so.", None, None), ("Ann", "Oh?", None, None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "turns"), TABLES.values(), ids=TABLES.keys())
def test_tables(data: str, turns: list[Said]) -> None:
    """Delimiter and columns are found; an empty cell of a speaker means the same one."""
    assert said(data, "x.csv") == turns


def test_roles_of_a_table() -> None:
    """A column of roles says them."""
    document = readers.read_bytes(b"speaker,role,text\nAnn,audience,Why?\nBo,boss,So.\n", name="x.csv")
    assert [segment.role for segment in document.segments] == ["audience", None]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a,b\n1,2\n", "x.csv:1: No column of this table is known to hold the text: a,b."),
        ("text,speaker\nWell,yes,Ann\n", "x.csv:2: This row has 3 cells, the header 2."),
        ('text,speaker\nA,B\n"Well,Ann\n', "x.csv:3: This is no CSV"),
        ("text,lang\na,lv\nb,ur\n", "The table holds several languages: lv, ur."),
        ("text,speaker\n ,Ann\n", "There is no speech"),
        ("text\n", "There is no speech"),
        (
            "text,speaker\n" + "x" * (table.MAX_CELL + 1),
            "x.csv:2: A cell is longer than the limit of 1,048,576",
        ),
    ],
)
def test_bad_tables(data: str, message: str) -> None:
    """The error says where, and what to do."""
    with pytest.raises(ReadError) as caught:
        said(data, "x.csv")
    assert message in str(caught.value)


def test_the_limit_of_cells_is_not_left_behind() -> None:
    """The limit of the csv module, which all of a process share, is as it was."""
    import csv

    before = csv.field_size_limit()
    said("text\nSo.\n", "x.csv")
    assert csv.field_size_limit() == before


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.sampled_from(["Why?", "84 %", "a\ud800", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "speaker", "start", "end", "words", "segs", "results"]), inner
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    """No JSON brings anything but turns or a CxtextError."""
    try:
        turns = said(json.dumps(value), "x.json")
    except CxtextError:
        return
    assert turns
