"""
How what an extra of the package brings is installed: for the Python that runs, however
Facta came there.

Where it is installed its own metadata say what the extra needs, so that the command works
though no package index may know Facta.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

# what Facta imports where it is installed, and the extra that brings it
MODULES = {"docx": "docx", "pyarrow": "arrow", "xlsxwriter": "xlsx"}


def advice(extra: str) -> str:
    """
    What to run for an extra.

    >>> advice("desk").endswith(' "facta[desk]"')
    True
    """
    python = sys.executable
    if " " in python:
        python = f'"{python}"'
    if find_spec("pip") is None:  # as in environments that uv makes
        return f'run: uv pip install --python {python} "facta[{extra}]"'
    return f'run: {python} -m pip install "facta[{extra}]"'


def lacking(module: str) -> str | None:
    """What to do about a module of an extra that is not there; None where it is."""
    if find_spec(module) is not None:
        return None
    return f"{module} is not installed; {advice(MODULES[module])}"
