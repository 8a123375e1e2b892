"""
How well happenings, originators and disputes fit coded stories.

Sources: Bagga and Baldwin (1998), algorithms for scoring coreference chains (B-cubed).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from facta.evaluate.scores import Score
from facta.evaluate.stories.reading import Item, Label
from facta.evaluate.stories.story import CodedDispute, Story
from facta.link import Linked
from facta.records import Dispute, Happening

Home: TypeAlias = Mapping[str, Hashable]  # an event's id to what it was put into


class Clustering(Struct, frozen=True, kw_only=True):
    """
    How well a grouping of tellings fits the coded one, each number from 0 to 1.

    `precision` and `recall` are B-cubed; `pairs` counts pairs of tellings.
    """

    precision: float
    recall: float
    pairs: Score

    @property
    def f1(self) -> float:
        """Harmonic mean of B-cubed precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clustering(items: Sequence[Item], home: Home) -> Clustering:
    """Tellings as they were grouped against how they were coded."""
    labels = [item.label for item in items]
    groups = [home[item.event.id] for item in items]
    both = Counter(zip(labels, groups, strict=True))
    coded, made = Counter(labels), Counter(groups)
    count = max(1, len(items))
    return Clustering(
        precision=sum(n * n / made[group] for (_, group), n in both.items()) / count,
        recall=sum(n * n / coded[label] for (label, _), n in both.items()) / count,
        pairs=Score(_pairs(both), _pairs(coded), _pairs(made)),
    )


def _pairs(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


class Part(Struct, frozen=True, kw_only=True):
    """
    What the tellings of one story add to a clustering: sums over these, so that stories
    can be drawn again. Pairs are counted from both of their ends.
    """

    items: int
    precision: float
    recall: float
    pairs: Score


def by_story(items: Sequence[Item], home: Home) -> dict[str, Part]:
    """
    The parts of a clustering: its B-cubed scores are the means of theirs over items, its
    pairs half the sum of theirs. A group may hold tellings of several stories.
    """
    made = Counter(home[item.event.id] for item in items)
    coded = Counter(item.label for item in items)
    both = Counter((item.label, home[item.event.id]) for item in items)
    stories: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        stories[item.label[0]].append(item)
    found = {}
    for story, own in stories.items():
        sizes = [
            (
                both[item.label, home[item.event.id]],
                coded[item.label],
                made[home[item.event.id]],
            )
            for item in own
        ]
        found[story] = Part(
            items=len(own),
            precision=sum(same / group for same, _, group in sizes),
            recall=sum(same / label for same, label, _ in sizes),
            pairs=Score(
                *(sum(column) - len(own) for column in zip(*sizes, strict=True))
            ),
        )
    return found


def homes(linked: Linked) -> dict[str, str]:
    """The happening of every event."""
    return {
        event: happening.id
        for happening in linked.happenings
        for report in happening.reports
        for event in report.events
    }


def originators(
    stories: Sequence[Story], items: Sequence[Item], linked: Linked
) -> Score:
    """
    Happenings whose accounts are grouped by originator as they were coded, of those
    that Facta finds told by two accounts or more.

    What it found of a happening is the happening of its own with most of the tellings;
    an account that it put elsewhere makes the grouping wrong.
    """
    by_id = {happening.id: happening for happening in linked.happenings}
    home = homes(linked)
    told: dict[Label, list[Item]] = defaultdict(list)
    for item in items:
        told[item.label].append(item)
    right = asked = 0
    for story in stories:
        for origin in story.origins:
            own = told[story.id, origin.happening]
            accounts = {item.document: item.account for item in own}
            if len(accounts) < 2:
                continue
            counts = Counter(home[item.event.id] for item in own)
            best = max(counts, key=lambda name: (counts[name], name))
            coded = {
                frozenset(set(group) & set(accounts.values()))
                for group in origin.groups
            } - {frozenset()}
            asked += 1
            right += coded == _grouped(by_id[best], accounts)
    return Score(right, asked, asked)


def _grouped(happening: Happening, accounts: Mapping[str, str]) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for report in happening.reports:
        if report.document in accounts:
            groups[report.originator].add(accounts[report.document])
    return {frozenset(group) for group in groups.values()}


class Disputed(Struct, frozen=True, kw_only=True):
    """Disputes found, how many of these have the coded strength, and what was missed."""

    found: Score
    strength: Score
    missed: tuple[str, ...]
    false: tuple[str, ...]


def disputes(
    stories: Sequence[Story], linked: Linked, sources: Mapping[str, str]
) -> Disputed:
    """
    Disputes against coded ones: one is found where one of its attribute sets apart
    accounts of two of its values.

    Args:
        stories: as coded.
        linked: what was made of their accounts.
        sources: `story/account` by document.
    """
    used: set[str] = set()
    hits = strong = gold = 0
    missed = []
    for story, coded in _coded(stories):
        gold += 1
        fitting = [one for one in linked.disputes if _fits(story, coded, one, sources)]
        used |= {one.id for one in fitting}
        if fitting:
            hits += 1
            strong += any(one.strength == coded.strength for one in fitting)
        else:
            missed.append(
                f"{story.id}: {coded.attribute} {coded.strength}: {coded.about}"
            )
    false = [
        f"{_story(one, sources)}: {one.attribute} {one.strength}: {one.subject}: "
        f"{' / '.join(claim.value for claim in one.values)}"
        for one in linked.disputes
        if one.id not in used
    ]
    return Disputed(
        found=Score(hits, gold, hits + len(false)),
        strength=Score(strong, hits, hits),
        missed=tuple(missed),
        false=tuple(false),
    )


def _coded(stories: Iterable[Story]) -> Iterator[tuple[Story, CodedDispute]]:
    for story in stories:
        for coded in story.disputes:
            yield story, coded


def _fits(
    story: Story, coded: CodedDispute, found: Dispute, sources: Mapping[str, str]
) -> bool:
    if found.attribute != coded.attribute:
        return False
    apart = 0
    for value in coded.values:
        own = {f"{story.id}/{name}" for name in value.accounts}
        apart += any(
            own & {sources[document] for document in claim.documents}
            for claim in found.values
        )
    return apart > 1


def _story(found: Dispute, sources: Mapping[str, str]) -> str:
    names = {
        sources[document].partition("/")[0]
        for claim in found.values
        for document in claim.documents
    }
    return " ".join(sorted(names))
