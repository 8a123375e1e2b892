"""
Accounts in batches: what reads them, in this process or in several, takes and gives
these.

Where one batch ends follows from the accounts alone, not from who reads them, so that
the model is given the same whoever does.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from facta.records import Annotation, Document, Skipped

# What ends a batch: so many accounts or characters to read, or things of any kind, as
# accounts that a ledger holds already. Judged, not fitted.
ACCOUNTS = 16
CHARACTERS = 60_000
THINGS = 256
Thing = TypeVar("Thing")


class Annotates(ABC):
    """
    What turns documents into annotations.

    `stages` names what it reads by, and the data of that; `jobs` is how many processes
    it may use.
    """

    stages: str
    jobs: int = 1

    @abstractmethod
    def batches(
        self, batches: Iterable[Sequence[Document]]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """
        For each batch, in order, the annotation of each of its documents, in order.

        What cannot be read in its time, or brings out a fault, is `Skipped` with the
        reason and costs no other.
        """

    def annotations(
        self, documents: Iterable[Document]
    ) -> Iterator[Annotation | Skipped]:
        """The annotation of each document, in order, or why there is none."""
        return chain.from_iterable(self.batches(batched(documents)))


def batched(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """
    All of `things`, in order, as batches; only documents count as accounts to read.

    >>> [len(batch) for batch in batched(Skipped("a.txt", "empty") for _ in range(300))]
    [256, 44]
    """
    batch: list[Thing] = []
    accounts = characters = 0
    for thing in things:
        batch.append(thing)
        if isinstance(thing, Document):
            accounts += 1
            characters += len(thing.text)
        full = accounts == ACCOUNTS or characters >= CHARACTERS
        if full or len(batch) == THINGS:
            yield batch
            batch, accounts, characters = [], 0, 0
    if batch:
        yield batch
