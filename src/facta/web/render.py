"""Pages from templates, in which every text of an account is text."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from facta import __version__
from facta.brief import words
from facta.link.grades import WORDS, worded
from facta.web.marks import KINDS
from facta.web.plain import shown

# The parts of the desk, in the order of the navigation.
PARTS = (
    ("/", "Search"),
    ("/timeline", "Timeline"),
    ("/accounts", "Accounts"),
    ("/parties", "Parties"),
    ("/inbox", "Inbox"),
    ("/disputes", "Disputes"),
    ("/decisions", "Decisions"),
    ("/new", "New articles"),
    ("/export", "Export"),
)


@cache
def environment() -> Environment:
    """The templates of the desk."""
    made = Environment(
        loader=PackageLoader("facta.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.filters |= {
        "counted": words.counted,
        "day": words.day,
        "worded": worded,
        "query": query,
    }
    made.globals |= {
        "parts": PARTS,
        # where no form was sent in vain
        "attempt": None,
        "kinds": KINDS,
        "grades": WORDS,
        "auxiliary": words.AUXILIARY,
        "version": __version__,
    }
    return made


def query(given: dict[str, object], **more: object) -> str:
    """
    An address's question from what was asked, with something changed; what is empty is
    left out.

    >>> query({"q": "aid & arms", "after": "x"}, after=None)
    '?q=aid+%26+arms'
    """
    asked = {name: value for name, value in {**given, **more}.items() if value}
    return f"?{urlencode(asked, doseq=True)}"


def page(template: str, *, status: int = 200, **given: Any) -> HTMLResponse:
    """A page."""
    text = environment().get_template(template).render(**given)
    # a lone surrogate is no character, and templates have replaced it
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)
