"""
HTML pages: main text, title, site, day of publication and address.

The main text is trafilatura's, headings and items each on a line, with what it loses of
the article put back and second copies left out; where it finds none, all visible text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facta.errors import SourceError
from facta.read.account import Account, Input, basis_of, whole
from facta.read.article import completed, leads
from facta.read.boundary import foreign, needs
from facta.read.decode import declared_in, decoded
from facta.read.markup import blocks, parsed
from facta.read.mojibake import mended
from facta.read.published import published_day
from facta.read.settings import ReadSettings
from facta.records import Skipped

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
# A page's day is not trafilatura's to find: see published.py. These keep its search
# short and off the clock.
_WHEN = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_LIBRARIES = ("lxml_html_clean", "justext", "trafilatura", "trafilatura.metadata")


def page(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The account that an HTML page is."""
    data = whole(given, settings)
    charset = given.charset or declared_in(data[:4096], _CHARSET)
    yield paged(decoded(data, given.source, charset), given.source, given.url)


def paged(markup: str, source: str, url: str | None = None) -> Account:
    """
    The account in a page's markup.

    Raises:
        SourceError: nested too deep, too many elements, no markup or no text in it.
    """
    tree = parsed(markup, source)
    lead, visible = leads(tree), blocks(tree)
    published, notes = published_day(tree, url)
    metadata, extracted = _extracted(tree, source, url)
    text = completed(extracted or visible, lead, title=metadata.title)
    if not text.strip():
        advice = "save it after it has loaded, or leave it out"
        raise SourceError(source, "no text in the page", advice)
    return Account(
        source=source,
        text=mended(text),
        title=mended(metadata.title or "") or None,
        publisher=metadata.sitename,
        published=published,
        published_basis=basis_of(published, "page"),
        url=url or metadata.url,
        notes=notes,
    )


def _extracted(tree: Any, source: str, url: str | None) -> tuple[Any, str | None]:
    """What trafilatura knows of a page, and its main text or none."""
    needs(*_LIBRARIES)
    advice = "save the article's text as a .txt file"
    with foreign(source, "its main text cannot be found", advice):
        from trafilatura import bare_extraction
        from trafilatura.metadata import extract_metadata

        metadata = extract_metadata(tree, default_url=url, date_config=dict(_WHEN))
        found = bare_extraction(
            tree, url=url, include_comments=False, date_extraction_params=dict(_WHEN)
        )
    return metadata, getattr(found, "text", None)
