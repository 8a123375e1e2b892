"""
Written stories to `corpus/stories`: the stories, their schema and sums.

    python -m tools.corpus.stories.build --coding DIR [--out corpus/stories] [--check]

DIR holds `<part>/<writer>/<name>.txt` in the notation of tools.corpus.stories.notation;
each part is a file. With --check nothing is written, and DIR may hold the files of one
writer. Equal codings give equal bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from facta.evaluate.stories import Story, faults
from facta.ontology import Ontology
from facta.ontology.countries import Countries
from tools.corpus.build import SCHEMA, SUMS, lines_of, schema, sums_of
from tools.corpus.stories.notation import UnreadError, stories


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes; 1 where a story has a problem."""
    parser = argparse.ArgumentParser(description="Builds coded stories.")
    parser.add_argument("--coding", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("corpus/stories"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    ontology, countries = Ontology.load(), Countries.load()
    parts: dict[str, dict[str, Story]] = {}
    problems = []
    for path in sorted(options.coding.rglob("*.txt")):
        part = parts.setdefault(path.parent.parent.name, {})
        try:
            for story in stories(path.read_text("utf8"), path.parent.name):
                wrong = list(faults(story, ontology, countries))
                problems += [f"{path}: {story.id}: {fault}" for fault in wrong]
                if story.id in part:
                    problems.append(f"{path}: {story.id} is the name of another story")
                part[story.id] = story
        except UnreadError as reason:
            problems.append(f"{path}: {reason}")
    if problems:
        print("\n".join(problems))
        print(f"{len(problems)} problems; nothing is written", file=sys.stderr)
        return 1
    made = {f"{name}.jsonl": lines_of(part.values()) for name, part in parts.items()}
    made[SCHEMA] = schema(Story, "A coded story")
    if not options.check:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, content in {**made, SUMS: sums_of(made)}.items():
            (options.out / name).write_bytes(content)
    for name, part in parts.items():
        told = sum(len(each.told) for one in part.values() for each in one.accounts)
        disputes = sum(len(one.disputes) for one in part.values())
        print(f"{name}: {len(part)} stories, {told} tellings, {disputes} disputes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
