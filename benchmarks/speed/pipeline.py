"""
Trains a small spaCy pipeline on the treebank that the language stage learned from, to
be set beside it; half an hour on one core.

    python -m benchmarks.speed.pipeline --treebank DIR --to FOLDER [--steps N]

DIR holds ewt-train.conllu.gz and ewt-dev.conllu.gz. Tagger, word classes and parser of
spaCy's own *efficiency* settings; the pipeline is FOLDER/model-best.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
from pathlib import Path

PARTS = ("train", "dev")
PIPES = "tagger,morphologizer,parser"


def main() -> None:
    """Converts the treebank, trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2400)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        plain = options.to / f"{part}.conllu"
        packed = options.treebank / f"ewt-{part}.conllu.gz"
        plain.write_bytes(gzip.decompress(packed.read_bytes()))
        spacy("convert", str(plain), str(options.to), "--n-sents", "10")
    settings = str(options.to / "config.cfg")
    made = ["--lang", "en", "--pipeline", PIPES, "--optimize", "efficiency", "--force"]
    spacy("init", "config", settings, *made)
    given = {
        "output": options.to,
        "paths.train": options.to / "train.spacy",
        "paths.dev": options.to / "dev.spacy",
        "training.max_steps": options.steps,
        "training.eval_frequency": 400,
    }
    spacy("train", settings, *(f"--{name}={value}" for name, value in given.items()))


def spacy(*words: str) -> None:
    """One command of spaCy's."""
    subprocess.run([sys.executable, "-m", "spacy", *words], check=True)


if __name__ == "__main__":
    main()
