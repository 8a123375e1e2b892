"""Small accounts and the brief over them."""

from __future__ import annotations

from pathlib import Path

from facta.brief import compose
from facta.brief.records import Brief
from facta.ledger import Ledger
from facta.link import link
from facta.ontology import Countries
from facta.records import Annotation, Sentence, Skipped
from facta.testing import doc, event

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> & "quotes" \u202e'


def told(
    text: str, *, title: str | None = None, date: str | None = "2025-05-25"
) -> Annotation:
    """An account of one sentence that tells an attack by Russia on Ukraine."""
    document = doc(text, title=title, source=f"{len(text)}.txt", published="2025-05-26")
    happened = event(
        "ASSAULT", "RUS", "UKR", document=document.id, date=date, passage=text
    )
    return Annotation(
        document=document,
        sentences=(Sentence(index=0, start=0, end=len(text), kind="prose", tokens=()),),
        events=(happened,),
    )


def brief_of(
    folder: Path, *annotations: Annotation, skipped: tuple[Skipped, ...] = ()
) -> Brief:
    """The brief over a ledger of `annotations`."""
    with Ledger.open(folder / "facta.db") as ledger:
        for annotation in annotations:
            ledger.add(annotation)
        for item in skipped:
            ledger.skip(item)
        ledger.link(link(list(ledger.annotations())))
        return compose(ledger, Countries.load())
