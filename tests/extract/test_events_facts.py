"""Facts about events that hold at an edge: one word or one day more changes them."""

from __future__ import annotations

import datetime

import pytest

from facta.extract.events import events
from facta.extract.page import Page
from facta.records import Actor, Event, Sentence, Span, Time
from facta.testing import doc, laid_out, sentence

COUNTRIES = {"Poland": "POL", "Syria": "SYR", "Turkey": "TUR", "Chad": "TCD"}


def mentions(parsed: Sentence) -> list[Actor]:
    """Every country name in a sentence as a mention."""
    return [
        Actor(
            span=Span(token.start, token.end, token.text),
            name=token.text,
            country=COUNTRIES[token.text],
            sector="GOV",
            office=None,
            sentence=0,
            head=index,
        )
        for index, token in enumerate(parsed.tokens)
        if token.text in COUNTRIES
    ]


def read(
    words: str,
    *,
    published: str | None = "2025-05-01",
    dated: datetime.date | None = None,
) -> tuple[Event, ...]:
    """The events of a sentence in the builder's notation; `dated`: what its last word says."""
    parsed = sentence(words)
    text = " ".join(token.text for token in parsed.tokens)
    last = parsed.tokens[-1]
    times: tuple[Time, ...] = ()
    if dated is not None:
        span = Span(last.start, last.end, last.text)
        times = (
            Time(
                span=span,
                type="DATE",
                value=str(dated),
                basis="stated",
                begin=dated,
                end=dated,
                precision="day",
            ),
        )
    document = doc(text, published=published)
    page = Page(laid_out(document, [parsed]), times, mentions(parsed))
    return events(page, ())


DATED = (
    "Poland||PROPN|nsubj|2 attacked|attack|VERB|root|0 Syria||PROPN|obj|2 "
    "on||ADP|case|5 then||PROPN|obl|2"
)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, ()), (364, ()), (365, ()), (366, ("historical",)), (367, ("historical",))],
    ids=lambda value: str(value),
)
def test_what_lies_more_than_a_year_back_is_history(
    days: int, expected: tuple[str, ...]
) -> None:
    """A year to the day is not yet."""
    published = datetime.date(2025, 5, 1)
    (event,) = read(DATED, dated=published - datetime.timedelta(days=days))
    assert event.auxiliary == expected


def test_without_a_day_of_publication_nothing_is_history_by_its_date() -> None:
    """How long ago it was cannot be told."""
    (event,) = read(DATED, published=None, dated=datetime.date(1990, 5, 1))
    assert event.auxiliary == ()


NEGATION, FUTURE, HYPOTHETICAL, HISTORICAL = (
    ("negation",),
    ("future",),
    ("hypothetical",),
    ("historical",),
)
MODALS = {
    **dict.fromkeys(("will", "shall", "'ll", "’ll", "would"), FUTURE),
    **dict.fromkeys(("could", "may", "might", "can", "should", "must"), HYPOTHETICAL),
}
ADVERBS = {
    **dict.fromkeys(("not", "never", "hardly", "n’t", "n't", "nt"), NEGATION),
    **dict.fromkeys(("perhaps", "possibly", "maybe", "potentially"), HYPOTHETICAL),
    **dict.fromkeys(("previously", "formerly", "historically"), HISTORICAL),
    **dict.fromkeys(("quickly", "often", "again"), ()),
}
ADJECTIVES = {
    **dict.fromkeys(
        ("planned", "upcoming", "future", "proposed", "forthcoming", "impending"),
        FUTURE,
    ),
    **dict.fromkeys(("scheduled", "expected"), FUTURE),
    **dict.fromkeys(
        ("possible", "potential", "hypothetical", "eventual"), HYPOTHETICAL
    ),
    **dict.fromkeys(("wartime", "decades-old"), HISTORICAL),
    **dict.fromkeys(("brutal", "long"), ()),
}


@pytest.mark.parametrize(("word", "expected"), MODALS.items(), ids=MODALS)
def test_a_modal_says_how_real_an_act_is(word: str, expected: tuple[str, ...]) -> None:
    """Told as to come, or as possible."""
    (event,) = read(
        f"Poland||PROPN|nsubj|3 {word}||AUX|aux|3|MD attack||VERB|root|0|VB "
        "Syria||PROPN|obj|3"
    )
    assert event.auxiliary == expected


@pytest.mark.parametrize(("word", "expected"), ADVERBS.items(), ids=ADVERBS)
def test_an_adverb_says_whether_it_was(word: str, expected: tuple[str, ...]) -> None:
    """Denied, doubted or long past; most adverbs say none of it."""
    (event,) = read(
        f"Poland||PROPN|nsubj|3 {word}||ADV|advmod|3|RB attacked|attack|VERB|root|0 "
        "Syria||PROPN|obj|3"
    )
    assert event.auxiliary == expected


@pytest.mark.parametrize(("word", "expected"), ADJECTIVES.items(), ids=ADJECTIVES)
def test_an_adjective_says_it_of_a_noun(word: str, expected: tuple[str, ...]) -> None:
    """As an auxiliary does of a verb."""
    (event,) = read(
        f"Poland||PROPN|nmod:poss|4 's||PART|case|1|POS {word}||ADJ|amod|4 "
        "attack||NOUN|nsubj|7 on||ADP|case|6 Syria||PROPN|nmod|4 "
        "shocked|shock|VERB|root|0 people||NOUN|obj|7"
    )
    assert event.auxiliary == expected


def test_only_is_no_denial() -> None:
    """Not only did it attack: it did."""
    (event,) = read(
        "Poland||PROPN|nsubj|4 not||PART|advmod|4|RB only||ADV|advmod|4 "
        "attacked|attack|VERB|root|0 Syria||PROPN|obj|4"
    )
    assert event.auxiliary == ()


SURE = {
    "both parties": (
        "Poland||PROPN|nsubj|2 attacked|attack|VERB|root|0 Syria||PROPN|obj|2",
        0.75,
    ),
    "only possible": (
        "Poland||PROPN|nsubj|3 may||AUX|aux|3|MD attack||VERB|root|0|VB Syria||PROPN|obj|3",
        0.7,
    ),
}


@pytest.mark.parametrize(("words", "expected"), SURE.values(), ids=SURE)
def test_how_sure_a_rule_is_follows_from_what_it_found(
    words: str, expected: float
) -> None:
    """Both parties count, and whether it is told as real."""
    (event,) = read(words)
    assert event.confidence == expected


@pytest.mark.parametrize(
    ("verb", "noun", "event_type"),
    [
        ("received|receive", "warning", "THREATEN"),
        ("drew|draw", "rebuke", "ACCUSE"),
        ("obtained|obtain", "apology", "SUPPORT"),
    ],
)
@pytest.mark.parametrize("governor", ["nmod|4", "obl|2"])
def test_who_receives_words_is_told_them(
    verb: str, noun: str, event_type: str, governor: str
) -> None:
    """Whether the parser hangs their source on the verb or on the noun."""
    found = read(
        f"Poland||PROPN|nsubj|2 {verb}|VERB|root|0|VBD a|a|DET|det|4 "
        f"{noun}|{noun}|NOUN|obj|2 from|from|ADP|case|6 Syria||PROPN|{governor}"
    )
    told = [
        ([one.country for one in each.actor], [one.country for one in each.recipient])
        for each in found
        if each.event_type == event_type
    ]
    assert told == [(["SYR"], ["POL"])]
