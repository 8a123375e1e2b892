"""A brief in the form that a file name asks for."""

from __future__ import annotations

import msgspec

from facta.brief.docx import docx
from facta.brief.html import html
from facta.brief.markdown import markdown
from facta.brief.records import Brief
from facta.errors import SettingsError

FORMS = {".html": html, ".htm": html, ".md": markdown}
# JSON is no page and is written from the record itself
TEXTS = (*FORMS, ".json")
SUFFIXES = (*TEXTS, ".docx")


def render(brief: Brief, suffix: str) -> str:
    """
    The brief as `.html`, `.md` or `.json`.

    Raises:
        SettingsError: another suffix.
    """
    if suffix.lower() == ".json":
        # what wrote it stands first, as in the other forms, so that no brief is ever
        # read as an account
        marked = {"generator": f"facta {brief.version}"} | msgspec.structs.asdict(brief)
        return (
            msgspec.json.format(msgspec.json.encode(marked), indent=1).decode() + "\n"
        )
    if suffix.lower() not in FORMS:
        raise SettingsError(
            f"{suffix or 'no suffix'}: not a form of the brief; name the output .html, "
            ".md, .json or .docx"
        )
    return FORMS[suffix.lower()](brief)


def packed(brief: Brief, suffix: str) -> bytes:
    """
    The bytes of the brief in any of its forms, `.docx` among them.

    Raises:
        SettingsError: another suffix.
        InstallationError: a document is asked for and python-docx is not installed.
    """
    if suffix.lower() == ".docx":
        return docx(brief)
    return render(brief, suffix).encode("utf-8", "replace")
