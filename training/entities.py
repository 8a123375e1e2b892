"""
Whose country a mention is, and what it repeats: learned from the coded corpus.

    python -m training.entities --weights FILE --corpus DIR --encoder DIR

Takes what `training.train` wrote; adds to it what mentions seek and anchors offer, and
the network that scores them. Facta's own rules give the anchors, so it must be
installed with the model that these weights make.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from facta.evaluate.corpus import Passage
from facta.evaluate.reading import account
from facta.extract.actors.bearings import WIDTH, Bearings
from facta.extract.actors.entities import SIZE, vectors
from facta.extract.actors.stage import bearings_of
from facta.extract.layout import Layout
from facta.extract.stage import Resources
from facta.language import Language
from facta.lexicon import Lexicon
from facta.ontology import Gazetteer
from training.coded import head, parts
from training.export import Weights, export

HIDDEN = 96
BATCH = 64  # mentions
WORDS = 384  # width of the encoder


@dataclass(frozen=True, slots=True)
class Case:
    """
    One mention: its pairs, and for each whether it is of the anchor's country and
    whether it is the same, -1 where nobody knows.

    countries: of each pair the number of its anchor's country among those of the case.
    right: for each country, whether the mention is of it.
    """

    features: NDArray[np.float32]
    seeks: NDArray[np.float16]
    offers: NDArray[np.float16]
    countries: list[int]
    right: list[float]
    same: list[int]


class Scorer(nn.Module):
    """Pairs of mention and anchor to two log-odds: of its country, and the same."""

    def __init__(self) -> None:
        super().__init__()
        self.seeks = nn.Linear(WORDS, SIZE)
        self.offers = nn.Linear(WORDS, SIZE)
        self.dropout = nn.Dropout(0.2)
        self.hidden = nn.Linear(WIDTH + 2 * SIZE, HIDDEN)
        self.scores = nn.Linear(HIDDEN, 2)

    def forward(self, features: Tensor, seeks: Tensor, offers: Tensor) -> Tensor:
        """[P, WIDTH], [P, WORDS], [P, WORDS] to [P, 2]."""
        sought = self.seeks(self.dropout(seeks))
        offered = self.offers(self.dropout(offers))
        pairs = torch.cat([features, sought * offered, sought], -1)
        return self.scores(self.dropout(torch.relu(self.hidden(pairs))))


def cases(
    passages: Sequence[Passage], language: Language, resources: Resources
) -> Iterator[Case]:
    """Every coded mention of the passages that has anchors to be held against."""
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        document = account(passage)
        layout = Layout(document, sentences, resources.lexicon)
        yield from _cases(passage, bearings_of(layout, resources.gazetteer, least=0.1))


def _cases(passage: Passage, bearings: Bearings) -> Iterator[Case]:
    entities = dict(_entities(passage, bearings))
    countries = {entity.id: passage.countries(entity.id) for entity in passage.entities}
    seeks = vectors(bearings, bearings.mentions, "seeks", WORDS)
    offers = vectors(bearings, bearings.anchors, "seeks", WORDS)
    for block in bearings.pairs():
        for number in np.unique(block.mention).tolist():
            one = bearings.mentions[number]
            own = entities.get((one.place, one.token))
            if own is None:
                continue
            some = block.mention == number
            anchors = block.anchor[some]
            held = [bearings.anchors[at] for at in anchors.tolist()]
            codes = list(dict.fromkeys(each.country for each in held))
            repeated = [entities.get((each.place, each.token)) for each in held]
            yield Case(
                features=block.features[some],
                seeks=seeks[number].astype(np.float16),
                offers=offers[anchors].astype(np.float16),
                countries=[codes.index(each.country) for each in held],
                right=[float(code in countries[own]) for code in codes],
                same=[-1 if each is None else int(each == own) for each in repeated],
            )


def _entities(
    passage: Passage, bearings: Bearings
) -> Iterator[tuple[tuple[int, int], str]]:
    """The entity at each word that heads a coded mention."""
    for entity in passage.entities:
        for span in entity.mentions:
            for place, sentence in enumerate(bearings.sentences):
                if sentence.start <= span.start < sentence.end:
                    word = head(sentence.tokens, span.start, span.end)
                    if word is not None:
                        yield (place, word), entity.id


def trained(
    held: Sequence[Case], *, epochs: int, rate: float, seed: int, trial: Sequence[Case]
) -> Scorer:
    """A scorer that learned from cases; `trial` shows how well after each epoch."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    scorer = Scorer()
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * (len(held) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    for epoch in range(epochs):
        scorer.train()
        for some in _batches(held, chance):
            country, right, same, known = _scored(scorer, some)
            value = cross_entropy(country, right)
            if len(known):
                value = value + 0.5 * cross_entropy(same, known)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: {told(scorer, trial)}", flush=True)
    return scorer.eval()


def _batches(held: Sequence[Case], chance: random.Random) -> Iterator[list[Case]]:
    order = list(held)
    chance.shuffle(order)
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _scored(
    scorer: Scorer, some: Sequence[Case]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """
    Log-odds of each country of each case and whether it is right; log-odds of pairs
    whose sameness is known and whether they are the same.
    """
    features = torch.from_numpy(np.concatenate([one.features for one in some]))
    seeks = np.concatenate(
        [np.repeat(one.seeks[None], len(one.features), 0) for one in some]
    )
    offers = np.concatenate([one.offers for one in some])
    scores = scorer(features, _floats(seeks), _floats(offers))
    places: list[int] = []
    right: list[float] = []
    for one in some:
        places += [len(right) + number for number in one.countries]
        right += one.right
    country = pooled(scores[:, 0], torch.tensor(places), len(right))
    same = torch.tensor([number for one in some for number in one.same])
    known = same >= 0
    return country, torch.tensor(right), scores[known, 1], same[known].float()


def _floats(array: NDArray[np.float16]) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))


def pooled(scores: Tensor, places: Tensor, count: int) -> Tensor:
    """The logarithm of the summed exponentials of the scores of each place."""
    most = torch.full((count,), -1e4).scatter_reduce(0, places, scores.detach(), "amax")
    total = torch.zeros(count).scatter_add(0, places, (scores - most[places]).exp())
    return most + total.log()


@torch.no_grad()
def told(scorer: Scorer, held: Sequence[Case]) -> dict[str, float]:
    """Share of mentions whose countries are right as a whole; F1 of the same."""
    scorer.eval()
    right = asked = hits = gold = found = 0
    for start in range(0, len(held), 256):
        some = held[start : start + 256]
        country, _, same, known = _scored(scorer, some)
        at = 0
        for one in some:
            chosen = (country[at : at + len(one.right)] > 0).float()
            right += int(chosen.tolist() == one.right)
            at += len(one.right)
        asked += len(some)
        hits += int(((same > 0) & (known > 0)).sum())
        gold += int((known > 0).sum())
        found += int((same > 0).sum())
    return {
        "countries": round(right / max(1, asked), 3),
        "same": round(2 * hits / max(1, gold + found), 3),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    saved: dict[str, Any] = torch.load(options.weights, map_location="cpu")
    resources = Resources(gazetteer=Gazetteer.load(), lexicon=Lexicon.load())
    with tempfile.TemporaryDirectory() as folder:
        # as the words stand, without loss: what they seek is learned here
        weights = Weights.load(options.weights).seeking(np.eye(WORDS, dtype=np.float32))
        export(weights, options.encoder, Path(folder), sample=None)
        language = Language.load(Path(folder), words=resources.lexicon)
        held = {
            split: list(cases(passages, language, resources))
            for split, passages in parts(options.corpus).items()
        }
    print({split: len(found) for split, found in held.items()}, flush=True)
    scorer = trained(
        held["train"],
        epochs=options.epochs,
        rate=options.rate,
        seed=options.seed,
        trial=held["dev"],
    )
    learned = {f"entities.{k}": v for k, v in scorer.state_dict().items()}
    others = {
        k: v for k, v in saved["weights"].items() if not k.startswith("entities.")
    }
    torch.save({**saved, "weights": {**others, **learned}}, options.weights)


if __name__ == "__main__":
    main()
