"""
Codings of acts to `corpus/acts`: the passages, their credits, schema and sums.

    python -m tools.corpus.acts.build --passages FILE --coding DIR [--out corpus/acts]

DIR holds `<reader>/<batch>.txt` in the notation of tools.corpus.acts.notation. Accounts
that were written for the corpus go into a file of their own. With --check nothing is
written. Equal codings give equal bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from facta.errors import FactaError
from facta.ontology import Ontology
from tools.corpus.acts.notation import Coding
from tools.corpus.acts.record import ActPassage, uncoded
from tools.corpus.bare import OWN
from tools.corpus.build import (
    CREDITS,
    SCHEMA,
    SUMS,
    credits_of,
    lines_of,
    schema,
    sums_of,
)

ACTS, WRITTEN = "acts.jsonl", "written.jsonl"


def contents(passages: Iterable[ActPassage]) -> dict[str, bytes]:
    """The files by name."""
    passages = tuple(passages)
    made = {
        ACTS: lines_of(each for each in passages if each.source != OWN),
        WRITTEN: lines_of(each for each in passages if each.source == OWN),
        CREDITS: credits_of(passages),
        SCHEMA: schema(ActPassage, "A passage coded for its acts"),
    }
    return {**made, SUMS: sums_of(made)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes; 1 where a coding has a problem, 2 where it cannot be begun."""
    parser = argparse.ArgumentParser(description="Builds passages coded for acts.")
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--coding", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("corpus/acts"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    ontology = Ontology.load()
    try:
        passages = uncoded(options.passages)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    found: dict[str, ActPassage] = {}
    problems = []
    for path in sorted(options.coding.rglob("*.txt")):
        coding = Coding(path.read_text("utf8"), passages, path.parent.name, ontology)
        problems += [f"{path}: {problem}" for problem in coding.problems]
        problems += [
            f"{path}: @ {name} is coded by {found[name].reader} too"
            for name in coding.passages.keys() & found.keys()
        ]
        found |= coding.passages
    if problems:
        print("\n".join(problems))
        print(f"{len(problems)} problems; nothing is written", file=sys.stderr)
        return 1
    if not options.check:
        for name, content in contents(found.values()).items():
            options.out.mkdir(parents=True, exist_ok=True)
            (options.out / name).write_bytes(content)
    acts = sum(len(passage.acts) for passage in found.values())
    print(
        f"{len(found):,} passages, {acts:,} acts; {len(passages) - len(found):,} to code"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
