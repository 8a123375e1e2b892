"""A brief in the form that a file name asks for."""

from __future__ import annotations

import msgspec

from facta.brief.html import html
from facta.brief.markdown import markdown
from facta.brief.records import Brief
from facta.errors import SettingsError

FORMS = {".html": html, ".htm": html, ".md": markdown}
# JSON is no page and is written from the record itself
SUFFIXES = (*FORMS, ".json")


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
            f"{suffix or 'no suffix'}: not a form of the brief; name the output .html, .md or .json"
        )
    return FORMS[suffix.lower()](brief)
