"""A happening in one clause: what is kept of a sentence, who is named, what is marked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.brief.clauses import MOST, Clause, around, clause, quoted, shortened, voiced
from facta.brief.naming import Names
from facta.brief.passages import Account
from facta.records import Actor, Annotation, Event
from facta.testing import annotation, doc, place, sentence, telling

NAMES = {"RUS": "Russia", "UKR": "Ukraine", "USA": "United States"}
POSTED = (
    "In|in|ADP|case|2|IN May|May|PROPN|obl|6|NNP ,|,|PUNCT|punct|6|, President|President|PROPN|"
    "compound|5|NNP Tamm|Tamm|PROPN|nsubj|6|NNP posted|post|VERB|root|0|VBD ,|,|PUNCT|punct|8|, "
    "calling|call|VERB|advcl|6|VBG Orlov|Orlov|PROPN|obj|8|NNP crazy|crazy|ADJ|xcomp|8|JJ "
    ".|.|PUNCT|punct|6|."
)
HE = (
    "He|he|PRON|nsubj|2|PRP warned|warn|VERB|root|0|VBD Orlov|Orlov|PROPN|obj|2|NNP "
    ".|.|PUNCT|punct|2|."
)
OF = (
    "Despite|despite|ADP|case|4|IN Kenya|Kenya|PROPN|nmod:poss|4|NNP 's|'s|PART|case|2|POS "
    "shelling|shelling|NOUN|obl|10|NN of|of|ADP|case|7|IN the|the|DET|det|7|DT "
    "port|port|NOUN|nmod|4|NN ,|,|PUNCT|punct|10|, talks|talk|NOUN|nsubj|10|NNS "
    "began|begin|VERB|root|0|VBD .|.|PUNCT|punct|10|."
)
WHO = (
    "The|the|DET|det|2|DT president|president|NOUN|nsubj|8|NN ,|,|PUNCT|punct|5|, "
    "who|who|PRON|nsubj|5|WP attacked|attack|VERB|acl:relcl|2|VBD Orlov|Orlov|PROPN|obj|5|NNP "
    ",|,|PUNCT|punct|5|, left|leave|VERB|root|0|VBD .|.|PUNCT|punct|8|."
)
APPOSED = (
    "Peru|Peru|PROPN|nmod:poss|3|NNP 's|'s|PART|case|1|POS president|president|NOUN|nsubj|7|NN "
    ",|,|PUNCT|punct|5|, Tamm|Tamm|PROPN|appos|3|NNP ,|,|PUNCT|punct|3|, "
    "met|meet|VERB|root|0|VBD Orlov|Orlov|PROPN|obj|7|NNP .|.|PUNCT|punct|7|."
)
OWNED = (
    "Peru|Peru|PROPN|nmod:poss|3|NNP 's|'s|PART|case|1|POS president|president|NOUN|nsubj|4|NN "
    "met|meet|VERB|root|0|VBD Orlov|Orlov|PROPN|obj|4|NNP .|.|PUNCT|punct|4|."
)
TITLED = (
    "Peruvian|peruvian|ADJ|amod|2|JJ president|president|NOUN|nmod:desc|3|NN "
    "Tamm|Tamm|PROPN|nsubj|4|NNP left|leave|VERB|root|0|VBD .|.|PUNCT|punct|4|."
)
DENIED = (
    "Kenya|Kenya|PROPN|nsubj|2|NNP denied|deny|VERB|root|0|VBD that|that|SCONJ|mark|5|IN "
    "talks|talk|NOUN|nsubj|5|NNS occurred|occur|VERB|ccomp|2|VBD .|.|PUNCT|punct|2|."
)


def account(parse: str, *mentions: Actor) -> Account:
    """An account of one parsed sentence, with whom it mentions."""
    prose = sentence(parse)
    text = " ".join(token.text for token in prose.tokens)
    found: Annotation = annotation(doc(text, source="a.txt"))
    return Account(0, replace(found, sentences=(prose,), actors=mentions))


def mention(parse: str, words: str, name: str, head: int) -> Actor:
    """Who is mentioned by some words of a sentence."""
    text = " ".join(token.text for token in sentence(parse).tokens)
    return Actor(
        span=place(text, words),
        name=name,
        country=None,
        sector=None,
        office="President",
        sentence=0,
        head=head,
    )


def happened(given: Account, trigger: str, *actors: Actor) -> Event:
    """An event that the account tells by some words."""
    document = given.document
    found = telling(document, "ACCUSE", "USA", "RUS", document.text)
    return replace(found, trigger=place(document.text, trigger), actor=actors)


def told(
    parse: str, trigger: str, *mentions: Actor, names: Names | None = None
) -> Clause:
    """The clause of a sentence in which the first of those mentioned acts."""
    given = account(parse, *mentions)
    return clause(
        happened(given, trigger, *mentions[:1]), given, names or Names(mentions, NAMES)
    )


def test_a_clause_begins_with_its_subject_and_marks_the_act() -> None:
    """What stands before the subject is left out; the participle keeps its verb."""
    tamm = mention(POSTED, "President Tamm", "Mari Tamm", 4)
    found = told(POSTED, "calling", tamm)
    assert found.pieces == ("President Tamm posted , ", "calling", " Orlov crazy")
    assert found.verbal


def test_a_pronoun_is_named_with_its_office() -> None:
    """In the form that accounts use, the pronoun's place taken by the name."""
    tamm = mention(HE, "He", "Mari Tamm", 0)
    known = replace(tamm, span=place("President Mari Tamm", "President Mari Tamm"))
    found = told(HE, "warned", tamm, names=Names([known], NAMES))
    assert found.text == "President Mari Tamm warned Orlov"


def test_a_pronoun_that_cannot_be_whom_it_is_taken_for_stays() -> None:
    """Who warns Orlov is hardly Orlov, whatever a reader of pronouns says."""
    orlov = mention(HE, "He", "Ivan Orlov", 0)
    assert told(HE, "warned", orlov).text == "He warned Orlov"


def test_who_speaks_of_himself_keeps_his_words() -> None:
    """A name in the place of "I" wants another verb; who says it stands before."""
    parse = (
        "I|I|PRON|nsubj|2|PRP call|call|VERB|root|0|VBP on|on|ADP|case|4|IN "
        "Kenya|Kenya|PROPN|obl|2|NNP .|.|PUNCT|punct|2|."
    )
    tamm = mention(parse, "I", "Mari Tamm", 0)
    found = told(parse, "call", tamm)
    assert found.text == "I call on Kenya"
    assert voiced(found, "Mari Tamm").text == "Mari Tamm: “I call on Kenya”"


def test_what_belongs_to_somebody_told_of_before_has_an_article() -> None:
    """Whose call it was is told below the line."""
    parse = (
        "Talks|talk|NOUN|nsubj|2|NNS failed|fail|VERB|root|0|VBD after|after|ADP|case|7|IN "
        "their|their|PRON|nmod:poss|7|PRP$ long|long|ADJ|amod|7|JJ phone|phone|NOUN|compound|7|NN "
        "call|call|NOUN|obl|2|NN in|in|ADP|case|9|IN June|June|PROPN|nmod|7|NNP "
        ".|.|PUNCT|punct|2|."
    )
    their = mention(parse, "their", "Kenya and Peru", 3)
    assert told(parse, "call", their).text == "The long phone call in June"


def test_a_noun_is_told_without_what_joins_it_to_its_sentence() -> None:
    """And without the act of another that the sentence is about."""
    kenya = mention(OF, "Kenya", "Kenya", 1)
    found = told(OF, "shelling", kenya)
    assert found.text == "Kenya 's shelling of the port"
    assert not found.verbal


def test_what_is_told_in_a_relative_clause_has_its_party() -> None:
    """Who is told of by "the president, who attacked Orlov" attacked him."""
    tamm = mention(WHO, "president", "Mari Tamm", 1)
    known = replace(tamm, span=place("President Tamm", "President Tamm"))
    found = told(WHO, "attacked", tamm, names=Names([known], NAMES))
    assert found.text == "President Tamm attacked Orlov"


def test_what_an_act_leads_to_is_no_clause_of_the_act() -> None:
    """Who warns of shelling has not shelled."""
    shelled = (
        "Tamm|Tamm|PROPN|nsubj|2|NNP warned|warn|VERB|root|0|VBD that|that|SCONJ|mark|9|IN "
        "Kenya|Kenya|PROPN|nmod:poss|6|NNP 's|'s|PART|case|4|POS shelling|shelling|NOUN|nsubj|9|NN "
        "of|of|ADP|case|8|IN ports|port|NOUN|nmod|6|NNS kills|kill|VERB|ccomp|2|VBZ "
        ".|.|PUNCT|punct|2|."
    )
    tamm = mention(shelled, "Tamm", "Mari Tamm", 0)
    found = told(shelled, "shelling", tamm)
    assert not found.verbal


def test_words_that_are_said_stand_with_who_says_them() -> None:
    """So that one side of a dispute reads as that side."""
    given = account(DENIED)
    span = place(given.document.text, "that talks occurred")
    assert around(given, span, Names([], {})).text == "Kenya denied that talks occurred"


def test_a_sentence_that_was_not_parsed_is_told_as_it_is() -> None:
    """Coded data has no words; nothing is left out of it, and a mark stays."""
    document = doc("Kenya shelled the port.")
    given = Account(0, annotation(document))
    found = clause(happened(given, "shelled"), given, Names([], {}))
    assert found.pieces == ("Kenya ", "shelled", " the port")


def test_a_sentence_behind_a_semicolon_is_another() -> None:
    """What somebody else does in it is not told with the act."""
    parse = (
        "Kenya|Kenya|PROPN|nsubj|2|NNP denied|deny|VERB|root|0|VBD the|the|DET|det|4|DT "
        "reports|report|NOUN|obj|2|NNS ;|;|PUNCT|punct|7 Peru|Peru|PROPN|nsubj|7|NNP "
        "confirmed|confirm|VERB|parataxis|2|VBD them|they|PRON|obj|7|PRP .|.|PUNCT|punct|2|."
    )
    kenya = mention(parse, "Kenya", "Kenya", 0)
    assert told(parse, "denied", kenya).text == "Kenya denied the reports"


def test_a_name_behind_a_description_is_told_once() -> None:
    """Peru's president with his name in apposition is named there already."""
    named = mention(APPOSED, "president", "Mari Tamm", 2)
    names = Names([mention(TITLED, "Peruvian president Tamm", "Mari Tamm", 2)], NAMES)
    assert told(APPOSED, "met", named, names=names).text == (
        "Peru 's president , Tamm , met Orlov"
    )


def test_a_title_with_the_country_takes_the_place_of_whose_president_he_is() -> None:
    """Not "Peru's Peruvian president"."""
    named = mention(OWNED, "president", "Mari Tamm", 2)
    names = Names([mention(TITLED, "Peruvian president Tamm", "Mari Tamm", 2)], NAMES)
    assert told(OWNED, "met", named, names=names).text == (
        "Peruvian president Tamm met Orlov"
    )


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("They left.", 40, "They left"),
        ("They left the town, which had been shelled.", 30, "They left the town …"),
        ("They left thetown which had been shelled", 20, "They left thetown …"),
        ("They “left the town and port”", 22, "They “left the town …”"),
        ('They "left the town and port"', 22, 'They "left the town …"'),
    ],
    ids=["short", "at a comma", "at a word", "in a quotation", "in straight marks"],
)
def test_what_is_long_is_cut_where_a_part_ends(text: str, most: int, said: str) -> None:
    """Never within a word, and the cut is shown."""
    assert shortened(text, most) == said


def test_quotation_marks_within_a_quotation_are_single() -> None:
    """As prose has them."""
    assert quoted('He said "no"', 40) == "“He said ’no’”"


def test_a_clause_has_room_on_a_line() -> None:
    """However long its sentence is."""
    document = doc(
        "Kenya shelled the port, " + "again and again, " * 40 + "it is said."
    )
    given = Account(0, annotation(document))
    found = clause(happened(given, "shelled"), given, Names([], {}))
    assert len(found.text) <= MOST + 2
    assert found.text.endswith(" …")
