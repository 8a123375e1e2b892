"""Coded passages read for `facta evaluate`: a corpus file in, what to show out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from facta.cli import lines
from facta.cli.coded import Reading
from facta.cli.progress import shown
from facta.cli.text import line
from facta.errors import SettingsError
from facta.evaluate.corpus import load
from facta.evaluate.reading import account, measured, table, worst
from facta.ontology import Ontology
from facta.pipeline import Annotator
from facta.records import Skipped

# What a coded passage has and no other gold does.
PASSAGE = frozenset({"document", "entities", "sentences", "words"})
# The part of a corpus that no error may be learnt from.
KEPT = "test.jsonl"


def holds_passages(file: str) -> bool:
    """Whether the first good line of a file is a coded passage."""
    if file == lines.STDIN:
        return False
    good = (each for _, each in lines.objects(file) if isinstance(each, dict))
    return set(next(good, ())) >= PASSAGE


def read(
    file: str, actor_files: Sequence[Path], lexicon_files: Sequence[Path]
) -> Reading:
    """
    How well the passages of a file are read, with a user's own entries on top; what
    cannot be read is told of on standard error.

    Raises:
        SettingsError: it is the test part; a line, or a coding in it, is not valid.
    """
    path = Path(file)
    if path.name == KEPT:
        raise SettingsError(
            f"{file}: the test part is for figures; take dev.jsonl, or run "
            "python -m benchmarks.corpus --part test"
        )
    passages, ontology = load(path), Ontology.load()
    quads = {name: ontology.quad(name) for name in ontology.types}
    annotator = Annotator.load(actor_files=actor_files, lexicon_files=lexicon_files)
    accounts = annotator.annotations(map(account, passages))
    results, skipped = [], []
    read = shown(accounts, "reading", total=len(passages))
    for passage, found in zip(passages, read, strict=True):
        if isinstance(found, Skipped):
            skipped.append(found)
            click.echo(f"skipped {line(found.source)}: {line(found.reason)}", err=True)
        else:
            results.append(measured(passage, found, quads))
    return Reading(
        tables=(table(results, part=path.stem),),
        faults=tuple(worst(results)),
        skipped=tuple(skipped),
    )
