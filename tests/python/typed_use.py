"""
A program of somebody who uses Facta, as the type checker sees it: `make check` fails
where a type is not what it says.

It is checked and never run.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import facta


def reading() -> None:
    """Documents, and what was left out."""
    articles = facta.read(
        "articles", Path("more"), published="2025-05-28", max_bytes=1_000_000
    )
    assert_type(articles, facta.Reading)
    assert_type(articles.skipped, tuple[facta.Skipped, ...])
    assert_type(articles[0], facta.Document)
    assert_type(articles[1:], tuple[facta.Document, ...])
    assert_type(next(iter(articles)), facta.Document)
    assert_type(
        facta.annotate_all(articles, actors="own.toml"), Iterator[facta.Annotation]
    )


def annotating(document: facta.Document) -> None:
    """One account."""
    found = facta.annotate(
        "They spoke.",
        published=datetime.date(2025, 5, 28),
        title="A call",
        lexicon=[Path("own")],
    )
    assert_type(found, facta.Annotation)
    assert_type(found.events[0], facta.Event)
    assert_type(facta.annotate(document), facta.Annotation)
    facta.annotate(document, title="A call")  # type: ignore[call-overload]  # a document has its own
    facta.annotate(3)  # type: ignore[call-overload]  # neither a text nor a document


def asking() -> None:
    """A ledger."""
    with facta.Ledger("facta.db") as ledger:
        assert_type(ledger, facta.Ledger)
        assert_type(ledger.documents(), facta.Records[facta.Document])
        assert_type(
            ledger.happenings(actor=["Russia", "USA"], since="2025-05-01")[0],
            facta.Happening,
        )
        assert_type(ledger.events(event_type="assault")[:2], list[facta.Event])
        assert_type(
            list(ledger.statements(speaker="Putin", kind="named")),
            list[facta.Statement],
        )
        assert_type(ledger.commitments(status="open"), facta.Records[facta.Commitment])
        assert_type(ledger.figures(of="killed")[0].value, float)
        assert_type(ledger.disputes(attribute="date")[0], facta.Dispute)
        assert_type(len(ledger.happenings()), int)
        ledger.statements(kind="famous")  # type: ignore[arg-type]  # no such kind
        ledger.happenings("RUS")  # type: ignore[call-arg]  # filters go by name
        facta.Leger("facta.db")  # type: ignore[attr-defined]  # a typo is seen
