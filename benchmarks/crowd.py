"""
What one account more costs in a ledger of many accounts of words: seconds from the moment
it is read until all that it has to do with is linked.

    python -m benchmarks.crowd [--accounts N] [--ledger FILE]

The accounts are those of the coded stories, open and to learn from, over and over: each
time in other weeks of ten years, and with another word of the same length in the place of
each that tells neither a party, an act, a day nor a figure, so that no two times look
alike. FILE is kept, and filled where it holds fewer accounts; without it, a ledger is made
and thrown away.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import itertools
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.stories import FOLDER, annotated
from facta.evaluate.stories import load
from facta.ledger import Ledger
from facta.link.passages import CONTENT
from facta.pipeline import relink
from facta.records import Annotation, content_id
from facta.tables import read, shipped

TEN_YEARS = 3650  # days
MORE = 20  # accounts that are added one by one, once all are there
MADE_BY = "crowd/1"
Told = Callable[[str], str]


def main() -> None:
    """Fills a ledger, links it, and adds some accounts to it one by one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accounts", type=int, default=2000, metavar="N")
    parser.add_argument("--ledger", type=Path, metavar="FILE")
    options = parser.parse_args()
    stream = accounts()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "facta.db"
        with Ledger.open(path) as ledger:
            held = {document.id for document in ledger.documents()}
            with ledger.writing():
                for account in itertools.islice(stream, options.accounts):
                    if account.document.id not in held:
                        ledger.add(account, stages=MADE_BY)
            begun = time.perf_counter()
            with ledger.writing():
                relink(ledger)
            seconds = time.perf_counter() - begun
            print(
                f"{options.accounts:,} accounts, linked in {seconds:.1f} s", flush=True
            )
            spent = [added(ledger, one) for one in itertools.islice(stream, MORE)]
    print(
        f"one account more: {statistics.median(spent):.2f} s in the middle, "
        f"{max(spent):.2f} s at most, of {len(spent)}"
    )


def added(ledger: Ledger, account: Annotation) -> float:
    """Seconds that it takes to link an account that has just been read."""
    with ledger.writing():
        ledger.add(account, stages=MADE_BY)
        begun = time.perf_counter()
        relink(ledger)
        return time.perf_counter() - begun


def accounts() -> Iterator[Annotation]:
    """The accounts of the stories, without end, in no order of time."""
    told = defaultdict(list)
    for part in ("open", "train"):
        stories = load(FOLDER / f"{part}.jsonl")
        found = annotated(stories)
        for story in stories:
            for each in story.accounts:
                told[story.id].append(found[f"{story.id}/{each.id}"])
    for turn in itertools.count():
        for name, several in told.items():
            chance = random.Random(f"{name} {turn}")
            later = datetime.timedelta(days=chance.randrange(TEN_YEARS))
            other = partial(_other, seed=f"{name} {turn}")
            for account in several:
                yield otherwise(account, later, other, turn)


def otherwise(
    account: Annotation, later: datetime.timedelta, other: Told, turn: int
) -> Annotation:
    """An account at other days, in other words of the same lengths."""
    kept = set(_kept(account))
    text, lemmas = list(account.document.text), dict[int, str]()
    for sentence in account.sentences:
        for token in sentence.tokens:
            free = kept.isdisjoint(range(token.start, token.end))
            if free and token.upos in CONTENT and token.text.isalpha():
                lemmas[token.start] = other(token.text)
                text[token.start : token.end] = lemmas[token.start]
    now = "".join(text)

    def changed(value: Any) -> Any:
        if isinstance(value, datetime.date):
            return value + later
        if isinstance(value, list | tuple):
            return [changed(each) for each in value]
        if not isinstance(value, dict):
            return value
        found = {name: changed(each) for name, each in value.items()}
        if found.keys() == {"start", "end", "text"}:
            return found | {"text": now[found["start"] : found["end"]]}
        if "upos" in found and found["start"] in lemmas:
            word = lemmas[found["start"]]
            return found | {"text": word, "lemma": word}
        return found

    built = changed(msgspec.to_builtins(account, builtin_types=(datetime.date,)))
    name = content_id(account.document.id, turn)
    told = _renamed(built, account.document.id, name)
    told["document"] |= {"source": f"{account.document.source} {turn}", "text": now}
    return msgspec.convert(told, Annotation)


def _renamed(value: Any, before: str, now: str) -> Any:
    """The same of another document, whose records have ids of their own."""
    if isinstance(value, list):
        return [_renamed(each, before, now) for each in value]
    if isinstance(value, dict):
        found = {name: _renamed(each, before, now) for name, each in value.items()}
        if "document" in found and isinstance(found.get("id"), str):
            found["id"] = content_id(found["id"], now)
        return found
    return now if value == before else value


def _kept(account: Annotation) -> Iterator[int]:
    """The characters that tell a party, an act, a day or a figure."""
    spans = [
        *(actor.span for actor in account.actors),
        *(event.trigger for event in account.events),
        *(each.span for each in account.times),
        *(figure.span for figure in account.figures),
    ]
    for span in spans:
        yield from range(span.start, span.end)


def _other(word: str, seed: str) -> str:
    """Another word of the same length, always the same one for one seed."""
    words = _words()[len(word)]
    if not words:
        return word
    found = random.Random(f"{seed} {word.casefold()}").choice(words)
    return found.capitalize() if word[0].isupper() else found


@functools.cache
def _words() -> dict[int, list[str]]:
    """The words of the table of rarity, by length."""
    found: dict[int, list[str]] = defaultdict(list)
    table = read(shipped("facta.link", "rarity.toml"), dict[str, str])
    for word in sorted(" ".join(table.values()).split()):
        found[len(word)].append(word)
    return found


if __name__ == "__main__":
    main()
