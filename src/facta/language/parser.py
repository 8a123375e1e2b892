"""
Words of sentences to tags, trees and names: the one place that runs the model.

Takes sentences as lists of words; gives a `Parse` each. Sentences of like length are
read together; what is said of one does not depend on the others. A sentence longer than
the model's window is read in parts; the roots of later parts then hang on the first
part's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from facta.errors import DataError
from facta.language import trees
from facta.language.names import bio
from facta.language.pieces import casing
from facta.language.runtime import runtime, session
from facta.language.telling import TOLD, Telling, Told, shifted
from facta.language.windows import cuts
from facta.language.wordpiece import UNKNOWN, WordPieces
from facta.records import Binding, Markable, Trigger

VERSION = "reader/4"
# Sizes of what the model is given at once; judged, not fitted.
WINDOW = 250  # pieces of one sentence, the two marks at its ends included
BATCH = 512  # padded pieces
RELATIONS = 256  # words whose relations are scored at once
LETTERS = 64  # of one word that reach the model
REMEMBERED = 100_000  # words whose pieces are kept
OUTPUTS = ["upos", "xpos", "names", "arcs", "relation_dependent", "relation_head"]

Integers = NDArray[np.int64]


class Parse(NamedTuple):
    """
    What the model says of one sentence, a value a word.

    `heads` count from 0, -1 is the root; `names` are BIO.
    """

    upos: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str]
    triggers: list[Trigger]
    markables: list[Markable]
    bindings: list[Binding]


class _Pieces(NamedTuple):
    ids: list[int]
    casing: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or as much of a long one as the window holds."""

    sentence: int
    words: list[_Pieces]
    size: int


class Parser:
    """The model, loaded."""

    def __init__(self, network: Any, relations: Any, tokenizer: WordPieces) -> None:
        notes = network.get_modelmeta().custom_metadata_map
        version = notes.get("version")
        if version != VERSION:
            raise DataError(
                f"reader.onnx: version {version}, not {VERSION}; install Facta again"
            )
        labels: dict[str, list[str]] = json.loads(notes["labels"])
        self._network, self._relations, self.tokenizer = network, relations, tokenizer
        self._labels = labels
        self._root = labels["relations"].index("root")
        self._telling = Telling(labels)
        self._open, self._close, self._unknown = _marks(tokenizer)
        self._known: dict[str, _Pieces] = {}

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1) -> Parser:
        """
        The model of `folder`.

        Raises:
            DataError: a file is missing, damaged or of another version.
            ImportError: the run time is missing.
        """
        runtime()  # apart, because its absence is no fault of the files
        try:
            network = session(folder / "reader.onnx", threads=threads)
            relations = session(folder / "relations.onnx", threads=threads)
            tokenizer = WordPieces.load(folder / "tokenizer.json")
        # The run time raises private kinds.
        except Exception as error:
            raise DataError(
                f"{folder}: the language model cannot be loaded ({error}); "
                "install Facta again"
            ) from error
        return cls(network, relations, tokenizer)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """
        A reading for each of `sentences`, in their order; none may be without words.
        """
        parts = self._parts(sentences)
        readings: list[list[Parse]] = [[] for _ in sentences]
        done: list[Parse | None] = [None] * len(parts)
        sizes = [(part.size, len(part.words)) for part in parts]
        order = sorted(range(len(parts)), key=lambda number: sizes[number])
        for group in _groups(order, parts):
            found = self._batch([parts[number] for number in group])
            for number, reading in zip(group, found, strict=True):
                done[number] = reading
        for part, result in zip(parts, done, strict=True):
            assert result is not None
            readings[part.sentence].append(result)
        return [_joined(several) for several in readings]

    def _parts(self, sentences: Sequence[Sequence[str]]) -> list[_Part]:
        self._learn({word for words in sentences for word in words})
        known = self._known
        parts = []
        for number, words in enumerate(sentences):
            pieces = [known[word] for word in words]
            sizes = [len(word.ids) for word in pieces]
            bounds = [(0, len(words))]
            if sum(sizes) + 2 > WINDOW:
                bounds = cuts(words, sizes, WINDOW - 2)
            for start, end in bounds:
                size = sum(sizes[start:end]) + 2
                parts.append(_Part(number, pieces[start:end], size))
        return parts

    def _learn(self, words: set[str]) -> None:
        """Pieces of words not met before: the encoder splits each word on its own."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        for word in words - self._known.keys():
            # Half a surrogate pair is read as a question mark.
            whole = word[:LETTERS].encode("utf8", "replace").decode()
            pieces = self.tokenizer.pieces(whole)
            # A word of invisible characters has no pieces; it still needs a place.
            self._known[word] = _Pieces(pieces or [self._unknown], casing(word))

    def _batch(self, parts: list[_Part]) -> Iterator[Parse]:
        lengths = np.array([len(part.words) for part in parts])
        inputs = self._inputs(parts, int(lengths.max()))
        upos, tags, names, arcs, dependents, governors, *told = self._network.run(
            [*OUTPUTS, *TOLD], inputs
        )
        telling = self._telling.sentences(Told(*told), lengths.tolist())
        heads, fine = trees.greedy(arcs, lengths)
        for row in np.flatnonzero(~fine).tolist():
            size = lengths[row] + 1
            heads[row, :size] = trees.best(arcs[row, :size, :size])
        relations = self._related(heads, lengths, dependents, governors)
        word_classes, tag_numbers = upos.argmax(2), tags.argmax(2)
        marks = bio(names, lengths, self._labels["names"])
        for row, (part, heard) in enumerate(zip(parts, telling, strict=True)):
            span = slice(1, len(part.words) + 1)
            yield Parse(
                upos=self._named("upos", word_classes[row, span]),
                tags=self._named("xpos", tag_numbers[row, span]),
                heads=(heads[row, span] - 1).tolist(),
                relations=self._named("relations", relations[row, span]),
                names=self._named("names", marks[row, span]),
                triggers=heard.triggers,
                markables=heard.markables,
                bindings=heard.bindings,
            )

    def _named(self, kind: str, numbers: NDArray[np.intp]) -> list[str]:
        """The labels of one kind that numbers stand for."""
        labels = self._labels[kind]
        return [labels[number] for number in numbers.tolist()]

    def _inputs(self, parts: list[_Part], words: int) -> dict[str, NDArray[Any]]:
        count, width = len(parts), max(part.size for part in parts)
        pieces = np.zeros((count, width), np.int64)
        cases = np.zeros((count, width), np.int64)
        mask = np.zeros((count, width), np.int32)
        first = np.zeros((count, words + 1), np.int64)
        for row, part in enumerate(parts):
            ids, classes, starts = [self._open], [0], [0]
            for word in part.words:
                starts.append(len(ids))
                ids += word.ids
                classes += [word.casing] * len(word.ids)
            ids.append(self._close)
            pieces[row, : len(ids)] = ids
            cases[row, : len(classes)] = classes
            mask[row, : len(ids)] = 1
            first[row, : len(starts)] = starts
        return {"pieces": pieces, "casing": cases, "mask": mask, "first": first}

    def _related(
        self,
        heads: NDArray[np.intp],
        lengths: NDArray[np.intp],
        dependents: NDArray[Any],
        governors: NDArray[Any],
    ) -> NDArray[np.intp]:
        """The best relation of every arc; *root* where the head is the root alone."""
        places = np.arange(heads.shape[1])
        rows, columns = np.nonzero((places > 0) & (places <= lengths[:, None]))
        chosen = heads[rows, columns]
        low, high = dependents[rows, columns], governors[rows, chosen]
        relations = np.zeros(heads.shape, np.intp)
        for start in range(0, len(rows), RELATIONS):
            some = slice(start, start + RELATIONS)
            arcs = {"dependents": low[some], "heads": high[some]}
            (scores,) = self._relations.run(["scores"], arcs)
            scores[:, self._root] = trees.NEVER
            best = np.where(chosen[some] == 0, self._root, scores.argmax(1))
            relations[rows[some], columns[some]] = best
        return relations


def _marks(tokenizer: WordPieces) -> tuple[int, int, int]:
    """The pieces before and after a sentence, and the one for what has none."""
    opening = tokenizer.number("[CLS]")
    closing = tokenizer.number("[SEP]")
    unknown = tokenizer.number(UNKNOWN)
    if opening is None or closing is None or unknown is None:
        raise DataError(
            "tokenizer.json: not the tokenizer of this model; install Facta again"
        )
    return opening, closing, unknown


def _groups(order: Sequence[int], parts: Sequence[_Part]) -> Iterator[list[int]]:
    """Runs of `order`, from short to long, of at most BATCH padded pieces."""
    group: list[int] = []
    for number in order:
        if group and (len(group) + 1) * parts[number].size > BATCH:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _joined(parts: Sequence[Parse]) -> Parse:
    """
    One reading of a sentence that was read in parts.

    The roots of later parts hang on the first one's as parataxis.
    """
    if len(parts) == 1:
        return parts[0]
    whole = Parse(*([] for _ in Parse._fields))
    top = parts[0].heads.index(-1)
    for part in parts:
        offset = len(whole.heads)
        for head, relation in zip(part.heads, part.relations, strict=True):
            if head >= 0:
                arc = (head + offset, relation)
            elif offset:
                arc = (top, "parataxis")
            else:
                arc = (head, relation)
            whole.heads.append(arc[0])
            whole.relations.append(arc[1])
        whole.upos.extend(part.upos)
        whole.tags.extend(part.tags)
        whole.names.extend(part.names)
        whole.triggers.extend(shifted(one, offset) for one in part.triggers)
        whole.markables.extend(
            structs.replace(one, token=one.token + offset) for one in part.markables
        )
        whole.bindings.extend(
            structs.replace(one, token=one.token + offset) for one in part.bindings
        )
    return whole
