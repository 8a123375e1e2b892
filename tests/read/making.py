"""Files of each format, made in code, and a shorthand for reading them."""

from __future__ import annotations

import io
import zipfile
from gzip import compress
from pathlib import Path

from facta.read import ReadSettings, documents
from facta.records import Document, Skipped

PASSAGE = (
    "The two presidents spoke by telephone on Monday, their offices said, and agreed "
    "to meet again in the autumn."
)


def read(
    *paths: Path | str, settings: ReadSettings | None = None
) -> tuple[list[Document], list[Skipped]]:
    """What reading gives, documents and skipped inputs apart."""
    found = list(
        documents([str(path) for path in paths], settings=settings or ReadSettings())
    )
    return [one for one in found if isinstance(one, Document)], [
        one for one in found if isinstance(one, Skipped)
    ]


def one(path: Path | str, settings: ReadSettings | None = None) -> Document:
    """The only document at a path, where nothing is skipped."""
    found, skipped = read(path, settings=settings)
    assert not skipped, skipped
    assert len(found) == 1
    return found[0]


def why(path: Path | str, settings: ReadSettings | None = None) -> str:
    """The only reason why nothing at a path was read."""
    found, skipped = read(path, settings=settings)
    assert not found
    assert len(skipped) == 1
    return skipped[0].reason


def pdf(*lines: str, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF of one page with these lines."""
    content = (
        "BT /F1 12 Tf 14 TL 72 760 Td "
        + " ".join(f"({line}) Tj T*" for line in lines)
        + " ET"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 "
            "R/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({title})>>",
        f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    locked = "/Encrypt 7 0 R/ID[<00><00>]" if encrypted else ""
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R{locked}>>"
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return f"{out}{start}{table}{trailer}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, head: str = "", properties: str = "") -> bytes:
    """A Word document of this markup, which ends the body itself."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}"><w:body>{body}'
    parts = {"word/document.xml": main.encode(), "word/media/a.png": b"\x89PNG"}
    if properties:
        parts["docProps/core.xml"] = properties.encode()
    return packed(parts)


def warc(*pages: tuple[str, str, str, bytes], gzip: bool = False) -> bytes:
    """
    An archive of responses, each an address, a status, a media type and a body; if
    packed, record by record.
    """
    records = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n"
    ]
    for url, status, kind, body in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
            f"{url}\r\nContent-Length: {len(answer)}\r\n"
        )
        kept = "Content-Type: application/http; msgtype=response\r\n\r\n"
        records.append(f"{head}{kept}".encode() + answer + b"\r\n\r\n")
    return b"".join(compress(record) if gzip else record for record in records)
