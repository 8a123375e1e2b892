"""Each format is read to its text, title, publisher and day."""

from __future__ import annotations

import datetime
import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.read import ReadSettings
from facta.read.decode import decoded
from facta.read.markdown import unmarked
from facta.read.mojibake import mended
from facta.read.pdf import paragraphs
from tests.read.making import PASSAGE, one, pdf, read, warc

DAY = datetime.date(2025, 5, 28)
PAGE = f"""<!DOCTYPE html><html><head><title>A call in May</title>
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2025-05-28T10:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>A call in May</h1><p>{PASSAGE}</p>
<h2>What was said</h2><ul><li>Prisoners will be exchanged</li><li>Talks go on in Istanbul</li></ul>
<p>Neither side gave <a href="/x">a date</a> for the meeting, and both said that much
is still open.</p></article>
<footer>All rights reserved</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title>
<item><title>A call</title><link>https://wire.example/1</link>
<pubDate>Wed, 28 May 2025 23:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{PASSAGE}</p><ul><li>One</li></ul>]]></content:encoded>
</item>
<item><title>An alert</title><description>Shells fell &amp;amp; burned.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>Talks</title>
<updated>2025-05-28T01:00:00Z</updated><summary>They met.</summary></entry></feed>"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"A call\r\n\r\n  was made.\n", "A call\r\n\r\n  was made.\n"),
        ("\ufeffA “call”".encode(), "A “call”"),
        ("A “call”".encode("utf-16"), "A “call”"),
        ("A “call” was made".encode("utf-16-le"), "A “call” was made"),
        (
            "He said “yes” – the aide’s word.".encode("cp1252"),
            "He said “yes” – the aide’s word.",
        ),
        (
            ("Встреча президентов состоялась вчера. " * 9).encode("cp1251"),
            "Встреча президентов состоялась вчера. " * 9,
        ),
        ("It’s “on”".encode() + b"\xff!", "It’s “on”\ufffd!"),
        (
            b"Troops \xed\xa0\x80 left the \xe2\x80\x9carea\xe2\x80\x9d",
            "Troops \ufffd\ufffd\ufffd left the “area”",
        ),
    ],
    ids=[
        "crlf",
        "utf8-mark",
        "utf16-mark",
        "utf16",
        "cp1252",
        "cp1251",
        "one-broken-byte",
        "surrogate",
    ],
)
def test_plain_text_is_the_content_as_decoded(
    tmp_path: Path, data: bytes, text: str
) -> None:
    """Nothing is cleaned in a way that shifts offsets, whatever the encoding."""
    assert one(write(tmp_path, "a.txt", data)).text == text


@given(st.text(min_size=1).filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_is_read_back(text: str) -> None:
    """
    Any text without many control characters comes back character for character, unless
    it was encoded twice.
    """
    data = text.encode()
    if sum(byte < 32 for byte in data) * 20 <= len(data):
        assert decoded(data, "x", mend=False) == text
        assert decoded(data, "x") == mended(text)


def test_front_matter_of_plain_text_is_blanked_in_place(tmp_path: Path) -> None:
    """Its values are taken, and the text after it keeps its offsets."""
    content = (
        '---\ntitle: "A: call"\npublisher: The Daily\ndate: 2025-05-28\nmood: '
        f"calm\n---\n{PASSAGE}"
    )
    found = one(write(tmp_path, "a.txt", content))
    assert (found.title, found.publisher, found.published, found.published_basis) == (
        "A: call",
        "The Daily",
        DAY,
        "front_matter",
    )
    assert len(found.text) == len(content)
    assert found.text.index(PASSAGE) == content.index(PASSAGE)
    assert not found.text[: content.index(PASSAGE)].strip()


@pytest.mark.parametrize(
    "content",
    ["---\ntitle: open\n", "---\nA line\n---\nText", "x\n---\ntitle: late\n---\n"],
    ids=str.split,
)
def test_a_rule_across_the_page_is_no_front_matter(
    tmp_path: Path, content: str
) -> None:
    """
    A block that is not closed, names nothing or does not open the file stays text.
    """
    found = one(write(tmp_path, "a.txt", content))
    assert (found.text, found.title) == (content, None)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (
            '# A *call*\n\nOne [link](https://x.example/a_(b) "t") and\n**two** lines.',
            "A call\n\nOne link and two lines.",
        ),
        ("Title\n=====\nText", "Title\n\nText"),
        ("- one\n- two\n  goes on\n1. three", "- one\n- two goes on\n1. three"),
        (
            "> quoted\n> on\n\n![map](m.png)end[^1]\n\n[^1]: note\n[r]: https://x.example",
            "quoted on\n\nend",
        ),
        ("a\n```\ncode\n```\nb\n~~~\nopen", "a\n\nb\n\nopen"),
        (
            "snake_case, 5 * 3 * 2, \\*kept\\*, <b>bold</b><!-- no -->",
            "snake_case, 5 * 3 * 2, *kept*, bold",
        ),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n\n| 1 | 2 |"),
    ],
    ids=["inline", "underline", "items", "quote-note", "code", "not-marks", "table"],
)
def test_markdown_reads_as_its_page_would(marked: str, text: str) -> None:
    """Marks go, words stay, and each paragraph, heading and item is one line."""
    assert unmarked(marked) == text


@given(st.text(alphabet="ab *_`~[]()<>!#|\\-=1.>:\n\t", max_size=200))
def test_markdown_never_fails_and_adds_nothing(marked: str) -> None:
    """Letters of the output stand in the input in the same order."""
    letters = iter(character for character in marked if character in "ab")
    assert all(
        character in letters for character in unmarked(marked) if character in "ab"
    )


def test_markdown_takes_its_title_from_front_matter_or_its_first_heading(
    tmp_path: Path,
) -> None:
    """Front matter goes first and is no part of the text."""
    plain = one(write(tmp_path, "a.md", f"## Heading ##\n{PASSAGE}"))
    fronted = one(
        write(
            tmp_path,
            "b.md",
            f"---\ntitle: Front\nurl: https://x.example\n---\n# Heading\n{PASSAGE}",
        )
    )
    assert (plain.title, fronted.title, fronted.url) == (
        "Heading",
        "Front",
        "https://x.example",
    )
    assert fronted.text == f"Heading\n\n{PASSAGE}"


@pytest.mark.parametrize("name", ["a.html", "a", "a.txt"])
def test_a_page_is_its_main_text(tmp_path: Path, name: str) -> None:
    """
    HTML is known by what it holds; navigation and footer go, headings and items stand
    on lines of their own.
    """
    found = one(write(tmp_path, name, PAGE))
    assert (found.title, found.publisher, found.published, found.published_basis) == (
        "A call in May",
        "The Daily",
        DAY,
        "page",
    )
    lines = found.text.split("\n")
    assert [
        PASSAGE in lines,
        "What was said" in lines,
        "- Talks go on in Istanbul" in lines,
    ] == [True] * 3
    assert "Home" not in found.text
    assert "rights reserved" not in found.text


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    """A charset in a meta tag is followed."""
    page = f'<html><head><meta charset="windows-1251"></head><body><p>Мир {PASSAGE}</p>'
    assert (
        one(write(tmp_path, "a.html", page.encode("cp1251"))).text == f"Мир {PASSAGE}"
    )


@pytest.mark.parametrize("charset", ["punycode", "idna", "utf-7", "hex", "klingon"])
def test_an_encoding_no_page_has_is_not_followed(tmp_path: Path, charset: str) -> None:
    """
    Codecs that are slow, or are no text encodings, are passed over for the form of the
    bytes.
    """
    page = (
        f'<html><head><meta charset="{charset}"></head><body><p>“Yes”. {PASSAGE} '
        + "x-y " * 50_000
    )
    assert one(write(tmp_path, "a.html", page)).text.startswith(f"“Yes”. {PASSAGE}")


def test_a_page_without_main_text_gives_what_can_be_seen(tmp_path: Path) -> None:
    """A short page is read too; scripts are not text."""
    found = one(
        write(
            tmp_path,
            "a.html",
            "<html><body><h1>Shells fell</h1><script>x='<p>no'</script>on Kyiv",
        )
    )
    assert "Shells fell" in found.text
    assert "no" not in found.text


def test_scripts_in_titles_are_text(tmp_path: Path) -> None:
    """
    A title is kept as its characters on one line; escaping is for those who show it.
    """
    found = one(
        write(
            tmp_path,
            "a.jsonl",
            r'{"text":"x","title":"<script>\u0000a\n b</script>","url":"javascript:x"}',
        )
    )
    assert (found.title, found.url) == ("<script>a b</script>", None)


def test_a_pdf_gives_paragraphs_and_its_title(tmp_path: Path) -> None:
    """Lines that the page wrapped are joined; a PDF is known by what it holds."""
    lines = (
        "A heading",
        "The two presidents spoke by telephone on Monday, their",
        "offices said, and agreed to meet.",
    )
    found = one(write(tmp_path, "a.txt", pdf(*lines, title="A call")))
    assert found.text == f"A heading\n{lines[1]} {lines[2]}"
    assert found.title == "A call"


def test_a_pdf_titled_by_a_program_has_no_title(tmp_path: Path) -> None:
    """What a word processor writes is a file's name, not a title."""
    assert (
        one(
            write(tmp_path, "a.pdf", pdf(PASSAGE, title="Microsoft Word - x.docx"))
        ).title
        is None
    )


def test_words_broken_at_a_line_end_are_joined() -> None:
    """A soft hyphen at the end of a line goes; an item begins a line of its own."""
    page = (
        "They agreed to go on with the nego\u00ad\ntiations in the autumn of this "
        "year, said\n• one\n• two"
    )
    assert paragraphs(page).split("\n") == [
        "They agreed to go on with the negotiations in the autumn of this year, said",
        "• one",
        "• two",
    ]


def test_each_entry_of_a_feed_is_an_account(tmp_path: Path) -> None:
    """
    Full content goes before the summary; the title is the first line; a short alert is
    kept.
    """
    path = write(tmp_path, "a.xml", RSS)
    (call, alert), skipped = read(path)
    assert not skipped
    assert call.text == f"A call\n\n{PASSAGE}\n- One"
    assert (call.title, call.publisher, call.published, call.url, call.source) == (
        "A call",
        "The Wire",
        DAY,
        "https://wire.example/1",
        f"{path}#1",
    )
    assert (alert.text, alert.published_basis) == (
        "An alert\n\nShells fell & burned.",
        "unresolved",
    )


def test_atom_is_read(tmp_path: Path) -> None:
    """An Atom entry has title, summary and day."""
    found = one(write(tmp_path, "a.atom", ATOM))
    assert (found.text, found.publisher, found.published) == (
        "Talks\n\nThey met.",
        "Notes",
        DAY,
    )


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "warc.gz"])
def test_each_page_of_an_archive_is_an_account(tmp_path: Path, packed: bool) -> None:
    """
    Pages that were fetched with success are read, by their own type; the rest is passed
    over.
    """
    data = warc(
        ("https://x.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://x.example/pic", "200 OK", "image/png", b"\x89PNG"),
        ("https://x.example/gone", "404 Not Found", "text/html", PAGE.encode()),
        (
            "https://x.example/2",
            "200 OK",
            "text/plain; charset=windows-1251",
            "Мир".encode("cp1251"),
        ),
        ("https://x.example/3", "200 OK", "application/pdf", pdf(PASSAGE)),
        ("https://x.example/4", "200 OK", "text/html", b""),
        gzip=packed,
    )
    path = write(tmp_path, "a.warc.gz" if packed else "a.warc", data)
    found, skipped = read(path)
    assert [one.url for one in found] == [f"https://x.example/{n}" for n in (1, 2, 3)]
    assert [found[0].published, found[1].text, found[2].text] == [DAY, "Мир", PASSAGE]
    assert [one.source for one in skipped] == [f"{path}#https://x.example/4"]


def test_each_json_line_is_an_account(tmp_path: Path) -> None:
    """
    The id given is the id; other fields are optional; empty lines and unknown fields
    are passed over.
    """
    lines = (
        '{"id":"a","text":"One '
        '\\ud83d.","published":"2025-05-28T10:00","title":"T","publisher":"P","x":1}'
        '\n\n{"id":7,"text":"Two"}'
    )
    (first, second), skipped = read(write(tmp_path, "a.jsonl", lines))
    assert not skipped
    assert (
        first.id,
        first.text,
        first.title,
        first.publisher,
        first.published,
        first.published_basis,
    ) == (
        "a",
        "One \ufffd.",
        "T",
        "P",
        DAY,
        "given",
    )
    assert (second.id, second.published_basis) == ("7", "unresolved")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_row_of_a_table_is_an_account(tmp_path: Path, separator: str) -> None:
    """
    The column may be called text, content or body; separators are those of
    spreadsheets.
    """
    rows = (
        ("ID", "Content", "published"),
        ("a", f'"{"long " * 40_000}"', "20250528"),
        ("", '"Two\nlines"', ""),
    )
    content = "\n".join(separator.join(row) for row in rows)
    (first, second), skipped = read(write(tmp_path, "a.csv", content))
    assert not skipped
    assert (first.id, len(first.text), first.published) == ("a", 200_000, DAY)
    assert second.text == "Two\nlines"


@pytest.mark.parametrize(
    ("given_bytes", "text"),
    [
        (b'{"id":"a","text":"One"}\n', "One"),
        (b"Plain {text}", "Plain {text}"),
        (PAGE.encode(), PASSAGE),
    ],
    ids=["json-lines", "text", "page"],
)
def test_standard_input_is_known_by_what_it_holds(
    given_bytes: bytes, text: str
) -> None:
    """`-` reads the stream that the caller gives."""
    found = one("-", ReadSettings(stdin=io.BytesIO(given_bytes)))
    assert text in found.text
    assert found.source.startswith("-")


def test_gzip_is_undone(tmp_path: Path) -> None:
    """The name without .gz tells the format."""
    path = write(tmp_path, "a.md.gz", gzip.compress(b"# A call\n\nwas *made*."))
    assert one(path).text == "A call\n\nwas made."


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Importing the package loads no parser, so that help comes at once."""
    heavy = (
        "{'trafilatura', 'htmldate', 'pypdfium2', 'feedparser', 'warcio', 'lxml', "
        "'charset_normalizer'}"
    )
    code = (
        f"import sys, facta.read; sys.exit(str({heavy} & set(sys.modules)) if "
        f"{heavy} & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
