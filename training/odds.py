"""
How likely an event is right: learned from what Facta finds in the corpus' dev part
and in invented analyses that were not trained on.

    python -m training.odds --corpus DIR [--write]

Each of the corpus' sources counts as much as another, though one of them tells two
thirds of the events: what people read is unlike any of the three. Prints how well the
chances hold, each document told by the others; with --write puts the weights of all
into `facta/extract/events/odds.toml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from facta.evaluate.corpus import Passage
from facta.evaluate.reading import account
from facta.evaluate.reading.deeds import right as verdict_of
from facta.evaluate.reading.deeds import told_triples
from facta.extract.covering import Covering
from facta.extract.events import event_of, odds, scenes, tellings
from facta.extract.events.coding import account_of
from facta.extract.stage import Resources, laid_out
from facta.extract.statements import statements
from facta.language import Language
from training.coded import parts
from training.fitting import Found, learned

WEIGHTS = Path(odds.__file__).with_name("odds.toml")


def found(
    passages: Sequence[Passage], language: Language, resources: Resources
) -> Iterator[Found]:
    """Every event of the passages that counts: what is optional in the gold does not."""
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        page = laid_out(account(passage), sentences, resources)
        said = statements(page)
        gold, spare = told_triples(passage)
        covering = Covering([statement.content for statement in said])
        for scene, deeds in tellings(scenes(page, said, covering)):
            for deed in deeds:
                verdict = verdict_of(event_of(scene, deed), gold, spare)
                if deed.reading.voice is not None and verdict is not None:
                    yield Found(
                        passage.document,
                        passage.source,
                        odds.evidence(deed, account_of(scene, deed)),
                        verdict,
                    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    resources = Resources.load()
    language = Language.load(words=resources.lexicon)
    held = list(found(parts(options.corpus)["dev"], language, resources))
    learned(held, WEIGHTS, write=options.write)


if __name__ == "__main__":
    main()
