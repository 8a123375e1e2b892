"""
`facta.annotate` and `facta.annotate_all`: everything found in accounts, as `facta
annotate` finds it.

The model is loaded at the first call and kept. Calls from several threads take turns.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import overload

import msgspec

from facta.batches import ACCOUNTS
from facta.errors import SettingsError, SourceError
from facta.language.target import english
from facta.library.days import Day, day
from facta.library.reading import SkippedWarning
from facta.pipeline import Annotator
from facta.read.account import Input
from facta.read.accounts import Documents
from facta.read.settings import ReadSettings
from facta.records import Annotation, Document, Skipped

File = str | os.PathLike[str]
Files = File | Sequence[File]
# a user's own actor files and lexicon files
Own = tuple[tuple[Path, ...], tuple[Path, ...]]
# Where an account came from that was given as such.
SOURCE = "text"
# without files of a user
PLAIN: Own = ((), ())


class _Annotators:
    """
    The plain annotator and the last one with a user's own files, loaded once as long as
    these stay as they are.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: dict[tuple[Own, str], Annotator] = {}

    def annotations(
        self, documents: Sequence[Document], own: Own
    ) -> list[Annotation | Skipped]:
        """The annotation of each document, or why there is none."""
        with self._lock:
            return list(self._annotator(own).annotations(documents))

    def _annotator(self, own: Own) -> Annotator:
        key = (own, _digest(own))
        if key not in self._loaded:
            actors, lexicon = own
            loaded = Annotator.load(actor_files=actors, lexicon_files=lexicon)
            kept = {
                known: each
                for known, each in self._loaded.items()
                if PLAIN in (known[0], own)
            }
            self._loaded = {**kept, key: loaded}
        return self._loaded[key]


# one for the process: the model is loaded once; nothing is loaded here
_ANNOTATORS = _Annotators()


@overload
def annotate(
    account: Document, *, actors: Files = (), lexicon: Files = ()
) -> Annotation: ...
@overload
def annotate(
    account: str,
    *,
    published: Day | None = None,
    title: str | None = None,
    publisher: str | None = None,
    id: str | None = None,
    actors: Files = (),
    lexicon: Files = (),
) -> Annotation: ...
def annotate(
    account: str | Document,
    *,
    published: Day | None = None,
    title: str | None = None,
    publisher: str | None = None,
    id: str | None = None,  # noqa: A002 - the name that the record and the command have for it
    actors: Files = (),
    lexicon: Files = (),
) -> Annotation:
    """
    Everything found in one account: events, statements, commitments, figures, times,
    actors, with their passages.

    Args:
        account: the text, or a document of `facta.read`. Offsets in the answer point
            into the text as given.
        published: day of publication, a date or as "2025-05-25": what "on Monday" and
            "last week" count from.
        title: headline, if there is one.
        publisher: who published it.
        id: your own; by default made from the content.
        actors: your own actors on top of ours, one TOML file or several
            (docs/actors.md).
        lexicon: your own words on top of ours, one TOML file or several
            (docs/lexicon.md).

    Raises:
        SourceError: nothing can be found in the text: it is empty or not in English.
        SettingsError: one of the files is missing or not valid, or `published` is no
        day.
    """
    told = {
        "published": day(published),
        "title": title,
        "publisher": publisher,
        "id": id,
    }
    document = _document(account, **told)
    (found,) = _ANNOTATORS.annotations([document], (_files(actors), _files(lexicon)))
    if isinstance(found, Skipped):
        raise _error(found)
    return found


def annotate_all(
    accounts: Iterable[Document | str], *, actors: Files = (), lexicon: Files = ()
) -> Iterator[Annotation]:
    """
    The annotation of each account, in order; they go through the model in batches, as
    they are asked for.

    What cannot be annotated is left out with a `SkippedWarning` and costs no other;
    `annotation.document` tells which account an annotation is of.

    Args:
        accounts: what `facta.read` gave, or any documents or texts.
        actors: your own actors on top of ours, one TOML file or several
            (docs/actors.md).
        lexicon: your own words on top of ours, one TOML file or several
            (docs/lexicon.md).

    Raises:
        SettingsError: one of the files is missing or not valid.
    """
    own, items = (_files(actors), _files(lexicon)), iter(accounts)
    while batch := list(islice(items, ACCOUNTS)):
        given = [_readable(item) for item in batch]
        documents = [item for item in given if isinstance(item, Document)]
        found = iter(_ANNOTATORS.annotations(documents, own))
        for item in given:
            answer: Annotation | Skipped
            match item:
                case Document():
                    answer = next(found)
                case Skipped():
                    answer = item
            if isinstance(answer, Annotation):
                yield answer
                continue
            told = f"{answer.source}: {answer.reason}"
            warnings.warn(told, SkippedWarning, stacklevel=2)


def _document(account: str | Document, **told: object) -> Document:
    given = {name: value for name, value in told.items() if value is not None}
    if isinstance(account, Document) and given:
        raise SettingsError(
            f"{', '.join(given)}: a document has its own; give them with a text only"
        )
    found = _readable(account, **given)
    if isinstance(found, Skipped):
        raise _error(found)
    return found


def _readable(account: str | Document, **told: object) -> Document | Skipped:
    """
    A document that the stages can read; a text takes the road that a line on standard
    input takes.
    """
    if isinstance(account, Document):
        return next(english([account]))
    if not isinstance(account, str):
        raise SettingsError(
            f"{type(account).__name__}: neither a text nor a document; read files by "
            "facta.read(...) first"
        )
    line = json.dumps({"text": account} | told, default=str).encode()
    settings = ReadSettings(max_bytes=len(line))
    found = next(
        english(
            Documents(settings).read(
                Input(source=SOURCE, suffix=".jsonl", stream=io.BytesIO(line))
            )
        )
    )
    return msgspec.structs.replace(found, source=SOURCE)


def _files(given: Files) -> tuple[Path, ...]:
    # a text is a sequence too, of letters
    if isinstance(given, str | os.PathLike):
        return (Path(given),)
    return tuple(map(Path, given))


def _digest(own: Own) -> str:
    """
    What the files hold now; a file that cannot be read is told of by whoever loads it.
    """
    digest = hashlib.sha256()
    for path in (*own[0], *own[1]):
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"-")
    return digest.hexdigest()


def _error(skipped: Skipped) -> SourceError:
    reason, _, advice = skipped.reason.rpartition("; ")
    if not reason:
        return SourceError(skipped.source, skipped.reason, "leave it out")
    return SourceError(skipped.source, reason, advice)
