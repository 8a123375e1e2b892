"""
A brief as a document for a word processor.

The same brief gives the same bytes: parts are packed in one order, with one time. The
library, python-docx, comes with the extra `facta[docx]`.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from facta.brief.outline import Block, outline
from facta.brief.records import Brief
from facta.errors import InstallationError
from facta.extras import advice

# the first moment that a zip can hold; none is of any meaning here
EPOCH = (1980, 1, 1, 0, 0, 0)
STYLES = {"item": "List Bullet", "inner": "List Bullet 2", "quote": "Quote"}
# what XML cannot hold
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx(brief: Brief) -> bytes:
    """
    The document.

    Raises:
        InstallationError: python-docx is not installed.
    """
    document = _document()
    properties = document.core_properties
    properties.title = _clean(brief.title)[:255]
    # by it reading knows a brief from an account
    properties.comments = f"facta {brief.version}"
    properties.author = "facta"
    properties.created = properties.modified = datetime(*EPOCH)
    for block in outline(brief):
        _add(document, block)
    packed = io.BytesIO()
    document.save(packed)
    return _repacked(packed.getvalue())


def _document() -> Any:
    try:
        from docx import Document
    except ImportError as error:
        reason = f"needed for Word documents and cannot be loaded ({error})"
        raise InstallationError("python-docx", reason, advice=advice("docx")) from error
    return Document()


def _add(document: Any, block: Block) -> None:
    if block.kind in {"title", "heading"}:
        document.add_heading(
            _clean("".join(text for text, _ in block.runs)), block.level
        )
        return
    paragraph = document.add_paragraph(style=STYLES.get(block.kind))
    for text, style in block.runs:
        run = paragraph.add_run(_clean(text))
        run.bold = style == "strong" or None
        run.underline = style == "mark" or None


def _clean(text: str) -> str:
    """Text on one line, of characters that XML has."""
    begins, ends = text[:1].isspace(), text[-1:].isspace()
    told = CONTROLS.sub("\ufffd", " ".join(text.split()))
    return " " * begins + told + " " * (ends and bool(told))


def _repacked(data: bytes) -> bytes:
    """The parts of a package in the order of their names, all of one time."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # a reader looks for the list of types first
        names = sorted(source.namelist(), key=lambda name: (name[0] != "[", name))
        for name in names:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()
