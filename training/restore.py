"""
The weights of a shipped model, for training to go on from.

Takes the folder of a model; fills a network of the same shape, int8 made float again.
What the model has no weights for stays as it is. The inverse of `training.export`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.export import TOLD, WORD_HEADS
from training.graph import Array
from training.model import RELATION, SIDES, Reader

Constants: TypeAlias = dict[str, Array]
EMBEDDINGS = "encoder.embeddings."
ENTITIES = "entities."


def into(reader: Reader, folder: Path) -> frozenset[str]:
    """
    Fill `reader` with the weights under `folder`.

    Returns:
        The names of the parameters that were filled.
    """
    own = reader.state_dict()
    found = {}
    for name, array in _weights(folder, reader):
        tensor = torch.from_numpy(np.array(array, np.float32))
        if own[name].shape == tensor.shape:
            found[name] = tensor
        else:  # the table of positions: what ships is shorter
            found[name] = own[name].clone()
            found[name][: len(tensor)] = tensor
    reader.load_state_dict(found, strict=False)
    return frozenset(found)


def labels(folder: Path) -> dict[str, list[str]]:
    """The label sets of the model under `folder`."""
    notes = onnx.load(folder / "reader.onnx").metadata_props
    held = next(note.value for note in notes if note.key == "labels")
    found: dict[str, list[str]] = json.loads(held)
    return found


def layers(folder: Path) -> int:
    """How many layers the encoder of the model under `folder` has."""
    held = onnx.load(folder / "reader.onnx").graph.initializer
    return sum(one.name.endswith(".intermediate") for one in held)


def _weights(folder: Path, reader: Reader) -> Iterator[tuple[str, Array]]:
    model = onnx.load(folder / "reader.onnx")
    constants = _constants(model)
    yield "casing.weight", constants["casings"]
    words = constants["word_embeddings"].astype(np.float32)
    yield (
        f"{EMBEDDINGS}word_embeddings.weight",
        words * constants["word_embeddings.scale"],
    )
    yield f"{EMBEDDINGS}position_embeddings.weight", constants["positions"]
    # the one token type is part of the positions that ship
    types = reader.state_dict()[f"{EMBEDDINGS}token_type_embeddings.weight"]
    yield f"{EMBEDDINGS}token_type_embeddings.weight", np.zeros(types.shape, np.float32)
    yield from _normal(constants, f"{EMBEDDINGS}LayerNorm.")
    for layer in range(reader.encoder.config.num_hidden_layers):
        yield from _layer(constants, f"encoder.encoder.layer.{layer}.")
    yield from _heads(constants)
    yield from _relations(_constants(onnx.load(folder / "relations.onnx")))


def _constants(model: onnx.ModelProto) -> Constants:
    return {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}


def _product(constants: Constants, name: str) -> tuple[Array, Array]:
    """The weight [in, out] and the bias of a product."""
    weight = constants[name].astype(np.float32) * constants[f"{name}.weight_scale"]
    smooth = constants[f"{name}.smooth"].reshape(-1, 1)
    return weight * smooth, constants[f"{name}.bias"]


def _normal(constants: Constants, prefix: str) -> Iterator[tuple[str, Array]]:
    for part in ("weight", "bias"):
        yield prefix + part, constants[prefix + part]


def _layer(constants: Constants, prefix: str) -> Iterator[tuple[str, Array]]:
    weight, bias = _product(constants, f"{prefix}attention")
    for number, part in enumerate(("query", "key", "value")):
        name = f"{prefix}attention.self.{part}"
        yield f"{name}.weight", np.split(weight, 3, 1)[number].T
        yield f"{name}.bias", np.split(bias, 3)[number]
    for part in ("attention.output.", "output."):
        yield from _dense(constants, prefix + part, f"{prefix}{part}dense.")
        yield from _normal(constants, f"{prefix}{part}LayerNorm.")
    yield from _dense(
        constants, f"{prefix}intermediate", f"{prefix}intermediate.dense."
    )


def _dense(
    constants: Constants, product: str, name: str
) -> Iterator[tuple[str, Array]]:
    weight, bias = _product(constants, product)
    yield f"{name}weight", weight.T
    yield f"{name}bias", bias


def _heads(constants: Constants) -> Iterator[tuple[str, Array]]:
    for name, array in _split(constants, "heads", "sizes", WORD_HEADS):
        # who is whom is learned anew from what the words then say
        if not name.startswith(ENTITIES):
            yield name, array
    yield from _split(constants, "told", "told.sizes", TOLD)
    for name in ("names.1", "mentions.1"):
        yield from _dense(constants, name, f"{name}.")
    weight, bias = _product(constants, "arc")
    yield "arc", np.vstack([weight, bias[None]])
    yield "roles", _roles(constants)


def _split(
    constants: Constants, product: str, sizes: str, names: Sequence[str]
) -> Iterator[tuple[str, Array]]:
    """The layers that share a product, one after the other."""
    weight, bias = _product(constants, product)
    places = np.cumsum(constants[sizes])[:-1]
    parts = zip(np.split(weight, places, 1), np.split(bias, places), strict=True)
    for name, (matrix, offsets) in zip(names, parts, strict=True):
        yield f"{name}.weight", matrix.T
        yield f"{name}.bias", offsets


def _roles(constants: Constants) -> Array:
    """The tensor [SIDES, PARTY + 1, PARTY + 1] of `training.export`'s product."""
    weight, bias = _product(constants, "roles")
    both = np.vstack([weight, bias[None]])  # the last row: a bias on the party
    return np.stack(np.split(both, SIDES, 1))


def _relations(constants: Constants) -> Iterator[tuple[str, Array]]:
    weight, bias = _product(constants, "relations")
    labels = weight.shape[1] // RELATION
    tensor = np.zeros((labels, RELATION + 1, RELATION + 1), np.float32)
    tensor[:, :RELATION, :RELATION] = weight.reshape(-1, labels, RELATION).swapaxes(
        0, 1
    )
    tensor[:, RELATION, :RELATION] = bias.reshape(labels, RELATION)
    tensor[:, :RELATION, RELATION] = constants["alone"].T
    tensor[:, RELATION, RELATION] = constants["labels.bias"]
    yield "relation", tensor
