"""
A second reader for marked pairs: a small head on vectors of words, which proposes a
type with a calibrated confidence.

Of a pair the head sees the mean of the words on the path between the two marked heads
in the tree, the top of that path and the mean of what else hangs on the top. It is a
multinomial logistic regression over sentences of `training.frames`; those that the
rules read otherwise are left out, for their frame did not come out as meant. One
temperature, fitted on senses that were kept from training, makes its scores
probabilities. What it adds is measured by `benchmarks.second`; it does not ship
(docs/decisions/004-a-second-reader.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.pairs import scheme
from facta.extract.pairs import relation
from facta.language import Language
from facta.lexicon import Lexicon
from facta.records import Sentence, Span
from training.frames import Pair, pairs

SENTENCES = 9_000
# Of the fit; weaker and stronger decay did no better (docs/decisions/004).
STEPS, RATE, DECAY = 300, 0.002, 0.03
WIDTH = 384  # of one word's vector
TOGETHER = 32  # sentences that are encoded at once
HELD_OUT = 5  # every fifth sense is kept from training
Floats = NDArray[np.float32]
Vectors = Callable[[Sequence[Sentence]], list[Floats]]


class Head(NamedTuple):
    """
    What was fitted.

    Types in order, weights with the bias as last row, mean and scale of the inputs,
    temperature.
    """

    types: list[str]
    weights: Floats
    mean: Floats
    scale: Floats
    temperature: float

    def probabilities(self, inputs: Floats) -> Floats:
        """Calibrated probabilities of the types, a row for each row of `inputs`."""
        return _softmax(
            _with_bias((inputs - self.mean) / self.scale)
            @ self.weights
            / self.temperature
        )


def encoded(language: Language) -> Vectors:
    """
    Vectors of words as the encoder leaves them; words beyond its window get zeros.
    """
    reader = language.reader

    def vectors(sentences: Sequence[Sentence]) -> list[Floats]:
        found: list[Floats] = [
            np.zeros((len(sentence.tokens), WIDTH), np.float32)
            for sentence in sentences
        ]
        parts = reader._parts(
            [[token.text for token in sentence.tokens] for sentence in sentences]
        )
        first = {part.sentence: part for part in reversed(parts)}
        order = sorted(first, key=lambda number: first[number].size)
        for start in range(0, len(order), TOGETHER):
            batch = [first[number] for number in order[start : start + TOGETHER]]
            (words,) = reader._network.run(
                ["words"], reader._inputs(batch, max(len(part.words) for part in batch))
            )
            for row, part in enumerate(batch):
                found[part.sentence][: len(part.words)] = words[
                    row, 1 : len(part.words) + 1
                ]
        return found

    return vectors


def embedded(language: Language, table: Floats) -> Vectors:
    """
    Vectors of words as they enter the encoder: the mean of their pieces' rows in
    `table`, whatever stands around.
    """
    reader = language.reader

    def vectors(sentences: Sequence[Sentence]) -> list[Floats]:
        reader._learn(
            {token.text for sentence in sentences for token in sentence.tokens}
        )
        return [
            np.stack(
                [table[reader._known[t.text].ids].mean(0) for t in sentence.tokens]
            )
            for sentence in sentences
        ]

    return vectors


def inputs(
    asked: Sequence[Pair], parsed: Sequence[tuple[Sentence, ...]], vectors: Vectors
) -> Floats:
    """The head's input for each pair."""
    words = iter(vectors([sentence for sentences in parsed for sentence in sentences]))
    rows = [
        _row(sentences, [next(words) for _ in sentences], pair)
        for pair, sentences in zip(asked, parsed, strict=True)
    ]
    return np.stack(rows)


def train(
    lexicon: Lexicon, language: Language, vectors: Vectors, count: int
) -> tuple[Head, dict[str, float]]:
    """A head from `count` made sentences, and its scores on senses kept from it."""
    made = pairs(lexicon.events, count)
    parsed = list(language.many(pair.text for pair in made))
    read = [
        relation(sentences, p.actor, p.recipient, lexicon)
        for sentences, p in zip(parsed, made, strict=True)
    ]
    # A sentence that the rules read otherwise did not come out as it was meant.
    fine = [
        n
        for n, pair in enumerate(made)
        if scheme(read[n].event_type) == pair.event_type
    ]
    kept = [made[n] for n in fine]
    return _fitted(kept, inputs(kept, [parsed[n] for n in fine], vectors))


def _row(sentences: Sequence[Sentence], words: Sequence[Floats], pair: Pair) -> Floats:
    """Path, its top, what else hangs on the top; zeros for two sentences."""
    places = [_place(sentences, span) for span in (pair.actor, pair.recipient)]
    if places[0][0] != places[1][0]:
        return np.zeros(3 * WIDTH, np.float32)
    number, ends = places[0][0], (places[0][1], places[1][1])
    sentence, vectors = sentences[number], words[number]
    ups = [_upward(sentence, end) for end in ends]
    top = next(token for token in ups[0] if token in ups[1])
    path = [
        token for up in ups for token in up[: up.index(top)] if token not in ends
    ] + [top]
    below = [i for i, token in enumerate(sentence.tokens) if token.head == top]
    others = [child for child in below if child not in ups[0] + ups[1]]
    beside = [child for child in others if sentence.tokens[child].upos != "PUNCT"]
    rest = np.zeros(WIDTH, np.float32)
    if beside:
        rest = vectors[beside].mean(0)
    return np.concatenate([vectors[path].mean(0), vectors[top], rest])


def _place(sentences: Sequence[Sentence], span: Span) -> tuple[int, int]:
    """The sentence and the token that head a marked range."""
    for number, sentence in enumerate(sentences):
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if token.start < span.end and span.start < token.end
        ]
        if inside:
            return number, next(
                i for i in inside if sentence.tokens[i].head not in inside
            )
    raise ValueError(f"{span.text!r} lies in no sentence")


def _upward(sentence: Sentence, token: int) -> list[int]:
    """A token and those above it, to the root."""
    found = [token]
    while (head := sentence.tokens[found[-1]].head) >= 0:
        found.append(head)
    return found


def _fitted(made: Sequence[Pair], rows: Floats) -> tuple[Head, dict[str, float]]:
    types = sorted({pair.event_type for pair in made})
    labels = np.array([types.index(pair.event_type) for pair in made])
    senses = sorted({pair.sense for pair in made})
    out = np.array([senses.index(pair.sense) % HELD_OUT == 0 for pair in made])
    mean, scale = rows[~out].mean(0), rows[~out].std(0) + 1e-3
    scaled = _with_bias((rows - mean) / scale)
    weights = _weights(scaled[~out], labels[~out], len(types))
    logits = scaled[out] @ weights
    temperature = min(
        np.arange(0.5, 6, 0.1).tolist(), key=lambda t: _loss(logits / t, labels[out])
    )
    chosen = _softmax(logits / temperature)
    scores = {
        "accuracy on known senses": float(
            (np.argmax(scaled[~out] @ weights, 1) == labels[~out]).mean()
        ),
        "on others": float((chosen.argmax(1) == labels[out]).mean()),
        "mean confidence there": float(chosen.max(1).mean()),
    }
    return Head(types, weights, mean, scale, temperature), scores


def _weights(rows: Floats, labels: NDArray[Any], classes: int) -> Floats:
    """Weights by Adam on all rows at once, every type counting the same."""
    wanted = np.eye(classes, dtype=np.float32)[labels]
    share = (1 / (classes * np.bincount(labels, minlength=classes)[labels]))[
        :, None
    ].astype(np.float32)
    weights = np.zeros((rows.shape[1], classes), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = rows.T @ ((_softmax(rows @ weights) - wanted) * share) + DECAY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= (
            RATE
            * (first / (1 - 0.9**step))
            / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        )
    return weights


def _with_bias(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1), np.float32)], 1)


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    result: Floats = raised / raised.sum(1, keepdims=True)
    return result


def _loss(logits: Floats, labels: NDArray[Any]) -> float:
    return float(
        -np.log(_softmax(logits)[np.arange(len(labels)), labels] + 1e-9).mean()
    )
