"""
A smaller reader that says what a larger one says.

    python -m training.distil --teacher FILE --news DIR --treebank DIR --corpus DIR
    --encoder DIR --out FILE [--layers 0,1,3,5] [--steps N]

Keeps some of the teacher's layers; then learns from sentences without coding: the
vectors of the words and what every head says of them. Sources: Sanh et al. (2019),
DistilBERT, for layers that begin as the teacher's; Hinton et al. (2015), for learning
from its scores.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from itertools import chain, count, islice
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, kl_div, mse_loss

from facta.language import Language
from training.batches import Batch, Example, bare, batches
from training.export import tokenizer_of
from training.model import Labels, Reader, Scores, restored
from training.plain import plain
from training.schedule import Learning

LAYER = "encoder.encoder.layer."
# How much each thing that is learned counts. Judged, not fitted.
WORDS, ARCS, RELATIONS, TAGS, NAMES = 3.0, 1.0, 1.0, 0.5, 1.0
ACTS, MODES, STATES, ROLES, MENTIONS = 3.0, 0.3, 0.5, 4.0, 1.0
HEARD = 0.1  # chance of an act from which its mode, states and parties are learned


def loss(student: Reader, teacher: Reader, data: Batch) -> Tensor:
    """How far the student's word vectors and scores are from the teacher's."""
    inputs = data.pieces, data.casing, data.mask, data.first
    with torch.no_grad():
        wanted = teacher(*inputs)
        known = data.first.ne(0)
        heads = _masked(wanted.arcs, known).argmax(-1)
        relations = _relations(teacher, wanted, heads, known)
    said = student(*inputs)
    total = WORDS * mse_loss(said.words[known], wanted.words[known])
    total = total + ARCS * _apart(
        _masked(said.arcs, known)[known], _masked(wanted.arcs, known)[known]
    )
    total = total + RELATIONS * _apart(
        _relations(student, said, heads, known), relations
    )
    for weight, mine, its in (
        (TAGS, said.upos, wanted.upos),
        (TAGS, said.xpos, wanted.xpos),
        (NAMES, said.names, wanted.names),
        (ACTS, said.acts, wanted.acts),
        (MENTIONS, said.mentions, wanted.mentions),
    ):
        total = total + weight * _apart(mine[known], its[known])
    return total + _told(said, wanted, known)


def _told(said: Scores, wanted: Scores, known: Tensor) -> Tensor:
    """What is told of the acts that the teacher may have heard."""
    heard = known & (1 - wanted.acts.softmax(-1)[..., 0] > HEARD)
    if not heard.any():
        return said.acts.new_zeros(())
    total = MODES * _apart(said.modes[heard], wanted.modes[heard])
    total = total + STATES * _differ(said.states[heard], wanted.states[heard])
    rows, places = heard.nonzero(as_tuple=True)
    real = known.clone()
    real[:, 0] = True  # the root stands for a party that the sentence does not name
    real = real[rows].unsqueeze(1).expand(-1, wanted.roles.shape[1], -1)
    return total + ROLES * _differ(
        said.roles[rows, :, places][real], wanted.roles[rows, :, places][real]
    )


def _apart(said: Tensor, wanted: Tensor) -> Tensor:
    """Kullback-Leibler divergence of softmaxed scores, a mean over the rows."""
    return kl_div(
        said.log_softmax(-1),
        wanted.log_softmax(-1),
        reduction="batchmean",
        log_target=True,
    )


def _differ(said: Tensor, wanted: Tensor) -> Tensor:
    """The same of scores that stand alone."""
    chances = wanted.sigmoid()
    least = binary_cross_entropy_with_logits(wanted, chances)
    return binary_cross_entropy_with_logits(said, chances) - least


def _masked(arcs: Tensor, known: Tensor) -> Tensor:
    """Arcs without those to padding."""
    standing = known.clone()
    standing[:, 0] = True
    return arcs.masked_fill(~standing.unsqueeze(1), -1e4)


def _relations(reader: Reader, said: Scores, heads: Tensor, known: Tensor) -> Tensor:
    governors = torch.gather(
        said.heads, 1, heads.unsqueeze(-1).expand(-1, -1, said.heads.size(-1))
    )
    return reader.relation_scores(said.dependents[known], governors[known])


def smaller(
    teacher: Reader, folder: str, labels: Labels, *, layers: Sequence[int]
) -> Reader:
    """A reader that begins as some of the teacher's layers, under its heads."""
    weights = dict(teacher.state_dict())
    held = {name: weights.pop(name) for name in list(weights) if name.startswith(LAYER)}
    for new, old in enumerate(layers):
        own = f"{LAYER}{old}."
        for name, value in held.items():
            if name.startswith(own):
                weights[f"{LAYER}{new}.{name.removeprefix(own)}"] = value
    return restored(folder, labels, weights)


def distil(
    student: Reader,
    teacher: Reader,
    examples: Sequence[Example],
    *,
    steps: int,
    pieces: int,
    rate: float,
    seed: int,
) -> None:
    """Teaches `student` for a number of steps, over the examples as often as it takes."""
    learning = Learning({rate: list(student.parameters())}, steps=steps)
    # it is to say what the teacher says, not to say it by half of its units
    student.eval()
    chance, running = random.Random(seed), 0.0
    endless = chain.from_iterable(
        batches(examples, pieces=pieces, chance=chance) for _ in count()
    )
    for step, data in enumerate(islice(endless, steps), 1):
        value = loss(student, teacher, data)
        learning.step(value)
        running += value.item()
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {running / 50:.3f}", flush=True)
            running = 0.0


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,3,5", help="of the teacher, to keep")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--pieces", type=int, default=1400)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    saved = torch.load(options.teacher, map_location="cpu")
    labels = Labels(**saved["labels"])
    teacher = restored(str(options.encoder), labels, saved["weights"]).eval()
    tokenizer = tokenizer_of(options.encoder)
    sentences = plain(
        options.news,
        options.treebank,
        options.corpus,
        Language.load(),
        documents=options.documents,
        seed=options.seed,
    )
    print(f"{len(sentences)} sentences", flush=True)
    student = smaller(
        teacher,
        str(options.encoder),
        labels,
        layers=[int(layer) for layer in options.layers.split(",")],
    )
    distil(
        student,
        teacher,
        [bare(words, tokenizer) for words in sentences],
        steps=options.steps,
        pieces=options.pieces,
        rate=options.rate,
        seed=options.seed,
    )
    torch.save(
        {"labels": saved["labels"], "weights": student.state_dict()}, options.out
    )


if __name__ == "__main__":
    main()
