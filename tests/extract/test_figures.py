"""Numbers with their units and bounds, what they are of, and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.extract.figures import figures
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.times import times
from facta.lexicon import Lexicon
from facta.records import Actor, Figure, Sentence, Span, Speaker, Statement, Token
from facta.testing import actor, doc, laid_out, sentence

TAGS = {"of": "IN", "the": "DT", "doubled": "VBD", "voters": "NNS", "children": "NNS"}


def flat(text: str) -> tuple[Sentence, ...]:
    """The text as one sentence without a tree."""
    tokens = []
    for match in re.finditer(r"\w+|[^\w\s]", text):
        word = match.group()
        tag = TAGS.get(word) or (
            "CD" if word[0].isdigit() else "NN" if word.islower() else "NNP"
        )
        lemma = {"doubled": "double"}.get(word, word.lower())
        tokens.append(
            Token(
                start=match.start(),
                end=match.end(),
                text=word,
                lemma=lemma,
                upos="X",
                tag=tag,
                head=-1,
                relation="dep",
            )
        )
    return (
        (Sentence(index=0, start=0, end=len(text), kind="prose", tokens=tuple(tokens)),)
        if text
        else ()
    )


def found(text: str) -> tuple[Figure, ...]:
    """The figures of a text without a tree."""
    layout = laid_out(doc(text, published="2025-05-28"), flat(text))
    return figures(Page(layout, times(layout), ()), ())


VALUES = [
    ("$350 Billion Dollars", 350e9, "USD"),
    ("350 billion euros", 350e9, "EUR"),
    ("£1.5m for it", 1.5e6, "GBP"),
    ("€20bn", 20e9, "EUR"),
    ("US$3.5 million", 3.5e6, "USD"),
    ("2 million Swiss francs", 2e6, "CHF"),
    ("17%", 17.0, "%"),
    ("17 per cent", 17.0, "%"),
    ("0.5 percentage points", 0.5, "pp"),
    ("75 basis points", 0.75, "pp"),
    ("two thirds of voters", 66.7, "%"),
    ("half of voters", 50.0, "%"),
    ("one in four children", 25.0, "%"),
    ("300 km", 300.0, "km"),
    ("200 nautical miles", 200.0, "nautical mile"),
    ("10 cubic metres", 10.0, "m3"),
    ("2 million barrels", 2e6, "barrel"),
    ("doubled", 2.0, "x"),
    ("three times as many", 3.0, "x"),
    ("tenfold", 10.0, "x"),
    ("1,200 people", 1200.0, None),
    ("two hundred and fifty thousand men", 250_000.0, None),
    ("a hundred and twenty men", 120.0, None),
    ("half a million men", 500_000.0, None),
    ("2 1/2 million men", 2.5e6, None),
    ("twenty-five men", 25.0, None),
    ("two dozen men", 24.0, None),
]


@pytest.mark.parametrize(
    ("text", "value", "unit"), VALUES, ids=[row[0] for row in VALUES]
)
def test_a_number_has_its_value_in_base_units(
    text: str, value: float, unit: str | None
) -> None:
    """Scales, currencies, shares and multiples come down to one value and one unit."""
    (figure,) = found(text)
    assert figure.value == pytest.approx(value)
    assert figure.unit == unit


BOUNDS = [
    ("at least 13 men", 13, 13, None),
    ("more than 1,000 men", 1000, 1000, None),
    ("up to 40,000 men", 40_000, None, 40_000),
    ("fewer than 50 men", 50, None, 50),
    ("some 100 men", 100, None, None),
    ("between 5 and 7 men", 6, 5, 7),
    ("5 to 7 million men", 6e6, 5e6, 7e6),
    ("15-20 men", 17.5, 15, 20),
    ("dozens", 24, 24, None),
    ("tens of thousands", 20_000, 20_000, None),
    ("several hundred men", 200, 200, None),
    ("more than doubled", 2, 2, None),
]


@pytest.mark.parametrize(
    ("text", "value", "low", "high"), BOUNDS, ids=[row[0] for row in BOUNDS]
)
def test_a_bound_is_kept_as_a_bound(
    text: str, value: float, low: float | None, high: float | None
) -> None:
    """The words "at least" set the low end, "up to" the high one, a range both."""
    (figure,) = found(text)
    assert (figure.value, figure.low, figure.high) == (value, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "on May 25, 2025",
        "in 2014",
        "the second of them",
        "Resolution 2202",
        "Article 5 of it",
        "F-16 and S-300 and G20",
        "they won 3-1",
        "it ended 0 – 0",
        "open 24/7",
        "the 25-year-old man",
        "aged 25",
        "1. Introduction",
        "for three weeks",
        "a two-state solution",
        "the two leaders",
        "fifty-ninth",
        "one of them",
        "page 12",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(text: str) -> None:
    """Dates, years, ordinals, codes, scores, ages and list numbers are left out."""
    assert found(text) == ()


KILLED = (
    "The||DET|det|2 attack||NOUN|nsubj|3 killed|kill|VERB|root|0|VBD at||ADP|case|5 "
    "least||ADJ|nmod|6|JJS "
    "13||NUM|nummod|7 civilians|civilian|NOUN|obj|3|NNS"
)
DETAINED = (
    "300||NUM|nummod|2 people|person|NOUN|nsubj:pass|4|NNS were|be|AUX|aux:pass|4 "
    "detained|detain|VERB|ccomp|7|VBN "
    ",||PUNCT|punct|4 police||NOUN|nsubj|7 said|say|VERB|root|0|VBD"
)
ROSE_BY = (
    "Exports|export|NOUN|nsubj|2|NNS rose|rise|VERB|root|0|VBD by||ADP|case|5 "
    "17||NUM|nummod|5 %||SYM|obl|2|NN"
)
ROSE_TO = ROSE_BY.replace("by|", "to|")
TARIFF = "a||DET|det|4 500||NUM|nummod|3 %||SYM|compound|4|NN tariff||NOUN|root|0"
ACCORDING = (
    "According|accord|VERB|case|4|VBG to||ADP|fixed|1 the||DET|det|4 "
    "Pentagon||PROPN|obl|7 12||NUM|nummod|6 "
    "drones|drone|NOUN|nsubj|7|NNS fell|fall|VERB|root|0|VBD"
)


def parsed(words: str, **given: object) -> Figure:
    """The one figure of a parsed sentence."""
    tree = sentence(words)
    text = " ".join(token.text for token in tree.tokens)
    actors = cast("Sequence[Actor]", given.get("actors", ()))
    said = cast("Sequence[Statement]", given.get("statements", ()))
    (figure,) = figures(Page(laid_out(doc(text), (tree,)), (), actors), said)
    return figure


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (KILLED, "civilians killed"),
        (DETAINED, "people detained"),
        (ROSE_BY, "change in Exports"),
        (ROSE_TO, "Exports"),
        (TARIFF, "tariff"),
        (ACCORDING, "drones"),
    ],
    ids=[
        "object of killing",
        "subject of being detained",
        "a change",
        "a level",
        "a measured noun",
        "a plain count",
    ],
)
def test_a_figure_knows_what_it_is_of(words: str, of: str) -> None:
    """The noun, what befell it, and whether a share is a change or a level."""
    assert parsed(words).of == of


@pytest.mark.parametrize(
    ("words", "source"),
    [(KILLED, None), (DETAINED, "police"), (ACCORDING, "Pentagon")],
    ids=["the account itself", "a verb of saying", "according to"],
)
def test_a_figure_knows_who_says_so(words: str, source: str | None) -> None:
    """
    A verb of saying or "according to" names the source; without one it is the account's
    own.
    """
    assert parsed(words).attributed_to == source


def test_an_actor_gives_a_source_its_canonical_name() -> None:
    """The source is called by the name of the actor that stands there."""
    start = len("According to the ")
    pentagon = actor("Pentagon", start=start)
    named = type(pentagon)(
        span=pentagon.span,
        name="United States",
        country="USA",
        sector="MIL",
        office=None,
        sentence=0,
        head=3,
    )
    assert parsed(ACCORDING, actors=(named,)).attributed_to == "United States"


def test_a_figure_within_a_statement_is_its_speakers() -> None:
    """Who speaks stands for the numbers in what is said."""
    text = "The attack killed at least 13 civilians"
    said = Statement(
        id="s", document="d", sentence=0, speaker=Speaker(kind="named", span=None,
        name="Dmitry Peskov"), cue=None, content=Span.of(text, 0, len(text)),
        direct=False, channel=None, relation="primary",
        date=None, date_basis="unresolved",
    )  # fmt: skip
    assert parsed(KILLED, statements=(said,)).attributed_to == "Dmitry Peskov"


def test_a_length_that_measures_a_call_is_a_figure() -> None:
    """A 22-minute call is a time and a figure; three weeks of war are a time alone."""
    (figure,) = found("22-minute call")
    assert (figure.value, figure.unit) == (22, "minute")


def test_a_figure_bears_the_date_that_governs_it() -> None:
    """The day of the killing is the day of the number."""
    words = (
        "It||PRON|nsubj|2 killed|kill|VERB|root|0|VBD 13||NUM|nummod|4 "
        "men|man|NOUN|obj|2|NNS on||ADP|case|6 "
        "May||PROPN|obl|2 25||NUM|nummod|6 2025||NUM|nummod|6"
    )
    tree = sentence(words)
    layout = laid_out(doc(" ".join(token.text for token in tree.tokens)), (tree,))
    (figure,) = figures(Page(layout, times(layout), ()), ())
    assert str(figure.date) == "2025-05-25"


PIECES = [
    "$",
    "350",
    "billion",
    "at least",
    "13",
    "%",
    "to",
    "5",
    "-",
    "7",
    "km",
    "dozens",
    "of",
    "half",
    "a",
    ",",
    "1,200",
]


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    )
)
@settings(max_examples=300, deadline=None)
def test_every_figure_reads_back_its_text(text: str) -> None:
    """
    Whatever the text, spans lie in it, in order and apart, and bounds enclose the
    value.
    """
    told = found(text)
    for figure in told:
        assert text[figure.span.start : figure.span.end] == figure.span.text
        assert figure.low is None or figure.low <= figure.value
        assert figure.high is None or figure.value <= figure.high
    assert all(one.span.end <= two.span.start for one, two in pairwise(told))


def test_a_users_words_of_number_are_read(tmp_path: Path) -> None:
    """A fraction and a unit of two words of one's own extend those of the package."""
    own = tmp_path / "own.toml"
    own.write_text(
        "[figures.denominators]\neighths = 8\n"
        '[figures.compound_measures]\n"troy ounces" = "troy ounce"\n',
        "utf8",
    )
    text = "three eighths of the voters and 40 troy ounces"
    layout = Layout(doc(text, published="2025-05-28"), flat(text), Lexicon.load([own]))
    told = figures(Page(layout, times(layout), ()), ())
    assert [(f.value, f.unit) for f in told] == [(37.5, "%"), (40, "troy ounce")]
