"""
The reading stage: arguments in, documents out, in the order of the input.

Every file, line, row, entry and page ends as one `Document` or as one `Skipped`;
nothing ends the run. The same account given twice is one document: the second is
skipped with the name of the first.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from facta.errors import FactaError, SourceError, fault
from facta.limits import OutOfTime, limited
from facta.read.account import Account, Input
from facta.read.cut import Cut
from facta.read.cutting import part
from facta.read.decode import whole_characters
from facta.read.formats import accounts
from facta.read.own import OwnError, own_file
from facta.read.paths import STDIN, Found, files, shown, told_why
from facta.read.settings import ReadSettings
from facta.read.sidecar import Row, Sidecars, with_row
from facta.read.stated import named_day, stated_day
from facta.records import Document, Noted, Skipped, content_id

# Bytes for which the seconds of `max_seconds` are given once; judged, not fitted.
_PER_BYTES = 1_000_000
# Characters of a title or a publisher; the rest is cut. Judged, not fitted.
_LONGEST_TITLE = 500


class Documents:
    """
    Makes accounts into documents, and remembers ids to tell what was given before.
    """

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._first: dict[str, tuple[str, str]] = {}

    def read(
        self,
        given: Input,
        row: Row | None = None,
        cut: Cut | None = None,
        *,
        path: Path | None = None,
    ) -> Iterator[Document | Skipped]:
        """
        The documents in one input, or in a part of it, of whose file at `path` `row` may
        tell more; an input that breaks off ends in `Skipped`.
        """
        nothing = cut is None
        settings = self._settings
        items = part(given, cut, settings) if cut else accounts(given, settings)
        try:
            for found in _in_time(items, given, settings):
                nothing = nothing and isinstance(found, Noted)
                if isinstance(found, Skipped):
                    yield found
                else:
                    yield from self._made(_with_day(with_row(found, row), path))
        except OwnError:
            raise
        except SourceError as error:
            yield Skipped(error.source, f"{error.reason}; {error.advice}")
        except OSError as error:
            yield Skipped(given.source, told_why(error))
        except FactaError:
            raise
        except Exception as problem:
            # any reader may fail on a file that nobody thought of
            yield Skipped(given.source, shown(fault(problem)))
        else:
            if nothing:
                yield Skipped(given.source, "no accounts in it; leave it out")

    def _made(self, account: Account) -> Iterator[Document | Skipped]:
        document = _document(account, self._settings)
        known = self._first.get(document.id)
        if not any(map(str.isalnum, document.text)):
            yield Skipped(document.source, "no words in it; leave it out")
        elif known is None:
            self._first[document.id] = (content(document), document.source)
            yield document
            yield from (
                Noted(account.source, f"{note}; the account is read without it")
                for note in account.notes
            )
        else:
            before, first = known
            yield repeated(document, first, same=before == content(document))


def _in_time(
    found: Iterator[Account | Skipped], given: Input, settings: ReadSettings
) -> Iterator[Account | Skipped]:
    """
    Accounts as they come, each within the limit.

    Raises:
        SourceError: one took longer; a reader that was stopped cannot go on.
    """
    if settings.max_seconds is None or given.size is None:
        yield from found
        return
    seconds = settings.max_seconds * (1 + given.size // _PER_BYTES)
    while True:
        try:
            with limited(seconds):
                account = next(found, None)
        except OutOfTime as error:
            advice = "split it or raise the limit with --max-seconds"
            raise SourceError(
                given.source, f"took longer than {seconds:g} seconds to read", advice
            ) from error
        if account is None:
            return
        yield account


def documents(
    paths: Sequence[str], *, settings: ReadSettings
) -> Iterator[Document | Skipped]:
    """
    Read files, folders, globs and `-` (standard input).

    Args:
        paths: as given on the command line; read in that order, each file once.
        settings: see `ReadSettings`.

    Returns:
        A document for each account, and a `Skipped` with a one-line reason for each
        that cannot be read or was given before. What is given with an account and
        cannot be used, such as a date, is told of right after it.
    """
    files_of = Files(settings)
    stdin = settings.stdin
    for found in files(paths):
        if isinstance(found, Skipped):
            yield found
        elif isinstance(found, Found):
            yield from files_of.read(found)
        elif stdin is None:
            reason = "standard input is closed or was read before; give '-' once"
            yield Skipped(STDIN, reason)
        else:
            given = Input(source=STDIN, suffix="", stream=stdin)
            yield from without_own(files_of.made.read(given), named=True)
            stdin = None


class Files:
    """
    Reads files and parts of files, one after another, with what sidecars tell of them.

    Args:
        settings: see `ReadSettings`.
        told: folders whose sidecars are read without a word of what is wrong in them.
    """

    def __init__(self, settings: ReadSettings, *, told: Collection[Path] = ()) -> None:
        self.made = Documents(settings)
        self._sidecars = Sidecars()
        self._told = told

    def read(self, found: Found) -> Iterator[Document | Skipped]:
        """The documents in a file, or in the part of it that is meant."""
        for folder in found.folders:
            faults = self._sidecars.load(folder)
            if folder not in self._told:
                yield from faults
        yield from _file(found, self.made, self._sidecars)


def _file(
    found: Found, made: Documents, sidecars: Sidecars
) -> Iterator[Document | Skipped]:
    path, source = found.path, shown(found.path)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Skipped(source, told_why(error))
        return
    with stream:
        size = os.fstat(stream.fileno()).st_size
        if found.cut and found.cut.form == "lines" and found.cut.end:
            size = found.cut.end - found.cut.start
        given = Input(source=source, suffix=_suffix(path), stream=stream, size=size)
        items = _read(given, found, made, sidecars.row(path))
        yield from without_own(items, named=found.named)


def _read(
    given: Input, found: Found, made: Documents, row: Row | None
) -> Iterator[Document | Skipped]:
    if what := own_file(found.path):
        raise OwnError(given.source, what)
    yield from made.read(given, row, found.cut, path=found.path)


def without_own(
    items: Iterator[Document | Skipped], *, named: bool
) -> Iterator[Document | Skipped]:
    """The items of one input; of what Facta wrote one line if a person named it."""
    try:
        yield from items
    except OwnError as error:
        if named:
            yield Skipped(error.source, f"{error.reason}; {error.advice}")


def _suffix(path: Path) -> str:
    """The ending of a name that tells its format: `.jsonl` of `x.jsonl.gz`."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _with_day(account: Account, path: Path | None) -> Account:
    """The account with the day that its first lines or its file's name tell, if none."""
    if account.published is not None:
        return account
    if stated := stated_day(account.text):
        return replace(account, published=stated, published_basis="page")
    # the day of a file of many accounts may be that of their collection
    if path and not account.part and (named := named_day(path)):
        return replace(account, published=named, published_basis="given")
    return account


def _document(account: Account, settings: ReadSettings) -> Document:
    text = whole_characters(account.text)
    title, publisher = _line(account.title), _line(account.publisher)
    published, basis = account.published, account.published_basis
    if published is None and settings.published is not None:
        published, basis = settings.published, "given"
    given = account.id or content_id(text, title, publisher, published)
    return Document(
        id=given,
        source=account.source,
        text=text,
        title=title,
        publisher=publisher,
        published=published,
        published_basis=basis,
        url=_address((account.url or "").strip()),
    )


def repeated(document: Document, first: str, *, same: bool) -> Skipped:
    """
    Why an account is passed over whose id the source `first` has given; with the `same`
    content, or another.
    """
    if same:
        return Skipped(document.source, f"same content as {first}; leave one out")
    return Skipped(
        document.source,
        f"its id {document.id[:80]!a} is that of {first}; give it another",
    )


def content(document: Document) -> str:
    """What tells an account from others under its id."""
    return content_id(
        document.text, document.title, document.publisher, document.published
    )


def _line(value: str | None) -> str | None:
    """A title or a name as one line without control characters; markup in it stays."""
    words = " ".join(whole_characters(value or "").split())
    printable = "".join(filter(str.isprintable, words))
    return printable[:_LONGEST_TITLE].strip() or None


def _address(url: str) -> str | None:
    """The address if a reader may be sent to it: none of `javascript:` and the like."""
    web = url.lower().startswith(("http://", "https://"))
    if web and url.isprintable() and " " not in url:
        return url
    return None
