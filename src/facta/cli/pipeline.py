"""
The road from inputs to annotations, and into a ledger.

Documents go through the model in batches; what the ledger holds already, read by the same stages, is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from facta import __version__
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.language.reader import VERSION
from facta.ledger import Ledger, Tally
from facta.link import link
from facta.records import Annotation, Document, Sentence, Skipped

BATCH = 16


class Outcome(Struct, frozen=True):
    """What one run did: accounts new, changed and known; inputs left out; whether the happenings came out anew."""

    tally: Tally
    skipped: tuple[Skipped, ...]
    relinked: bool


class Reader:
    """
    The stages that read one document, loaded once.

    `stages` names them and their data, so that a ledger can tell whether a document was read by the same.
    """

    def __init__(self, language: Language, resources: Resources, *, own: str = "") -> None:
        self._language = language
        self._resources = resources
        self.stages = " ".join(part for part in (f"facta/{__version__}", f"language/{VERSION}", own) if part)

    def annotations(self, documents: Iterable[Document]) -> Iterator[Annotation | Skipped]:
        """The annotation of each document, in order; documents are taken in batches."""
        items = iter(documents)
        while batch := list(islice(items, BATCH)):
            parsed = self._language.many(document.text for document in batch)
            for document, sentences in zip(batch, parsed, strict=True):
                yield self._annotated(document, sentences)

    def _annotated(self, document: Document, sentences: tuple[Sentence, ...]) -> Annotation | Skipped:
        """The annotation, or the fault of this program that stood in its way: it must not cost the other accounts."""
        try:
            return annotate(document, sentences, self._resources)
        except Exception as fault:  # any rule may fail on a text that nobody thought of
            return Skipped(document.source, f"a fault of facta ({type(fault).__name__}: {fault}); report it")


def ingest(items: Iterable[Document | Skipped], ledger: Ledger, reader: Reader) -> Outcome:
    """Reads `items` into `ledger` and links all it holds."""
    skipped: list[Skipped] = []
    known = 0

    def fresh() -> Iterator[Document]:
        nonlocal known
        for item in items:
            if isinstance(item, Skipped):
                skipped.append(item)
                ledger.skip(item)
            elif ledger.holds(item, stages=reader.stages):
                known += 1
            else:
                yield item

    for item in reader.annotations(fresh()):
        if isinstance(item, Annotation):
            ledger.add(item, stages=reader.stages)
        else:
            skipped.append(item)
            ledger.skip(item)
    tally = ledger.tally
    changed = bool(tally.added or tally.changed)
    relinked = changed and ledger.link(link(list(ledger.annotations())))
    return Outcome(Tally(tally.added, tally.changed, tally.unchanged + known), tuple(skipped), relinked)
