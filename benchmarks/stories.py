"""
How well accounts are put together: happenings, originators and disputes of the coded
stories, beside simple ways to do it.

    python -m benchmarks.stories [PART ...] [--errors]

All accounts of a part are linked as one ledger. Scores are over the tellings that Facta
finds: B-cubed and pairs. The other ways: each telling alone; one happening a day, dyad
and type; one for each lemma of the telling word; the same within accounts that are
alike in their words (tf-idf, from 0.2 on). Nothing is learned from, or tuned on, the
sealed part; this command alone opens it, and tells no errors of it.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.intervals import held, interval
from facta.evaluate.reading.bootstrap import Draws, Interval, middle, shares
from facta.evaluate.scores import Score
from facta.evaluate.stories import Story, load
from facta.evaluate.stories.reading import Item, document, items
from facta.evaluate.stories.scores import (
    Clustering,
    Disputed,
    Home,
    Part,
    by_story,
    clustering,
    disputes,
    homes,
    originators,
)
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.link import Linked, link
from facta.link.tellings import ends
from facta.records import LIKELY, Annotation, Document

FOLDER = Path(__file__).parents[1] / "corpus" / "stories"
OURS = "Facta"
SEALED = "sealed"
PARTS = ("open", SEALED)
ALIKE = 0.2  # cosine from which two accounts are taken to be of one matter
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


def annotated(stories: Sequence[Story], least: float = LIKELY) -> dict[str, Annotation]:
    """
    Their accounts as the shipped model reads them, by source; without events less sure
    than `least`.
    """
    documents = [document(one, each) for one in stories for each in one.accounts]
    return {one.source: annotation for one, annotation in read(documents, least)}


def read(
    documents: Sequence[Document], least: float
) -> Iterator[tuple[Document, Annotation]]:
    """Each document as the shipped model reads it."""
    resources = Resources.load(least=least)
    language = Language.load(words=resources.lexicon)
    texts = (each.text for each in documents)
    for one, sentences in zip(documents, language.many(texts), strict=True):
        yield one, annotate(one, sentences, resources)


def by_day(annotations: Mapping[str, Annotation]) -> Home:
    """One happening a day, pair of sides and type."""
    return {
        event.id: (
            event.date,
            ends(event.actor) | ends(event.recipient),
            event.event_type,
        )
        for annotation in annotations.values()
        for event in annotation.events
    }


def by_lemma(annotations: Mapping[str, Annotation]) -> Home:
    """One happening a lemma of the telling word."""
    return {event: lemma for event, _, lemma in _lemmas(annotations)}


def by_lemma_and_matter(annotations: Mapping[str, Annotation]) -> Home:
    """One happening a lemma among accounts that are alike in their words."""
    matter = _matters(annotations)
    return {
        event: (lemma, matter[source]) for event, source, lemma in _lemmas(annotations)
    }


def _lemmas(annotations: Mapping[str, Annotation]) -> Iterator[tuple[str, str, str]]:
    for source, annotation in annotations.items():
        for event in annotation.events:
            sentence = annotation.sentences[event.sentence]
            words = [
                token.lemma.casefold()
                for token in sentence.tokens
                if event.trigger.start <= token.start < event.trigger.end
            ]
            yield event.id, source, words[0] if words else event.trigger.text


def _matters(annotations: Mapping[str, Annotation]) -> dict[str, int]:
    """The group of each account: those that are alike, directly or through others."""
    counts = {
        source: Counter(
            token.lemma.casefold()
            for sentence in annotation.sentences
            for token in sentence.tokens
            if token.upos in CONTENT
        )
        for source, annotation in annotations.items()
    }
    holding = Counter(word for words in counts.values() for word in words)
    vectors = {
        source: {
            word: (1 + math.log(count)) * math.log(len(counts) / holding[word])
            for word, count in words.items()
        }
        for source, words in counts.items()
    }
    group = {source: number for number, source in enumerate(counts)}
    sources = list(counts)
    for at, one in enumerate(sources):
        for other in sources[at + 1 :]:
            if _cosine(vectors[one], vectors[other]) >= ALIKE:
                old, new = group[other], group[one]
                group = {k: new if v == old else v for k, v in group.items()}
    return group


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(value * other.get(word, 0.0) for word, value in one.items())
    sizes = [math.sqrt(sum(v * v for v in vector.values())) for vector in (one, other)]
    return product / (sizes[0] * sizes[1]) if all(sizes) else 0.0


WAYS: Mapping[str, Callable[[Mapping[str, Annotation]], Home]] = {
    "one a day, dyad and type": by_day,
    "one a lemma": by_lemma,
    "one a lemma, in accounts alike": by_lemma_and_matter,
}


def linked(annotations: Mapping[str, Annotation]) -> Linked:
    """What Facta makes of them all together."""
    return link(list(annotations.values()))


def rows(
    found: Sequence[Item], annotations: Mapping[str, Annotation], ours: Linked
) -> Iterator[tuple[str, Clustering]]:
    """Each way with its scores, Facta's first."""
    yield OURS, clustering(found, homes(ours))
    yield "each alone", clustering(found, {one.event.id: one.event.id for one in found})
    for name, way in WAYS.items():
        yield name, clustering(found, way(annotations))


class Measured(Struct, frozen=True, kw_only=True):
    """What one part of the stories gives."""

    stories: int
    told: int
    found: int
    ways: tuple[tuple[str, Clustering], ...]
    originators: Score
    disputes: Disputed
    spread: Spread


class Spread(Struct, frozen=True, kw_only=True):
    """The 95 % intervals of what Facta makes of a part, over draws of its stories."""

    found: Interval | None
    bcubed: Interval | None
    pairs: Interval | None
    originators: Interval | None
    disputes: Interval | None
    strength: Interval | None


def bcubed(parts: Sequence[Part]) -> Interval | None:
    """That of the harmonic mean of B-cubed precision and recall."""
    table = np.array([(one.precision, one.recall, one.items) for one in parts])
    right, whole, items = np.moveaxis(Draws(len(parts)).sums(table), -1, 0)
    # of two means over the same items: 2 p r / (p + r) / n
    return middle(shares(2 * right * whole, (right + whole) * items))


def spread(
    stories: Sequence[Story],
    found: Sequence[Item],
    ours: Linked,
    sources: Mapping[str, str],
) -> Spread:
    """All intervals; of originators and disputes each story is scored by itself."""
    parts = by_story(found, homes(ours))
    grouped = [
        originators([story], [one for one in found if one.label[0] == story.id], ours)
        for story in stories
    ]
    own = [
        disputes([story], told_in(story, ours, sources), sources) for story in stories
    ]
    tellings = [parts[story.id].items if story.id in parts else 0 for story in stories]
    return Spread(
        found=held(
            [
                Score(count, told(story), count)
                for story, count in zip(stories, tellings, strict=True)
            ],
            "recall",
        ),
        bcubed=bcubed(list(parts.values())),
        pairs=held([one.pairs for one in parts.values()]),
        originators=held(grouped, "recall"),
        disputes=held([one.found for one in own]),
        strength=held([one.strength for one in own], "recall"),
    )


def told(story: Story) -> int:
    """How many tellings of a story are to be found."""
    return sum(
        not (one.denied or one.optional) for each in story.accounts for one in each.told
    )


def told_in(story: Story, ours: Linked, sources: Mapping[str, str]) -> Linked:
    """What was linked, with the disputes alone that an account of a story is part of."""
    mine = [
        dispute
        for dispute in ours.disputes
        if any(
            sources[document].partition("/")[0] == story.id
            for claim in dispute.values
            for document in claim.documents
        )
    ]
    return replace(ours, disputes=tuple(mine))


def measured(path: Path) -> Measured:
    """All scores over the stories of a file."""
    stories = load(path)
    annotations = annotated(stories)
    ours = linked(annotations)
    found = list(items(stories, annotations))
    sources = {one.document.id: source for source, one in annotations.items()}
    return Measured(
        stories=len(stories),
        told=sum(map(told, stories)),
        found=len(found),
        ways=tuple(rows(found, annotations, ours)),
        originators=originators(stories, found, ours),
        disputes=disputes(stories, ours, sources),
        spread=spread(stories, found, ours, sources),
    )


def lines(part: str, found: Measured) -> Iterator[str]:
    """What was measured of a part, for a reader."""
    yield f"{part}: {found.stories} stories, {found.told} tellings, {found.found} found"
    for name, scores in found.ways:
        pairs = scores.pairs
        yield (
            f"  {name:32} B-cubed {scores.precision:.2f} {scores.recall:.2f} "
            f"{scores.f1:.2f}  pairs {pairs.precision:.2f} {pairs.recall:.2f} "
            f"{pairs.f1:.2f}"
        )
    grouped, disputed = found.originators, found.disputes
    one = disputed.found
    yield f"  originators exact {grouped.hits} of {grouped.gold}"
    yield (
        f"  disputes {one.precision:.2f} {one.recall:.2f} {one.f1:.2f}, "
        f"strength right {disputed.strength.hits} of {disputed.strength.gold}"
    )


def markdown(parts: Sequence[tuple[str, Measured]]) -> str:
    """The table of docs/measuring.md."""
    rows = [
        "| stories | way | B-cubed P | R | F1 | pairs P | R | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for part, found in parts:
        for name, scores in found.ways:
            pairs = scores.pairs
            numbers = (
                scores.precision,
                scores.recall,
                scores.f1,
                pairs.precision,
                pairs.recall,
                pairs.f1,
            )
            cells = " | ".join(f"{number:.2f}" for number in numbers)
            rows.append(f"| {part} | {name} | {cells} |")
    return "\n".join(rows)


def figures(parts: Sequence[tuple[str, Measured]]) -> Iterator[tuple[str, str]]:
    """What README and docs state, by name."""
    yield "stories.table", markdown(parts)
    for part, found in parts:
        ours = dict(found.ways)[OURS]
        one, ends = found.disputes.found, found.spread
        for name, scores in found.ways[1:]:
            yield f"stories.{part}.b-cubed.{name}", f"{scores.f1:.2f}"
            yield f"stories.{part}.pairs.{name}", f"{scores.pairs.f1:.2f}"
        yield f"stories.{part}.count", f"{found.stories:,}"
        yield from interval(f"stories.{part}.found", ends.found)
        yield from interval(f"stories.{part}.b-cubed", ends.bcubed)
        yield from interval(f"stories.{part}.pairs", ends.pairs)
        yield from interval(f"stories.{part}.originators", ends.originators)
        yield from interval(f"stories.{part}.disputes", ends.disputes)
        yield from interval(f"stories.{part}.strength", ends.strength)
        yield f"stories.{part}.found", f"{found.found} of {found.told}"
        yield f"stories.{part}.b-cubed", f"{ours.f1:.2f}"
        yield f"stories.{part}.pairs", f"{ours.pairs.f1:.2f}"
        grouped, strong = found.originators, found.disputes.strength
        yield f"stories.{part}.originators", f"{grouped.hits} of {grouped.gold}"
        yield (
            f"stories.{part}.disputes",
            f"{one.f1:.2f} (P {one.precision:.2f}, R {one.recall:.2f})",
        )
        yield f"stories.{part}.strength", f"{strong.hits} of {strong.gold}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="open, sealed, train")
    parser.add_argument("--errors", action="store_true", help="what is missed or false")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        path = FOLDER / f"{part}.jsonl"
        if not path.exists():
            parser.error(f"no part {part}; there are open, sealed and train")
        if options.errors and part == SEALED:
            parser.error("errors of the sealed part stay unseen; name another part")
        found = measured(path)
        print(*lines(part, found), sep="\n")
        if options.errors:
            print(*(f"  missed {line}" for line in found.disputes.missed), sep="\n")
            print(*(f"  false {line}" for line in found.disputes.false), sep="\n")


if __name__ == "__main__":
    main()
