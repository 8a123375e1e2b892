"""
Codings to the corpus: its parts, their credits, schema and sums.

    python -m tools.corpus.build --passages passages.jsonl --coding DIR [--prefer r2,r1]

DIR holds `<reader>/<passage id>.txt`. Of a passage that several readers coded, that of
`settled` is taken, else of the first reader in --prefer. Equal codings give equal
bytes. Nothing is written where a coding has a problem. To build the whole corpus, put
the passages of tools.corpus.draw, tools.corpus.more and tools.corpus.written into one
file; without those of the latter two, no file of theirs is written. --together FILE
writes them all to one file instead, as for corpus/twice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, get_args

import msgspec
from msgspec import Struct

from facta.errors import FactaError, SettingsError
from facta.evaluate.corpus import Known, Passage
from tools.corpus.acts.record import ActPassage
from tools.corpus.bare import BESIDE, Bare, Named, Part, bare_passages
from tools.corpus.check import codings, files

# A line of what is built: each says whose text it holds.
Line: TypeAlias = Passage | ActPassage

SETTLED = "settled"
SCHEMA = "schema.json"
CREDITS = "CREDITS.tsv"
SUMS = "SHA256SUMS"


def chosen(paths: Iterable[Path], prefer: Sequence[str]) -> tuple[Path, ...]:
    """
    One coding file for each passage.

    Args:
        paths: `<reader>/<passage id>.txt`.
        prefer: readers, the one that wins first; `settled` goes before all.

    Raises:
        SettingsError: two readers coded a passage, and nothing tells whose to take.
    """
    order = [SETTLED, *prefer]
    by_passage: dict[str, list[Path]] = {}
    for path in paths:
        by_passage.setdefault(path.stem, []).append(path)
    found = []
    for name, several in sorted(by_passage.items()):
        readers = {path.parent.name: path for path in several}
        winner = next((reader for reader in order if reader in readers), None)
        if winner is None and len(readers) > 1:
            raise SettingsError(
                f"{name}: coded by {', '.join(sorted(readers))}; name one in --prefer"
            )
        found.append(readers[winner or next(iter(readers))])
    return tuple(found)


def contents(passages: Sequence[Passage], bare: Mapping[str, Bare]) -> dict[str, bytes]:
    """The corpus' files by name, each passage in its part, sorted by id."""
    parts: dict[str, list[Passage]] = {part: [] for part in get_args(Part)}
    for passage in passages:
        parts[bare[passage.id].part].append(passage)
    made = {
        f"{part}.jsonl": lines_of(own)
        for part, own in parts.items()
        if own or part not in BESIDE
    }
    made[CREDITS] = credits_of(passages)
    made[SCHEMA] = schema(Passage, "A coded passage: one line of the corpus")
    made[SUMS] = sums_of(made)
    return made


def sums_of(made: Mapping[str, bytes]) -> bytes:
    """A line for each file, by name, as sha256sum checks them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(made.items())
    ).encode()


def lines_of(passages: Iterable[Named]) -> bytes:
    """A line for each passage, sorted by id."""
    in_order = sorted(passages, key=lambda passage: passage.id)
    return b"".join(msgspec.json.encode(passage) + b"\n" for passage in in_order)


def credits_of(passages: Iterable[Line]) -> bytes:
    """A line for each document, sorted, with what its licence asks to be told."""
    rows = {
        passage.document: "\t".join(
            (
                passage.document,
                passage.title,
                str(passage.published or ""),
                passage.url,
                passage.credit,
                passage.licence,
            )
        )
        for passage in passages
    }
    head = "document\ttitle\tpublished\turl\tcredit\tlicence"
    return "".join(
        f"{row}\n" for row in [head, *(rows[name] for name in sorted(rows))]
    ).encode()


def schema(row: type[Struct], title: str) -> bytes:
    """The JSON Schema of a line."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **msgspec.json.schema(row),
    }
    return (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()


def _made(
    passages: Sequence[Passage],
    bare: Mapping[str, Bare],
    folder: Path,
    together: Path | None,
) -> Iterator[tuple[Path, bytes]]:
    """Each file to write, with its content."""
    if together is not None:
        yield together, lines_of(passages)
        return
    for name, content in contents(passages, bare).items():
        yield folder / name, content


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the corpus; 1 where a coding has a problem, 2 where it cannot be begun."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--coding", type=Path, required=True)
    parser.add_argument("--prefer", default="", help="readers, parted by commas")
    parser.add_argument("--out", type=Path, default=Path("corpus"))
    parser.add_argument("--together", type=Path, help="one file, parts not told apart")
    options = parser.parse_args(arguments)
    prefer = [name.strip() for name in options.prefer.split(",") if name.strip()]
    try:
        bare = bare_passages(options.passages)
        paths = chosen(files([options.coding]), prefer)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    read = [coding for _, _, coding in codings(paths, bare, Known.load())]
    problems = [problem for coding in read for problem in coding.problems]
    if problems:
        print("\n".join(problems))
        print(f"{len(problems)} problems; nothing is written", file=sys.stderr)
        return 1
    passages = [coding.passage for coding in read if coding.passage]
    for path, content in _made(passages, bare, options.out, options.together):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{len(content.splitlines()):7,} lines  {path}")
    print(f"{len(bare) - len(passages):7,} passages are not coded yet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
