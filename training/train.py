"""
From treebank to weights.

    python -m training.train --treebank DIR --encoder DIR --out FILE

AdamW with a tenth of the rate on the encoder, linear warm-up and decay, an exponential
average of the weights.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from training.batches import IGNORE, Batch, Example, batches, example
from training.evaluate import scores
from training.model import Labels, Reader, fresh
from training.treebank import Tree, trees


def label_sets(corpus: Sequence[Tree]) -> Labels:
    """The label sets that `corpus` uses, sorted."""
    names = [f"{mark}-{kind}" for kind in ("LOC", "ORG", "PER") for mark in "BI"]
    return Labels(
        sorted({tag for tree in corpus for tag in tree.upos}),
        sorted({tag for tree in corpus for tag in tree.xpos}),
        sorted({label for tree in corpus for label in tree.relations}),
        ["O", *names],
    )


def loss(reader: Reader, data: Batch) -> Tensor:
    """Sum of the heads' cross entropies, each a mean over its labelled words."""
    _, upos, xpos, names, arcs, dependents, heads = reader(
        data.pieces, data.casing, data.mask, data.first
    )
    standing = data.heads != IGNORE
    padding = data.first.eq(0)
    padding[:, 0] = False
    arcs = arcs.float().masked_fill(padding.unsqueeze(1), -1e4)
    governors = torch.gather(
        heads, 1, data.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, heads.size(-1))
    )
    relations = reader.relation_scores(dependents[standing], governors[standing])
    total = cross_entropy(arcs[standing], data.heads[standing])
    total = total + cross_entropy(
        relations.float(), data.relations[standing], ignore_index=IGNORE
    )
    total = total + 0.5 * cross_entropy(
        upos[standing].float(), data.upos[standing], ignore_index=IGNORE
    )
    total = total + 0.5 * cross_entropy(
        xpos[standing].float(), data.xpos[standing], ignore_index=IGNORE
    )
    labelled = data.names != IGNORE
    if labelled.any():
        total = total + cross_entropy(names[labelled].float(), data.names[labelled])
    return total


def train(
    reader: Reader,
    examples: Sequence[Example],
    *,
    epochs: int,
    pieces: int,
    rate: float,
    seed: int,
    report: Callable[[int, Reader], None],
) -> Reader:
    """The exponential average of `reader`'s weights after passes over `examples`."""
    chance = random.Random(seed)
    trial = batches(examples, pieces=pieces, chance=random.Random(seed))
    steps = epochs * sum(1 for _ in trial)
    encoder = list(reader.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [
        parameter for parameter in reader.parameters() if id(parameter) not in known
    ]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": 10 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    # Warm-up, clipping, decay and rates are judged, not fitted.
    warm = steps // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm))),
    )
    average = copy.deepcopy(reader).eval()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    done = 0
    for epoch in range(epochs):
        started, running = time.monotonic(), 0.0
        reader.train()
        for data in batches(examples, pieces=pieces, chance=chance):
            with torch.autocast(device, dtype=torch.bfloat16):
                value = loss(reader, data)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            done += 1
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
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    part = {
        (corpus, split): list(
            trees(
                options.treebank / f"{corpus}-{split}.conllu.gz", named=corpus == "gum"
            )
        )
        for corpus in ("ewt", "gum")
        for split in ("train", "dev")
    }
    corpus = part["ewt", "train"] + part["gum", "train"]
    labels = label_sets(corpus)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    held_out = {
        name: [example(tree, tokenizer, labels) for tree in part[name, "dev"]]
        for name in ("ewt", "gum")
    }

    def report(epoch: int, reader: Reader) -> None:
        if epoch % 2 == 0:
            for name, examples in held_out.items():
                print(
                    f"epoch {epoch} {name} dev {scores(reader, examples, labels)}",
                    flush=True,
                )
        torch.save(
            {"labels": asdict(labels), "weights": reader.state_dict()}, options.out
        )

    examples = [example(tree, tokenizer, labels) for tree in corpus]
    train(
        fresh(str(options.encoder), labels),
        examples,
        epochs=options.epochs,
        pieces=options.pieces,
        rate=options.rate,
        seed=options.seed,
        report=report,
    )


if __name__ == "__main__":
    main()
