"""Actors on hand-built sentences: one fact of the grammar each."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.extract.actors import Mentions, actors, ends, suggestions
from facta.ontology import Gazetteer
from facta.records import Actor, Annotation, Document, Name, Sentence, Token
from facta.testing import actor, doc, laid_out, sentence

GAZETTEER = Gazetteer.load()
Told = tuple[str, str, str | None, str | None]


def account(
    *parsed: str, published: str | None = "2025-06-01"
) -> tuple[Document, tuple[Sentence, ...]]:
    """A document of parsed sentences, one line each."""
    sentences: list[Sentence] = []
    for index, words in enumerate(parsed):
        sentences.append(
            sentence(
                words, index=index, offset=sentences[-1].end + 1 if sentences else 0
            )
        )
    text = " ".join(" ".join(token.text for token in one.tokens) for one in sentences)
    return doc(text, published=published), tuple(sentences)


def found(*parsed: str, published: str | None = "2025-06-01") -> list[Actor]:
    """The actors of parsed sentences."""
    document, sentences = account(*parsed, published=published)
    return list(actors(laid_out(document, sentences), GAZETTEER))


def told(mentions: list[Actor]) -> list[Told]:
    """Text, name, country and sector of mentions."""
    return [(a.span.text, a.name, a.country, a.sector) for a in mentions]


PUTIN = (
    "Russian||ADJ|amod|2 President||PROPN|nmod:desc|3 Vladimir||PROPN|nsubj|5 Putin||PROPN|flat|3 "
    "spoke|speak|VERB|root|0"
)
LAVROV = (
    "Ivan||PROPN|nsubj|9 Petrov||PROPN|flat|1 ,||PUNCT|punct|7 the||DET|det|7 "
    "finance||NOUN|compound|7 "
    "Chadian||ADJ|amod|7 minister||NOUN|appos|1 ,||PUNCT|punct|7 spoke|speak|VERB|root|0"
)

CASES: dict[str, tuple[str, list[Told]]] = {
    "country, office and name": (
        PUTIN,
        [("Russian President Vladimir Putin", "Vladimir Putin", "RUS", "GOV")],
    ),
    "a suffix behind a comma": (
        (
            "President||PROPN|nmod:desc|2 Ivan||PROPN|nsubj|6 Petrov||PROPN|flat|2 "
            ",||PUNCT|punct|5 Jr.||PROPN|nmod:desc|2 spoke|speak|VERB|root|0"
        ),
        [("President Ivan Petrov", "Ivan Petrov", None, "GOV")],
    ),
    "a suffix behind a comma in a listed name": (
        (
            "Joseph||PROPN|nsubj|6 R.||PROPN|flat|1 Biden||PROPN|flat|1 "
            ",||PUNCT|punct|5 Jr.||PROPN|nmod:desc|1 spoke|speak|VERB|root|0"
        ),
        [("Joseph R. Biden", "Joe Biden", "USA", "ELI")],
    ),
    "a listed suffix behind a comma": (
        (
            "Ferdinand||PROPN|nsubj|5 Marcos||PROPN|flat|1 "
            ",||PUNCT|punct|4 Jr.||PROPN|nmod:desc|1 spoke|speak|VERB|root|0"
        ),
        [("Ferdinand Marcos , Jr.", "Ferdinand Marcos Jr.", "PHL", "GOV")],
    ),
    "institution and neutral noun": (
        (
            "senior||ADJ|amod|4 State||PROPN|compound|4 Department||PROPN|compound|4 "
            "official||NOUN|root|0"
        ),
        [
            (
                "senior State Department official",
                "senior State Department official",
                "USA",
                "GOV",
            )
        ],
    ),
    "possessor": (
        (
            "Germany||PROPN|nmod:poss|3 's||PART|case|1 chancellor||NOUN|nsubj|4 "
            "spoke|speak|VERB|root|0"
        ),
        [
            ("Germany", "Germany", "DEU", "GOV"),
            ("chancellor", "German chancellor", "DEU", "GOV"),
        ],
    ),
    "of phrase": (
        (
            "The||DET|det|2 government||NOUN|nsubj|5 of||ADP|case|4 Chad||PROPN|nmod|2 "
            "fell|fall|VERB|root|0"
        ),
        [
            ("government", "Chadian government", "TCD", "GOV"),
            ("Chad", "Chad", "TCD", "GOV"),
        ],
    ),
    "place phrase": (
        (
            "Police||NOUN|nsubj|5 in||ADP|case|4 Hong||PROPN|compound|4 Kong||PROPN|nmod|1 "
            "fired|fire|VERB|root|0"
        ),
        [
            ("Police", "Hong Kong police", "HKG", "COP"),
            ("Hong Kong", "Hong Kong", "HKG", None),
        ],
    ),
    "several countries": (
        (
            "US||PROPN|compound|4 and||CCONJ|cc|3 Russian||ADJ|conj|1 "
            "officials||NOUN|nsubj|5|NNS met|meet|VERB|root|0"
        ),
        [
            ("US and Russian officials", "American officials", "USA", "GOV"),
            ("US and Russian officials", "Russian officials", "RUS", "GOV"),
        ],
    ),
    "adjective of an act": (
        "The||DET|det|3 Russian||ADJ|amod|3 attack||NOUN|nsubj|4 failed|fail|VERB|root|0",
        [("Russian", "Russia", "RUS", "GOV")],
    ),
    "compound of an act": (
        (
            "US||PROPN|compound|4 -||PUNCT|punct|1 Russia||PROPN|compound|4 "
            "ties||NOUN|nsubj|5|NNS soured|sour|VERB|root|0"
        ),
        [("US", "United States", "USA", "GOV"), ("Russia", "Russia", "RUS", "GOV")],
    ),
    "backers are not owners": (
        (
            "Iran||PROPN|compound|3 -||PUNCT|punct|1 backed||VERB|amod|5 "
            "Houthi||PROPN|compound|5 rebels||NOUN|root|0|NNS"
        ),
        [
            ("Iran", "Iran", "IRN", "GOV"),
            ("Houthi rebels", "Houthi rebels", "YEM", "REB"),
        ],
    ),
    "administration of a person": (
        (
            "The||DET|det|3 Trump||PROPN|compound|3 administration||NOUN|nsubj|4 "
            "ruled|rule|VERB|root|0"
        ),
        [("Trump administration", "Trump administration", "USA", "GOV")],
    ),
    "capital that acts": (
        "Moscow||PROPN|nsubj|2 protested|protest|VERB|root|0",
        [("Moscow", "Russia", "RUS", "GOV")],
    ),
    "capital as a place": (
        "He||PRON|nsubj|2 lives|live|VERB|root|0 in||ADP|case|4 Moscow||PROPN|obl|2",
        [("Moscow", "Moscow", "RUS", None)],
    ),
    "union in its seat": (
        "Brussels||PROPN|nsubj|2 protested|protest|VERB|root|0",
        [("Brussels", "European Union", "IGO", "GOV")],
    ),
    "national institution": (
        "The||DET|det|3 Nigerian||ADJ|amod|3 Senate||PROPN|nsubj|4 voted|vote|VERB|root|0",
        [("Nigerian Senate", "Nigerian Senate", "NGA", "LEG")],
    ),
    "rebel before commander": (
        (
            "A||DET|det|4 Syrian||ADJ|amod|4 rebel||NOUN|compound|4 "
            "commander||NOUN|nsubj|5 died|die|VERB|root|0"
        ),
        [("Syrian rebel commander", "Syrian rebel commander", "SYR", "REB")],
    ),
    "region without country": (
        "European||ADJ|amod|2 leaders||NOUN|nsubj|3|NNS met|meet|VERB|root|0",
        [("European leaders", "European leaders", None, "GOV")],
    ),
    "personal name around a country": (
        "Michael||PROPN|nsubj|3 Jordan||PROPN|flat|1 scored|score|VERB|root|0",
        [],
    ),
    "words that are names elsewhere": (
        (
            "May||AUX|aux|3|MD Will||PROPN|nsubj|3 mark||VERB|root|0 turkey||NOUN|obj|3 "
            "and||CCONJ|cc|6 china||NOUN|conj|4"
        ),
        [],
    ),
    "American town": (
        (
            "Lebanon||PROPN|nsubj|5 ,||PUNCT|punct|3 Pa.||PROPN|appos|1 ,||PUNCT|punct|3 "
            "voted|vote|VERB|root|0"
        ),
        [("Lebanon", "Lebanon", "USA", None)],
    ),
    "American town, its state in full": (
        (
            "Moscow||PROPN|nsubj|5 ,||PUNCT|punct|3 Idaho||PROPN|appos|1 "
            ",||PUNCT|punct|3 voted|vote|VERB|root|0"
        ),
        [("Moscow", "Moscow", "USA", None), ("Idaho", "Idaho", "USA", None)],
    ),
    "no sea is a country": (
        (
            "The||DET|det|4 South||PROPN|compound|4 China||PROPN|compound|4 "
            "Sea||PROPN|nsubj|5 rose|rise|VERB|root|0"
        ),
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_phrase_is_read_by_its_parts(case: str) -> None:
    """Country, sector and name follow from the words of the phrase."""
    parsed, expected = CASES[case]
    assert told(found(parsed)) == expected


def test_a_title_with_of_stays_whole() -> None:
    """Secretary of State is one office before a name."""
    parsed = (
        "US||PROPN|compound|2 Secretary||PROPN|nmod:desc|5 of||ADP|case|4 State||PROPN|nmod|2 "
        "Marco||PROPN|nsubj|7 Rubio||PROPN|flat|5 spoke|speak|VERB|root|0"
    )
    assert [(a.name, a.office) for a in found(parsed)] == [
        ("Marco Rubio", "Secretary of State")
    ]


def test_an_apposition_is_learned_and_carried_to_the_surname() -> None:
    """
    What an account says of somebody unknown holds for the later surname and pronoun.
    """
    later = "Petrov||PROPN|nsubj|2 said|say|VERB|root|0 he||PRON|nsubj|4 left|leave|VERB|ccomp|2"
    mentions = found(LAVROV, later)
    assert {(a.name, a.country, a.sector) for a in mentions} == {
        ("Ivan Petrov", "TCD", "GOV")
    }
    assert [a.span.text for a in mentions if a.sentence == 1] == ["Petrov", "he"]


def test_a_described_office_means_the_one_who_holds_it_in_the_account() -> None:
    """*The president* is the only president named."""
    parsed = "The||DET|det|2 president||NOUN|nsubj|3 left|leave|VERB|root|0"
    assert told(found(PUTIN, parsed))[1] == (
        "president",
        "Vladimir Putin",
        "RUS",
        "GOV",
    )


def test_an_office_that_two_hold_means_nobody_in_particular() -> None:
    """*The president* between two presidents stays a description."""
    both = (
        "President||PROPN|nmod:desc|2 Putin||PROPN|nsubj|6 and||CCONJ|cc|5 "
        "President||PROPN|nmod:desc|5 "
        "Macron||PROPN|conj|2 spoke|speak|VERB|root|0"
    )
    parsed = "The||DET|det|2 president||NOUN|nsubj|3 left|leave|VERB|root|0"
    assert told(found(both, parsed))[2] == ("president", "president", None, "GOV")


def test_both_leaders_are_the_two_that_were_named() -> None:
    """A pair gives one actor for each member, with the same span."""
    parsed = (
        "Trump||PROPN|nsubj|4 and||CCONJ|cc|3 Putin||PROPN|conj|1 spoke|speak|VERB|root|0",
        "Both||DET|det|2 leaders||NOUN|nsubj|3|NNS agreed|agree|VERB|root|0",
    )
    pair = [a for a in found(*parsed) if a.sentence == 1]
    assert [(a.name, a.span.text) for a in pair] == [
        ("Donald Trump", "leaders"),
        ("Vladimir Putin", "leaders"),
    ]


def test_a_counterpart_is_of_the_country_named_and_of_the_same_office() -> None:
    """*His Chinese counterpart* holds for China the office of the subject."""
    parsed = (
        PUTIN.replace("spoke|speak", "met|meet")
        + " his||PRON|nmod:poss|8 Chinese||ADJ|amod|8 counterpart||NOUN|obj|5"
    )
    last = found(parsed)[-1]
    assert (last.country, last.sector, last.office) == ("CHN", "GOV", "President")


def test_it_is_the_subject_above_and_never_of_its_own_verb() -> None:
    """*Russia said it would leave* resolves; *Russia denied it* does not."""
    above = (
        "Russia||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|5 "
        "would||AUX|aux|5 leave||VERB|ccomp|2"
    )
    beside = "Russia||PROPN|nsubj|2 denied|deny|VERB|root|0 it||PRON|obj|2"
    assert [a.name for a in found(above)] == ["Russia", "Russia"]
    assert [a.name for a in found(beside)] == ["Russia"]


def test_a_pronoun_between_two_is_left_open() -> None:
    """After two men in one clause, *he* of the next sentence is nobody certain."""
    parsed = (
        (
            "Leaders||NOUN|nsubj|2|NNS saw|see|VERB|root|0 Trump||PROPN|obj|2 "
            "and||CCONJ|cc|5 Putin||PROPN|conj|3"
        ),
        "He||PRON|nsubj|2 left|leave|VERB|root|0",
    )
    assert [a for a in found(*parsed) if a.sentence == 1] == []


def test_a_claim_of_a_former_office_is_kept() -> None:
    """What the account calls former is ELI there, whatever the table says."""
    parsed = (
        "Former||ADJ|amod|3 President||PROPN|nmod:desc|3 Joe||PROPN|nsubj|5 "
        "Biden||PROPN|flat|3 spoke|speak|VERB|root|0"
    )
    only = found(parsed, published="2022-01-01")[0]
    assert (only.name, only.claim, only.sector) == ("Joe Biden", "former", "ELI")


def test_a_claim_of_a_former_office_holds_where_the_name_is_not_repeated() -> None:
    """
    The former president is the same person under the same claim, not the president.
    """
    named = (
        "Former||ADJ|amod|3 President||PROPN|nmod:desc|3 Joe||PROPN|nsubj|5 "
        "Biden||PROPN|flat|3 "
    )
    parsed = (
        named + "spoke|speak|VERB|root|0",
        "The|the|DET|det|3 former||ADJ|amod|3 president||NOUN|nsubj|4 left|leave|VERB|root|0",
    )
    again = [
        actor for actor in found(*parsed, published="2022-01-01") if actor.sentence == 1
    ]
    assert [(actor.name, actor.claim) for actor in again] == [("Joe Biden", "former")]


def test_a_title_with_a_bare_surname_finds_who_held_the_office() -> None:
    """Prime Minister May is Theresa May while she was."""
    parsed = (
        "Prime||ADJ|amod|2 Minister||PROPN|nmod:desc|3 May||PROPN|nsubj|4 "
        "resigned|resign|VERB|root|0"
    )
    assert told(found(parsed, published="2018-01-01")) == [
        ("Prime Minister May", "Theresa May", "GBR", "GOV")
    ]
    assert found(parsed, published="2025-01-01")[0].name == "May"


def test_georgia_is_told_by_the_company_it_keeps() -> None:
    """The state among American names, else the country."""
    state = (
        "Georgia||PROPN|nsubj|2 has|have|VERB|root|0 Democrats||PROPN|obj|2|NNPS "
        "in||ADP|case|5 Atlanta||PROPN|obl|2"
    )
    country = (
        "Georgia||PROPN|nsubj|2 has|have|VERB|root|0 judges||NOUN|obj|2|NNS "
        "in||ADP|case|5 Tbilisi||PROPN|obl|2"
    )
    assert [found(parsed)[0].country for parsed in (state, country)] == ["USA", "GEO"]


def test_mentions_are_looked_up_by_token() -> None:
    """A token leads to the mention it heads or lies in, else to none."""
    document, sentences = account(PUTIN)
    layout = laid_out(document, sentences)
    index = Mentions(actors(layout, GAZETTEER), layout)
    assert [
        getattr(index.mention_at(0, token), "name", None) for token in range(5)
    ] == ["Vladimir Putin"] * 4 + [None]
    assert len(index.mentions_at(0, 2)) == 1


@pytest.mark.parametrize(
    ("name", "country", "end"),
    [
        ("Kremlin", "RUS", "RUS"),
        ("NATO", "IGO", "NATO"),
        ("Oxfam", "NGO", "Oxfam"),
        ("police", None, "police"),
    ],
)
def test_the_end_of_a_dyad_is_a_country_or_a_name(
    name: str, country: str | None, end: str
) -> None:
    """Organisations and actors without a country stand under their name."""
    assert ends(actor(name, country=country)) == end


def test_unknown_names_are_suggested_with_what_was_learned() -> None:
    """
    A name that no table knows is counted, with contexts, country, sector and office.
    """
    document, (one,) = account(LAVROV)
    one = msgspec.structs.replace(one, names=(Name(0, 1, "person"),))
    annotation = Annotation(
        document=document,
        sentences=(one,),
        actors=actors(laid_out(document, (one,)), GAZETTEER),
    )
    (only,) = suggestions([annotation], GAZETTEER.entries)
    assert (only.name, only.count, only.country, only.office) == (
        "Ivan Petrov",
        1,
        "TCD",
        "Minister",
    )
    assert "Ivan Petrov" in only.contexts[0]


WORDS = [
    "Russia",
    "President",
    "Putin",
    "he",
    "US",
    "the",
    "forces",
    "of",
    "and",
    "-",
    "Jordan",
    "attack",
    "both",
    "leaders",
    ".",
]
RELATIONS = [
    "nsubj",
    "obj",
    "amod",
    "compound",
    "flat",
    "nmod:poss",
    "conj",
    "case",
    "appos",
    "root",
    "nmod",
    "nmod:desc",
    "cop",
]
TAGS = ["PROPN", "NOUN", "PRON", "ADJ", "VERB", "ADP", "DET", "PUNCT"]


@st.composite
def parses(draw: st.DrawFn) -> tuple[Document, tuple[Sentence, ...]]:
    """Sentences of political words with any tree over them, cycles included."""
    made: list[Sentence] = []
    at = 0
    for index in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 9))
        tokens = []
        for _ in range(size):
            word = draw(st.sampled_from(WORDS))
            head = draw(st.integers(-1, size - 1))
            upos, relation = (
                draw(st.sampled_from(TAGS)),
                draw(st.sampled_from(RELATIONS)),
            )
            tokens.append(
                Token(
                    start=at,
                    end=at + len(word),
                    text=word,
                    lemma=word.lower(),
                    upos=upos,
                    tag="NN",
                    head=head,
                    relation=relation,
                )
            )
            at += len(word) + 1
        made.append(
            Sentence(
                index=index,
                start=tokens[0].start,
                end=at - 1,
                kind="prose",
                tokens=tuple(tokens),
            )
        )
    return doc(" ".join(token.text for one in made for token in one.tokens)), tuple(
        made
    )


@given(parses())
def test_every_span_reads_back_whatever_the_tree(
    case: tuple[Document, tuple[Sentence, ...]],
) -> None:
    """
    No tree makes it fail; spans read back their text, heads lie in their sentence,
    order is that of the text.
    """
    document, sentences = case
    result = actors(laid_out(document, sentences), GAZETTEER)
    for one in result:
        assert document.text[one.span.start : one.span.end] == one.span.text
        assert 0 <= one.head < len(sentences[one.sentence].tokens)
        assert one.name
    assert [one.span.start for one in result] == sorted(
        one.span.start for one in result
    )
    assert actors(laid_out(document, sentences), GAZETTEER) == result
