"""
What is read: accounts as files, as pages and as records, the same for every stage, peer
and release, so that each can be given what the stage before it makes.

Takes files and folders of accounts, or an archive of them (.tar.xz), or nothing for the
demo corpus; lays them out in a folder.
"""

from __future__ import annotations

import html
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from benchmarks import demo
from facta.cli.main import run
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.read import ReadSettings, documents
from facta.records import Annotation, Document, Sentence

Record = TypeVar("Record")
Sentences = tuple[Sentence, ...]
ARCHIVE = ".tar.xz"
AROUND = "<a href='/'>Home</a> <a href='/world'>World</a> <a href='/about'>About us</a>"


class Given:
    """A folder with what was given."""

    def __init__(self, folder: Path) -> None:
        self.accounts = folder / "accounts"
        self.pages = folder / "pages"
        self.ledger = folder / "facta.db"
        self._documents = folder / "documents"
        self._sentences = folder / "sentences"
        self._annotations = folder / "annotations"

    def documents(self) -> list[Document]:
        """The accounts as they are read."""
        return _decoded(self._documents, list[Document])

    def sentences(self) -> list[Sentences]:
        """Their sentences, as the language stage gives them."""
        return _decoded(self._sentences, list[Sentences])

    def annotations(self) -> list[Annotation]:
        """All that is found in them."""
        return _decoded(self._annotations, list[Annotation])

    def lay_out(self, paths: Sequence[str], most: int | None) -> None:
        """Writes the accounts as files, as pages, and as records."""
        self.accounts.mkdir()
        self.pages.mkdir()
        for number, one in enumerate(accounts(paths, most)):
            name = f"{number:05}"
            (self.accounts / f"{name}.md").write_text(as_file(one), "utf8")
            (self.pages / f"{name}.html").write_text(as_page(one), "utf8")
        read = [
            item
            for item in documents([str(self.accounts)], settings=ReadSettings())
            if isinstance(item, Document)
        ]
        self._documents.write_bytes(msgspec.msgpack.encode(read))

    def read(self) -> tuple[int, int]:
        """Writes what the stages find, and a ledger; how many accounts and words."""
        resources = Resources.load()
        language = Language.load(words=resources.lexicon)
        found = self.documents()
        sentences = list(language.many([one.text for one in found]))
        pairs = zip(found, sentences, strict=True)
        annotations = [annotate(one, some, resources) for one, some in pairs]
        self._sentences.write_bytes(msgspec.msgpack.encode(sentences))
        self._annotations.write_bytes(msgspec.msgpack.encode(annotations))
        run(["build", str(self.accounts), "--ledger", str(self.ledger), *QUIETLY])
        words = sum(len(sentence.tokens) for some in sentences for sentence in some)
        return len(found), words


QUIETLY = ("--no-brief", "-q")


def _decoded(path: Path, kind: type[Record]) -> Record:
    return msgspec.msgpack.decode(path.read_bytes(), type=kind)


def accounts(paths: Sequence[str], most: int | None) -> list[Document]:
    """
    The accounts at some paths, or those of the demo corpus: at most so many, evenly
    drawn from all.
    """
    found = list(_read(paths, most)) if paths else demo.accounts()
    return drawn(found, most)


def drawn(found: Sequence[Record], most: int | None) -> list[Record]:
    """
    At most so many, evenly.

    >>> drawn("abcdef", 3)
    ['a', 'c', 'e']
    """
    if most is None or len(found) <= most:
        return list(found)
    return [found[len(found) * at // most] for at in range(most)]


def _read(paths: Sequence[str], most: int | None) -> Iterator[Document]:
    for path in paths:
        if not path.endswith(ARCHIVE):
            yield from _documents(path)
            continue
        with tempfile.TemporaryDirectory() as folder, tarfile.open(path) as archive:
            files = [each for each in archive.getmembers() if each.isfile()]
            files.sort(key=lambda each: each.name)
            # no more than are asked for: archives hold thousands
            archive.extractall(folder, drawn(files, most), filter="data")
            yield from _documents(folder)


def _documents(path: str) -> Iterator[Document]:
    for item in documents([path], settings=ReadSettings()):
        if isinstance(item, Document):
            yield item


def as_file(one: Document) -> str:
    """An account as a text with front matter."""
    matter = {
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published.isoformat() if one.published else None,
    }
    kept = {name: value for name, value in matter.items() if value}
    return f"---\n{yaml.safe_dump(kept, allow_unicode=True)}---\n\n{one.text}\n"


def as_page(one: Document) -> str:
    """An account as a web page, with a head, a way around the site and a foot."""
    title = html.escape(one.title or "Untitled")
    day = one.published.isoformat() if one.published else ""
    paragraphs = "\n".join(
        f"<p>{html.escape(part)}</p>" for part in one.text.split("\n") if part.strip()
    )
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}"
        f"</title><meta property='og:site_name' content='{_name(one)}'>"
        f"<meta property='article:published_time' content='{day}'></head>"
        f"<body><nav>{AROUND}</nav><main><article><h1>{title}</h1>\n{paragraphs}\n"
        f"</article></main><footer>{AROUND}</footer></body></html>\n"
    )


def _name(one: Document) -> str:
    return html.escape(one.publisher or "", quote=True)
