"""
The road from documents to annotations, and into a ledger.

Documents go through the model in batches; what the ledger holds already, read by the same stages, is not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

import facta
from facta.errors import SettingsError
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.language.reader import VERSION
from facta.ledger import Ledger, Tally
from facta.link import link
from facta.records import Annotation, Document, Sentence, Skipped, content_id

BATCH = 16
STAGES = ("ontology", "language", "extract")  # what an annotation depends on
RULES = {".csv", ".py", ".toml"}


class Outcome(Struct, frozen=True):
    """What one run did: accounts new, changed and known; inputs left out; whether the happenings came out anew."""

    tally: Tally
    skipped: tuple[Skipped, ...]
    relinked: bool


class Annotator:
    """
    The stages that read one document, loaded once.

    `stages` names them and their data, so that a ledger can tell whether a document was read by the same.
    """

    def __init__(self, language: Language, resources: Resources, *, own: str = "") -> None:
        self._language = language
        self._resources = resources
        self.stages = " ".join(part for part in (f"facta/{facta.__version__}", f"language/{VERSION}", own) if part)

    @classmethod
    def load(cls, *, actor_files: Sequence[Path] = (), lexicon_files: Sequence[Path] = ()) -> Annotator:
        """
        The model and tables of the package, with a user's own actors and lexicon entries on top.

        Raises:
            SettingsError: one of the files is missing or not valid.
        """
        files = [_content(path) for path in (*actor_files, *lexicon_files)]
        own = [f"own/{content_id(*files)}"] if files else []
        resources = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
        return cls(Language.load(), resources, own=" ".join([f"rules/{rules()}", *own]))

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


def rules() -> str:
    """A digest of the rules and tables that read a document: when they change, a ledger reads its accounts anew."""
    digest = hashlib.sha256()
    root = Path(facta.__file__).parent
    for path in sorted(path for name in STAGES for path in (root / name).rglob("*") if path.suffix in RULES):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def ingest(items: Iterable[Document | Skipped], ledger: Ledger, annotator: Annotator) -> Outcome:
    """Reads `items` into `ledger` and links all it holds."""
    skipped: list[Skipped] = []
    known = 0

    def fresh() -> Iterator[Document]:
        nonlocal known
        for item in items:
            if isinstance(item, Skipped):
                skipped.append(item)
                ledger.skip(item)
            elif ledger.holds(item, stages=annotator.stages):
                known += 1
            else:
                yield item

    for item in annotator.annotations(fresh()):
        if isinstance(item, Annotation):
            ledger.add(item, stages=annotator.stages)
        else:
            skipped.append(item)
            ledger.skip(item)
    tally = ledger.tally
    changed = bool(tally.added or tally.changed)
    relinked = changed and ledger.link(link(list(ledger.annotations())))
    return Outcome(Tally(tally.added, tally.changed, tally.unchanged + known), tuple(skipped), relinked)


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text; check the path and the file") from problem
