"""A Word document is read to its paragraphs; what it says of itself is not believed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from facta.read import ReadSettings
from tests.read.making import PASSAGE, docx, one, why

CLOSED = "</w:body></w:document>"
PROPERTIES = (
    "<cp:coreProperties><dc:title>Template</dc:title>"
    "<dcterms:created>2024-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
)


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' * bool(style)
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_paragraphs_and_tables_are_read_in_order(tmp_path: Path) -> None:
    """Each paragraph is a line, in a cell too; runs of one paragraph are joined."""
    split = "<w:p><w:r><w:t>They </w:t></w:r><w:r><w:t>met</w:t><w:tab/><w:t>.</w:t></w:r></w:p>"
    cells = "".join(f"<w:tc>{paragraph(name)}</w:tc>" for name in ("Vienna", "Geneva"))
    body = (
        paragraph("A call in May", "Title")
        + split
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + paragraph(PASSAGE)
        + CLOSED
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body))
    found = one(path)
    assert found.text.split("\n") == [
        "A call in May",
        "They met\t.",
        "Vienna",
        "Geneva",
        PASSAGE,
    ]
    assert found.title == "A call in May"


def test_what_the_file_says_of_itself_is_not_the_article_s(tmp_path: Path) -> None:
    """The day on which a file was made is no day of publication, nor its title ours."""
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph(PASSAGE) + CLOSED, properties=PROPERTIES))
    found = one(path)
    assert (found.title, found.published, found.published_basis) == (
        None,
        None,
        "unresolved",
    )


def test_a_line_of_it_states_the_day(tmp_path: Path) -> None:
    """As in any text."""
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx(paragraph("Published: January 14, 2006") + paragraph(PASSAGE) + CLOSED)
    )
    assert str(one(path).published) == "2006-01-14"


def test_what_was_deleted_or_said_twice_is_read_once(tmp_path: Path) -> None:
    """Tracked changes, and what a text box says again for old programs."""
    compatible = 'xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Before. </w:t><m:AlternateContent {compatible}>"
        f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
        "</m:AlternateContent></w:r>"
        "<w:del><w:r><w:delText>Gone.</w:delText><w:t>Gone.</w:t></w:r></w:del>"
        "<w:r><w:t>Behind.</w:t></w:r></w:p>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body + CLOSED))
    assert one(path).text == "In the box.\nBefore. Behind."


@pytest.mark.parametrize("name", ["a.docx", "a.bin", "a"])
def test_it_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    """Whatever its name."""
    path = tmp_path / name
    path.write_bytes(docx(paragraph(PASSAGE) + CLOSED))
    assert one(path).text == PASSAGE


def test_a_document_of_python_docx_is_read(tmp_path: Path) -> None:
    """What another program writes."""
    document = pytest.importorskip("docx").Document()
    document.add_heading("A call in May", 0)
    document.add_paragraph(PASSAGE)
    document.save(str(tmp_path / "a.docx"))
    found = one(tmp_path / "a.docx")
    assert (found.title, found.text) == ("A call in May", f"A call in May\n{PASSAGE}")


def test_a_brief_is_no_account_on_standard_input_either() -> None:
    """It says by whom it was made."""
    mark = "<cp:coreProperties><dc:description>facta 0.1.0</dc:description>"
    data = docx(paragraph(PASSAGE) + CLOSED, properties=mark)
    told = why("-", ReadSettings(stdin=io.BytesIO(data)))
    assert told.startswith("a brief that facta wrote")
