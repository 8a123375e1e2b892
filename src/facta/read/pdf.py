"""
PDF files: the text of all pages, lines joined into paragraphs, and the author's title.

A line goes on in the next one where it is nearly as long as its page's lines are; a
short line ends a paragraph, as headings, items and last lines do. A word broken by a
hyphen at the end of a line is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from facta.errors import SourceError
from facta.read.account import Account, Input, too_large, whole
from facta.read.boundary import guarded, needs
from facta.read.decode import whole_characters
from facta.read.settings import ReadSettings
from facta.records import Skipped

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES = 5_000  # judged, not fitted
# A line this part of a full one goes on in the next; judged, not fitted.
_FULL = 0.75
_ADVICE = "open it in a PDF reader and save it again"
# What pdfium writes for a hyphen at the end of a line.
_BROKEN_WORD = re.compile("(?<=\\w)[\u00ad\ufffe\x02]$")
_ITEM = re.compile(r"(?:[-*•‣▪◦–—]|\d{1,3}[.)])\s+\S")
_TOOL_TITLE = re.compile(
    r"microsoft word\b|untitled\b|.*\.(?:docx?|pdf|indd|qxd|tex|rtf)$", re.IGNORECASE
)


def pdf(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The account that a PDF file is."""
    data = whole(given, settings)
    pages, title = _opened(data, given.source, settings)
    text = "\n\n".join(filter(None, (paragraphs(page) for page in pages)))
    if not text.strip():
        advice = "run it through text recognition first"
        raise SourceError(given.source, "no text in it, only pictures", advice)
    if title and _TOOL_TITLE.match(title):
        title = None
    text = whole_characters(text)
    yield Account(source=given.source, text=text, title=title, url=given.url)


def paragraphs(page: str) -> str:
    r"""
    The lines of a page, wrapped ones joined.

    >>> paragraphs("The leaders spoke on Mon\u00ad\nday and agreed to go on and\nmeet.")
    'The leaders spoke on Monday and agreed to go on and meet.'
    """
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", page)]
    full = _FULL * _usual_length(lines)
    # The pieces of each paragraph: joined once, for a page may be one of 100,000 lines.
    out: list[list[str]] = []
    goes_on = False
    for line in lines:
        if goes_on and line and not _ITEM.match(line):
            _continue(out[-1], line)
        else:
            out.append([line])
        goes_on = bool(line) and (len(line) >= full or bool(_BROKEN_WORD.search(line)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map("".join, out))).strip("\n")


def _continue(pieces: list[str], line: str) -> None:
    """Add a line to the pieces of a paragraph, behind a space or a broken word."""
    broken = _BROKEN_WORD.search(pieces[-1])
    if broken:
        pieces[-1] = pieces[-1][: broken.start()]
    else:
        pieces.append(" ")
    pieces.append(line)


def _usual_length(lines: list[str]) -> int:
    """The length that one line in ten exceeds: that of a full line."""
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return 0
    return lengths[int(0.9 * (len(lengths) - 1))]


def _opened(
    data: bytes, source: str, settings: ReadSettings
) -> tuple[list[str], str | None]:
    """The text of each page, and the title."""
    needs("pypdfium2")
    with guarded():
        from pypdfium2 import PdfDocument, PdfiumError
        from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

        try:
            document = PdfDocument(data)
        except PdfiumError as error:
            if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
                advice = "remove the password or leave the file out"
                raise SourceError(source, "encrypted", advice) from error
            advice = "fetch it again or leave it out"
            raise SourceError(source, "a damaged or truncated PDF", advice) from error
        try:
            return list(_texts(document, source, settings)), _title(document)
        # For bad files pypdfium2 raises both.
        except (PdfiumError, ValueError) as error:
            raise SourceError(source, "a damaged PDF", _ADVICE) from error
        finally:
            document.close()


def _texts(document: PdfDocument, source: str, settings: ReadSettings) -> Iterator[str]:
    if len(document) > _MOST_PAGES:
        reason = f"a PDF of more than {_MOST_PAGES:,} pages"
        raise SourceError(source, reason, "split it")
    length = 0
    for page in document:
        words = page.get_textpage()
        text = ""
        if words.count_chars():
            text = words.get_text_range()
        words.close()
        page.close()
        length += len(text)
        if length > settings.max_bytes:
            raise too_large(source, settings)
        yield text


def _title(document: PdfDocument) -> str | None:
    return document.get_metadata_dict().get("Title") or None
