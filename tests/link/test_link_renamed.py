"""Facts about a word that only gives another name to an act that is told beside it."""

from __future__ import annotations

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.link.comparing import SAME
from facta.link.likeness import evidence, log_odds
from facta.link.matter import Matter
from facta.link.retelling import one_word
from facta.link.tellings import Telling, tellings
from facta.testing import doc

RESOURCES = Resources.load(least=0.0)
LANGUAGE = Language.load(words=RESOURCES.lexicon)


def attacks(text: str) -> list[Telling]:
    """The attacks that a passage tells, as tellings, without the war they belong to."""
    (sentences,) = LANGUAGE.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, RESOURCES)
    told = tellings(found, Matter.of(found))
    return [
        one for one in told if one.event.event_type == "ASSAULT" and one.lemma != "war"
    ]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        pytest.param(
            "Russia launched an assault on Ukraine, described as the largest attack so far.",
            True,
            id="described-as",
        ),
        pytest.param(
            "Russia fired missiles at Ukraine, the largest attack so far.",
            True,
            id="put-beside",
        ),
        pytest.param(
            "Russia fired missiles at Ukraine, and Russian tanks attacked Ukraine in the north.",
            False,
            id="another-verb",
        ),
    ],
)
def test_another_name_for_an_act_tells_no_second_one(text: str, *, one: bool) -> None:
    told = attacks(text)
    first, last = told[0], told[-1]
    assert first.event.trigger != last.event.trigger
    assert one_word(first, last) is one
    assert (log_odds(evidence(first, last)) >= SAME) is one
