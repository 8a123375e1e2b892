"""
The network: one small encoder, a head a task.

Takes word pieces with their casing and the first piece of each word; gives tag scores,
name scores, arc scores, the two vectors of each word from which a relation is scored,
and what is told: which words name acts, who takes part in them, whom words mention.
Source: Dozat and Manning (2017), deep biaffine attention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LAYERS = 6  # of the pretrained encoder
CASINGS = 6  # other, lower, Title, UPPER, miXed, digit: facta.language.pieces.casing
# Widths of the vectors that arcs and relations are scored from; judged, not fitted.
ARC, RELATION = 384, 128
# Widths of what acts, their parties and mentions are scored from; judged, not fitted.
ACT, PARTY, MENTION = 256, 128, 96
SIDES = 2  # an act's actors and its recipients


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, in the order of their scores."""

    upos: list[str]
    xpos: list[str]
    relations: list[str]
    names: list[str]
    acts: list[str]
    modes: list[str]
    states: list[str]
    mentions: list[str]
    commitments: list[str]


class Scores(NamedTuple):
    """
    What the network gives: B sentences, W words and the root.

    words: [B, W + 1, width] the vectors that all others are made from.
    upos, xpos, names: [B, W + 1, labels].
    arcs: [B, W + 1, W + 1] dependent, head.
    dependents, heads: [B, W + 1, RELATION] what relations are scored from.
    acts, modes, states, mentions, commitments: [B, W + 1, labels].
    roles: [B, SIDES, W + 1, W + 1] side, act, party.
    """

    words: Tensor
    upos: Tensor
    xpos: Tensor
    names: Tensor
    arcs: Tensor
    dependents: Tensor
    heads: Tensor
    acts: Tensor
    modes: Tensor
    states: Tensor
    mentions: Tensor
    commitments: Tensor
    roles: Tensor


def _perceptron(width: int, size: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(0.1), nn.Linear(width, size), nn.LeakyReLU(0.1), nn.Dropout(0.33)
    )


class Reader(nn.Module):
    """
    Encoder and heads.

    B sentences, P pieces, W words; word 0 is the root and stands at [CLS].
    """

    def __init__(self, encoder: BertModel, labels: Labels) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.casing = nn.Embedding(CASINGS, width)
        # Casing adds nothing at first, so that the encoder begins as it was trained.
        nn.init.zeros_(self.casing.weight)
        self.upos = nn.Sequential(nn.Dropout(0.2), nn.Linear(width, len(labels.upos)))
        self.xpos = nn.Sequential(nn.Dropout(0.2), nn.Linear(width, len(labels.xpos)))
        self.names = nn.Sequential(
            _perceptron(width, 192), nn.Linear(192, len(labels.names))
        )
        self.arc_dependent = _perceptron(width, ARC)
        self.arc_head = _perceptron(width, ARC)
        self.relation_dependent = _perceptron(width, RELATION)
        self.relation_head = _perceptron(width, RELATION)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation = nn.Parameter(
            torch.zeros(len(labels.relations), RELATION + 1, RELATION + 1)
        )
        self.act = _perceptron(width, ACT)
        self.acts = nn.Linear(ACT, len(labels.acts))
        self.modes = nn.Linear(ACT, len(labels.modes))
        self.states = nn.Linear(ACT, len(labels.states))
        self.commitments = nn.Linear(ACT, len(labels.commitments))
        self.deed = _perceptron(width, PARTY)
        self.party = _perceptron(width, PARTY)
        self.roles = nn.Parameter(torch.zeros(SIDES, PARTY + 1, PARTY + 1))
        nn.init.normal_(self.roles, std=0.01)
        self.mentions = nn.Sequential(
            _perceptron(width, MENTION), nn.Linear(MENTION, len(labels.mentions))
        )

    def forward(
        self, pieces: Tensor, casing: Tensor, mask: Tensor, first: Tensor
    ) -> Scores:
        """
        Args:
            pieces, casing, mask: [B, P] piece ids, casing classes, 1 where a piece
                stands.
            first: [B, W + 1] position of the first piece of each word; 0 for the root
                and for padding.
        """
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.casing(casing)
        hidden = self.encoder(
            inputs_embeds=embedded, attention_mask=mask
        ).last_hidden_state
        words = torch.gather(
            hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.size(-1))
        )
        arcs = (
            _with_one(self.arc_dependent(words))
            @ self.arc
            @ self.arc_head(words).transpose(1, 2)
        )
        act = self.act(words)
        deed, party = _with_one(self.deed(words)), _with_one(self.party(words))
        return Scores(
            words=words,
            upos=self.upos(words),
            xpos=self.xpos(words),
            names=self.names(words),
            arcs=arcs,
            dependents=self.relation_dependent(words),
            heads=self.relation_head(words),
            acts=self.acts(act),
            modes=self.modes(act),
            states=self.states(act),
            mentions=self.mentions(words),
            commitments=self.commitments(act),
            roles=deed.unsqueeze(1) @ self.roles @ party.unsqueeze(1).transpose(2, 3),
        )

    def relation_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[N, labels] scores of N arcs from their two vectors [N, RELATION]."""
        return torch.einsum(
            "ni,lij,nj->nl", _with_one(dependents), self.relation, _with_one(heads)
        )


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)


def _config(folder: str, **sizes: int) -> BertConfig:
    # Without dropout on attention, and without its fused form, a step takes half the
    # time on a processor.
    return BertConfig.from_pretrained(
        folder,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
        **sizes,
    )


def fresh(folder: str, labels: Labels, *, layers: int = LAYERS) -> Reader:
    """
    A reader on the first layers of the pretrained encoder in `folder`, its heads
    untrained.
    """
    config = _config(folder, num_hidden_layers=layers)
    return Reader(
        BertModel.from_pretrained(folder, config=config, add_pooling_layer=False),
        labels,
    )


def restored(folder: str, labels: Labels, weights: Mapping[str, Tensor]) -> Reader:
    """
    The reader that `weights` are of, its encoder as deep as they are; a head
    that they lack is untrained.

    folder: of the pretrained encoder that it began as.
    """
    layers = sum(name.endswith("intermediate.dense.bias") for name in weights)
    config = _config(folder, num_hidden_layers=layers)
    reader = Reader(BertModel(config, add_pooling_layer=False), labels)
    reader.load_state_dict(weights, strict=False)
    return reader
