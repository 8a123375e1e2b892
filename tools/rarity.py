"""
How rare words are in accounts: `facta/link/data/rarity.toml`, counted over the news
data.

    python -m tools.rarity --news DIR [--write]

A word counts once an account, as simplemma makes a lemma of it, and each source alike.
Words are listed by how many accounts hold them, in steps of a half: those listed under
`6` stand in one of every 2 ** (6 / 2) accounts or so. What fewer than `LEAST` accounts
hold is not listed, being rare. Counts are no text: nothing of the accounts is in the
file.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import simplemma

from facta.link import rarity
from facta.ontology.countries import Countries
from tools.corpus import shelf

LEAST = 8  # accounts; judged
_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]")


def sources(news: Path) -> Iterator[Iterable[str]]:
    """The accounts of each source of the news data."""
    nations = shelf.Nations(Countries.load())
    for docs in (
        shelf.wikinews(news, lambda _: True),
        shelf.globalvoices(news, lambda _: True),
        shelf.whitehouse(news, nations),
    ):
        yield (doc.prose for doc in docs)


def shares(found: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """
    The share of accounts that hold each lemma, the sources counting alike; none for
    what fewer than `LEAST` hold.
    """
    lemmas: dict[str, str] = {}
    total, among = Counter[str](), 0
    mean: dict[str, float] = defaultdict(float)
    for texts in found:
        among += 1
        count, holding = 0, Counter[str]()
        for text in texts:
            count += 1
            words = set(_WORD.findall(text.casefold()))
            for word in words - lemmas.keys():
                lemmas[word] = simplemma.lemmatize(word, lang="en").casefold()
            holding.update({lemmas[word] for word in words})
        total.update(holding)
        for word, number in holding.items():
            mean[word] += number / count
    return {word: share / among for word, share in mean.items() if total[word] >= LEAST}


def table(held: Mapping[str, float]) -> str:
    """The file's text."""
    steps: dict[int, list[str]] = defaultdict(list)
    for word, share in held.items():
        if len(word) >= rarity.SHORTEST:
            steps[math.floor(-2 * math.log2(share))].append(word)
    lines = [
        "# How rare words are: under N those that one of 2 ** (N / 2) accounts holds.",
        "# Written by tools.rarity.",
    ]
    for step, words in sorted(steps.items()):
        lines += ["", f"{step} = '''", *_wrapped(sorted(words)), "'''"]
    return "\n".join(lines) + "\n"


def _wrapped(words: list[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) >= 88:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="How rare words are in accounts.")
    parser.add_argument("--news", type=Path, required=True, help="folder of the data")
    parser.add_argument("--write", action="store_true", help="put it into the package")
    options = parser.parse_args()
    made = table(shares(sources(options.news)))
    print(f"{len(made):,} characters")
    if options.write:
        Path(rarity.__file__).with_name("data").joinpath(rarity.FILE).write_text(
            made, "utf8"
        )


if __name__ == "__main__":
    main()
