"""
Files, folders, feeds, archives and pages in; documents with clean text, title,
publisher and date out.
"""

from facta.read.accounts import documents
from facta.read.fetch import fetched
from facta.read.settings import ReadSettings

__all__ = ["ReadSettings", "documents", "fetched"]
