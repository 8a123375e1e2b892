"""Sentences parsed by hand, in the notation of `facta.testing.sentence`, laid out."""

from __future__ import annotations

from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.testing import sentence

LEXICON = Lexicon.load()
ATTACKED = "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0 Ukraine||PROPN|obj|2"
WAS_ATTACKED = (
    "Ukraine||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 attacked|attack|VERB|root|0|VBN "
    "by||ADP|case|5 Russia||PROPN|obl:agent|3"
)
BEGAN = (
    "Russia||PROPN|nsubj|2 began|begin|VERB|root|0 to||PART|mark|4 "
    "bomb||VERB|xcomp|2|VB Kyiv||PROPN|obj|4"
)


def tree(words: str) -> Tree:
    """A sentence in the builder's notation, laid out."""
    return Tree(sentence(words), LEXICON)
