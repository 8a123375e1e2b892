"""
The one relation between two marked parties, from the plain case to the last resort.
"""

from __future__ import annotations

import pytest

from facta.extract.pairs import DEFAULT, Relation, relation
from facta.lexicon import Lexicon
from facta.records import Sentence, Span
from facta.testing import sentence

LEXICON = Lexicon.load()


def between(words: str, actor: str, recipient: str) -> Relation:
    """The relation from one phrase of a sentence to another."""
    parsed: Sentence = sentence(words)
    text = " ".join(token.text for token in parsed.tokens)
    marked = [
        Span.of(text, text.index(phrase), text.index(phrase) + len(phrase))
        for phrase in (actor, recipient)
    ]
    return relation([parsed], marked[0], marked[1], LEXICON)


ACTIVE = "Guards|guard|NOUN|nsubj|2 attacked|attack|VERB|root|0 rebels|rebel|NOUN|obj|2"
PASSIVE = (
    "rebels|rebel|NOUN|nsubj:pass|3 were|be|AUX|aux:pass|3 "
    "attacked|attack|VERB|root|0|VBN by||ADP|case|5 "
    "Guards|guard|NOUN|obl:agent|3"
)
EMPTY = "Guards|guard|NOUN|nsubj|2 saw|see|VERB|root|0 rebels|rebel|NOUN|obj|2"


@pytest.mark.parametrize("words", [ACTIVE, PASSIVE], ids=["active", "passive"])
def test_marked_spans_fill_the_frame(words: str) -> None:
    """Any phrase may be marked, known as an actor or not."""
    found = between(words, "Guards", "rebels")
    assert (found.event_type, found.rule) == ("ASSAULT", "assault.attack")


def test_something_is_always_said() -> None:
    """Without any reading the prior's type comes with next to no confidence."""
    found = between(EMPTY, "Guards", "rebels")
    assert (found.event_type, found.rule) == (DEFAULT, "default")
    assert found.confidence < 0.1


def test_confidence_falls_with_the_link() -> None:
    """A frame that holds both is surer than a trigger elsewhere in the sentence."""
    weak = EMPTY + " after||ADP|case|6 the||DET|det|6 attack||NOUN|obl|2"
    assert (
        between(ACTIVE, "Guards", "rebels").confidence
        > between(weak, "Guards", "rebels").confidence
    )


@pytest.mark.parametrize(
    ("words", "event_type"),
    [
        (
            (
                "Guards|guard|NOUN|nsubj|3 will||AUX|aux|3|MD release||VERB|root|0|VB "
                "rebels|rebel|NOUN|obj|3"
            ),
            "AGREE",
        ),
        (
            (
                "Guards|guard|NOUN|nsubj|3 will||AUX|aux|3|MD attack||VERB|root|0|VB "
                "rebels|rebel|NOUN|obj|3"
            ),
            "THREATEN",
        ),
        (
            "Guards|guard|NOUN|nsubj|2 convicted|convict|VERB|root|0 rebels|rebel|NOUN|obj|2",
            "ACCUSE",
        ),
        (
            "Guards|guard|NOUN|nsubj|2 sanctioned|sanction|VERB|root|0 rebels|rebel|NOUN|obj|2",
            "COERCE",
        ),
    ],
    ids=["promised release", "announced harm", "conviction", "sanctions"],
)
def test_the_scheme_of_pairs_goes_by_cameo(words: str, event_type: str) -> None:
    """Four families are coded otherwise there than by the ontology."""
    assert between(words, "Guards", "rebels").event_type == event_type
