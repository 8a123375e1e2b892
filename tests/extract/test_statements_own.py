"""A user's words reach every rule by which statements are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.quotations import quotations
from facta.extract.statements import statements
from facta.lexicon import Lexicon
from facta.records import Statement
from tests.extract.test_statements import mention, page

THAT = (
    "{who}|nsubj|{verb} {said}|root|0 that|that|SCONJ|mark|{end} they|they|PRON|nsubj|{end} "
    "lost|lose|VERB|ccomp|{verb} .||PUNCT|punct|{verb}"
)


def that(who: str, said: str = "said|say|VERB", *, verb: int = 2) -> str:
    """A clause behind "WHO said that", with the verb at a place."""
    return THAT.format(who=who, said=said, verb=verb, end=verb + 3)


def read(
    folder: Path, own: str, *parsed: str, actors: tuple[str, ...] = ()
) -> tuple[Statement, ...]:
    """The statements of hand-parsed sentences by the package's words and one's own."""
    path = folder / "own.toml"
    path.write_text(own, "utf8")
    document, sentences = page(*parsed)
    layout = Layout(document, sentences, Lexicon.load([path]))
    return statements(
        Page(layout, (), [mention(document, sentences, name) for name in actors])
    )


SILENT = [
    pytest.param(
        "[speech.speakers]\nmute = ['zorch']", that("zorch|zorch|NOUN"), id="mute"
    ),
    pytest.param(
        "[speech.speakers]\nmute_endings = ['rch']",
        that("zorch|zorch|NOUN"),
        id="mute-ending",
    ),
    pytest.param(
        "[grammar]\ndemonstratives = ['yon']",
        "yon|yon|DET|det|2 " + that("envoys|envoys|NOUN", verb=3),
        id="demonstrative",
    ),
    pytest.param(
        "[speech.contents]\ntalk = ['zorch']",
        "Ann||PROPN|nsubj|2 promised|promise|VERB|root|0 zorch|zorch|NOUN|obj|2",
        id="nothing-but-talk",
    ),
    pytest.param(
        "[speech.contents]\nthings = ['them']",
        "Ann||PROPN|nsubj|2 denounced|denounce|VERB|root|0 them|they|PRON|obj|2",
        id="pronoun-that-tells-nothing",
    ),
    pytest.param(
        "[speech.telling]\nafter_comma = ['according']",
        "they|they|PRON|nsubj|2 lost|lose|VERB|root|0 according|accord|VERB|case|5|VBG "
        "to|to|ADP|fixed|3 Reuters||PROPN|obl|2 .||PUNCT|punct|2",
        id="cue-behind-a-comma-only",
    ),
]


@pytest.mark.parametrize(("own", "parsed"), SILENT)
def test_a_word_of_ones_own_makes_a_statement_none(
    tmp_path: Path, own: str, parsed: str
) -> None:
    """What is a statement by the package's words is none by one's own."""
    assert len(read(tmp_path, "", parsed)) == 1
    assert read(tmp_path, own, parsed) == ()


@pytest.mark.parametrize(
    ("own", "parsed"),
    [
        pytest.param(
            "[speech.telling]\nhelpers = ['gan']",
            "Ann||PROPN|nsubj|3 gan|gan|AUX|aux|3 say|say|VERB|root|0|VB "
            "that|that|SCONJ|mark|6 they|they|PRON|nsubj|6 lost|lose|VERB|ccomp|3",
            id="helper",
        ),
        pytest.param(
            "[speech.telling]\ncontinuing = ['rise']",
            "Ann||PROPN|nsubj|2 rose|rise|VERB|root|0 to|to|PART|mark|4 "
            "say|say|VERB|xcomp|2|VB that|that|SCONJ|mark|7 they|they|PRON|nsubj|7 "
            "lost|lose|VERB|ccomp|4",
            id="continuing-verb",
        ),
        pytest.param(
            "[speech.telling]\nlight = ['float']",
            "Ann||PROPN|nsubj|2 floated|float|VERB|root|0 claims|claim|NOUN|obj|2 "
            "that|that|SCONJ|mark|6 they|they|PRON|nsubj|6 lost|lose|VERB|acl|3",
            id="light-verb",
        ),
        pytest.param(
            "[speech.speakers]\ndocument = ['saga']",
            "Saga|saga|NOUN|nsubj|4 :||PUNCT|punct|4 they|they|PRON|nsubj|4 "
            "lost|lose|VERB|root|0 .||PUNCT|punct|4",
            id="document-that-heads-a-line",
        ),
    ],
)
def test_a_word_of_ones_own_makes_a_statement(
    tmp_path: Path, own: str, parsed: str
) -> None:
    """What is no statement by the package's words is one by one's own."""
    assert read(tmp_path, "", parsed) == ()
    assert len(read(tmp_path, own, parsed)) == 1


def test_a_genre_of_ones_own_heads_a_line(tmp_path: Path) -> None:
    """A text that names what follows is not its speaker."""
    parsed = (
        "Report|report|NOUN|nsubj|4 :||PUNCT|punct|4 they|they|PRON|nsubj|4 "
        "lost|lose|VERB|root|0 .||PUNCT|punct|4"
    )
    assert len(read(tmp_path, "", parsed)) == 1
    assert read(tmp_path, "[speech.speakers]\ngenres = ['report']", parsed) == ()


def test_a_verb_of_addressing_of_ones_own_has_an_addressee(tmp_path: Path) -> None:
    """The object of such a verb is who is spoken to."""
    parsed = (
        "Ann||PROPN|nsubj|2 stressed|stress|VERB|root|0 reporters|reporter|NOUN|obj|2 "
        "that|that|SCONJ|mark|6 they|they|PRON|nsubj|6 lost|lose|VERB|ccomp|2"
    )
    own = "[speech.telling]\naddressing = ['stress']"
    assert [one.addressee for one in read(tmp_path, "", parsed)] == [None]
    assert [one.addressee for one in read(tmp_path, own, parsed)] == ["reporters"]


def test_whoever_held_it_is_part_of_a_channel_of_ones_own(tmp_path: Path) -> None:
    """Behind the channel's words and a preposition stands a name with capitals."""
    parsed = (
        "Ann||PROPN|nsubj|2 said|say|VERB|root|0 on|on|ADP|case|4 podcast|podcast|NOUN|obl|2 "
        "with|with|ADP|case|6 Zorch||PROPN|nmod|4 that|that|SCONJ|mark|9 "
        "they|they|PRON|nsubj|9 lost|lose|VERB|ccomp|2"
    )
    own = '[[speech.channel]]\nname = "podcast"\nwords = ["podcast"]\n'
    assert [one.channel for one in read(tmp_path, "", parsed)] == [None]
    assert [one.channel for one in read(tmp_path, own, parsed)] == ["podcast"]
    own += 'held_by = ["with"]\n'
    assert [one.channel for one in read(tmp_path, own, parsed)] == [
        "podcast with Zorch"
    ]


@pytest.mark.parametrize(
    ("own", "words", "stance"),
    [
        pytest.param("", "of|of|ADP|case|8", -0.6, id="the-packages-preposition"),
        pytest.param("", "beyond|beyond|ADP|case|8", None, id="another"),
        pytest.param(
            "[opinions.scope]\ntowards = ['beyond']",
            "beyond|beyond|ADP|case|8",
            -0.6,
            id="ones-own",
        ),
    ],
)
def test_an_opinion_is_towards_whoever_stands_behind_its_prepositions(
    tmp_path: Path, own: str, words: str, stance: float | None
) -> None:
    """A preposition of one's own ties the actor behind it to the opinion."""
    parsed = (
        "Ann||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|6 "
        f"they|they|PRON|nsubj|6 were|be|AUX|cop|6 critical|critical|ADJ|ccomp|2 {words} "
        "Bob||PROPN|obl|6"
    )
    (found,) = read(tmp_path, own, parsed, actors=("Ann", "Bob"))
    assert found.stance == stance


def test_a_contrast_of_ones_own_leaves_praise_conceded(tmp_path: Path) -> None:
    """What stands before "yet" counts a fifth, once "yet" is a contrast."""
    parsed = (
        "Ann||PROPN|nsubj|2 said|say|VERB|root|0 she|she|PRON|nsubj|4 "
        "admired|admire|VERB|ccomp|2 Bob||PROPN|obj|4 yet|yet|CCONJ|cc|8 "
        "they|they|PRON|nsubj|8 lost|lose|VERB|conj|4"
    )
    (plain,) = read(tmp_path, "", parsed, actors=("Ann", "Bob"))
    own = "[opinions.scope]\ncontrasts = ['yet']"
    (conceded,) = read(tmp_path, own, parsed, actors=("Ann", "Bob"))
    assert (plain.stance, conceded.stance) == (0.8, 0.16)


@pytest.mark.parametrize(
    ("own", "denied"),
    [
        pytest.param("", None, id="the-packages"),
        pytest.param("[speech.denials]\nnothing = ['not a whit']", 0, id="ones-own"),
    ],
)
def test_words_that_deny_everything_deny_what_was_said_before(
    tmp_path: Path, own: str, denied: int | None
) -> None:
    """A content that begins so is a denial, whatever its cue."""
    nothing = (
        "Bob||PROPN|nsubj|2 said|say|VERB|root|0 not|not|PART|advmod|5 a|a|DET|det|5 "
        "whit|whit|NOUN|nsubj|9 of|of|ADP|case|8 their|their|PRON|nmod:poss|8 "
        "missiles|missile|NOUN|nmod|5 hit|hit|VERB|ccomp|2 schools|school|NOUN|obj|9"
    )
    claim = (
        "Ann||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|5 "
        "missiles|missile|NOUN|nsubj|5 hit|hit|VERB|ccomp|2 schools|school|NOUN|obj|5 "
        ".||PUNCT|punct|2"
    )
    assert read(tmp_path, own, claim, nothing)[-1].denies == denied


def test_an_elision_opens_no_quotation() -> None:
    """An apostrophe before a word that it shortens is none of the marks."""
    text = "Get 'em, she said, and 'the rest' too."
    assert [text[q.start : q.end] for q in quotations(text, {"em"})] == ["the rest"]
    assert [text[q.start : q.end] for q in quotations(text, ())] != ["the rest"]
