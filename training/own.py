"""
The project's own sentences as training examples.

Takes coded sentences, marked pairs and commitments of `tests/gold`; gives a `Coded` for
each whose coding the lexicon reads, for only then is it known at which words the act
and its parties stand. A sentence that tells nothing is an example too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from facta.evaluate import events as gold_of
from facta.evaluate.events import coded as triples_of
from facta.extract.actors import actors
from facta.extract.covering import Covering
from facta.extract.events import deeds_of, event_of, scenes
from facta.extract.events.reading import Reading
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.pairs import candidates
from facta.extract.stage import Resources
from facta.extract.times import times
from facta.language import Language
from facta.records import Actor, Document, Sentence, Span
from training.coded import NOTHING, STATES, UNTOLD, Act, Coded, head, tree_of

GOLD = Path(__file__).parents[1] / "tests" / "gold"


def own(language: Language, resources: Resources) -> Iterator[Coded]:
    """Every example of the own sentences, in order."""
    for name in ("events.jsonl", "none.jsonl"):
        for row in _rows(name):
            yield from _sentence(row, language, resources)
    for row in _rows("pairs_own.jsonl"):
        yield from _pair(row, language, resources)
    for row in _rows("commitments.jsonl"):
        yield from _commitments(row, language)


def _rows(name: str) -> Iterator[dict[str, object]]:
    for line in (GOLD / name).read_bytes().splitlines():
        if line.strip():
            yield msgspec.json.decode(line)


def _parsed(text: str, language: Language) -> tuple[Sentence, ...]:
    """Sentences of which the model has told no acts."""
    return tuple(
        structs.replace(one, triggers=None) for one in language.sentences(text)
    )


def _sentence(
    row: dict[str, object], language: Language, resources: Resources
) -> Iterator[Coded]:
    """An example where the lexicon finds just what the gold has."""
    text = str(row["text"])
    document = Document(id="own", source="own", text=text)
    sentences = _parsed(text, language)
    layout = Layout(document, sentences, resources.lexicon)
    page = Page(layout, times(layout), actors(layout, resources.gazetteer))
    wanted = {
        triple
        for event in row.get("events", ())  # type: ignore[attr-defined]
        for triple in _triples(event)
    }
    examples = [Coded(tree_of(one)) for one in sentences]
    met: set[object] = set()
    for scene, readings in scenes(page, (), Covering([])):
        for reading in readings:
            events = [event_of(scene, deed) for deed in deeds_of(scene, [reading])]
            found = {triple for event in events for triple in triples_of(event)}
            if found and found <= wanted:
                met |= found
                modes = {mode for event in events for mode in event.auxiliary}
                _add(examples[scene.number], reading, modes)
    if met == wanted:
        yield from examples


def _triples(event: dict[str, list[dict[str, str]]]) -> set[object]:
    sides = [
        [party.get("country") for party in event.get(side) or ()]
        for side in ("actor", "recipient")
    ]
    return set(gold_of.triples(str(event["event_type"]), *sides))


def _pair(
    row: dict[str, object], language: Language, resources: Resources
) -> Iterator[Coded]:
    """An example where a reading of the lexicon links the pair as the gold does."""
    text = str(row["text"])
    spans = [Span.of(text, *row[side]) for side in ("actor", "recipient")]  # type: ignore[misc]
    sentences = _parsed(text, language)
    found = candidates(sentences, *spans, resources.lexicon)
    fitting = [one for one in found if one.act.type == row["event_type"]]
    if not fitting:
        return
    best = max(fitting, key=lambda one: one.order)
    for sentence in sentences:
        if sentence.start <= spans[0].start < sentence.end:
            example = Coded(tree_of(sentence))
            _add(example, best.reading, best.act.auxiliary)
            # other acts of the sentence were not coded
            example.unsure.update(range(len(sentence.tokens)))
            yield example


def _commitments(row: dict[str, Any], language: Language) -> Iterator[Coded]:
    """The sentences of a text, of which commitments alone were coded."""
    bounds = {
        (one["start"], one["start"] + len(one["content"])): one["kind"]
        for one in row["commitments"]
    }
    for sentence in language.sentences(row["text"]):
        found = {
            head(sentence.tokens, start, end): kind
            for (start, end), kind in bounds.items()
            if sentence.start <= start < sentence.end
        }
        yield Coded(
            tree_of(sentence),
            unsure=set(range(len(sentence.tokens))),
            commitments={
                word: kind for word, kind in found.items() if word is not None
            },
        )


def _add(example: Coded, reading: Reading, modes: Iterable[str]) -> None:
    told = {*modes, NOTHING}
    if any(act.word == reading.head for act in example.acts):
        return
    actors_, recipients = reading.actors, reading.recipients
    if reading.reciprocal:
        actors_ = recipients = (*actors_, *recipients)
    states = tuple(int(state in told) for state in STATES)
    example.unsure.update(reading.words)
    example.acts.append(
        Act(
            reading.head,
            reading.act.type,
            reading.act.mode or NOTHING,
            states,
            _side(example, actors_),
            _side(example, recipients),
        )
    )


def _side(example: Coded, party: Sequence[Actor]) -> list[int]:
    found = [0] * (len(example.tree.words) + 1)
    for actor in party:
        found[actor.head + 1] = 1
    if not party:
        found[0] = UNTOLD
    return found
