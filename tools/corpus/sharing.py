"""
Passages to parts, and to the batches that readers take.

Parts are shared out by document, source and kind, so that each holds some of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tools.corpus.cutting import Passage
from tools.corpus.shelf import seeded

PARTS: Mapping[str, float] = {"train": 0.70, "dev": 0.15, "test": 0.15}
LETTERS: Mapping[str, str] = {"train": "b", "dev": "d", "test": "t", "more": "m"}
BATCH = 98  # sentences, about
DOUBLE, DOUBLE_BATCH = 72, 9  # passages
WORDS = 140  # passages whose words are coded too
WORDY, WORDY_WEIGHT = frozenset({"briefing", "news"}), 1.35
LONG = 8  # sentences, from which a passage is taken first for its words

Stratum = tuple[str, str]


def parts(passages: Iterable[Passage], tuned: frozenset[str]) -> dict[str, str]:
    """
    The part of each document, by id.

    tuned: documents that rules were tuned on; they never come into test.
    """
    strata: dict[Stratum, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        strata[passage.doc.source, passage.doc.kind][passage.doc.id] += 1
    found: dict[str, str] = {}
    for sizes in strata.values():
        found |= _shared(sizes, tuned)
    return found


def _shared(sizes: Counter[str], tuned: frozenset[str]) -> dict[str, str]:
    """Documents of one source and kind; each goes where most is missing."""
    missing = {part: share * sizes.total() for part, share in PARTS.items()}
    found = {}
    order = sorted(sizes, key=lambda doc: (doc not in tuned, seeded("part", doc)))
    for doc in order:
        open_to = [part for part in PARTS if part != "test" or doc not in tuned]
        part = max(open_to, key=lambda part: missing[part] / PARTS[part])
        missing[part] -= sizes[doc]
        found[doc] = part
    return found


def with_words(
    passages: Sequence[Passage], part_of: Mapping[str, str]
) -> frozenset[str]:
    """Ids of the passages whose words are coded: some of every source, kind and part."""
    chosen: set[str] = set()
    for part, share in PARTS.items():
        inside = [p for p in passages if part_of[p.doc.id] == part]
        strata: dict[Stratum, list[Passage]] = defaultdict(list)
        for passage in inside:
            strata[passage.doc.source, passage.doc.kind].append(passage)
        weights = {key: len(held) * _weight(key[1]) for key, held in strata.items()}
        wanted = apportioned(weights, round(WORDS * share))
        for key, held in strata.items():
            held.sort(key=lambda p: (len(p.sentences) < LONG, seeded("words", p.id)))
            chosen |= {passage.id for passage in held[: wanted[key]]}
    return frozenset(chosen)


def _weight(kind: str) -> float:
    if kind in WORDY:
        return WORDY_WEIGHT
    return 1.0


def apportioned(weights: Mapping[Stratum, float], total: int) -> dict[Stratum, int]:
    """
    Whole numbers in proportion to weights, that sum to `total`: by largest remainder.

    >>> apportioned({("a", "x"): 2, ("b", "x"): 1}, 4)
    {('a', 'x'): 3, ('b', 'x'): 1}
    """
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    found = {key: int(share) for key, share in exact.items()}
    order = sorted(exact, key=lambda key: (found[key] - exact[key], key))
    for key in order[: total - sum(found.values())]:
        found[key] += 1
    return found


def batches(
    passages: Sequence[Passage], part_of: Mapping[str, str]
) -> dict[str, list[str]]:
    """Batches by name, each of one part, of whole documents and of several sources."""
    found = {}
    for part, letter in LETTERS.items():
        inside = [p for p in passages if part_of[p.doc.id] == part]
        if not inside:
            continue
        for number, batch in enumerate(_dealt(inside), 1):
            found[f"{letter}{number:02}"] = [passage.id for passage in batch]
    return found


def _dealt(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Deals documents, kind by kind, to the batch with least of their source."""
    sentences = sum(len(passage.sentences) for passage in passages)
    dealt: list[list[Passage]] = [[] for _ in range(max(1, round(sentences / BATCH)))]
    docs: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        docs[passage.doc.id].append(passage)
    order = sorted(docs.values(), key=lambda d: (-len(d), seeded("deal", d[0].doc.id)))
    for doc in order:
        source = doc[0].doc.source

        def load(batch: list[Passage], source: str = source) -> tuple[int, int]:
            own = sum(p.doc.source == source for p in batch)
            return own, sum(len(p.sentences) for p in batch)

        min(dealt, key=load).extend(doc)
    return dealt


def double(
    passages: Sequence[Passage], part_of: Mapping[str, str]
) -> dict[str, list[str]]:
    """Passages to be coded a second time, in batches of several sources."""
    strata: dict[Stratum, list[Passage]] = defaultdict(list)
    for passage in passages:
        strata[passage.doc.source, part_of[passage.doc.id]].append(passage)
    wanted = apportioned({key: len(held) for key, held in strata.items()}, DOUBLE)
    chosen: list[str] = []
    for key in sorted(strata):
        held = sorted(strata[key], key=lambda p: seeded("double", p.id))
        chosen += [passage.id for passage in held[: wanted[key]]]
    count = DOUBLE // DOUBLE_BATCH
    return {f"x{at + 1:02}": chosen[at::count] for at in range(count)}
