"""
The road from documents to annotations, and into a ledger.

Documents go through the model in batches; what the ledger holds already, read by the
same stages, is not read again.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

import facta
from facta.batches import Annotates, batched
from facta.collecting import seldom_collected
from facta.errors import SettingsError, fault
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.language.parser import VERSION
from facta.ledger import Ledger, Root, Settled, Tally
from facta.limits import OutOfTime, limited
from facta.records import (
    LIKELY,
    Annotation,
    Document,
    Noted,
    Sentence,
    Skipped,
    content_id,
)

# Ten times what an account of that length takes on a slow machine.
SECONDS = 60.0
PER_CHARACTERS = 100_000
# What an annotation depends on: the shapes and arithmetic that stages share, and stages.
SHARED = ("records.py", "bounds.py", "tables.py")
STAGES = (*SHARED, "ontology", "lexicon", "language", "extract")
# What happenings, disputes and originators depend on, beside annotations and decisions,
# and what is kept of them to go on from.
IN_LEDGER = (
    "blocks",
    "bonds",
    "columns",
    "corrected",
    "corrections",
    "counting",
    "effects",
    "event_types",
    "homes",
    "index",
    "kept",
    "linking",
    "lookup",
    "neighbours",
    "nouns",
    "pairs",
    "parted",
    "plan",
    "portions",
    "present",
    "proofs",
    "relinking",
    "repeats",
    "rows",
    "upkeep",
    "waiting",
)
LINKING = (*STAGES, "link", *(f"ledger/{name}.py" for name in IN_LEDGER))
RULES = {".csv", ".py", ".toml"}
# of these libraries a reading depends on every version: the model's arithmetic, lemmas;
# the tables of letters and digits are Python's own. What extracts a text (trafilatura,
# pypdfium2) is not among them: another text is another account, which takes the place
# of the former one.
READING = ("numpy", "onnxruntime", "simplemma")
Sentences = tuple[Sentence, ...]
Result = TypeVar("Result")


class Known(Struct, frozen=True):
    """An account that a ledger holds as the present stages read it."""

    document: Document


Step = Document | Skipped | Known


class Outcome(Struct, frozen=True, kw_only=True):
    """
    What one run did: accounts new, changed and known; inputs left out; what is noted of
    others; whether the happenings came out anew.

    `gone` and `pruned` name sources that are no longer there, kept and dropped; `moved`
    counts accounts now found elsewhere.
    """

    tally: Tally
    skipped: tuple[Skipped, ...]
    relinked: bool
    noted: tuple[Noted, ...] = ()
    gone: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    moved: int = 0


class Annotator(Annotates):
    """
    The stages that read one document, loaded once, in this process.

    `stages` names them and their data, so that a ledger can tell whether a document was
    read by the same.

    Args:
        seconds_per_account: what parsing an account, and then extracting from it, may
            each take for every 100,000 characters begun; above 0, None for no limit. An
            account that takes longer is left out and costs no other.
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
        self.stages = _named(own)

    @classmethod
    def load(
        cls,
        *,
        actor_files: Sequence[Path] = (),
        lexicon_files: Sequence[Path] = (),
        seconds_per_account: float | None = SECONDS,
        least: float = LIKELY,
    ) -> Annotator:
        """
        The model and tables of the package, with a user's own actors and lexicon
        entries on top.

        Args:
            actor_files: the user's actors.
            lexicon_files: the user's words.
            seconds_per_account: see the class.
            least: the lowest confidence of an event to keep.

        Raises:
            SettingsError: one of the files is missing or not valid.
        """
        own = _own(actor_files, lexicon_files)
        resources = Resources.load(
            actor_files=actor_files, lexicon_files=lexicon_files, least=least
        )
        return cls(
            Language.load(words=resources.lexicon),
            resources,
            own=own,
            seconds_per_account=seconds_per_account,
        )

    def batches(
        self, batches: Iterable[Sequence[Document]]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """See `Annotates`; each document is read when it is asked for."""
        return map(self._batch, batches)

    def _batch(self, batch: Sequence[Document]) -> Iterator[Annotation | Skipped]:
        for document, parsed in zip(batch, self._parsed(batch), strict=True):
            yield (
                parsed
                if isinstance(parsed, Skipped)
                else self._annotated(document, parsed)
            )

    def _parsed(self, batch: Sequence[Document]) -> Iterator[Sentences | Skipped]:
        """
        The sentences of each document; where the batch cannot be read as one, each is
        read by itself.
        """
        parsed = iter(self._language.many(document.text for document in batch))
        seconds = self._allowed(sum(len(document.text) for document in batch))
        done = 0
        try:
            for _ in batch:
                with limited(seconds):
                    sentences = next(parsed)
                done += 1
                yield sentences
        except (
            OutOfTime,
            Exception,
        ):
            # one text of the batch stood in the way: which one, reading each will tell
            yield from (self._alone(document) for document in batch[done:])

    def _alone(self, document: Document) -> Sentences | Skipped:
        return self._guarded(
            document, lambda: next(iter(self._language.many([document.text])))
        )

    def _annotated(
        self, document: Document, sentences: Sentences
    ) -> Annotation | Skipped:
        return self._guarded(
            document, lambda: annotate(document, sentences, self._resources)
        )

    def _guarded(
        self, document: Document, work: Callable[[], Result]
    ) -> Result | Skipped:
        """
        What `work` gives; or what stood in its way, time or a fault of this program,
        which costs no other.
        """
        seconds = self._allowed(len(document.text))
        try:
            with limited(seconds):
                return work()
        except OutOfTime:
            reason = (
                f"took longer than {seconds:g} seconds; split it or raise the limit "
                "with --max-seconds"
            )
            return Skipped(document.source, reason)
        except Exception as problem:  # any rule may fail on an unforeseen text
            return Skipped(document.source, fault(problem))

    def _allowed(self, characters: int) -> float | None:
        return (
            None
            if self._seconds is None
            else self._seconds * (1 + characters // PER_CHARACTERS)
        )


def shipped() -> str:
    """What the stages of the package name, without a user's own files."""
    return _named(_own())


def _own(actor_files: Sequence[Path] = (), lexicon_files: Sequence[Path] = ()) -> str:
    files = [_content(path) for path in (*actor_files, *lexicon_files)]
    own = [f"own/{content_id(*files)}"] if files else []
    return " ".join([f"rules/{rules()}", *own])


def _named(own: str) -> str:
    made = (f"facta/{facta.__version__}", f"language/{VERSION}", libraries(), own)
    return " ".join(part for part in made if part)


def rules(stages: Sequence[str] = STAGES) -> str:
    """
    A digest of the rules and tables that read a document: when they change, a ledger
    reads its accounts anew.
    """
    digest = hashlib.sha256()
    root = Path(facta.__file__).parent
    named = [root / name for name in stages]
    inside = [path for folder in named for path in folder.rglob("*")]
    for path in sorted(one for one in (*named, *inside) if one.suffix in RULES):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def libraries() -> str:
    """Names and versions of the libraries that a reading depends on."""
    found = [(name, metadata.version(name)) for name in READING]
    return " ".join(
        f"{name}/{version}"
        for name, version in (*found, ("unicode", unicodedata.unidata_version))
    )


def ingest(
    items: Iterable[Document | Skipped],
    ledger: Ledger,
    annotator: Annotates,
    *,
    roots: Sequence[Root] = (),
    add: bool = False,
    prune: bool = False,
    least: float | None = None,
    told: Callable[[str], object] = str,
    watched: Callable[[Iterator[Step]], Iterable[Step]] = iter,
) -> Outcome:
    """
    Reads `items` into `ledger` and links all it holds, as the only run over it.

    Args:
        items: what was read.
        ledger: where to.
        annotator: what reads the text of accounts that the ledger does not hold.
        roots: what was named to read `items`; what the ledger has from there and is not
            among them is gone.
        add: take roots that have nothing to do with what the ledger holds.
        prune: drop what is gone, which is kept otherwise.
        least: the lowest confidence of an event that counts, from now on; None for the
            ledger's own.
        told: is given a line if another run has to be waited for.
        watched: shows items as they are done, and gives each on.

    Raises:
        LedgerError: the roots are strange to the ledger, it is damaged, it cannot be
        written, or another run does
            not end.
    """
    run = _Run(ledger, annotator)
    with ledger.alone(told), seldom_collected():
        ledger.sound()
        if not add:
            ledger.sources.welcome(roots)
        for _ in watched(run.steps(items)):
            pass
        with ledger.writing():
            settled = ledger.sources.settle(roots, prune=prune)
            relinked = relink(ledger, least, jobs=annotator.jobs)
    tally = run.tally(settled)
    return Outcome(
        tally=tally,
        skipped=tuple(run.skipped),
        noted=tuple(run.noted),
        relinked=relinked,
        gone=settled.gone,
        pruned=settled.pruned,
        moved=settled.moved,
    )


class _Run:
    """One run over a ledger, and what it met."""

    def __init__(self, ledger: Ledger, annotator: Annotates) -> None:
        self._ledger = ledger
        self._annotator = annotator
        self._before = ledger.tally
        self._known = 0
        self._new: set[str] = set()
        self.skipped: list[Skipped] = []
        self.noted: list[Noted] = []

    def steps(self, items: Iterable[Document | Skipped]) -> Iterator[Step]:
        """
        Takes in each of `items` in its turn, an account in a transaction of its own,
        and gives it on when it is done.

        Whether the ledger holds an account is asked ahead, to know what there is to
        read, and again in its turn: however far ahead the annotator asks, the ledger
        is written as if it did not.
        """
        waiting = deque[Sequence[Step]]()

        def asked() -> Iterator[list[Document]]:
            for steps in batched(map(self._step, items)):
                waiting.append(steps)
                yield [step for step in steps if isinstance(step, Document)]

        for found in self._annotator.batches(asked()):
            answers = iter(found)
            for step in waiting.popleft():
                self._take(next(answers) if isinstance(step, Document) else step)
                yield step

    def tally(self, settled: Settled) -> Tally:
        """
        What came; an account in the place of another one is no new one but a changed
        one.
        """
        now, before = self._ledger.tally, self._before
        replaced = len({present for _, present in settled.replaced} & self._new)
        return Tally(
            added=now.added - before.added - replaced,
            changed=now.changed - before.changed + replaced,
            unchanged=now.unchanged - before.unchanged + self._known,
            skipped=now.skipped - before.skipped,
        )

    def _step(self, item: Document | Skipped) -> Step:
        if isinstance(item, Document) and self._holds(item):
            return Known(item)
        return item

    def _take(self, item: Annotation | Skipped | Known) -> None:
        if isinstance(item, Noted):
            self.noted.append(item)
        elif isinstance(item, Skipped):
            self._leave(item)
        elif self._holds(item.document):
            self._known += 1
            self._ledger.see(item.document)
        elif isinstance(item, Known):
            # what came before it took its place
            for found in self._annotator.annotations([item.document]):
                self._take(found)
        else:
            self._add(item)

    def _holds(self, document: Document) -> bool:
        return self._ledger.holds(document, stages=self._annotator.stages)

    def _add(self, annotation: Annotation) -> None:
        count = self._ledger.tally.added
        self._ledger.add(annotation, stages=self._annotator.stages)
        if self._ledger.tally.added > count:
            self._new.add(annotation.document.id)

    def _leave(self, item: Skipped) -> None:
        self.skipped.append(item)
        self._ledger.skip(item)


def relink(
    ledger: Ledger,
    least: float | None = None,
    *,
    jobs: int = 1,
    at_once: int | None = None,
) -> bool:
    """
    Links all that a ledger holds, unless these rules have done so since a document
    came, changed or left; events less sure than `least`, by default the ledger's own,
    are left out. Where there is much to link, `jobs` processes do; the same comes out.

    Within `ledger.writing()`, so that no other run's documents come in between; or as
    the only run over it, `at_once` accounts in a transaction, in order of time. True if
    the happenings came out anew.
    """
    least = ledger.least() if least is None else least
    by = (
        f"facta/{facta.__version__} rules/{rules(LINKING)} "
        f"decisions/{ledger.decided()} least/{least:g}"
    )
    if ledger.linked() == by:
        return False
    return ledger.relink(
        by=by, rules=rules(LINKING), least=least, jobs=jobs, at_once=at_once
    )


@contextmanager
def taking_effect(
    ledger: Ledger, told: Callable[[str], object] = str
) -> Iterator[None]:
    """
    All that people decide inside takes effect, or nothing of it is kept; as the only
    run over the ledger, which waits for another one.

    Raises:
        LedgerError: the ledger is damaged, or a run over it was cut off.
    """
    with ledger.alone(told), ledger.writing():
        ledger.sound()
        ledger.demand_linked()
        yield
        relink(ledger)


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(
            f"{path}: cannot be read as UTF-8 text; check the path and the file"
        ) from problem
