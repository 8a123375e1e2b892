"""Facts about who said what, on sentences parsed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.extract.page import Page
from facta.extract.statements import statements
from facta.records import (
    Actor,
    Document,
    Name,
    Sentence,
    Span,
    Statement,
    Token,
    content_id,
)
from facta.testing import laid_out, sentence


def page(*parsed: str, glue: str = " ") -> tuple[Document, tuple[Sentence, ...]]:
    """
    A document of sentences in the notation of `facta.testing.sentence`, joined by
    `glue`.
    """
    sentences: list[Sentence] = []
    at = 0
    for index, words in enumerate(parsed):
        sentences.append(sentence(words, index=index, offset=at))
        at = sentences[-1].end + len(glue)
    text = glue.join(" ".join(token.text for token in one.tokens) for one in sentences)
    return Document(id=content_id(text), source="test.txt", text=text), tuple(sentences)


def mention(
    document: Document, sentences: Sequence[Sentence], name: str, **known: str | None
) -> Actor:
    """An actor mention where a word first stands."""
    for one in sentences:
        for index, token in enumerate(one.tokens):
            if token.text == name:
                span = Span.of(document.text, token.start, token.end)
                return Actor(
                    span=span,
                    name=name,
                    country=known.get("country"),
                    sector=known.get("sector"),
                    office=known.get("office"),
                    sentence=one.index,
                    head=index,
                )
    raise AssertionError(name)


def said(
    *parsed: str, actors: Sequence[str] = (), glue: str = " "
) -> tuple[Statement, ...]:
    """The statements of hand-parsed sentences in which some words are actors."""
    document, sentences = page(*parsed, glue=glue)
    return statements(
        Page(
            laid_out(document, sentences),
            (),
            [mention(document, sentences, name) for name in actors],
        ),
    )


def brief(found: Sequence[Statement]) -> list[tuple[str | None, str | None, str, bool]]:
    """Speaker, cue, content and directness of each statement."""
    return [
        (
            one.speaker.span.text if one.speaker.span else None,
            one.cue.text if one.cue else None,
            one.content.text,
            one.direct,
        )
        for one in found
    ]


AFTER = (
    "“||PUNCT|punct|3 We|we|PRON|nsubj|3 agree|agree|VERB|ccomp|6 ,||PUNCT|punct|3 "
    "”||PUNCT|punct|3 said|say|VERB|root|0 Peskov||PROPN|nsubj|6 .||PUNCT|punct|6"
)
BEFORE = (
    "Peskov||PROPN|nsubj|2 said|say|VERB|root|0 :||PUNCT|punct|2 “||PUNCT|punct|6 "
    "We|we|PRON|nsubj|6 agree|agree|VERB|ccomp|2 .||PUNCT|punct|6 ”||PUNCT|punct|6"
)
THAT = (
    "Peskov||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|5 they|they|PRON|nsubj|5 "
    "agreed|agree|VERB|ccomp|2 .||PUNCT|punct|2"
)
CALLED = (
    "Trump||PROPN|nsubj|2 called|call|VERB|root|0 Putin||PROPN|obj|2 “||PUNCT|punct|6 "
    "absolutely|absolutely|ADV|advmod|6 crazy|crazy|ADJ|xcomp|2 ”||PUNCT|punct|6 "
    ".||PUNCT|punct|2"
)
ACCORDING = (
    "According|accord|VERB|case|3|VBG to|to|ADP|fixed|1 Reuters||PROPN|obl|6 ,||PUNCT|punct|6 "
    "they|they|PRON|nsubj|6 agreed|agree|VERB|root|0 .||PUNCT|punct|6"
)
PROMISED = (
    "Trump||PROPN|nsubj|2 promised|promise|VERB|root|0 to|to|PART|mark|4 "
    "end|end|VERB|xcomp|2|VB the|the|DET|det|6 war|war|NOUN|obj|4 .||PUNCT|punct|2"
)
CLAIM = (
    "Its|its|PRON|nmod:poss|2 denial|denial|NOUN|nsubj|6 that|that|SCONJ|mark|5 "
    "it|it|PRON|nsubj|5 fired|fire|VERB|acl|2 convinced|convince|VERB|root|0 "
    "nobody|nobody|PRON|obj|6 .||PUNCT|punct|6"
)
PASSIVE = (
    "He|he|PRON|nsubj:pass|3 was|be|AUX|aux:pass|3 accused|accuse|VERB|root|0|VBN "
    "of|of|SCONJ|mark|5 lying|lie|VERB|advcl|3|VBG by|by|ADP|case|7 Kyiv||PROPN|obl:agent|3 "
    ".||PUNCT|punct|3"
)


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        pytest.param(
            AFTER,
            [("Peskov", "said", "We agree ,", True)],
            id="quotation-then-inverted-cue",
        ),
        pytest.param(
            BEFORE,
            [("Peskov", "said", "We agree .", True)],
            id="cue-then-colon-then-quotation",
        ),
        pytest.param(
            THAT, [("Peskov", "said", "that they agreed", False)], id="reported-clause"
        ),
        pytest.param(
            CALLED,
            [("Trump", "called", "absolutely crazy", True)],
            id="quoted-fragment",
        ),
        pytest.param(
            ACCORDING,
            [("Reuters", "According to", "they agreed", False)],
            id="according-to",
        ),
        pytest.param(
            PROMISED, [("Trump", "promised", "to end the war", False)], id="infinitive"
        ),
        pytest.param(CLAIM, [("Its", "denial", "it fired", False)], id="nominal-cue"),
        pytest.param(
            PASSIVE, [("Kyiv", "accused", "lying", False)], id="agent-of-a-passive"
        ),
    ],
)
def test_speaker_cue_and_content_are_found(
    parsed: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    """
    Each way of telling speech gives its speaker, its cue and its content without marks.
    """
    assert brief(said(parsed)) == expected


def test_the_second_half_of_a_split_quotation_has_the_same_speaker() -> None:
    """
    A quotation right behind an attributed one belongs to the same speaker and cue.
    """
    second = (
        "“||PUNCT|punct|3 We|we|PRON|nsubj|3 sign|sign|VERB|root|0 .||PUNCT|punct|3 "
        "”||PUNCT|punct|3"
    )
    assert brief(said(AFTER, second)) == [
        ("Peskov", "said", "We agree ,", True),
        ("Peskov", "said", "We sign .", True),
    ]


def test_a_quotation_behind_the_accounts_own_words_has_another_speaker() -> None:
    """Where the account goes on by itself, nobody is just speaking."""
    told = "Talks|talk|NOUN|nsubj|2 ended|end|VERB|root|0 .||PUNCT|punct|2"
    second = (
        "“||PUNCT|punct|3 We|we|PRON|nsubj|3 sign|sign|VERB|root|0 .||PUNCT|punct|3 "
        "”||PUNCT|punct|3"
    )
    assert brief(said(AFTER, told, second)) == [("Peskov", "said", "We agree ,", True)]


def test_a_quotation_signed_behind_a_dash_has_its_speaker() -> None:
    """A name after a dash that ends the paragraph signs the quotation."""
    quoted = (
        "“||PUNCT|punct|3 We|we|PRON|nsubj|3 agree|agree|VERB|root|0 .||PUNCT|punct|3 "
        "”||PUNCT|punct|3 –||PUNCT|punct|7 diplomat|diplomat|NOUN|parataxis|3 .||PUNCT|punct|3"
    )
    (found,) = said(quoted)
    assert found.speaker.span is not None
    assert (found.speaker.span.text, found.speaker.kind, found.content.text) == (
        "diplomat",
        "anonymous",
        "We agree .",
    )


@pytest.mark.parametrize(
    "parsed",
    [
        pytest.param(
            (
                "The|the|DET|det|3 “||PUNCT|punct|3 reset|reset|NOUN|nsubj|5 ”||PUNCT|punct|3 "
                "failed|fail|VERB|root|0 .||PUNCT|punct|5"
            ),
            id="scare-quotes",
        ),
        pytest.param(
            (
                "The|the|DET|det|2 post|post|NOUN|nsubj|9 titled|title|VERB|acl|2|VBN "
                "“||PUNCT|punct|6 "
                "Peace|peace|NOUN|obj|3 Now|now|ADV|advmod|5 ,||PUNCT|punct|5 ”||PUNCT|punct|5 "
                "spread|spread|VERB|root|0 .||PUNCT|punct|9"
            ),
            id="title",
        ),
        pytest.param(
            (
                "Peskov||PROPN|nsubj|2 declined|decline|VERB|root|0 to|to|PART|mark|4 "
                "comment|comment|VERB|xcomp|2|VB .||PUNCT|punct|2"
            ),
            id="declined-to-comment",
        ),
        pytest.param(
            (
                "Talks|talk|NOUN|nsubj|2 went|go|VERB|root|0 according|accord|VERB|case|5|VBG "
                "to|to|ADP|fixed|3 plan|plan|NOUN|obl|2 .||PUNCT|punct|2"
            ),
            id="according-to-plan",
        ),
        pytest.param(
            (
                "This|this|DET|det|2 attack|attack|NOUN|nsubj|3 shows|show|VERB|root|0 "
                "that|that|SCONJ|mark|6 they|they|PRON|nsubj|6 "
                "fight|fight|VERB|ccomp|3 .||PUNCT|punct|3"
            ),
            id="a-deed-does-not-speak",
        ),
        pytest.param(
            (
                "He|he|PRON|nsubj|3 could|could|AUX|aux|3 say|say|VERB|root|0|VB "
                "that|that|SCONJ|mark|6 "
                "they|they|PRON|nsubj|6 lost|lose|VERB|ccomp|3 .||PUNCT|punct|3"
            ),
            id="what-might-be-said",
        ),
    ],
)
def test_what_is_no_statement_gives_none(parsed: str) -> None:
    """Scare quotes, titles, silence, deeds and possibilities are no statements."""
    assert said(parsed) == ()


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        pytest.param("officials|official|NOUN", "anonymous", id="officials"),
        pytest.param("sources|source|NOUN", "anonymous", id="sources"),
        pytest.param("Reuters||PROPN", "outlet", id="outlet"),
        pytest.param("reports|report|NOUN", "document", id="document"),
        pytest.param("parliament|parliament|NOUN", "institution", id="institution"),
        pytest.param("dogs|dog|NOUN", "unknown", id="unknown"),
    ],
)
def test_the_kind_of_a_speaker_follows_its_noun(subject: str, kind: str) -> None:
    """Anonymous people, documents, outlets and bodies are told apart by the lexicon."""
    (found,) = said(THAT.replace("Peskov||PROPN", subject))
    assert found.speaker.kind == kind


def test_an_anonymous_speaker_keeps_its_description() -> None:
    """The span of an anonymous speaker covers all that is told of him."""
    parsed = (
        "Officials|official|NOUN|nsubj|4 who|who|PRON|nsubj|3 fled|flee|VERB|acl:relcl|1 "
        "said|say|VERB|root|0 that|that|SCONJ|mark|7 they|they|PRON|nsubj|7 "
        "agreed|agree|VERB|ccomp|4 .||PUNCT|punct|4"
    )
    (found,) = said(parsed)
    assert found.speaker.span is not None
    assert found.speaker.span.text == "Officials who fled"


def test_a_speaker_takes_name_country_and_sector_from_its_actor() -> None:
    """The actor mention at the head of the speaker's phrase says who it is."""
    document, sentences = page(THAT)
    actor = mention(document, sentences, "Peskov", country="RUS", sector="GOV")
    (found,) = statements(Page(laid_out(document, sentences), (), [actor]))
    assert (found.speaker.name, found.speaker.country, found.speaker.sector) == (
        "Peskov",
        "RUS",
        "GOV",
    )


NAMED = "Trump||PROPN|nsubj|2 left|leave|VERB|root|0 .||PUNCT|punct|2"
HE_SAID = (
    "He|he|PRON|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|5 {0}||PROPN|nsubj|5 "
    "lied|lie|VERB|ccomp|2 .||PUNCT|punct|2"
)


def with_people(*parsed: str, people: Sequence[str]) -> tuple[Statement, ...]:
    """Statements where the language model names some words as persons."""
    document, sentences = page(*parsed)
    named = tuple(
        msgspec.structs.replace(
            one,
            names=tuple(
                Name(i, i, "person")
                for i, token in enumerate(one.tokens)
                if token.text in people
            ),
        )
        for one in sentences
    )
    return statements(Page(laid_out(document, named), (), ()))


def test_a_pronoun_is_the_foremost_person_before_it() -> None:
    """He is the subject of the sentence before."""
    (found,) = with_people(NAMED, HE_SAID.format("Kyiv"), people=["Trump"])
    assert (found.speaker.name, found.speaker.kind) == ("Trump", "named")


def test_of_two_subjects_a_pronoun_is_the_main_one() -> None:
    """He is who hoped, though who left stands nearer."""
    two = (
        "Trump||PROPN|nsubj|2 hoped|hope|VERB|root|0 Putin||PROPN|nsubj|4 "
        "left|leave|VERB|ccomp|2 .||PUNCT|punct|2"
    )
    found = with_people(two, HE_SAID.format("Kyiv"), people=["Trump", "Putin"])
    assert found[-1].speaker.name == "Trump"


def test_nobody_speaks_of_himself_by_name() -> None:
    """A person named in the content is not the one who says it."""
    (found,) = with_people(NAMED, HE_SAID.format("Trump"), people=["Trump"])
    assert (found.speaker.name, found.speaker.kind) == (None, "unknown")


def test_what_an_outlet_reports_is_relayed_by_it() -> None:
    """Statements that an outlet passes on name the outlet in their chain."""
    (found,) = said(ACCORDING)
    assert (found.relation, found.relayed_by) == ("relayed", ("Reuters",))


def test_hearsay_is_relayed() -> None:
    """Reportedly marks what the account does not vouch for."""
    parsed = (
        "Peskov||PROPN|nsubj|3 reportedly|reportedly|ADV|advmod|3 said|say|VERB|root|0 "
        "that|that|SCONJ|mark|6 they|they|PRON|nsubj|6 agreed|agree|VERB|ccomp|3 .||PUNCT|punct|3"
    )
    assert said(parsed)[0].relation == "relayed"
    assert said(THAT)[0].relation == "primary"


def test_a_denial_points_to_what_it_denies() -> None:
    """A denial is tied to the nearest earlier statement on the same matter."""
    claim = (
        "Kyiv||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|6 "
        "Russian|russian|ADJ|amod|5 missiles|missile|NOUN|nsubj|6 hit|hit|VERB|ccomp|2 "
        "schools|school|NOUN|obj|6 .||PUNCT|punct|2"
    )
    denial = (
        "Moscow||PROPN|nsubj|2 denied|deny|VERB|root|0 that|that|SCONJ|mark|5 "
        "missiles|missile|NOUN|nsubj|5 hit|hit|VERB|ccomp|2 schools|school|NOUN|obj|5 "
        ".||PUNCT|punct|2"
    )
    first, second = said(claim, denial)
    assert (first.denies, second.denies, second.grade) == (None, 0, "denial")


def test_the_channel_and_the_addressee_stand_beside_the_cue() -> None:
    """Where and to whom it was said is read from the sentence without its content."""
    parsed = (
        "He|he|PRON|nsubj|2 told|tell|VERB|root|0 reporters|reporter|NOUN|obj|2 by|by|ADP|case|5 "
        "phone|phone|NOUN|obl|2 that|that|SCONJ|mark|8 they|they|PRON|nsubj|8 "
        "lost|lose|VERB|ccomp|2 .||PUNCT|punct|2"
    )
    (found,) = said(parsed)
    assert (found.channel, found.addressee) == ("phone call", "reporters")


LIKES = (
    "Trump||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|{head} "
    "Putin||PROPN|nsubj|{head} was|be|AUX|cop|{head} {words} .||PUNCT|punct|2"
)


@pytest.mark.parametrize(
    ("words", "head", "low", "high"),
    [
        pytest.param("great|great|ADJ|ccomp|2", 6, 0.5, 1.0, id="praise"),
        pytest.param("crazy|crazy|ADJ|ccomp|2", 6, -1.0, -0.5, id="hostile"),
        pytest.param(
            "absolutely|absolutely|ADV|advmod|7 crazy|crazy|ADJ|ccomp|2",
            7,
            -1.0,
            -0.9,
            id="intense",
        ),
        pytest.param(
            "not|not|PART|advmod|7 great|great|ADJ|ccomp|2", 7, -0.5, -0.1, id="negated"
        ),
    ],
)
def test_stance_is_towards_whom_the_opinion_is_about(
    words: str, head: int, low: float, high: float
) -> None:
    """The sign, the intensity and the negation of an opinion word go to its subject."""
    (found,) = said(LIKES.format(words=words, head=head), actors=["Trump", "Putin"])
    assert found.target == "Putin"
    assert found.stance is not None
    assert low <= found.stance <= high


def test_without_opinion_there_is_no_stance() -> None:
    """Nothing said of anybody is None, not zero."""
    (found,) = said(THAT, actors=["Peskov"])
    assert (found.stance, found.target) == (None, None)


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    """A missing closing mark gives no more than the sentence it opens in."""
    opened = (
        "Peskov||PROPN|nsubj|2 said|say|VERB|root|0 :||PUNCT|punct|2 “||PUNCT|punct|6 "
        "We|we|PRON|nsubj|6 agree|agree|VERB|ccomp|2 .||PUNCT|punct|2"
    )
    after = "Talks|talk|NOUN|nsubj|2 ended|end|VERB|root|0 .||PUNCT|punct|2"
    (found,) = said(opened, after)
    assert found.content.text == "We agree ."


WORDS = [
    "Putin",
    "said",
    "that",
    "he",
    "called",
    "“",
    "”",
    '"',
    "'",
    "crazy",
    ".",
    ",",
    ":",
    "according",
    "to",
    "denied",
    "his",
    "claim",
]
CLASSES = ["PROPN", "VERB", "SCONJ", "PRON", "PUNCT", "ADJ", "ADP", "NOUN"]
LABELS = [
    "nsubj",
    "root",
    "ccomp",
    "xcomp",
    "obj",
    "punct",
    "mark",
    "case",
    "nmod:poss",
    "parataxis",
    "acl",
    "conj",
]


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, tuple[Sentence, ...]]:
    """Sentences of words of speech with arbitrary, even cyclic, trees."""
    sentences, at = [], 0
    for index in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 8))
        tokens = []
        for _ in range(count):
            word = draw(st.sampled_from(WORDS))
            head = draw(st.integers(-1, count - 1))
            tokens.append(
                Token(
                    start=at,
                    end=at + len(word),
                    text=word,
                    lemma=word,
                    upos=draw(st.sampled_from(CLASSES)),
                    tag="VBD",
                    head=head,
                    relation=draw(st.sampled_from(LABELS)),
                )
            )
            at += len(word) + 1
        sentences.append(
            Sentence(
                index=index,
                start=tokens[0].start,
                end=tokens[-1].end,
                kind="prose",
                tokens=tuple(tokens),
            )
        )
    text = " ".join(token.text for one in sentences for token in one.tokens)
    return Document(id="d", source="d", text=text), tuple(sentences)


@given(documents())
def test_any_tree_gives_statements_that_read_back(
    given_page: tuple[Document, tuple[Sentence, ...]],
) -> None:
    """
    Whatever the marks and trees, every span reads back its text and statements come in
    text order.
    """
    document, sentences = given_page
    found = statements(Page(laid_out(document, sentences), (), ()))
    for one in found:
        for span in (one.content, one.cue, one.speaker.span):
            assert span is None or document.text[span.start : span.end] == span.text
        assert one.denies is None or 0 <= one.denies < len(found)
    starts = [one.content.start for one in found]
    assert starts == sorted(starts)


HEADLINE = (
    "{0}||PROPN|nsubj|5 :||PUNCT|punct|5 we|we|PRON|nsubj|5 are|be|AUX|cop|5 "
    "ready|ready|ADJ|root|0 .||PUNCT|punct|5"
)


def test_a_person_before_a_colon_speaks() -> None:
    """A headline gives a person's words behind a colon."""
    (found,) = with_people(HEADLINE.format("Putin"), people=["Putin"])
    assert (found.speaker.name, found.content.text, found.direct) == (
        "Putin",
        "we are ready .",
        False,
    )


def test_a_place_before_a_colon_is_a_topic() -> None:
    """A country before a colon says what the line is about."""
    assert said(HEADLINE.format("Ukraine"), actors=["Ukraine"]) == ()


def test_a_deed_is_held_against_its_doer() -> None:
    """Who invades is shown in a bad light, not who is invaded."""
    parsed = (
        "Peskov||PROPN|nsubj|2 said|say|VERB|root|0 that|that|SCONJ|mark|5 Trump||PROPN|nsubj|5 "
        "invaded|invade|VERB|ccomp|2 Cuba||PROPN|obj|5 .||PUNCT|punct|2"
    )
    (found,) = said(parsed, actors=["Peskov", "Trump", "Cuba"])
    assert found.target == "Trump"
    assert found.stance is not None
    assert found.stance < 0
