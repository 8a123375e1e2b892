"""
Stages for tests of several processes, which a process loads at once: they find nothing,
and one word of an account says what goes wrong with it.

    python -m tests.standing    reads without end, in two processes, until it is stopped
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import count
from multiprocessing import parent_process
from typing import Any, cast

from facta.pipeline import Annotator
from facta.records import Annotation, Document, Sentence, Skipped
from facta.testing import doc
from facta.workers import Workers

SECONDS = 0.4  # for an account that takes too long


class Language:
    """A language stage that finds no sentence."""

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Nothing for each text, unless it says otherwise."""
        for text in texts:
            while "stuck" in text:
                time.sleep(0.001)
            if "fault" in text:
                raise IndexError("list index out of range")
            if "deadly" in text and parent_process():
                os.kill(os.getpid(), signal.SIGTERM)
            yield ()


class Standing(Annotator):
    """Stages without a model or tables."""

    def __init__(self) -> None:
        super().__init__(
            cast("Any", Language()), cast("Any", None), seconds_per_account=SECONDS
        )

    def _annotated(
        self, document: Document, sentences: tuple[Sentence, ...]
    ) -> Annotation | Skipped:
        return Annotation(document=document, sentences=sentences)


class Elsewhere(Standing):
    """Stages that are others in another process, as when a file changes meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = "others" if parent_process() else "these"


class Lacking(Standing):
    """Stages that no other process can load."""

    def __init__(self) -> None:
        super().__init__()
        if parent_process():
            raise MemoryError


def accounts() -> Iterator[Document]:
    """Accounts without end; every one has a name and a text of its own."""
    return (doc(f"account {number}", source=f"{number}.txt") for number in count())


def main() -> int:
    """Says that it has begun, and reads until Ctrl-C."""
    try:
        with Workers(Standing, jobs=2, worth=1) as annotator:
            for number, _ in enumerate(annotator.annotations(accounts())):
                if number == 0:
                    sys.stdout.write("begun\n")
                    sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
    return 130


if __name__ == "__main__":
    sys.exit(main())
