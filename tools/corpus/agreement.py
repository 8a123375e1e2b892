"""
How far two readers agree who coded the same passages.

    python -m tools.corpus.agreement corpus/twice/first.jsonl corpus/twice/second.jsonl
    python -m tools.corpus.agreement --passages passages.jsonl DIR_1 DIR_2 [--list]

Each side is a file of coded passages, or a folder of codings in the readers' notation.
Optional events (`V?`) count neither way. --list shows every event on which the two
disagree, passage by passage, for a third reader to settle.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from facta.errors import FactaError, SettingsError
from facta.evaluate import Score
from facta.evaluate.corpus import CodedEvent, Known, Mark, Passage, load
from tools.corpus.bare import Bare, bare_passages
from tools.corpus.check import codings, files
from tools.corpus.listing import listed
from tools.corpus.matching import alpha, b_cubed, harmonic, matched
from tools.corpus.sides import Pair, event_sides, trigger_sides

Mention = tuple[Mark, str]


class Agreement(Struct, frozen=True, kw_only=True):
    """Counts over passages; `alpha` is None where no two types could differ."""

    passages: int
    events: Score
    triggers: Score
    alpha: float | None
    types: int
    details: dict[str, Score]
    mentions: Score
    countries: Score
    b_cubed: tuple[float, float]


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Agreement over passages, each as the first and as the second reader coded it."""
    sides = [event_sides(pair) for pair in pairs]
    triggers = [trigger_sides(pair) for pair in pairs]
    types = [
        (one.event_type, other.event_type)
        for each in triggers
        for one, other in each.agreed
    ]
    mentions = [_mentions(pair) for pair in pairs]
    clusters = [
        # an id means its passage's entity, and no other's
        ((number, one[1]), (number, other[1]))
        for number, (together, _, _) in enumerate(mentions)
        for one, other in together
    ]
    equal = [
        first.countries(one[1]) == second.countries(other[1])
        for (first, second), (together, _, _) in zip(pairs, mentions, strict=True)
        for one, other in together
    ]
    return Agreement(
        passages=len(pairs),
        events=_sum(each.score for each in sides),
        triggers=_sum(each.score for each in triggers),
        alpha=alpha(types),
        types=len(types),
        details=_details([each for side in sides for each in side.agreed]),
        mentions=_sum(Score(len(found), one, two) for found, one, two in mentions),
        countries=Score(sum(equal), len(equal), len(equal)),
        b_cubed=b_cubed(clusters),
    )


def _details(agreed: Sequence[tuple[CodedEvent, CodedEvent]]) -> dict[str, Score]:
    """What else is the same of events that agree."""
    same = {
        "mode": [one.mode == two.mode for one, two in agreed],
        "auxiliary": [set(one.auxiliary) == set(two.auxiliary) for one, two in agreed],
        "contexts": [set(one.contexts) == set(two.contexts) for one, two in agreed],
        "scope": [one.scope == two.scope for one, two in agreed],
        "day": [one.day == two.day for one, two in agreed],
    }
    return {name: Score(sum(hits), len(hits), len(hits)) for name, hits in same.items()}


def _mentions(pair: Pair) -> tuple[list[tuple[Mention, Mention]], int, int]:
    """Mentions that are one for both readers, and how many each marked."""
    one, two = (
        [(mark, entity.id) for entity in passage.entities for mark in entity.mentions]
        for passage in pair
    )
    together = matched(one, two, _same_mention, _like_mention)
    return [(one[a], two[b]) for a, b in together], len(one), len(two)


def _same_mention(one: Mention, other: Mention) -> bool:
    return one[0] == other[0]


def _like_mention(one: Mention, other: Mention) -> bool:
    """Overlapping, with one last word: most often the head, at least in short ones."""
    return one[0].overlaps(other[0]) and _last(one[0]) == _last(other[0])


def _last(mark: Mark) -> str:
    return mark.text.split()[-1].strip(".,;:'\"’”").lower()


def _sum(scores: Iterable[Score]) -> Score:
    return functools.reduce(Score.plus, scores, Score())


def table(found: Agreement) -> str:
    """The agreement as a table, a line a figure."""
    rows = [
        ("events: type and both countries", found.events),
        ("events: triggers alone", found.triggers),
        *(
            (f"  {name} of events that agree", each)
            for name, each in found.details.items()
        ),
        ("mentions: overlap, same last word", found.mentions),
        ("  countries of mentions that agree", found.countries),
    ]
    lines = [f"{'':36}    F1     both    first   second"]
    lines += [
        f"{name:36} {each.f1:5.3f}  {each.hits:7,}  {each.gold:7,}  {each.found:7,}"
        for name, each in rows
    ]
    told = "none" if found.alpha is None else f"{found.alpha:5.3f}"
    lines.append(f"{'type: Krippendorff alpha':36} {told}  {found.types:7,}")
    precision, recall = found.b_cubed
    lines.append(f"{'entities: B-cubed F1':36} {harmonic(precision, recall):5.3f}")
    lines.append(f"{found.passages} passages that both coded")
    return "\n".join(lines)


def read(side: Path, bare: Mapping[str, Bare], known: Known) -> dict[str, Passage]:
    """
    One side's codings by passage, from a file of passages or a folder of codings.

    Raises:
        SourceError: the file cannot be read.
        SettingsError: a coding has a problem.
    """
    if side.suffix == ".jsonl":
        return {passage.id: passage for passage in load(side)}
    found = {}
    for _, _, coding in codings(files([side]), bare, known):
        if coding.passage is None:
            raise SettingsError(f"{coding.problems[0]}; mend it by tools.corpus.check")
        found[coding.passage.id] = coding.passage
    return found


def paired(first: Mapping[str, Passage], second: Mapping[str, Passage]) -> list[Pair]:
    """The passages that both coded, by id."""
    return [(first[name], second[name]) for name in sorted(first) if name in second]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table, and with --list what is to settle; 2 where it cannot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--passages", type=Path, help="what the folders' codings are of"
    )
    parser.add_argument("--list", action="store_true", help="what is to settle")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args(arguments)
    known = Known.load()
    try:
        bare = bare_passages(options.passages) if options.passages else {}
        first, second = (
            read(side, bare, known) for side in (options.first, options.second)
        )
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    pairs = paired(first, second)
    if not pairs:
        print(
            "no passage that both coded; give two files, or --passages and two folders",
            file=sys.stderr,
        )
        return 2
    if options.list:
        print("\n".join(line for pair in pairs for line in listed(pair)))
    print(table(agreement(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
