"""
Other programs on the same input, each beside the stage that does most nearly what it
does; what is not installed is said with the line that installs it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks.speed.alone import Prepare, Work
from benchmarks.speed.given import Given

INSTALL = 'pip install -e ".[peers]"'


class Peer(Struct, frozen=True, kw_only=True):
    """
    Another program, the module that it needs, the stage it is set beside, and in what
    the two differ. Without `prepare` it cannot be run here, and `differs` says why.
    """

    name: str
    module: str
    beside: str
    differs: str
    prepare: Prepare | None = None

    @property
    def missing(self) -> str | None:
        """Why it is not measured; None where it can be."""
        if self.prepare is None:
            return self.differs
        if find_spec(self.module) is None:
            return f"not installed; {INSTALL}"
        return None


def trafilatura(folder: Path) -> Work:
    """Its own extraction of text and metadata from the pages."""
    from trafilatura import bare_extraction

    pages = sorted(Given(folder).pages.iterdir())

    def work() -> dict[str, float]:
        for page in pages:
            bare_extraction(page.read_text("utf8"), with_metadata=True)
        return {}

    return work


def dateparser(folder: Path) -> Work:
    """Dates searched in the texts."""
    from dateparser.search import search_dates

    texts = [one.text for one in Given(folder).documents()]

    def work() -> dict[str, float]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for text in texts:
                search_dates(text, languages=["en"])
        return {}

    return work


def spacy_rules(folder: Path) -> Work:
    """Tokens and sentences by rules, without a model."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return _piped(nlp, folder)


def spacy_pipeline(model: Path, folder: Path) -> Work:
    """A trained pipeline."""
    import spacy

    return _piped(spacy.load(model), folder)


def _piped(nlp: Any, folder: Path) -> Work:
    texts = [one.text for one in Given(folder).documents()]

    def work() -> dict[str, float]:
        for _ in nlp.pipe(texts):
            pass
        return {}

    return work


def peers(spacy_model: Path | None) -> Iterator[Peer]:
    """All of them; the trained pipeline where one is given."""
    yield Peer(
        name="trafilatura",
        module="trafilatura",
        beside="read",
        differs="text and metadata of a page; reading here calls it for the text, and "
        "finds days and accounts by its own rules",
        prepare=trafilatura,
    )
    yield Peer(
        name="spaCy, rules alone",
        module="spacy",
        beside="language",
        differs="does much less: tokens and sentences, no tags, no trees, no names",
        prepare=spacy_rules,
    )
    yield Peer(
        name="spaCy, trained on EWT",
        module="spacy",
        beside="language",
        differs="tags and trees, without pretrained vectors; no names"
        if spacy_model
        else "no pipeline given; python -m benchmarks.speed.pipeline --treebank DIR/treebank "
        "--to FOLDER trains one, --spacy-model FOLDER takes it",
        prepare=partial(spacy_pipeline, spacy_model) if spacy_model else None,
    )
    yield Peer(
        name="dateparser",
        module="dateparser",
        beside="times",
        differs="searches raw text for dates; times here read words that are parsed "
        "already, which is in their own stage",
        prepare=dateparser,
    )
    yield Peer(
        name="PETRARCH-2",
        module="petrarch2",
        beside="events",
        differs="not available: it is of Python 2, no port to Python 3 is published as a "
        "package, and none is kept here",
    )
