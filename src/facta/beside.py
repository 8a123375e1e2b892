"""
The name under which a file is begun beside its place, before it is moved there whole; and
what runs that were killed have left under such names.
"""

from __future__ import annotations

import glob
import secrets
import time
from contextlib import suppress
from pathlib import Path

# Seconds. Whoever is at work writes to what he has begun in less.
LEFT = 3600.0
BEGUN = ".tmp"


def beside(target: Path) -> Path:
    """
    A hidden name in the folder of `target` that nobody uses; what was begun there for the
    same target and not written to for an hour goes, with the files that SQLite makes for
    it.
    """
    for left in target.parent.glob(f".{glob.escape(target.name)}.*{BEGUN}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                left.unlink()
    return target.with_name(f".{target.name}.{secrets.token_hex(6)}{BEGUN}")
