"""
What is wrong in codings: problems, which must be mended, and warnings, which may be
meant.

    python -m tools.corpus.check --passages passages.jsonl FILES_OR_FOLDERS...

Exit status 1 where there is a problem.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from facta.errors import FactaError
from facta.evaluate.corpus import Known, Passage
from tools.corpus.bare import Bare, bare_passages
from tools.corpus.notation import Coding, header, parsed
from tools.corpus.warnings import warnings


def files(given: Iterable[Path]) -> list[Path]:
    """The coding files of some paths; a folder is all `.txt` in it and below."""
    found: dict[Path, None] = {}
    for path in given:
        inside = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def codings(
    paths: Iterable[Path], passages: Mapping[str, Bare], known: Known
) -> Iterator[tuple[Path, Bare | None, Coding]]:
    """Each coding file with its passage and what it says."""
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as reason:
            yield path, None, _none(f"{path}: {reason}; write it as UTF-8")
            continue
        # a file of another passage's name that holds this one is told of by its header
        name = path.stem if path.stem in passages else header(text) or path.stem
        if name not in passages:
            yield path, None, _none(f"{path}: no passage {name!r}; mend the line @")
            continue
        yield (
            path,
            passages[name],
            parsed(text, passages[name], path.parent.name, known),
        )


def _none(problem: str) -> Coding:
    return Coding(passage=None, problems=(problem,), with_words=False, lines={})


def counts(passages: Iterable[Passage]) -> Counter[str]:
    """How many things of each kind were coded."""
    counted: Counter[str] = Counter()
    for passage in passages:
        counted.update(
            passages=1,
            sentences=len(passage.sentences),
            entities=len(passage.entities),
            mentions=sum(len(entity.mentions) for entity in passage.entities),
            events=sum(not event.optional for event in passage.events),
        )
        counted["optional events"] += sum(event.optional for event in passage.events)
        words = passage.words
        if words:
            counted.update(
                attributions=len(words.attributions),
                commitments=len(words.commitments),
                figures=len(words.figures),
                times=len(words.times),
            )
            counted["passages with words"] += 1
        counted.update(f"kind {entity.kind}" for entity in passage.entities)
    return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints problems, warnings and counts; 1 where there is a problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--quiet", action="store_true", help="no warnings")
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    try:
        passages = bare_passages(options.passages)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    problems = warned = 0
    good = []
    for _, bare, coding in codings(files(options.paths), passages, Known.load()):
        for problem in coding.problems:
            print(problem)
        problems += len(coding.problems)
        if bare and coding.passage:
            good.append(coding.passage)
            told = [] if options.quiet else warnings(coding, bare)
            for warning in told:
                print(f"warning: {warning}")
            warned += len(told)
    for name, count in counts(good).items():
        print(f"{count:7,} {name}")
    print(f"{problems:7,} problems")
    print(f"{warned:7,} warnings")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
