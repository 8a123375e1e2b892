"""A user's words of descriptions and pronouns reach the grammar of actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.errors import SettingsError
from facta.extract.actors import actors
from facta.extract.layout import Layout
from facta.lexicon import Lexicon
from facta.ontology import Gazetteer
from facta.records import Actor
from facta.testing import doc, sentence

PETROV = "Ivan||PROPN|nsubj|6 Petrov||PROPN|flat|4 spoke|speak|VERB|root|0"
MINISTER = (
    f"Chadian||ADJ|amod|3 finance||NOUN|compound|3 minister||NOUN|compound|4 {PETROV}"
)
FORMER = f"Erstwhile||ADJ|amod|3 Chadian||ADJ|amod|3 minister||NOUN|compound|4 {PETROV}"
STEERED = (
    "Iran||PROPN|compound|3 -||PUNCT|punct|3 steered||ADJ|amod|4 "
    "rebels||NOUN|nsubj|5|NNS fled|flee|VERB|root|0"
)
NEO = (
    "neo||ADJ|amod|3 -||PUNCT|punct|3 Russian||ADJ|amod|4 "
    "rebels||NOUN|nsubj|5|NNS fled|flee|VERB|root|0"
)
RIVALS = (
    "Russia||PROPN|nsubj|2 met|meet|VERB|root|0 China||PROPN|obj|2 and||CCONJ|cc|7 "
    "both||DET|det|6 rivals||NOUN|nsubj|7|NNS spoke|speak|VERB|conj|2"
)
VERSUS = (
    "Tokyo||PROPN|nsubj|2 acted|act|VERB|root|0 versus||ADP|case|4 Moscow||PROPN|obl|2"
)
ATOP = "Troops||NOUN|nsubj|2|NNS stood|stand|VERB|root|0 atop||ADP|case|4 Russia||PROPN|obl|2"
BALKAN = "Balkan||ADJ|amod|2 leaders||NOUN|nsubj|3|NNS met|meet|VERB|root|0"
COMRADE = "Comrade||NOUN|nmod:desc|2 Xylo||PROPN|nsubj|3 spoke|speak|VERB|root|0"
PRONOUN = (
    "Putin||PROPN|nsubj|2 spoke|speak|VERB|root|0 and||CCONJ|cc|5 "
    "hen||PRON|nsubj|5 left|leave|VERB|conj|2"
)
SIDES = 'sides = ["rivals"]\nstate_sides = ["rivals"]'

# a user's words, the sentence, and the last actor told in it: text, country, sector,
# office and claim
Told = tuple[str, str | None, str | None, str | None, str | None]
CASES: dict[str, tuple[str, str, Told]] = {
    "claims": (
        '[actors.claims]\nerstwhile = "former"',
        FORMER,
        (
            "Erstwhile Chadian minister Ivan Petrov",
            "TCD",
            "ELI",
            "Minister",
            "former",
        ),
    ),
    "courtesy": (
        '[actors]\ncourtesy = ["comrade"]',
        COMRADE,
        ("Comrade Xylo", None, None, None, None),
    ),
    "leanings": (
        '[actors]\nleanings = ["neo"]',
        NEO,
        ("Russian", "RUS", "GOV", None, None),
    ),
    "partners": (
        '[actors]\npartners = ["versus"]',
        VERSUS,
        ("Moscow", "RUS", "GOV", None, None),
    ),
    "places": (
        '[actors]\nplaces = ["atop"]',
        ATOP,
        ("Russia", "RUS", None, None, None),
    ),
    "pronouns": (
        '[grammar]\nmasculine = ["hen"]',
        PRONOUN,
        ("hen", "RUS", "GOV", "President", None),
    ),
    "regions": (
        '[actors]\nregions = ["balkan"]',
        BALKAN,
        ("Balkan leaders", None, "GOV", "Leader", None),
    ),
    "sides": (f"[actors]\n{SIDES}", RIVALS, ("rivals", "CHN", None, None, None)),
    "spellings": (
        '[actors.spellings]\n"finance minister" = "Treasurer"',
        MINISTER,
        ("Chadian finance minister Ivan Petrov", "TCD", "GOV", "Treasurer", None),
    ),
    "ties": (
        '[actors]\nties = ["steered"]',
        STEERED,
        ("rebels", None, "REB", None, None),
    ),
}


def last(folder: Path, own: str, words: str) -> Told | None:
    """The last actor of a sentence that is read with words of a user's own."""
    path = folder / "own.toml"
    path.write_text(own, "utf8")
    one = sentence(words)
    text = " ".join(token.text for token in one.tokens)
    layout = Layout(doc(text, published="2025-06-01"), (one,), Lexicon.load([path]))
    found: tuple[Actor, ...] = actors(layout, Gazetteer.load())
    if not found:
        return None
    told = found[-1]
    return (told.span.text, told.country, told.sector, told.office, told.claim)


@pytest.mark.parametrize(("own", "words", "told"), CASES.values(), ids=CASES)
def test_a_word_of_ones_own_is_read_as_its_class(
    tmp_path: Path, own: str, words: str, told: Told
) -> None:
    """With the word the actor is told as its class says, without it otherwise."""
    assert last(tmp_path, own, words) == told
    assert last(tmp_path, "", words) != told


def test_a_claim_that_actors_do_not_keep_is_refused(tmp_path: Path) -> None:
    """The message tells which claims there are."""
    with pytest.raises(SettingsError) as caught:
        last(tmp_path, '[actors.claims]\nerstwhile = "formr"', PETROV)
    assert "line 2" in str(caught.value)
    assert "former" in str(caught.value)
