"""
Files, folders, feeds, archives and pages in; documents with clean text, title,
publisher and date out.
"""

from facta.read.accounts import Files, content, documents, repeated
from facta.read.cutting import cuts, single
from facta.read.fetch import fetched
from facta.read.paths import Found, files
from facta.read.settings import ReadSettings

__all__ = [
    "Files",
    "Found",
    "ReadSettings",
    "content",
    "cuts",
    "documents",
    "fetched",
    "files",
    "repeated",
    "single",
]
