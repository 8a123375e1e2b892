"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from facta.errors import SettingsError


def write(path: Path, content: str) -> bool:
    """
    Puts `content` at `path` in one step; False where it stood there already.

    Raises:
        SettingsError: the folder does not exist or may not be written to.
    """
    data = content.encode("utf-8", "replace")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as problem:
        raise SettingsError(
            f"{path}: {problem.strerror}; choose a folder that exists and may be written to"
        ) from problem
    return True
