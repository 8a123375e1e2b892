"""
Measures what README and docs state and writes it to one file, `docs/figures.json`, from
which they take it.

    python -m benchmarks.figures --data DIR --accounts DIR

`DIR` holds treebank/, plover/, petr/, attribution/, dynamics/ and news/ as
docs/measuring.md describes them; without it, only what the project's own gold gives is
measured anew, and the other figures stay as they are, with their day.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks import (
    attribution,
    corpus,
    deed_dates,
    extraction,
    forecasts,
    language,
    pairs,
    petr,
    readers,
    readouts,
    speed,
    stories,
)
from benchmarks.processor import processor
from facta.evaluate.corpus import Known, load
from facta.extract.stage import Resources
from facta.language import Language
from facta.lexicon import Lexicon
from facta.ontology.cameo import Cameo
from tools.corpus import agreement, counts
from training.treebank import trees

FILE = Path(__file__).parents[1] / "docs" / "figures.json"
OWN_PAIRS = Path(__file__).parents[1] / "tests" / "gold" / "pairs_own.jsonl"
Figures = dict[str, str]


def main() -> None:
    """Measures, and puts what was measured in place of what the file had."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data",
        type=Path,
        help="folder with treebank/, plover/, petr/, attribution/, dynamics/ and news/",
    )
    parser.add_argument(
        "--accounts", type=Path, help="folder of web articles to time the extraction on"
    )
    options = parser.parse_args()
    known: dict[str, dict[str, str]] = {}
    if FILE.exists():
        known = json.loads(FILE.read_text("utf8"))
    day = datetime.date.today().isoformat()
    for name, value in measured(options.data, options.accounts):
        print(f"{name:32} {value if len(value) < 60 else '(a table)'}", flush=True)
        known[name] = {"value": value, "on": day}
    # What was not measured now stays with the day it was measured on.
    written = json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False)
    FILE.write_text(written + "\n", "utf8")


def measured(data: Path | None, accounts: Path | None) -> Iterator[tuple[str, str]]:
    """Each figure with its value, as it is printed."""
    yield "day", _in_words(datetime.date.today())
    yield "processor", processor()
    reader, resources = Language.load(), Resources.load()
    yield from own(reader, resources)
    yield from speeds(reader, resources, accounts)
    if data is not None:
        yield from treebanks(reader, data / "treebank")
        development = data / "plover" / "pairs-dev.jsonl"
        yield from marked_pairs(reader, development, "pairs.dev")
        yield from petrarch(data / "petr")
        yield from attributions(data / "attribution")
        yield from forecasts.figures(data / "dynamics")
        results = readouts.scored(data / "news")
        yield "readouts.table", readouts.table([found for _, found in results])


def own(reader: Language, resources: Resources) -> Iterator[tuple[str, str]]:
    """What the project's own gold gives."""
    yield from marked_pairs(reader, OWN_PAIRS, "pairs.own")
    for name in ("events", "times", "figures", "commitments", "demo"):
        for part, score in extraction.measured(name, reader, resources).scores.items():
            yield f"{name}.{part}", f"{score.f1:.3f}"
            yield f"{name}.{part}.of", f"{score.hits} of {score.gold}"
    quiet = extraction.measured("none", reader, resources).scores["quiet"]
    yield "none.alarms", f"{quiet.gold - quiet.hits} of {quiet.gold}"
    yield from deeds()
    yield from accounts_read()
    yield from stories.figures(
        [
            (part, stories.measured(stories.FOLDER / f"{part}.jsonl"))
            for part in stories.PARTS
        ]
    )


def accounts_read() -> Iterator[tuple[str, str]]:
    """How the coded corpus is read: the test part's scores, and a table of all."""
    tables = list(corpus.tables(corpus.read(corpus.CORPUS, corpus.PARTS)))
    for name, score in corpus.scores(
        each for each in tables if (each.part, each.source) == (corpus.TEST, corpus.ALL)
    ):
        yield f"corpus.{name}", score
    yield "corpus.table", corpus.markdown(tables)
    dev = load(corpus.CORPUS / "dev.jsonl")
    yield "readers.table", readers.markdown(dev)
    yield "corpus.counts", counts.markdown(counts.parts_of(corpus.CORPUS))
    yield from readers_agree(corpus.CORPUS / "twice")


def readers_agree(folder: Path) -> Iterator[tuple[str, str]]:
    """How far two readers agree who coded the same passages of the corpus."""
    known = Known.load()
    first, second = (
        agreement.read(folder / f"{name}.jsonl", {}, known)
        for name in ("first", "second")
    )
    found = agreement.agreement(agreement.paired(first, second))
    yield "corpus.agreement.passages", str(found.passages)
    yield "corpus.agreement.events", f"{found.events.f1:.2f}"
    yield "corpus.agreement.triggers", f"{found.triggers.f1:.2f}"
    yield "corpus.agreement.alpha", f"{found.alpha or 0:.2f}"
    yield "corpus.agreement.mentions", f"{found.mentions.f1:.2f}"
    yield "corpus.agreement.countries", f"{found.countries.f1:.2f}"
    for name, score in found.details.items():
        yield f"corpus.agreement.{name}", f"{score.f1:.2f}"


def deeds() -> Iterator[tuple[str, str]]:
    """How many of the days printed for deeds a careful reader would print."""
    for name, share in deed_dates.shares().items():
        yield f"deeds.{name}", share


def marked_pairs(reader: Language, path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Macro-F1 of type, quad class and side."""
    rows = pairs.read(path)
    parsed = reader.many([row["text"] for row in rows])
    relations = pairs.code(rows, parsed, Lexicon.load())
    for title, (right, coded) in pairs.sides(rows, relations).items():
        yield f"{name}.{title}", f"{pairs.macro_f1(right, coded):.3f}"


def treebanks(reader: Language, folder: Path) -> Iterator[tuple[str, str]]:
    """Tags, trees and names on the test parts."""
    for bank in ("ewt", "gum"):
        # Names stand in GUM alone.
        gold = trees(folder / f"{bank}-test.conllu.gz", named=bank == "gum")
        found = language.gold_words(reader.reader, list(gold))
        for score, value in found.items():
            yield f"{bank}.{score}", f"{value:.3f}" if value < 1 else f"{value:.1f} %"
    prose = language.prose(folder / "gum-train.conllu.gz")
    yield "speed.language", f"{language.speed(prose)['words/s']:,.0f}"


def petrarch(folder: Path) -> Iterator[tuple[str, str]]:
    """Parts right by each reading of the types, and the table by category."""
    records = list(petr.read(folder / petr.RECORDS))
    annotations = petr.coded(records, folder)
    cameo = Cameo.load()
    for scheme in petr.SCHEMES:
        outcomes = [
            petr.outcome(*pair, scheme, cameo)
            for pair in zip(records, annotations, strict=True)
        ]
        right, asked = petr.parts(outcomes)
        yield f"petr.{scheme}", f"{right / asked:.1%}".replace("%", " %")
        yield f"petr.{scheme}.of", f"{right} of {asked}"
        if scheme == petr.SCHEMES[0]:
            yield "petr.table", petr.markdown(outcomes)


def attributions(folder: Path) -> Iterator[tuple[str, str]]:
    """Spans, words and speakers against annotators, and annotators among themselves."""
    ours, people = attribution.measured(next(folder.glob("*.tar.gz")))
    names = ("spans", "words", "speakers")
    for name, system, human in zip(names, ours, people, strict=True):
        for part, value in zip(("P", "R", "F1"), system.shares, strict=True):
            yield f"attribution.{name}.{part}", f"{value:.2f}"
        yield f"attribution.{name}.people", f"{human.shares[2]:.2f}"


def speeds(
    reader: Language, resources: Resources, accounts: Path | None
) -> Iterator[tuple[str, str]]:
    """Words a second of all extraction, over the demo corpus and over web articles."""
    yield "speed.demo", f"{speed.words_a_second([], reader, resources):,.0f}"
    if accounts is not None:
        words = speed.words_a_second([str(accounts)], reader, resources)
        yield "speed.articles", f"{words:,.0f}"


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    main()
