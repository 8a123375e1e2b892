"""
Reading in several processes: batches of documents out, annotations back, in the order
of the input.

    with Workers(partial(Annotator.load, least=KEPT), jobs=4) as annotator:
        for found in annotator.annotations(documents): ...

The same comes out for every number of processes, since each reads whole batches by the
same stages. A few short accounts are read in this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain

import msgspec

from facta.batches import Annotates
from facta.closing import Closing
from facta.processes import Processes, Work
from facta.records import Annotation, Document, Skipped

# Characters from which on several processes read. Two break even with one at half of it:
# at twice what one reads (10,000 a second) while another starts (two seconds). Measured on
# a machine of two cores; the other half is margin, judged.
WORTH = 80_000
AHEAD = 8  # batches at which looking for so many characters ends; judged
Batch = Sequence[Document]
Load = Callable[[], Annotates]
# What comes back of an account: an annotation packed, as pickling its many small records
# would take six times as long; whole where its text is no Unicode.
Sent = bytes | Annotation | Skipped
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Annotation).decode


class Workers(Closing, Annotates):
    """
    Stages in several processes; use it in a `with`, at whose end no process is left.

    Args:
        load: loads the stages, in each process and, where it reads itself, here; to be
            pickled.
        stages: what they name, where that is known; None loads them here at once.
        jobs: processes at most; 1 reads in this one.
        worth: characters below which all is read in this one.
    """

    def __init__(
        self,
        load: Load,
        *,
        stages: str | None = None,
        jobs: int,
        worth: int = WORTH,
    ) -> None:
        self._load = load
        self.jobs = jobs
        self._worth = worth
        self.stages = self._here.stages if stages is None else stages
        self._processes = Processes(partial(_loaded, load), mark=self.stages, jobs=jobs)

    @cached_property
    def _here(self) -> Annotates:
        """The stages in this process."""
        return self._load()

    def close(self) -> None:
        """End the processes."""
        self._processes.close()

    def batches(
        self, batches: Iterable[Batch]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """See `Annotates`; processes are started once there is enough to read."""
        rest = iter(batches)
        while self.jobs > 1 and (first := self._look(rest)):
            if self._enough(first):
                every = chain(first, rest)
                for found in self._processes.each(every, self._read):
                    yield map(_whole, found)
                # each holds a model
                self.close()
                return
            yield from self._alone(first)
        yield from self._alone(rest)

    def _alone(
        self, batches: Iterable[Batch]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """The same by this process, which loads the stages if there is a text to read."""
        for batch in batches:
            if batch:
                yield from self._here.batches([batch])
            else:
                yield ()

    def _read(self, batch: Batch) -> Sequence[Sent]:
        """What this process does where no other one does."""
        return _reading(self._here)(batch)

    def _look(self, rest: Iterator[Batch]) -> list[Batch]:
        """The next batches, until they are enough, or many."""
        first: list[Batch] = []
        for batch in rest:
            first.append(batch)
            if len(first) == AHEAD or self._enough(first):
                break
        return first

    def _enough(self, batches: Sequence[Batch]) -> bool:
        characters = [sum(len(item.text) for item in batch) for batch in batches]
        return sum(characters) >= self._worth and sum(map(bool, characters)) > 1


def _loaded(load: Load) -> tuple[str, Work[Batch, Sent]]:
    """What reads a batch, with the stages that it reads by."""
    annotator = load()
    return annotator.stages, _reading(annotator)


def _reading(annotator: Annotates) -> Work[Batch, Sent]:
    def read(batch: Batch) -> list[Sent]:
        (found,) = annotator.batches([batch])
        return list(map(_packed, found))

    return read


def _packed(found: Annotation | Skipped) -> Sent:
    if isinstance(found, Skipped):
        return found
    try:
        return _ENCODE(found)
    except UnicodeEncodeError:
        return found


def _whole(sent: Sent) -> Annotation | Skipped:
    return _DECODE(sent) if isinstance(sent, bytes) else sent
