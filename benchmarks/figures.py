"""
Measures what README and docs state and writes it to one file, `docs/figures.json`, from
which they take it.

    python -m benchmarks.figures --data DIR --accounts DIR [--no-speeds]
    [--spacy-model FOLDER]

`DIR` holds treebank/, plover/, petr/, attribution/, dynamics/ and news/ as
docs/measuring.md describes them; without it, only what the project's own gold gives is
measured anew, and the other figures stay as they are, with their day. So do the speeds
with `--no-speeds`, for a machine that has other work. A pipeline of spaCy's, as
`benchmarks.speed.pipeline` trains one, is measured on the treebanks beside ours. `make
benchmarks` runs this and writes docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks import (
    attribution,
    changes,
    corpus,
    deed_dates,
    extraction,
    forecasts,
    language,
    pairs,
    petr,
    readers,
    readouts,
    rivals,
    stories,
)
from benchmarks.intervals import figure, held, interval, macro, percent, total
from benchmarks.processor import processor
from benchmarks.speed.stages import words_a_second
from facta.evaluate import Score
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
    parser.add_argument(
        "--no-speeds",
        dest="speeds",
        action="store_false",
        help="leave the speeds as they were measured before",
    )
    parser.add_argument(
        "--spacy-model", type=Path, help="a pipeline to set beside ours"
    )
    options = parser.parse_args()
    if options.spacy_model and not options.data:
        parser.error("--spacy-model is measured on the treebanks: give --data, too")
    known: dict[str, dict[str, str]] = {}
    if FILE.exists():
        known = json.loads(FILE.read_text("utf8"))
    day = datetime.date.today().isoformat()
    for name, value in measured(
        options.data,
        options.accounts,
        speeds=options.speeds,
        spacy_model=options.spacy_model,
    ):
        print(f"{name:32} {value if len(value) < 60 else '(a table)'}", flush=True)
        known[name] = {"value": value, "on": day}
    # What was not measured now stays with the day it was measured on.
    written = json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False)
    FILE.write_text(written + "\n", "utf8")


def measured(
    data: Path | None,
    accounts: Path | None,
    *,
    speeds: bool = True,
    spacy_model: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """Each figure with its value, as it is printed."""
    yield "day", _in_words(datetime.date.today())
    reader, resources = Language.load(), Resources.load()
    yield from own(reader, resources)
    if speeds:
        yield "processor", processor()
        yield from extractors(reader, resources, accounts)
    if data is not None:
        yield from treebanks(reader, data / "treebank")
        if spacy_model:
            yield from rivals.figures(data / "treebank", spacy_model)
        if speeds:
            prose = language.prose(data / "treebank" / "gum-train.conllu.gz")
            yield "speed.language", f"{language.speed(prose)['words/s']:,.0f}"
        development = data / "plover" / "pairs-dev.jsonl"
        yield from marked_pairs(reader, development, "pairs.dev")
        yield from petrarch(data / "petr")
        yield from attributions(data / "attribution")
        yield from forecasts.figures(data / "dynamics")
        results = readouts.scored(data / "news")
        yield from readouts.figures([found for _, found in results])


def own(reader: Language, resources: Resources) -> Iterator[tuple[str, str]]:
    """What the project's own gold gives."""
    yield from marked_pairs(reader, OWN_PAIRS, "pairs.own")
    for name in extraction.SETS:
        for part, scores in extraction.cases(name, reader, resources).items():
            yield from figure(f"{name}.{part}", scores)
            lines = len(scores)
        # of the demo corpus each score has cases of its own
        if name != "demo":
            yield f"{name}.lines", f"{lines:,}"
    loud = [
        Score(one.gold - one.hits, one.gold, one.gold)
        for one in extraction.cases("none", reader, resources)["quiet"]
    ]
    alarms = total(loud)
    yield "none.alarms", f"{alarms.hits} of {alarms.gold}"
    yield "none.lines", f"{len(loud):,}"
    yield from interval("none.alarms", held(loud, "recall"))
    yield from deeds()
    yield from changes.figures()
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
    shut = [
        each for each in tables if (each.part, each.source) == (corpus.TEST, corpus.ALL)
    ]
    for name, score in corpus.scores(shut):
        yield f"corpus.{name}", score
    for each in shut:
        yield f"corpus.{each.part}.{each.source}.passages", f"{each.passages:,}"
        yield f"corpus.{each.part}.{each.source}.documents", f"{each.documents:,}"
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
        yield from interval(f"{name}.{title}", macro(right, coded), digits=3)
    yield f"{name}.count", f"{len(rows):,}"


def treebanks(reader: Language, folder: Path) -> Iterator[tuple[str, str]]:
    """Tags, trees and names on the test parts; words and sentences from raw text."""
    for bank in ("ewt", "gum"):
        path = folder / f"{bank}-test.conllu.gz"
        # Names stand in GUM alone.
        gold = list(trees(path, named=bank == "gum"))
        yield f"{bank}.sentences", f"{len(gold):,}"
        for name, scores in language.by_sentence(reader.reader, gold).items():
            if name != language.NAMES:
                yield from percent(f"{bank}.{name}", scores)
            elif total(scores).gold:
                yield f"{bank}.names P", f"{total(scores).precision:.3f}"
                yield f"{bank}.names R", f"{total(scores).recall:.3f}"
                yield from figure(f"{bank}.names F1", scores)
        running = list(language.documents(path))
        for name, scores in language.by_text(reader, running).items():
            yield from percent(f"{bank}.raw.{name}", scores, "f1")


def petrarch(folder: Path) -> Iterator[tuple[str, str]]:
    """Parts right by each reading of the types, and the table by category."""
    records = list(petr.read(folder / petr.RECORDS))
    yield "petr.sentences", f"{len(records):,}"
    annotations = petr.coded(records, folder)
    cameo = Cameo.load()
    for scheme in petr.SCHEMES:
        outcomes = [
            petr.outcome(*pair, scheme, cameo)
            for pair in zip(records, annotations, strict=True)
        ]
        scores = petr.by_record(outcomes)
        yield from percent(f"petr.{scheme}", scores)
        yield f"petr.{scheme}.of", f"{total(scores).hits} of {total(scores).gold}"
        if scheme == petr.SCHEMES[0]:
            yield "petr.table", petr.markdown(outcomes)


def attributions(folder: Path) -> Iterator[tuple[str, str]]:
    """Spans, words and speakers against annotators, and annotators among themselves."""
    articles = list(attribution.by_article(next(folder.glob("*.tar.gz"))))
    yield "attribution.articles", str(len(articles))
    for at, name in enumerate(("spans", "words", "speakers")):
        ours = [mine[at].score for mine, _ in articles]
        people = [total(each[at].score for each in others) for _, others in articles]
        yield f"attribution.{name}.P", f"{total(ours).precision:.2f}"
        yield f"attribution.{name}.R", f"{total(ours).recall:.2f}"
        yield f"attribution.{name}.F1", f"{total(ours).f1:.2f}"
        yield from interval(f"attribution.{name}.F1", held(ours))
        yield f"attribution.{name}.people", f"{total(people).f1:.2f}"
        yield from interval(f"attribution.{name}.people", held(people))


def extractors(
    reader: Language, resources: Resources, accounts: Path | None
) -> Iterator[tuple[str, str]]:
    """Words a second of all extraction, over the demo corpus and over web articles."""
    yield "speed.demo", f"{words_a_second([], reader, resources):,.0f}"
    if accounts is not None:
        words = words_a_second([str(accounts)], reader, resources)
        yield "speed.articles", f"{words:,.0f}"


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    main()
