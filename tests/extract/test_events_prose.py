"""
What running prose tells and what it only sounds like telling: one construction each, on
hand-built trees.
"""

from __future__ import annotations

import pytest

from facta.extract.events import events
from facta.extract.page import Page
from facta.records import Actor, Event, Sentence, Span
from facta.testing import doc, laid_out, sentence

GIVEN = {
    "Russia": "RUS",
    "Ukraine": "UKR",
    "Israel": "ISR",
    "Iran": "IRN",
    "Turkey": "TUR",
}
SHARED = ("JPN", "AUS")  # the countries of the plural mention "ministers"


def mentions(parsed: Sentence) -> list[Actor]:
    """
    Every country name as a mention, "ministers" as one of two countries', "Sam" as one
    of none.
    """
    found = []
    for index, token in enumerate(parsed.tokens):
        countries = (
            SHARED
            if token.text == "ministers"
            else tuple(filter(None, [GIVEN.get(token.text)]))
        )
        span = Span(token.start, token.end, token.text)
        found += [
            Actor(
                span=span,
                name=token.text,
                country=country,
                sector="GOV",
                office=None,
                sentence=0,
                head=index,
            )
            for country in countries
        ]
        if token.text == "Sam":
            found.append(
                Actor(
                    span=span,
                    name=token.text,
                    country=None,
                    sector=None,
                    office=None,
                    sentence=0,
                    head=index,
                )
            )
    return found


def short(event: Event) -> str:
    """An event as `RUS ASSAULT UKR`, with its auxiliary modes."""
    sides = [
        ",".join(actor.country or "?" for actor in side) or "-"
        for side in (event.actor, event.recipient)
    ]
    return " ".join([sides[0], event.event_type, *event.auxiliary, sides[1]])


def found(words: str) -> list[str]:
    """The events of one sentence in the builder's notation."""
    parsed = sentence(words)
    text = " ".join(token.text for token in parsed.tokens)
    return sorted(
        short(event)
        for event in events(
            Page(laid_out(doc(text), [parsed]), (), mentions(parsed)), ()
        )
    )


TOLD = {
    "a light verb makes an act of a disposition": (
        (
            "Turkey||PROPN|nsubj|2 expressed|express|VERB|root|0 its||PRON|nmod:poss|4 "
            "support||NOUN|obj|2 "
            "for||ADP|case|6 Ukraine||PROPN|nmod|4"
        ),
        ["TUR SUPPORT UKR"],
    ),
    "a demand asks the subject of what is demanded": (
        (
            "Russia||PROPN|nsubj|2 demanded|demand|VERB|root|0 that||SCONJ|mark|5 "
            "Ukraine||PROPN|nsubj|5 "
            "vanish||VERB|ccomp|2"
        ),
        ["RUS REQUEST UKR"],
    ),
    "who is blamed for an act has done it": (
        (
            "Turkey||PROPN|nsubj|2 criticised|criticise|VERB|root|0 "
            "Israel||PROPN|obj|2 for||SCONJ|mark|5 "
            "bombing|bomb|VERB|advcl|2|VBG Iran||PROPN|obj|5"
        ),
        ["ISR ASSAULT IRN", "TUR ACCUSE ISR"],
    ),
    "who fears an act does not do it": (
        (
            "Turkey||PROPN|nsubj|2 fears|fear|VERB|root|0 that||SCONJ|mark|6 "
            "Israel||PROPN|nsubj|6 will||AUX|aux|6 "
            "bomb||VERB|ccomp|2|VB Iran||PROPN|obj|6"
        ),
        ["ISR ASSAULT future hypothetical IRN"],
    ),
    "not to be happy with somebody is to blame him": (
        (
            "Turkey||PROPN|nsubj|4 is|be|AUX|cop|4 not||PART|advmod|4 "
            "happy||ADJ|root|0 with||ADP|case|6 "
            "Israel||PROPN|obl|4"
        ),
        ["TUR ACCUSE ISR"],
    ),
    "goods held back that are meant for somebody": (
        (
            "Turkey||PROPN|nsubj|2 withheld|withhold|VERB|root|0 a||DET|det|4 shipment||NOUN|obj|2 "
            "intended|intend|VERB|acl|4|VBN for||ADP|case|7 Ukraine||PROPN|obl|5"
        ),
        ["TUR SANCTION UKR"],
    ),
    "several of one plural mention act on another": (
        "ministers|minister|NOUN|nsubj|2|NNS praised|praise|VERB|root|0 Ukraine||PROPN|obj|2",
        ["AUS SUPPORT UKR", "JPN SUPPORT UKR"],
    ),
    "no in the object denies the act": (
        (
            "Israel||PROPN|nsubj|4 and||CCONJ|cc|3 Iran||PROPN|conj|1 "
            "held|hold|VERB|root|0 no||DET|det|6 "
            "talks|talk|NOUN|obj|4|NNS"
        ),
        ["ISR,IRN CONSULT negation ISR,IRN"],
    ),
    "a refusal of something stated is news without an addressee": (
        "Russia||PROPN|nsubj|2 refused|refuse|VERB|root|0 a||DET|det|4 ceasefire||NOUN|obj|2",
        ["RUS REJECT -"],
    ),
    "whose stands for the noun it belongs to": (
        (
            "Israel||PROPN|root|0 whose||PRON|nmod:poss|3 army||NOUN|nsubj|4 "
            "bombed|bomb|VERB|acl:relcl|1 "
            "Iran||PROPN|obj|4"
        ),
        ["ISR ASSAULT IRN"],
    ),
    "a headline's verb taken for a noun": (
        "Israel||PROPN|compound|2 bombs|bomb|NOUN|root|0|NNS Iran||PROPN|obj|2",
        ["ISR ASSAULT IRN"],
    ),
}

SILENT = {
    "force by somebody of no country against nobody known": (
        "Sam||PROPN|nsubj|2 attacked|attack|VERB|root|0 demons|demon|NOUN|obj|2|NNS"
    ),
    "a willingness": (
        "Turkey||PROPN|nmod:poss|2 willingness||NOUN|nsubj|6 to||PART|mark|4 "
        "meet||VERB|acl|2|VB Iran||PROPN|obj|4 "
        "surprised|surprise|VERB|root|0"
    ),
    "who owns a quality does not act by it": (
        "Russia||PROPN|nmod:poss|2 approach||NOUN|nsubj|3 "
        "criticised|criticise|VERB|root|0 Ukraine||PROPN|obj|3"
    ),
    "an ally acts for himself": (
        "Ukraine||PROPN|nmod:poss|2 allies|ally|NOUN|nsubj|3|NNS "
        "criticised|criticise|VERB|root|0 Russia||PROPN|obj|3"
    ),
    "a war is where it is, and nobody's": (
        "the||DET|det|3 Ukraine||PROPN|compound|3 war||NOUN|nsubj|4 "
        "criticised|criticise|VERB|root|0 "
        "Russia||PROPN|obj|4"
    ),
    "what a measure is for": (
        "Israel||PROPN|nsubj|2 likes|like|VERB|root|0 measures|measure|NOUN|obj|2|NNS "
        "to||PART|mark|5 "
        "attack||VERB|acl|3|VB Iran||PROPN|obj|5"
    ),
    "pressure on nobody who is asked": (
        "Turkey||PROPN|nsubj|2 urged|urge|VERB|root|0 a||DET|det|4 line||NOUN|obj|2 "
        "on||ADP|case|6 Russia||PROPN|nmod|4"
    ),
    "a question asked": (
        "Turkey||PROPN|nsubj|2 asked|ask|VERB|root|0 Russia||PROPN|obj|2 "
        "about||ADP|case|5 weather||NOUN|obl|2"
    ),
    "deaths of an accident": (
        "Iran||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 killed|kill|VERB|root|0|VBN "
        "in||ADP|case|5 crash||NOUN|obl|3"
    ),
}


@pytest.mark.parametrize(("words", "expected"), TOLD.values(), ids=TOLD)
def test_prose_tells(words: str, expected: list[str]) -> None:
    """The construction is read as the event it tells."""
    assert found(words) == expected


@pytest.mark.parametrize("words", SILENT.values(), ids=SILENT)
def test_prose_tells_nothing(words: str) -> None:
    """The construction names an act that nobody is told to have done."""
    assert found(words) == []
