"""The tone of talks as one account tells it: of what, in which word, and by which way."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.link.matter import Matter
from facta.link.prose import Prose
from facta.link.tone import said
from facta.testing import annotation, doc, sentence

TALK = "The||DET|det|2 talk||NOUN|nsubj|4 was|be|AUX|cop|4"


def tones(*sentences: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Each tone of an account, the word that tells it, and the ways of the talk."""
    offset, parsed = 0, []
    for index, words in enumerate(sentences):
        one = sentence(words, index=index, offset=offset)
        offset = one.end + 1
        parsed.append(one)
    text = " ".join(token.text for one in parsed for token in one.tokens)
    found = replace(annotation(doc(text)), sentences=tuple(parsed))
    told = said(Prose(found, Matter.of(found)))
    return [(one.value, one.by, tuple(sorted(one.topic))) for one in told]


TOLD = {
    "warm": (f"{TALK} cordial||ADJ|root|0", [("warm", "cordial", ())]),
    "cold": (f"{TALK} icy||ADJ|root|0", [("cold", "icy", ())]),
    "not warm": (
        f"{TALK} cordial||ADJ|root|0 not||PART|advmod|4",
        [("cold", "cordial", ())],
    ),
    "not cold": (
        f"{TALK} icy||ADJ|root|0 never||ADV|advmod|4",
        [("warm", "icy", ())],
    ),
    "two words": (
        f"{TALK} tense||ADJ|root|0 but||CCONJ|cc|6 friendly||ADJ|conj|4",
        [("cold", "tense", ()), ("warm", "friendly", ())],
    ),
    "before the word": (
        "an||DET|det|3 icy||ADJ|amod|3 conversation||NOUN|root|0",
        [("cold", "icy", ())],
    ),
    "proposed": (
        (
            "Chad||PROPN|nsubj|2 proposed|propose|VERB|root|0 friendly||ADJ|amod|4 "
            "talks|talk|NOUN|obj|2"
        ),
        [],
    ),
    "called so": (
        (
            "Chad||PROPN|nsubj|2 called|call|VERB|root|0 the||DET|det|4 talk||NOUN|obj|2 "
            "cordial||ADJ|xcomp|2"
        ),
        [("warm", "cordial", ("phone",))],
    ),
    "shouting": (
        (
            "they||PRON|nsubj|2 shouted|shout|VERB|root|0 at||ADP|case|5 the||DET|det|5 "
            "meeting||NOUN|obl|2"
        ),
        [("cold", "shout", ("meeting",))],
    ),
    "shouting at no talk": ("they||PRON|nsubj|2 shouted|shout|VERB|root|0", []),
    "assets frozen at talks": (
        (
            "assets||NOUN|nsubj|2 frozen|frozen|VERB|root|0 at||ADP|case|4 "
            "talks|talk|NOUN|obl|2"
        ),
        [],
    ),
    "the weather": (
        "The||DET|det|2 winter||NOUN|nsubj|4 was|be|AUX|cop|4 cold||ADJ|root|0",
        [],
    ),
    "the mood": (
        "The||DET|det|2 mood||NOUN|nsubj|4 was|be|AUX|cop|4 cold||ADJ|root|0",
        [("cold", "cold", ())],
    ),
    "an hour of no talk": (
        "a||DET|det|3 tense||ADJ|amod|3 hour||NOUN|root|0",
        [],
    ),
    "an hour of talk": (
        (
            "a||DET|det|3 tense||ADJ|amod|3 hour||NOUN|root|0 of||ADP|case|5 "
            "talk||NOUN|nmod|3"
        ),
        [("cold", "tense", ())],
    ),
}


@pytest.mark.parametrize(("words", "expected"), TOLD.values(), ids=TOLD)
def test_a_tone_is_that_of_talks(
    words: str, expected: list[tuple[str, str | None, tuple[str, ...]]]
) -> None:
    """Not of the weather, nor of what somebody only wants."""
    assert tones(words) == expected


@pytest.mark.parametrize(
    ("word", "way"),
    [
        *((word, "phone") for word in ("call", "phone", "ring", "telephone")),
        *((word, "meeting") for word in ("meet", "meeting", "summit", "visit")),
    ],
)
def test_a_talk_goes_by_what_its_clause_calls_it(word: str, way: str) -> None:
    """A call and a meeting are two talks."""
    words = (
        f"cordial||ADJ|amod|2 talks|talk|NOUN|root|0 on||ADP|case|4 {word}||NOUN|nmod|2"
    )
    assert tones(words) == [("warm", "cordial", (way,))]


@pytest.mark.parametrize("verb", ["described", "found", "termed"])
def test_whoever_calls_a_talk_something_tells_its_tone(verb: str) -> None:
    """Whatever the verb."""
    lemma = {"described": "describe", "found": "find", "termed": "term"}[verb]
    words = (
        f"Chad||PROPN|nsubj|2 {verb}|{lemma}|VERB|root|0 talks|talk|NOUN|obj|2 "
        "cordial||ADJ|xcomp|2"
    )
    assert tones(words) == [("warm", "cordial", ())]


def test_what_is_told_of_a_talk_may_stand_in_the_next_sentence() -> None:
    """Whose word it is, a pronoun says."""
    before = "The||DET|det|2 ministers|minister|NOUN|nsubj|3 met|meet|VERB|root|0"
    behind = "It||PRON|nsubj|3 was|be|AUX|cop|3 icy||ADJ|root|0"
    assert tones(before, behind) == [("cold", "icy", ("meeting",))]
    assert tones(behind, before) == []
