"""
The real model over the gold of actors: who is mentioned where, with which country,
sector and name.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from facta.extract.actors import actors
from facta.language import Language
from facta.ontology import Gazetteer
from facta.records import Actor
from facta.testing import doc, laid_out

GOLD = Path(__file__).parents[1] / "gold"
Row = dict[str, Any]


def fits(found: Actor, mention: Row, *, names: bool) -> bool:
    """
    Whether a mention is found: overlapping, of the same country; the sector where the
    gold gives one; the name.
    """
    overlap = found.span.start < mention["end"] and mention["start"] < found.span.end
    same = found.country == mention["country"] and mention["sector"] in (
        None,
        found.sector,
    )
    return overlap and same and (not names or found.name == mention["name"])


def f1(rows: list[Row], found: list[tuple[Actor, ...]], *, names: bool) -> float:
    """F1 of mentions, each matched at most once."""
    hits = total = 0
    for row, mentions in zip(rows, found, strict=True):
        left = list(mentions)
        total += len(left) + len(row["mentions"])
        for wanted in row["mentions"]:
            match = next(
                (actor for actor in left if fits(actor, wanted, names=names)), None
            )
            if match:
                left.remove(match)
                hits += 1
    return round(2 * hits / total, 4)


@pytest.mark.gold
def test_actors_stay_above_their_floors() -> None:
    """
    Country and sector, and the canonical name too, are found as well as they have been.
    """
    text = (GOLD / "actors.jsonl").read_text("utf8")
    floors = json.loads((GOLD / "floors.json").read_text("utf8"))["actors"]
    assert hashlib.sha256(text.encode()).hexdigest() == floors["sha256"], (
        "the gold changed: measure and pin again"
    )
    rows = [json.loads(line) for line in text.splitlines()]
    gazetteer = Gazetteer.load()
    documents = [doc(row["text"], published=row["published"]) for row in rows]
    sentences = Language.load().many([row["text"] for row in rows])
    found = [
        actors(laid_out(d, s), gazetteer)
        for d, s in zip(documents, sentences, strict=True)
    ]
    assert len(rows) == floors["lines"]
    assert f1(rows, found, names=False) >= floors["country_sector_f1"]
    assert f1(rows, found, names=True) >= floors["name_f1"]
