"""Citations of passages, each leading back to it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from facta.brief.material import Material
from facta.brief.narrowing import Narrowing
from facta.cli.main import CANNOT, DONE, run
from facta.exchange.cite import LONG, STYLES, Cited, Style, cite, fragment
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.records import Span
from facta.testing import doc
from tests.ledger.making import filled, whole

TEXT = "Before. He said: 50% of {x}_1 & more, well-known. After."
DOCUMENT = replace(
    doc(
        TEXT,
        published="2025-05-28",
        source="a_b.txt",
        title="Half & half",
        publisher="Paper",
    ),
    url="https://example.org/a?b=1",
)
PASSAGE = Span.of(TEXT, 8, 49)
CITED = Cited(record="6c770e1cee162354", document=DOCUMENT, span=PASSAGE, anchor="a3s1")


def test_a_link_opens_the_brief_and_the_page() -> None:
    """At the passage, whose words are encoded so that none is taken for a sign."""
    brief, page = cite(CITED, "link").split("\n")
    assert brief == "brief.html#a3s1"
    address, _, words = page.partition("#:~:text=")
    assert address == "https://example.org/a?b=1"
    assert unquote(words) == PASSAGE.text
    assert not set(words) & set("-,& ")


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd"])
def test_only_an_address_on_the_web_is_a_link(url: str | None) -> None:
    """An account may claim any."""
    item = replace(CITED, document=replace(DOCUMENT, url=url))
    assert cite(item, "link") == "brief.html#a3s1"


def test_a_long_passage_is_found_by_its_ends() -> None:
    """Its first and last words, a comma between."""
    text = " ".join(f"word{at}" for at in range(LONG))
    _, _, words = fragment(Span(0, len(text), text), "https://a.example/").partition(
        "="
    )
    assert unquote(words) == (
        "word0 word1 word2 word3 word4,word295 word296 word297 word298 word299"
    )


def test_an_address_with_a_fragment_keeps_it() -> None:
    """The words come behind."""
    assert fragment(PASSAGE, "https://a.example/#top").startswith(
        "https://a.example/#top:~:text="
    )


def test_an_entry_is_what_bibtex_reads() -> None:
    """Braces are balanced, what TeX takes for its own is escaped."""
    entry = cite(CITED, "bibtex")
    assert entry.startswith(f"@misc{{facta-6c770e1c-{DOCUMENT.id[:8]}-8,\n")
    bare = re.sub(r"\\.", "", entry)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"(?<!\\)[&%#_$]", entry.replace(DOCUMENT.url or "", ""))
    assert "  year = {2025},\n  month = {5},\n  day = {28}," in entry
    assert DOCUMENT.text_sha256 in entry


def test_a_sentence_says_who_wrote_it_and_where() -> None:
    """Publisher, title, day, address, place."""
    assert cite(CITED, "text") == (
        "“He said: 50% of {x}_1 & more, well-known.” (Paper, “Half & half”, 28 May 2025, "
        "https://example.org/a?b=1, characters 8-49)"
    )


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_is_left_out(style: Style) -> None:
    """No title, no publisher, no day, no address."""
    item = replace(CITED, document=doc(TEXT), anchor=None)
    told = cite(item, style)
    assert "None" not in told
    assert "unknown" not in told


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three accounts of one attack."""
    monkeypatch.chdir(tmp_path)
    accounts = [whole(1), whole(2), whole(3, text="Moscow struck Kyiv.")]
    filled(tmp_path / "facta.db", accounts)
    return tmp_path / "facta.db"


def test_a_link_has_the_anchor_that_the_brief_has(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every passage behind every happening and statement."""
    with Ledger.open(ledger, read_only=True) as opened:
        material = Material(opened, Countries.load(), Narrowing())
        wanted = {
            item.id: [
                f"brief.html#{material.of[report.document].anchor(event.span.start)}"
                for report in item.reports
                for event in opened.events(document=report.document)
                if event.id in report.events
            ]
            for item in opened.happenings()
        }
        wanted |= {
            item.id: [
                f"brief.html#{material.of[item.document].anchor(item.content.start)}"
            ]
            for item in opened.statements()
        }
    assert len(wanted) > 3
    for name, links in wanted.items():
        assert run(["cite", name, "--style", "link"]) == DONE
        assert capsys.readouterr().out.splitlines() == links


@pytest.mark.parametrize("style", STYLES)
def test_every_record_can_be_cited(
    style: Style, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for an account, which is no passage."""
    with Ledger.open(ledger, read_only=True) as opened:
        names = [item.id for item in opened.commitments()]
        names += [item.id for item in opened.events()]
        (account, *_) = (document.id for document in opened.documents())
    for name in names:
        assert run(["cite", name, "--style", style, "--brief", "of us.html"]) == DONE
    assert "None" not in capsys.readouterr().out
    assert run(["cite", account, "--style", style]) == CANNOT
    assert "cite a record" in capsys.readouterr().err
