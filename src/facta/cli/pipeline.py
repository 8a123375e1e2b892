"""
The road from inputs to annotations and into a ledger.

Documents go through the model in batches; what the ledger already holds, made by the same stages, is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched

from msgspec import Struct

from facta.extract import Resources, annotate
from facta.language import Language
from facta.ledger import Ledger
from facta.link import link
from facta.records import Annotation, Document, Skipped

BATCH = 16


class Outcome(Struct, frozen=True):
    """What one run did: counts of accounts, and the inputs it left out."""

    added: int
    unchanged: int
    skipped: tuple[Skipped, ...]


def annotations(documents: Iterable[Document], language: Language, resources: Resources) -> Iterator[Annotation]:
    """The annotation of each document, in order."""
    for batch in batched(documents, BATCH):
        for document, sentences in zip(batch, language.many(item.text for item in batch), strict=True):
            yield annotate(document, sentences, resources)
