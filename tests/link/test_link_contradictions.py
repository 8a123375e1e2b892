"""
What accounts of one matter say against one another: each rule, and what comes near it.

The accounts, as the shipped model reads them, are in `data/contradictions.jsonl`.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facta.link import link
from facta.link.contradictions import Sayings, contradictions, sayings, unheld
from facta.link.cues import cues
from facta.link.matter import Matter
from facta.link.sentences import account, country_names, sentence
from facta.records import (
    Actor,
    Annotation,
    Dispute,
    Event,
    Figure,
    Name,
    Sentence,
    Statement,
    Time,
)
from facta.testing import annotation, doc
from facta.testing import sentence as parsed

ROWS = {
    row["name"]: row["accounts"]
    for row in map(
        json.loads,
        (Path(__file__).parent / "data" / "contradictions.jsonl")
        .read_text("utf8")
        .splitlines(),
    )
}
TOLD = {
    "who proposed it": (
        "Who proposed it (judge): Croatia, says Adria Press; Slovenia, says Dnevni Val."
    ),
    "who proposed two things": None,
    "who asked for a call": (
        "Who proposed the talks: Azerbaijan, says Caspian Telegraph; "
        "Iran, says Alborz Review."
    ),
    "who demanded it": (
        "Who demanded it (cede territory): Russia, says Harbour Courier; "
        "the United States, says Inland Post."
    ),
    "who fired first": (
        "Who began: Kyrgyzstan, says Canal Post; Tajikistan, says Ferghana Wire."
    ),
    "who fired first in two places": None,
    "who mediated": (
        "Who mediated: Egypt, says Nile Basin News; Qatar, says Gulf Monitor."
    ),
    "the tone of talks": (
        "The tone of the talks: friendly, says Fisheries Gazette; "
        "icy, says Atlantic Wire."
    ),
    "the tone of a call and of a meeting": None,
    "cold that is no tone": None,
    "a promise kept and broken": (
        "The promise: broken, says Bay Review; kept, says Port Note."
    ),
    "promises of two parties": None,
    "a measure in force and lifted": (
        "Tariff: in force, says Bay Review; lifted, says Port Note."
    ),
    "a measure lifted later": None,
    "a measure threatened and imposed": (
        "Sanction: in force, says Great Lakes Monitor; threatened, says Brussels Dispatch."
    ),
    "an office held and left": (
        "Foreign Minister of Panama: former Foreign Minister, says Isthmus Courier; "
        "sitting Foreign Minister, says El Heraldo."
    ),
    "an account that names both": None,
    "another day": (
        "Turkish warplanes bombed a clinic in Sinjar on 16 August 2021 and …: "
        "16 Aug 2021, says Tigris Wire; 17 Aug 2021, says Mosul Post."
    ),
    "one more act": None,
    "other counts of one thing": (
        "Guards wounded: 2, says Caspian Telegraph; 3, says Absheron Today."
    ),
    "counts in two places": None,
    "an account that tells both counts": None,
    "time that is given": (
        "How long: 48 hours, says La Meseta; 72 hours, says Brussels Dispatch."
    ),
    "done and not done": (
        "Myanmar never apologised to China for the shell at Nansan: "
        "it did not happen, says Lancang Daily; it happened, says Salween Voice."
    ),
    "not done yet": None,
    "not done by another": None,
    "a charge and its denial": (
        "Nepal accused India: a charge against India, says Himal Wire; "
        "denied by India, in Himal Wire."
    ),
    "a charge against another": None,
}


def read(name: str, number: int, row: dict[str, Any]) -> Annotation:
    """An account of a row, as the model read it."""
    document = doc(
        row["text"],
        source=f"{name}/{number}",
        publisher=row["publisher"],
        published=row["published"],
    )

    def records(kind: str, of: Any, **more: Any) -> Any:
        found = [
            {
                "document": document.id,
                "id": f"{kind}{at}",
                "confidence": 1.0,
                **one,
                **more,
            }
            for at, one in enumerate(row.get(kind, ()))
        ]
        return msgspec.convert(found, tuple[of, ...])

    return msgspec.structs.replace(
        annotation(document),
        sentences=tuple(map(whole, itertools.repeat(row), range(len(row["parsed"])))),
        actors=records("actors", Actor),
        times=records("times", Time),
        figures=records("figures", Figure, attributed_to=None),
        events=records("events", Event, rule="test"),
        statements=records("statements", Statement),
    )


def whole(row: dict[str, Any], number: int) -> Sentence:
    """A sentence of a row, its words where they stand in the text."""
    found = parsed(row["parsed"][number], index=number)
    starts = row["starts"][number]
    tokens = tuple(
        msgspec.structs.replace(token, start=start, end=start + len(token.text))
        for token, start in zip(found.tokens, starts, strict=True)
    )
    return msgspec.structs.replace(
        found,
        start=tokens[0].start,
        end=tokens[-1].end,
        tokens=tokens,
        names=tuple(Name(*name) for name in row["names"][number]),
    )


def against(name: str) -> tuple[list[Annotation], list[Dispute]]:
    """The accounts of a row, and their disputes."""
    accounts = [read(name, at, row) for at, row in enumerate(ROWS[name])]
    return accounts, disputes(accounts)


def disputes(
    accounts: list[Annotation], settled: Sequence[Dispute] = ()
) -> list[Dispute]:
    """What accounts say against one another, all at once."""
    said: dict[str, list[Sayings]] = defaultdict(list)
    for one in sorted(accounts, key=lambda one: one.document.id):
        for each in sayings(one, Matter.of(one)):
            said[each.kind].append(each)
    found = [one for several in said.values() for one in contradictions(several)]
    return list(unheld(found, settled))


def worded(accounts: list[Annotation], found: list[Dispute]) -> list[str]:
    """Disputes in sentences."""
    names = {one.document.id: account(one.document) for one in accounts}
    return [sentence(one, names, country_names()) for one in found]


@pytest.mark.parametrize("name", TOLD)
def test_accounts_of_one_matter_contradict_one_another(name: str) -> None:
    """One dispute, in words; or none where only much is alike."""
    told = TOLD[name]
    # sides stand by value, so the sentence does not hang on ids
    assert worded(*against(name)) == ([told] if told else [])


@pytest.mark.parametrize("name", [name for name, told in TOLD.items() if told])
def test_the_order_of_accounts_changes_nothing(name: str) -> None:
    """The same disputes, ids and all."""
    accounts, found = against(name)
    turned = list(link(accounts[::-1]).disputes)
    found = list(link(accounts).disputes)
    assert sorted(one.id for one in turned) == sorted(one.id for one in found)


@pytest.mark.parametrize("name", [name for name, told in TOLD.items() if told])
def test_what_is_settled_is_not_disputed_again(name: str) -> None:
    """A dispute over the same passages is one."""
    accounts, found = against(name)
    assert disputes(accounts, found) == []


def test_every_row_is_told_of() -> None:
    """The data holds no row that nothing is expected of."""
    assert ROWS.keys() == TOLD.keys()


def test_no_word_says_two_contrary_things() -> None:
    """A tone is warm or cold, a promise kept or broken, a measure lasts or is lifted."""
    words = cues()
    assert words.warm.isdisjoint(words.cold)
    assert words.keeping.isdisjoint(words.breaking)
    assert words.lasting.isdisjoint(words.lifting)
    kinds = [*words.alike.values(), *words.deeds.values()]
    for group in (list(words.alike.values()), list(words.deeds.values())):
        assert sum(map(len, group)) == len(frozenset().union(*group))
    assert all(kinds)
