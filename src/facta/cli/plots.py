"""
Charts into a file: SVG as they are, PNG where the extra `facta[png]` is installed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from facta.charts import Chart, drawing
from facta.errors import InstallationError
from facta.extras import install

ENDINGS = (".svg", ".png")
TWICE = 2.0  # pixels of a picture for each unit of a drawing


class Drawing(click.Path):
    """A file that a chart can be written to."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """The path, or a usage error, before any work is done for it."""
        path = Path(value)
        if path.suffix.lower() not in ENDINGS:
            self.fail(f"{path}: a plot is written as .svg or .png", param, ctx)
        return path


plot = click.option(
    "--plot",
    type=Drawing(dir_okay=False),
    metavar="FILE",
    help="Draw it, as .svg or .png.",
)


def save(path: Path, charts: Iterable[Chart], *, notes: Sequence[str] = ()) -> None:
    """
    Charts into a file, by its ending.

    Raises:
        InstallationError: PNG is asked for, and the library for it is missing.
    """
    svg = drawing(charts, notes=notes)
    path.write_bytes(_png(svg) if path.suffix.lower() == ".png" else svg.encode())


def _png(svg: str) -> bytes:
    try:
        import resvg_py
    except ImportError as error:
        raise InstallationError(
            "resvg_py", str(error), advice=install("png")
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=TWICE))
