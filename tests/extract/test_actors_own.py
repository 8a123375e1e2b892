"""
A user's own actors in the grammar of actors: lands, names for several, people under a
title, bodies side by side.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.errors import SettingsError
from facta.extract.actors import actors
from facta.ontology import Gazetteer
from facta.testing import doc, laid_out, sentence

OWN = """
countries = ["ISL", "FEN", "MAR"]
agents = { "prime minister" = "GOV" }

["Isle"]
country = "ISL"

["Fenland"]
country = "FEN"

["The Marches"]
members = ["FEN", "MAR"]
aliases = ["Marches"]

["Brandon"]
country = "FEN"
"""
Told = tuple[str, str | None, str | None]
CASES: dict[str, tuple[str, list[Told]]] = {
    "lands before a noun": (
        (
            "Isle||PROPN|compound|4 and||CCONJ|cc|3 Fenland||PROPN|conj|1 "
            "leaders||NOUN|nsubj|5|NNS met|meet|VERB|root|0"
        ),
        [
            ("Isle and Fenland leaders", "ISL", "GOV"),
            ("Isle and Fenland leaders", "FEN", "GOV"),
        ],
    ),
    "lands after of": (
        (
            "Envoys||NOUN|nsubj|6|NNS of||ADP|case|3 Isle||PROPN|nmod|1 "
            "and||CCONJ|cc|5 Fenland||PROPN|conj|3 "
            "met|meet|VERB|root|0"
        ),
        [
            ("Envoys", "ISL", "GOV"),
            ("Envoys", "FEN", "GOV"),
            ("Isle", "ISL", None),
            ("Fenland", "FEN", None),
        ],
    ),
    "a name for several": (
        "The||DET|det|2 Marches||PROPN|nsubj|3 met|meet|VERB|root|0",
        [("The Marches", "FEN", None), ("The Marches", "MAR", None)],
    ),
    "a title makes a person": (
        (
            "Prime||PROPN|compound|2 Minister||PROPN|nsubj|4 Brandon||PROPN|flat|2 "
            "spoke|speak|VERB|root|0"
        ),
        [("Prime Minister Brandon", "FEN", "GOV")],
    ),
    "bodies side by side": (
        (
            "Isle||PROPN|compound|2 army||NOUN|nsubj|5 and||CCONJ|cc|4 police||NOUN|conj|2 "
            "met|meet|VERB|root|0"
        ),
        [("Isle army", "ISL", "MIL"), ("police", "ISL", "COP")],
    ),
    "a body with its own word": (
        (
            "Isle||PROPN|compound|2 army||NOUN|nsubj|6 and||CCONJ|cc|5 the||DET|det|5 "
            "police||NOUN|conj|2 "
            "met|meet|VERB|root|0 Fenland||PROPN|obj|6"
        ),
        [
            ("Isle army", "ISL", "MIL"),
            ("police", None, "COP"),
            ("Fenland", "FEN", None),
        ],
    ),
}


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The gazetteer with the actors above."""
    file = tmp_path_factory.mktemp("own") / "own.toml"
    file.write_text(OWN, "utf8")
    return Gazetteer.load([file])


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES)
def test_own_actors_are_read_like_ours(
    words: str, expected: list[Told], gazetteer: Gazetteer
) -> None:
    """What is mentioned, with country and sector."""
    parsed = sentence(words)
    document = doc(
        " ".join(token.text for token in parsed.tokens), published="2025-06-01"
    )
    found = actors(laid_out(document, (parsed,)), gazetteer)
    assert [
        (actor.span.text, actor.country, actor.sector) for actor in found
    ] == expected


def test_country_and_members_exclude_each_other(tmp_path: Path) -> None:
    """A name stands for one country or for several."""
    file = tmp_path / "own.toml"
    file.write_text('["Baltics"]\ncountry = "EST"\nmembers = ["EST", "LVA"]\n', "utf8")
    with pytest.raises(
        SettingsError, match=r"\[Baltics\]: both country and members; give one of them"
    ):
        Gazetteer.load([file])
