"""
How likely two tellings are of one happening: learned from coded stories, from news of
other weeks, and from what one publisher stated on one day.

    python -m training.linking --stories FILE... --news DIR [--write]

Every pair of tellings that Facta compares, of coded words both, is one case; and pairs
from accounts of the news data that were published two weeks apart or more, or have
hardly a word in common, which are of two happenings but for a few; and pairs of one day
that say other things. Stories and news count alike. Prints how well the chances hold,
each story told by the others; with --write puts the weights of all into
`facta/link/odds.toml`. What makes two tellings alike never speaks against their being
one, nor the other way round.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.stories import annotated, read
from facta.evaluate.stories import Story, load
from facta.evaluate.stories.reading import Label, items
from facta.link import likeness
from facta.link.acts import SAID
from facta.link.parting import impossible
from facta.link.stage import meeting
from facta.link.stage import read as read_accounts
from facta.link.tellings import Telling
from facta.link.traces import beside, traces
from facta.link.wording import shared, wording_fit
from facta.ontology.countries import Countries
from facta.records import Annotation, Document
from tools.corpus import shelf
from training.fitting import Found, learned

WEIGHTS = Path(likeness.__file__).with_name("odds.toml")
STIFF = 3.0  # how much weights are held back; judged
LEAST = 0.2  # confidence of the events whose pairs are learned from; judged
LIKELY_ENOUGH = 0.4  # the same of the news, which has more of them
OTHER_WEEK = 15  # days between two accounts of two happenings
OTHER_MATTER = 0.1  # likeness below which two accounts are of two matters
STRANGERS = 12_000  # pairs of either kind to learn from
PARTS = 40  # of these pairs
YEARS = ("2021", "2024")  # of the White House's days
FULL_DAY = 4  # statements of such a day
DAYS_ACCOUNTS = 450
BYSTANDERS = 6_000  # pairs of one day to learn from; more outweigh the stories
MATTER = 0.25  # likeness below which two accounts of one day are of two matters
OTHER_WORDS = 0.2  # share of words below which two promises are two
# What names of evidence end in that can only speak for, or only against.
FOR = (
    "same",
    "alike",
    "passage",
    "sentence",
    "rare",
    "copied",
    "same type",
    "same word",
)
AGAINST = (
    "other",
    "strange",
    "other type",
    "very far",
    "months apart",
    "in common",
    "missing",
    "after the account",
    "said",
)


# What sense tells and stories of one matter cannot show, there being few who do the like
# to others: another party is another act.
LEANING = {
    "act other mode": -1.5,
    "act other type": -2.0,
    "length other": -3.0,
    "act alone in both accounts": 0.5,
    "day mistaken": -2.0,
    "day guessed mistaken": -1.0,
    "day next": -4.0,
    "figures other": -0.5,
    "place other": -2.5,
    "actor other": -2.0,
    "recipient other": -2.0,
    "sides other": -2.0,
    "sides strange": -2.0,
    "actor other person": -4.0,
    "sides other persons": -4.0,
    "sides partner other": -3.0,
    "sides partner missing": -1.0,
    "sides one in common": -1.0,
    "words other, said": -3.0,
    "words few, said": -2.0,
    "account same, said": -1.0,
    "accounts months apart": -2.0,
    "day said other": -4.0,
    "day within month": 0.7,
    "day within year": 0.2,
    "day long before the account": 0.0,
    "day very far the account": -0.5,
    "words copied": 2.0,
    "act same scale": 1.5,
}

# What stories cannot show, all of their accounts being short, and what would therefore
# tell stories from news alone.
GIVEN = {
    "accounts long, other words": -2.0,
    "day of a meeting untold": -1.5,
    "sides of a meeting missing": -2.0,
    "day said untold": -4.0,
    "publisher same, other words": -3.0,
    "words quoted same": 1.5,
    "account same, one word": 4.0,
}


def sign(name: str) -> int:
    """1 for what cannot speak against, -1 for what cannot speak for, else 0."""
    if name.startswith("account same"):
        return 0
    if GIVEN.get(name, 0.0) > 0:
        return 1
    if name in GIVEN or name.endswith(AGAINST) or " other " in name:
        return -1
    return int(name.endswith(FOR) or " same " in name)


def compared(
    annotations: Iterable[Annotation],
) -> Iterator[tuple[Telling, Telling]]:
    """
    The tellings of some accounts that linking compares, and that can be one: also those
    that have too little in common, to learn from.
    """
    known = {one.document.id: one for one in annotations}
    left = [
        beside(trace, copies)
        for document, copies in read_accounts(known.values()).items()
        for trace in traces(known[document], copies.account.matter)
    ]
    for first, second in sorted(meeting(left)):
        one, other = left[first].what, left[second].what
        match one, other:
            case Telling(), Telling() if not impossible(one, other):
                yield one, other


def cases(
    stories: Sequence[Story], annotations: Mapping[str, Annotation]
) -> Iterator[Found]:
    """Pairs that are compared and not kept apart, by the story of the first."""
    labels: dict[str, Label] = {
        item.event.id: item.label for item in items(stories, annotations)
    }
    for one, other in compared(annotations.values()):
        pair = labels.get(one.event.id), labels.get(other.event.id)
        if pair[0] is None or pair[1] is None:
            continue
        yield Found(
            document=pair[0][0],
            source="stories",
            evidence=likeness.evidence(one, other),
            right=pair[0] == pair[1],
        )


def news(folder: Path, nations: shelf.Nations) -> Iterator[Document]:
    """
    Accounts that name other countries: those of Wikinews, and a seeded draw of the
    others.
    """
    for docs, times, count in (
        (shelf.wikinews(folder, lambda _: True), 2, 200),
        (shelf.globalvoices(folder, lambda _: True), 6, 150),
        (shelf.whitehouse(folder, nations), 3, 400),
    ):
        told = [
            doc for doc in docs if doc.published and nations.times(doc.prose) >= times
        ]
        for doc in sorted(told, key=lambda doc: shelf.seeded("linking", doc.id))[
            :count
        ]:
            yield _document(doc)


def _document(doc: shelf.Doc) -> Document:
    return Document(
        id=doc.id,
        source=doc.id,
        text=doc.prose,
        title=doc.title,
        publisher=doc.source,
        published=datetime.date.fromisoformat(str(doc.published)[:10]),
        published_basis="given",
    )


def strangers(documents: Sequence[Document]) -> Iterator[Found]:
    """
    Pairs of other weeks or other matters, in parts of about one size, each told by the
    others.
    """
    annotations = (annotation for _, annotation in read(documents, LIKELY_ENOUGH))
    far, unlike = [], []
    for one, other in compared(annotations):
        if one.event.document == other.event.document:
            continue
        if abs((one.order[0] - other.order[0]).days) >= OTHER_WEEK:
            far.append((one, other))
        elif one.matter.likeness(other.matter) < OTHER_MATTER:
            unlike.append((one, other))
    chance = random.Random(7)
    chosen = [
        pair
        for some in (far, unlike)
        for pair in chance.sample(some, min(STRANGERS, len(some)))
    ]
    chance.shuffle(chosen)
    for number, (one, other) in enumerate(chosen):
        yield Found(
            document=f"news {number % PARTS}",
            source="news",
            evidence=likeness.evidence(one, other),
            right=False,
        )


def days(folder: Path, nations: shelf.Nations) -> Iterator[Document]:
    """
    All that the White House stated on some days, drawn by a seed: accounts of one
    publisher, in one manner, of many matters.
    """
    by_day: dict[str, list[shelf.Doc]] = defaultdict(list)
    for doc in shelf.whitehouse(folder, nations):
        day = str(doc.published)[:10]
        if doc.published and day[:4] in YEARS:
            by_day[day].append(doc)
    full = [day for day, docs in by_day.items() if len(docs) >= FULL_DAY]
    drawn = 0
    for day in sorted(full, key=lambda day: shelf.seeded("linking day", day)):
        if drawn > DAYS_ACCOUNTS:
            return
        drawn += len(by_day[day])
        yield from map(_document, by_day[day])


def bystanders(documents: Sequence[Document]) -> Iterator[Found]:
    """
    Pairs of one day that are not one act: what is promised or said is another thing.
    """
    annotations = (annotation for _, annotation in read(documents, LIKELY_ENOUGH))
    chosen = [pair for pair in compared(annotations) if _other_words(*pair)]
    chance = random.Random(7)
    chance.shuffle(chosen)
    for number, (one, other) in enumerate(chosen[:BYSTANDERS]):
        yield Found(
            document=f"day {number % PARTS}",
            source="news",
            evidence=likeness.evidence(one, other),
            right=False,
        )


def _other_words(one: Telling, other: Telling) -> bool:
    """
    Whether hardly a word of two acts is the same, which are said, or told in accounts
    of other matters.
    """
    said = {one.event.event_type, other.event.event_type} <= SAID
    if one.event.document == other.event.document:
        if not said or one.event.sentence == other.event.sentence:
            return False
    elif not said and one.matter.likeness(other.matter) >= MATTER:
        return False
    return (
        wording_fit(one, other) < OTHER_WORDS
        and shared(one.clause_words, other.clause_words) < OTHER_WORDS
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, nargs="+", required=True)
    parser.add_argument("--news", type=Path, required=True, help="folder of the data")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stories = [story for path in options.stories for story in load(path)]
    held = list(cases(stories, annotated(stories, LEAST)))
    nations = shelf.Nations(Countries.load())
    drawn = news(options.news, nations)
    held += strangers(list(drawn))
    held += bystanders(list(days(options.news, nations)))
    learned(
        held,
        WEIGHTS,
        stiff=STIFF,
        write=options.write,
        sign=sign,
        leaning=LEANING,
        given=GIVEN,
    )


if __name__ == "__main__":
    main()
