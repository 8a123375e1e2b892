"""
Facts about who said what in running text, read by the shipped model: semicolons, verbs of
doing, full stops inside marks, datelines, pronouns and the turns of transcripts.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from facta.pipeline import Annotator
from facta.records import Annotation, Statement
from facta.testing import doc

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    """The model and the words, loaded once."""
    return Annotator.load()


def read(
    annotator: Annotator, text: str, published: str = "2025-05-28"
) -> tuple[Statement, ...]:
    """The statements of a text published on a day."""
    (found,) = annotator.annotations([doc(text, published=published)])
    assert isinstance(found, Annotation)
    return found.statements


def contents(found: Sequence[Statement]) -> list[str]:
    return [one.content.text for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oil fell by 3%; Saudi Arabia refused to cut output.", ["to cut output"]),
        ("The truce expired at dawn; Armenia said nothing.", []),
        ("Two ships sank off Yemen; the Houthis claimed the attack.", ["the attack"]),
        ("Talks resumed in Doha; Qatar urged patience.", ["patience"]),
        (
            "The bridge was closed on Friday; Moldova blamed the floods.",
            ["the floods"],
        ),
        (
            "Serbia closed the border; Kosovo said it would respond.",
            ["it would respond"],
        ),
    ],
)
def test_a_semicolon_ends_what_nobody_said(
    annotator: Annotator, text: str, expected: list[str]
) -> None:
    """The clause before a semicolon is the account's own."""
    assert contents(read(annotator, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Spain recalled its ambassador from Argentina.",
        "Rebels attacked a convoy in Mali on Monday.",
        "The Taliban have ruled Afghanistan since 2021.",
        "Russia blasted a bridge near Odesa.",
        "The president dismissed the defence minister.",
        "Israel hammered Gaza City with shells on Tuesday.",
        "Turkey slapped tariffs on American steel.",
        "Thieves attacked a bank in Lima.",
        "Asked whether Iran had attacked the tanker, Araghchi shook his head.",
    ],
)
def test_a_deed_is_no_statement(annotator: Annotator, text: str) -> None:
    """Weapons, envoys, office-holders, lands and goods are not spoken of by a deed."""
    assert contents(read(annotator, text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The prime minister dismissed the accusations.", "the accusations"),
        (
            "The opposition attacked the government's plan to sell the port.",
            "the government's plan to sell the port",
        ),
        ("The opposition attacked the president over the war.", "the president"),
        ("The senator slammed the deal with Iran.", "the deal with Iran"),
        (
            "Argentina recalled that it had warned Chile.",
            "that it had warned Chile",
        ),
        ("The chancellor ruled out a second vote.", "a second vote"),
    ],
)
def test_words_and_conduct_are_judged_in_words(
    annotator: Annotator, text: str, expected: str
) -> None:
    """The same verbs tell words where their object was said or done."""
    assert contents(read(annotator, text)) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "“The border stays shut.” Polish Prime Minister Donald Tusk said.",
            "Donald Tusk",
            "The border stays shut.",
        ),
        ("Wang Yi: “China will not yield.”", "Wang Yi", "China will not yield."),
        (
            "Angela Merkel met Emmanuel Macron in Berlin. He said France would wait.",
            "Emmanuel Macron",
            "France would wait",
        ),
        (
            (
                "Giorgia Meloni spoke to Keir Starmer by phone. He said Britain would send "
                "ships."
            ),
            "Keir Starmer",
            "Britain would send ships",
        ),
    ],
)
def test_who_says_it(
    annotator: Annotator, text: str, speaker: str, content: str
) -> None:
    """A full stop inside the marks, a label, and a pronoun that fits one of two."""
    (one,) = read(annotator, text)
    assert (one.speaker.name, one.content.text) == (speaker, content)


def test_a_dateline_is_not_said(annotator: Annotator) -> None:
    """The place and the day that head an account stand outside the words."""
    text = (
        "GENEVA, May 27 — The United States and China held talks on Monday, diplomats "
        "said."
    )
    expected = "The United States and China held talks on Monday"
    assert contents(read(annotator, text)) == [expected]


BRIEFING = """Q\u0020Will the president meet Mr. Xi?

MS. PSAKI: I don't have anything on that. I think we will see.

He travels on Friday.

Q\u0020Thank you, Jen. On Russia, what comes next?

MS. PSAKI: I think he spoke with President Putin on Monday.
"""


def test_each_turn_of_a_transcript_is_its_speakers(annotator: Annotator) -> None:
    """Turns run on to the next label, and "I" is whoever's turn it is."""
    found = read(annotator, BRIEFING, "2021-07-16")
    told = [(one.speaker.name, one.speaker.country, one.content.text) for one in found]
    psaki = ("Jen Psaki", "USA")
    assert told == [
        (None, None, "Will the president meet Mr. Xi?"),
        (
            *psaki,
            (
                "I don't have anything on that. I think we will see.\n\n"
                "He travels on Friday."
            ),
        ),
        (*psaki, "we will see"),
        (None, None, "Thank you, Jen. On Russia, what comes next?"),
        (*psaki, "I think he spoke with President Putin on Monday."),
        (*psaki, "he spoke with President Putin on Monday"),
    ]
    assert {one.speaker.kind for one in found if one.speaker.name is None} == {
        "anonymous"
    }


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The ministry has closed the bridge.\n\nNothing else is known.",
        "Q is a letter.\n\nIt follows P.",
        "NATO: the alliance meets in May.\n\nUN: the council meets in June.",
        "GO HOME: A POEM\n\nTHE SEA: A POEM",
        "Q",
        "MS. PSAKI:",
        "Q\n\nMS. PSAKI:",
    ],
)
def test_words_in_capitals_before_a_colon_make_no_transcript(
    annotator: Annotator, text: str
) -> None:
    """Headings, and labels without words, give no turn."""
    assert contents(read(annotator, text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway said the cable had been cut.", "assertion"),
        ("Norway asked whether the cable had been cut.", "question"),
        ("“Who cut the cable?” the minister asked.", "question"),
        ("Norway urged Denmark to guard the cable.", "directive"),
        ("Norway called for an inquiry into the cable.", "directive"),
        ("Norway believes that the cable was cut.", "belief"),
        ("Norway is concerned that the cable was cut.", "belief"),
        ("Norway expressed concern about the cable.", "belief"),
        ("Norway expects that the cable will be mended.", "belief"),
        ("Norway plans to guard the cable.", "intention"),
        ("Norway vowed to guard the cable.", "intention"),
        ("Norway reaffirmed its commitment to guard the cable.", "intention"),
        ("Norway announced that it would guard the cable.", "intention"),
        ("Norway announced that Denmark would guard the cable.", "assertion"),
        ("Norway warned that the cable was old.", "assertion"),
    ],
)
def test_the_kind_of_an_attribution(annotator: Annotator, text: str, kind: str) -> None:
    """What is asserted, asked, demanded, believed and meant to be done."""
    assert [one.attribution for one in read(annotator, text)] == [kind]
