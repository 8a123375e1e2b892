"""
From weights to what ships.

    python -m training.export --weights FILE --treebank DIR --encoder DIR --out DIR

Writes reader.onnx (pieces to scores of tags, names, arcs, acts, parties and mentions),
relations.onnx (two word vectors to relation scores), entities.onnx (a mention and an
anchor to whether they go together) and tokenizer.json. The treebank's training part serves to
measure the range of every layer's input. The same weights and treebank give the same
bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto
from tokenizers import Tokenizer

from facta.extract.actors.bearings import WIDTH
from facta.extract.actors.entities import SIZE
from facta.language.pieces import casing
from training.graph import Array, Graph, Ranges, write
from training.model import ARC, PARTY, RELATION, SIDES, Labels
from training.treebank import Tree, trees

ATTENTION_HEADS = 12
# Pieces: rows of the position table that ship; facta.language cuts longer sentences.
LONGEST = 256
# One training sentence in so many is read to measure ranges; judged, not fitted.
EVERY = 60
VERSION = "reader/4"
# The first layers of the heads; those of LINEAR have no more.
LINEAR = ("upos.1", "xpos.1", "entities.seeks", "entities.offers")
WORD_HEADS = (
    "upos.1",
    "xpos.1",
    "names.0.1",
    "arc_dependent.1",
    "arc_head.1",
    "relation_dependent.1",
    "relation_head.1",
    "act.1",
    "deed.1",
    "party.1",
    "mentions.0.1",
    "entities.seeks",
    "entities.offers",
)
# What is told of acts, and of what binds: the last layers that share "act.1".
TOLD = ("acts", "modes", "states", "commitments")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training saved, as arrays by the names of `training.model.Reader`."""

    labels: Labels
    arrays: dict[str, Array]

    @classmethod
    def load(cls, path: Path) -> Weights:
        """The weights in a file that `training.train` wrote."""
        saved: dict[str, Any] = torch.load(path, map_location="cpu")
        arrays = {k: v.float().numpy() for k, v in saved["weights"].items()}
        return cls(Labels(**saved["labels"]), arrays)

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def seeking(self, matrix: Array) -> Weights:
        """The same, mentions seeking and anchors offering `matrix` [width, size]."""
        size = matrix.shape[1]
        learned = {
            f"entities.{name}.{part}": value
            for name in ("seeks", "offers")
            for part, value in (
                ("weight", matrix.T),
                ("bias", np.zeros(size, np.float32)),
            )
        }
        return Weights(self.labels, {**self.arrays, **learned})

    @property
    def layers(self) -> int:
        """Number of layers of the encoder."""
        return sum(name.endswith("intermediate.dense.bias") for name in self.arrays)


def reader_graph(
    weights: Weights, ranges: Ranges | None
) -> tuple[Graph, dict[str, str]]:
    """
    The network of `training.model.Reader.forward`, and the inner names of its outputs.
    """
    graph = Graph(ranges)
    hidden = _embedded(graph, weights)
    for layer in range(weights.layers):
        hidden = _layer(graph, weights, f"encoder.encoder.layer.{layer}.", hidden)
    firsts = graph.operation(
        "Unsqueeze", "first", graph.constant("axis", np.array([2], np.int64))
    )
    words = graph.operation("GatherND", hidden, firsts, batch_dims=1)
    return graph, {"words": words, **_heads(graph, weights, words)}


def _embedded(graph: Graph, weights: Weights) -> str:
    tables = "encoder.embeddings."
    positions = weights[tables + "position_embeddings.weight"][:LONGEST]
    positions = positions + weights[tables + "token_type_embeddings.weight"][0]
    words = graph.table(
        "word_embeddings", "pieces", weights[tables + "word_embeddings.weight"]
    )
    cased = graph.operation(
        "Gather", graph.constant("casings", weights["casing.weight"]), "casing"
    )
    length = graph.operation("Shape", "pieces", start=1, end=2)
    zero = graph.constant("start", np.array([0], np.int64))
    placed = graph.operation(
        "Slice", graph.constant("positions", positions), zero, length
    )
    total = graph.operation("Add", graph.operation("Add", words, cased), placed)
    return _normal(graph, weights, f"{tables}LayerNorm.", total)


def _layer(graph: Graph, weights: Weights, prefix: str, hidden: str) -> str:
    """One layer of the encoder: attention and two dense products, each normalised."""
    parts = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    matrix = np.concatenate([weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    product = graph.product(f"{prefix}attention", hidden, matrix, bias)
    three = graph.split("Split", product, outputs=3, axis=2, num_outputs=3)
    mixed = graph.operation(
        "MultiHeadAttention",
        *three,
        "",
        "mask",
        runtime=True,
        num_heads=ATTENTION_HEADS,
    )
    hidden = _added(graph, weights, f"{prefix}attention.output.", mixed, hidden)
    parts = [f"{prefix}intermediate.dense.{part}" for part in ("weight", "bias")]
    wide = graph.product(
        f"{prefix}intermediate", hidden, weights[parts[0]].T, weights[parts[1]]
    )
    return _added(
        graph,
        weights,
        f"{prefix}output.",
        graph.operation("Gelu", wide, runtime=True),
        hidden,
    )


def _added(graph: Graph, weights: Weights, prefix: str, value: str, hidden: str) -> str:
    product = graph.product(
        prefix,
        value,
        weights[f"{prefix}dense.weight"].T,
        weights[f"{prefix}dense.bias"],
    )
    return _normal(
        graph, weights, f"{prefix}LayerNorm.", graph.operation("Add", product, hidden)
    )


def _normal(graph: Graph, weights: Weights, prefix: str, value: str) -> str:
    parts = [
        graph.constant(prefix + part, weights[prefix + part])
        for part in ("weight", "bias")
    ]
    return graph.operation("LayerNormalization", value, *parts, epsilon=1e-12)


def _heads(graph: Graph, weights: Weights, words: str) -> dict[str, str]:
    """All heads share one product over the words."""
    matrix = np.concatenate([weights[f"{head}.weight"] for head in WORD_HEADS]).T
    bias = np.concatenate([weights[f"{head}.bias"] for head in WORD_HEADS])
    sizes = np.array([len(weights[f"{head}.bias"]) for head in WORD_HEADS], np.int64)
    total = graph.product("heads", words, matrix, bias)
    parts = graph.split(
        "Split", total, graph.constant("sizes", sizes), outputs=len(sizes), axis=2
    )
    first = {
        head: value
        if head in LINEAR
        else graph.operation("LeakyRelu", value, alpha=0.1)
        for head, value in zip(WORD_HEADS, parts, strict=True)
    }
    leaning = graph.product(
        "arc", first["arc_dependent.1"], weights["arc"][:ARC], weights["arc"][ARC]
    )
    return {
        "upos": first["upos.1"],
        "xpos": first["xpos.1"],
        "names": _last(graph, weights, first["names.0.1"], "names.1"),
        "arcs": _crossed(graph, leaning, first["arc_head.1"]),
        "relation_dependent": first["relation_dependent.1"],
        "relation_head": first["relation_head.1"],
        **_told(graph, weights, first["act.1"]),
        "mentions": _last(graph, weights, first["mentions.0.1"], "mentions.1"),
        **_roles(graph, weights, first["deed.1"], first["party.1"]),
        "seeks": first["entities.seeks"],
        "offers": first["entities.offers"],
    }


def _last(graph: Graph, weights: Weights, value: str, name: str) -> str:
    """The last layer of a head."""
    return graph.product(
        name, value, weights[f"{name}.weight"].T, weights[f"{name}.bias"]
    )


def _crossed(graph: Graph, rows: str, columns: str) -> str:
    """[B, W, W] every word with every word."""
    turned = graph.operation("Transpose", columns, perm=[0, 2, 1])
    return graph.operation("MatMul", rows, turned)


def _told(graph: Graph, weights: Weights, act: str) -> dict[str, str]:
    """What is told of acts, and of what binds: they share a product."""
    matrix = np.concatenate([weights[f"{name}.weight"] for name in TOLD]).T
    bias = np.concatenate([weights[f"{name}.bias"] for name in TOLD])
    sizes = np.array([len(weights[f"{name}.bias"]) for name in TOLD], np.int64)
    total = graph.product("told", act, matrix, bias)
    parts = graph.split(
        "Split", total, graph.constant("told.sizes", sizes), outputs=len(TOLD), axis=2
    )
    return dict(zip(TOLD, parts, strict=True))


def _roles(graph: Graph, weights: Weights, deed: str, party: str) -> dict[str, str]:
    """`actors` and `recipients` [B, W, W]: each word as an act, each as its party."""
    tensor = weights["roles"]
    # Vectors that end in 1: the tensor's last row is a bias on the party, its last
    # column one on the act.
    matrix = np.concatenate([tensor[side, :PARTY] for side in range(SIDES)], 1)
    bias = np.concatenate([tensor[side, PARTY] for side in range(SIDES)])
    total = graph.product("roles", deed, matrix, bias)
    sizes = np.array([PARTY, 1] * SIDES, np.int64)
    parts = graph.split(
        "Split", total, graph.constant("roles.sizes", sizes), outputs=2 * SIDES, axis=2
    )
    return {
        name: graph.operation("Add", _crossed(graph, parts[at], party), parts[at + 1])
        for name, at in (("actors", 0), ("recipients", 2))
    }


def relation_graph(
    weights: Weights, ranges: Ranges | None
) -> tuple[Graph, dict[str, str]]:
    """`training.model.Reader.relation_scores`: two [N, RELATION] to [N, labels]."""
    graph, tensor = Graph(ranges), weights["relation"]
    labels = len(tensor)
    # d'Th over vectors that end in 1: the tensor's last row is a bias on d'T, its last
    # column one on the label.
    matrix = tensor[:, :RELATION, :RELATION].transpose(1, 0, 2).reshape(RELATION, -1)
    bias = tensor[:, RELATION, :RELATION].reshape(-1)
    shape = graph.constant("shape", np.array([-1, labels, RELATION], np.int64))
    leaning = graph.operation(
        "Reshape", graph.product("relations", "dependents", matrix, bias), shape
    )
    axis = graph.constant("axis", np.array([2], np.int64))
    both = graph.operation(
        "MatMul", leaning, graph.operation("Unsqueeze", "heads", axis)
    )
    scores = graph.operation("Squeeze", both, axis)
    alone = graph.operation(
        "MatMul",
        "dependents",
        graph.constant("alone", tensor[:, :RELATION, RELATION].T),
    )
    scores = graph.operation("Add", scores, alone)
    bias = graph.constant("labels.bias", tensor[:, RELATION, RELATION])
    return graph, {"scores": graph.operation("Add", scores, bias)}


def entities_graph(weights: Weights) -> tuple[Graph, dict[str, str]]:
    """`training.entities.Scorer` behind its first products; in floats, being small."""
    graph = Graph()
    sought = graph.operation("Mul", "seeks", "offers")
    pairs = graph.operation("Concat", "features", sought, "seeks", axis=1)
    hidden = graph.product(
        "hidden",
        pairs,
        weights["entities.hidden.weight"].T,
        weights["entities.hidden.bias"],
    )
    scores = _last(graph, weights, graph.operation("Relu", hidden), "entities.scores")
    return graph, {"scores": scores}


def _entities_model(graph: Graph, outputs: dict[str, str]) -> onnx.ModelProto:
    inputs = {
        name: (TensorProto.FLOAT, ("N", str(size)))
        for name, size in (("features", WIDTH), ("seeks", SIZE), ("offers", SIZE))
    }
    return graph.model("entities", inputs, outputs, {"version": VERSION})


def _reader_model(
    graph: Graph, outputs: dict[str, str], labels: Labels
) -> onnx.ModelProto:
    sides = {"pieces": "P", "casing": "P", "mask": "P", "first": "W"}
    inputs = {
        name: (TensorProto.INT32 if name == "mask" else TensorProto.INT64, ("B", axis))
        for name, axis in sides.items()
    }
    sets = asdict(labels)
    return graph.model(
        "reader", inputs, outputs, {"labels": json.dumps(sets), "version": VERSION}
    )


def _relation_model(graph: Graph, outputs: dict[str, str]) -> onnx.ModelProto:
    inputs = {
        name: (TensorProto.FLOAT, ("N", str(RELATION)))
        for name in ("dependents", "heads")
    }
    return graph.model("relations", inputs, outputs, {"version": VERSION})


def ranges(weights: Weights, tokenizer: Tokenizer, sample: Sequence[Tree]) -> Ranges:
    """Lows and highs, channel by channel, of every product's input over `sample`."""
    graph, outputs = reader_graph(weights, None)
    taps = {f"tap.{name}": inner for name, inner in graph.inputs.items()}
    taps["tap.relations"] = outputs["relation_dependent"]
    session = onnxruntime.InferenceSession(
        _reader_model(graph, taps, weights.labels).SerializeToString()
    )
    lows: dict[str, list[Array]] = {name: [] for name in taps}
    highs: dict[str, list[Array]] = {name: [] for name in taps}
    for tree in sample:
        values = session.run(list(taps), _inputs(tree, tokenizer))
        for name, value in zip(taps, values, strict=True):
            lows[name].append(value[0].min(0))
            highs[name].append(value[0].max(0))
    return {
        name.removeprefix("tap."): (
            np.min(lows[name], 0).round(3),
            np.max(highs[name], 0).round(3),
        )
        for name in taps
    }


def _inputs(tree: Tree, tokenizer: Tokenizer) -> dict[str, Any]:
    encoded = tokenizer.encode(tree.words, is_pretokenized=True)
    owners = encoded.word_ids[:LONGEST]
    first: dict[int, int] = {}
    for position, word in enumerate(owners):
        if word is not None:
            first.setdefault(word, position)
    return {
        "pieces": np.array([encoded.ids[:LONGEST]], np.int64),
        "casing": np.array(
            [[0 if word is None else casing(tree.words[word]) for word in owners]],
            np.int64,
        ),
        "mask": np.ones((1, len(owners)), np.int32),
        "first": np.array([[0, *first.values()]], np.int64),
    }


def tokenizer_of(encoder: Path) -> Tokenizer:
    """The encoder's tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def export(
    weights: Weights, encoder: Path, out: Path, *, sample: Sequence[Tree] | None
) -> None:
    """The model as files under `out`: int8 with ranges from `sample`, else float."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(encoder)
    measured = None
    if sample is not None:
        measured = ranges(weights, tokenizer, sample)
    reader = _reader_model(*reader_graph(weights, measured), weights.labels)
    write(reader, out / "reader.onnx")
    write(_relation_model(*relation_graph(weights, measured)), out / "relations.onnx")
    if "entities.hidden.weight" in weights.arrays:
        write(_entities_model(*entities_graph(weights)), out / "entities.onnx")
    (out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf8")


def sample_of(treebank: Path) -> list[Tree]:
    """Every so-manieth training sentence of both treebanks."""
    corpus = [
        tree
        for name in ("ewt", "gum")
        for tree in trees(treebank / f"{name}-train.conllu.gz", named=False)
    ]
    return corpus[::EVERY]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, required=True, help="what training.train wrote"
    )
    parser.add_argument(
        "--treebank", type=Path, required=True, help="folder of the ewt and gum files"
    )
    parser.add_argument(
        "--encoder",
        type=Path,
        required=True,
        help="folder with the encoder's tokenizer.json",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="folder to write to, src/facta/language/data",
    )
    parser.add_argument(
        "--float",
        action="store_true",
        help="without quantisation, to measure what it costs",
    )
    options = parser.parse_args()
    sample = None
    if not options.float:
        sample = sample_of(options.treebank)
    export(Weights.load(options.weights), options.encoder, options.out, sample=sample)
    for path in sorted(options.out.glob("*.onnx")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
