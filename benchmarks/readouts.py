"""
How many readouts of calls and meetings are read as what their titles say.

    python -m benchmarks.readouts --data ../shared/data/news [--errors N]

Of the White House's pages named readout, 2021 to mid-2024, whose titles name one other
country and a call or a meeting: their text, without the title, should tell a CONSULT of
the United States with that country; where its first paragraph says *today*, on the day
of the page; by *phone* where the title says call. Pages of the coded corpus are left
out. `--errors` prints up to N pages of which nothing of the sort is found.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from msgspec import Struct

from benchmarks.corpus import CORPUS
from benchmarks.intervals import figure
from facta.evaluate import Score as Counted
from facta.ontology.countries import Countries
from facta.pipeline import Annotator
from facta.records import Annotation, Document, Event, content_id
from tools.corpus.counts import parts_of
from tools.corpus.shelf import Doc, Nations, whitehouse

HOME = "USA"
_CALL = re.compile(r"(?i)\b(?:call|calls|phone)\b")
_MEETING = re.compile(r"(?i)\b(?:meeting|meetings|visit|call|calls|trip)\b")


class Readout(Struct, frozen=True, kw_only=True):
    """A page, and what its title says of it: with whom, and whether on the phone."""

    doc: Doc
    country: str
    call: bool

    @property
    def document(self) -> Document:
        """The account, without the title."""
        text = "\n\n".join(filter(None, self.doc.paragraphs))
        return Document(
            id=content_id("readout", self.doc.id),
            source=self.doc.id,
            text=text,
            publisher="The White House",
            published=date.fromisoformat(str(self.doc.published)),
            published_basis="given",
            url=self.doc.url,
        )

    @property
    def today(self) -> bool:
        """Whether the first paragraph says that it was on the day of the page."""
        first = next(filter(None, self.doc.paragraphs), "")
        return re.search(r"(?i)\btoday\b", first) is not None


class Score(Struct, frozen=True, kw_only=True):
    """What of a readout was found; None where its page does not say."""

    found: bool
    day: bool | None
    phone: bool | None


def readouts(news: Path, nations: Nations, known: frozenset[str]) -> Iterator[Readout]:
    """The readouts that tell of one other country, those known by address left out."""
    for doc in whitehouse(news, nations):
        # the tables of countries spell their names with a straight apostrophe
        named = set(nations.named(doc.title.replace("’", "'"))) - {HOME}
        if (
            "readout" in doc.title.lower()
            and len(named) == 1
            and _MEETING.search(doc.title)
            and doc.url not in known
        ):
            call = _CALL.search(doc.title) is not None
            yield Readout(doc=doc, country=named.pop(), call=call)


def scored(news: Path) -> Iterator[tuple[Readout, Score]]:
    """Each readout of a folder of news with what is found of it."""
    pages = list(readouts(news, Nations(Countries.load()), known(CORPUS)))
    annotator = Annotator.load(seconds_per_account=None)
    found = annotator.annotations(each.document for each in pages)
    for readout, annotation in zip(pages, found, strict=True):
        if isinstance(annotation, Annotation):
            yield readout, score(readout, annotation)
        else:
            yield readout, Score(found=False, day=False, phone=False)


def score(readout: Readout, annotation: Annotation) -> Score:
    """What an annotation tells of a readout."""
    with_it = [one for one in annotation.events if consults(one, readout.country)]
    days = {one.date for one in with_it}
    day = readout.document.published in days if readout.today else None
    phone = any(one.mode == "phone" for one in with_it) if readout.call else None
    return Score(found=bool(with_it), day=day, phone=phone)


def consults(event: Event, country: str) -> bool:
    """Whether an event is a talk between the United States and a country."""
    sides = {one.country for one in (*event.actor, *event.recipient)}
    return event.event_type == "CONSULT" and {HOME, country} <= sides


LINES = (
    ("found", "a CONSULT with the country of the title"),
    ("day", "on the day, where the text says *today*"),
    ("phone", "by phone, where the title says call"),
)


def asked(scores: Sequence[Score], name: str) -> list[bool]:
    """What was found of one line, of the pages that are asked for it."""
    told = [getattr(one, name) for one in scores]
    return [one for one in told if one is not None]


def table(scores: Sequence[Score]) -> str:
    """Shares of what was asked, as a Markdown table."""
    lines = ["| readouts | asked | right | share |", "|---|---|---|---|"]
    for name, title in LINES:
        found = asked(scores, name)
        share = sum(found) / len(found) if found else 0.0
        lines.append(f"| {title} | {len(found)} | {sum(found)} | {share:.2f} |")
    return "\n".join(lines)


def figures(scores: Sequence[Score]) -> Iterator[tuple[str, str]]:
    """The table, and each share with its interval over pages."""
    yield "readouts.table", table(scores)
    for name, _ in LINES:
        told = [Counted(one, 1, 1) for one in asked(scores, name)]
        yield from figure(f"readouts.{name}", told, "recall", digits=2)


def known(folder: Path) -> frozenset[str]:
    """The addresses of the corpus' documents."""
    return frozenset(
        passage.url for held in parts_of(folder).values() for passage in held
    )


def main() -> None:
    """Reads the pages and prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the news")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    results = list(scored(options.data))
    missed = (readout for readout, found in results if not found.found)
    for readout in islice(missed, options.errors):
        print(f"{readout.doc.title}\n  {readout.document.text[:300]}\n")
    print(table([found for _, found in results]))


if __name__ == "__main__":
    main()
