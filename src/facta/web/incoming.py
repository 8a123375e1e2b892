"""
New articles: kept beside the ledger and read by a process of their own.

What is dropped, pasted or fetched goes the road of `facta PATH...`: a run over the folder
`NAME.articles` beside the ledger (or over a page, or over the folder that is watched), in
another process, so that no reader of a page waits for it. One run follows another.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from facta.errors import SettingsError
from facta.records import Date
from facta.web.plain import harmless

# Characters of a file's name that are kept; what else it has becomes a hyphen.
UNUSUAL = re.compile(r"[^\w.-]+", re.ASCII)
LONGEST_NAME = 80
SUFFIXES = frozenset(
    (
        *(".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"),
        *(".xml", ".rss", ".atom", ".rdf", ".warc", ".gz"),
        *(".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"),
    )
)
# Bytes of a pasted article, and of one file; `facta build` reads none that is larger.
MOST_PASTED = 2_000_000
MOST_BYTES = 50_000_000
MOST_FILES = 50
# Runs that are remembered, and lines of each.
REMEMBERED, LINES = 20, 12
# Seconds between two looks at a folder that is watched; judged.
LOOKS = 3.0
ENDS = 5.0

Start = Callable[[Sequence[str]], "subprocess.Popen[str]"]


class Job(Struct, frozen=True, kw_only=True):
    """A run to do: what it reads, in words and as arguments of `facta build`."""

    what: str
    arguments: tuple[str, ...]


class Done(Struct, frozen=True, kw_only=True):
    """A run that is over, whether it went well, and what it said."""

    what: str
    well: bool
    said: tuple[str, ...]


class State(Struct, frozen=True, kw_only=True):
    """What is being read, since when, what waits, and what is done, the last first."""

    reading: str | None
    seconds: int
    waiting: tuple[str, ...]
    done: tuple[Done, ...]

    @property
    def at_work(self) -> bool:
        """Whether there is anything to wait for."""
        return self.reading is not None or bool(self.waiting)


class Incoming:
    """
    Takes in articles for one ledger.

    Args:
        ledger: where they go.
        watch: a folder that is read whenever something in it changes.
        start: starts a run with these arguments of `facta`.
    """

    def __init__(
        self, ledger: Path, *, watch: Path | None = None, start: Start | None = None
    ) -> None:
        self._ledger = ledger.absolute()
        self.folder = self._ledger.with_name(f"{self._ledger.stem}.articles")
        self.watch = watch.absolute() if watch else None
        self._start = start or _facta
        self._waiting = deque[Job]()
        self._done = deque[Done](maxlen=REMEMBERED)
        self._now: tuple[Job, float] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._changed = threading.Condition()
        self._ended = False
        self._threads: list[threading.Thread] = []

    # what a person gives

    def keep(self, name: str, data: bytes) -> Path:
        """
        A file that was dropped, in the folder beside the ledger; nothing that stands
        there is overwritten.

        Raises:
            SettingsError: of a kind that is not read, empty or too large.
        """
        if not data:
            raise SettingsError(f"{name!r}: empty; nothing to read")
        if len(data) > MOST_BYTES:
            raise SettingsError(
                f"{name!r}: more than {MOST_BYTES:,} bytes; split it or give a smaller one"
            )
        folder = self._own_folder()
        wanted = safe_name(name)
        stem, suffix = Path(wanted).stem, Path(wanted).suffix
        for number in range(1, 1000):
            path = folder / (f"{stem}-{number}{suffix}" if number > 1 else wanted)
            try:
                with path.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                if path.is_file() and path.read_bytes() == data:
                    return path
                continue
            return path
        raise SettingsError(f"{name!r}: too many files of that name; rename it")

    def paste(
        self,
        text: str,
        *,
        title: str = "",
        publisher: str = "",
        published: Date | None = None,
    ) -> Path:
        """
        A pasted article as a file, under what is told of it.

        Raises:
            SettingsError: there is no text, or too much of it.
        """
        if not text.strip():
            raise SettingsError("no text; paste the article")
        told = {
            "title": " ".join(title.split()),
            "publisher": " ".join(publisher.split()),
            "published": published.isoformat() if published else "",
        }
        # JSON's strings are YAML's
        head = "".join(
            f"{key}: {json.dumps(value)}\n" for key, value in told.items() if value
        )
        whole = f"---\n{head}---\n{text}" if head else text
        data = whole.replace("\r\n", "\n").encode("utf-8", "replace")
        if len(data) > MOST_PASTED:
            raise SettingsError(
                f"more than {MOST_PASTED:,} bytes of text; give it as a file"
            )
        first = title or next(filter(None, map(str.strip, text.splitlines())))
        return self.keep(f"{first[:40]}.txt", data)

    def read_kept(self, what: str) -> None:
        """Read what is new in the folder beside the ledger."""
        self.add(Job(what=what, arguments=(str(self.folder),)))

    def fetch(self, address: str) -> None:
        """
        Read a page from the network, as its reader has asked.

        Raises:
            SettingsError: it is no address of a page.
        """
        try:
            parts = urlsplit(address)
            known = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            known = False
        if not known or any(character.isspace() for character in address):
            raise SettingsError(
                f"{address!r} is no address; give one as https://example.org/page"
            )
        self.add(Job(what=f"page {address}", arguments=("--fetch", address)))

    def add(self, job: Job) -> None:
        """A run, when those before it are done; the same one waits once."""
        with self._changed:
            if job not in self._waiting:
                self._waiting.append(job)
            self._changed.notify_all()

    def state(self) -> State:
        """What goes on."""
        with self._changed:
            job, since = self._now or (None, time.monotonic())
            return State(
                reading=job.what if job else None,
                seconds=int(time.monotonic() - since),
                waiting=tuple(each.what for each in self._waiting),
                done=tuple(reversed(self._done)),
            )

    # what does it

    def begin(self) -> None:
        """Let the runs go on until `end`."""
        work = [self._work]
        if self.watch:
            work.append(self._look)
        self._threads = [threading.Thread(target=each, daemon=True) for each in work]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Stop; a run at work is ended, and the ledger keeps what it has read."""
        with self._changed:
            self._ended = True
            process = self._process
            self._changed.notify_all()
        if process is not None:
            _end(process)
        for thread in self._threads:
            thread.join(ENDS)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ended)
                if self._ended:
                    return
                job = self._waiting.popleft()
                self._now = job, time.monotonic()
            done = self._run(job)
            with self._changed:
                self._now = None
                self._done.append(done)

    def _run(self, job: Job) -> Done:
        arguments = (
            *("build", *job.arguments),
            *("--add", "--no-brief", "--ledger", str(self._ledger)),
        )
        try:
            with self._changed:
                if self._ended:
                    return Done(what=job.what, well=False, said=("not begun",))
                self._process = process = self._start(arguments)
            _, said = process.communicate()
            status = process.returncode
        except OSError as problem:
            said, status = f"cannot be started: {problem.strerror}", 2
        finally:
            self._process = None
        lines = [harmless(each) for each in said.splitlines() if each.strip()]
        return Done(what=job.what, well=status in {0, 1}, said=tuple(lines[-LINES:]))

    def _look(self) -> None:
        """Read the watched folder whenever it has changed and is quiet again."""
        assert self.watch is not None
        read: object = None
        before: object = None
        while True:
            now = _contents(self.watch)
            if now and now == before and now != read:
                read = now
                job = Job(what=f"folder {self.watch}", arguments=(str(self.watch),))
                self.add(job)
            before = now
            with self._changed:
                if self._changed.wait_for(lambda: self._ended, LOOKS):
                    return

    def _own_folder(self) -> Path:
        """
        The folder beside the ledger, made if there is none.

        Raises:
            SettingsError: it leads elsewhere, or cannot be made.
        """
        home = self._ledger.parent.resolve()
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as problem:
            raise SettingsError(
                f"{self.folder}: {problem.strerror}; articles are kept there, so it "
                "must be a folder that may be written to"
            ) from problem
        if self.folder.resolve().parent != home:
            raise SettingsError(
                f"{self.folder}: leads out of the ledger's folder; remove the link"
            )
        return self.folder


def safe_name(name: str) -> str:
    """
    A file's name without a folder, a leading dot or anything unusual.

    Raises:
        SettingsError: of a kind that is not read.

    >>> safe_name("../../etc/pass wd.txt"), safe_name(".bashrc.md")
    ('pass-wd.txt', 'bashrc.md')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = UNUSUAL.sub("-", last).strip(".-")
    stem, dot, suffix = plain.rpartition(".")
    kind = f"{dot}{suffix}".lower()
    if kind not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        raise SettingsError(f"{last[:80]!r}: of no kind that is read; give {known}")
    # a name alone, or nothing but signs
    stem = stem[:LONGEST_NAME].strip(".-") or "article"
    return f"{stem}{kind}"


def _contents(folder: Path) -> tuple[tuple[str, int, int], ...]:
    found = []
    for path in sorted(folder.rglob("*")):
        # a link that leads nowhere, or what went away meanwhile
        with suppress(OSError):
            if path.is_file() and not path.name.startswith("."):
                kept = path.stat()
                found.append((str(path), kept.st_mtime_ns, kept.st_size))
    return tuple(found)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a run with those that read for it."""
    with suppress(OSError):
        if hasattr(os, "killpg") and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGTERM)
            return
    process.terminate()


def _facta(arguments: Sequence[str]) -> subprocess.Popen[str]:
    """A run of this very program; it hears no Ctrl-C but is ended by the desk."""
    return subprocess.Popen(  # noqa: S603 - this program; a list, and no shell
        [sys.executable, "-m", "facta", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
