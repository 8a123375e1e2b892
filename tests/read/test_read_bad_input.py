"""Broken and hostile input costs one line and little time, and never the run."""

from __future__ import annotations

import gzip
import io
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facta.errors import SourceError
from facta.read import ReadSettings
from facta.read.account import Input
from facta.read.accounts import Documents
from facta.read.formats import accounts
from facta.records import Document, Skipped
from tests.read.making import PASSAGE, docx, one, packed, pdf, read, warc, why

NOISE = random.Random(7).randbytes(4000)
SMALL = ReadSettings(max_bytes=1_000_000)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><rss '
    'version="2.0"><channel/></rss>'
)

BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "no words in it"),
    ("control.bin", b"\x00\x01\x02", "no words in it"),
    ("noise.txt", NOISE, "binary data"),
    ("noise.html", NOISE, "binary data"),
    ("noise.md", NOISE, "binary data"),
    ("noise.csv", NOISE, "binary data"),
    ("noise.rss", NOISE, "binary data"),
    ("noise.jsonl", NOISE, "binary data"),
    ("noise.pdf", NOISE, "named .pdf but not one inside"),
    ("noise.warc", NOISE, "named .warc but not one inside"),
    ("truncated.pdf", pdf(PASSAGE)[:400], "damaged or truncated PDF"),
    ("encrypted.pdf", pdf(PASSAGE, encrypted=True), "encrypted; remove the password"),
    ("scanned.pdf", pdf(""), "only pictures"),
    ("office.docx", b"PK\x03\x04" + NOISE, "a damaged zip archive or Office document"),
    ("text.docx", PASSAGE.encode(), "named .docx but not one inside"),
    ("bomb.docx", docx("<w:p><w:r><w:t>" + "a" * 9_000_000), "larger than 1 MB"),
    (
        "entities.docx",
        docx("&b;", head='<!DOCTYPE a [<!ENTITY b "bb">]>'),
        "defines entities; leave it out",
    ),
    ("cut.docx", docx("<w:p>"), "a damaged zip archive or Office document"),
    ("blank.docx", docx("<w:p/></w:body></w:document>"), "no text in it"),
    (
        "table.xlsx",
        packed({"xl/workbook.xml": b""}),
        "an Excel workbook; save its table",
    ),
    ("text.odt", packed({"content.xml": b""}), "an OpenDocument file; save it as"),
    ("many.zip", packed({"a.txt": b"They spoke."}), "a zip archive; unpack it"),
    ("none.zip", packed({}), "a zip archive; unpack it"),
    ("picture.png", b"\x89PNG\r\n" + NOISE, "a picture"),
    (
        "huge.txt",
        b"word " * 300_000,
        "larger than 1 MB; split it or raise the limit with --max-bytes",
    ),
    ("huge.html", b"<html>" + b"<p>word " * 200_000, "larger than 1 MB"),
    ("huge.jsonl", b'{"text":"' + b"x" * 2_000_000 + b'"}', "larger than 1 MB"),
    ("bomb.txt.gz", gzip.compress(b"a" * 20_000_000), "larger than 1 MB"),
    ("bomb.csv.gz", gzip.compress(b"a" * 20_000_000), "larger than 1 MB"),
    (
        "bomb.warc.gz",
        gzip.compress(b"WARC/1.0\r\n" + b"a" * 20_000_000),
        "endless head",
    ),
    ("twice.txt.gz", gzip.compress(gzip.compress(NOISE)), "binary data"),
    (
        "cut.txt.gz",
        gzip.compress(NOISE.hex().encode())[:2000],
        "damaged or truncated gzip",
    ),
    (
        "page.warc",
        warc(("https://x.example", "200 OK", "text/html", b"<p>" + b"x" * 2_000_000)),
        "larger than 1 MB",
    ),
    (
        "cut.warc",
        warc(("https://x.example", "200 OK", "text/plain", b"x" * 5000))[:-3000],
        "truncated record",
    ),
    (
        "pictures.warc",
        warc(("https://x.example", "200 OK", "image/png", NOISE)),
        "no accounts in it",
    ),
    (
        "deep.html",
        b"<html>" + b"<div>" * 10_000 + PASSAGE.encode() + b"</div>" * 10_000,
        "more than 200 deep",
    ),
    (
        "deeper.html",
        b"<html>" + b"<ul><li>" * 100_000 + PASSAGE.encode(),
        "more than 200 deep",
    ),
    ("wide.html", b"<html>" + b"<p>x" * 60_000, "more than 50,000 elements"),
    (
        "crowded.html",
        b"<html><p " + b" ".join(b"a%d=b" % n for n in range(90_000)) + b">x",
        "more than 20,000 words",
    ),
    ("opened.html", b"<html>" + b"<script>" * 100_000, "no text in the page"),
    ("bomb.xml", BOMB.encode(), "defines entities"),
    ("wide.xml", BOMB.encode("utf-16"), "defines entities"),
    ("other.xml", b"<?xml version='1.0'?><note>x</note>", "neither RSS nor Atom"),
    (
        "bare.rss",
        b"<rss version='2.0'><channel><title>x</title></channel></rss>",
        "without entries",
    ),
    ("deep.rss", b"<rss version='2.0'>" + b"<channel>" * 10_000, "without entries"),
    ("pretty.json", b'{\n "text": "x"\n}', "not one object a line"),
    ("list.jsonl", b"[1]\n", "not an account: Expected 'object'"),
    ("number.jsonl", b'{"text": 5}\n', "Expected 'str', got 'int'"),
    ("none.jsonl", b'{"id": "a"}\n', "no 'text' among its keys 'id'; write"),
    ("nested.jsonl", b"[" * 100_000, "not a JSON object"),
    ("other.csv", b"a,b\n1,2\n", "without a column 'text'"),
    ("head.csv", b"id,text\n", "no accounts in it"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD]
)
def test_a_bad_file_gets_one_line(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    reason: str,
) -> None:
    """
    The reason says what is wrong and what to do, and no library adds a word of its own.
    """
    path = tmp_path / name
    path.write_bytes(data)
    found = why(path, SMALL)
    assert reason in found
    assert "; " in found
    assert "\n" not in found
    assert capfd.readouterr() == ("", "")


def test_the_default_limit_refuses_a_huge_file_unread(tmp_path: Path) -> None:
    """Of 100 MB no more than the first bytes are read."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.write(b"word " * 20_000)
        out.truncate(100_000_000)
    with path.open("rb") as stream:
        with pytest.raises(SourceError, match=r"larger than 50 MB; .*--max-bytes"):
            list(
                accounts(
                    Input(
                        source="huge.txt",
                        suffix=".txt",
                        stream=stream,
                        size=100_000_000,
                    ),
                    ReadSettings(),
                )
            )
        assert stream.tell() < 1_000_000
    assert (
        why(path) == "larger than 50 MB; split it or raise the limit with --max-bytes"
    )


def test_a_file_of_many_may_be_larger_than_the_limit(tmp_path: Path) -> None:
    """The limit holds for a line of JSON, not for the file."""
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(f'{{"id":{n},"text":"{"word " * 20}"}}\n' for n in range(20))
    )
    found, skipped = read(path, settings=ReadSettings(max_bytes=200))
    assert (len(found), len(skipped)) == (20, 0)


def test_a_bad_line_loses_only_itself(tmp_path: Path) -> None:
    """Lines after a broken or oversized one are read."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text":"One"}\n{"text":\n{"text":"'
        + b"x" * 900
        + b'"}\n\xff\xfe\x00\n{"text":"Two"}'
    )
    found, skipped = read(path, settings=ReadSettings(max_bytes=100))
    assert [document.text for document in found] == ["One", "Two"]
    assert [one.source for one in skipped] == [
        f"{path}#{number}" for number in (2, 3, 4)
    ]


def test_a_cut_archive_keeps_its_whole_pages(tmp_path: Path) -> None:
    """What stands before the damage is read."""
    pages = [
        (
            f"https://x.example/{n}",
            "200 OK",
            "text/plain",
            f"Text {n}. {PASSAGE}".encode() * 50,
        )
        for n in range(2)
    ]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(*pages, gzip=True)[:-60])
    found, skipped = read(path)
    assert [document.url for document in found] == ["https://x.example/0"]
    assert len(skipped) == 1


def test_a_broken_entry_loses_only_itself(tmp_path: Path) -> None:
    """An entry with hostile markup is skipped, the next one is read."""
    path = tmp_path / "a.rss"
    deep = "&lt;div&gt;" * 500
    path.write_text(
        "<rss "
        f"version='2.0'><channel><item><title>Deep</title><description>{deep}x</description></item>"
        "<item><title>Fine</title></item><item><guid>1</guid></item></channel></rss>"
    )
    found, skipped = read(path)
    assert [document.text for document in found] == ["Fine"]
    assert [one.source for one in skipped] == [f"{path}#1", f"{path}#3"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<" * 300_000,
        b"<html>" + b"<!--" * 100_000,
        b"<html><p " + b"a=b " * 100_000 + b">x",
        b"<html>" + b"&amp;" * 100_000,
    ],
    ids=["open-tags", "open-comments", "attributes", "entities"],
)
def test_odd_markup_ends_soon(tmp_path: Path, data: bytes) -> None:
    """Markup that no browser would show is read or skipped, once."""
    path = tmp_path / "a.html"
    path.write_bytes(data)
    found, skipped = read(path)
    assert len(found) + len(skipped) == 1


def test_stray_nul_and_control_characters_stay_in_place(tmp_path: Path) -> None:
    """A few of them do not make a text binary, and offsets do not move."""
    path = tmp_path / "a.txt"
    path.write_bytes(PASSAGE.replace("Monday", "Mon\0day\x07").encode())
    assert one(path).text == PASSAGE.replace("Monday", "Mon\0day\x07")


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    """Missing files, patterns without a match, and arguments that are no path."""
    _, skipped = read(tmp_path / "none.txt", tmp_path / "*.zzz", "", "a\0b")
    assert [one.reason for one in skipped] == [
        "no such file; check the path",
        "no file matches; check the pattern",
        "not a path; check the argument",
        "not a path; check the argument",
    ]


def test_a_folder_without_accounts_is_told(tmp_path: Path) -> None:
    """Hidden files, README.md and the sidecar are no accounts."""
    for name in (".hidden", "README.md", "accounts.csv"):
        (tmp_path / name).write_text("file\n")
    assert "a folder without accounts" in why(tmp_path)


def test_links_pipes_and_loops_do_not_hang(tmp_path: Path) -> None:
    """Each entry that is no file of its own is told of."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "gone").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    found, skipped = read(tmp_path)
    assert [Path(document.source).name for document in found] == ["a.txt"]
    assert {Path(one.source).name: one.reason.partition(";")[0] for one in skipped} == {
        "loop": "a link to a folder",
        "self": "too many levels of symbolic links",
        "gone": "no such file",
        "pipe": "not a regular file",
    }


def test_an_unreadable_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose reading the system forbids does not stop the run."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text(PASSAGE)
    opened = Path.open

    def refused(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", refused)
    found, skipped = read(tmp_path)
    assert [Path(document.source).name for document in found] == ["b.txt"]
    assert skipped == [
        Skipped(
            str(tmp_path / "a.txt"),
            "permission denied; allow reading it or leave it out",
        )
    ]


def test_odd_file_names_can_be_printed(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 and line breaks in a name do not reach the output."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\n\x1b.txt")).write_text(PASSAGE)
    assert one(tmp_path).source == f"{tmp_path}/a\ufffd\ufffd\ufffd.txt"


def test_standard_input_is_read_once() -> None:
    """A second `-`, or a closed stream, is told of."""
    found, skipped = read(
        "-", "-", settings=ReadSettings(stdin=io.BytesIO(PASSAGE.encode()))
    )
    assert (len(found), len(skipped)) == (1, 1)
    assert "give '-' once" in skipped[0].reason


SEEDS = [
    b"",
    b"%PDF-1.4\n",
    b"WARC/1.0\r\n",
    b"<html>",
    b"<rss version='2.0'>",
    b'{"text":"',
    b"\x1f\x8b\x08",
    b"text,id\n",
    b"---\ntitle: x\n---\n",
    b"Title: x\nDate: y\n",
    b"PK\x03\x04",
    docx("<w:p><w:r><w:t>x"),
    b"file,date\n",
]
SUFFIXES = [
    "",
    ".txt",
    ".md",
    ".html",
    ".pdf",
    ".xml",
    ".jsonl",
    ".csv",
    ".warc",
    ".json",
    ".docx",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(
    opening: bytes, rest: bytes, suffix: str
) -> None:
    """
    Whatever the bytes and the name, something is told of them, and nothing is raised.
    """
    found = list(
        Documents(SMALL).read(
            Input(source="x", suffix=suffix, stream=io.BytesIO(opening + rest))
        )
    )
    assert found
    assert all(
        one.text.strip() if isinstance(one, Document) else "\n" not in one.reason
        for one in found
    )
