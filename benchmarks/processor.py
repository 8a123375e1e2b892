"""The processor that a speed was measured on."""

from __future__ import annotations

import platform
from pathlib import Path


def processor() -> str:
    """Its name, and whether it has VNNI where that can be told."""
    try:
        info = Path("/proc/cpuinfo").read_text("utf8")
    except OSError:
        return platform.processor() or platform.machine()
    lines = dict(line.split("\t: ", 1) for line in info.splitlines() if "\t: " in line)
    name = next(
        (lines[key.ljust(len(key))] for key in lines if key.strip() == "model name"),
        platform.machine(),
    )
    return f"{name}, {'with' if 'vnni' in info else 'without'} VNNI"
