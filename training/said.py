"""
How likely a statement is one: learned from what Facta finds in the passages of the
corpus whose words were coded, but those of the test part.

    python -m training.said --corpus DIR [--write]

A statement is right where its content shares words with a coded one's, and it is given
to whom that is given to. Prints how well the chances hold, each document told by the
others; with --write puts the weights of all into `facta/extract/statements/odds.toml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from facta.evaluate.corpus import Passage, load
from facta.evaluate.reading import account
from facta.evaluate.reading.said import verdicts
from facta.extract.stage import Resources, laid_out
from facta.extract.statements import attributed, odds
from facta.language import Language
from training.fitting import Found, learned

WEIGHTS = Path(odds.__file__).with_name("odds.toml")
STIFF = 3.0  # how much weights are held back; judged
PARTS = ("train", "more", "dev", "analysis")


def found(
    passages: Sequence[Passage], language: Language, resources: Resources
) -> Iterator[Found]:
    """Every statement of passages whose words were coded."""
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        assert passage.words is not None
        page = laid_out(account(passage), sentences, resources)
        pairs = attributed(page)
        told = {statement.id: each for each, statement in pairs}
        said = [statement for _, statement in pairs]
        for one, right in verdicts(passage, passage.words, said):
            each = told[one.id]
            evidence = odds.evidence(page, each, one.speaker, one.attribution)
            yield Found(passage.document, passage.source, evidence, right)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    resources = Resources.load()
    language = Language.load(words=resources.lexicon)
    passages = [
        passage
        for part in PARTS
        for passage in load(options.corpus / f"{part}.jsonl")
        if passage.words is not None
    ]
    held = list(found(passages, language, resources))
    learned(held, WEIGHTS, stiff=STIFF, write=options.write)


if __name__ == "__main__":
    main()
