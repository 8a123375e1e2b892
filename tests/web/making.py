"""A desk over a small ledger, and a browser before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from starlette.testclient import TestClient

from facta.cli.commands.serve import explained
from facta.ledger import Ledger
from facta.pipeline import relink
from facta.records import Annotation, Event, Happening
from facta.testing import annotation, commitment, doc, figure, statement, telling
from facta.web.app import app
from facta.web.desk import Desk
from facta.web.guard import LOOPBACK, Names
from facta.web.incoming import Incoming, Start
from tests.ledger.deciding import ACCOUNTS
from tests.ledger.making import placed

HERE = "http://localhost"
# what an account may hold: markup, script, turned directions, escapes, SQL, templates
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></pre><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066turned",
    "\x1b[31mred\x07",
    "'; DROP TABLE happenings; --",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "a&b=c#d?e",
    "\ufdd0marked\ufdd1",
)


def filled(path: Path, annotations: Sequence[Annotation] = ACCOUNTS) -> Path:
    """A linked ledger of some accounts."""
    with Ledger.open(path, here=path.parent) as ledger:
        for whole in annotations:
            ledger.add(whole, stages="test")
        relink(ledger)
    return path


def desk(path: Path, *, watch: Path | None = None, start: Start | None = None) -> Desk:
    """A desk over a ledger."""
    incoming = Incoming(path, watch=watch, start=start)
    return Desk(path, by="Ann", explain=explained, incoming=incoming)


def client(desk: Desk) -> TestClient:
    """A browser before it, which follows no redirection by itself."""
    names = Names(LOOPBACK, 80)
    return TestClient(app(desk, names), base_url=HERE, follow_redirects=False)


def told(path: Path, event_type: str = "ASSAULT") -> Happening:
    """A happening of a type."""
    with Ledger.open(path, read_only=True) as ledger:
        return next(ledger.happenings(event_type=event_type))


def nasty(words: str) -> Annotation:
    """An account that says something hostile wherever an account can."""
    text = f"{words} struck Odesa on Sunday.\nHe said: {words} will pay 13 {words}."
    document = doc(
        text,
        source=f"{words}.txt",
        title=words,
        publisher=words,
        published="2025-05-27",
    )
    end = words.strip() or "x"
    event = telling(
        document,
        "ASSAULT",
        "RUS",
        "UKR",
        f"{words} struck Odesa",
        date="2025-05-25",
    )
    hostile = _named(event, end)
    said = statement(document, f"{words} will pay", speaker=end, date="2025-05-26")
    vow = commitment(document, "will pay", "RUS", recipient=end)
    count = figure(document, "13", 13.0, of=words, attributed_to=words)
    return placed(
        annotation(
            document,
            events=(hostile,),
            statements=(said,),
            commitments=(vow,),
            figures=(count,),
        )
    )


def _named(event: Event, name: str) -> Event:
    recipient = tuple(replace(end, name=name, country=None) for end in event.recipient)
    return replace(event, recipient=recipient)


def addresses(path: Path) -> list[str]:
    """Every page of a desk over a ledger, one of each kind and each record."""
    found = [
        *("/", "/?q=struck", "/?q=%3Cscript%3E", "/timeline", "/accounts"),
        *("/?q=struck&actor=RUS&type=assault&since=2025-01-01", "/?actor=RUS"),
        *("/parties", "/parties?q=a", "/inbox", "/inbox?list=left_out"),
        *("/inbox?list=unresolved", "/inbox?list=disputed"),
        *("/disputes", "/decisions", "/new", "/export", "/party?name=RUS"),
        "/dyad?one=RUS&other=UKR",
    ]
    with Ledger.open(path, read_only=True) as ledger:
        for document in ledger.documents():
            found += [f"/accounts/{document.id}", f"/accounts/{document.id}?at=1"]
        found += [f"/happenings/{item.id}" for item in ledger.happenings()]
        found += [f"/why/{item.id}" for item in ledger.happenings()]
        found += [f"/why/{item.id}" for item in ledger.events()]
        found += [f"/why/{item.id}" for item in ledger.statements()]
        found += [f"/why/{item.id}" for item in ledger.commitments()]
        found += [f"/disputes/{item.id}" for item in ledger.disputes()]
    return found


def token(page: str) -> str:
    """The token that a page carries."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]
