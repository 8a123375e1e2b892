"""Who decides: the name under which a person's decisions are kept."""

from __future__ import annotations

import getpass
import subprocess
from contextlib import suppress

UNKNOWN = "unknown"
# git answers at once, or is not asked
SECONDS = 5.0


def person() -> str:
    """
    The name that git knows the person by, else the system's; "unknown" where neither
    tells.
    """
    with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - whichever git there is
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        if name := " ".join(asked.stdout.split()):
            return name
    # getpass has no error of its own where the system does not tell
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser() or UNKNOWN
    return UNKNOWN
