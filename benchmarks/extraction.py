"""
Scores of extraction against the project's own gold.

    python -m benchmarks.extraction [actors|events|times|figures|commitments|
    demo ...] [--errors N]

Runs the shipped model and lexicons over tests/gold (or over the demo corpus) and
prints, for each set, the scores as precision, recall and F1, and the errors. Marked
pairs are scored by `benchmarks.pairs`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks import demo, gold
from benchmarks.intervals import by_name
from facta.evaluate import Score
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.link import link
from facta.records import Annotation, Document

SETS = ("actors", "events", "times", "figures", "commitments", "demo")
PARTS = {"events": ("events", "none")}
SCORERS = {
    "actors": gold.actors,
    "events": gold.events,
    "none": gold.none,
    "times": gold.times,
    "figures": gold.figures,
    "commitments": gold.commitments,
}


def main() -> None:
    """Scores the sets that were asked for, all without an argument."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    parser.add_argument(
        "--errors", type=int, default=20, help="how many errors of each set to print"
    )
    options = parser.parse_args()
    if unknown := set(options.sets) - set(SETS):
        parser.error(
            f"no set {', '.join(sorted(unknown))}; there are {', '.join(SETS)}"
        )
    language, resources = Language.load(), Resources.load()
    for name in options.sets or SETS:
        # The texts in which rightly nothing happens go with the events.
        for part in PARTS.get(name, (name,)):
            report(part, measured(part, language, resources), options.errors)


def measured(name: str, language: Language, resources: Resources) -> gold.Result:
    """The scores of one set."""
    if name == "demo":
        annotations = annotated(demo.accounts(), language, resources)
        return demo.score(annotations, link(annotations))
    rows = gold.lines(name)
    documents = [gold.account(row) for row in rows]
    return SCORERS[name](rows, annotated(documents, language, resources))


def cases(
    name: str, language: Language, resources: Resources
) -> dict[str, list[Score]]:
    """
    The scores of a set by the lines of its gold; of the demo corpus, in which twelve
    accounts are one reading, by what each score is of.
    """
    if name == "demo":
        return measured(name, language, resources).cases
    rows = gold.lines(name)
    documents = [gold.account(row) for row in rows]
    found = annotated(documents, language, resources)
    scorer = SCORERS[name]
    return by_name(
        [
            scorer([row], [annotation]).scores
            for row, annotation in zip(rows, found, strict=True)
        ]
    )


def annotated(
    documents: Sequence[Document], language: Language, resources: Resources
) -> list[Annotation]:
    """Each document with all that was found in it."""
    parsed = language.many([document.text for document in documents])
    return [
        annotate(document, found, resources)
        for document, found in zip(documents, parsed, strict=True)
    ]


def report(name: str, result: gold.Result, errors: int) -> None:
    """Prints the scores of one set and its first errors."""
    print(f"{name}")
    for score, counts in result.scores.items():
        shares = f"P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
        held = f"{counts.hits} right of {counts.gold}, {counts.found} found"
        print(f"  {score:<18} {shares}  ({held})")
    for line in result.errors[:errors]:
        print(f"    {line}")


if __name__ == "__main__":
    main()
