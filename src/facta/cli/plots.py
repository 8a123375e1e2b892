"""
Charts into a file: SVG as they are, PNG where the extra `facta[png]` is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from facta.charts import Chart, drawing
from facta.errors import InstallationError, SettingsError

ENDINGS = (".svg", ".png")
TWICE = 2.0  # pixels of a picture for each unit of a drawing

plot = click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw it, as .svg or .png.",
)


def save(path: Path, charts: Iterable[Chart], *, notes: Sequence[str] = ()) -> None:
    """
    Charts into a file, by its ending.

    Raises:
        SettingsError: it ends in neither .svg nor .png.
        InstallationError: PNG is asked for, and the library for it is missing.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise SettingsError(
            f"{path}: a plot is written as .svg or .png; give one of these"
        )
    svg = drawing(charts, notes=notes)
    path.write_bytes(svg.encode() if ending == ".svg" else _png(svg))


def _png(svg: str) -> bytes:
    try:
        import resvg_py
    except ImportError as error:
        raise InstallationError(
            "resvg_py",
            str(error),
            advice="pip install 'facta[png]', or give a name in .svg",
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=TWICE))
