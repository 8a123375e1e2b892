"""
The road from documents to annotations, and into a ledger.

Documents go through the model in batches; what the ledger holds already, read by the same stages, is not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

import facta
from facta.errors import SettingsError
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.language.reader import VERSION
from facta.ledger import Ledger, Tally
from facta.limits import OutOfTime, limited
from facta.link import link
from facta.records import Annotation, Document, Sentence, Skipped, content_id

BATCH = 16
SECONDS = 60.0  # ten times what an account of that length takes on a slow machine
PER_CHARACTERS = 100_000
STAGES = ("ontology", "language", "extract")  # what an annotation depends on
RULES = {".csv", ".py", ".toml"}
Sentences = tuple[Sentence, ...]
Result = TypeVar("Result")


class Outcome(Struct, frozen=True):
    """What one run did: accounts new, changed and known; inputs left out; whether the happenings came out anew."""

    tally: Tally
    skipped: tuple[Skipped, ...]
    relinked: bool


class Annotator:
    """
    The stages that read one document, loaded once.

    `stages` names them and their data, so that a ledger can tell whether a document was read by the same.

    Args:
        seconds_per_account: what parsing an account, and then extracting from it, may each take for every 100,000
            characters begun; above 0, None for no limit. An account that takes longer is left out and costs no other.
    """

    def __init__(
        self,
        language: Language,
        resources: Resources,
        *,
        own: str = "",
        seconds_per_account: float | None = SECONDS,
    ) -> None:
        self._language = language
        self._resources = resources
        self._seconds = seconds_per_account
        self.stages = " ".join(part for part in (f"facta/{facta.__version__}", f"language/{VERSION}", own) if part)

    @classmethod
    def load(
        cls,
        *,
        actor_files: Sequence[Path] = (),
        lexicon_files: Sequence[Path] = (),
        seconds_per_account: float | None = SECONDS,
    ) -> Annotator:
        """
        The model and tables of the package, with a user's own actors and lexicon entries on top.

        Raises:
            SettingsError: one of the files is missing or not valid.
        """
        files = [_content(path) for path in (*actor_files, *lexicon_files)]
        own = [f"own/{content_id(*files)}"] if files else []
        resources = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
        own = [f"rules/{rules()}", *own]
        return cls(Language.load(), resources, own=" ".join(own), seconds_per_account=seconds_per_account)

    def annotations(self, documents: Iterable[Document]) -> Iterator[Annotation | Skipped]:
        """
        The annotation of each document, in order; documents are taken in batches.

        What cannot be read in its time, or brings out a fault, is `Skipped` with the reason and costs no other.
        """
        items = iter(documents)
        while batch := list(islice(items, BATCH)):
            for document, parsed in zip(batch, self._parsed(batch), strict=True):
                yield parsed if isinstance(parsed, Skipped) else self._annotated(document, parsed)

    def _parsed(self, batch: Sequence[Document]) -> Iterator[Sentences | Skipped]:
        """The sentences of each document; where the batch cannot be read as one, each is read by itself."""
        parsed = iter(self._language.many(document.text for document in batch))
        seconds = self._allowed(sum(len(document.text) for document in batch))
        done = 0
        try:
            for _ in batch:
                with limited(seconds):
                    sentences = next(parsed)
                done += 1
                yield sentences
        except (OutOfTime, Exception):  # one text of the batch stood in the way: which one, reading each will tell
            yield from (self._alone(document) for document in batch[done:])

    def _alone(self, document: Document) -> Sentences | Skipped:
        return self._guarded(document, lambda: next(iter(self._language.many([document.text]))))

    def _annotated(self, document: Document, sentences: Sentences) -> Annotation | Skipped:
        return self._guarded(document, lambda: annotate(document, sentences, self._resources))

    def _guarded(self, document: Document, work: Callable[[], Result]) -> Result | Skipped:
        """What `work` gives; or what stood in its way, time or a fault of this program, which costs no other."""
        seconds = self._allowed(len(document.text))
        try:
            with limited(seconds):
                return work()
        except OutOfTime:
            reason = f"took longer than {seconds:g} seconds; split it or raise the limit with --max-seconds"
            return Skipped(document.source, reason)
        except Exception as fault:  # any rule may fail on a text that nobody thought of
            return Skipped(document.source, f"a fault of facta ({type(fault).__name__}: {fault}); report it")

    def _allowed(self, characters: int) -> float | None:
        return None if self._seconds is None else self._seconds * (1 + characters // PER_CHARACTERS)


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
