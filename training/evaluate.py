"""
Quick scores of a reader in training: greedy heads, gold words.

The figures that are published come from the shipped model through `facta.language`: see
`benchmarks/language.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.batches import IGNORE, Example, batch
from training.model import Labels, Reader


def _spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of BIO labels; an I after another type opens a span."""
    found, start, kind = set(), 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return found


@torch.no_grad()
def scores(
    reader: Reader, examples: Sequence[Example], labels: Labels
) -> dict[str, float]:
    """
    UPOS, XPOS, UAS and LAS in percent; names as F1.

    LAS is with subtypes; punctuation counts.
    """
    right = dict.fromkeys(("upos", "xpos", "uas", "las"), 0)
    words = found = gold = hits = 0
    ordered = sorted(examples, key=lambda item: len(item.pieces))
    for start in range(0, len(ordered), 32):
        group = ordered[start : start + 32]
        data = batch(group)
        said = reader(data.pieces, data.casing, data.mask, data.first)
        upos, xpos, names, arcs = said.upos, said.xpos, said.names, said.arcs
        dependents, heads = said.dependents, said.heads
        padding = data.first.eq(0)
        padding[:, 0] = False
        # Padding heads nothing, and no word itself.
        arcs = arcs.masked_fill(padding.unsqueeze(1), -1e4)
        arcs.diagonal(dim1=1, dim2=2).fill_(-1e4)
        guessed = arcs.argmax(-1)
        governors = torch.gather(
            heads, 1, guessed.unsqueeze(-1).expand(-1, -1, heads.size(-1))
        )
        standing = data.heads != IGNORE
        relations = reader.relation_scores(
            dependents[standing], governors[standing]
        ).argmax(-1)
        attached = guessed[standing] == data.heads[standing]
        words += int(standing.sum())
        right["upos"] += int((upos.argmax(-1)[standing] == data.upos[standing]).sum())
        right["xpos"] += int((xpos.argmax(-1)[standing] == data.xpos[standing]).sum())
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (relations == data.relations[standing])).sum())
        if group[0].names and group[0].names[0] != IGNORE:
            for row, item in enumerate(group):
                chosen = names[row, 1 : len(item.names) + 1].argmax(-1).tolist()
                a = _spans([labels.names[i] for i in chosen])
                b = _spans([labels.names[i] for i in item.names])
                found += len(a)
                gold += len(b)
                hits += len(a & b)
    result = {name: round(100 * count / words, 2) for name, count in right.items()}
    if gold:
        result["names"] = round(2 * hits / (found + gold), 3)
    return result


@torch.no_grad()
def told_scores(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    """
    F1 of words that name acts and of their types, at even odds; shares of parties found
    at words that name acts; F1 of words that mention somebody, and of their kinds; F1
    of words that head the content of a commitment.
    """
    acts = mentions = commitments = (0, 0, 0, 0)
    parties = right = 0
    ordered = sorted(examples, key=lambda item: len(item.pieces))
    for start in range(0, len(ordered), 32):
        data = batch(ordered[start : start + 32])
        said = reader(data.pieces, data.casing, data.mask, data.first)
        acts = _plus(acts, _matches(said.acts, data.acts))
        mentions = _plus(mentions, _matches(said.mentions, data.mentions))
        commitments = _plus(commitments, _matches(said.commitments, data.commitments))
        if len(data.rows):
            roles = said.roles[data.rows, :, data.places]
            best = roles.masked_fill(data.roles == IGNORE, -1e4).argmax(-1)
            held = data.roles[..., 1:].eq(1).any(-1)
            hits = torch.gather(data.roles, 2, best.unsqueeze(-1)).squeeze(-1).eq(1)
            parties += int(held.sum())
            right += int((hits & held).sum())
    return {
        "acts": _f1(acts[2], acts),
        "types": _f1(acts[3], acts),
        "parties": round(right / max(1, parties), 3),
        "mentions": _f1(mentions[2], mentions),
        "kinds": _f1(mentions[3], mentions),
        "commitments": _f1(commitments[2], commitments),
    }


Matches = tuple[int, int, int, int]


def _matches(said: torch.Tensor, labels: torch.Tensor) -> Matches:
    """Labels other than the first: of gold, found, in both, alike in both."""
    known = labels != IGNORE
    gold, found = labels[known], said[known].argmax(-1)
    both = (gold > 0) & (found > 0)
    return (
        int((gold > 0).sum()),
        int((found > 0).sum()),
        int(both.sum()),
        int((both & (gold == found)).sum()),
    )


def _plus(one: Matches, other: Matches) -> Matches:
    a, b, c, d = (x + y for x, y in zip(one, other, strict=True))
    return a, b, c, d


def _f1(hits: int, of: Matches) -> float:
    return round(2 * hits / max(1, of[0] + of[1]), 3)
