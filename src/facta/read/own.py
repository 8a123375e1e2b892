"""
What Facta wrote itself, which is never an account: known by marks inside it.

A brief carries a generator's mark in each of its forms, a ledger SQLite's application
id (with it go its `-wal`, `-shm` and `-journal`), and tables and JSON lines columns
that no other program writes together.
"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from facta.errors import SourceError

_SQLITE = b"SQLite format 3\0"
_APPLICATION = b"FACT"  # SQLite's application id of a ledger, as facta.ledger writes it
_AT = slice(68, 72)  # where a database's first page holds it
BRIEF = "a brief that facta wrote"
_TABLES = "what facta wrote for other programs"
_LEDGER = "a ledger of facta"
_COMPANIONS = ("-wal", "-shm", "-journal")
# Frames of a write-ahead log that are looked through for the first page; judged.
_FRAMES = 200
# Bytes at the end of a Parquet file, where what is said of it stands; judged.
_TAIL = 200_000
# A key and its value, with what says how long they are.
_PARQUET = re.compile(rb"generator[^a-z]{1,8}facta ")
# Where a workbook or a document says what it is, what ours say, and what a document has.
_PROPERTIES = "docProps/core.xml"
_PACKED = b"<dc:description>facta "
_PROSE = "word/document.xml"
# Of the tables of `facta export` that hold no made_by; a test keeps them in step with
# facta.exchange.
_HEADERS = (
    "document,position,start,end,kind,text",
    "document,start,end,text,type,value,basis,first_day,last_day,precision,deadline",
    "document,start,end,text,name,country,sector,office,claim",
    "happening,document,event,originator,first",
    "happening,document,event,originator,first,relation,speaker_kind,party,interest",
    "dispute,attribute,strength,subject,happening,value,document,event,start,end,text",
    "document,of,share",
    "source,reason",
    "number,record,kind,verdict,note,value,decided_by,decided_at,key,undoes,state,now",
)
# Ids of rows in exports of one row from party to party.
_NUMBER = rb"[12]\d{18}"
_WRITTEN: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (
        BRIEF,
        re.compile(
            rb"""\s*(?:<!doctype html>.{0,4000}?"""
            rb"""<meta\s+name="generator"\s+content="facta\s[0-9]"""
            rb"""|<!--\s?generator:\ facta\s[0-9]|\{\s*"generator":\s?"facta\s[0-9])""",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        _TABLES,
        re.compile(
            rb"""(?:\xef\xbb\xbf)?(?:"""
            rb"""id,[a-z_,]{0,500}\b(?:text_sha256|made_by)\b[a-z_,]{0,500}\r?\n"""
            rb"""|(?:""" + "|".join(_HEADERS).encode() + rb""")\r?\n"""
            rb"""|\{"table":"[a-z_]{1,40}",[^\n]{0,20000}?"(?:text_sha256|made_by)":"""
            rb"""|\{"id":[^\n]{0,20000}?"text_sha256":"[0-9a-f]{64}","sentences":\["""
            rb"""|\{"record":"[^"\n]{1,100}","kind":"[a-z]{1,20}","verdict":"[a-z]{1,20}","""
            rb"""|\{"happenings":\["""
            rb"""(?:\],"disputes":\[|\{"id":"[^"]{1,100}","event_type":)"""
            # what facta.exchange.programs writes: a mark where there is room for one,
            # else ids of nineteen digits
            rb"""|\{"id":"[0-9a-f]{16}","made_by":"[a-z0-9/]{1,40}","event_type":"""
            rb"""|\{"@context":[^\n]{1,200}?"generator":\{"type":"Software","name":"facta\s[0-9]"""
            rb"""|\{"scale":"human","generator":"facta\s[0-9]"""
            rb"""|\{"id":"facta-[0-9a-f]{16}","schema":"[A-Z]"""
            rb"""|Event\ ID\tEvent\ Date\tEvent\ Type\t[^\n]{1,1000}\tVersion\n"""
            rb"""(?:[^\n]{1,20000}\tfacta\s[0-9][^\n\t]{0,40}\n|\Z)"""
            rb"""|Event\ ID\tEvent\ Date\tSource\ Name\t[^\n]{1,1000}\tLongitude\n"""
            rb"""(?:""" + _NUMBER + rb"""\t|\Z)"""
            rb"""|"""
            + _NUMBER
            + rb"""\t(?:\d{8})?\t(?:\d{6})?\t(?:\d{4})?\t(?:[\d.]+)?\t"""
            rb"""(?:[^\t\n]*\t){55}[^\t\n]*\n"""
            rb"""|""" + _NUMBER + rb"""\t(?:\d{14})?\t(?:\d{14})?\t[12]\t"""
            rb"""(?:[^\t\n]*\t){11}facta\s[0-9][^\t\n]*\n)"""
        ),
    ),
)


class OwnError(SourceError):
    """An input that Facta wrote itself."""

    def __init__(self, source: str, what: str) -> None:
        super().__init__(source, what, "give the accounts it was made from")


def own(head: bytes) -> str | None:
    """
    What of Facta's own opens with these bytes; none where they are another's.

    >>> own(b"<!-- generator: facta 0.1.0 -->"), own(b"<!-- generator: hugo 0.1.0 -->")
    ('a brief that facta wrote', None)
    """
    if _opens_ledger(head):
        return _LEDGER
    return next((what for what, mark in _WRITTEN if mark.match(head)), None)


def own_file(path: Path) -> str | None:
    """What of Facta's own a file is that only its end or the files beside it tell."""
    base = _companion_of(path)
    try:
        if base and _is_ledger(base):
            return f"a part of {_LEDGER}"
        if path.with_name(f"{path.name}-wal").is_file() and _is_ledger(path):
            return _LEDGER
        if _is_table(path):
            return _TABLES
        return _packed(path)
    except OSError:
        return None


def _companion_of(path: Path) -> Path | None:
    """The database that a file lies beside, by its name."""
    for end in _COMPANIONS:
        if path.name.endswith(end):
            return path.with_name(path.name.removesuffix(end))
    return None


def _opens_ledger(page: bytes) -> bool:
    """Whether this is the first page of a ledger."""
    return page.startswith(_SQLITE) and page[_AT] == _APPLICATION


def _is_ledger(path: Path) -> bool:
    """Whether a file is a ledger, or will be with what waits in its log."""
    with path.open("rb") as file:
        head = file.read(_AT.stop)
    if _opens_ledger(head):
        return True
    log = path.with_name(f"{path.name}-wal")
    return (not head or head.startswith(_SQLITE)) and log.is_file() and _logged(log)


def _logged(log: Path) -> bool:
    """
    Whether a write-ahead log holds the first page of a ledger.

    Source: sqlite.org/fileformat2.html, section 4.
    """
    with log.open("rb") as file:
        head = file.read(32)
        # Its mark but for the last byte, which tells the byte order of checksums.
        if len(head) < 32 or head[:3] != b"\x37\x7f\x06":
            return False
        (size,) = struct.unpack(">I", head[8:12])
        return any(_first_page(file, size) for _ in range(_FRAMES))


def _first_page(file: BinaryIO, size: int) -> bool:
    frame = file.read(24)
    page = file.read(size)
    return frame[:4] == b"\0\0\0\1" and _opens_ledger(page)


def _is_table(path: Path) -> bool:
    """Whether a file is a Parquet table of Facta's: the mark at its end tells."""
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return False
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read(_TAIL)
    return _PARQUET.search(tail) is not None


def _packed(path: Path) -> str | None:
    """What of Facta's a workbook or a document is: what it says of itself tells."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            return own_archive(archive)
    except Exception:  # a broken archive raises whatever its bytes lead to
        return None


def own_archive(archive: zipfile.ZipFile) -> str | None:
    """What of Facta's an open workbook or document is."""
    if _PROPERTIES not in archive.namelist():
        return None
    with archive.open(_PROPERTIES) as file:
        if _PACKED not in file.read(_TAIL):
            return None
    return BRIEF if _PROSE in archive.namelist() else _TABLES
