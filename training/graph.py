"""
ONNX graphs, node by node: what `training.export` builds its models from.

A matrix product is stored as int8 by column and computed in int8 on inputs whose range
was measured beforehand. A range per channel goes into the weights first (SmoothQuant),
so that the few loud channels of a transformer cost no precision. With ranges fixed,
what the model says of a sentence does not depend on the sentences beside it.
Source: Xiao et al. (2023), SmoothQuant: accurate and efficient post-training
quantization for large language models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Array = NDArray[np.float32]
# Name of a product to the lows and highs of its input's channels.
Ranges = Mapping[str, tuple[Array, Array]]
RUNTIME = "com.microsoft"  # the operator set of ONNX Runtime itself
OPSET, IR = 20, 10
# How much of a channel's range moves into the weights; chosen on EWT and GUM dev by
# `python -m benchmarks.language --split dev`.
SMOOTHING = 0.8
LOUD = 127  # the largest int8
# The largest weight of a product: two products with the largest input add up to less
# than an int16 holds, so that no processor saturates, with VNNI or without.
SAFE = 63


@dataclass(slots=True)
class Graph:
    """A graph being built; with `ranges`, matrix products are quantised."""

    ranges: Ranges | None = None
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    # Product to the name of its input.
    inputs: dict[str, str] = field(default_factory=dict)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A constant of the graph; gives its name back."""
        self.constants.append(
            numpy_helper.from_array(np.ascontiguousarray(value), name)
        )
        return name

    def operation(
        self, kind: str, *inputs: str, runtime: bool = False, **attributes: object
    ) -> str:
        """One node with one output; gives the output's name."""
        return self.split(kind, *inputs, outputs=1, runtime=runtime, **attributes)[0]

    def split(
        self,
        kind: str,
        *inputs: str,
        outputs: int,
        runtime: bool = False,
        **attributes: object,
    ) -> list[str]:
        """One node with several outputs; gives their names."""
        names = [f"{kind}_{len(self.nodes)}_{number}" for number in range(outputs)]
        domain = RUNTIME if runtime else ""
        self.nodes.append(
            helper.make_node(kind, list(inputs), names, domain=domain, **attributes)
        )
        return names

    def product(self, name: str, value: str, weight: Array, bias: Array) -> str:
        """`value` times `weight` [in, out], plus `bias` [out]."""
        self.inputs[name] = value
        added = self.constant(f"{name}.bias", bias)
        if self.ranges is None:
            return self.operation(
                "Add",
                self.operation("MatMul", value, self.constant(name, weight)),
                added,
            )
        low, high = self.ranges[name]
        channels = _channel_scales(low, high, weight)
        smooth = self.operation(
            "Mul", value, self.constant(f"{name}.smooth", 1 / channels)
        )
        scale, zero = _input_scale(low / channels, high / channels)
        columns, rounded = by_row((weight * channels[:, None]).T, SAFE)
        constants = [
            self.constant(f"{name}.input_scale", scale),
            self.constant(f"{name}.weight_scale", columns),
            self.constant(f"{name}.input_zero", zero),
        ]
        small = self.operation("QuantizeLinear", smooth, constants[0], constants[2])
        weights = self.constant(name, rounded.T)
        return self.operation(
            "MatMulIntegerToFloat", small, weights, *constants, "", added, runtime=True
        )

    def table(self, name: str, indices: str, rows: Array) -> str:
        """Rows of a table by index, as int8 by row where the graph is quantised."""
        if self.ranges is None:
            return self.operation("Gather", self.constant(name, rows), indices)
        scales, rounded = by_row(rows)
        small = self.operation("Gather", self.constant(name, rounded), indices)
        scale = self.operation(
            "Gather", self.constant(f"{name}.scale", scales[:, None]), indices
        )
        return self.operation(
            "Mul", self.operation("Cast", small, to=onnx.TensorProto.FLOAT), scale
        )

    def model(
        self,
        name: str,
        inputs: Mapping[str, tuple[int, Sequence[str]]],
        outputs: Mapping[str, str],
        notes: Mapping[str, str],
    ) -> onnx.ModelProto:
        """
        The graph as a model; `inputs` gives type and axes by name, `outputs` the inner
        name of each output.
        """
        renamed = [
            helper.make_node("Identity", [inner], [outer])
            for outer, inner in outputs.items()
        ]
        graph = helper.make_graph(
            [*self.nodes, *renamed],
            name,
            [
                helper.make_tensor_value_info(key, kind, axes)
                for key, (kind, axes) in inputs.items()
            ],
            [
                helper.make_tensor_value_info(key, onnx.TensorProto.FLOAT, None)
                for key in outputs
            ],
            self.constants,
        )
        sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=sets, ir_version=IR)
        helper.set_model_props(model, dict(notes))
        return model


def write(model: onnx.ModelProto, path: Path) -> None:
    """`model` as a file; the same model gives the same bytes."""
    path.write_bytes(model.SerializeToString(deterministic=True))


def by_row(rows: Array, loudest: int = LOUD) -> tuple[Array, NDArray[np.int8]]:
    """A scale for each row, and the rows as int8 of at most `loudest`."""
    scales = np.maximum(np.abs(rows).max(1) / loudest, 1e-8).astype(np.float32)
    return scales, np.rint(rows / scales[:, None]).astype(np.int8)


def _channel_scales(low: Array, high: Array, weight: Array) -> Array:
    loudest = np.maximum(np.maximum(-low, high), 1e-3)
    heaviest = np.maximum(np.abs(weight).max(1), 1e-3)
    scales: Array = (loudest**SMOOTHING / heaviest ** (1 - SMOOTHING)).astype(
        np.float32
    )
    return scales


def _input_scale(
    low: Array, high: Array
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    bottom, top = min(0.0, float(low.min())), max(0.0, float(high.max()))
    scale = max((top - bottom) / 255, 1e-8)
    return np.array(scale, np.float32), np.array(round(-bottom / scale), np.uint8)
