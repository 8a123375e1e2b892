"""
From treebank and coded corpus to weights.

    python -m training.train --treebank DIR --corpus DIR --encoder DIR --out FILE
    [--start DIR]

AdamW with a tenth of the rate on the encoder, linear warm-up and decay, an exponential
average of the weights. With --start, training goes on from the weights of a shipped
model, and sees of the treebank a share each epoch, so as not to forget it.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from facta.extract.stage import Resources
from facta.language import Language
from facta.lexicon import Lexicon
from facta.ontology import Gazetteer
from training import restore
from training.acts import acts_alone
from training.batches import IGNORE, Batch, Example, batches, example, mode, told
from training.coded import BOUND, KINDS, NOTHING, STATES, Coded, coded, parts
from training.evaluate import scores, told_scores
from training.export import tokenizer_of
from training.model import LAYERS, Labels, Reader, Scores, fresh, restored
from training.own import own
from training.schedule import Learning
from training.treebank import Tree, trees

# How much each head of what is told counts beside those of the tree. Judged on the
# corpus' dev part.
ACTS, MODES, TOLD, ROLES, MENTIONS, COMMITMENTS = 3.0, 0.3, 0.5, 4.0, 1.0, 1.0
# Half precision pays where the processor has products for it.
HALF = (
    torch.cuda.is_available()
    or "amx_bf16" in torch.backends.cpu.get_cpu_capability()
    or torch.cpu._is_avx512_bf16_supported()
)
# The parts of the network that tell acts and mentions, which learn on at full speed.
TELLING = frozenset(
    {
        "act",
        "acts",
        "modes",
        "states",
        "commitments",
        "deed",
        "party",
        "roles",
        "mentions",
    }
)
OWN = 2  # times that an epoch sees the project's own sentences


def label_sets(corpus: Sequence[Tree], told: Sequence[Coded]) -> Labels:
    """The label sets that a treebank and coded sentences use, sorted."""
    names = [f"{mark}-{kind}" for kind in ("LOC", "ORG", "PER") for mark in "BI"]
    acts = [act for sentence in told for act in sentence.acts]
    return Labels(
        upos=sorted({tag for tree in corpus for tag in tree.upos}),
        xpos=sorted({tag for tree in corpus for tag in tree.xpos}),
        relations=sorted({label for tree in corpus for label in tree.relations}),
        names=["O", *names],
        acts=[NOTHING, *sorted({act.type for act in acts})],
        modes=sorted({mode(act.type, act.mode) for act in acts}),
        states=list(STATES),
        mentions=list(KINDS),
        commitments=list(BOUND),
    )


def loss(reader: Reader, data: Batch) -> Tensor:
    """Sum of the heads' cross entropies, each a mean over its labelled words."""
    said = reader(data.pieces, data.casing, data.mask, data.first)
    return _tree_loss(reader, data, said) + _told_loss(data, said)


def _tree_loss(reader: Reader, data: Batch, said: Scores) -> Tensor:
    standing = data.heads != IGNORE
    if not standing.any():
        return said.arcs.new_zeros(())
    padding = data.first.eq(0)
    padding[:, 0] = False
    arcs = said.arcs.float().masked_fill(padding.unsqueeze(1), -1e4)
    governors = torch.gather(
        said.heads,
        1,
        data.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, said.heads.size(-1)),
    )
    relations = reader.relation_scores(said.dependents[standing], governors[standing])
    total = cross_entropy(arcs[standing], data.heads[standing])
    total = total + _over(relations, data.relations[standing])
    total = total + 0.5 * _over(said.upos, data.upos)
    total = total + 0.5 * _over(said.xpos, data.xpos)
    return total + _over(said.names, data.names)


def _told_loss(data: Batch, said: Scores) -> Tensor:
    total = ACTS * _over(said.acts, data.acts)
    total = total + MENTIONS * _over(said.mentions, data.mentions)
    total = total + COMMITMENTS * _over(said.commitments, data.commitments)
    if not len(data.rows):
        return total
    at = data.rows, data.places
    total = total + MODES * _over(said.modes[at], data.modes[at])
    states = said.states[at].float()
    total = total + TOLD * binary_cross_entropy_with_logits(states, data.states)
    roles = said.roles[data.rows, :, data.places].float()
    known = data.roles != IGNORE
    return total + ROLES * binary_cross_entropy_with_logits(
        roles[known], data.roles[known]
    )


def _over(said: Tensor, labels: Tensor) -> Tensor:
    """The cross entropy over what is labelled; 0 where nothing is."""
    known = labels != IGNORE
    if not known.any():
        return said.new_zeros(())
    return cross_entropy(said[known].float(), labels[known])


def train(
    reader: Reader,
    trees: Sequence[Example],
    acts: Sequence[Example],
    *,
    epochs: int,
    pieces: int,
    rate: float,
    seed: int,
    share: float,
    trained: frozenset[str],
    report: Callable[[int, Reader], None],
) -> Reader:
    """
    The exponential average of `reader`'s weights after passes over `acts` and, each
    time, a `share` of `trees`; the parameters named in `trained` learn as slowly as the
    encoder.
    """
    chance = random.Random(seed)

    def drawn() -> list[Example]:
        return [*chance.sample(trees, round(share * len(trees))), *acts]

    trial = batches(drawn(), pieces=pieces, chance=random.Random(seed))
    steps = epochs * sum(1 for _ in trial)
    slow, fast = [], []
    for name, parameter in reader.named_parameters():
        learns_slowly = name.startswith("encoder.") or name in trained
        (slow if learns_slowly else fast).append(parameter)
    learning = Learning({rate: slow, 10 * rate: fast}, steps=steps)
    average = copy.deepcopy(reader).eval()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    done = 0
    for epoch in range(epochs):
        started, running = time.monotonic(), 0.0
        reader.train()
        for data in batches(drawn(), pieces=pieces, chance=chance):
            with torch.autocast(device, dtype=torch.bfloat16, enabled=HALF):
                value = loss(reader, data)
            learning.step(value)
            # the last batch of an epoch may be a few pieces more or less
            done = min(done + 1, steps)
            running += value.item()
            decay = min(0.998, (1 + done) / (10 + done))
            pairs = zip(average.parameters(), reader.parameters(), strict=True)
            with torch.no_grad():
                for mean, now in pairs:
                    mean.lerp_(now, 1 - decay)
            if done % 50 == 0:
                print(f"step {done}/{steps} loss {running / 50:.3f}", flush=True)
                running = 0.0
        print(f"epoch {epoch + 1}: {time.monotonic() - started:.0f} s", flush=True)
        report(epoch + 1, average)
    return average


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--treebank", type=Path, required=True, help="folder of the ewt and gum files"
    )
    parser.add_argument(
        "--corpus", type=Path, required=True, help="folder of the coded corpus"
    )
    parser.add_argument(
        "--encoder",
        type=Path,
        required=True,
        help="folder of the pretrained encoder and its tokenizer",
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument(
        "--pieces", type=int, default=1400, help="padded pieces a batch"
    )
    parser.add_argument(
        "--rate",
        type=float,
        default=1.5e-4,
        help="of the encoder; the heads learn ten times as fast",
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--start",
        type=Path,
        help="folder of a shipped model, or file of weights, to go on from",
    )
    parser.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="of the treebank that each epoch sees",
    )
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    part = {
        (name, split): list(
            trees(options.treebank / f"{name}-{split}.conllu.gz", named=name == "gum")
        )
        for name in ("ewt", "gum")
        for split in ("train", "dev")
    }
    corpus = part["ewt", "train"] + part["gum", "train"]
    language = Language.load(threads=torch.get_num_threads())
    stories = {
        split: list(coded(passages, language))
        for split, passages in parts(options.corpus).items()
    }
    labels = label_sets(corpus, stories["train"])
    resources = Resources(gazetteer=Gazetteer.load(), lexicon=Lexicon.load())
    stories["train"] += acts_alone(options.corpus, language)
    stories["train"] += OWN * list(own(language, resources))
    saved: dict[str, Any] = {}
    if options.start and options.start.is_file():
        saved = torch.load(options.start, map_location="cpu")
        labels = replace(labels, **saved["labels"])
    elif options.start:
        labels = replace(labels, **restore.labels(options.start))
    tokenizer = tokenizer_of(options.encoder)
    held_out = {
        name: [example(tree, tokenizer, labels) for tree in part[name, "dev"]]
        for name in ("ewt", "gum")
    }
    acts = {
        split: [told(sentence, tokenizer, labels) for sentence in sentences]
        for split, sentences in stories.items()
    }
    folder, trained = str(options.encoder), frozenset[str]()
    if saved:
        reader = restored(folder, labels, saved["weights"])
        trained = frozenset(
            name for name in saved["weights"] if name.split(".")[0] not in TELLING
        )
    else:
        layers = restore.layers(options.start) if options.start else LAYERS
        reader = fresh(folder, labels, layers=layers)
    if options.start and not saved:
        trained = restore.into(reader, options.start)

    def report(epoch: int, reader: Reader) -> None:
        print(f"epoch {epoch} acts dev {told_scores(reader, acts['dev'])}", flush=True)
        if epoch % 2 == 0:
            for name, examples in held_out.items():
                print(
                    f"epoch {epoch} {name} dev {scores(reader, examples, labels)}",
                    flush=True,
                )
        torch.save(
            {"labels": asdict(labels), "weights": reader.state_dict()}, options.out
        )

    train(
        reader,
        [example(tree, tokenizer, labels) for tree in corpus],
        acts["train"],
        epochs=options.epochs,
        pieces=options.pieces,
        rate=options.rate,
        seed=options.seed,
        share=options.share,
        trained=trained,
        report=report,
    )


if __name__ == "__main__":
    main()
