"""
What an extra of the package brings, and how a person gets it.

The line stands here alone: `facta doctor`, errors and the desk say it alike. It names
the Python at work, for `pip` by itself may be that of another.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

# what Facta imports where it is installed, and the extra that brings it
MODULES = {"docx": "docx", "pyarrow": "arrow", "xlsxwriter": "xlsx"}


def install(extra: str) -> str:
    """The advice that brings an extra; ends with a command."""
    return f'run: {sys.executable} -m pip install "facta[{extra}]"'


def lacking(module: str) -> str | None:
    """What to do about a module of an extra that is not there; None where it is."""
    if find_spec(module) is not None:
        return None
    return f"{module} is not installed; {install(MODULES[module])}"
