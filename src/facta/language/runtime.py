"""
The model's run time, loaded so that it keeps to itself.

Current versions of ONNX Runtime gather telemetry: they write a device's id and a queue
of rows into the home folder and send them. Facta uses the network for `--fetch` alone,
so this is switched off before the library is loaded, which is when it begins, and once
more by its own call. Whoever sets the variable himself is not overruled.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

SWITCH = "ORT_DISABLE_TELEMETRY"


@cache
def runtime() -> Any:
    """The module `onnxruntime`, without its telemetry."""
    os.environ.setdefault(SWITCH, "1")
    import onnxruntime

    if hasattr(onnxruntime, "disable_telemetry_events"):
        onnxruntime.disable_telemetry_events()
    return onnxruntime


def session(path: Path, *, threads: int) -> Any:
    """A network of the runtime, on so many threads of the processor."""
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_ENABLE_EXTENDED
    options.log_severity_level = 3  # errors
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(str(path), options, providers=providers)
