"""Word documents, XML and archives: what is read, what is refused, and what hostile files cannot do."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from cxtext import readers
from cxtext.errors import CxtextError, ReadError
from cxtext.readers import archive, sniffing
from cxtext.readers import xml as xml_reader
from cxtext.transcript import Talk, parse, read_talk, read_transcript

FORMATS = Path(__file__).parent / "data" / "formats"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DIALOGUE = [("Anna", "Why?"), ("Bo", "Because."), ("Anna", "Oh?"), ("Bo", "Yes.")]


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def docx(body: str) -> bytes:
    """A Word document with this body."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document.encode()})


def text(data: bytes, name: str) -> str:
    """The text that a reader makes of `data`."""
    return readers.read_bytes(data, name=name).text


def turns(data: bytes, name: str) -> list[tuple[str | None, str]]:
    """Speaker and speech of each turn."""
    document = readers.read_bytes(data, name=name)
    read = parse(document.text, name=name, language="en", segments=document.segments)
    return [(turn.speaker, read.text[turn.start : turn.end]) for turn in read.turns]


def refused(data: bytes, name: str) -> str:
    """The message with which a reader refuses `data`."""
    with pytest.raises(ReadError) as caught:
        readers.read_bytes(data, name=name)
    return str(caught.value)


def run(text: str, look: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD = "<w:b/>"
SHAPES = {
    "bold with colon": "".join(
        f"<w:p>{run(who + ':', BOLD)}{run(' ' + said)}</w:p>" for who, said in DIALOGUE
    ),
    "bold alone": "".join(f"<w:p>{run(who, BOLD)}{run(' ' + said)}</w:p>" for who, said in DIALOGUE),
    "bold line": "".join(f"<w:p>{run(who, BOLD)}</w:p><w:p>{run(said)}</w:p>" for who, said in DIALOGUE),
    "break": "".join(f"<w:p>{run(who, BOLD)}<w:r><w:br/></w:r>{run(said)}</w:p>" for who, said in DIALOGUE),
    "style": "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{run(who)}</w:p><w:p>{run(said)}</w:p>'
        for who, said in DIALOGUE
    ),
    "table": "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr><w:tc><w:p>{run(who)}</w:p></w:tc><w:tc><w:p>{run(said)}</w:p></w:tc></w:tr>"
            for who, said in DIALOGUE
        )
    ),
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES.keys())
def test_names_in_documents(body: str) -> None:
    """However the names are set, the same four turns come out."""
    assert turns(docx(body), "x.docx") == DIALOGUE


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (f"<w:p>{run('eigh')}{run('ty ')}{run('four')}</w:p>", "eighty four"),
        (f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}</w:p>", "a b"),
        (f"<w:p>{run('twenty')}<w:r><w:noBreakHyphen/></w:r>{run('five')}</w:p>", "twenty\u2011five"),
        (f"<w:p>{run('a')}<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
         f"<w:moveFrom>{run('13')}</w:moveFrom><w:ins>{run('b')}</w:ins></w:p>", "ab"),
        (f"<w:p><w:r><w:instrText>PAGE 84</w:instrText></w:r>{run('a')}</w:p>", "a"),
        (f"<w:p>{run('R&amp;D')}</w:p><w:p/><w:p>{run('b')}</w:p>", "R&D\nb"),
    ],
)  # fmt: skip
def test_text_of_documents(body: str, read: str) -> None:
    """Runs are one text; what was deleted, moved away or computed is not read."""
    assert text(docx(body), "x.docx") == read


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "84"><!ENTITY b "&a;&a;&a;&a;">]><tt><body><p begin="1s">&b;</p></body></tt>'
)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"no archive", "x.docx", "The archive is damaged or no archive"),
        (zipped({"a.txt": b"x"}), "x.docx", "no Word document: word/document.xml is missing"),
        (docx("<w:p>"), "x.docx", "This is no XML: mismatched tag"),
        (docx(""), "x.docx", "There is no speech"),
        (ENTITIES.encode(), "x.ttml", "x.ttml:1:25: The XML declares entities, which are not read"),
        (("<a>" * 1001).encode(), "x.tei", "x.tei:1:3001: The XML is nested deeper than the limit of 1000"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "x.tei", "unknown encoding"),
        (b"<a>&nbsp;</a>", "x.xml", "This is no XML: undefined entity"),
        (
            b"<!DOCTYPE a SYSTEM 'a.dtd'><u>&half;</u>",
            "x.xml",
            "The entity &half; is declared outside the file",
        ),
        (b"<a>So.</a>", "x.xml", "no utterance in this XML"),
        (b"<tt/>", "x.xml", "There is no <p> in the file"),
        (b"Dialogue: no", "x.ass", "no line of dialogue in the file. Such a line looks like"),
        (b"@Begin\n@End\n", "x.cha", "no main tier in the file. Such a line looks like *ANN:"),
        (b"\x1f\x8b\x08\x00", "x.txt.gz", "The archive is damaged"),
        (gzip.compress(b"WEBVTT"), "x.gz", "There is no cue in the file"),
        (gzip.compress(gzip.compress(b"So.")), "x.txt.gz.gz", "An archive inside an archive"),
        (zipped({"a.exe": b"x"}), "x.zip", "The archive holds no transcript. cxtext reads .txt"),
        (zipped({"lv.txt": b"a", "en.txt": b"b"}), "x.zip", "holds 2 transcripts: en.txt, lv.txt. Unpack it"),
        (zipped({"a.json": b"["}), "x.zip", "x.zip (a.json):1:2: This is no JSON"),
    ],
)
def test_what_cannot_be_read(data: bytes, name: str, message: str) -> None:
    """The error says what is wrong, where, and what to do."""
    assert message in refused(data, name)


def test_archives_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb is not unpacked: what comes out is counted, whatever the archive claims; so are the members."""
    bomb = b" " * 5_000_000
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000_000)
    hint = "unpacks to more than the limit of 1,000,000 bytes. Unpack it yourself, or raise cxtext.readers."
    assert hint in refused(zipped({"en.txt": bomb}), "x.zip")
    assert hint in refused(gzip.compress(bomb), "en.txt.gz")
    assert hint in refused(zipped({"word/document.xml": bomb}), "x.docx")
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    assert "more files than the limit of 1." in refused(zipped({"en.txt": b"a", "b": b"b"}), "x.zip")


def test_bombs_are_not_unpacked_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a byte more than the limit allows is asked for, so memory is bounded too."""
    asked = []

    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size)
            return b" " * (size if size is not None and size >= 0 else 10_000)

    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    with pytest.raises(ReadError, match="limit of 1,000 bytes"):
        archive.limited(Endless(), name="x")
    assert asked == [1001]


def test_limits_can_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of nesting has a name."""
    monkeypatch.setattr(xml_reader, "MAX_DEPTH", 2000)
    data = "<u>" * 1500 + "So." + "</u>" * 1500
    assert text(data.encode(), "x.tei") == "So."


def test_encrypted_archives_are_refused() -> None:
    """A password cannot be asked for."""
    data = bytearray(zipped({"en.txt": b"So it is."}))
    data[6] |= 1  # the flags of the member, and below those of the list of members
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refused(bytes(data), "x.zip")


@pytest.mark.parametrize("member", ["../en.txt", "/etc/en.txt", "C:\\en.txt", "a/../../en.txt"])
def test_names_of_members_lead_nowhere(member: str, tmp_path: Path) -> None:
    """A member is read in memory, whatever path it claims; nothing is written."""
    path = tmp_path / "in" / "talk.en.zip"
    path.parent.mkdir()
    path.write_bytes(zipped({member: b"Anna: Why?"}))
    assert read_transcript(path).text == "Anna: Why?"
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "talk.en.zip"]


def test_a_member_without_a_name() -> None:
    """A damaged list of members names none that can be read."""
    data = zipped({"en.txt": b"So it is."}).replace(b"en.txt", b"\0" * 6)
    assert "The archive holds no transcript" in refused(data, "x.zip")


def test_archives_may_hold_more_than_the_transcript() -> None:
    """Hidden files, READMEs and what packing machines add are none of the talk's."""
    files = {
        "t/README.md": b"x",
        "__MACOSX/t/._en.txt": b"\0",
        "t/.en.txt": b"y",
        "t/en.txt": b"So.",
        "t/a.png": b"z",
    }
    assert text(zipped(files), "x.zip") == "So."


TTML_TIMES = {
    "00:00:01.500": 1.5, "00:00:01:15": 1.5, "1.5s": 1.5, "1500ms": 1.5, "0.5m": 30.0, "1h": 3600.0,
    "45f": 1.5, "90t": 90.0, "": None, "soon": None,
}  # fmt: skip


@pytest.mark.parametrize(("begin", "start"), TTML_TIMES.items())
def test_times_of_ttml(begin: str, start: float | None) -> None:
    """Clocks, frames (30 in a second unless said) and offsets are seconds."""
    document = readers.read_bytes(f'<tt><body><p begin="{begin}">So.</p></body></tt>'.encode(), name="x.ttml")
    assert [segment.start_time for segment in document.segments] == [start]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("what is <that thing> [//] this ?", "what is this?"),
        ("eighty [/] eighty four percent .", "eighty four percent."),
        ("&-uh I (.) want(ed) (1.5) it &=laughs .", "I wanted it."),
        ("a ice_cream [: cake] xx@l [% so] +...", "a ice cream xx ..."),
        ("it 0is “here” +, now .", "it “here” now."),
        ("5 of 0.5 and 100 .", "5 of 0.5 and 100."),
    ],
)
def test_codes_of_chat(said: str, plain: str) -> None:
    """Marks of transcribers go, words and numbers stay."""
    assert text(f"*ANN:\t{said}\n".encode(), "x.cha") == plain


def test_speeches_of_tei() -> None:
    """Plays and parliaments label their speeches with the speaker."""
    data = (
        "<TEI><body><sp who='#a'><speaker>Anna.</speaker><p>Why?</p><p>So?</p></sp><sp><speaker>Bo</speaker>"
    )
    data += "<l>Because.</l></sp></body></TEI>"
    assert turns(data.encode(), "x.xml") == [("Anna", "Why?\nSo?"), ("Bo", "Because.")]


def test_xml_is_told_by_its_root() -> None:
    """TTML and XHTML may be called .xml, with any prefix and whatever stands before."""
    ttml = b'<?xml version="1.0"?><!-- <u> --><t:tt xmlns:t="x"><t:p begin="1s">So.</t:p></t:tt>'
    assert text(ttml, "x.xml") == "So."
    assert text(b"<!DOCTYPE html><html><p>So it is.</html>", "x.xml") == "So it is."


# Folders and names


VOICES = """WEBVTT

00:01.000 --> 00:02.000
<v Anna>It is eighty

00:02.000 --> 00:03.000
four percent.
"""


def test_a_folder_may_mix_formats(tmp_path: Path) -> None:
    """Every language may come in its own format; what cannot be read is listed, with the reason."""
    (tmp_path / "en.vtt").write_text(VOICES)
    (tmp_path / "lv.json").write_text('[{"speaker": "Anna", "text": "Astoņdesmit četri."}]', encoding="utf-8")
    (tmp_path / "de.txt.gz").write_bytes(gzip.compress(b"Anna: Vierundachtzig."))
    (tmp_path / "fr.csv").write_text("speaker;text\nAnna;Quatre-vingt-quatre.\n")
    (tmp_path / "es.docx").write_bytes(docx(f"<w:p>{run('Ochenta y cuatro.')}</w:p>"))
    (tmp_path / "it.html").write_text("<p>Ottantaquattro.</p>")
    (tmp_path / "pl.srt").write_text("nothing")
    (tmp_path / "README.html").write_text("<p>12</p>")
    talk: Talk = read_talk(tmp_path)
    assert [each.language for each in talk.transcripts] == ["de", "en", "es", "fr", "it", "lv"]
    assert [(each.path, each.what) for each in talk.problems] == [
        (str(tmp_path / "pl.srt"), "There is no cue in the file")
    ]


def test_files_of_all_formats_may_be_named(tmp_path: Path) -> None:
    """talk.toml may give a language to any file."""
    (tmp_path / "talk.toml").write_text('[files]\nlv = "export.jsonl"\n')
    (tmp_path / "export.jsonl").write_text('{"text": "Astoņdesmit četri procenti."}\n', encoding="utf-8")
    assert [(each.language, each.name) for each in read_talk(tmp_path).transcripts] == [
        ("lv", "export.jsonl")
    ]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("lv.txt", "lv"),
        ("a/talk.ur.srt", "talk.ur"),
        ("lv.vtt.gz", "lv"),
        ("lv.zip", "lv"),
        ("talk.lv.zip", "talk.lv"),
    ],
)
def test_stems(name: str, stem: str) -> None:
    """The language stands before the extension, also of a packed file."""
    assert readers.stem(name) == stem


def test_the_command_line_reads_them(tmp_path: Path) -> None:
    """``cxtext extract talk.vtt`` answers as it does for text."""
    from cxtext.start import plain_rows

    path = tmp_path / "talk.en.vtt"
    path.write_text(VOICES)
    rows = plain_rows(["extract", str(path), "--format", "jsonl"])
    assert rows is not None
    assert b'"surface":"eighty four percent"' in rows.replace(b'": ', b'":')


KINDS = ("vtt", "srt", "sbv", "json", "jsonl", "html", "docx", "ttml", "tei", "ass", "cha", "gz", "zip")
PIPED = {path.name: path for path in FORMATS.iterdir() if readers.extension(path.name) in KINDS}


@pytest.mark.parametrize("path", PIPED.values(), ids=PIPED.keys())
def test_formats_are_told_without_a_name(path: Path) -> None:
    """What comes through a pipe is read as it would be with its name."""
    data = path.read_bytes()
    assert text(data, f"stdin.{sniffing.kind(data)}") == text(data, path.name)


@pytest.mark.parametrize(
    "data", [b"Anna: Why?", b"[Anna] Why?", b"12:30 is when", b"<3 you all", b"@anna: hi", b""]
)
def test_text_is_told_from_formats(data: bytes) -> None:
    """Text is text, whatever sign it begins with."""
    assert sniffing.kind(data) == "txt"


@pytest.mark.parametrize("kind", ["docx", "zip", "ttml", "tei", "xml", "ass", "cha", "gz"])
def test_bytes_of_any_kind(kind: str) -> None:
    """What begins well and goes on badly is refused."""
    heads = (b"PK\x03\x04", b"\x1f\x8b", b"<?xml version='1.0'?><tt>", b"*A:\tx", b"[Events]\nDialogue: 0,")
    for head in (*heads, b""):
        with pytest.raises(CxtextError):
            readers.read_bytes(head + b"\xff\xfe\x00" * 50, name=f"x.{kind}")
