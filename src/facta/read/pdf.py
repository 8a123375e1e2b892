"""
PDF files: the text of all pages, lines joined into paragraphs, and the title its author
gave.

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

_MOST_PAGES = 5_000
_ADVICE = "open it in a PDF reader and save it again"
_BROKEN_WORD = re.compile(
    "(?<=\\w)[\u00ad\ufffe\x02]$"
)  # what pdfium writes for a hyphen at the end of a line
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
        raise SourceError(
            given.source,
            "no text in it, only pictures",
            "run it through text recognition first",
        )
    useful = title if title and not _TOOL_TITLE.match(title) else None
    yield Account(
        source=given.source, text=whole_characters(text), title=useful, url=given.url
    )


def paragraphs(page: str) -> str:
    r"""
    The lines of a page, wrapped ones joined.

    >>> paragraphs("The two leaders spoke on Mon\u00ad\nday and agreed to go on and to\nmeet.")
    'The two leaders spoke on Monday and agreed to go on and to meet.'
    """
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", page)]
    full = 0.75 * _usual_length(lines)
    # the pieces of each paragraph: joined once, for a page may be one of 100,000 lines
    out: list[list[str]] = []
    goes_on = False
    for line in lines:
        if goes_on and line and not _ITEM.match(line):
            broken = _BROKEN_WORD.search(out[-1][-1])
            out[-1][-1:] = (
                [out[-1][-1][: broken.start()]] if broken else [out[-1][-1], " "]
            )
            out[-1].append(line)
        else:
            out.append([line])
        goes_on = bool(line) and (len(line) >= full or bool(_BROKEN_WORD.search(line)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map("".join, out))).strip("\n")


def _usual_length(lines: list[str]) -> int:
    """The length that one line in ten exceeds: that of a full line."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _opened(
    data: bytes, source: str, settings: ReadSettings
) -> tuple[list[str], str | None]:
    """
    The text of each page, and the title; for bad files pypdfium2 raises `PdfiumError`
    and `ValueError`.
    """
    needs("pypdfium2")
    with guarded():
        from pypdfium2 import PdfDocument, PdfiumError
        from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

        try:
            document = PdfDocument(data)
        except PdfiumError as error:
            if error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
                raise SourceError(
                    source, "encrypted", "remove the password or leave the file out"
                ) from error
            raise SourceError(
                source, "a damaged or truncated PDF", "fetch it again or leave it out"
            ) from error
        try:
            return list(_texts(document, source, settings)), _title(document)
        except (PdfiumError, ValueError) as error:
            raise SourceError(source, "a damaged PDF", _ADVICE) from error
        finally:
            document.close()


def _texts(document: PdfDocument, source: str, settings: ReadSettings) -> Iterator[str]:
    if len(document) > _MOST_PAGES:
        raise SourceError(
            source, f"a PDF of more than {_MOST_PAGES:,} pages", "split it"
        )
    length = 0
    for page in document:
        words = page.get_textpage()
        text = words.get_text_range() if words.count_chars() else ""
        words.close()
        page.close()
        length += len(text)
        if length > settings.max_bytes:
            raise too_large(source, settings)
        yield text


def _title(document: PdfDocument) -> str | None:
    return document.get_metadata_dict().get("Title") or None
