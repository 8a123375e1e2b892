"""
`python -m facta`, and what the command `facta` runs.

The command line itself needs libraries. Where one of those is missing or broken, this
says so in one line.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from facta.errors import InstallationError


def main() -> NoReturn:
    """Runs the command line of this process."""
    try:
        from facta.cli.main import main as run
    except ImportError as error:
        library = (error.name or "facta").partition(".")[0]
        advice = f"run: {sys.executable} -m pip install --force-reinstall {library}"
        problem = InstallationError(library, str(error), advice=advice)
        print(f"facta: {problem}", file=sys.stderr)  # noqa: T201 - no click
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
