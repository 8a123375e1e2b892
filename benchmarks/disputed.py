"""
What a ledger of real accounts holds for contradictions: how many of each attribute, and
some drawn at random with their passages, for a reader to judge.

    python -m benchmarks.disputed LEDGER [--draw N] [--seed N] [--attribute NAME]

Coded stories are written around contradictions, so that what is found there is mostly
right; of real accounts few contradict each other, and each pair of sentences is a chance
to be wrong. Only reading tells how many are right: draw some that nobody has looked at.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from facta.ledger import Ledger
from facta.link.sentences import country_names, differs
from facta.records import Claim, Dispute, Document

AROUND = 120  # characters shown before and behind a passage


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--draw", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--attribute", metavar="NAME")
    options = parser.parse_args()
    with Ledger.open(options.ledger, read_only=True) as ledger:
        found = sorted(ledger.disputes(), key=lambda one: one.id)
        known = {one.id: one for one in ledger.documents()}
        print(counted(found, len(known)))
        asked = [one for one in found if options.attribute in (None, one.attribute)]
        random.Random(options.seed).shuffle(asked)
        for one in asked[: options.draw]:
            print("", *shown(one, known), sep="\n")


def counted(found: list[Dispute], accounts: int) -> str:
    """How many there are, and of which attributes."""
    by_attribute = Counter(one.attribute for one in found)
    listed = ", ".join(
        f"{name} {count:,}" for name, count in by_attribute.most_common()
    )
    share = 1000 * len(found) / max(accounts, 1)
    return (
        f"{accounts:,} accounts, {len(found):,} disputes, {share:.0f} in a thousand "
        f"accounts: {listed or 'none'}"
    )


def shown(dispute: Dispute, documents: dict[str, Document]) -> Iterator[str]:
    """A dispute in words, and a passage of each side."""
    told = differs(dispute, documents.__getitem__, country_names())
    yield f"{dispute.id[:8]} {dispute.attribute} {dispute.strength}: {told}"
    for claim in dispute.values:
        yield f"  {claim.value}: {passage(claim, documents)}"


def passage(claim: Claim, documents: dict[str, Document]) -> str:
    """The first passage of a claim, in its text."""
    document, span = documents[claim.documents[0]], claim.spans[0]
    before = document.text[max(0, span.start - AROUND) : span.start]
    behind = document.text[span.end : span.end + AROUND]
    told = " ".join(f"{before}«{span.text}»{behind}".split())
    return f"[{document.published}] {told}"


if __name__ == "__main__":
    main()
